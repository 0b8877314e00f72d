/** Coverage of one service for one kind of walker, as if every elder walked like this. */
import type { ProfileServiceFindings, Totals } from '../domain/findings';
import type { Service } from '../domain/service';
import type { Nearest } from '../routing/nearest';
import { coverPopulation } from './coverage';
import { limitMmOf, secondsWalked, type Gait } from './gait';
import type { People } from './people';

/** How far each demand point is at a pace; the same `nearest` serves several paces where nobody waits anywhere. */
export interface Paced {
  readonly gait: Gait;
  readonly nearest: Nearest;
}

/**
 * Rows as in `ServiceFindings`: 1 or 0 (a share for polygons) within, NaN where unlinked; seconds Infinity where nothing is
 * reached, for a polygon the mean over its street that reaches anything. covered + gap + unlinked = elders.
 */
export function coverProfile(
  service: Service,
  people: People,
  limitMinutes: number,
  own: Paced,
  low: Paced | null,
  high: Paced | null,
): ProfileServiceFindings {
  const covered = coverPopulation(people, own.nearest.effectiveMm, limitMmOf(limitMinutes, own.gait));
  const bound = (paced: Paced | null): Totals | null =>
    paced && coverPopulation(people, paced.nearest.effectiveMm, limitMmOf(limitMinutes, paced.gait)).totals;
  const { seconds, metres, meanSeconds } = times(people, own);
  return {
    service,
    foot: covered.totals,
    low: bound(low),
    high: bound(high),
    meanSeconds,
    within: covered.within,
    seconds,
    metres,
    districts: covered.districts,
  };
}

function times(people: People, { gait, nearest }: Paced) {
  const { first, share } = people.demand;
  const { persons } = people.everyone;
  const rows = first.length - 1;
  const seconds = new Float64Array(rows).fill(Infinity);
  const metres = new Float64Array(rows).fill(Infinity);
  let reaching = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let reached = 0;
    let secondsSum = 0;
    let metresSum = 0;
    for (let p = first[row]!; p < first[row + 1]!; p++) {
      if (nearest.facility[p]! < 0) continue;
      reached += share[p]!;
      secondsSum += share[p]! * secondsWalked(nearest.effectiveMetres[p]!, gait);
      metresSum += share[p]! * nearest.metres[p]!;
    }
    if (!(reached > 0)) continue;
    seconds[row] = secondsSum / reached;
    metres[row] = metresSum / reached;
    reaching += persons[row]! * reached;
    total += persons[row]! * secondsSum;
  }
  return { seconds, metres, meanSeconds: reaching > 0 ? total / reaching : NaN };
}
