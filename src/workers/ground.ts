/** The ground within so many minutes of a place, with whom it holds; asked of the last run. */
import { limitMmOf, metresWithin } from '../access/gait';
import { walkerOfWho, walkingOn } from '../access/walkers';
import type { ExportTable } from '../brief/tables/table';
import { distanceMetres } from '../domain/ellipsoid';
import type { Ground, GroundQuery, GroundRing } from '../domain/ground';
import type { Control } from '../domain/progress';
import { nameOfWho, type Lines } from '../domain/stories';
import { cutCircle } from '../layers/cut-streets';
import type { Solution } from '../pipeline';
import { buildDemand } from '../routing/demand';
import type { Entrances } from '../routing/entrances';
import { searchField } from '../routing/field';
import { barriersOf, isochrone } from '../routing/isochrone';
import { linkPoints } from '../routing/link';
import { nearestInField } from '../routing/nearest';
import type { Profile } from '../routing/profile';
import { streetTimesInField } from '../routing/street-times';

/** null without streets: a circle as the crow flies would be taken for this. */
export async function tellGround(
  { findings, tables, graph, places }: Solution,
  { place, who, direction, minutes }: GroundQuery,
  control?: Control,
): Promise<Ground | null> {
  if (graph === null) return null;
  const walk = walkingOn(graph, { ...findings.settings.walk, direction });
  const walker = walkerOfWho(walk, who);
  const wanted = [...minutes].sort((a, b) => a - b);
  const entrances = place.kind === 'facility' ? places.entrances : entranceAt(place.lon, place.lat);
  const site = place.kind === 'facility' ? place.facility : 0;
  const first = entrances.first[site]!;
  const last = entrances.first[site + 1]!;
  const snapMetres = Math.min(...entrances.links.perpendicular.subarray(first, last));
  if (wanted.length === 0 || entrances.links.edge.subarray(first, last).every((edge) => edge < 0))
    return { linked: false, snapMetres, rings: [] };

  const mostMm = limitMmOf(wanted.at(-1)!, walker);
  const search = (profile: Profile) =>
    searchField(graph, profile, entrances, Int32Array.of(site), mostMm, control);
  const field = await search(walker.profile);
  const times = streetTimesInField(field, mostMm);
  const elders = nearestInField(field, places.demand).effectiveMm;
  // The stairs of an elder's house are not climbed to a facility.
  const { doorMetres = 0 } = walker.profile;
  const toDoors = doorMetres === 0 ? field : await search({ ...walker.profile, doorMetres: 0 });
  const doors = buildDemand(places.entrances.links, null, null);
  const doorMm = nearestInField(toDoors, doors).effectiveMm;
  const barriers = tables.backdrop ? barriersOf(tables.backdrop) : [];
  const rings = wanted.map((limit): GroundRing => {
    const streets = cutCircle(graph, times, metresWithin(limit * 60, walker));
    const limitMm = limitMmOf(limit, walker);
    return {
      minutes: limit,
      area: isochrone(streets, { barriers }),
      streets: { count: streets.count, first: streets.first, lonLats: streets.lonLats },
      streetMetres: lengthOf(streets),
      elders: personsWithin(elders, limitMm),
      facilities: facilitiesWithin(limitMm),
    };
  });
  return { linked: true, snapMetres, rings };

  function entranceAt(lon: number, lat: number): Entrances {
    const links = linkPoints(graph!, Float64Array.of(lon), Float64Array.of(lat), walk.snapMetres);
    return { first: Int32Array.of(0, 1), links };
  }

  function personsWithin(mm: Float64Array, limitMm: number): number {
    const { demand } = places;
    let persons = 0;
    for (let row = 0; row < demand.rows; row++)
      for (let p = demand.first[row]!; p < demand.first[row + 1]!; p++)
        if (mm[p]! <= limitMm) persons += demand.share[p]! * tables.elders.elders[row]!;
    return persons;
  }

  function facilitiesWithin(limitMm: number): Int32Array {
    const { first: firstEntrance } = places.entrances;
    const found: number[] = [];
    for (let facility = 0; facility + 1 < firstEntrance.length; facility++) {
      const from = doors.first[firstEntrance[facility]!]!;
      const to = doors.first[firstEntrance[facility + 1]!]!;
      if (doorMm.subarray(from, to).some((mm) => mm <= limitMm)) found.push(facility);
    }
    return Int32Array.from(found);
  }
}

/** Metres of all lines. */
export function lengthOf({ count, first, lonLats }: Lines): number {
  let metres = 0;
  for (let line = 0; line < count; line++)
    for (let k = first[line]!; k + 1 < first[line + 1]!; k++)
      metres += distanceMetres(
        lonLats[2 * k]!,
        lonLats[2 * k + 1]!,
        lonLats[2 * k + 2]!,
        lonLats[2 * k + 3]!,
      );
  return metres;
}

/** Its rings as a table to be exported: one row a limit, with its area. */
export function groundTable(
  { rings }: Ground,
  { who, direction }: GroundQuery,
  name: string,
  notes: readonly string[],
): ExportTable {
  const numbers = (of: (ring: GroundRing) => number) => Float64Array.from(rings, of);
  return {
    name,
    columns: [
      { name: 'minutes', type: 'number', values: numbers(({ minutes }) => minutes) },
      { name: 'walker', type: 'text', values: rings.map(() => nameOfWho(who) || 'overall') },
      { name: 'direction', type: 'text', values: rings.map(() => direction) },
      { name: 'elders', type: 'number', values: numbers(({ elders }) => elders) },
      { name: 'facilities', type: 'number', values: numbers(({ facilities }) => facilities.length) },
      { name: 'street_metres', type: 'number', values: numbers(({ streetMetres }) => streetMetres) },
    ],
    geometries: rings.map(({ area }) => area),
    notes,
  };
}
