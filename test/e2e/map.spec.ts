/** The map and its table: the same places, the same facts, the same selection; and a page that lives on when the graphics card does not. */
import type { Findings, ServiceFindings } from '../../src/domain/findings.ts';
import { distanceMetres } from '../../src/domain/ellipsoid.ts';
import { formatDuration, formatMetres, formatNumber } from '../../src/i18n/format.ts';
import { mapWords } from '../../src/i18n/map-words.ts';
import { join } from 'node:path';
import { test, expect, type Page } from './offline.ts';
import { goTo, headline, idle, languages, openSample, sampleFolder, startOf, words } from './journey.ts';
import { findingsOf, studyAt } from './oracle.ts';

let findings: Findings;
let meals: ServiceFindings;

test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.beforeAll(async () => {
  findings = await findingsOf(await studyAt(join(sampleFolder, 'study.json')));
  meals = findings.services.find(({ service }) => service === 'meals')!;
});

const t = words('zh');
const map = mapWords('zh');
const region = (page: Page) => page.getByRole('region', { name: t.regions.map, exact: true });
const card = (page: Page) => region(page).getByRole('article');

async function openTable(page: Page): Promise<void> {
  const grid = page.getByRole('grid');
  if (!(await grid.isVisible()))
    await region(page)
      .getByRole('button', { name: startOf(t.table.open) })
      .click();
  await expect(grid.getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 });
}

async function pickRow(page: Page, id: string): Promise<void> {
  await page.getByRole('searchbox').fill(id);
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: id }).first();
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
}

