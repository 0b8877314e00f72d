/** What a place reaches and why it takes so long: an elder row, or any spot that was pointed at. Asked of the last run, kept nowhere. */
import { reachOfRow } from '../access/row-reach';
import { straightSeconds, waySeconds, type WalkedWay } from '../access/way-seconds';
import { everybody, walkerOfWho, walkingOn, waits, type Walker, type Walking } from '../access/walkers';
import { distanceMetres } from '../domain/ellipsoid';
import type { ServiceCoverage } from '../domain/findings';
import { bands, type Band, type Service } from '../domain/service';
import {
  nameOfWho,
  type ElderStory,
  type PlaceStory,
  type ReachReason,
  type ServiceWay,
  type SpotStory,
  type Way,
  type WayCause,
  type WaySeconds,
  type Who,
} from '../domain/stories';
import type { Direction } from '../domain/study';
import { fieldKey, type Solution, type Walked } from '../pipeline';
import { buildDemand, type Demand } from '../routing/demand';
import { linkPoints } from '../routing/link';
import { nearestInField, type Nearest } from '../routing/nearest';
import { findWay, type Leg, type StreetPoint, type WayFound } from '../routing/path';
import { entrancesOfSites, nearestStraight, straightEntrances, straightNearest } from '../routing/straight';
import { wayCosts } from '../routing/way-costs';
import { wayFacts } from '../routing/way-facts';
import { fieldAt } from './street-views';

/** A place to be told of: its points on the streets, one row of demand, each with its degrees. */
interface Place {
  readonly demand: Demand;
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** The point that stands for it, a position in these; -1 where it is unlinked. */
  readonly standing: number;
  readonly island: boolean;
  readonly snapMetres: number;
}

/** Choices are counted by a whole run only. */
export function tellElder(walked: Walked | Solution, row: number, who: Who): ElderStory {
  const { elders } = walked.coverage;
  const choicesOf = (service: Service): number => {
    if (who !== 'everybody' || !('findings' in walked)) return NaN;
    return walked.findings.services.find((one) => one.service === service)?.choices[row] ?? NaN;
  };
  const present = who === 'everybody' ? bands.filter((band) => (elders.bands[band]?.[row] ?? 0) > 0) : [];
  const story = tellPlace(walked, placeOfRow(walked, row), who, present, (found) => ({
    straightMetres: found.straightMetres[row]!,
    choices: choicesOf(found.service),
  }));
  return { ...story, row };
}

/** Linked as elders are: to the nearest street within `snapMetres`, the mainland first. */
export function tellSpot(walked: Walked, lon: number, lat: number, who: Who): SpotStory {
  const { facilities } = walked.coverage;
  const lons = Float64Array.of(lon);
  const lats = Float64Array.of(lat);
  const story = tellPlace(walked, placeOfSpot(walked, lons, lats), who, [], ({ sites }) => {
    const entrances = entrancesOfSites(facilities, sites);
    return { straightMetres: straightNearest(lons, lats, entrances.lons, entrances.lats)[0]!, choices: NaN };
  });
  return { ...story, lon, lat };
}

/** The legs of the way of an elder row to its nearest site of a service; none where there is no way. */
export function legsTo(walked: Walked, row: number, service: Service): readonly Leg[] {
  const { coverage, graph, profile, places } = walked;
  const facility = coverage.services.find((found) => found.service === service)?.nearest[row] ?? -1;
  const point = pointOf(placeOfRow(walked, row));
  if (graph === null || facility < 0 || point === null) return [];
  return findWay(graph, profile, places.entrances, facility, point)?.legs ?? [];
}

