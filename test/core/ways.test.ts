/** The ways of a place to every service, on the whole sample: against the findings, against each other, and summed by cause. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { bands } from '../../src/domain/service';
import type { PlaceStory, ServiceWay, Who } from '../../src/domain/stories';
import { directions, type Study, type StudySettings, type WalkSettings } from '../../src/domain/study';
import { frameRest } from '../../src/domain/walk-presets';
import { cover, createStages, solve, type Solution } from '../../src/pipeline';
import { tellElder, tellSpot } from '../../src/workers/ways';

let study: Study;
const stages = createStages();
beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  study = opened.value;
});

/** N36E103.hgt, 1201 × 1201: ridges of 60 m, some hundred metres apart. */
function hills(): Blob {
  const size = 1201;
  const view = new DataView(new ArrayBuffer(2 * size * size));
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      view.setInt16(
        2 * (row * size + column),
        Math.round(1500 + 60 * Math.sin(row / 2) * Math.sin(column / 3)),
      );
  return new Blob([view.buffer]);
}

const hillFile = hills();

async function solved(
  walk: Partial<WalkSettings>,
  change: (settings: StudySettings) => StudySettings = (settings) => settings,
  more: Study['files'] = {},
): Promise<Solution> {
  const settings = change({ ...study.settings, walk: { ...study.settings.walk, ...walk } });
  const files = { ...study.files, ...more, 'N36E103.hgt': hillFile };
  const result = await solve({ settings, files }, stages);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}
const withHills = (settings: StudySettings): StudySettings => ({
  ...settings,
  layers: {
    ...settings.layers,
    elevation: [{ file: 'N36E103.hgt', encoding: 'auto', crs: 'auto', columns: {} }],
  },
});

const everything: Partial<WalkSettings> = {
  slope: 'tobler',
  crossingSeconds: 9,
  signalSeconds: 35,
  gateSeconds: 12,
  floors: 3,
  profiles: [
    { id: 'frame', zh: '助行器', en: 'Frame', metresPerSecond: 0.4, floors: 1, rest: frameRest },
    { id: 'age60', zh: '预设', en: 'Preset', metresPerSecond: 1.2, slope: 'naismith', crossingSeconds: 0 },
  ],
};
const whos: readonly Who[] = ['everybody', 'band:age60', 'band:age80', 'walker:frame', 'walker:age60'];

function kindOf({ findings, places, graph }: Solution, row: number): string {
  const { elders, elderLinks } = findings;
  if (elders.polygons[row] !== null) return 'area';
  if (elderLinks.linked[row] === 0) return 'unlinked';
  if (elderLinks.island[row] === 1) return 'island';
  const edge = places.demand.edge[places.demand.first[row]!]!;
  return graph!.edgePatch[edge] === 0 ? 'street' : 'compound';
}

/** Each nth row, and the first two of each kind. */
function rowsOf(solution: Solution, step: number): number[] {
  const seen = new Map<string, number>();
  return [...solution.findings.elders.ids.keys()].filter((row) => {
    const kind = kindOf(solution, row);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return row % step === 0 || seen.get(kind)! <= 2;
  });
}

/** Equal to floating dust; missing and unreached to themselves. */
const near = (wanted: number) => (value: number) =>
  Object.is(value, wanted) || Math.abs(value - wanted) < 1e-9;

function sumOf({ causes }: ServiceWay): number {
  const { parts, back, rests } = causes!;
  const sum = (list: typeof parts) => list.reduce((seconds, part) => seconds + part.seconds, 0);
  return (back === null ? sum(parts) : (sum(parts) + sum(back)) / 2) + (rests?.seconds ?? 0);
}

