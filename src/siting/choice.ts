/** What may be chosen, the same in every model. A candidate is a row of the reach matrix; a chosen one is a site. */
import type { SparseMatrix } from '../routing/matrix';

export interface Choice {
  /** New sites, at most; those that stand already are not counted. */
  readonly sites: number;
  /** Rows of the matrix that stand already. */
  readonly fixed?: Int32Array;
  /** Rows of the matrix that may not be chosen. */
  readonly forbidden?: Int32Array;
  /** Per demand point: effective mm to the nearest site that stands already and has no row (`Nearest.effectiveMm`; Infinity without one). */
  readonly standingMm?: ArrayLike<number>;
}

/** Rows that may be chosen, ascending. */
export function freeCandidates({ rows }: SparseMatrix, { fixed, forbidden }: Choice): Int32Array {
  const isTaken = new Uint8Array(rows);
  for (const row of fixed ?? []) isTaken[row] = 1;
  for (const row of forbidden ?? []) isTaken[row] = 1;
  return Int32Array.from(isTaken.keys()).filter((row) => !isTaken[row]);
}

/** Effective mm from each of `points` demand points to the nearest site that stands already; Infinity without one. */
export function nearestStanding(matrix: SparseMatrix, points: number, choice: Choice): Float64Array {
  const nearest = new Float64Array(points).fill(Infinity);
  if (choice.standingMm) nearest.set(choice.standingMm);
  for (const row of choice.fixed ?? [])
    for (let i = matrix.first[row]; i < matrix.first[row + 1]; i++)
      nearest[matrix.point[i]] = Math.min(nearest[matrix.point[i]], matrix.mm[i]);
  return nearest;
}
