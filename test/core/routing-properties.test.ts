import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slopeFunctions } from '../../src/domain/study';
import type { RawStreets } from '../../src/domain/tables';
import type { Graph } from '../../src/network/graph';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints, type Links } from '../../src/routing/link';
import { reachMatrix, shortenMatrix, type SparseMatrix } from '../../src/routing/matrix';
import { nearestSites, withinLimit } from '../../src/routing/nearest';
import { toLimitMm, type Profile } from '../../src/routing/profile';
import { spreadPolygons } from '../../src/routing/spread';
import { town } from '../scenes/town';
import { createRandom, drawTown, onHills, peopleOf, type Places } from './routing-cases';
import { graphOf } from './routing-networks';

const seed = Number(process.env.ROUTING_SEED ?? 20261122);
const profile: Profile = { stepsFactor: 3, throughGates: false };
const towns = fc.integer({ min: 0, max: 2 ** 31 });

function pairsOf(matrix: SparseMatrix): string[] {
  const pairs: string[] = [];
  for (let f = 0; f < matrix.rows; f++)
    for (let i = matrix.first[f]; i < matrix.first[f + 1]; i++)
      pairs.push(`${f} ${matrix.point[i]} ${matrix.mm[i]}`);
  return pairs.sort();
}

describe(`properties (seed ${seed})`, () => {
  test('another facility never makes the nearest farther', async () => {
    await fc.assert(
      fc.asyncProperty(towns, async (townSeed) => {
        const { graph, entrances, demand, sites } = peopleOf(
          await drawTown(townSeed).graph(),
          townSeed,
          30,
          6,
        );
        const few = await nearestSites(graph, profile, entrances, sites.slice(0, 3), demand);
        const all = await nearestSites(graph, profile, entrances, sites, demand);
        for (let k = 0; k < demand.edge.length; k++)
          expect(all.effectiveMm[k]).toBeLessThanOrEqual(few.effectiveMm[k]);
      }),
      { numRuns: 40, seed },
    );
  });

  test('a larger limit keeps every pair, and a shortened matrix is the shorter matrix', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.integer({ min: 0, max: 400 }), async (townSeed, limit) => {
        const { graph, entrances, demand } = peopleOf(await drawTown(townSeed).graph(), townSeed, 30, 6);
        const short = await reachMatrix(graph, profile, entrances, demand, limit);
        const long = await reachMatrix(graph, profile, entrances, demand, limit * 1.5 + 20);
        const kept = new Set(pairsOf(long));
        for (const pair of pairsOf(short)) expect(kept.has(pair)).toBe(true);
        expect(pairsOf(shortenMatrix(long, limit))).toEqual(pairsOf(short));
      }),
      { numRuns: 40, seed },
    );
  });

  test('within a limit means at least one choice, at limits that fall on a pair to the millimetre', async () => {
    await fc.assert(
      fc.asyncProperty(towns, async (townSeed) => {
        const { graph, entrances, demand, sites } = peopleOf(
          await drawTown(townSeed).graph(),
          townSeed,
          20,
          4,
        );
        const nearest = await nearestSites(graph, profile, entrances, sites, demand);
        const out = new Uint8Array(demand.edge.length);
        for (const mm of [...nearest.effectiveMm].filter((each) => each < Infinity).slice(0, 5))
          for (const limitMm of [mm - 1, mm, mm + 1]) {
            const limit = limitMm / 1000;
            if (limit < 0) continue;
            withinLimit(nearest, toLimitMm(limit), out);
            const matrix = await reachMatrix(graph, profile, entrances, demand, limit);
            const reached = new Uint8Array(out.length);
            for (const point of matrix.point) reached[point] = 1;
            expect([...reached]).toEqual([...out]);
            const exact = [...nearest.effectiveMm.keys()].filter((k) => nearest.effectiveMm[k] === mm);
            for (const k of exact) expect(out[k]).toBe(limitMm >= mm ? 1 : 0);
          }
      }),
      { numRuns: 20, seed },
    );
  });

  test('a path that is added never lengthens a way, one that is removed never shortens one', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.boolean(), async (townSeed, throughGates) => {
        const raw = drawTown(townSeed).raw();
        const random = createRandom(townSeed ^ 3);
        const graph = await graphOf(raw);
        // From junction to junction, so that no place finds a nearer street than before.
        const nodes = [...new Set(raw.refs)];
        const [a, b] = [
          nodes[Math.floor(random() * nodes.length)],
          nodes[Math.floor(random() * nodes.length)],
        ];
        const longer = await graphOf({
          ...raw,
          wayFirst: Int32Array.from([...raw.wayFirst, raw.refs.length + 2]),
          refs: Int32Array.from([...raw.refs, a, b]),
          wayTags: [...raw.wayTags, { highway: 'footway' }],
        });
        const spots = Array.from({ length: 24 }, () => nodes[Math.floor(random() * nodes.length)]);
        const ask = async (streets: Graph) => {
          const lons = Float64Array.from(spots, (node) => raw.lons[node]);
          const lats = Float64Array.from(spots, (node) => raw.lats[node]);
          const doors = linkPoints(streets, lons.subarray(0, 4), lats.subarray(0, 4), 200);
          const homes = linkPoints(streets, lons.subarray(4), lats.subarray(4), 200);
          const entrances = { first: Int32Array.of(0, 1, 2, 3, 4), links: doors };
          const demand = buildDemand(homes, null, null);
          const walker = { stepsFactor: 3, throughGates: true };
          return nearestSites(
            streets,
            throughGates ? walker : profile,
            entrances,
            Int32Array.of(0, 1, 2, 3),
            demand,
          );
        };
        const [before, after] = [await ask(graph), await ask(longer)];
        // A new path may make another street the one a place stands on, which in a compound is another rule; not through open gates.
        if (!throughGates && graph.patchCount > 0) return;
        before.effectiveMetres.forEach((metres, k) =>
          expect(after.effectiveMetres[k]).toBeLessThanOrEqual(metres + 0.01),
        );
      }),
      { numRuns: 60, seed },
    );
  });

  test('what is closed or costs a wait never brings anything nearer, and slower is never sooner', async () => {
    await fc.assert(
      fc.asyncProperty(towns, fc.constantFrom(...slopeFunctions), async (townSeed, slope) => {
        const hills = await onHills(await drawTown(townSeed, true).graph(), townSeed);
        const { entrances, demand, sites } = peopleOf(hills, townSeed, 20, 5);
        const seconds = async (walker: Partial<Profile>, pace = 1) => {
          const found = await nearestSites(hills, { ...profile, ...walker }, entrances, sites, demand);
          return found.effectiveMetres.map((metres) => metres / pace);
        };
        const free = await seconds({ slope });
        const waits = (pace: number) => ({
          slope,
          crossingMetres: 20 * pace,
          signalMetres: 40 * pace,
          gateMetres: 9 * pace,
        });
        const cases = [
          await seconds({ slope, stepsClosed: true }),
          await seconds({ slope, wheelchair: true }),
          await seconds({ slope, maxSlope: 0.083 }),
          await seconds({ slope, doorMetres: 12 }),
          await seconds(waits(1)),
          await seconds(waits(0.5), 0.5),
        ];
        const flat = await seconds({});
        for (let k = 0; k < free.length; k++) {
          for (const slower of cases) expect(slower[k]).toBeGreaterThanOrEqual(free[k] - 0.02);
          expect(cases[5][k]).toBeGreaterThanOrEqual(cases[4][k] - 0.02);
          expect(free[k]).toBeGreaterThanOrEqual(flat[k] - 0.02);
        }
      }),
      { numRuns: 40, seed },
    );
  });

  test('renumbering the nodes of the file changes nothing, for any walker in any direction', async () => {
    const elder: Profile = {
      stepsFactor: 3,
      throughGates: false,
      slope: 'tobler',
      crossingMetres: 8,
      signalMetres: 24,
      gateMetres: 4,
    };
    const walkers: readonly Profile[] = [
      profile,
      elder,
      { ...elder, direction: 'fromFacility' },
      { ...elder, direction: 'bothWays' },
      { ...elder, slope: 'irmischer-clarke', throughGates: true, doorMetres: 9 },
      { ...elder, slope: 'none', stepsClosed: true, wheelchair: true },
    ];
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(towns, async (townSeed) => {
        const raw = drawTown(townSeed, true, townSeed % 2 === 0).raw();
        const graph = await onHills(await graphOf(raw), townSeed);
        const other = await onHills(await graphOf(renumber(raw, townSeed)), townSeed);
        const one = peopleOf(graph, townSeed, 30, 5);
        const links = ({ lons, lats }: Places): Links => linkPoints(other, lons, lats, 200);
        const demand = buildDemand(links(one.homes), null, null);
        const entrances = { first: one.entrances.first, links: links(one.doors) };
        for (const walker of walkers) {
          const before = await nearestSites(graph, walker, one.entrances, one.sites, one.demand);
          const after = await nearestSites(other, walker, entrances, one.sites, demand);
          expect([...after.facility]).toEqual([...before.facility]);
          for (let k = 0; k < before.metres.length; k++) {
            if (before.facility[k] < 0) continue;
            reached++;
            expect(Math.abs(after.metres[k] - before.metres[k])).toBeLessThan(1e-6);
            expect(Math.abs(after.effectiveMetres[k] - before.effectiveMetres[k])).toBeLessThan(1e-6);
          }
        }
      }),
      { numRuns: 40, seed },
    );
    expect(reached).toBeGreaterThan(2000);
  });
});

