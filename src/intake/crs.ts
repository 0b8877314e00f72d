/**
 * The one door from any coordinate system to WGS84 degrees and back. A system is named by a text that a study can keep: 'EPSG:4326', 'GCJ-02',
 * 'EPSG:4547', a `.prj`'s whole text; with ':latlon' (degrees) or ':yx' (metres) after it, the file gives the north first.
 */
import proj4 from 'proj4';
import { metresPerDegree } from '../domain/ellipsoid';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { bd09McToWgs84, wgs84ToBd09Mc } from './bd09mc';
import { otherEpsg } from './crs-codes';
import type { LonLat } from './gcj';
import { bd09ToWgs84, gcj02ToWgs84, wgs84ToBd09, wgs84ToGcj02 } from './gcj';

export interface System {
  /** As a study keeps it; what `findSystem` gives back for it. */
  readonly id: string;
  /** For people, in no language: 'CGCS2000 / 3° Gauss–Krüger 35 (EPSG:4523)'. */
  readonly name: string;
  readonly units: 'degrees' | 'metres';
  /** The file gives north before east. */
  readonly northFirst: boolean;
  /** Beijing 1954 and Xi'an 1980: without parameters, which are not published, places stay tens of metres to over 100 m off. */
  readonly needsShift: boolean;
  readonly method: 'none' | 'gcj' | 'bd' | 'bdmc' | 'proj';
  /** What proj4 reads; '' where it is not asked. */
  readonly proj: string;
  /** Eastings a zone may hold, half a million metres either side of its middle; null where the system has no zones. */
  readonly eastings: readonly [least: number, most: number] | null;
}

/** A place of the file to WGS84 degrees; both NaN where the system has no such place. */
export type PlaceReader = (x: number, y: number) => LonLat;

/** Metres to the east and to the north that places are moved by after conversion. */
export type Shift = readonly [east: number, north: number];

