/** The "why" of one facility, asked of the last run. */
import type { Service } from '../domain/service';
import type { FacilityStory } from '../domain/stories';
import { cutCircle } from '../layers/cut-streets';
import type { Solution } from '../pipeline';
import { facilityReach } from '../routing/facility-reach';
import { reachMatrix } from '../routing/matrix';
import { matrixStraight, straightEntrances } from '../routing/straight';

/** Rows listed in a facility's story. */
const longestList = 1000;

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

function rowsOfPoints(first: Int32Array, points: number): Int32Array {
  const rows = new Int32Array(points);
  for (let row = 0; row < first.length - 1; row++) rows.fill(row, first[row], first[row + 1]);
  return rows;
}
