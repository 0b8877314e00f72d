/** What a way costs by cause: by arithmetic in little towns, and against the search and the legs themselves in random ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { straightSeconds, waySeconds, wholeSeconds } from '../../src/access/way-seconds';
import { secondsWalked } from '../../src/access/gait';
import { everybody, walkerOf } from '../../src/access/walkers';
import type { WayCause } from '../../src/domain/stories';
import {
  defaultWalk,
  directions,
  slopeFunctions,
  type Direction,
  type SlopeFunction,
} from '../../src/domain/study';
import { CROSSING, GATE, SIGNAL, STEPS, type EdgeConditions, type Graph } from '../../src/network/graph';
import { searchField } from '../../src/routing/field';
import { linkPoints } from '../../src/routing/link';
import { reachMatrix } from '../../src/routing/matrix';
import { nearestInField } from '../../src/routing/nearest';
import { findWay, type WayFound } from '../../src/routing/path';
import type { Profile } from '../../src/routing/profile';
import { wayCosts, type WayCosts } from '../../src/routing/way-costs';
import { town, type Spot, type Town } from '../scenes/town';
import { drawTown, onHills, peopleOf } from './routing-cases';

const total = (costs: WayCosts): number => [...costs.values()].reduce((sum, metres) => sum + metres, 0);

/** The way from a home to a facility of one entrance, and its costs; `change` lays hills or conditions on the streets. */
async function told(
  drawing: Town,
  home: Spot,
  door: Spot,
  profile: Partial<Profile>,
  change: (graph: Graph) => Graph = (graph) => graph,
) {
  const full: Profile = { stepsFactor: 1, throughGates: false, ...profile };
  const graph = change(await drawing.graph());
  const link = (spot: Spot) => {
    const { lons, lats } = drawing.places(spot);
    return linkPoints(graph, lons, lats, 200);
  };
  const [from, to] = [link(home), link(door)];
  const place = { edge: from.edge[0], along: from.along[0], perpendicular: from.perpendicular[0] };
  const way = findWay(graph, full, { first: Int32Array.of(0, 1), links: to }, 0, place)!;
  const ends = { toStreet: place.perpendicular, toDoor: to.perpendicular[0] };
  const costs = wayCosts(graph, full, way.legs, ends);
  expect(total(costs)).toBeCloseTo(way.effectiveMetres, 9);
  return { way, costs };
}

const rounded = (costs: WayCosts) =>
  Object.fromEntries([...costs].map(([cause, metres]) => [cause, Math.round(metres * 1e4) / 1e4]));

/** 40 m of street, a crossing, 30 m of steps, a signal, a gate, 50 m of street; the home 12 m from it, the door 5 m. */
const everything = () =>
  town()
    .at({
      A: [-20, 0],
      B: [40, 0],
      C: [70, 0],
      D: [120, 0],
      E: [140, 0],
      X: [20, 0],
      S: [90, 0],
      G: [110, 0],
    })
    .street('A X B')
    .steps('B C')
    .street('C S G D E')
    .crossing('X')
    .crossing('S', { crossing: 'traffic_signals' })
    .gate('G');
const waits = { crossingMetres: 8, signalMetres: 24, gateMetres: 4 };

