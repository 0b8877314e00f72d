/** Isochrones against clipper2's offsetting of the same lines, and linking against an exact search with flatbush; same answers asked of both. */
import { createRequire } from 'node:module';
import Flatbush from 'flatbush';
import type { MainModule } from 'clipper2-wasm/dist/clipper2z';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import type { Lines } from '../../src/domain/stories';
import { cutCircle } from '../../src/layers/cut-streets';
import type { Graph } from '../../src/network/graph';
import { facilityReach } from '../../src/routing/facility-reach';
import { isochrone } from '../../src/routing/isochrone';
import { linkPoints, streetGridsFor } from '../../src/routing/link';
import { findNearest, type Foot } from '../../src/routing/segment-grid';
import { createRandom } from '../core/routing-cases';
import { isThere, loadGothenburg, loadNetwork } from '../core/routing-networks';
import { race, ratioOf, type Ratio } from './race';

const halfWidth = 40;
const catchments = 20;
const places = 50_000;
/** Places further from every street are not linked (walk.snapMetres). */
const snapMetres = 200;

export async function benchGround(): Promise<Record<string, Ratio>> {
  const name = isThere('porto') ? 'Porto' : 'Gothenburg';
  const graph = name === 'Porto' ? await loadNetwork('porto') : await loadGothenburg();
  return {
    [`isochrones: ${catchments} catchments of 720 m on ${name}, against clipper2-wasm InflatePathsD`]:
      await benchIsochrones(graph),
    [`link: ${places.toLocaleString('en')} places to the nearest street of ${name}, against flatbush, exact`]:
      benchLink(graph),
  };
}

async function benchIsochrones(graph: Graph): Promise<Ratio> {
  const { Clipper2ZFactory } = await loadClipper();
  const clipper = await Clipper2ZFactory();
  const circles: Lines[] = [];
  for (let i = 0; circles.length < catchments; i++) {
    const junction = Math.floor(((i + 0.5) * graph.junctionCount) / (2 * catchments)) % graph.junctionCount;
    const links = linkPoints(
      graph,
      Float64Array.of(graph.lons[junction]!),
      Float64Array.of(graph.lats[junction]!),
      50,
    );
    const entrances = { first: Int32Array.of(0, 1), links };
    const profile = { stepsFactor: 1, throughGates: false };
    const circle = cutCircle(graph, await facilityReach(graph, profile, entrances, 0, 720), 720);
    if (circle.count >= 20) circles.push(circle);
  }
  const inMetres = circles.map(toMetres);
  const ours = () => circles.map((lines) => isochrone(lines, { halfWidth }));
  const theirs = () => inMetres.map((lines) => inflate(clipper, lines));
  // Clipper's buffers, 3 m from the true arc at most, and ours must be about the same ground.
  const areas = theirs();
  ours().forEach((area, i) => {
    const degree = metresPerDegree(circles[i]!.lonLats[1]!);
    const metres =
      area.coordinates.flat().reduce((sum, ring) => sum + ringArea(ring), 0) * degree.lon * degree.lat;
    if (Math.abs(metres / areas[i]! - 1) > 0.01)
      throw new Error(`catchment ${i}: ${metres} against ${areas[i]!}`);
  });
  const [least, leastTheirs] = race(5, ours, theirs);
  return ratioOf(least!, leastTheirs!, 30);
}

function toMetres({ count, first, lonLats }: Lines): number[][] {
  const degree = metresPerDegree(lonLats[1]!);
  return Array.from({ length: count }, (_, line) => {
    const out: number[] = [];
    for (let k = first[line]!; k < first[line + 1]!; k++)
      out.push(
        (lonLats[2 * k]! - lonLats[0]!) * degree.lon,
        (lonLats[2 * k + 1]! - lonLats[1]!) * degree.lat,
      );
    return out;
  });
}

function inflate(clipper: MainModule, lines: readonly number[][]): number {
  const paths = new clipper.PathsD();
  const made = lines.map((line) => clipper.MakePathD(line));
  for (const path of made) paths.push_back(path);
  const grown = clipper.InflatePathsD(
    paths,
    halfWidth,
    clipper.JoinType.Round,
    clipper.EndType.Round,
    2,
    2,
    0.25,
  );
  const area = clipper.AreaPathsD(grown);
  for (const one of [paths, grown, ...made]) one.delete();
  return area;
}

