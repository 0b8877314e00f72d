/** The names along each edge: of the longest piece, and of every piece in order. */
import type { RawStreets } from '../domain/tables';
import type { NameRuns } from './graph';
import type { Chains } from './merge-chains';
import type { Pieces } from './split-ways';

export function nameRunsOf(raw: RawStreets, pieces: Pieces, chains: Chains) {
  const names = [''];
  const numbers = new Map([['', 0]]);
  const numberOf = (piece: number): number => {
    const name = raw.wayTags[pieces.way[piece]!]!['name'] ?? '';
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = names.push(name) - 1));
    return number;
  };
  const edgeName = new Int32Array(chains.count);
  const first = new Int32Array(chains.count + 1);
  const end: number[] = [];
  const name: number[] = [];
  for (let e = 0; e < chains.count; e++) {
    let longest = chains.half[chains.first[e]!]! >> 1;
    let along = 0;
    for (let i = chains.first[e]!; i < chains.first[e + 1]!; i++) {
      const p = chains.half[i]! >> 1;
      const longer = pieces.metres[p]! - pieces.metres[longest]!;
      if (longer > 0 || (longer === 0 && p < longest)) longest = p;
      along += pieces.metres[p]!;
      const number = numberOf(p);
      const isNew = end.length === first[e] || name[name.length - 1] !== number;
      if (isNew) {
        end.push(along);
        name.push(number);
      } else end[end.length - 1] = along;
    }
    edgeName[e] = numberOf(longest);
    first[e + 1] = end.length;
  }
  const nameRuns: NameRuns = { first, end: Float64Array.from(end), name: Int32Array.from(name) };
  return { edgeName, names, nameRuns };
}
