/**
 * Access at the size of a city: 200,000 elder points, 1,000 facilities, about 269,000 pairs (the Porto case of kernel.md §1),
 * drawn with a seed. Ours against the same formulas over Maps and objects, as one would first write them.
 */
import { countChoices, coverService, prepareService, type PreparedService } from '../../src/access/coverage';
import { twoSteps } from '../../src/access/catchment';
import { pairWeights, slowZones } from '../../src/access/decay';
import { preparePeople } from '../../src/access/people';
import { defaultWalk } from '../../src/domain/study';
import type { Elders, Facilities } from '../../src/domain/tables';
import type { Demand } from '../../src/routing/demand';
import type { SparseMatrix } from '../../src/routing/matrix';
import type { Nearest } from '../../src/routing/nearest';
import { ratioOf, type Ratio } from './race';

const POINTS = 200_000;
const SITES = 1_000;
const PAIRS_A_SITE = 269;
const LIMIT_MM = 720_000;

/** Median milliseconds of rounds that take turns, so that a busy machine slows both. */
export function benchAccess(rounds = 9): Record<string, Ratio> {
  const city = drawCity();
  const prepared = prepare(city);
  let sink = 0;
  const times = takeTurns(rounds, {
    coverageOurs: () =>
      (sink +=
        coverService(prepared, defaultWalk).foot.covered +
        countChoices(prepared, city.matrix, defaultWalk).eldersWithin[0]!),
    coverageNaive: () => (sink += naiveCoverage(city)),
    scoreOurs: () => {
      const weights = pairWeights(city.matrix, { kind: 'zones', zones: slowZones }, LIMIT_MM);
      sink += twoSteps(city.matrix, city.sites, weights, city.persons, city.capacity).scores[0]!;
    },
    scoreNaive: () => (sink += naiveScores(city).get(0) ?? 0),
  });
  if (Number.isNaN(sink)) throw new Error('a bench lost its result');
  agree(city);
  return {
    'E2SFCA: 200,000 drawn rows, 1,000 facilities, against Maps and objects': ratioOf(
      times.scoreOurs!,
      times.scoreNaive!,
      3,
    ),
    'coverage: the same with bands and districts, against Maps and objects': ratioOf(
      times.coverageOurs!,
      times.coverageNaive!,
      3,
    ),
  };
}

interface City {
  readonly elders: Elders;
  readonly facilities: Facilities;
  readonly demand: Demand;
  readonly matrix: SparseMatrix;
  readonly nearest: Nearest;
  readonly sites: Int32Array;
  readonly persons: Float64Array;
  readonly capacity: Float64Array;
  /** The same pairs as rows of objects, for the naive side. */
  readonly pairs: readonly { readonly facility: number; readonly point: number; readonly seconds: number }[];
}

function drawCity(): City {
  const random = seeded(1);
  const draw = (count: number, value: () => number) => Float64Array.from({ length: count }, value);
  const persons = draw(POINTS, () => 3 + Math.floor(12 * random()));
  const capacity = draw(SITES, () => 10 + Math.floor(90 * random()));
  const first = new Int32Array(SITES + 1);
  const point = new Int32Array(SITES * PAIRS_A_SITE);
  const mm = new Int32Array(SITES * PAIRS_A_SITE);
  const pairs: { facility: number; point: number; seconds: number }[] = [];
  const nearest: Nearest = {
    facility: new Int32Array(POINTS).fill(-1),
    effectiveMm: new Float64Array(POINTS).fill(Infinity),
    metres: new Float64Array(POINTS).fill(Infinity),
    effectiveMetres: new Float64Array(POINTS).fill(Infinity),
  };
  for (let f = 0; f < SITES; f++) {
    // Points near each other in the file are near on the ground (Hilbert order), as in a real run.
    const start = Math.floor(random() * (POINTS - 4 * PAIRS_A_SITE));
    for (let k = 0; k < PAIRS_A_SITE; k++) {
      const pair = f * PAIRS_A_SITE + k;
      const p = start + 4 * k;
      point[pair] = p;
      mm[pair] = Math.floor(1.1 * LIMIT_MM * random());
      pairs.push({ facility: f, point: p, seconds: mm[pair]! / 800 });
      if (mm[pair]! < nearest.effectiveMm[p]!) {
        nearest.facility[p] = f;
        nearest.effectiveMm[p] = mm[pair]!;
        nearest.effectiveMetres[p] = nearest.metres[p] = mm[pair]! / 1000;
      }
    }
    first[f + 1] = (f + 1) * PAIRS_A_SITE;
  }
  const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  const elders: Elders = {
    count: POINTS,
    file: [],
    rows: new Int32Array(POINTS),
    ids: [],
    lons: new Float64Array(POINTS),
    lats: new Float64Array(POINTS),
    elders: persons,
    bands: {
      age60: persons.map((n) => Math.floor(n / 2)),
      age70: persons.map((n) => Math.floor(n / 4)),
      age80: persons.map((n) => Math.floor(n / 8)),
    },
    tiers: {},
    districts: [],
    polygons: [],
  };
  const facilities: Facilities = {
    count: SITES,
    file: [],
    rows: new Int32Array(SITES),
    ids: ids(SITES),
    names: ids(SITES),
    lons: new Float64Array(SITES),
    lats: new Float64Array(SITES),
    entranceFirst: new Int32Array(SITES + 1),
    entranceLons: new Float64Array(0),
    entranceLats: new Float64Array(0),
    services: new Int32Array(SITES).fill(1),
    capacity: { meals: capacity },
  };
  const demand: Demand = {
    rows: POINTS,
    first: Int32Array.from({ length: POINTS + 1 }, (_, i) => i),
    edge: new Int32Array(POINTS),
    along: new Float64Array(POINTS),
    perpendicular: new Float64Array(POINTS),
    share: new Float64Array(POINTS).fill(1),
  };
  const sites = Int32Array.from({ length: SITES }, (_, i) => i);
  return {
    elders,
    facilities,
    demand,
    matrix: { rows: SITES, first, point, mm },
    nearest,
    sites,
    persons,
    capacity,
    pairs,
  };
}

