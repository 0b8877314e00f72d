/** Walks in little towns: who reaches what, from the production linking and searching. */
import type { Graph } from '../../src/network/graph';
import { buildDemand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import { linkPoints } from '../../src/routing/link';
import { reachMatrix } from '../../src/routing/matrix';
import { nearestSites, withinLimit } from '../../src/routing/nearest';
import { findWay } from '../../src/routing/path';
import { toLimitMm, type Profile } from '../../src/routing/profile';
import type { WayFacts } from '../../src/domain/stories';
import { wayFacts } from '../../src/routing/way-facts';
import type { Spot, Town } from './town';

export interface Walk {
  readonly graph: Graph;
  readonly entrances: Entrances;
  /** Of the one elder: nearest facility (-1 none), metres, metres with the factor of steps. */
  readonly facility: number;
  readonly metres: number;
  readonly effectiveMetres: number;
  readonly island: boolean;
  /** Names of the streets on the way to the nearest facility. */
  readonly names: readonly string[];
  /** Of the way to the nearest facility; null where none leads. */
  readonly facts: WayFacts | null;
  /** By `nearest` and by the matrix, which must agree. */
  isWithin(limitEffectiveMetres: number): Promise<boolean>;
  /** Facilities within the limit. */
  choices(limitEffectiveMetres: number): Promise<number[]>;
}

/** One elder at a spot, facilities with one or more entrances each. */
export async function walk(
  drawing: Town,
  elder: Spot,
  facilities: readonly (readonly Spot[])[],
  options: Partial<Profile> & { steps?: boolean; snapMetres?: number } = {},
): Promise<Walk> {
  const profile: Profile = { stepsFactor: 1, throughGates: false, ...options };
  const doors = drawing.places(...facilities.flat());
  const home = drawing.places(elder);
  const graph = await drawing.graph({ steps: options.steps ?? true });
  const snap = options.snapMetres ?? 200;
  const first = new Int32Array(facilities.length + 1);
  facilities.forEach((entrances, f) => (first[f + 1] = first[f] + entrances.length));
  const entrances = { first, links: linkPoints(graph, doors.lons, doors.lats, snap) };
  const links = linkPoints(graph, home.lons, home.lats, snap);
  const demand = buildDemand(links, null, null);
  const sites = Int32Array.from({ length: facilities.length }, (_, f) => f);
  const nearest = await nearestSites(graph, profile, entrances, sites, demand);
  const facility = nearest.facility[0] ?? -1;
  const place = { edge: links.edge[0], along: links.along[0], perpendicular: links.perpendicular[0] };
  const way = facility < 0 ? null : findWay(graph, profile, entrances, facility, place);
  if (way && way.metres !== nearest.metres[0]) throw new Error('the way and the label disagree');
  const choices = async (limit: number): Promise<number[]> => {
    const matrix = await reachMatrix(graph, profile, entrances, demand, limit);
    return [...sites].filter((f) => matrix.first[f + 1] > matrix.first[f]);
  };
  return {
    graph,
    entrances,
    facility,
    metres: nearest.metres[0] ?? Infinity,
    effectiveMetres: nearest.effectiveMetres[0] ?? Infinity,
    island: links.island[0] === 1,
    names: way?.names ?? [],
    facts: way && wayFacts(graph, way.legs),
    choices,
    async isWithin(limit) {
      const out = new Uint8Array(1);
      withinLimit(nearest, toLimitMm(limit), out);
      const byMatrix = (await choices(limit)).length > 0;
      if (byMatrix !== (out[0] === 1)) throw new Error('nearest and matrix disagree');
      return byMatrix;
    },
  };
}
