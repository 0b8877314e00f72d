/** Solves the maximal covering problem by greedy and swap: near the optimum in milliseconds, proven by nobody but a bound. */
import type { Control } from '../domain/progress';
import type { CoverProblem } from './cover';
import { chooseGreedily } from './greedy';
import { coverState } from './cover-state';
import { interchange } from './interchange';
import type { MedianProblem } from './median';
import { medianState } from './median-state';
import { tryRestarts, type Restarts } from './restarts';

/** Sites in the order in which they add most, and the persons each adds to those before it (none that stand already cover). */
export interface CoverPlan {
  readonly sites: Int32Array;
  readonly gains: Float64Array;
  /** Persons newly covered, counted anew. With `CoverProblem.standing`, all who are covered. */
  readonly persons: number;
}

/**
 * Greedy, then exchanges until none helps, then seeded restarts where asked for. The same input and seed give the same plan.
 * Fewer than `problem.sites` where more would add nobody; none where no candidate adds anybody.
 * Never call it optimal: `coverBound` says how far from it it can be at most.
 */
export async function solveCover(
  problem: CoverProblem,
  restarts: Restarts = { count: 0, seed: 1 },
  control?: Control,
): Promise<CoverPlan> {
  const improve = (sites: Int32Array) => improveCover(problem, sites);
  const start = improve(coverGreedily(problem));
  const best = await tryRestarts(
    problem.free,
    start,
    restarts,
    improve,
    (s) => countCover(problem, s),
    control,
  );
  return planCover(problem, best);
}

/** The sites as a plan; those that would add nobody to the others are left out. */
export function planCover(problem: CoverProblem, sites: Int32Array): CoverPlan {
  const order = greedyOf(problem, sites.slice().sort(), sites.length);
  return { ...order, persons: countCover(problem, order.sites) };
}

export function coverGreedily(problem: CoverProblem): Int32Array {
  return greedyOf(problem, problem.free, problem.sites).sites;
}

/** Persons whom these sites cover, counted anew. */
export function countCover({ first, group, persons }: CoverProblem, sites: Int32Array): number {
  const isCovered = new Uint8Array(persons.length);
  for (const site of sites) for (let i = first[site]; i < first[site + 1]; i++) isCovered[group[i]] = 1;
  let sum = 0;
  for (let g = 0; g < persons.length; g++) if (isCovered[g]) sum += persons[g];
  return sum;
}

/** The sites after exchanges, in no particular order. */
export function improveCover(problem: CoverProblem, sites: Int32Array): Int32Array {
  return interchange(problem.free, sites, coverState(problem, sites));
}

/**
 * Sites that cover as many as these and, where an exchange allows, bring the covered nearer: the rule for ties. `ways` is the p-median of
 * the same matrix and choice with `beyondMm` the limit, so that those uncovered, as many in every tie, weigh alike.
 */
export function preferNearer(problem: CoverProblem, ways: MedianProblem, sites: Int32Array): Int32Array {
  return interchange(problem.free, sites, coverState(problem, sites), medianState(ways, sites));
}

function greedyOf({ first, group, persons }: CoverProblem, free: Int32Array, sites: number) {
  const isCovered = new Uint8Array(persons.length);
  const gains: number[] = [];
  const gain = (candidate: number): number => {
    let sum = 0;
    for (let i = first[candidate]; i < first[candidate + 1]; i++)
      if (!isCovered[group[i]]) sum += persons[group[i]];
    return sum;
  };
  const take = (candidate: number): void => {
    gains.push(gain(candidate));
    for (let i = first[candidate]; i < first[candidate + 1]; i++) isCovered[group[i]] = 1;
  };
  const chosen = chooseGreedily(free, sites, { gain, take });
  return { sites: chosen, gains: Float64Array.from(gains) };
}
