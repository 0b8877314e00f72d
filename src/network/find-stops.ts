/** Where on the streets a walker meets crossings, gates and raised kerbs: on the nodes of merged chains and at their junctions. */
import type { RawStreets } from '../domain/tables';
import { CROSSING, SIGNAL, type Stops } from './graph';
import type { Chains } from './merge-chains';
import type { Pieces } from './split-ways';
import { isWalkersOwn, stopKind } from './walkable';

/** Null where there are none. `shapes` gives each chain's length. */
export function findStops(
  raw: RawStreets,
  pieces: Pieces,
  chains: Chains,
  shapes: { readonly edgeMetres: Float64Array },
): Stops | null {
  const kinds = new Map<number, number>();
  for (const [node, tags] of raw.nodeTags) {
    const kind = stopKind(tags);
    if (kind !== 0) kinds.set(node, kind);
  }
  if (kinds.size === 0) return null;

  const isOwn = Uint8Array.from(raw.wayTags, (tags) => (isWalkersOwn(tags) ? 1 : 0));
  const meets = meetingsOf(pieces, isOwn);
  const first = new Int32Array(chains.count + 1);
  const along: number[] = [];
  const kind: number[] = [];
  const share: number[] = [];
  const put = (metres: number, what: number, part: number): void => {
    along.push(metres);
    kind.push(what);
    share.push(part);
  };
  const putEnd = (metres: number, vertex: number, piece: number): void => {
    const what = kinds.get(pieces.vertexNode[vertex]!);
    if (what === undefined) return;
    const stays = meets[vertex] === BOTH && isOwn[pieces.way[piece]!] === 0;
    const own = what & ~(CROSSING | SIGNAL);
    if (!stays) put(metres, what, 0.5);
    else if (own !== 0) put(metres, own, 0.5);
  };
  for (let e = 0; e < chains.count; e++) {
    const begin = chains.first[e]!;
    const end = chains.first[e + 1]!;
    putEnd(0, chains.from[e]!, chains.half[begin]! >> 1);
    let metres = 0;
    for (let i = begin; i < end; i++) {
      const p = chains.half[i]! >> 1;
      const isBackward = (chains.half[i]! & 1) === 1;
      const steps = pieces.last[p]! - pieces.first[p]!;
      for (let s = 0; s < steps; s++) {
        const k = isBackward ? pieces.last[p]! - 1 - s : pieces.first[p]! + s;
        metres += pieces.stepMetres[k]!;
        if (i === end - 1 && s === steps - 1) break;
        const what = kinds.get(raw.refs[isBackward ? k : k + 1]!);
        // A node listed twice in a row is met once.
        if (what !== undefined && pieces.stepMetres[k]! > 0) put(metres, what, 1);
      }
    }
    putEnd(shapes.edgeMetres[e]!, chains.to[e]!, chains.half[end - 1]! >> 1);
    first[e + 1] = along.length;
  }
  return {
    first,
    along: Float64Array.from(along),
    kind: Uint8Array.from(kind),
    share: Float64Array.from(share),
  };
}

const BOTH = 3;

/** Per vertex: 1 where a walkers' own way ends, 2 where a road does, 3 where three or more of both meet. */
function meetingsOf(pieces: Pieces, isOwn: Uint8Array): Uint8Array {
  const ends = new Uint8Array(pieces.vertexNode.length);
  const met = new Uint8Array(pieces.vertexNode.length);
  for (let p = 0; p < pieces.count; p++) {
    for (const v of [pieces.from[p]!, pieces.to[p]!]) {
      if (ends[v]! < 3) ends[v]!++;
      met[v]! |= isOwn[pieces.way[p]!] === 1 ? 1 : 2;
    }
  }
  for (let v = 0; v < met.length; v++) if (met[v] === BOTH && ends[v]! < 3) met[v] = 0;
  return met;
}
