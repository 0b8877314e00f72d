/**
 * Walkers and mended streets: a frame is chosen and the gap grows, a footbridge is drawn and it shrinks, undo brings it back, and
 * the ground around a place leaves as a file; every number is the pipeline's in Node. On the sample, and on Portland with its
 * heights where ../shared/data is there.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Findings } from '../../src/domain/findings.ts';
import type { Mend } from '../../src/domain/mend.ts';
import type { Study } from '../../src/domain/study.ts';
import { walkPresets } from '../../src/domain/walk-presets.ts';
import { formatNumber } from '../../src/i18n/format.ts';
import { streetsWords } from '../../src/i18n/streets-words.ts';
import { walkersWords } from '../../src/i18n/walkers-words.ts';
import { plainStreets } from '../../src/layers/cut-streets.ts';
import { snapToLines } from '../../src/layers/snap-lines.ts';
import { createStages, solve } from '../../src/pipeline.ts';
import { createRandom } from '../core/routing-cases.ts';
import { graphOf, loadStreets } from '../core/routing-networks.ts';
import { test, expect, type Page } from './offline.ts';
import {
  analysed,
  download,
  drop,
  goTo,
  headline,
  idle,
  openEmpty,
  openSample,
  sampleFolder,
  saveStudy,
  sharedData,
  startOf,
  words,
  write,
} from './journey.ts';
import { findingsOf, gapOf, must, studyAt } from './oracle.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
const t = words('zh');
const walkers = walkersWords('zh');
const streets = streetsWords('zh');
const frame = walkPresets.find(({ profile }) => profile.id === 'walker')!.profile;

const withFrame = (study: Study, mends: readonly Mend[] = []): Study => ({
  ...study,
  settings: { ...study.settings, mends, walk: { ...study.settings.walk, profiles: [frame] } },
});
const frameGap = (findings: Findings): number =>
  findings.profiles![0]!.services.find(({ service }) => service === 'meals')!.foot.gap;

async function addFrame(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('combobox', { name: walkers.add }).selectOption(frame.id);
  await idle(page);
}

/** The gap of the walking frame as printed. */
async function expectFrameGap(page: Page, findings: Findings): Promise<void> {
  const [before = ''] = walkers.gap('§', '').split('§');
  const text = `${before}${formatNumber(frameGap(findings))} `;
  await expect(page.getByRole('main').getByText(text, { exact: false }).first()).toBeVisible();
}

/** Corners of a path, one after the other, each the place of a row that the table brings to the middle of the map. */
async function drawPath(page: Page, corners: readonly { table: string; id: string }[]): Promise<void> {
  const main = page.getByRole('main');
  const map = page.getByRole('region', { name: t.regions.map, exact: true });
  await main.locator('summary', { hasText: streets.mend.title }).click();
  await main.getByRole('button', { name: streets.mend.path, exact: true }).click();
  await map.getByRole('button', { name: startOf(t.table.open) }).click();
  for (const { table, id } of corners) {
    await page
      .getByRole('group', { name: t.table.which })
      .getByRole('button', { name: table, exact: true })
      .click();
    await page.getByRole('searchbox').fill(id);
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: id }).first();
    await row.click();
    await expect(row).toHaveAttribute('aria-selected', 'true');
    await page.locator('#map canvas').first().focus();
    await page.keyboard.press('Enter');
  }
  await main.getByRole('button', { name: streets.mend.finish, exact: true }).click();
  await idle(page);
}

/** A footbridge from an elder place to a facility that helps somebody with a frame most, of a few. */
async function footbridge(study: Study): Promise<{ elder: string; facility: string }> {
  const { findings: before, graph } = must(await solve(withFrame(study), createStages()));
  const lines = plainStreets(graph!);
  const onStreet = (lon: number, lat: number) => snapToLines(lines, [lon, lat], 60) ?? ([lon, lat] as const);
  const { elders, facilities } = before;
  const { within } = before.profiles![0]!.services.find(({ service }) => service === 'meals')!;
  const { sites } = before.services.find(({ service }) => service === 'meals')!;
  const pairs = [...elders.ids.keys()]
    .filter((row) => within[row] === 0)
    .flatMap((row) => [...sites].map((facility) => ({ row, facility })))
    .map(({ row, facility }) => ({
      row,
      facility,
      far: Math.hypot(
        elders.lons[row]! - facilities.lons[facility]!,
        elders.lats[row]! - facilities.lats[facility]!,
      ),
    }))
    .sort((a, b) => a.far - b.far);
  for (const { row, facility } of pairs.slice(0, 12)) {
    const mend: Mend = {
      kind: 'path',
      line: [
        onStreet(elders.lons[row]!, elders.lats[row]!),
        onStreet(facilities.lons[facility]!, facilities.lats[facility]!),
      ],
    };
    const findings = await findingsOf(withFrame(study, [mend]));
    if (frameGap(findings) < frameGap(before))
      return { elder: elders.ids[row]!, facility: facilities.names[facility]! };
  }
  throw new Error('no footbridge helps anybody');
}

