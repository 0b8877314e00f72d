/** A hand-made run small enough to add up on paper: six elder rows, two districts, three facilities, no pipeline involved. */
import type {
  CutOffCause,
  CutOffFindings,
  DistrictFindings,
  Findings,
  ServiceFindings,
  Totals,
} from '../../src/domain/findings';
import { cutOffCauses } from '../../src/domain/findings';
import { bands, serviceBit, type Band, type Service } from '../../src/domain/service';
import type { StreetLines } from '../../src/domain/stories';
import { defaultSettings, defaultWalk, type StudySettings } from '../../src/domain/study';
import type { FileReport } from '../../src/domain/tables';

export interface Row {
  readonly id: string;
  /** Persons of 60–69, 70–79, 80 and over, and of no known age. */
  readonly ages: readonly [number, number, number, number];
  readonly district: number;
  readonly linked: boolean;
  /** Metres to the nearest site on foot and straight. */
  readonly metres: number;
  readonly straight: number;
  /** What the straight line crosses; `around` where nothing, `apart` where no way leads anywhere. */
  readonly across?: CutOffCause;
}

/*
 * Limit 15 minutes: 900 m at 1.0, 720 m at 0.8, 540 m at 0.6 m/s. Paper radius 1000 m.
 *
 * row  60 70 80  ?  sum  metres  in reach at own pace           at 0.8  paper
 * e1   20 10  8  0   38     300  38                              38      38
 * e2   12 15  3  0   30     700  12 (900) + 15 (720) + 0 = 27    30      30
 * e3   30 20 10  0   60    1386  0                               0       60
 * e4    6  0  2  0    8      ∞   0                               0       0 (straight 1500)
 * e5    0  7  0  3   10     100  7 + 3 = 10                      10      10
 * e6    9  1  0  0   10  unlinked
 *      77 53 23  3  156          75                              78      138
 *
 * Covered on paper and not on foot at own pace: the 3 of e2 over 80, whom even 600 m straight take too long, and the 60 of e3 beyond the river.
 */
export const rows: readonly Row[] = [
  { id: 'e1', ages: [20, 10, 8, 0], district: 0, linked: true, metres: 300, straight: 250 },
  { id: 'e2', ages: [12, 15, 3, 0], district: 0, linked: true, metres: 700, straight: 600 },
  {
    id: 'e3',
    ages: [30, 20, 10, 0],
    district: 1,
    linked: true,
    metres: 1386,
    straight: 412,
    across: 'water',
  },
  { id: '=1+1', ages: [6, 0, 2, 0], district: 1, linked: true, metres: Infinity, straight: 1500 },
  { id: 'e5, 南', ages: [0, 7, 0, 3], district: -1, linked: true, metres: 100, straight: 90 },
  { id: 'e6', ages: [9, 1, 0, 0], district: 0, linked: false, metres: Infinity, straight: 300 },
];

const origin = { lon: 103.8, lat: 36.05 };
const step = 0.004;

export interface FixtureOptions {
  readonly rows?: readonly Row[];
  readonly settings?: Partial<StudySettings>;
  readonly withBands?: boolean;
  readonly districtNames?: readonly string[];
}

