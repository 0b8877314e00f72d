import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { describe, expect, test } from 'vitest';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { STEPS, type Graph } from '../../src/network/graph';
import { isIsland } from '../../src/routing/link';
import { spreadPolygons } from '../../src/routing/spread';
import { town, type Town } from '../scenes/town';
import { createRandom, drawTown } from './routing-cases';
import { isThere, loadNetwork } from './routing-networks';

/** Metres of each edge inside a polygon, by looking at every `step` metres of it with Turf. */
function sample(graph: Graph, polygon: Polygon | MultiPolygon, step: number): Map<number, number> {
  const inside = new Map<number, number>();
  for (const onlyIslands of [false, true]) {
    for (let e = 0; e < graph.edgeCount; e++) {
      if (isIsland(graph, e) !== onlyIslands) continue;
      for (let k = graph.shapeFirst[e]; k + 1 < graph.shapeFirst[e + 1]; k++) {
        const length = graph.shapeMetres[k + 1] - graph.shapeMetres[k];
        const count = Math.max(1, Math.ceil(length / step));
        for (let n = 0; n < count; n++) {
          const part = (n + 0.5) / count;
          const lon = graph.shapeLons[k] + part * (graph.shapeLons[k + 1] - graph.shapeLons[k]);
          const lat = graph.shapeLats[k] + part * (graph.shapeLats[k + 1] - graph.shapeLats[k]);
          if (booleanPointInPolygon([lon, lat], polygon))
            inside.set(e, (inside.get(e) ?? 0) + length / count);
        }
      }
    }
    if (inside.size > 0) break;
  }
  return inside;
}

function compare(graph: Graph, polygons: (Polygon | MultiPolygon)[], step: number): number {
  const spread = spreadPolygons(graph, polygons);
  let worst = 0;
  polygons.forEach((polygon, p) => {
    const sampled = sample(graph, polygon, step);
    const total = [...sampled.values()].reduce((sum, metres) => sum + metres, 0);
    const shares = new Map<number, number>();
    let sum = 0;
    for (let i = spread.first[p]; i < spread.first[p + 1]; i++) {
      shares.set(spread.edge[i], (shares.get(spread.edge[i]) ?? 0) + spread.share[i]);
      sum += spread.share[i];
      // The middle of every piece is inside (or the piece is shorter than a sample).
    }
    if (total < 5) return;
    expect(sum).toBeCloseTo(1, 12);
    for (const e of new Set([...shares.keys(), ...sampled.keys()])) {
      const off = Math.abs((shares.get(e) ?? 0) - (sampled.get(e) ?? 0) / total) * total;
      worst = Math.max(worst, off);
      // Each crossing is sampled to half a step; a winding street has a few.
      expect(off, `polygon ${p}, edge ${e}: metres off`).toBeLessThan(12 * step);
    }
  });
  return worst;
}

function ring(drawing: Town, points: readonly (readonly [number, number])[]): Position[] {
  return [...points, points[0]].map(([x, y]) => drawing.lonLat([x, y]));
}

