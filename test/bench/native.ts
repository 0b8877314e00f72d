/** Search and matrix against the same loops in C, and the search against C++'s priority queue, on the same arrays. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBoundedSearch, type BoundedSearch } from '../../src/routing/bounded-search';
import { demandIndexFor, type Demand } from '../../src/routing/demand';
import { metresToEnd, metresToStart } from '../../src/routing/edge-costs';
import type { Entrances } from '../../src/routing/entrances';
import { reachMatrix, type SparseMatrix } from '../../src/routing/matrix';
import { toMm } from '../../src/routing/profile';
import { searcherFor, type Searcher } from '../../src/routing/searcher';
import { limitMm, loadCity } from './city';
import { leastOf, leftOut, ratioOf, shareOf, type Ratio } from './race';

/** §8.1: on level streets without gates, where all of them do the same. */
export async function benchNative(): Promise<Record<string, Ratio>> {
  const { name, graph, demand, entrances, sources } = await loadCity();
  const profile = { stepsFactor: 1, throughGates: true };
  const searcher = searcherFor(graph, profile);
  const twin = createTwin(searcher, { entrances, demand, sources, limitMm });
  if (twin === null) return {};
  const search = createBoundedSearch(searcher);
  const least = { search: Infinity, matrix: Infinity };
  let settled = { pairs: 0, sum: 0 };
  let matrix: SparseMatrix | null = null;
  try {
    for (let turn = 0; turn < 15; turn++) {
      least.search = Math.min(least.search, await leastOf(3, () => (settled = addUp(search, sources))));
      least.matrix = Math.min(
        least.matrix,
        await leastOf(
          8,
          async () => (matrix = await reachMatrix(graph, profile, entrances, demand, limitMm / 1000)),
        ),
      );
      twin.run(2);
    }
  } finally {
    twin.close();
  }
  const { mm } = matrix!;
  const theirs = (task: NativeTask): NativeAnswer => twin.answers.get(task)!;
  for (const [task, pairs, sum] of [
    ['search', settled.pairs, settled.sum],
    ['priority_queue', settled.pairs, settled.sum],
    ['matrix', mm.length, mm.reduce((total, t) => total + t, 0)],
  ] as const)
    if (theirs(task).pairs !== pairs || theirs(task).sum !== sum)
      throw new Error(
        `${task}: ${pairs} pairs, ${sum} mm; the twin has ${theirs(task).pairs}, ${theirs(task).sum}`,
      );
  const same = 'same pairs and sums';
  return {
    [`1 search: 1,000 catchments of 720 m on ${name} against the same loops in C, ours / theirs; ${same}`]:
      shareOf(least.search, theirs('search').ms, 1.7),
    [`1 matrix: 1,000 facilities × 200,000 elder rows within 720 m against the same in C, ours / theirs; ${same}`]:
      shareOf(least.matrix, theirs('matrix').ms, 1.7),
    [`1 search: the same against C++ with std::priority_queue; ${same}`]: ratioOf(
      least.search,
      theirs('priority_queue').ms,
      1,
    ),
  };
}

/** Junctions settled, and the sum of their distances. */
function addUp(search: BoundedSearch, sources: Int32Array): { pairs: number; sum: number } {
  let pairs = 0;
  let sum = 0;
  for (let i = 0; i < sources.length; i++) {
    search.begin(limitMm);
    search.seed(sources[i]!, 0);
    const count = search.run(0);
    const base = search.base();
    let part = 0;
    for (let k = 0; k < count; k++) part += search.distance[search.settled[k]!]! - base;
    pairs += count;
    sum += part;
  }
  return { pairs, sum };
}

type NativeTask = 'search' | 'priority_queue' | 'matrix';

interface NativeAnswer {
  /** Least of the rounds. */
  readonly ms: number;
  readonly pairs: number;
  readonly sum: number;
}

