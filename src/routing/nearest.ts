/** The nearest site of every demand point, free of pace and limit: a slider step only compares. */
import type { Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import { demandIndexFor, offsetFromEnd, offsetFromStart, type Demand } from './demand';
import { metresAlong } from './edge-costs';
import type { Entrances } from './entrances';
import { searchField, unreached, type Field } from './field';
import { closedMm, toMm, type Profile } from './profile';

/** Per demand point. Unreached: facility -1, Infinity elsewhere. */
export interface Nearest {
  readonly facility: Int32Array;
  /** Whole mm of effective metres: what every decision is made on. */
  readonly effectiveMm: Float64Array;
  /** Metres of the way, both perpendicular walks included, no factor. */
  readonly metres: Float64Array;
  /** Seconds = effectiveMetres / pace. */
  readonly effectiveMetres: Float64Array;
}

/** The nearest of the facilities `sites` for every demand point. Ties: lowest facility row, then fewest metres. */
export async function nearestSites(
  graph: Graph,
  profile: Profile,
  entrances: Entrances,
  sites: Int32Array,
  demand: Demand,
  control?: Control,
): Promise<Nearest> {
  return nearestInField(await searchField(graph, profile, entrances, sites, undefined, control), demand);
}

/** The same from a field that is at hand. */
export function nearestInField(field: Field, demand: Demand): Nearest {
  const { searcher } = field;
  const { edgeMetres } = searcher.graph;
  const { costs, doorMetres, labelFrom, labelTo } = searcher;
  const index = demandIndexFor(searcher, demand);
  const points = demand.edge.length;
  const facility = new Int32Array(points).fill(-1);
  const effectiveMm = new Float64Array(points).fill(Infinity);
  const metres = new Float64Array(points).fill(Infinity);
  const effectiveMetres = new Float64Array(points).fill(Infinity);

  for (let slot = 0; slot < points; slot++) {
    const e = index.edge[slot];
    const a = labelFrom[e];
    const b = labelTo[e];
    if (field.mm[a] === unreached && field.mm[b] === unreached) continue;
    const k = index.point[slot];
    const along = demand.along[k];
    const perpendicular = demand.perpendicular[k];
    let mm = field.mm[a] + index.offsetMm[2 * slot];
    let f = field.facility[a];
    let walked = field.metres[a] + (along + perpendicular);
    let effective = field.effective[a] + offsetFromStart(searcher, demand, k);
    const rest = edgeMetres[e] - along;
    const otherMm = field.mm[b] + index.offsetMm[2 * slot + 1];
    const otherWalked = field.metres[b] + (rest + perpendicular);
    const otherEffective = field.effective[b] + offsetFromEnd(searcher, demand, k);
    // An unreached end has more mm than any reached one.
    if (isLess(otherMm, field.facility[b], otherWalked, otherEffective, mm, f, walked, effective)) {
      mm = otherMm;
      f = field.facility[b];
      walked = otherWalked;
      effective = otherEffective;
    }
    // The street is reached, but what lies between its end and this place is closed.
    if (mm >= closedMm) continue;
    facility[k] = f;
    effectiveMm[k] = mm;
    metres[k] = walked;
    effectiveMetres[k] = effective;
  }
  // A site on the same street is walked to straight along it.
  const { links } = field.entrances;
  for (let i = 0; i < field.siteEntrance.length; i++) {
    const entrance = field.siteEntrance[i];
    const e = links.edge[entrance];
    const rank = searcher.edgeRank[e];
    for (let slot = index.first[rank]; slot < index.first[rank + 1]; slot++) {
      const k = index.point[slot];
      const between = Math.abs(demand.along[k] - links.along[entrance]);
      const perpendiculars = links.perpendicular[entrance] + demand.perpendicular[k];
      const effective =
        metresAlong(costs, e, links.along[entrance], demand.along[k]) + perpendiculars + doorMetres;
      if (effective === Infinity) continue;
      const mm = toMm(effective);
      const f = field.siteFacility[i];
      const walked = between + perpendiculars;
      if (!isLess(mm, f, walked, effective, effectiveMm[k], facility[k], metres[k], effectiveMetres[k]))
        continue;
      facility[k] = f;
      effectiveMm[k] = mm;
      metres[k] = walked;
      effectiveMetres[k] = effective;
    }
  }
  return { facility, effectiveMm, metres, effectiveMetres };
}

/** The kernel of a slider step: out[k] = 1 where demand point k has a site within `limitMm` (inclusive), else 0. */
export function withinLimit(nearest: Nearest, limitMm: number, out: Uint8Array): void {
  const { effectiveMm } = nearest;
  for (let k = 0; k < effectiveMm.length; k++) out[k] = effectiveMm[k] <= limitMm ? 1 : 0;
}

/** The order of labels: effective mm, facility row, metres, effective metres. */
function isLess(
  mm: number,
  facility: number,
  metres: number,
  effective: number,
  thanMm: number,
  thanFacility: number,
  thanMetres: number,
  thanEffective: number,
): boolean {
  if (mm !== thanMm) return mm < thanMm;
  if (facility !== thanFacility) return facility < thanFacility;
  if (metres !== thanMetres) return metres < thanMetres;
  return effective < thanEffective;
}
