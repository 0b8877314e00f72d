/** Slider steps and the whole way from a file to coverage, on Porto; what runs cold in processes of their own. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { twoSteps } from '../../src/access/catchment';
import { pairWeights, slowZones } from '../../src/access/decay';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { buildDemand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import { linkPoints } from '../../src/routing/link';
import { reachMatrix, shortenMatrix, type SparseMatrix } from '../../src/routing/matrix';
import { nearestSites, withinLimit } from '../../src/routing/nearest';
import { toLimitMm } from '../../src/routing/profile';
import { createRandom } from '../core/routing-cases';
import { graphOf, isThere, networkFiles, sharedData } from '../core/routing-networks';
import { drawPlaces, elderRows, facilityRows, limitMm, loadCity } from './city';
import { leastOf, ratioOf, shareOf, type Ratio } from './race';

const profile = { stepsFactor: 3, throughGates: false };
const frame = 16;

export async function benchSteps(): Promise<Record<string, Ratio>> {
  return {
    ...(await benchScores()),
    ...benchFirstCalls(),
    ...(await benchSlider()),
    ...(isThere('porto') ? await benchWhole() : {}),
  };
}

/** §8.5: E2SFCA with slow zones on the pairs of the matrix, everything that follows the matrix. */
async function benchScores(): Promise<Record<string, Ratio>> {
  const { name, graph, demand, entrances } = await loadCity();
  const random = createRandom(9);
  const persons = Float64Array.from(demand.edge, () => 1 + Math.floor(12 * random()));
  const capacity = Float64Array.from({ length: facilityRows }, () => 10 + Math.floor(90 * random()));
  const sites = Int32Array.from(capacity.keys());
  let matrix: SparseMatrix | null = null;
  let found: ReturnType<typeof twoSteps> | null = null;
  let leastMatrix = Infinity;
  let leastScores = Infinity;
  for (let turn = 0; turn < 10; turn++) {
    leastMatrix = Math.min(
      leastMatrix,
      await leastOf(
        2,
        async () => (matrix = await reachMatrix(graph, profile, entrances, demand, limitMm / 1000)),
      ),
    );
    const score = () => {
      const weights = pairWeights(matrix!, { kind: 'zones', zones: slowZones }, limitMm);
      found = twoSteps(matrix!, sites, weights, persons, capacity);
    };
    leastScores = Math.min(leastScores, await leastOf(2, score));
  }
  const { ratios, scores } = found!;
  const supplied = capacity.reduce(
    (sum, supply, site) => sum + (Number.isNaN(ratios[site]!) ? 0 : supply),
    0,
  );
  const given = scores.reduce((sum, score, point) => sum + score * persons[point]!, 0);
  if (!(Math.abs(given / supplied - 1) < 1e-9)) throw new Error(`Σ A·P ${given} against ${supplied}`);
  return {
    [`5 E2SFCA: all scores over the matrix, ${matrix!.mm.length.toLocaleString('en')} pairs on ${name}; Σ A·P = supply to 1e-9`]:
      shareOf(leastScores, leastMatrix, 0.35),
  };
}

/** §8.10: the least first call of three processes. */
function benchFirstCalls(): Record<string, Ratio> {
  const firstCall = (task: string, target: number): Ratio => {
    let first = Infinity;
    let warm = Infinity;
    for (let process = 0; process < 3; process++) {
      const done = spawnSync('node', ['--import', 'tsx', join(import.meta.dirname, 'cold-call.ts'), task], {
        encoding: 'utf8',
      });
      if (done.status !== 0) throw new Error(done.stderr);
      const [cold, least] = done.stdout.trim().split(' ').map(Number);
      first = Math.min(first, cold!);
      warm = Math.min(warm, least!);
    }
    return shareOf(first, warm, target);
  };
  return {
    '10 first call: matrix of 10,000 facilities in a fresh process, first over warm': firstCall('matrix', 2),
    '10 first call: 1,000 catchments, first over warm': firstCall('catchments', NaN),
  };
}

async function benchSlider(): Promise<Record<string, Ratio>> {
  const { name, graph, demand, entrances } = await loadCity();
  const sites = Int32Array.from({ length: facilityRows }, (_, f) => f);
  const nearest = await nearestSites(graph, profile, entrances, sites, demand);
  const points = demand.edge.length;
  const within = new Uint8Array(points);
  const least = { coverage: Infinity, matrix: Infinity, shorten: Infinity };
  const longest = await reachMatrix(graph, profile, entrances, demand, 1440);
  for (let round = 0; round < 30; round++) {
    const limit = 700 + (round % 15) * 5;
    let at = performance.now();
    withinLimit(nearest, toLimitMm(limit), within);
    least.coverage = Math.min(least.coverage, performance.now() - at);
    at = performance.now();
    const matrix = await reachMatrix(graph, profile, entrances, demand, limit);
    withinLimit(nearest, toLimitMm(limit), within);
    least.matrix = Math.min(least.matrix, performance.now() - at);
    at = performance.now();
    const shorter = shortenMatrix(longest, limit);
    withinLimit(nearest, toLimitMm(limit), within);
    least.shorten = Math.min(least.shorten, performance.now() - at);
    if (shorter.point.length !== matrix.point.length) throw new Error('the shortened matrix disagrees');
    const reached = new Uint8Array(points);
    for (const point of matrix.point) reached[point] = 1;
    for (let k = 0; k < points; k++) if (reached[k] !== within[k]) throw new Error(`point ${k} disagrees`);
  }
  const size = `${name}, ${elderRows.toLocaleString('en')} elder rows, ${facilityRows.toLocaleString('en')} facilities`;
  const goal = `over the goal of ${frame} ms`;
  return {
    [`11 slider step: new coverage of every row (${size}), ${goal}`]: shareOf(least.coverage, frame, 1),
    [`slider step: every facility × elder pair besides, cut from the matrix of 30 minutes, ${goal}`]: shareOf(
      least.shorten,
      frame,
      NaN,
    ),
    [`slider step: every pair searched anew, ${goal}`]: shareOf(least.matrix, frame, NaN),
  };
}

async function benchWhole(): Promise<Record<string, Ratio>> {
  const bytes = readFileSync(`${sharedData}/${networkFiles.porto}`);
  const streetsOf = async () => {
    const read = await readOsmPbf(new Blob([bytes]));
    if (!read.ok || read.value.streets === null) throw new Error('porto cannot be read');
    return read.value.streets;
  };
  // The places are drawn before the clock starts.
  const { elders, doors } = drawPlaces((await loadCity()).graph);
  const first = Int32Array.from({ length: facilityRows + 1 }, (_, f) => f);
  const within = new Uint8Array(elderRows);
  let covered = 0;
  const least = await leastOf(2, async () => {
    const graph = await graphOf(await streetsOf());
    const entrances: Entrances = { first, links: linkPoints(graph, doors.lons, doors.lats, 200) };
    const demand = buildDemand(linkPoints(graph, elders.lons, elders.lats, 200), null, null);
    const nearest = await nearestSites(graph, profile, entrances, first.subarray(0, facilityRows), demand);
    withinLimit(nearest, limitMm, within);
    covered = within.reduce((sum, one) => sum + one, 0);
  });
  if (covered === 0) throw new Error('nobody is covered');
  return { 'pbf → coverage of 200,000 rows on Porto, against a goal of 3 s': ratioOf(least, 3000, 1) };
}
