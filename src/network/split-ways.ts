/** Cuts walkable ways into pieces: at shared nodes, at way ends and at nodes that block. */
import { distanceMetres } from '../domain/ellipsoid';
import { pacer, type Control } from '../domain/progress';
import type { RawStreets } from '../domain/tables';
import { createSets, findSet, joinSets } from './union-find';
import { passesBarrier } from './walkable';

/** Pieces in order of the file (way, then position along it), between vertices numbered in order of first appearance. */
export interface Pieces {
  readonly count: number;
  readonly way: Int32Array;
  /** Nodes of a piece are refs[first] … refs[last]. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly metres: Float64Array;
  /** Node of each vertex. A node that blocks becomes one vertex for every piece that ends at it. */
  readonly vertexNode: Int32Array;
  /** Metres from refs[k] to refs[k + 1] within a walkable way. */
  readonly stepMetres: Float64Array;
  readonly blockedNodes: number;
  readonly privateGates: number;
}

/** `walkable[w]` is not 0 where way w is to be cut; other ways touch nothing. */
export async function splitWays(raw: RawStreets, walkable: Uint8Array, control?: Control): Promise<Pieces> {
  const pace = pacer(control);
  const { refs, wayFirst } = raw;
  const { isVertex, isBlocked, blockedNodes, privateGates } = findVertices(raw, walkable);
  await pace();

  let capacity = 0;
  for (let w = 0; w < walkable.length; w++) {
    if (walkable[w] === 0) continue;
    for (let k = wayFirst[w]! + 1; k < wayFirst[w + 1]!; k++) capacity += isVertex[refs[k]!]!;
  }
  const way = new Int32Array(capacity);
  const first = new Int32Array(capacity);
  const last = new Int32Array(capacity);
  const from = new Int32Array(capacity);
  const to = new Int32Array(capacity);
  const metres = new Float64Array(capacity);
  const stepMetres = new Float64Array(refs.length);
  const vertexOf = new Int32Array(raw.lons.length).fill(-1);
  const vertexNode: number[] = [];
  const addVertex = (node: number): number => {
    if (isBlocked[node] === 0 && vertexOf[node] !== -1) return vertexOf[node]!;
    return (vertexOf[node] = vertexNode.push(node) - 1);
  };

  let count = 0;
  const zeroLength: number[] = [];
  for (let w = 0; w < walkable.length; w++) {
    if (walkable[w] === 0) continue;
    if ((w & 1023) === 0) await pace();
    const end = wayFirst[w + 1]!;
    let start = wayFirst[w]!;
    let sum = 0;
    for (let k = start + 1; k < end; k++) {
      const before = refs[k - 1]!;
      const node = refs[k]!;
      const step = distanceMetres(raw.lons[before]!, raw.lats[before]!, raw.lons[node]!, raw.lats[node]!);
      stepMetres[k - 1] = step;
      sum += step;
      if (isVertex[node] === 0 || node === before) continue;
      way[count] = w;
      first[count] = start;
      last[count] = k;
      from[count] = addVertex(refs[start]!);
      to[count] = addVertex(node);
      metres[count] = sum;
      if (sum === 0) zeroLength.push(count);
      count++;
      start = k;
      sum = 0;
    }
  }
  const pieces: Pieces = {
    count,
    way: way.subarray(0, count),
    first: first.subarray(0, count),
    last: last.subarray(0, count),
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    metres: metres.subarray(0, count),
    vertexNode: Int32Array.from(vertexNode),
    stepMetres,
    blockedNodes,
    privateGates,
  };
  return zeroLength.length === 0 ? pieces : dropZeroLength(pieces, zeroLength);
}

/** The pieces that `keep` says; vertices keep their numbers. */
export function keepPieces(pieces: Pieces, keep: Uint8Array): Pieces {
  const kept = positionsOf(keep);
  return {
    ...pieces,
    count: kept.length,
    way: kept.map((p) => pieces.way[p]!),
    first: kept.map((p) => pieces.first[p]!),
    last: kept.map((p) => pieces.last[p]!),
    from: kept.map((p) => pieces.from[p]!),
    to: kept.map((p) => pieces.to[p]!),
    metres: Float64Array.from(kept, (p) => pieces.metres[p]!),
  };
}

/** Positions where a mask is not 0. */
export function positionsOf(mask: Uint8Array): Int32Array {
  const found = new Int32Array(mask.reduce((count, one) => count + (one === 0 ? 0 : 1), 0));
  let filled = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) found[filled++] = i;
  return found;
}

function findVertices(raw: RawStreets, walkable: Uint8Array) {
  const { refs, wayFirst } = raw;
  const uses = new Uint8Array(raw.lons.length);
  for (let w = 0; w < walkable.length; w++) {
    const start = wayFirst[w]!;
    const end = wayFirst[w + 1]!;
    if (walkable[w] === 0 || end - start < 2) continue;
    for (let k = start; k < end; k++) {
      const node = refs[k]!;
      if (k > start && node === refs[k - 1]) continue;
      if (uses[node]! < 2) uses[node]!++;
    }
    uses[refs[start]!] = 2;
    uses[refs[end - 1]!] = 2;
  }
  const isBlocked = new Uint8Array(raw.lons.length);
  let blockedNodes = 0;
  let privateGates = 0;
  for (const [node, tags] of raw.nodeTags) {
    if (uses[node] === 0 || tags['barrier'] === undefined) continue;
    const passage = passesBarrier(tags);
    if (passage.private) privateGates++;
    if (passage.pass) continue;
    blockedNodes++;
    isBlocked[node] = 1;
    uses[node] = 2;
  }
  for (let node = 0; node < uses.length; node++) uses[node] = uses[node]! >> 1;
  return { isVertex: uses, isBlocked, blockedNodes, privateGates };
}

/** Drops pieces of no length; their two ends become one vertex, so that nothing comes apart. */
function dropZeroLength(pieces: Pieces, zeroLength: readonly number[]): Pieces {
  const sets = createSets(pieces.vertexNode.length);
  const keep = new Uint8Array(pieces.count).fill(1);
  for (const p of zeroLength) {
    joinSets(sets, pieces.from[p]!, pieces.to[p]!);
    keep[p] = 0;
  }
  const kept = keepPieces(pieces, keep);
  for (let p = 0; p < kept.count; p++) {
    kept.from[p] = findSet(sets, kept.from[p]!);
    kept.to[p] = findSet(sets, kept.to[p]!);
  }
  return kept;
}
