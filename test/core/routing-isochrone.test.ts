/**
 * Isochrones against a union of buffers computed another way: row by row, a metre apart, each street piece's buffer is one exact
 * interval of the row, and so is each pair of the polygon's crossings. No raster, no contour.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import type { Lines } from '../../src/domain/stories';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { cutCircle } from '../../src/layers/cut-streets';
import type { Graph } from '../../src/network/graph';
import { facilityReach } from '../../src/routing/facility-reach';
import { cutOffBehind, distanceRaster, type Barrier } from '../../src/routing/distance-raster';
import { barriersOf, isochrone } from '../../src/routing/isochrone';
import { linkPoints } from '../../src/routing/link';
import { graphOf, isThere, loadGothenburg, loadNetwork } from './routing-networks';

const profile = { stepsFactor: 1, throughGates: false };
const centre = [118.8, 32.05] as const;
const per = metresPerDegree(centre[1]);

/** Lines drawn in metres around `centre`. */
function drawn(...lines: readonly (readonly (readonly [number, number])[])[]): Lines {
  const first = [0];
  const lonLats: number[] = [];
  for (const line of lines) {
    for (const [x, y] of line) lonLats.push(centre[0] + x / per.lon, centre[1] + y / per.lat);
    first.push(lonLats.length / 2);
  }
  return { count: lines.length, first: Uint32Array.from(first), lonLats: Float64Array.from(lonLats) };
}

type Interval = [from: number, to: number];

function joined(intervals: Interval[]): Interval[] {
  intervals.sort((a, b) => a[0] - b[0]);
  const out: Interval[] = [];
  for (const [from, to] of intervals) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + to - from, 0);
}

function lengthOfBoth(a: readonly Interval[], b: readonly Interval[]): number {
  let sum = 0;
  for (const one of a)
    for (const other of b) sum += Math.max(0, Math.min(one[1], other[1]) - Math.max(one[0], other[0]));
  return sum;
}

/** The interval of height y within r of a segment: it is convex, so the least and greatest x of its parts that y crosses. */
function capsule(y: number, ax: number, ay: number, bx: number, by: number, r: number): Interval | null {
  let from = Infinity;
  let to = -Infinity;
  const take = (x: number) => {
    from = Math.min(from, x);
    to = Math.max(to, x);
  };
  for (const [cx, cy] of [
    [ax, ay],
    [bx, by],
  ] as const) {
    const half2 = r * r - (y - cy) ** 2;
    if (half2 < 0) continue;
    take(cx - Math.sqrt(half2));
    take(cx + Math.sqrt(half2));
  }
  const length = Math.hypot(bx - ax, by - ay);
  if (length > 0)
    for (const side of [-1, 1]) {
      const ox = (side * r * (by - ay)) / length;
      const oy = (-side * r * (bx - ax)) / length;
      const t = by === ay ? NaN : (y - ay - oy) / (by - ay);
      if (t >= 0 && t <= 1) take(ax + ox + t * (bx - ax));
    }
  return from <= to ? [from, to] : null;
}

