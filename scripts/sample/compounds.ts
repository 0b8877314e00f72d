/** Gated compounds (小区): a wall, inner streets closed to passers-through, and few gates. */
import type { Street } from './land';
import {
  areaOf,
  closed,
  crossing,
  distance,
  footOnLine,
  inset,
  isSharp,
  lengthOf,
  pointAlong,
  roundCorners,
  type Line,
  type Point,
} from './plane';
import { cutBlock } from './planar';
import type { Random } from './random';

/** A walled compound (小区): its wall, with the gates on it. */
export interface Compound {
  readonly name: string;
  readonly wall: Line;
  readonly gates: readonly Point[];
}

/** Inner streets of a compound, its wall, and one or two gates on its longest sides: everyone inside walks round to them. */
export function drawCompound(
  block: Line,
  random: Random,
  isLarge: boolean,
): { compound: Omit<Compound, 'name'>; streets: Street[] } | null {
  const wall = inset(block, 8);
  const rough = inset(block, isLarge ? random.between(38, 48) : random.between(26, 34));
  if (!wall || !rough || areaOf(rough) < 1_500) return null;
  const loop = roundCorners(rough, 9);
  const inner = { highway: 'service', access: 'private' };
  const streets: Street[] = [{ line: closed(loop), tags: inner }];
  const rows = (ring: Line, depth: number): void => {
    if (areaOf(ring) < (isLarge ? 5_500 : 6_000) || depth > 4) return;
    const found = cutBlock(ring, random, 0.004);
    if (!found) return;
    streets.push({ line: found.lane, tags: depth > 0 ? { highway: 'footway', access: 'private' } : inner });
    for (const part of found.parts) rows(part, depth + 1);
  };
  rows(loop, 0);
  const loopLine = streets[0]!.line;
  const gates: Point[] = [];
  const wanted = isLarge && random.chance(0.5) ? 2 : 1;
  const total = lengthOf(loopLine);
  for (let tries = 0; tries < 60 && gates.length < wanted; tries++) {
    const at = pointAlong(loopLine, random.next() * total);
    const toStreet = footOnLine(at, closed(block));
    const toWall = footOnLine(at, closed(wall));
    if (toStreet.distance > (isLarge ? 62 : 44) || gates.some((g) => distance(g, at) < total / 3)) continue;
    if (block.some((corner, i) => isSharp(block, i) && distance(corner, toStreet.point) < 30)) continue;
    const gate = wallCrossing(at, toStreet.point, wall) ?? toWall.point;
    gates.push(gate);
    streets.push({ line: [at, gate, toStreet.point], tags: inner });
  }
  return gates.length > 0 ? { compound: { wall, gates }, streets } : null;
}

function wallCrossing(from: Point, to: Point, wall: Line): Point | null {
  const ring = closed(wall);
  for (let i = 0; i + 1 < ring.length; i++) {
    const hit = crossing(from, to, ring[i]!, ring[i + 1]!);
    if (hit) return hit.point;
  }
  return null;
}
