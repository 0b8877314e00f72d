/** Spreadsheets to columns of text: the sheet that holds the table, its header found, nothing rounded, whatever was decided noted. */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { breathe } from '../domain/progress';
import { cellText, hasLostDigits } from './cell-text';
import { safeNames } from './csv';
import { decodeWhole, detectEncoding, namedEncoding } from './decode';
import { listRows } from './list-rows';
import type { CompoundReader } from './old-xls';
import { decodeOldText } from './old-xls';
import type { SheetPackage } from './sheet-package';
import { openPackage, sheetLimits } from './sheet-package';
import type { Merge } from './table-sense';
import { findHeader, headRecords, sexSums } from './table-sense';
import type { TextTable } from './text-table';
import { parseNumber } from './values';

export const sheetFormats = ['xlsx', 'xlsb', 'ods', 'xls', 'html', 'xml'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

export function isSheetFormat(format: string): format is SheetFormat {
  return (sheetFormats as readonly string[]).includes(format);
}

export interface SheetTable extends TextTable {
  /** All sheets of the workbook in their order, and the one that was read. */
  readonly sheets: readonly string[];
  readonly sheet: string;
}

export interface SheetOptions {
  /** Of pages and XML: 'auto' or a TextDecoder label. The others know their own. */
  readonly encoding: string;
  /** Left out: the sheet with the most table-like content. */
  readonly sheet?: string | null | undefined;
}

/** What a sheet can hold at most, by the formats themselves. */
const gridRows = 1_048_576;
const gridColumns = 16_384;
const mostMerges = 20_000;
const mostMergedCells = 5_000_000;

type Library = typeof import('@e965/xlsx');

/**
 * Reads one sheet of a workbook: the one named, else the one with the most table-like content. Row numbers are the sheet's own.
 * Formulas count by the value saved with them, errors are missing, and a merged text goes for every row it is merged over (noted).
 * The parser cannot be interrupted once it runs, so size is judged before it starts.
 */
export async function readSpreadsheet(
  blob: Blob,
  file: string,
  format: SheetFormat,
  options: SheetOptions,
  control?: Control,
): Promise<Result<SheetTable>> {
  const sheet = options.sheet ?? null;
  const notes: Note[] = [];
  let opened: SheetPackage | null = null;
  let data: Uint8Array | string;
  let encoding = '';
  if (format === 'html' || format === 'xml') {
    const found =
      options.encoding === 'auto' ? await detectEncoding(blob, control) : namedEncoding(options.encoding);
    if (found === null) return fail(fault('table.unknownEncoding', { encoding: options.encoding }, { file }));
    encoding = found.label === 'mixed' ? `${found.main} (mixed)` : found.label;
    const text = (await decodeWhole(blob, found, notes, file, control)).replace(/^\uFEFF/, '');
    const problem = markupProblem(text, file);
    if (problem !== null) return fail(problem);
    // What stands before the first table can make the parser take a page for something else.
    data = format === 'html' ? `<html>${text.slice(Math.max(0, text.search(/<table/i)))}` : text;
  } else if (format === 'xls') data = new Uint8Array(await blob.arrayBuffer());
  else {
    const read = await openPackage(blob, file, sheet, control);
    if (!read.ok) return read;
    opened = read.value;
    data = opened.bytes;
  }
  // The parser is half a megabyte and wanted by few visitors, so it is not in the first load.
  const library = await import('@e965/xlsx');
  await breathe();
  control?.signal?.throwIfAborted();
  let book: WorkBook;
  try {
    book = library.read(data, {
      type: typeof data === 'string' ? 'string' : 'array',
      dense: true,
      raw: format === 'html',
      cellText: false,
      cellHTML: false,
      // With formulas the parser reads one without a saved value as 0; without them it is blank, which is the truth.
      cellFormula: false,
      cellNF: true,
      cellStyles: format === 'xls' || format === 'xlsb' || format === 'xml',
      ...(opened?.only != null && format !== 'ods' ? { sheets: opened.only } : {}),
    });
    if (format === 'xls') decodeOldText(book, data as Uint8Array, library.CFB as unknown as CompoundReader);
  } catch (error) {
    return fail(parserFault(error, format, file));
  }
  control?.signal?.throwIfAborted();
  return sheetTable(library, book, opened, { file, format, sheet, encoding, notes });
}

interface Source {
  readonly file: string;
  readonly format: SheetFormat;
  readonly sheet: string | null;
  readonly encoding: string;
  readonly notes: Note[];
}

/** The one sheet of the parsed workbook as a table. */
function sheetTable(
  library: Library,
  book: WorkBook,
  opened: SheetPackage | null,
  source: Source,
): Result<SheetTable> {
  const { file, format, notes } = source;
  const names = book.SheetNames;
  const isHidden = (name: string): boolean =>
    (book.Workbook?.Sheets?.[names.indexOf(name)]?.Hidden ?? 0) !== 0;
  if (source.sheet !== null && !names.includes(source.sheet))
    return fail(fault('sheet.absent', { sheet: source.sheet, sheets: names.join(' | ') }, { file }));
  const isDate1904 = book.Workbook?.WBProps?.date1904 === true;
  const grids = new Map<string, Grid>();
  const gridOf = (name: string): Grid | null => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return null;
    const known = grids.get(name);
    if (known !== undefined) return known;
    const grid = readGrid(sheet, isDate1904, library, opened?.xml.get(name) ?? '');
    grids.set(name, grid);
    return grid;
  };
  const name = source.sheet ?? opened?.only ?? bestSheet(names, isHidden, gridOf);
  const grid = name === null ? null : gridOf(name);
  if (name === null || grid === null)
    return fail(fault('sheet.damaged', { format, reason: names.join(' | ').slice(0, 120) }, { file }));
  const at = { file, sheet: name };
  if (grid.rows.length === 0) return fail(fault('table.empty', {}, at));
  if (grid.characters > sheetLimits.characters)
    return fail(
      fault(
        'sheet.tooBig',
        { megabytes: Math.round(grid.characters / 1e6), most: Math.round(sheetLimits.characters / 1e6) },
        at,
      ),
    );

  const others = names.filter((other) => other !== name && !isHidden(other));
  const hidden = names.filter((other) => other !== name && isHidden(other));
  if (others.length > 0) notes.push(fault('sheet.chosen', { sheet: name, others: others.join(' | ') }, at));
  if (hidden.length > 0) notes.push(fault('sheet.hiddenSheets', { sheets: hidden.join(' | ') }, at));
  if (isHidden(name)) notes.push(fault('sheet.readHidden', { sheet: name }, at));

  const header = findHeader(
    grid.rows.slice(0, headRecords).map((row) => row.cells),
    grid.merges,
  );
  const first = grid.rows[header.first]!;
  const last = grid.rows[header.last]!;
  if (header.first > 0)
    notes.push(fault('table.titleRows', { row: first.number }, { ...at, row: first.number }));
  if (header.last > header.first)
    notes.push(
      fault('sheet.headerLines', { first: first.number, last: last.number }, { ...at, row: first.number }),
    );
  const body = grid.rows.slice(header.last + 1);
  const columns = usedColumns(header.labels, body);
  const labels = columns.map((column) => header.labels[column] ?? '');
  const { names: headerNames, renamed } = safeNames(labels);
  if (renamed.length > 0) notes.push(fault('table.headersRenamed', { names: renamed.join(' | ') }, at));
  if (columns.length > gridColumns)
    return fail(fault('table.tooManyColumns', { count: columns.length, most: gridColumns }, at));
  if (body.length === 0)
    return fail(fault('table.headerOnly', { columns: headerNames.join(' | ') }, { ...at, row: last.number }));

  fillMerged(grid.merges, header.last + 1, body, notes, at);
  const cells = columns.map((column) => body.map((row) => row.cells[column] ?? ''));
  const sums = sexSums(headerNames, cells);
  if (sums.names.length > 0) notes.push(fault('column.sexesSummed', { columns: sums.names.join(' | ') }, at));
  noteGrid(grid, body, headerNames, cells, notes, at);
  return succeed({
    file,
    format,
    encoding: source.encoding,
    crs: '',
    header: [...headerNames, ...sums.names],
    cells: [...cells, ...sums.cells],
    rows: Int32Array.from(body, (row) => row.number),
    features: null,
    notes,
    sheets: names,
    sheet: name,
  });
}

