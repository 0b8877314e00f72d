import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scoreAccess, twoSteps } from '../../src/access/catchment';
import { pairWeights, slowZones, type Decay } from '../../src/access/decay';
import { weightedGini, weightedMean } from '../../src/access/equity';
import { parseMethods } from '../../src/access/methods';
import { demandOf } from '../../src/access/people';
import { defaultWalk } from '../../src/domain/study';
import { demandOfPieces, eldersOf, facilitiesOf, linkedPoints, matrixOf } from './access-cases';

// The worked values, as handed over by issue 2 (domain/oracles.json): P = 500, 300, 200; S = 40, 30; T = 15 min.
const canonical = {
  P: [500, 300, 200],
  S: [40, 30],
  minutes: [
    [5, 14],
    [9, 8],
    [20, 12],
  ],
};
const worked = {
  '2sfca': { R: [0.05, 0.03], A: [0.08, 0.08, 0.03] },
  '2sfca:zones': {
    R: [0.0568181818182, 0.0837988826816],
    A: [0.0752539360081, 0.0956196038598, 0.0184357541899],
  },
  '2sfca:gaussian': { R: [0.0660359987, 0.0964541057], A: [0.0668636803, 0.1023452297, 0.0293229546] },
  '2sfca:epanechnikov': { R: [0.0837988827, 0.1139240506], A: [0.06687858, 0.1013627042, 0.0307594937] },
};

const methodsOf = (...labels: string[]) => {
  const parsed = parseMethods(labels);
  if (!parsed.ok) throw new Error(parsed.fault.code);
  return parsed.value;
};
/** 1 m/s, so that a minute is 60,000 mm. */
const walk = { ...defaultWalk, metresPerSecond: 1, limitMinutes: 15 };
const toMm = (minutes: readonly (readonly number[])[]) =>
  minutes.map((row) => row.map((each) => each * 60000));

function score(
  P: readonly number[],
  S: readonly number[],
  minutes: readonly (readonly number[])[],
  label: string,
) {
  const { access, notes } = scoreAccess({
    facilities: facilitiesOf(S),
    facilityLinked: new Uint8Array(S.length).fill(1),
    demand: linkedPoints(P.length),
    population: Float64Array.from(P),
    matrix: matrixOf(toMm(minutes), S.length),
    services: ['meals'],
    methods: methodsOf(label),
    walk,
  });
  return { ...access[0]!, notes };
}

function expectClose(actual: Float64Array, wanted: readonly number[], digits: number) {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits));
}

