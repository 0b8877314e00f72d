/** How evenly a score is spread over persons. */

/**
 * Weighted mean Σ w x / Σ w.
 * Pairs with a weight of 0 or with a missing (NaN) weight or value stay out; NaN where nothing is left.
 */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const weight = weights[i]!;
    // NaN > 0 is false, so a missing weight stays out as well.
    if (!(weight > 0) || value !== value) continue;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : NaN;
}

/**
 * Weighted Gini coefficient Σ_i Σ_j w_i w_j |x_i − x_j| / (2 W² μ), computed from the sorted values as
 * 2 Σ (w/W) x r / μ − 1 with r the mid-rank.
 * Values ≥ 0; pairs with a weight of 0 or anything missing stay out. Range 0 (equal) … below 1; NaN where the mean is 0 or
 * nothing is left. Invariant: unchanged when all values, or all weights, are multiplied by one positive number.
 * Source: domain.md §3.4 (Lorenz and Gini for grouped data).
 */
export function weightedGini(values: Float64Array, weights: Float64Array): number {
  const distinct = sortedDistinct(values, weights);
  const weightOf = new Float64Array(distinct.length);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const weight = weights[i]!;
    if (!(weight > 0) || value !== value) continue;
    weightOf[positionOf(distinct, value)]! += weight;
    total += weight;
    sum += weight * value;
  }
  if (!(sum > 0)) return NaN;
  let below = 0;
  let ranked = 0;
  for (let k = 0; k < distinct.length; k++) {
    ranked += weightOf[k]! * distinct[k]! * (below + weightOf[k]! / 2);
    below += weightOf[k]!;
  }
  // The difference of two near-equal numbers: rounding may leave −1e-17 where everyone has the same.
  return Math.max(0, (2 * ranked) / (total * sum) - 1);
}

// Sorting plain numbers without a comparator and looking each one up again is about three times as fast as sorting indices.
function sortedDistinct(values: Float64Array, weights: Float64Array): Float64Array {
  const used = values.filter((value, i) => weights[i]! > 0 && value === value).sort();
  let count = 0;
  for (let i = 0; i < used.length; i++) {
    if (count === 0 || used[i] !== used[count - 1]) used[count++] = used[i]!;
  }
  return used.subarray(0, count);
}

function positionOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
