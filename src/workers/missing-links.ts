/** Footbridges that may be missing and islands of street, with the elders whom they concern; asked of the last run. */
import { spreadOverPoints } from '../access/catchment';
import {
  crossed,
  type BridgeReport,
  type Crossed,
  type FoundBridge,
  type FoundIsland,
  type IslandReport,
} from '../domain/missing-links';
import type { Control } from '../domain/progress';
import { remember, rememberJob } from '../domain/remember';
import type { Elders } from '../domain/tables';
import type { Graph } from '../network/graph';
import type { Solution, Stages } from '../pipeline';
import type { LocatedPlace } from '../routing/facing-streets';
import { findIslands } from '../routing/islands';
import { reachMatrix } from '../routing/matrix';
import { bridgeOptions, findMissingBridges, type MissingBridge } from '../routing/missing-bridges';
import { COMPOUND, RAIL, ROAD, WATER, type Obstacles } from '../routing/obstacles';
import type { Places } from '../routing/places';
import { metresOnly } from '../routing/street-walk';

/** An elder this near to an end of a bridge, on foot, is near to it. */
const nearMetres = 500;

const bits: Readonly<Record<Crossed, number>> = { water: WATER, rail: RAIL, road: ROAD, compound: COMPOUND };
const wordsOf = (across: number): readonly Crossed[] => crossed.filter((kind) => (across & bits[kind]) !== 0);

/**
 * Both answers are kept as long as the streets and places stay: the page asks again after every run. `obstacles` is the run's own stage,
 * which has gathered them already.
 */
export function createMissingLinks(obstacles: Stages['obstacles']) {
  const bridges = rememberJob(findMissingBridges);
  const ranked = rememberJob(rank);
  const islands = remember(findIslands);
  const counted = remember(countIslands);
  const obstaclesOf = ({ tables, graph, findings }: Solution) =>
    obstacles(tables.backdrop, tables.streets!, graph!, findings.settings.walk.throughGates);

  return {
    /** null without streets. */
    async bridges(
      solution: Solution,
      withinMetres: number,
      control: Control = {},
    ): Promise<BridgeReport | null> {
      const { graph, findings, places } = solution;
      if (graph === null) return null;
      const options = bridgeOptions(withinMetres, findings.settings.walk.throughGates);
      const { lookMetres } = options;
      const found = await bridges(graph, obstaclesOf(solution), options, control);
      return {
        withinMetres,
        lookMetres,
        nearMetres,
        found: await ranked(graph, found, places, findings.elders, options.throughGates, lookMetres, control),
      };
    },
    /** null without streets. */
    islands(solution: Solution): IslandReport | null {
      const { graph, findings, places } = solution;
      if (graph === null) return null;
      return counted(graph, islands(graph), places, findings.elders, obstaclesOf(solution));
    },
  };
}

async function rank(
  graph: Graph,
  found: readonly MissingBridge[],
  places: Places,
  elders: Elders,
  throughGates: boolean,
  lookMetres: number,
  control: Control,
): Promise<readonly FoundBridge[]> {
  const persons = await personsNear(graph, found, places, elders, throughGates, control);
  const saved = found.map(({ walkMetres, metres }) => Math.min(walkMetres, lookMetres) - metres);
  return [...found.keys()]
    .sort((a, b) => saved[b]! * persons[b]! - saved[a]! * persons[a]! || saved[b]! - saved[a]! || a - b)
    .map((i): FoundBridge => {
      const { from, to, metres, walkMetres, across } = found[i]!;
      return {
        line: [
          [from.lon, from.lat],
          [to.lon, to.lat],
        ],
        metres,
        walkMetres,
        across: wordsOf(across),
        persons: persons[i]!,
      };
    });
}

/** Elders within `nearMetres` of either end of each bridge, each once: as of a facility with two entrances. */
async function personsNear(
  graph: Graph,
  found: readonly MissingBridge[],
  { demand }: Places,
  elders: Elders,
  throughGates: boolean,
  control: Control,
): Promise<Float64Array> {
  const ends = found.flatMap(({ from, to }): readonly LocatedPlace[] => [from, to]);
  const entrances = {
    first: Int32Array.from({ length: found.length + 1 }, (_, i) => 2 * i),
    links: {
      count: ends.length,
      edge: Int32Array.from(ends, ({ edge }) => edge),
      along: Float64Array.from(ends, ({ along }) => along),
      perpendicular: new Float64Array(ends.length),
      island: new Uint8Array(ends.length),
    },
  };
  const matrix = await reachMatrix(graph, metresOnly(throughGates), entrances, demand, nearMetres, control);
  const ofPoint = spreadOverPoints(demand, elders.elders);
  return Float64Array.from(found, (_, i) => {
    let persons = 0;
    for (let pair = matrix.first[i]!; pair < matrix.first[i + 1]!; pair++)
      persons += ofPoint[matrix.point[pair]!]!;
    return persons;
  });
}

function countIslands(
  graph: Graph,
  islands: ReturnType<typeof findIslands>,
  places: Places,
  elders: Elders,
  obstacles: Obstacles,
): IslandReport {
  const { demand, entrances, facilityLinks } = places;
  const componentOf = (edge: number): number => graph.component[graph.edgeFrom[edge]!]!;
  const persons = new Float64Array(graph.componentMetres.length);
  spreadOverPoints(demand, elders.elders).forEach(
    (count, k) => (persons[componentOf(demand.edge[k]!)]! += count),
  );
  const facilities = new Map<number, number[]>();
  for (let facility = 0; facility < facilityLinks.linked.length; facility++) {
    if (facilityLinks.island[facility] !== 1) continue;
    const on = new Set<number>();
    for (let i = entrances.first[facility]!; i < entrances.first[facility + 1]!; i++)
      if (entrances.links.edge[i]! >= 0) on.add(componentOf(entrances.links.edge[i]!));
    for (const component of on) facilities.set(component, [...(facilities.get(component) ?? []), facility]);
  }
  const all = islands.map(({ component, metres, place, gapMetres, join }): FoundIsland => ({
    metres,
    persons: persons[component]!,
    facilities: facilities.get(component) ?? [],
    place,
    gapMetres,
    join,
    across: join === null ? [] : wordsOf(obstacles.across(...join[0], ...join[1], new Set()) & ~COMPOUND),
  }));
  const isEmpty = (one: FoundIsland): boolean => one.persons === 0 && one.facilities.length === 0;
  const empty = all.filter(isEmpty);
  return {
    found: all
      .filter((one) => !isEmpty(one))
      .sort(
        (a, b) => b.persons - a.persons || b.metres - a.metres || b.facilities.length - a.facilities.length,
      ),
    others: { count: empty.length, metres: empty.reduce((sum, { metres }) => sum + metres, 0) },
  };
}
