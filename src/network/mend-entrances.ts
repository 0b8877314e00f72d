/** The user's corrections of where facilities are entered, put into the table of facilities: nothing downstream knows of them. */
import { distanceMetres } from '../domain/ellipsoid';
import { fault, type Note } from '../domain/fault';
import type { Degrees, EntranceMend } from '../domain/mend';
import type { Facilities, RawStreets } from '../domain/tables';

/**
 * Applies the mends of entrances in order; of facilities with the same id the first is meant. One of an id that no facility has
 * changes nothing and is noted by its number from 1. A facility stands on the map at its first entrance.
 */
export function mendEntrances(
  facilities: Facilities,
  mends: readonly { readonly number: number; readonly mend: EntranceMend }[],
): { readonly facilities: Facilities; readonly notes: readonly Note[] } {
  if (mends.length === 0) return { facilities, notes: [] };
  const notes: Note[] = [];
  const doors = new Map<number, Degrees[]>();
  const positions = new Map<string, number>();
  facilities.ids.forEach((id, f) => positions.has(id) || positions.set(id, f));
  for (const { number, mend } of mends) {
    const f = positions.get(mend.facility);
    if (f === undefined) {
      notes.push(fault('network.mendNoFacility', { number, id: mend.facility.slice(0, 60) }));
      continue;
    }
    const own = doors.get(f) ?? entrancesOf(facilities, f);
    const moved = mend.add === true ? -1 : nearestTo(own, mend.at);
    doors.set(f, moved < 0 ? [...own, mend.at] : own.map((place, i) => (i === moved ? mend.at : place)));
  }
  return { facilities: doors.size === 0 ? facilities : withDoors(facilities, doors), notes };
}

/** Degrees of a facility's entrances, the main one first. */
export function entrancesOf(
  { entranceFirst, entranceLons, entranceLats }: Facilities,
  facility: number,
): Degrees[] {
  const out: Degrees[] = [];
  for (let i = entranceFirst[facility]!; i < entranceFirst[facility + 1]!; i++)
    out.push([entranceLons[i]!, entranceLats[i]!]);
  return out;
}

export interface MappedEntrance {
  readonly at: Degrees;
  readonly isMain: boolean;
  /** From the nearest entrance that the facility has now. */
  readonly metres: number;
}

/** Buildings reach so far; more entrances than this are those of others. */
const nearMetres = 80;
const mostMapped = 8;

/** Entrances that the streets' file maps near a facility, which one can be is for the user to say: main ones first, then the nearest. */
export function mappedEntrances(
  streets: RawStreets | null,
  facilities: Facilities,
  facility: number,
): MappedEntrance[] {
  const mapped = streets?.entrances;
  if (mapped === undefined) return [];
  const own = entrancesOf(facilities, facility);
  const found: MappedEntrance[] = [];
  mapped.isMain.forEach((isMain, i) => {
    const at: Degrees = [mapped.lonLats[2 * i]!, mapped.lonLats[2 * i + 1]!];
    // A degree of latitude is longer than 110 km: most of a city is out of reach by that alone.
    if (own.every(([, lat]) => Math.abs(lat - at[1]) * 110_500 > nearMetres)) return;
    const metres = Math.min(...own.map(([lon, lat]) => distanceMetres(lon, lat, at[0], at[1])));
    if (metres <= nearMetres) found.push({ at, isMain: isMain === 1, metres });
  });
  return found
    .sort((a, b) => Number(b.isMain) - Number(a.isMain) || a.metres - b.metres)
    .slice(0, mostMapped);
}

function nearestTo(places: readonly Degrees[], at: Degrees): number {
  const metres = places.map((place) => distanceMetres(place[0], place[1], at[0], at[1]));
  return metres.indexOf(Math.min(...metres));
}

function withDoors(facilities: Facilities, doors: ReadonlyMap<number, readonly Degrees[]>): Facilities {
  const { count } = facilities;
  const lons = facilities.lons.slice();
  const lats = facilities.lats.slice();
  const entranceFirst = new Int32Array(count + 1);
  const entrances: Degrees[] = [];
  for (let f = 0; f < count; f++) {
    const own = doors.get(f);
    if (own !== undefined) [lons[f], lats[f]] = own[0]! as [number, number];
    for (const place of own ?? entrancesOf(facilities, f)) entrances.push(place);
    entranceFirst[f + 1] = entrances.length;
  }
  return {
    ...facilities,
    lons,
    lats,
    entranceFirst,
    entranceLons: Float64Array.from(entrances, ([lon]) => lon),
    entranceLats: Float64Array.from(entrances, ([, lat]) => lat),
  };
}
