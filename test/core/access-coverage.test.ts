import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChoices, coverService, prepareService } from '../../src/access/coverage';
import type { DistrictAssignment } from '../../src/access/districts';
import { limitMillimetres } from '../../src/access/limit';
import { preparePeople, totalsOf } from '../../src/access/people';
import type { ServiceFindings, Totals } from '../../src/domain/findings';
import { defaultWalk, type WalkSettings } from '../../src/domain/study';
import type { Elders, Facilities } from '../../src/domain/tables';
import type { Demand } from '../../src/routing/demand';
import {
  demandOfPieces,
  eldersOf,
  facilitiesOf,
  linkedPoints,
  matrixOf,
  nearestOf,
  noDistricts,
} from './access-cases';

interface World {
  elders: Elders;
  demand: Demand;
  mm: readonly (readonly number[])[];
  facilities?: Facilities;
  linked?: Uint8Array;
  straight?: readonly number[];
  straightPieces?: Float64Array;
  districts?: DistrictAssignment;
}

function cover(world: World, walk: Partial<WalkSettings> = {}) {
  const { elders, demand, mm } = world;
  const sites = world.facilities?.count ?? mm[0]?.length ?? 0;
  const { people, notes } = preparePeople(elders, demand, world.districts ?? noDistricts(demand));
  const prepared = prepareService({
    service: 'meals',
    people,
    facilities: world.facilities ?? facilitiesOf(new Array<number>(sites).fill(1)),
    facilityLinked: world.linked ?? new Uint8Array(sites).fill(1),
    nearest: nearestOf(mm),
    straightMetres: Float64Array.from(world.straight ?? elders.rows, (each) => (world.straight ? each : 0)),
    straightPieces: world.straightPieces,
  });
  const settings = { ...defaultWalk, ...walk };
  return {
    findings: {
      ...coverService(prepared, settings),
      ...countChoices(prepared, matrixOf(mm, sites), settings),
    },
    notes,
  };
}

const persons = (elders: number, covered: number, gap: number, unlinked: number): Totals => ({
  elders,
  covered,
  gap,
  unlinked,
  share: covered / (covered + gap),
});
const list = (array: ArrayLike<number> | null) => Array.from(array!);

describe('points, at 0.8 m/s and 15 min = 720 m', () => {
  // Rows: 10 at 719.999 m, 20 at 720 m, 40 at 720.001 m, 80 without a way, 160 unlinked. Powers of two name the rows in a sum.
  const world: World = {
    elders: eldersOf([10, 20, 40, 80, 160]),
    demand: demandOfPieces([[1], [1], [1], [1], []]),
    mm: [
      [719999, 719999],
      [Infinity, 720000],
      [800000, 720001],
      [Infinity, Infinity],
    ],
    straight: [500, 1000, 1000.001, 200, 10],
  };
  const { findings } = cover(world);

  it('counts the limit as inside and the unlinked apart', () => {
    expect(list(findings.within)).toEqual([1, 1, 0, 0, NaN]);
    expect(findings.foot).toEqual(persons(310, 30, 120, 160));
    expect(list(findings.choices)).toEqual([2, 1, 0, 0, NaN]);
  });
  it('gives metres of the way, seconds of the effective metres, the lowest row in a tie', () => {
    expect(list(findings.nearest)).toEqual([0, 1, 1, -1, -1]);
    expect(list(findings.metres)).toEqual([359.9995, 360, 360.0005, Infinity, Infinity]);
    expect(list(findings.seconds)).toEqual([719.999 / 0.8, 900, 720.001 / 0.8, Infinity, Infinity]);
    expect(findings.meanSeconds).toBeCloseTo((10 * 719.999 + 20 * 720 + 40 * 720.001) / 0.8 / 70, 9);
  });
  it('counts on paper from the same base', () => {
    expect(findings.paper).toEqual(persons(310, 110, 40, 160));
  });
  it('names those a site has, and those it has alone', () => {
    expect(list(findings.eldersWithin)).toEqual([10, 30]);
    expect(list(findings.eldersAlone)).toEqual([0, 20]);
  });
  it('without bands there is no own pace', () => {
    expect([findings.ownPace, findings.ownPaceWithin, findings.ownPaceDistricts]).toEqual([null, null, null]);
    expect(findings.bands).toEqual([]);
  });
  it('keeps every limit of whole seconds and centimetres a second inclusive', () => {
    for (let pace = 30; pace <= 150; pace++)
      for (let minutes = 1; minutes <= 60; minutes++)
        expect(limitMillimetres(minutes, pace / 100)).toBe(minutes * 60 * pace * 10);
  });
});

