/** Who is in and who is not, row by row: rows read = rows used + refused, always. */
import type { FaultCode } from '../domain/codes';
import type { Note } from '../domain/fault';
import { fault } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { MissingCode, NotedRows, Refusal, RepeatedSpot } from '../domain/tables';
import type { ColumnMatch } from './columns';
import { hidden, hidePersonal } from './identity-text';
import { listRows } from './list-rows';
import type { Places } from './places';
import { noteFinder } from './table-sense';
import type { TextTable } from './text-table';
import { plainText } from './values';

/** Rows between two pauses: some milliseconds. */
const rowsAtOnce = 4096;

export class Ledger {
  /** Positions that are used so far, in order of the file. */
  readonly used: number[] = [];
  readonly refused: Refusal[] = [];
  readonly notes: Note[] = [];
  readonly noted: NotedRows[] = [];
  /** Numbers that may mean "no answer", to be asked about. */
  readonly missingCodes: MissingCode[] = [];
  /** Spots that too many rows share. */
  readonly repeats: RepeatedSpot[] = [];
  /** Where the rows were placed; null before `sort`. */
  places: Places | null = null;

  constructor(readonly table: TextTable) {}

  /** Judges each row once: places first, then `problemOf`; a row with a problem is refused with the first one found. `places`: null where rows have none. */
  async sort(
    places: Places | null,
    isTotal: (position: number) => string | null,
    problemOf: (position: number) => RowProblem | null,
    pause: Pause,
  ): Promise<void> {
    this.places = places;
    const { rows } = this.table;
    const isNote = noteFinder(this.table);
    for (let i = 0; i < rows.length; i++) {
      if (i % rowsAtOnce === 0) await pause();
      const total = isTotal(i);
      const note = total === null ? isNote(i) : null;
      if (total !== null) this.refuse(i, 'row.total', total, total === '' ? '' : this.cell(i, total));
      else if (note !== null) this.refuse(i, 'row.note', note, this.cell(i, note).slice(0, 40));
      else {
        const problem = places?.problems.get(i) ?? problemOf(i);
        if (problem !== null) this.refuse(i, problem.code, problem.column, problem.value);
        else this.used.push(i);
      }
    }
    this.check();
  }

  /** Throws where the books do not balance: that is a bug, not a bad file. */
  check(): void {
    const read = this.table.rows.length;
    if (read !== this.used.length + this.refused.length)
      throw new Error(
        `ledger of ${this.table.file}: ${read} read, ${this.used.length} used, ${this.refused.length} refused`,
      );
  }

  /** One note for all rows in which the same happened; nothing where the list is empty. */
  noteRows(
    code: FaultCode,
    positions: readonly number[],
    column = '',
    blanks: Record<string, string | number> = {},
  ): void {
    if (positions.length === 0) return;
    const rows = positions.map((position) => this.table.rows[position]!);
    this.noted.push({ code, column, rows: Int32Array.from(rows) });
    this.notes.push(
      fault(
        code,
        { ...blanks, count: rows.length, rows: listRows(rows) },
        { file: this.table.file, row: rows[0]!, ...(column === '' ? {} : { column }) },
      ),
    );
  }

  cell(position: number, column: string): string {
    const at = this.table.header.indexOf(column);
    return at < 0 ? '' : this.table.cells[at]![position]!;
  }

  private refuse(position: number, code: FaultCode, column: string, value: string): void {
    const { file, rows } = this.table;
    // Geometries do not pass the door.
    this.refused.push({ file, row: rows[position]!, column, value: hidePersonal(value), code });
  }
}

export interface RowProblem {
  readonly code: FaultCode;
  readonly column: string;
  readonly value: string;
}

/** Finds rows that add up others: 合计, 某街道小计, total in one of the first columns. Gives the column's name, or null. */
export function totalFinder(table: TextTable): (position: number) => string | null {
  const first = Math.min(4, table.header.length);
  return (position) => {
    if (table.features !== null) return null;
    for (let at = 0; at < first; at++) {
      const cell = table.cells[at]![position]!;
      if (
        cell.length > 0 &&
        cell.length < 20 &&
        mayEndTotal(cell) &&
        /^(.{0,10}(合\s*计|总\s*计|小\s*计|共\s*计)|(grand |sub)?totals?|sum):?$/i.test(plainText(cell))
      )
        return table.header[at]!;
    }
    return null;
  };
}

/** Whether the last character may be one of `totalFinder`'s words: most cells of a million are not worth a pattern. */
function mayEndTotal(cell: string): boolean {
  const last = cell.charCodeAt(cell.length - 1);
  return last <= 32 || last >= 127 || ':lLsSmM'.includes(cell[cell.length - 1]!);
}

/** The column of a role; undefined where there is none, or where it says who somebody is, which is noted. */
export function notePersonalRole(ledger: Ledger, match: ColumnMatch, role: string): number | undefined {
  const at = match.columns.get(role);
  if (at === undefined || !match.personal.has(at)) return at;
  const { file, header } = ledger.table;
  ledger.notes.push(fault('identity.notUsed', { role }, { file, column: header[at]! }));
  return undefined;
}

/** Ids as text; the row number where the cell is blank, the column is missing or says who somebody is. Notes repeated ids. */
export async function readIds(
  ledger: Ledger,
  at: number | undefined,
  personal: ReadonlySet<number>,
  pause: Pause,
): Promise<string[]> {
  const { table, used } = ledger;
  const cells = at === undefined || personal.has(at) ? null : table.cells[at]!;
  const ids: string[] = [];
  const seen = new Set<string>();
  const repeated: number[] = [];
  for (let i = 0; i < used.length; i++) {
    if (i % rowsAtOnce === 0) await pause();
    const position = used[i]!;
    const own = cells === null ? '' : cells[position]!.trim();
    ids.push(own === '' || own === hidden ? String(table.rows[position]!) : own);
    if (cells === null) continue;
    if (seen.has(ids[i]!)) repeated.push(position);
    else seen.add(ids[i]!);
  }
  if (cells !== null) ledger.noteRows('table.duplicateIds', repeated, table.header[at!]!);
  return ids;
}
