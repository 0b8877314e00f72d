import { booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { districtFinder } from '../../src/access/district-finder';
import { matchDistrict } from '../../src/access/district-names';
import { assignDistricts, districtsFromColumn } from '../../src/access/districts';
import { demandOfPieces, districtsOf, eldersOf, linkedPoints, square } from './access-cases';

const west = square(0, 0, 1, 1);
const east = square(1, 0, 2, 1);

describe('by name', () => {
  it('an id wins over a name, a name over its stem', () => {
    const find = matchDistrict(districtsOf([null, null, null], ['北街街道', 'd0', '北街']));
    expect(find('d0')).toBe(0);
    expect(find('北街')).toBe(2);
    expect(find('北街街道')).toBe(0);
  });
  it('folds full-width forms, blanks and missing suffixes', () => {
    const find = matchDistrict(districtsOf([null, null, null], ['前门街道', 'Block 7', '河湾社区']));
    expect(find(' 前门 ')).toBe(0);
    expect(find('前门街道办事处')).toBe(0);
    expect(find('前门镇')).toBe(0);
    expect(find('Ｂｌｏｃｋ　７')).toBe(1);
    expect(find('河湾')).toBe(2);
    expect([find(''), find('  '), find('后门'), find('街道'), find('社区')]).toEqual([-1, -1, -1, -1, -1]);
  });
  it('never guesses between two, nor takes a community for a street office', () => {
    const find = matchDistrict(
      districtsOf([null, null, null, null], ['北街街道', '北街社区', '同名', '同名']),
    );
    expect(find('北街')).toBe(-1);
    expect(find('北街镇')).toBe(0);
    expect(find('北街社区')).toBe(1);
    expect(find('同名')).toBe(-1);
    expect(matchDistrict(districtsOf([null], ['前门街道']))('前门社区')).toBe(-1);
  });
});

describe('assigning', () => {
  it('the column wins, else the place; boundaries are inside, the first row wins, outside is counted', () => {
    const elders = eldersOf([1, 2, 4, 8, 16, NaN], {
      lons: Float64Array.of(0.5, 0.5, 1, 3, 1.5, 9),
      lats: Float64Array.of(0.5, 0.5, 0.5, 0.5, 1, 9),
      districts: ['District 1', '', null, null, 'nowhere', null],
    });
    const { assignment, notes } = assignDistricts(elders, districtsOf([west, east]), linkedPoints(6), null);
    expect(Array.from(assignment.row)).toEqual([1, 0, 0, -1, 1, -1]);
    expect(Array.from(assignment.point)).toEqual([1, 0, 0, -1, 1, -1]);
    expect(notes).toEqual([
      { code: 'access.districtUnknown', blanks: { rows: 1, names: 'nowhere', more: '' } },
      { code: 'access.outsideDistricts', blanks: { rows: 2, persons: 8 } },
    ]);
  });

  it('polygons go piece by piece, and to the district of most of their street', () => {
    const elders = eldersOf([10, 10, 10, 10], {
      lons: Float64Array.of(0.5, 0.5, 0.5, 0.5),
      lats: new Float64Array(4).fill(0.5),
      polygons: [west, west, west, null],
      districts: [null, 'd1', null, null],
    });
    const demand = demandOfPieces([[0.25, 0.5, 0.25], [1], [], [1]]);
    const places = { lons: Float64Array.of(0.5, 1.5, 5, 0.5, 1.5), lats: new Float64Array(5).fill(0.5) };
    const { assignment, notes } = assignDistricts(elders, districtsOf([west, east]), demand, places);
    expect(Array.from(assignment.point)).toEqual([0, 1, -1, 1, 0]);
    // Row 3 is a point: it belongs where it stands, not where it meets the street (1.5).
    expect(Array.from(assignment.row)).toEqual([1, 1, 0, 0]);
    expect(notes).toEqual([{ code: 'access.outsideDistricts', blanks: { rows: 1, persons: 2.5 } }]);
    expect(
      Array.from(assignDistricts(elders, districtsOf([west, east]), demand, null).assignment.point),
    ).toEqual([0, 0, 0, 1, 0]);
  });

  it('a polygon that lies outside for the most part is outside; in a tie the district has it', () => {
    const elders = eldersOf([10, 10], { polygons: [west, west] });
    const places = { lons: Float64Array.of(0.5, 5, 0.5, 5), lats: new Float64Array(4).fill(0.5) };
    const demand = demandOfPieces([
      [0.4, 0.6],
      [0.5, 0.5],
    ]);
    const { assignment } = assignDistricts(elders, districtsOf([west]), demand, places);
    expect(Array.from(assignment.row)).toEqual([-1, 0]);
    expect(Array.from(assignment.point)).toEqual([0, -1, 0, -1]);
  });

  it('without districts all are nowhere and nothing is said', () => {
    const { assignment, notes } = assignDistricts(eldersOf([1]), districtsOf([]), linkedPoints(1), null);
    expect([assignment.count, Array.from(assignment.row), notes]).toEqual([0, [-1], []]);
  });

  it('makes districts of the column where there is no layer', () => {
    const elders = eldersOf([1, 2, 3, 4], { districts: ['东街', null, ' 东街 ', '西街'] });
    const districts = districtsFromColumn(elders)!;
    expect(districts).toMatchObject({
      count: 2,
      names: ['东街', '西街'],
      ids: ['东街', '西街'],
      polygons: [null, null],
    });
    expect(Array.from(districts.rows)).toEqual([2, 5]);
    const { assignment } = assignDistricts(elders, districts, linkedPoints(4), null);
    expect(Array.from(assignment.row)).toEqual([0, -1, 0, 1]);
    expect(districtsFromColumn(eldersOf([1]))).toBeNull();
  });
});

describe('the finder', () => {
  const random = seeded(7);
  /** A wobbly ring with a hole, so that boundaries run every way. */
  const blob = (lon: number, lat: number, radius: number, corners: number): Polygon => {
    const ring = (scale: number) => {
      const points = Array.from({ length: corners }, (_, i) => {
        const angle = (2 * Math.PI * i) / corners;
        const r = radius * scale * (0.7 + 0.3 * random());
        return [lon + r * Math.cos(angle), lat + r * Math.sin(angle)];
      });
      return [...points, points[0]!];
    };
    return { type: 'Polygon', coordinates: [ring(1), ring(0.3)] };
  };
  const shapes: (Polygon | MultiPolygon)[] = Array.from({ length: 40 }, (_, i) =>
    i % 5 === 0
      ? {
          type: 'MultiPolygon',
          coordinates: [
            blob(random(), random(), 0.05, 9).coordinates,
            blob(random(), random(), 0.1, 20).coordinates,
          ],
        }
      : blob(random(), random(), 0.02 + 0.15 * random(), 3 + Math.floor(30 * random())),
  );
  const slow = (lon: number, lat: number) =>
    shapes.findIndex((shape) => booleanPointInPolygon([lon, lat], shape));

  it('answers as Turf does over all districts in row order, corners and edges included', () => {
    const find = districtFinder(districtsOf(shapes));
    const corners = shapes.flatMap((shape) =>
      (shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()).flat(),
    ) as [number, number][];
    const places: [number, number][] = [
      ...Array.from({ length: 20_000 }, (): [number, number] => [1.4 * random() - 0.2, 1.4 * random() - 0.2]),
      ...corners,
    ];
    const wrong = places.filter(([lon, lat]) => find(lon, lat) !== slow(lon, lat));
    expect(wrong).toEqual([]);
    expect(places.filter(([lon, lat]) => slow(lon, lat) >= 0).length).toBeGreaterThan(5000);
    expect(find(NaN, 0)).toBe(-1);
  });

  it('finds 200,000 points in 300 districts in under a second', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      blob(0.05 + 0.06 * (i % 17), 0.05 + 0.06 * Math.floor(i / 17), 0.04, 120),
    );
    const lons = Float64Array.from({ length: 200_000 }, () => 1.1 * random());
    const lats = Float64Array.from({ length: 200_000 }, () => 1.1 * random());
    let best = Infinity;
    let inside = 0;
    // The best of three: the machine may be busy with something else.
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      const find = districtFinder(districtsOf(many));
      inside = 0;
      for (let i = 0; i < lons.length; i++) if (find(lons[i]!, lats[i]!) >= 0) inside++;
      best = Math.min(best, performance.now() - start);
    }
    expect(inside).toBeGreaterThan(50_000);
    expect(best).toBeLessThan(1000);
  });
});

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
