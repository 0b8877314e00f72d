/**
 * Lays the streets on the ground: heights along every edge from the elevation that the user loaded. Bridges and tunnels are not on
 * the ground: they are straight between the places where they leave it.
 */
import { fault, succeed, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import type { ElevationTile } from '../domain/tables';
import { heightsAt } from '../intake/elevation-sampler';
import { BRIDGE, TUNNEL, type Graph, type Relief } from './graph';

/** A slope is looked at over pieces of at most this length; they are over half as long, save where a whole street is shorter. */
export const pieceMetres = 20;

/** Places asked at once. */
const batch = 1 << 16;

/** The graph with its relief, the same graph without tiles. Notes: elevation.missing. Faults: crs.unknown (of a tile). */
export async function layOnGround(
  graph: Graph | null,
  tiles: readonly ElevationTile[],
  control: Control,
): Promise<Result<Graph | null>> {
  if (graph === null || tiles.length === 0) return succeed(graph);
  const relief = await drape(graph, tiles, control);
  if (!relief.ok) return relief;
  const { unknownMetres } = relief.value;
  const metres = graph.edgeMetres.reduce((sum, length) => sum + length, 0);
  const percent = Math.round((1000 * unknownMetres) / metres) / 10;
  const km = Math.round(unknownMetres / 100) / 10;
  return succeed(
    { ...graph, relief: relief.value },
    unknownMetres > 0 ? [fault('elevation.missing', { km, percent })] : [],
  );
}

/** Heights along `graph`. Faults: crs.unknown (of a tile). */
export async function drape(
  graph: Graph,
  tiles: readonly ElevationTile[],
  control?: Control,
): Promise<Result<Relief>> {
  const { edgeCount, edgeFlags, edgeFrom, edgeMetres, edgeTo } = graph;
  const pace = pacer(control);
  const junctions = await sample(tiles, graph.lons, graph.lats, control);
  if (!junctions.ok) return junctions;
  const ends = junctions.value;
  const isAir = Uint8Array.from(edgeFlags, (flags) => ((flags & (BRIDGE | TUNNEL)) !== 0 ? 1 : 0));
  hang(graph, isAir, ends);

  const first = new Int32Array(edgeCount + 1);
  for (let e = 0; e < edgeCount; e++)
    first[e + 1] = first[e]! + 1 + Math.max(1, Math.ceil(edgeMetres[e]! / pieceMetres - 1e-9));
  const lons: number[] = [];
  const lats: number[] = [];
  for (let e = 0; e < edgeCount; e++) {
    if (isAir[e] === 0) addInnerPlaces(graph, e, first[e + 1]! - first[e]! - 1, lons, lats);
    if ((e & 4095) === 0) await pace();
  }
  const inner = await sample(tiles, Float64Array.from(lons), Float64Array.from(lats), control);
  if (!inner.ok) return inner;

  const heights = new Float64Array(first[edgeCount]!);
  let unknownMetres = 0;
  let next = 0;
  for (let e = 0; e < edgeCount; e++) {
    const pieces = first[e + 1]! - first[e]! - 1;
    const [from, to] = [ends[edgeFrom[e]!]!, ends[edgeTo[e]!]!];
    heights[first[e]!] = from;
    heights[first[e + 1]! - 1] = to;
    for (let i = 1; i < pieces; i++)
      heights[first[e]! + i] = isAir[e] === 1 ? from + ((to - from) * i) / pieces : inner.value[next++]!;
    for (let i = first[e]!; i + 1 < first[e + 1]!; i++)
      if (Number.isNaN(heights[i + 1]! - heights[i]!)) unknownMetres += edgeMetres[e]! / pieces;
  }
  return succeed({ first, heights, unknownMetres });
}

/** Places between `pieces` equal pieces of an edge. */
function addInnerPlaces(graph: Graph, edge: number, pieces: number, lons: number[], lats: number[]): void {
  const { shapeLats, shapeLons, shapeMetres } = graph;
  let k = graph.shapeFirst[edge]!;
  for (let i = 1; i < pieces; i++) {
    const along = (graph.edgeMetres[edge]! * i) / pieces;
    while (shapeMetres[k + 1]! < along) k++;
    const part = (along - shapeMetres[k]!) / (shapeMetres[k + 1]! - shapeMetres[k]!);
    lons.push(shapeLons[k]! + part * (shapeLons[k + 1]! - shapeLons[k]!));
    lats.push(shapeLats[k]! + part * (shapeLats[k + 1]! - shapeLats[k]!));
  }
}

/**
 * Junctions that only bridges and tunnels meet get heights between those of their neighbours, the nearer ones weighing more: along one
 * bridge that is a straight line from bank to bank. A bridge that nowhere meets a street on the ground lies on the ground itself.
 */
function hang(graph: Graph, isAir: Uint8Array, heights: Float64Array): void {
  const { arcFirst, arcs, edgeMetres } = graph;
  const hung = hungJunctions(graph, isAir);
  // Sweeps until nothing moves by a tenth of a millimetre; bridges have few junctions.
  for (let sweep = 0, moved = Infinity; sweep < 1000 && moved > 1e-4; sweep++) {
    moved = 0;
    for (const v of hung) {
      let sum = 0;
      let weights = 0;
      for (let a = arcFirst[v]!; a < arcFirst[v + 1]!; a++) {
        const height = heights[arcs[2 * a]!]!;
        if (arcs[2 * a] === v || Number.isNaN(height)) continue;
        sum += height / edgeMetres[arcs[2 * a + 1]!]!;
        weights += 1 / edgeMetres[arcs[2 * a + 1]!]!;
      }
      if (weights === 0) continue;
      moved = Math.max(moved, Math.abs(sum / weights - heights[v]!) || 0);
      heights[v] = sum / weights;
    }
  }
}

/** Those that only bridges and tunnels meet and that lead over some of them to the ground, nearest the ground first. */
function hungJunctions({ arcFirst, arcs, junctionCount }: Graph, isAir: Uint8Array): number[] {
  const isGround = new Uint8Array(junctionCount);
  const queue: number[] = [];
  for (let v = 0; v < junctionCount; v++) {
    let air = 0;
    for (let a = arcFirst[v]!; a < arcFirst[v + 1]!; a++) air += isAir[arcs[2 * a + 1]!]!;
    if (air === arcFirst[v + 1]! - arcFirst[v]!) continue;
    isGround[v] = 1;
    if (air > 0) queue.push(v);
  }
  const seen = isGround.slice();
  const hung: number[] = [];
  for (let i = 0; i < queue.length; i++) {
    const v = queue[i]!;
    if (isGround[v] === 0) hung.push(v);
    for (let a = arcFirst[v]!; a < arcFirst[v + 1]!; a++) {
      const to = arcs[2 * a]!;
      if (isAir[arcs[2 * a + 1]!] === 0 || seen[to] === 1) continue;
      seen[to] = 1;
      queue.push(to);
    }
  }
  return hung;
}

async function sample(
  tiles: readonly ElevationTile[],
  lons: Float64Array,
  lats: Float64Array,
  control: Control | undefined,
): Promise<Result<Float64Array>> {
  const pace = pacer(control);
  const heights = new Float64Array(lons.length);
  for (let from = 0; from < lons.length; from += batch) {
    const to = from + batch;
    const read = heightsAt(tiles, lons.subarray(from, to), lats.subarray(from, to));
    if (!read.ok) return read;
    heights.set(read.value, from);
    await pace();
  }
  return succeed(heights);
}
