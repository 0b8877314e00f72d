/** A table as a zip of shapefiles: one for each family of shapes it holds, each with .shx, .dbf, .prj and .cpg; without places a .dbf alone. */
import type { Geometry } from 'geojson';
import type { Note, Result } from '../../domain/fault';
import { fail, fault, succeed } from '../../domain/fault';
import type { Control } from '../../domain/progress';
import { dbfBytes, dbfPieces, fieldNames, mostFields, planFields } from './dbf-write';
import type { Family } from './shape-write';
import { contentBytes, familyOf, shpPieces, shxPieces } from './shape-write';
import type { ReadyTable, WrittenFile } from './table';
import { fileName } from './table';
import type { ZipPart } from './zip-stream';
import { zipParts } from './zip-stream';

/** Positions in the .shx are signed 32-bit counts of two bytes, but most programs stop at 2 GB. */
const MOST_BYTES = 2 ** 31 - 1;

const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/**
 * Rows without a place are null shapes of the first family. Collections lose their place, longer names and texts are cut, each
 * with a note; the full names stand in a text file of the zip. Faults: export.tooManyColumns, export.fileTooBig.
 */
export async function writeShapefile(table: ReadyTable, control?: Control): Promise<Result<WrittenFile>> {
  const { columns } = table;
  if (columns.length > mostFields)
    return fail(
      fault('export.tooManyColumns', { columns: columns.length, most: mostFields, format: 'Shapefile' }),
    );
  const base = fileName(table.name);
  const { groups, notes } = groupRows(table);
  const parts: ZipPart[] = [];
  let cut = 0;
  for (const [family, rows] of groups) {
    const plan = await planFields(table, rows, control);
    cut += plan.cut;
    const name = groups.size > 1 ? `${base}_${family}` : base;
    const geometries = family === 'none' ? [] : rows.map((row) => shapeOf(table, row, family));
    const bytes = Math.max(
      dbfBytes(plan.fields, rows.length),
      geometries.reduce((sum, geometry) => sum + 8 + contentBytes(geometry), 100),
    );
    if (bytes > MOST_BYTES)
      return fail(
        fault('export.fileTooBig', { megabytes: Math.round(bytes / 1e6), most: 2147, format: 'Shapefile' }),
      );
    if (family !== 'none')
      parts.push(
        { name: `${name}.shp`, pieces: shpPieces(family, geometries) },
        { name: `${name}.shx`, pieces: shxPieces(family, geometries) },
        { name: `${name}.prj`, pieces: [text(WGS84)] },
      );
    parts.push(
      { name: `${name}.dbf`, pieces: reported(dbfPieces(plan.fields, rows), table.name, control) },
      { name: `${name}.cpg`, pieces: [text('UTF-8')] },
    );
  }
  const renamed = shortened(table);
  if (cut > 0) notes.push(fault('export.textCut', { count: cut, most: 254 }));
  if (renamed.length > 0) notes.push(fault('export.namesCut', { names: renamed.slice(0, 30).join(' | ') }));
  const lines = [...table.notes, ...renamed];
  if (lines.length > 0)
    parts.push({ name: '说明 README.txt', pieces: [text(`\ufeff${lines.join('\r\n')}\r\n`)] });
  const blob = await zipParts(parts, 'application/zip', control);
  return succeed({ blob, name: `${base}.zip`, notes });
}

/** Rows of each family in order. */
function groupRows({ geometries, rows }: ReadyTable): {
  readonly groups: Map<Family | 'none', number[]>;
  readonly notes: Note[];
} {
  const notes: Note[] = [];
  const groups = new Map<Family | 'none', number[]>();
  const families = geometries?.map((geometry) => (geometry === null ? null : familyOf(geometry))) ?? [];
  const first = families.find((family) => family !== null) ?? 'none';
  for (let row = 0; row < rows; row++) {
    const family = families[row] ?? first;
    const group = groups.get(family);
    if (group) group.push(row);
    else groups.set(family, [row]);
  }
  if (groups.size === 0) groups.set('none', []);
  const lost = families.filter((family, row) => family === null && geometries![row] !== null).length;
  if (lost > 0) notes.push(fault('export.collectionsLeftOut', { count: lost }));
  return { groups, notes };
}

function shapeOf({ geometries }: ReadyTable, row: number, family: Family): Geometry | null {
  const geometry = geometries![row]!;
  return geometry !== null && familyOf(geometry) === family ? geometry : null;
}

/** 'full name → field' of the columns whose name did not fit. */
function shortened({ columns }: ReadyTable): string[] {
  const fields = fieldNames(columns.map(({ name }) => name));
  return columns.flatMap(({ name }, at) => (name === fields[at] ? [] : [`${name} → ${fields[at]}`]));
}

function* reported(pieces: Iterable<Uint8Array>, what: string, control?: Control): Generator<Uint8Array> {
  let done = 0;
  for (const piece of pieces) {
    yield piece;
    done += piece.length;
    control?.progress?.({ stage: 'write', done, total: 0, what });
  }
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
