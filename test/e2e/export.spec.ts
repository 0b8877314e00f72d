/** Every format from the page's export menu, read again in Node by the page's own readers; what is not for others stays. */
import { readFile } from 'node:fs/promises';
import { exportFormats } from '../../src/brief/tables/table.ts';
import { faultsEn } from '../../src/i18n/faults-en.ts';
import { exportMenuWords } from '../../src/i18n/export-menu-words.ts';
import { findFile } from '../../src/intake/find-file.ts';
import { DecodeCache, openFile } from '../../src/intake/open-file.ts';
import { download, openSample, words } from './journey.ts';
import { expect, test } from './offline.ts';

test('each format of the elders’ layer holds the same rows', async ({ page }) => {
  await openSample(page, 'zh');
  const t = words('zh');
  const menu = exportMenuWords('zh');
  await page.getByRole('button', { name: /以表格查看/ }).click();
  const bar = page.getByRole('region', { name: t.regions.table });
  await bar.getByRole('button', { name: menu.open }).click();
  const dialog = page.getByRole('dialog', { name: menu.title });
  await expect(dialog.getByLabel(menu.what)).toHaveValue('elders');
  const ends: Record<string, string> = {
    csv: 'csv',
    xlsx: 'xlsx',
    geojson: 'geojson',
    geoparquet: 'parquet',
    shapefile: 'zip',
    gpkg: 'gpkg',
  };
  let first: readonly string[] | null = null;
  for (const format of exportFormats) {
    await dialog.getByLabel(menu.format).selectOption(format);
    const { name, path } = await download(page, dialog.getByRole('button', { name: menu.save }));
    expect(name).toMatch(new RegExp(`-老人点与结果\\.${ends[format]}$`));
    await expect(dialog.getByRole('status')).toContainText(menu.saved(name));
    await expect(dialog.getByRole('status')).toContainText('内部使用');
    const cache = new DecodeCache();
    const found = await findFile({ [name]: new Blob([await readFile(path)]) }, name, cache);
    if (!found.ok) throw new Error(found.fault.code);
    const { blob, siblings } = found.value;
    const opened = await openFile(blob, name, { encoding: 'auto', siblings }, cache);
    if (!opened.ok) throw new Error(opened.fault.code);
    const table = opened.value.table!;
    const at = table.header.indexOf('id');
    first ??= table.cells[at]!;
    expect(first.length).toBeGreaterThan(100);
    expect(table.cells[at], format).toEqual(first);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(bar.getByRole('button', { name: menu.open })).toBeFocused();
});

test('for the public the places of elders are not offered, and the menu says why', async ({ page }) => {
  await openSample(page, 'en', 'brief');
  const panel = page.getByRole('main');
  await expect(panel.getByRole('button', { name: 'elders.csv' })).toBeEnabled();
  await page.getByLabel(words('en').brief.audience).selectOption('public');
  // The tables beside the menu, and the map on screen with its dots, keep to it too.
  for (const name of ['elders.csv', 'access.csv', words('en').brief.screen])
    await expect(panel.getByRole('button', { name })).toHaveCount(0);
  await expect(panel.getByText(words('en').brief.screenInside)).toBeVisible();
  const summary = await download(page, panel.getByRole('button', { name: 'summary.json' }));
  // Four persons of the sample are not linked: with those who are they would add up to everybody.
  expect(JSON.parse(await readFile(summary.path, 'utf8'))).toMatchObject({
    elders: null,
    unlinked: null,
    linked: 993,
  });
  const menu = exportMenuWords('en');
  await page.getByRole('main').getByRole('button', { name: menu.open }).click();
  const dialog = page.getByRole('dialog', { name: menu.title });
  await expect(dialog.getByLabel(menu.what)).toHaveValue('districts');
  const offered = await dialog.getByLabel(menu.what).getByRole('option').allInnerTexts();
  const { facilities, districts, streets, areas, detours } = menu.layers;
  expect(offered).toEqual([facilities, districts, streets, areas, detours]);
  await expect(dialog.getByText(faultsEn['export.homes']).first()).toBeVisible();
  await dialog.getByLabel(menu.format).selectOption('geojson');
  const { path } = await download(page, dialog.getByRole('button', { name: menu.save }));
  const { features } = JSON.parse(await readFile(path, 'utf8')) as {
    features: { properties: Record<string, unknown> }[];
  };
  for (const { properties } of features)
    for (const value of Object.values(properties))
      expect(typeof value === 'number' && value > 1 && value < 5).toBe(false);
});
