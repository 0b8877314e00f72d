/**
 * Coverage: who has a site of a service within the limit, on foot and on paper, at everyone's pace and at their own.
 *
 * `prepareService` adds up what no slider changes; `coverService` is one slider step, a handful of passes over typed arrays.
 * Within is a comparison of whole millimetres, `mm ≤ limitMillimetres(limit, pace)`, inclusive.
 */
import type { BandFindings, DistrictFindings, ServiceFindings, Totals } from '../domain/findings';
import type { Service } from '../domain/service';
import type { WalkSettings } from '../domain/study';
import type { Facilities } from '../domain/tables';
import type { Demand } from '../routing/demand';
import type { SparseMatrix } from '../routing/matrix';
import type { Nearest } from '../routing/nearest';
import { sitesOf } from './catchment';
import { limitMillimetres } from './limit';
import { totalsOf, type People, type Population } from './people';

export interface ServiceInput {
  readonly service: Service;
  readonly people: People;
  readonly facilities: Facilities;
  /** 1 where the facility is linked (`LinkReport.linked`). */
  readonly facilityLinked: Uint8Array;
  /** Nearest site of this service, per demand point. */
  readonly nearest: Nearest;
  /** All facilities; must reach at least as far as the longest limit asked of `coverService` at `walk.metresPerSecond`. */
  readonly matrix: SparseMatrix;
  /** Straight metres to the nearest site of this service, per elder row; Infinity without one. */
  readonly straightMetres: Float64Array;
  /** The same per demand point, so that a polygon counts on paper by its street pieces; without it by its inner point. */
  readonly straightPieces?: Float64Array | undefined;
}

export interface PreparedService extends ServiceInput {
  readonly sites: Int32Array;
  /** Everyone, per demand point. */
  readonly pointPersons: Float64Array;
  /** Per elder row. */
  readonly nearestSite: Int32Array;
  readonly metres: Float64Array;
  readonly effectiveMetres: Float64Array;
  readonly meanEffectiveMetres: number;
}

/** All that neither pace nor limit changes: means over street pieces, the nearest site of each row, the mean way. */
export function prepareService(input: ServiceInput): PreparedService {
  const { facilities, nearest, people } = input;
  const { first, share } = people.demand;
  const persons = people.everyone.persons;
  const rows = first.length - 1;
  const pointPersons = new Float64Array(share.length);
  const nearestSite = new Int32Array(rows).fill(-1);
  const metres = new Float64Array(rows).fill(Infinity);
  const effectiveMetres = new Float64Array(rows).fill(Infinity);
  const shareOfSite = new Float64Array(facilities.count);
  let reaching = 0;
  let way = 0;
  for (let row = 0; row < rows; row++) {
    const start = first[row]!;
    const end = first[row + 1]!;
    let reached = 0;
    let metresSum = 0;
    let effectiveSum = 0;
    for (let p = start; p < end; p++) {
      pointPersons[p] = persons[row]! * share[p]!;
      if (nearest.facility[p]! < 0) continue;
      reached += share[p]!;
      metresSum += share[p]! * nearest.metres[p]!;
      effectiveSum += share[p]! * (nearest.effectiveMm[p]! / 1000);
    }
    if (!(reached > 0)) continue;
    metres[row] = metresSum / reached;
    effectiveMetres[row] = effectiveSum / reached;
    nearestSite[row] =
      end - start === 1 ? nearest.facility[start]! : mainSite(nearest, share, start, end, shareOfSite);
    reaching += persons[row]! * reached;
    way += persons[row]! * effectiveSum;
  }
  return {
    ...input,
    sites: sitesOf(facilities, input.service),
    pointPersons,
    nearestSite,
    metres,
    effectiveMetres,
    meanEffectiveMetres: reaching > 0 ? way / reaching : NaN,
  };
}

/**
 * The findings of one service at a pace and limit.
 *
 * Persons; covered + gap + unlinked = elders in every total. Of a polygon the share of its street pieces counts, never its
 * centre. Own pace: each age band at `walk.paces`, those in no known band at `walk.metresPerSecond`.
 * Invariants: a longer limit, or a faster pace, never covers fewer; the totals of the districts sum to the totals less those
 * outside every district.
 */
