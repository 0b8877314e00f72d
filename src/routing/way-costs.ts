/**
 * A way's effective metres by cause. Each cause counts what it adds once those before it count (`stages`), by the very costs that
 * the search adds up, so the causes sum to the way's effective metres whatever rules those costs follow. Read for one way, not in a search.
 */
import type { WayCause } from '../domain/stories';
import type { Graph, WalkedStreets } from '../network/graph';
import { edgeCostsOf, metresAlong, type EdgeCosts } from './edge-costs';
import type { Leg } from './path';
import { plain, type Profile } from './profile';

/** Effective metres; causes that add nothing are left out. */
export type WayCosts = ReadonlyMap<WayCause, number>;

/** What is walked besides the legs, in metres: from the place to its street, and from the street to the entrance. */
export interface WayEnds {
  readonly toStreet: number;
  readonly toDoor: number;
}

/** Fields of a profile in the order in which they come to count: a slope's share of a bad surface is the surface's. */
const stages: readonly (readonly [cause: WayCause | 'slopes', fields: readonly (keyof Profile)[]])[] = [
  ['street', []],
  ['steps', ['stepsFactor', 'stepMetres']],
  ['slopes', ['slope']],
  ['surface', ['unevenFactor', 'badFactor']],
  ['crossings', ['crossingMetres']],
  ['signals', ['signalMetres']],
  ['gates', ['gateMetres']],
  ['measured', ['secondMetres']],
];

/** Metres. */
const dust = 1e-6;

/** Nothing costs more than the level good street; what is closed stays closed. */
const level: Partial<Profile> = {
  stepsFactor: 1,
  stepMetres: 0,
  slope: 'none',
  unevenFactor: 1,
  badFactor: 1,
  crossingMetres: 0,
  signalMetres: 0,
  gateMetres: 0,
  secondMetres: 0,
};

/**
 * Of the legs of a way in order from the place to the entrance, as `findWay` gives them, whichever way the profile walks them.
 * Climb and descent are those of whoever walks; `slope` is where nobody knows which of both it is. With `direction` bothWays
 * half of each way counts, and climbs cannot be told from descents: ask for each way by itself.
 */
export function wayCosts(graph: Graph, profile: Profile, legs: readonly Leg[], ends: WayEnds): WayCosts {
  const streets = streetsOf(graph, legs);
  const full = { ...plain, ...profile };
  const costs = new Map<WayCause, number>();
  const add = (cause: WayCause, metres: number): void => {
    if (metres !== 0) costs.set(cause, (costs.get(cause) ?? 0) + metres);
  };
  const walked: Record<string, unknown> = { ...full, ...level };
  let before: EdgeCosts | null = null;
  for (const [cause, fields] of stages) {
    for (const field of fields) walked[field] = full[field];
    const now = edgeCostsOf(streets, walked as unknown as Profile);
    legs.forEach((leg, k) => {
      if (cause === 'slopes') {
        for (const [from, to] of pieces(streets, k, leg))
          add(slopeCause(streets, k, full, from, to), along(now, k, from, to) - along(before!, k, from, to));
        return;
      }
      const metres = along(now, k, leg.from, leg.to) + waits(now, k, leg, legs.length);
      const known = before && along(before, k, leg.from, leg.to) + waits(before, k, leg, legs.length);
      add(cause, metres - (known ?? 0));
    });
    before = now;
  }
  // What is left of two sums that should be equal is no cause: it stays with the street.
  for (const [cause, metres] of costs)
    if (cause !== 'street' && Math.abs(metres) < dust) {
      costs.delete(cause);
      add('street', metres);
    }
  add('toStreet', ends.toStreet);
  add('toDoor', ends.toDoor);
  add('floors', full.doorMetres);
  return costs;
}

/** Outwards from the facility, as costs are told. */
function along(costs: EdgeCosts, k: number, from: number, to: number): number {
  return metresAlong(costs, k, to, from);
}

