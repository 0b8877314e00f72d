/** The "why" of one elder place or one facility, asked of the last run. */
import type { ServiceFindings } from '../domain/findings';
import type { Service } from '../domain/service';
import type { ElderStory, FacilityStory, ReachReason, ServiceReach, Way } from '../domain/stories';
import { distanceMetres } from '../domain/ellipsoid';
import { cutCircle } from '../layers/cut-streets';
import type { Solution } from '../pipeline';
import { facilityReach } from '../routing/facility-reach';
import { reachMatrix } from '../routing/matrix';
import { findWay, type Leg, type StreetPoint } from '../routing/path';
import { matrixStraight, straightEntrances } from '../routing/straight';
import { wayFacts } from '../routing/way-facts';

/** Rows listed in a facility's story. */
const longestList = 1000;

export function tellElder(solution: Solution, row: number, service: Service): ElderStory {
  const { findings } = solution;
  const services = findings.services.map((found) => reachOf(solution, found, row));
  const asked = findings.services.find((found) => found.service === service);
  return {
    row,
    linked: findings.elderLinks.linked[row] === 1,
    snapMetres: findings.elderLinks.snapMetres[row]!,
    services,
    way: asked ? wayTo(solution, row, asked.nearest[row]!) : null,
  };
}

export async function tellFacility(
  solution: Solution,
  facility: number,
  service: Service,
): Promise<FacilityStory> {
  const { findings, graph, profile, places } = solution;
  const { walk } = findings.settings;
  const limitMetres = walk.limitMinutes * 60 * walk.metresPerSecond;
  const found = findings.services.find((one) => one.service === service);
  const site = Int32Array.of(facility);
  const matrix = graph
    ? await reachMatrix(graph, profile, places.entrances, places.demand, limitMetres, undefined, site)
    : await matrixStraight(
        places.pointLons,
        places.pointLats,
        straightEntrances(findings.facilities),
        walk.detour,
        limitMetres,
        undefined,
        site,
      );
  const nearestMm = new Map<number, number>();
  const rowOf = rowsOfPoints(places.demand.first, places.demand.edge.length);
  for (let pair = matrix.first[facility]!; pair < matrix.first[facility + 1]!; pair++) {
    const row = rowOf[matrix.point[pair]!]!;
    nearestMm.set(row, Math.min(nearestMm.get(row) ?? Infinity, matrix.mm[pair]!));
  }
  const rows = [...nearestMm].sort((a, b) => a[1] - b[1] || a[0] - b[0]).slice(0, longestList);
  return {
    facility,
    linked: findings.facilityLinks.linked[facility] === 1,
    snapMetres: findings.facilityLinks.snapMetres[facility]!,
    service,
    circle: graph
      ? cutCircle(
          graph,
          await facilityReach(graph, profile, places.entrances, facility, limitMetres),
          limitMetres,
        )
      : {
          count: 0,
          first: new Uint32Array(1),
          lonLats: new Float64Array(0),
          classes: new Uint8Array(0),
          steps: new Uint8Array(0),
        },
    eldersWithin: found?.eldersWithin[facility] ?? NaN,
    eldersAlone: found?.eldersAlone[facility] ?? NaN,
    rows: Int32Array.from(rows, ([row]) => row),
    seconds: Float64Array.from(rows, ([, mm]) => mm / 1000 / walk.metresPerSecond),
  };
}

function reachOf({ findings }: Solution, found: ServiceFindings, row: number): ServiceReach {
  return {
    service: found.service,
    reason: reasonOf(findings, found, row),
    facility: found.nearest[row]!,
    straightMetres: found.straightMetres[row]!,
    metres: found.metres[row]!,
    seconds: found.seconds[row]!,
    choices: found.choices[row]!,
  };
}

function reasonOf(findings: Solution['findings'], found: ServiceFindings, row: number): ReachReason {
  if (findings.elderLinks.linked[row] === 0) return 'unlinked';
  if (found.sites.length === 0) return 'noSite';
  if (found.within[row]! > 0) return 'reached';
  if (found.nearest[row]! >= 0) return 'tooFar';
  return findings.elderLinks.island[row] === 1 ? 'island' : 'notConnected';
}

/** The legs of the way of an elder row to its nearest site of a service; none where there is no way. */
export function legsTo(solution: Solution, row: number, service: Service): readonly Leg[] {
  const { findings, graph, profile, places } = solution;
  const facility = findings.services.find((found) => found.service === service)?.nearest[row] ?? -1;
  const place = standsAt(solution, row);
  if (graph === null || facility < 0 || place === null) return [];
  return findWay(graph, profile, places.entrances, facility, place)?.legs ?? [];
}

function wayTo(solution: Solution, row: number, facility: number): Way | null {
  const { findings, graph, profile, places } = solution;
  const place = standsAt(solution, row);
  if (graph === null || facility < 0 || place === null) return null;
  const way = findWay(graph, profile, places.entrances, facility, place);
  return (
    way && {
      lonLats: way.lonLats,
      metres: way.metres,
      seconds: way.effectiveMetres / findings.settings.walk.metresPerSecond,
      stepsMetres: way.stepsMetres,
      bridgeMetres: way.bridgeMetres,
      names: way.names,
      facts: wayFacts(graph, way.legs),
    }
  );
}

/** Where a row stands on the streets; of a polygon the piece nearest to its inner point, which stands for it on the map. */
function standsAt({ findings, places }: Solution, row: number): StreetPoint | null {
  const { demand, pointLons, pointLats } = places;
  const { elders } = findings;
  let best = -1;
  let bestMetres = Infinity;
  for (let k = demand.first[row]!; k < demand.first[row + 1]!; k++) {
    const metres = distanceMetres(elders.lons[row]!, elders.lats[row]!, pointLons[k]!, pointLats[k]!);
    if (metres < bestMetres) {
      bestMetres = metres;
      best = k;
    }
  }
  if (best < 0) return null;
  return {
    edge: demand.edge[best]!,
    along: demand.along[best]!,
    perpendicular: demand.perpendicular[best]!,
  };
}

function rowsOfPoints(first: Int32Array, points: number): Int32Array {
  const rows = new Int32Array(points);
  for (let row = 0; row < first.length - 1; row++) rows.fill(row, first[row], first[row + 1]);
  return rows;
}
