/**
 * Distances without streets: straight line × detour, called approximate wherever they are shown. Same types as on streets.
 * Sites are sorted by latitude and looked at outwards until latitude alone is too far: exact, and quick for some thousands.
 */
import { distanceMetres } from '../domain/ellipsoid';
import { pacer, type Control } from '../domain/progress';
import type { Elders, Facilities } from '../domain/tables';
import type { Demand } from './demand';
import type { SparseMatrix } from './matrix';
import type { Nearest } from './nearest';
import { toLimitMm, toMm } from './profile';

/** A degree of latitude is nowhere shorter, so this bounds a distance from below. */
const leastMetresPerDegree = 110_500;

export interface StraightEntrances {
  /** As in `Entrances.first`. */
  readonly first: Int32Array;
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

/** All entrances of all facilities, as the functions below take them. */
export function straightEntrances(facilities: Facilities): StraightEntrances {
  return { first: facilities.entranceFirst, lons: facilities.entranceLons, lats: facilities.entranceLats };
}

/** Degrees of the entrances of some facilities. */
export function entrancesOfSites(
  facilities: Facilities,
  sites: Int32Array,
): { readonly lons: Float64Array; readonly lats: Float64Array } {
  const { entranceFirst, entranceLons, entranceLats } = facilities;
  const entrances: number[] = [];
  for (const site of sites) {
    for (let i = entranceFirst[site]; i < entranceFirst[site + 1]; i++) entrances.push(i);
  }
  return {
    lons: Float64Array.from(entrances, (i) => entranceLons[i]),
    lats: Float64Array.from(entrances, (i) => entranceLats[i]),
  };
}

/** Straight metres of each elder row: the mean over the pieces of a polygon's street, else from the place itself. */
export function straightOfRows(
  elders: Elders,
  demand: Demand,
  straightPieces: Float64Array,
  sites: { readonly lons: Float64Array; readonly lats: Float64Array },
): Float64Array {
  const { first, share } = demand;
  const metres = new Float64Array(elders.count);
  const unlinked: number[] = [];
  for (let row = 0; row < elders.count; row++) {
    if (first[row] === first[row + 1]) unlinked.push(row);
    for (let k = first[row]; k < first[row + 1]; k++) metres[row] += share[k] * straightPieces[k];
  }
  const lons = Float64Array.from(unlinked, (row) => elders.lons[row]);
  const lats = Float64Array.from(unlinked, (row) => elders.lats[row]);
  straightNearest(lons, lats, sites.lons, sites.lats).forEach(
    (value, index) => (metres[unlinked[index]] = value),
  );
  return metres;
}

/** Straight metres from each place to the nearest site; Infinity where there is none. */
export function straightNearest(
  lons: Float64Array,
  lats: Float64Array,
  siteLons: Float64Array,
  siteLats: Float64Array,
): Float64Array {
  const order = Int32Array.from({ length: siteLons.length }, (_, i) => i);
  const sorted = sortByLatitude(order, siteLons, siteLats);
  return Float64Array.from({ length: lons.length }, (_, i) => {
    let best = Infinity;
    outwards(sorted, lats[i], (n) => {
      const metres = distanceMetres(lons[i], lats[i], sorted.lons[n], sorted.lats[n]);
      if (metres < best) best = metres;
      return best;
    });
    return best;
  });
}

/** One demand point a row, on no edge. */
export function straightDemand(rows: number): Demand {
  return {
    rows,
    first: Int32Array.from({ length: rows + 1 }, (_, r) => r),
    edge: new Int32Array(rows).fill(-1),
    along: new Float64Array(rows),
    perpendicular: new Float64Array(rows),
    share: new Float64Array(rows).fill(1),
  };
}

/** As `nearestSites`: mm and metres are straight line × detour. Ties: lowest facility row. */
export function nearestStraight(
  lons: Float64Array,
  lats: Float64Array,
  entrances: StraightEntrances,
  sites: Int32Array,
  detour: number,
): Nearest {
  const points = lons.length;
  const facility = new Int32Array(points).fill(-1);
  const effectiveMm = new Float64Array(points).fill(Infinity);
  const metres = new Float64Array(points).fill(Infinity);
  const { order, facilityOf } = entrancesOf(entrances, sites);
  const sorted = sortByLatitude(order, entrances.lons, entrances.lats);
  for (let k = 0; k < points; k++) {
    outwards(sorted, lats[k], (n) => {
      const walked = detour * distanceMetres(lons[k], lats[k], sorted.lons[n], sorted.lats[n]);
      const mm = Math.round(walked * 1000);
      const f = facilityOf[sorted.order[n]];
      if (
        mm < effectiveMm[k] ||
        (mm === effectiveMm[k] && (f < facility[k] || (f === facility[k] && walked < metres[k])))
      ) {
        effectiveMm[k] = mm;
        facility[k] = f;
        metres[k] = walked;
      }
      // One mm more, so that ties are seen.
      return (effectiveMm[k] + 1) / 1000 / detour;
    });
  }
  return { facility, effectiveMm, metres, effectiveMetres: metres.slice() };
}

/** As `reachMatrix`. */
export async function matrixStraight(
  lons: Float64Array,
  lats: Float64Array,
  entrances: StraightEntrances,
  detour: number,
  limitEffectiveMetres: number,
  control?: Control,
  sites?: Int32Array,
): Promise<SparseMatrix> {
  const limitMm = toLimitMm(limitEffectiveMetres);
  const rows = entrances.first.length - 1;
  const points = sortByLatitude(
    Int32Array.from({ length: lons.length }, (_, k) => k),
    lons,
    lats,
  );
  const wanted = sites ? new Set(sites) : null;
  const pace = pacer(control);
  const first = new Int32Array(rows + 1);
  const point: number[] = [];
  const mm: number[] = [];
  const best = new Map<number, number>();
  for (let f = 0; f < rows; f++) {
    if ((f & 15) === 0) await pace();
    best.clear();
    for (let i = entrances.first[f]; i < entrances.first[f + 1]; i++) {
      if (wanted && !wanted.has(f)) break;
      outwards(points, entrances.lats[i], (n) => {
        const metres = distanceMetres(points.lons[n], points.lats[n], entrances.lons[i], entrances.lats[i]);
        const walkedMm = toMm(detour * metres);
        const k = points.order[n];
        if (walkedMm <= limitMm && walkedMm < (best.get(k) ?? Infinity)) best.set(k, walkedMm);
        return (limitMm + 1) / 1000 / detour;
      });
    }
    for (const [k, walkedMm] of best) {
      point.push(k);
      mm.push(walkedMm);
    }
    first[f + 1] = point.length;
  }
  return { rows, first, point: Int32Array.from(point), mm: Int32Array.from(mm) };
}

interface ByLatitude {
  readonly order: Int32Array;
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

function sortByLatitude(order: Int32Array, lons: Float64Array, lats: Float64Array): ByLatitude {
  const sorted = order.slice().sort((a, b) => lats[a] - lats[b] || a - b);
  return {
    order: sorted,
    lons: Float64Array.from(sorted, (i) => lons[i]),
    lats: Float64Array.from(sorted, (i) => lats[i]),
  };
}

/** Visits positions from `lat` outwards; `visit` returns the metres beyond which nothing matters any more. */
function outwards(sorted: ByLatitude, lat: number, visit: (position: number) => number): void {
  const { lats } = sorted;
  let low = 0;
  let high = lats.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lats[middle] < lat) low = middle + 1;
    else high = middle;
  }
  let down = low - 1;
  let up = low;
  let reach = Infinity;
  while (down >= 0 || up < lats.length) {
    const below = down >= 0 ? lat - lats[down] : Infinity;
    const above = up < lats.length ? lats[up] - lat : Infinity;
    if (Math.min(below, above) * leastMetresPerDegree > reach) return;
    reach = visit(below <= above ? down-- : up++);
  }
}

function entrancesOf(entrances: StraightEntrances, sites: Int32Array) {
  const facilityOf = new Int32Array(entrances.lons.length).fill(-1);
  const order: number[] = [];
  for (const f of sites)
    for (let i = entrances.first[f]; i < entrances.first[f + 1]; i++) {
      facilityOf[i] = f;
      order.push(i);
    }
  return { order: Int32Array.from(order), facilityOf };
}
