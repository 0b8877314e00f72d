/** The maximal covering problem against worked values and against every choice there is. */
import fc from 'fast-check';
import loadHighs from 'highs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coverBound } from '../../src/siting/bounds';
import { buildCover, type CoverProblem } from '../../src/siting/cover';
import { solveCoverExactly } from '../../src/siting/exact-cover';
import { buildMedian } from '../../src/siting/median';
import {
  countCover,
  coverGreedily,
  improveCover,
  planCover,
  preferNearer,
  solveCover,
} from '../../src/siting/solve-cover';
import { createRandom } from '../../src/domain/random';
import { sharedData } from './routing-networks';
import { choices, coveredBy, instances, matrixOf, nearestWays, type Instance } from './siting-cases';

// The worked values of domain/oracles.json: minutes from each place (rows) to each candidate, persons, radius 5.
const minutes = [
  [0, 4, 8, 10],
  [4, 0, 5, 9],
  [8, 5, 0, 3],
  [10, 9, 3, 0],
  [6, 3, 4, 7],
];
const worked = (sites: number): Instance => ({
  ways: [0, 1, 2, 3].map((c) => minutes.map((row) => row[c]!)),
  demands: [{ persons: Float64Array.of(100, 80, 60, 40, 50), limitMm: 5 }],
  choice: { sites },
});
// The greedy trap of the same file: a, b, c, d of 30 persons, e of 5; S1 covers a, b, S2 c, d, S3 b, c, e.
const trap: Instance = {
  ways: ['ab', 'cd', 'bce'].map((served) => [...'abcde'].map((place) => (served.includes(place) ? 1 : null))),
  demands: [{ persons: Float64Array.of(30, 30, 30, 30, 5), limitMm: 1 }],
  choice: { sites: 2 },
};

// Restarts find an optimum by chance, nearly always: the same draws in every run.
const byChance = { seed: 20261127 };

const build = ({ ways, demands, choice }: Instance) => buildCover(matrixOf(ways), demands, choice);
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
const least = (problem: CoverProblem) => 1e-9 * (1 + sum(problem.persons));

it('the worked values: one site, two sites by the rule for ties, the greedy trap', async () => {
  const one = await solveCover(build(worked(1)));
  expect([[...one.sites], one.persons]).toEqual([[1], 290]);
  const two = build(worked(2));
  const plan = await solveCover(two);
  expect(plan.persons).toBe(330);
  // Of the three sets that cover 330, {0, 2} has the shortest mean way.
  const personMinutes = (sites: number[]) =>
    nearestWays(worked(2), sites).reduce((all, way, k) => all + way * [100, 80, 60, 40, 50][k]!, 0);
  expect(
    [
      [0, 2],
      [1, 2],
      [1, 3],
    ].map(personMinutes),
  ).toEqual([640, 670, 730]);
  const ways = buildMedian(matrixOf(worked(2).ways), worked(2).demands[0]!.persons, 5, { sites: 2 });
  for (const start of [plan.sites, Int32Array.of(1, 2)])
    expect([...preferNearer(two, ways, start)].sort()).toEqual([0, 2]);
  const trapped = build(trap);
  expect(countCover(trapped, coverGreedily(trapped))).toBe(95);
  const out = await solveCover(trapped);
  expect([[...out.sites].sort(), out.persons, [...out.gains]]).toEqual([[0, 1], 120, [60, 60]]);
});

it('the values above are those of domain/oracles.json, where it is at hand', ({ skip }) => {
  const file = join(sharedData, '../domain/oracles.json');
  if (!existsSync(file)) skip();
  const { location, greedy_trap } = JSON.parse(readFileSync(file, 'utf8'));
  expect(location).toMatchObject({
    d_min: minutes,
    w: [100, 80, 60, 40, 50],
    R: 5,
    MCLP_p1: { site: 1, covered: 290 },
    MCLP_p2_value: 330,
    pmedian_p2: { sites: [0, 2], cost: 640 },
  });
  expect(greedy_trap).toMatchObject({ greedy: 95, optimum: 120, optimum_sets: ['S1', 'S2'] });
});

