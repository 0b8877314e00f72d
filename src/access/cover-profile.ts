/** Coverage of one service for one kind of walker, as if every elder walked like this. */
import type { ProfileServiceFindings, Totals } from '../domain/findings';
import type { Service } from '../domain/service';
import type { Graph } from '../network/graph';
import { closedMetres, isShutIn } from '../routing/closed-streets';
import type { Nearest } from '../routing/nearest';
import type { Profile } from '../routing/profile';
import { searcherFor } from '../routing/searcher';
import { coverPopulation } from './coverage';
import { limitMmOf, secondsWalked, type Gait } from './gait';
import type { People } from './people';

/** Everybody within the limit, walking like this; the same `nearest` serves every pace where nobody waits anywhere. */
export function totalsWithin(people: People, nearest: Nearest, limitMinutes: number, gait: Gait): Totals {
  return coverPopulation(people, nearest.effectiveMm, limitMmOf(limitMinutes, gait)).totals;
}

/**
 * `low` and `high` are the totals at the paces that bound the profile's own. Rows as in `ServiceFindings`: 1 or 0 (a share for polygons) within, NaN where unlinked; seconds Infinity where nothing is
 * reached, for a polygon the mean over its street that reaches anything. covered + gap + unlinked = elders.
 */
export function coverProfile(
  service: Service,
  people: People,
  limitMinutes: number,
  nearest: Nearest,
  gait: Gait,
  low: Totals | null,
  high: Totals | null,
): ProfileServiceFindings {
  const covered = coverPopulation(people, nearest.effectiveMm, limitMmOf(limitMinutes, gait));
  const { seconds, metres, meanSeconds } = times(people, nearest, gait);
  return {
    service,
    foot: covered.totals,
    low,
    high,
    meanSeconds,
    within: covered.within,
    seconds,
    metres,
    districts: covered.districts,
  };
}

function times(people: People, nearest: Nearest, gait: Gait) {
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

/** Street that a walker cannot use, and the persons who stand on it and so reach nothing. */
export function closedTo(graph: Graph, profile: Profile, { demand, everyone }: People) {
  const searcher = searcherFor(graph, profile);
  let shutIn = 0;
  for (let row = 0; row < demand.rows; row++)
    for (let k = demand.first[row]!; k < demand.first[row + 1]!; k++)
      if (isShutIn(searcher, demand, k)) shutIn += everyone.persons[row]! * demand.share[k]!;
  return { closedMetres: closedMetres(searcher), shutIn };
}
