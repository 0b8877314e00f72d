/**
 * What streets cost one walker, in effective metres, by direction of search: outwards from the facility. Where the walker comes
 * to the facility, going outwards along a street costs what walking it inwards takes.
 */
import {
  CROSSING,
  GATE,
  KERB,
  NO_BACKWARD,
  NO_FORWARD,
  NO_WHEELCHAIR,
  ONE_WAY,
  RAMP,
  SIGNAL,
  STEPS,
  type Conditions,
  type WalkedStreets,
} from '../network/graph';
import { layConditions, mappedKind, spotMetres, type LaidPieces } from './condition-costs';
import type { Profile } from './profile';
import { elderSlopeFactor } from './slope';

/** Bits of `EdgeCosts.closed`: outwards from the edge's start to its end, and from its end to its start. */
const UP = 1;
const DOWN = 2;
/** Both: the walker cannot use the edge at all. */
export const CLOSED = UP | DOWN;

export interface EdgeCosts {
  /** Effective metres per metre of an edge without knots. */
  readonly factor: Float64Array;
  /** The directions in which the walker cannot use the edge: 0, one of the two bits (then it has knots), or `CLOSED`. */
  readonly closed: Uint8Array;
  /** Between the edge's two ends and their junctions: half the wait there, Infinity where the junction cannot be passed. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /**
   * Knots of edge e are knotFirst[e] … knotFirst[e + 1] - 1; none where its cost is `factor` throughout. Two at one place are a
   * stop inside the edge. `up` is the cost from the edge's start outwards to the knot, `down` from the knot to the start.
   */
  readonly knotFirst: Int32Array;
  readonly knotAlong: Float64Array;
  readonly knotUp: Float64Array;
  readonly knotDown: Float64Array;
  /** Closed pieces and points between the edge's start and the knot. */
  readonly knotClosed: Float64Array;
}

/**
 * Effective metres from one place on an edge to another along it, outwards; places are metres from the edge's start. Infinity
 * across what is closed, 0 to itself. Who stands at a stop inside the edge stands before it, as seen from the edge's start.
 */
export function metresAlong(costs: EdgeCosts, edge: number, from: number, to: number): number {
  if (from === to) return 0;
  // The rest in a function of its own: this one, asked for every place, stays short enough to be compiled into its callers.
  if (costs.closed[edge] === 0 && costs.knotFirst[edge] === costs.knotFirst[edge + 1])
    return Math.abs(to - from) * costs.factor[edge];
  return metresByKnots(costs, edge, from, to);
}

function metresByKnots(costs: EdgeCosts, edge: number, from: number, to: number): number {
  if ((costs.closed[edge] & (to > from ? UP : DOWN)) !== 0) return Infinity;
  const first = costs.knotFirst[edge];
  const end = costs.knotFirst[edge + 1];
  if (first === end) return Math.abs(to - from) * costs.factor[edge];
  const { knotAlong, knotClosed, knotDown, knotUp } = costs;
  const a = knotBehind(knotAlong, first, end, from);
  const b = knotBehind(knotAlong, first, end, to);
  if (valueAt(knotAlong, knotClosed, a, from) !== valueAt(knotAlong, knotClosed, b, to)) return Infinity;
  return to > from
    ? valueAt(knotAlong, knotUp, b, to) - valueAt(knotAlong, knotUp, a, from)
    : valueAt(knotAlong, knotDown, a, from) - valueAt(knotAlong, knotDown, b, to);
}

/** Effective metres from the junction at an edge's start (its end) outwards to a place on it. */
export function metresFromStart(costs: EdgeCosts, edge: number, along: number): number {
  return metresAlong(costs, edge, 0, along) + costs.start[edge];
}

export function metresFromEnd(costs: EdgeCosts, edge: number, length: number, along: number): number {
  return metresAlong(costs, edge, length, along) + costs.end[edge];
}

/** Effective metres from a place on an edge outwards to the junction at its start (its end). */
export function metresToStart(costs: EdgeCosts, edge: number, along: number): number {
  return metresAlong(costs, edge, along, 0) + costs.start[edge];
}

export function metresToEnd(costs: EdgeCosts, edge: number, length: number, along: number): number {
  return metresAlong(costs, edge, along, length) + costs.end[edge];
}

/** The first knot at or behind a place. */
function knotBehind(knotAlong: Float64Array, first: number, end: number, along: number): number {
  let low = first;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (knotAlong[middle] >= along) high = middle;
    else low = middle + 1;
  }
  return low;
}

function valueAt(knotAlong: Float64Array, values: Float64Array, knot: number, along: number): number {
  const behind = knotAlong[knot];
  if (behind <= along) return values[knot];
  const before = knotAlong[knot - 1];
  return values[knot - 1] + ((along - before) / (behind - before)) * (values[knot] - values[knot - 1]);
}

