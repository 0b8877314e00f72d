/** The way from one place to one facility, street by street: for a click, not for a kernel. */
import { BRIDGE, STEPS, type Graph } from '../network/graph';
import { metresAlong, metresFromEnd, metresFromStart, metresToEnd, metresToStart } from './edge-costs';
import type { Entrances } from './entrances';
import { closedMm, toMm, type Profile } from './profile';
import { searcherFor, type Searcher } from './searcher';

/** A place on the streets, as `Links` or `Demand` hold it. */
export interface StreetPoint {
  readonly edge: number;
  readonly along: number;
  readonly perpendicular: number;
}

export interface WayFound {
  /** Interleaved degrees along the streets, from the foot of the place to the foot of the entrance. */
  readonly lonLats: Float64Array;
  /** Position in `entrances.links` of the entrance walked to. */
  readonly entrance: number;
  /** Both perpendicular walks included; equals the nearest label where this facility is the nearest. */
  readonly metres: number;
  readonly effectiveMetres: number;
  readonly effectiveMm: number;
  readonly stepsMetres: number;
  readonly bridgeMetres: number;
  /** Street names in order, unnamed left out, no repeats in a row. */
  readonly names: readonly string[];
  /** Edges in order of walking, with metres along each where it is entered and left. */
  readonly legs: readonly Leg[];
}

