/** Which cells of a raster of heights are read, and where they lie. */
import type { Note, Result } from '../domain/fault';
import { fault, succeed } from '../domain/fault';
import type { ElevationTile } from '../domain/tables';
import { fromWgs84 } from './crs';

/** West, south, east, north of what needs heights, WGS84 degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface ElevationPart {
  readonly format: 'geotiff' | 'hgt';
  readonly tiles: readonly ElevationTile[];
  readonly notes: readonly Note[];
}

/** A raster's cells and where the centre of the first one lies, in the units of its system. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The cells round a box in the raster's own system, with two more on each side; null where none are in it. */
export function windowOf(grid: Grid, [x1, y1, x2, y2]: Bounds): Window | null {
  const columns = [(x1 - grid.x) / grid.dx, (x2 - grid.x) / grid.dx];
  const rows = [(y1 - grid.y) / grid.dy, (y2 - grid.y) / grid.dy];
  const left = Math.max(0, Math.floor(Math.min(...columns)) - 2);
  const right = Math.min(grid.width, Math.ceil(Math.max(...columns)) + 3);
  const top = Math.max(0, Math.floor(Math.min(...rows)) - 2);
  const bottom = Math.min(grid.height, Math.ceil(Math.max(...rows)) + 3);
  // Also where numbers are missing.
  if (!(right > left && bottom > top)) return null;
  return { left, top, width: right - left, height: bottom - top };
}

export function gridIn(grid: Grid, { left, top, width, height }: Window): Grid {
  return { ...grid, width, height, x: grid.x + left * grid.dx, y: grid.y + top * grid.dy };
}

/** The box of a WGS84 box in another system: of points along its sides, which need not stay straight. Faults: crs.unknown. */
export function boundsIn(crs: string, [west, south, east, north]: Bounds): Result<Bounds> {
  const lons: number[] = [];
  const lats: number[] = [];
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 8; j++) {
      lons.push(west + ((east - west) * i) / 8);
      lats.push(south + ((north - south) * j) / 8);
    }
  const there = fromWgs84(crs, Float64Array.from(lons), Float64Array.from(lats));
  if (!there.ok) return there;
  const { xs, ys } = there.value;
  return succeed([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
}

export function elsewhere(format: ElevationPart['format'], file: string): Result<ElevationPart> {
  return succeed({ format, tiles: [], notes: [fault('elevation.elsewhere', {}, { file })] });
}