async function journey(page: Page, study: Study): Promise<void> {
  const before = await findingsOf(withFrame(study));
  const { elder, facility } = await footbridge(study);
  await addFrame(page);
  await expectFrameGap(page, before);
  expect(frameGap(before)).toBeGreaterThan(
    before.services.find(({ service }) => service === 'meals')!.foot.gap,
  );

  await drawPath(page, [
    { table: t.table.elders, id: elder },
    { table: t.table.facilities, id: facility },
  ]);
  // The page joins the corners to the streets itself: its gap is that of the study it now holds.
  const mended = await expect
    .poll(() => printedGap(page), { timeout: 30_000 })
    .not.toBe(formatNumber(frameGap(before)))
    .then(() => printedGap(page));
  expect(Number(mended.replace(/\D/g, ''))).toBeLessThan(frameGap(before));

  const main = page.getByRole('main');
  await page.keyboard.press('Escape');
  await main.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await idle(page);
  await expectFrameGap(page, before);

  const card = page.getByRole('region', { name: t.regions.map, exact: true }).getByRole('article');
  await expect(card).toBeVisible();
  await main.locator('summary', { hasText: streets.ground.title }).click();
  await main.getByRole('button', { name: startOf(streets.ground.here) }).click();
  await expect(main.getByText(streets.ground.note)).toBeVisible();
  const { path } = await download(page, main.getByRole('button', { name: streets.ground.export }));
  const areas = JSON.parse(await readFile(path, 'utf8')) as {
    features: { properties: { minutes: number }; geometry: { type: string } }[];
  };
  expect(areas.features.map(({ properties }) => properties.minutes)).toEqual([5, 10, 15]);
  expect(areas.features.map(({ geometry }) => geometry.type)).toEqual([
    'MultiPolygon',
    'MultiPolygon',
    'MultiPolygon',
  ]);
}

async function printedGap(page: Page): Promise<string> {
  const [before = '', after = ''] = walkers.gap('§', '').split('§');
  const text = await page.getByRole('main').getByText(before).filter({ hasText: '（' }).first().innerText();
  return text.slice(text.indexOf(before) + before.length, text.indexOf(after.trim().slice(0, 1))).trim();
}

test('the sample: a frame, a footbridge, undo, an isochrone as a file', async ({ page }) => {
  const study = await studyAt(join(sampleFolder, 'study.json'));
  await openSample(page, 'zh', 'walk');
  expect(await headline(page, 'zh')).toBe(gapOf(await findingsOf(study), 'meals'));
  await journey(page, study);
});

const portland = join(sharedData, 'portland-dem');
test('Portland with its heights: the same journey on hills', async ({ page }, info) => {
  test.skip(!existsSync(portland), '../shared/data/portland-dem is not there');
  test.setTimeout(240_000);
  const pbf = join(portland, 'portland-central-filtered.osm.pbf');
  const graph = await graphOf(await loadStreets(pbf));
  const random = createRandom(11);
  // Within the heights: 122.71 to 122.63 west, 45.49 to 45.55 north.
  const place = (): string => {
    for (;;) {
      const junction = Math.floor(random() * graph.junctionCount);
      const [lon, lat] = [graph.lons[junction]!, graph.lats[junction]!];
      if (lon > -122.7 && lon < -122.64 && lat > 45.5 && lat < 45.54)
        return `${lon.toFixed(6)},${lat.toFixed(6)}`;
    }
  };
  const elders = Array.from({ length: 300 }, (_, i) => `E${1001 + i},${place()},${10 + (i % 30)}`);
  const facilities = Array.from({ length: 8 }, (_, i) => `F${1 + i},食堂${1 + i},${place()},助餐`);
  const paths = await write(info.outputPath('drop'), {
    'elders.csv': ['编号,经度,纬度,60岁及以上', ...elders, ''].join('\n'),
    'facilities.csv': ['编号,名称,经度,纬度,服务项目', ...facilities, ''].join('\n'),
  });
  await openEmpty(page, 'zh');
  await drop(page, [pbf, join(portland, 'portland-ned.tif'), ...paths]);
  await goTo(page, 'zh', 'walk');
  await analysed(page, 'zh');
  const flat = await headline(page, 'zh');
  const main = page.getByRole('main');
  await main.locator('summary', { hasText: walkers.costs }).click();
  await main.getByRole('combobox', { name: walkers.slope }).first().selectOption('tobler');
  await expect.poll(() => headline(page, 'zh')).not.toBe(flat);
  await idle(page);
  const study = await studyAt(await saveStudy(page, 'zh', info.outputPath('portland.zip')));
  expect(await headline(page, 'zh')).toBe(gapOf(await findingsOf(study), 'meals'));
  await journey(page, study);
});
