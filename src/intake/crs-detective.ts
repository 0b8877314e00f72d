/**
 * Which system a layer's coordinates are in, by where each reading puts them: points of a town lie near its streets and inside its districts.
 * It proposes and applies nothing.
 */
import type { MultiPolygon, Polygon } from 'geojson';
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import type { CrsCandidate, CrsVerdict, Districts, RawStreets } from '../domain/tables';
import type { Shift } from './crs';
import { findSystem, fromWgs84, toWgs84 } from './crs';
import { middle, possibleSystems } from './crs-candidates';
import { shapeBounds } from './polygons';
import type { Bounds, StreetDistance } from './street-distance';
import { streetDistance } from './street-distance';

/** What places are held against; either may be missing, not both. */
export interface Reference {
  readonly streets: StreetDistance | null;
  readonly districts: readonly (Polygon | MultiPolygon)[];
  readonly bounds: Bounds;
}

export interface Finding {
  /** Likeliest first; the system in use is always among them. */
  readonly candidates: readonly CrsCandidate[];
  readonly verdict: CrsVerdict;
}

/** Null where there are neither streets nor district boundaries. */
export function referenceOf(streets: RawStreets | null, districts: Districts): Reference | null {
  const shapes = districts.polygons.filter((polygon) => polygon !== null);
  const lines = streets === null || streets.refs.length === 0 ? null : streetDistance(streets);
  if (lines === null && shapes.length === 0) return null;
  let bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [w, s, e, n] of [...shapes.map(shapeBounds), ...(lines === null ? [] : [lines.bounds])])
    bounds = [Math.min(bounds[0], w), Math.min(bounds[1], s), Math.max(bounds[2], e), Math.max(bounds[3], n)];
  return { streets: lines, districts: shapes, bounds };
}

/** Enough to tell; more of them say nothing new. */
const mostPoints = 400;
/** Readings this close together are of one family: the datums of one zone. */
const familyMetres = 150;
/** The old datums' ellipsoids lie within metres of the new one's: without better evidence, the one that the law asks for since 2018. */
const oldDatumCost = 3;
/** e³ ≈ 20 times likelier than the next. */
const clearMargin = 3;

/**
 * `lons`, `lats`: the places as read with `used` (and `shift`). Null where no place is left to judge. Repeated places count once: a building
 * with forty flats says its place once.
 */
export function weighSystems(
  lons: Float64Array,
  lats: Float64Array,
  used: string,
  shift: Shift | null,
  reference: Reference,
): Finding | null {
  const picked = somePoints(lons, lats);
  const raw = fromWgs84(used, picked.lons, picked.lats, shift);
  if (!raw.ok || picked.lons.length === 0) return null;
  const { xs, ys } = raw.value;
  const found: Weighed[] = [];
  for (const id of new Set([used, ...possibleSystems(xs, ys, reference.bounds)])) {
    const placed = toWgs84(id, xs, ys, id === used ? shift : null);
    if (!placed.ok) continue;
    const weighed = weigh(id, placed.value.lons, placed.value.lats, picked, reference);
    // Another continent is no candidate, and neither is what moves nothing, as GCJ-02 abroad.
    const isUseful = weighed.inBounds > 0.5 && !found.some((one) => isSamePlace(one, weighed));
    if (id === used || isUseful) found.push(weighed);
  }
  found.sort((a, b) => b.score - a.score);
  const [best, ...others] = found as [Weighed, ...Weighed[]];
  const rival = others.find((one) => metresApart(one, best) > familyMetres);
  const margin = rival === undefined ? clearMargin : best.score - rival.score;
  const isClear = margin >= clearMargin && best.inBounds > 0.5 && standsOut(best, picked, reference);
  return {
    candidates: found.map(({ candidate }) => candidate),
    verdict: { kind: isClear ? 'clear' : 'doubtful', margin: Math.round(margin * 10) / 10 },
  };
}

