/**
 * Coverage: who has a site of a service within the limit, on foot and on paper, at everyone's pace and at their own.
 *
 * `prepareService` adds up what no slider changes; `coverService` is one slider step, a handful of passes over typed arrays.
 * Within is a comparison of whole millimetres, `mm ≤ limitMillimetres(limit, pace)`, inclusive.
 */
import type { BandFindings, Choices, DistrictFindings, ServiceCoverage, Totals } from '../domain/findings';
import type { Band, Service } from '../domain/service';
import type { WalkSettings } from '../domain/study';
import type { Facilities } from '../domain/tables';
import type { Demand } from '../routing/demand';
import type { SparseMatrix } from '../routing/matrix';
import type { Nearest } from '../routing/nearest';
import { longestMm } from '../routing/profile';
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
  /** Straight metres to the nearest site of this service, per elder row; Infinity without one. */
  readonly straightMetres: Float64Array;
  /** The same per demand point, so that a polygon counts on paper by its street pieces; without it by its inner point. */
  readonly straightPieces?: Float64Array | undefined;
  /** Where somebody waits on the way each pace has a search of its own: `Nearest.effectiveMm` at the pace of each band. */
  readonly bandMm?: Readonly<Partial<Record<Band, Float64Array>>>;
}

export interface PreparedService extends ServiceInput {
  readonly sites: Int32Array;
  /** Per demand point: effective millimetres to the nearest site, `farther` where there is none; and everyone. */
  readonly mm: Int32Array;
  readonly pointPersons: Float64Array;
  /** Per elder row. */
  readonly nearestSite: Int32Array;
  readonly metres: Float64Array;
  readonly effectiveMetres: Float64Array;
  readonly meanEffectiveMetres: number;
}

// Beyond the longest limit there is (`longestMm`), and small enough that differences stay 32-bit.
const farther = 2 * longestMm;

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
      effectiveSum += share[p]! * nearest.effectiveMetres[p]!;
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
    mm: wholeMm(nearest.effectiveMm),
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
export function coverService(prepared: PreparedService, walk: WalkSettings): ServiceCoverage {
  const { people, effectiveMetres } = prepared;
  const { everyone, own, remainder } = people;
  const pace = walk.metresPerSecond;
  const rows = effectiveMetres.length;
  const limitMm = limitMillimetres(walk.limitMinutes, pace);
  const seconds = new Float64Array(rows);
  for (let row = 0; row < rows; row++) seconds[row] = effectiveMetres[row]! / pace;

  const within = new Float64Array(rows);
  const inDistricts = districtSums(people);
  const covered = addWithin(people, prepared.mm, everyone, limitMm, within, null, inDistricts);
  const paper = paperTotals(prepared, walk.paperMetres);

  const banded = people.bands.length > 0;
  const ownWithin = banded ? new Float64Array(rows) : null;
  const ownInDistricts = districtSums(people);
  let ownCovered = 0;
  const bands: BandFindings[] = people.bands.map(({ band, population }, i) => {
    const metresPerSecond = walk.paces[band];
    const bandLimit = limitMillimetres(walk.limitMinutes, metresPerSecond);
    const bandWithin = new Float64Array(rows);
    const own = prepared.bandMm?.[band];
    const mm = own === undefined ? prepared.mm : wholeMm(own);
    const walked = addWithin(people, mm, population, bandLimit, bandWithin, ownWithin, ownInDistricts);
    ownCovered += walked;
    const foot = totalsOf(population.total, walked, population.unlinked);
    return { band, metresPerSecond, foot, paper: paper.bands[i]!, within: bandWithin };
  });
  if (ownWithin !== null) {
    // Writes what stands in `within` already: the limit is the same.
    ownCovered += addWithin(people, prepared.mm, remainder, limitMm, within, ownWithin, ownInDistricts);
    const persons = own.persons;
    for (let row = 0; row < rows; row++)
      ownWithin[row] = persons[row]! > 0 ? Math.min(1, ownWithin[row]! / persons[row]!) : within[row]!;
  }

  return {
    service: prepared.service,
    sites: prepared.sites,
    nearest: prepared.nearestSite,
    metres: prepared.metres,
    seconds,
    within,
    straightMetres: prepared.straightMetres,
    foot: totalsOf(everyone.total, covered, everyone.unlinked),
    paper: paper.everyone,
    meanSeconds: prepared.meanEffectiveMetres / pace,
    ownPace: banded ? totalsOf(own.total, ownCovered, own.unlinked) : null,
    ownPaceWithin: ownWithin,
    bands,
    districts: districtFindings(everyone, inDistricts),
    ownPaceDistricts: banded ? districtFindings(own, ownInDistricts) : null,
  };
}

/**
 * How many sites each row may choose from, and whom each site serves, at everyone's pace. `matrix` must reach at least as far as the limit
 * at `walk.metresPerSecond`; it has rows of all facilities.
 */