it('facilities without the service or off the streets have no count; a service without sites leaves all in the gap', () => {
  const facilities = facilitiesOf([1, 1, 1], { services: Int32Array.of(1, 2, 1) });
  const mm = [[100, Infinity, Infinity]];
  const { findings } = cover({
    elders: eldersOf([10]),
    demand: linkedPoints(1),
    mm,
    facilities,
    linked: Uint8Array.of(1, 1, 0),
  });
  expect(list(findings.sites)).toEqual([0, 2]);
  expect(list(findings.eldersWithin)).toEqual([10, NaN, NaN]);
  const none = cover({
    elders: eldersOf([10, 5]),
    demand: demandOfPieces([[1], []]),
    mm: [[]],
    straight: [Infinity, Infinity],
  });
  expect(none.findings.foot).toEqual(persons(15, 0, 10, 5));
  expect(none.findings.meanSeconds).toBeNaN();
});

it('the pairs of other services do not count as choices', () => {
  const facilities = facilitiesOf([1, 1], { services: Int32Array.of(1, 2) });
  const { people } = preparePeople(eldersOf([10]), linkedPoints(1), noDistricts(linkedPoints(1)));
  const prepared = prepareService({
    service: 'meals',
    people,
    facilities,
    facilityLinked: Uint8Array.of(1, 1),
    nearest: nearestOf([[100]]),
    straightMetres: Float64Array.of(1),
  });
  const findings = countChoices(prepared, matrixOf([[100, 50]], 2), defaultWalk);
  expect(list(findings.choices)).toEqual([1]);
  expect(list(findings.eldersAlone)).toEqual([10, NaN]);
});

describe('age bands', () => {
  // Limits in 15 min: overall 720 m, age60 900 m, age70 720 m, age80 540 m.
  const bands = {
    age60: Float64Array.of(5, 4, NaN, 1),
    age70: Float64Array.of(3, NaN, NaN, 1),
    age80: Float64Array.of(2, 4, 6, 1),
  };
  const world: World = {
    elders: eldersOf([10, 10, 10, 4], { bands }),
    demand: demandOfPieces([[1], [1], [1], []]),
    mm: [[800000], [600000], [540000]],
    straight: [999, 1001, 0, 0],
  };
  const { findings, notes } = cover(world);

  it('each walks at its own pace', () => {
    expect(findings.bands.map(({ band, metresPerSecond }) => [band, metresPerSecond])).toEqual([
      ['age60', 1],
      ['age70', 0.8],
      ['age80', 0.6],
    ]);
    expect(findings.bands.map(({ within }) => list(within))).toEqual([
      [1, 1, 1, NaN],
      [0, 1, 1, NaN],
      [0, 0, 1, NaN],
    ]);
    expect(findings.bands.map(({ foot }) => foot)).toEqual([
      persons(10, 9, 0, 1),
      persons(4, 0, 3, 1),
      persons(13, 6, 6, 1),
    ]);
    expect(findings.bands.map(({ paper }) => paper.covered)).toEqual([5, 3, 8]);
  });
  it('own pace adds the bands and, at everyone’s pace, those in none', () => {
    // Row 0: 5 of 10. Row 1: 4 (age60) + 2 in no band. Row 2: 6 + 4 in no band. Row 3: 3 in bands, 1 in none, unlinked.
    expect(findings.ownPace).toEqual(persons(34, 5 + 6 + 10, 5 + 4, 4));
    expect(list(findings.ownPaceWithin)).toEqual([0.5, 0.6, 1, NaN]);
    expect(notes).toEqual([]);
  });
  it('says where bands exceed the elders or a count is missing, and keeps the bands', () => {
    const { findings: found, notes: said } = cover({
      elders: eldersOf([10, NaN], { bands: { age60: Float64Array.of(12, 3) } }),
      demand: linkedPoints(2),
      mm: [[0], [0]],
    });
    expect(found.foot).toEqual(persons(10, 10, 0, 0));
    expect(found.ownPace).toEqual(persons(15, 15, 0, 0));
    expect(said).toEqual([
      { code: 'access.eldersMissing', blanks: { rows: 1 } },
      { code: 'access.bandsExceed', blanks: { rows: 2, persons: 5 } },
    ]);
  });
});