/** Waits at the junctions that a leg passes: at both its ends, save where the way begins and where it is over. */
function waits(costs: EdgeCosts, k: number, { from, to }: Leg, legs: number): number {
  const at = (place: number): number => (place === 0 ? costs.start[k] : costs.end[k]);
  return (k > 0 ? at(from) : 0) + (k < legs - 1 ? at(to) : 0);
}

/** The streets of the legs alone, leg k as edge k, so that costs are worked out for these and not for a city. */
function streetsOf(graph: Graph, legs: readonly Leg[]): WalkedStreets {
  const { stops, relief, conditions } = graph;
  const edges = legs.map(({ edge }) => edge);
  const places = (first: Int32Array): number[] =>
    edges.flatMap((e) => Array.from({ length: first[e + 1] - first[e] }, (_, i) => first[e] + i));
  const firsts = (first: Int32Array): Int32Array => {
    const own = new Int32Array(edges.length + 1);
    edges.forEach((e, k) => (own[k + 1] = own[k] + first[e + 1] - first[e]));
    return own;
  };
  const known = edges.flatMap((e, k) => {
    const one = conditions?.edges.get(e);
    return one === undefined ? [] : [[k, one] as const];
  });
  return {
    edgeCount: edges.length,
    edgeMetres: Float64Array.from(edges, (e) => graph.edgeMetres[e]),
    edgeFlags: Uint8Array.from(edges, (e) => graph.edgeFlags[e]),
    ...(stops && {
      stops: {
        first: firsts(stops.first),
        along: Float64Array.from(places(stops.first), (s) => stops.along[s]),
        kind: Uint8Array.from(places(stops.first), (s) => stops.kind[s]),
        share: Float64Array.from(places(stops.first), (s) => stops.share[s]),
      },
    }),
    ...(relief && {
      relief: {
        first: firsts(relief.first),
        heights: Float64Array.from(places(relief.first), (h) => relief.heights[h]),
        unknownMetres: relief.unknownMetres,
      },
    }),
    ...(conditions && { conditions: { edges: new Map(known), hasWaits: conditions.hasWaits } }),
  };
}

/** Where the slope of a leg changes: its parts in the order walked, each with one slope. */
function pieces({ relief, conditions, edgeMetres }: WalkedStreets, k: number, { from, to }: Leg) {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const cuts: number[] = [low, high];
  const count = relief === undefined ? 1 : relief.first[k + 1] - relief.first[k] - 1;
  for (let i = 1; i < count; i++) cuts.push((i * edgeMetres[k]) / count);
  for (const span of conditions?.edges.get(k)?.spans ?? []) cuts.push(span.from, span.to);
  const inside = [...new Set(cuts.filter((cut) => cut >= low && cut <= high))].sort((a, b) => a - b);
  if (to < from) inside.reverse();
  return inside.slice(1).map((cut, i) => [inside[i], cut] as const);
}

/** Whether a part of a leg goes up or down for whoever walks it. */
function slopeCause(
  { relief, conditions, edgeMetres }: WalkedStreets,
  k: number,
  { direction }: Required<Profile>,
  from: number,
  to: number,
): WayCause {
  const middle = (from + to) / 2;
  const isForward = to > from === (direction === 'toFacility');
  const span = conditions?.edges.get(k)?.spans.find((one) => one.from <= middle && middle < one.to);
  if (direction === 'bothWays' || (span !== undefined && span.slope !== null && span.isEither))
    return 'slope';
  if (span !== undefined && span.slope !== null) return span.slope > 0 === isForward ? 'climb' : 'descent';
  if (relief === undefined) return 'slope';
  const count = relief.first[k + 1] - relief.first[k] - 1;
  const at = relief.first[k] + Math.min(count - 1, Math.floor((middle * count) / edgeMetres[k]));
  return relief.heights[at + 1] > relief.heights[at] === isForward ? 'climb' : 'descent';
}
