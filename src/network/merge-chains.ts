/** Merges chains of pieces that meet, two and two, at vertices where nothing changes: 3–5 times fewer vertices (kernel.md, Data). */
import { pacer, type Control } from '../domain/progress';
import { turnedFlags } from './graph';
import type { Pieces } from './split-ways';

/** Chains in order of their first piece in the file, which they follow forward. */
export interface Chains {
  readonly count: number;
  /** Pieces of chain c are half[first[c]] … half[first[c + 1] - 1]: 2 × piece, + 1 where it is walked backward. */
  readonly first: Int32Array;
  readonly half: Int32Array;
  /** Vertices at either end. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Two pieces merge only where `kind` (flags in the low byte, and patch) agrees as one walks on from one to the other. A ring that
 * meets nothing keeps the vertex its first piece starts at.
 */
export async function mergeChains(pieces: Pieces, kind: Int32Array, control?: Control): Promise<Chains> {
  const pace = pacer(control);
  const { halfFirst, halves } = indexHalves(pieces);
  const isJunction = new Uint8Array(pieces.vertexNode.length);
  for (let v = 0; v < isJunction.length; v++) {
    const at = halfFirst[v]!;
    isJunction[v] = halfFirst[v + 1]! - at === 2 && goesOn(kind, halves[at]!, halves[at + 1]!) ? 0 : 1;
  }
  await pace();

  const isUsed = new Uint8Array(pieces.count);
  const first: number[] = [0];
  const half = new Int32Array(pieces.count);
  const from: number[] = [];
  const to: number[] = [];
  const behind: number[] = [];
  let filled = 0;
  /** The end of a piece, as a half (2p: from, 2p + 1: to), across the plain vertex that `end` lies at. */
  const across = (end: number): number => {
    const at = halfFirst[vertexAt(pieces, end)]!;
    return halves[at] === end ? halves[at + 1]! : halves[at]!;
  };
  for (let p = 0; p < pieces.count; p++) {
    if (isUsed[p] === 1) continue;
    if ((p & 4095) === 0) await pace();
    // Pieces are visited in file order, so p is the first of its chain: walk back to its start, then on to its end.
    behind.length = 0;
    isUsed[p] = 1;
    let start = 2 * p;
    while (isJunction[vertexAt(pieces, start)] === 0) {
      const end = across(start);
      if (isUsed[end >> 1] === 1) break; // round a ring, back at p
      isUsed[end >> 1] = 1;
      // Walked from its other end towards `end`: forward where `end` is the piece's own end.
      behind.push((end & 1) === 1 ? end - 1 : end + 1);
      start = end ^ 1;
    }
    let stop = 2 * p + 1;
    if (isJunction[vertexAt(pieces, start)] === 0) {
      // A ring of plain vertices: start at p's own beginning and go forward.
      half[filled++] = 2 * p;
      for (let i = behind.length - 1; i >= 0; i--) half[filled++] = behind[i]!;
      from.push(pieces.from[p]!);
      to.push(pieces.from[p]!);
      first.push(filled);
      continue;
    }
    for (let i = behind.length - 1; i >= 0; i--) half[filled++] = behind[i]!;
    half[filled++] = 2 * p;
    while (isJunction[vertexAt(pieces, stop)] === 0) {
      const begin = across(stop);
      isUsed[begin >> 1] = 1;
      half[filled++] = begin;
      stop = begin ^ 1;
    }
    from.push(vertexAt(pieces, start));
    to.push(vertexAt(pieces, stop));
    first.push(filled);
  }
  return {
    count: from.length,
    first: Int32Array.from(first),
    half,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
  };
}

/** Whether two ends that meet are those of different pieces of one kind; two starts, or two ends, that meet run against each other. */
function goesOn(kind: Int32Array, one: number, other: number): boolean {
  const a = one >> 1;
  const b = other >> 1;
  if (a === b) return false;
  return kind[a] === ((one & 1) === (other & 1) ? turnedFlags(kind[b]!) : kind[b]);
}

function vertexAt(pieces: Pieces, half: number): number {
  return (half & 1) === 0 ? pieces.from[half >> 1]! : pieces.to[half >> 1]!;
}

/** Ends of pieces by vertex; both ends of a loop are there. */
function indexHalves(pieces: Pieces): { halfFirst: Int32Array; halves: Int32Array } {
  const halfFirst = new Int32Array(pieces.vertexNode.length + 1);
  for (let h = 0; h < 2 * pieces.count; h++) halfFirst[vertexAt(pieces, h) + 1]!++;
  for (let v = 0; v < pieces.vertexNode.length; v++) halfFirst[v + 1]! += halfFirst[v]!;
  const next = halfFirst.slice(0, -1);
  const halves = new Int32Array(2 * pieces.count);
  for (let h = 0; h < 2 * pieces.count; h++) halves[next[vertexAt(pieces, h)]!++] = h;
  return { halfFirst, halves };
}
