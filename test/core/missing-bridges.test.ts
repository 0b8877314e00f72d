/** Missing bridges: drawn towns by hand, random towns against looking at everything with everything, real cities against brute force. */
import { lineIntersect, lineString } from '@turf/turf';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { Mend } from '../../src/domain/mend';
import type { Backdrop, RawStreets } from '../../src/domain/tables';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import type { Graph } from '../../src/network/graph';
import { mendStreets } from '../../src/network/mend';
import { bridgeOptions, findMissingBridges, type MissingBridge } from '../../src/routing/missing-bridges';
import { COMPOUND, gatherObstacles, RAIL, ROAD, WATER } from '../../src/routing/obstacles';
import { town, type Town } from '../scenes/town';
import { createOracle } from './routing-oracle';
import { graphOf, isThere, networkPath } from './routing-networks';
import { waysBetweenJunctions } from './all-ways';

const nothing: Backdrop = { water: [], waterways: [], rails: [], greens: [] };

async function bridgesOf(
  streets: RawStreets,
  backdrop: Partial<Backdrop> = {},
  withinMetres?: number,
  throughGates = false,
): Promise<MissingBridge[]> {
  const graph = await graphOf(streets);
  const obstacles = gatherObstacles({ ...nothing, ...backdrop }, streets, graph, throughGates);
  return findMissingBridges(graph, obstacles, bridgeOptions(withinMetres, throughGates));
}

/** Two streets along a river, `metres` apart, joined at their western end and, where `hasBridge`, at the eastern one. */
function banks(length: number, metres: number, hasBridge = false): Town {
  const drawn = town()
    .street([
      [0, 0],
      [length, 0],
    ])
    .street([
      [0, metres],
      [length, metres],
    ])
    .bridge([
      [0, 0],
      [0, metres],
    ]);
  return hasBridge
    ? drawn.bridge([
        [length, 0],
        [length, metres],
      ])
    : drawn;
}
const along = (drawn: Town, y: number) => [[drawn.lonLat([-50, y]), drawn.lonLat([2000, y])]];

