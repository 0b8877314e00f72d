/**
 * `npm run measure-city -- DIR`: drops the city that `make-city` wrote on the built page in Chromium, waits for the coverage figure, holds it
 * against the same pipeline in Node, and tells seconds, the most memory of the tab's process and its longest pause.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { formatNumber } from '../src/i18n/format.ts';
import { messages } from '../src/i18n/messages.ts';
import { intakeWords } from '../src/i18n/intake-words.ts';
import { createStages, run } from '../src/pipeline.ts';
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

let mostBytes = 0;
const watch = setInterval(() => (mostBytes = Math.max(mostBytes, ...rendererBytes())), 250);
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
const afterwards = Math.max(...rendererBytes());
const longest = await page.evaluate(() => (window as unknown as { beat: { longest: number } }).beat.longest);
clearInterval(watch);
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
  `most memory of the tab's process ${megabytes(mostBytes)} MB, at rest ${megabytes(afterwards)} MB; longest pause of the page ${longest.toFixed(0)} ms`,
);
process.exit(shown.replace(/\s/g, '') === expected.replace(/\s/g, '') ? 0 : 1);

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

/** Resident bytes of Chromium's renderer processes; the page and its workers are one of them. */
function rendererBytes(): number[] {
  const found = [0];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) continue;
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      found.push(1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // The process has ended meanwhile.
    }
  }
  return found;
}