interface Points {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

interface Weighed extends Points {
  readonly candidate: CrsCandidate;
  /** Natural logarithm of the likelihood, up to a constant that all share. */
  readonly score: number;
  /** Share in the reference's extent, a little widened. */
  readonly inBounds: number;
}

/** Spread evenly over the file's order, each place once. */
function somePoints(lons: Float64Array, lats: Float64Array): Points {
  const seen = new Set<string>();
  const at: number[] = [];
  const step = Math.max(1, Math.floor(lons.length / (4 * mostPoints)));
  for (let i = 0; i < lons.length && at.length < mostPoints; i += step) {
    if (!Number.isFinite(lons[i]!) || !Number.isFinite(lats[i]!)) continue;
    const key = `${lons[i]!.toFixed(5)} ${lats[i]!.toFixed(5)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    at.push(i);
  }
  return { lons: Float64Array.from(at, (i) => lons[i]!), lats: Float64Array.from(at, (i) => lats[i]!) };
}

function weigh(
  id: string,
  lons: Float64Array,
  lats: Float64Array,
  now: Points,
  reference: Reference,
): Weighed {
  const metres = distancesOf(lons, lats, reference);
  const inside = containment(lons, lats, reference);
  const system = findSystem(id)!;
  const candidate: CrsCandidate = {
    system: system.id,
    name: system.name,
    medianMetres: metres === null ? null : round1(middle(metres)),
    shareNear: metres === null ? null : share(metres, (d) => d <= 30),
    contained: inside,
    shiftMetres: round1(
      middle(Array.from(lons, (lon, i) => distanceMetres(lon, lats[i]!, now.lons[i]!, now.lats[i]!))),
    ),
  };
  const [w, s, e, n] = reference.bounds;
  const [padX, padY] = [0.3 * (e - w) + 0.02, 0.3 * (n - s) + 0.02];
  const inBounds = share(
    Float64Array.from(lons, (lon, i) =>
      lon > w - padX && lon < e + padX && lats[i]! > s - padY && lats[i]! < n + padY ? 1 : 0,
    ),
    (is) => is === 1,
  );
  const score = scoreOf(metres, lons, lats, reference) - (system.needsShift ? oldDatumCost : 0);
  return { candidate, lons, lats, inBounds, score };
}

/**
 * Places lie off their street with a spread that the file does not tell (the likeliest of a few is taken), and some lie anywhere;
 * in districts, nearly all lie in one.
 */
function scoreOf(
  metres: Float64Array | null,
  lons: Float64Array,
  lats: Float64Array,
  { districts }: Reference,
): number {
  let score = 0;
  if (metres !== null)
    score = Math.max(
      ...[4, 10, 25, 60].map((spread) => {
        let sum = 0;
        for (const d of metres)
          sum += Math.log(
            (0.92 * Math.SQRT2 * Math.exp((-d * d) / (2 * spread * spread))) / (spread * Math.sqrt(Math.PI)) +
              (0.08 * Math.exp(-(Number.isNaN(d) ? 1000 : d) / 400)) / 400,
          );
        return sum;
      }),
    );
  if (districts.length > 0)
    for (let i = 0; i < lons.length; i++)
      score += Math.log(isInAny(lons[i]!, lats[i]!, districts) ? 0.97 : 0.03);
  return score;
}

/** Whether the places fit better where they are than moved by a few hundred metres in any direction: chance alone would not do that. */
function standsOut(best: Weighed, { lons }: Points, reference: Reference): boolean {
  for (const metres of [300, 500, 800, 1200])
    for (let k = 0; k < 8; k++) {
      const angle = ((k + metres / 1000) * Math.PI) / 4;
      const scale = metresPerDegree(best.lats[0]!);
      const east = (metres * Math.cos(angle)) / scale.lon;
      const north = (metres * Math.sin(angle)) / scale.lat;
      const movedLons = best.lons.map((lon) => lon + east);
      const movedLats = best.lats.map((lat) => lat + north);
      const metresOff = distancesOf(movedLons, movedLats, reference);
      if (scoreOf(metresOff, movedLons, movedLats, reference) >= best.score) return false;
    }
  return lons.length >= 3;
}

function distancesOf(lons: Float64Array, lats: Float64Array, { streets }: Reference): Float64Array | null {
  return streets === null ? null : lons.map((lon, i) => streets.metresFrom(lon, lats[i]!));
}

function containment(lons: Float64Array, lats: Float64Array, { districts, bounds }: Reference): number {
  const [w, s, e, n] = bounds;
  const inside = lons.map((lon, i) => {
    const lat = lats[i]!;
    const is =
      districts.length > 0 ? isInAny(lon, lat, districts) : lon >= w && lon <= e && lat >= s && lat <= n;
    return is ? 1 : 0;
  });
  return share(inside, (is) => is === 1);
}

function isInAny(lon: number, lat: number, shapes: readonly (Polygon | MultiPolygon)[]): boolean {
  return shapes.some((shape) => {
    const [w, s, e, n] = boundsOf(shape);
    if (!(lon >= w && lon <= e && lat >= s && lat <= n)) return false;
    const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    return parts.some((rings) => {
      let inside = false;
      for (const ring of rings)
        for (let i = 1; i < ring.length; i++) {
          const [x1, y1] = ring[i - 1] as [number, number];
          const [x2, y2] = ring[i] as [number, number];
          if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
        }
      return inside;
    });
  });
}

const boundsKept = new WeakMap<object, readonly [number, number, number, number]>();

function boundsOf(shape: Polygon | MultiPolygon): readonly [number, number, number, number] {
  let bounds = boundsKept.get(shape);
  if (bounds === undefined) boundsKept.set(shape, (bounds = shapeBounds(shape)));
  return bounds;
}

function metresApart(a: Points, b: Points): number {
  const apart = middle(
    Array.from(a.lons, (lon, i) => distanceMetres(lon, a.lats[i]!, b.lons[i]!, b.lats[i]!)),
  );
  return Number.isNaN(apart) ? Infinity : apart;
}

function isSamePlace(a: Points, b: Points): boolean {
  return metresApart(a, b) < 0.5;
}

function share(values: Float64Array, is: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (is(value)) count++;
  return values.length === 0 ? 0 : Math.round((1000 * count) / values.length) / 1000;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
