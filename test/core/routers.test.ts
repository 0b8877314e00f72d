/** The matrix searched by several threads is, byte for byte, the one that a single thread finds: with shared memory and with copies. */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inSharedMemory, shareMemory } from '../../src/domain/shared-memory';
import type { Graph } from '../../src/network/graph';
import { reachMatrix } from '../../src/routing/matrix';
import type { Profile } from '../../src/routing/profile';
import { createRouters, type Routers } from '../../src/workers/routers';
import { routerThreads } from './node-threads';
import { drawTown, onHills, peopleOf, type Case } from './routing-cases';
import { loadGothenburg } from './routing-networks';

const elder: Profile = { stepsFactor: 3, throughGates: false };
const onSlopes: Profile = { ...elder, slope: 'tobler', doorMetres: 12 };
const threads = routerThreads();
const pools: Routers[] = [];

/** Two helpers beside this thread, whatever the size of the town. */
function routers(work = 0): Routers {
  const made = createRouters(threads.start, 2, work);
  pools.push(made);
  return made;
}

afterEach(() => {
  shareMemory(true);
  for (const pool of pools.splice(0)) pool.end();
});
afterAll(() => threads.end());

const matrixOf = (reach: typeof reachMatrix, one: Case, profile: Profile, metres: number) =>
  reach(one.graph, profile, one.entrances, one.demand, metres);

async function townOf(seed: number): Promise<Case> {
  const graph = await onHills(await drawTown(seed, true, true).graph(), seed);
  return peopleOf(graph, seed, 400, 90);
}

describe.each([
  ['shared', true],
  ['copied', false],
])('memory that is %s', (_name, wanted) => {
  it('a town with compounds, hills, one-way streets and facilities of several entrances, for two walkers in turn', async () => {
    shareMemory(wanted);
    const pool = routers();
    for (const seed of [3, 8]) {
      const town = await townOf(seed);
      for (const profile of [elder, onSlopes, elder])
        for (const metres of [0, 150, 720]) {
          const together = await matrixOf(pool.reachMatrix, town, profile, metres);
          expect(together).toEqual(await matrixOf(reachMatrix, town, profile, metres));
          expect(pool.told()).toEqual({ helpers: 2, isShared: wanted });
        }
      expect((await matrixOf(reachMatrix, town, elder, 720)).point.length).toBeGreaterThan(1000);
    }
  });

  it('a real network', async () => {
    shareMemory(wanted);
    const gothenburg = peopleOf(await loadGothenburg(), 5, 20_000, 300);
    const pool = routers();
    const together = await matrixOf(pool.reachMatrix, gothenburg, elder, 720);
    expect(together).toEqual(await matrixOf(reachMatrix, gothenburg, elder, 720));
    expect(together.point.length).toBeGreaterThan(10_000);
    expect(pool.told().isShared).toBe(wanted);
  });
});

it('a helper that dies takes nothing with it, and the next matrix has a new one', async () => {
  const town = await townOf(4);
  const pool = routers();
  const before = threads.count;
  // The limit on which router-thread.mjs dies.
  expect(await matrixOf(pool.reachMatrix, town, elder, 0.013)).toEqual(
    await matrixOf(reachMatrix, town, elder, 0.013),
  );
  expect(pool.told().helpers).toBe(0);
  await matrixOf(pool.reachMatrix, town, elder, 500);
  expect(pool.told().helpers).toBe(2);
  expect(threads.count - before).toBe(4);
});

it('stops when told to, and answers the next question', async () => {
  const gothenburg = peopleOf(await loadGothenburg(), 6, 5000, 300);
  const pool = routers();
  const { graph, entrances, demand } = gothenburg;
  const abort = new AbortController();
  const stopped = pool.reachMatrix(graph, elder, entrances, demand, 2000, { signal: abort.signal });
  abort.abort();
  await expect(stopped).rejects.toThrow('abort');
  expect(await matrixOf(pool.reachMatrix, gothenburg, elder, 700)).toEqual(
    await matrixOf(reachMatrix, gothenburg, elder, 700),
  );
});

it('starts no thread for a town that is searched sooner than a thread starts', async () => {
  const town = await townOf(5);
  const pool = routers(1_000_000);
  const before = threads.count;
  await matrixOf(pool.reachMatrix, town, elder, 700);
  expect(threads.count).toBe(before);
});

it('an array is shared once, and stays the same however often it is asked for', () => {
  const graph = { edges: Int32Array.of(1, 2), names: ['a'], inner: { metres: Float64Array.of(0.5) } };
  const one = inSharedMemory(graph);
  expect(one).toEqual(graph);
  expect(one.edges.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(inSharedMemory(graph).edges).toBe(one.edges);
  expect(inSharedMemory(one).inner.metres).toBe(one.inner.metres);
  shareMemory(false);
  expect(inSharedMemory(graph as unknown as Graph)).toBe(graph);
});
