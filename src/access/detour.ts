/**
 * The detour factor: metres walked for each metre of the straight line to the same facility (pedestrian route directness). At least 1 but for
 * rounding; 1.4 on a square grid in the worst direction.
 */
import { distanceMetres } from '../domain/ellipsoid';
import type { Coverage, ServiceCoverage } from '../domain/findings';
import type { DetourPlace } from '../domain/stories';
import type { Elders, Facilities } from '../domain/tables';
import type { Nearest } from '../routing/nearest';
import type { Places } from '../routing/places';

/** Classes: up to and with each limit, then beyond the last. */
export const detourLimits = [1.2, 1.5, 2, 3] as const;
/** The class of streets that lead to no facility. */
export const noDetour = detourLimits.length + 1;
/** On shorter straight lines (metres) the way from the street to the door decides, not the streets. */
export const leastStraightMetres = 50;
const mostWorst = 50;

export function detourClass(factor: number): number {
  const at = detourLimits.findIndex((limit) => factor <= limit);
  return at < 0 ? detourLimits.length : at;
}

/** Straight metres from a place to the nearest entrance of a facility. */
export function straightTo(facilities: Facilities, facility: number, lon: number, lat: number): number {
  let least = Infinity;
  for (let i = facilities.entranceFirst[facility]!; i < facilities.entranceFirst[facility + 1]!; i++)
    least = Math.min(
      least,
      distanceMetres(lon, lat, facilities.entranceLons[i]!, facilities.entranceLats[i]!),
    );
  return least;
}

/** Of a row that is a point and reaches a site at least `leastStraightMetres` away; NaN else, and without streets. */
export function detourOfRow(
  { approximate, elders, facilities }: Coverage,
  { metres, nearest }: ServiceCoverage,
  row: number,
): number {
  const facility = nearest[row]!;
  if (approximate || facility < 0 || elders.polygons[row]) return NaN;
  const straight = straightTo(facilities, facility, elders.lons[row]!, elders.lats[row]!);
  return straight < leastStraightMetres ? NaN : metres[row]! / straight;
}

/**
 * Factors of all who reach a site and whose straight line has at least `leastStraightMetres`: quartiles weighted by persons, persons by
 * class, and the rows with the greatest (of a polygon its worst piece).
 */
export function detoursOf(elders: Elders, facilities: Facilities, places: Places, nearest: Nearest) {
  const { demand, pointLons, pointLats } = places;
  const factors: number[] = [];
  const weights: number[] = [];
  const persons = new Array<number>(detourLimits.length + 1).fill(0);
  const worst: DetourPlace[] = [];
  for (let row = 0; row < elders.count; row++) {
    const all = elders.elders[row]!;
    if (!(all > 0)) continue;
    let ofRow: DetourPlace | null = null;
    for (let k = demand.first[row]!; k < demand.first[row + 1]!; k++) {
      const facility = nearest.facility[k]!;
      if (facility < 0) continue;
      const straightMetres = straightTo(facilities, facility, pointLons[k]!, pointLats[k]!);
      if (straightMetres < leastStraightMetres) continue;
      const metres = nearest.metres[k]!;
      const factor = metres / straightMetres;
      const here = all * demand.share[k]!;
      factors.push(factor);
      weights.push(here);
      persons[detourClass(factor)]! += here;
      if (ofRow === null || factor > ofRow.factor) ofRow = { row, facility, metres, straightMetres, factor };
    }
    if (ofRow !== null) worst.push(ofRow);
  }
  worst.sort((a, b) => b.factor - a.factor || a.row - b.row);
  const [lowerQuartile, median, upperQuartile] = weightedQuantiles(factors, weights, [0.25, 0.5, 0.75]);
  return {
    lowerQuartile: lowerQuartile!,
    median: median!,
    upperQuartile: upperQuartile!,
    persons,
    worst: worst.slice(0, mostWorst),
  };
}

/** The least value at which at least a share `q` of the weight has been reached; NaN without values. */
export function weightedQuantiles(
  values: readonly number[],
  weights: readonly number[],
  quantiles: readonly number[],
): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return quantiles.map((q) => {
    let sum = 0;
    for (const i of order) {
      sum += weights[i]!;
      if (sum >= q * total * (1 - 1e-12)) return values[i]!;
    }
    return NaN;
  });
}
