/** Nothing leaves this computer: the headers, the policy they state, and the same build on a server that sends none of them. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import { steps } from '../../src/i18n/steps.ts';
import { securityHeaders } from '../../scripts/headers.ts';
import { test, expect, type Page } from './offline.ts';
import {
  analysed,
  download,
  goTo,
  headline,
  openSample,
  repository,
  sampleFolder,
  tool,
  words,
} from './journey.ts';
import { findingsOf, gapOf, studyAt } from './oracle.ts';

const t = words('zh');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

test('the page is served with the headers that are written down', async ({ request }) => {
  const headers = (await request.get('./')).headers();
  for (const [name, value] of Object.entries(securityHeaders))
    expect(headers[name.toLowerCase()], name).toBe(value);
});

test('a whole journey breaks no rule of the policy, and other hosts are out of reach', async ({ page }) => {
  const broken: string[] = [];
  await page.exposeFunction('tellBroken', (what: string) => broken.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellBroken(what: string): void }).tellBroken;
      tell(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  await openSample(page, 'zh');
  await useEverything(page);
  expect(broken).toEqual([]);

  await goTo(page, 'zh', 'walk');
  expect(
    await page.evaluate(() => 'RTCPeerConnection' in window && window.RTCPeerConnection !== undefined),
  ).toBe(false);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

/** Apart from the watched page: the attempts themselves must be seen to fail, so they are made where a failure is no error. */
test('attempts to speak to another host are refused by the policy', async ({ browser, baseURL }) => {
  const page = await browser.newPage();
  const asked: string[] = [];
  // Requests that the policy lets through would be seen here.
  await page.route(/^https?:\/\/(?!localhost)/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${baseURL}?lang=zh`);
  await analysed(page, 'zh');
  const outcomes = await page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    const fetched = await fetch('https://example.com/x').then(
      () => 'let through',
      () => 'refused',
    );
    const image = await new Promise<string>((resolve) => {
      const picture = new Image();
      picture.onload = () => resolve('let through');
      picture.onerror = () => resolve('refused');
      picture.src = 'https://example.com/x.png';
    });
    const beacon = navigator.sendBeacon('https://example.com/b', 'x');
    let socket: string;
    try {
      socket = await new Promise<string>((resolve) => {
        const ws = new WebSocket('wss://example.com/');
        ws.onopen = () => resolve('let through');
        ws.onerror = () => resolve('refused');
      });
    } catch {
      socket = 'refused';
    }
    let evaluated = 'let through';
    try {
      // eslint-disable-next-line no-eval -- that it is refused is what is tested
      (0, eval)('1');
    } catch {
      evaluated = 'refused';
    }
    let html: string;
    try {
      const holder = document.createElement('div');
      Reflect.set(holder, 'innerHTML', '<img src=x onerror="window.hacked = true">');
      html = holder.querySelector('[onerror]') === null ? 'cleaned' : 'let through';
    } catch {
      html = 'refused';
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { fetched, image, socket, evaluated, html, beacon, refused: [...new Set(refused)].sort() };
  });
  expect(outcomes).toMatchObject({
    fetched: 'refused',
    image: 'refused',
    socket: 'refused',
    evaluated: 'refused',
  });
  expect(['cleaned', 'refused']).toContain(outcomes.html);
  expect(outcomes.refused).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
  expect(asked, 'requests that reached the network').toEqual([]);
  // And the page says what it saw, in its own header.
  await expect(page.getByRole('banner').getByRole('status')).not.toHaveText(t.header.requests('0'));
  await page.close();
});

test('a plain file server under a sub-path, without any special header, is enough', async ({ page }) => {
  const server = await serveFolder(join(repository, 'dist'), '/some/deep/path/');
  try {
    const { port } = server.address() as AddressInfo;
    const answer = await page.goto(`http://localhost:${port}/some/deep/path/?lang=zh`);
    expect(answer?.headers()['content-security-policy']).toBeUndefined();
    await analysed(page, 'zh');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    const findings = await findingsOf(await studyAt(join(sampleFolder, 'study.json')));
    expect(await headline(page, 'zh')).toBe(gapOf(findings, 'meals'));
    await useEverything(page);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Every part that loads something late: the steps, the map, the table with its database, the brief with its writers. */
async function useEverything(page: Page): Promise<void> {
  for (const step of steps) await goTo(page, 'zh', step);
  const region = page.getByRole('region', { name: t.brief.download });
  for (const name of [t.brief.docx, t.brief.html, t.brief.markdown, t.brief.picture])
    await download(page, region.getByRole('button', { name }));
  await goTo(page, 'zh', 'walk');
  await page.getByRole('main').getByRole('button', { name: t.why.ask }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: t.regions.map }).getByRole('button', { name: /232/ }).click();
  const rows = page.getByRole('grid', { name: t.table.elders }).getByRole('row');
  await expect(rows.nth(2)).toBeVisible({ timeout: 60_000 });
  await rows.nth(2).click();
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true');
  await tool(page, t.header.language).click();
  await tool(page, words('en').header.language).click();
}

/** Twenty lines of file server: path, type, bytes; no headers of ours. */
async function serveFolder(folder: string, under: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = normalize(path.slice(under.length) || 'index.html');
    if (!path.startsWith(under) || inside.startsWith('..')) return void response.writeHead(404).end();
    readFile(join(folder, inside)).then(
      (bytes) =>
        response
          .writeHead(200, { 'Content-Type': types[extname(inside)] ?? 'application/octet-stream' })
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.keepAliveTimeout = 1;
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}
