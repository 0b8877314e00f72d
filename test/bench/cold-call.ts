/**
 * `tsx cold-call.ts TASK`, a process of its own: prints the milliseconds of the first call and the least of the next ones. City,
 * costs and index are there before the clock starts; what a search makes for itself is part of its first call.
 */
import { createBoundedSearch, type BoundedSearch } from '../../src/routing/bounded-search';
import { demandIndexFor } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { reachMatrix } from '../../src/routing/matrix';
import { searcherFor } from '../../src/routing/searcher';
import { createRandom } from '../core/routing-cases';
import { limitMm, loadCity, scatter } from './city';
import { runAll } from './search';

const { graph, demand, sources } = await loadCity();
const profile = { stepsFactor: 3, throughGates: false };
const searcher = searcherFor(graph, profile);
demandIndexFor(searcher, demand);
const doors = scatter(graph, createRandom(8), 10_000, 8e-4, 4e-4);
const many = {
  first: Int32Array.from({ length: 10_001 }, (_, f) => f),
  links: linkPoints(graph, doors.lons, doors.lats, 200),
};

let search: BoundedSearch | undefined;
const tasks: Readonly<Record<string, () => unknown>> = {
  catchments: () => runAll((search ??= createBoundedSearch(searcher)), sources),
  matrix: () => reachMatrix(graph, profile, many, demand, limitMm / 1000),
};
const task = tasks[process.argv[2]!]!;
const times: number[] = [];
for (let call = 0; call < 12; call++) {
  const start = performance.now();
  await task();
  times.push(performance.now() - start);
}
console.log(`${times[0]} ${Math.min(...times.slice(1))}`);
