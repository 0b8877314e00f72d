/**
 * The streets of a city on the map: built in slices, so that no task of the page is long. Headless Chromium has no graphics card, and
 * the page paints streets there; told that it has one, it builds meshes. Both are done; what the drawing itself takes is waited for,
 * not worked on, so the page's processor time is what counts.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { rgba, streetStyles } from '../../src/layers/palette.ts';
import { test, expect, type Page } from './offline.ts';
import { analysed, drop, goTo, openEmpty, stepButton } from './journey.ts';
import { ownTasksDuring } from './tasks.ts';

/** 26 to 38 were measured on a quiet computer, none of it streets. */
const longestTaskMs = 50;
let files: string[];

test.beforeAll(() => {
  const city = join(test.info().project.outputDir, 'city-30000');
  execFileSync('npx', ['tsx', 'scripts/make-city.ts', city, '30000', '20000', '300']);
  files = ['city.osm.pbf', 'elders.csv', 'facilities.csv'].map((name) => join(city, name));
});

for (const hasCard of [true, false])
  test(`a city of 30,000 nodes and 20,000 elder rows, ${hasCard ? 'as with a graphics card' : 'without one'}: no long task, streets in colour`, async ({
    page,
    browser,
  }) => {
    if (hasCard)
      await page.addInitScript(() => {
        const real = WebGL2RenderingContext.prototype.getParameter;
        WebGL2RenderingContext.prototype.getParameter = function (
          this: WebGL2RenderingContext,
          name: number,
        ) {
          const unmasked = this.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
          return name === unmasked ? 'Some graphics card' : (Reflect.apply(real, this, [name]) as unknown);
        };
      });
    await page.addInitScript(() => {
      const slices: number[] = [];
      Object.assign(window, { slices });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntriesByName('map:slice')) slices.push(duration);
      }).observe({ entryTypes: ['measure'] });
    });
    await openEmpty(page, 'zh');
    // The map stands, with what it loads late.
    await expect(page.locator('#map canvas').nth(1)).toBeAttached();
    await page.waitForTimeout(500);
    const tasks = await ownTasksDuring(browser, page, async () => {
      await drop(page, files);
      await expect(stepButton(page, 'zh', 'walk')).toBeEnabled();
      await goTo(page, 'zh', 'walk');
      await analysed(page, 'zh');
      await page.waitForTimeout(1500);
    });
    // A screenshot is a long task of its own.
    await expect.poll(() => streetPixels(page)).toBeGreaterThan(2000);
    const slices = await page.evaluate(() => (window as unknown as { slices: number[] }).slices);
    console.log(
      `${hasCard ? 'meshes' : 'pictures'}: longest tasks ${tasks
        .slice(0, 3)
        .map((ms) => ms.toFixed(0))
        .join(' ')} ms; ${slices.length} slices, longest ${Math.max(...slices).toFixed(1)} ms`,
    );
    expect(slices.length, 'streets are made in slices').toBeGreaterThan(1);
    expect(tasks[0]).toBeLessThan(longestTaskMs);
  });

/** Pixels of the map in the colours of reached streets. */
async function streetPixels(page: Page): Promise<number> {
  const shot = await page.locator('#map').screenshot();
  return page.evaluate(
    async ([data, colours]) => {
      const blob = new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))]);
      const bitmap = await createImageBitmap(blob);
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let found = 0;
      for (let i = 0; i < pixels.length; i += 4)
        if (colours.some((colour) => [0, 1, 2].every((k) => Math.abs(pixels[i + k]! - colour[k]!) < 6)))
          found++;
      return found;
    },
    [shot.toString('base64'), streetStyles.slice(0, 3).map(({ colour }) => [...rgba(colour)])] as const,
  );
}