export function edgeCostsOf(graph: WalkedStreets, profile: Profile): EdgeCosts {
  const { edgeCount, edgeMetres, edgeFlags } = graph;
  const factor = new Float64Array(edgeCount).fill(1);
  const closed = new Uint8Array(edgeCount);
  const start = new Float64Array(edgeCount);
  const end = new Float64Array(edgeCount);
  const knotFirst = new Int32Array(edgeCount + 1);
  const conditions = graph.conditions?.edges;
  const knots = createKnots(
    (graph.relief?.heights.length ?? 0) +
      2 * edgeCount +
      2 * (graph.stops?.along.length ?? 0) +
      2 * sizeOf(conditions),
  );
  const pieces = createPieces(graph, profile);
  const waits = waitsOf(graph, profile);
  for (let e = 0; e < edgeCount; e++) {
    const flags = edgeFlags[e];
    const known = conditions?.get(e);
    if (known !== undefined) {
      // Steps are closed piece by piece here.
      closed[e] = closedBits(flags & ~STEPS, profile);
      const stops = waits(e);
      start[e] = stops.start;
      end[e] = stops.end;
      addKnots(knots, edgeMetres[e], layConditions(graph, profile, e, known), stops.inside);
      knotFirst[e + 1] = knots.count;
      continue;
    }
    const isSteps = (flags & STEPS) !== 0;
    closed[e] = closedBits(flags, profile);
    if (isSteps) factor[e] = profile.stepsFactor;
    const stops = waits(e);
    start[e] = stops.start;
    end[e] = stops.end;
    const isEven = closed[e] === CLOSED || isSteps ? pieces.level(factor[e]) : pieces.climb(e);
    const isOneWay = closed[e] !== 0 && closed[e] !== CLOSED;
    if (!isEven || isOneWay || stops.inside.length > 0) addKnots(knots, edgeMetres[e], pieces, stops.inside);
    knotFirst[e + 1] = knots.count;
  }
  return {
    factor,
    closed,
    start,
    end,
    knotFirst,
    knotAlong: knots.along.slice(0, knots.count),
    knotUp: knots.up.slice(0, knots.count),
    knotDown: knots.down.slice(0, knots.count),
    knotClosed: knots.closed.slice(0, knots.count),
  };
}

/** Pieces and spots at most, elevation's apart. */
function sizeOf(conditions: Conditions['edges'] | undefined): number {
  let size = 0;
  for (const { spans, spots } of conditions?.values() ?? []) size += spans.length + 1 + spots.length;
  return size;
}

/** There and back is one way along the same streets: who cannot come back along one does not go along it. */
function closedBits(flags: number, profile: Profile): number {
  if (isClosed(flags, profile)) return CLOSED;
  if ((flags & ONE_WAY) === 0) return 0;
  const { direction = 'toFacility' } = profile;
  if (direction === 'bothWays') return CLOSED;
  // Outwards is against the walk where the elder comes.
  return (flags & (direction === 'toFacility' ? NO_BACKWARD : NO_FORWARD)) !== 0 ? UP : DOWN;
}

function isClosed(flags: number, profile: Profile): boolean {
  if (profile.wheelchair === true && (flags & NO_WHEELCHAIR) !== 0) return true;
  if ((flags & STEPS) === 0 || profile.stepsClosed !== true) return false;
  return profile.wheelchair !== true || (flags & RAMP) === 0;
}

interface Knots {
  count: number;
  readonly along: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly closed: Float64Array;
}

function createKnots(capacity: number): Knots {
  const column = () => new Float64Array(capacity);
  return { count: 0, along: column(), up: column(), down: column(), closed: column() };
}

/** Equal pieces of one edge: effective metres per metre outwards from its start and towards it, and 1 where one is closed. */
interface Pieces {
  count: number;
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly closed: Uint8Array;
  /** One piece of a factor; true. */
  level(factor: number): boolean;
  /** Those of an edge's slope; true where it is as good as level throughout. */
  climb(edge: number): boolean;
}

