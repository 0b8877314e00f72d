/** Who stands where: the persons of every elder row by age band, ready to be added up at any pace and limit. */
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import type { Totals } from '../domain/findings';
import { bands, tiers, type Band } from '../domain/service';
import type { StudySettings } from '../domain/study';
import type { Elders } from '../domain/tables';
import type { Demand } from '../routing/demand';
import type { DistrictAssignment } from './districts';

/** Some of the persons, with every sum that no slider changes. */
export interface Population {
  /** Per elder row, missing as 0. */
  readonly persons: Float64Array;
  readonly total: number;
  readonly unlinked: number;
  /** Per district: everyone in it, and those of unlinked rows. */
  readonly districtTotal: Float64Array;
  readonly districtUnlinked: Float64Array;
}

export interface People {
  readonly demand: Demand;
  readonly districts: DistrictAssignment;
  readonly everyone: Population;
  readonly bands: readonly { readonly band: Band; readonly population: Population }[];
  /** Those in no known band: elders − Σ bands where that is positive. */
  readonly remainder: Population;
  /** Σ bands + remainder: the base of "at own pace". Equals everyone unless the bands of a row exceed its elders. */
  readonly own: Population;
}

/**
 * Sorts the elders into populations.
 * Notes: `access.bandsExceed` (rows whose bands sum to more than their elders, and by how many persons),
 * `access.eldersMissing` (rows without a count, which add nobody).
 */
export function preparePeople(
  elders: Elders,
  demand: Demand,
  districts: DistrictAssignment,
): { readonly people: People; readonly notes: readonly Note[] } {
  const everyone = elders.elders.map(known);
  const given = bands.flatMap((band) => {
    const persons = elders.bands[band];
    return persons === undefined ? [] : [{ band, persons: persons.map(known) }];
  });
  const remainder = everyone.slice();
  const own = new Float64Array(elders.count);
  let missing = 0;
  let exceeding = 0;
  let excess = 0;
  for (let row = 0; row < elders.count; row++) {
    if (Number.isNaN(elders.elders[row]!)) missing++;
    let banded = 0;
    for (const { persons } of given) banded += persons[row]!;
    const rest = everyone[row]! - banded;
    // Bands that were themselves computed (shares of a total) may miss the total by a rounding error.
    const tiny = 1e-9 * banded;
    if (rest < -tiny) {
      exceeding++;
      excess -= rest;
    }
    remainder[row] = rest > tiny ? rest : 0;
    own[row] = banded + remainder[row];
  }
  const notes: Note[] = [];
  if (missing > 0) notes.push(fault('access.eldersMissing', { rows: missing }));
  if (exceeding > 0) notes.push(fault('access.bandsExceed', { rows: exceeding, persons: excess }));
  const sum = (persons: Float64Array): Population => populationOf(persons, demand, districts);
  return {
    people: {
      demand,
      districts,
      everyone: sum(everyone),
      bands: given.map(({ band, persons }) => ({ band, population: sum(persons) })),
      remainder: sum(remainder),
      own: sum(own),
    },
    notes,
  };
}

/**
 * The demand that catchment scores compete by, per elder row: elders, or Σ tier × weight where the study says so (then a unit
 * of demand is a weighted person). A row whose tiers are all missing has a missing demand; tiers missing in part are left out
 * of its sum, and both are counted in the note `access.tiersMissing`. Without a tier column: the fault `access.noTiers`.
 */
export function demandOf(elders: Elders, need: StudySettings['need']): Result<Float64Array> {
  if (need.demand === 'elders') return succeed(elders.elders);
  const given = tiers.flatMap((tier) => {
    const persons = elders.tiers[tier];
    return persons === undefined ? [] : [{ persons, weight: need.weights[tier] }];
  });
  if (given.length === 0) return fail(fault('access.noTiers'));
  const demand = new Float64Array(elders.count);
  let missing = 0;
  for (let row = 0; row < elders.count; row++) {
    const stated = given.filter(({ persons }) => !Number.isNaN(persons[row]!));
    if (stated.length < given.length) missing++;
    demand[row] =
      stated.length === 0 ? NaN : stated.reduce((sum, tier) => sum + tier.weight * tier.persons[row]!, 0);
  }
  return succeed(demand, missing > 0 ? [fault('access.tiersMissing', { rows: missing })] : []);
}

/**
 * Totals from what was covered: gap = elders − covered − unlinked, share = covered / (covered + gap).
 * Sums of fractions (people spread along streets) can miss each other in the last digits; a gap smaller than 1e-9 of the
 * elders is that, and is 0.
 */
export function totalsOf(elders: number, covered: number, unlinked: number): Totals {
  const base = elders - unlinked;
  const gap = base - covered;
  const whole = gap <= 1e-9 * Math.max(1, elders);
  // Adding 0 turns −0, which would print as "-0", into 0.
  const persons = (whole ? base : covered) + 0;
  return {
    elders,
    covered: persons,
    gap: whole ? 0 : gap,
    unlinked,
    share: base > 0 ? persons / base : NaN,
  };
}

function populationOf(persons: Float64Array, demand: Demand, districts: DistrictAssignment): Population {
  const { first, share } = demand;
  const districtTotal = new Float64Array(districts.count);
  const districtUnlinked = new Float64Array(districts.count);
  let total = 0;
  let unlinked = 0;
  for (let row = 0; row < persons.length; row++) {
    const here = persons[row]!;
    total += here;
    if (first[row] === first[row + 1]) {
      unlinked += here;
      const district = districts.row[row]!;
      if (district >= 0) {
        districtTotal[district]! += here;
        districtUnlinked[district]! += here;
      }
      continue;
    }
    for (let p = first[row]!; p < first[row + 1]!; p++) {
      const district = districts.point[p]!;
      if (district >= 0) districtTotal[district]! += here * share[p]!;
    }
  }
  return { persons, total, unlinked, districtTotal, districtUnlinked };
}

function known(persons: number): number {
  return persons === persons ? persons : 0;
}
