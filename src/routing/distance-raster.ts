/** Distance to the nearest of some lines on a square grid, exact at every grid point near them. */
import type { Lines } from '../domain/stories';
import { metresPerDegree } from '../domain/ellipsoid';

export interface DistanceRaster {
  /** Metres from grid point (column, row), at row × width + column, to the nearest line; `far` where further than that. */
  readonly metres: Float32Array;
  /** That line's nearest point, in metres east and north of grid point (0, 0); meaningless where `far`. */
  readonly nearestEast: Float32Array;
  readonly nearestNorth: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly cellMetres: number;
  readonly far: number;
  /** Degrees of grid point (0, 0), and degrees of one cell. Rows go north. */
  readonly west: number;
  readonly south: number;
  readonly lonStep: number;
  readonly latStep: number;
}

/** A grid of more points is made coarser: 16 MB. */
const mostPoints = 4_000_000;

/**
 * The raster around `lines` (at least one), exact up to `reachMetres` and two cells. Metres are those of the tangent plane at the
 * middle latitude: over the 6 km that an elder reaches at all, within 0.05 % of the ellipsoid.
 */
export function distanceRaster(lines: Lines, reachMetres: number, cellMetres: number): DistanceRaster {
  const { lonLats } = lines;
  const end = 2 * lines.first[lines.count]!;
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < end; i += 2) {
    west = Math.min(west, lonLats[i]!);
    east = Math.max(east, lonLats[i]!);
    south = Math.min(south, lonLats[i + 1]!);
    north = Math.max(north, lonLats[i + 1]!);
  }
  const degree = metresPerDegree((south + north) / 2);
  let cell = cellMetres;
  const size = (degrees: number, metres: number) =>
    Math.ceil((degrees * metres + 2 * reachMetres) / cell) + 5;
  while (size(east - west, degree.lon) * size(north - south, degree.lat) > mostPoints) cell *= 1.25;
  const width = size(east - west, degree.lon);
  const height = size(north - south, degree.lat);
  const far = reachMetres + 2 * cell;
  const pad = far;
  west -= pad / degree.lon;
  south -= pad / degree.lat;

  // Squares until the end: a root a grid point, not a root a point and line.
  const metres = new Float32Array(width * height).fill(far * far);
  const nearestEast = new Float32Array(width * height);
  const nearestNorth = new Float32Array(width * height);
  for (let line = 0; line < lines.count; line++) {
    const last = 2 * (lines.first[line + 1]! - 1);
    for (let i = 2 * lines.first[line]!; i < last; i += 2) {
      const x0 = (lonLats[i]! - west) * degree.lon;
      const y0 = (lonLats[i + 1]! - south) * degree.lat;
      const dx = (lonLats[i + 2]! - west) * degree.lon - x0;
      const dy = (lonLats[i + 3]! - south) * degree.lat - y0;
      const length2 = dx * dx + dy * dy;
      const perLength2 = length2 > 0 ? 1 / length2 : 0;
      const rowFrom = Math.max(0, Math.floor((Math.min(y0, y0 + dy) - far) / cell));
      const rowTo = Math.min(height - 1, Math.ceil((Math.max(y0, y0 + dy) + far) / cell));
      const columnFrom = Math.max(0, Math.floor((Math.min(x0, x0 + dx) - far) / cell));
      const columnTo = Math.min(width - 1, Math.ceil((Math.max(x0, x0 + dx) + far) / cell));
      for (let row = rowFrom; row <= rowTo; row++) {
        const y = row * cell - y0;
        for (let column = columnFrom, at = row * width + columnFrom; column <= columnTo; column++, at++) {
          const x = column * cell - x0;
          let t = (x * dx + y * dy) * perLength2;
          t = t < 0 ? 0 : t > 1 ? 1 : t;
          const ex = x - t * dx;
          const ey = y - t * dy;
          const square = ex * ex + ey * ey;
          if (square >= metres[at]!) continue;
          metres[at] = square;
          nearestEast[at] = x0 + t * dx;
          nearestNorth[at] = y0 + t * dy;
        }
      }
    }
  }
  for (let at = 0; at < metres.length; at++) metres[at] = Math.sqrt(metres[at]!);
  return {
    metres,
    nearestEast,
    nearestNorth,
    width,
    height,
    cellMetres: cell,
    far,
    west,
    south,
    lonStep: cell / degree.lon,
    latStep: cell / degree.lat,
  };
}

/** A line that nobody crosses but by a street: a bank, in degrees. */
export type Barrier = readonly (readonly number[])[];

