/**
 * `npm run measure-city -- DIR`: drops the city that `make-city` wrote on the built page in Chromium, waits for the coverage figure, holds it
 * against the same pipeline in Node, and tells seconds, the most memory of the tab's process, its longest task and its longest pause.
 * Without WebGL; with WEBGL=1 the map is drawn, by the processor (SwiftShader).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { formatNumber } from '../src/i18n/format.ts';
import { messages } from '../src/i18n/messages.ts';
import { intakeWords } from '../src/i18n/intake-words.ts';
import { createStages, run } from '../src/pipeline.ts';
import { tasksOf } from '../test/e2e/tasks.ts';
import { openStudy } from './analyse-study.ts';
import { findChromium } from './find-chromium.mjs';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('npm run measure-city -- DIR   (npm run build first)');
  process.exit(2);
}
const port = Number(process.env['PORT'] ?? 4699);
const server = await preview({ logLevel: 'error', preview: { port, strictPort: true, host: 'localhost' } });
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--enable-unsafe-swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.on('pageerror', (error) => console.log('page error:', error.message));
page.on('crash', () => {
  console.log('the tab crashed');
  process.exit(1);
});
if (process.env['WEBGL'] !== '1')
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) {
      return kind.startsWith('webgl') ? null : Reflect.apply(real, this, [kind, ...rest]);
    } as typeof real;
  });
const t = messages('zh');
await page.goto(`http://localhost:${port}/?empty&lang=zh`);
await page.evaluate(() => {
  let last = performance.now();
  const beat = { longest: 0 };
  (window as unknown as { beat: typeof beat }).beat = beat;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    beat.longest = Math.max(beat.longest, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 4);
  };
  channel.port2.postMessage(0);
});

await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
const start = performance.now();
const chooser = page.waitForEvent('filechooser');
await page
  .getByRole('main')
  .getByRole('button', { name: intakeWords('zh').add.files, exact: true })
  .click();
await (
  await chooser
).setFiles(['city.osm.pbf', 'elders.csv', 'facilities.csv'].map((name) => join(folder, name)));
const navigation = page.getByRole('navigation', { name: t.header.steps });
await navigation.getByRole('button', { name: t.steps.walk }).click();
const figure = page.getByRole('main').locator('.big button').first();
await figure.waitFor({ timeout: 600_000 });
const seconds = (performance.now() - start) / 1000;
const shown = (await figure.innerText()).replace(t.why.ask, '').trim();
await page.waitForTimeout(3000);
const tab = rendererMemory();
const longest = await page.evaluate(() => (window as unknown as { beat: { longest: number } }).beat.longest);
const tasks = tasksOf(await browser.stopTracing());
await browser.close();
await server.close();

const study = await openStudy(join(folder, 'study.json'));
if (!study.ok) throw new Error(study.fault.code);
const from = performance.now();
const found = await run(study.value, createStages());
if (!found.ok) throw new Error(found.fault.code);
const [meals] = found.value.services;
const expected = formatNumber((meals!.ownPace ?? meals!.foot).gap);
console.log(
  `coverage after ${seconds.toFixed(1)} s in the tab (${((performance.now() - from) / 1000).toFixed(1)} s in Node): ${shown}, in Node ${expected}`,
);
console.log(
  `most memory of the tab's process (VmHWM) ${mebibytes(tab.most)} MiB, at rest ${mebibytes(tab.now)} MiB; longest pause of the page ${longest.toFixed(0)} ms`,
);
console.log(
  `longest tasks of the page, processor time of begin to end: ${tasks
    .slice(0, 5)
    .map(({ ms, wallMs }) => `${ms.toFixed(0)} of ${wallMs.toFixed(0)}`)
    .join(', ')} ms; ${tasks.filter(({ ms }) => ms > 50).length} above 50 ms`,
);
process.exit(shown.replace(/\s/g, '') === expected.replace(/\s/g, '') ? 0 : 1);

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

/** Resident bytes of the largest of Chromium's renderer processes, now and at most; the page and its workers are one of them. */
function rendererMemory(): { readonly most: number; readonly now: number } {
  let found = { most: 0, now: 0 };
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const bytes = (field: string) =>
        1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
      if (bytes('VmHWM') > found.most) found = { most: bytes('VmHWM'), now: bytes('VmRSS') };
    } catch {
      // The process has ended meanwhile.
    }
  }
  return found;
}
