/** Plane geometry in metres (x east, y north) for drawing the sample town. */

export type Point = readonly [number, number];
export type Line = readonly Point[];

export function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
}

export function lengthOf(line: Line): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!);
  return sum;
}

/** A smooth curve through the points (Catmull-Rom), sampled about every `step` metres, with straight stretches thinned. */
export function curve(points: Line, step = 20): Line {
  const at = (i: number): Point => points[Math.max(0, Math.min(points.length - 1, i))]!;
  const out: Point[] = [points[0]!];
  for (let i = 0; i + 1 < points.length; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    for (let k = 1; k <= pieces; k++) {
      const t = k / pieces;
      const mix = (axis: 0 | 1): number =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      out.push([mix(0), mix(1)]);
    }
  }
  return simplify(out, 0.5);
}

/** Douglas and Peucker: no dropped point lies further than `tolerance` metres from the result. */
export function simplify(line: Line, tolerance: number): Line {
  if (line.length < 3) return line;
  const [first, last] = [line[0]!, line.at(-1)!];
  let worst = 0;
  let index = 0;
  for (let i = 1; i < line.length - 1; i++) {
    const away = distance(line[i]!, footOnSegment(line[i]!, first, last).point);
    if (away > worst) [worst, index] = [away, i];
  }
  if (worst <= tolerance) return [first, last];
  return [
    ...simplify(line.slice(0, index + 1), tolerance).slice(0, -1),
    ...simplify(line.slice(index), tolerance),
  ];
}

/** The line moved `metres` to its left (right where negative), by the normals at its points. */
export function offsetLine(line: Line, metres: number | ((index: number) => number)): Line {
  return line.map((point, i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const size = distance(a, b);
    const by = typeof metres === 'number' ? metres : metres(i);
    return [point[0] - ((b[1] - a[1]) / size) * by, point[1] + ((b[0] - a[0]) / size) * by];
  });
}

export interface Foot {
  readonly point: Point;
  readonly distance: number;
  /** The segment's start in the line. */
  readonly index: number;
}

export function footOnSegment(p: Point, a: Point, b: Point): { readonly point: Point; readonly t: number } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return { point: [a[0] + dx * t, a[1] + dy * t], t };
}

export function footOnLine(p: Point, line: Line): Foot {
  let best: Foot = { point: line[0]!, distance: Infinity, index: 0 };
  for (let i = 0; i + 1 < line.length; i++) {
    const { point } = footOnSegment(p, line[i]!, line[i + 1]!);
    const away = distance(p, point);
    if (away < best.distance) best = { point, distance: away, index: i };
  }
  return best;
}

/** The point `metres` along the line (clamped to its ends). */
export function pointAlong(line: Line, metres: number): Point {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const size = distance(line[i - 1]!, line[i]!);
    if (left <= size || i === line.length - 1)
      return lerp(line[i - 1]!, line[i]!, Math.max(0, Math.min(1, left / size)));
    left -= size;
  }
  return line[0]!;
}

export function lerp(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Where two segments cross, with the share along each; null where they do not or are parallel. */
export function crossing(
  a: Point,
  b: Point,
  c: Point,
  d: Point,
): { point: Point; s: number; t: number } | null {
  const [rx, ry, qx, qy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * qy - ry * qx;
  if (Math.abs(cross) < 1e-9) return null;
  const s = ((c[0] - a[0]) * qy - (c[1] - a[1]) * qx) / cross;
  const t = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (s < 0 || s > 1 || t < 0 || t > 1) return null;
  return { point: [a[0] + rx * s, a[1] + ry * s], s, t };
}

/** The first crossing of two lines, or null. */
export function firstCrossing(one: Line, other: Line): Point | null {
  for (let i = 0; i + 1 < one.length; i++)
    for (let j = 0; j + 1 < other.length; j++) {
      const hit = crossing(one[i]!, one[i + 1]!, other[j]!, other[j + 1]!);
      if (hit) return hit.point;
    }
  return null;
}

/** Square metres of a ring (not closed: the last point joins the first), positive where anticlockwise. */
export function areaOf(ring: Line): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

export function centreOf(ring: Line): Point {
  let [x, y, twice] = [0, 0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
    twice += cross;
  }
  return [x / (3 * twice), y / (3 * twice)];
}

export function isInside(p: Point, ring: Line): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

/** A ring with its first point repeated at the end. */
export function closed(ring: Line): Line {
  return [...ring, ring[0]!];
}

/**
 * The ring moved `metres` inwards; null where nothing sensible is left. Points that come too close to the old ring
 * (concave corners, short edges) are dropped, so the result keeps at least nine tenths of the distance everywhere.
 */
export function inset(ring: Line, metres: number): Line | null {
  const base = simplify(closed(ring), 2).slice(0, -1);
  const outline = closed(ring);
  const out: Point[] = [];
  for (let i = 0; i < base.length; i++) {
    const [a, b, c] = [base[(i + base.length - 1) % base.length]!, base[i]!, base[(i + 1) % base.length]!];
    const [u, v] = [distance(a, b), distance(b, c)];
    const n1: Point = [-(b[1] - a[1]) / u, (b[0] - a[0]) / u];
    const n2: Point = [-(c[1] - b[1]) / v, (c[0] - b[0]) / v];
    const by = metres / Math.max(0.35, 1 + n1[0] * n2[0] + n1[1] * n2[1]);
    const p: Point = [b[0] + (n1[0] + n2[0]) * by, b[1] + (n1[1] + n2[1]) * by];
    if (isInside(p, ring) && footOnLine(p, outline).distance > metres * 0.9) out.push(p);
  }
  if (out.length < 3 || areaOf(out) < 900) return null;
  const edges = closed(out);
  for (let i = 0; i + 1 < edges.length; i++)
    for (const t of [0.25, 0.5, 0.75]) {
      const p = lerp(edges[i]!, edges[i + 1]!, t);
      if (!isInside(p, ring) || footOnLine(p, outline).distance < metres * 0.7) return null;
    }
  return out;
}

/** Cuts each sharp corner `metres` before and behind it. */
export function roundCorners(ring: Line, metres: number): Line {
  return ring.flatMap((point, i) => {
    if (!isSharp(ring, i)) return [point];
    const [a, c] = [ring[(i + ring.length - 1) % ring.length]!, ring[(i + 1) % ring.length]!];
    const [u, v] = [distance(point, a), distance(point, c)];
    return [lerp(point, a, Math.min(metres / u, 0.4)), lerp(point, c, Math.min(metres / v, 0.4))];
  });
}

/** The first `share` of a line. */
export function shorten(line: Line, share: number): Line {
  const size = lengthOf(line) * share;
  const out: Point[] = [];
  let walked = 0;
  for (let i = 0; i < line.length; i++) {
    if (i > 0) walked += distance(line[i - 1]!, line[i]!);
    if (walked < size) out.push(line[i]!);
  }
  return [...out, pointAlong(line, size)];
}

/** Whether a ring turns by more than 37° at a point. */
export function isSharp(ring: Line, i: number): boolean {
  const [a, b, c] = [ring[(i + ring.length - 1) % ring.length]!, ring[i]!, ring[(i + 1) % ring.length]!];
  const [u, v] = [distance(a, b), distance(b, c)];
  return ((b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])) / (u * v) < 0.8;
}
