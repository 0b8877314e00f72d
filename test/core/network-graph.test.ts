import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import type { RawStreets } from '../../src/domain/tables';
import { buildGraph } from '../../src/network/build-graph';
import type { Graph } from '../../src/network/graph';
import { hilbertKey, orderByKey } from '../../src/network/hilbert';
import { summariseStreets } from '../../src/network/summary';
import { town, type Town } from '../scenes/town';

describe('a town', () => {
  it('comes back in whole metres', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [1200, 0], C: [1200, 900], D: [0, 900], E: [240, 180] })
      .street('A B', { bridge: 'yes' })
      .street('B C')
      .street('C D', { bridge: 'yes' })
      .street('D A')
      .street('A E', { tunnel: 'yes' })
      .graph();
    for (const [e, metres] of [1200, 900, 1200, 900, 300].entries()) {
      expect(Math.abs(graph.edgeMetres[e]! - metres)).toBeLessThan(1e-6);
    }
  });
});

describe('contraction', () => {
  it('merges what is one street and keeps the name of its longest part', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], C: [300, 0], D: [350, 0] })
      .street('A B', { name: 'short' })
      .street('C B', { name: 'long' })
      .street('C D', { name: 'shorter' })
      .graph();
    expect(graph.edgeCount).toBe(1);
    expect(graph.junctionCount).toBe(2);
    expect(graph.names[graph.edgeName[0]!]).toBe('long');
    expect([...graph.shapeMetres].map(Math.round)).toEqual([0, 100, 300, 350]);
    // From the start of the first way in the file.
    expect(graph.shapeLons[0]).toBe(100);
    expect([...graph.componentVertices]).toEqual([4]);
  });

  it('keeps parallel pieces and loops', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], P: [50, 50], Q: [50, -50], R: [150, 0], S: [150, 50] })
      .street('A P B')
      .street('A Q B')
      .street('B R S B')
      .graph();
    expect([graph.junctionCount, graph.edgeCount]).toEqual([1, 2]);
    const parallel = await town()
      .at({ A: [0, 0], B: [100, 0], P: [50, 50], Q: [50, -50], Z: [-100, 0], Y: [200, 0] })
      .street('Z A')
      .street('A P B')
      .street('A Q B')
      .street('B Y')
      .graph();
    expect([parallel.junctionCount, parallel.edgeCount]).toEqual([4, 4]);
  });

  it('keeps one vertex of an isolated ring, whether it is one way or several', async () => {
    const points = { A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] } as const;
    for (const drawn of [
      town().at(points).street('A B C D A'),
      town().at(points).street('A B C').street('A D C'),
      town().at(points).street('C B').street('B A').street('A D').street('C D'),
    ]) {
      const graph = await drawn.graph();
      expect([graph.junctionCount, graph.edgeCount]).toEqual([1, 1]);
      expect(graph.edgeFrom[0]).toBe(graph.edgeTo[0]);
      expect(graph.edgeMetres[0]).toBeCloseTo(400, 6);
      expect([...graph.arcs]).toEqual([0, 0, 0, 0]);
    }
  });

  it('joins the two ends of a piece without length, and drops it', async () => {
    const graph = await town()
      .at({ A: [0, 0], B: [100, 0], C: [100, 0], D: [200, 0], E: [100, 50] })
      .street('A B')
      .street('B C')
      .street('C D')
      .street('C E')
      .street('A A')
      .graph();
    expect(graph.edgeCount).toBe(3);
    expect(graph.componentMetres.length).toBe(1);
    expect(graph.componentMetres[0]).toBeCloseTo(250, 6);
  });
});

describe('components', () => {
  it('are ranked by metres, with vertices counted before merging; an island has under 40 of them or under 500 m', async () => {
    const drawn = town();
    // 40 streets in a row: 41 vertices and 410 m; 60 more: 61 vertices and 600 m; one of 700 m: 2 vertices.
    const row = (y: number, count: number) => {
      for (let i = 0; i < count; i++)
        drawn.street(
          [
            [i * 10, y],
            [(i + 1) * 10, y],
          ],
          { bridge: i % 2 ? 'yes' : 'no' },
        );
    };
    row(0, 41);
    row(100, 60);
    drawn.street([
      [0, 200],
      [700, 200],
    ]);
    const graph = await drawn.graph();
    expect([...graph.componentMetres].map(Math.round)).toEqual([700, 600, 410]);
    expect([...graph.componentVertices]).toEqual([2, 61, 42]);
    expect([...graph.componentIsland]).toEqual([1, 0, 1]);
    const summary = summariseStreets(graph);
    expect(summary.components).toBe(3);
    expect(summary.islands).toBe(2);
    expect(summary.metres).toBeCloseTo(1710, 5);
    const [west, south] = drawn.lonLat([0, 0]);
    expect(summary.bounds).toEqual([west, south, ...drawn.lonLat([700, 200])]);
  });
});

