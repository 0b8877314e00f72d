/** The same places on two graphs of the same streets that were made in different ways, so that brute force may walk on the other. */
import { expect } from 'vitest';
import type { Degrees } from '../../src/domain/mend';
import type { Graph } from '../../src/network/graph';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints, type Links } from '../../src/routing/link';
import { peopleOf, type Case, type Places } from './routing-cases';

export interface Twins {
  readonly people: Case;
  readonly truth: Pick<Case, 'graph' | 'entrances' | 'demand'>;
  /** Places left out: two streets are as near to the millimetre, and which is the lower number differs between the graphs. */
  readonly doubtful: number;
}

/** `around`: only on streets within some 300 m of these. */
export function twinsOf(
  graph: Graph,
  other: Graph,
  seed: number,
  places: number,
  facilities: number,
  around?: readonly Degrees[],
): Twins {
  expect(other.edgeMetres.length).toBe(graph.edgeCount);
  const sum = (metres: Float64Array) => metres.reduce((all, one) => all + one, 0);
  expect(Math.abs(sum(other.edgeMetres) - sum(graph.edgeMetres))).toBeLessThan(1e-4);
  const drawn = peopleOf(graph, seed, places, facilities, around && edgesAround(graph, around));
  const link = (on: Graph, { lons, lats }: Places) => linkPoints(on, lons, lats, 200);
  const isSure = (of: Places): boolean[] => {
    const [a, b] = [link(graph, of), link(other, of)];
    return Array.from(of.lons, (_, i) => isSameStreet(graph, a, other, b, i));
  };
  const pick = ({ lons, lats }: Places, kept: boolean[]): Places => ({
    lons: lons.filter((_, i) => kept[i]),
    lats: lats.filter((_, i) => kept[i]),
  });
  const [sureHomes, sureDoors] = [isSure(drawn.homes), isSure(drawn.doors)];
  const first = new Int32Array(facilities + 1);
  for (let f = 0; f < facilities; f++) {
    first[f + 1] = first[f]!;
    for (let i = drawn.entrances.first[f]!; i < drawn.entrances.first[f + 1]!; i++)
      if (sureDoors[i]) first[f + 1]!++;
  }
  const homes = pick(drawn.homes, sureHomes);
  const doors = pick(drawn.doors, sureDoors);
  const on = (streets: Graph) => ({
    graph: streets,
    entrances: { first, links: link(streets, doors) },
    demand: buildDemand(link(streets, homes), null, null),
  });
  return {
    people: { ...on(graph), homes, doors, sites: drawn.sites },
    truth: on(other),
    doubtful: [...sureHomes, ...sureDoors].filter((sure) => !sure).length,
  };
}

function edgesAround(graph: Graph, places: readonly Degrees[]): number[] {
  return Array.from(graph.edgeFrom, (_, e) => e).filter((e) => {
    const [lon, lat] = [graph.lons[graph.edgeFrom[e]!]!, graph.lats[graph.edgeFrom[e]!]!];
    return places.some((at) => Math.abs(at[0] - lon) < 0.004 && Math.abs(at[1] - lat) < 0.003);
  });
}

/** Whether place i stands on the same piece of street in both; throws where it stands farther from one than from the other. */
function isSameStreet(graph: Graph, a: Links, other: Graph, b: Links, i: number): boolean {
  const [p, q] = [a.perpendicular[i]!, b.perpendicular[i]!];
  if (p !== Infinity || q !== Infinity) expect(Math.abs(p - q), `place ${i}`).toBeLessThan(0.002);
  const [e, f] = [a.edge[i]!, b.edge[i]!];
  if (e < 0 || f < 0) return e === f;
  const ends = (on: Graph, edge: number) =>
    [on.edgeFrom[edge]!, on.edgeTo[edge]!].map((v) => `${on.lons[v]!.toFixed(9)} ${on.lats[v]!.toFixed(9)}`);
  const [mine, its] = [ends(graph, e), ends(other, f)];
  const length = graph.edgeMetres[e]!;
  if (Math.abs(length - other.edgeMetres[f]!) > 1e-6) return false;
  const [x, y] = [a.along[i]!, b.along[i]!];
  const isForward = mine[0] === its[0] && mine[1] === its[1] && Math.abs(x - y) < 1e-3;
  const isTurned = mine[0] === its[1] && mine[1] === its[0] && Math.abs(length - x - y) < 1e-3;
  return isForward || isTurned;
}