describe('missing bridges', () => {
  test('a river without a bridge at its far end: there first, with the way round', async () => {
    const drawn = banks(800, 40);
    const [first, ...rest] = await bridgesOf(drawn.raw(), { waterways: along(drawn, 20) });
    expect(first!.metres).toBeCloseTo(40, 6);
    expect(first!.walkMetres).toBeCloseTo(800 + 40 + 800, 3);
    expect(first!.across).toBe(WATER);
    expect(drawn.lonLat([800, 0])[0]).toBeCloseTo(first!.from.lon, 9);
    // One at the far end serves those whose way round it is no longer than ten gaps: within 180 m. The next stand 200 m apart.
    expect(rest.map(({ walkMetres }) => Math.round(walkMetres))).toEqual([1240, 840, 440]);
  });

  test('where bridges are near none is missing', async () => {
    const drawn = banks(300, 40, true);
    expect(await bridgesOf(drawn.raw(), { waterways: along(drawn, 20) })).toEqual([]);
  });

  test('wider than asked for it is not looked at; the setting widens it', async () => {
    const drawn = banks(1200, 70);
    expect(await bridgesOf(drawn.raw())).toEqual([]);
    expect((await bridgesOf(drawn.raw(), {}, 80))[0]).toMatchObject({ walkMetres: Infinity, across: 0 });
  });

  test('a way that is longer than the look counts as none', async () => {
    expect((await bridgesOf(banks(990, 30).raw()))[0]!.walkMetres).toBe(Infinity);
    expect((await bridgesOf(banks(980, 30).raw()))[0]!.walkMetres).toBeCloseTo(980 + 30 + 980, 3);
  });

  test('what lies between: rail, a motorway, the wall of a compound, nothing known', async () => {
    const drawn = banks(400, 30);
    const acrossOf = async (streets: RawStreets, backdrop: Partial<Backdrop> = {}, throughGates = false) =>
      (await bridgesOf(streets, backdrop, 60, throughGates))[0]!.across;
    expect(await acrossOf(drawn.raw())).toBe(0);
    expect(await acrossOf(drawn.raw(), { rails: along(drawn, 10) })).toBe(RAIL);
    expect(await acrossOf(drawn.raw(), { rails: along(drawn, 10), waterways: along(drawn, 20) })).toBe(
      RAIL | WATER,
    );
    const motorway = banks(400, 30).street(
      [
        [-50, 15],
        [600, 15],
      ],
      { highway: 'motorway' },
    );
    expect(await acrossOf(motorway.raw())).toBe(ROAD);
    const compound = town()
      .street([
        [0, 0],
        [400, 0],
      ])
      .private([
        [0, 0],
        [0, 30],
        [400, 30],
      ]);
    expect(await acrossOf(compound.raw())).toBe(COMPOUND);
    expect(await acrossOf(compound.raw(), {}, true)).toBe(0);
  });

  test('a street between takes its place; a bridge overhead does not, and is no street to lead to', async () => {
    const between = town()
      .street([
        [0, 0],
        [0, 25],
        [0, 50],
      ])
      .street([
        [0, 0],
        [400, 0],
      ])
      .street([
        [0, 25],
        [420, 25],
      ])
      .street([
        [0, 50],
        [400, 50],
      ]);
    const gaps = (await bridgesOf(between.raw())).map(({ metres }) => metres);
    expect(gaps.length).toBeGreaterThan(0);
    for (const metres of gaps) expect(metres).toBeCloseTo(25, 6);
    const overhead = banks(400, 50).bridge([
      [100, 20],
      [450, 20],
    ]);
    expect((await bridgesOf(overhead.raw())).map(({ metres }) => Math.round(metres))).toEqual([50]);
  });

  test('an end a few metres short of a street is left to the gaps, an island to the islands', async () => {
    const short = (metres: number) =>
      town()
        .street([
          [0, 0],
          [400, 0],
        ])
        .street([
          [0, 0],
          [0, 150],
          [200, 150],
          [200, metres],
        ])
        .raw();
    expect((await bridgesOf(short(6)))[0]!.metres).toBeCloseTo(6, 6);
    expect(await bridgesOf(short(4))).toEqual([]);
    const island = town()
      .street([
        [0, 0],
        [400, 0],
      ])
      .street([
        [0, 30],
        [100, 30],
      ]);
    expect(await bridgesOf(island.raw())).toEqual([]);
  });

  test('drawn, it is told no more', async () => {
    const drawn = banks(600, 40);
    const backdrop = { waterways: along(drawn, 20) };
    let streets = drawn.raw();
    const mends: Mend[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const [first] = await bridgesOf(streets, backdrop);
      if (first === undefined) break;
      mends.push({
        kind: 'path',
        line: [
          [first.from.lon, first.from.lat],
          [first.to.lon, first.to.lat],
        ],
      });
      streets = mendStreets(drawn.raw(), mends).streets;
      const places = await bridgesOf(streets, backdrop);
      expect(
        places.some(({ from }) => distanceMetres(from.lon, from.lat, first.from.lon, first.from.lat) < 1),
      ).toBe(false);
    }
    // At the far end, then in the middle: 300 m apart no way round is longer than 400 m.
    expect(mends).toHaveLength(2);
  });
});

