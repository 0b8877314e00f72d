/** Without streets every figure of a walk on every step says 近似; with streets none does. */
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isApproximate } from '../../src/brief/facts';
import { walkPresets } from '../../src/domain/walk-presets';
import { stateWords } from '../../src/i18n/words';
import AnswerCard from '../../src/ui/map/AnswerCard.svelte';
import { featureText, mapSummary } from '../../src/ui/map/feature-text';
import { legendContent } from '../../src/ui/map/legend';
import WhyPopover from '../../src/ui/parts/WhyPopover.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { withSettings, withWalk } from '../../src/ui/state/edits';
import { explain } from '../../src/ui/state/explain';
import BalanceStep from '../../src/ui/steps/BalanceStep.svelte';
import BriefPreview from '../../src/ui/steps/BriefPreview.svelte';
import BriefStep from '../../src/ui/steps/BriefStep.svelte';
import DataStep from '../../src/ui/steps/DataStep.svelte';
import SitesStep from '../../src/ui/steps/SitesStep.svelte';
import WalkStep from '../../src/ui/steps/WalkStep.svelte';
import TableTwin from '../../src/ui/table/TableTwin.svelte';
import { newApp, readSample, settled, show, text } from './page';

const languages = ['zh', 'en'] as const;
const steps = { DataStep, WalkStep, BalanceStep, SitesStep, BriefStep, BriefPreview };
type Step = keyof typeof steps;
/** Nothing has a size here. */
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
const apps = {} as Record<'straight' | 'farther' | 'streets', App>;

beforeAll(async () => {
  vi.stubGlobal('ResizeObserver', Observer);
  const { settings, files } = await readSample();
  const layers = Object.fromEntries(Object.entries(settings.layers).filter(([kind]) => kind !== 'streets'));
  const profiles = walkPresets.filter(({ profile: { id } }) => id === 'stick' || id === 'pushed');
  const walk = { ...settings.walk, profiles: profiles.map(({ profile }) => profile) };
  const open = async (part: Partial<typeof settings>): Promise<App> => {
    const app = newApp();
    app.open({ files, settings: { ...settings, walk, ...part } });
    await settled(app);
    return app;
  };
  apps.straight = await open({ layers });
  // Every figure of a walk is another one here, and nothing else.
  apps.farther = await open({ layers, walk: { ...walk, detour: 2.1 } });
  apps.streets = await open({});
}, 60_000);
afterAll(() => Object.values(apps).forEach((app) => app.run.clear()));

/** Text that is seen: what screen readers alone hear does not mark a figure. */
function seen(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('.hidden-text, [popover]')) hidden.remove();
  return text(copy);
}

/** What is above a node that tells what it is: its row, the captions and labels of its table or figure, the heading before it. */
function tellsOf(node: Node, root: HTMLElement): string[] {
  const tells: string[] = [];
  for (let at = node.parentElement; at !== null && at !== root.parentElement; at = at.parentElement) {
    if (at.matches('p, li, tr, dl > div, .row, button')) tells.push(seen(at));
    if (at.matches('table'))
      tells.push(seen(at.querySelector('caption') ?? at), seen(at.tHead ?? at.caption ?? at));
    if (at.matches('section[aria-labelledby]'))
      tells.push(seen(root.querySelector(`[id="${at.getAttribute('aria-labelledby')}"]`)!));
    if (at.matches('figure')) tells.push(seen(at.querySelector('figcaption')!));
  }
  const before = [...root.querySelectorAll('h1, h2, h3, h4, summary')].filter(
    (heading) => (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  const heading = before.at(-1);
  // Of a section whose own heading stands beside its legend the two together are the head.
  if (heading !== undefined) tells.push(seen(heading.closest('.part-head') ?? heading));
  return tells;
}

/** Text nodes with digits, in order. */
function figures(root: HTMLElement): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode() !== null) {
    const node = walker.currentNode as Text;
    if (
      /\d/.test(node.data) &&
      node.parentElement!.closest('script, style, [popover], .hidden-text') === null
    )
      found.push(node);
  }
  return found;
}

async function rendered<T>(step: Step, app: App, use: (root: HTMLElement) => T | Promise<T>): Promise<T> {
  const page = show(steps[step], app);
  try {
    return await use(page.root);
  } finally {
    await page.close();
  }
}

function speak(language: 'zh' | 'en'): void {
  for (const app of Object.values(apps)) {
    app.view.language = language;
    if (app.study.settings.language !== language) {
      app.change({ name: 'briefLanguage' }, withSettings(app.study.current, { language }));
    }
  }
}

