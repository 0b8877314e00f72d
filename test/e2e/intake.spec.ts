/**
 * The data step in a real browser: an office's drop with one decision, a reading tried out on the map, a table pasted, a folder
 * dropped, control points, a file replaced; axe finds nothing on the way, at 1280 and at 390 px, in both languages.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { fromWgs84 } from '../../src/intake/crs.ts';
import { intakeWords } from '../../src/i18n/intake-words.ts';
import { officeFiles } from './office-files.ts';
import { test, expect, type Page } from './offline.ts';
import {
  drop,
  goTo,
  headline,
  idle,
  languages,
  openEmpty,
  openSample,
  sampleFolder,
  words,
  write,
} from './journey.ts';

const panel = (page: Page) => page.getByRole('main');

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

for (const language of languages)
  test(`an office's files need one decision, tried out on the map before it is taken (${language})`, async ({
    page,
  }, info) => {
    const { ask, list, trial } = intakeWords(language);
    const { files } = await officeFiles();
    await openEmpty(page, language);
    await drop(page, await write(info.outputPath('office'), files));
    await expect(panel(page).getByRole('heading', { name: ask.title })).toBeVisible();
    await idle(page);
    const questions = panel(page).locator('ol > li');
    await expect(questions).toHaveCount(1);
    await clean(page);
    const answer = panel(page).getByRole('button', { name: ask.candidate('BD-09') });
    await answer.focus();
    await expect(page.locator('#map').getByText(trial.title('BD-09'))).toBeVisible();
    await expect(page.locator('#map').getByText(trial.then)).toBeVisible();
    await answer.press('Enter');
    await expect(questions).toHaveCount(0);
    await expect(page.locator('#map').getByText(trial.then)).toHaveCount(0);
    await idle(page);
    await panel(page).getByRole('button', { name: list.accept, exact: true }).first().click();
    await expect(panel(page).getByText(list.state(0, 0, 0))).toBeVisible();
    await expect(panel(page).getByText(list.systems['BD-09']!)).toHaveCount(2);
    await goTo(page, language, 'walk');
    expect(Number(await headline(page, language))).toBeGreaterThan(0);
    await goTo(page, language, 'data');
    await page.setViewportSize({ width: 390, height: 844 });
    await clean(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

test('a table that only names streets waits for boundaries, which place it without another question', async ({
  page,
}, info) => {
  const { list } = intakeWords('zh');
  const square = (name: string, west: number) => ({
    type: 'Feature',
    properties: { 名称: name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 36],
          [west + 0.01, 36],
          [west + 0.01, 36.01],
          [west, 36.01],
          [west, 36],
        ],
      ],
    },
  });
  const files = await write(info.outputPath('waiting'), {
    'census.csv': '地区,60—69岁,70—79岁,80岁及以上\n雁北街道,800,500,200\n东岗街道,300,150,50\n',
    'areas.geojson': JSON.stringify({
      type: 'FeatureCollection',
      features: [square('雁北街道', 103.8), square('东岗街道', 103.81)],
    }),
    'sites.csv': '名称,经度,纬度,服务项目\n食堂,103.805,36.005,助餐\n',
  });
  await openEmpty(page, 'zh');
  await drop(page, files.slice(0, 1));
  const card = panel(page).getByRole('article', { name: 'census.csv' });
  await expect(card.getByText(list.waitsState)).toBeVisible();
  await expect(card).toContainText('2 000 位老年人');
  await expect(panel(page).locator('.notice.bad')).toHaveCount(0);
  await expect(panel(page).locator('ol > li')).toHaveCount(0);
  await clean(page);
  await drop(page, files.slice(1));
  await expect(card.getByText(list.waitsState)).toHaveCount(0);
  await expect(card).toContainText(list.joined('2'));
  await expect(panel(page).locator('ol > li')).toHaveCount(0);
  await goTo(page, 'zh', 'walk');
  await expect.poll(async () => Number((await headline(page, 'zh')).replace(/\D/g, ''))).toBeGreaterThan(0);
});

test('a workbook alone is data, and its other sheet becomes a layer of its own', async ({ page }, info) => {
  const XLSX = await import('@e965/xlsx');
  const book = XLSX.utils.book_new();
  const add = (name: string, rows: (string | number)[][]) =>
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  const at = (i: number) => [103.33 + i * 1e-3, 36.436 + i * 1e-3];
  add('设施', [
    ['编号', '机构名称', '经度', '纬度', '服务项目', '床位数'],
    ...Array.from({ length: 6 }, (_, i) => [`S${i}`, `站点${i}`, ...at(i), '助餐', 20]),
  ]);
  add('老年人', [
    ['编号', '经度', '纬度', '60岁及以上'],
    ...Array.from({ length: 9 }, (_, i) => [`E${i}`, ...at(i), 5]),
  ]);
  const bytes = new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  const { ask } = intakeWords('zh');
  await openEmpty(page, 'zh');
  await drop(page, await write(info.outputPath('book'), { '两张表.xlsx': bytes }));
  const [other] = await Promise.all([
    panel(page).locator('ol input[type=checkbox]').first(),
    expect(panel(page).getByRole('button', { name: ask.sheetsAdd })).toBeVisible(),
  ]);
  await other.check();
  await panel(page).getByRole('button', { name: ask.sheetsAdd }).click();
  await expect(panel(page).getByRole('article')).toHaveCount(2);
  await expect(panel(page).getByText('老年人：9 行')).toBeVisible();
  await expect(panel(page).getByText('设施：6 家')).toBeVisible();
});

test('a folder with a shapefile’s parts, and a table pasted, are layers; nothing pasted into a field is', async ({
  page,
}, info) => {
  const folder = info.outputPath('资料');
  const square = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { 名称: '甲社区' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [103.32, 36.43],
              [103.34, 36.43],
              [103.34, 36.45],
              [103.32, 36.43],
            ],
          ],
        },
      },
    ],
  });
  await write(folder, {
    '下级/社区界线.geojson': square,
    '下级/.DS_Store': 'x',
    '~$锁.xlsx': 'x',
    'streets.osm.pbf': new Uint8Array(await readFile(join(sampleFolder, 'streets.osm.pbf'))),
  });
  const { add, list } = intakeWords('zh');
  await openEmpty(page, 'zh');
  await drop(page, [folder]);
  await expect(panel(page).getByRole('article')).toHaveCount(2);
  const paste = (where: string, text: string) =>
    page.evaluate(
      ([selector, content]) => {
        const data = new DataTransfer();
        data.setData('text/plain', content!);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector(selector!)!.dispatchEvent(event);
      },
      [where, text] as const,
    );
  const table = '编号\t经度\t纬度\t60岁及以上\nA1\t103.33\t36.436\t4\nA2\t103.331\t36.437\t6\n';
  await paste('header input', table);
  await paste('body', table);
  await expect(panel(page).getByRole('article')).toHaveCount(3);
  await expect(panel(page).getByRole('heading', { name: add.pastedName(1) })).toBeVisible();
  await expect(panel(page).getByText(`老年人：${list.counts.elders('2')}`)).toBeVisible();
  await idle(page);
});

test('Beijing 1954: two control points, one typed and one picked on the map, tell the shift and how well they agree', async ({
  page,
}, info) => {
  const east = 60;
  const places = Array.from({ length: 12 }, (_, i) => [103.325 + i * 1e-3, 36.432 + (i % 5) * 1e-3] as const);
  const raw = fromWgs84(
    'EPSG:2411',
    Float64Array.from(places, ([lon]) => lon),
    Float64Array.from(places, ([, lat]) => lat),
    [east, -20],
  );
  if (!raw.ok) throw new Error(raw.fault.code);
  const { xs, ys } = raw.value;
  const rows = places.map((_, i) => `S${i},站${i},${xs[i]!.toFixed(3)},${ys[i]!.toFixed(3)},助餐`);
  const { shiftForm, ask } = intakeWords('zh');
  await openEmpty(page, 'zh');
  const files = { '北京54设施.csv': `\uFEFF编号,机构名称,X坐标,Y坐标,服务项目\n${rows.join('\n')}\n` };
  await drop(page, [
    ...(await write(info.outputPath('b54'), files)),
    join(sampleFolder, 'streets.osm.pbf'),
    join(sampleFolder, 'elders.csv'),
  ]);
  const card = panel(page).getByRole('article').filter({ hasText: '北京54设施.csv' });
  await expect(card).toBeVisible();
  await idle(page);
  await card.getByText(words('zh').data.details).click();
  await card.getByLabel(words('zh').data.system, { exact: true }).selectOption('EPSG:2411');
  await panel(page).getByRole('button', { name: ask.shiftOpen }).click();
  const form = panel(page).locator('ol .form');
  const fill = async (point: number, values: readonly [number, number, number, number]) => {
    const box = form.getByRole('group', { name: shiftForm.point(point) });
    const labels = [shiftForm.fileX, shiftForm.fileY, shiftForm.lon, shiftForm.lat];
    for (const [i, label] of labels.entries()) await box.getByLabel(label).fill(String(values[i]));
  };
  await fill(1, [xs[0]!, ys[0]!, ...places[0]!]);
  await expect(form.getByText(shiftForm.single)).toBeVisible();
  await fill(2, [xs[9]!, ys[9]!, ...places[9]!]);
  await expect(form.getByText(shiftForm.result('60.0', '−20.0'))).toBeVisible();
  await expect(form.getByText(/两点之间还差 0\.\d 米/)).toBeVisible();
  await clean(page);
  // A point picked somewhere else disagrees, and is called so.
  await form.getByRole('button', { name: new RegExp(`${shiftForm.pick}.*2`) }).click();
  await expect(page.getByText(shiftForm.picking)).toBeVisible();
  await page.locator('#map').click({ position: { x: 300, y: 200 } });
  await expect(page.getByText(shiftForm.picking)).toHaveCount(0);
  await expect(form.locator('.notice.bad')).toBeVisible();
  await fill(2, [xs[9]!, ys[9]!, ...places[9]!]);
  await form.getByRole('button', { name: shiftForm.take }).click();
  await idle(page);
  await expect(card.getByText(/平移 63 米/)).toBeVisible();
  await expect(panel(page).getByRole('button', { name: ask.shiftOpen })).toHaveCount(0);
});

test('a newer list is compared before it is taken, and one step back brings the old one', async ({
  page,
}, info) => {
  const { replace } = intakeWords('zh');
  await openSample(page, 'zh', 'data');
  const rows = (await readFile(join(sampleFolder, 'elders.csv'), 'utf8')).trimEnd().split('\n');
  const fresh = [...rows.slice(0, 1), ...rows.slice(6)].join('\n');
  await drop(page, await write(info.outputPath('new'), { 'elders.csv': fresh }));
  await expect(panel(page).getByText(replace.changes('0', '5', '0'))).toBeVisible();
  await clean(page);
  await panel(page).getByRole('button', { name: replace.take }).click();
  await idle(page);
  const count = rows.length - 1;
  await expect(panel(page).getByText(`老年人：${count - 5} 行`)).toBeVisible();
  await page.keyboard.press('Control+z');
  await idle(page);
  await expect(panel(page).getByText(`老年人：${count} 行`)).toBeVisible();
});
