/**
 * The whole journey: files dropped on the empty page, through the five steps, to a saved Word file; every number the page
 * hands out is the command line's to the last digit. Bishan and Porto Alegre need ../shared/data; the sample's files do not.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { steps } from '../../src/i18n/steps.ts';
import type { Language } from '../../src/i18n/format.ts';
import type { Service } from '../../src/domain/service.ts';
import {
  accessCsv,
  districtsCsv,
  eldersCsv,
  facilitiesCsv,
  rejectedCsv,
} from '../../src/brief/tables-csv.ts';
import { test, expect, type Page } from './offline.ts';
import {
  analysed,
  download,
  drop,
  goTo,
  headline,
  idle,
  languages,
  openEmpty,
  sampleFolder,
  saveStudy,
  sharedData,
  words,
  write,
} from './journey.ts';
import {
  expectBrief,
  expectKeyFigures,
  findingsOf,
  gapOf,
  studyAt,
  summaryOf,
  summaryOnPage,
  tableOnPage,
  wordsOfDocx,
} from './oracle.ts';

const tables = {
  'elders.csv': eldersCsv,
  'facilities.csv': facilitiesCsv,
  'access.csv': accessCsv,
  'districts.csv': districtsCsv,
  'rejected.csv': rejectedCsv,
} as const;

/** Drops, walks through the steps, saves the study, downloads the brief and every table, and compares. Returns the Word file's text. */
async function journey(
  page: Page,
  out: (name: string) => string,
  files: readonly string[],
  language: Language,
  service: Service = 'meals',
): Promise<{ docx: string; summary: unknown }> {
  const t = words(language);
  await openEmpty(page, language);
  await drop(page, files);
  await analysed(page, language);
  // A file may serve two layers (subzones are elders and districts), and then has a card for each.
  for (const file of files)
    await expect(page.getByRole('article', { name: basename(file) }).first(), file).toBeVisible();
  for (const step of steps) await goTo(page, language, step);
  await page.getByRole('combobox', { name: t.brief.language }).selectOption(language);
  await idle(page);
  const zip = await saveStudy(page, language, out('study.zip'));
  const findings = await findingsOf(await studyAt(zip));

  const summary = await summaryOnPage(page, language);
  expect(summary).toEqual(summaryOf(findings));
  for (const [name, table] of Object.entries(tables))
    expect(await tableOnPage(page, language, name), name).toBe(table(findings));

  const day = new Date();
  const region = page.getByRole('region', { name: t.brief.download });
  const word = await download(page, region.getByRole('button', { name: t.brief.docx }));
  expect(word.name).toMatch(/\.docx$/);
  const docx = await wordsOfDocx(word.path);
  expectBrief(docx, findings, service, language, isoDay(day));
  expectKeyFigures(docx, summary, service);

  await goTo(page, language, 'walk');
  expect(await headline(page, language)).toBe(gapOf(findings, service));
  await expect(page.getByRole('banner').getByRole('status')).toHaveText(t.header.requests('0'));
  return { docx, summary };
}

function isoDay(day: Date): string {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

for (const language of languages)
  test(`the sample's own files, dropped loose, end in a Word file (${language})`, async ({ page }, info) => {
    const names = ['streets.osm.pbf', 'facilities.csv', 'elders.csv', 'volunteers.csv', 'districts.geojson'];
    const paths = names.map((name) => join(sampleFolder, name));
    const { summary } = await journey(page, (name) => info.outputPath(name), paths, language);
    expect(summary).toMatchObject({ elders: 997, elder_rows: 232, facilities: 42 });
  });

for (const language of languages)
  test(`Bishan: streets, subzones and centres end in a Word file (${language})`, async ({ page }, info) => {
    const folder = join(sharedData, 'singapore');
    test.skip(!existsSync(folder), `${folder} is not there`);
    const paths = [
      'network/bishan-walk-network.geojson',
      'population/bishan-subzones-65plus.geojson',
      'facilities/eldercare-services-133.geojson',
    ].map((name) => join(folder, name));
    const { summary } = await journey(page, (name) => info.outputPath(name), paths, language);
    expect(summary).toMatchObject({ facilities: 133, approximate: false });
  });

test('Porto Alegre: an extract, hexagons as elders and centres of ours', async ({ page }, info) => {
  const folder = join(sharedData, 'poa-r5r');
  test.skip(!existsSync(folder), `${folder} is not there`);
  const [centres] = await write(info.outputPath('made'), { 'facilities.csv': centresOf(1, 36) });
  const paths = [join(folder, 'poa_osm.pbf'), join(folder, 'poa_hexgrid.csv'), centres!];
  const { summary } = await journey(page, (name) => info.outputPath(name), paths, 'en');
  expect(summary).toMatchObject({ facilities: 36, elder_rows: 1227, elders: 812935, approximate: false });
});

/** Made-up centres inside the extract of Porto Alegre; the same seed gives the same file. */
function centresOf(seed: number, count: number): string {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: count }, (_, i) => {
    const lon = (-51.24 + 0.08 * next()).toFixed(6);
    const lat = (-30.09 + 0.08 * next()).toFixed(6);
    return `F${i + 1},Centre ${i + 1},${lon},${lat},meals,${20 + Math.floor(80 * next())}`;
  });
  return ['id,name,lon,lat,services,capacity', ...rows, ''].join('\n');
}
