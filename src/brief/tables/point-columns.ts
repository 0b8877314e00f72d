/** Places in formats that have only cells. */
import type { Column } from '../../domain/column';
import type { Note } from '../../domain/fault';
import { fault } from '../../domain/fault';
import type { ReadyTable } from './table';
import { freeName } from './table';

/**
 * The table with columns lon and lat of its points (degrees), unless it has both columns of these names; other geometries are left out,
 * with a note that counts them: a cell of a spreadsheet ends at 32,767 characters. `format` is the name people know it by.
 */
export function withPointColumns(
  table: ReadyTable,
  format: string,
): { readonly table: ReadyTable; readonly notes: Note[] } {
  const { columns, geometries, rows } = table;
  if (geometries === null) return { table, notes: [] };
  const shapes = geometries.filter((geometry) => geometry !== null && geometry.type !== 'Point').length;
  const notes = shapes > 0 ? [fault('export.shapesLeftOut', { count: shapes, format })] : [];
  const points = geometries.some((geometry) => geometry?.type === 'Point');
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  if (!points || (taken.has('lon') && taken.has('lat'))) return { table, notes };
  const axis = (name: string, at: 0 | 1): Column => ({
    name: freeName(name, columns),
    type: 'number',
    values: Float64Array.from({ length: rows }, (_, row) => {
      const geometry = geometries[row];
      return geometry?.type === 'Point' ? geometry.coordinates[at]! : NaN;
    }),
  });
  return { table: { ...table, columns: [...columns, axis('lon', 0), axis('lat', 1)] }, notes };
}
