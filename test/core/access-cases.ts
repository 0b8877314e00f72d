/** Small worlds without streets: demand, nearest and matrix straight from a table of millimetres. */
import type { MultiPolygon, Polygon } from 'geojson';
import { serviceBit } from '../../src/domain/service';
import type { Districts, Elders, Facilities } from '../../src/domain/tables';
import type { Demand } from '../../src/routing/demand';
import type { SparseMatrix } from '../../src/routing/matrix';
import type { Nearest } from '../../src/routing/nearest';

export function eldersOf(elders: readonly number[], more: Partial<Elders> = {}): Elders {
  const count = elders.length;
  return {
    count,
    file: elders.map(() => 'elders.csv'),
    rows: Int32Array.from(elders, (_, i) => i + 2),
    ids: elders.map((_, i) => `e${i}`),
    lons: new Float64Array(count),
    lats: new Float64Array(count),
    elders: Float64Array.from(elders),
    bands: {},
    tiers: {},
    districts: elders.map(() => null),
    polygons: elders.map(() => null),
    ...more,
  };
}

export function facilitiesOf(capacity: readonly number[], more: Partial<Facilities> = {}): Facilities {
  const count = capacity.length;
  return {
    count,
    file: capacity.map(() => 'facilities.csv'),
    rows: Int32Array.from(capacity, (_, i) => i + 2),
    ids: capacity.map((_, i) => `f${i}`),
    names: capacity.map((_, i) => `Site ${i}`),
    lons: new Float64Array(count),
    lats: new Float64Array(count),
    entranceFirst: Int32Array.from({ length: count + 1 }, (_, i) => i),
    entranceLons: new Float64Array(count),
    entranceLats: new Float64Array(count),
    services: new Int32Array(count).fill(serviceBit('meals')),
    capacity: { meals: Float64Array.from(capacity) },
    ...more,
  };
}

/** `pieces[row]` are the shares of the row's demand points; [1] for a linked point, [] for an unlinked row. */
export function demandOfPieces(pieces: readonly (readonly number[])[]): Demand {
  const first = new Int32Array(pieces.length + 1);
  pieces.forEach((shares, row) => (first[row + 1] = first[row]! + shares.length));
  const share = Float64Array.from(pieces.flat());
  return {
    rows: pieces.length,
    first,
    edge: new Int32Array(share.length),
    along: new Float64Array(share.length),
    perpendicular: new Float64Array(share.length),
    share,
  };
}

export function linkedPoints(count: number): Demand {
  return demandOfPieces(Array.from({ length: count }, () => [1]));
}

/** `mm[point][facility]`, Infinity where there is no way. */
export function matrixOf(mm: readonly (readonly number[])[], facilityCount: number): SparseMatrix {
  const first = [0];
  const point: number[] = [];
  const length: number[] = [];
  for (let f = 0; f < facilityCount; f++) {
    mm.forEach((row, p) => {
      if (row[f]! < Infinity) {
        point.push(p);
        length.push(row[f]!);
      }
    });
    first.push(point.length);
  }
  return {
    rows: facilityCount,
    first: Int32Array.from(first),
    point: Int32Array.from(point),
    mm: Int32Array.from(length),
  };
}

/** Nearest by effective millimetres, the lowest facility in a tie; `metres` is half of them, to be told apart in tests. */
export function nearestOf(mm: readonly (readonly number[])[]): Nearest {
  const least = mm.map((row) => row.reduce((low, each) => Math.min(low, each), Infinity));
  return {
    facility: Int32Array.from(mm, (row, p) => (least[p]! < Infinity ? row.indexOf(least[p]!) : -1)),
    effectiveMm: Float64Array.from(least),
    metres: Float64Array.from(least, (each) => each / 2000),
    effectiveMetres: Float64Array.from(least, (each) => each / 1000),
  };
}

export function districtsOf(
  polygons: readonly (Polygon | MultiPolygon | null)[],
  names?: readonly string[],
): Districts {
  return {
    count: polygons.length,
    file: polygons.map(() => 'districts.geojson'),
    rows: Int32Array.from(polygons, (_, i) => i + 1),
    ids: polygons.map((_, i) => `d${i}`),
    names: names ?? polygons.map((_, i) => `District ${i}`),
    polygons,
  };
}

export function square(west: number, south: number, east: number, north: number): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

export const noDistricts = (demand: Demand) => ({
  count: 0,
  row: new Int32Array(demand.rows).fill(-1),
  point: new Int32Array(demand.share.length).fill(-1),
});
