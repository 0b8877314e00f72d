/** How far places are from the nearest street line: a hashed grid over segments, in metres of a flat map at the streets' middle latitude. */
import { metresPerDegree } from '../domain/ellipsoid';
import type { RawStreets } from '../domain/tables';

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Further than this is only "far". */
export const farMetres = 1000;

const cellMetres = 125;

/** Made once for a layer of streets and kept with it. */
export function streetDistance(streets: RawStreets): StreetDistance {
  let made = kept.get(streets);
  if (made === undefined) kept.set(streets, (made = new StreetDistance(streets)));
  return made;
}

const kept = new WeakMap<RawStreets, StreetDistance>();

export class StreetDistance {
  /** Of all streets. */
  readonly bounds: Bounds;
  private readonly scaleX: number;
  private readonly scaleY: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Of a cell, metres. */
  private readonly width: number;
  private readonly height: number;
  /** Segments of cell c are segments[first[c]] … segments[first[c + 1] - 1]; a segment is its first node's place in `refs`. */
  private readonly first: Int32Array;
  private readonly segments: Int32Array;
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;

  constructor(private readonly streets: RawStreets) {
    const { refs, lons, lats, wayFirst } = streets;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ref of refs) {
      west = Math.min(west, lons[ref]!);
      east = Math.max(east, lons[ref]!);
      south = Math.min(south, lats[ref]!);
      north = Math.max(north, lats[ref]!);
    }
    this.bounds = [west, south, east, north];
    const scale = metresPerDegree((south + north) / 2);
    this.scaleX = scale.lon;
    this.scaleY = scale.lat;
    this.xs = Float64Array.from(lons, (lon) => (lon - west) * scale.lon);
    this.ys = Float64Array.from(lats, (lat) => (lat - south) * scale.lat);
    // Streets across a whole country get larger cells: the grid stays below 4 million.
    this.columns = Math.max(1, Math.min(2000, Math.ceil(((east - west) * scale.lon) / cellMetres)));
    this.rows = Math.max(1, Math.min(2000, Math.ceil(((north - south) * scale.lat) / cellMetres)));
    this.width = ((east - west) * scale.lon) / this.columns || cellMetres;
    this.height = ((north - south) * scale.lat) / this.rows || cellMetres;
    const counts = new Int32Array(this.columns * this.rows + 1);
    const eachCell = (visit: (cell: number, segment: number) => void): void => {
      for (let way = 0; way + 1 < wayFirst.length; way++)
        for (let at = wayFirst[way]!; at + 1 < wayFirst[way + 1]!; at++) this.cellsOf(at, visit);
    };
    eachCell((cell) => counts[cell + 1]!++);
    for (let cell = 1; cell < counts.length; cell++) counts[cell]! += counts[cell - 1]!;
    this.first = counts.slice();
    this.segments = new Int32Array(counts[counts.length - 1]!);
    eachCell((cell, segment) => (this.segments[counts[cell]!++] = segment));
  }

  /** Metres to the nearest street, `farMetres` where it is further; NaN for NaN. */
  metresFrom(lon: number, lat: number): number {
    const x = (lon - this.bounds[0]) * this.scaleX;
    const y = (lat - this.bounds[1]) * this.scaleY;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return NaN;
    const { width, height } = this;
    const least = Math.min(width, height);
    const rings = Math.ceil(farMetres / least) + 1;
    const column = Math.floor(x / width);
    const row = Math.floor(y / height);
    if (column < -rings || row < -rings || column > this.columns + rings || row > this.rows + rings)
      return farMetres;
    let best = farMetres;
    // A ring further out holds nothing nearer than its inner edge.
    for (let ring = 0; ring <= rings && (ring - 1) * least < best; ring++)
      for (let r = row - ring; r <= row + ring; r++) {
        if (r < 0 || r >= this.rows) continue;
        const step = Math.abs(r - row) === ring ? 1 : 2 * ring;
        for (let c = column - ring; c <= column + ring; c += Math.max(step, 1)) {
          if (c < 0 || c >= this.columns) continue;
          const cell = r * this.columns + c;
          for (let i = this.first[cell]!; i < this.first[cell + 1]!; i++)
            best = Math.min(best, this.metresToSegment(this.segments[i]!, x, y));
        }
      }
    return best;
  }

  private cellsOf(segment: number, visit: (cell: number, segment: number) => void): void {
    const { refs } = this.streets;
    const column = (x: number) => Math.min(this.columns - 1, Math.floor(x / this.width));
    const row = (y: number) => Math.min(this.rows - 1, Math.floor(y / this.height));
    const [x1, x2] = [this.xs[refs[segment]!]!, this.xs[refs[segment + 1]!]!];
    const [y1, y2] = [this.ys[refs[segment]!]!, this.ys[refs[segment + 1]!]!];
    for (let r = row(Math.min(y1, y2)); r <= row(Math.max(y1, y2)); r++)
      for (let c = column(Math.min(x1, x2)); c <= column(Math.max(x1, x2)); c++)
        visit(r * this.columns + c, segment);
  }

  private metresToSegment(segment: number, x: number, y: number): number {
    const { refs } = this.streets;
    const a = refs[segment]!;
    const b = refs[segment + 1]!;
    const dx = this.xs[b]! - this.xs[a]!;
    const dy = this.ys[b]! - this.ys[a]!;
    const length2 = dx * dx + dy * dy;
    const along = length2 === 0 ? 0 : ((x - this.xs[a]!) * dx + (y - this.ys[a]!) * dy) / length2;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    return Math.hypot(this.xs[a]! + t * dx - x, this.ys[a]! + t * dy - y);
  }
}