describe('the causes of one way', () => {
  test('street, steps, crossings, gates, the walks at both ends and stairs', async () => {
    const { costs } = await told(everything(), [0, 12], [120, -5], {
      ...waits,
      stepsFactor: 3,
      doorMetres: 25.92,
    });
    expect(rounded(costs)).toEqual({
      street: 120,
      steps: 60,
      crossings: 8,
      signals: 24,
      gates: 4,
      toStreet: 12,
      toDoor: 5,
      floors: 25.92,
    });
  });

  test('nothing is told that adds nothing, and a crossing that is a junction counts from either side', async () => {
    const { costs } = await told(everything(), [0, 0], [120, 0], {});
    expect(rounded(costs)).toEqual({ street: 120 });
    // X becomes a junction of three streets, each of which costs half of it.
    const scene = () =>
      everything()
        .at({ N: [20, 80] })
        .street('X N');
    expect(rounded((await told(scene(), [10, 0], [30, 0], waits)).costs)).toEqual({
      street: 20,
      crossings: 8,
    });
    expect(rounded((await told(scene(), [10, 0], [15, 0], waits)).costs)).toEqual({ street: 5 });
  });

  test('climbs and descents are those of whoever walks', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [100, 0] })
      .street('A B');
    // 0 → 100 m in two pieces: up 5 m in 50 (10 %), down 10 m in 50 (20 %).
    const hilly = (graph: Graph): Graph => ({
      ...graph,
      relief: { first: Int32Array.of(0, 3), heights: Float64Array.of(0, 5, -5), unknownMetres: 0 },
    });
    // Naismith: 1 + rise × 25/3 up, 1 down. Home at 20 m: up 30 m at 10 %, down 50 m at 20 %.
    const of = async (slope: SlopeFunction, direction: Direction) =>
      rounded((await told(scene, [20, 0], [100, 0], { slope, direction }, hilly)).costs);
    expect(await of('naismith', 'toFacility')).toEqual({ street: 80, climb: 25 });
    // The other way up 50 m at 20 %.
    expect(await of('naismith', 'fromFacility')).toEqual({ street: 80, climb: 83.3333 });
    expect(await of('naismith', 'bothWays')).toEqual({ street: 80, slope: 54.1667 });
    // Tobler: exp(3.5 (|s + 0.05| − 0.05)): 10 % up × 1.41907, 20 % down × 1.41907.
    const factor = Math.exp(0.35) - 1;
    expect(await of('tobler', 'toFacility')).toEqual({
      street: 80,
      climb: Math.round(30 * factor * 1e4) / 1e4,
      descent: Math.round(50 * factor * 1e4) / 1e4,
    });
  });

  test('what an audit says: surface on the slope, steps counted, a measured wait, a slope either way', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [100, 0] })
      .street('A B');
    const span = {
      slope: null,
      isEither: false,
      surface: null,
      width: null,
      stepsPerMetre: null,
      crossingsSeen: false,
    };
    const edge: EdgeConditions = {
      spans: [
        { ...span, from: 0, to: 40, slope: 0.12, surface: 'uneven' },
        { ...span, from: 60, to: 100, slope: 0.06, isEither: true },
      ],
      spots: [
        { along: 50, steps: 10, roomMetres: 20, crossing: null, waitSeconds: null },
        { along: 55, steps: 0, roomMetres: 20, crossing: 'signal', waitSeconds: 30 },
      ],
    };
    const audited = (graph: Graph): Graph => ({
      ...graph,
      conditions: { edges: new Map([[0, edge]]), hasWaits: true },
    });
    const profile = { slope: 'naismith', unevenFactor: 1.15, stepMetres: 0.8, secondMetres: 0.5 } as const;
    const { costs } = await told(scene, [0, 0], [100, 0], { ...profile, treadMetres: 0.3 }, audited);
    // 40 m × 0.12 × 25/3 = 40 up; the surface (40 + 40) × 0.15; 10 steps × 0.8 m less the 3 m they take; 40 × 0.06 × 25/3 / 2.
    expect(rounded(costs)).toEqual({
      street: 100,
      climb: 40,
      surface: 12,
      steps: 5,
      measured: 15,
      slope: 10,
    });
  });
});

