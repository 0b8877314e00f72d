/** A recorded walk against a fence: where it was outside, how far and how long. */
import type { MultiPolygon, Position } from 'geojson';
import { distanceMetres } from '../domain/ellipsoid';
import { isInRing } from '../domain/ring';
import type { Lines } from '../domain/stories';
import type { TrackCheck, TrackPoint } from '../domain/track';

/**
 * The walk between two points of a segment is straight and at one pace; it is cut where it crosses the fence (even–odd rule, so holes are
 * outside). `points` in order, degrees.
 */
export function checkTrack(points: readonly TrackPoint[], fence: MultiPolygon): TrackCheck {
  const rings = fence.coordinates.flat();
  const insideLines = new LineList();
  const outsideLines = new LineList();
  let inside = 0;
  let [metres, outsideMetres, outsideSeconds, current, longest] = [0, 0, 0, 0, 0];
  let firstExit: TrackCheck['firstExit'] = null;
  points.forEach((point, n) => {
    const isIn = isInside(rings, point.lon, point.lat);
    if (isIn) inside++;
    const before = points[n - 1];
    if (point.begins || before === undefined) {
      current = 0;
      if (!isIn) firstExit ??= { lon: point.lon, lat: point.lat, time: point.time };
      return;
    }
    const length = distanceMetres(before.lon, before.lat, point.lon, point.lat);
    const seconds = (point.time - before.time) / 1000;
    metres += length;
    const cuts = [0, ...crossings(rings, before, point), 1];
    const at = (part: number) => ({
      lon: before.lon + part * (point.lon - before.lon),
      lat: before.lat + part * (point.lat - before.lat),
      time: before.time + part * (point.time - before.time),
    });
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [at(cuts[i]!), at(cuts[i + 1]!)];
      const middle = at((cuts[i]! + cuts[i + 1]!) / 2);
      const isPieceIn = isInside(rings, middle.lon, middle.lat);
      (isPieceIn ? insideLines : outsideLines).add(from.lon, from.lat, to.lon, to.lat);
      if (isPieceIn) {
        current = 0;
        continue;
      }
      const part = cuts[i + 1]! - cuts[i]!;
      firstExit ??= from;
      outsideMetres += part * length;
      outsideSeconds += part * seconds;
      current += part * seconds;
      // NaN, once there, stays: without times there is no longest.
      longest = Number.isNaN(current) ? NaN : Math.max(longest, current);
    }
  });
  return {
    points: points.length,
    inside,
    metres,
    outsideMetres,
    outsideSeconds,
    longestOutsideSeconds: Number.isNaN(outsideSeconds) ? NaN : longest,
    firstExit,
    insideLines: insideLines.finish(),
    outsideLines: outsideLines.finish(),
  };
}

/** In an odd number of rings: holes are outside. */
function isInside(rings: readonly Position[][], x: number, y: number): boolean {
  return rings.reduce((odd, ring) => odd !== isInRing(ring, x, y), false);
}

/** Parts (0 … 1, in order) of the way from one point to the next at which it crosses a ring. */
function crossings(rings: readonly Position[][], from: TrackPoint, to: TrackPoint): number[] {
  const dx = to.lon - from.lon;
  const dy = to.lat - from.lat;
  const parts: number[] = [];
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[i + 1] as [number, number];
      const across = dx * (by - ay) - dy * (bx - ax);
      if (across === 0) continue;
      const part = ((ax - from.lon) * (by - ay) - (ay - from.lat) * (bx - ax)) / across;
      const along = ((ax - from.lon) * dy - (ay - from.lat) * dx) / across;
      if (part > 0 && part < 1 && along >= 0 && along < 1) parts.push(part);
    }
  return parts.sort((a, b) => a - b);
}

/** Single straight pieces. */
class LineList {
  readonly #lonLats: number[] = [];

  add(...piece: [number, number, number, number]): void {
    this.#lonLats.push(...piece);
  }

  finish(): Lines {
    const count = this.#lonLats.length / 4;
    return {
      count,
      first: Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i),
      lonLats: Float64Array.from(this.#lonLats),
    };
  }
}
