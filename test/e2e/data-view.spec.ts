/** The data view in the browser that ships it: files row by row, columns summed up, SQL under the page's own security headers. */
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { dataViewWords, sqlExamples } from '../../src/i18n/data-view-words.ts';
import type { Language } from '../../src/i18n/format.ts';
import { formatNumber } from '../../src/i18n/format.ts';
import { test, expect, type Page } from './offline.ts';
import { download, goTo, headline, openSample, sampleFolder, startOf, words } from './journey.ts';
import { findingsOf, studyAt } from './oracle.ts';
import { join } from 'node:path';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function openTable(page: Page, language: Language): Promise<void> {
  const t = words(language);
  await page
    .getByRole('button', { name: startOf(t.table.open) })
    .filter({ visible: true })
    .first()
    .click();
  await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 });
}

const twin = (page: Page, language: Language) =>
  page.getByRole('region', { name: words(language).regions.table });
const editorOf = (page: Page, language: Language) =>
  page.getByRole('textbox', { name: dataViewWords(language).ask.editor });

async function openSql(page: Page, language: Language): Promise<void> {
  await openTable(page, language);
  await twin(page, language)
    .getByRole('button', { name: dataViewWords(language).sql, exact: true })
    .click();
  await expect(editorOf(page, language)).toBeVisible();
}

async function runSql(page: Page, sql: string): Promise<void> {
  await editorOf(page, 'zh').fill(sql);
  await page.keyboard.press('Control+Enter');
}

/** The table's part of the page alone: the rest has its own test, and takes axe a minute. */
async function expectClean(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('#table').withTags(tags).analyze();
  expect
    .soft(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
      what,
    )
    .toEqual([]);
}

test('an example runs, its rows equal the pipeline’s, go on the map and leave as CSV and Excel', async ({
  page,
}) => {
  const { ask } = dataViewWords('zh');
  await openSample(page, 'zh');
  await openSql(page, 'zh');
  const [example] = sqlExamples('meals', null, 'zh');
  await page.getByRole('combobox', { name: ask.examples }).selectOption({ label: example!.title });
  await page.getByRole('button', { name: ask.run, exact: true }).click();
  const grid = page.getByRole('grid', { name: ask.fileName });
  await expect(grid.getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });

  const findings = await findingsOf(await studyAt(join(sampleFolder, 'study.json')));
  const { gap } = findings.services.find(({ service }) => service === 'meals')!.districts;
  const expected = [...findings.districts.names.keys()].sort((a, b) => gap[b]! - gap[a]!)[0]!;
  const cells = grid.getByRole('row').nth(1).getByRole('gridcell');
  await expect(cells.nth(0)).toHaveText(findings.districts.names[expected]!);
  expect(Number(await cells.nth(1).innerText())).toBeCloseTo(gap[expected]!, 6);

  await page.getByRole('button', { name: ask.toMap }).click();
  await expect(
    page.getByText(ask.onMap(formatNumber(findings.districts.count), ask.by.districts)),
  ).toBeVisible();
  const csv = await download(page, page.getByRole('button', { name: ask.csv }));
  expect(csv.name).toBe(`${ask.fileName}.csv`);
  expect(await readFile(csv.path, 'utf8')).toContain(findings.districts.names[expected]!);
  const xlsx = await download(page, page.getByRole('button', { name: ask.xlsx }));
  expect((await readFile(xlsx.path)).subarray(0, 2).toString()).toBe('PK');

  // Rows of single places carry the word that they stay in the house; so does the file.
  await runSql(page, 'SELECT id, elders FROM elders LIMIT 5');
  await expect(page.getByText(ask.personal)).toBeVisible();
  const own = await download(page, page.getByRole('button', { name: ask.csv }));
  expect(own.name).toBe(`${ask.fileNamePersonal}.csv`);
});

test('what is not a query, what reaches outside and what is misspelt is said; nothing leaves', async ({
  page,
}) => {
  await openSample(page, 'zh');
  await openSql(page, 'zh');
  const alert = page.getByRole('alert');
  await runSql(page, 'DROP TABLE elders');
  await expect(alert).toContainText('只能查', { timeout: 60_000 });
  await runSql(page, "SELECT * FROM read_csv('https://example.org/x.csv')");
  await expect(alert).toContainText('查询只能用本页的表');
  await runSql(page, 'SELECT id\nFROM elderz');
  await expect(alert).toContainText('第 2 行第 6 个字');
  await runSql(page, 'SELECT count(*) AS n FROM elders');
  await expect(
    page
      .getByRole('grid', { name: dataViewWords('zh').ask.fileName })
      .getByRole('gridcell')
      .first(),
  ).toHaveText('232');
});