describe('calls', () => {
  test('that interleave do not disturb each other', async () => {
    const { graph, entrances, demand } = peopleOf(await drawTown(11).graph(), 11, 300, 60);
    const limits = [50, 400, 120, 250];
    const alone: string[][] = [];
    for (const limit of limits)
      alone.push(pairsOf(await reachMatrix(graph, profile, entrances, demand, limit)));
    const together = await Promise.all(
      limits.map((limit) => reachMatrix(graph, profile, entrances, demand, limit)),
    );
    expect(together.map(pairsOf)).toEqual(alone);
  });

  test('stop when aborted, and the next call is right', async () => {
    const { graph, entrances, demand, sites } = peopleOf(await drawTown(12).graph(), 12, 300, 60);
    const expected = pairsOf(await reachMatrix(graph, profile, entrances, demand, 300));
    const controller = new AbortController();
    const stopped = reachMatrix(graph, profile, entrances, demand, 300, { signal: controller.signal });
    controller.abort();
    await expect(stopped).rejects.toThrow(/abort/i);
    await expect(
      nearestSites(graph, profile, entrances, sites, demand, { signal: controller.signal }),
    ).rejects.toThrow(/abort/i);
    expect(pairsOf(await reachMatrix(graph, profile, entrances, demand, 300))).toEqual(expected);
  });

  test('for some sites leave the rows of others empty', async () => {
    const { graph, entrances, demand } = peopleOf(await drawTown(13).graph(), 13, 50, 6);
    const all = await reachMatrix(graph, profile, entrances, demand, 300);
    const some = await reachMatrix(graph, profile, entrances, demand, 300, undefined, Int32Array.of(1, 4));
    expect(pairsOf(some)).toEqual(pairsOf(all).filter((pair) => /^[14] /.test(pair)));
    expect(some.rows).toBe(6);
  });
});

