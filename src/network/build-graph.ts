/** From streets as a file has them to one walkable graph: classify ways, cut, label, merge, order. Rules: walking.md part 1. */
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import type { RawStreets } from '../domain/tables';
import { BRIDGE, ONE_WAY, STEPS, TUNNEL, turnedFlags, type Graph } from './graph';
import { hilbertOrder } from './hilbert';
import { findStops } from './find-stops';
import { nameRunsOf } from './name-runs';
import { keepBesideSidewalks } from './separate-sidewalks';
import { mergeChains, type Chains } from './merge-chains';
import { keepPieces, positionsOf, splitWays, type Pieces } from './split-ways';
import { createSets, findSet, joinSets } from './union-find';
import { taggedConditions, type TaggedConditions } from './tagged-conditions';
import { directionFlags, isSet, walkClass, wheelchairFlags } from './walkable';

/** An island has fewer vertices or metres than these. */
const islandVertices = 40;
const islandMetres = 500;

const OPEN = 1;
const PRIVATE = 2;

export interface BuildOptions {
  /** Whether steps can be walked at all (`walk.steps`). */
  readonly steps: boolean;
  /** Left out: 'none'. */
  readonly tagged?: TaggedConditions;
}

/**
 * Builds the graph. Faults: `network.noStreets` where no way is walkable. Notes count what was closed, blocked, merged away or stands apart.
 * The result does not depend on the numbering of nodes, only on the order of ways.
 */
export async function buildGraph(
  raw: RawStreets,
  options: BuildOptions,
  control?: Control,
): Promise<Result<{ readonly graph: Graph; readonly notes: readonly Note[] }>> {
  const pace = pacer(control);
  const tell = (done: number) => control?.progress?.({ stage: 'network', done, total: 6, what: '' });
  tell(0);
  const ways = classifyWays(raw, options);
  await pace();
  tell(1);
  const all = await splitWays(raw, ways.walkable, control);
  tell(2);
  const level = ways.flags.map((flags) => flags & (BRIDGE | TUNNEL));
  const keep = await keepBesideSidewalks(raw, all, level, control);
  const beside = keep.reduce((count, kept) => count + 1 - kept, 0);
  const pieces = beside === 0 ? all : keepPieces(all, keep);
  if (pieces.count === 0) return fail(fault('network.noStreets', { ways: raw.wayTags.length }));
  await pace();
  tell(3);

  const patches = labelPatches(pieces, ways.walkable);
  const components = labelComponents(pieces);
  const kind = new Int32Array(pieces.count);
  for (let p = 0; p < pieces.count; p++) kind[p] = patches.patch[p]! * 256 + ways.flags[pieces.way[p]!]!;
  await pace();
  tell(4);
  const chains = await mergeChains(pieces, kind, control);
  tell(5);
  const graph = await layOut(
    raw,
    pieces,
    chains,
    ways.flags,
    patches,
    components,
    options.tagged ?? 'none',
    control,
  );
  tell(6);

  const notes: Note[] = [];
  const count = (code: Note['code'], blanks: Record<string, number>) => {
    if (Object.values(blanks)[0]! > 0) notes.push(fault(code, blanks));
  };
  count('network.closedWays', { count: ways.closed });
  count('network.besideSidewalk', { count: beside });
  count('network.blockedNodes', { count: pieces.blockedNodes });
  count('network.privateGates', { count: pieces.privateGates });
  count('network.patches', { count: patches.count });
  count('network.onewayFoot', { count: ways.onewayFoot });
  const islands = graph.componentIsland.reduce((sum, island) => sum + island, 0);
  const metres = graph.componentMetres.reduce((sum, m, c) => sum + m * graph.componentIsland[c]!, 0);
  count('network.islands', { count: islands, km: Math.round(metres / 100) / 10 });
  return succeed({ graph, notes }, notes);
}