/** Square metres of the buffers' union, of the polygon, and of both. */
function compare(lines: Lines, polygon: MultiPolygon, r: number, step = 1) {
  let south = Infinity;
  let north = -Infinity;
  let lon0 = 0;
  for (let i = 0; i < 2 * lines.first[lines.count]!; i += 2) {
    south = Math.min(south, lines.lonLats[i + 1]!);
    north = Math.max(north, lines.lonLats[i + 1]!);
    lon0 = lines.lonLats[i]!;
  }
  const lat0 = (south + north) / 2;
  const degree = metresPerDegree(lat0);
  const x = (lon: number) => (lon - lon0) * degree.lon;
  const y = (lat: number) => (lat - lat0) * degree.lat;
  const height = (north - south) * degree.lat;
  const rows = Math.ceil((height + 2 * r + 4) / step);
  const buffers: Interval[][] = Array.from({ length: rows }, () => []);
  const crossings: number[][] = Array.from({ length: rows }, () => []);
  const yOf = (row: number) => -height / 2 - r - 2 + (row + 0.5) * step;
  const rowsBetween = (low: number, high: number): [number, number] => [
    Math.max(0, Math.floor((low + height / 2 + r + 2) / step) - 1),
    Math.min(rows - 1, Math.ceil((high + height / 2 + r + 2) / step) + 1),
  ];
  for (let line = 0; line < lines.count; line++)
    for (let i = 2 * lines.first[line]!; i + 2 < 2 * lines.first[line + 1]!; i += 2) {
      const [ax, ay, bx, by] = [
        x(lines.lonLats[i]!),
        y(lines.lonLats[i + 1]!),
        x(lines.lonLats[i + 2]!),
        y(lines.lonLats[i + 3]!),
      ] as const;
      const [from, to] = rowsBetween(Math.min(ay, by) - r, Math.max(ay, by) + r);
      for (let row = from; row <= to; row++) {
        const interval = capsule(yOf(row), ax, ay, bx, by, r);
        if (interval) buffers[row]!.push(interval);
      }
    }
  for (const ring of polygon.coordinates.flat())
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay, bx, by] = [x(ring[i]![0]!), y(ring[i]![1]!), x(ring[i + 1]![0]!), y(ring[i + 1]![1]!)];
      const [from, to] = rowsBetween(Math.min(ay, by), Math.max(ay, by));
      for (let row = from; row <= to; row++)
        if (ay > yOf(row) !== by > yOf(row))
          crossings[row]!.push(ax + ((yOf(row) - ay) / (by - ay)) * (bx - ax));
    }
  let buffer = 0;
  let area = 0;
  let both = 0;
  for (let row = 0; row < rows; row++) {
    const union = joined(buffers[row]!);
    const xs = crossings[row]!.sort((a, b) => a - b);
    const inside: Interval[] = [];
    for (let i = 0; i + 1 < xs.length; i += 2) inside.push([xs[i]!, xs[i + 1]!]);
    buffer += lengthOf(union) * step;
    area += lengthOf(inside) * step;
    both += lengthOfBoth(union, inside) * step;
  }
  return { buffer, area, both, areaError: area / buffer - 1, overlap: both / (buffer + area - both) };
}

/** Circles of `count` places spread over the junctions, at 720 m. */
async function circles(graph: Graph, count: number): Promise<Lines[]> {
  const found: Lines[] = [];
  for (let i = 0; found.length < count && i < 10 * count; i++) {
    const junction = Math.floor(((i + 0.5) * graph.junctionCount) / (2 * count)) % graph.junctionCount;
    const lons = Float64Array.of(graph.lons[junction]!);
    const lats = Float64Array.of(graph.lats[junction]!);
    const links = linkPoints(graph, lons, lats, 50);
    if (links.edge[0]! < 0) continue;
    const entrances = { first: Int32Array.of(0, 1), links };
    const circle = cutCircle(graph, await facilityReach(graph, profile, entrances, 0, 720), 720);
    if (circle.count >= 20) found.push(circle);
  }
  return found;
}

