/** Random towns, places and facilities for the tests of routing. */
import { createRandom } from '../../src/domain/random';
import type { ElevationTile } from '../../src/domain/tables';
import { drape } from '../../src/network/drape';
import type { Graph } from '../../src/network/graph';
import { buildDemand, type Demand } from '../../src/routing/demand';
import type { Entrances } from '../../src/routing/entrances';
import { linkPoints } from '../../src/routing/link';
import { town, type Spot, type Town } from '../scenes/town';

export { createRandom };

export interface Places {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

export interface Case {
  readonly homes: Places;
  readonly doors: Places;
  readonly graph: Graph;
  readonly entrances: Entrances;
  readonly demand: Demand;
  readonly sites: Int32Array;
}

/**
 * A jittered grid of streets with compounds, loose private ways, steps, loops, parallels, dead ends and an island; with `stops` also
 * crossings, gates, kerbs, bridges, ramps and ways closed to wheelchairs; with `oneWays` every fifth way may be walked one way only.
 */
export function drawTown(seed: number, stops = false, oneWays = false): Town {
  const random = createRandom(seed);
  // Of its own, so that the streets are the same with and without.
  const also = createRandom(seed ^ 0x2545f491);
  const turn = createRandom(seed ^ 0x7f4a7c15);
  const direction = (): Record<string, string> => {
    const kind = oneWays ? turn() : 1;
    if (kind < 0.08) return { 'oneway:foot': 'yes' };
    if (kind < 0.16) return { 'oneway:foot': '-1' };
    if (kind < 0.2) return { 'foot:backward': 'no' };
    return {};
  };
  const extras = (): Record<string, string> => {
    const kind = stops ? also() : 1;
    if (kind < 0.06) return { wheelchair: 'no' };
    if (kind < 0.12) return { bridge: 'yes' };
    if (kind < 0.2) return { 'ramp:wheelchair': 'yes' };
    return {};
  };
  const size = 3 + Math.floor(random() * 4);
  const pitch = 60 + random() * 60;
  const drawing = town({ origin: [100, -50 + random() * 100] });
  const names: string[][] = [];
  for (let j = 0; j < size; j++) {
    names.push([]);
    for (let i = 0; i < size; i++) {
      const name = `n${i}_${j}`;
      names[j].push(name);
      drawing.at({
        [name]: [i * pitch + (random() - 0.5) * pitch * 0.6, j * pitch + (random() - 0.5) * pitch * 0.6],
      });
    }
  }
  const compounds = Array.from({ length: Math.floor(random() * 4) }, () => ({
    i: Math.floor(random() * size),
    j: Math.floor(random() * size),
    w: 1 + Math.floor(random() * 3),
    h: 1 + Math.floor(random() * 3),
  }));
  const gone = random() * 0.3;
  const way = (path: readonly Spot[], i: number, j: number) => {
    const isCompound = compounds.some((c) => i >= c.i && i < c.i + c.w && j >= c.j && j < c.j + c.h);
    const tags = { name: `s${i}_${j}`, ...extras(), ...direction() };
    const kind = random();
    if (isCompound ? kind < 0.85 : kind < 0.1) drawing.private(path, tags);
    else if (kind > 0.9) drawing.steps(path, tags);
    else if (stops && also() < 0.25) drawing.footway(path, tags);
    else drawing.street(path, tags);
    for (const spot of stops ? path : []) {
      const what = also();
      if (what < 0.08) drawing.crossing(spot);
      else if (what < 0.14) drawing.crossing(spot, { crossing: 'traffic_signals' });
      else if (what < 0.18) drawing.node(spot, { barrier: 'gate' });
      else if (what < 0.2) drawing.node(spot, { kerb: 'raised' });
    }
  };
  const off = () => (random() - 0.5) * pitch;
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const here = names[j][i];
      const at = [i * pitch, j * pitch] as const;
      for (const there of [names[j][i + 1], names[j + 1]?.[i]]) {
        if (there === undefined || random() < gone) continue;
        way([here, there], i, j);
        // A second way between the same junctions.
        if (random() < 0.12) way([here, [at[0] + off(), at[1] + off()], there], i, j);
      }
      if (random() < 0.1)
        way([here, [at[0] + off(), at[1] + off()], [at[0] + off(), at[1] + off()], here], i, j);
      if (random() < 0.12) way([here, [at[0] + off(), at[1] + off()]], i, j);
    }
  drawing.street([
    [-400, -400],
    [-400 + pitch, -390],
  ]);
  return drawing;
}

/** The same streets on hills: a few waves of up to 30 m, and a hole without data in some towns. */
export async function onHills(graph: Graph, seed: number): Promise<Graph> {
  const random = createRandom(seed ^ 0x1b873593);
  const [west, south] = [Math.min(...graph.lons) - 0.001, Math.min(...graph.lats) - 0.001];
  const [east, north] = [Math.max(...graph.lons) + 0.001, Math.max(...graph.lats) + 0.001];
  const size = 40 + Math.floor(random() * 40);
  const waves = Array.from({ length: 4 }, () => [random() * 9, random() * 9, random() * 7, random() * 8]);
  const heights = new Float32Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      heights[row * size + column] = waves.reduce(
        (sum, [a, b, c, h]) => sum + h * Math.sin((a * row) / size + (b * column) / size + c),
        100,
      );
  if (random() < 0.3) heights.fill(NaN, size * 5, size * 9);
  const tile: ElevationTile = {
    file: 'hills',
    crs: 'EPSG:4326',
    width: size,
    height: size,
    x: west,
    y: north,
    dx: (east - west) / (size - 1),
    dy: (south - north) / (size - 1),
    heights,
  };
  const relief = await drape(graph, [tile]);
  if (!relief.ok) throw new Error(relief.fault.code);
  return { ...graph, relief: relief.value };
}

/** Links random places and facilities of up to three entrances, some of them on the very same streets; on `edges` alone where given. */
export function peopleOf(
  graph: Graph,
  seed: number,
  places: number,
  facilities: number,
  edges?: readonly number[],
): Case {
  const random = createRandom(seed ^ 0x5bd1e995);
  const spot = (): [number, number] => {
    const e = edges ? edges[Math.floor(random() * edges.length)] : Math.floor(random() * graph.edgeCount);
    const k =
      graph.shapeFirst[e] + Math.floor(random() * (graph.shapeFirst[e + 1] - graph.shapeFirst[e] - 1));
    const part = random();
    return [
      graph.shapeLons[k] + part * (graph.shapeLons[k + 1] - graph.shapeLons[k]) + (random() - 0.5) * 2e-4,
      graph.shapeLats[k] + part * (graph.shapeLats[k + 1] - graph.shapeLats[k]) + (random() - 0.5) * 2e-4,
    ];
  };
  const counts = Array.from({ length: facilities }, () => 1 + Math.floor(random() * random() * 3.99));
  const first = new Int32Array(facilities + 1);
  counts.forEach((count, f) => (first[f + 1] = first[f] + count));
  const placesOf = (count: number): Places => {
    const spots = Array.from({ length: count }, spot);
    return { lons: Float64Array.from(spots, (p) => p[0]), lats: Float64Array.from(spots, (p) => p[1]) };
  };
  const doors = placesOf(first[facilities]);
  const homes = placesOf(places);
  const link = (these: Places) => linkPoints(graph, these.lons, these.lats, 200);
  return {
    homes,
    doors,
    graph,
    entrances: { first, links: link(doors) },
    demand: buildDemand(link(homes), null, null),
    sites: Int32Array.from({ length: facilities }, (_, f) => f),
  };
}
