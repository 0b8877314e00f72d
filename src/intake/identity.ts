/** The door: what says who somebody is stays outside. Behind it a table holds no personal cell, header or note. */
import type { Fault, Note } from '../domain/fault';
import { fault } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { LayerKind } from '../domain/study';
import type { DroppedColumn } from '../domain/tables';
import { hidden, hidePersonal, mayHoldPersonal } from './identity-text';
import { isHanName, isLatinName, isMobile, residentId } from './identity-values';
import { totalFinder } from './ledger';
import { listRows } from './list-rows';
import type { PersonalColumn } from './personal';
import { holdsCodes, personalColumns } from './personal';
import { isPersonalName } from './personal-names';
import { valueFacts } from './personal-values';
import { noteFinder } from './table-sense';
import type { TextTable } from './text-table';
import { parseNumber, plainText } from './values';

/** Rows between two pauses, in which a stop is noticed. */
const rowsAtOnce = 4096;

export interface Guarded {
  /** The same rows and columns. Cells of personal columns are `hidden`, blanks and what marks a row as a total or a note excepted. */
  readonly table: TextTable;
  readonly personal: readonly PersonalColumn[];
  /** In order of the table; `derived` is for whoever derives something. */
  readonly dropped: readonly Omit<DroppedColumn, 'derived'>[];
  readonly notes: readonly Note[];
}

/**
 * Takes out of a table what says who somebody is: whole columns by name and values, and in other columns the cells with identity,
 * telephone, card and account numbers, or the name of the row's own person; in lists of people such a cell goes as a whole, in
 * others the number only. `notPersonal`: columns that the user keeps; not heard where most cells are identity or mobile numbers.
 */
export async function guardIdentity(
  layer: LayerKind,
  table: TextTable,
  notPersonal: readonly string[],
  pause: Pause,
): Promise<Guarded> {
  const { file } = table;
  const found = personalColumns(layer, table);
  const kept = new Set<number>();
  table.header.forEach((name, at) => {
    if (notPersonal.includes(name)) kept.add(at);
  });
  const personal = found.filter(({ at, isCertain }) => isCertain || !kept.has(at));
  const personalAt = new Map(personal.map((column) => [column.at, column]));
  const notes: Note[] = found
    .filter((column) => column.isCertain && kept.has(column.at))
    .map((column) => fault('identity.notKept', {}, { file, column: table.header[column.at]! }));
  const isPeople = layer === 'elders' || layer === 'volunteers';
  let known: Uint8Array | null = null;
  const words = async (): Promise<Uint8Array> => (known ??= await rowsOfWords(table, pause));
  const names = personal.filter(({ kind }) => kind === 'name').map((column) => table.cells[column.at]!);
  const prose = isPeople && names.length > 0 ? proseColumns(table) : new Set<number>();
  const isNamed = (c: number): boolean => ['name', 'contact'].includes(personalAt.get(c)?.kind ?? '');
  const header = safeHeader(table.header, isNamed);
  const cells: (readonly string[])[] = [];
  const dropped: Omit<DroppedColumn, 'derived'>[] = [];
  for (const [c, column] of table.cells.entries()) {
    const found = personalAt.get(c);
    if (found !== undefined) {
      const { shown, count } = await hideColumn(column, found, await words(), pause);
      cells.push(shown);
      dropped.push({ column: header[c]!, kind: found.kind, cells: count });
    } else if (kept.has(c)) cells.push(column);
    else {
      const masked: number[] = [];
      const rules: CellRules = {
        words: isPeople ? words : null,
        names: prose.has(c) ? names : [],
        isOfCodes: holdsCodes(table.header[c]!, valueFacts(table)[c]!),
      };
      const shown = await hideCells(column, rules, masked, pause);
      cells.push(shown);
      if (masked.length > 0) {
        const rows = masked.map((i) => table.rows[i]!);
        const place = { file, row: rows[0]!, column: header[c]! };
        notes.push(fault('identity.cellsHidden', { count: rows.length, rows: listRows(rows) }, place));
      }
    }
  }
  for (const { at: c, kind } of personal) {
    const facts = valueFacts(table)[c]!;
    if (kind === 'idNumber' && facts.share('damagedId') >= 0.5)
      notes.push(fault('identity.damaged', {}, { file, column: header[c]! }));
  }
  return {
    table: {
      ...table,
      header,
      cells,
      // Attributes are in the cells; here they would stand unguarded.
      features: table.features?.map((feature) => ({ ...feature, properties: null })) ?? null,
      notes: guardNotes(table.notes, table.header, header, personal),
    },
    personal,
    dropped,
    notes,
  };
}

/** Notes of readers that know nothing of persons: values of personal columns and numbers in any text are hidden. */
export function guardNotes(
  notes: readonly Note[],
  header: readonly string[],
  shownHeader: readonly string[],
  personal: readonly PersonalColumn[],
): readonly Note[] {
  const closed = new Set(personal.map(({ at }) => header[at]!));
  return notes.map((note) => {
    const { value, column, ...place } = note.at ?? {};
    const at = {
      ...place,
      ...(column === undefined
        ? {}
        : { column: shownHeader[header.indexOf(column)] ?? hidePersonal(column) }),
      ...(value === undefined ? {} : { value: closed.has(column ?? '') ? hidden : hidePersonal(value) }),
    };
    const blanks = Object.fromEntries(
      Object.entries(note.blanks).map(([key, blank]) => [
        key,
        typeof blank === 'string' ? hidePersonal(blank) : blank,
      ]),
    );
    return { code: note.code, blanks, ...(note.at === undefined ? {} : { at }) };
  });
}