export function makeFindings(options: FixtureOptions = {}): Findings {
  const people = options.rows ?? rows;
  const withBands = options.withBands ?? true;
  const names = options.districtNames ?? ['北坡社区', '老城社区'];
  const settings: StudySettings = {
    ...defaultSettings,
    title: '河谷市五社区',
    synthetic: true,
    need: { ...defaultSettings.need, services: ['meals', 'legal'] },
    walk: defaultWalk,
    ...options.settings,
  };
  const count = people.length;
  const numbers = (of: (row: Row) => number): Float64Array => Float64Array.from(people, of);
  const total = (row: Row): number => row.ages.reduce((sum, persons) => sum + persons, 0);
  const elders = numbers(total);
  const meals = serveMeals(people, settings, withBands, names.length);
  return {
    settings,
    elders: {
      count,
      file: people.map(() => 'elders.csv'),
      rows: Int32Array.from(people, (_, i) => i + 2),
      ids: people.map(({ id }) => id),
      lons: Float64Array.from(people, (_, i) => origin.lon + step * (i % 3)),
      lats: Float64Array.from(people, (_, i) => origin.lat + step * Math.floor(i / 3)),
      elders,
      bands: withBands
        ? Object.fromEntries(bands.map((band, b) => [band, numbers(({ ages }) => ages[b])]))
        : {},
      tiers: {},
      districts: people.map(() => null),
      polygons: people.map(() => null),
    },
    facilities: {
      count: 3,
      file: ['facilities.csv', 'facilities.csv', 'facilities.csv'],
      rows: Int32Array.of(2, 3, 4),
      ids: ['f1', 'f2', '+f3'],
      names: ['渡口街食堂', '=HYPERLINK("http://x")', '老城 "福"\n站'],
      lons: Float64Array.of(origin.lon, origin.lon + step, origin.lon + 2 * step),
      lats: Float64Array.of(origin.lat, origin.lat + step, origin.lat),
      entranceFirst: Int32Array.of(0, 1, 2, 3),
      entranceLons: Float64Array.of(origin.lon, origin.lon + step, origin.lon + 2 * step),
      entranceLats: Float64Array.of(origin.lat, origin.lat + step, origin.lat),
      services: Int32Array.of(
        serviceBit('meals'),
        serviceBit('meals') | serviceBit('bathing'),
        serviceBit('bathing'),
      ),
      capacity: { meals: Float64Array.of(39, NaN, NaN) },
    },
    volunteers: {
      count: 0,
      file: [],
      rows: new Int32Array(0),
      ids: [],
      lons: new Float64Array(0),
      lats: new Float64Array(0),
      services: new Int32Array(0),
      hours: new Float64Array(0),
    },
    districts: {
      count: names.length,
      file: names.map(() => 'districts.geojson'),
      rows: Int32Array.from(names, (_, i) => i + 1),
      ids: names.map((_, i) => `d${i}`),
      names,
      polygons: names.map((_, i) =>
        square(origin.lon - step, origin.lat - step + i * 2 * step, 4 * step, 2 * step),
      ),
    },
    candidates: {
      count: 0,
      file: [],
      rows: new Int32Array(0),
      ids: [],
      lons: new Float64Array(0),
      lats: new Float64Array(0),
      cost: new Float64Array(0),
    },
    reports: [
      report('streets.osm.pbf', 'streets', 'osm.pbf', 4321),
      report('facilities.csv', 'facilities', 'csv', 3),
      {
        ...report('elders.csv', 'elders', 'csv', count + 1),
        rowsUsed: count,
        refused: [{ file: 'elders.csv', row: 9, column: '经度', value: '@abc', code: 'run.bug' }],
      },
      report('districts.geojson', 'districts', 'geojson', names.length),
    ],
    elderDistrict: Int32Array.from(people, ({ district }) => district),
    streets: {
      edges: 4321,
      metres: 61_234.5,
      components: 3,
      islands: 2,
      patches: 1,
      stepsMetres: 820,
      bounds: [103.7, 36, 103.9, 36.1],
    },
    approximate: false,
    elderLinks: {
      linked: Uint8Array.from(people, ({ linked }) => (linked ? 1 : 0)),
      snapMetres: numbers(({ linked }) => (linked ? 12.3456 : 345.6789)),
      island: new Uint8Array(count),
    },
    facilityLinks: {
      linked: Uint8Array.of(1, 1, 0),
      snapMetres: Float64Array.of(3, 4, Infinity),
      island: new Uint8Array(3),
    },
    services: [meals, serveNobody('legal', people, settings, withBands, names.length)],
    access: [
      {
        service: 'meals',
        method: '2sfca',
        elders: numbers(({ linked, metres }) => (linked ? (metres <= 720 ? 0.5 : 0) : NaN)),
        facilities: Float64Array.of(0.5, NaN, NaN),
        demandTimesScore: 39,
        suppliedCapacity: 39,
        meanScore: 39 / 146,
        gini: 68 / 146,
      },
    ],
    notes: [],
  };
}

