/** Distance decays: how much a facility t seconds away counts, where the limit is T seconds. */
import type { SparseMatrix } from '../routing/matrix';
import { exp } from '../domain/exp';
import { toLimitMm } from '../routing/profile';

/** A zone counts `weight` up to and including `part` of the limit. */
export interface Zone {
  readonly part: number;
  readonly weight: number;
}

export type Decay =
  | { readonly kind: 'step' }
  /** Zones in growing order of `part`; beyond the last one the weight is 0. */
  | { readonly kind: 'zones'; readonly zones: readonly Zone[] }
  | { readonly kind: 'gaussian' }
  | { readonly kind: 'epanechnikov' };

/** Luo & Qi 2009 (Health Place 15:1100), slow weights, at thirds of the limit. */
export const slowZones: readonly Zone[] = [
  { part: 1 / 3, weight: 1 },
  { part: 2 / 3, weight: 0.68 },
  { part: 1, weight: 0.22 },
];

/**
 * The weight of every pair of the matrix.
 *
 * Input: effective millimetres, and the limit as unrounded millimetres (`exactLimitMillimetres`); t/T = mm/limit.
 * Output: no unit, range 0 … 1 (epanechnikov 0 … ¾), 0 beyond the limit. Invariant: never rises with distance.
 * - step: 1 (2SFCA, Luo & Wang 2003, EPB 30:865)
 * - zones: as given, bounds inclusive (E2SFCA, Luo & Qi 2009)
 * - gaussian: (e^(−½(t/T)²) − e^(−½)) / (1 − e^(−½)), 0 at T (Dai 2010, Health Place 16:1038); not PySAL's exp(−t²/2σ²)
 * - epanechnikov: ¾ (1 − (t/T)²), 0 at T (KD2SFCA, Dai & Wang 2011, EPB 38:659)
 */
export function pairWeights(matrix: SparseMatrix, decay: Decay, limitMm: number): Float64Array {
  const { mm } = matrix;
  const weights = new Float64Array(mm.length);
  const last = wholeMillimetres(limitMm);
  if (decay.kind === 'step') {
    fillZones(weights, mm, [last], [1]);
  } else if (decay.kind === 'zones') {
    const bounds = decay.zones.map((zone) => Math.min(last, wholeMillimetres(zone.part * limitMm)));
    fillZones(
      weights,
      mm,
      bounds,
      decay.zones.map((zone) => zone.weight),
    );
  } else if (decay.kind === 'gaussian') {
    const floor = exp(-0.5);
    const scale = 1 / (1 - floor);
    const inner = -0.5 / (limitMm * limitMm);
    for (let k = 0; k < mm.length; k++) {
      const length = mm[k]!;
      if (length <= last) weights[k] = Math.max(0, (exp(inner * length * length) - floor) * scale);
    }
  } else {
    for (let k = 0; k < mm.length; k++) {
      const part = mm[k]! / limitMm;
      if (mm[k]! <= last) weights[k] = Math.max(0, 0.75 * (1 - part * part));
    }
  }
  return weights;
}

// Counts the bounds left behind instead of asking which zone it is: a wrong guess by the processor costs more than three sums.
function fillZones(
  weights: Float64Array,
  mm: Int32Array,
  bounds: readonly number[],
  weightOf: readonly number[],
): void {
  const table = Float64Array.of(...weightOf, 0);
  for (let k = 0; k < mm.length; k++) {
    let zone = 0;
    for (let z = 0; z < bounds.length; z++) zone += (bounds[z]! - mm[k]!) >>> 31;
    weights[k] = table[zone]!;
  }
}

// As in `limitMillimetres`: exact thirds are inside their zone.
function wholeMillimetres(mm: number): number {
  return toLimitMm(mm / 1000);
}