describe.each(directions)('walked %s, with hills, waits, stairs and rests', (direction) => {
  let solution: Solution;
  beforeAll(async () => {
    solution = await solved({ ...everything, direction }, withHills);
  });

  test('figures are those of the findings, and the causes sum to them', () => {
    const { findings } = solution;
    const causes = new Set<string>();
    let ways = 0;
    for (const row of rowsOf(solution, 40)) {
      const byBand = new Map(bands.map((age) => [age, tellElder(solution, row, `band:${age}`)]));
      for (const who of whos) {
        const story = tellElder(solution, row, who);
        expect(story.who).toBe(who);
        story.services.forEach((told, i) => {
          const all = findings.services[i]!;
          const own = findings.profiles!.find(({ profile }) => who === `walker:${profile.id}`)?.services[i];
          const band = all.bands.find((one) => who === `band:${one.band}`);
          expect(told.within).toSatisfy(near((own ?? band ?? all).within[row]!));
          if (who === 'everybody') {
            expect(told.facility).toBe(all.nearest[row]);
            expect(told.choices).toBe(all.choices[row]);
            expect(told.seconds).toSatisfy(near(all.seconds[row]!));
            for (const age of bands)
              if (told.paces[age] !== undefined)
                expect(told.paces[age]).toBe(byBand.get(age)!.services[i]!.seconds);
          }
          if (own) expect(told.seconds).toSatisfy(near(own.seconds[row]!));
          if (told.causes === null) return;
          ways++;
          expect(Math.abs(sumOf(told) - told.causes.seconds)).toBeLessThan(1e-6);
          // A point's way is its row's.
          if (findings.elders.polygons[row] === null)
            expect(Math.abs(told.causes.seconds - told.seconds)).toBeLessThan(1e-6);
          for (const list of [told.causes.parts, told.causes.back ?? []])
            for (const { cause, seconds, count, eachSeconds } of list) {
              causes.add(cause);
              expect(seconds, cause).toBeGreaterThan(0);
              if (count !== undefined) expect(count * eachSeconds!).toBeCloseTo(seconds, 9);
              if (cause === 'signals') expect(eachSeconds).toBeCloseTo(35, 9);
              if (cause === 'floors' && who !== 'walker:frame') expect(count).toBe(3);
            }
          if (told.causes.rests) causes.add('rests');
        });
      }
    }
    expect(ways).toBeGreaterThan(300);
    for (const cause of ['street', 'toStreet', 'toDoor', 'steps', 'climb', 'descent', 'floors', 'rests'])
      expect(causes, cause).toContain(cause);
  });

  test('there and back are each told: stairs down and up, climbs are the descents of the other way', () => {
    const frame = tellElder(
      solution,
      rowsOf(solution, 1).find((row) => row > 20)!,
      'walker:age60',
    );
    for (const { causes, way } of frame.services) {
      if (causes === null) continue;
      const floors = [causes.parts, causes.back ?? []].map(
        (list) => list.find(({ cause }) => cause === 'floors')?.seconds,
      );
      // 3 floors × 18 steps × 0.9 s down, 1.0 s up.
      if (direction === 'bothWays')
        expect(floors.map((seconds) => seconds?.toFixed(6))).toEqual(['48.600000', '54.000000']);
      else expect(floors[0]).toBeCloseTo(direction === 'toFacility' ? 48.6 : 54, 9);
      expect(causes.back === null).toBe(direction !== 'bothWays');
      // Naismith: a metre up takes as long as 25/3 of the level.
      const [climb] = causes.parts.filter(({ cause }) => cause === 'climb');
      if (climb && way!.stepsMetres === 0) {
        expect(climb.metres).toBe(way!.facts.climbMetres);
        expect(climb.seconds).toBeCloseTo((climb.metres! * 25) / 3 / 1.2, 6);
      }
    }
  });
});

test('a spot where an elder stands reaches what the elder reaches: on a street, in a compound, on an island, unlinked', async () => {
  const solution = await solved(everything, withHills);
  const { elders } = solution.findings;
  const told = ({ who, linked, island, snapMetres, services }: PlaceStory) => ({
    ...{ who, linked, island, snapMetres },
    services: services.map(({ facility, metres, seconds, within, reason, way, causes }) => ({
      ...{ facility, metres, seconds, within, reason },
      ...{ way, causes },
    })),
  });
  const kinds = new Set<string>();
  for (const row of rowsOf(solution, 9)) {
    if (elders.polygons[row] !== null) continue;
    for (const who of ['everybody', 'walker:frame'] as const) {
      const elder = tellElder(solution, row, who);
      const spot = tellSpot(solution, elders.lons[row]!, elders.lats[row]!, who);
      expect([spot.lon, spot.lat]).toEqual([elders.lons[row], elders.lats[row]]);
      expect(told(spot)).toEqual(told(elder));
      spot.services.forEach((one, i) =>
        expect(one.straightMetres).toBeCloseTo(elder.services[i]!.straightMetres, 9),
      );
    }
    kinds.add(kindOf(solution, row));
  }
  expect([...kinds].sort()).toEqual(['compound', 'island', 'street', 'unlinked']);
});

