/** Where the rows of an answer lie: by their own coordinates, or by an id or name that one layer of the study knows. */
import type { Findings } from '../domain/findings';
import { labelPlace } from '../layers/areas';
import type { TableView } from './table-view';

export type PlacedBy = 'coordinates' | 'elders' | 'facilities' | 'volunteers' | 'candidates' | 'districts';

export interface AnswerPlaces {
  readonly by: PlacedBy;
  /** The column that places the rows; of coordinates the longitude. */
  readonly column: string;
  /** WGS84 degrees, one a place. */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** Rows looked at, at most `mostPlaces`, and how many of them have no place. */
  readonly rows: number;
  readonly unplaced: number;
}

/** More points than this say nothing on a map and take long to draw without a graphics card. */
export const mostPlaces = 20_000;
const lonNames = new Set(['lon', 'lng', 'longitude', '经度']);
const latNames = new Set(['lat', 'latitude', '纬度']);

/** null where no column says a place. */
export async function answerPlaces(view: TableView, findings: Findings | null): Promise<AnswerPlaces | null> {
  const { rows } = await view.window({ start: 0, end: mostPlaces, sort: null, filter: '', locate: -1 });
  const { columns } = view.view;
  const at = (names: ReadonlySet<string>) =>
    columns.findIndex(({ name, isNumber }) => isNumber && names.has(name.toLowerCase())) + 1;
  const [lon, lat] = [at(lonNames), at(latNames)];
  const gather = (by: PlacedBy, column: string, placeOf: (row: (typeof rows)[number]) => Place | null) => {
    const found = rows.map(placeOf).filter((place) => place !== null);
    return {
      by,
      column,
      lons: Float64Array.from(found, ([x]) => x),
      lats: Float64Array.from(found, ([, y]) => y),
      rows: rows.length,
      unplaced: rows.length - found.length,
    };
  };
  if (lon > 0 && lat > 0)
    return gather('coordinates', columns[lon - 1]!.name, (row) => valid(row[lon], row[lat]));
  if (findings === null || rows.length === 0) return null;
  let best: { by: PlacedBy; column: number; places: ReadonlyMap<string, Place>; hits: number } | null = null;
  for (const [by, places] of layersOf(findings))
    columns.forEach(({ name, isNumber }, index) => {
      if (isNumber) return;
      const hits = rows.reduce((sum, row) => sum + (places.has(String(row[index + 1])) ? 1 : 0), 0);
      // Of columns that know as many rows the one called id is meant.
      const isBetter =
        best === null || hits > best.hits || (hits === best.hits && name.toLowerCase() === 'id');
      if (hits > 0 && isBetter) best = { by, column: index + 1, places, hits };
    });
  if (best === null) return null;
  const { by, column, places } = best as { by: PlacedBy; column: number; places: ReadonlyMap<string, Place> };
  return gather(by, columns[column - 1]!.name, (row) => places.get(String(row[column])) ?? null);
}

type Place = readonly [lon: number, lat: number];

function valid(lon: unknown, lat: unknown): Place | null {
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/** The places of each layer by id, of facilities and districts by name too. An id that two rows share is the first's. */
function* layersOf(findings: Findings): Generator<readonly [PlacedBy, ReadonlyMap<string, Place>]> {
  const { districts } = findings;
  const byId = (layer: {
    ids: readonly string[];
    lons: Float64Array;
    lats: Float64Array;
    names?: readonly string[];
  }) => {
    const places = new Map<string, Place>();
    for (const keys of [layer.ids, layer.names ?? []])
      keys.forEach((key, row) => {
        if (key !== '' && !places.has(key)) places.set(key, [layer.lons[row]!, layer.lats[row]!]);
      });
    return places;
  };
  const areas = new Map<string, Place>();
  for (const keys of [districts.ids, districts.names])
    keys.forEach((key, row) => {
      const polygon = districts.polygons[row] ?? null;
      if (polygon !== null && key !== '' && !areas.has(key)) areas.set(key, labelPlace(polygon));
    });
  yield ['elders', byId({ ...findings.elders })];
  yield ['facilities', byId(findings.facilities)];
  yield ['volunteers', byId({ ...findings.volunteers })];
  yield ['candidates', byId({ ...findings.candidates })];
  yield ['districts', areas];
}
