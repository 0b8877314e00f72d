/**
 * The maximal covering problem solved to proof by HiGHS (compiled to WASM), started from a plan that is already good.
 *
 * The solver is handed in, since it is large and loaded by whoever wants it. Its traps (kernel.md §7, tools.md): past its time limit it may
 * hold a plan worse than the one it was given, so the better one is kept; after an exception an instance is dead, so each solve takes a
 * fresh one; it cannot be interrupted, so a stop means ending its worker.
 */
import type { Highs, Model, ModelData } from 'highs';
import type { CoverProblem } from './cover';
import { planCover, type CoverPlan } from './solve-cover';

export interface BoundedCover {
  readonly plan: CoverPlan;
  /** Persons newly covered that no plan exceeds (`coverBound`). */
  readonly bound: number;
}

/** The better of the given plan and the solver's, and the lower of both bounds. */
export interface ExactCover extends BoundedCover {
  /** `proven`: nothing is better. `limit`: time ran out before a proof. `failed`: the solver died, and what was given stands. */
  readonly ending: 'proven' | 'limit' | 'failed';
}

/**
 * Solves `problem` within `limitSeconds` of the solver's own time, which is looked at between steps that can take seconds.
 * `load` gives a fresh instance; it is not used again. Blocks the thread: call it in a worker of its own.
 */
export async function solveCoverExactly(
  problem: CoverProblem,
  start: BoundedCover,
  load: () => Promise<Highs>,
  limitSeconds: number,
): Promise<ExactCover> {
  const { persons, free, sites } = problem;
  if (start.plan.persons >= start.bound) return { ...start, ending: 'proven' };
  const isWhole = persons.every((count) => Number.isInteger(count));
  try {
    const highs = await load();
    return highs.withModel(modelOf(problem, highs), (model): ExactCover => {
      model.options.set({
        output_flag: false,
        time_limit: limitSeconds,
        mip_rel_gap: 0,
        // Where persons are whole, so is every plan: a bound less than one above a plan proves it.
        mip_abs_gap: isWhole ? 0.99 : 1e-6,
      });
      model.setSolution({ colValue: valuesOf(problem, start.plan) });
      const { modelStatus } = model.run();
      const found = planCover(problem, sitesOf(model, free, sites));
      const plan = found.persons > start.plan.persons ? found : start.plan;
      const isProven = modelStatus === highs.constants.modelStatus.optimal;
      // The solver's own tolerances may leave its bound a hair below what the plan was counted to cover.
      const bound = Math.max(plan.persons, Math.min(start.bound, boundOf(model, persons, isWhole)));
      return { plan, bound, ending: isProven || bound === plan.persons ? 'proven' : 'limit' };
    });
  } catch {
    return { ...start, ending: 'failed' };
  }
}

/** Maximise Σ persons × x with x ≤ Σ y of its candidates, Σ y ≤ sites, y 0 or 1. Columns: y of the free candidates, then x of the groups. */
function modelOf({ free, first, group, persons, sites }: CoverProblem, highs: Highs): ModelData {
  const groups = persons.length;
  const columns = free.length + groups;
  const starts = new Int32Array(columns + 1);
  const indices = new Int32Array(group.length + free.length + groups);
  const values = new Float64Array(indices.length);
  const colCost = new Float64Array(columns);
  colCost.set(persons, free.length);
  let at = 0;
  const put = (row: number, value: number): void => {
    indices[at] = row;
    values[at++] = value;
  };
  free.forEach((c, column) => {
    for (let i = first[c]; i < first[c + 1]; i++) put(group[i], -1);
    put(groups, 1);
    starts[column + 1] = at;
  });
  for (let g = 0; g < groups; g++) {
    put(g, 1);
    starts[free.length + g + 1] = at;
  }
  const rowUpper = new Float64Array(groups + 1);
  rowUpper[groups] = sites;
  return {
    numCols: columns,
    numRows: groups + 1,
    sense: highs.constants.objectiveSense.maximize,
    colCost,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: new Float64Array(groups + 1).fill(-highs.infinity),
    rowUpper,
    matrix: { format: 'csc', numRows: groups + 1, numCols: columns, starts, indices, values },
    integrality: new Int32Array(columns).fill(highs.constants.variableType.integer, 0, free.length),
  };
}

function valuesOf({ free, first, group, persons }: CoverProblem, { sites }: CoverPlan): Float64Array {
  const values = new Float64Array(free.length + persons.length);
  const isSite = new Set(sites);
  free.forEach((c, column) => {
    if (!isSite.has(c)) return;
    values[column] = 1;
    for (let i = first[c]; i < first[c + 1]; i++) values[free.length + group[i]] = 1;
  });
  return values;
}

/** The solver's own plan; empty where it holds none, or more sites than allowed. */
function sitesOf(model: Model, free: Int32Array, most: number): Int32Array {
  const { colValue } = model.getSolution();
  const sites = free.filter((_, column) => colValue[column] > 0.5);
  return sites.length <= most ? sites : new Int32Array(0);
}

/** The solver counts a constraint as kept that is missed by a millionth: its bound may be that part of all persons too low. */
function boundOf(model: Model, persons: Float64Array, isWhole: boolean): number {
  let safe = Number(model.info.get('mip_dual_bound'));
  if (!Number.isFinite(safe)) return Infinity;
  for (let g = 0; g < persons.length; g++) safe += 1e-6 * persons[g];
  return isWhole ? Math.floor(safe) : safe;
}