describe('worked values', () => {
  it.each(Object.entries(worked))('%s on the canonical case', (label, { R, A }) => {
    const found = score(canonical.P, canonical.S, canonical.minutes, label);
    expectClose(found.facilities, R, 9);
    expectClose(found.elders, A, 9);
    expect(found.demandTimesScore).toBeCloseTo(70, 9);
    expect(found.suppliedCapacity).toBe(70);
    expect(found.meanScore).toBeCloseTo(0.07, 12);
    expect(found.notes).toEqual([]);
  });

  it('pairs weigh as the oracle says', () => {
    const matrix = matrixOf(toMm(canonical.minutes), 2);
    const weights = (decay: Decay) => Array.from(pairWeights(matrix, decay, 900000));
    const close = (actual: number[], wanted: number[]) =>
      wanted.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 8));
    // Facility by facility: t = 5, 9, 20; 14, 8, 12.
    close(weights({ kind: 'gaussian' }), [0.86265631, 0.58134022, 0, 0.10261159, 0.66307025, 0.3040094]);
    close(weights({ kind: 'epanechnikov' }), [0.66666667, 0.48, 0, 0.09666667, 0.53666667, 0.27]);
    close(weights({ kind: 'zones', zones: slowZones }), [1, 0.68, 0, 0.22, 0.68, 0.22]);
    close(weights({ kind: 'step' }), [1, 1, 0, 1, 1, 1]);
  });

  it('agrees with uva-bi-sdad/catchment (R/catchment_ratio.R)', () => {
    const minutes = [
      [5, 70],
      [50, 40],
      [25, 30],
    ];
    const matrix = matrixOf(toMm(minutes), 2);
    const run = (decay: Decay, limitMinutes: number) =>
      twoSteps(
        matrix,
        Int32Array.of(0, 1),
        pairWeights(matrix, decay, limitMinutes * 60000),
        Float64Array.of(5, 10, 50),
        Float64Array.of(50, 100),
      ).scores;
    const zones = [
      { part: 20 / 60, weight: 1 },
      { part: 40 / 60, weight: 0.68 },
      { part: 1, weight: 0.22 },
    ];
    expectClose(run({ kind: 'zones', zones }, 60), [1.21359223, 1.93365696, 2.49190939], 7);
    // Their "under 30" is exclusive and drops the pair at exactly 30 minutes.
    expectClose(run({ kind: 'step' }, 30 - 1e-4), [0.90909091, 0, 0.90909091], 7);
  });

  it('the two steps agree with PySAL access (hospital example, weight 1 / cost)', () => {
    // The three costs reproduce the published scores only as: from a and b to site c, from c to sites a and b, between a and b.
    const costs = { s0: [40, 40, 80], s1: [20, 40, 80], s2: [40, 20, 80], s3: [20, 20, 40] };
    const scores = {
      s0: [0.33144412, 0.57982813, 7.28641817],
      s1: [0.43534022, 0.68372424, 5.72797661],
      s2: [0.33107191, 0.57785779, 7.29999194],
      s3: [0.4425684, 0.66675828, 5.74052465],
    };
    for (const key of Object.keys(costs) as (keyof typeof costs)[]) {
      const [toC, fromC, ab] = costs[key] as [number, number, number];
      const matrix = matrixOf(
        [
          [1, ab, toC],
          [ab, 1, toC],
          [fromC, fromC, 1],
        ],
        3,
      );
      const weights = Float64Array.from(matrix.mm, (cost) => (cost <= 61 ? 1 / cost : 0));
      const P = Float64Array.of(100, 50, 10);
      const found = twoSteps(matrix, Int32Array.of(0, 1, 2), weights, P, Float64Array.of(15, 20, 100));
      expectClose(found.scores, scores[key], 7);
      expect(found.scores.reduce((sum, each, i) => sum + each * P[i]!, 0)).toBeCloseTo(135, 9);
    }
  });

  it('the two steps agree with sdc-catchment (exp(−d²/2))', () => {
    const matrix = matrixOf(
      [
        [0, 2],
        [1, 1],
        [2, 0],
      ],
      2,
    );
    const weights = Float64Array.from(matrix.mm, (d) => Math.exp((-d * d) / 2));
    const P = Float64Array.of(100, 100, 100);
    const { scores } = twoSteps(matrix, Int32Array.of(0, 1), weights, P, Float64Array.of(10, 10));
    expectClose(scores, [0.065179, 0.069641, 0.065179], 6);
  });
});