/** Streets of three classes and a flight of steps round the fixture's places. */
export function makeStreets(): StreetLines {
  const lines: number[][] = [];
  const classes: number[] = [];
  for (let k = -1; k <= 4; k++) {
    for (let m = -1; m < 4; m++) {
      const at = (i: number, j: number): number[] => [origin.lon + i * step, origin.lat + j * step];
      lines.push([...at(m, k), ...at(m + 1, k)], [...at(k, m), ...at(k, m + 1)]);
      classes.push(Math.min(4, Math.abs(m) + Math.abs(k)), Math.min(4, Math.abs(m) + Math.abs(k)));
    }
  }
  const first = Uint32Array.from([0, ...lines.map((_, i) => 2 * (i + 1))]);
  return {
    count: lines.length,
    first,
    lonLats: Float64Array.from(lines.flat()),
    classes: Uint8Array.from(classes),
    steps: Uint8Array.from(lines, (_, i) => (i % 7 === 0 ? 1 : 0)),
  };
}

function serveMeals(
  people: readonly Row[],
  settings: StudySettings,
  withBands: boolean,
  districts: number,
): ServiceFindings {
  const { walk } = settings;
  const seconds = walk.limitMinutes * 60;
  const reaches = (row: Row, pace: number): number =>
    row.linked ? (row.metres <= pace * seconds ? 1 : 0) : NaN;
  const onPaper = (row: Row): number => (row.linked ? (row.straight <= walk.paperMetres ? 1 : 0) : NaN);
  const paceOf = (k: number): number => (k < 3 && withBands ? walk.paces[bands[k]] : walk.metresPerSecond);
  const reachedOwn = (row: Row): number =>
    row.ages.reduce((sum, persons, k) => sum + persons * reaches(row, paceOf(k)), 0);
  const all = (row: Row): number => row.ages.reduce((sum, persons) => sum + persons, 0);
  const overall = (row: Row): number => all(row) * reaches(row, walk.metresPerSecond);
  const linkedMetres = people.filter(({ linked, metres }) => linked && metres < Infinity);
  const mean =
    linkedMetres.reduce((sum, row) => sum + all(row) * row.metres, 0) /
    linkedMetres.reduce((sum, row) => sum + all(row), 0) /
    walk.metresPerSecond;
  return {
    service: 'meals',
    sites: Int32Array.of(0, 1),
    nearest: Int32Array.from(people, ({ metres }) => (metres < Infinity ? 0 : -1)),
    metres: Float64Array.from(people, ({ metres }) => metres),
    seconds: Float64Array.from(people, ({ metres }) => metres / walk.metresPerSecond),
    within: Float64Array.from(people, (row) => reaches(row, walk.metresPerSecond)),
    choices: Float64Array.from(people, (row) => reaches(row, walk.metresPerSecond)),
    straightMetres: Float64Array.from(people, ({ straight }) => straight),
    eldersWithin: Float64Array.of(sumOf(people, overall), 0, NaN),
    eldersAlone: Float64Array.of(sumOf(people, overall), 0, NaN),
    foot: totals(people, all, overall),
    paper: totals(people, all, (row) => all(row) * onPaper(row)),
    meanSeconds: mean,
    ownPace: withBands ? totals(people, all, reachedOwn) : null,
    ownPaceWithin: withBands ? Float64Array.from(people, (row) => reachedOwn(row) / all(row)) : null,
    bands: withBands
      ? bands.map((band: Band, b) => ({
          band,
          metresPerSecond: walk.paces[band],
          foot: totals(
            people,
            ({ ages }) => ages[b],
            (row) => row.ages[b] * reaches(row, walk.paces[band]),
          ),
          paper: totals(
            people,
            ({ ages }) => ages[b],
            (row) => row.ages[b] * onPaper(row),
          ),
          within: Float64Array.from(people, (row) => reaches(row, walk.paces[band])),
        }))
      : [],
    districts: byDistrict(people, districts, all, overall),
    ownPaceDistricts: withBands ? byDistrict(people, districts, all, reachedOwn) : null,
    cutOff: cutOffOf(people, (row, k) => ({
      isCutOff: onPaper(row) === 1 && reaches(row, paceOf(k)) === 0,
      isTooSlow: row.straight > paceOf(k) * seconds,
    })),
  };
}

