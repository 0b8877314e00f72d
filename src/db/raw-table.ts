/** A file as a table in DuckDB: its cells as written, what became of each row, and figures beside the texts that are figures. */
import type { Column } from '../domain/column';
import { fault } from '../domain/fault';
import type { FileReport } from '../domain/tables';
import type { LayerTable } from '../intake/layer-table';
import type { Language } from '../i18n/format';
import { sentence } from '../i18n/sentence';
import type { ViewColumn } from './table-view';

/** What became of a row; the order is that of the table, problems first. */
export const rowStates = ['refused', 'noted', 'used'] as const;
export type RowState = (typeof rowStates)[number];

/** The columns before the file's own. */
export const rawHead = ['file_row', 'status', 'reason'] as const;

export interface RawTable {
  readonly columns: readonly Column[];
  readonly view: readonly ViewColumn[];
}

/**
 * `file_row`, `status`, `reason` in words of `language`, then the file's columns as text, and for one of figures `<name>_num`.
 * Rows with problems come first: in the table itself, as sorting a million at every look takes seconds.
 * Names are unique whatever their case, as DuckDB wants them.
 */
export function rawTable(table: LayerTable, report: FileReport, language: Language): RawTable {
  const { states, reasons } = judge(table, report, language);
  const taken = new Set<string>();
  const unique = (wanted: string): string => {
    let name = wanted;
    for (let use = 2; taken.has(name.toLowerCase()); use++) name = `${wanted}_${use}`;
    taken.add(name.toLowerCase());
    return name;
  };
  const [row, status, reason] = rawHead.map(unique) as [string, string, string];
  const columns: Column[] = [
    { name: row, type: 'integer', values: table.rows },
    { name: status, type: 'text', values: Array.from(states, (state) => rowStates[state]!) },
    { name: reason, type: 'text', values: reasons },
  ];
  const view: ViewColumn[] = [
    { name: row, isNumber: true },
    { name: status, isNumber: false },
    { name: reason, isNumber: false },
  ];
  for (const { name: wanted, cells, numbers } of table.columns) {
    const name = unique(wanted);
    columns.push({ name, type: 'text', values: cells.map((cell) => (cell.trim() === '' ? null : cell)) });
    const figures = numbers === null ? undefined : unique(`${name}_num`);
    if (figures !== undefined) columns.push({ name: figures, type: 'number', values: numbers! });
    view.push({ name, isNumber: figures !== undefined, numbers: figures });
  }
  const order = problemsFirst(states);
  return { columns: order === null ? columns : columns.map((column) => inOrder(column, order)), view };
}

/** Positions, refused rows first, then those a note speaks of, each in the order of the file; null where that is the file's own order. */
function problemsFirst(states: Uint8Array): Int32Array | null {
  if (states.every((state, at) => at === 0 || state >= states[at - 1]!)) return null;
  const order = new Int32Array(states.length);
  let next = 0;
  for (let wanted = 0; wanted < rowStates.length; wanted++)
    states.forEach((state, position) => {
      if (state === wanted) order[next++] = position;
    });
  return order;
}

function inOrder(column: Column, order: Int32Array): Column {
  switch (column.type) {
    case 'text':
      return { ...column, values: Array.from(order, (position) => column.values[position]!) };
    case 'number':
      return { ...column, values: Float64Array.from(order, (position) => column.values[position]!) };
    case 'integer':
      return { ...column, values: Int32Array.from(order, (position) => column.values[position]!) };
  }
}

function judge(table: LayerTable, report: FileReport, language: Language) {
  const positions = new Map<number, number>();
  const states = new Uint8Array(table.rows.length).fill(2);
  const reasons = new Array<string | null>(table.rows.length).fill(null);
  const noted = report.noted ?? [];
  if (noted.length > 0 || report.refused.length > 0)
    table.rows.forEach((row, position) => positions.set(row, position));
  for (const { code, column, rows } of noted) {
    const note = report.notes.find((one) => one.code === code && (one.at?.column ?? '') === column);
    // The note speaks of all its rows; its place names only the first.
    const words = note === undefined ? null : sentence(fault(code, note.blanks), language);
    for (const row of rows) {
      const position = positions.get(row);
      if (position === undefined) continue;
      states[position] = 1;
      if (words !== null) reasons[position] = reasons[position] ? `${reasons[position]} ${words}` : words;
    }
  }
  for (const { row, column, value, code } of report.refused) {
    const position = positions.get(row);
    if (position === undefined) continue;
    states[position] = 0;
    reasons[position] = sentence(fault(code, { value, column }, column === '' ? {} : { column }), language);
  }
  return { states, reasons };
}