test('random towns: every place that is far round is told, stands near one, or is served by one; every way is as long as told', async () => {
  const spot = fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 16 }));
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(spot, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 9 }),
      async (streets) => {
        const drawn = town();
        for (const street of streets) drawn.street(street.map(([x, y]) => [25 * x, 25 * y] as const));
        const raw = drawn.raw();
        const graph = await graphOf(raw);
        const found = await bridgesOf(raw);
        const walked = waysByForce(graph);
        told += found.length;
        for (const one of found) {
          const metres = walked(one.from, one.to);
          expect(metres).toBeGreaterThan(Math.max(300, 10 * one.metres) - 0.01);
          if (metres > 2000.01) expect(one.walkMetres).toBe(Infinity);
          else if (metres < 1999.99) expect(Math.abs(one.walkMetres - metres)).toBeLessThan(0.01);
          expect(one.across).toBe(0);
          expect(isCrossedByForce(graph, one.from, one.to)).toBe(false);
        }
        const facing = facingByForce(graph, walked);
        // What the gaps tell of serves as well.
        const served = [...found, ...facing.filter(({ metres }) => metres <= 5)];
        for (const one of facing) {
          if (one.metres <= 5) continue;
          const isServed = served.some((other) => {
            const [lon, lat] = middle(one);
            const [otherLon, otherLat] = middle(other);
            if (distanceMetres(lon, lat, otherLon, otherLat) <= 100.1) return true;
            const over = Math.min(
              walked(one.from, other.from) + walked(other.to, one.to),
              walked(one.from, other.to) + walked(other.from, one.to),
            );
            return other.metres + over <= Math.max(300, 10 * one.metres) + 0.01;
          });
          expect(isServed).toBe(true);
        }
      },
    ),
    { numRuns: 200, seed: 11 },
  );
  expect(told).toBeGreaterThan(50);
});

interface Spot {
  readonly edge: number;
  readonly along: number;
  readonly lon: number;
  readonly lat: number;
}
const middle = ({ from, to }: { from: Spot; to: Spot }) =>
  [(from.lon + to.lon) / 2, (from.lat + to.lat) / 2] as const;

/** Metres between any two places on streets. */
function waysByForce(graph: Graph) {
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  const way = waysBetweenJunctions(graph);
  return (a: Spot, b: Spot): number => {
    const ends = ({ edge, along: at }: Spot) =>
      [
        [edgeFrom[edge]!, at],
        [edgeTo[edge]!, edgeMetres[edge]! - at],
      ] as const;
    let best = a.edge === b.edge ? Math.abs(a.along - b.along) : Infinity;
    for (const [u, p] of ends(a)) for (const [v, q] of ends(b)) best = Math.min(best, p + way[u]![v]! + q);
    return best;
  };
}

/** From every corner the nearest point of every other street within 60 m, far to walk to, and hidden by no street. */
function facingByForce(
  graph: Graph,
  walked: (a: Spot, b: Spot) => number,
): { from: Spot; to: Spot; metres: number }[] {
  const { edgeCount, edgeFrom, component, componentIsland, shapeFirst, shapeLons, shapeLats, shapeMetres } =
    graph;
  const isTold = (e: number) =>
    component[edgeFrom[e]!] === 0 || componentIsland[component[edgeFrom[e]!]!] === 0;
  const found: { from: Spot; to: Spot; metres: number }[] = [];
  for (let own = 0; own < edgeCount; own++)
    for (let i = shapeFirst[own]!; isTold(own) && i < shapeFirst[own + 1]!; i++) {
      const from = { edge: own, along: shapeMetres[i]!, lon: shapeLons[i]!, lat: shapeLats[i]! };
      const degree = metresPerDegree(from.lat);
      for (let edge = 0; edge < edgeCount; edge++) {
        if (edge === own || !isTold(edge)) continue;
        let best: { to: Spot; metres: number } | null = null;
        for (let k = shapeFirst[edge]!; k + 1 < shapeFirst[edge + 1]!; k++) {
          const x = (from.lon - shapeLons[k]!) * degree.lon;
          const y = (from.lat - shapeLats[k]!) * degree.lat;
          const dx = (shapeLons[k + 1]! - shapeLons[k]!) * degree.lon;
          const dy = (shapeLats[k + 1]! - shapeLats[k]!) * degree.lat;
          const t = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy)));
          const lon = shapeLons[k]! + t * (shapeLons[k + 1]! - shapeLons[k]!);
          const lat = shapeLats[k]! + t * (shapeLats[k + 1]! - shapeLats[k]!);
          const metres = distanceMetres(from.lon, from.lat, lon, lat);
          const at = shapeMetres[k]! + t * (shapeMetres[k + 1]! - shapeMetres[k]!);
          if (best === null || metres < best.metres) best = { to: { edge, along: at, lon, lat }, metres };
        }
        if (best === null || best.metres > 59.99) continue;
        if (walked(from, best.to) <= Math.max(300, 10 * best.metres) + 0.01) continue;
        if (!isCrossedByForce(graph, from, best.to)) found.push({ from, ...best });
      }
    }
  return found;
}