export function coverService(prepared: PreparedService, walk: WalkSettings): ServiceFindings {
  const { people, nearest, effectiveMetres, straightMetres } = prepared;
  const { demand, everyone, own, remainder } = people;
  const pace = walk.metresPerSecond;
  const limitMm = limitMillimetres(walk.limitMinutes, pace);
  const within = shareWithin(demand, nearest.effectiveMm, limitMm);
  const onPaper = paperWithin(prepared, walk.paperMetres);
  const choices = countChoices(prepared, limitMm);

  const bands: BandFindings[] = people.bands.map(({ band, population }) => {
    const bandPace = walk.paces[band];
    const bandLimit = limitMillimetres(walk.limitMinutes, bandPace);
    const bandWithin = bandLimit === limitMm ? within : shareWithin(demand, nearest.effectiveMm, bandLimit);
    return {
      band,
      metresPerSecond: bandPace,
      foot: totalsWithin(population, bandWithin),
      paper: totalsWithin(population, onPaper),
      within: bandWithin,
    };
  });
  const banded = bands.length > 0;
  const restCovered = banded ? coveredBy(remainder, within) : 0;

  return {
    service: prepared.service,
    sites: prepared.sites,
    nearest: prepared.nearestSite,
    metres: prepared.metres,
    seconds: effectiveMetres.map((metres) => metres / pace),
    within,
    choices: choices.rows,
    straightMetres,
    eldersWithin: choices.eldersWithin,
    eldersAlone: choices.eldersAlone,
    foot: totalsWithin(everyone, within),
    paper: totalsWithin(everyone, onPaper),
    meanSeconds: prepared.meanEffectiveMetres / pace,
    ownPace: banded ? totalsOf(own.total, coveredInBands(people, bands) + restCovered, own.unlinked) : null,
    ownPaceWithin: banded ? ownWithin(people, bands, within) : null,
    bands,
    districts: districtsWithin(prepared, everyone, [{ population: everyone, limitMm }]),
    ownPaceDistricts: banded
      ? districtsWithin(prepared, own, [
          ...people.bands.map(({ population }, i) => ({
            population,
            limitMm: limitMillimetres(walk.limitMinutes, bands[i]!.metresPerSecond),
          })),
          { population: remainder, limitMm },
        ])
      : null,
  };
}

/** Share of each row's people whose way is at most `limit` long: 1 or 0 for a point, NaN where unlinked. */
function shareWithin(demand: Demand, lengths: Float64Array, limit: number): Float64Array {
  const { first, share } = demand;
  const rows = first.length - 1;
  const within = new Float64Array(rows);
  for (let row = 0, p = 0; row < rows; row++) {
    const end = first[row + 1]!;
    const pieces = end - p;
    if (pieces === 1) {
      within[row] = lengths[p]! <= limit ? 1 : 0;
    } else if (pieces === 0) {
      within[row] = NaN;
    } else {
      let sum = 0;
      let inside = 0;
      for (let q = p; q < end; q++) {
        if (lengths[q]! <= limit) {
          sum += share[q]!;
          inside++;
        }
      }
      // All of it is 1 exactly, whatever the shares sum to in binary.
      within[row] = inside === pieces ? 1 : Math.min(1, sum);
    }
    p = end;
  }
  return within;
}

function paperWithin(prepared: PreparedService, paperMetres: number): Float64Array {
  const { people, straightMetres, straightPieces } = prepared;
  if (straightPieces !== undefined) return shareWithin(people.demand, straightPieces, paperMetres);
  const { first } = people.demand;
  // Unlinked rows are apart on paper too, so that paper and foot have one base.
  return straightMetres.map((metres, row) =>
    first[row] === first[row + 1] ? NaN : metres <= paperMetres ? 1 : 0,
  );
}

interface Choices {
  readonly rows: Float64Array;
  readonly eldersWithin: Float64Array;
  readonly eldersAlone: Float64Array;
}

/** Sites within the limit of each row, and for each site the people who have it and those who have it alone. */
function countChoices(prepared: PreparedService, limitMm: number): Choices {
  const { facilities, facilityLinked, matrix, people, pointPersons, sites } = prepared;
  const { first: pairFirst, mm, point } = matrix;
  const counts = new Int32Array(pointPersons.length);
  const eldersWithin = new Float64Array(facilities.count).fill(NaN);
  const eldersAlone = new Float64Array(facilities.count).fill(NaN);
  for (const site of sites) {
    if (facilityLinked[site] !== 1) continue;
    const end = pairFirst[site + 1]!;
    let persons = 0;
    for (let k = pairFirst[site]!; k < end; k++) {
      if (mm[k]! > limitMm) continue;
      counts[point[k]!]!++;
      persons += pointPersons[point[k]!]!;
    }
    eldersWithin[site] = persons;
  }
  for (const site of sites) {
    if (facilityLinked[site] !== 1) continue;
    const end = pairFirst[site + 1]!;
    let persons = 0;
    for (let k = pairFirst[site]!; k < end; k++)
      if (mm[k]! <= limitMm && counts[point[k]!] === 1) persons += pointPersons[point[k]!]!;
    eldersAlone[site] = persons;
  }
  return { rows: meanCounts(people.demand, counts), eldersWithin, eldersAlone };
}

