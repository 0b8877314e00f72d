/**
 * Lines in groups of neighbours, so that a map builds and draws only those in sight. A tile is a run of lines along a Hilbert
 * curve over their first points: whatever the density, each holds about as many points.
 */
import type { Lines } from '../domain/stories';
import { hilbertKey, orderByKey } from '../network/hilbert';

export interface LineTiles {
  readonly count: number;
  /** Every line once; those of tile t are order[first[t]] … order[first[t + 1] - 1]. */
  readonly order: Uint32Array;
  readonly first: Uint32Array;
  /** Points of each tile. */
  readonly points: Uint32Array;
  /** Of all points of each tile: west, south, east, north in degrees. */
  readonly boxes: Float64Array;
}

/** Points after which a tile is full; only a single line makes a larger one. About half a millisecond of `lineMesh`. */
export const pointsATile = 2048;

/** Yields where others may go on: each piece of work takes a few milliseconds for a city of a million nodes. */
export function* lineTiles(lines: Lines): Generator<void, LineTiles> {
  const { count, first, lonLats } = lines;
  const order = yield* curveOrder(lines);
  yield;
  const starts = [0];
  const points: number[] = [];
  let here = 0;
  for (let at = 0; at < count; at++) {
    const size = first[order[at] + 1] - first[order[at]];
    if (here > 0 && here + size > pointsATile) {
      starts.push(at);
      points.push(here);
      here = 0;
    }
    here += size;
  }
  if (count > 0) {
    starts.push(count);
    points.push(here);
  }
  const boxes = new Float64Array(4 * points.length);
  for (let tile = 0; tile < points.length; tile++) {
    if (tile % 32 === 0) yield;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = starts[tile]; at < starts[tile + 1]; at++) {
      const line = order[at];
      for (let p = first[line]; p < first[line + 1]; p++) {
        const lon = lonLats[2 * p];
        const lat = lonLats[2 * p + 1];
        if (lon < west) west = lon;
        if (lon > east) east = lon;
        if (lat < south) south = lat;
        if (lat > north) north = lat;
      }
    }
    boxes.set([west, south, east, north], 4 * tile);
  }
  return {
    count: points.length,
    order,
    first: Uint32Array.from(starts),
    points: Uint32Array.from(points),
    boxes,
  };
}

/** Lines in the order of a Hilbert curve over their first points. */
function* curveOrder({ count, first, lonLats }: Lines): Generator<void, Uint32Array> {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let line = 0; line < count; line++) {
    const lon = lonLats[2 * first[line]];
    const lat = lonLats[2 * first[line] + 1];
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  const scale = 65535 / Math.max(east - west, north - south, 1e-9);
  const keys = new Uint32Array(count);
  for (let line = 0; line < count; line++) {
    if (line % 16384 === 0) yield;
    const at = 2 * first[line];
    keys[line] = hilbertKey(
      Math.floor((lonLats[at] - west) * scale),
      Math.floor((lonLats[at + 1] - south) * scale),
    );
  }
  return orderByKey(keys);
}

/** Tiles that meet a box (west, south, east, north), in order. */
export function tilesIn(
  { count, boxes }: LineTiles,
  [west, south, east, north]: readonly [number, number, number, number],
): number[] {
  const found: number[] = [];
  for (let t = 0; t < count; t++)
    if (
      boxes[4 * t] <= east &&
      boxes[4 * t + 2] >= west &&
      boxes[4 * t + 1] <= north &&
      boxes[4 * t + 3] >= south
    )
      found.push(t);
  return found;
}

/** The lines of a tile. */
export function linesOf({ order, first }: LineTiles, tile: number): Uint32Array {
  return order.subarray(first[tile], first[tile + 1]);
}
