/** Exchanges of the maximal covering problem: how many sites cover each group, and which one where it is one. */
import type { CoverProblem } from './cover';
import type { ExchangeState } from './interchange';

/** Gains and losses are persons. */
export function coverState({ first, group, persons }: CoverProblem, sites: Int32Array): ExchangeState {
  const loss = new Float64Array(first.length - 1);
  const count = new Int32Array(persons.length);
  /** Numbers of the sites that cover the group, by exclusive or: of one site, its own. */
  const which = new Int32Array(persons.length);
  let total = 0;
  for (let g = 0; g < persons.length; g++) total += persons[g];
  for (const site of sites) open(site);

  function open(site: number): void {
    loss[site] = 0;
    for (let i = first[site]; i < first[site + 1]; i++) {
      const g = group[i];
      if (count[g] === 0) loss[site] += persons[g];
      else if (count[g] === 1) loss[which[g]] -= persons[g];
      count[g]++;
      which[g] ^= site;
    }
  }

  function close(site: number): void {
    for (let i = first[site]; i < first[site + 1]; i++) {
      const g = group[i];
      count[g]--;
      which[g] ^= site;
      if (count[g] === 1) loss[which[g]] += persons[g];
    }
  }

  function weigh(candidate: number, spare: (site: number, amount: number) => void): number {
    let gain = 0;
    for (let i = first[candidate]; i < first[candidate + 1]; i++) {
      const g = group[i];
      if (count[g] === 0) gain += persons[g];
      else if (count[g] === 1) spare(which[g], persons[g]);
    }
    return gain;
  }

  function exchange(opened: number, closed: number): void {
    close(closed);
    open(opened);
  }

  // Parts of persons do not add up exactly.
  return { loss, weigh, exchange, least: 1e-9 * total };
}