it('demand that the same candidates cover is one group, and nobody is lost', () => {
  fc.assert(
    fc.property(instances, (instance) => {
      const problem = build(instance);
      const groups = new Map<string, number>();
      let standing = 0;
      let beyond = 0;
      const stand = nearestWays(instance, []);
      const free = choices({ ...instance, choice: { ...instance.choice, sites: 1 } }).flat();
      expect([...problem.free]).toEqual(free);
      for (const { persons, limitMm } of instance.demands)
        persons.forEach((count, k) => {
          const by = free.filter((c) => (instance.ways[c]![k] ?? Infinity) <= limitMm).join();
          if (stand[k]! <= limitMm) standing += count;
          else if (by === '') beyond += count;
          else if (count > 0) groups.set(by, (groups.get(by) ?? 0) + count);
        });
      const found = new Map<string, number>();
      problem.persons.forEach((count, g) => {
        const covers = (c: number) =>
          problem.group.subarray(problem.first[c], problem.first[c + 1]).includes(g);
        found.set(free.filter(covers).join(), count);
      });
      expect([...found.keys()].sort()).toEqual([...groups.keys()].sort());
      expect(problem.persons.length).toBe(groups.size);
      for (const [by, count] of groups) expect(found.get(by)).toBeCloseTo(count, 9);
      expect(problem.standing).toBeCloseTo(standing, 9);
      expect(problem.beyond).toBeCloseTo(beyond, 9);
    }),
  );
});

it('a plan covers what a recount says, never more than the optimum, and the bound is never below it', async () => {
  await fc.assert(
    fc.asyncProperty(instances, async (instance) => {
      const problem = build(instance);
      const most = Math.max(...choices(instance).map((sites) => coveredBy(instance, sites)));
      const plan = await solveCover(problem);
      const { choice } = instance;
      expect(plan.sites.length).toBeLessThanOrEqual(choice.sites);
      expect(
        [...plan.sites].filter((c) => choice.fixed!.includes(c) || choice.forbidden!.includes(c)),
      ).toEqual([]);
      expect(plan.persons + problem.standing).toBeCloseTo(coveredBy(instance, plan.sites), 9);
      plan.gains.forEach((gain, n) => {
        expect(gain).toBeGreaterThan(0);
        expect(gain).toBeLessThanOrEqual((plan.gains[n - 1] ?? Infinity) + least(problem));
      });
      expect(sum(plan.gains)).toBeCloseTo(plan.persons, 9);
      // A bound gives way to its plan, so an empty plan is the sharper question.
      const blind = await coverBound(problem, Int32Array.of());
      expect(blind).toBeGreaterThanOrEqual(most - problem.standing - least(problem));
      const bound = await coverBound(problem, plan.sites);
      expect(bound).toBeGreaterThanOrEqual(most - problem.standing - least(problem));
      expect(bound).toBeGreaterThanOrEqual(plan.persons);
      // Greedy alone keeps 1 − 1/e of the optimum (Nemhauser, Wolsey & Fisher 1978).
      expect(plan.persons).toBeGreaterThanOrEqual(
        (1 - 1 / Math.E) * (most - problem.standing) - least(problem),
      );
    }),
  );
});

it('no single exchange of the plan covers more', async () => {
  await fc.assert(
    fc.asyncProperty(instances, async (instance) => {
      const problem = build(instance);
      const { sites } = await solveCover(problem);
      const covered = countCover(problem, sites);
      for (const [n] of sites.entries())
        for (const c of problem.free)
          expect(countCover(problem, sites.with(n, c))).toBeLessThanOrEqual(covered + least(problem));
    }),
  );
});