export interface Degrees {
  /** NaN where there was none, and where the system has no such place. */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

/** Null where the text names nothing we know. EPSG codes, URNs and URLs of them, names of degrees, WKT, PROJJSON and proj strings. */
export function findSystem(text: string): System | null {
  const known = found.get(text);
  if (known !== undefined) return known;
  const system = makeSystem(text.trim());
  if (found.size > 500) found.clear();
  found.set(text, system);
  return system;
}

/**
 * Reads places as they stand in the file: x from the column taken for east, y from the other one, whatever the system's own order is; then
 * moves them by `shift`. Faults: crs.unknown.
 */
export function placeReader(id: string, shift: Shift | null = null): Result<PlaceReader> {
  const system = findSystem(id);
  if (system === null) return fail(fault('crs.unknown', { crs: id.slice(0, 80) }));
  const plain = plainReader(system);
  const turned: PlaceReader = system.northFirst ? (x, y) => plain(y, x) : plain;
  if (shift === null || (shift[0] === 0 && shift[1] === 0)) return succeed(turned);
  return succeed((x, y) => moved(turned(x, y), shift[0], shift[1]));
}

/** `placeReader` over columns: NaN where there was no place and where the system has none; the caller refuses those rows. Faults: crs.unknown. */
export function toWgs84(
  id: string,
  xs: Float64Array,
  ys: Float64Array,
  shift: Shift | null = null,
): Result<Degrees> {
  const reader = placeReader(id, shift);
  if (!reader.ok) return reader;
  const lons = new Float64Array(xs.length).fill(NaN);
  const lats = new Float64Array(xs.length).fill(NaN);
  for (let i = 0; i < xs.length; i++) [lons[i], lats[i]] = reader.value(xs[i]!, ys[i]!);
  return succeed({ lons, lats });
}

/** WGS84 to what a file of that system holds; the inverse of `toWgs84`. NaN where the system has no such place. Faults: crs.unknown. */
export function fromWgs84(
  id: string,
  lons: Float64Array,
  lats: Float64Array,
  shift: Shift | null = null,
): Result<{ readonly xs: Float64Array; readonly ys: Float64Array }> {
  const system = findSystem(id);
  if (system === null) return fail(fault('crs.unknown', { crs: id.slice(0, 80) }));
  const back = plainWriter(system);
  const xs = new Float64Array(lons.length).fill(NaN);
  const ys = new Float64Array(lons.length).fill(NaN);
  for (let i = 0; i < lons.length; i++) {
    const place: LonLat =
      shift === null ? [lons[i]!, lats[i]!] : moved([lons[i]!, lats[i]!], -shift[0], -shift[1]);
    const [x, y] = back(...place);
    [xs[i], ys[i]] = system.northFirst ? [y, x] : [x, y];
  }
  return succeed({ xs, ys });
}

/** One point known both in the file and on the ground. */
export interface ControlPoint {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
}

/**
 * The shift that brings control points (two are enough, one will do) where they belong, and how far the worst stays off: more than a few
 * metres says that the system is another one. Faults: crs.unknown, crs.controlPoints where a point is in no place of the system.
 */
export function shiftFromControl(
  id: string,
  points: readonly ControlPoint[],
): Result<{ readonly shift: Shift; readonly worstMetres: number }> {
  const read = toWgs84(
    id,
    Float64Array.from(points, ({ x }) => x),
    Float64Array.from(points, ({ y }) => y),
  );
  if (!read.ok) return read;
  const { lons, lats } = read.value;
  const moves = points.map(({ lon, lat }, i): Shift => {
    const scale = metresPerDegree(lat);
    return [(lon - lons[i]!) * scale.lon, (lat - lats[i]!) * scale.lat];
  });
  const east = moves.reduce((sum, move) => sum + move[0], 0) / moves.length;
  const north = moves.reduce((sum, move) => sum + move[1], 0) / moves.length;
  if (!Number.isFinite(east + north)) return fail(fault('crs.controlPoints'));
  const worstMetres = Math.max(...moves.map((move) => Math.hypot(move[0] - east, move[1] - north)));
  return succeed({ shift: [east, north], worstMetres });
}

/** The id of the same system with the axes the other way round. */
export function exchangedId(id: string): string {
  const system = findSystem(id);
  if (system === null) return id;
  return system.northFirst ? id.replace(suffix, '') : id + (system.units === 'degrees' ? ':latlon' : ':yx');
}

/** The EPSG code of a Gauss–Krüger zone; `zone` counts 25–45 (3°) or 13–23 (6°), null where there is none of that number. */
export function gaussKruegerCode(
  datum: Datum,
  width: 3 | 6,
  zone: number,
  hasPrefix: boolean,
): string | null {
  const family = families.find((one) => one.datum === datum && one.width === width)!;
  const first = width === 3 ? 25 : 13;
  const count = width === 3 ? 21 : 11;
  if (zone < first || zone >= first + count) return null;
  return `EPSG:${(hasPrefix ? family.prefixed : family.plain) + zone - first}`;
}

export type Datum = 'CGCS2000' | 'Beijing 1954' | "Xi'an 1980";

/** EPSG codes run without gaps over the zones: 3° zones 25 (75° E) to 45 (135° E), 6° zones 13 (75° E) to 23 (135° E). */
const families: readonly {
  readonly datum: Datum;
  readonly width: 3 | 6;
  /** First code with the zone's number before the easting, and without. */
  readonly prefixed: number;
  readonly plain: number;
}[] = [
  { datum: 'CGCS2000', width: 3, prefixed: 4513, plain: 4534 },
  { datum: 'CGCS2000', width: 6, prefixed: 4491, plain: 4502 },
  { datum: 'Beijing 1954', width: 3, prefixed: 2401, plain: 2422 },
  { datum: 'Beijing 1954', width: 6, prefixed: 21413, plain: 21453 },
  { datum: "Xi'an 1980", width: 3, prefixed: 2349, plain: 2370 },
  { datum: "Xi'an 1980", width: 6, prefixed: 2327, plain: 2338 },
];

/** CGCS2000 is WGS84 to a decimetre. The two older ones have their ellipsoid only: a shift of nought is an ellipsoid change. */
const ellipsoids: Readonly<Record<Datum, string>> = {
  CGCS2000: '+ellps=GRS80',
  'Beijing 1954': '+a=6378245 +rf=298.3 +towgs84=0,0,0',
  "Xi'an 1980": '+a=6378140 +rf=298.257 +towgs84=0,0,0',
};

const suffix = /:(latlon|yx)$/i;
const wktStart =
  /^(PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|BOUNDCRS|COMPD_?CS|COMPOUNDCRS|PROJECTEDCRS|GEOGRAPHICCRS)\s*\[/i;
const mostCharacters = 20_000;
const found = new Map<string, System | null>();

function makeSystem(text: string): System | null {
  if (text.length > mostCharacters) return null;
  const northFirst = suffix.test(text);
  const base = baseSystem(text.replace(suffix, ''));
  if (base === null || !northFirst) return base;
  const isDegrees = base.units === 'degrees';
  return {
    ...base,
    id: `${base.id}:${isDegrees ? 'latlon' : 'yx'}`,
    name: `${base.name}, ${isDegrees ? 'lat/lon' : 'N/E'}`,
    northFirst,
  };
}

function baseSystem(text: string): System | null {
  if (wktStart.test(text) || text.startsWith('+proj=') || text.startsWith('{')) return textSystem(text);
  if (/^gcj-?_?02$/i.test(text)) return degrees('GCJ-02', 'GCJ-02', 'gcj');
  if (/^bd-?_?09(ll)?$/i.test(text)) return degrees('BD-09', 'BD-09', 'bd');
  if (/^bd-?_?09[-_ ]?mc$/i.test(text)) return { ...metres('BD-09MC', 'BD-09 Mercator', ''), method: 'bdmc' };
  if (/(^|[:/])(CRS:?84H?|WGS\s?_?(19)?84)$/i.test(text)) return epsgSystem(4326);
  if (/(^|[:/])CGCS\s?_?2000$/i.test(text)) return epsgSystem(4490);
  const code = /^(?:.*\bEPSG(?:[:/]+[\d.]*)?[:/]+)?(\d{4,6})$/i.exec(text)?.[1];
  return code === undefined ? null : epsgSystem(Number(code));
}

function epsgSystem(code: number): System | null {
  const id = `EPSG:${code}`;
  if (code === 4326) return degrees(id, 'WGS84 (EPSG:4326)', 'none');
  if (code === 4979) return degrees('EPSG:4326', 'WGS84 (EPSG:4326)', 'none');
  if (code === 4490) return degrees(id, 'CGCS2000 (EPSG:4490)', 'none');
  if (code === 4214 || code === 4610) {
    const datum: Datum = code === 4214 ? 'Beijing 1954' : "Xi'an 1980";
    const proj = `+proj=longlat ${ellipsoids[datum]} +no_defs`;
    return { ...degrees(id, `${datum} (${id})`, 'proj'), needsShift: true, proj };
  }
  if (code === 3857 || code === 900913 || code === 102100)
    return metres('EPSG:3857', 'Web Mercator (EPSG:3857)', 'EPSG:3857');
  const isSouth = code > 32700;
  const utm = code - (isSouth ? 32700 : 32600);
  if (utm >= 1 && utm <= 60) {
    const proj = `+proj=utm +zone=${utm}${isSouth ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`;
    return metres(id, `WGS84 / UTM ${utm}${isSouth ? 'S' : 'N'} (${id})`, proj);
  }
  // Within a metre or two of WGS84.
  if (code === 4258 || code === 4269) {
    const datum = code === 4258 ? 'ETRS89' : 'NAD83';
    return degrees(id, `${datum} (${id})`, 'none');
  }
  const other = otherEpsg(code);
  if (other !== null) return metres(id, `${other.name} (${id})`, other.proj);
  return gaussKrueger(code);
}

function gaussKrueger(code: number): System | null {
  for (const { datum, width, prefixed, plain } of families) {
    const count = width === 3 ? 21 : 11;
    const hasPrefix = code >= prefixed && code < prefixed + count;
    if (!hasPrefix && !(code >= plain && code < plain + count)) continue;
    const step = code - (hasPrefix ? prefixed : plain);
    const zone = step + (width === 3 ? 25 : 13);
    const meridian = 75 + width * step;
    const easting = 500_000 + (hasPrefix ? zone * 1_000_000 : 0);
    const proj = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 ${ellipsoids[datum]} +units=m +no_defs`;
    const name = `${datum} / ${width}° Gauss–Krüger ${hasPrefix ? zone : `CM ${meridian}E`} (EPSG:${code})`;
    return { ...metres(`EPSG:${code}`, name, proj), needsShift: datum !== 'CGCS2000' };
  }
  return null;
}

/** As proj4 takes it: PROJJSON as an object. */
function projection(text: string): string {
  // The types leave PROJJSON out.
  return text.startsWith('{') ? (JSON.parse(text) as string) : text;
}

/** WKT, PROJJSON or a proj string, if proj4 can make something of it. Axis order in WKT is ignored, as the programs that write .prj ignore it. */
function textSystem(text: string): System | null {
  try {
    const asked = proj4(projection(text), 'EPSG:4326').forward([0, 0], false);
    // Grids are files, which we do not have; proj4 then answers NaN for every place.
    if (text.includes('nadgrids') && !Number.isFinite(asked[0])) return null;
  } catch {
    return null;
  }
  const datum = /^GEO/i.test(text) ? /datum\s*\[\s*"([^"]*)"/i.exec(text)?.[1] : undefined;
  if (datum !== undefined && /^(D_)?WGS_?\s?(19)?84$/i.test(datum)) return epsgSystem(4326);
  if (datum !== undefined && /^(D_)?(CGCS_?\s?2000|China_2000)$/i.test(datum)) return epsgSystem(4490);
  const isDegrees =
    /^GEO/i.test(text) || /\+proj=(longlat|latlong)|^\{[^{]*"type":"Geo(graphic|detic)CRS"/.test(text);
  const name =
    /^\w+\s*\[\s*"([^"]{1,80})"|"type":"\w+CRS","name":"([^"]{1,80})"/
      .exec(text)
      ?.slice(1)
      .find((part) => part !== undefined) ?? text.slice(0, 80);
  const needsShift =
    /beijing|xian|xi'an|krasov|ellps=krass|298\.3\b|IAG|6378140/i.test(text) && !/towgs84/i.test(text);
  const base = isDegrees ? degrees(text, name, 'proj') : metres(text, name, text);
  return { ...base, proj: text, needsShift };
}

function degrees(id: string, name: string, method: System['method']): System {
  return {
    id,
    name,
    units: 'degrees',
    northFirst: false,
    needsShift: false,
    method,
    proj: '',
    eastings: null,
  };
}

function metres(id: string, name: string, proj: string): System {
  const eastings = zoneEastings(proj);
  return { id, name, units: 'metres', northFirst: false, needsShift: false, method: 'proj', proj, eastings };
}

/** Of a transverse Mercator, however it is written. */
function zoneEastings(proj: string): readonly [number, number] | null {
  if (!/tmerc|\+proj=utm|transverse[ _]mercator|gauss/i.test(proj)) return null;
  const given = /\+x_0=([\d.]+)/.exec(proj)?.[1] ?? /false[ _]easting"\s*,\s*([\d.]+)/i.exec(proj)?.[1];
  const middle = proj.includes('+proj=utm') ? 500_000 : Number(given ?? 0);
  return [middle - 500_000, middle + 500_000];
}

const nowhere: LonLat = [NaN, NaN];

function plainReader(system: System): PlaceReader {
  const { method, eastings } = system;
  if (method === 'gcj') return gcj02ToWgs84;
  if (method === 'bd') return bd09ToWgs84;
  if (method === 'bdmc') return bd09McToWgs84;
  if (method === 'none') return (x, y) => [x, y];
  const converter = proj4(projection(system.proj), 'EPSG:4326');
  const most = system.units === 'degrees' ? 1e-6 : 0.1;
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return nowhere;
    if (eastings !== null && !(x >= eastings[0] && x <= eastings[1])) return nowhere;
    const [lon, lat] = converter.forward([x, y]) as [number, number];
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return nowhere;
    // Far from where it is meant for a projection answers with anything; what does not lead back is no place.
    const [againX, againY] = converter.inverse([lon, lat]) as [number, number];
    return Math.abs(againX - x) < most && Math.abs(againY - y) < most ? [lon, lat] : nowhere;
  };
}

function plainWriter({ method, proj }: System): PlaceReader {
  if (method === 'gcj') return wgs84ToGcj02;
  if (method === 'bd') return wgs84ToBd09;
  if (method === 'bdmc') return wgs84ToBd09Mc;
  if (method === 'none') return (lon, lat) => [lon, lat];
  const converter = proj4(projection(proj), 'EPSG:4326');
  return (lon, lat) => {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return nowhere;
    const [x, y] = converter.inverse([lon, lat]) as [number, number];
    return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : nowhere;
  };
}

function moved([lon, lat]: LonLat, east: number, north: number): LonLat {
  const scale = metresPerDegree(lat);
  return [lon + east / scale.lon, lat + north / scale.lat];
}
