import { describe, expect, test } from 'vitest';
import type { Lines } from '../../src/domain/stories';
import { createRandom } from '../../src/domain/random';
import {
  lineMesh,
  mercatorLatitude,
  mercatorLongitude,
  mercatorX,
  mercatorY,
} from '../../src/layers/line-mesh';
import { LinePicture, type PictureFrame, type Stroke } from '../../src/layers/line-picture';
import { rgba } from '../../src/layers/palette';

const size = 64;
const frame: PictureFrame = {
  west: mercatorX(114),
  north: mercatorY(30.5),
  pixelsPerUnit: 2 ** 16,
  width: size,
  height: size,
};
const [red, blue, grey, paper] = [rgba('#ff0000'), rgba('#0000ff'), rgba('#808080'), rgba('#f0f0f0')];

/** Lines given in pixels from the north-west corner, y to the south. */
function lines(...all: (readonly (readonly [number, number])[])[]): Lines {
  const first = [0];
  for (const line of all) first.push(first[first.length - 1] + line.length);
  const lonLats = all
    .flat()
    .flatMap(([x, y]) => [
      mercatorLongitude(frame.west + x / frame.pixelsPerUnit),
      mercatorLatitude(frame.north - y / frame.pixelsPerUnit),
    ]);
  return { count: all.length, first: Uint32Array.from(first), lonLats: Float64Array.from(lonLats) };
}

function painted(what: Lines, stroke: Partial<Stroke> = {}): Uint8ClampedArray {
  const picture = new LinePicture(frame);
  const only = Uint32Array.from({ length: what.count }, (_, line) => line);
  picture.add(what, only, { width: 2, casingWidth: 0, colourOf: () => 0, ...stroke });
  const work = picture.pixels([red, blue], grey, paper);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const at = (pixels: Uint8ClampedArray, x: number, y: number): number[] => [
  ...pixels.subarray(4 * (y * size + x), 4 * (y * size + x) + 4),
];
const alphas = (pixels: Uint8ClampedArray): number[] =>
  Array.from({ length: size * size }, (_, i) => pixels[4 * i + 3]);
const area = (pixels: Uint8ClampedArray): number => alphas(pixels).reduce((sum, a) => sum + a / 255, 0);

describe('lines painted by the processor', () => {
  test('a level line of two pixels fills two rows and nothing else', () => {
    const pixels = painted(lines([[10, 20], [30, 20]])); // prettier-ignore
    for (const y of [19, 20]) expect(at(pixels, 20, y)).toEqual([255, 0, 0, 255]);
    for (const y of [18, 21]) expect(at(pixels, 20, y)[3]).toBe(0);
    expect(at(pixels, 5, 20)[3]).toBe(0);
    expect(at(pixels, 40, 20)[3]).toBe(0);
  });

  test('what is covered adds up to length × width, at any angle, and half a pixel is half as strong', () => {
    for (const degrees of [0, 17, 45, 73, 90]) {
      const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const line = lines([
        [12, 12],
        [12 + 40 * dx, 12 + 40 * dy],
      ]);
      expect(area(painted(line, { width: 3, isCut: true })) / (40 * 3), `${degrees}°`).toBeCloseTo(1, 1);
    }
    const thin = area(painted(lines([[12, 20.5], [52, 20.5]]), { width: 0.5, isCut: true })); // prettier-ignore
    expect(thin / (40 * 0.5)).toBeGreaterThan(0.9);
    expect(thin / (40 * 0.5)).toBeLessThan(2.1);
  });

  test('as wide and in the same place as the mesh that it stands for', () => {
    const random = createRandom(3);
    // Streets: they bend, by less than 40° at a point.
    const town = lines(
      ...Array.from({ length: 8 }, () => {
        let [x, y, heading] = [12 + 40 * random(), 12 + 40 * random(), 7 * random()];
        return Array.from({ length: 4 }, () => {
          heading += 1.2 * (random() - 0.5);
          x += 9 * Math.cos(heading);
          y += 9 * Math.sin(heading);
          return [x, y] as const;
        });
      }),
    );
    const width = 3;
    const mesh = lineMesh(town, () => 0, { cap: 0.8 });
    const place = (v: number): [number, number] => [
      (mesh.origin[0] + mesh.positions[2 * v] - frame.west) * frame.pixelsPerUnit +
        (mesh.offsets[2 * v] * width) / 2,
      (frame.north - mesh.origin[1] - mesh.positions[2 * v + 1]) * frame.pixelsPerUnit -
        (mesh.offsets[2 * v + 1] * width) / 2,
    ];
    // The mesh's own coverage, by 6 × 6 samples a pixel.
    const samples = 6;
    const hit = new Uint8Array(size * size * samples * samples);
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => place(mesh.indices[i + k]));
      const cross = (p: number[], q: number[], x: number, y: number) =>
        (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
      for (let s = 0; s < size * samples; s++)
        for (let r = 0; r < size * samples; r++) {
          const [x, y] = [(r + 0.5) / samples, (s + 0.5) / samples];
          const signs = [cross(a, b, x, y), cross(b, c, x, y), cross(c, a, x, y)];
          if (signs.every((v) => v >= 0) || signs.every((v) => v <= 0)) hit[s * size * samples + r] = 1;
        }
    }
    const pixels = painted(town, { width });
    let wrong = 0;
    let covered = 0;
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        let inside = 0;
        for (let s = 0; s < samples; s++)
          for (let r = 0; r < samples; r++)
            inside += hit[(y * samples + s) * size * samples + x * samples + r];
        covered += inside / samples ** 2;
        wrong += Math.abs(inside / samples ** 2 - at(pixels, x, y)[3] / 255);
      }
    // Ends and corners differ by a part of a pixel each.
    expect(wrong / covered).toBeLessThan(0.08);
  });

  test('a pixel has the colour of the line that covers most of it, never a mixture', () => {
    const pixels = painted(lines([[5, 20], [60, 20]], [[30, 5], [30, 60]]), { colourOf: (line) => line }); // prettier-ignore
    for (let i = 0; i < size * size; i++)
      if (pixels[4 * i + 3] > 0)
        expect([red, blue].some((colour) => [0, 1, 2].every((k) => pixels[4 * i + k] === colour[k]))).toBe(
          true,
        );
    expect(at(pixels, 10, 20)).toEqual([...red]);
    expect(at(pixels, 30, 40)).toEqual([...blue]);
  });

  test('casings lie below all lines, and a line without colour has its casing alone', () => {
    const crossing = lines([[5, 20], [60, 20]], [[30, 5], [30, 60]]); // prettier-ignore
    const pixels = painted(crossing, { casingWidth: 6, colourOf: (line) => (line === 0 ? 0 : -1) });
    expect(at(pixels, 30, 20)).toEqual([...red]);
    expect(at(pixels, 30, 40)).toEqual([...grey]);
    expect(at(pixels, 10, 22)).toEqual([...grey]);
  });

  test('a street that runs out of the picture is cut there, one outside leaves no trace', () => {
    expect(area(painted(lines([[-50, 20], [10, 20]]), { isCut: true }))).toBeCloseTo(20, 5); // prettier-ignore
    expect(area(painted(lines([[-50, -20], [200, -20]], [[80, 0], [80, 60]])))).toBe(0); // prettier-ignore
  });
});
