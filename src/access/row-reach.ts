/** What one place reaches, from the nearest site of each of its points: the figures of its row in the findings, for any walker. */
import type { Nearest } from '../routing/nearest';
import { mainSite } from './coverage';
import { limitMmOf, secondsWalked, type Gait } from './gait';

export interface RowReach {
  /** Facility position, -1 where none is reached; of several points the one nearest to most of them. */
  readonly facility: number;
  /** Means over the points that reach anything; Infinity where none does. */
  readonly metres: number;
  readonly seconds: number;
  /** Share of the points within the limit. */
  readonly within: number;
}

/** @param share part of the place at each point, summing to 1; no points: the place is unlinked (`within` NaN). */
export function reachOfRow(
  nearest: Nearest,
  share: Float64Array,
  gait: Gait,
  limitMinutes: number,
  facilities: number,
): RowReach {
  const limitMm = limitMmOf(limitMinutes, gait);
  let reached = 0;
  let metres = 0;
  let seconds = 0;
  let within = 0;
  share.forEach((part, p) => {
    if (nearest.effectiveMm[p]! <= limitMm) within += part;
    if (nearest.facility[p]! < 0) return;
    reached += part;
    metres += part * nearest.metres[p]!;
    seconds += part * secondsWalked(nearest.effectiveMetres[p]!, gait);
  });
  if (share.length === 0) return { facility: -1, metres: Infinity, seconds: Infinity, within: NaN };
  if (!(reached > 0)) return { facility: -1, metres: Infinity, seconds: Infinity, within };
  return {
    facility:
      share.length === 1
        ? nearest.facility[0]!
        : mainSite(nearest, share, 0, share.length, new Float64Array(facilities)),
    metres: metres / reached,
    seconds: seconds / reached,
    within: Math.min(1, within),
  };
}
