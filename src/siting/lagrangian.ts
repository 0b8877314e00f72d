/**
 * How good any plan can be at most, by Lagrangian relaxation (Cornuéjols, Fisher & Nemhauser 1977): each place offers a price for being
 * served, a candidate collects what is offered above its own costs, and whatever the prices, Σ prices less the best collections is a
 * cost that no plan goes below. The volume algorithm (Barahona & Anbil 2000) moves the prices along an average of subgradients towards
 * the bound of the linear program. Valid at every step, so it may stop at any.
 */
import { pacer, type Control } from '../domain/progress';

/** Minimise Σ weight × least of `start` and the chosen sites' costs: both models are this. */
export interface SiteCosts {
  /** New sites, at most. */
  readonly sites: number;
  /** Candidates that may be chosen, ascending. */
  readonly free: Int32Array;
  /** Places that candidate c serves are place[first[c]] … place[first[c + 1] - 1], each for less than its start. */
  readonly first: Int32Array;
  readonly place: Int32Array;
  readonly cost: Int32Array;
  readonly weight: Float64Array;
  /** What a place costs without any new site. */
  readonly start: Int32Array;
}

export interface BoundOptions {
  /** At most; each looks at every pair twice. 400 end within about half a percent of the linear program's bound. */
  readonly steps: number;
}

/** Share of the newest subgradient in the average, at least; what a length without success is cut by, after how many steps. */
const newest = 0.06;
const shorter = 0.66;
const patience = 5;

/**
 * A cost that no choice of sites goes below. `plan` (any sites) sets the first prices and the aim of the steps. Where weights
 * are whole numbers so is every plan's cost, and the bound is rounded up to a whole number.
 */
export async function lagrangianBound(
  problem: SiteCosts,
  plan: Int32Array,
  options: BoundOptions = { steps: 400 },
  control?: Control,
): Promise<number> {
  const { weight, start } = problem;
  const places = weight.length;
  const { price: bestPrice, planCost } = firstPrices(problem, plan);
  const price = bestPrice.slice();
  const direction = new Float64Array(places);
  const collect = createCollector(problem);
  const pause = pacer(control);
  const isWhole = weight.every((w) => Number.isInteger(w));
  // Sums of many terms carry dust: the bound gives way by that much.
  let dust = 1e-9 * planCost;
  for (let k = 0; k < places; k++) dust += 1e-13 * weight[k] * start[k];
  let best = -Infinity;
  for (let step = 0, length = 0.3, idle = 0; step < options.steps && length > 1e-4; step++) {
    await pause();
    const { value, served } = collect(price);
    const part = Math.max(newest, 1 / (1 + step));
    for (let k = 0; k < places; k++) direction[k] = part * (1 - served[k]) + (1 - part) * direction[k];
    idle = value > best + 1e-5 * planCost ? 0 : idle + 1;
    if (value > best) {
      best = value;
      bestPrice.set(price);
      length = Math.min(2, 1.05 * length);
    }
    if (planCost - rounded(best) <= dust) break;
    if (idle >= patience) {
      length *= shorter;
      idle = 0;
    }
    let norm = 0;
    for (let k = 0; k < places; k++) if (canMove(k)) norm += direction[k] ** 2;
    if (norm === 0) break;
    const stride = (length * (planCost - best)) / norm;
    for (let k = 0; k < places; k++)
      price[k] = Math.min(weight[k] * start[k], Math.max(0, bestPrice[k] + stride * direction[k]));
  }
  return rounded(best);

  /** No place offers less than nothing, or more than it costs unserved. */
  function canMove(k: number): boolean {
    return direction[k] > 0 ? bestPrice[k] < weight[k] * start[k] : bestPrice[k] > 0;
  }

  function rounded(bound: number): number {
    const safe = bound - dust;
    return Math.max(0, Math.min(planCost, isWhole ? Math.ceil(safe) : safe));
  }
}

/** What the prices prove, and how many of the candidates that collect most serve each place. */
function createCollector({ sites, free, first, place, cost, weight }: SiteCosts) {
  const collected = new Float64Array(first.length - 1);
  const served = new Int32Array(weight.length);
  const order = free.slice();
  return (price: Float64Array): { readonly value: number; readonly served: Int32Array } => {
    for (const c of free) {
      let sum = 0;
      for (let i = first[c]; i < first[c + 1]; i++) {
        const above = price[place[i]] - weight[place[i]] * cost[i];
        if (above > 0) sum += above;
      }
      collected[c] = sum;
    }
    order.sort((a, b) => collected[b] - collected[a] || a - b);
    let value = 0;
    for (let k = 0; k < price.length; k++) value += price[k];
    served.fill(0);
    for (let n = 0; n < sites && n < order.length; n++) {
      const c = order[n];
      value -= collected[c];
      for (let i = first[c]; i < first[c + 1]; i++)
        if (price[place[i]] > weight[place[i]] * cost[i]) served[place[i]]++;
    }
    return { value, served };
  };
}

/** Prices halfway between the nearest and the second-nearest site of the plan, and what the plan costs. */
function firstPrices({ first, place, cost, weight, start }: SiteCosts, plan: Int32Array) {
  const nearest = start.slice();
  const second = start.slice();
  for (const site of plan)
    for (let i = first[site]; i < first[site + 1]; i++) {
      const k = place[i];
      if (cost[i] < nearest[k]) {
        second[k] = nearest[k];
        nearest[k] = cost[i];
      } else if (cost[i] < second[k]) second[k] = cost[i];
    }
  let planCost = 0;
  const price = new Float64Array(weight.length);
  for (let k = 0; k < weight.length; k++) {
    planCost += weight[k] * nearest[k];
    price[k] = (weight[k] * (nearest[k] + second[k])) / 2;
  }
  return { price, planCost };
}
