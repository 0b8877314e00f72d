/** The card of a spot or an elder place: every service in a line, one chosen by a radio button, its seconds summed, and no trace of the spot. */
import { flushSync, mount, unmount } from 'svelte';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mapWords } from '../../src/i18n/map-words';
import { waysWords } from '../../src/i18n/ways-words';
import { bandWord, serviceWord } from '../../src/i18n/words';
import AnswerCard from '../../src/ui/map/AnswerCard.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { allByRole, byRole, sampleApp, settled, text } from './page';

let app: App;
beforeAll(async () => {
  app = await sampleApp();
});
afterAll(() => app.run.clear());

/** Whole seconds of "1 分 2 秒" or "1 min 2 s"; under a second is none. */
function secondsOf(told: string): number {
  if (/不到|under/.test(told)) return 0;
  const minutes = /(\d+)\s*(?:分|min)/.exec(told)?.[1] ?? '0';
  const seconds = /(\d+)\s*(?:秒|s)(?![a-z])/.exec(told)?.[1] ?? '0';
  return Number(minutes) * 60 + Number(seconds);
}

async function told(): Promise<void> {
  await vi.waitFor(() => {
    if ((app.map.spotStory ?? app.map.elderStory) === null) throw new Error('no story yet');
  });
  flushSync();
}

/** As the map shows it. */
function openCard(onservice = vi.fn(), onwho = vi.fn()) {
  const target = document.createElement('div');
  document.body.append(target);
  const card = mount(AnswerCard, {
    target,
    props: {
      findings: app.run.findings!,
      chosen: app.view.selection ?? app.view.spot!,
      service: app.view.service,
      elderStory: app.map.elderStory,
      facilityStory: app.map.facilityStory,
      spotStory: app.map.spotStory,
      who: app.view.who,
      language: app.view.language,
      onclose: vi.fn(),
      onselect: vi.fn(),
      onservice,
      onwho,
    },
  });
  flushSync();
  const close = async () => {
    await unmount(card);
    target.remove();
  };
  return { target, close };
}

/** Near a street, and no place of the tables. */
function aSpot(): readonly [number, number] {
  const { lons, lats } = app.run.findings!.elders;
  return [lons[100]! + 0.000_41, lats[100]! + 0.000_27];
}

test.each(['zh', 'en'] as const)(
  'a spot tells every service, explains the chosen one second by second, and asks for another by radio (%s)',
  async (language) => {
    app.view.language = language;
    const words = waysWords(language);
    app.askSpot(aSpot());
    await told();
    const { services } = app.map.spotStory!;
    const onservice = vi.fn();
    const onwho = vi.fn();
    const { target, close } = openCard(onservice, onwho);
    expect(text(target.querySelector('h2')!)).toBe(words.spot.toFacility);
    expect(text(target)).toContain(words.spotNote);

    const radios = [...target.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(radios.map(({ value }) => value)).toEqual(app.study.settings.need.services);
    expect(radios.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['meals']);
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
    const { names } = app.run.findings!.facilities;
    radios.forEach((radio, i) => {
      const line = text(radio.labels![0]!);
      const { service, facility, within } = services[i]!;
      expect(line).toContain(serviceWord(service, language));
      if (facility >= 0) {
        expect(line).toContain(names[facility]);
        expect(line).toContain(within > 0 ? words.within : words.beyond);
      } else expect(line).toContain(words.short.noSite);
    });

    const table = target.querySelector('table')!;
    const times = [...table.querySelectorAll('tbody td')].map((cell) => secondsOf(text(cell)));
    const total = secondsOf(text(table.querySelector('tfoot td')!));
    expect(times.length).toBeGreaterThan(1);
    expect(times.reduce((a, b) => a + b, 0)).toBe(total);
    expect(total).toBe(Math.round(services[0]!.seconds));
    expect(text(table.caption!)).toContain(text(table.querySelector('tfoot td')!));

    radios[4]!.click();
    flushSync();
    expect(onservice).toHaveBeenCalledExactlyOnceWith(radios[4]!.value);
    const select = target.querySelector('select')!;
    expect([...select.options].map((option) => option.text)).toEqual([
      words.everybody,
      ...(['age60', 'age70', 'age80'] as const).map((band) => bandWord(band, language)),
    ]);
    select.value = 'band:age80';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(onwho).toHaveBeenCalledExactlyOnceWith('band:age80');
    await close();
  },
);

test('who walks is asked anew; choosing another service is not, and a choice of place ends the spot', async () => {
  app.view.language = 'zh';
  app.askSpot(aSpot());
  await told();
  const everybody = app.map.spotStory!;
  app.chooseWho('band:age80');
  await vi.waitFor(() => expect(app.map.spotStory!.who).toBe('band:age80'));
  // 0.8 m/s against 0.6 m/s; nobody waits in the sample.
  app.map.spotStory!.services.forEach(({ seconds }, i) => {
    const wanted = (everybody.services[i]!.seconds * 0.8) / 0.6;
    if (Number.isFinite(wanted)) expect(seconds).toBeCloseTo(wanted, 6);
  });
  const kept = app.map.spotStory;
  app.chooseService('medical');
  await settled(app);
  expect(app.map.spotStory).toBe(kept);
  app.choosePace('overall');
  await vi.waitFor(() => expect(app.map.spotStory!.who).toBe('everybody'));

  app.select({ kind: 'elder', index: 3 });
  expect(app.view.spot).toBeNull();
  await vi.waitFor(() => expect(app.map.elderStory?.row).toBe(3));
  expect(app.map.spotStory).toBeNull();
  const { target, close } = openCard();
  expect(target.querySelectorAll('input[type=radio]')).toHaveLength(app.study.settings.need.services.length);
  expect(byRole(target, 'radio', /^医?\s*助医/)).toHaveProperty('checked', true);
  await close();

  app.select({ kind: 'facility', index: 0 });
  await vi.waitFor(() => expect(app.map.facilityStory?.facility).toBe(0));
  const facility = openCard();
  expect(allByRole(facility.target, 'radio', /./)).toEqual([]);
  expect(text(facility.target)).toContain(mapWords('zh').offers);
  await facility.close();
  app.chooseService('meals');
  await settled(app);
});

test('a spot is in no study, no history, no storage and not in the address, and another study forgets it', async () => {
  const [lon, lat] = aSpot();
  const { current, nextUndo } = app.study;
  app.askSpot([lon, lat]);
  await told();
  expect(app.study.current).toBe(current);
  expect(app.study.nextUndo).toBe(nextUndo);
  const stored = JSON.stringify([
    current.settings,
    { ...localStorage },
    { ...sessionStorage },
    location.href,
    document.cookie,
  ]);
  for (const digits of [lon.toFixed(5), lat.toFixed(5)]) expect(stored).not.toContain(digits);
  app.open(app.study.current);
  expect(app.view.spot).toBeNull();
  expect(app.map.spotStory).toBeNull();
  await settled(app);
});