describe('polygons', () => {
  const world: World = {
    elders: eldersOf([100, 7]),
    demand: demandOfPieces([
      [0.3, 0.2, 0.3, 0.2],
      [0.1, 0.2, 0.7],
    ]),
    mm: [
      [100000, 700000],
      [900000, 500000],
      [800000, 800000],
      [Infinity, Infinity],
      [1000, 1000],
      [1000, 1000],
      [1000, 1000],
    ],
    straight: [0, 5000],
    straightPieces: Float64Array.of(900, 1100, 1000, 0, 0, 0, 0),
  };
  const { findings } = cover(world);
  it('count by their pieces', () => {
    expect(findings.within[0]).toBeCloseTo(0.5, 12);
    expect(findings.foot.covered).toBeCloseTo(57, 9);
    expect(findings.choices[0]).toBeCloseTo(0.3 * 2 + 0.2, 12);
    expect(findings.choices[1]).toBe(2);
    expect(findings.within[1]).toBe(1);
    expect(findings.paper.covered).toBeCloseTo(80 + 7, 9);
    expect(findings.eldersAlone[1]).toBeCloseTo(20, 9);
    expect(findings.eldersWithin[0]).toBeCloseTo(30 + 7, 9);
  });
  it('mean over the pieces that reach anything', () => {
    const effective = (0.3 * 100 + 0.2 * 500 + 0.3 * 800) / 0.8;
    expect(findings.seconds[0]).toBeCloseTo(effective / 0.8, 9);
    expect(findings.metres[0]).toBeCloseTo(effective / 2, 9);
    // 80 of the 100 reach something, and the 7.
    expect(findings.meanSeconds).toBeCloseTo((80 * effective + 7) / 87 / 0.8, 9);
  });
  it('the nearest site is the one nearest to most of the street, the lowest row in a tie', () => {
    // Site 0: 0.3 + 0.3 (tie at 800 m goes to row 0); site 1: 0.2.
    expect(findings.nearest[0]).toBe(0);
    const tied = cover({
      elders: eldersOf([1]),
      demand: demandOfPieces([[0.5, 0.1, 0.4]]),
      mm: [
        [9, 1],
        [1, 9],
        [1, 9],
      ],
    });
    expect(tied.findings.nearest[0]).toBe(0);
  });
  it('a paper radius that changes is counted anew', () => {
    const { people } = preparePeople(world.elders, world.demand, noDistricts(world.demand));
    const prepared = prepareService({
      service: 'meals',
      people,
      facilities: facilitiesOf([1, 1]),
      facilityLinked: Uint8Array.of(1, 1),
      nearest: nearestOf(world.mm),
      straightMetres: Float64Array.from(world.straight!),
      straightPieces: world.straightPieces,
    });
    const onPaper = (paperMetres: number) =>
      coverService(prepared, { ...defaultWalk, paperMetres }).paper.covered;
    expect([1100, 900, 900, 0].map(onPaper)).toEqual([107, 57, 57, 27].map((n) => expect.closeTo(n, 9)));
    // Other people at the same places are counted anew too.
    const doubled = preparePeople(eldersOf([200, 14]), world.demand, noDistricts(world.demand)).people;
    const again = coverService({ ...prepared, people: doubled }, { ...defaultWalk, paperMetres: 0 });
    expect(again.paper.covered).toBeCloseTo(54, 9);
  });
  it('without places on paper its inner point counts', () => {
    const bare = { ...world };
    delete bare.straightPieces;
    expect(cover(bare).findings.paper.covered).toBe(100);
  });
});

