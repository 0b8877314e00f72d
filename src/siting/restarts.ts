/** Iterated local search: kick the best plan so far, let exchanges settle it, keep it where it is better. */
import { pacer, type Control } from '../domain/progress';
import { createRandom } from '../domain/random';

export interface Restarts {
  readonly count: number;
  /** Of the study: the same seed gives the same plan. */
  readonly seed: number;
}

/** Part of the sites that a kick moves; at least two, since exchanges have already tried one. */
const kicked = 0.3;

/** The best of `start` and what the restarts find; `value` is to be as large as can be. */
export async function tryRestarts(
  free: Int32Array,
  start: Int32Array,
  { count, seed }: Restarts,
  improve: (sites: Int32Array) => Int32Array,
  value: (sites: Int32Array) => number,
  control?: Control,
): Promise<Int32Array> {
  const random = createRandom(seed);
  const pause = pacer(control);
  let best = start;
  let most = value(best);
  if (free.length <= start.length) return best;
  for (let round = 0; round < count; round++) {
    await pause();
    const sites = improve(kick(best));
    const reached = value(sites);
    if (!(reached >= most)) continue;
    most = reached;
    best = sites;
  }
  return best;

  /** Some of the sites, drawn without putting back, each changed for a candidate that is not open. */
  function kick(sites: Int32Array): Int32Array {
    const moved = sites.slice();
    const isOpen = new Set(moved);
    const moves = Math.min(moved.length, Math.max(2, Math.round(kicked * moved.length)));
    for (let n = 0; n < moves; n++) {
      const slot = n + Math.floor(random() * (moved.length - n));
      let candidate = free[Math.floor(random() * free.length)];
      while (isOpen.has(candidate)) candidate = free[Math.floor(random() * free.length)];
      isOpen.delete(moved[slot]);
      isOpen.add(candidate);
      moved[slot] = moved[n];
      moved[n] = candidate;
    }
    return moved;
  }
}
