/**
 * The p-median (Hakimi 1964): choose at most p sites so that all persons together walk least. Here it is made from the reach matrix;
 * `solveMedian` solves it.
 *
 * A pair that is not in the matrix is a way that nobody knows to be short: who has no site nearer than `beyondMm` is unreached, counts
 * as `beyondMm`, and is reported apart. So nobody unreached ever looks better than reached, and no infinite sum hides the others.
 */
import type { SparseMatrix } from '../routing/matrix';
import { freeCandidates, nearestStanding, type Choice } from './choice';
import type { SiteCosts } from './lagrangian';

/** A place is a demand point that some candidate is nearer to than what stands already. */
export interface MedianProblem extends SiteCosts {
  readonly beyondMm: number;
  /** The same pairs by place, ascending by way: those of place k are byPlaceFirst[k] … byPlaceFirst[k + 1] - 1. */
  readonly byPlaceFirst: Int32Array;
  readonly byPlaceCandidate: Int32Array;
  readonly byPlaceMm: Int32Array;
  /** All others, whom no choice changes: persons that a standing site reaches, their person-millimetres, and persons unreached. */
  readonly settled: { readonly reached: number; readonly personMm: number; readonly unreached: number };
}

/**
 * The problem for persons ≥ 0 per demand point. `beyondMm` (whole, at least 1) is what an unreached person counts as, the limit of the
 * matrix at least for the figures to mean what they say; a larger one makes reaching more persons worth longer ways.
 */
export function buildMedian(
  matrix: SparseMatrix,
  persons: Float64Array,
  beyondMm: number,
  choice: Choice,
): MedianProblem {
  const points = persons.length;
  const standingMm = nearestStanding(matrix, points, choice);
  const startOf = (k: number) => Math.min(standingMm[k], beyondMm);
  const free = freeCandidates(matrix, choice);
  const isUseful = (i: number) => persons[matrix.point[i]] > 0 && matrix.mm[i] < startOf(matrix.point[i]);

  const pairsOf = new Int32Array(points);
  for (const c of free)
    for (let i = matrix.first[c]; i < matrix.first[c + 1]; i++) if (isUseful(i)) pairsOf[matrix.point[i]]++;
  const placeOf = new Int32Array(points).fill(-1);
  const settled = { reached: 0, personMm: 0, unreached: 0 };
  let places = 0;
  for (let k = 0; k < points; k++) {
    if (pairsOf[k] > 0) placeOf[k] = places++;
    else if (startOf(k) === beyondMm) settled.unreached += persons[k];
    else {
      settled.reached += persons[k];
      settled.personMm += persons[k] * startOf(k);
    }
  }
  const weight = new Float64Array(places);
  const start = new Int32Array(places);
  const byPlaceFirst = new Int32Array(places + 1);
  for (let k = 0; k < points; k++) {
    const p = placeOf[k];
    if (p < 0) continue;
    weight[p] = persons[k];
    start[p] = startOf(k);
    byPlaceFirst[p + 1] = byPlaceFirst[p] + pairsOf[k];
  }

  const pairs = byPlaceFirst[places];
  const first = new Int32Array(matrix.rows + 1);
  const place = new Int32Array(pairs);
  const cost = new Int32Array(pairs);
  let at = 0;
  for (let c = 0, f = 0; c < matrix.rows; c++) {
    if (free[f] === c) {
      f++;
      for (let i = matrix.first[c]; i < matrix.first[c + 1]; i++) {
        if (!isUseful(i)) continue;
        place[at] = placeOf[matrix.point[i]];
        cost[at++] = matrix.mm[i];
      }
    }
    first[c + 1] = at;
  }
  return {
    sites: choice.sites,
    free,
    first,
    place,
    cost,
    weight,
    start,
    beyondMm,
    byPlaceFirst,
    ...sortByPlace(free, first, place, cost, byPlaceFirst),
    settled,
  };
}

function sortByPlace(
  free: Int32Array,
  first: Int32Array,
  place: Int32Array,
  cost: Int32Array,
  byPlaceFirst: Int32Array,
): { byPlaceCandidate: Int32Array; byPlaceMm: Int32Array } {
  const next = byPlaceFirst.slice();
  // A way and a candidate in one number: ways are below 2^31, so both fit the 53 bits, and sorting needs no comparing function.
  const keys = new Float64Array(place.length);
  const width = first.length;
  for (const c of free)
    for (let i = first[c]; i < first[c + 1]; i++) keys[next[place[i]]++] = cost[i] * width + c;
  for (let k = 0; k + 1 < byPlaceFirst.length; k++)
    keys.subarray(byPlaceFirst[k], byPlaceFirst[k + 1]).sort();
  return {
    byPlaceCandidate: Int32Array.from(keys, (key) => key % width),
    byPlaceMm: Int32Array.from(keys, (key) => Math.floor(key / width)),
  };
}
