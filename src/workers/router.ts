/** A thread that searches pairs for another: it holds one search space at a time, shared or copied, and searches the parts it is given. */
import { searchPairs, type PairRows, type PairSpace } from '../routing/matrix';

export interface Router {
  /** Takes a space in place of the one before. Tells whether its memory is that of the thread that gave it. */
  hold(number: number, space: PairSpace): Promise<{ readonly isShared: boolean }>;
  /** Part of the space of that number. */
  search(number: number, limitMm: number, from: number, to: number): Promise<PairRows>;
}

export function createRouter(): Router {
  let held: { readonly number: number; readonly space: PairSpace } | null = null;
  return {
    hold: async (number, space) => {
      held = { number, space };
      return { isShared: !(space.searcher.arcs.buffer instanceof ArrayBuffer) };
    },
    search: async (number, limitMm, from, to) => {
      if (held?.number !== number) throw new Error(`asked for space ${number}, held ${held?.number}`);
      return searchPairs(held.space, limitMm, from, to);
    },
  };
}
