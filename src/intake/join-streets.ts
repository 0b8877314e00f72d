/** Turns ways that name their nodes by id into `RawStreets`, whose ways name nodes by position. */
import type { RawStreets } from '../domain/tables';
import type { NodeIndex } from './node-index';
import type { Tags } from './osm-tags';

/** Ways to join: node ids of way w are refs[wayFirst[w]] … refs[wayFirst[w + 1] - 1]; only ways with isStreet[w] count. */
export interface IdWays {
  readonly refs: Float64Array;
  readonly wayFirst: Int32Array;
  readonly wayTags: readonly Tags[];
  readonly isStreet: Uint8Array;
}

export interface IdNodes {
  readonly count: number;
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  readonly tags: ReadonlyMap<number, Tags>;
}

/** Nodes are numbered in order of first use. A way is cut where the file lacks a node; what is left of under two nodes goes. */
export async function joinStreets(nodes: IdNodes, ways: IdWays, index: NodeIndex, pace: () => Promise<void>) {
  const wayCount = ways.wayTags.length;
  const number = new Int32Array(nodes.count).fill(-1);
  const used = new Int32Array(nodes.count);
  const refs = new Int32Array(ways.wayFirst[wayCount]!);
  const wayFirst: number[] = [0];
  const wayTags: Tags[] = [];
  const missing = new Set<number>();
  let cutWays = 0;
  let usedCount = 0;
  let filled = 0;
  for (let w = 0; w < wayCount; w++) {
    if (ways.isStreet[w] === 0) continue;
    if ((w & 4095) === 0) await pace();
    const end = ways.wayFirst[w + 1]!;
    let start = filled;
    let isCut = false;
    for (let k = ways.wayFirst[w]!; k <= end; k++) {
      const at = k < end ? index.find(ways.refs[k]!) : -1;
      if (at !== -1) {
        let node = number[at]!;
        if (node === -1) {
          node = usedCount++;
          number[at] = node;
          used[node] = at;
        }
        refs[filled++] = node;
        continue;
      }
      // The way's end, or a missing node in its middle.
      if (filled - start < 2) filled = start;
      else {
        wayFirst.push(filled);
        wayTags.push(ways.wayTags[w]!);
      }
      start = filled;
      if (k === end) break;
      missing.add(ways.refs[k]!);
      isCut = true;
    }
    if (isCut) cutWays++;
  }
  const nodeTags = new Map<number, Tags>();
  for (const [id, tags] of nodes.tags) {
    const at = index.find(id);
    if (at !== -1 && number[at] !== -1) nodeTags.set(number[at]!, tags);
  }
  const lons = new Float64Array(usedCount);
  const lats = new Float64Array(usedCount);
  for (let n = 0; n < usedCount; n++) {
    lons[n] = nodes.lons[used[n]!]!;
    lats[n] = nodes.lats[used[n]!]!;
  }
  const streets: RawStreets = {
    lons,
    lats,
    wayFirst: Int32Array.from(wayFirst),
    refs: refs.slice(0, filled),
    wayTags,
    nodeTags,
    source: 'osm',
  };
  return { streets, missing: missing.size, cutWays };
}