describe('edge cases of domain.md §3.1', () => {
  it('exact thirds of the limit are inside their zone, whatever the pace', () => {
    for (const pace of [0.4, 0.6, 0.7, 0.8, 1.0, 1.11]) {
      const T = 15 * 60 * pace * 1000;
      const cuts = [T / 3, (2 * T) / 3, T].map((each) => Math.floor(each + 1e-6));
      const matrix = matrixOf([cuts, cuts.map((cut) => cut + 1)], 3);
      const weights = pairWeights(matrix, { kind: 'zones', zones: slowZones }, T);
      expect(Array.from(weights)).toEqual([1, 0.68, 0.68, 0.22, 0.22, 0]);
    }
  });

  it('t = 0 is valid, t = T inside, T + 1 mm outside', () => {
    const matrix = matrixOf([[0], [900000], [900001]], 1);
    expect(Array.from(pairWeights(matrix, { kind: 'step' }, 900000))).toEqual([1, 1, 0]);
    expect(Array.from(pairWeights(matrix, { kind: 'gaussian' }, 900000))).toEqual([1, 0, 0]);
    expect(Array.from(pairWeights(matrix, { kind: 'epanechnikov' }, 900000))).toEqual([0.75, 0, 0]);
  });

  it('capacity missing is left out and listed, capacity 0 stays', () => {
    const found = score(
      [10, 10],
      [NaN, 0, 5],
      [
        [1, 1, Infinity],
        [Infinity, 1, 1],
      ],
      '2sfca',
    );
    expect(Array.from(found.facilities)).toEqual([NaN, 0, 0.5]);
    expect(Array.from(found.elders)).toEqual([0, 0.5]);
    expect(found.suppliedCapacity).toBe(5);
    expect(found.notes).toEqual([
      { code: 'access.capacityMissing', blanks: { service: 'meals', count: 1, names: 'Site 0', more: '' } },
    ]);
  });

  it('without any capacity there is no score, not a score of 0', () => {
    const found = score([10], [NaN], [[1]], '2sfca');
    expect(Array.from(found.elders)).toEqual([NaN]);
    expect([found.meanScore, found.gini]).toEqual([NaN, NaN]);
    expect(found.notes.map((note) => note.code)).toEqual(['access.noCapacity']);
  });

  it('a facility without demand in reach has no ratio and is listed', () => {
    const none = score([10], [4, 6], [[1, 16]], '2sfca');
    expect(Array.from(none.facilities)).toEqual([0.4, NaN]);
    expect(none.suppliedCapacity).toBe(4);
    expect(none.notes[0]).toMatchObject({
      code: 'access.noDemandInReach',
      blanks: { count: 1, names: 'Site 1' },
    });
    // At exactly T the gaussian weighs 0, so nobody counts there either; and a place without people is not demand.
    expect(Array.from(score([10], [4], [[15]], '2sfca:gaussian').facilities)).toEqual([NaN]);
    expect(Array.from(score([0], [4], [[1]], '2sfca').facilities)).toEqual([NaN]);
  });

  it('a facility off the streets has no ratio, and is not listed again', () => {
    const { access, notes } = scoreAccess({
      facilities: facilitiesOf([4, 6]),
      facilityLinked: Uint8Array.of(1, 0),
      demand: linkedPoints(1),
      population: Float64Array.of(10),
      matrix: matrixOf([[1, Infinity]], 2),
      services: ['meals'],
      methods: methodsOf('2sfca'),
      walk,
    });
    expect(Array.from(access[0]!.facilities)).toEqual([0.4, NaN]);
    expect(notes).toEqual([]);
  });

  it('unreached scores 0, unlinked NaN, a place without people is scored but not averaged', () => {
    const { access } = scoreAccess({
      facilities: facilitiesOf([10]),
      facilityLinked: Uint8Array.of(1),
      demand: demandOfPieces([[1], [1], [], [1]]),
      population: Float64Array.of(20, 5, 100, 0),
      matrix: matrixOf([[60000], [Infinity], [60000]], 1),
      services: ['meals'],
      methods: methodsOf('2sfca'),
      walk,
    });
    expect(Array.from(access[0]!.elders)).toEqual([0.5, 0, NaN, 0.5]);
    expect(access[0]!.meanScore).toBeCloseTo(10 / 25, 12);
  });

  it('a polygon competes and scores by its pieces', () => {
    const { access } = scoreAccess({
      facilities: facilitiesOf([10, 6]),
      facilityLinked: Uint8Array.of(1, 1),
      demand: demandOfPieces([[0.25, 0.75], [1]]),
      population: Float64Array.of(40, 10),
      matrix: matrixOf(
        toMm([
          [1, 99],
          [1, 2],
          [99, 2],
        ]),
        2,
      ),
      services: ['meals'],
      methods: methodsOf('2sfca'),
      walk,
    });
    // R0 = 10 / 40, R1 = 6 / (30 + 10).
    expectClose(access[0]!.facilities, [0.25, 0.15], 12);
    expectClose(access[0]!.elders, [0.25 + 0.75 * 0.15, 0.15], 12);
    expect(access[0]!.demandTimesScore).toBeCloseTo(16, 12);
  });

  it('keeps services apart and says a thing once for all methods', () => {
    const facilities = facilitiesOf([10, NaN], { services: Int32Array.of(1, 3) });
    const { access, notes } = scoreAccess({
      facilities: { ...facilities, capacity: { ...facilities.capacity, bathing: Float64Array.of(7, 3) } },
      facilityLinked: Uint8Array.of(1, 1),
      demand: linkedPoints(1),
      population: Float64Array.of(10),
      matrix: matrixOf([[1, 1]], 2),
      services: ['meals', 'bathing'],
      methods: methodsOf('2sfca', '2sfca:zones'),
      walk,
    });
    expect(access.map(({ service, method }) => `${service} ${method}`)).toEqual([
      'meals 2sfca',
      'meals 2sfca:zones',
      'bathing 2sfca',
      'bathing 2sfca:zones',
    ]);
    // Site 0 does not offer bathing, so its 7 do not count.
    expect(access.map(({ elders }) => elders[0])).toEqual([1, 1, 0.3, 0.3]);
    expect(notes.map((note) => note.code)).toEqual(['access.capacityMissing']);
  });
});