describe.each(languages)('in %s', { timeout: 30_000 }, (language) => {
  const word = language === 'zh' ? '近似' : 'pproximate';
  beforeAll(async () => {
    speak(language);
    for (const app of Object.values(apps)) await settled(app);
  }, 30_000);

  /** How many texts of each step hold another figure where ways are longer: those are figures of walks, whatever draws them. */
  const least: Record<Step, number> = {
    DataStep: 0,
    WalkStep: 12,
    BalanceStep: 15,
    SitesStep: 10,
    BriefStep: 0,
    BriefPreview: 40,
  };

  test.each(Object.keys(steps) as Step[])('%s: whatever changes with the detour says so', async (step) => {
    const others = await rendered(
      step,
      apps.farther,
      (root) => new Set(figures(root).map(({ data }) => data)),
    );
    await rendered(step, apps.straight, (root) => {
      const isSetting = (node: Node) =>
        text(node.parentElement!.closest('tr') ?? node).includes('walk.detour');
      const walked = figures(root).filter((node) => !others.has(node.data) && !isSetting(node));
      expect(walked.length).toBeGreaterThanOrEqual(least[step]);
      const silent = walked.filter((node) => !tellsOf(node, root).some((tell) => tell.includes(word)));
      expect(silent.map((node) => `${node.data} | ${tellsOf(node, root).join(' | ')}`)).toEqual([]);
    });
  });

  test.each(Object.keys(steps) as Step[])(
    '%s: every figure with a fact of a walk says so, and none with streets',
    async (step) => {
      for (const app of [apps.straight, apps.streets]) {
        const isStraight = app === apps.straight;
        await rendered(step, app, (root) => {
          for (const button of root.querySelectorAll<HTMLButtonElement>('button.figure')) {
            button.click();
            const { fact } = app.why.open!;
            app.why.drop();
            const own = text(button).includes(stateWords.approximate(language));
            expect(own, fact.key).toBe(isApproximate(fact));
            const said = tellsOf(button.firstChild!, root).some((tell) => tell.includes(word));
            if (isApproximate(fact)) expect(said, fact.key).toBe(true);
            else if (!isStraight) expect(said, fact.key).toBe(false);
          }
          if (isStraight) return;
          expect(root.querySelector('.approximate')).toBeNull();
          for (const node of figures(root))
            expect(
              tellsOf(node, root).filter((tell) => tell.includes(word)),
              node.data,
            ).toEqual([]);
        });
      }
    },
  );

  test('one mark a step can be asked why, and a figure explains itself', async () => {
    const { straight, streets } = apps;
    for (const step of ['WalkStep', 'BalanceStep', 'SitesStep', 'BriefStep'] as const)
      await rendered(step, straight, (root) => {
        const marks = root.querySelectorAll<HTMLButtonElement>('button.approximate');
        expect(marks.length, step).toBe(1);
        const note = root.querySelector(`[popover][id="${marks[0]!.getAttribute('popovertarget')}"]`)!;
        expect(text(note)).toContain('1.3');
        expect(text(note)).toContain(word);
        for (const plain of root.querySelectorAll('span.approximate'))
          expect(plain.getAttribute('title')).toBe(text(note));
      });
    for (const app of [straight, streets])
      for (const fact of Object.values(app.facts!.all)) {
        const told = explain(fact, '1', app.facts!, language);
        const hasWord = told.approximate.includes(word);
        expect(hasWord, fact.key).toBe(app === straight && isApproximate(fact));
        if (app === straight)
          expect(told.method + told.base, fact.key).not.toMatch(
            /可走街道|沿街|接上街道|along (the )?(walkable )?streets|linked to/,
          );
      }
    const walk = show(WalkStep, straight);
    const popover = show(WhyPopover, straight);
    walk.root.querySelector<HTMLButtonElement>('.big button.figure')!.click();
    flushSync();
    expect(text(popover.root.querySelector('.value')!)).toContain(stateWords.approximate(language));
    straight.why.drop();
    await popover.close();
    await walk.close();
  });

  test('the first answer of a run is marked before the second is there', async () => {
    const { run } = apps.straight;
    const { findings } = run;
    run.findings = null;
    flushSync();
    await rendered('WalkStep', apps.straight, (root) => {
      expect(root.querySelectorAll('button.approximate').length).toBe(1);
      expect(seen(root.querySelector('#districts-title')!)).toContain(word);
      expect(seen(root.querySelector('.legend')!)).toContain(word);
    });
    run.findings = findings;
    flushSync();
  });

  test('map: legend, description, hover and answer card; table and live region', async () => {
    for (const app of [apps.straight, apps.streets]) {
      const says = app === apps.straight;
      const findings = app.run.findings!;
      const legend = legendContent({
        language,
        findings,
        service: 'meals',
        pace: 'overall',
        reach: null,
        elders: null,
        sites: null,
        circle: null,
      });
      const walked = findings.services[0]!.seconds.findIndex((seconds) => seconds > 0 && seconds < 600);
      const feature = { kind: 'elder', index: walked } as const;
      const told = [
        legend.title,
        mapSummary(findings, 'meals', language),
        featureText(findings, feature, 'meals', 'overall', language),
      ];
      for (const one of told) expect(one.includes(word), one).toBe(says);
      const card = document.createElement('div');
      document.body.append(card);
      const mounted = mount(AnswerCard, {
        target: card,
        props: {
          findings,
          chosen: feature,
          service: 'meals',
          elderStory: null,
          facilityStory: null,
          spotStory: null,
          who: 'everybody',
          language,
          onclose() {},
          onselect() {},
          onservice() {},
          onwho() {},
        },
      });
      flushSync();
      expect(text(card).includes(word)).toBe(says);
      if (says) expect(text(card)).not.toMatch(/沿街|along/);
      await unmount(mounted);
      card.remove();
      for (const table of ['elders', 'facilities', 'districts'] as const) {
        app.view.openTable(table);
        const twin = show(TableTwin as unknown as Component, app);
        expect(twin.root.querySelector('.bar .approximate') !== null, table).toBe(says);
        await twin.close();
      }
      app.view.tableOpen = false;
      // What a screen reader hears after a run.
      app.change({ name: 'limit' }, withWalk(app.study.current, { limitMinutes: 14 }));
      await settled(app);
      await expect.poll(() => app.live.text, { timeout: 10_000 }).toMatch(/14/);
      expect(app.live.text.includes(word)).toBe(says);
      app.undo();
      await settled(app);
    }
  });
});
