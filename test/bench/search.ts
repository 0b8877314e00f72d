/** Speed of searching against naive baselines of the same run: seeded, warmed up, interleaved, least of the rounds. */
import type { Graph } from '../../src/network/graph';
import { createBoundedSearch, type BoundedSearch } from '../../src/routing/bounded-search';
import type { Profile } from '../../src/routing/profile';
import { createSearcher, searcherFor, type Searcher } from '../../src/routing/searcher';
import { createRandom, onHills } from '../core/routing-cases';
import { loadGothenburg } from '../core/routing-networks';
import { limitMm, loadCity, type City } from './city';
import { race, ratioOf, shareOf, type Ratio } from './race';

const profile: Profile = { stepsFactor: 3, throughGates: false };
const searches = 1000;

export async function benchSearch(): Promise<Record<string, Ratio>> {
  const city = await loadCity();
  const gothenburg = await loadGothenburg();
  // Three million junctions: beyond a cache of 32 MiB, which holds much of a million when nobody else uses it.
  const copies = Math.ceil(3_000_000 / city.graph.junctionCount);
  return {
    [`2 search: 1,000 catchments of 720 m on ${city.name}, against a Map-and-heap Dijkstra`]: benchNaive(
      city.graph,
      profile,
    ),
    '2 search: the same on Gothenburg': benchNaive(gothenburg, profile),
    '2 search: the same on Gothenburg with hills, where weights differ by direction': benchNaive(
      await onHills(gothenburg, 6),
      { ...profile, slope: 'tobler' },
    ),
    [`4 search: the same on ${city.name} over a bare sweep of the arcs of the same junctions, ours / theirs`]:
      benchSweep(city),
    [`4 order: the same on ${copies} copies of ${city.name} side by side, Hilbert against random numbering`]:
      benchOrder(repeat(city.graph, copies)),
  };
}

function benchNaive(graph: Graph, walker: Profile): Ratio {
  const searcher = createSearcher(graph, walker);
  const sources = pick(graph.junctionCount, searches, 1).sort();
  const search = createBoundedSearch(searcher);
  const settledByOurs = () => runAll(search, sources);
  const settledByNaive = () =>
    sources.reduce((sum, source) => sum + searchNaively(searcher, source, limitMm), 0);
  const ours = settledByOurs();
  const theirs = settledByNaive();
  if (ours !== theirs) throw new Error(`settled ${ours} against ${theirs}`);
  const [least, leastNaive] = race(9, settledByOurs, settledByNaive);
  return ratioOf(least!, leastNaive!, 3);
}

function benchOrder(graph: Graph): Ratio {
  const shuffled = renumber(graph, shuffle(graph.junctionCount, 2));
  const sources = pick(graph.junctionCount, searches, 3);
  const search = createBoundedSearch(createSearcher(graph, profile));
  const other = createBoundedSearch(createSearcher(shuffled.graph, profile));
  const inHilbertOrder = sources.slice().sort();
  const atRandom = sources.map((v) => shuffled.newOf[v]);
  const settled = runAll(search, inHilbertOrder);
  if (settled !== runAll(other, atRandom)) throw new Error('renumbering changed the searches');
  const [least, leastRandom] = race(
    9,
    () => runAll(search, inHilbertOrder),
    () => runAll(other, atRandom),
  );
  return ratioOf(least!, leastRandom!, 3);
}

/** The floor of any search: every arc of what it settles is looked at once, in an order that is known. */
function benchSweep({ graph, sources }: City): Ratio {
  const searcher = searcherFor(graph, profile);
  const { arcs, bounds } = searcher;
  const search = createBoundedSearch(searcher);
  const settled: number[] = [];
  for (const source of sources) {
    search.begin(limitMm);
    search.seed(source, 0);
    const count = search.run(0);
    for (let i = 0; i < count; i++) settled.push(search.settled[i]!);
  }
  const junctions = Int32Array.from(settled);
  const { distance } = search;
  let sink = 0;
  const sweep = (): void => {
    let sum = 0;
    for (let i = 0; i < junctions.length; i++) {
      const u = junctions[i]!;
      for (let a = bounds[2 * u]!, end = bounds[2 * u + 1]!; a < end; a++)
        sum = (sum + distance[arcs[2 * a]!]! + arcs[2 * a + 1]!) | 0;
    }
    sink += sum;
  };
  const [least, leastSweep] = race(25, () => runAll(search, sources), sweep);
  if (Number.isNaN(sink)) throw new Error('the sweep lost its sum');
  return shareOf(least!, leastSweep!, 4);
}