describe('isochrone', () => {
  test('of one straight street is its stadium', () => {
    const lines = drawn([
      [0, 0],
      [300, 0],
    ]);
    const { area, overlap } = compare(lines, isochrone(lines), 40, 0.25);
    const stadium = 300 * 80 + Math.PI * 40 ** 2;
    expect(Math.abs(area / stadium - 1)).toBeLessThan(0.003);
    expect(overlap).toBeGreaterThan(0.99);
  });

  test('of a block is a ring with a hole; of two far streets two polygons', () => {
    const block = isochrone(
      drawn([
        [0, 0],
        [400, 0],
        [400, 400],
        [0, 400],
        [0, 0],
      ]),
    );
    expect(block.coordinates.map((polygon) => polygon.length)).toEqual([2]);
    const two = isochrone(
      drawn(
        [
          [0, 0],
          [50, 0],
        ],
        [
          [500, 0],
          [550, 0],
        ],
      ),
    );
    expect(two.coordinates.map((polygon) => polygon.length)).toEqual([1, 1]);
  });

  test('nothing reached is nothing', () => {
    expect(isochrone(drawn()).coordinates).toEqual([]);
  });

  test('does not cross a bank, but follows a bridge', () => {
    const bank = (x: number) => [0, 1].map((i) => [centre[0] + x / per.lon, centre[1] + (2 * i - 1) * 0.01]);
    const water = [bank(20), bank(45)];
    const beside = drawn([
      [0, -300],
      [0, 300],
    ]);
    expect(eastmost(isochrone(beside))).toBeGreaterThan(39);
    const stopped = isochrone(beside, { barriers: water });
    // Within a cell of the bank, on this side.
    expect(eastmost(stopped)).toBeLessThanOrEqual(20.01);
    expect(eastmost(stopped)).toBeGreaterThan(8);
    const withBridge = isochrone(
      drawn(
        [
          [0, -300],
          [0, 300],
        ],
        [
          [0, 0],
          [80, 0],
        ],
      ),
      { barriers: water },
    );
    expect(eastmost(withBridge)).toBeGreaterThan(118);
    expect(withBridge.coordinates.length).toBe(1);

    function eastmost(area: MultiPolygon): number {
      return Math.max(...area.coordinates.flat(2).map(([lon]) => (lon! - centre[0]) * per.lon));
    }
  });

  test('ground whose nearest street is over the water counts to another street on its own side', () => {
    // A bank 10 m west of a street at x = 0; another street at x = −40 on the other side, seen from x = −15 … −10 as farther.
    const bank = [-1, 1].map((y) => [centre[0] - 10 / per.lon, centre[1] + (y * 400) / per.lat]);
    const lines = drawn(
      [
        [0, -300],
        [0, 300],
      ],
      [
        [-45, -300],
        [-45, 300],
      ],
    );
    const found = isochrone(lines, { barriers: [bank] });
    const { area } = compare(lines, found, 40);
    // From −85 to +40 but for a strip beside the bank of at most a cell on each side.
    const whole = 600 * 125;
    expect(area).toBeGreaterThan(whole - 600 * 2 * 8);
    // Without the second street the ground west of the bank is out.
    const alone = isochrone(drawn(Array.from({ length: 2 }, (_, i) => [0, 600 * i - 300] as const)), {
      barriers: [bank],
    });
    expect(compare(lines, alone, 40).area).toBeLessThan(600 * 50 + Math.PI * 40 ** 2);
  });

  test('near water each grid point has the distance to the nearest street that it sees, by brute force', () => {
    const point = fc.tuple(fc.integer({ min: -150, max: 150 }), fc.integer({ min: -150, max: 150 }));
    const someLines = (most: number) =>
      fc.array(fc.array(point, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: most });
    let [cut, tooNear, tooFar] = [0, 0, 0];
    fc.assert(
      fc.property(someLines(4), someLines(3), (streets, banks) => {
        const lines = drawn(...streets);
        const barriers = banks.map((bank) =>
          bank.map(([x, y]) => [centre[0] + x / per.lon, centre[1] + y / per.lat]),
        );
        const raster = distanceRaster(lines, 40, 8);
        const before = raster.metres.slice();
        cutOffBehind(raster, lines, barriers);
        const flat = (lon: number, lat: number): Point => [
          ((lon - raster.west) / raster.lonStep) * 8,
          ((lat - raster.south) / raster.latStep) * 8,
        ];
        const walls = barriers.flatMap((bank) =>
          bank.slice(1).map((end, i) => [flat(bank[i]![0]!, bank[i]![1]!), flat(end[0]!, end[1]!)] as const),
        );
        const feet: Point[] = streets.flatMap((street) =>
          street.slice(1).flatMap((end, i) => {
            const corner = ([x, y]: Point) => flat(centre[0] + x / per.lon, centre[1] + y / per.lat);
            return inShort(corner(street[i]!), corner(end), 0.25).map(([a]) => a);
          }),
        );
        for (let at = 0; at < before.length; at++) {
          if (before[at]! >= raster.far || raster.metres[at] === before[at]) continue;
          cut++;
          const here: Point = [(at % raster.width) * 8, Math.floor(at / raster.width) * 8];
          let least = Infinity;
          for (const foot of feet)
            if (walls.every(([a, b]) => crossing(foot, here, a, b) === null))
              least = Math.min(least, Math.hypot(foot[0] - here[0], foot[1] - here[1]));
          const found = raster.metres[at]!;
          // Never nearer than what is seen (samples of 0.25 m miss slivers); farther by more than a cell where only a sliver is seen.
          if (found < least - 0.5 && found < raster.far) tooNear++;
          if (least < 40 && found > least + 8) tooFar++;
        }
      }),
      { numRuns: 60, seed: 7 },
    );
    console.info(
      `${cut} grid points whose nearest street is behind a bank: ${tooNear} nearer than brute force, ${tooFar} farther by over a cell`,
    );
    expect(cut).toBeGreaterThan(1000);
    expect(tooNear).toBeLessThanOrEqual(cut / 500);
    expect(tooFar).toBeLessThanOrEqual(cut / 50);
  });

  test('rings close, turn the right way and hold their holes, for random lines', () => {
    const point = fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }));
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        (lines) => {
          const shapes = drawn(...lines);
          const area = isochrone(shapes);
          for (const polygon of area.coordinates)
            for (const [i, ring] of polygon.entries()) {
              expect(ring[0]).toEqual(ring.at(-1));
              expect(Math.sign(turn(ring))).toBe(i === 0 ? 1 : -1);
            }
          const { areaError, overlap } = compare(shapes, area, 40, 2);
          expect(Math.abs(areaError)).toBeLessThan(0.02);
          expect(overlap).toBeGreaterThan(0.97);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('20 catchments of a real city: area within 0.3 %, overlap 0.99', async () => {
    const graph = isThere('porto') ? await loadNetwork('porto') : await loadGothenburg();
    const found = await circles(graph, 20);
    expect(found.length).toBe(20);
    const errors = found.map((lines) => compare(lines, isochrone(lines), 40));
    const worst = Math.max(...errors.map(({ areaError }) => Math.abs(areaError)));
    const least = Math.min(...errors.map(({ overlap }) => overlap));
    console.log(
      `isochrones: worst area error ${(100 * worst).toFixed(2)} %, least overlap ${least.toFixed(4)}`,
    );
    expect(worst).toBeLessThan(0.003);
    expect(least).toBeGreaterThan(0.99);
  });

  test('in the sample nothing is reached over the river but by its bridges', async () => {
    const file = join(import.meta.dirname, '../../data/sample/streets.osm.pbf');
    const read = await readOsmPbf(new Blob([readFileSync(file)]));
    if (!read.ok) throw new Error(read.fault.code);
    const barriers = barriersOf(read.value.backdrop!);
    const graph = await graphOf(read.value.streets!);
    let without = 0;
    for (const lines of await circles(graph, 20)) {
      without += behindBanks(lines, isochrone(lines), barriers);
      expect(behindBanks(lines, isochrone(lines, { barriers }), barriers)).toBe(0);
    }
    expect(without).toBeGreaterThan(0);
  });
});

