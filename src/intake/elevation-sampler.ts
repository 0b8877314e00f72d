/** Heights at places: bilinear between the centres of cells, over all tiles together. */
import type { Result } from '../domain/fault';
import { succeed } from '../domain/fault';
import type { ElevationTile } from '../domain/tables';
import { fromWgs84 } from './crs';

/**
 * Metres at WGS84 degrees; NaN outside every tile and where the cell that a place lies in has no data. Neighbours without data are
 * left out of the mean; beside the edge of a tile the cells of the next one are used. Where tiles overlap the first that has data
 * counts. Faults: crs.unknown.
 */
export function heightsAt(
  tiles: readonly ElevationTile[],
  lons: Float64Array,
  lats: Float64Array,
): Result<Float64Array> {
  const heights = new Float64Array(lons.length).fill(NaN);
  for (const crs of new Set(tiles.map((tile) => tile.crs))) {
    const own = tiles.filter((tile) => tile.crs === crs);
    const places = fromWgs84(crs, lons, lats);
    if (!places.ok) return places;
    const { xs, ys } = places.value;
    for (let i = 0; i < heights.length; i++) {
      for (let t = 0; t < own.length && Number.isNaN(heights[i]!); t++)
        heights[i] = heightIn(own, own[t]!, xs[i]!, ys[i]!);
    }
  }
  return succeed(heights);
}

function heightIn(tiles: readonly ElevationTile[], tile: ElevationTile, x: number, y: number): number {
  const column = (x - tile.x) / tile.dx;
  const row = (y - tile.y) / tile.dy;
  if (!(column >= -0.5 && column <= tile.width - 0.5 && row >= -0.5 && row <= tile.height - 0.5)) return NaN;
  const left = Math.floor(column);
  const top = Math.floor(row);
  const across = column - left;
  const down = row - top;
  if (Number.isNaN(cellOf(tiles, tile, left + Math.round(across), top + Math.round(down)))) return NaN;
  let sum = 0;
  let weights = 0;
  for (let corner = 0; corner < 4; corner++) {
    const dc = corner & 1;
    const dr = corner >> 1;
    const weight = (dc === 1 ? across : 1 - across) * (dr === 1 ? down : 1 - down);
    if (weight === 0) continue;
    const height = cellOf(tiles, tile, left + dc, top + dr);
    if (Number.isNaN(height)) continue;
    sum += weight * height;
    weights += weight;
  }
  return sum / weights;
}

/** A cell by its place in one tile's columns and rows, which may lie in the tile beside it; NaN where there is none. */
function cellOf(tiles: readonly ElevationTile[], tile: ElevationTile, column: number, row: number): number {
  if (column >= 0 && column < tile.width && row >= 0 && row < tile.height)
    return tile.heights[row * tile.width + column]!;
  for (const other of tiles) {
    if (other === tile) continue;
    const c = (tile.x + column * tile.dx - other.x) / other.dx;
    const r = (tile.y + row * tile.dy - other.y) / other.dy;
    const [near, nearRow] = [Math.round(c), Math.round(r)];
    // Tiles of one raster cut in pieces share its cells; those of other sizes have none just here.
    if (Math.abs(c - near) > 0.01 || Math.abs(r - nearRow) > 0.01) continue;
    if (near >= 0 && near < other.width && nearRow >= 0 && nearRow < other.height)
      return other.heights[nearRow * other.width + near]!;
  }
  return NaN;
}