describe('by hand', () => {
  const cross = () =>
    town()
      .at({ W: [-500, 0], O: [0, 0], E: [500, 0], N: [0, 500], S: [0, -500] })
      .street('W O', { name: 'west' })
      .street('O E', { name: 'east' })
      .street('O N', { name: 'north' })
      .steps('O S', { name: 'south' });

  test('a square takes the street inside it, in equal pieces of at most 10 m', async () => {
    const drawing = cross();
    const graph = await drawing.graph();
    const square: Polygon = {
      type: 'Polygon',
      coordinates: [
        ring(drawing, [
          [-105, -50],
          [200, -50],
          [200, 95],
          [-105, 95],
        ]),
      ],
    };
    const spread = spreadPolygons(graph, [square]);
    const total = 105 + 200 + 95 + 50;
    const byName = new Map<string, number[]>();
    for (let i = 0; i < spread.edge.length; i++) {
      const name = graph.names[graph.edgeName[spread.edge[i]]];
      byName.set(name, [...(byName.get(name) ?? []), spread.share[i] * total]);
    }
    const pieces = (name: string) => byName.get(name)!.map((metres) => metres.toFixed(3));
    expect(pieces('west')).toEqual(Array(11).fill((105 / 11).toFixed(3)));
    expect(pieces('east')).toEqual(Array(20).fill('10.000'));
    expect(pieces('north')).toEqual(Array(10).fill('9.500'));
    expect(pieces('south')).toEqual(Array(5).fill('10.000'));
    const east = [...spread.edge.keys()].filter(
      (i) => graph.names[graph.edgeName[spread.edge[i]]] === 'east',
    );
    const alongs = east.map((i) => spread.along[i]).sort((a, b) => a - b);
    alongs.forEach((along, n) => expect(along).toBeCloseTo(10 * n + 5, 4));
    expect(graph.edgeFlags.some((flags) => (flags & STEPS) !== 0)).toBe(true);
  });

  test('holes are left out and parts are added', async () => {
    const drawing = cross();
    const graph = await drawing.graph();
    const parts: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [
        [
          ring(drawing, [
            [100, -10],
            [400, -10],
            [400, 10],
            [100, 10],
          ]),
          ring(drawing, [
            [150, -5],
            [350, -5],
            [350, 5],
            [150, 5],
          ]),
        ],
        [
          ring(drawing, [
            [-10, 200],
            [10, 200],
            [10, 230],
            [-10, 230],
          ]),
        ],
      ],
    };
    const spread = spreadPolygons(graph, [parts]);
    const metres = spread.share.reduce((sum, share, i) => {
      const name = graph.names[graph.edgeName[spread.edge[i]]];
      return name === 'north' ? sum + share : sum;
    }, 0);
    // 50 + 50 on east, 30 on north.
    expect(metres).toBeCloseTo(30 / 130, 6);
    expect(spread.edge.length).toBe(5 + 5 + 3);
  });

  test('a street along the boundary is inside, one that only touches it is not', async () => {
    const drawing = town()
      .street(
        [
          [0, 0],
          [100, 0],
        ],
        { name: 'side' },
      )
      .street(
        [
          [100, 0],
          [200, 100],
        ],
        { name: 'touch' },
      )
      .street([
        [100, 0],
        [300, 0],
      ]);
    const graph = await drawing.graph();
    const square: Polygon = {
      type: 'Polygon',
      coordinates: [
        ring(drawing, [
          [0, 0],
          [100, 0],
          [100, 80],
          [0, 80],
        ]),
      ],
    };
    const spread = spreadPolygons(graph, [square]);
    expect(spread.edge.length).toBe(10);
    expect(new Set([...spread.edge].map((e) => graph.names[graph.edgeName[e]]))).toEqual(new Set(['side']));
  });

  test('islands count only where there is nothing else, and nothing gives no piece', async () => {
    const drawing = town().street(Array.from({ length: 60 }, (_, i) => [i * 20, 0] as const));
    for (let i = 0; i < 60; i++)
      drawing.street([
        [i * 20, 0],
        [i * 20, -10],
      ]);
    drawing.street(
      [
        [0, 50],
        [100, 50],
      ],
      { name: 'island' },
    );
    const graph = await drawing.graph();
    const square = (y0: number, y1: number): Polygon => ({
      type: 'Polygon',
      coordinates: [
        ring(drawing, [
          [-5, y0],
          [95, y0],
          [95, y1],
          [-5, y1],
        ]),
      ],
    });
    const spread = spreadPolygons(graph, [square(-20, 60), square(30, 60), square(70, 90)]);
    const names = (p: number) =>
      new Set(
        [...spread.edge.subarray(spread.first[p], spread.first[p + 1])].map(
          (e) => graph.names[graph.edgeName[e]],
        ),
      );
    expect(names(0)).toEqual(new Set(['']));
    expect(names(1)).toEqual(new Set(['island']));
    expect(spread.first[3] - spread.first[2]).toBe(0);
  });
});

describe('against sampling every 5 cm', () => {
  test('random polygons with holes in random towns', async () => {
    let worst = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const drawing = drawTown(seed);
      const graph = await drawing.graph();
      const random = createRandom(seed);
      const star = (x: number, y: number, radius: number): Position[] => {
        const corners = 3 + Math.floor(random() * 30);
        return ring(
          drawing,
          Array.from({ length: corners }, (_, i) => {
            const r = radius * (0.5 + random() / 2);
            return [
              x + r * Math.cos((2 * Math.PI * i) / corners),
              y + r * Math.sin((2 * Math.PI * i) / corners),
            ] as const;
          }),
        );
      };
      const polygons = Array.from({ length: 4 }, (): Polygon => {
        const [x, y] = [random() * 400, random() * 400];
        return { type: 'Polygon', coordinates: [star(x, y, 200), star(x, y, 60)] };
      });
      worst = Math.max(worst, compare(graph, polygons, 0.05));
    }
    expect(worst).toBeGreaterThan(0);
  });

  test.skipIf(!isThere('bishan'))('hexagons on Bishan (skipped without ../shared/data)', async () => {
    const graph = await loadNetwork('bishan');
    const random = createRandom(5);
    const hexagons = Array.from({ length: 12 }, (): Polygon => {
      const v = Math.floor(random() * graph.junctionCount);
      const points = Array.from({ length: 7 }, (_, i): Position => [
        graph.lons[v] + 0.0015 * Math.cos((Math.PI * (i % 6)) / 3),
        graph.lats[v] + 0.0015 * Math.sin((Math.PI * (i % 6)) / 3),
      ]);
      return { type: 'Polygon', coordinates: [points] };
    });
    console.info(`bishan: shares off by at most ${compare(graph, hexagons, 0.25).toFixed(3)} m`);
  });
});
