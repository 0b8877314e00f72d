/** GeoJSON text to features and columns of text. */
import type { Feature, Geometry } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { FileFormat } from '../domain/tables';
import { safeNames } from './csv';
import { withDescribed } from './described';
import { recordsIn } from './json-records';
import type { TextTable } from './text-table';

const geometryTypes = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/**
 * Reads a FeatureCollection, a Feature, a bare geometry, or one of these per line (newline-delimited, RFC 8142 included).
 * Lists of records that say nothing of geometries are a table of columns. Rows are the features' or records' numbers from 1. Geometries are
 * not checked here; a member that is no feature has a null geometry.
 */
export function readGeoJson(text: string, file: string, encoding: string): Result<TextTable> {
  const parsed = parseJson(text);
  if (!parsed.ok) return fail(fault('table.notJson', { reason: parsed.reason }, { file, row: parsed.line }));
  const features: Feature[] = [];
  let crs = '';
  const { values } = parsed;
  const isGeographic = values.some((value) => isKnownType(asRecord(value)?.['type']));
  const records = isGeographic ? null : recordsIn(values);
  if (records !== null && !records.some(({ type }) => isKnownType(type))) {
    const rows = records.map((properties): Feature => ({
      type: 'Feature',
      properties,
      geometry: null as unknown as Geometry,
    }));
    return succeed({ ...tableOfFeatures(rows, file, 'geojson', encoding, ''), features: null });
  }
  // A bare list of features is a collection that lacks its wrapping.
  const [only] = values;
  for (const value of Array.isArray(only) && values.length === 1 && records !== null ? only : values) {
    const document = asRecord(value);
    if (document === null) return fail(fault('table.jsonNotGeo', { type: '' }, { file }));
    if (document['type'] === 'FeatureCollection') {
      const list = document['features'];
      if (!Array.isArray(list))
        return fail(fault('table.jsonNotGeo', { type: 'FeatureCollection' }, { file }));
      for (const item of list) features.push(asFeature(item));
      crs = crsName(document['crs']) || crs;
    } else if (document['type'] === 'Feature') {
      features.push(asFeature(document));
      crs = crsName(document['crs']) || crs;
    } else if (geometryTypes.has(String(document['type']))) {
      features.push({ type: 'Feature', properties: {}, geometry: document as unknown as Geometry });
    } else
      return fail(fault('table.jsonNotGeo', { type: String(document['type'] ?? '').slice(0, 40) }, { file }));
  }
  if (features.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  return succeed(tableOfFeatures(features, file, 'geojson', encoding, crs));
}

function isKnownType(type: unknown): boolean {
  return (
    type === 'FeatureCollection' ||
    type === 'Feature' ||
    type === 'Topology' ||
    geometryTypes.has(String(type))
  );
}

/** Features as columns of text, in order of first mention; rows are their numbers from 1. */
export function tableOfFeatures(
  given: readonly Feature[],
  file: string,
  format: FileFormat,
  encoding: string,
  crs: string,
): TextTable {
  const notes: Note[] = [];
  const features = withDescribed(given);
  const places = new Map<string, number>();
  const labels: string[] = [];
  const cells: string[][] = [];
  const column = (label: string): number => {
    let at = places.get(label);
    if (at === undefined) {
      at = labels.length;
      places.set(label, at);
      labels.push(label);
      cells.push(new Array<string>(features.length).fill(''));
    }
    return at;
  };
  const hasOwnId = features.some(
    (feature) => feature.properties !== null && Object.hasOwn(feature.properties, 'id'),
  );
  features.forEach((feature, position) => {
    if (!hasOwnId && feature.id !== undefined) cells[column('id')]![position] = cellText(feature.id);
    for (const [label, value] of Object.entries(feature.properties ?? {}))
      if (value !== null && value !== undefined) cells[column(label)]![position] = cellText(value);
      else column(label);
  });
  const { names, renamed } = safeNames(labels);
  if (renamed.length > 0) notes.push(fault('table.headersRenamed', { names: renamed.join(' | ') }, { file }));
  return {
    file,
    format,
    encoding,
    crs,
    header: names,
    cells,
    rows: Int32Array.from(features, (_, position) => position + 1),
    features,
    notes,
  };
}

function cellText(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function asFeature(value: unknown): Feature {
  const record = asRecord(value);
  const geometry = asRecord(record?.['geometry']);
  const id = record?.['id'];
  return {
    type: 'Feature',
    properties: asRecord(record?.['properties']) ?? {},
    geometry: geometry as unknown as Geometry,
    ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
  };
}

/** "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4490", …; '' where there is none; the member itself as text where it is of another kind. */
function crsName(crs: unknown): string {
  if (crs === undefined || crs === null) return '';
  const record = asRecord(crs);
  const name = asRecord(record?.['properties'])?.['name'];
  return typeof name === 'string' ? name : JSON.stringify(crs).slice(0, 80);
}

type Parsed =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly reason: string; readonly line: number };

/** Documents nest a dozen levels; what walks them recursively would run out of stack on a hundred thousand. */
const deepest = 500;

function parseJson(text: string): Parsed {
  if (nestsDeeper(text)) return { ok: false, reason: `nesting > ${deepest}`, line: 1 };
  try {
    return { ok: true, values: [JSON.parse(withoutLead(text))] };
  } catch (error) {
    // Newline-delimited: every line is a document.
    const lines = text.split(/\r\n?|\n/);
    const values: unknown[] = [];
    for (const line of lines) {
      const plain = withoutLead(line);
      if (plain === '') continue;
      try {
        values.push(JSON.parse(plain));
      } catch (lineError) {
        // Only where lines before it were whole documents is the file newline-delimited, and the line at fault this one.
        if (values.length > 0)
          return { ok: false, reason: shortReason(lineError), line: lines.indexOf(line) + 1 };
        return { ok: false, reason: shortReason(error), line: lineOf(text, error) };
      }
    }
    if (values.length > 0) return { ok: true, values };
    return { ok: false, reason: shortReason(error), line: 1 };
  }
}

/** Counts brackets, those in texts too: hundreds of them unbalanced are in no text. */
function nestsDeeper(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32;
    if (code === 123) {
      if (++depth > deepest) return true;
    } else if (code === 125 && depth > 0) depth--;
  }
  return false;
}

/** Without a byte-order mark, and without the record separators (U+001E) of RFC 8142. */
export function withoutLead(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/^[\uFEFF\x1e\s]+/, '');
}

/** Without the piece of the file that V8 quotes, which may be of a person. */
function shortReason(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  return message
    .replace(/ ?(token|character) '.*?'(?=,|$)|,? (\.\.\.)?".*"(\.\.\.)?(?= is not valid JSON)/g, '')
    .slice(0, 120);
}

/** The line of V8's "at position N"; 1 where the message has none. A file cut short fails at its end. */
function lineOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  const end = position === undefined ? (message.includes('end of JSON') ? text.length : 0) : Number(position);
  return text.slice(0, end).split(/\r\n?|\n/).length;
}
