/** What a column of counts holds besides plain numbers: units, rough numbers, and codes that may mean "missing". Told, not decided. */
import { fault } from '../domain/fault';
import type { Ledger } from './ledger';
import { listRows } from './list-rows';
import type { Counted } from './values';
import { parseCount } from './values';

/** Codes that surveys write for "no answer" (问卷星: -3 跳过, -2 空). */
const negativeCodes = new Set([-1, -2, -3, -8, -9, -99, -999]);
const highCodes = [99, 999, 9999];

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
  noteMissingCodes(ledger, at, counted);
}

/** 99 in a column whose other counts stay far below it, seen twice or more; 999 seen once; any of the negative ones. */
function noteMissingCodes(ledger: Ledger, at: number, counted: Counted): void {
  const { file, header, cells, rows } = ledger.table;
  const places = new Map<number, number[]>();
  let largest = -Infinity;
  let second = -Infinity;
  cells[at]!.forEach((cell, position) => {
    // Most cells are digits and nothing else; a million of them are worth the shortcut.
    const value = cell !== '' && isDigits(cell) ? Number(cell) : parseCount(cell, counted).value;
    if (Number.isNaN(value)) return;
    if (value > largest) [second, largest] = [largest, value];
    else if (value < largest && value > second) second = value;
    if (!negativeCodes.has(value) && !highCodes.includes(value)) return;
    const list = places.get(value) ?? [];
    list.push(rows[position]!);
    places.set(value, list);
  });
  for (const [code, list] of [...places].sort((a, b) => a[0] - b[0])) {
    const isOdd =
      code < 0 || (code === largest && second < 0.6 * code && list.length >= (code === 99 ? 2 : 1));
    // A column with nothing below the code has nothing to compare it with.
    if (!isOdd || (code > 0 && second === -Infinity)) continue;
    ledger.notes.push(
      fault(
        'column.missingCodes',
        { code, count: list.length, rows: listRows(list) },
        { file, row: list[0]!, column: header[at]! },
      ),
    );
  }
}

function isDigits(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const c = cell.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}