it('totals have no −0 and no dust', () => {
  expect(totalsOf(3, 0.1 + 0.2, 3 - 0.3)).toEqual({
    elders: 3,
    covered: 3 - (3 - 0.3),
    gap: 0,
    unlinked: 2.7,
    share: 1,
  });
  const empty = totalsOf(0, 0, 0);
  expect(Object.is(empty.gap, 0) && Object.is(empty.covered, 0)).toBe(true);
  expect(empty.share).toBeNaN();
});

describe('random towns', () => {
  const town = fc
    .record({
      rows: fc.integer({ min: 1, max: 15 }),
      sites: fc.integer({ min: 1, max: 5 }),
      districts: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ rows, sites, districts }) => {
      const count = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(NaN));
      const pieces = fc.oneof(
        fc.constant<number[]>([]),
        fc.constant([1]),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }).map((parts) => {
          const sum = parts.reduce((a, b) => a + b, 0);
          return parts.map((part) => part / sum);
        }),
      );
      const each = <T>(arbitrary: fc.Arbitrary<T>) =>
        fc.array(arbitrary, { minLength: rows, maxLength: rows });
      return fc.record({
        districts: fc.constant(districts),
        elders: each(count),
        age60: each(count),
        age80: each(count),
        pieces: each(pieces),
        lengths: fc.array(fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 1_200_000 })), {
          minLength: rows * 5 * sites,
          maxLength: rows * 5 * sites,
        }),
        places: fc.array(fc.integer({ min: -1, max: districts - 1 }), {
          minLength: rows * 6,
          maxLength: rows * 6,
        }),
        sites: fc.constant(sites),
      });
    });
  type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

  function worldOf(drawn: Town): World {
    const demand = demandOfPieces(drawn.pieces);
    const points = demand.share.length;
    return {
      elders: eldersOf(drawn.elders, {
        bands: { age60: Float64Array.from(drawn.age60), age80: Float64Array.from(drawn.age80) },
      }),
      demand,
      mm: Array.from({ length: points }, (_, p) =>
        drawn.lengths.slice(p * drawn.sites, (p + 1) * drawn.sites),
      ),
      facilities: facilitiesOf(new Array<number>(drawn.sites).fill(1)),
      districts: {
        count: drawn.districts,
        row: Int32Array.from(drawn.places.slice(0, drawn.elders.length)),
        point: Int32Array.from(drawn.places.slice(drawn.elders.length, drawn.elders.length + points)),
      },
    };
  }
  const known = (each: number) => (Number.isNaN(each) ? 0 : each);

  it('totals equal a person-by-person count, add up, and sum over districts to the total less those outside', () => {
    fc.assert(
      fc.property(town, (drawn) => {
        const world = worldOf(drawn);
        const { findings } = cover(world);
        const { demand, districts, mm } = world;
        // Everyone as one of (persons, limit) on each piece, in plain objects.
        const counts = { foot: tally(drawn.districts), own: tally(drawn.districts) };
        drawn.elders.forEach((elders, row) => {
          const groups = {
            foot: [[known(elders), 720000]],
            own: [
              [known(drawn.age60[row]!), 900000],
              [known(drawn.age80[row]!), 540000],
              [Math.max(0, known(elders) - known(drawn.age60[row]!) - known(drawn.age80[row]!)), 720000],
            ],
          };
          for (const key of ['foot', 'own'] as const)
            for (const [n, limit] of groups[key] as [number, number][]) {
              const start = demand.first[row]!;
              if (start === demand.first[row + 1]) counts[key].add(districts!.row[row]!, n, 'unlinked');
              for (let p = start; p < demand.first[row + 1]!; p++) {
                const inside = mm[p]!.some((length) => length <= limit);
                counts[key].add(districts!.point[p]!, n * demand.share[p]!, inside ? 'covered' : 'gap');
              }
            }
        });
        check(findings.foot, findings.districts, counts.foot);
        check(findings.ownPace!, findings.ownPaceDistricts!, counts.own);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('a longer limit or a faster pace never covers fewer, in no row, band or district', () => {
    fc.assert(
      fc.property(
        town,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (drawn, minutes, more) => {
          const world = worldOf(drawn);
          const paces = { age60: 1, age70: 0.8, age80: 0.6 };
          const base = cover(world, { limitMinutes: minutes, paces }).findings;
          const longer = cover(world, { limitMinutes: minutes + more, paces }).findings;
          const faster = cover(world, {
            limitMinutes: minutes,
            metresPerSecond: 0.8 + more / 20,
            paces: { age60: 1 + more / 20, age70: 0.8, age80: 0.6 + more / 40 },
          }).findings;
          for (const better of [longer, faster]) neverLess(base, better);
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });

  function tally(districts: number) {
    const zero = () => ({ covered: 0, gap: 0, unlinked: 0 });
    const total = zero();
    const inDistrict = Array.from({ length: districts }, zero);
    const outside = zero();
    return {
      total,
      inDistrict,
      outside,
      add(district: number, n: number, kind: 'covered' | 'gap' | 'unlinked') {
        total[kind] += n;
        (district < 0 ? outside : inDistrict[district]!)[kind] += n;
      },
    };
  }

  function check(totals: Totals, found: ServiceFindings['districts'], wanted: ReturnType<typeof tally>) {
    for (const kind of ['covered', 'gap', 'unlinked'] as const) {
      expect(totals[kind]).toBeCloseTo(wanted.total[kind], 9);
      const sum = found[kind].reduce((a, b) => a + b, 0);
      expect(sum + wanted.outside[kind]).toBeCloseTo(totals[kind], 9);
      wanted.inDistrict.forEach((each, d) => expect(found[kind][d]).toBeCloseTo(each[kind], 9));
    }
    expect(totals.covered + totals.gap + totals.unlinked).toBeCloseTo(totals.elders, 9);
    expect(Math.min(totals.covered, totals.gap, totals.unlinked)).toBeGreaterThanOrEqual(0);
  }

  function neverLess(base: ServiceFindings, better: ServiceFindings) {
    base.within.forEach(
      (part, row) => Number.isNaN(part) || expect(better.within[row]).toBeGreaterThanOrEqual(part),
    );
    base.choices.forEach(
      (part, row) => Number.isNaN(part) || expect(better.choices[row]).toBeGreaterThanOrEqual(part - 1e-12),
    );
    expect(better.foot.covered).toBeGreaterThanOrEqual(base.foot.covered - 1e-9);
    expect(better.ownPace!.covered).toBeGreaterThanOrEqual(base.ownPace!.covered - 1e-9);
    base.bands.forEach(({ foot }, i) =>
      expect(better.bands[i]!.foot.covered).toBeGreaterThanOrEqual(foot.covered - 1e-9),
    );
    base.districts.covered.forEach((covered, d) =>
      expect(better.districts.covered[d]).toBeGreaterThanOrEqual(covered - 1e-9),
    );
    base.eldersWithin.forEach((n, f) => expect(better.eldersWithin[f]).toBeGreaterThanOrEqual(n - 1e-9));
  }
});
