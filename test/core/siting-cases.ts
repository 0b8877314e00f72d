/** Small instances for the tests of siting, and their answers by trying every choice there is. */
import fc from 'fast-check';
import type { SparseMatrix } from '../../src/routing/matrix';
import type { Choice } from '../../src/siting/choice';
import type { CoverDemand } from '../../src/siting/cover';

/** mm[candidate][point]; null where there is no way. */
export type Ways = readonly (readonly (number | null)[])[];

export interface Instance {
  readonly ways: Ways;
  readonly demands: readonly CoverDemand[];
  readonly choice: Choice;
}

export function matrixOf(ways: Ways): SparseMatrix {
  const first = new Int32Array(ways.length + 1);
  const pairs: [number, number][] = [];
  ways.forEach((row, c) => {
    row.forEach((mm, k) => {
      if (mm !== null) pairs.push([k, mm]);
    });
    first[c + 1] = pairs.length;
  });
  const point = Int32Array.from(pairs, ([k]) => k);
  return { rows: ways.length, first, point, mm: Int32Array.from(pairs, ([, mm]) => mm) };
}

/** Up to 9 candidates and 14 points; one or two demands with whole or broken persons (0 among them), some ways equal, some missing. */
export const instances: fc.Arbitrary<Instance> = fc
  .record({
    candidates: fc.integer({ min: 1, max: 9 }),
    points: fc.integer({ min: 1, max: 14 }),
    demands: fc.integer({ min: 1, max: 2 }),
    isWhole: fc.boolean(),
    stands: fc.boolean(),
  })
  .chain(({ candidates, points, demands, isWhole, stands }) => {
    const way = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null, freq: 3 });
    const count = isWhole
      ? fc.integer({ min: 0, max: 9 })
      : fc.integer({ min: 0, max: 63 }).map((n) => n / 7);
    const rows = (max: number) =>
      fc.uniqueArray(fc.integer({ min: 0, max: candidates - 1 }), { maxLength: max });
    return fc.record({
      ways: fc.array(fc.array(way, { minLength: points, maxLength: points }), {
        minLength: candidates,
        maxLength: candidates,
      }),
      demands: fc.array(
        fc.record({
          persons: fc
            .array(count, { minLength: points, maxLength: points })
            .map((counts) => Float64Array.from(counts)),
          limitMm: fc.integer({ min: 0, max: 10 }),
        }),
        { minLength: demands, maxLength: demands },
      ),
      choice: fc
        .record({
          sites: fc.integer({ min: 0, max: 4 }),
          fixed: rows(2),
          forbidden: rows(2),
          standing: fc.array(fc.option(fc.integer({ min: 0, max: 15 }), { nil: Infinity, freq: 1 }), {
            minLength: points,
            maxLength: points,
          }),
        })
        .map(({ sites, fixed, forbidden, standing }): Choice => ({
          sites,
          fixed: Int32Array.from(fixed),
          forbidden: Int32Array.from(forbidden),
          ...(stands && { standingMm: standing }),
        })),
    });
  });

/** mm from each point to the nearest of the sites, the fixed ones and what stands; Infinity without any. */
export function nearestWays({ ways, choice }: Instance, sites: Iterable<number>): number[] {
  const open = [...sites, ...(choice.fixed ?? [])];
  return ways[0]!.map((_, k) =>
    Math.min(choice.standingMm?.[k] ?? Infinity, ...open.map((c) => ways[c]![k] ?? Infinity)),
  );
}

/** Persons covered by these sites and all that stands. */
export function coveredBy(instance: Instance, sites: Iterable<number>): number {
  const nearest = nearestWays(instance, sites);
  return instance.demands.reduce(
    (sum, { persons, limitMm }) =>
      sum + persons.reduce((part, count, k) => part + (nearest[k]! <= limitMm ? count : 0), 0),
    0,
  );
}

/** All ways to choose at most that many of the rows that may be chosen. */
export function choices({ ways, choice }: Instance): number[][] {
  const free = [...ways.keys()].filter((c) => !choice.fixed?.includes(c) && !choice.forbidden?.includes(c));
  let all: number[][] = [[]];
  for (const c of free)
    all = [...all, ...all.filter((sites) => sites.length < choice.sites).map((sites) => [...sites, c])];
  return all;
}
