/**
 * Streets cut at the metre where the class of walking time changes. On an edge the time is the least of straight slopes
 * (from either end, from each site on it), so each threshold covers a few intervals whose ends are the cuts.
 */
import { STEPS, type Graph } from '../network/graph';
import type { Lines, StreetLines } from '../domain/stories';
import { metresAlong } from '../routing/edge-costs';
import type { StreetTimes } from '../routing/street-times';
import { grown, LineWriter } from './line-writer';

/** Class 3: further than the limit; class 4: no way to any site. */
export const BEYOND = 3;
export const NEVER = 4;

/** A cut nearer than this (metres) to another or to an end is no cut. */
const HAIR = 1e-6;

/**
 * Streets by class: 0–2 within a third, two thirds, the whole limit (inclusive), 3 beyond, 4 never.
 * `limitEffectiveMetres` = pace (m/s) × limit (s). Edges without a time (closed to this walker) are left out.
 */
export function cutStreets(graph: Graph, times: StreetTimes, limitEffectiveMetres: number): StreetLines {
  return cut(graph, times, limitEffectiveMetres, NEVER);
}

/** The same without what is beyond the limit: the circle of a facility. */
export function cutCircle(graph: Graph, times: StreetTimes, limitEffectiveMetres: number): StreetLines {
  return cut(graph, times, limitEffectiveMetres, BEYOND - 1);
}

function cut(graph: Graph, times: StreetTimes, limitEffectiveMetres: number, lastClass: number): StreetLines {
  const out = new LineWriter(graph.edgeCount + 1024, graph.shapeLons.length + 4096);
  const limits = [limitEffectiveMetres / 3, (limitEffectiveMetres * 2) / 3, limitEffectiveMetres];
  const cuts = new CutList(64);
  const { edgeMetres, edgeFlags } = graph;
  const { fromMetres, toMetres, factors, siteFirst, siteAlong, siteMetres } = times;

  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const length = edgeMetres[edge];
    const slope = factors[edge];
    if (!(slope < Infinity)) continue;
    const steps = edgeFlags[edge] & STEPS;
    const a = fromMetres[edge];
    const b = toMetres[edge];
    const sitesFrom = siteFirst[edge];
    const sitesTo = siteFirst[edge + 1];
    const isKnotted = hasKnots(times, edge);

    if (sitesFrom === sitesTo && (!isKnotted || (a === Infinity && b === Infinity))) {
      if (a === Infinity && b === Infinity) {
        if (NEVER <= lastClass) out.piece(graph, edge, 0, length, NEVER, steps);
        continue;
      }
      const most = (a + b + slope * length) / 2;
      const least = Math.min(a, b);
      const low = classAt(least, limits);
      if (most < Infinity && low === classAt(most, limits)) {
        if (low <= lastClass) out.piece(graph, edge, 0, length, low, steps);
        continue;
      }
    }

    cuts.clear(length);
    if (isKnotted) addKnotCuts(times, edge, length, limits, cuts);
    for (let k = 0; k < 3 && !isKnotted; k++) {
      const limit = limits[k];
      cuts.add((limit - a) / slope);
      cuts.add(length - (limit - b) / slope);
      for (let s = sitesFrom; s < sitesTo; s++) {
        const half = (limit - siteMetres[s]) / slope;
        if (half < 0) continue;
        cuts.add(siteAlong[s] - half);
        cuts.add(siteAlong[s] + half);
      }
    }
    cuts.sort();

    let start = 0;
    let current = -1;
    for (let c = 0; c <= cuts.count; c++) {
      const end = c < cuts.count ? cuts.values[c] : length;
      const begin = c === 0 ? 0 : cuts.values[c - 1];
      const here = classAt(timeAt(times, edge, length, (begin + end) / 2), limits);
      if (here !== current && current >= 0) {
        if (current <= lastClass) out.piece(graph, edge, start, begin, current, steps);
        start = begin;
      }
      current = here;
    }
    if (current <= lastClass) out.piece(graph, edge, start, length, current, steps);
  }
  return out.finish();
}

/** Every street, uncoloured. */
export function plainStreets(graph: Graph): Lines {
  const first = new Uint32Array(graph.edgeCount + 1);
  for (let edge = 0; edge <= graph.edgeCount; edge++) first[edge] = graph.shapeFirst[edge];
  const points = graph.shapeLons.length;
  const lonLats = new Float64Array(points * 2);
  for (let p = 0; p < points; p++) {
    lonLats[2 * p] = graph.shapeLons[p];
    lonLats[2 * p + 1] = graph.shapeLats[p];
  }
  return { count: graph.edgeCount, first, lonLats };
}