describe('random towns', () => {
  it('keep total metres and all distances between junctions (50 towns against Dijkstra on the uncontracted streets)', async () => {
    await fc.assert(
      fc.asyncProperty(randomTown, async (drawn) => {
        const raw = drawn.raw();
        const built = await buildGraph(raw, { steps: true });
        if (!built.ok) throw new Error(built.fault.code);
        const { graph } = built.value;
        const plain = plainGraph(raw);
        expect(sum(graph.edgeMetres)).toBeCloseTo(plain.metres, 6);
        expect(sum(graph.componentMetres)).toBeCloseTo(plain.metres, 6);
        // Node of each junction, by its place: no two nodes of these towns lie at one place.
        const nodeAt = new Map(Array.from(raw.lons, (lon, n) => [`${lon},${raw.lats[n]}`, n]));
        const node = Array.from(graph.lons, (lon, j) => nodeAt.get(`${lon},${graph.lats[j]}`)!);
        const arcs = graphArcs(graph);
        for (let j = 0; j < graph.junctionCount; j++) {
          const ours = dijkstra(arcs, j);
          const theirs = dijkstra(plain.arcs, node[j]!);
          for (let k = 0; k < graph.junctionCount; k++) {
            const expected = theirs.get(node[k]!) ?? Infinity;
            const got = ours.get(k) ?? Infinity;
            if (got !== expected && Math.abs(got - expected) > 1e-6)
              throw new Error(`${got} for ${expected}`);
            expect(graph.component[j] === graph.component[k]).toBe(expected !== Infinity);
          }
        }
      }),
      { numRuns: 50, seed: 11 },
    );
  });

  it('do not depend on the numbering of nodes', async () => {
    await fc.assert(
      fc.asyncProperty(randomTown, fc.integer(), async (drawn, seed) => {
        const raw = drawn.raw();
        const before = await buildGraph(raw, { steps: true });
        const after = await buildGraph(renumber(raw, seed), { steps: true });
        expect(after).toEqual(before);
      }),
      { numRuns: 50, seed: 12 },
    );
  });

  it('have consistent columns', async () => {
    await fc.assert(
      fc.asyncProperty(randomTown, async (drawn) => {
        const graph = await drawn.graph();
        expect(graph.arcFirst[graph.junctionCount]).toBe(2 * graph.edgeCount);
        const seen = new Uint8Array(graph.edgeCount);
        for (let v = 0; v < graph.junctionCount; v++) {
          for (let a = graph.arcFirst[v]!; a < graph.arcFirst[v + 1]!; a++) {
            const e = graph.arcs[2 * a + 1]!;
            seen[e]!++;
            expect([graph.edgeFrom[e], graph.edgeTo[e]].sort()).toEqual([v, graph.arcs[2 * a]!].sort());
          }
        }
        expect(seen.every((count) => count === 2)).toBe(true);
        for (let e = 0; e < graph.edgeCount; e++) {
          const [first, last] = [graph.shapeFirst[e]!, graph.shapeFirst[e + 1]! - 1];
          const [from, to] = [graph.edgeFrom[e]!, graph.edgeTo[e]!];
          expect([graph.shapeLons[first], graph.shapeLats[first]]).toEqual([
            graph.lons[from],
            graph.lats[from],
          ]);
          expect([graph.shapeLons[last], graph.shapeLats[last]]).toEqual([graph.lons[to], graph.lats[to]]);
          expect(graph.shapeMetres[first]).toBe(0);
          expect(graph.shapeMetres[last]).toBe(graph.edgeMetres[e]);
        }
      }),
      { numRuns: 20, seed: 13 },
    );
  });
});

describe('hilbert order', () => {
  it('steps to a neighbour each time', () => {
    const cells = Array.from({ length: 256 }, (_, i) => [i % 16, Math.floor(i / 16)] as const);
    const keys = cells.map(([x, y]) => hilbertKey(x, y));
    const order = orderByKey(Uint32Array.from(keys));
    for (let i = 1; i < order.length; i++) {
      const [x1, y1] = cells[order[i - 1]!]!;
      const [x2, y2] = cells[order[i]!]!;
      expect(Math.abs(x1 - x2) + Math.abs(y1 - y2)).toBe(1);
    }
  });

  it('sorts keys of 32 bits and keeps ties in order', () => {
    expect([...orderByKey(Uint32Array.from([4294967295, 65536, 1, 65536, 0]))]).toEqual([4, 2, 1, 3, 0]);
  });
});

describe('cancellation', () => {
  it('ends the building of a big network within a second', async () => {
    const drawn = bigRaw(400);
    const controller = new AbortController();
    const building = buildGraph(drawn, { steps: true }, { signal: controller.signal });
    const start = performance.now();
    setTimeout(() => controller.abort(), 30);
    await expect(building).rejects.toThrow(/abort/i);
    expect(performance.now() - start).toBeLessThan(1030);
  });
});

