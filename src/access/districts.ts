/** Which district each elder row, and each street piece of it, belongs to. */
import { fault, type Note } from '../domain/fault';
import type { Districts, Elders } from '../domain/tables';
import type { Demand } from '../routing/demand';
import { matchDistrict } from './district-names';
import { districtFinder } from './district-finder';

/** Positions in `Districts`, -1 where outside every district. */
export interface DistrictAssignment {
  readonly count: number;
  /** Per elder row; of a polygon split between districts the one with most of its street. */
  readonly row: Int32Array;
  /** Per demand point. */
  readonly point: Int32Array;
}

/** WGS84 degrees of the demand points, on the street. */
export interface PointPlaces {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

/**
 * Assigns rows to districts. The text of the district column, where it names a district, wins for the whole row; else the
 * place decides: a point row where it stands (not where it meets the street), a polygon row street piece by street piece, or by
 * its inner point where it has no pieces or their places are not given. A place on a boundary is inside; of overlapping
 * districts the one of the lowest row wins.
 *
 * Notes, only where there are districts: `access.districtUnknown` (rows whose text names no district),
 * `access.outsideDistricts` (persons in none).
 */
export function assignDistricts(
  elders: Elders,
  districts: Districts,
  demand: Demand,
  pieces: PointPlaces | null,
): { readonly assignment: DistrictAssignment; readonly notes: readonly Note[] } {
  const row = new Int32Array(elders.count).fill(-1);
  const point = new Int32Array(demand.share.length).fill(-1);
  const assignment = { count: districts.count, row, point };
  if (districts.count === 0) return { assignment, notes: [] };

  const named = matchDistrict(districts);
  const find = districtFinder(districts);
  const unknown = new Map<string, number>();
  const { first, share } = demand;
  const shareOfDistrict = new Float64Array(districts.count);
  let rowsOutside = 0;
  let personsOutside = 0;
  for (let r = 0; r < elders.count; r++) {
    const start = first[r]!;
    const end = first[r + 1]!;
    const text = elders.districts[r] ?? '';
    let district = text === '' ? -1 : named(text);
    if (text !== '' && district < 0) unknown.set(text, (unknown.get(text) ?? 0) + 1);
    const persons = elders.elders[r]! || 0;
    let outside = 0;
    if (district < 0 && pieces !== null && elders.polygons[r] != null && end > start) {
      for (let p = start; p < end; p++) {
        point[p] = find(pieces.lons[p]!, pieces.lats[p]!);
        if (point[p]! < 0) outside += share[p]!;
      }
      district = largestShare(point, share, start, end, shareOfDistrict);
    } else {
      if (district < 0) district = find(elders.lons[r]!, elders.lats[r]!);
      point.fill(district, start, end);
      if (district < 0) outside = 1;
    }
    row[r] = district;
    if (outside > 0) rowsOutside++;
    personsOutside += persons * Math.min(1, outside);
  }
  const notes: Note[] = [];
  if (unknown.size > 0) {
    const rows = [...unknown.values()].reduce((sum, count) => sum + count, 0);
    const names = [...unknown.keys()].slice(0, 5).join('、');
    notes.push(fault('access.districtUnknown', { rows, names, more: unknown.size > 5 ? '…' : '' }));
  }
  if (rowsOutside > 0)
    notes.push(fault('access.outsideDistricts', { rows: rowsOutside, persons: personsOutside }));
  return { assignment, notes };
}

/**
 * Districts without shapes, one for each distinct text of the elders' district column (blanks around it and full-width forms
 * aside), in order of first use; null where the column is empty or missing. For studies without a districts layer.
 */
export function districtsFromColumn(elders: Elders): Districts | null {
  const firstRow = new Map<string, number>();
  elders.districts.forEach((text, row) => {
    const name = text?.normalize('NFKC').trim() ?? '';
    if (name !== '' && !firstRow.has(name)) firstRow.set(name, row);
  });
  if (firstRow.size === 0) return null;
  const names = [...firstRow.keys()];
  const rows = [...firstRow.values()];
  return {
    count: names.length,
    file: rows.map((row) => elders.file[row]!),
    rows: Int32Array.from(rows, (row) => elders.rows[row]!),
    ids: names,
    names,
    polygons: names.map(() => null),
  };
}

// A polygon that lies outside for the most part is outside (-1); in a tie the lowest row, and a district before outside.
function largestShare(
  point: Int32Array,
  share: Float64Array,
  start: number,
  end: number,
  scratch: Float64Array,
): number {
  let outside = 0;
  for (let p = start; p < end; p++) {
    if (point[p]! < 0) outside += share[p]!;
    else scratch[point[p]!]! += share[p]!;
  }
  let best = -1;
  let most = 0;
  for (let p = start; p < end; p++) {
    const district = point[p]!;
    if (district < 0) continue;
    const part = scratch[district]!;
    const tie = Math.abs(part - most) <= 1e-12;
    if (tie ? district < best : part > most) {
      best = district;
      most = part;
    }
  }
  for (let p = start; p < end; p++) if (point[p]! >= 0) scratch[point[p]!] = 0;
  return outside > most + 1e-12 ? -1 : best;
}
