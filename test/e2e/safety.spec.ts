/** Help and safety around a place in a real browser: asked by keys, a track held against the fence, and nothing of it left anywhere. */
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import AxeBuilder from '@axe-core/playwright';
import { safetyWords } from '../../src/i18n/safety-words.ts';
import { waysWords } from '../../src/i18n/ways-words.ts';
import { download, languages, openSample, saveStudy, write } from './journey.ts';
import { expect, test } from './offline.ts';

for (const language of languages)
  test(`who can come and where one can walk, and nothing is kept (${language})`, async ({ page }, info) => {
    const words = safetyWords(language);
    await openSample(page, language);
    const part = page.locator('details', { has: page.locator('summary', { hasText: words.title }) });
    await part.locator('summary').click();
    await part.getByRole('button', { name: words.pick, exact: true }).click();
    // The middle of the map, by keys.
    await page.locator('#map canvas').first().focus();
    await page.keyboard.press('Enter');
    const place = part.getByText(words.spot('').trim().replace(/\s*$/, ''), { exact: false });
    await expect(place.first()).toBeVisible();
    const [lon, lat] = (await place.first().innerText()).match(/\d+\.\d{5}/g)!.map(Number) as [
      number,
      number,
    ];
    // The same spot asked for the ways from it, by keys too.
    await page.locator('#map canvas').first().focus();
    await page.keyboard.press('Enter');
    const card = page.locator('#map article');
    await expect(card.getByText(waysWords(language).spotNote)).toBeVisible();
    await card.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(card.getByRole('radio').nth(1)).toBeChecked();
    await expect(card.getByRole('table')).toBeVisible();
    await expect(part.getByText(words.inside.exits, { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(part.locator('table').first().locator('tr').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include('main').include('#map article').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

    // A walk of 5 km to the east leaves any such area.
    const point = (east: number, minute: number) =>
      `<trkpt lat="${lat}" lon="${lon + east}"><time>2026-03-01T08:${String(minute).padStart(2, '0')}:00Z</time></trkpt>`;
    const track = `<?xml version="1.0"?><gpx version="1.1"><trk><name>secret-walk</name><trkseg>${point(0, 0)}${point(0.05, 40)}</trkseg></trk></gpx>`;
    const [file] = await write(info.outputPath('track'), { 'secret-walk.gpx': track });
    await part.locator('input[type=file]').setInputFiles(file!);
    const [out] = words
      .trackOut('§', '§')
      .split('§')
      .filter((piece) => piece.trim() !== '');
    await expect(part.getByText(out!.trim(), { exact: false }).first()).toBeVisible();

    const { path } = await download(page, part.getByRole('button', { name: words.export, exact: true }));
    const fence = JSON.parse(await readFile(path, 'utf8'));
    expect(fence.features[0].geometry.type).toMatch(/Polygon/);
    expect(fence.features[0].properties.hectares).toBeGreaterThan(0);

    const zip = unzipSync(await readFile(await saveStudy(page, language, info.outputPath('study.zip'))));
    const told = Object.entries(zip).map(([name, bytes]) => `${name} ${new TextDecoder().decode(bytes)}`);
    const stored = await page.evaluate(async () =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        await indexedDB.databases(),
        await caches.keys().catch(() => []),
        location.href,
        document.cookie,
      ]),
    );
    for (const text of [...told, stored]) expect(text).not.toContain('secret-walk');
    // The sample's own tables have places near by.
    for (const text of [new TextDecoder().decode(zip['study.json']), stored])
      expect(text).not.toContain(lon.toFixed(5));
    await part.getByRole('button', { name: words.clear, exact: true }).click();
    await expect(part.getByText(words.inside.exits, { exact: true })).toHaveCount(0);
  });
