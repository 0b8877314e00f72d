/**
 * Vertex interchange (Teitz & Bart 1968) with the bookkeeping of Resende & Werneck (2004): the best site to close for a candidate
 * is found in one look at what the candidate serves, not by trying every pair.
 */

export interface ExchangeState {
  /** What would be lost if this site alone were closed, by candidate number. */
  readonly loss: Float64Array;
  /** A gain up to this may be dust of rounding: taking it, exchanges could go round in circles. */
  readonly least: number;
  /**
   * What opening the candidate would bring while all sites stay. `spare(site, amount)` is called, also more than once a site,
   * for what would then not be lost by closing that site.
   */
  weigh(candidate: number, spare: (site: number, amount: number) => void): number;
  /** Opens one, closes another, and brings `loss` up to date. */
  exchange(opened: number, closed: number): void;
}

/** Part of `least` within which two plans are as good as each other. */
const tieWidth = 1e-3;

/**
 * Exchanges sites until no single exchange gains more than `least`: a local optimum, which need not be the best there is. With
 * `second` also exchanges that change nothing in the first sense and gain in the second.
 * Candidates are looked at in a circle, each with its best site to close (a tie closes the lowest row), so the result depends on
 * the input alone. The number of sites stays. The states must stand at `sites`.
 */
export function interchange(
  free: Int32Array,
  sites: Int32Array,
  state: ExchangeState,
  second?: ExchangeState,
): Int32Array {
  const chosen = sites.slice();
  if (chosen.length === 0) return chosen;
  const isOpen = new Uint8Array(state.loss.length);
  for (const site of chosen) isOpen[site] = 1;
  const gains = createGains(state, chosen);
  const secondGains = second && createGains(second, chosen);
  const anyTie = () => true;

  for (let at = 0, idle = 0; idle < free.length; at = (at + 1) % free.length) {
    idle++;
    const candidate = free[at];
    if (isOpen[candidate]) continue;
    const gain = gains(candidate);
    let slot = bestSlot(gain, anyTie);
    if (!(gain[slot] > state.least)) {
      if (!second || !secondGains || gain[slot] < -tieWidth * state.least) continue;
      const inSecond = secondGains(candidate);
      slot = bestSlot(inSecond, (s) => gain[s] >= -tieWidth * state.least);
      if (!(inSecond[slot] > second.least)) continue;
    }
    state.exchange(candidate, chosen[slot]);
    second?.exchange(candidate, chosen[slot]);
    isOpen[chosen[slot]] = 0;
    isOpen[candidate] = 1;
    chosen[slot] = candidate;
    idle = 0;
  }
  return chosen;

  function bestSlot(gain: Float64Array, isAllowed: (slot: number) => boolean): number {
    let best = -1;
    for (let s = 0; s < chosen.length; s++) {
      if (!isAllowed(s)) continue;
      const isBetter =
        best < 0 || gain[s] > gain[best] || (gain[s] === gain[best] && chosen[s] < chosen[best]);
      if (isBetter) best = s;
    }
    return best;
  }
}

/** What exchanging each of `chosen` for a candidate gains, by its place in `chosen`; good until the next call. */
function createGains(
  { loss, weigh }: ExchangeState,
  chosen: Int32Array,
): (candidate: number) => Float64Array {
  const spared = new Float64Array(loss.length);
  const met: number[] = [];
  const gains = new Float64Array(chosen.length);
  const spare = (site: number, amount: number): void => {
    if (spared[site] === 0) met.push(site);
    spared[site] += amount;
  };
  return (candidate) => {
    const gain = weigh(candidate, spare);
    for (let s = 0; s < chosen.length; s++) gains[s] = gain - (loss[chosen[s]] - spared[chosen[s]]);
    for (const site of met) spared[site] = 0;
    met.length = 0;
    return gains;
  };
}