function prepare(city: City): PreparedService {
  const place = Int32Array.from({ length: POINTS }, (_, i) => Math.floor(i / 700));
  const { people } = preparePeople(city.elders, city.demand, {
    count: Math.ceil(POINTS / 700),
    row: place,
    point: place,
  });
  return prepareService({
    service: 'meals',
    people,
    facilities: city.facilities,
    facilityLinked: new Uint8Array(SITES).fill(1),
    nearest: city.nearest,
    straightMetres: city.nearest.metres,
  });
}

/** E2SFCA from its definition, with Maps from ids to numbers. */
function naiveScores(city: City): Map<number, number> {
  const weight = (seconds: number) =>
    seconds <= 300 ? 1 : seconds <= 600 ? 0.68 : seconds <= 900 ? 0.22 : 0;
  const reached = new Map<number, number>();
  for (const { facility, point, seconds } of city.pairs)
    reached.set(facility, (reached.get(facility) ?? 0) + city.persons[point]! * weight(seconds));
  const scores = new Map<number, number>();
  for (const { facility, point, seconds } of city.pairs) {
    const ratio = city.capacity[facility]! / reached.get(facility)!;
    scores.set(point, (scores.get(point) ?? 0) + ratio * weight(seconds));
  }
  return scores;
}

/** The same slider step (overall pace, three bands, choices, dependants, districts) with objects and Maps. */
function naiveCoverage(city: City): number {
  const choices = new Map<number, number[]>();
  for (const { facility, point, seconds } of city.pairs)
    if (seconds <= 900) choices.set(point, [...(choices.get(point) ?? []), facility]);
  const within = new Map<number, number>();
  const alone = new Map<number, number>();
  const districts = new Map<number, { elders: number; covered: number; own: number }>();
  let covered = 0;
  const paces = { age60: 1, age70: 0.8, age80: 0.6 } as const;
  const rows = Array.from(city.persons, (persons, point) => {
    const metres = city.nearest.effectiveMetres[point]!;
    const inside = metres / 0.8 <= 900;
    let own = 0;
    let rest = persons;
    for (const band of ['age60', 'age70', 'age80'] as const) {
      const n = city.elders.bands[band]![point]!;
      rest -= n;
      if (metres / paces[band] <= 900) own += n;
    }
    if (inside) own += rest;
    const sites = choices.get(point) ?? [];
    for (const site of sites) within.set(site, (within.get(site) ?? 0) + persons);
    if (sites.length === 1) alone.set(sites[0]!, (alone.get(sites[0]!) ?? 0) + persons);
    const id = Math.floor(point / 700);
    const district = districts.get(id) ?? { elders: 0, covered: 0, own: 0 };
    districts.set(id, {
      elders: district.elders + persons,
      covered: district.covered + (inside ? persons : 0),
      own: district.own + own,
    });
    if (inside) covered += persons;
    return { seconds: metres / 0.8, within: inside ? 1 : 0, choices: sites.length, own: own / persons };
  });
  return rows.length > 0 ? covered : NaN;
}

/** A bench of two programs that differ compares nothing. */
function agree(city: City): void {
  const weights = pairWeights(city.matrix, { kind: 'zones', zones: slowZones }, LIMIT_MM);
  const { scores } = twoSteps(city.matrix, city.sites, weights, city.persons, city.capacity);
  for (const [point, score] of naiveScores(city))
    if (Math.abs(scores[point]! - score) > 1e-9 * score) throw new Error(`scores differ at point ${point}`);
  if (coverService(prepare(city), defaultWalk).foot.covered !== naiveCoverage(city))
    throw new Error('coverage differs');
}

function takeTurns(rounds: number, runs: Record<string, () => void>): Record<string, number> {
  const times: Record<string, number[]> = {};
  for (let round = -2; round < rounds; round++)
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      run();
      // The first two rounds only warm up.
      if (round >= 0) (times[name] ??= []).push(performance.now() - start);
    }
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => [name, list.sort((a, b) => a - b)[list.length >> 1]!]),
  );
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
