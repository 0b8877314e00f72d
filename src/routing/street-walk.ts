/** Metres walked between places on streets, as the streets are: steps count as metres, compounds as everywhere (`searcher.ts`). */
import type { Graph } from '../network/graph';
import { createBoundedSearch } from './bounded-search';
import { toLimitMm, toMm, type Profile } from './profile';
import { searcherFor } from './searcher';

/** A place on a street: `along` is in metres from the edge's start. */
export interface StreetPlace {
  readonly edge: number;
  readonly along: number;
}

export interface StreetWalk {
  /** Starts anew from a place, and looks no further than `limitMetres`. */
  from(place: StreetPlace, limitMetres: number): void;
  /** Metres from the last start, to the millimetre a street; Infinity where it is further than the limit, or no way leads there. */
  to(place: StreetPlace): number;
}

/** Walks in which a metre is a metre, whatever the street is like. */
export function metresOnly(throughGates: boolean): Profile {
  return { stepsFactor: 1, unevenFactor: 1, badFactor: 1, throughGates };
}

export function createStreetWalk(graph: Graph, throughGates: boolean): StreetWalk {
  const searcher = searcherFor(graph, metresOnly(throughGates));
  const search = createBoundedSearch(searcher);
  const { distance } = search;
  const { edgePatch } = searcher;
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  let start: StreetPlace = { edge: -1, along: 0 };
  let limitMm = 0;

  function toStreet({ edge, along }: StreetPlace): number {
    const base = search.base();
    const there = Math.min(
      distance[edgeFrom[edge]!]! - base + toMm(along),
      distance[edgeTo[edge]!]! - base + toMm(edgeMetres[edge]! - along),
      // Along one street there is no need to go to its ends.
      edge === start.edge ? toMm(Math.abs(along - start.along)) : Infinity,
    );
    return there > limitMm ? Infinity : there / 1000;
  }

  return {
    from(place, limitMetres) {
      start = place;
      limitMm = toLimitMm(limitMetres);
      search.begin(limitMm);
      search.seed(edgeFrom[place.edge]!, toMm(place.along));
      search.seed(edgeTo[place.edge]!, toMm(edgeMetres[place.edge]! - place.along));
      search.run(edgePatch[place.edge]!);
    },
    to(place) {
      const patch = edgePatch[place.edge]!;
      if (patch === 0 || patch === edgePatch[start.edge]) return toStreet(place);
      search.enterPatch(patch);
      const metres = toStreet(place);
      search.leavePatch();
      return metres;
    },
  };
}
