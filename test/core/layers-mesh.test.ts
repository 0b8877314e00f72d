import { describe, expect, test } from 'vitest';
import { colourWord, lineMesh, mercatorX, mercatorY } from '../../src/layers/line-mesh';
import type { Lines } from '../../src/domain/stories';

/** Lines given in Mercator units from a place, turned into degrees. */
function lines(...all: [number, number][][]): Lines {
  const [x0, y0] = [mercatorX(114), mercatorY(30.5)];
  const lat = (y: number): number => (Math.atan(Math.exp(((y - 256) * Math.PI) / 256)) * 360) / Math.PI - 90;
  const points = all.flat().flatMap(([x, y]) => [((x + x0) / 512) * 360 - 180, lat(y + y0)]);
  const first = [0];
  for (const line of all) first.push(first[first.length - 1] + line.length);
  return { count: all.length, first: Uint32Array.from(first), lonLats: Float64Array.from(points) };
}

const offset = (mesh: ReturnType<typeof lineMesh>, vertex: number): [number, number] => [
  mesh.offsets[2 * vertex],
  mesh.offsets[2 * vertex + 1],
];

describe('line mesh', () => {
  test('a straight line to the east is as wide to the north as to the south, its ends longer by the cap', () => {
    const mesh = lineMesh(
      lines([
        [0, 0],
        [1, 0],
      ]),
      () => 0,
      { cap: 0.5 },
    );
    const expected = [
      [-0.5, 1],
      [-0.5, -1],
      [0.5, 1],
      [0.5, -1],
    ];
    expected.forEach(([x, y], vertex) => {
      expect(offset(mesh, vertex)[0]).toBeCloseTo(x, 5);
      expect(offset(mesh, vertex)[1]).toBeCloseTo(y, 5);
    });
    expect(mesh.positions[4]).toBeCloseTo(1, 5);
    expect([...mesh.indices]).toEqual([0, 1, 2, 1, 3, 2]);
  });

  test('at a right angle the mitre reaches the corner of both sides', () => {
    // East, then north: the left side of both is up-left of the corner, at (-1, 1) half widths.
    const mesh = lineMesh(
      lines([
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
      () => 0,
    );
    expect(offset(mesh, 2)[0]).toBeCloseTo(-1, 4);
    expect(offset(mesh, 2)[1]).toBeCloseTo(1, 4);
    expect(offset(mesh, 3)[0]).toBeCloseTo(1, 4);
    expect(offset(mesh, 3)[1]).toBeCloseTo(-1, 4);
  });

  test('a hairpin is no spike', () => {
    const mesh = lineMesh(
      lines([
        [0, 0],
        [1, 0],
        [0, 0.01],
      ]),
      () => 0,
    );
    for (let vertex = 0; vertex < 6; vertex++) expect(Math.hypot(...offset(mesh, vertex))).toBeLessThan(2.3);
  });

  test('a point given twice makes no hole in the numbers', () => {
    const mesh = lineMesh(
      lines([
        [0, 0],
        [0, 0],
        [1, 0],
        [1, 0],
      ]),
      () => 0,
    );
    expect(mesh.offsets.every((value) => Number.isFinite(value))).toBe(true);
  });

  test('each line keeps its own colour and no triangle joins two lines', () => {
    const mesh = lineMesh(
      lines(
        [
          [0, 0],
          [1, 0],
        ],
        [
          [5, 5],
          [6, 5],
          [7, 5],
        ],
      ),
      (line) => colourWord(line === 0 ? [1, 2, 3, 4] : [9, 8, 7, 6]),
    );
    expect([...mesh.colours.slice(0, 4)]).toEqual([1, 2, 3, 4]);
    expect([...mesh.colours.slice(-4)]).toEqual([9, 8, 7, 6]);
    expect(mesh.indices.length).toBe(3 * 6);
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const lineOf = [...mesh.indices.slice(i, i + 3)].map((vertex) => (vertex < 4 ? 0 : 1));
      expect(new Set(lineOf).size).toBe(1);
    }
  });

  test('points stand where Mercator has them, near and far from the start of their line, within 2 mm', () => {
    const lonLats = Float64Array.from([114, 30.5, 114.01, 30.515, 114.02, 30.49, 114.3, 31.2]);
    const mesh = lineMesh({ count: 1, first: Uint32Array.of(0, 4), lonLats }, () => 0);
    // One unit is the circumference of the equator / 512: 78,271 m.
    for (let p = 0; p < 4; p++) {
      const dy = mesh.positions[4 * p + 1] + mesh.origin[1] - mercatorY(lonLats[2 * p + 1]);
      const dx = mesh.positions[4 * p] + mesh.origin[0] - mercatorX(lonLats[2 * p]);
      expect(Math.abs(dy) * 78271).toBeLessThan(p < 3 ? 0.002 : 0.01);
      expect(Math.abs(dx) * 78271).toBeLessThan(p < 3 ? 0.002 : 0.01);
    }
  });

  test('no lines are an empty mesh', () => {
    expect(
      lineMesh({ count: 0, first: Uint32Array.of(0), lonLats: new Float64Array(0) }, () => 0).indices.length,
    ).toBe(0);
  });
});