/** Corners of the area that lie further than a cell behind a bank from every reached street around, by brute force. */
function behindBanks(lines: Lines, area: MultiPolygon, banks: readonly Barrier[]): number {
  const degree = metresPerDegree(lines.lonLats[1]!);
  const flat = ([lon, lat]: readonly number[]) => [lon! * degree.lon, lat! * degree.lat] as const;
  const walls = banks.flatMap((bank) => bank.slice(1).map((end, i) => [flat(bank[i]!), flat(end)] as const));
  const segments = Array.from({ length: lines.count }, (_, line) => {
    const points = Array.from(
      { length: lines.first[line + 1]! - lines.first[line]! },
      (_, i) => 2 * (lines.first[line]! + i),
    ).map((at) => flat([lines.lonLats[at]!, lines.lonLats[at + 1]!]));
    return points.slice(1).flatMap((end, i) => inShort(points[i]!, end, 8));
  }).flat();
  const isClear = ([x, y]: readonly [number, number]) =>
    segments.some(([[ax, ay], [bx, by]]) => {
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
      const t = Math.min(1, Math.max(0, along));
      const foot = [ax + t * (bx - ax), ay + t * (by - ay)] as const;
      const metres = Math.hypot(foot[0] - x, foot[1] - y);
      if (metres > 60) return false;
      return walls.every(([a, b]) => {
        const met = crossing(foot, [x, y], a, b);
        return met === null || (1 - met) * metres <= 12;
      });
    });
  return area.coordinates.flat(2).filter((corner) => !isClear(flat(corner))).length;
}

type Point = readonly [number, number];

/** A segment in short pieces: what is hidden from its nearest point may be seen from another. */
function inShort(a: Point, b: Point, metres: number): (readonly [Point, Point])[] {
  const count = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / metres));
  const at = (i: number): Point => [a[0] + ((b[0] - a[0]) * i) / count, a[1] + ((b[1] - a[1]) * i) / count];
  return Array.from({ length: count }, (_, i) => [at(i), at(i + 1)] as const);
}

/** How far along pq (0 to 1) it meets ab; null where it does not. */
function crossing(
  p: readonly [number, number],
  q: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): number | null {
  const [rx, ry] = [q[0] - p[0], q[1] - p[1]];
  const [sx, sy] = [b[0] - a[0], b[1] - a[1]];
  const det = rx * sy - ry * sx;
  if (det === 0) return null;
  const t = ((a[0] - p[0]) * sy - (a[1] - p[1]) * sx) / det;
  const u = ((a[0] - p[0]) * ry - (a[1] - p[1]) * rx) / det;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

function turn(ring: readonly (readonly number[])[]): number {
  let double = 0;
  for (let i = 0; i + 1 < ring.length; i++)
    double +=
      (ring[i]![0]! - centre[0]) * (ring[i + 1]![1]! - centre[1]) -
      (ring[i + 1]![0]! - centre[0]) * (ring[i]![1]! - centre[1]);
  return double;
}
