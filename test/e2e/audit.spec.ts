/** A walk-audit sheet of the streets in sight: saved, filled in, dropped, counted as in Node; and an entrance put by two clicks on the map. */
import { readFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';
import { auditWords } from '../../src/i18n/audit-words.ts';
import { entranceWords } from '../../src/i18n/entrance-words.ts';
import { streetsWords } from '../../src/i18n/streets-words.ts';
import { test, expect } from './offline.ts';
import {
  analysed,
  download,
  drop,
  goTo,
  headline,
  idle,
  openSample,
  saveStudy,
  words,
  write,
} from './journey.ts';
import { findingsOf, gapOf, studyAt } from './oracle.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
const t = words('zh');
const audit = auditWords('zh');
const doors = entranceWords('zh');

test('a sheet is listed, saved, filled in, dropped and counts', async ({ page }, info) => {
  await openSample(page, 'zh', 'walk');
  const main = page.getByRole('main');
  await main.locator('summary', { hasText: audit.part.title }).click();
  await main.getByRole('button', { name: audit.part.make, exact: true }).click();
  const printed = await download(page, main.getByRole('button', { name: audit.part.print }));
  expect(await readFile(printed.path, 'utf8')).toContain(audit.sheet.howTo);
  const saved = await download(page, main.getByRole('button', { name: audit.part.excel }));
  expect(saved.name).toMatch(/\.xlsx$/);
  const book = XLSX.read(await readFile(saved.path));
  const rows = XLSX.utils.sheet_to_json<(string | number | null)[]>(book.Sheets[book.SheetNames[0]!]!, {
    header: 1,
    defval: null,
  });
  expect(rows).toHaveLength(61);
  const at = rows[0]!.indexOf(audit.columns.wait);
  for (const row of rows.slice(1)) row[at] = 120;
  const filled = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(filled, XLSX.utils.aoa_to_sheet(rows), 'Sheet1');
  const bytes = new Uint8Array(XLSX.write(filled, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  const before = await headline(page, 'zh');
  await drop(page, await write(info.outputPath('drop'), { 'audit.xlsx': bytes }));
  await expect(main.getByText('audit.xlsx').first()).toBeVisible();
  await goTo(page, 'zh', 'walk');
  await analysed(page, 'zh');
  await expect(main.getByText(audit.part.facts.waits('60'), { exact: false })).toBeVisible();
  await expect.poll(() => headline(page, 'zh')).not.toBe(before);
  const study = await studyAt(await saveStudy(page, 'zh', info.outputPath('audit.zip')));
  expect(await headline(page, 'zh')).toBe(gapOf(await findingsOf(study), 'meals'));
});

test('a facility and its new entrance are two places on the map, by keyboard as well', async ({ page }) => {
  await openSample(page, 'zh', 'walk');
  const main = page.getByRole('main');
  await main.locator('summary', { hasText: streetsWords('zh').mend.title }).click();
  await main.getByRole('button', { name: doors.addEntrance, exact: true }).click();
  await main.getByRole('searchbox', { name: doors.search }).fill('食堂');
  await main.getByRole('list', { name: doors.matches }).getByRole('button').first().click();
  // Found by name, it stands in the middle of the map; some metres beside it is its other door.
  const canvas = page.locator('#map canvas').first();
  await canvas.focus();
  for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await idle(page);
  const items = main.getByRole('listitem').filter({ hasText: doors.items.added('') });
  await expect(items).toHaveCount(1);
  await expect(page.getByRole('button', { name: t.header.undo }).first()).toBeEnabled();
  await items.getByRole('button').last().click();
  await idle(page);
  await expect(items).toHaveCount(0);
});