/**
 * Names of columns where a file has no header, so that its first person stands for it: numbers, and names beside a number or, by
 * `holdsNames`, above a column of names, become the column's place ("#3").
 */
export function safeHeader(
  header: readonly string[],
  holdsNames: (at: number) => boolean = () => false,
): string[] {
  const isNumber = (name: string): boolean =>
    isMobile(name) || residentId(name) !== null || hidePersonal(name) !== name;
  const isPerson = header.some(isNumber);
  return header.map((name, at) => {
    const isName = (isPerson || holdsNames(at)) && isHanName(name) && !isPersonalName(name);
    return isName || isNumber(name) ? `#${at + 1}` : name;
  });
}

/** A fault of a reader, which may list what stands where a header should be. */
export function guardFault<F extends Fault>(problem: F): F {
  const blanks = Object.entries(problem.blanks).map(([key, blank]) => [
    key,
    typeof blank !== 'string'
      ? blank
      : blank.includes(' | ')
        ? safeHeader(blank.split(' | ')).join(' | ')
        : hidePersonal(blank),
  ]);
  const { column, value, ...place } = problem.at ?? {};
  const at = {
    ...place,
    ...(column === undefined ? {} : { column: safeHeader([column])[0]! }),
    ...(value === undefined ? {} : { value: hidePersonal(value) }),
  };
  return { ...problem, blanks: Object.fromEntries(blanks), ...(problem.at === undefined ? {} : { at }) };
}

/** By position, 1 for rows that the ledger takes for totals or notes, whose words have to stay. */
async function rowsOfWords(table: TextTable, pause: Pause): Promise<Uint8Array> {
  const isTotal = totalFinder(table);
  const isNote = noteFinder(table);
  const found = new Uint8Array(table.rows.length);
  for (let i = 0; i < found.length; i++) {
    if (i % rowsAtOnce === 0) await pause();
    if (isTotal(i) !== null || isNote(i) !== null) found[i] = 1;
  }
  return found;
}

async function hideColumn(
  cells: readonly string[],
  { kind }: PersonalColumn,
  isOfWords: Uint8Array,
  pause: Pause,
): Promise<{ shown: string[]; count: number }> {
  const shown: string[] = [];
  let count = 0;
  for (let i = 0; i < cells.length; i++) {
    if (i % rowsAtOnce === 0) await pause();
    const cell = cells[i]!;
    if (cell.trim() === '') {
      shown.push(cell);
      continue;
    }
    if (isOfWords[i] === 0) {
      count++;
      // "无" and "/" say nothing of anybody, and a row of them is not a row of names.
      shown.push(parseNumber(cell).kind === 'missing' ? cell : hidden);
    } else shown.push((kind === 'name' || kind === 'contact') && isName(cell) ? hidden : hidePersonal(cell));
  }
  return { shown, count };
}

interface CellRules {
  /** Where cells go as a whole: all but those in rows of words. */
  readonly words: (() => Promise<Uint8Array>) | null;
  /** Columns of names, of which a cell must not hold its own row's. */
  readonly names: readonly (readonly string[])[];
  /** Whole numbers are codes, whatever they begin with. */
  readonly isOfCodes: boolean;
}

async function hideCells(
  cells: readonly string[],
  { words, names, isOfCodes }: CellRules,
  masked: number[],
  pause: Pause,
): Promise<readonly string[]> {
  let shown: string[] | null = null;
  for (let i = 0; i < cells.length; i++) {
    if (i % rowsAtOnce === 0) await pause();
    const cell = cells[i]!;
    let safe = mayHoldPersonal(cell) && !(isOfCodes && isCode(cell)) ? hidePersonal(cell) : cell;
    if (safe === cell && (names.length === 0 || !holdsOwnName(cell, names, i))) continue;
    if (words !== null && (await words())[i] === 0) safe = hidden;
    shown ??= [...cells];
    shown[i] = safe;
    masked.push(i);
  }
  return shown ?? cells;
}

/** A whole number and no identity number. */
function isCode(cell: string): boolean {
  return /^\s*\d+(\.0+)?\s*$/.test(cell) && residentId(cell) === null;
}

function holdsOwnName(cell: string, names: readonly (readonly string[])[], position: number): boolean {
  return names.some((column) => {
    const name = plainText(column[position]!);
    return name.length >= 2 && cell.includes(name) && parseNumber(name).kind !== 'missing';
  });
}

function isName(cell: string): boolean {
  return isHanName(cell) || isLatinName(cell);
}

/** Columns of remarks, by name, or by cells that are words and nearly all different. */
function proseColumns(table: TextTable): ReadonlySet<number> {
  const facts = valueFacts(table);
  const found = new Set<number>();
  table.header.forEach((name, at) => {
    const isRemark = /备注|说明|情况|描述|附言|其他|remark|note|comment|memo|descri/i.test(name);
    const { filled, distinct } = facts[at]!;
    const isText = table.cells[at]!.slice(0, 50).some((cell) => /[\u4e00-\u9fffA-Za-z]{3}/.test(cell));
    if (isRemark || (isText && filled >= 10 && distinct >= 0.5 * filled)) found.add(at);
  });
  return found;
}