function cutOffOf(
  people: readonly Row[],
  ask: (row: Row, ages: number) => { isCutOff: boolean; isTooSlow: boolean },
): CutOffFindings {
  const each = people.map((row) => {
    const persons = Object.fromEntries(cutOffCauses.map((cause) => [cause, 0])) as Record<
      CutOffCause,
      number
    >;
    row.ages.forEach((count, k) => {
      const { isCutOff, isTooSlow } = ask(row, k);
      const own = row.across ?? (row.metres === Infinity ? 'apart' : 'around');
      if (isCutOff) persons[isTooSlow ? 'pace' : own] += count;
    });
    return persons;
  });
  return {
    persons: Object.fromEntries(
      cutOffCauses.map((cause) => [cause, each.reduce((sum, persons) => sum + persons[cause], 0)]),
    ) as Record<CutOffCause, number>,
    rowPersons: Float64Array.from(each, (persons) =>
      cutOffCauses.reduce((sum, cause) => sum + persons[cause], 0),
    ),
    rowCause: Uint8Array.from(each, (persons) =>
      Math.max(
        0,
        cutOffCauses.findIndex((cause) => cause !== 'pace' && persons[cause] > 0),
      ),
    ),
  };
}

function serveNobody(
  service: Service,
  people: readonly Row[],
  settings: StudySettings,
  withBands: boolean,
  districts: number,
): ServiceFindings {
  const far = people.map((row): Row => ({ ...row, metres: Infinity, straight: Infinity }));
  return {
    ...serveMeals(far, settings, withBands, districts),
    service,
    sites: new Int32Array(0),
    meanSeconds: NaN,
    eldersWithin: new Float64Array(3).fill(NaN),
    eldersAlone: new Float64Array(3).fill(NaN),
  };
}

function totals(
  people: readonly Row[],
  persons: (row: Row) => number,
  reached: (row: Row) => number,
): Totals {
  const elders = sumOf(people, persons);
  const covered = sumOf(
    people.filter(({ linked }) => linked),
    reached,
  );
  const unlinked = sumOf(
    people.filter(({ linked }) => !linked),
    persons,
  );
  const gap = elders - unlinked - covered;
  return { elders, covered, gap, unlinked, share: covered / (covered + gap) };
}

function byDistrict(
  people: readonly Row[],
  count: number,
  persons: (row: Row) => number,
  reached: (row: Row) => number,
): DistrictFindings {
  const each = Array.from({ length: count }, (_, d) =>
    totals(
      people.filter(({ district }) => district === d),
      persons,
      reached,
    ),
  );
  const column = (key: 'elders' | 'covered' | 'gap' | 'unlinked'): Float64Array =>
    Float64Array.from(each, (one) => one[key]);
  return {
    elders: column('elders'),
    covered: column('covered'),
    gap: column('gap'),
    unlinked: column('unlinked'),
  };
}

function sumOf(people: readonly Row[], value: (row: Row) => number): number {
  return people.reduce((sum, row) => sum + (value(row) || 0), 0);
}

function report(
  file: string,
  kind: FileReport['kind'],
  format: FileReport['format'],
  rowsRead: number,
): FileReport {
  return {
    file,
    kind,
    format,
    bytes: 1000 + rowsRead,
    sha256: file.length.toString(16).padStart(64, 'ab'),
    modified: kind === 'streets' ? '' : '2026-10-01',
    encoding: format === 'csv' ? 'utf-8' : '',
    crs: 'EPSG:4326',
    header: [],
    columns: {},
    guessed: [],
    sample: [],
    rowsRead,
    rowsUsed: rowsRead,
    refused: [],
    notes: [],
  };
}

function square(
  west: number,
  south: number,
  width: number,
  height: number,
): { type: 'Polygon'; coordinates: number[][][] } {
  const [east, north] = [west + width, south + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
