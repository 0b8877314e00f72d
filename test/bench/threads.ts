/** The matrix by two threads against one. */
import { availableParallelism } from 'node:os';
import { shareMemory } from '../../src/domain/shared-memory';
import { reachMatrix } from '../../src/routing/matrix';
import { createRouters } from '../../src/workers/routers';
import { routerThreads } from '../core/node-threads';
import { limitMm, loadCity } from './city';
import { leftOut, ratioOf, type Ratio } from './race';

const profile = { stepsFactor: 3, throughGates: false };
const rounds = 40;

/** §8.10, with memory that both read and with a copy each. */
export async function benchThreads(): Promise<Record<string, Ratio>> {
  if (availableParallelism() < 2) {
    leftOut.push('two threads: a second core');
    return {};
  }
  const { name } = await loadCity();
  const what = `10 two workers: 1,000 facilities × 200,000 elder rows within 720 m on ${name}`;
  return {
    [`${what}, against one; shared memory, same bytes`]: await compare(true),
    [`${what}, against one; a copy each, same bytes`]: await compare(false),
  };
}

async function compare(isShared: boolean): Promise<Ratio> {
  const { demand, entrances, graph: streets } = await loadCity();
  const before = shareMemory(isShared);
  // What is derived of a graph lies in the memory that was chosen when it was made.
  const graph = { ...streets };
  const threads = routerThreads();
  const pool = createRouters(threads.start, 1);
  const ask = (reach: typeof reachMatrix) => reach(graph, profile, entrances, demand, limitMm / 1000);
  try {
    const alone = await ask(reachMatrix);
    const together = await ask(pool.reachMatrix);
    if (pool.told().helpers !== 1 || pool.told().isShared !== isShared) throw new Error('no such helper');
    for (const column of ['first', 'point', 'mm'] as const)
      if (Buffer.compare(Buffer.from(alone[column].buffer), Buffer.from(together[column].buffer)) !== 0)
        throw new Error(`two threads find another ${column}`);
    const least = { alone: Infinity, together: Infinity };
    const time = async (reach: typeof reachMatrix): Promise<number> => {
      const start = performance.now();
      await ask(reach);
      return performance.now() - start;
    };
    for (let round = 0; round < rounds; round++) {
      least.alone = Math.min(least.alone, await time(reachMatrix));
      least.together = Math.min(least.together, await time(pool.reachMatrix));
    }
    return ratioOf(least.together, least.alone, 1.4);
  } finally {
    pool.end();
    await threads.end();
    shareMemory(before);
  }
}