function ringArea(ring: readonly (readonly number[])[]): number {
  const [x, y] = ring[0] as [number, number];
  let double = 0;
  for (let i = 1; i + 1 < ring.length; i++)
    double += (ring[i]![0]! - x) * (ring[i + 1]![1]! - y) - (ring[i + 1]![0]! - x) * (ring[i]![1]! - y);
  return double / 2;
}

/** The module finds its wasm beside it when it is loaded as CommonJS. */
async function loadClipper(): Promise<{ Clipper2ZFactory: () => Promise<MainModule> }> {
  const factory = createRequire(import.meta.url)(
    'clipper2-wasm/dist/umd/clipper2z.js',
  ) as () => Promise<MainModule>;
  return { Clipper2ZFactory: factory };
}

function benchLink(graph: Graph): Ratio {
  const { mainland } = streetGridsFor(graph);
  const random = createRandom(6);
  const lons = new Float64Array(places);
  const lats = new Float64Array(places);
  for (let i = 0; i < places; i++) {
    const junction = Math.floor(random() * graph.junctionCount);
    lons[i] = graph.lons[junction]! + (random() - 0.5) * 0.004;
    lats[i] = graph.lats[junction]! + (random() - 0.5) * 0.004;
  }
  const entries = mainland.entryEdge.length;
  // A piece lies in several cells of the grid: the tree gets it once.
  const seen = new Set<number>();
  const pieces: number[] = [];
  for (let k = 0; k < entries; k++) {
    if (seen.has(mainland.entryShape[k]!)) continue;
    seen.add(mainland.entryShape[k]!);
    pieces.push(k);
  }
  const { coords } = mainland;
  const degree = metresPerDegree(graph.lats[0]!);
  const tree = new Flatbush(pieces.length);
  for (const k of pieces) {
    const [ax, ay, bx, by] = [coords[4 * k]!, coords[4 * k + 1]!, coords[4 * k + 2]!, coords[4 * k + 3]!];
    tree.add(
      Math.min(ax, bx) * degree.lon,
      Math.min(ay, by) * degree.lat,
      Math.max(ax, bx) * degree.lon,
      Math.max(ay, by) * degree.lat,
    );
  }
  tree.finish();
  const metresTo = (k: number, lon: number, lat: number): number => {
    const { lon: kx, lat: ky } = metresPerDegree(lat);
    const x0 = (coords[4 * k]! - lon) * kx;
    const y0 = (coords[4 * k + 1]! - lat) * ky;
    const dx = (coords[4 * k + 2]! - lon) * kx - x0;
    const dy = (coords[4 * k + 3]! - lat) * ky - y0;
    const square = dx * dx + dy * dy;
    const t = square > 0 ? Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / square)) : 0;
    return Math.hypot(x0 + t * dx, y0 + t * dy);
  };
  const theirMm = new Int32Array(places);
  const ourMm = new Int32Array(places);
  const ours = () => {
    const foot: Foot = { edge: -1, shape: 0, part: 0, metres: Infinity };
    for (let i = 0; i < places; i++) {
      findNearest(mainland, lons[i]!, lats[i]!, snapMetres, foot);
      ourMm[i] = foot.edge < 0 ? -1 : Math.round(foot.metres * 1000);
    }
  };
  const theirs = () => {
    for (let i = 0; i < places; i++) {
      const x = lons[i]! * degree.lon;
      const y = lats[i]! * degree.lat;
      const [first] = tree.neighbors(x, y, 1);
      // One metre more covers what this plane and the place's own differ by.
      const bound = metresTo(pieces[first!]!, lons[i]!, lats[i]!) + 1;
      let least = Infinity;
      for (const at of tree.search(x - bound, y - bound, x + bound, y + bound))
        least = Math.min(least, metresTo(pieces[at]!, lons[i]!, lats[i]!));
      theirMm[i] = least * 1000 > snapMetres * 1000 + 0.5 ? -1 : Math.round(least * 1000);
    }
  };
  const [least, leastTheirs] = race(3, ours, theirs);
  for (let i = 0; i < places; i++)
    if (ourMm[i] !== theirMm[i]) throw new Error(`place ${i}: ${ourMm[i]} mm against ${theirMm[i]}`);
  return ratioOf(least!, leastTheirs!, 8);
}
