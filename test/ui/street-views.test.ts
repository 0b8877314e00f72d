/** The walk step's looks at the streets: who is cut off, whom each site would serve, how far round one walks, and which of them the map draws. */
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutOffCauses } from '../../src/domain/findings';
import type { Colouring } from '../../src/domain/stories';
import { formatMetres, formatNumber } from '../../src/i18n/format';
import { detourClasses, networkWords } from '../../src/i18n/network-words';
import { areaStyles, detourStyles, stylesOf } from '../../src/layers/palette';
import { legendContent } from '../../src/ui/map/legend';
import MapLegend from '../../src/ui/map/MapLegend.svelte';
import WhyPopover from '../../src/ui/parts/WhyPopover.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { withWalk } from '../../src/ui/state/edits';
import AreasPart from '../../src/ui/steps/walk/AreasPart.svelte';
import CutOffPart from '../../src/ui/steps/walk/CutOffPart.svelte';
import DetourPart from '../../src/ui/steps/walk/DetourPart.svelte';
import { allByRole, byRole, newApp, readSample, sampleApp, settled, show, text, type Shown } from './page';

const languages = ['zh', 'en'] as const;
let app: App;
/** The sample without its streets. */
let bare: App;

beforeAll(async () => {
  app = await sampleApp();
  bare = newApp();
  const { settings, files } = await readSample();
  bare.open({ settings: { ...settings, layers: { ...settings.layers, streets: [] } }, files });
  await settled(bare);
});
afterAll(() => {
  app.run.clear();
  bare.run.clear();
});

/** Unfolds or folds a part, as a click on its heading does. */
function turn(page: Shown, open: boolean) {
  const details = page.root.querySelector('details')!;
  details.open = open;
  details.dispatchEvent(new Event('toggle'));
  flushSync();
}

