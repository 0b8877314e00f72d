/** Speed of linking and searching against naive baselines of the same run: seeded, warmed up, interleaved, least of the rounds. */
import { readFileSync } from 'node:fs';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import type { Graph } from '../../src/network/graph';
import { createBoundedSearch } from '../../src/routing/bounded-search';
import { buildDemand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import { linkPoints, type Links } from '../../src/routing/link';
import { reachMatrix, shortenMatrix } from '../../src/routing/matrix';
import { nearestSites, withinLimit } from '../../src/routing/nearest';
import { toLimitMm, type Profile } from '../../src/routing/profile';
import { createSearcher, type Searcher } from '../../src/routing/searcher';
import { createRandom, onHills } from '../core/routing-cases';
import { graphOf, isThere, loadGothenburg, networkFiles, sharedData } from '../core/routing-networks';
import { race, ratioOf, type Ratio } from './race';

const profile: Profile = { stepsFactor: 3, throughGates: false };
const limitMm = 720_000;
const searches = 1000;

/**
 * Names and figures: `search` 1,000 catchments of 720 m against a Map-and-heap Dijkstra, `search uphill` the same where weights
 * differ by direction, `order` the same search on Hilbert against random numbering, `link` against looking at every segment; with ../shared/data/porto also the kernel of a slider
 * step (goal 16 ms) and cold pbf → coverage (goal 3 s).
 */
export async function benchSearch(): Promise<Record<string, Ratio>> {
  const results: Record<string, Ratio> = {};
  const city = await loadGothenburg();
  results['search: 1,000 catchments of 720 m on Gothenburg, against a Map-and-heap Dijkstra'] = benchNaive(
    city,
    profile,
  );
  results['search uphill: the same on hills, where weights differ by direction, against the same Dijkstra'] =
    benchNaive(await onHills(city, 6), { ...profile, slope: 'tobler' });
  const copies = 16;
  results[`order: the same on ${copies} Gothenburgs side by side, Hilbert against random numbering`] =
    benchOrder(repeat(city, copies));
  results['link: 20,000 places to the nearest street of Gothenburg, against looking at every segment'] =
    benchLink(city);
  if (isThere('porto')) Object.assign(results, await benchPorto());
  return results;
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

function benchLink(graph: Graph): Ratio {
  const random = createRandom(4);
  const count = 20_000;
  const lons = new Float64Array(count);
  const lats = new Float64Array(count);
  scatter(graph, random, lons, lats);
  const few = 40;
  let sink = linkPoints(graph, lons, lats, 200).edge[0];
  const someLons = lons.subarray(0, few);
  const someLats = lats.subarray(0, few);
  const [least, leastForce] = race(
    5,
    () => (sink += linkPoints(graph, lons, lats, 200).edge[1]),
    () => (sink += someLons.reduce((sum, lon, i) => sum + distanceByForce(graph, lon, someLats[i]), 0)),
  );
  if (Number.isNaN(sink)) throw new Error('no place was linked');
  return ratioOf(least!, (leastForce! * count) / few, 100);
}

async function benchPorto(): Promise<Record<string, Ratio>> {
  const bytes = readFileSync(`${sharedData}/${networkFiles.porto}`);
  const rows = 200_000;
  const facilities = 1000;
  const elders = { lons: new Float64Array(rows), lats: new Float64Array(rows) };
  const doors = { lons: new Float64Array(facilities), lats: new Float64Array(facilities) };
  const sites = Int32Array.from({ length: facilities }, (_, f) => f);
  const within = new Uint8Array(rows);
  const first = Int32Array.from({ length: facilities + 1 }, (_, f) => f);

  const streetsOf = async () => {
    const read = await readOsmPbf(new Blob([bytes]));
    if (!read.ok || read.value.streets === null) throw new Error('porto cannot be read');
    return read.value.streets;
  };
  // The places are drawn before the clock starts, from a graph that is then thrown away.
  const random = createRandom(5);
  const sketch = await graphOf(await streetsOf());
  scatter(sketch, random, elders.lons, elders.lats);
  scatter(sketch, random, doors.lons, doors.lats);

  const start = performance.now();
  const graph = await graphOf(await streetsOf());
  const entrances: Entrances = { first, links: linkPoints(graph, doors.lons, doors.lats, 200) };
  const links: Links = linkPoints(graph, elders.lons, elders.lats, 200);
  const demand = buildDemand(links, null, null);
  const nearest = await nearestSites(graph, profile, entrances, sites, demand);
  withinLimit(nearest, limitMm, within);
  const cold = performance.now() - start;

  const points = demand.edge.length;
  let covered = 0;
  for (let k = 0; k < points; k++) covered += within[k];
  const coverageStep: number[] = [];
  const matrixStep: number[] = [];
  const shortenStep: number[] = [];
  const longest = await reachMatrix(graph, profile, entrances, demand, 1440);
  for (let round = 0; round < 15; round++) {
    const limit = 700 + round * 5;
    let at = performance.now();
    withinLimit(nearest, toLimitMm(limit), within);
    coverageStep.push(performance.now() - at);
    at = performance.now();
    const matrix = await reachMatrix(graph, profile, entrances, demand, limit);
    withinLimit(nearest, toLimitMm(limit), within);
    matrixStep.push(performance.now() - at);
    at = performance.now();
    const shorter = shortenMatrix(longest, limit);
    withinLimit(nearest, toLimitMm(limit), within);
    shortenStep.push(performance.now() - at);
    if (shorter.point.length !== matrix.point.length) throw new Error('the shortened matrix disagrees');
    const reached = new Uint8Array(points);
    for (const point of matrix.point) reached[point] = 1;
    for (let k = 0; k < points; k++) if (reached[k] !== within[k]) throw new Error(`point ${k} disagrees`);
  }
  const size = `Porto, ${rows.toLocaleString('en')} elder rows, ${facilities.toLocaleString('en')} facilities`;
  if (covered === 0) throw new Error('nobody is covered');
  return {
    [`slider step: new coverage of every row (${size}), against the goal of 16 ms`]: ratioOf(
      Math.min(...coverageStep),
      16,
      1,
    ),
    [`slider step with every facility × elder pair (${size}), against the goal of 16 ms`]: ratioOf(
      Math.min(...matrixStep),
      16,
      1,
    ),
    [`slider step with every pair, cut from the matrix of 30 minutes (${size}), against the goal of 16 ms`]:
      ratioOf(Math.min(...shortenStep), 16, 1),
    [`cold: pbf → coverage (${size}), against a goal of 3 s`]: ratioOf(cold, 3000, 1),
  };
}

function runAll(search: ReturnType<typeof createBoundedSearch>, sources: Int32Array): number {
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

function distanceByForce(graph: Graph, lon: number, lat: number): number {
  const perDegree = metresPerDegree(lat);
  let best = Infinity;
  for (let e = 0; e < graph.edgeCount; e++)
    for (let k = graph.shapeFirst[e]; k + 1 < graph.shapeFirst[e + 1]; k++) {
      const x0 = (graph.shapeLons[k] - lon) * perDegree.lon;
      const y0 = (graph.shapeLats[k] - lat) * perDegree.lat;
      const dx = (graph.shapeLons[k + 1] - lon) * perDegree.lon - x0;
      const dy = (graph.shapeLats[k + 1] - lat) * perDegree.lat - y0;
      const part = Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / (dx * dx + dy * dy)));
      best = Math.min(best, (x0 + part * dx) ** 2 + (y0 + part * dy) ** 2);
    }
  return Math.sqrt(best);
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

/** Places within some 20 m of random junctions. */
function scatter(graph: Graph, random: () => number, lons: Float64Array, lats: Float64Array): void {
  for (let i = 0; i < lons.length; i++) {
    const v = Math.floor(random() * graph.junctionCount);
    lons[i] = graph.lons[v] + (random() - 0.5) * 8e-4;
    lats[i] = graph.lats[v] + (random() - 0.5) * 4e-4;
  }
}
