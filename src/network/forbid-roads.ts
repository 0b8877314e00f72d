/** The streets of a neighbourhood without its large roads: ways of a class and above are gone, and nobody passes the nodes that lay on them. */
import type { RoadClass } from '../domain/safety';
import type { RawStreets } from '../domain/tables';
import { SIGNAL } from './graph';
import { isSet, stopKind, walkClass, type Tags } from './walkable';

const ranks: Readonly<Record<Exclude<RoadClass, 'any'>, readonly string[]>> = {
  trunk: ['motorway', 'trunk'],
  primary: ['primary'],
  secondary: ['secondary'],
  tertiary: ['tertiary'],
};
const order = ['trunk', 'primary', 'secondary', 'tertiary'] as const;
const minor = ['unclassified', 'residential', 'living_street', 'service', 'road', 'track', 'busway'];

export interface Neighbourhood {
  readonly streets: RawStreets;
  /** Nodes (positions) that lay on a forbidden road and are blocked, with the road's name ('' where it has none). */
  readonly blocked: ReadonlyMap<number, string>;
  /** The forbidden roads on the ground, in degrees: nobody is on their other side. */
  readonly roads: readonly (readonly (readonly [number, number])[])[];
}

/**
 * Ways with a node in `box` ([west, south, east, north]), without roads of `roads` and above (links and motorroads too). Where a road runs on a
 * bridge or in a tunnel, ways that share no node with it pass under or over. With `signals` crossings with signals are passed.
 */
export function forbidRoads(
  raw: RawStreets,
  roads: RoadClass,
  signals: boolean,
  box: readonly [number, number, number, number],
): Neighbourhood {
  const forbidden = new Set(
    order.slice(0, roads === 'any' ? order.length : order.indexOf(roads) + 1).flatMap((rank) => ranks[rank]),
  );
  if (roads === 'any') minor.forEach((value) => forbidden.add(value));
  const isForbidden = (tags: Tags): boolean =>
    tags['motorroad'] === 'yes' || forbidden.has((tags['highway'] ?? '').replace(/_link$/, ''));
  const { lons, lats, refs, wayFirst, wayTags, nodeTags } = raw;
  const [west, south, east, north] = box;
  const isNear = (w: number): boolean => {
    for (let k = wayFirst[w]!; k < wayFirst[w + 1]!; k++) {
      const node = refs[k]!;
      if (lons[node]! >= west && lons[node]! <= east && lats[node]! >= south && lats[node]! <= north)
        return true;
    }
    return false;
  };
  const kept: number[] = [];
  const blocked = new Map<number, string>();
  const lines: [number, number][][] = [];
  for (let w = 0; w < wayTags.length; w++) {
    if (!isNear(w)) continue;
    const tags = wayTags[w]!;
    if (!isForbidden(tags)) {
      kept.push(w);
      continue;
    }
    // A road that is only planned keeps nobody.
    if (walkClass({ ...tags, foot: 'yes' }) === 'closed') continue;
    const line: [number, number][] = [];
    for (let k = wayFirst[w]!; k < wayFirst[w + 1]!; k++) {
      const node = refs[k]!;
      line.push([lons[node]!, lats[node]!]);
      const own = nodeTags.get(node);
      if (signals && own !== undefined && (stopKind(own) & SIGNAL) !== 0) continue;
      if (!blocked.get(node)) blocked.set(node, tags['name'] ?? '');
    }
    if (!isSet(tags['bridge']) && !isSet(tags['tunnel'])) lines.push(line);
  }
  const first = new Int32Array(kept.length + 1);
  kept.forEach((w, n) => (first[n + 1] = first[n]! + wayFirst[w + 1]! - wayFirst[w]!));
  const ownRefs = new Int32Array(first[kept.length]!);
  kept.forEach((w, n) => ownRefs.set(refs.subarray(wayFirst[w], wayFirst[w + 1]), first[n]));
  const tagsOfNodes = new Map(nodeTags);
  for (const node of blocked.keys()) tagsOfNodes.set(node, { barrier: 'wall' });
  return {
    streets: {
      ...raw,
      wayFirst: first,
      refs: ownRefs,
      wayTags: kept.map((w) => wayTags[w]!),
      nodeTags: tagsOfNodes,
    },
    blocked,
    roads: lines,
  };
}
