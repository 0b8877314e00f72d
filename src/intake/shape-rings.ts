/** Loose rings, as shapefiles have them, to polygons with their holes. */
import type { MultiPolygon, Polygon, Position } from 'geojson';

/** About two seconds. */
const mostComparisons = 3e8;

interface Ring {
  readonly ring: Position[];
  /** Twice the signed area; clockwise is negative. */
  readonly area: number;
  readonly box: readonly [number, number, number, number];
}

/**
 * Outlines run clockwise, holes the other way; a hole goes to the smallest outline around it, and is an outline of its own where there
 * is none. Where no ring runs clockwise the winding says nothing: then every second one from outside in is a hole.
 * Null where there are more rings than can be compared with one another.
 */
export function joinRings(rings: readonly Position[][]): Polygon | MultiPolygon | null {
  const measured = rings.map(measure).sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const hasOutlines = measured.some(({ area }) => area < 0);
  const holes = hasOutlines ? measured.filter(({ area }) => area > 0).length : measured.length;
  if (holes * measured.length > mostComparisons) return null;
  const outlines: { outer: Ring; rings: Position[][]; order: number }[] = [];
  const order = new Map(rings.map((ring, index) => [ring, index]));
  for (const ring of measured) {
    const isOutline = hasOutlines ? ring.area <= 0 : depthOf(ring, measured) % 2 === 0;
    if (isOutline) outlines.push({ outer: ring, rings: [ring.ring], order: order.get(ring.ring)! });
  }
  const taken = new Set(outlines.map(({ outer }) => outer.ring));
  for (const hole of measured) {
    if (taken.has(hole.ring)) continue;
    // From the smallest up.
    const around = outlines.findLast(({ outer }) => outer.ring !== hole.ring && contains(outer, hole));
    if (around === undefined)
      outlines.push({ outer: hole, rings: [hole.ring], order: order.get(hole.ring)! });
    else around.rings.push(hole.ring);
  }
  outlines.sort((a, b) => a.order - b.order);
  return outlines.length === 1
    ? { type: 'Polygon', coordinates: outlines[0]!.rings }
    : { type: 'MultiPolygon', coordinates: outlines.map((outline) => outline.rings) };
}

function measure(ring: Position[]): Ring {
  let area = 0;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const [x0, y0] = ring[0] ?? [0, 0];
  ring.forEach(([x, y], i) => {
    const [u, v] = ring[i === 0 ? ring.length - 1 : i - 1]!;
    area += (u! - x0!) * (y! - y0!) - (x! - x0!) * (v! - y0!);
    west = Math.min(west, x!);
    east = Math.max(east, x!);
    south = Math.min(south, y!);
    north = Math.max(north, y!);
  });
  return { ring, area: Number.isFinite(area) ? area : 0, box: [west, south, east, north] };
}

function depthOf(ring: Ring, all: readonly Ring[]): number {
  return all.filter(
    (other) => other !== ring && Math.abs(other.area) > Math.abs(ring.area) && contains(other, ring),
  ).length;
}

/** Whether `inner` lies in `outer`: by its first corner that is not on the outline itself. */
function contains(outer: Ring, inner: Ring): boolean {
  if (inner.box[0] < outer.box[0] || inner.box[2] > outer.box[2]) return false;
  if (inner.box[1] < outer.box[1] || inner.box[3] > outer.box[3]) return false;
  for (const point of inner.ring) {
    const side = sideOf(outer.ring, point);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** 1 inside, -1 outside, 0 on the ring. */
function sideOf(ring: readonly Position[], point: Position): number {
  const [x, y] = point as [number, number];
  let side = -1;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (
      cross === 0 &&
      x >= Math.min(ax, bx) &&
      x <= Math.max(ax, bx) &&
      y >= Math.min(ay, by) &&
      y <= Math.max(ay, by)
    )
      return 0;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) side = -side;
  }
  return side;
}