interface GridRow {
  /** As the sheet numbers it, from 1. */
  readonly number: number;
  /** By sheet column; holes are blank. */
  readonly cells: string[];
}

interface Grid {
  /** Rows with something in them. */
  readonly rows: readonly GridRow[];
  /** Over positions in `rows`. */
  readonly merges: readonly Merge[];
  readonly mergesIgnored: number;
  readonly characters: number;
  readonly errors: readonly number[];
  readonly hidden: readonly number[];
  readonly hiddenColumns: number;
  readonly outside: number;
  readonly uncached: number;
}

function readGrid(sheet: WorkSheet, isDate1904: boolean, library: Library, xml: string): Grid {
  const data = (sheet['!data'] ?? []) as (CellObject[] | undefined)[];
  const exact = longNumbers(xml);
  const codes = library.SSF as unknown as Parameters<typeof cellText>[2];
  const rows: GridRow[] = [];
  const errors: number[] = [];
  let characters = 0;
  let outside = 0;
  // Keys, not a loop to the length: one cell in row 1,048,576 is one key.
  for (const r of sparseKeys(data)) {
    const row = data[r]!;
    if (r >= gridRows) {
      outside += Object.keys(row).length;
      continue;
    }
    const cells: string[] = [];
    let isBlank = true;
    for (const c of sparseKeys(row)) {
      const cell = row[c];
      if (c >= gridColumns) {
        outside++;
        continue;
      }
      let text = cellText(cell, isDate1904, codes);
      if (text === '') continue;
      if (cell!.t === 'e') errors.push(r + 1);
      else if (exact.size > 0 && hasLostDigits(text))
        text = exact.get(library.utils.encode_cell({ r, c })) ?? text;
      cells[c] = text;
      characters += text.length;
      isBlank &&= text.trim() === '';
    }
    if (!isBlank) rows.push({ number: r + 1, cells: Array.from(cells, (cell) => cell ?? '') });
  }
  const ranges = sheet['!merges'] ?? [];
  const position = new Map(rows.map((row, i) => [row.number - 1, i]));
  const numbers = rows.map((row) => row.number - 1);
  const merges: Merge[] = [];
  for (const { s, e } of ranges.slice(0, mostMerges)) {
    // A whole sheet merged into one cell says nothing about any row of it.
    if ((e.r - s.r + 1) * (e.c - s.c + 1) > mostMergedCells) continue;
    const top = position.get(s.r);
    // What is merged over begins at its first cell; where that is blank there is nothing to say.
    if (top === undefined || (rows[top]!.cells[s.c] ?? '').trim() === '') continue;
    let bottom = top;
    while (bottom + 1 < numbers.length && numbers[bottom + 1]! <= e.r) bottom++;
    merges.push({ top, left: s.c, bottom, right: Math.min(e.c, gridColumns - 1) });
  }
  const hiddenSet = new Set(hiddenRows(sheet, xml));
  return {
    rows,
    merges,
    mergesIgnored: Math.max(0, ranges.length - mostMerges),
    characters,
    errors,
    hidden: rows.filter((row) => hiddenSet.has(row.number)).map((row) => row.number),
    hiddenColumns: hiddenColumns(sheet, xml),
    outside,
    uncached: countMatches(xml, /(<\/f>|<f\b[^<>]*\/>)\s*(<v>\s*<\/v>|<v\s*\/>)?\s*<\/c>/g),
  };
}

