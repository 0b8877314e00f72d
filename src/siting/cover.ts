/**
 * The maximal covering problem (MCLP; Church & ReVelle 1974): choose at most p sites so that as many persons as can be have one
 * within the limit. Here it is made from the reach matrix; `solveCover` solves it.
 *
 * Demand that the same candidates cover is one group with the sum of its persons: the problem is the same and three to four
 * times smaller (kernel.md §5).
 */
import type { SparseMatrix } from '../routing/matrix';
import { freeCandidates, nearestStanding, type Choice } from './choice';

/** Persons with one limit of their own, as those of an age band have. */
export interface CoverDemand {
  /** Per demand point, ≥ 0. */
  readonly persons: Float64Array;
  /** Effective mm (`limitMillimetres`), inclusive. */
  readonly limitMm: number;
}

export interface CoverProblem {
  /** New sites, at most. */
  readonly sites: number;
  /** Candidates that may be chosen, ascending. */
  readonly free: Int32Array;
  /** Groups that candidate c covers are first[c] … first[c + 1] - 1; none where it may not be chosen. */
  readonly first: Int32Array;
  readonly group: Int32Array;
  /** Persons of each group, > 0; each group has a candidate. */
  readonly persons: Float64Array;
  /** Persons within the limit of a site that stands already, who are in no group. */
  readonly standing: number;
  /** Persons whom neither these nor any candidate covers, in no group either. */
  readonly beyond: number;
}

/**
 * The problem for `demands`, whose persons are added up; `matrix` must reach as far as the longest of their limits.
 * Nobody is lost: Σ groups + standing + beyond = Σ persons.
 */
export function buildCover(
  matrix: SparseMatrix,
  demands: readonly CoverDemand[],
  choice: Choice,
): CoverProblem {
  const points = demands[0]?.persons.length ?? 0;
  const standingMm = nearestStanding(matrix, points, choice);
  const free = freeCandidates(matrix, choice);
  const rows = points * demands.length;
  const part = new Int32Array(rows).fill(-1);
  let standing = 0;
  let open = 0;
  demands.forEach(({ persons, limitMm }, d) => {
    for (let k = 0; k < points; k++) {
      if (standingMm[k] <= limitMm) standing += persons[k];
      else if (persons[k] > 0) {
        part[d * points + k] = 0;
        open++;
      }
    }
  });

  const covered = (candidate: number, see: (row: number) => void): void => {
    for (let i = matrix.first[candidate]; i < matrix.first[candidate + 1]; i++)
      for (let d = 0; d < demands.length; d++) {
        const row = d * points + matrix.point[i];
        if (matrix.mm[i] <= demands[d].limitMm && part[row] >= 0) see(row);
      }
  };
  refine(part, open, free, covered);

  const groupOf = new Int32Array(rows).fill(-1);
  const seenBy = new Int32Array(open).fill(-1);
  const first = new Int32Array(matrix.rows + 1);
  const group: number[] = [];
  let groups = 0;
  for (let c = 0, f = 0; c < matrix.rows; c++) {
    if (free[f] === c) {
      f++;
      covered(c, (row) => {
        const p = part[row];
        if (seenBy[p] === c) return;
        seenBy[p] = c;
        if (groupOf[p] < 0) groupOf[p] = groups++;
        group.push(groupOf[p]);
      });
    }
    first[c + 1] = group.length;
  }

  const persons = new Float64Array(groups);
  let beyond = 0;
  for (let row = 0; row < rows; row++) {
    if (part[row] < 0) continue;
    const count = demands[Math.floor(row / points)].persons[row % points];
    if (groupOf[part[row]] < 0) beyond += count;
    else persons[groupOf[part[row]]] += count;
  }
  return { sites: choice.sites, free, first, group: Int32Array.from(group), persons, standing, beyond };
}

/**
 * Parts rows (all in part 0 at first) until two share a part exactly where the same candidates cover them: each candidate in
 * turn splits off what it covers of a part that it does not cover whole (partition refinement, linear in the pairs).
 */
function refine(
  part: Int32Array,
  open: number,
  free: Int32Array,
  covered: (candidate: number, see: (row: number) => void) => void,
): void {
  const size = new Int32Array(open + 1);
  const hits = new Int32Array(open + 1);
  const target = new Int32Array(open + 1);
  const met: number[] = [];
  size[0] = open;
  let parts = 1;
  for (const candidate of free) {
    covered(candidate, (row) => {
      if (hits[part[row]]++ === 0) met.push(part[row]);
    });
    for (const p of met) {
      target[p] = p;
      if (hits[p] < size[p]) {
        target[p] = parts;
        size[parts++] = hits[p];
        size[p] -= hits[p];
      }
      hits[p] = 0;
    }
    met.length = 0;
    covered(candidate, (row) => (part[row] = target[part[row]]));
  }
}
