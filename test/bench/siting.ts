/** Siting: how near greedy and swap come to proven optima, and in which part of the time that HiGHS takes to prove them. */
import loadHighs from 'highs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../src/network/graph';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { reachMatrix } from '../../src/routing/matrix';
import { buildCover, type CoverProblem } from '../../src/siting/cover';
import { solveCoverExactly } from '../../src/siting/exact-cover';
import { buildMedian } from '../../src/siting/median';
import { countCover, coverGreedily, improveCover, planCover } from '../../src/siting/solve-cover';
import { improveMedian, medianGreedily, planMedian } from '../../src/siting/solve-median';
import { createRandom } from '../core/routing-cases';
import { loadGothenburg } from '../core/routing-networks';
import { orLibrary, orLibraryOptima, readOrLibrary } from '../core/siting-orlib';
import { race, ratioOf, type Ratio } from './race';

const candidates = 500;
const homes = 5000;
const sites = 20;
const instances = 5;
/** An instance takes seconds; without an optimum there is nothing to compare with. */
const limitSeconds = 120;

/** Gaps are ratios too: what was found over the optimum for persons (at least 0.98), the optimum over what was found for ways. */
export async function benchSiting(): Promise<Record<string, Ratio>> {
  const graph = await loadGothenburg();
  const found: Ratio[] = [];
  const time: Ratio[] = [];
  for (let seed = 1; seed <= instances; seed++) {
    const { quality, speed } = await benchCover(await drawProblem(graph, seed));
    found.push(quality);
    time.push(speed);
  }
  const size = `${candidates} candidates × ${homes.toLocaleString('en')} homes on Gothenburg, ${sites} sites, the worst of ${instances}`;
  const results: Record<string, Ratio> = {
    [`8 siting: MCLP by greedy and swap (${size}), persons over the proven optimum`]: worst(found),
    [`8 siting: the same, time against HiGHS proving the optimum, the worst of ${instances}`]: worst(time),
  };
  if (existsSync(orLibrary))
    results[
      '8 siting: p-median by greedy and interchange, the worst of OR-Library pmed1–6, optimum over ways'
    ] = worst(orLibraryOptima.map(benchMedian));
  return results;
}

function worst(ratios: readonly Ratio[]): Ratio {
  return ratios.reduce((a, b) => (b.ratio < a.ratio ? b : a));
}

/** Candidates and homes within some 20 m of random junctions, 1 … 30 persons a home, 720 m. */
async function drawProblem(graph: Graph, seed: number): Promise<CoverProblem> {
  const random = createRandom(seed);
  const draw = (count: number) => {
    const lons = new Float64Array(count);
    const lats = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const v = Math.floor(random() * graph.junctionCount);
      lons[i] = graph.lons[v] + (random() - 0.5) * 8e-4;
      lats[i] = graph.lats[v] + (random() - 0.5) * 4e-4;
    }
    return linkPoints(graph, lons, lats, 200);
  };
  const first = Int32Array.from({ length: candidates + 1 }, (_, c) => c);
  const entrances = { first, links: draw(candidates) };
  const demand = buildDemand(draw(homes), null, null);
  const persons = Float64Array.from(demand.edge, () => 1 + Math.floor(30 * random()));
  const profile = { stepsFactor: 1, throughGates: false };
  const matrix = await reachMatrix(graph, profile, entrances, demand, 720);
  return buildCover(matrix, [{ persons, limitMm: 720_000 }], { sites });
}

/** HiGHS starts from nothing, and its loading is not counted. */
async function benchCover(problem: CoverProblem): Promise<{ quality: Ratio; speed: Ratio }> {
  const solve = () => improveCover(problem, coverGreedily(problem));
  const [ms] = race(5, solve);
  const highs = await loadHighs();
  const nothing = { plan: planCover(problem, Int32Array.of()), bound: Infinity };
  const start = performance.now();
  const { plan, ending } = await solveCoverExactly(problem, nothing, async () => highs, limitSeconds);
  const exactMs = performance.now() - start;
  if (ending !== 'proven') throw new Error(`no optimum was proven: ${ending}`);
  const persons = countCover(problem, solve());
  if (persons > plan.persons) throw new Error(`${persons} persons against an optimum of ${plan.persons}`);
  const quality = {
    ours: persons,
    theirs: plan.persons,
    ratio: persons / plan.persons,
    target: 0.98,
    unit: 'persons',
  };
  return { quality, speed: ratioOf(ms!, exactMs, 10) };
}

function benchMedian(optimum: number, n: number): Ratio {
  const { matrix, sites: p } = readOrLibrary(readFileSync(join(orLibrary, `pmed${n + 1}.txt`), 'utf8'));
  const problem = buildMedian(matrix, new Float64Array(matrix.rows).fill(1), 1_000_000, { sites: p });
  const { personMm } = planMedian(problem, improveMedian(problem, medianGreedily(problem)));
  if (personMm < optimum) throw new Error(`pmed${n + 1}: ${personMm} against an optimum of ${optimum}`);
  return { ...ratioOf(personMm, optimum, 1 / 1.011), unit: '' };
}
