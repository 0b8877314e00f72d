/** What a person standing anywhere on a street needs to the nearest site: the least of a few straight slopes along each edge. */
import type { Control } from '../domain/progress';
import type { Graph } from '../network/graph';
import { CLOSED, type EdgeCosts } from './edge-costs';
import type { Entrances } from './entrances';
import { searchField, unreached, type Field } from './field';
import type { Profile } from './profile';

/**
 * All in effective metres, Infinity where no way leads. At `along` metres behind the start of edge e, of length L, without knots:
 * min(fromMetres[e] + factor × along, toMetres[e] + factor × (L - along), siteMetres[s] + factor × |along - siteAlong[s]|);
 * on an edge with knots `metresAlong` of `costs` stands in place of the products.
 */
export interface StreetTimes {
  /** From the edge's start and end, as someone standing on this edge may walk. */
  readonly fromMetres: Float64Array;
  readonly toMetres: Float64Array;
  /** Effective metres per metre of edges without knots; Infinity where the walker cannot use the edge at all. */
  readonly factors: Float64Array;
  /** Left out where no edge has knots. */
  readonly costs?: EdgeCosts;
  /** Sites on edge e are siteFirst[e] … siteFirst[e + 1] - 1: metres along it, and the walk from the street to the door. */
  readonly siteFirst: Int32Array;
  readonly siteAlong: Float64Array;
  readonly siteMetres: Float64Array;
}

/** Of the facilities `sites`; unbounded. */
export async function streetTimes(
  graph: Graph,
  profile: Profile,
  entrances: Entrances,
  sites: Int32Array,
  control?: Control,
): Promise<StreetTimes> {
  return streetTimesInField(await searchField(graph, profile, entrances, sites, undefined, control));
}

/** The same from a field that is at hand; ends farther than `limitMm` are Infinity. */
export function streetTimesInField(field: Field, limitMm = unreached - 1): StreetTimes {
  const { costs, labelFrom, labelTo, graph } = field.searcher;
  const { edgeCount } = graph;
  const fromMetres = new Float64Array(edgeCount);
  const toMetres = new Float64Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const a = labelFrom[e];
    const b = labelTo[e];
    fromMetres[e] = field.mm[a] <= limitMm ? field.effective[a] + costs.start[e] : Infinity;
    toMetres[e] = field.mm[b] <= limitMm ? field.effective[b] + costs.end[e] : Infinity;
  }
  const { links } = field.entrances;
  const siteFirst = new Int32Array(edgeCount + 1);
  for (const i of field.siteEntrance) siteFirst[links.edge[i] + 1]++;
  for (let e = 0; e < edgeCount; e++) siteFirst[e + 1] += siteFirst[e];
  // siteEntrance is ordered by edge, as the slots are.
  return {
    fromMetres,
    toMetres,
    factors: costs.factor.map((factor, e) => (costs.closed[e] === CLOSED ? Infinity : factor)),
    ...(costs.knotAlong.length > 0 ? { costs } : {}),
    siteFirst,
    siteAlong: Float64Array.from(field.siteEntrance, (i) => links.along[i]),
    siteMetres: Float64Array.from(field.siteEntrance, (i) => links.perpendicular[i]),
  };
}
