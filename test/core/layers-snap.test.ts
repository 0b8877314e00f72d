/** A click beside a street means the street. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import { snapToLines } from '../../src/layers/snap-lines';

const per = metresPerDegree(31);
const place = (x: number, y: number) => [121 + x / per.lon, 31 + y / per.lat] as const;

test('the nearest point of the nearest street within reach', () => {
  const lines = {
    count: 2,
    first: Uint32Array.of(0, 2, 4),
    lonLats: Float64Array.from([...place(0, 0), ...place(100, 0), ...place(0, 30), ...place(100, 30)]),
  };
  const [lon, lat] = snapToLines(lines, place(40, 6), 10)!;
  expect(distanceMetres(lon, lat, ...place(40, 0))).toBeLessThan(0.01);
  expect(distanceMetres(...snapToLines(lines, place(-3, 4), 10)!, ...place(0, 0))).toBeLessThan(0.01);
  expect(snapToLines(lines, place(40, 15), 10)).toBeNull();
});

test('never further than asked, and no point of the lines is nearer (sampled)', () => {
  const coordinate = fc.integer({ min: -200, max: 200 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 }),
      coordinate,
      coordinate,
      (line, x, y) => {
        const lonLats = Float64Array.from(line.flatMap(([a, b]) => [...place(a, b)]));
        const found = snapToLines(
          { count: 1, first: Uint32Array.of(0, line.length), lonLats },
          place(x, y),
          60,
        );
        const metres = found === null ? Infinity : distanceMetres(...found, ...place(x, y));
        if (found !== null) expect(metres).toBeLessThan(60.1);
        for (let i = 0; i + 1 < line.length; i++)
          for (let t = 0; t <= 1; t += 0.05) {
            const a = line[i]!;
            const b = line[i + 1]!;
            const at = place(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));
            expect(distanceMetres(...at, ...place(x, y))).toBeGreaterThan(Math.min(metres, 60) - 0.1);
          }
      },
    ),
    { seed: 3 },
  );
});
