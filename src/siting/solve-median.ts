/** Solves the p-median by greedy and fast interchange (Whitaker 1983; Resende & Werneck 2004). */
import type { Control } from '../domain/progress';
import { chooseGreedily } from './greedy';
import { interchange } from './interchange';
import type { MedianProblem } from './median';
import { medianState } from './median-state';
import { tryRestarts, type Restarts } from './restarts';

export interface MedianPlan {
  /** In the order in which they save most. */
  readonly sites: Int32Array;
  /** Person-millimetres that each saves after those before it. */
  readonly gains: Float64Array;
  /** What is minimised: ways of those reached, and `beyondMm` for each who is not; everybody counts. */
  readonly personMm: number;
  /** Persons with a site, new or standing, nearer than `beyondMm`; their ways alone; and persons without one. */
  readonly reached: number;
  readonly reachedPersonMm: number;
  readonly unreached: number;
}

/** Greedy, then exchanges until none helps, then seeded restarts where asked for; what `solveCover` says holds here too (`medianBound`). */
export async function solveMedian(
  problem: MedianProblem,
  restarts: Restarts = { count: 0, seed: 1 },
  control?: Control,
): Promise<MedianPlan> {
  const improve = (sites: Int32Array) => improveMedian(problem, sites);
  const start = improve(medianGreedily(problem));
  const saved = (sites: Int32Array) => -planMedian(problem, sites).personMm;
  return planMedian(problem, await tryRestarts(problem.free, start, restarts, improve, saved, control));
}

/** The sites as a plan, counted anew; those that would save nothing are left out. */
export function planMedian(problem: MedianProblem, sites: Int32Array): MedianPlan {
  const { beyondMm, settled, weight } = problem;
  const { chosen, gains, nearest } = greedyOf(problem, sites.slice().sort(), sites.length);
  let { reached, unreached, personMm: reachedPersonMm } = settled;
  for (let k = 0; k < weight.length; k++) {
    if (nearest[k] === beyondMm) unreached += weight[k];
    else {
      reached += weight[k];
      reachedPersonMm += weight[k] * nearest[k];
    }
  }
  return {
    sites: chosen,
    gains,
    personMm: reachedPersonMm + unreached * beyondMm,
    reached,
    reachedPersonMm,
    unreached,
  };
}

export function medianGreedily(problem: MedianProblem): Int32Array {
  return greedyOf(problem, problem.free, problem.sites).chosen;
}

/** The sites after exchanges, in no particular order. */
export function improveMedian(problem: MedianProblem, sites: Int32Array): Int32Array {
  return interchange(problem.free, sites, medianState(problem, sites));
}

function greedyOf({ first, place, cost, weight, start }: MedianProblem, free: Int32Array, sites: number) {
  const nearest = start.slice();
  const gains: number[] = [];
  const gain = (candidate: number): number => {
    let sum = 0;
    for (let i = first[candidate]; i < first[candidate + 1]; i++)
      if (cost[i] < nearest[place[i]]) sum += weight[place[i]] * (nearest[place[i]] - cost[i]);
    return sum;
  };
  const take = (candidate: number): void => {
    gains.push(gain(candidate));
    for (let i = first[candidate]; i < first[candidate + 1]; i++)
      nearest[place[i]] = Math.min(nearest[place[i]], cost[i]);
  };
  const chosen = chooseGreedily(free, sites, { gain, take });
  return { chosen, gains: Float64Array.from(gains), nearest };
}
