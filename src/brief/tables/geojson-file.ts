/** A table as GeoJSON (RFC 7946): degrees of WGS84 with seven decimals (a centimetre), no crs member. */
import type { Geometry } from 'geojson';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import type { ReadyTable, WrittenFile } from './table';
import { cellValue, fileName } from './table';

const PART_ROWS = 1024;

/** One feature a row in order; rows without a place have a null geometry, missing cells are null. `name` and `notes` are members of the collection. */
export async function writeGeoJson(table: ReadyTable, control?: Control): Promise<WrittenFile> {
  const { columns, geometries, name, notes, rows } = table;
  const pause = pacer(control);
  const keys = columns.map((column) => `${JSON.stringify(column.name)}:`);
  const head = [`"type":"FeatureCollection"`, `"name":${JSON.stringify(name)}`];
  if (notes.length > 0) head.push(`"notes":${JSON.stringify(notes)}`);
  // Encoded part by part: a Blob of long strings would encode them all at once.
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`{${head.join(',')},"features":[`)];
  for (let first = 0; first < rows; first += PART_ROWS) {
    const lines: string[] = [];
    for (let row = first; row < Math.min(rows, first + PART_ROWS); row++) {
      const properties = columns.map((column, at) => keys[at]! + valueText(cellValue(column, row)));
      const geometry = geometries?.[row] ?? null;
      lines.push(
        `{"type":"Feature","properties":{${properties.join(',')}},"geometry":${geometryText(geometry)}}`,
      );
    }
    parts.push(encoder.encode(`${first > 0 ? ',' : ''}\n${lines.join(',\n')}`));
    control?.progress?.({ stage: 'write', done: first, total: rows, what: name });
    await pause();
  }
  parts.push(encoder.encode('\n]}\n'));
  return {
    blob: new Blob(parts, { type: 'application/geo+json' }),
    name: `${fileName(name)}.geojson`,
    notes: [],
  };
}

/** Whole numbers beyond 2^53 with an exponent: GDAL refuses digits that no 64-bit integer holds. */
function valueText(value: string | number | null): string {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
    ? value.toExponential()
    : JSON.stringify(value);
}

function geometryText(geometry: Geometry | null): string {
  if (geometry === null) return 'null';
  if (geometry.type === 'GeometryCollection')
    return `{"type":"GeometryCollection","geometries":[${geometry.geometries.map(geometryText).join(',')}]}`;
  return `{"type":"${geometry.type}","coordinates":${nestedText(geometry.coordinates)}}`;
}

function nestedText(nested: Nested): string {
  return typeof nested === 'number'
    ? String(Math.round(nested * 1e7) / 1e7)
    : `[${nested.map(nestedText).join(',')}]`;
}

type Nested = number | readonly Nested[];
