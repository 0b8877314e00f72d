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
  // Roads so tagged are few and footways many, so the roads' points go into the grid and each footway looks for them.
  const samples = new SampleGrid(raw.lats[0] ?? 0);
  for (let p = 0; p < pieces.count; p++) {
    if (separate[pieces.way[p]!] === 1) addSamples(raw, pieces, p, samples, level[pieces.way[p]!]!);
  }
  if (samples.pieces.length === 0) return keep;
  await pace();

  const footway = Uint8Array.from(raw.wayTags, (tags) => (isFootway(tags) ? 1 : 0));
  for (let p = 0; p < pieces.count; p++) {
    if ((p & 1023) === 0) await pace();
    const w = pieces.way[p]!;
    if (footway[w] === 0) continue;
    for (let k = pieces.first[p]!; k < pieces.last[p]!; k++) {
      const a = raw.refs[k]!;
      const b = raw.refs[k + 1]!;
      samples.accompany(raw.lons[a]!, raw.lats[a]!, raw.lons[b]!, raw.lats[b]!, level[w]!);
    }
  }
  for (const p of samples.pieces) keep[p] = 0;
  // One point without a footway beside it keeps the whole piece.
  samples.pieces.forEach((p, sample) => {
    if (samples.isAccompanied[sample] !== true) keep[p] = 1;
  });
  return keep;
}

function addSamples(raw: RawStreets, pieces: Pieces, p: number, samples: SampleGrid, level: number): void {
  for (let k = pieces.first[p]!; k < pieces.last[p]!; k++) {
    const a = raw.refs[k]!;
    const b = raw.refs[k + 1]!;
    const steps = Math.max(1, Math.ceil(pieces.stepMetres[k]! / sampleMetres));
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const lon = raw.lons[a]! + t * (raw.lons[b]! - raw.lons[a]!);
      const lat = raw.lats[a]! + t * (raw.lats[b]! - raw.lats[a]!);
      samples.add(lon, lat, p, level);
    }
  }
}

/** Points by square cell of `nearMetres`, in metres of a plane true at one latitude: within a city that moves 20 m by centimetres. */
class SampleGrid {
  readonly pieces: number[] = [];
  readonly isAccompanied: boolean[] = [];
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];
  readonly #levels: number[] = [];
  readonly #metres: { readonly lon: number; readonly lat: number };
  readonly #cells = new Map<number, number[]>();

  constructor(lat: number) {
    this.#metres = metresPerDegree(lat);
  }

  add(lon: number, lat: number, piece: number, level: number): void {
    const x = lon * this.#metres.lon;
    const y = lat * this.#metres.lat;
    const sample = this.pieces.push(piece) - 1;
    this.isAccompanied.push(false);
    this.#xs.push(x);
    this.#ys.push(y);
    this.#levels.push(level);
    const key = cellKey(cellOf(x), cellOf(y));
    const list = this.#cells.get(key);
    if (list) list.push(sample);
    else this.#cells.set(key, [sample]);
  }

  /** Marks the points that lie within 20 m of a segment. */
  accompany(lonA: number, latA: number, lonB: number, latB: number, level: number): void {
    const x1 = lonA * this.#metres.lon;
    const y1 = latA * this.#metres.lat;
    const x2 = lonB * this.#metres.lon;
    const y2 = latB * this.#metres.lat;
    const firstX = cellOf(Math.min(x1, x2) - nearMetres);
    const firstY = cellOf(Math.min(y1, y2) - nearMetres);
    const lastX = cellOf(Math.max(x1, x2) + nearMetres);
    const lastY = cellOf(Math.max(y1, y2) + nearMetres);
    const mark = (sample: number) => {
      if (this.isAccompanied[sample] === true || this.#levels[sample] !== level) return;
      this.isAccompanied[sample] = isWithin(this.#xs[sample]!, this.#ys[sample]!, x1, y1, x2, y2);
    };
    // A segment of many kilometres has more cells around it than there are points.
    if ((lastX - firstX + 1) * (lastY - firstY + 1) > this.pieces.length) {
      for (let sample = 0; sample < this.pieces.length; sample++) mark(sample);
      return;
    }
    for (let x = firstX; x <= lastX; x++) {
      for (let y = firstY; y <= lastY; y++) this.#cells.get(cellKey(x, y))?.forEach(mark);
    }
  }
}

function cellOf(metres: number): number {
  return Math.floor(metres / nearMetres);
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