function meanCounts(demand: Demand, counts: Int32Array): Float64Array {
  const { first, share } = demand;
  const rows = new Float64Array(first.length - 1);
  for (let row = 0, p = 0; row < rows.length; row++) {
    const end = first[row + 1]!;
    if (end === p) {
      rows[row] = NaN;
      continue;
    }
    // Measured from the first piece, so that a polygon with the same count everywhere has that whole number.
    const base = counts[p]!;
    let sum = base;
    for (let q = p + 1; q < end; q++) sum += share[q]! * (counts[q]! - base);
    rows[row] = sum;
    p = end;
  }
  return rows;
}

function totalsWithin(population: Population, within: Float64Array): Totals {
  return totalsOf(population.total, coveredBy(population, within), population.unlinked);
}

function coveredBy(population: Population, within: Float64Array): number {
  const { persons } = population;
  let covered = 0;
  for (let row = 0; row < within.length; row++) {
    const part = within[row]!;
    // False for NaN, an unlinked row.
    if (part > 0) covered += persons[row]! * part;
  }
  return covered;
}

function coveredInBands(people: People, bands: readonly BandFindings[]): number {
  return people.bands.reduce((sum, { population }, i) => sum + coveredBy(population, bands[i]!.within), 0);
}

/** Per row: share of its people within the limit when each walks at the own pace. A row without people: at everyone's. */
function ownWithin(people: People, bands: readonly BandFindings[], within: Float64Array): Float64Array {
  const covered = new Float64Array(within.length);
  people.bands.forEach(({ population }, i) => addProducts(covered, population.persons, bands[i]!.within));
  addProducts(covered, people.remainder.persons, within);
  const total = people.own.persons;
  for (let row = 0; row < covered.length; row++)
    covered[row] = total[row]! > 0 ? Math.min(1, covered[row]! / total[row]!) : within[row]!;
  return covered;
}

function addProducts(sums: Float64Array, persons: Float64Array, within: Float64Array): void {
  for (let row = 0; row < sums.length; row++) sums[row]! += persons[row]! * within[row]!;
}

interface Walkers {
  readonly population: Population;
  readonly limitMm: number;
}

/** District totals of a base population, whose members walk in groups, each with a limit of its own. */
function districtsWithin(
  prepared: PreparedService,
  base: Population,
  groups: readonly Walkers[],
): DistrictFindings {
  const { demand, districts } = prepared.people;
  const { first, share } = demand;
  const mm = prepared.nearest.effectiveMm;
  const covered = new Float64Array(districts.count);
  if (districts.count > 0) {
    for (const { population, limitMm } of groups) {
      const { persons } = population;
      for (let row = 0, p = 0; row < persons.length; row++) {
        const here = persons[row]!;
        for (const end = first[row + 1]!; p < end; p++) {
          const district = districts.point[p]!;
          if (district >= 0 && mm[p]! <= limitMm) covered[district]! += here * share[p]!;
        }
      }
    }
  }
  const gap = new Float64Array(districts.count);
  for (let d = 0; d < districts.count; d++) {
    const totals = totalsOf(base.districtTotal[d]!, covered[d]!, base.districtUnlinked[d]!);
    covered[d] = totals.covered;
    gap[d] = totals.gap;
  }
  return { elders: base.districtTotal, covered, gap, unlinked: base.districtUnlinked };
}

/** The site nearest to the largest part of a polygon's street; in a tie the one of the lowest row. `scratch` is left zeroed. */
function mainSite(
  nearest: Nearest,
  share: Float64Array,
  start: number,
  end: number,
  scratch: Float64Array,
): number {
  for (let p = start; p < end; p++)
    if (nearest.facility[p]! >= 0) scratch[nearest.facility[p]!]! += share[p]!;
  let best = -1;
  let most = 0;
  for (let p = start; p < end; p++) {
    const site = nearest.facility[p]!;
    if (site < 0) continue;
    const part = scratch[site]!;
    // Shares that are equal on paper may differ in the last digit by the order of adding.
    const tie = Math.abs(part - most) <= 1e-12;
    if (tie ? site < best : part > most) {
      best = site;
      most = part;
    }
  }
  for (let p = start; p < end; p++) if (nearest.facility[p]! >= 0) scratch[nearest.facility[p]!] = 0;
  return best;
}
