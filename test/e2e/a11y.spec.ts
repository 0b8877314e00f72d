/** For everyone: no violation that axe knows of, the whole journey by keys, reflow on the narrowest screen, large type. */
import AxeBuilder from '@axe-core/playwright';
import { join } from 'node:path';
import { steps, type Step } from '../../src/i18n/steps.ts';
import type { Language } from '../../src/i18n/format.ts';
import type { Locator } from '@playwright/test';
import { intakeWords } from '../../src/i18n/intake-words.ts';
import { mapWords } from '../../src/i18n/map-words.ts';
import { test, expect, type Page } from './offline.ts';
import {
  analysed,
  download,
  goTo,
  headline,
  headlineButton,
  idle,
  languages,
  openEmpty,
  openSample,
  openTools,
  sampleFolder,
  startOf,
  stepButton,
  tool,
  words,
} from './journey.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations as short lines that say where, so that a failure can be read. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any, all }) =>
        `${id}: ${help} · ${target.join(' ')} · ${[...any, ...all][0]?.message ?? ''}`,
    ),
  );
}

async function expectClean(page: Page, what: string): Promise<void> {
  expect.soft(await violations(page), what).toEqual([]);
}

for (const { width, height } of sizes)
  for (const language of languages)
    test(`axe finds nothing on the five steps, ${language}, ${width} × ${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await openEmpty(page, language);
      await expectClean(page, 'empty page');
      await openSample(page, language);
      for (const step of steps) {
        await goTo(page, language, step);
        await idle(page);
        await expectClean(page, step);
      }
    });

test('axe finds nothing on what opens: details, menu, table, answer, why, list of places', async ({
  page,
}) => {
  const t = words('zh');
  const map = mapWords('zh');
  await openSample(page, 'zh', 'data');
  // One file's card stands for the others: axe compares every control with every other, and a minute is long.
  await openDetails(page.getByRole('article', { name: 'volunteers.csv' }));
  await expectClean(page, 'details of a file');
  await goTo(page, 'zh', 'walk');
  await openDetails(page.getByRole('main'));
  await expectClean(page, 'details of the walk');
  await headlineButton(page, 'zh').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectClean(page, 'why');
  await page.keyboard.press('Escape');
  await expect(headlineButton(page, 'zh')).toBeFocused();
  const region = page.getByRole('region', { name: t.regions.map, exact: true });
  await region.getByRole('button', { name: startOf(t.table.open) }).click();
  const rows = page.getByRole('grid').getByRole('row');
  await rows.nth(3).click({ timeout: 60_000 });
  await expect(region.getByRole('article')).toBeVisible();
  await expectClean(page, 'table and answer');
  await page.getByRole('button', { name: map.layers, exact: true }).click();
  await page.getByRole('button', { name: map.list }).click();
  await expectClean(page, 'layers and list of places');
});

async function openDetails(inside: Locator): Promise<void> {
  await inside.evaluate((part) => {
    for (const one of part.querySelectorAll('details')) one.open = true;
  });
}

/** Presses Tab until `target` has the focus; a control that cannot be reached is a failure. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let press = 0; press < 150; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectFocusSeen(page);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

/** What has the focus is in the window, uncovered, and says so with an outline or a shadow. */
async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement!;
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const uncovered =
      top !== null && (element.contains(top) || top.contains(element) || top.closest('label') !== null);
    const marked = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    return { uncovered, marked, element: element.outerHTML.slice(0, 120), top: top?.outerHTML.slice(0, 120) };
  });
  expect.soft(seen, 'focus is seen').toMatchObject({ uncovered: true, marked: true });
}

async function stepByKeys(page: Page, language: Language, step: Step): Promise<void> {
  await stepButton(page, language, step).focus();
  await page.keyboard.press('Enter');
  await expect(stepButton(page, language, step)).toHaveAttribute('aria-current', 'step');
}

for (const language of languages)
  test(`the whole journey by keys alone (${language})`, async ({ page }) => {
    // Asked for from the start: a dialog that opens before the browser is told to hand it over is lost.
    page.on('filechooser', () => undefined);
    const t = words(language);
    await openEmpty(page, language);
    // Files through the file dialog, asked for by Enter.
    await tabTo(
      page,
      page.getByRole('main').getByRole('button', { name: intakeWords(language).add.files, exact: true }),
    );
    const asked = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    const names = ['streets.osm.pbf', 'facilities.csv', 'elders.csv', 'districts.geojson'];
    await (await asked).setFiles(names.map((name) => join(sampleFolder, name)));
    await analysed(page, language);

    await tabTo(page, stepButton(page, language, 'walk'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const before = await headline(page, language);
    await tabTo(page, page.getByRole('slider', { name: t.walk.limit, exact: true }));
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowLeft');
    await idle(page);
    await expect.poll(() => headline(page, language)).not.toBe(before);
    // The presses were one move of the slider.
    await page.keyboard.press('Control+z');
    await expect.poll(() => headline(page, language)).toBe(before);

    const chip = page
      .getByRole('group', { name: t.walk.services })
      .getByRole('button', { name: t.serviceName('medical') });
    await tabTo(page, chip, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
    await idle(page);
    await expect.poll(() => headline(page, language)).not.toBe(before);

    await tabTo(page, headlineButton(page, language));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(headlineButton(page, language)).toBeFocused();

    const region = page.getByRole('region', { name: t.regions.map, exact: true });
    await tabTo(page, region.getByRole('button', { name: startOf(t.table.open) }));
    await page.keyboard.press('Enter');
    const grid = page.getByRole('grid', { name: t.table.elders });
    await expect(grid.getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 });
    await tabTo(page, grid);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(grid.getByRole('row').nth(3)).toHaveAttribute('aria-selected', 'true');
    await expect(region.getByRole('article')).toBeVisible();

    await stepByKeys(page, language, 'brief');
    const word = page
      .getByRole('region', { name: t.brief.download })
      .getByRole('button', { name: t.brief.docx });
    await tabTo(page, word);
    const { name } = await download(page, word, 'Enter');
    expect(name).toMatch(/\.docx$/);
  });

for (const language of languages)
  test(`320 px wide, nothing scrolls sideways (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await openEmpty(page, language);
    await expectNoSidewaysScroll(page, 'empty');
    await openSample(page, language);
    for (const step of steps) {
      await goTo(page, language, step);
      await expectNoSidewaysScroll(page, step);
    }
    // 大字版 on the same screen.
    await openTools(page, language);
    await tool(page, words(language).header.bigType).click();
    for (const step of steps) {
      await goTo(page, language, step);
      await expectNoSidewaysScroll(page, `${step}, large type`);
    }
  });

