/** Streets as a planar drawing: shared nodes where they meet, the blocks between them, and cutting a block in two. */
import { areaOf, crossing, distance, footOnSegment, isInside, lerp, type Line, type Point } from './plane';
import type { Random } from './random';

/** Points this close are one node. */
const JOIN_METRES = 0.6;
const CELL_METRES = 120;

/**
 * The lines with a shared point wherever they meet. Lines above or below the ground (`isFlying`) cross freely and meet
 * others only at their own ends.
 */
export function nodeLines(lines: readonly Line[], isFlying: (line: number) => boolean): Line[] {
  interface Insert {
    readonly segment: number;
    readonly t: number;
    readonly point: Point;
  }
  const inserts: Insert[][] = lines.map(() => []);
  const cells = new Map<string, [number, number][]>();
  lines.forEach((line, l) => {
    for (let s = 0; s + 1 < line.length; s++)
      for (const cell of cellsOf(line[s]!, line[s + 1]!)) {
        const list = cells.get(cell);
        if (list) list.push([l, s]);
        else cells.set(cell, [[l, s]]);
      }
  });
  const seen = new Set<string>();
  for (const list of cells.values())
    for (const [l, s] of list)
      for (const [m, r] of list) {
        if (l >= m || isFlying(l) || isFlying(m)) continue;
        const key = `${l},${s},${m},${r}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const hit = crossing(lines[l]![s]!, lines[l]![s + 1]!, lines[m]![r]!, lines[m]![r + 1]!);
        if (!hit) continue;
        inserts[l]!.push({ segment: s, t: hit.s, point: hit.point });
        inserts[m]!.push({ segment: r, t: hit.t, point: hit.point });
      }
  // Ends that stop at a line without crossing it (a lane that begins on a street).
  lines.forEach((line, l) => {
    for (const end of [line[0]!, line.at(-1)!]) {
      const near = cells.get(cellOf(end)) ?? [];
      for (const [m, r] of near) {
        if (m === l) continue;
        const { point, t } = footOnSegment(end, lines[m]![r]!, lines[m]![r + 1]!);
        if (distance(point, end) < JOIN_METRES) inserts[m]!.push({ segment: r, t, point: end });
      }
    }
  });
  return lines.map((line, l) => {
    const out: Point[] = [];
    for (let s = 0; s < line.length; s++) {
      out.push(line[s]!);
      for (const { point } of inserts[l]!.filter((i) => i.segment === s).sort((a, b) => a.t - b.t))
        out.push(point);
    }
    return out;
  });
}

/** Gives each place one number, however often it is asked for. */
export function nodeNumbers(): { numberOf(point: Point): number; readonly points: Point[] } {
  const points: Point[] = [];
  const cells = new Map<string, number[]>();
  return {
    points,
    numberOf(point) {
      const [cx, cy] = [Math.floor(point[0] / 2), Math.floor(point[1] / 2)];
      for (let x = cx - 1; x <= cx + 1; x++)
        for (let y = cy - 1; y <= cy + 1; y++)
          for (const n of cells.get(`${x},${y}`) ?? [])
            if (distance(points[n]!, point) < JOIN_METRES) return n;
      points.push(point);
      const key = `${cx},${cy}`;
      cells.set(key, [...(cells.get(key) ?? []), points.length - 1]);
      return points.length - 1;
    },
  };
}

/** The blocks between streets that were noded: anticlockwise rings, dead ends left out. */
export function blocksOf(lines: readonly Line[]): Line[] {
  const { numberOf, points } = nodeNumbers();
  const next = new Map<number, Set<number>>();
  const join = (a: number, b: number): void => {
    if (a === b) return;
    if (!next.has(a)) next.set(a, new Set());
    next.get(a)!.add(b);
  };
  for (const line of lines) {
    const refs = line.map(numberOf);
    for (let i = 1; i < refs.length; i++) {
      join(refs[i - 1]!, refs[i]!);
      join(refs[i]!, refs[i - 1]!);
    }
  }
  const ends = [...next.keys()].filter((n) => next.get(n)!.size === 1);
  while (ends.length > 0) {
    const end = ends.pop()!;
    for (const other of next.get(end)!) {
      next.get(other)!.delete(end);
      if (next.get(other)!.size === 1) ends.push(other);
    }
    next.get(end)!.clear();
  }
  const angle = (from: number, to: number): number =>
    Math.atan2(points[to]![1] - points[from]![1], points[to]![0] - points[from]![0]);
  const around = new Map([...next].map(([n, to]) => [n, [...to].sort((a, b) => angle(n, a) - angle(n, b))]));
  const walked = new Set<string>();
  const rings: Line[] = [];
  for (const [start, outs] of around)
    for (const first of outs) {
      if (walked.has(`${start},${first}`)) continue;
      const ring: Point[] = [];
      let [from, to] = [start, first];
      while (!walked.has(`${from},${to}`)) {
        walked.add(`${from},${to}`);
        ring.push(points[from]!);
        const turns = around.get(to)!;
        const turn = turns[(turns.indexOf(from) + turns.length - 1) % turns.length]!;
        [from, to] = [to, turn];
      }
      if (areaOf(ring) > 0) rings.push(ring);
    }
  return rings;
}

export interface Cut {
  readonly parts: readonly [Line, Line];
  /** The new lane, its ends on the block's edge. */
  readonly lane: Line;
}

/** Cuts a block across its longer side, near the middle, with a lane that is not quite straight; null where it would not fit. */
export function cutBlock(ring: Line, random: Random, bend: number): Cut | null {
  const { centre, direction, long } = boundingBox(ring);
  const turn = random.between(-0.14, 0.14) * Math.min(1, bend * 20);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const across: Point = [-direction[1] * c - direction[0] * s, direction[0] * c - direction[1] * s];
  const shift = random.between(-0.09, 0.09) * long;
  const middle: Point = [centre[0] + direction[0] * shift, centre[1] + direction[1] * shift];
  const reach = 5000;
  const a: Point = [middle[0] - across[0] * reach, middle[1] - across[1] * reach];
  const b: Point = [middle[0] + across[0] * reach, middle[1] + across[1] * reach];
  const hits: { s: number; edge: number; point: Point }[] = [];
  for (let i = 0; i < ring.length; i++) {
    const hit = crossing(a, b, ring[i]!, ring[(i + 1) % ring.length]!);
    if (hit) hits.push({ s: hit.s, edge: i, point: hit.point });
  }
  hits.sort((one, other) => one.s - other.s);
  const above = hits.findIndex((hit) => hit.s > 0.5);
  if (above < 1) return null;
  const ends = [hits[above - 1]!, hits[above]!].map((hit) => {
    // A lane that would begin just beside a corner begins at the corner.
    for (const i of [hit.edge, (hit.edge + 1) % ring.length])
      if (distance(ring[i]!, hit.point) < 9) return { edge: i, point: ring[i]!, isCorner: true };
    return { edge: hit.edge, point: hit.point, isCorner: false };
  });
  const [from, to] = [ends[0]!, ends[1]!];
  const size = distance(from.point, to.point);
  if (size < 25) return null;
  const lane: Point[] = [from.point];
  const knots = size > 90 ? 3 : 2;
  for (let k = 1; k < knots; k++) {
    const p = lerp(from.point, to.point, k / knots);
    const sway = random.between(-bend, bend) * size;
    lane.push([p[0] + direction[0] * sway, p[1] + direction[1] * sway]);
  }
  lane.push(to.point);
  for (let k = 0; k + 1 < lane.length; k++)
    for (const t of [0.15, 0.5, 0.85]) if (!isInside(lerp(lane[k]!, lane[k + 1]!, t), ring)) return null;
  const arc = (start: typeof from, end: typeof from): Point[] => {
    const out: Point[] = [];
    const stop = end.isCorner ? (end.edge + ring.length - 1) % ring.length : end.edge;
    for (let i = start.edge; i !== stop; i = (i + 1) % ring.length) out.push(ring[(i + 1) % ring.length]!);
    return out;
  };
  const inner = lane.slice(1, -1);
  const one = [from.point, ...arc(from, to), to.point, ...[...inner].reverse()];
  const other = [to.point, ...arc(to, from), from.point, ...inner];
  if (areaOf(one) < 400 || areaOf(other) < 400) return null;
  if (Math.abs(areaOf(one) + areaOf(other) - areaOf(ring)) > 1) return null;
  return { parts: [one, other], lane };
}

/** The smallest rectangle around a ring: its centre, the direction of its longer side, and both sides. */
export function boundingBox(ring: Line): { centre: Point; direction: Point; long: number; short: number } {
  let best = { centre: ring[0]!, direction: [1, 0] as Point, long: 0, short: 0 };
  let least = Infinity;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const size = distance(a, b);
    if (size < 1) continue;
    const u: Point = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
    const us = ring.map((p) => p[0] * u[0] + p[1] * u[1]);
    const vs = ring.map((p) => -p[0] * u[1] + p[1] * u[0]);
    const [u0, u1, v0, v1] = [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)];
    const area = (u1 - u0) * (v1 - v0);
    if (area >= least) continue;
    least = area;
    const [um, vm] = [(u0 + u1) / 2, (v0 + v1) / 2];
    const isLong = u1 - u0 >= v1 - v0;
    best = {
      centre: [um * u[0] - vm * u[1], um * u[1] + vm * u[0]],
      direction: isLong ? u : [-u[1], u[0]],
      long: Math.max(u1 - u0, v1 - v0),
      short: Math.min(u1 - u0, v1 - v0),
    };
  }
  return best;
}

function cellOf(p: Point): string {
  return `${Math.floor(p[0] / CELL_METRES)},${Math.floor(p[1] / CELL_METRES)}`;
}

function cellsOf(a: Point, b: Point): string[] {
  const out: string[] = [];
  const pad = 1;
  const cell = (v: number): number => Math.floor(v / CELL_METRES);
  for (let x = cell(Math.min(a[0], b[0]) - pad); x <= cell(Math.max(a[0], b[0]) + pad); x++)
    for (let y = cell(Math.min(a[1], b[1]) - pad); y <= cell(Math.max(a[1], b[1]) + pad); y++)
      out.push(`${x},${y}`);
  return out;
}
