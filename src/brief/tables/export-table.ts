/** Any table as a file of any format; writers that need a library fetch it when the first such file is asked for. */
import type { Geometry } from 'geojson';
import type { Note, Result } from '../../domain/fault';
import { fault, succeed } from '../../domain/fault';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import { safeNames } from '../../intake/csv';
import { tidyGeometry } from './geometry';
import type { ExportFormat, ExportTable, ReadyTable, WrittenFile } from './table';

export type { ExportFormat, ExportTable, WrittenFile } from './table';
export { exportFormats } from './table';

/**
 * The file, its name and what the format could not hold. Cells: missing, NaN and ±Infinity are empty or NULL, never 0.
 * Faults: export.tooManyRows, export.tooManyColumns, export.fileTooBig. Notes: export.*. Gives way at least every 50 ms of its own work; an abort throws.
 */
export async function exportTable(
  table: ExportTable,
  format: ExportFormat,
  control?: Control,
): Promise<Result<WrittenFile>> {
  const { ready, notes } = await makeReady(table, control);
  const written = await write(ready, format, control);
  if (!written.ok) return written;
  const all = [...notes, ...written.value.notes];
  control?.progress?.({ stage: 'write', done: ready.rows, total: ready.rows, what: table.name });
  return succeed({ ...written.value, notes: all }, all);
}

async function write(
  table: ReadyTable,
  format: ExportFormat,
  control?: Control,
): Promise<Result<WrittenFile>> {
  switch (format) {
    case 'csv':
      return succeed(await (await import('./csv-file')).writeCsv(table, control));
    case 'geojson':
      return succeed(await (await import('./geojson-file')).writeGeoJson(table, control));
    case 'xlsx':
      return (await import('./xlsx-file')).writeXlsx(table, control);
    case 'geoparquet':
      return succeed(await (await import('./parquet-file')).writeParquet(table, control));
    case 'shapefile':
      return (await import('./shapefile-file')).writeShapefile(table, control);
    case 'gpkg':
      return (await import('./gpkg-file')).writeGeoPackage(table, control);
  }
}

/** Names made unique, geometries tidied; what cannot be drawn is counted and its row kept without a place. */
async function makeReady(
  table: ExportTable,
  control?: Control,
): Promise<{ readonly ready: ReadyTable; readonly notes: Note[] }> {
  const rows = table.geometries?.length ?? table.columns[0]?.values.length ?? 0;
  const odd = table.columns.find(({ values }) => values.length !== rows);
  if (odd) throw new Error(`column ${odd.name} has ${odd.values.length} of ${rows} rows`);
  const notes: Note[] = [];
  const { names, renamed } = safeNames(table.columns.map(({ name }) => name));
  if (renamed.length > 0) notes.push(fault('export.columnsRenamed', { names: renamed.join(' | ') }));
  const columns = table.columns.map((column, at) => ({ ...column, name: names[at]! }));
  let geometries: (Geometry | null)[] | null = null;
  if (table.geometries !== null) {
    const pause = pacer(control);
    let bad = 0;
    geometries = [];
    for (const geometry of table.geometries) {
      const tidy = geometry === null ? null : tidyGeometry(geometry);
      if (geometry !== null && tidy === null) bad++;
      geometries.push(tidy);
      if ((geometries.length & 255) === 0) await pause();
    }
    if (bad > 0) notes.push(fault('export.placesBad', { count: bad }));
  }
  return { ready: { ...table, columns, geometries, rows }, notes };
}