/** Positions that are there, in order. Holes of a long array cost nothing. */
function sparseKeys(list: readonly unknown[]): number[] {
  const keys: number[] = [];
  if (list.length <= 4096) {
    for (let i = 0; i < list.length; i++) if (list[i] !== undefined && list[i] !== null) keys.push(i);
    return keys;
  }
  for (const key of Object.keys(list)) {
    const i = Number(key);
    if (list[i] !== undefined && list[i] !== null) keys.push(i);
  }
  return keys;
}

/** The sheet with the most filled cells under a header; hidden ones only where there are no others. */
function bestSheet(
  names: readonly string[],
  isHidden: (name: string) => boolean,
  gridOf: (name: string) => Grid | null,
): string | null {
  const visible = names.filter((name) => !isHidden(name));
  let best: string | null = null;
  let most = -1;
  for (const name of visible.length > 0 ? visible : names) {
    const grid = gridOf(name);
    if (grid === null) continue;
    const header = findHeader(
      grid.rows.slice(0, headRecords).map((row) => row.cells),
      grid.merges,
    );
    const width = header.labels.filter((label) => label !== '').length;
    let filled = 0;
    for (const row of grid.rows.slice(header.last + 1))
      for (const cell of row.cells) if (cell !== '') filled++;
    // Prose fills a column or two however long it is.
    const score = width >= 3 ? 1e9 + filled : filled;
    if (score > most && grid.rows.length > 0) [best, most] = [name, score];
  }
  return best ?? names.find((name) => gridOf(name) !== null) ?? null;
}