function classifyWays(raw: RawStreets, options: BuildOptions) {
  const walkable = new Uint8Array(raw.wayTags.length);
  const flags = new Uint8Array(raw.wayTags.length);
  let closed = 0;
  let onewayFoot = 0;
  raw.wayTags.forEach((tags, w) => {
    const open = walkClass(tags);
    const isSteps = tags['highway'] === 'steps';
    if (open === 'closed' || (isSteps && !options.steps)) {
      closed++;
      return;
    }
    walkable[w] = open === 'open' ? OPEN : PRIVATE;
    flags[w] =
      (isSteps ? STEPS : 0) |
      (isSet(tags['bridge']) ? BRIDGE : 0) |
      (isSet(tags['tunnel']) ? TUNNEL : 0) |
      wheelchairFlags(tags) |
      directionFlags(tags);
    if ((flags[w]! & ONE_WAY) !== 0) onewayFoot++;
  });
  return { walkable, flags, closed, onewayFoot };
}

/**
 * Connected sets of private pieces, numbered from 1 in order of their first piece; 0 is public. Where two compounds have their gates at
 * one node of the streets outside, they stay two, so that neither is a short cut for the other: there only pieces of one way are joined.
 */
function labelPatches(
  pieces: Pieces,
  walkable: Uint8Array,
): { readonly patch: Int32Array; readonly count: number } {
  const isPrivate = (p: number) => walkable[pieces.way[p]!] === PRIVATE;
  const isOutside = outsideVertices(pieces, isPrivate);
  const sets = createSets(pieces.count);
  const lastAt = new Int32Array(pieces.vertexNode.length).fill(-1);
  for (let p = 0; p < pieces.count; p++) {
    if (!isPrivate(p)) continue;
    for (const v of [pieces.from[p]!, pieces.to[p]!]) {
      const last = lastAt[v]!;
      // Pieces of one way come one after another.
      if (last >= 0 && (isOutside[v] === 0 || pieces.way[last] === pieces.way[p])) joinSets(sets, last, p);
      lastAt[v] = p;
    }
  }
  const numbers = new Map<number, number>();
  const patch = new Int32Array(pieces.count);
  for (let p = 0; p < pieces.count; p++) {
    if (!isPrivate(p)) continue;
    const set = findSet(sets, p);
    if (!numbers.has(set)) numbers.set(set, numbers.size + 1);
    patch[p] = numbers.get(set)!;
  }
  return { patch, count: numbers.size };
}

/**
 * 1 for vertices of public streets that lead somewhere without entering a compound. A path inside a compound that nobody tagged as
 * private is not the street outside: parting the compound there would shut people in.
 */
function outsideVertices(pieces: Pieces, isPrivate: (piece: number) => boolean): Uint8Array {
  const sets = createSets(pieces.vertexNode.length);
  for (let p = 0; p < pieces.count; p++) if (!isPrivate(p)) joinSets(sets, pieces.from[p]!, pieces.to[p]!);
  const metres = new Float64Array(pieces.vertexNode.length);
  for (let p = 0; p < pieces.count; p++)
    if (!isPrivate(p)) metres[findSet(sets, pieces.from[p]!)]! += pieces.metres[p]!;
  return Uint8Array.from(metres, (_, v) => (metres[findSet(sets, v)]! >= islandMetres ? 1 : 0));
}

interface Components {
  /** Of each vertex, ranked by metres; ties keep the order of first pieces. -1 for a vertex without a piece. */
  readonly ofVertex: Int32Array;
  readonly vertices: Int32Array;
  readonly metres: Float64Array;
}

