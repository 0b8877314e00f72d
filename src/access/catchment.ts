/** Floating-catchment scores: how much capacity there is for a person, counting all who compete for it. */
import { fault, type Note } from '../domain/fault';
import type { AccessFindings } from '../domain/findings';
import { serviceBit, type Service } from '../domain/service';
import type { WalkSettings } from '../domain/study';
import type { Facilities } from '../domain/tables';
import type { Demand } from '../routing/demand';
import type { SparseMatrix } from '../routing/matrix';
import { pairWeights } from './decay';
import { weightedGini, weightedMean } from './equity';
import { exactLimitMillimetres } from './limit';
import type { Method } from './methods';

export interface AccessInput {
  readonly facilities: Facilities;
  /** 1 where the facility is linked (`LinkReport.linked`). */
  readonly facilityLinked: Uint8Array;
  readonly demand: Demand;
  /** Persons, or weighted persons, per elder row (`demandOf`); NaN is missing. */
  readonly population: Float64Array;
  /** Must reach at least as far as the limit at `walk.metresPerSecond`. */
  readonly matrix: SparseMatrix;
  readonly services: readonly Service[];
  readonly methods: readonly Method[];
  readonly walk: WalkSettings;
}

export interface AccessScores {
  readonly access: readonly AccessFindings[];
  readonly notes: readonly Note[];
}

/**
 * Scores of every service by every method, service by service, everyone at `walk.metresPerSecond`.
 *
 * Edge cases (domain.md §3.1): capacity missing is left out and listed, capacity 0 stays with a ratio of 0; a facility whose
 * reachable demand weighs 0 has no ratio (NaN) and is listed; an elder row that reaches nothing scores 0, an unlinked one NaN.
 * Where no site of a service has its capacity stated there is no score at all: NaN throughout, and a note.
 */
