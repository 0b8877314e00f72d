/** What a column of counts holds besides plain numbers: units, rough numbers, and codes that may mean "missing". Told, not decided. */
import { fault } from '../domain/fault';
import type { Ledger } from './ledger';
import { listRows } from './list-rows';
import { findMissingCodes } from './missing-codes';
import type { TextTable } from './text-table';
import type { Counted } from './values';
import { countScales, parseCount, plainText } from './values';

/** Notes on one column, over used rows; of missing codes over all rows, since negative counts are refused. */
export function noteCounts(ledger: Ledger, at: number, counted: Counted): void {
  const { table } = ledger;
  const column = table.header[at]!;
  const cells = table.cells[at]!;
  const worded: number[] = [];
  const about: number[] = [];
  for (const position of ledger.used) {
    const cell = cells[position]!;
    if (isDigits(cell)) continue;
    const { kind, manner } = parseCount(cell, counted);
    if (kind !== 'number' || manner === 'plain') continue;
    (manner === 'about' ? about : worded).push(position);
  }
  const example = (list: readonly number[]) => ({
    example: list.length === 0 ? '' : cells[list[0]!]!.trim().slice(0, 30),
    read: list.length === 0 ? 0 : parseCount(cells[list[0]!]!, counted).value,
  });
  ledger.noteRows('column.countsWorded', worded, column, example(worded));
  ledger.noteRows('column.countsAbout', about, column, example(about));
  const { factor, unit } = headerFactor(column);
  if (factor !== 1)
    ledger.notes.push(fault('column.headerUnit', { column, unit, factor }, { file: table.file, column }));
  noteMissingCodes(ledger, at, counted);
}

/** Numbers that stand apart as codes for "no answer", over all rows but totals: negative counts are refused, and asked about all the same. */
export function noteMissingCodes(ledger: Ledger, at: number, counted: Counted): void {
  const { file, header, cells, rows } = ledger.table;
  const sums = new Set(
    ledger.refused.filter(({ code }) => code === 'row.total' || code === 'row.note').map(({ row }) => row),
  );
  const values = Float64Array.from(cells[at]!, (cell, position) => {
    if (sums.size > 0 && sums.has(rows[position]!)) return NaN;
    // Most cells are digits and nothing else; a million of them are worth the shortcut.
    return cell !== '' && isDigits(cell) ? Number(cell) : parseCount(cell, counted).value;
  });
  for (const { code, positions } of findMissingCodes(values)) {
    const list = positions.map((position) => rows[position]!);
    ledger.missingCodes.push({ column: header[at]!, code, rows: list.length });
    ledger.notes.push(
      fault(
        'column.missingCodes',
        { code, count: list.length, rows: listRows(list) },
        { file, row: list[0]!, column: header[at]! },
      ),
    );
  }
}

/** "（万人）", "(千张)", "(thousands)" in a header: what every number of the column is multiplied by; 1 where it says nothing. */
export function headerFactor(header: string): { readonly factor: number; readonly unit: string } {
  const plain = plainText(header).toLowerCase();
  for (const [, inside] of plain.matchAll(/[([【]\s*([^)\]】]*)\s*[)\]】]/g)) {
    const unit = inside!.replace(/^单位[:：]?/, '').trim();
    const scale = /^([百千万亿])(人次|人|名|位|张|个|床|份|客|户)?$/.exec(unit);
    if (scale !== null) return { factor: countScales[scale[1]!]!, unit };
    if (/^((in )?thousands?|'?000s?|k)$/.test(unit)) return { factor: 1000, unit };
  }
  const last = /([千万亿])(人|人次|张)$/.exec(plain);
  return last === null ? { factor: 1, unit: '' } : { factor: countScales[last[1]!]!, unit: last[0] };
}

/** The numbers of a column by position in the table, with what its header multiplies them by; NaN where missing or no number. */
export function countsIn(table: TextTable, at: number, counted: Counted): (position: number) => number {
  const cells = table.cells[at]!;
  const { factor } = headerFactor(table.header[at]!);
  if (factor === 1) return (position) => parseCount(cells[position]!, counted).value;
  return (position) => Number((parseCount(cells[position]!, counted).value * factor).toPrecision(15));
}

function isDigits(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const c = cell.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}
