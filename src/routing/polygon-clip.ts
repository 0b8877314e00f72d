/**
 * Which parts of a straight street piece lie in a polygon with holes, exactly: cut at every crossing of a ring, each part
 * judged by its middle. Ring sides lie in strips of latitude so that a piece meets only those near it; Turf's lineSplit
 * does the same over GeoJSON objects and is far slower. The boundary counts as inside.
 */
import type { MultiPolygon, Polygon } from 'geojson';

/** Degrees; 1e-12° is 0.1 µm: the middle of a piece that runs along a side is off it by rounding only. */
const onSide = 1e-12;

export interface ClipPolygon {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** lon, lat, lon, lat of each side of each ring. */
  readonly sides: Float64Array;
  readonly strips: number;
  readonly stripFirst: Int32Array;
  readonly stripSide: Int32Array;
}

export function prepareClip(polygon: Polygon | MultiPolygon): ClipPolygon {
  const rings = polygon.type === 'Polygon' ? polygon.coordinates : polygon.coordinates.flat();
  const list: number[] = [];
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const ring of rings)
    for (let i = 0; i < ring.length; i++) {
      const [x0, y0] = ring[i] as [number, number];
      // A ring that does not repeat its first point is closed here.
      const [x1, y1] = ring[(i + 1) % ring.length] as [number, number];
      west = Math.min(west, x0);
      east = Math.max(east, x0);
      south = Math.min(south, y0);
      north = Math.max(north, y0);
      if (x0 !== x1 || y0 !== y1) list.push(x0, y0, x1, y1);
    }
  const sides = Float64Array.from(list);
  const count = sides.length / 4;
  const strips = Math.max(1, Math.min(4096, count >> 2));
  const stripFirst = new Int32Array(strips + 1);
  const clip = { west, south, east, north, sides, strips, stripFirst };
  const forEach = (visit: (strip: number, side: number) => void): void => {
    for (let s = 0; s < count; s++) {
      const y0 = sides[4 * s + 1];
      const y1 = sides[4 * s + 3];
      for (
        let t = stripOf(clip, Math.min(y0, y1) - onSide);
        t <= stripOf(clip, Math.max(y0, y1) + onSide);
        t++
      )
        visit(t, s);
    }
  };
  forEach((t) => stripFirst[t + 1]++);
  for (let t = 0; t < strips; t++) stripFirst[t + 1] += stripFirst[t];
  const stripSide = new Int32Array(stripFirst[strips]);
  const next = stripFirst.slice();
  forEach((t, s) => (stripSide[next[t]++] = s));
  return { ...clip, stripSide };
}

/** Whether a place is in the polygon or on its boundary. */
export function isInside(clip: ClipPolygon, x: number, y: number): boolean {
  if (x < clip.west - onSide || x > clip.east + onSide || y < clip.south - onSide || y > clip.north + onSide)
    return false;
  const { sides, stripFirst, stripSide } = clip;
  const strip = stripOf(clip, y);
  let inside = false;
  for (let k = stripFirst[strip]; k < stripFirst[strip + 1]; k++) {
    const s = 4 * stripSide[k];
    const x0 = sides[s] - x;
    const y0 = sides[s + 1] - y;
    const x1 = sides[s + 2] - x;
    const y1 = sides[s + 3] - y;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const cross = x0 * dy - y0 * dx;
    const length = Math.hypot(dx, dy);
    if (Math.abs(cross) <= onSide * length) {
      const along = -(x0 * dx + y0 * dy);
      if (along >= -onSide * length && along <= (length + onSide) * length) return true;
    }
    // The side crosses the ray to the east: half-open in y, so that a corner counts once.
    if (y0 > 0 !== y1 > 0 && cross > 0 === y1 > y0) inside = !inside;
  }
  return inside;
}

/**
 * Parts of the piece from (ax, ay) to (bx, by) that lie inside, written as pairs of fractions into `out` in order, neighbours
 * joined; returns how many numbers were written.
 */
export function clipPiece(
  clip: ClipPolygon,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  out: number[],
): number {
  if (
    Math.max(ax, bx) < clip.west ||
    Math.min(ax, bx) > clip.east ||
    Math.max(ay, by) < clip.south ||
    Math.min(ay, by) > clip.north
  )
    return 0;
  const { sides, stripFirst, stripSide } = clip;
  const dx = bx - ax;
  const dy = by - ay;
  const cuts = [0, 1];
  const to = stripOf(clip, Math.max(ay, by) + onSide);
  for (let strip = stripOf(clip, Math.min(ay, by) - onSide); strip <= to; strip++)
    for (let k = stripFirst[strip]; k < stripFirst[strip + 1]; k++) {
      const s = 4 * stripSide[k];
      const x0 = sides[s];
      const y0 = sides[s + 1];
      const ex = sides[s + 2] - x0;
      const ey = sides[s + 3] - y0;
      const cross = dx * ey - dy * ex;
      const px = x0 - ax;
      const py = y0 - ay;
      if (cross !== 0) {
        const u = (px * dy - py * dx) / cross;
        // A cut too many is harmless (its neighbours are judged alike), one too few is not.
        if (u < -1e-9 || u > 1 + 1e-9) continue;
        const t = (px * ey - py * ex) / cross;
        if (t > 0 && t < 1) cuts.push(t);
      } else {
        // Parallel: where the side lies on the piece, its corners are cuts.
        const length = dx * dx + dy * dy;
        const t = (px * dx + py * dy) / length;
        const t1 = t + (ex * dx + ey * dy) / length;
        if (t > 0 && t < 1) cuts.push(t);
        if (t1 > 0 && t1 < 1) cuts.push(t1);
      }
    }
  cuts.sort((a, b) => a - b);
  let written = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i];
    const end = cuts[i + 1];
    if (end <= from) continue;
    const middle = (from + end) / 2;
    if (!isInside(clip, ax + middle * dx, ay + middle * dy)) continue;
    if (written > 0 && out[written - 1] === from) out[written - 1] = end;
    else {
      out[written++] = from;
      out[written++] = end;
    }
  }
  return written;
}

function stripOf(clip: Pick<ClipPolygon, 'south' | 'north' | 'strips'>, lat: number): number {
  const strip = Math.floor(((lat - clip.south) / (clip.north - clip.south)) * clip.strips);
  return strip >= 0 ? Math.min(strip, clip.strips - 1) : 0;
}
