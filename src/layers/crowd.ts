/** Elder rows too many for a dot each: gathered into cells of a square grid, one dot a cell. */
import { metresPerDegree } from '../domain/ellipsoid';

/** More rows than these are gathered: a hundred thousand dots stop a PC without a graphics card for seconds. */
export const mostDots = 20_000;
/** Cells aimed at, if rows were spread evenly over their box. */
const mostCells = 12_000;

export interface Crowd {
  readonly count: number;
  /** Cell of each row; -1 for rows without a place. */
  readonly cellOf: Int32Array;
  /** Metres along a side. */
  readonly cellMetres: number;
}

const remembered = new WeakMap<Float64Array, Crowd>();

/** Cells in order of their first row. The same arrays give the same crowd, so that a slider step gathers nothing anew. */
export function gatherCrowd(lons: Float64Array, lats: Float64Array): Crowd {
  const known = remembered.get(lons);
  if (known !== undefined) return known;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lons.length; i++) {
    if (!Number.isFinite(lons[i] + lats[i])) continue;
    west = Math.min(west, lons[i]);
    east = Math.max(east, lons[i]);
    south = Math.min(south, lats[i]);
    north = Math.max(north, lats[i]);
  }
  const degree = metresPerDegree(Number.isFinite(south) ? (south + north) / 2 : 0);
  const square = (east - west) * degree.lon * (north - south) * degree.lat;
  // Whole tens of metres, so that it can be said.
  const cellMetres = Math.max(50, 10 * Math.ceil(Math.sqrt((square > 0 ? square : 1) / mostCells) / 10));
  const columns = Math.max(1, Math.ceil(((east - west) * degree.lon) / cellMetres) + 1);
  const cellOf = new Int32Array(lons.length).fill(-1);
  const rows = Math.max(1, Math.ceil(((north - south) * degree.lat) / cellMetres) + 1);
  const numbers = new Int32Array(Number.isFinite(south) ? columns * rows : 0).fill(-1);
  let count = 0;
  for (let i = 0; i < lons.length; i++) {
    if (!Number.isFinite(lons[i] + lats[i])) continue;
    const column = Math.floor(((lons[i] - west) * degree.lon) / cellMetres);
    const row = Math.floor(((lats[i] - south) * degree.lat) / cellMetres);
    const key = row * columns + column;
    if (numbers[key] < 0) numbers[key] = count++;
    cellOf[i] = numbers[key];
  }
  const crowd = { count, cellOf, cellMetres };
  remembered.set(lons, crowd);
  return crowd;
}
