/**
 * `tsx cold-call.ts TASK`, a process of its own: prints the milliseconds of the first call and the least of the next ones. City,
 * costs and index are there before the clock starts; what a search makes for itself is part of its first call.
 */
import { createBoundedSearch, type BoundedSearch } from '../../src/routing/bounded-search';
import { demandIndexFor } from '../../src/routing/demand';
import { reachMatrix } from '../../src/routing/matrix';
import { searcherFor } from '../../src/routing/searcher';
import { limitMm, loadCity } from './city';
import { runAll } from './search';

const { graph, demand, entrances, sources } = await loadCity();
const profile = { stepsFactor: 3, throughGates: false };
const searcher = searcherFor(graph, profile);
demandIndexFor(searcher, demand);
const copies = 10;
const rows = entrances.first.length - 1;
const tenfold = {
  links: entrances.links,
  // Each facility ten times over.
  first: Int32Array.from({ length: copies * rows + 1 }, (_, f) => Math.floor(f / copies)),
};

let search: BoundedSearch | undefined;
const tasks: Readonly<Record<string, () => unknown>> = {
  catchments: () => runAll((search ??= createBoundedSearch(searcher)), sources),
  matrix: () => reachMatrix(graph, profile, tenfold, demand, limitMm / 1000),
};
const task = tasks[process.argv[2]!]!;
const times: number[] = [];
for (let call = 0; call < 12; call++) {
  const start = performance.now();
  await task();
  times.push(performance.now() - start);
}
console.log(`${times[0]} ${Math.min(...times.slice(1))}`);