/** The same arrays for every edge: a city has hundreds of thousands of pieces. */
function createPieces(graph: WalkedStreets, profile: Profile): Pieces {
  const { slope = 'none', maxSlope = Infinity, direction = 'toFacility' } = profile;
  const { relief } = graph;
  const isFlat = relief === undefined || (slope === 'none' && maxSlope === Infinity);
  let most = 1;
  for (let e = 0; e < graph.edgeCount && !isFlat; e++)
    most = Math.max(most, relief.first[e + 1] - relief.first[e]);
  const up = new Float64Array(most);
  const down = new Float64Array(most);
  const closed = new Uint8Array(most);
  const pieces: Pieces = {
    count: 1,
    up,
    down,
    closed,
    level(factor) {
      pieces.count = 1;
      up[0] = down[0] = factor;
      closed[0] = 0;
      return true;
    },
    climb(edge) {
      if (isFlat) return pieces.level(1);
      const first = relief.first[edge];
      const count = relief.first[edge + 1] - 1 - first;
      const run = graph.edgeMetres[edge] / count;
      let isLevel = true;
      for (let i = 0; i < count; i++) {
        const rise = (relief.heights[first + i + 1] - relief.heights[first + i]) / run;
        const forward = elderSlopeFactor(slope, rise);
        const backward = elderSlopeFactor(slope, -rise);
        const mean = (forward + backward) / 2;
        // Outwards is against the walk where the elder comes.
        up[i] = direction === 'toFacility' ? backward : direction === 'fromFacility' ? forward : mean;
        down[i] = direction === 'toFacility' ? forward : direction === 'fromFacility' ? backward : mean;
        closed[i] = Math.abs(rise) > maxSlope ? 1 : 0;
        if (forward !== 1 || backward !== 1 || closed[i] === 1) isLevel = false;
      }
      if (isLevel) return pieces.level(1);
      pieces.count = count;
      return false;
    },
  };
  return pieces;
}

interface StopCost {
  readonly along: number;
  /** Infinity: closed. */
  readonly metres: number;
}

function waitsOf(graph: WalkedStreets, profile: Profile) {
  const { stops } = graph;
  const { crossingMetres = 0, signalMetres = 0, gateMetres = 0, wheelchair = false } = profile;
  const none = { start: 0, end: 0, inside: [] as readonly StopCost[] };
  const conditions = graph.conditions?.edges;
  const isFree = crossingMetres === 0 && signalMetres === 0 && gateMetres === 0 && !wheelchair;
  if ((stops === undefined || isFree) && conditions === undefined) return () => none;
  const costOf = (kind: number): number => {
    if (wheelchair && (kind & KERB) !== 0) return Infinity;
    return (
      ((kind & CROSSING) === 0 ? 0 : crossingMetres) +
      ((kind & SIGNAL) === 0 ? 0 : signalMetres) +
      ((kind & GATE) === 0 ? 0 : gateMetres)
    );
  };
  return (edge: number) => {
    let start = 0;
    let end = 0;
    const inside: StopCost[] = [];
    const known = conditions?.get(edge);
    for (let s = stops?.first[edge] ?? 0; s < (stops?.first[edge + 1] ?? 0); s++) {
      const along = stops!.along[s];
      const isInside = along > 0 && along < graph.edgeMetres[edge];
      const kind = known && isInside ? mappedKind(stops!.kind[s], known, along) : stops!.kind[s];
      const whole = costOf(kind);
      const metres = whole === Infinity ? Infinity : whole * stops!.share[s];
      if (metres === 0) continue;
      if (along === 0) start += metres;
      else if (along === graph.edgeMetres[edge]) end += metres;
      else inside.push({ along, metres });
    }
    for (const spot of known?.spots ?? []) {
      const metres = spotMetres(profile, spot);
      if (metres > 0) inside.push({ along: spot.along, metres });
    }
    if (known) inside.sort((a, b) => a.along - b.along);
    return { start, end, inside };
  };
}

function addKnots(
  knots: Knots,
  length: number,
  pieces: Pieces | LaidPieces,
  stops: readonly StopCost[],
): void {
  const count = 'ends' in pieces ? pieces.ends.length : pieces.count;
  let along = 0;
  let up = 0;
  let down = 0;
  let closed = 0;
  const put = (): void => {
    const k = knots.count++;
    knots.along[k] = along;
    knots.up[k] = up;
    knots.down[k] = down;
    knots.closed[k] = closed;
  };
  put();
  let next = 0;
  for (let i = 0; i < count; i++) {
    const pieceEnd =
      i + 1 === count ? length : 'ends' in pieces ? pieces.ends[i] : ((i + 1) * length) / count;
    const goTo = (place: number): void => {
      up += (place - along) * pieces.up[i];
      down += (place - along) * pieces.down[i];
      // A closed piece that a stop cuts is closed in each of its parts.
      if (pieces.closed[i] === 1 && place > along) closed++;
      along = place;
      put();
    };
    for (; next < stops.length && stops[next].along < pieceEnd; next++) {
      goTo(stops[next].along);
      const { metres } = stops[next];
      if (metres === Infinity) closed++;
      else {
        up += metres;
        down += metres;
      }
      put();
    }
    goTo(pieceEnd);
  }
}