/** Columns that have a label or a cell. */
function usedColumns(labels: readonly string[], body: readonly GridRow[]): number[] {
  const used = new Set<number>();
  labels.forEach((label, column) => {
    if (label !== '') used.add(column);
  });
  for (const row of body)
    for (let column = 0; column < row.cells.length; column++)
      if (row.cells[column] !== '' && row.cells[column]!.trim() !== '') used.add(column);
  return [...used].sort((a, b) => a - b);
}

/**
 * A text merged over rows is each row's: the community of three buildings. A number merged over rows is theirs together and is left
 * where it stands, so that nobody is counted three times; the rows under it are then without, and say so.
 */
function fillMerged(
  merges: readonly Merge[],
  bodyStart: number,
  body: readonly GridRow[],
  notes: Note[],
  at: { file: string; sheet: string },
): void {
  const filled: number[] = [];
  const shared: number[] = [];
  let work = 0;
  for (const merge of merges) {
    const top = merge.top - bodyStart;
    if (top < 0 || merge.bottom === merge.top) continue;
    const text = body[top]!.cells[merge.left]!;
    if (parseNumber(text).kind === 'number') {
      shared.push(body[top]!.number);
      continue;
    }
    for (let i = top + 1; i <= merge.bottom - bodyStart; i++) {
      if (++work > mostMergedCells) break;
      const { cells, number } = body[i]!;
      while (cells.length < merge.left) cells.push('');
      if ((cells[merge.left] ?? '').trim() !== '') continue;
      cells[merge.left] = text;
      filled.push(number);
    }
  }
  const note = (code: 'sheet.mergedFilled' | 'sheet.mergedNumbers', list: readonly number[]): void => {
    if (list.length > 0)
      notes.push(fault(code, { count: list.length, rows: listRows(list) }, { ...at, row: list[0]! }));
  };
  note(
    'sheet.mergedFilled',
    [...new Set(filled)].sort((a, b) => a - b),
  );
  note(
    'sheet.mergedNumbers',
    [...new Set(shared)].sort((a, b) => a - b),
  );
}