/** Presses the middle of the map, where a place chosen in the table has just been brought. */
async function pressMiddle(page: Page): Promise<void> {
  const box = (await page.locator('#map canvas').first().boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** An elder row that reaches a site, with no other mark or dot within 60 m: a press there can only mean it. */
function lonelyElder(): number {
  const { elders, facilities } = findings;
  const places = [elders, facilities].flatMap(({ lons, lats }) =>
    Array.from(lons, (lon, i) => [lon, lats[i]!] as const),
  );
  const row = Array.from(elders.ids.keys()).find(
    (i) =>
      Number.isFinite(meals.seconds[i]) &&
      places.filter(([lon, lat]) => distanceMetres(lon, lat, elders.lons[i]!, elders.lats[i]!) < 60)
        .length === 1,
  );
  if (row === undefined) throw new Error('no elder row stands alone');
  return row;
}

test('an elder place: the same facts from the table and from the map, selection in step', async ({
  page,
}) => {
  const row = lonelyElder();
  const id = findings.elders.ids[row]!;
  const facts = [
    findings.facilities.names[meals.nearest[row]!]!,
    formatMetres(meals.metres[row]!, 'zh'),
    formatMetres(meals.straightMetres[row]!, 'zh'),
    formatDuration(meals.seconds[row]!, 'zh'),
  ];
  await openSample(page, 'zh');
  await openTable(page);
  await pickRow(page, id);
  for (const fact of facts) await expect(card(page)).toContainText(fact);
  const told = await card(page).innerText();

  await card(page).getByRole('button', { name: map.close }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(page.getByRole('grid').locator('[aria-selected=true]')).toHaveCount(0);
  await pressMiddle(page);
  await expect(card(page)).toBeVisible();
  await expect.poll(() => card(page).innerText()).toBe(told);
  await page.getByRole('searchbox').fill('');
  await expect(page.getByRole('grid').locator('[aria-selected=true]')).toContainText(id);

  // The site that the answer names leads to its own answer.
  await card(page).getByRole('button', { name: facts[0]!, exact: true }).click();
  await expect(card(page).getByRole('heading', { level: 2 })).toHaveText(facts[0]!);
});

test('a facility: whom it serves and who depends on it alone', async ({ page }) => {
  await openSample(page, 'zh');
  await openTable(page);
  await page.getByRole('button', { name: t.table.facilities, exact: true }).click();
  const site = meals.sites[0]!;
  const name = findings.facilities.names[site]!;
  await pickRow(page, name);
  await expect(card(page).getByRole('heading', { level: 2 })).toHaveText(name);
  await expect(card(page)).toContainText(formatNumber(meals.eldersWithin[site]!));
  await expect(card(page)).toContainText(formatNumber(meals.eldersAlone[site]!));
  await expect(region(page).getByRole('region', { name: map.stripeHelp })).toContainText(
    map.legendCircle(name),
  );
});

test('by keys: F lists the places in view, arrows and Enter choose, Esc leaves', async ({ page }) => {
  await openSample(page, 'zh');
  await page.getByRole('img', { name: map.mapName }).focus();
  await page.keyboard.press('f');
  const list = page.getByRole('listbox');
  await expect(list).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeVisible();
  await expect(list.locator('[aria-selected=true]')).toHaveCount(1);
  await list.focus();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  // On a phone the card would cover the place: the map moves it out while it is still on its way there.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.keyboard.press('f');
  await list.getByRole('option').nth(3).click();
  await expect(list.locator('[aria-selected=true]')).toHaveCount(1);
  await expect(card(page).getByRole('table')).toBeVisible();
});

for (const language of languages)
  test(`legend, scale bar and layer switches (${language})`, async ({ page }) => {
    const said = mapWords(language);
    await openSample(page, language);
    const legend = page.getByRole('region', { name: said.stripeHelp });
    await expect(legend).toContainText(said.legend(words(language).serviceName('meals')));
    for (const text of [
      said.within('5'),
      said.between('5', '10'),
      said.between('10', '15'),
      said.beyond('15'),
    ])
      await expect(legend.getByText(text, { exact: true })).toBeVisible();
    await expect(page.locator('figure .scale')).toHaveText(
      language === 'zh' ? /^\d+\s(米|公里)$/ : /^\d+\s(m|km)$/,
    );
    await page.getByRole('button', { name: said.layers, exact: true }).click();
    for (const name of ['reach', 'elders', 'facilities', 'districts', 'volunteers', 'backdrop'] as const) {
      const box = page.getByRole('checkbox', { name: said.layer[name], exact: true });
      await box.setChecked(!(await box.isChecked()));
      await box.setChecked(!(await box.isChecked()));
    }
    await page.getByRole('checkbox', { name: said.layer.elders, exact: true }).uncheck();
    await expect(legend.getByText(said.dotReached, { exact: true })).toHaveCount(0);
  });

test('a lost graphics context leaves the page alive, and the map comes back', async ({ page, watch }) => {
  await openSample(page, 'zh');
  const lost = await page.evaluate(() => {
    const contexts = [...document.querySelectorAll('#map canvas')].map((canvas) =>
      (canvas as HTMLCanvasElement).getContext('webgl2'),
    );
    const loses = contexts.map((context) => context?.getExtension('WEBGL_lose_context'));
    loses.forEach((one) => one?.loseContext());
    setTimeout(() => loses.forEach((one) => one?.restoreContext()), 1500);
    return loses.filter(Boolean).length;
  });
  expect(lost).toBeGreaterThan(0);
  const before = await headline(page, 'zh');
  const limit = page.getByRole('slider', { name: t.walk.limit, exact: true });
  await limit.fill('10');
  await idle(page);
  await expect.poll(() => headline(page, 'zh')).not.toBe(before);
  await goTo(page, 'zh', 'balance');
  await openTable(page);
  await expect(page.getByText(map.lost)).toHaveCount(0, { timeout: 20_000 });
  // Chromium itself writes a line on the console when a context is lost.
  watch.errors.splice(0, Infinity, ...watch.errors.filter((line) => !/context/i.test(line)));
});

test('without WebGL 2 the page says so and works on', async ({ page }) => {
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
  await openSample(page, 'zh');
  await expect(page.getByText(map.noWebGl)).toBeVisible();
  await openTable(page);
  const row = page.getByRole('grid').getByRole('row').nth(2);
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
});