export function countChoices(prepared: PreparedService, matrix: SparseMatrix, walk: WalkSettings): Choices {
  const { facilities, facilityLinked, people, pointPersons, sites } = prepared;
  const limitMm = limitMillimetres(walk.limitMinutes, walk.metresPerSecond);
  const { first, mm, point } = matrix;
  const counts = new Int32Array(pointPersons.length);
  const eldersWithin = new Float64Array(facilities.count).fill(NaN);
  const eldersAlone = new Float64Array(facilities.count).fill(NaN);
  const linked = sites.filter((site) => facilityLinked[site] === 1);
  for (const site of linked) {
    let persons = 0;
    for (let k = first[site]!, end = first[site + 1]!; k < end; k++) {
      const inside = isWithin(mm[k]!, limitMm);
      counts[point[k]!]! += inside;
      persons += pointPersons[point[k]!]! * inside;
    }
    eldersWithin[site] = persons;
  }
  for (const site of linked) {
    let persons = 0;
    for (let k = first[site]!, end = first[site + 1]!; k < end; k++) {
      if (counts[point[k]!] === 1) persons += pointPersons[point[k]!]! * isWithin(mm[k]!, limitMm);
    }
    eldersAlone[site] = persons;
  }
  return { choices: meanCounts(people.demand, counts), eldersWithin, eldersAlone };
}

/** Everybody at one limit: what `coverService` finds on foot, from the mm of each demand point alone. */
export function coverPopulation(people: People, effectiveMm: Float64Array, limitMm: number) {
  const { everyone } = people;
  const within = new Float64Array(people.demand.rows);
  const inDistricts = districtSums(people);
  const covered = addWithin(people, wholeMm(effectiveMm), everyone, limitMm, within, null, inDistricts);
  return {
    within,
    totals: totalsOf(everyone.total, covered, everyone.unlinked),
    districts: districtFindings(everyone, inDistricts),
  };
}

/** Unreached is farther than any limit. */
function wholeMm(effectiveMm: Float64Array): Int32Array {
  return Int32Array.from(effectiveMm, (length) => Math.min(length, farther));
}

/**
 * One pass over a population that walks at one pace: returns its covered persons, writes each row's share within the limit
 * (1 or 0 for a point, NaN where unlinked), and adds covered persons to `byRow` and, per piece, to `byDistrict`, whose slot 0
 * is outside every district.
 */
function addWithin(
  people: People,
  mm: Int32Array,
  population: Population,
  limitMm: number,
  within: Float64Array,
  byRow: Float64Array | null,
  byDistrict: Float64Array,
): number {
  const { first, share } = people.demand;
  const district = people.districts.point;
  const { persons } = population;
  let covered = 0;
  for (let row = 0, p = 0; row < within.length; row++) {
    const end = first[row + 1]!;
    const here = persons[row]!;
    const pieces = end - p;
    let part: number;
    if (pieces === 1) {
      part = isWithin(mm[p]!, limitMm);
      byDistrict[district[p]! + 1]! += here * part;
    } else if (pieces === 0) {
      part = NaN;
    } else {
      let inside = 0;
      part = 0;
      for (let q = p; q < end; q++) {
        const piece = share[q]! * isWithin(mm[q]!, limitMm);
        inside += isWithin(mm[q]!, limitMm);
        part += piece;
        byDistrict[district[q]! + 1]! += here * piece;
      }
      // All of it is 1 exactly, whatever the shares sum to in binary.
      part = inside === pieces ? 1 : Math.min(1, part);
    }
    within[row] = part;
    if (pieces > 0) covered += here * part;
    if (byRow !== null) byRow[row]! += here * part;
    p = end;
  }
  return covered;
}

/** 1 where mm ≤ limit, else 0, without a branch: which way it goes is random, and guessing wrong took most of the time. */
function isWithin(mm: number, limitMm: number): number {
  return (mm - limitMm - 1) >>> 31;
}

interface PaperTotals {
  readonly everyone: Totals;
  readonly bands: readonly Totals[];
}

// By the distances, not by the prepared object, which may be a copy with another matrix.
const papers = new WeakMap<
  Float64Array,
  { readonly people: People; readonly metres: number; readonly totals: PaperTotals }
>();

/** Totals by straight line. No pace or limit is in them, so the last ones are kept. */
function paperTotals(prepared: PreparedService, paperMetres: number): PaperTotals {
  const kept = papers.get(prepared.straightMetres);
  if (kept?.metres === paperMetres && kept.people === prepared.people) return kept.totals;
  const { people, straightMetres, straightPieces } = prepared;
  const { first, share } = people.demand;
  const count = (population: Population): Totals => {
    const { persons } = population;
    let covered = 0;
    for (let row = 0; row < persons.length; row++) {
      const start = first[row]!;
      const end = first[row + 1]!;
      // Unlinked rows are apart on paper too, so that paper and foot have one base.
      if (end === start) continue;
      let part = straightMetres[row]! <= paperMetres ? 1 : 0;
      if (straightPieces !== undefined) {
        part = 0;
        for (let p = start; p < end; p++) if (straightPieces[p]! <= paperMetres) part += share[p]!;
      }
      covered += persons[row]! * part;
    }
    return totalsOf(population.total, covered, population.unlinked);
  };
  const totals = {
    everyone: count(people.everyone),
    bands: people.bands.map(({ population }) => count(population)),
  };
  papers.set(straightMetres, { people, metres: paperMetres, totals });
  return totals;
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

function districtSums(people: People): Float64Array {
  return new Float64Array(people.districts.count + 1);
}

function districtFindings(base: Population, sums: Float64Array): DistrictFindings {
  const covered = sums.slice(1);
  const gap = new Float64Array(covered.length);
  for (let d = 0; d < covered.length; d++) {
    const totals = totalsOf(base.districtTotal[d]!, covered[d]!, base.districtUnlinked[d]!);
    covered[d] = totals.covered;
    gap[d] = totals.gap;
  }
  return { elders: base.districtTotal, covered, gap, unlinked: base.districtUnlinked };
}

/** The site nearest to the largest part of a polygon's street; in a tie the one of the lowest row. `scratch` is left zeroed. */
export function mainSite(
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