function tellPlace(
  walked: Walked,
  place: Place,
  asked: Who,
  present: readonly Band[],
  more: (found: ServiceCoverage) => Pick<ServiceWay, 'straightMetres' | 'choices'>,
): PlaceStory {
  const { coverage, graph } = walked;
  const { settings, facilities } = coverage;
  const walking = walkingOn(graph, settings.walk);
  const who = isKnown(walked, asked) ? asked : 'everybody';
  const walker = walkerOfWho(walking, who);
  const { limitMinutes } = settings.walk;
  const linked = place.demand.edge.length > 0;
  const services = coverage.services.map((found): ServiceWay => {
    const nearest = nearestFor(walked, found, place, who);
    const reachOf = (of: Nearest, by: Walker) =>
      reachOfRow(of, place.demand.share, by, limitMinutes, facilities.count);
    const reach = reachOf(nearest, walker);
    const paces = present.map((band) => {
      const paced = everybody(walking, walking.paces[band]);
      const own = waits(walker) ? nearestFor(walked, found, place, `band:${band}`) : nearest;
      return [band, reachOf(own, paced).seconds] as const;
    });
    return {
      service: found.service,
      reason: reasonOf(place, found, reach),
      ...reach,
      ...more(found),
      ...wayAndCauses(walked, walking, who, place, reach.facility),
      paces: Object.fromEntries(paces),
    };
  });
  const { metresPerSecond } = walker;
  return { who, metresPerSecond, linked, island: place.island, snapMetres: place.snapMetres, services };
}

/** Whether the last run has fields for this walker: one whom the study no longer has is told of as everybody. */
function isKnown({ coverage, graph, otherFields }: Walked, who: Who): boolean {
  if (who === 'everybody') return true;
  const { walk } = coverage.settings;
  if (who.startsWith('walker:')) return walk.profiles.some(({ id }) => id === nameOfWho(who));
  const service = coverage.services[0]?.service ?? 'meals';
  const isSame = graph === null || !waits(everybody(walkingOn(graph, walk)));
  return isSame || otherFields.has(fieldKey(service, 'band', nameOfWho(who)));
}

/** From the fields of the last run: nothing is searched anew. */
function nearestFor(walked: Walked, found: ServiceCoverage, place: Place, who: Who): Nearest {
  const { coverage, fields, otherFields } = walked;
  const { facilities, settings } = coverage;
  const { service, sites } = found;
  const field =
    who === 'everybody'
      ? fields.get(service)
      : who.startsWith('band:')
        ? fieldAt(walked, service, nameOfWho(who) as Band)
        : (otherFields.get(fieldKey(service, 'profile', nameOfWho(who))) ?? fields.get(service));
  if (field) return nearestInField(field, place.demand);
  return nearestStraight(place.lons, place.lats, straightEntrances(facilities), sites, settings.walk.detour);
}

function reasonOf(
  place: Place,
  found: ServiceCoverage,
  reach: { facility: number; within: number },
): ReachReason {
  if (place.standing < 0) return 'unlinked';
  if (found.sites.length === 0) return 'noSite';
  if (reach.within > 0) return 'reached';
  if (reach.facility >= 0) return 'tooFar';
  return place.island ? 'island' : 'notConnected';
}

function wayAndCauses(
  { coverage, graph, places }: Walked,
  walking: Walking,
  who: Who,
  place: Place,
  facility: number,
): Pick<ServiceWay, 'way' | 'causes'> {
  const point = pointOf(place);
  if (facility < 0 || point === null) return { way: null, causes: null };
  const walker = walkerOfWho(walking, who);
  const here = [place.lons[place.standing]!, place.lats[place.standing]!] as const;
  if (graph === null) {
    const one = entrancesOfSites(coverage.facilities, Int32Array.of(facility));
    const [straight] = straightNearest(
      Float64Array.of(here[0]),
      Float64Array.of(here[1]),
      one.lons,
      one.lats,
    );
    return { way: null, causes: straightSeconds(straight! * walking.detour, straight!, walker) };
  }
  const found = findWay(graph, walker.profile, places.entrances, facility, point);
  if (found === null) return { way: null, causes: null };
  const { entranceLons, entranceLats } = coverage.facilities;
  const isBack = walking.direction === 'fromFacility';
  const facts = wayFacts(graph, isBack ? reversed(found.legs) : found.legs);
  const way: Way = {
    lonLats: found.lonLats,
    ends: [here, [entranceLons[found.entrance]!, entranceLats[found.entrance]!]],
    metres: found.metres,
    stepsMetres: found.stepsMetres,
    bridgeMetres: found.bridgeMetres,
    names: isBack ? found.names.toReversed() : found.names,
    facts,
  };
  return { way, causes: causesOf() };

  function causesOf(): WaySeconds {
    const both = walking.direction === 'bothWays';
    const there = wayOf(both ? 'toFacility' : walking.direction, facts.climbMetres, facts.descentMetres);
    const back = both ? wayOf('fromFacility', facts.descentMetres, facts.climbMetres) : null;
    return waySeconds(found!.effectiveMetres, walker, there, back);
  }

  function wayOf(direction: Direction, climb: number, descent: number): WalkedWay {
    const toStreet = point!.perpendicular;
    const toDoor = places.entrances.links.perpendicular[found!.entrance]!;
    const own = walkerOfWho({ ...walking, direction }, who);
    const costs = wayCosts(graph!, own.profile, found!.legs, { toStreet, toDoor });
    return { costs, walker: own, metres: metresOf(found!, toStreet, toDoor, climb, descent) };
  }
}