/** Whether a street meets the line between, away from its ends. */
function isCrossedByForce({ edgeCount, shapeFirst, shapeLons, shapeLats }: Graph, a: Spot, b: Spot): boolean {
  const line = lineString([
    [a.lon, a.lat],
    [b.lon, b.lat],
  ]);
  for (let e = 0; e < edgeCount; e++)
    for (let k = shapeFirst[e]!; k + 1 < shapeFirst[e + 1]!; k++) {
      const piece = lineString([
        [shapeLons[k]!, shapeLats[k]!],
        [shapeLons[k + 1]!, shapeLats[k + 1]!],
      ]);
      for (const { geometry } of lineIntersect(line, piece).features) {
        const [lon, lat] = geometry.coordinates as [number, number];
        if (distanceMetres(lon, lat, a.lon, a.lat) > 0.2 && distanceMetres(lon, lat, b.lon, b.lat) > 0.2)
          return true;
      }
    }
  return false;
}

const name = 'portoAlegre';
test.skipIf(!isThere(name))(
  `a whole city: ${name}, ways against brute force`,
  async () => {
    const read = await readOsmPbf(new Blob([readFileSync(networkPath(name))]));
    if (!read.ok) throw new Error(read.fault.code);
    const streets = read.value.streets!;
    const graph = await graphOf(streets);
    const obstacles = gatherObstacles(read.value.backdrop, streets, graph, false);
    const before = process.cpuUsage();
    const found = await findMissingBridges(graph, obstacles, bridgeOptions());
    const { user, system } = process.cpuUsage(before);
    const kinds = [WATER, RAIL, ROAD, COMPOUND].map(
      (bit) => found.filter(({ across }) => (across & bit) !== 0).length,
    );
    console.info(
      `${name}: ${graph.junctionCount} junctions, ${found.length} places (water, rail, road, compound: ${kinds.join(', ')}), ${((user + system) / 1e6).toFixed(1)} s of processor`,
    );
    const some = found.filter((_, i) => i % Math.ceil(found.length / 30) === 0);
    const linksOf = (spots: readonly Spot[]) => ({
      count: spots.length,
      edge: Int32Array.from(spots, ({ edge }) => edge),
      along: Float64Array.from(spots, ({ along: at }) => at),
      perpendicular: new Float64Array(spots.length),
      island: new Uint8Array(spots.length),
    });
    const first = Int32Array.from({ length: some.length + 1 }, (_, i) => i);
    const oracle = createOracle(
      graph,
      { stepsFactor: 1, throughGates: false },
      { first, links: linksOf(some.map(({ to }) => to)) },
      {
        rows: some.length,
        first,
        share: new Float64Array(some.length).fill(1),
        ...linksOf(some.map(({ from }) => from)),
      },
    );
    for (const [i, { walkMetres }] of some.entries()) {
      const metres = oracle.answer(i, 'twoLegs', 2100).effective[i]!;
      if (walkMetres === Infinity) expect(metres).toBeGreaterThan(1999.9);
      else expect(Math.abs(walkMetres - metres)).toBeLessThan(0.05);
    }
  },
  120_000,
);