export function scoreAccess(input: AccessInput): AccessScores {
  const work = scoreInTurns(input);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The same in turns, one service by one method each, so that the thread may do other things between them. */
export function* scoreInTurns(input: AccessInput): Generator<void, AccessScores> {
  const { demand, matrix, methods, population, services, walk } = input;
  const limitMm = exactLimitMillimetres(walk.limitMinutes, walk.metresPerSecond);
  const pointPopulation = spreadOverPoints(demand, population);
  const found = new Map<Service, AccessFindings[]>(services.map((service) => [service, []]));
  const notes = new Map<string, Note>();
  for (const method of methods) {
    const weights = pairWeights(matrix, method.decay, limitMm);
    for (const service of services) {
      yield;
      const { finding, notes: said } = scoreService(input, service, method, weights, pointPopulation);
      found.get(service)!.push(finding);
      // The methods of one service mostly say the same.
      for (const note of said) notes.set(JSON.stringify(note), note);
    }
  }
  return { access: [...found.values()].flat(), notes: [...notes.values()] };
}

/**
 * The two steps for one service, with the weight of every pair given:
 * R_j = S_j / Σ_i P_i w_ij and A_i = Σ_j R_j w_ij.
 *
 * Units: capacity S and persons P give capacity per person. Range 0 … ∞ (finite); R is NaN where S is missing or Σ P w = 0,
 * and adds nothing to A. Invariant: Σ P_i A_i = Σ S_j over the facilities with a ratio.
 * Source: Luo & Wang 2003, EPB 30:865, doi 10.1068/b29120; with decays Luo & Qi 2009, Dai 2010.
 *
 * @param pointPopulation persons per demand point, no NaN
 * @param capacity per facility, NaN missing
 */
export function twoSteps(
  matrix: SparseMatrix,
  sites: Int32Array,
  weights: Float64Array,
  pointPopulation: Float64Array,
  capacity: Float64Array,
): { readonly ratios: Float64Array; readonly scores: Float64Array } {
  const { first, point } = matrix;
  const ratios = new Float64Array(capacity.length).fill(NaN);
  const scores = new Float64Array(pointPopulation.length);
  for (const site of sites) {
    const supply = capacity[site]!;
    if (supply !== supply) continue;
    const end = first[site + 1]!;
    let reached = 0;
    for (let k = first[site]!; k < end; k++) reached += pointPopulation[point[k]!]! * weights[k]!;
    if (!(reached > 0)) continue;
    const ratio = supply / reached;
    ratios[site] = ratio;
    for (let k = first[site]!; k < end; k++) scores[point[k]!]! += ratio * weights[k]!;
  }
  return { ratios, scores };
}

function scoreService(
  input: AccessInput,
  service: Service,
  method: Method,
  weights: Float64Array,
  pointPopulation: Float64Array,
): { readonly finding: AccessFindings; readonly notes: readonly Note[] } {
  const { demand, facilities, facilityLinked, matrix, population } = input;
  const sites = sitesOf(facilities, service);
  const capacity = facilities.capacity[service] ?? new Float64Array(facilities.count).fill(NaN);
  const { ratios, scores } = twoSteps(matrix, sites, weights, pointPopulation, capacity);

  const stated = sites.filter((site) => !Number.isNaN(capacity[site]!));
  const unstated = sites.filter((site) => Number.isNaN(capacity[site]!));
  // Facilities off the streets are told of where points are linked; here only those that stand on one and yet find nobody.
  const alone = stated.filter((site) => facilityLinked[site] === 1 && Number.isNaN(ratios[site]!));
  const notes: Note[] = [];
  const known = sites.length === 0 || stated.length > 0;
  if (!known) notes.push(fault('access.noCapacity', { service, count: sites.length }));
  else if (unstated.length > 0) notes.push(listed('access.capacityMissing', service, facilities, unstated));
  if (alone.length > 0) notes.push(listed('access.noDemandInReach', service, facilities, alone));

  const elders = known
    ? meansOverPoints(demand, scores)
    : new Float64Array(demand.first.length - 1).fill(NaN);
  let suppliedCapacity = 0;
  for (const site of stated) if (!Number.isNaN(ratios[site]!)) suppliedCapacity += capacity[site]!;
  return {
    finding: {
      service,
      method: method.label,
      elders,
      facilities: ratios,
      demandTimesScore: sumOfProducts(population, elders),
      suppliedCapacity,
      meanScore: weightedMean(elders, population),
      gini: weightedGini(elders, population),
    },
    notes,
  };
}

/** Positions of the facilities that offer a service, linked or not, in row order. */
export function sitesOf(facilities: Facilities, service: Service): Int32Array {
  const bit = serviceBit(service);
  const sites: number[] = [];
  for (let f = 0; f < facilities.count; f++) if ((facilities.services[f]! & bit) !== 0) sites.push(f);
  return Int32Array.from(sites);
}

/** A row's people stand on its street pieces by share; missing counts weigh nothing. */
export function spreadOverPoints(demand: Demand, population: Float64Array): Float64Array {
  const { first, share } = demand;
  const points = new Float64Array(share.length);
  for (let row = 0; row + 1 < first.length; row++) {
    const persons = population[row]!;
    if (persons !== persons) continue;
    for (let p = first[row]!; p < first[row + 1]!; p++) points[p] = persons * share[p]!;
  }
  return points;
}

function meansOverPoints(demand: Demand, scores: Float64Array): Float64Array {
  const { first, share } = demand;
  const rows = new Float64Array(first.length - 1);
  for (let row = 0; row < rows.length; row++) {
    let sum = 0;
    for (let p = first[row]!; p < first[row + 1]!; p++) sum += share[p]! * scores[p]!;
    rows[row] = first[row] === first[row + 1] ? NaN : sum;
  }
  return rows;
}

function sumOfProducts(population: Float64Array, scores: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < scores.length; row++) {
    const product = population[row]! * scores[row]!;
    if (product === product) sum += product;
  }
  return sum;
}

// Five names show which are meant; all of them stand, without a score, in the table of facilities.
function listed(
  code: 'access.capacityMissing' | 'access.noDemandInReach',
  service: Service,
  facilities: Facilities,
  which: Int32Array,
): Note {
  const names = Array.from(which.subarray(0, 5), (site) => facilities.names[site] || facilities.ids[site]!);
  return fault(code, {
    service,
    count: which.length,
    names: names.join('、'),
    more: which.length > 5 ? '…' : '',
  });
}