it('restarts find the optimum of small instances, the same one for the same seed, and never lower the plan', async () => {
  await fc.assert(
    fc.asyncProperty(instances, fc.integer(), async (instance, seed) => {
      const problem = build(instance);
      const most = Math.max(...choices(instance).map((sites) => coveredBy(instance, sites)));
      const plan = await solveCover(problem, { count: 100, seed });
      expect(plan).toEqual(await solveCover(problem, { count: 100, seed }));
      expect(plan.persons).toBeGreaterThanOrEqual((await solveCover(problem)).persons);
      expect(plan.persons + problem.standing).toBeCloseTo(most, 9);
    }),
    byChance,
  );
});

it('a further site never lowers what a plan covers, nor the best plan', async () => {
  await fc.assert(
    fc.asyncProperty(instances, async (instance) => {
      const problem = build(instance);
      const { sites, persons } = await solveCover(problem);
      for (const c of problem.free) {
        const covered = countCover(problem, Int32Array.of(...sites, c));
        expect(covered).toBeGreaterThanOrEqual(persons - least(problem));
        expect(covered + problem.standing).toBeCloseTo(coveredBy(instance, [...sites, c]), 9);
      }
      const more = { ...instance, choice: { ...instance.choice, sites: instance.choice.sites + 1 } };
      const best = await solveCover(build(more), { count: 100, seed: 1 });
      expect(best.persons).toBeGreaterThanOrEqual(persons - least(problem));
    }),
    byChance,
  );
});

it('the rule for ties loses nobody, and lengthens no way unless it covers more', () => {
  fc.assert(
    fc.property(instances, (drawn) => {
      const demands = drawn.demands.slice(0, 1);
      const instance = { ...drawn, demands };
      const [{ persons, limitMm }] = demands as [(typeof demands)[0]];
      fc.pre(limitMm > 0);
      const problem = build(instance);
      const ways = buildMedian(matrixOf(instance.ways), persons, limitMm, instance.choice);
      const sites = improveCover(problem, coverGreedily(problem));
      const nearer = preferNearer(problem, ways, sites);
      const walked = (chosen: Int32Array) =>
        nearestWays(instance, chosen).reduce(
          (total, mm, k) => total + persons[k]! * Math.min(mm, limitMm),
          0,
        );
      const more = countCover(problem, nearer) - countCover(problem, sites);
      expect(more).toBeGreaterThanOrEqual(-least(problem));
      // On its way between ties it may find an exchange that covers more, which goes before nearness.
      if (more <= least(problem))
        expect(walked(nearer)).toBeLessThanOrEqual(walked(sites) + 1e-9 * (1 + walked(sites)));
    }),
  );
});

it('the rule for ties gives nobody up for shorter ways', () => {
  // Row 2 can take the place of row 0 with as many covered and 470 person-mm less, or of row 1 with 499 less and one person lost.
  const ways = [
    [0, 5, null],
    [null, null, 5],
    [3, 0, null],
  ];
  const persons = Float64Array.of(10, 100, 1);
  const matrix = matrixOf(ways);
  const problem = buildCover(matrix, [{ persons, limitMm: 6 }], { sites: 2 });
  const median = buildMedian(matrix, persons, 6, { sites: 2 });
  expect([...preferNearer(problem, median, Int32Array.of(0, 1))].sort()).toEqual([1, 2]);
});

it('HiGHS proves the optimum that trying everything finds', async () => {
  const highs = await loadHighs();
  await fc.assert(
    fc.asyncProperty(instances, async (instance) => {
      const problem = build(instance);
      const most =
        Math.max(...choices(instance).map((sites) => coveredBy(instance, sites))) - problem.standing;
      // From nothing, so that the optimum is the solver's own.
      const nothing = planCover(problem, Int32Array.of());
      const start = { plan: nothing, bound: sum(problem.persons) };
      const { plan, bound, ending } = await solveCoverExactly(problem, start, async () => highs, 10);
      expect(ending).toBe('proven');
      expect(plan.persons).toBeCloseTo(most, 5);
      expect(bound).toBeGreaterThanOrEqual(most - least(problem));
      expect(bound - plan.persons).toBeLessThan(1e-5 * (1 + start.bound));
    }),
    { numRuns: 60 },
  );
});

