import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFacts, factOf } from '../../src/brief/facts';
import { formatNumber, formatPerThousand, formatPercent } from '../../src/i18n/format';
import { messages } from '../../src/i18n/messages';
import Header from '../../src/ui/parts/Header.svelte';
import WhyPopover from '../../src/ui/parts/WhyPopover.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { isBalanced, supplyRows } from '../../src/ui/state/balance';
import { mostRows, worstPlaces } from '../../src/ui/state/worst-places';
import BalanceStep from '../../src/ui/steps/BalanceStep.svelte';
import BriefPreview from '../../src/ui/steps/BriefPreview.svelte';
import BriefStep from '../../src/ui/steps/BriefStep.svelte';
import DataStep from '../../src/ui/steps/DataStep.svelte';
import SitesStep from '../../src/ui/steps/SitesStep.svelte';
import WalkStep from '../../src/ui/steps/WalkStep.svelte';
import { allByRole, byRole, newApp, sampleApp, settled, show, text } from './page';

const languages = ['zh', 'en'] as const;
let app: App;

beforeAll(async () => {
  app = await sampleApp();
});
afterAll(() => app.run.clear());

test.each(languages)(
  'the walk step answers its question with the number of the findings, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(WalkStep, app);
    const t = messages(language);
    byRole(page.root, 'heading', t.walk.title(t.serviceName('meals')));
    const own = app.service!.ownPace!;
    expect(text(page.root.querySelector('.big')!)).toContain(formatNumber(own.gap));
    const said = text(page.root.querySelector('.say')!);
    expect(said).toContain(formatNumber(own.covered + own.gap));
    expect(said).toContain(formatPercent(own.gap / (own.covered + own.gap)));
    await page.close();
  },
);

test.each(languages)(
  'sliders and chips have names, and a service without a site says so, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(WalkStep, app);
    const { walk, serviceName } = messages(language);
    for (const name of [walk.limit, walk.bands.age60, walk.bands.age70, walk.bands.age80]) {
      byRole(page.root, 'slider', name);
      byRole(page.root, 'spinbutton', walk.numberOf(name));
    }
    expect(byRole(page.root, 'button', serviceName('meals')).getAttribute('aria-pressed')).toBe('true');
    byRole(page.root, 'button', serviceName('legal') + walk.noSite);
    await page.close();
  },
);

test('moving the limit analyses again, and undo brings the number back', async () => {
  app.view.language = 'zh';
  const page = show(WalkStep, app);
  const before = app.service!.ownPace!.gap;
  const slider = byRole(page.root, 'slider', '时限') as HTMLInputElement;
  slider.value = '30';
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(app);
  expect(app.run.findings?.settings.walk.limitMinutes).toBe(30);
  const after = app.service!.ownPace!.gap;
  expect(after).toBeLessThan(before);
  expect(text(page.root.querySelector('.big')!)).toContain(formatNumber(after));
  app.undo();
  await settled(app);
  expect(app.service!.ownPace!.gap).toBe(before);
  expect(text(page.root.querySelector('.big')!)).toContain(formatNumber(before));
  app.redo();
  app.undo();
  await settled(app);
  await page.close();
});

test('arrow keys on a slider are one command until it is left', async () => {
  app.view.language = 'zh';
  const page = show(WalkStep, app);
  const slider = byRole(page.root, 'slider', '时限') as HTMLInputElement;
  const press = (value: string) => {
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const limit = () => app.study.settings.walk.limitMinutes;
  press('16');
  press('17');
  slider.dispatchEvent(new FocusEvent('blur'));
  press('18');
  expect(limit()).toBe(18);
  app.undo();
  expect(limit()).toBe(17);
  app.undo();
  expect(limit()).toBe(15);
  await settled(app);
  await page.close();
});

test('a number typed out of range is brought into it', async () => {
  app.view.language = 'zh';
  const page = show(WalkStep, app);
  const box = byRole(page.root, 'spinbutton', '时限（填数）') as HTMLInputElement;
  box.value = '500';
  box.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
  expect(app.study.settings.walk.limitMinutes).toBe(30);
  app.undo();
  await settled(app);
  await page.close();
});

test.each(languages)(
  'a figure says where it comes from, and gives the focus back, in %s',
  async (language) => {
    app.view.language = language;
    const t = messages(language);
    const page = show(WalkStep, app);
    const popover = show(WhyPopover, app);
    const figure = page.root.querySelector<HTMLButtonElement>('.big button')!;
    figure.focus();
    figure.click();
    flushSync();
    const box = popover.root.querySelector<HTMLElement>('[role=dialog]')!;
    expect(text(box)).toContain(t.why.titles.gap(t.serviceName('meals')));
    expect(text(box)).toContain('streets.osm.pbf');
    expect(text(box)).toContain('elders.csv');
    expect(text(box)).toContain(formatNumber(app.service!.ownPace!.covered + app.service!.ownPace!.gap));
    expect(document.activeElement).toBe(box);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    flushSync();
    expect(popover.root.querySelector('[role=dialog]')).toBeNull();
    expect(document.activeElement).toBe(figure);
    await popover.close();
    await page.close();
  },
);

test.each(languages)(
  'the balance step shows places per thousand and the sum that must hold, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(BalanceStep, app);
    const t = messages(language);
    byRole(page.root, 'heading', t.balance.title);
    const access = app.run.findings!.access.find(
      ({ service, method }) => service === 'meals' && method === '2sfca',
    )!;
    expect(text(page.root.querySelector('.big')!)).toContain(formatPerThousand(access.meanScore));
    expect(isBalanced(access)).toBe(true);
    expect(text(page.root)).toContain(formatNumber(access.suppliedCapacity, 2));
    expect(allByRole(page.root, 'radio', /2SFCA/).length).toBe(3);
    await page.close();
  },
);