function labelComponents(pieces: Pieces): Components {
  const sets = createSets(pieces.vertexNode.length);
  for (let p = 0; p < pieces.count; p++) joinSets(sets, pieces.from[p]!, pieces.to[p]!);
  const numbers = new Int32Array(pieces.vertexNode.length).fill(-1);
  const metres: number[] = [];
  const vertices: number[] = [];
  const ofVertex = new Int32Array(pieces.vertexNode.length).fill(-1);
  for (let p = 0; p < pieces.count; p++) {
    const root = findSet(sets, pieces.from[p]!);
    if (numbers[root] === -1) {
      numbers[root] = metres.push(0) - 1;
      vertices.push(0);
    }
    const component = numbers[root]!;
    metres[component]! += pieces.metres[p]!;
    for (const v of [pieces.from[p]!, pieces.to[p]!]) {
      if (ofVertex[v] !== -1) continue;
      ofVertex[v] = component;
      vertices[component]!++;
    }
  }
  const ranked = Array.from(metres.keys()).sort((a, b) => metres[b]! - metres[a]! || a - b);
  const rank = new Int32Array(ranked.length);
  ranked.forEach((component, r) => (rank[component] = r));
  for (let v = 0; v < ofVertex.length; v++) if (ofVertex[v] !== -1) ofVertex[v] = rank[ofVertex[v]!]!;
  return {
    ofVertex,
    vertices: Int32Array.from(ranked, (c) => vertices[c]!),
    metres: Float64Array.from(ranked, (c) => metres[c]!),
  };
}

async function layOut(
  raw: RawStreets,
  pieces: Pieces,
  chains: Chains,
  flags: Uint8Array,
  patches: { readonly patch: Int32Array; readonly count: number },
  components: Components,
  tagged: TaggedConditions,
  control: Control | undefined,
): Promise<Graph> {
  const pace = pacer(control);
  const junctions = orderJunctions(raw, pieces, chains);
  await pace();
  const edgeCount = chains.count;
  const edgeFrom = chains.from.map((v) => junctions.number[v]!);
  const edgeTo = chains.to.map((v) => junctions.number[v]!);
  const edgeFlags = new Uint8Array(edgeCount);
  const edgePatch = new Int32Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const half = chains.half[chains.first[e]!]!;
    const first = half >> 1;
    const own = flags[pieces.way[first]!]!;
    edgeFlags[e] = (half & 1) === 0 ? own : turnedFlags(own);
    edgePatch[e] = patches.patch[first]!;
  }
  await pace();
  const shapes = await drawShapes(raw, pieces, chains, control);
  const { edgeName, names, nameRuns } = nameRunsOf(raw, pieces, chains);
  const stops = findStops(raw, pieces, chains, shapes);
  const { edgeMetres } = shapes;
  const conditions = taggedConditions(raw, pieces, chains, { edgeFlags, edgeMetres }, tagged);
  await pace();
  const { arcFirst, arcs } = indexArcs(junctions.count, edgeFrom, edgeTo);
  const islands = Uint8Array.from(components.metres, (metres, c) =>
    components.vertices[c]! < islandVertices || metres < islandMetres ? 1 : 0,
  );
  return {
    junctionCount: junctions.count,
    lons: junctions.lons,
    lats: junctions.lats,
    edgeCount,
    edgeFrom,
    edgeTo,
    edgeMetres: shapes.edgeMetres,
    edgeFlags,
    edgePatch,
    patchCount: patches.count,
    edgeName,
    names,
    nameRuns,
    shapeFirst: shapes.shapeFirst,
    shapeLons: shapes.shapeLons,
    shapeLats: shapes.shapeLats,
    shapeMetres: shapes.shapeMetres,
    arcFirst,
    arcs,
    component: junctions.vertex.map((v) => components.ofVertex[v]!),
    componentVertices: components.vertices,
    componentMetres: components.metres,
    componentIsland: islands,
    ...(stops === null ? {} : { stops }),
    ...(conditions === undefined ? {} : { conditions }),
  };
}

