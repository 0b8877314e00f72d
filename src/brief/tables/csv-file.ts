/** A table as CSV: RFC 4180, UTF-8 with the mark that Excel and WPS look for, text that no spreadsheet runs as a formula. */
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import { exactCell, textCell } from '../csv';
import { withPointColumns } from './point-columns';
import type { ReadyTable, WrittenFile } from './table';
import { fileName } from './table';

/** Rows joined into one part of the Blob. */
const PART_ROWS = 4096;

/** Points become the columns lon and lat where the table has none; lines and areas are left out with a note. Missing is an empty cell. */
export async function writeCsv(given: ReadyTable, control?: Control): Promise<WrittenFile> {
  const { table, notes } = withPointColumns(given, 'CSV');
  const { columns, rows } = table;
  const pause = pacer(control);
  // Encoded part by part: a Blob of long strings would encode them all at once.
  const encoder = new TextEncoder();
  const parts = [encoder.encode(`\ufeff${columns.map(({ name }) => textCell(name)).join(',')}\r\n`)];
  for (let first = 0; first < rows; first += PART_ROWS) {
    const lines: string[] = [];
    for (let row = first; row < Math.min(rows, first + PART_ROWS); row++) {
      const cells = columns.map((column) =>
        column.type === 'text' ? textCell(column.values[row] ?? '') : exactCell(column.values[row]!),
      );
      lines.push(`${cells.join(',')}\r\n`);
    }
    parts.push(encoder.encode(lines.join('')));
    control?.progress?.({ stage: 'write', done: first, total: rows, what: table.name });
    await pause();
  }
  return { blob: new Blob(parts, { type: 'text/csv' }), name: `${fileName(table.name)}.csv`, notes };
}