test('a row with a polygon stands on its street, one whose polygon has none on the point linked for it', async () => {
  const drawing = town().street([
    [0, 0],
    [100, 0],
  ]);
  const graph = await drawing.graph();
  const { lons, lats } = drawing.places([50, 20], [50, 150], [50, 30], [50, 900]);
  const square = (y0: number, y1: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [-1, y0],
        [101, y0],
        [101, y1],
        [-1, y1],
        [-1, y0],
      ].map(([x, y]) => drawing.lonLat([x!, y!])),
    ],
  });
  const spread = spreadPolygons(graph, [square(-5, 40), square(140, 160)], 50);
  const demand = buildDemand(linkPoints(graph, lons, lats, 200), spread, Int32Array.of(0, 1, -1, -1));
  expect([...demand.first]).toEqual([0, 2, 3, 4, 4]);
  expect([...demand.share]).toEqual([0.5, 0.5, 1, 1]);
  expect([...demand.along].map((along) => along.toFixed(3))).toEqual([
    '25.000',
    '75.000',
    '50.000',
    '50.000',
  ]);
  expect([...demand.perpendicular].map((metres) => metres.toFixed(3))).toEqual([
    '0.000',
    '0.000',
    '150.000',
    '30.000',
  ]);
});

/** The same streets with the nodes in another order. */
function renumber(raw: RawStreets, shuffleSeed: number): RawStreets {
  const random = createRandom(shuffleSeed ^ 77);
  const newOf = Int32Array.from({ length: raw.lons.length }, (_, i) => i);
  for (let i = newOf.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [newOf[i], newOf[j]] = [newOf[j], newOf[i]];
  }
  const lons = new Float64Array(raw.lons.length);
  const lats = new Float64Array(raw.lats.length);
  newOf.forEach((to, from) => {
    lons[to] = raw.lons[from];
    lats[to] = raw.lats[from];
  });
  return {
    ...raw,
    lons,
    lats,
    refs: raw.refs.map((node) => newOf[node]),
    nodeTags: new Map([...raw.nodeTags].map(([node, tags]) => [newOf[node], tags])),
  };
}