/** Steps that were counted within ordinary streets have no metres of their own. */
function metresOf(
  { metres, stepsMetres }: WayFound,
  toStreet: number,
  toDoor: number,
  climb: number,
  descent: number,
): Partial<Record<WayCause, number>> {
  return {
    street: metres - toStreet - toDoor,
    toStreet,
    toDoor,
    climb,
    descent,
    ...(stepsMetres > 0 ? { steps: stepsMetres } : {}),
  };
}

function reversed(legs: readonly Leg[]): Leg[] {
  return legs.map(({ edge, from, to }) => ({ edge, from: to, to: from })).reverse();
}

function pointOf({ demand, standing }: Place): StreetPoint | null {
  if (standing < 0) return null;
  return {
    edge: demand.edge[standing]!,
    along: demand.along[standing]!,
    perpendicular: demand.perpendicular[standing]!,
  };
}

/** A row by itself; of a polygon the piece nearest to its inner point stands for it, as on the map. */
function placeOfRow({ coverage, places }: Walked, row: number): Place {
  const { demand, pointLons, pointLats } = places;
  const { elders, elderLinks } = coverage;
  const [start, end] = [demand.first[row]!, demand.first[row + 1]!];
  const lons = pointLons.slice(start, end);
  const lats = pointLats.slice(start, end);
  let standing = -1;
  let least = Infinity;
  for (let k = 0; k < end - start; k++) {
    const metres = distanceMetres(elders.lons[row]!, elders.lats[row]!, lons[k]!, lats[k]!);
    if (metres < least) {
      least = metres;
      standing = k;
    }
  }
  return {
    demand: {
      rows: 1,
      first: Int32Array.of(0, end - start),
      edge: demand.edge.slice(start, end),
      along: demand.along.slice(start, end),
      perpendicular: demand.perpendicular.slice(start, end),
      share: demand.share.slice(start, end),
    },
    lons,
    lats,
    standing,
    island: elderLinks.island[row] === 1,
    snapMetres: elderLinks.snapMetres[row]!,
  };
}

function placeOfSpot({ coverage, graph }: Walked, lons: Float64Array, lats: Float64Array): Place {
  if (graph === null) {
    const one = { first: Int32Array.of(0, 1), edge: Int32Array.of(-1), along: Float64Array.of(0) };
    const demand = { rows: 1, ...one, perpendicular: Float64Array.of(0), share: Float64Array.of(1) };
    return { demand, lons, lats, standing: 0, island: false, snapMetres: 0 };
  }
  const links = linkPoints(graph, lons, lats, coverage.settings.walk.snapMetres);
  return {
    demand: buildDemand(links, null, null),
    lons,
    lats,
    standing: links.edge[0]! < 0 ? -1 : 0,
    island: links.island[0] === 1,
    snapMetres: links.perpendicular[0]!,
  };
}
