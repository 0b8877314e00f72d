/**
 * Order of places along a Hilbert curve: neighbours on the ground become neighbours in memory, which makes a search 4–8 times
 * as fast as in random order and 1.6–2 times as fast as in breadth-first order (kernel.md §1).
 */

/** Positions in the order of the curve over the places' bounding square; ties keep the given order. */
export function hilbertOrder(lons: Float64Array, lats: Float64Array): Uint32Array {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let i = 0; i < lons.length; i++) {
    west = Math.min(west, lons[i]!);
    east = Math.max(east, lons[i]!);
    south = Math.min(south, lats[i]!);
    north = Math.max(north, lats[i]!);
  }
  const scale = 65535 / Math.max(east - west, north - south, 1e-9);
  const keys = new Uint32Array(lons.length);
  for (let i = 0; i < lons.length; i++) {
    keys[i] = hilbertKey(Math.floor((lons[i]! - west) * scale), Math.floor((lats[i]! - south) * scale));
  }
  return orderByKey(keys);
}

/** Distance along the curve of a cell of a 65536 × 65536 square. */
export function hilbertKey(x: number, y: number): number {
  let key = 0;
  for (let side = 32768; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const upper = (y & side) > 0 ? 1 : 0;
    key = key * 4 + ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = 65535 - x;
        y = 65535 - y;
      }
      const swap = x;
      x = y;
      y = swap;
    }
  }
  return key >>> 0;
}

/** Positions of keys in ascending order, ties in the order given: two passes of a counting sort on 16 bits. */
export function orderByKey(keys: Uint32Array): Uint32Array {
  let order = new Uint32Array(keys.length);
  let next = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) order[i] = i;
  const starts = new Uint32Array(65536);
  for (const shift of [0, 16]) {
    starts.fill(0);
    for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> shift) & 65535]!++;
    let sum = 0;
    for (let digit = 0; digit < 65536; digit++) {
      const count = starts[digit]!;
      starts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < order.length; i++) next[starts[(keys[order[i]!]! >>> shift) & 65535]!++] = order[i]!;
    [order, next] = [next, order];
  }
  return order;
}