interface Twin {
  /** Runs all tasks once more and keeps the least times. */
  run(rounds: number): void;
  readonly answers: ReadonlyMap<NativeTask, NativeAnswer>;
  close(): void;
}

/** Compiled and fed with columns; null where there is no g++. Streets without gates only. */
function createTwin(
  searcher: Searcher,
  {
    entrances,
    demand,
    sources,
    limitMm,
  }: { entrances: Entrances; demand: Demand; sources: Int32Array; limitMm: number },
): Twin | null {
  if (searcher.patchCount > 0 || searcher.costs.knotAlong.length > 0)
    throw new Error('the twin knows level streets without gates');
  const folder = mkdtempSync(join(tmpdir(), 'bench-twin-'));
  const program = join(folder, 'twin');
  const compiled = spawnSync(
    'g++',
    ['-O3', '-std=c++17', '-o', program, join(import.meta.dirname, 'native/twin.cpp')],
    { encoding: 'utf8' },
  );
  if (compiled.status !== 0) {
    rmSync(folder, { recursive: true });
    leftOut.push(
      `C and C++ need g++ (Debian: apt-get install g++): ${compiled.error?.message ?? compiled.stderr}`,
    );
    return null;
  }
  const columns = columnsOf(searcher, entrances, demand);
  const facts = Int32Array.of(limitMm, searcher.shift);
  for (const [name, values] of Object.entries({ ...columns, sources, facts }))
    writeFileSync(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const answers = new Map<NativeTask, NativeAnswer>();
  return {
    answers,
    run(rounds) {
      const done = spawnSync(program, [folder, String(rounds)], { encoding: 'utf8' });
      if (done.status !== 0) throw new Error(`the twin failed: ${done.stderr}`);
      for (const line of done.stdout.trim().split('\n')) {
        const [task, ms, pairs, sum] = line.split(' ') as [NativeTask, string, string, string];
        const known = answers.get(task);
        answers.set(task, {
          ms: Math.min(Number(ms), known?.ms ?? Infinity),
          pairs: Number(pairs),
          sum: Number(sum),
        });
      }
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

function columnsOf(searcher: Searcher, { first, links }: Entrances, demand: Demand) {
  const { bounds, arcs, arcRank, edgeRank, costs, graph } = searcher;
  const { edgeFrom, edgeTo, edgeMetres, edgeCount } = graph;
  const rows = first.length - 1;
  if (links.count !== rows) throw new Error('the twin knows one entrance a facility');
  const index = demandIndexFor(searcher, demand);
  const seeds = new Int32Array(4 * rows);
  const ownRank = new Int32Array(rows).fill(-1);
  for (let f = 0; f < rows; f++) {
    const e = links.edge[f]!;
    if (e < 0) continue;
    ownRank[f] = edgeRank[e]!;
    const [along, perpendicular] = [links.along[f]!, links.perpendicular[f]!];
    seeds[4 * f] = edgeFrom[e]!;
    seeds[4 * f + 1] = toMm(metresToStart(costs, e, along) + perpendicular);
    seeds[4 * f + 2] = edgeTo[e]!;
    seeds[4 * f + 3] = toMm(metresToEnd(costs, e, edgeMetres[e]!, along) + perpendicular);
  }
  const key = Float64Array.from(links.edge, (e) => (e < 0 ? -1 : edgeFrom[e]!));
  const factor = new Float64Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) factor[edgeRank[e]!] = costs.factor[e]!;
  return {
    bounds,
    arcs,
    arcRank,
    slotFirst: index.first,
    pointOf: index.point,
    offsetMm: index.offsetMm,
    seeds,
    ownRank,
    order: Int32Array.from(key.keys()).sort((a, b) => key[a]! - key[b]! || a - b),
    ownAlong: links.along,
    ownPerpendicular: links.perpendicular,
    along: demand.along,
    perpendicular: demand.perpendicular,
    factor,
  };
}