function noteGrid(
  grid: Grid,
  body: readonly GridRow[],
  header: readonly string[],
  cells: readonly (readonly string[])[],
  notes: Note[],
  at: { file: string; sheet: string },
): void {
  if (grid.hidden.length > 0)
    notes.push(
      fault(
        'sheet.hiddenRows',
        { count: grid.hidden.length, rows: listRows(grid.hidden) },
        { ...at, row: grid.hidden[0]! },
      ),
    );
  if (grid.hiddenColumns > 0) notes.push(fault('sheet.hiddenColumns', { count: grid.hiddenColumns }, at));
  if (grid.errors.length > 0)
    notes.push(
      fault(
        'sheet.errorCells',
        { count: grid.errors.length, rows: listRows(grid.errors) },
        { ...at, row: grid.errors[0]! },
      ),
    );
  if (grid.uncached > 0) notes.push(fault('sheet.notCalculated', { count: grid.uncached }, at));
  if (grid.outside > 0) notes.push(fault('sheet.outsideGrid', { count: grid.outside }, at));
  if (grid.mergesIgnored > 0)
    notes.push(fault('sheet.mergesIgnored', { count: grid.mergesIgnored, most: mostMerges }, at));
  header.forEach((column, c) => {
    const lost: number[] = [];
    cells[c]!.forEach((cell, i) => {
      // Excel itself ends the 16th and later digits in 0; a file written by something else may have them all.
      if (
        (hasLostDigits(cell) && cell.slice(15).replaceAll('0', '') === '') ||
        /^\d\.\d+E\+\d\d$/i.test(cell)
      )
        lost.push(body[i]!.number);
    });
    if (lost.length > 0)
      notes.push(
        fault(
          'column.digitsLost',
          { count: lost.length, rows: listRows(lost) },
          { ...at, row: lost[0]!, column },
        ),
      );
  });
}

/** Whole numbers of more than 15 digits as the XML has them: a double cannot hold them. */
function longNumbers(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of xml.matchAll(/<(?:\w+:)?c r="([A-Z]{1,3}\d+)"[^<>]*><(?:\w+:)?v>(-?\d{16,})</g))
    found.set(match[1]!, match[2]!);
  return found;
}

function hiddenRows(sheet: WorkSheet, xml: string): number[] {
  const rows = (sheet['!rows'] ?? []) as ({ hidden?: boolean } | undefined)[];
  const found = sparseKeys(rows)
    .filter((r) => rows[r]!.hidden === true)
    .map((r) => r + 1);
  for (const match of xml.matchAll(/<(?:\w+:)?row\s[^<>]*\bhidden="(?:1|true)"[^<>]*>/g)) {
    const number = /\br="(\d+)"/.exec(match[0])?.[1];
    if (number !== undefined) found.push(Number(number));
  }
  return found;
}

function hiddenColumns(sheet: WorkSheet, xml: string): number {
  const columns = (sheet['!cols'] ?? []) as ({ hidden?: boolean } | undefined)[];
  let count = sparseKeys(columns).filter((c) => columns[c]!.hidden === true).length;
  for (const match of xml.slice(0, 65_536).matchAll(/<(?:\w+:)?col\s[^<>]*\bhidden="(?:1|true)"[^<>]*>/g)) {
    const [low, high] = ['min', 'max'].map((end) =>
      Number(new RegExp(`\\b${end}="(\\d+)"`).exec(match[0])?.[1] ?? NaN),
    ) as [number, number];
    // A range to the last column hides what nobody has filled.
    if (high < 1000) count += high - low + 1;
  }
  return count;
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  while (pattern.exec(text) !== null) count++;
  return count;
}

/** What would keep the parser of markup busy without end. */
function markupProblem(text: string, file: string) {
  if (text.slice(0, 65_536).includes('<!ENTITY'))
    return fault('sheet.declarations', { part: file }, { file });
  const spans = countMatches(text, /(row|col)span\s*=|MergeAcross|MergeDown/gi);
  return spans > mostMerges
    ? fault('sheet.tooManyMerges', { count: spans, most: mostMerges }, { file })
    : null;
}

function parserFault(error: unknown, format: SheetFormat, file: string) {
  const reason = error instanceof Error ? error.message : String(error);
  return /password|encrypt/i.test(reason)
    ? fault('table.locked', { format }, { file })
    : fault('sheet.damaged', { format, reason: reason.slice(0, 120) }, { file });
}
