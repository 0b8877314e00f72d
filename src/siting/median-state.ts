/** Exchanges of the p-median with the nearest and second-nearest site of each place (Whitaker 1983; Resende & Werneck 2004). */
import type { ExchangeState } from './interchange';
import type { MedianProblem } from './median';

/** Gains and losses are person-millimetres. */
export function medianState(problem: MedianProblem, sites: Int32Array): ExchangeState {
  const { first, place, cost, weight, start } = problem;
  const { byPlaceFirst, byPlaceCandidate, byPlaceMm } = problem;
  const places = weight.length;
  const isOpen = new Uint8Array(first.length);
  const loss = new Float64Array(first.length - 1);
  /** Nearest and second-nearest site of each place; -1 is what stands already, or nothing, `start` mm away. */
  const site1 = new Int32Array(places);
  const site2 = new Int32Array(places);
  const mm1 = new Int32Array(places);
  const mm2 = new Int32Array(places);
  for (const site of sites) isOpen[site] = 1;
  let now = 0;
  let most = 0;
  for (let k = 0; k < places; k++) {
    look(k);
    now += weight[k] * mm1[k];
    most += weight[k] * start[k];
  }
  addLosses();

  function look(k: number): void {
    site1[k] = site2[k] = -1;
    mm1[k] = mm2[k] = start[k];
    for (let i = byPlaceFirst[k]; i < byPlaceFirst[k + 1]; i++) {
      if (!isOpen[byPlaceCandidate[i]]) continue;
      if (site1[k] < 0) {
        site1[k] = byPlaceCandidate[i];
        mm1[k] = byPlaceMm[i];
      } else {
        site2[k] = byPlaceCandidate[i];
        mm2[k] = byPlaceMm[i];
        return;
      }
    }
  }

  function addLosses(): void {
    loss.fill(0);
    for (let k = 0; k < places; k++) if (site1[k] >= 0) loss[site1[k]] += weight[k] * (mm2[k] - mm1[k]);
  }

  function weigh(candidate: number, spare: (site: number, amount: number) => void): number {
    let gain = 0;
    for (let i = first[candidate]; i < first[candidate + 1]; i++) {
      const k = place[i];
      const mm = cost[i];
      if (mm >= mm2[k]) continue;
      if (mm < mm1[k]) gain += weight[k] * (mm1[k] - mm);
      // Were the nearest site closed, the candidate would be next, not the second-nearest.
      if (site1[k] >= 0) spare(site1[k], weight[k] * (mm2[k] - Math.max(mm, mm1[k])));
    }
    return gain;
  }

  function exchange(opened: number, closed: number): void {
    isOpen[opened] = 1;
    isOpen[closed] = 0;
    for (let i = first[closed]; i < first[closed + 1]; i++)
      if (site1[place[i]] === closed || site2[place[i]] === closed) look(place[i]);
    for (let i = first[opened]; i < first[opened + 1]; i++) {
      const k = place[i];
      if (cost[i] >= mm2[k] || site1[k] === opened || site2[k] === opened) continue;
      if (cost[i] < mm1[k]) {
        site2[k] = site1[k];
        mm2[k] = mm1[k];
        site1[k] = opened;
        mm1[k] = cost[i];
      } else {
        site2[k] = opened;
        mm2[k] = cost[i];
      }
    }
    addLosses();
  }

  return { loss, weigh, exchange, least: Math.max(1e-9 * now, 1e-13 * most) };
}
