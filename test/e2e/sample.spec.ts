/** The page opens with the sample, its numbers are those of the command line's pipeline, and every setting can be taken back. */
import { formatNumber, formatPerThousand } from '../../src/i18n/format.ts';
import { steps } from '../../src/i18n/steps.ts';
import type { Study } from '../../src/domain/study.ts';
import { test, expect, type Page } from './offline.ts';
import {
  analysed,
  drop,
  goTo,
  headline,
  idle,
  languages,
  openEmpty,
  openSample,
  sampleFolder,
  saveStudy,
  words,
} from './journey.ts';
import { findingsOf, gapOf, studyAt, summaryOf, summaryOnPage } from './oracle.ts';

const t = words('zh');
let study: Study;

test.beforeAll(async () => {
  study = await studyAt(`${sampleFolder}/study.json`);
});

function withWalk(walk: Partial<Study['settings']['walk']>): Study {
  return { ...study, settings: { ...study.settings, walk: { ...study.settings.walk, ...walk } } };
}

async function chooseService(page: Page, name: string): Promise<void> {
  const chip = page
    .getByRole('main')
    .getByRole('group', { name: t.walk.services })
    .getByRole('button', { name });
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await idle(page);
}

test('opens with the sample: every service has the numbers of the command line', async ({ page }) => {
  const findings = await findingsOf(study);
  await openSample(page, 'zh');
  for (const found of findings.services) {
    await chooseService(page, t.serviceName(found.service));
    await expect.poll(() => headline(page, 'zh'), found.service).toBe(gapOf(findings, found.service));
  }
  await chooseService(page, t.serviceName('meals'));
  const meals = findings.services.find(({ service }) => service === 'meals')!;
  const linked = formatNumber(meals.foot.covered + meals.foot.gap);
  await expect(
    page
      .getByRole('main')
      .getByRole('button', { name: `${linked} ${t.why.ask}` })
      .first(),
  ).toBeVisible();

  await goTo(page, 'zh', 'balance');
  for (const access of findings.access.filter(({ service }) => service === 'meals')) {
    await page.getByRole('main').locator(`input[type=radio][value="${access.method}"]`).check();
    await expect.poll(() => headline(page, 'zh'), access.method).toBe(formatPerThousand(access.meanScore));
  }

  await goTo(page, 'zh', 'brief');
  expect(await summaryOnPage(page, 'zh')).toEqual(summaryOf(findings));
});

for (const size of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  test(`made-up data are called so on every step, ${size.width} px wide`, async ({ page }) => {
    await page.setViewportSize(size);
    for (const language of languages) {
      await openSample(page, language);
      for (const step of steps) {
        await goTo(page, language, step);
        const label = page.getByText(words(language).synthetic, { exact: false });
        await expect
          .poll(
            async () => (await label.all()).length && (await anyInSight(page, words(language).synthetic)),
            {
              message: `${language} ${step}`,
            },
          )
          .toBe(true);
      }
    }
  });

/** Whether some element with this text of its own is visible (not clipped away, not display: none). */
async function anyInSight(page: Page, text: string): Promise<boolean> {
  const found = await page.getByText(text).all();
  const seen = await Promise.all(found.map((one) => one.isVisible()));
  return seen.includes(true);
}

test('language switches without a reload and keeps everything', async ({ page }) => {
  await openSample(page, 'zh', 'walk');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const before = await headline(page, 'zh');
  for (const language of ['en', 'zh'] as const) {
    const other = language === 'en' ? 'zh' : 'en';
    await page.getByRole('button', { name: words(other).header.language, exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', words(language).htmlLang);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      words(language).walk.title(words(language).serviceName('meals')),
    );
    expect(await headline(page, language)).toBe(before);
    await expect(page).toHaveTitle(new RegExp(words(language).appName));
  }
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('sliders move the number; undo and redo bring it back', async ({ page }) => {
  const [base, short, slow] = await Promise.all(
    [
      study,
      withWalk({ limitMinutes: 10 }),
      withWalk({ limitMinutes: 10, paces: { ...study.settings.walk.paces, age80: 0.5 } }),
    ].map(findingsOf),
  );
  const gap = { base: gapOf(base!, 'meals'), short: gapOf(short!, 'meals'), slow: gapOf(slow!, 'meals') };
  expect(new Set(Object.values(gap)).size, 'the settings make a difference').toBe(3);
  await openSample(page, 'zh');
  const shows = (expected: string) => expect.poll(() => headline(page, 'zh')).toBe(expected);
  await shows(gap.base);

  const limit = page.getByRole('slider', { name: t.walk.limit, exact: true });
  await limit.focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowLeft');
  await expect(limit).toHaveValue('10');
  await shows(gap.short);
  const pace = page.getByRole('spinbutton', { name: t.walk.numberOf(t.walk.bands.age80) });
  await pace.fill('0.5');
  await pace.press('Enter');
  await shows(gap.slow);

  const undo = page.getByRole('button', { name: new RegExp(`^${t.header.undo}`) });
  const redo = page.getByRole('button', { name: new RegExp(`^${t.header.redo}`) });
  await undo.click();
  await shows(gap.short);
  await redo.click();
  await shows(gap.slow);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await shows(gap.short);
  while (await undo.isEnabled()) await page.keyboard.press('Control+z');
  await expect(limit).toHaveValue('15');
  await shows(gap.base);
  while (await redo.isEnabled()) await page.keyboard.press('Control+Shift+Z');
  await shows(gap.slow);
});

test('a drag of the slider is one step back, and ends on the number of its last place', async ({ page }) => {
  await openSample(page, 'zh');
  const before = await headline(page, 'zh');
  const limit = page.getByRole('slider', { name: t.walk.limit, exact: true });
  const box = (await limit.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.42, y);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1)
    await page.mouse.move(box.x + box.width * (0.42 + 0.03 * step), y);
  await page.mouse.up();
  const minutes = Number(await limit.inputValue());
  expect(minutes).toBeGreaterThan(18);
  await idle(page);
  const findings = await findingsOf(withWalk({ limitMinutes: minutes }));
  await expect.poll(() => headline(page, 'zh')).toBe(gapOf(findings, 'meals'));
  await page.getByRole('button', { name: new RegExp(`^${t.header.undo}`) }).click();
  await expect(limit).toHaveValue('15');
  await expect.poll(() => headline(page, 'zh')).toBe(before);
});

test('saved as a zip it opens again with the same numbers, here and on the command line', async ({
  page,
}, info) => {
  await openSample(page, 'zh');
  const limit = page.getByRole('spinbutton', { name: t.walk.numberOf(t.walk.limit) });
  await limit.fill('12');
  await limit.press('Enter');
  const shown = gapOf(await findingsOf(withWalk({ limitMinutes: 12 })), 'meals');
  await expect.poll(() => headline(page, 'zh')).toBe(shown);
  const zip = await saveStudy(page, 'zh', info.outputPath('study.zip'));
  await goTo(page, 'zh', 'brief');
  const before = await summaryOnPage(page, 'zh');

  const findings = await findingsOf(await studyAt(zip));
  expect(findings.settings.walk.limitMinutes).toBe(12);
  expect(shown).toBe(gapOf(findings, 'meals'));
  expect(summaryOf(findings)).toEqual(before);

  await openEmpty(page, 'zh');
  await drop(page, [zip]);
  await analysed(page, 'zh');
  await goTo(page, 'zh', 'walk');
  await expect.poll(() => headline(page, 'zh')).toBe(shown);
  await goTo(page, 'zh', 'brief');
  expect(await summaryOnPage(page, 'zh')).toEqual(before);
});