export interface Leg {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The best way (fewest effective mm, then metres) from a place to a facility under the rule of compounds; null where no way
 * leads. Searched outwards from the facility, as the nearest field is, so both add the same numbers in the same order.
 */
export function findWay(
  graph: Graph,
  profile: Profile,
  entrances: Entrances,
  facility: number,
  place: StreetPoint,
): WayFound | null {
  const searcher = searcherFor(graph, profile);
  let best: Candidate | null = null;
  const patches = new Set<number>();
  for (let i = entrances.first[facility]; i < entrances.first[facility + 1]; i++) {
    const edge = entrances.links.edge[i];
    if (edge >= 0) patches.add(searcher.edgePatch[edge]);
  }
  for (const patch of patches) {
    const found = searchFromPatch(searcher, entrances, facility, patch, place, best);
    if (found && isLess(found, best)) best = found;
  }
  return best && describe(graph, best);
}

/** The label of a junction in one leg of the trip: node = junction × 2, plus 1 on the first leg (the place's own patch). */
interface Label {
  readonly mm: number;
  readonly metres: number;
  readonly effective: number;
  readonly node: number;
  /** Edge walked to get here from `before` (towards the facility), or the entrance's where `before` is null. */
  readonly edge: number;
  /** 1 where that edge was walked, outwards, from its end. */
  readonly fromEnd: number;
  readonly before: Label | null;
  readonly entrance: number;
}

interface Candidate {
  readonly mm: number;
  readonly metres: number;
  readonly effective: number;
  readonly entrance: number;
  readonly legs: readonly Leg[];
}

function searchFromPatch(
  searcher: Searcher,
  entrances: Entrances,
  facility: number,
  patch: number,
  place: StreetPoint,
  known: Candidate | null,
): Candidate | null {
  const { graph, bounds, arcs, arcEdge, costs, doorMetres, edgeEffective, edgePatch, edgeMm } = searcher;
  const { edgeFrom, edgeTo, edgeMetres } = graph;
  const { links } = entrances;
  const home = edgePatch[place.edge];
  const placeRest = edgeMetres[place.edge] - place.along;
  const heap = createHeap();
  const done = new Map<number, Label>();
  let best: Candidate | null = null;
  const offer = (candidate: Candidate): void => {
    if (candidate.mm < closedMm && isLess(candidate, best)) best = candidate;
  };

  for (let i = entrances.first[facility]; i < entrances.first[facility + 1]; i++) {
    const e = links.edge[i];
    if (e < 0 || edgePatch[e] !== patch) continue;
    const along = links.along[i];
    const rest = edgeMetres[e] - along;
    const perpendicular = links.perpendicular[i];
    const near = metresToStart(costs, e, along) + perpendicular;
    const far = metresToEnd(costs, e, edgeMetres[e], along) + perpendicular;
    const start = { edge: e, before: null, entrance: i };
    heap.push({
      ...start,
      mm: toMm(near),
      metres: along + perpendicular,
      effective: near,
      node: 2 * edgeFrom[e],
      fromEnd: 1,
    });
    heap.push({
      ...start,
      mm: toMm(far),
      metres: rest + perpendicular,
      effective: far,
      node: 2 * edgeTo[e],
      fromEnd: 0,
    });
    if (e === place.edge) {
      const between = Math.abs(place.along - along);
      const perpendiculars = perpendicular + place.perpendicular;
      const effective = metresAlong(costs, e, along, place.along) + perpendiculars + doorMetres;
      const legs = [{ edge: e, from: place.along, to: along }];
      offer({ mm: toMm(effective), metres: between + perpendiculars, effective, entrance: i, legs });
    }
  }

  for (let label = heap.pop(); label; label = heap.pop()) {
    if (best !== null && label.mm > (best as Candidate).mm) break;
    if (known !== null && label.mm > known.mm) break;
    if (done.has(label.node)) continue;
    done.set(label.node, label);
    const v = label.node >> 1;
    const isFirstLeg = (label.node & 1) === 1;
    const open = isFirstLeg ? home : patch;
    // Where the place's patch is the facility's, or none, both legs have the same streets.
    const mayEnd = isFirstLeg || home === patch || home === 0;
    if (mayEnd && v === edgeFrom[place.edge])
      offer(endOf(label, place, 0, place.along, searcher, links.along));
    if (mayEnd && v === edgeTo[place.edge]) offer(endOf(label, place, 1, placeRest, searcher, links.along));
    const firstPrivate = bounds[2 * v + 1];
    const isPublic = firstPrivate > bounds[2 * v];
    // The copy keeps its predecessor, so nothing is walked twice.
    if (!isFirstLeg && isPublic && home !== patch && home !== 0)
      heap.push({ ...label, node: label.node + 1 });
    for (let a = bounds[2 * v]; a < bounds[2 * v + 2]; a++) {
      const e = arcEdge[a] >> 1;
      if (a >= firstPrivate && edgePatch[e] !== open) continue;
      const node = 2 * arcs[2 * a] + (label.node & 1);
      if (done.has(node) || edgeMm[arcEdge[a]] === closedMm) continue;
      heap.push({
        mm: label.mm + edgeMm[arcEdge[a]],
        metres: label.metres + edgeMetres[e],
        effective: label.effective + edgeEffective[arcEdge[a]],
        node,
        edge: e,
        fromEnd: arcEdge[a] & 1,
        before: label,
        entrance: label.entrance,
      });
    }
  }
  return best;
}

/** The way that ends at a place, from the label of one end (0 start, 1 end) of the place's edge. */
function endOf(
  label: Label,
  place: StreetPoint,
  end: number,
  metresOff: number,
  searcher: Searcher,
  entranceAlong: Float64Array,
): Candidate {
  const { costs, doorMetres } = searcher;
  const { edgeMetres } = searcher.graph;
  const along =
    end === 0
      ? metresFromStart(costs, place.edge, place.along)
      : metresFromEnd(costs, place.edge, edgeMetres[place.edge], place.along);
  const effectiveOff = along + place.perpendicular + doorMetres;
  const legs: Leg[] = [{ edge: place.edge, from: place.along, to: end === 0 ? 0 : edgeMetres[place.edge] }];
  for (let at: Label | null = label; at; at = at.before) {
    // Walked the other way round: in where the search came out.
    const length = edgeMetres[at.edge];
    const from = at.fromEnd === 1 ? 0 : length;
    const to = at.before === null ? entranceAlong[at.entrance] : length - from;
    legs.push({ edge: at.edge, from, to });
  }
  return {
    mm: label.mm + toMm(effectiveOff),
    metres: label.metres + (metresOff + place.perpendicular),
    effective: label.effective + effectiveOff,
    entrance: label.entrance,
    legs,
  };
}

function isLess(a: Candidate, b: Candidate | null): boolean {
  if (b === null) return true;
  if (a.mm !== b.mm) return a.mm < b.mm;
  if (a.metres !== b.metres) return a.metres < b.metres;
  return a.effective < b.effective;
}

function describe(graph: Graph, way: Candidate): WayFound {
  const lonLats: number[] = [];
  const names: string[] = [];
  let stepsMetres = 0;
  let bridgeMetres = 0;
  for (const leg of way.legs) {
    drawLeg(graph, leg, lonLats);
    const length = Math.abs(leg.to - leg.from);
    if (length === 0) continue;
    const flags = graph.edgeFlags[leg.edge];
    if (flags & STEPS) stepsMetres += length;
    if (flags & BRIDGE) bridgeMetres += length;
    for (const name of namesOf(graph, leg))
      if (name !== '' && name !== names[names.length - 1]) names.push(name);
  }
  return {
    lonLats: Float64Array.from(lonLats),
    entrance: way.entrance,
    metres: way.metres,
    effectiveMetres: way.effective,
    effectiveMm: way.mm,
    stepsMetres,
    bridgeMetres,
    names,
    legs: way.legs,
  };
}

/** Names of the streets of a leg, in order of walking. */
function namesOf(graph: Graph, { edge, from, to }: Leg): string[] {
  const { nameRuns, names } = graph;
  if (nameRuns === undefined) return [names[graph.edgeName[edge]]];
  const found: string[] = [];
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  let start = 0;
  for (let r = nameRuns.first[edge]; r < nameRuns.first[edge + 1]; r++) {
    if (start < high && nameRuns.end[r] > low) found.push(names[nameRuns.name[r]]);
    start = nameRuns.end[r];
  }
  return to < from ? found.reverse() : found;
}

/** Adds the shape of an edge between two distances along it, without repeating the point the line is at. */
function drawLeg(graph: Graph, leg: Leg, lonLats: number[]): void {
  const { shapeFirst, shapeLons, shapeLats, shapeMetres } = graph;
  const add = (lon: number, lat: number): void => {
    const n = lonLats.length;
    if (n === 0 || lonLats[n - 2] !== lon || lonLats[n - 1] !== lat) lonLats.push(lon, lat);
  };
  const addAt = (metres: number): void => {
    let k = shapeFirst[leg.edge];
    const last = shapeFirst[leg.edge + 1] - 1;
    while (k + 1 < last && shapeMetres[k + 1] < metres) k++;
    const span = shapeMetres[k + 1] - shapeMetres[k];
    const part = span > 0 ? Math.min(1, Math.max(0, (metres - shapeMetres[k]) / span)) : 0;
    if (part === 1) add(shapeLons[k + 1], shapeLats[k + 1]);
    else
      add(
        shapeLons[k] + part * (shapeLons[k + 1] - shapeLons[k]),
        shapeLats[k] + part * (shapeLats[k + 1] - shapeLats[k]),
      );
  };
  addAt(leg.from);
  const low = Math.min(leg.from, leg.to);
  const high = Math.max(leg.from, leg.to);
  const inner: number[] = [];
  for (let k = shapeFirst[leg.edge]; k < shapeFirst[leg.edge + 1]; k++)
    if (shapeMetres[k] > low && shapeMetres[k] < high) inner.push(k);
  if (leg.to < leg.from) inner.reverse();
  for (const k of inner) add(shapeLons[k], shapeLats[k]);
  addAt(leg.to);
}

/** A binary heap by mm, then metres, then effective metres. */
function createHeap() {
  const items: Label[] = [];
  const isBefore = (a: Label, b: Label): boolean =>
    a.mm !== b.mm ? a.mm < b.mm : a.metres !== b.metres ? a.metres < b.metres : a.effective < b.effective;
  return {
    push(label: Label): void {
      let i = items.length;
      items.push(label);
      while (i > 0) {
        const up = (i - 1) >> 1;
        if (!isBefore(label, items[up])) break;
        items[i] = items[up];
        i = up;
      }
      items[i] = label;
    },
    pop(): Label | undefined {
      const top = items[0];
      const last = items.pop();
      if (top === undefined || last === undefined || items.length === 0) return top;
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= items.length) break;
        if (child + 1 < items.length && isBefore(items[child + 1], items[child])) child++;
        if (!isBefore(items[child], last)) break;
        items[i] = items[child];
        i = child;
      }
      items[i] = last;
      return top;
    },
  };
}
