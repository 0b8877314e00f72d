/**
 * Isochrones against clipper2's offsetting of the same lines, in time and in ground, and linking against an exact search with flatbush;
 * same answers asked of both.
 */
import { createRequire } from 'node:module';
import Flatbush from 'flatbush';
import type { MainModule, PathsD } from 'clipper2-wasm/dist/clipper2z';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import type { Lines } from '../../src/domain/stories';
import { cutCircle } from '../../src/layers/cut-streets';
import type { Graph } from '../../src/network/graph';
import { facilityReach } from '../../src/routing/facility-reach';
import { isochrone } from '../../src/routing/isochrone';
import { linkPoints, streetGridsFor } from '../../src/routing/link';
import { cellOrder, findNearest, type Foot } from '../../src/routing/segment-grid';
import { createRandom } from '../core/routing-cases';
import { loadCity, scatter } from './city';
import { race, ratioOf, type Ratio } from './race';

const halfWidth = 40;
const catchments = 20;
const places = 50_000;
/** Places further from every street are not linked (walk.snapMetres). */
const snapMetres = 200;

export async function benchGround(): Promise<Record<string, Ratio>> {
  const { name, graph } = await loadCity();
  return { ...(await benchIsochrones(name, graph)), ...benchLink(name, graph) };
}

async function benchIsochrones(name: string, graph: Graph): Promise<Record<string, Ratio>> {
  const clipper = await loadClipper();
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
  const theirs = () =>
    inMetres.map((lines) => {
      const union = inflate(clipper, lines, coarse);
      const area = clipper.AreaPathsD(union);
      union.delete();
      return area;
    });
  let worst = 0;
  let least = 1;
  ours().forEach((area, i) => {
    const lines = circles[i]!;
    const degree = metresPerDegree(lines.lonLats[1]!);
    const rings = area.coordinates
      .flat()
      .map((ring) =>
        ring.flatMap(([lon, lat]) => [
          (lon! - lines.lonLats[0]!) * degree.lon,
          (lat! - lines.lonLats[1]!) * degree.lat,
        ]),
      );
    const found = compareGround(clipper, rings, inMetres[i]!);
    worst = Math.max(worst, found.areaError);
    least = Math.min(least, found.overlap);
  });
  const [time, theirTime] = race(5, ours, theirs);
  const of = `${catchments} catchments of 720 m on ${name}`;
  const figure = { theirs: NaN, unit: '' };
  return {
    [`7 isochrones: ${of}, against clipper2-wasm InflatePathsD`]: ratioOf(time!, theirTime!, 30),
    '7 isochrones: worst area error against a union of buffers with arcs true to 5 mm, in %': {
      ...figure,
      ours: 100 * worst,
      ratio: 100 * worst,
      target: 0.3,
      atMost: true,
    },
    '7 isochrones: least overlap with it (intersection over union)': {
      ...figure,
      ours: least,
      ratio: least,
      target: 0.99,
    },
  };
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

/** How far clipper's arcs may be from true ones, in metres: as a page would take it, and as a reference. */
const coarse = 0.25;
const fine = 0.005;

function inflate(clipper: MainModule, lines: readonly number[][], arcTolerance: number): PathsD {
  const { Round: join } = clipper.JoinType;
  const { Round: end } = clipper.EndType;
  const paths = toPaths(clipper, lines);
  const grown = clipper.InflatePathsD(paths, halfWidth, join, end, 2, 2, arcTolerance);
  paths.delete();
  return grown;
}

/** Rings of a polygon, holes wound the other way, against the union of buffers around the lines. */
function compareGround(clipper: MainModule, rings: readonly number[][], lines: readonly number[][]) {
  const ours = toPaths(clipper, rings);
  const buffers = inflate(clipper, lines, fine);
  const both = clipper.IntersectD(ours, buffers, clipper.FillRule.NonZero, 2);
  const [area, buffer, common] = [ours, buffers, both].map((paths) => Math.abs(clipper.AreaPathsD(paths)));
  for (const one of [ours, buffers, both]) one.delete();
  return {
    areaError: Math.abs(area! / buffer! - 1),
    overlap: common! / (area! + buffer! - common!),
  };
}

function toPaths(clipper: MainModule, lines: readonly number[][]): PathsD {
  const paths = new clipper.PathsD();
  for (const line of lines) {
    const path = clipper.MakePathD(line);
    paths.push_back(path);
    path.delete();
  }
  return paths;
}

/** The module finds its wasm beside it when it is loaded as CommonJS. */
function loadClipper(): Promise<MainModule> {
  const file = 'clipper2-wasm/dist/umd/clipper2z.js';
  return (createRequire(import.meta.url)(file) as () => Promise<MainModule>)();
}

function benchLink(name: string, graph: Graph): Record<string, Ratio> {
  const { mainland } = streetGridsFor(graph);
  const random = createRandom(6);
  const { lons, lats } = scatter(graph, random, places, 0.004, 0.004);
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
  const order = cellOrder(mainland, lons, lats);
  const ours = () => {
    const foot: Foot = { edge: -1, shape: 0, part: 0, metres: Infinity };
    for (const i of cellOrder(mainland, lons, lats)) {
      findNearest(mainland, lons[i]!, lats[i]!, snapMetres, foot);
      ourMm[i] = foot.edge < 0 ? -1 : Math.round(foot.metres * 1000);
    }
  };
  const findWithTree = (i: number): void => {
    const x = lons[i]! * degree.lon;
    const y = lats[i]! * degree.lat;
    const [first] = tree.neighbors(x, y, 1);
    // One metre more covers what this plane and the place's own differ by.
    const bound = metresTo(pieces[first!]!, lons[i]!, lats[i]!) + 1;
    let least = Infinity;
    for (const at of tree.search(x - bound, y - bound, x + bound, y + bound))
      least = Math.min(least, metresTo(pieces[at]!, lons[i]!, lats[i]!));
    theirMm[i] = least * 1000 > snapMetres * 1000 + 0.5 ? -1 : Math.round(least * 1000);
  };
  const theirs = () => {
    for (let i = 0; i < places; i++) findWithTree(i);
  };
  const theirsInOurOrder = () => order.forEach(findWithTree);
  const [least, leastTheirs, leastInOrder] = race(9, ours, theirs, theirsInOurOrder);
  for (let i = 0; i < places; i++)
    if (ourMm[i] !== theirMm[i]) throw new Error(`place ${i}: ${ourMm[i]} mm against ${theirMm[i]}`);
  const count = places.toLocaleString('en');
  return {
    [`6 link: ${count} places to the nearest street of ${name}, against flatbush, exact; 0 disagreements`]:
      ratioOf(least!, leastTheirs!, 8),
    '6 link: the same, flatbush given the places in our order': ratioOf(least!, leastInOrder!, NaN),
  };
}
