/**
 * Text meant to break programs (the Big List of Naughty Strings where it lies beside the project, else the worst of its kind) in
 * every place that takes text from a file: shown as it is, and nothing of it runs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import {
  startOf,
  download,
  drop,
  goTo,
  idle,
  openEmpty,
  sampleFolder,
  sharedData,
  words,
  write,
} from './journey.ts';
import { test, expect, type Page } from './offline.ts';

const t = words('zh');
const list = join(sharedData, 'corpus/blns.json');
const ownList = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE elders; --",
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '=HYPERLINK("http://127.0.0.1:9/","x")',
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  '__proto__',
  '\u202Etest\u202E',
  '田中さん𠀀🏳️‍🌈',
  '%s%p%n',
];

/** As a table keeps it: no NUL, no blanks around, one text once. */
const strings = [
  ...new Set(
    (existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : ownList)
      .map((text) => text.replaceAll('\0', '').trim())
      .filter((text) => text !== ''),
  ),
];

/** Places along the sample town's main street, so that every text belongs to something on the map. */
const place = (i: number) => ({
  经度: (103.3325 + (i % 25) * 2e-4).toFixed(6),
  纬度: (36.436 + Math.floor(i / 25) * 2e-4).toFixed(6),
});

async function files(folder: string): Promise<string[]> {
  const facilities = strings.map((text, i) => ({
    编号: `F${i}`,
    机构名称: text,
    ...place(i),
    服务项目: '助餐',
  }));
  const elders = strings.map((text, i) => ({
    编号: text,
    社区: text,
    ...place(i),
    '60岁及以上': 7,
    [text]: text,
  }));
  const columns = [...new Set(elders.flatMap((row) => Object.keys(row)))].slice(0, 60);
  return [
    join(sampleFolder, 'streets.osm.pbf'),
    ...(await write(folder, {
      '设施 <img src=x onerror=alert(1)>.csv': Papa.unparse(facilities),
      '老人 \'"><script>alert(1)<·script>.csv': Papa.unparse({ fields: columns, data: elders }),
    })),
  ];
}

/** What markup of the list would have made of the page. */
async function expectNothingRan(page: Page): Promise<void> {
  const traces = await page.evaluate(() => ({
    ran: (window as unknown as { ran: string[] }).ran,
    made: document.querySelectorAll(
      '[onerror], [onload], [onclick], [onmouseover], [onfocus], iframe, object, embed, marquee, img[src="x"], a[href^="javascript" i], script:not([src])',
    ).length,
    polluted: Object.keys(Object.prototype),
  }));
  expect(traces).toEqual({ ran: [], made: 0, polluted: [] });
}

test('hostile text in every place is text', async ({ page }, info) => {
  await page.addInitScript(() => {
    const ran: string[] = [];
    Object.assign(window, { ran });
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.assign(window, { [name]: () => void ran.push(name) });
  });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await openEmpty(page, 'zh');
  await drop(page, await files(info.outputPath('drop')));
  await expect(page.getByRole('heading', { name: t.data.emptyTitle })).toBeHidden({ timeout: 30_000 });
  await idle(page);
  for (const summary of await page.getByRole('main').locator('summary:visible').all()) await summary.click();
  await expectNothingRan(page);

  await goTo(page, 'zh', 'walk');
  await page
    .getByRole('region', { name: t.regions.map, exact: true })
    .getByRole('button', { name: startOf(t.table.open) })
    .click();
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
  const seen = new Set<string>();
  // The table draws what is in sight: it is scrolled through, and every cell that was drawn is collected.
  for (const name of [t.table.elders, t.table.facilities, t.table.districts]) {
    await page.getByRole('group', { name: t.table.which }).getByRole('button', { name, exact: true }).click();
    await expect(grid.getByRole('rowgroup').nth(1).getByRole('row').first()).toBeVisible();
    const rows = Number(await grid.getAttribute('aria-rowcount'));
    for (let top = 0; ; top += 40) {
      const found = await grid.evaluate(async (element, row) => {
        const height = element
          .querySelector('[role=rowgroup] + [role=rowgroup] > [role=row]')!
          .getBoundingClientRect().height;
        element.scrollTop = row * height;
        // The rows of a new place are asked for after the scroll event.
        do await new Promise((resolve) => setTimeout(resolve, 100));
        while (element.getAttribute('aria-busy') === 'true');
        return [...element.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '');
      }, top);
      for (const cell of found) seen.add(cell.trim());
      if (top >= rows) break;
    }
    await expectNothingRan(page);
  }
  const spaceless = (text: string) => text.replace(/\s+/g, ' ').trim();
  const shown = new Set([...seen].map(spaceless));
  expect(strings.map(spaceless).filter((text) => !shown.has(text))).toEqual([]);

  for (const step of ['balance', 'sites', 'brief'] as const) {
    await goTo(page, 'zh', step);
    await expectNothingRan(page);
  }
  const title = page.getByRole('textbox', { name: t.header.title }).last();
  const hostileTitle = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
  await title.fill(hostileTitle);
  await title.press('Enter');
  await idle(page);
  await expect(page.locator('body')).toContainText(hostileTitle);
  await expectNothingRan(page);

  const brief = await download(page, page.getByRole('main').getByRole('button', { name: t.brief.html }));
  const reader = await page.context().newPage();
  await reader.addInitScript(() => Object.assign(window, { ran: [] }));
  const [briefPath] = await write(info.outputPath('brief'), { 'brief.html': await readFile(brief.path) });
  await reader.goto(pathToFileURL(briefPath!).href);
  await expect(reader.locator('body')).toContainText(hostileTitle);
  expect(
    await reader.locator('img[src="x"], [onerror], iframe, object, embed, a[href^="javascript" i]').count(),
  ).toBe(0);
  await reader.close();
  expect(dialogs).toEqual([]);
});
