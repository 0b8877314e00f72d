/** Islands of street: how far from the rest, where, and whether the line told joins them; random towns against looking at everything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { RawStreets } from '../../src/domain/tables';
import type { Graph } from '../../src/network/graph';
import { mendStreets } from '../../src/network/mend';
import { findIslands } from '../../src/routing/islands';
import { graphOf, isThere, loadNetwork } from './routing-networks';
import { town, type Spot } from '../scenes/town';

/** The streets with the path that each island is told to be joined by. */
async function joined(streets: RawStreets): Promise<Graph> {
  const mends = findIslands(await graphOf(streets)).flatMap(({ join }) =>
    join === null ? [] : [{ kind: 'path' as const, line: join }],
  );
  return graphOf(mendStreets(streets, mends).streets);
}

const main: readonly Spot[] = [
  [0, 0],
  [600, 0],
];

describe('islands', () => {
  test('a lane 30 m off: its metres, the gap, and the line that joins it', async () => {
    const drawn = town()
      .street(main)
      .street([
        [100, 30],
        [100, 80],
        [180, 80],
      ]);
    const [island, ...rest] = findIslands(await drawn.graph());
    expect(rest).toEqual([]);
    expect(island!.metres).toBeCloseTo(50 + 80, 6);
    expect(island!.gapMetres).toBeCloseTo(30, 6);
    const [from, to] = island!.join!;
    expect(distanceMetres(...from, ...drawn.lonLat([100, 30]))).toBeLessThan(1e-3);
    expect(distanceMetres(...to, ...drawn.lonLat([100, 0]))).toBeLessThan(1e-3);
    const graph = await joined(drawn.raw());
    expect(graph.componentMetres.length).toBe(1);
    expect(findIslands(graph)).toEqual([]);
  });

  test('nearest to the middle of its street, where the other street ends', async () => {
    const drawn = town()
      .street([
        [0, 0],
        [0, -600],
      ])
      .street([
        [-50, 20],
        [50, 20],
      ]);
    const [island] = findIslands(await drawn.graph());
    expect(island!.gapMetres).toBeCloseTo(20, 6);
    expect(distanceMetres(...island!.join![0], ...drawn.lonLat([0, 20]))).toBeLessThan(1e-3);
  });

  test.each([
    [
      'crosses without a corner',
      [
        [100, -40],
        [100, 40],
      ],
    ],
    [
      'ends on it without a corner',
      [
        [100, 0.05],
        [100, 40],
      ],
    ],
    [
      'ends beside one of its ends',
      [
        [600.1, 0],
        [640, 30],
      ],
    ],
  ] as const)('a lane that %s is joined beside', async (_, lane) => {
    const drawn = town()
      .street(main)
      .street(lane as readonly Spot[]);
    const [island] = findIslands(await drawn.graph());
    expect(island!.gapMetres).toBeLessThan(0.2);
    expect((await joined(drawn.raw())).componentMetres.length).toBe(1);
  });

  test('a bridge overhead is nothing to join to; another island is not either', async () => {
    const drawn = town()
      .street(main)
      .bridge([
        [600, 0],
        [600, 200],
      ])
      .street([
        [560, 150],
        [590, 150],
      ])
      .street([
        [540, 150],
        [550, 150],
      ]);
    const islands = findIslands(await drawn.graph());
    expect(islands.map(({ gapMetres }) => Math.round(gapMetres))).toEqual([150, 150]);
  });

  test('the largest piece is none, and where there is nothing on the ground there is no line', async () => {
    expect(
      findIslands(
        await town()
          .street([
            [0, 0],
            [50, 0],
          ])
          .graph(),
      ),
    ).toEqual([]);
    const drawn = town()
      .bridge(main)
      .street([
        [0, 30],
        [20, 30],
      ]);
    expect(findIslands(await drawn.graph())).toMatchObject([{ gapMetres: Infinity, join: null }]);
  });

  test('random towns: no two points of an island and the rest are nearer', async () => {
    const spot = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
    let islands = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(spot, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 8 }),
        async (streets) => {
          const drawn = town();
          for (const street of streets) drawn.street(street.map(([x, y]) => [7 * x, 7 * y] as const));
          const graph = await drawn.graph();
          for (const { component, gapMetres } of findIslands(graph)) {
            islands++;
            expect(Math.abs(gapMetres - gapByForce(graph, component))).toBeLessThan(1e-3);
          }
        },
      ),
      { numRuns: 200, seed: 5 },
    );
    expect(islands).toBeGreaterThan(200);
  });

  test.skipIf(!isThere('portoAlegre'))('a whole city', async () => {
    const graph = await loadNetwork('portoAlegre');
    const before = process.cpuUsage();
    const islands = findIslands(graph);
    const { user, system } = process.cpuUsage(before);
    console.info(
      `portoAlegre: ${islands.length} islands, ${((user + system) / 1e3).toFixed(0)} ms of processor`,
    );
    expect(islands.length).toBe(graph.componentIsland.reduce((sum, one) => sum + one, 0));
    for (const { join, gapMetres } of islands)
      expect(distanceMetres(...join![0], ...join![1])).toBeLessThan(gapMetres + 7);
  });
});

/** Metres between an island and all that is none: every piece with every piece, by ends and by crossing. */
function gapByForce(graph: Graph, island: number): number {
  const { edgeCount, edgeFrom, component, componentIsland, shapeFirst, shapeLons, shapeLats } = graph;
  const degree = metresPerDegree(graph.lats[0]!);
  const pieces = (takes: (piece: number) => boolean) => {
    const found: [number, number, number, number][] = [];
    for (let e = 0; e < edgeCount; e++)
      if (takes(component[edgeFrom[e]!]!))
        for (let k = shapeFirst[e]!; k + 1 < shapeFirst[e + 1]!; k++)
          found.push([
            shapeLons[k]! * degree.lon,
            shapeLats[k]! * degree.lat,
            shapeLons[k + 1]! * degree.lon,
            shapeLats[k + 1]! * degree.lat,
          ]);
    return found;
  };
  const toPiece = (x: number, y: number, [ax, ay, bx, by]: [number, number, number, number]) => {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  };
  const side = (ax: number, ay: number, bx: number, by: number, x: number, y: number) =>
    Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  let best = Infinity;
  for (const a of pieces((piece) => piece === island))
    for (const b of pieces((piece) => piece === 0 || componentIsland[piece] === 0)) {
      const crosses =
        side(...a, b[0], b[1]) * side(...a, b[2], b[3]) < 0 &&
        side(...b, a[0], a[1]) * side(...b, a[2], a[3]) < 0;
      best = crosses
        ? 0
        : Math.min(
            best,
            toPiece(a[0], a[1], b),
            toPiece(a[2], a[3], b),
            toPiece(b[0], b[1], a),
            toPiece(b[2], b[3], a),
          );
    }
  return best;
}