/** Effective metres to the nearest site from `along` metres behind the start of an edge. */
export function timeAt(times: StreetTimes, edge: number, length: number, along: number): number {
  const slope = times.factors[edge];
  if (hasKnots(times, edge)) return Math.min(...timesAt(times, edge, length, along));
  // Nowhere along a closed street, whose slope is Infinity; who stands at its very end has not set foot on it.
  const rise = (metres: number): number => (metres === 0 ? 0 : slope * metres);
  let least = Math.min(times.fromMetres[edge] + rise(along), times.toMetres[edge] + rise(length - along));
  for (let s = times.siteFirst[edge]; s < times.siteFirst[edge + 1]; s++) {
    const t = times.siteMetres[s] + rise(Math.abs(along - times.siteAlong[s]));
    if (t < least) least = t;
  }
  return least;
}

function hasKnots({ costs }: StreetTimes, edge: number): boolean {
  return costs !== undefined && costs.knotFirst[edge] < costs.knotFirst[edge + 1];
}

/** From the start, from the end, and from each site on an edge with knots. */
function timesAt(times: StreetTimes, edge: number, length: number, along: number): number[] {
  const costs = times.costs!;
  const found = [
    times.fromMetres[edge] + metresAlong(costs, edge, 0, along),
    times.toMetres[edge] + metresAlong(costs, edge, length, along),
  ];
  for (let s = times.siteFirst[edge]; s < times.siteFirst[edge + 1]; s++)
    found.push(times.siteMetres[s] + metresAlong(costs, edge, times.siteAlong[s], along));
  return found;
}

/** Between two knots or sites each time is straight: cut where it meets a limit, and at the knots, where it may jump. */
function addKnotCuts(
  times: StreetTimes,
  edge: number,
  length: number,
  limits: readonly number[],
  cuts: CutList,
): void {
  const { knotAlong, knotFirst } = times.costs!;
  const bends = [
    ...knotAlong.subarray(knotFirst[edge], knotFirst[edge + 1]),
    ...times.siteAlong.subarray(times.siteFirst[edge], times.siteFirst[edge + 1]),
  ].sort((x, y) => x - y);
  for (let i = 0; i + 1 < bends.length; i++) {
    const [begin, end] = [bends[i], bends[i + 1]];
    cuts.add(begin);
    if (end - begin < HAIR) continue;
    const third = (end - begin) / 3;
    const near = timesAt(times, edge, length, begin + third);
    const far = timesAt(times, edge, length, end - third);
    near.forEach((t, which) => {
      const perMetre = (far[which] - t) / third;
      for (const limit of limits) {
        const at = begin + third + (limit - t) / perMetre;
        if (at > begin && at < end) cuts.add(at);
      }
    });
  }
}

function classAt(metres: number, limits: readonly number[]): number {
  if (metres <= limits[0]) return 0;
  if (metres <= limits[1]) return 1;
  if (metres <= limits[2]) return 2;
  return metres < Infinity ? BEYOND : NEVER;
}

/** Cuts of one edge, kept inside it, sorted by insertion (they are few); reused for every edge. */
class CutList {
  count = 0;
  values: Float64Array;
  private length = 0;

  constructor(capacity: number) {
    this.values = new Float64Array(capacity);
  }

  clear(length: number): void {
    this.count = 0;
    this.length = length;
  }

  add(at: number): void {
    if (!(at > HAIR && at < this.length - HAIR)) return;
    if (this.count === this.values.length) this.values = grown(this.values, this.count + 1);
    this.values[this.count++] = at;
  }

  sort(): void {
    const { values } = this;
    if (this.count > 32) values.subarray(0, this.count).sort();
    else
      for (let i = 1; i < this.count; i++) {
        const value = values[i];
        let j = i - 1;
        for (; j >= 0 && values[j] > value; j--) values[j + 1] = values[j];
        values[j + 1] = value;
      }
    let kept = 0;
    for (let i = 0; i < this.count; i++)
      if (kept === 0 || values[i] - values[kept - 1] > HAIR) values[kept++] = values[i];
    this.count = kept;
  }
}
