/**
 * 图纸达标、脚下不达标, by cause: who has a site within the radius drawn on plans and cannot walk to one in time, and what lies between
 * (路网缺口, domain.md §3: straight line ≤ R, network > R). Every person has one cause, the first that holds:
 * pace (the straight line itself takes longer than the limit at their pace: no street could help), water, rail, road (the straight line to
 * the nearest site crosses one), apart (no way leads to any site), compound (it crosses a gated compound), around (streets go round).
 */
import type { CutOffCause, CutOffFindings, ServiceFindings } from '../domain/findings';
import { cutOffCauses } from '../domain/findings';
import type { WalkSettings } from '../domain/study';
import type { Facilities } from '../domain/tables';
import type { Graph } from '../network/graph';
import type { Obstacles } from '../routing/obstacles';
import { COMPOUND, RAIL, ROAD, WATER } from '../routing/obstacles';
import type { Places } from '../routing/places';
import { toMm } from '../routing/profile';
import { nearestStraight, straightEntrances } from '../routing/straight';
import type { PreparedService } from './coverage';
import { limitMillimetres } from './limit';

/** The straight line of each demand point to its nearest site, and what it crosses; free of pace and limit. */
export interface StraightLines {
  /** Facility nearest in a straight line, -1 without sites. */
  readonly facility: Int32Array;
  readonly metres: Float64Array;
  /** Bits of `obstacles.ts`; asked only of those who need an answer. */
  acrossOf(point: number): number;
}

export function straightLines(
  facilities: Facilities,
  sites: Int32Array,
  places: Places,
  graph: Graph,
  obstacles: Obstacles,
): StraightLines {
  const { pointLons, pointLats, demand, entrances } = places;
  const nearest = nearestStraight(pointLons, pointLats, straightEntrances(facilities), sites, 1);
  const known = new Int8Array(pointLons.length).fill(-1);
  return {
    facility: nearest.facility,
    metres: nearest.metres,
    acrossOf(point) {
      if (known[point]! >= 0) return known[point]!;
      const facility = nearest.facility[point]!;
      const [lon, lat] = [pointLons[point]!, pointLats[point]!];
      // The entrance that is as near as the facility is.
      let door = entrances.first[facility]!;
      let least = Infinity;
      for (let i = door; i < entrances.first[facility + 1]!; i++) {
        const east = (facilities.entranceLons[i]! - lon) * Math.cos((lat * Math.PI) / 180);
        const metres = Math.hypot(east, facilities.entranceLats[i]! - lat);
        if (metres < least) [least, door] = [metres, i];
      }
      const own = new Set<number>();
      for (const edge of [demand.edge[point]!, entrances.links.edge[door]!])
        if (edge >= 0) own.add(graph.edgePatch[edge]!);
      return (known[point] = obstacles.across(
        lon,
        lat,
        facilities.entranceLons[door]!,
        facilities.entranceLats[door]!,
        own,
      ));
    },
  };
}

/**
 * Persons by cause and row: each age band at its own pace where the elders have bands, everybody at `walk.metresPerSecond` else. Unlinked
 * rows are in none. Invariant: Σ causes = persons who are covered on paper and not on foot.
 */
export function cutOffBy(
  prepared: PreparedService,
  lines: StraightLines,
  walk: WalkSettings,
): CutOffFindings {
  const { people, nearest, mm, bandMm } = prepared;
  const { first, share } = people.demand;
  const rows = first.length - 1;
  const groups = [
    ...people.bands.map(({ band, population }) => ({
      persons: population.persons,
      mm: bandMm?.[band] ?? mm,
      limit: limitMillimetres(walk.limitMinutes, walk.paces[band]),
    })),
    {
      persons: people.remainder.persons,
      mm,
      limit: limitMillimetres(walk.limitMinutes, walk.metresPerSecond),
    },
  ];
  const rowPersons = new Float64Array(rows);
  const rowCause = new Uint8Array(rows);
  const ofRow = new Float64Array(cutOffCauses.length);
  // Columns, not objects: this runs over every row at each step of a slider.
  const [personsOf, mmOf] = [groups.map(({ persons }) => persons), groups.map((group) => group.mm)];
  const limitOf = Float64Array.from(groups, ({ limit }) => limit);
  const straight = lines.metres;
  const sums = new Float64Array(cutOffCauses.length);
  for (let row = 0; row < rows; row++) {
    let all = 0;
    for (let k = first[row]!; k < first[row + 1]!; k++) {
      if (!(straight[k]! <= walk.paperMetres)) continue;
      for (let g = 0; g < limitOf.length; g++) {
        if (mmOf[g]![k]! <= limitOf[g]!) continue;
        const here = personsOf[g]![row]! * share[k]!;
        if (!(here > 0)) continue;
        const cause =
          toMm(straight[k]!) > limitOf[g]! ? 0 : causeOf(lines.acrossOf(k), nearest.facility[k]! < 0);
        sums[cause]! += here;
        ofRow[cause]! += here;
        all += here;
      }
    }
    if (all === 0) continue;
    rowPersons[row] = all;
    // What cuts off most of the row; the pace only where nothing else does.
    let most = 0;
    for (let cause = 1; cause < ofRow.length; cause++)
      if (ofRow[cause]! > (most === 0 ? 0 : ofRow[most]!)) most = cause;
    rowCause[row] = most;
    ofRow.fill(0);
  }
  const persons = Object.fromEntries(cutOffCauses.map((cause, i) => [cause, sums[i]!]));
  return { persons: persons as Record<CutOffCause, number>, rowPersons, rowCause };
}

/** What keeps most of a row's persons; null where none of them is cut off. */
export function causeOfRow({ cutOff }: ServiceFindings, row: number): CutOffCause | null {
  return cutOff !== undefined && cutOff.rowPersons[row]! > 0 ? cutOffCauses[cutOff.rowCause[row]!]! : null;
}

/** Positions in `cutOffCauses`; the pace is 0. */
const positionOf = (cause: CutOffCause): number => cutOffCauses.indexOf(cause);
const water = positionOf('water');
const rail = positionOf('rail');
const road = positionOf('road');
const apart = positionOf('apart');
const compound = positionOf('compound');
const around = positionOf('around');

function causeOf(across: number, isUnreached: boolean): number {
  if ((across & WATER) !== 0) return water;
  if ((across & RAIL) !== 0) return rail;
  if ((across & ROAD) !== 0) return road;
  if (isUnreached) return apart;
  return (across & COMPOUND) !== 0 ? compound : around;
}