/** So far that a contour runs close by its neighbour, on this side of the barrier. */
const behind = 1e6;

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/**
 * Where a grid point's straight way to its nearest line crosses a barrier, the nearest of the `lines` that is not across one
 * counts (looked at every cell along them); the point is put out of reach where there is none.
 */
export function cutOffBehind(raster: DistanceRaster, lines: Lines, barriers: readonly Barrier[]): void {
  const { metres, nearestEast, nearestNorth, cellMetres, far } = raster;
  const wallsOf = new Map<number, Segment[]>();
  for (const barrier of barriers)
    for (const wall of segmentsOf(raster, barrier))
      forPointsAround(raster, wall, (at, x, y) => {
        if (metres[at]! < far && crosses(x, y, nearestEast[at]!, nearestNorth[at]!, ...wall))
          wallsOf.set(at, []);
      });
  if (wallsOf.size === 0) return;
  // A way that crosses is shorter than `far`, so its grid point is no further from the barrier.
  for (const barrier of barriers)
    for (const wall of segmentsOf(raster, barrier))
      forPointsAround(raster, wall, (at) => wallsOf.get(at)?.push(wall));
  for (const at of wallsOf.keys()) metres[at] = behind;
  for (let line = 0; line < lines.count; line++) {
    const points: number[][] = [];
    for (let i = lines.first[line]!; i < lines.first[line + 1]!; i++)
      points.push([lines.lonLats[2 * i]!, lines.lonLats[2 * i + 1]!]);
    for (const [ax, ay, bx, by] of segmentsOf(raster, points)) {
      const parts = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / cellMetres));
      const [dx, dy] = [(bx - ax) / parts, (by - ay) / parts];
      const perLength2 = dx === 0 && dy === 0 ? 0 : 1 / (dx * dx + dy * dy);
      for (let part = 0; part < parts; part++) {
        const [x0, y0] = [ax + part * dx, ay + part * dy];
        forPointsAround(raster, [x0, y0, x0 + dx, y0 + dy], (at, x, y) => {
          const walls = wallsOf.get(at);
          if (walls === undefined) return;
          const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) * perLength2));
          const [east, north] = [x0 + t * dx, y0 + t * dy];
          const away = Math.hypot(x - east, y - north);
          if (away >= far || away >= metres[at]!) return;
          if (walls.some((wall) => crosses(x, y, east, north, ...wall))) return;
          metres[at] = away;
          nearestEast[at] = east;
          nearestNorth[at] = north;
        });
      }
    }
  }
}

/** Grid points within `far` of a segment's box. */
function forPointsAround(
  { width, height, cellMetres, far }: DistanceRaster,
  [ax, ay, bx, by]: Segment,
  visit: (at: number, x: number, y: number) => void,
): void {
  const rowFrom = Math.max(0, Math.floor((Math.min(ay, by) - far) / cellMetres));
  const rowTo = Math.min(height - 1, Math.ceil((Math.max(ay, by) + far) / cellMetres));
  const columnFrom = Math.max(0, Math.floor((Math.min(ax, bx) - far) / cellMetres));
  const columnTo = Math.min(width - 1, Math.ceil((Math.max(ax, bx) + far) / cellMetres));
  for (let row = rowFrom; row <= rowTo; row++)
    for (let column = columnFrom; column <= columnTo; column++)
      visit(row * width + column, column * cellMetres, row * cellMetres);
}

/** In metres east and north of grid point (0, 0). */
function segmentsOf(raster: DistanceRaster, line: readonly (readonly number[])[]): Segment[] {
  const east = (lon: number) => ((lon - raster.west) / raster.lonStep) * raster.cellMetres;
  const north = (lat: number) => ((lat - raster.south) / raster.latStep) * raster.cellMetres;
  return line
    .slice(1)
    .map((end, i) => [east(line[i]![0]!), north(line[i]![1]!), east(end[0]!), north(end[1]!)] as const);
}

/** Whether segments pq and ab share a point; touching counts. */
function crosses(
  px: number,
  py: number,
  qx: number,
  qy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  const side = (ox: number, oy: number, tx: number, ty: number, x: number, y: number) =>
    (tx - ox) * (y - oy) - (ty - oy) * (x - ox);
  const p = side(ax, ay, bx, by, px, py);
  const q = side(ax, ay, bx, by, qx, qy);
  const a = side(px, py, qx, qy, ax, ay);
  const b = side(px, py, qx, qy, bx, by);
  return p * q <= 0 && a * b <= 0 && (p !== 0 || q !== 0);
}