test('a query without end stops within a second of the press, and the page stays alive', async ({ page }) => {
  const { ask } = dataViewWords('zh');
  await openSample(page, 'zh');
  await openSql(page, 'zh');
  await runSql(page, 'SELECT 1');
  await expect(page.getByRole('grid', { name: ask.fileName })).toBeVisible({ timeout: 60_000 });
  const stop = page.getByRole('button', { name: ask.stop, exact: true });
  for (const sql of [
    'SELECT sum(a.i * b.i) FROM range(1000000000) a(i), range(1000000) b(i)',
    'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT * FROM r',
    // One long step that the engine does not interrupt: its thread is ended.
    'SELECT len(list_sort(list_transform(range(60000000), x -> (x * 7919) % 1000003)))',
  ]) {
    await runSql(page, sql);
    await expect(stop).toBeVisible();
    await page.waitForTimeout(1200);
    // The clock of the page, from the press to the button that runs again.
    const tookMs = await stop.evaluate(
      (button, run) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          (button as HTMLButtonElement).click();
          const look = () => {
            const isBack = [...document.querySelectorAll('button')].some(
              (one) => one.textContent.trim() === run,
            );
            if (isBack) resolve(performance.now() - began);
            else setTimeout(look, 10);
          };
          look();
        }),
      ask.run,
    );
    expect(tookMs, sql).toBeLessThanOrEqual(1000);
    await expect(page.getByRole('status').filter({ hasText: ask.stopped }).first()).toBeVisible();
    await runSql(page, 'SELECT count(*) AS n FROM elders');
    await expect(page.getByRole('grid', { name: ask.fileName }).getByRole('gridcell').first()).toHaveText(
      '232',
      {
        timeout: 30_000,
      },
    );
  }
});

test('the editor completes, leaves undo to itself, and Escape then Tab goes on', async ({ page }) => {
  await openSample(page, 'zh');
  const before = await headline(page, 'zh');
  await openSql(page, 'zh');
  const editor = editorOf(page, 'zh');
  await editor.click();
  await page.keyboard.type('SELECT meals_ga');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('SELECT name FROM distr');
  await expect(page.getByRole('option', { name: 'districts', exact: true })).toBeVisible();
  // A completion is taken only some time after it appears, lest a key meant for the text takes it.
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
  await expect(editor).toHaveText('SELECT name FROM districts');
  await page.keyboard.press('Control+z');
  await expect(editor).not.toHaveText('SELECT name FROM districts');
  expect(await headline(page, 'zh')).toBe(before);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: dataViewWords('zh').ask.run, exact: true })).toBeFocused();
});

test('a file row by row from its card: problems first, columns summed up, a row chosen on the map', async ({
  page,
}) => {
  const view = dataViewWords('zh');
  await openSample(page, 'zh', 'data');
  await page
    .getByRole('article', { name: 'elders.csv' })
    .getByRole('button', { name: new RegExp(view.seeRows) })
    .click();
  const grid = page.getByRole('grid', { name: 'elders.csv' });
  await expect(grid.getByRole('row').nth(2)).toBeVisible({ timeout: 60_000 });
  await expect(grid.getByRole('columnheader').nth(1)).toContainText(view.head.status);
  await twin(page, 'zh').getByRole('button', { name: view.summaries }).click();
  await expect(grid.getByRole('img').first()).toBeVisible();
  await goTo(page, 'zh', 'walk');
  const rows = grid.getByRole('rowgroup').nth(1).getByRole('row');
  const used = rows.filter({ hasText: view.states.used }).first();
  await used.click();
  await expect(used).toHaveAttribute('aria-selected', 'true');
  await expect(
    page.getByRole('region', { name: words('zh').regions.map, exact: true }).getByRole('article'),
  ).toBeVisible();
});

// Half a minute each: every language and every size once.
for (const [language, size] of [
  ['zh', { width: 390, height: 844 }],
  ['en', { width: 1280, height: 800 }],
] as const)
  test(`axe finds nothing in the data view, ${language}, ${size.width} × ${size.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    const view = dataViewWords(language);
    await openSample(page, language);
    await openTable(page, language);
    await twin(page, language).getByRole('button', { name: view.summaries }).click();
    await expect(page.getByRole('grid').getByRole('img').first()).toBeVisible();
    await expectClean(page, 'results with summaries');
    await page.getByRole('combobox', { name: view.pickFile }).selectOption({ index: 2 });
    await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 });
    await expectClean(page, 'a file');
    await twin(page, language).getByRole('button', { name: view.sql, exact: true }).click();
    const [, example] = sqlExamples('meals', null, language);
    await page.getByRole('combobox', { name: view.ask.examples }).selectOption({ label: example!.title });
    await page.getByRole('button', { name: view.ask.run, exact: true }).click();
    await expect(page.getByRole('grid').getByRole('row').nth(2)).toBeVisible({ timeout: 60_000 });
    await page.getByText(view.ask.tables, { exact: true }).click();
    await expectClean(page, 'SQL with an answer');
  });