async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const over = [...document.querySelectorAll('body *')].find(
      (one) =>
        one.getBoundingClientRect().right > innerWidth + 0.5 && one.closest('.skips, .hidden-text') === null,
    );
    // Two dimensions are allowed to tables, pictures and maps (WCAG 1.4.10): what scrolls inside its own box is not the page.
    const main = document.querySelector('main')!;
    return {
      page: document.documentElement.scrollWidth - innerWidth,
      over: over?.outerHTML.slice(0, 200) ?? '',
      main: main.scrollWidth - main.clientWidth,
    };
  });
  expect.soft(wide.page, `${what}: page, beginning with ${wide.over}`).toBeLessThanOrEqual(0);
  expect.soft(wide.main, `${what}: panel`).toBeLessThanOrEqual(0);
}

test('large type: bigger words and targets, everything still in reach, nothing axe objects to', async ({
  page,
}) => {
  const t = words('zh');
  await openSample(page, 'zh');
  const size = () => page.getByRole('main').evaluate((main) => parseFloat(getComputedStyle(main).fontSize));
  const normal = await size();
  expect(normal).toBeGreaterThanOrEqual(14);
  await tool(page, t.header.bigType).click();
  await expect(tool(page, t.header.bigType)).toHaveAttribute('aria-pressed', 'true');
  expect(await size()).toBeGreaterThanOrEqual(18);
  for (const step of steps) {
    await goTo(page, 'zh', step);
    await expectNoSidewaysScroll(page, step);
    await expectClean(page, `${step}, large type`);
  }
  await page.reload();
  await analysed(page, 'zh');
  await expect(tool(page, t.header.bigType)).toHaveAttribute('aria-pressed', 'true');
});