test('in random towns the causes of every way sum to the search, in each direction, each cause as its legs say', async () => {
  let ways = 0;
  const seen = new Set<WayCause>();
  const profiles = fc.record({
    stepsFactor: fc.constantFrom(1, 3),
    throughGates: fc.boolean(),
    slope: fc.constantFrom(...slopeFunctions),
    crossingMetres: fc.constantFrom(0, 8.1),
    signalMetres: fc.constantFrom(0, 24.3),
    gateMetres: fc.constantFrom(0, 4.25),
    doorMetres: fc.constantFrom(0, 25.92),
    wheelchair: fc.boolean(),
    direction: fc.constantFrom(...directions),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), profiles, async (seed, profile) => {
      const graph = await onHills(await drawTown(seed, true).graph(), seed);
      const { demand, entrances, sites } = peopleOf(graph, seed, 12, 3);
      const nearest = nearestInField(await searchField(graph, profile, entrances, sites), demand);
      const matrix = await reachMatrix(graph, profile, entrances, demand, 2000);
      const pairs = new Map<string, number>();
      for (const f of sites)
        for (let i = matrix.first[f]; i < matrix.first[f + 1]; i++)
          pairs.set(`${f} ${matrix.point[i]}`, matrix.mm[i]);
      for (let k = 0; k < demand.edge.length; k++) {
        const f = nearest.facility[k];
        if (f < 0) continue;
        const perpendicular = demand.perpendicular[k];
        const place = { edge: demand.edge[k], along: demand.along[k], perpendicular };
        const way = findWay(graph, profile, entrances, f, place)!;
        const toDoor = entrances.links.perpendicular[way.entrance];
        const costs = wayCosts(graph, profile, way.legs, { toStreet: perpendicular, toDoor });
        for (const cause of costs.keys()) seen.add(cause);
        ways++;
        // Seconds at 0.5 m/s, the field's, within 1e-6; the matrix rounds each leg to the millimetre.
        expect(Math.abs(total(costs) - nearest.effectiveMetres[k]) / 0.5).toBeLessThan(1e-6);
        const mm = pairs.get(`${f} ${k}`);
        if (mm !== undefined)
          expect(Math.abs(total(costs) * 1000 - mm)).toBeLessThanOrEqual(0.5 * (way.legs.length + 1) + 1e-6);
        const byLegs = legsAlone(graph, profile, way);
        for (const cause of [
          'street',
          'steps',
          'climb',
          'descent',
          'slope',
          'crossings',
          'signals',
          'gates',
        ] as const)
          expect(costs.get(cause) ?? 0, `${cause} of point ${k}`).toBeCloseTo(byLegs[cause], 5);
      }
    }),
    { numRuns: 120, seed: Number(process.env.ROUTING_SEED ?? 20261127) },
  );
  expect(ways).toBeGreaterThan(500);
  expect([...seen].sort()).toEqual(
    [
      'climb',
      'crossings',
      'descent',
      'floors',
      'gates',
      'signals',
      'slope',
      'steps',
      'street',
      'toDoor',
      'toStreet',
    ].sort(),
  );
});

/** Each cause added up along the legs by the rules as they are written down, without the code's costs. */
function legsAlone(graph: Graph, profile: Profile, { legs }: WayFound) {
  const sums = { street: 0, steps: 0, climb: 0, descent: 0, slope: 0, crossings: 0, signals: 0, gates: 0 };
  const { direction = 'toFacility', slope = 'none' } = profile;
  legs.forEach(({ edge, from, to }, n) => {
    const length = graph.edgeMetres[edge];
    const metres = Math.abs(to - from);
    const isSteps = (graph.edgeFlags[edge] & STEPS) !== 0;
    sums.street += metres;
    if (isSteps) sums.steps += metres * (profile.stepsFactor - 1);
    const { first, heights } = graph.relief!;
    const count = first[edge + 1] - first[edge] - 1;
    for (let i = 0; i < count && !isSteps; i++) {
      const part =
        Math.min(Math.max(from, to), ((i + 1) * length) / count) -
        Math.max(Math.min(from, to), (i * length) / count);
      const rise = ((heights[first[edge] + i + 1] - heights[first[edge] + i]) * count) / length;
      if (!(part > 0) || Number.isNaN(rise)) continue;
      const ahead = to > from ? rise : -rise;
      const [go, come] = [part * (factorOf(slope, ahead) - 1), part * (factorOf(slope, -ahead) - 1)];
      if (direction === 'bothWays') sums.slope += (go + come) / 2;
      else if (direction === 'toFacility') sums[ahead > 0 ? 'climb' : 'descent'] += go;
      else sums[ahead < 0 ? 'climb' : 'descent'] += come;
    }
    const { stops } = graph;
    for (let s = stops!.first[edge]; s < stops!.first[edge + 1]; s++) {
      const at = stops!.along[s];
      const isEnd = at === 0 || at === length;
      const isPassed = isEnd
        ? (n > 0 && from === at) || (n < legs.length - 1 && to === at)
        : at >= Math.min(from, to) && at < Math.max(from, to);
      if (!isPassed) continue;
      const share = stops!.share[s];
      if (stops!.kind[s] & CROSSING) sums.crossings += share * (profile.crossingMetres ?? 0);
      if (stops!.kind[s] & SIGNAL) sums.signals += share * (profile.signalMetres ?? 0);
      if (stops!.kind[s] & GATE) sums.gates += share * (profile.gateMetres ?? 0);
    }
  });
  return sums;
}