/** Until the map draws the streets by this. */
async function drawn(colouring: Colouring) {
  const of = colouring === 'minutes' ? undefined : colouring;
  for (let i = 0; i < 400; i++) {
    if (
      app.map.picture?.streets !== null &&
      app.map.picture?.streets.of === of &&
      app.view.colouring === colouring
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  flushSync();
  expect(app.map.picture!.streets!.of).toBe(of);
  expect(app.map.picture!.areas === null).toBe(colouring !== 'nearest');
  expect(app.map.picture!.detours === null).toBe(colouring !== 'detour');
}

const rowsOf = (page: Shown) =>
  [...page.root.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th,td.n')].map(text));
/** As `text` gives it back. */
const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
const colourOf = (element: Element) => (element as HTMLElement).style.background;
/** As a style declaration gives it back. */
const asStyle = (colour: string) => {
  const probe = document.createElement('i');
  probe.style.background = colour;
  return probe.style.background;
};

describe.each(languages)('who is cut off, in %s', (language) => {
  const words = networkWords(language).cutOff;

  test('is told by cause in the order in which they are asked, those that keep nobody left out', async () => {
    app.view.language = bare.view.language = language;
    app.view.step = 'walk';
    const page = show(CutOffPart, app);
    const { persons, rowPersons, rowCause } = app.service!.cutOff!;
    const some = cutOffCauses.filter((cause) => persons[cause] > 0);
    expect(some.length).toBeGreaterThan(3);
    expect(some.length).toBeLessThan(cutOffCauses.length);
    expect(rowsOf(page)).toEqual(
      some.map((cause) => [words.causes[cause], formatNumber(persons[cause]) + app.t.why.ask]),
    );
    page.root.querySelector<HTMLButtonElement>('td button')!.click();
    const asked = app.why.open!;
    expect(asked.fact.value).toBe(persons[some[0]!]);
    const popover = show(WhyPopover, app);
    expect(text(popover.root)).toContain(words.causes[some[0]!]);
    const all = some.reduce((sum, cause) => sum + persons[cause], 0);
    expect(text(popover.root)).toContain(app.t.why.cutOffElders(formatNumber(all)));
    app.why.drop();
    await popover.close();
    const most = Math.max(...rowPersons);
    const places = [...page.root.querySelectorAll('li')];
    expect(places).toHaveLength(6);
    expect(text(places[0]!)).toContain(
      words.place(formatNumber(most), words.causes[cutOffCauses[rowCause[rowPersons.indexOf(most)]!]!]),
    );
    places[0]!.querySelector('button')!.click();
    expect(app.view.selection).toEqual({ kind: 'elder', index: rowPersons.indexOf(most) });
    app.select(null);
    await page.close();
  });

  test('is nobody where everybody gets there, asks for streets where there are none, and is silent without a site', async () => {
    app.view.language = bare.view.language = language;
    const without = show(CutOffPart, bare);
    expect(text(without.root)).toContain(networkWords(language).needsStreets);
    expect(without.root.querySelector('table')).toBeNull();
    await without.close();

    app.change({ name: 'paperMetres' }, withWalk(app.study.current, { paperMetres: 1 }));
    await settled(app);
    const page = show(CutOffPart, app);
    expect(text(page.root)).toContain(words.none);
    app.undo();
    await settled(app);
    expect(page.root.querySelector('table')).not.toBeNull();
    app.chooseService('legal');
    flushSync();
    expect(text(page.root)).toBe('');
    app.chooseService('meals');
    await page.close();
  });
});

describe.each(languages)('what the map colours the streets by, in %s', (language) => {
  test('unfolding the areas draws them; each site has the colour of its streets; folding draws minutes again', async () => {
    app.view.language = bare.view.language = language;
    const words = networkWords(language);
    await drawn('minutes');
    const page = show(AreasPart, app);
    expect(page.root.querySelector('table')).toBeNull();
    turn(page, true);
    await drawn('nearest');
    const { loads, streets } = app.map.picture!.areas!;
    const { facilities } = app.run.findings!;
    const shown = loads.slice(0, 30);
    expect(rowsOf(page).map(([name, persons, within, , metres]) => [name, persons, within, metres])).toEqual(
      shown.map(({ facility, persons, within, streetMetres }) => [
        facilities.names[facility],
        formatNumber(persons),
        formatNumber(within),
        plain(formatMetres(streetMetres, language)),
      ]),
    );
    const hues = [...page.root.querySelectorAll('tbody .hue')].map(colourOf);
    shown.forEach(({ facility }, i) => {
      const line = streets.facilities!.indexOf(facility);
      expect(hues[i]).toBe(line < 0 ? 'none' : asStyle(areaStyles[streets.classes[line]!]!.colour));
    });
    expect(new Set(hues).size).toBeGreaterThan(2);
    byRole(page.root, 'button', facilities.names[shown[0]!.facility]!).click();
    expect(app.view.selection).toEqual({ kind: 'facility', index: shown[0]!.facility });
    app.select(null);
    turn(page, false);
    await drawn('minutes');
    await page.close();
    const without = show(AreasPart, bare);
    turn(without, true);
    expect(text(without.root)).toContain(words.needsStreets);
    await without.close();
  });

  test('unfolding the detours draws those, with the persons of each class and the worst places', async () => {
    app.view.language = bare.view.language = language;
    const words = networkWords(language).detour;
    const page = show(DetourPart, app);
    turn(page, true);
    await drawn('detour');
    const detours = app.map.picture!.detours!;
    expect(rowsOf(page)).toEqual(
      detourClasses(language).map((name, of) => [name, formatNumber(detours.persons[of]!)]),
    );
    expect([...page.root.querySelectorAll('tbody .hue')].map(colourOf)).toEqual(
      detourStyles.slice(0, 5).map(({ colour }) => asStyle(colour)),
    );
    expect(text(page.root)).toContain(
      plain(
        words.median(
          formatNumber(detours.median, 2),
          formatNumber(detours.lowerQuartile, 2),
          formatNumber(detours.upperQuartile, 2),
        ),
      ),
    );
    const places = [...page.root.querySelectorAll('li')];
    expect(places).toHaveLength(6);
    const [worst] = detours.worst;
    expect(text(places[0]!)).toContain(
      plain(
        words.place(
          formatNumber(worst!.factor, 1),
          formatMetres(worst!.metres, language),
          formatMetres(worst!.straightMetres, language),
        ),
      ),
    );
    places[0]!.querySelector('button')!.click();
    expect(app.view.selection).toEqual({ kind: 'elder', index: worst!.row });
    app.select(null);
    turn(page, false);
    await drawn('minutes');
    await page.close();
    const without = show(DetourPart, bare);
    turn(without, true);
    expect(text(without.root)).toContain(networkWords(language).needsStreets);
    await without.close();
  });

  test('with both unfolded the one that was last asked for is drawn; folding the other changes nothing', async () => {
    app.view.language = language;
    const words = networkWords(language);
    const [areas, detours] = [show(AreasPart, app), show(DetourPart, app)];
    turn(areas, true);
    await drawn('nearest');
    turn(detours, true);
    await drawn('detour');
    turn(areas, false);
    expect(app.view.colouring).toBe('detour');
    turn(areas, true);
    await drawn('nearest');
    byRole(detours.root, 'button', words.areas.show).click();
    await drawn('detour');
    byRole(areas.root, 'button', words.areas.show).click();
    turn(areas, false);
    await drawn('minutes');
    expect(allByRole(detours.root, 'button', words.areas.show)).toHaveLength(1);
    await areas.close();
    await detours.close();
  });

  test('the legend names the choices and what the colours of the chosen one are', async () => {
    const words = networkWords(language);
    const asked: Colouring[] = [];
    for (const colouring of ['detour', 'nearest', 'minutes'] as const) {
      app.chooseColouring(colouring);
      await drawn(colouring);
      const { findings, service, pace, streets } = app.map.picture!;
      const content = legendContent({
        language,
        findings,
        service,
        pace,
        reach: streets,
        elders: null,
        sites: null,
        circle: null,
      });
      const root = document.body.appendChild(document.createElement('div'));
      const legend = mount(MapLegend as Component, {
        target: root,
        props: { language, content, colouring, oncolouring: (one: Colouring) => asked.push(one) },
      });
      flushSync();
      const choices = [...root.querySelectorAll('input')];
      expect(choices.map(({ value }) => value)).toEqual(['minutes', 'nearest', 'detour']);
      expect(choices.filter(({ checked }) => checked).map(({ value }) => value)).toEqual([colouring]);
      choices.find(({ value }) => value !== colouring)!.click();
      const hues = [...root.querySelectorAll('.line:not(.dashed)')].map(colourOf);
      const lasts = stylesOf(streets!).length - 1;
      const count =
        { detour: 5, nearest: 0, minutes: 4 }[colouring] + (streets!.classes.includes(lasts) ? 1 : 0);
      expect(hues).toHaveLength(count);
      const said = text(root);
      if (colouring === 'detour') for (const name of detourClasses(language)) expect(said).toContain(name);
      expect(said.includes(words.legendNearestNote)).toBe(colouring === 'nearest');
      expect(said.includes(words.legendDetourNote)).toBe(colouring === 'detour');
      await unmount(legend);
      root.remove();
    }
    expect(asked).toEqual(['minutes', 'minutes', 'nearest']);
  });
});

test('of colourings asked for in a hurry only the last is drawn', async () => {
  const seen: (string | undefined)[] = [];
  for (const colouring of ['nearest', 'detour', 'minutes', 'nearest'] as const)
    app.chooseColouring(colouring);
  for (let i = 0; i < 40; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push(app.map.picture?.streets?.of);
  }
  await drawn('nearest');
  expect(seen).not.toContain('detour');
  app.chooseColouring('minutes');
  await drawn('minutes');
});
