/** Bounds of both models, and the gap between a plan and its bound as a part of the bound. */
import type { Control } from '../domain/progress';
import type { CoverProblem } from './cover';
import { lagrangianBound, type BoundOptions } from './lagrangian';
import type { MedianProblem } from './median';
import { countCover } from './solve-cover';
import { planMedian } from './solve-median';

/** Persons newly covered that no plan exceeds; at least those of the plan. */
export async function coverBound(
  problem: CoverProblem,
  plan: Int32Array,
  options?: BoundOptions,
  control?: Control,
): Promise<number> {
  const { sites, free, first, group, persons } = problem;
  // Uncovered persons are what it costs: a place costs 1 a person without a site, 0 with one.
  const cost = new Int32Array(group.length);
  const start = new Int32Array(persons.length).fill(1);
  const costs = { sites, free, first, place: group, cost, weight: persons, start };
  const uncovered = await lagrangianBound(costs, plan, options, control);
  let total = 0;
  for (let g = 0; g < persons.length; g++) total += persons[g];
  return Math.max(total - uncovered, countCover(problem, plan));
}

/** Person-millimetres, counted as in `MedianPlan.personMm`, that no plan goes below; at most those of the plan. */
export async function medianBound(
  problem: MedianProblem,
  plan: Int32Array,
  options?: BoundOptions,
  control?: Control,
): Promise<number> {
  const { personMm, unreached } = problem.settled;
  const open = await lagrangianBound(problem, plan, options, control);
  return Math.min(personMm + unreached * problem.beyondMm + open, planMedian(problem, plan).personMm);
}

/** |value − bound| / bound: by how much, at most, a better plan could differ. 0 where both are 0. */
export function gapOf(value: number, bound: number): number {
  return value === bound ? 0 : Math.abs(value - bound) / Math.abs(bound);
}
