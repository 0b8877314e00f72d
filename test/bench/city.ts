/** The city of the benches: Porto of ../shared/data, else Gothenburg, with 200,000 elder rows and 1,000 facilities beside its junctions. */
import type { Graph } from '../../src/network/graph';
import { buildDemand, type Demand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import { linkPoints } from '../../src/routing/link';
import { createRandom } from '../core/routing-cases';
import { isThere, loadGothenburg, loadNetwork } from '../core/routing-networks';

export const elderRows = 200_000;
export const facilityRows = 1000;
/** 15 minutes at 0.8 m/s. */
export const limitMm = 720_000;

export interface City {
  readonly name: string;
  readonly graph: Graph;
  readonly demand: Demand;
  readonly entrances: Entrances;
  /** 1,000 junctions all over it. */
  readonly sources: Int32Array;
}

let loaded: Promise<City> | undefined;

export function loadCity(): Promise<City> {
  return (loaded ??= load());
}

async function load(): Promise<City> {
  const name = isThere('porto') ? 'Porto' : 'Gothenburg';
  const graph = name === 'Porto' ? await loadNetwork('porto') : await loadGothenburg();
  const { elders, doors } = drawPlaces(graph);
  return {
    name,
    graph,
    demand: buildDemand(linkPoints(graph, elders.lons, elders.lats, 200), null, null),
    entrances: {
      first: Int32Array.from({ length: facilityRows + 1 }, (_, f) => f),
      links: linkPoints(graph, doors.lons, doors.lats, 200),
    },
    sources: Int32Array.from({ length: 1000 }, (_, i) =>
      Math.floor(((i + 0.5) * graph.junctionCount) / 1000),
    ),
  };
}

export function drawPlaces(graph: Graph) {
  const random = createRandom(5);
  return {
    elders: scatter(graph, random, elderRows, 8e-4, 4e-4),
    doors: scatter(graph, random, facilityRows, 8e-4, 4e-4),
  };
}

/** Places within some degrees of random junctions. */
export function scatter(
  graph: Graph,
  random: () => number,
  count: number,
  lonRange: number,
  latRange: number,
) {
  const lons = new Float64Array(count);
  const lats = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const v = Math.floor(random() * graph.junctionCount);
    lons[i] = graph.lons[v]! + (random() - 0.5) * lonRange;
    lats[i] = graph.lats[v]! + (random() - 0.5) * latRange;
  }
  return { lons, lats };
}
