/** Suspicious gaps: drawn towns by hand, random towns against looking at everything with everything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import { BRIDGE, TUNNEL, type Graph } from '../../src/network/graph';
import { defaultGaps, findGaps } from '../../src/routing/gaps';
import { isThere, loadNetwork } from './routing-networks';
import { town } from '../scenes/town';
import { waysBetweenJunctions } from './all-ways';

describe('gaps', () => {
  test('a street that ends 3 m short of another splits the town', async () => {
    const graph = await town()
      .street([
        [0, 0],
        [200, 0],
      ])
      .street([
        [100, 3],
        [100, 90],
      ])
      .graph();
    const [gap, ...rest] = findGaps(graph);
    expect(rest).toEqual([]);
    expect(gap).toMatchObject({ isSplit: true, walkMetres: Infinity });
    expect(gap!.metres).toBeCloseTo(3, 6);
  });

  test('with a way round it says how far; a short way round is no gap', async () => {
    const loop = (side: number) =>
      town()
        .street([
          [0, 0],
          [200, 0],
        ])
        .street([
          [100, 3],
          [100, side],
          [0, side],
          [0, 0],
        ])
        .graph();
    const [gap] = findGaps(await loop(60));
    expect(gap!.isSplit).toBe(false);
    // 57 up, 100 west, 60 south, 100 east to the foot.
    expect(gap!.walkMetres).toBeCloseTo(57 + 100 + 60 + 100, 6);
    const short = town()
      .street([
        [0, 0],
        [90, 0],
        [200, 0],
      ])
      .street([
        [100, 3],
        [100, 12],
        [90, 12],
        [90, 0],
      ]);
    expect(findGaps(await short.graph())).toEqual([]);
  });

  test('two ends that face each other are one gap; 6 m is none', async () => {
    const facing = (metres: number) =>
      town()
        .street([
          [0, 0],
          [100, 0],
        ])
        .street([
          [100 + metres, 0],
          [200, 0],
        ])
        .graph();
    expect(findGaps(await facing(4))).toHaveLength(1);
    expect(findGaps(await facing(6))).toHaveLength(0);
  });

  test('what passes overhead is not met', async () => {
    const graph = await town()
      .street([
        [0, -100],
        [0, -2],
      ])
      .bridge([
        [-100, 0],
        [100, 0],
      ])
      .graph();
    expect(findGaps(graph)).toEqual([]);
  });

  test('random towns: the gaps of looking at every dead end with every street', async () => {
    const spot = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(spot, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
        async (streets) => {
          const drawn = town();
          for (const street of streets) drawn.street(street.map(([x, y]) => [3 * x, 3 * y] as const));
          const graph = await drawn.graph();
          const brief = (metres: number) => (Number.isFinite(metres) ? metres.toFixed(4) : 'none');
          const found = findGaps(graph).map((gap) => `${gap.metres.toFixed(4)} ${brief(gap.walkMetres)}`);
          const expected = gapsByForce(graph).map(([metres, walk]) => `${metres.toFixed(4)} ${brief(walk)}`);
          // Facing ends are told once: every gap found is one of all, and every one of all is found from one of its sides.
          expect(new Set(found)).toEqual(new Set(expected));
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  test.skipIf(!isThere('porto'))('a whole city', async () => {
    const graph = await loadNetwork('porto');
    const start = performance.now();
    const gaps = findGaps(graph);
    console.log(
      `Porto: ${gaps.length} gaps, ${gaps.filter((gap) => gap.isSplit).length} split, ${(performance.now() - start).toFixed(0)} ms`,
    );
    expect(gaps.length).toBeGreaterThan(0);
    for (const gap of gaps) {
      expect(gap.metres).toBeLessThanOrEqual(5);
      expect(gap.walkMetres).toBeGreaterThan(50);
    }
  });
});

/** [metres, way round] of the nearest far street of every dead end: all pairs by Floyd and Warshall, every piece looked at. */
function gapsByForce(graph: Graph): [number, number][] {
  const { junctionCount: n, edgeCount, edgeFrom, edgeTo, edgeMetres } = graph;
  const way = waysBetweenJunctions(graph);
  const degree = new Int32Array(n);
  for (let e = 0; e < edgeCount; e++) for (const v of [edgeFrom[e]!, edgeTo[e]!]) degree[v]!++;
  const isRaised = (e: number) => (graph.edgeFlags[e]! & (BRIDGE | TUNNEL)) !== 0;
  const gaps: [number, number][] = [];
  for (let v = 0; v < n; v++) {
    if (degree[v] !== 1) continue;
    const own = Array.from({ length: edgeCount }, (_, e) => e).find(
      (e) => edgeFrom[e] === v || edgeTo[e] === v,
    )!;
    let best: [number, number] | null = null;
    for (let e = 0; e < edgeCount; e++) {
      if (isRaised(e) !== isRaised(own)) continue;
      for (let k = graph.shapeFirst[e]!; k + 1 < graph.shapeFirst[e + 1]!; k++) {
        const { lon: kx, lat: ky } = metresPerDegree(graph.lats[v]!);
        const x = (graph.lons[v]! - graph.shapeLons[k]!) * kx;
        const y = (graph.lats[v]! - graph.shapeLats[k]!) * ky;
        const dx = (graph.shapeLons[k + 1]! - graph.shapeLons[k]!) * kx;
        const dy = (graph.shapeLats[k + 1]! - graph.shapeLats[k]!) * ky;
        const t = Math.max(0, Math.min(1, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
        const metres = distanceMetres(
          graph.lons[v]!,
          graph.lats[v]!,
          graph.shapeLons[k]! + t * (graph.shapeLons[k + 1]! - graph.shapeLons[k]!),
          graph.shapeLats[k]! + t * (graph.shapeLats[k + 1]! - graph.shapeLats[k]!),
        );
        const along = graph.shapeMetres[k]! + t * (graph.shapeMetres[k + 1]! - graph.shapeMetres[k]!);
        const reach = (to: number) => (way[v]![to]! > defaultGaps.lookMetres ? Infinity : way[v]![to]!);
        const ends = [reach(edgeFrom[e]!) + along, reach(edgeTo[e]!) + edgeMetres[e]! - along];
        if (e === own) ends.push(Math.abs(along - (edgeFrom[own] === v ? 0 : edgeMetres[own]!)));
        const walk = Math.min(...ends);
        if (metres > 5 || walk <= defaultGaps.leastWalkMetres) continue;
        if (best === null || metres < best[0] - 1e-9 || (metres < best[0] + 1e-9 && walk < best[1]))
          best = [metres, walk];
      }
    }
    if (best) gaps.push(best);
  }
  return gaps;
}
