/**
 * Drops the centreline of a road whose pavements are drawn as ways of their own (`sidewalk=separate`), piece by piece, only where such a
 * footway lies within 20 m all along the piece: else a road whose pavements nobody has drawn yet would vanish.
 */
import { metresPerDegree } from '../domain/ellipsoid';
import { pacer, type Control } from '../domain/progress';
import type { RawStreets } from '../domain/tables';
import type { Pieces } from './split-ways';
import { isFootway, hasSeparateSidewalk } from './walkable';

const nearMetres = 20;
/** Points looked at along a piece, at most this far apart. */
const sampleMetres = 10;

/** 1 for each piece to keep. `level[w]` tells bridges and tunnels from the ground: a footway under a bridge is not its pavement. */
export async function keepBesideSidewalks(
  raw: RawStreets,
  pieces: Pieces,
  level: Uint8Array,
  control?: Control,
): Promise<Uint8Array> {
  const pace = pacer(control);
  const keep = new Uint8Array(pieces.count).fill(1);
  const separate = Uint8Array.from(raw.wayTags, (tags) =>
    hasSeparateSidewalk(tags) && !isFootway(tags) ? 1 : 0,
  );
  if (!pieces.way.some((w) => separate[w] === 1)) return keep;

  const grid = new SegmentGrid(raw.lats[0] ?? 0);
  for (let p = 0; p < pieces.count; p++) {
    if ((p & 1023) === 0) await pace();
    const w = pieces.way[p]!;
    if (!isFootway(raw.wayTags[w]!)) continue;
    for (let k = pieces.first[p]!; k < pieces.last[p]!; k++) {
      const a = raw.refs[k]!;
      const b = raw.refs[k + 1]!;
      grid.add(raw.lons[a]!, raw.lats[a]!, raw.lons[b]!, raw.lats[b]!, level[w]!);
    }
  }
  for (let p = 0; p < pieces.count; p++) {
    if ((p & 255) === 0) await pace();
    const w = pieces.way[p]!;
    if (separate[w] === 1 && isAccompanied(raw, pieces, p, grid, level[w]!)) keep[p] = 0;
  }
  return keep;
}

function isAccompanied(
  raw: RawStreets,
  pieces: Pieces,
  p: number,
  grid: SegmentGrid,
  level: number,
): boolean {
  for (let k = pieces.first[p]!; k < pieces.last[p]!; k++) {
    const a = raw.refs[k]!;
    const b = raw.refs[k + 1]!;
    const steps = Math.max(1, Math.ceil(pieces.stepMetres[k]! / sampleMetres));
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const lon = raw.lons[a]! + t * (raw.lons[b]! - raw.lons[a]!);
      const lat = raw.lats[a]! + t * (raw.lats[b]! - raw.lats[a]!);
      if (!grid.hasNear(lon, lat, level)) return false;
    }
  }
  return true;
}

/** Segments by square cell of `nearMetres`, in metres of a plane true at one latitude: within a city that moves 20 m by centimetres. */
class SegmentGrid {
  readonly #metres: { readonly lon: number; readonly lat: number };
  readonly #cells = new Map<number, number[]>();
  /** x1, y1, x2, y2, level of each segment. */
  readonly #segments: number[] = [];

  constructor(lat: number) {
    this.#metres = metresPerDegree(lat);
  }

  add(lonA: number, latA: number, lonB: number, latB: number, level: number): void {
    const x1 = lonA * this.#metres.lon;
    const y1 = latA * this.#metres.lat;
    const x2 = lonB * this.#metres.lon;
    const y2 = latB * this.#metres.lat;
    const at = this.#segments.push(x1, y1, x2, y2, level) - 5;
    // The cells of points a cell's width apart, each with its neighbours, cover all that lies within a cell's width.
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / nearMetres));
    const seen = new Set<number>();
    for (let i = 0; i <= steps; i++) {
      const cellX = Math.floor((x1 + (i / steps) * (x2 - x1)) / nearMetres);
      const cellY = Math.floor((y1 + (i / steps) * (y2 - y1)) / nearMetres);
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++) seen.add(cellKey(cellX + dx, cellY + dy));
    }
    for (const key of seen) {
      const list = this.#cells.get(key);
      if (list) list.push(at);
      else this.#cells.set(key, [at]);
    }
  }

  hasNear(lon: number, lat: number, level: number): boolean {
    const x = lon * this.#metres.lon;
    const y = lat * this.#metres.lat;
    const list = this.#cells.get(cellKey(Math.floor(x / nearMetres), Math.floor(y / nearMetres)));
    if (!list) return false;
    const s = this.#segments;
    return list.some(
      (at) => s[at + 4] === level && isWithin(x, y, s[at]!, s[at + 1]!, s[at + 2]!, s[at + 3]!),
    );
  }
}

function cellKey(x: number, y: number): number {
  return x * 67108864 + y;
}

function isWithin(x: number, y: number, x1: number, y1: number, x2: number, y2: number): boolean {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / squared));
  const gapX = x - x1 - t * dx;
  const gapY = y - y1 - t * dy;
  return gapX * gapX + gapY * gapY <= nearMetres * nearMetres;
}
