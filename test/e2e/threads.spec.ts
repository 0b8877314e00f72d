/** Several threads search the matrix of a town: they share memory where the page is isolated and copy it where it is not, with the same result. */
import { join } from 'node:path';
import { preview, type PreviewServer } from 'vite';
import { test, expect, type Page } from './offline.ts';
import { analysed, drop, goTo, openEmpty, repository, saveStudy, write } from './journey.ts';
import { findingsOf, studyAt, summaryOf, summaryOnPage } from './oracle.ts';

/** As a plain web space serves it: without the headers that let threads share memory. */
const plainPort = Number(process.env['E2E_PORT'] ?? 4317) + 1000;
let plain: PreviewServer | undefined;
test.beforeAll(async () => {
  const headers = {
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cross-Origin-Embedder-Policy': 'unsafe-none',
  };
  plain = await preview({
    configFile: join(repository, 'vite.config.ts'),
    logLevel: 'silent',
    preview: { port: plainPort, strictPort: true, host: 'localhost', headers },
  });
});
test.afterAll(() => plain?.close());

for (const isolated of [true, false])
  test.describe(isolated ? 'isolated' : 'not isolated', () => {
    if (!isolated) test.use({ baseURL: `http://localhost:${plainPort}/` });

    test('a town of 14,400 junctions and 100 facilities', async ({ page }, info) => {
      const scripts = scriptsAsked(page);
      await openEmpty(page, 'zh');
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
      await drop(page, await write(info.outputPath('town'), gridTown(120, 2000, 100)));
      await analysed(page, 'zh');
      expect(scripts.filter((name) => name.includes('router.worker')).length).toBeGreaterThan(0);
      await goTo(page, 'zh', 'brief');
      const zip = await saveStudy(page, 'zh', info.outputPath('town.zip'));
      expect(await summaryOnPage(page, 'zh')).toEqual(summaryOf(await findingsOf(await studyAt(zip))));
    });
  });

/** Names of files that the page, and its threads, ask for. */
function scriptsAsked(page: Page): string[] {
  const names: string[] = [];
  page.context().on('request', (request) => names.push(new URL(request.url()).pathname));
  return names;
}

/** Streets in squares of 60 m, with elders and facilities beside them, the same ones each time. */
function gridTown(size: number, elders: number, facilities: number): Record<string, string> {
  const pitch = 6e-4;
  const at = (i: number, j: number): readonly [number, number] => [121 + i * pitch, 31 + j * pitch];
  const lines: unknown[] = [];
  for (let i = 0; i < size; i++) {
    const street = (coordinates: readonly (readonly [number, number])[]) => ({
      type: 'Feature',
      properties: { highway: 'residential' },
      geometry: { type: 'LineString', coordinates },
    });
    lines.push(street(Array.from({ length: size }, (_, j) => at(i, j))));
    lines.push(street(Array.from({ length: size }, (_, j) => at(j, i))));
  }
  const beside = (n: number, step: number): string => {
    const [lon, lat] = at((n * step) % (size - 1), (n * 7 * step) % (size - 1));
    return `${(lon + 2e-4).toFixed(6)},${(lat + 1e-4).toFixed(6)}`;
  };
  const elderRows = Array.from({ length: elders }, (_, n) => `E${n},${beside(n, 11)},${1 + (n % 9)}`);
  const facilityRows = Array.from(
    { length: facilities },
    (_, n) => `F${n},站点${n},${beside(n, 13)},${n % 3 === 0 ? '助餐、助医' : '助餐'},${10 + (n % 50)}`,
  );
  return {
    'streets.geojson': JSON.stringify({ type: 'FeatureCollection', features: lines }),
    'elders.csv': ['编号,经度,纬度,60岁及以上', ...elderRows, ''].join('\n'),
    'facilities.csv': ['编号,机构名称,经度,纬度,服务项目,供餐能力', ...facilityRows, ''].join('\n'),
  };
}
