/** A million rows: the page answers throughout, reading can be stopped at once, and a worker that dies is a message. */
import { writeFile } from 'node:fs/promises';
import * as XLSX from '@e965/xlsx';
import type { Locator, TestInfo } from '@playwright/test';
import { intakeWords } from '../../src/i18n/intake-words.ts';
import { drop, openEmpty, write } from './journey.ts';
import { test, expect, type Page } from './offline.ts';
import { tasksDuring, withoutWebGl } from './tasks.ts';

const rows = 1_000_000;
const mainTaskMs = 50;

async function millionRows(info: TestInfo): Promise<string> {
  const tiers = ['red', 'yellow', 'green'];
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `E${i},103.${100_000 + (i % 899_999)},36.${100_000 + ((i * 7) % 899_999)},${60 + (i % 40)},${tiers[i % 3]}`,
  );
  const [path] = await write(info.outputPath(), {
    '百万老人.csv': ['id,lon,lat,age,tier', ...lines, ''].join('\n'),
  });
  return path!;
}

async function smallTable(info: TestInfo): Promise<string> {
  const [path] = await write(info.outputPath(), {
    '小表.csv': 'id,lon,lat,age,tier\na,103.8,36.1,71,red\nb,103.9,36.2,82,green\n',
  });
  return path!;
}

const main = (page: Page): Locator => page.getByRole('main');

test('a million rows load to a summary while the page answers', async ({ browser, page }, info) => {
  const path = await millionRows(info);
  await withoutWebGl(page);
  await openEmpty(page, 'zh');
  const start = performance.now();
  const tasks = await tasksDuring(browser, page, async () => {
    await drop(page, [path]);
    await expect(main(page)).toContainText(/1.000.000 行.*全部用上/, { timeout: 60_000 });
  });
  console.log(
    `1,000,000 rows: summary after ${((performance.now() - start) / 1000).toFixed(1)} s, longest tasks ${tasks
      .slice(0, 3)
      .map((ms) => ms.toFixed(0))
      .join(', ')} ms`,
  );
  expect(tasks[0]).toBeLessThan(mainTaskMs);
});

test('reading is stopped within a second, and the worker is free again', async ({ page }, info) => {
  const [path, small] = [await millionRows(info), await smallTable(info)];
  await withoutWebGl(page);
  await openEmpty(page, 'zh');
  await drop(page, [path]);
  const stop = main(page).getByRole('button', { name: intakeWords('zh').reading.cancel });
  await stop.waitFor();
  await page.waitForTimeout(400);
  // By the page's own clock, from the press to its word.
  const stopped = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        document.addEventListener('click', () => (pressed = performance.now()), true);
        const watcher = new MutationObserver(() => {
          if (pressed === 0 || !document.querySelector('main')!.textContent.includes('已停止')) return;
          watcher.disconnect();
          requestAnimationFrame((now) => resolve(now - pressed));
        });
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await stop.click();
  const milliseconds = await stopped;
  console.log(`stopped after ${milliseconds.toFixed(0)} ms`);
  expect(milliseconds).toBeLessThan(1000);
  const start = performance.now();
  await drop(page, [small]);
  await expect(main(page)).toContainText(/小表\.csv/);
  await expect(main(page)).toContainText(/2 行.*全部用上/);
  console.log(`another file read ${(performance.now() - start).toFixed(0)} ms later`);
});

test('a worker that dies while it reads is told with the file’s name, and the others are read', async ({
  page,
}, info) => {
  const [path, small] = [await millionRows(info), await smallTable(info)];
  await withoutWebGl(page);
  await openEmpty(page, 'zh');
  await drop(page, [path, small]);
  await main(page)
    .getByRole('button', { name: intakeWords('zh').reading.cancel })
    .waitFor();
  await expect(main(page)).toContainText(/百万老人\.csv · \d/);
  const worker = page.workers().find((one) => /analysis\.worker/.test(one.url()))!;
  await worker.evaluate(() => self.close()).catch(() => undefined);
  await expect(main(page)).toContainText('后台程序意外停止', { timeout: 15_000 });
  await expect(main(page)).toContainText(/百万老人\.csv/);
  await expect(main(page)).toContainText(/2 行.*全部用上/);
});

test('a workbook is read in a thread of its own', async ({ page }, info) => {
  const book = XLSX.utils.book_new();
  const table = [
    ['id', 'lon', 'lat', '60岁及以上'],
    ['a', 103.8, 36.1, 4],
    ['b', 103.9, 36.2, 5],
  ];
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(table), 'Sheet1');
  const path = info.outputPath('老人.xlsx');
  await writeFile(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const scripts: string[] = [];
  page.context().on('request', (request) => scripts.push(request.url()));
  await withoutWebGl(page);
  await openEmpty(page, 'zh');
  await drop(page, [path]);
  await expect(main(page)).toContainText(/2 行.*全部用上/);
  expect(scripts.some((url) => /reader\.worker/.test(url))).toBe(true);
});