describe('random cases', () => {
  const cost = fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 1_000_000 }), fc.constant(300000));
  const town = fc
    .record({ points: fc.integer({ min: 1, max: 12 }), sites: fc.integer({ min: 1, max: 6 }) })
    .chain(({ points, sites }) =>
      fc.record({
        mm: fc.array(fc.array(cost, { minLength: sites, maxLength: sites }), {
          minLength: points,
          maxLength: points,
        }),
        P: fc.array(
          fc.oneof(fc.constant(0), fc.constant(NaN), fc.double({ min: 0.1, max: 500, noNaN: true })),
          {
            minLength: points,
            maxLength: points,
          },
        ),
        S: fc.array(
          fc.oneof(fc.constant(0), fc.constant(NaN), fc.double({ min: 0.1, max: 90, noNaN: true })),
          {
            minLength: sites,
            maxLength: sites,
          },
        ),
        linked: fc.array(fc.boolean(), { minLength: points, maxLength: points }),
        label: fc.constantFrom('2sfca', '2sfca:step', '2sfca:zones', '2sfca:gaussian', '2sfca:epanechnikov'),
      }),
    );
  // Written from the formulas, over the full table and without any of the code under test.
  const decay = (label: string, t: number) => {
    const T = 900000;
    if (t > T) return 0;
    if (label.endsWith('zones')) return t <= T / 3 ? 1 : t <= (2 * T) / 3 ? 0.68 : 0.22;
    if (label.endsWith('gaussian'))
      return (Math.exp(-0.5 * (t / T) ** 2) - Math.exp(-0.5)) / (1 - Math.exp(-0.5));
    if (label.endsWith('epanechnikov')) return 0.75 * (1 - (t / T) ** 2);
    return 1;
  };

  it('equal brute force over the full table, and keep Σ demand × score = Σ capacity in reach', () => {
    let compared = 0;
    fc.assert(
      fc.property(town, ({ mm, P, S, linked, label }) => {
        const { access } = scoreAccess({
          facilities: facilitiesOf(S),
          facilityLinked: new Uint8Array(S.length).fill(1),
          demand: demandOfPieces(linked.map((yes) => (yes ? [1] : []))),
          population: Float64Array.from(P),
          matrix: matrixOf(
            mm.filter((_, i) => linked[i]),
            S.length,
          ),
          services: ['meals'],
          methods: methodsOf(label),
          walk,
        });
        const found = access[0]!;
        const persons = P.map((each, i) => (linked[i] && !Number.isNaN(each) ? each : 0));
        const R = S.map((supply, j) => {
          const reached = persons.reduce((sum, p, i) => sum + p * decay(label, mm[i]![j]!), 0);
          return reached > 0 && !Number.isNaN(supply) ? supply / reached : NaN;
        });
        const known = S.some((supply) => !Number.isNaN(supply));
        let supplied = 0;
        R.forEach((ratio, j) => {
          if (!Number.isNaN(ratio)) supplied += S[j]!;
          if (Number.isNaN(ratio)) expect(found.facilities[j]).toBeNaN();
          else expect(Math.abs(found.facilities[j]! - ratio)).toBeLessThanOrEqual(1e-9 * ratio);
        });
        linked.forEach((yes, i) => {
          if (!yes || !known) return expect(found.elders[i]).toBeNaN();
          const A = R.reduce(
            (sum, ratio, j) => sum + (Number.isNaN(ratio) ? 0 : ratio * decay(label, mm[i]![j]!)),
            0,
          );
          expect(Math.abs(found.elders[i]! - A)).toBeLessThanOrEqual(1e-9 * A);
          compared++;
        });
        expect(found.suppliedCapacity).toBeCloseTo(supplied, 9);
        expect(Math.abs(found.demandTimesScore - supplied)).toBeLessThanOrEqual(1e-9 * supplied);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});

describe('methods', () => {
  it('knows the four decays, defers the other families, refuses what nobody knows', () => {
    const parsed = parseMethods(['2sfca', '2sfca:epanechnikov', '3sfca:gaussian', 'raam', '2sfca']);
    expect(parsed).toMatchObject({
      ok: true,
      value: [{ label: '2sfca', decay: { kind: 'step' } }, { label: '2sfca:epanechnikov' }],
      notes: [
        { code: 'study.methodNotYet', blanks: { method: '3sfca:gaussian' } },
        { code: 'study.methodNotYet', blanks: { method: 'raam' } },
      ],
    });
    for (const label of ['4sfca', '2sfca:cubic', '', '2sfca:zones:steep', '2sfca:', '2sfca:toString'])
      expect(parseMethods([label])).toMatchObject({ ok: false, fault: { code: 'study.unknownMethod' } });
  });
});

describe('demand', () => {
  const need = {
    services: ['meals'],
    demand: 'tiers',
    weights: { red: 3, yellow: 2, green: 1, grey: 1 },
  } as const;
  it('weighs tiers and notes what is missing', () => {
    const elders = eldersOf([10, 10, 10], {
      tiers: { red: Float64Array.of(2, NaN, NaN), green: Float64Array.of(5, 4, NaN) },
    });
    const demand = demandOf(elders, need);
    expect(demand).toMatchObject({ ok: true, notes: [{ code: 'access.tiersMissing', blanks: { rows: 2 } }] });
    if (demand.ok) expect(Array.from(demand.value)).toEqual([11, 4, NaN]);
    expect(demandOf(eldersOf([1]), need)).toMatchObject({ ok: false, fault: { code: 'access.noTiers' } });
    expect(demandOf(elders, { ...need, demand: 'elders' })).toMatchObject({ ok: true, value: elders.elders });
  });
});

describe('equity', () => {
  const x = Float64Array.of(80, 80, 30);
  const w = Float64Array.of(500, 300, 200);
  it('gives the oracle: mean 70, Gini 0.1142857', () => {
    expect(weightedMean(x, w)).toBe(70);
    expect(weightedGini(x, w)).toBeCloseTo(0.1142857142857, 12);
  });
  it('equals the double sum on random values, and is 0 for equals', () => {
    const pair = fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 9, noNaN: true })),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 30 }), (pairs) => {
        const values = Float64Array.from(pairs, ([value]) => value / 7);
        const weights = Float64Array.from(pairs, ([, weight]) => weight);
        let sum = 0;
        let total = 0;
        let mean = 0;
        pairs.forEach((_, i) => {
          total += weights[i]!;
          mean += weights[i]! * values[i]!;
          pairs.forEach((_, j) => (sum += weights[i]! * weights[j]! * Math.abs(values[i]! - values[j]!)));
        });
        const gini = weightedGini(values, weights);
        if (mean === 0) expect(gini).toBeNaN();
        else expect(gini).toBeCloseTo(sum / (2 * total * mean), 10);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(weightedGini(Float64Array.of(3, 3, NaN, 9), Float64Array.of(1, 2, 5, 0))).toBe(0);
    expect(weightedGini(Float64Array.of(0, 0), Float64Array.of(1, 2))).toBeNaN();
    expect(weightedMean(Float64Array.of(1), Float64Array.of(0))).toBeNaN();
  });
});

it('the values above are those of domain/oracles.json, where it is at hand', ({ skip }) => {
  let text: string;
  try {
    text = readFileSync(new URL('../../../shared/domain/oracles.json', import.meta.url), 'utf8');
  } catch {
    return skip();
  }
  const oracles = JSON.parse(text);
  expect(oracles.canonical).toMatchObject({
    P: canonical.P,
    S: canonical.S,
    t_min: canonical.minutes,
    T: 15,
  });
  expect(oracles['2SFCA']).toMatchObject(worked['2sfca']);
  expect(oracles.E2SFCA).toMatchObject(worked['2sfca:zones']);
  expect(oracles.G2SFCA).toMatchObject(worked['2sfca:gaussian']);
  expect(oracles.KD2SFCA_epanechnikov).toMatchObject(worked['2sfca:epanechnikov']);
});