/** Vertices that remain, in Hilbert order. */
function orderJunctions(raw: RawStreets, pieces: Pieces, chains: Chains) {
  const isKept = new Uint8Array(pieces.vertexNode.length);
  for (let e = 0; e < chains.count; e++) isKept[chains.from[e]!] = isKept[chains.to[e]!] = 1;
  const kept = positionsOf(isKept);
  const keptLons = Float64Array.from(kept, (v) => raw.lons[pieces.vertexNode[v]!]!);
  const keptLats = Float64Array.from(kept, (v) => raw.lats[pieces.vertexNode[v]!]!);
  const order = hilbertOrder(keptLons, keptLats);
  const vertex = new Int32Array(kept.length);
  const number = new Int32Array(pieces.vertexNode.length).fill(-1);
  for (let j = 0; j < order.length; j++) {
    vertex[j] = kept[order[j]!]!;
    number[vertex[j]!] = j;
  }
  return {
    count: kept.length,
    vertex,
    number,
    lons: Float64Array.from(order, (i) => keptLons[i]!),
    lats: Float64Array.from(order, (i) => keptLats[i]!),
  };
}

async function drawShapes(raw: RawStreets, pieces: Pieces, chains: Chains, control: Control | undefined) {
  const pace = pacer(control);
  const shapeFirst = new Int32Array(chains.count + 1);
  for (let e = 0; e < chains.count; e++) {
    let points = 1;
    for (let i = chains.first[e]!; i < chains.first[e + 1]!; i++) {
      const p = chains.half[i]! >> 1;
      for (let k = pieces.first[p]!; k < pieces.last[p]!; k++) if (pieces.stepMetres[k]! > 0) points++;
    }
    shapeFirst[e + 1] = shapeFirst[e]! + points;
  }
  await pace();
  const total = shapeFirst[chains.count]!;
  const shapeLons = new Float64Array(total);
  const shapeLats = new Float64Array(total);
  const shapeMetres = new Float64Array(total);
  const edgeMetres = new Float64Array(chains.count);
  let at = 0;
  let sum = 0;
  const put = (node: number): void => {
    shapeLons[at] = raw.lons[node]!;
    shapeLats[at] = raw.lats[node]!;
    shapeMetres[at++] = sum;
  };
  for (let e = 0; e < chains.count; e++) {
    if ((e & 4095) === 0) await pace();
    sum = 0;
    const begin = chains.half[chains.first[e]!]!;
    put(raw.refs[(begin & 1) === 0 ? pieces.first[begin >> 1]! : pieces.last[begin >> 1]!]!);
    for (let i = chains.first[e]!; i < chains.first[e + 1]!; i++) {
      const p = chains.half[i]! >> 1;
      const isBackward = (chains.half[i]! & 1) === 1;
      const steps = pieces.last[p]! - pieces.first[p]!;
      for (let s = 0; s < steps; s++) {
        // Step k lies between refs k and k + 1.
        const k = isBackward ? pieces.last[p]! - 1 - s : pieces.first[p]! + s;
        if (pieces.stepMetres[k] === 0) continue;
        sum += pieces.stepMetres[k]!;
        put(raw.refs[isBackward ? k : k + 1]!);
      }
    }
    edgeMetres[e] = sum;
  }
  return { shapeFirst, shapeLons, shapeLats, shapeMetres, edgeMetres };
}

/** Arcs by junction, those of a junction in order of their edges. */
function indexArcs(junctionCount: number, edgeFrom: Int32Array, edgeTo: Int32Array) {
  const arcFirst = new Int32Array(junctionCount + 1);
  for (let e = 0; e < edgeFrom.length; e++) {
    arcFirst[edgeFrom[e]! + 1]!++;
    arcFirst[edgeTo[e]! + 1]!++;
  }
  for (let v = 0; v < junctionCount; v++) arcFirst[v + 1]! += arcFirst[v]!;
  const next = arcFirst.slice(0, -1);
  const arcs = new Int32Array(4 * edgeFrom.length);
  const put = (v: number, target: number, e: number): void => {
    const at = 2 * next[v]!++;
    arcs[at] = target;
    arcs[at + 1] = e;
  };
  for (let e = 0; e < edgeFrom.length; e++) {
    put(edgeFrom[e]!, edgeTo[e]!, e);
    put(edgeTo[e]!, edgeFrom[e]!, e);
  }
  return { arcFirst, arcs };
}
