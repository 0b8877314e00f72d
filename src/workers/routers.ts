/**
 * The matrix of facilities and demand searched by several threads: this one and some helpers. Where memory can be shared the helpers
 * read this thread's arrays and add only their own search (8 bytes a junction); elsewhere each has a copy. The matrix is the same, byte
 * for byte, as `reachMatrix` finds alone: parts are searched by whoever is free and put in their places.
 */
import { inSharedMemory } from '../domain/shared-memory';
import { breathe, type Control } from '../domain/progress';
import {
  joinPairs,
  pairChunks,
  pairLimitMm,
  pairSpaceOf,
  reachMatrix,
  searchPairs,
  type PairRows,
  type PairSpace,
} from '../routing/matrix';
import { startHelper, type Helper, type HelperThread } from './helper-thread';
import type { Router } from './router';

/** Below this (junctions × facilities) one thread is done before others have the streets. */
const leastWork = 1_000_000;

/** Asked for in advance, so that a helper never waits while this thread searches a part of its own. */
const ahead = 2;

/** An idle helper is ended after this: its memory is wanted elsewhere. */
const idleMs = 60_000;

export interface Routers {
  readonly reachMatrix: typeof reachMatrix;
  /** Helpers at work or ready, and whether they share this thread's memory. */
  told(): { readonly helpers: number; readonly isShared: boolean };
  end(): void;
}

interface PairHelper extends Helper<Router> {
  /** The space it holds. */
  held: PairSpace | null;
  isShared: boolean;
}

/** `start` begins a new thread; `helpers` of them at most. A helper that dies is replaced at the next matrix, its part searched here. */
export function createRouters(start: () => HelperThread, helpers: number, work = leastWork): Routers {
  const pool: PairHelper[] = [];
  const numbers = new WeakMap<PairSpace, number>();
  let lastNumber = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const drop = (helper: PairHelper): void => {
    const at = pool.indexOf(helper);
    if (at < 0) return;
    pool.splice(at, 1);
    helper.end();
  };
  const end = (): void => {
    clearTimeout(idle);
    for (const helper of [...pool]) drop(helper);
  };

  function begin(): void {
    const started = startHelper<Router>(start, () => drop(helper));
    const helper: PairHelper = { ...started, held: null, isShared: false };
    pool.push(helper);
  }

  async function hold(helper: PairHelper, space: PairSpace): Promise<number> {
    const number = numbers.get(space) ?? ++lastNumber;
    numbers.set(space, number);
    if (helper.held === space) return number;
    helper.held = space;
    const { isShared } = await helper.methods.hold(number, inSharedMemory(space));
    helper.isShared = isShared;
    return number;
  }

  const reachTogether: typeof reachMatrix = async (
    graph,
    profile,
    entrances,
    demand,
    limitEffectiveMetres,
    control,
    sites,
  ) => {
    const facilities = entrances.first.length - 1;
    if (helpers < 1 || sites !== undefined || graph.junctionCount * facilities < work)
      return reachMatrix(graph, profile, entrances, demand, limitEffectiveMetres, control, sites);
    clearTimeout(idle);
    while (pool.length < helpers) begin();
    const space = pairSpaceOf(graph, profile, entrances, demand);
    try {
      return joinPairs(space, await searchTogether(space, pairLimitMm(limitEffectiveMetres), control));
    } finally {
      idle = setTimeout(end, idleMs);
    }
  };

  async function searchTogether(
    space: PairSpace,
    limitMm: number,
    control: Control | undefined,
  ): Promise<PairRows[]> {
    const waiting = [...pairChunks(space)];
    const found: PairRows[] = [];
    const help = async (helper: PairHelper): Promise<void> => {
      const number = await hold(helper, space);
      for (;;) {
        control?.signal?.throwIfAborted();
        const chunk = waiting.shift();
        if (chunk === undefined) return;
        try {
          found.push(await helper.methods.search(number, limitMm, ...chunk));
        } catch {
          // Its thread is gone: somebody else searches it, and nobody asks this one again.
          waiting.push(chunk);
          drop(helper);
          return;
        }
      }
    };
    const helped = pool.flatMap((helper) => Array.from({ length: ahead }, () => help(helper)));
    const all = Promise.all(helped.map((one) => one.catch(() => undefined)));
    const searchHere = async (): Promise<void> => {
      for (;;) {
        await breathe();
        control?.signal?.throwIfAborted();
        const chunk = waiting.shift();
        if (chunk === undefined) return;
        found.push(searchPairs(space, limitMm, ...chunk));
      }
    };
    await searchHere();
    await all;
    // What a helper died of.
    await searchHere();
    control?.signal?.throwIfAborted();
    return found;
  }

  return {
    reachMatrix: reachTogether,
    told: () => ({
      helpers: pool.length,
      isShared: pool.length > 0 && pool.every(({ isShared }) => isShared),
    }),
    end,
  };
}
