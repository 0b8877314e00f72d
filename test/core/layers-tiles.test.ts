import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lines } from '../../src/domain/stories';
import { lineMesh, originOf } from '../../src/layers/line-mesh';
import { lineTiles, linesOf, pointsATile, tilesIn, type LineTiles } from '../../src/layers/line-tiles';
import { createRandom } from '../../src/domain/random';

function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function linesFrom(all: readonly (readonly (readonly [number, number])[])[]): Lines {
  const first = [0];
  for (const line of all) first.push(first[first.length - 1] + line.length);
  return { count: all.length, first: Uint32Array.from(first), lonLats: Float64Array.from(all.flat(2)) };
}

/** Wandering lines of 2 to 12 points, dense in one corner. */
function town(count: number, seed = 1): Lines {
  const random = createRandom(seed);
  return linesFrom(
    Array.from({ length: count }, () => {
      let [lon, lat] = [114 + 0.2 * random() ** 3, 30 + 0.2 * random() ** 2];
      return Array.from({ length: 2 + Math.floor(11 * random()) }, () => {
        lon += (random() - 0.5) * 2e-3;
        lat += (random() - 0.5) * 2e-3;
        return [lon, lat] as const;
      });
    }),
  );
}

function linesByTile(tiles: LineTiles): number[][] {
  return Array.from({ length: tiles.count }, (_, tile) => [...linesOf(tiles, tile)]);
}

describe('tiles of lines', () => {
  test('every line is in exactly one tile, and no point is lost or added', () => {
    const lines = town(20_000);
    const tiles = finish(lineTiles(lines));
    const seen = linesByTile(tiles)
      .flat()
      .sort((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: lines.count }, (_, line) => line));
    expect(tiles.points.reduce((sum, points) => sum + points, 0)).toBe(lines.first[lines.count]);
    expect(Math.max(...tiles.points)).toBeLessThanOrEqual(pointsATile);
    // Full tiles, not one a line.
    expect(tiles.count).toBeLessThan((1.1 * lines.first[lines.count]) / pointsATile + 1);
  });

  test('the meshes of all tiles have as many vertices and triangles as one mesh of everything', () => {
    const lines = town(3000);
    const tiles = finish(lineTiles(lines));
    const whole = lineMesh(lines, () => 0);
    const parts = linesByTile(tiles).map((_, tile) =>
      lineMesh(lines, () => 0, { only: linesOf(tiles, tile), origin: originOf(lines) }),
    );
    const sum = (of: (part: (typeof parts)[number]) => number) =>
      parts.reduce((total, part) => total + of(part), 0);
    expect(sum((part) => part.positions.length)).toBe(whole.positions.length);
    expect(sum((part) => part.indices.length)).toBe(whole.indices.length);
    // The same places, in whatever order.
    const places = (positions: Float32Array) => [...positions].sort((a, b) => a - b);
    expect(places(Float32Array.from(parts.flatMap((part) => [...part.positions])))).toEqual(
      places(whole.positions),
    );
    expect(new Set(parts.map((part) => part.origin.join())).size).toBe(1);
  });

  test('neighbours share a tile: boxes of all tiles together are little more than what they cover', () => {
    const tiles = finish(lineTiles(town(20_000)));
    let area = 0;
    for (let t = 0; t < tiles.count; t++) {
      const [west, south, east, north] = tiles.boxes.subarray(4 * t, 4 * t + 4);
      area += (east - west) * (north - south);
    }
    // Random groups of lines would each span the whole town: as many times its area as there are tiles (about 70).
    expect(area).toBeLessThan(4 * 0.2 * 0.2);
  });

  test('a box meets every tile that has a point in it, whatever the lines', () => {
    const degree = fc.double({ min: -1, max: 1, noNaN: true });
    const line = fc.array(fc.tuple(degree, degree), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.tuple(degree, degree, degree, degree),
        (all, sides) => {
          const lines = linesFrom(all);
          const tiles = finish(lineTiles(lines));
          const [a, b, c, d] = sides;
          const box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)] as const;
          const found = new Set(tilesIn(tiles, box));
          expect(linesByTile(tiles).flat().length).toBe(all.length);
          linesByTile(tiles).forEach((members, tile) => {
            const isIn = members.some((member) =>
              all[member].some(
                ([lon, lat]) => lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3],
              ),
            );
            if (isIn) expect(found.has(tile)).toBe(true);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test('no lines are no tiles; a line longer than a tile has one of its own', () => {
    expect(finish(lineTiles(linesFrom([]))).count).toBe(0);
    const long = Array.from({ length: 3 * pointsATile }, (_, i) => [114 + i * 1e-5, 30] as const);
    const short = [
      [114, 30],
      [114.1, 30],
    ] as const;
    const tiles = finish(lineTiles(linesFrom([short, long, short])));
    expect([...tiles.points].sort((a, b) => a - b).at(-1)).toBe(3 * pointsATile);
    expect(tiles.points.reduce((sum, points) => sum + points, 0)).toBe(3 * pointsATile + 4);
  });
});
