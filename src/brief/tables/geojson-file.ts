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
  const parts: string[] = [`{${head.join(',')},"features":[`];
  for (let first = 0; first < rows; first += PART_ROWS) {
    const lines: string[] = [];
    for (let row = first; row < Math.min(rows, first + PART_ROWS); row++) {
      const properties = columns.map((column, at) => keys[at]! + JSON.stringify(cellValue(column, row)));
      const geometry = geometries?.[row] ?? null;
      lines.push(
        `{"type":"Feature","properties":{${properties.join(',')}},"geometry":${geometryText(geometry)}}`,
      );
    }
    parts.push(`${first > 0 ? ',' : ''}\n${lines.join(',\n')}`);
    control?.progress?.({ stage: 'write', done: first, total: rows, what: name });
    await pause();
  }
  parts.push('\n]}\n');
  return {
    blob: new Blob(parts, { type: 'application/geo+json' }),
    name: `${fileName(name)}.geojson`,
    notes: [],
  };
}

function geometryText(geometry: Geometry | null): string {
  return JSON.stringify(geometry, (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e7) / 1e7 : value,
  );
}
