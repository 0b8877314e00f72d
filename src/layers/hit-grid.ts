/** A grid over points for "what is under the pointer": answers in microseconds, where picking by WebGL takes 100 ms in software. */
export interface HitGrid {
  readonly positions: Float64Array;
  readonly west: number;
  readonly south: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Points of cell c are items[first[c]] … items[first[c + 1] - 1]. */
  readonly first: Int32Array;
  readonly items: Int32Array;
}

/** Indexes interleaved lon, lat (degrees); points that are not finite are never hit. */
export function hitGrid(positions: Float64Array): HitGrid {
  const count = positions.length / 2;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const lon = positions[2 * i];
    const lat = positions[2 * i + 1];
    if (!Number.isFinite(lon + lat)) continue;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  if (west > east) [west, south, east, north] = [0, 0, 0, 0];
  const cell = Math.max(
    Math.sqrt(((east - west) * (north - south)) / Math.max(1, count / 2)),
    (east - west + north - south) / 1000,
    1e-6,
  );
  const columns = Math.floor((east - west) / cell) + 1;
  const rows = Math.floor((north - south) / cell) + 1;
  const first = new Int32Array(columns * rows + 1);
  const cellOf = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    const lon = positions[2 * i];
    const lat = positions[2 * i + 1];
    if (!Number.isFinite(lon + lat)) continue;
    cellOf[i] = Math.floor((lat - south) / cell) * columns + Math.floor((lon - west) / cell);
    first[cellOf[i] + 1]++;
  }
  for (let c = 0; c < columns * rows; c++) first[c + 1] += first[c];
  const next = first.slice();
  const items = new Int32Array(first[columns * rows]);
  for (let i = 0; i < count; i++) if (cellOf[i] >= 0) items[next[cellOf[i]]++] = i;
  return { positions, west, south, cell, columns, rows, first, items };
}

/** Calls `visit` with each point inside the box; order is by cell. */
export function visitBox(
  grid: HitGrid,
  west: number,
  south: number,
  east: number,
  north: number,
  visit: (point: number) => void,
): void {
  const { positions, cell, columns, rows } = grid;
  const c0 = Math.max(0, Math.floor((west - grid.west) / cell));
  const c1 = Math.min(columns - 1, Math.floor((east - grid.west) / cell));
  const r0 = Math.max(0, Math.floor((south - grid.south) / cell));
  const r1 = Math.min(rows - 1, Math.floor((north - grid.south) / cell));
  for (let r = r0; r <= r1; r++)
    for (let c = c0; c <= c1; c++)
      for (let k = grid.first[r * columns + c]; k < grid.first[r * columns + c + 1]; k++) {
        const i = grid.items[k];
        const lon = positions[2 * i];
        const lat = positions[2 * i + 1];
        if (lon >= west && lon <= east && lat >= south && lat <= north) visit(i);
      }
}
