/** A recorded walk against a fence, by arithmetic. */
import { expect, test } from 'vitest';
import { checkTrack } from '../../src/access/track-check';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { readTrack } from '../../src/intake/gpx-track';

const square = {
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [0, 0],
        [0.01, 0],
        [0.01, 0.01],
        [0, 0.01],
        [0, 0],
      ],
    ],
  ],
};
const gpx = (points: string) =>
  new Blob([
    `<?xml version="1.0"?><gpx version="1.1"><trk><name>某人</name><trkseg>${points}</trkseg></trk></gpx>`,
  ]);
const point = (lon: number, lat: number, time = '') =>
  `<trkpt lat="${lat}" lon="${lon}">${time === '' ? '' : `<time>2026-03-01T08:${time}Z</time>`}</trkpt>`;

async function check(points: string) {
  const read = await readTrack(gpx(points), 'walk.gpx');
  if (!read.ok) throw new Error(read.fault.code);
  return checkTrack(read.value, square);
}

test('out and back: metres and seconds outside are those beyond the fence, the first exit is on it', async () => {
  // East along the middle: 0.005 → 0.015 in 100 s leaves after half of it; 60 s standing outside; back in 100 s.
  const told = await check(
    point(0.005, 0.005, '00:00') +
      point(0.015, 0.005, '01:40') +
      point(0.015, 0.005, '02:40') +
      point(0.005, 0.005, '04:20'),
  );
  const half = distanceMetres(0.01, 0.005, 0.015, 0.005);
  expect(told).toMatchObject({ points: 4, inside: 2 });
  expect(told.metres).toBeCloseTo(4 * half, 6);
  expect(told.outsideMetres).toBeCloseTo(2 * half, 6);
  expect(told.outsideSeconds).toBeCloseTo(50 + 60 + 50, 6);
  expect(told.longestOutsideSeconds).toBeCloseTo(160, 6);
  expect(told.firstExit!.lon).toBeCloseTo(0.01, 12);
  expect(new Date(told.firstExit!.time).toISOString()).toBe('2026-03-01T08:00:50.000Z');
  expect([told.insideLines.count, told.outsideLines.count]).toEqual([2, 3]);
});

test('a piece that crosses a corner and comes back in one step is cut twice', async () => {
  const told = await check(point(-0.005, 0.005, '00:00') + point(0.015, 0.005, '03:20'));
  expect(told.inside).toBe(0);
  expect(told.outsideMetres).toBeCloseTo(told.metres / 2, 3);
  expect(told.outsideSeconds).toBeCloseTo(100, 6);
  expect(told.longestOutsideSeconds).toBeCloseTo(50, 6);
  expect(told.firstExit!.lon).toBe(-0.005);
});

test('without times there are no seconds; inside all the way there is no exit; gaps between segments are not walked', async () => {
  const timeless = await check(point(0.005, 0.005) + point(0.015, 0.005));
  expect(timeless.outsideSeconds).toBeNaN();
  expect(timeless.longestOutsideSeconds).toBeNaN();
  expect(timeless.outsideMetres).toBeGreaterThan(0);
  const within = await check(point(0.002, 0.002, '00:00') + point(0.004, 0.004, '05:00'));
  expect(within).toMatchObject({ inside: 2, outsideMetres: 0, outsideSeconds: 0, firstExit: null });
  const split = await check(`${point(0.002, 0.002)}</trkseg><trkseg>${point(0.02, 0.002)}`);
  expect(split).toMatchObject({ points: 2, inside: 1, metres: 0, outsideMetres: 0 });
  expect(split.firstExit).toMatchObject({ lon: 0.02 });
});

test('a file without a track is a fault, as is one that is no XML', async () => {
  const none = await readTrack(new Blob(['<gpx><wpt lat="1" lon="1"/></gpx>']), 'a.gpx');
  expect(!none.ok && none.fault.code).toBe('table.noFeatures');
  const bad = await readTrack(new Blob(['hello']), 'a.gpx');
  expect(bad.ok).toBe(false);
});