test('sites are listed from the most crowded, and full only where dependents outnumber places', () => {
  const findings = app.run.findings!;
  const access = findings.access.find(({ service, method }) => service === 'meals' && method === '2sfca')!;
  const rows = supplyRows(findings, app.service!, access);
  expect(rows.map(({ facility }) => facility).sort((a, b) => a - b)).toEqual([...app.service!.sites]);
  const scores = rows.map(({ score }) => score).filter((score) => !Number.isNaN(score));
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  for (const row of rows) expect(row.full).toBe(row.capacity > 0 && row.eldersAlone > row.capacity);
});

test.each(languages)(
  'the sites step promises nothing it has not, and lists the worst places, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(SitesStep, app);
    const t = messages(language);
    expect(text(page.root)).toContain(t.sites.when);
    const [worst] = worstPlaces(app.run.findings!, app.service!, 1);
    byRole(page.root, 'button', `${t.sites.place(worst!.id)}${t.sites.people(formatNumber(worst!.gap))}`);
    await page.close();
  },
);

test('worst places are those with the most missed, found by looking at all', () => {
  const findings = app.run.findings!;
  const within = app.service!.ownPaceWithin!;
  const gaps = Array.from(findings.elders.elders, (count, row) => count * (1 - within[row]!))
    .filter((gap) => gap > 0)
    .sort((a, b) => b - a);
  expect(worstPlaces(findings, app.service!, 12).map(({ gap }) => gap)).toEqual(gaps.slice(0, 12));
});

test('the rows with most are those that sorting all of them gives: ties in order, missing and 0 left out', () => {
  const values = Float64Array.from({ length: 500 }, (_, row) => (row % 7 === 0 ? NaN : (row * 37) % 23));
  const sorted = [...values.keys()]
    .filter((row) => values[row]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b);
  for (const limit of [1, 6, 40, 1000]) expect(mostRows(values, limit)).toEqual(sorted.slice(0, limit));
  expect(mostRows(new Float64Array(3), 2)).toEqual([]);
});

test.each(languages)(
  'the data step tells of each file what was read, used and refused, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(DataStep, app);
    const t = messages(language);
    for (const report of app.files.reports) {
      const card = [...page.root.querySelectorAll('article')].find((one) => text(one).includes(report.file))!;
      if (report.kind !== 'streets')
        expect(text(card)).toContain(
          t.data.rows(
            formatNumber(report.rowsRead),
            formatNumber(report.rowsUsed),
            formatNumber(report.refused.length),
          ),
        );
      expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
    }
    await page.close();
  },
);

test('another column for a role is taken over, and can be undone', async () => {
  app.view.language = 'zh';
  const page = show(DataStep, app);
  const card = [...page.root.querySelectorAll('article')].find((one) => text(one).includes('elders.csv'))!;
  const select = byRole(card, 'combobox', '老年人数') as HTMLSelectElement;
  const total = app.service!.foot.elders;
  select.value = '80岁及以上';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(app);
  expect(app.study.settings.layers.elders?.[0]?.columns['elders']).toBe('80岁及以上');
  expect(app.service!.foot.elders).toBeLessThan(total);
  app.undo();
  await settled(app);
  expect(app.service!.foot.elders).toBe(total);
  await page.close();
});

test.each(languages)(
  'an empty page says which files are needed and offers the sample, in %s',
  async (language) => {
    const empty = newApp();
    empty.view.language = language;
    const page = show(DataStep, empty);
    const { data } = messages(language);
    byRole(page.root, 'button', data.sample);
    for (const { text: need } of data.needs) expect(text(page.root)).toContain(need);
    expect(text(page.root)).toContain(data.private);
    await page.close();
  },
);

test.each(languages)(
  'the brief step offers its files, and its preview shows the same gap, in %s',
  async (language) => {
    app.view.language = language;
    const page = show(BriefStep, app);
    const preview = show(BriefPreview, app);
    const { brief } = messages(language);
    for (const name of [brief.docx, brief.html, brief.markdown, brief.picture])
      byRole(page.root, 'button', name);
    const facts = buildFacts(app.run.findings!, 'meals');
    const gap = factOf(facts, { kind: 'gap', service: 'meals', scope: 'own' });
    expect(text(preview.root)).toContain(formatNumber(gap.value));
    await preview.close();
    await page.close();
  },
);

test('the language switches without a reload, and with it every word of the header', async () => {
  app.view.language = 'zh';
  const page = show(Header, app);
  const steps = () => [...page.root.querySelectorAll('nav b')].map((one) => text(one));
  expect(steps()).toEqual(['数据', '步行', '供需', '选址', '简报']);
  page.root.querySelector<HTMLButtonElement>('button[lang=en]')!.click();
  flushSync();
  expect(app.view.language).toBe('en');
  expect(steps()).toEqual(['Data', 'Walk', 'Balance', 'Sites', 'Brief']);
  expect(text(page.root)).toContain('Synthetic data');
  await page.close();
});