/** 80 candidates and 800 points on a square of 4 km, straight ways, 720 m. */
function square(sites: number): CoverProblem {
  const random = createRandom(7);
  const draw = (count: number) =>
    Array.from({ length: count }, () => [4000 * random(), 4000 * random()] as const);
  const [doors, homes] = [draw(80), draw(800)];
  const persons = Float64Array.from(homes, () => 1 + Math.floor(20 * random()));
  const ways = doors.map(([x, y]) => homes.map(([u, v]) => Math.round(1000 * Math.hypot(x - u, y - v))));
  return buildCover(matrixOf(ways), [{ persons, limitMm: 720_000 }], { sites });
}

it('of 80 candidates: greedy and swap with restarts within 2 % of the proven optimum, the bound within 2 % above it', async () => {
  for (const sites of [3, 8, 25]) {
    const problem = square(sites);
    const plan = await solveCover(problem, { count: 20, seed: 1 });
    const exact = await solveCoverExactly(problem, { plan, bound: sum(problem.persons) }, loadHighs, 30);
    expect(exact.ending).toBe('proven');
    const optimum = exact.plan.persons;
    expect(exact.bound).toBe(optimum);
    expect(plan.persons).toBeGreaterThanOrEqual(0.98 * optimum);
    const bound = await coverBound(problem, plan.sites);
    expect(bound).toBeGreaterThanOrEqual(optimum);
    expect(bound).toBeLessThanOrEqual(1.02 * optimum);
  }
});

it('of 80 candidates: no single exchange covers more, from whichever sites it started', () => {
  const problem = square(10);
  for (const start of [0, 35, 70]) {
    const sites = improveCover(
      problem,
      Int32Array.from({ length: 10 }, (_, n) => start + n),
    );
    const covered = countCover(problem, sites);
    expect(new Set(sites).size).toBe(10);
    for (const [n] of sites.entries())
      for (const c of problem.free)
        expect(countCover(problem, sites.with(n, c))).toBeLessThanOrEqual(covered);
  }
});

it('where the solver dies, or has no time, the plan it was given stands', async () => {
  const problem = square(12);
  const plan = await solveCover(problem);
  const start = { plan, bound: sum(problem.persons) };
  const dead = () => Promise.reject(new Error('Aborted(OOM)'));
  expect(await solveCoverExactly(problem, start, dead, 1)).toEqual({ ...start, ending: 'failed' });
  const highs = await loadHighs();
  const abort = () => {
    throw new WebAssembly.RuntimeError('Aborted(OOM)');
  };
  const dying = async () => ({ ...highs, withModel: abort });
  expect(await solveCoverExactly(problem, start, dying, 1)).toEqual({ ...start, ending: 'failed' });
  const late = await solveCoverExactly(problem, start, loadHighs, 0);
  expect(late.ending).toBe('limit');
  expect(late.plan.persons).toBeGreaterThanOrEqual(plan.persons);
  expect(late.bound).toBeGreaterThanOrEqual(late.plan.persons);
  // What its bound already proves needs no solver.
  const proven = { plan, bound: plan.persons };
  expect(await solveCoverExactly(problem, proven, dead, 1)).toEqual({ ...proven, ending: 'proven' });
});

it('an aborted search says so', async () => {
  const abort = new AbortController();
  abort.abort();
  const problem = build(worked(2));
  await expect(solveCover(problem, { count: 5, seed: 1 }, { signal: abort.signal })).rejects.toThrow();
  await expect(coverBound(problem, Int32Array.of(0), undefined, { signal: abort.signal })).rejects.toThrow();
});