/** How many junctions catchments around the sources hold. */
export function runAll(search: BoundedSearch, sources: Int32Array): number {
  let settled = 0;
  for (let i = 0; i < sources.length; i++) {
    search.begin(limitMm);
    search.seed(sources[i], 0);
    settled += search.run(0);
  }
  return settled;
}

/** What a typical app writes: distances in a Map, an array of pairs as binary heap. */
function searchNaively(searcher: Searcher, source: number, limit: number): number {
  const { bounds, arcs } = searcher;
  const distances = new Map([[source, 0]]);
  const heap: [number, number][] = [[0, source]];
  const done = new Set<number>();
  while (heap.length > 0) {
    const [distance, junction] = heap[0];
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let i = 0; ;) {
        let child = 2 * i + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
        if (heap[child][0] >= heap[i][0]) break;
        [heap[child], heap[i]] = [heap[i], heap[child]];
        i = child;
      }
    }
    if (done.has(junction)) continue;
    done.add(junction);
    for (let a = bounds[2 * junction]; a < bounds[2 * junction + 1]; a++) {
      const target = arcs[2 * a];
      const next = distance + arcs[2 * a + 1];
      if (next > limit || next >= (distances.get(target) ?? Infinity)) continue;
      distances.set(target, next);
      let i = heap.push([next, target]) - 1;
      while (i > 0) {
        const up = (i - 1) >> 1;
        if (heap[up][0] <= heap[i][0]) break;
        [heap[up], heap[i]] = [heap[i], heap[up]];
        i = up;
      }
    }
  }
  return done.size;
}

function pick(below: number, count: number, seed: number): Int32Array {
  const random = createRandom(seed);
  return Int32Array.from({ length: count }, () => Math.floor(random() * below));
}

function shuffle(count: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** The same graph with junction v called newOf[v]; edges keep their numbers. Only what searching reads is renumbered. */
function renumber(graph: Graph, newOf: Int32Array): { graph: Graph; newOf: Int32Array } {
  const arcFirst = new Int32Array(graph.junctionCount + 1);
  for (let v = 0; v < graph.junctionCount; v++)
    arcFirst[newOf[v] + 1] = graph.arcFirst[v + 1] - graph.arcFirst[v];
  for (let v = 0; v < graph.junctionCount; v++) arcFirst[v + 1] += arcFirst[v];
  const arcs = new Int32Array(graph.arcs.length);
  for (let v = 0; v < graph.junctionCount; v++)
    for (let a = graph.arcFirst[v], at = arcFirst[newOf[v]]; a < graph.arcFirst[v + 1]; a++, at++) {
      arcs[2 * at] = newOf[graph.arcs[2 * a]];
      arcs[2 * at + 1] = graph.arcs[2 * a + 1];
    }
  const edgeFrom = graph.edgeFrom.map((v) => newOf[v]);
  const edgeTo = graph.edgeTo.map((v) => newOf[v]);
  return { graph: { ...graph, edgeFrom, edgeTo, arcFirst, arcs }, newOf };
}

/** Copies of a graph side by side, unconnected: a large graph where no large file is at hand. Only what searching reads. */
function repeat(graph: Graph, copies: number): Graph {
  const { junctionCount, edgeCount } = graph;
  const shifted = (values: Int32Array, by: number) => {
    const all = new Int32Array(values.length * copies);
    for (let c = 0; c < copies; c++)
      all.set(
        values.map((value) => value + c * by),
        c * values.length,
      );
    return all;
  };
  const same = <T extends Uint8Array | Int32Array | Float64Array>(values: T): T => {
    const all = new (values.constructor as new (length: number) => T)(values.length * copies);
    for (let c = 0; c < copies; c++) all.set(values, c * values.length);
    return all;
  };
  const arcs = new Int32Array(graph.arcs.length * copies);
  for (let c = 0; c < copies; c++)
    for (let i = 0; i < graph.arcs.length; i++)
      arcs[c * graph.arcs.length + i] = graph.arcs[i] + c * (i % 2 === 0 ? junctionCount : edgeCount);
  const arcFirst = new Int32Array(junctionCount * copies + 1);
  for (let c = 0; c < copies; c++)
    for (let v = 0; v <= junctionCount; v++)
      arcFirst[c * junctionCount + v] = graph.arcFirst[v] + (c * graph.arcs.length) / 2;
  return {
    ...graph,
    junctionCount: junctionCount * copies,
    edgeCount: edgeCount * copies,
    edgeFrom: shifted(graph.edgeFrom, junctionCount),
    edgeTo: shifted(graph.edgeTo, junctionCount),
    edgeMetres: same(graph.edgeMetres),
    edgeFlags: same(graph.edgeFlags),
    edgePatch: same(graph.edgePatch),
    arcFirst,
    arcs,
  };
}
