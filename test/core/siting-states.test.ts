/** What exchanges keep up to date, against counting anew after each. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildCover } from '../../src/siting/cover';
import { coverState } from '../../src/siting/cover-state';
import type { ExchangeState } from '../../src/siting/interchange';
import { buildMedian } from '../../src/siting/median';
import { medianState } from '../../src/siting/median-state';
import { countCover } from '../../src/siting/solve-cover';
import { planMedian } from '../../src/siting/solve-median';
import { instances, matrixOf } from './siting-cases';

const draws = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 });

/** After each of some exchanges: every loss, gain and spared loss as the `value` of the sites says. */
function followExchanges(
  free: Int32Array,
  count: number,
  exchanges: readonly (readonly [number, number])[],
  stateOf: (sites: Int32Array) => ExchangeState,
  value: (sites: readonly number[]) => number,
): void {
  const sites = [...free.subarray(0, count)];
  fc.pre(sites.length > 0 && sites.length < free.length);
  const state = stateOf(Int32Array.from(sites));
  for (const [a, b] of exchanges) {
    const slot = a % sites.length;
    const closed = [...free].filter((c) => !sites.includes(c));
    const opened = closed[b % closed.length]!;
    state.exchange(opened, sites[slot]!);
    sites[slot] = opened;
    const now = value(sites);
    for (const site of sites)
      expect(state.loss[site]).toBeCloseTo(now - value(sites.filter((other) => other !== site)), 8);
    for (const candidate of free) {
      if (sites.includes(candidate)) continue;
      const spared = new Map<number, number>();
      const gain = state.weigh(candidate, (site, amount) =>
        spared.set(site, (spared.get(site) ?? 0) + amount),
      );
      expect(gain).toBeCloseTo(value([...sites, candidate]) - now, 8);
      sites.forEach((site, n) =>
        expect(gain - state.loss[site]! + (spared.get(site) ?? 0)).toBeCloseTo(
          value(sites.with(n, candidate)) - now,
          8,
        ),
      );
    }
  }
}

it('cover counts', () => {
  fc.assert(
    fc.property(
      instances,
      fc.integer({ min: 1, max: 5 }),
      draws,
      ({ ways, demands, choice }, count, exchanges) => {
        const problem = buildCover(matrixOf(ways), demands, choice);
        const value = (sites: readonly number[]) => countCover(problem, Int32Array.from(sites));
        followExchanges(problem.free, count, exchanges, (sites) => coverState(problem, sites), value);
      },
    ),
  );
});

it('nearest and second-nearest sites', () => {
  fc.assert(
    fc.property(
      instances,
      fc.integer({ min: 1, max: 5 }),
      draws,
      ({ ways, demands, choice }, count, exchanges) => {
        const problem = buildMedian(matrixOf(ways), demands[0]!.persons, 11, choice);
        const value = (sites: readonly number[]) => -planMedian(problem, Int32Array.from(sites)).personMm;
        followExchanges(problem.free, count, exchanges, (sites) => medianState(problem, sites), value);
      },
    ),
  );
});