/** domain.md §2.4, relative to the level, never faster than on it. */
function factorOf(slope: NonNullable<Profile['slope']>, s: number): number {
  const irmischer = (x: number) => 0.11 + Math.exp(-((100 * x + 5) ** 2) / 1800);
  const factor = {
    none: 1,
    tobler: Math.exp(3.5 * (Math.abs(s + 0.05) - 0.05)),
    'irmischer-clarke': irmischer(0) / irmischer(s),
    naismith: 1 + (Math.max(0, s) * 25) / 3,
  }[slope];
  return Math.max(1, factor);
}

describe('seconds', () => {
  const frame = { id: 'f', zh: '', en: '', metresPerSecond: 0.4, rest: { afterMetres: 300, seconds: 60 } };
  const walk = { ...defaultWalk, crossingSeconds: 10, floors: 3 };

  test('of the parts and the rests are those of the walk', () => {
    const walker = walkerOf(walk, frame);
    const costs = new Map<WayCause, number>([
      ['street', 700],
      ['crossings', 2.5 * 4],
      ['floors', 3 * 18 * 0.9 * 0.4],
    ]);
    const effective = 700 + 10 + 19.44;
    const seconds = waySeconds(effective, walker, { costs, walker, metres: { street: 700 } }, null);
    expect(seconds.parts).toEqual([
      { cause: 'street', seconds: 1750, metres: 700 },
      { cause: 'crossings', seconds: 25, count: 2.5, eachSeconds: 10 },
      { cause: 'floors', seconds: expect.closeTo(48.6, 9), count: 3, eachSeconds: expect.closeTo(16.2, 9) },
    ]);
    // 729.44 m: rests after 300 and 600 m.
    expect(seconds.rests).toEqual({ cause: 'rests', seconds: 120, count: 2, eachSeconds: 60 });
    expect(seconds.seconds).toBe(secondsWalked(effective, walker));
    expect(seconds.parts.reduce((sum, part) => sum + part.seconds, 120)).toBeCloseTo(seconds.seconds, 9);
  });

  test('without streets are one part', () => {
    const { parts, seconds } = straightSeconds(650, 500, everybody(defaultWalk));
    expect(parts).toEqual([{ cause: 'straight', seconds: 812.5, metres: 500 }]);
    expect(seconds).toBe(812.5);
  });

  test('rounded to whole ones sum to the whole', () => {
    expect(wholeSeconds([1.4, 1.4, 1.4], 4.2)).toEqual([2, 1, 1]);
    expect(wholeSeconds([0.2, 59.7, 0.2], 60.1)).toEqual([0, 60, 0]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (parts) => {
          const sum = parts.reduce((a, b) => a + b, 0);
          const whole = wholeSeconds(parts, sum);
          expect(whole.reduce((a, b) => a + b, 0)).toBe(Math.round(sum));
          whole.forEach((seconds, i) => expect(Math.abs(seconds - parts[i])).toBeLessThanOrEqual(1));
        },
      ),
    );
  });
});