/** Ways of random tags over points of a 6 × 6 grid with 40 m between, about half of them joined by chains. */
const randomTown: fc.Arbitrary<Town> = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 35 }),
      steps: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }),
      kind: fc.constantFrom({}, {}, {}, { highway: 'steps' }, { bridge: 'yes' }, { access: 'private' }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((ways) => {
    const drawn = town({ origin: [121.5, 31.2] });
    for (const { start, steps, kind } of ways) {
      let [x, y] = [start % 6, Math.floor(start / 6)];
      const path: [number, number][] = [[x * 40, y * 40]];
      for (const step of steps) {
        const [dx, dy] = [
          [1, 0],
          [0, 1],
          [-1, 0],
          [0, -1],
        ][step] as [number, number];
        if (x + dx < 0 || x + dx > 5 || y + dy < 0 || y + dy > 5) continue;
        [x, y] = [x + dx, y + dy];
        path.push([x * 40, y * 40]);
      }
      drawn.street(
        path.length > 1
          ? path
          : [
              [0, 0],
              [40, 0],
            ],
        kind,
      );
    }
    return drawn;
  });

type Arcs = Map<number, [number, number][]>;

function plainGraph(raw: RawStreets): { arcs: Arcs; metres: number } {
  const arcs: Arcs = new Map();
  let metres = 0;
  const link = (a: number, b: number, length: number) => arcs.set(a, [...(arcs.get(a) ?? []), [b, length]]);
  for (let w = 0; w < raw.wayTags.length; w++) {
    for (let k = raw.wayFirst[w]! + 1; k < raw.wayFirst[w + 1]!; k++) {
      const [a, b] = [raw.refs[k - 1]!, raw.refs[k]!];
      const length = distanceMetres(raw.lons[a]!, raw.lats[a]!, raw.lons[b]!, raw.lats[b]!);
      metres += length;
      link(a, b, length);
      link(b, a, length);
    }
  }
  return { arcs, metres };
}

function graphArcs(graph: Graph): Arcs {
  const arcs: Arcs = new Map();
  for (let v = 0; v < graph.junctionCount; v++) {
    const list: [number, number][] = [];
    for (let a = graph.arcFirst[v]!; a < graph.arcFirst[v + 1]!; a++) {
      list.push([graph.arcs[2 * a]!, graph.edgeMetres[graph.arcs[2 * a + 1]!]!]);
    }
    arcs.set(v, list);
  }
  return arcs;
}

function dijkstra(arcs: Arcs, source: number): Map<number, number> {
  const done = new Map<number, number>();
  const open = new Map([[source, 0]]);
  while (open.size > 0) {
    const [node, metres] = [...open].reduce((best, next) => (next[1] < best[1] ? next : best));
    open.delete(node);
    done.set(node, metres);
    for (const [next, length] of arcs.get(node) ?? []) {
      if (!done.has(next) && metres + length < (open.get(next) ?? Infinity)) open.set(next, metres + length);
    }
  }
  return done;
}

function renumber(raw: RawStreets, seed: number): RawStreets {
  const order = Array.from(raw.lons.keys()).sort((a, b) => mix(a, seed) - mix(b, seed));
  const number = new Int32Array(order.length);
  order.forEach((old, now) => (number[old] = now));
  return {
    ...raw,
    lons: Float64Array.from(order, (n) => raw.lons[n]!),
    lats: Float64Array.from(order, (n) => raw.lats[n]!),
    refs: raw.refs.map((n) => number[n]!),
    nodeTags: new Map([...raw.nodeTags].map(([n, tags]) => [number[n]!, tags])),
  };
}

function mix(n: number, seed: number): number {
  return Math.imul((n + 1) ^ seed, 0x9e3779b1) >>> 0;
}

/** A grid of side × side nodes, a way for each link. */
function bigRaw(side: number): RawStreets {
  const refs: number[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (x + 1 < side) refs.push(y * side + x, y * side + x + 1);
      if (y + 1 < side) refs.push(y * side + x, y * side + side + x);
    }
  }
  return {
    lons: Float64Array.from({ length: side * side }, (_, n) => 121 + (n % side) * 1e-4),
    lats: Float64Array.from({ length: side * side }, (_, n) => 31 + Math.floor(n / side) * 1e-4),
    wayFirst: Int32Array.from({ length: refs.length / 2 + 1 }, (_, w) => 2 * w),
    refs: Int32Array.from(refs),
    wayTags: Array.from({ length: refs.length / 2 }, () => ({ highway: 'residential' })),
    nodeTags: new Map(),
    source: 'osm',
  };
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