test('of an area the figures are those of its row, the way is that of its middle', async () => {
  const { lons, lats } = (await solved({})).findings.elders;
  const box = (row: number) => {
    const [w, s, e, n] = [lons[row]! - 0.002, lats[row]! - 0.002, lons[row]! + 0.002, lats[row]! + 0.002];
    const ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]; // prettier-ignore
    const properties = { id: String(row), elders: 50, age80: 10 };
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  };
  const features = [3, 60, 120, 180, 230].map(box);
  const areas = new Blob([JSON.stringify({ type: 'FeatureCollection', features })]);
  const solution = await solved(
    everything,
    (settings) => ({
      ...settings,
      layers: {
        ...settings.layers,
        elders: [{ file: 'areas.geojson', encoding: 'auto', crs: 'EPSG:4326', columns: {} }],
      },
    }),
    { 'areas.geojson': areas },
  );
  const { findings } = solution;
  expect(findings.elders.polygons.every((polygon) => polygon !== null)).toBe(true);
  let parted = 0;
  for (let row = 0; row < features.length; row++)
    tellElder(solution, row, 'everybody').services.forEach((told, i) => {
      const all = findings.services[i]!;
      expect(told.facility).toBe(all.nearest[row]);
      expect(told.metres).toSatisfy(near(all.metres[row]!));
      expect(told.seconds).toSatisfy(near(all.seconds[row]!));
      expect(told.within).toSatisfy(near(all.within[row]!));
      if (told.within > 0 && told.within < 1) parted++;
      if (told.causes !== null) expect(Math.abs(sumOf(told) - told.causes.seconds)).toBeLessThan(1e-6);
    });
  expect(parted).toBeGreaterThan(0);
});

test('without streets the line × detour is all that is told', async () => {
  const solution = await solved({ ...everything, floors: 0 }, (settings) => {
    const layers = Object.entries(settings.layers).filter(([kind]) => kind !== 'streets');
    return { ...settings, layers: Object.fromEntries(layers) };
  });
  const { elders } = solution.findings;
  const [lon, lat] = [elders.lons[0]! + 0.001, elders.lats[0]!];
  for (const who of whos)
    for (const { way, causes, seconds, straightMetres, metres } of [
      ...tellElder(solution, 0, who).services,
      ...tellSpot(solution, lon, lat, who).services,
    ]) {
      expect(way).toBeNull();
      if (causes === null) continue;
      expect(causes.parts.map(({ cause }) => cause)).toEqual(['straight']);
      expect(causes.parts[0]!.metres).toBeCloseTo(straightMetres, 6);
      expect(metres).toBeCloseTo(straightMetres * 1.3, 6);
      expect(causes.seconds).toBeCloseTo(seconds, 6);
    }
});

test('a walker whom the study no longer has is told of as everybody', async () => {
  const solution = await solved({ profiles: [] });
  expect(tellElder(solution, 0, 'walker:frame').who).toBe('everybody');
  // Nobody waits: every band walks everybody's way.
  expect(tellElder(solution, 0, 'band:age70').who).toBe('band:age70');
});

test('ways are told before the whole run is done, without the choices it counts', async () => {
  const whole = await solved({});
  const walked = await cover(study, stages);
  if (!walked.ok) throw new Error(walked.fault.code);
  const early = tellElder(walked.value, 5, 'everybody');
  const late = tellElder(whole, 5, 'everybody');
  expect(early.services.every(({ choices }) => Number.isNaN(choices))).toBe(true);
  expect(late.services.some(({ choices }) => choices > 0)).toBe(true);
  const alike = ({ services }: PlaceStory) => services.map((told) => ({ ...told, choices: 0 }));
  expect(alike(early)).toEqual(alike(late));
});
