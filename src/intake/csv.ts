/** CSV to columns of text: nothing dropped silently, every row numbered as a spreadsheet numbers it. */
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { doubtfulLines, lineAt, readBoth } from './encoding-doubt';
import type { Encoding } from './decode';
import { decodeText } from './decode';
import { guessDelimiter } from './delimiter';
import { listRows } from './list-rows';
import { RecordReader } from './records';
import { findHeader, sexSums } from './table-sense';
import type { TextTable } from './text-table';

/** As many as a spreadsheet has. */
const mostColumns = 16_384;
const sniffCharacters = 65_536;
/** A line as long as a book is no row of a table, and looking for its end again and again takes minutes. */
const longestRecord = 4_000_000;

/**
 * Reads a whole CSV as a stream. Title lines above the header (a single cell over a table of three columns or more) are skipped
 * and noted; blank lines are skipped but counted in row numbers; short rows are padded and cells beyond the header left out, both
 * noted; NULs are taken out and noted; unreadable bytes are named by row and column.
 */
export async function readCsv(
  blob: Blob,
  file: string,
  encoding: Encoding,
  control?: Control,
): Promise<Result<TextTable>> {
  const notes: Note[] = [];
  const collector = new Collector();
  let head = '';
  let reader: RecordReader | null = null;
  let nulCount = 0;
  let hasUnreadable = false;
  let characters = 0;
  const pause = pacer(control);
  const start = (): RecordReader => {
    const made = new RecordReader(guessDelimiter(head), (cells) => collector.take(cells));
    made.push(head);
    head = '';
    return made;
  };
  for await (const part of decodeText(blob, encoding, notes, file)) {
    let text = part;
    characters += text.length;
    if (text.includes('\0')) {
      nulCount += text.split('\0').length - 1;
      text = text.replaceAll('\0', '');
    }
    if (!hasUnreadable) hasUnreadable = text.includes('\uFFFD');
    if (reader === null) {
      head += text;
      if (head.length >= sniffCharacters) reader = start();
    } else reader.push(text);
    if (collector.width > mostColumns) break;
    if ((reader?.waiting ?? 0) > longestRecord)
      return fail(fault('table.unknownFormat', { format: 'TXT' }, { file }));
    control?.progress?.({
      stage: 'read',
      done: Math.min(characters, blob.size),
      total: blob.size,
      what: file,
      rows: collector.rows.length,
    });
    await pause();
  }
  reader ??= start();
  reader.finish();
  collector.finish();

  if (collector.width > mostColumns)
    return fail(fault('table.tooManyColumns', { count: collector.width, most: mostColumns }, { file }));
  if (collector.width === 0) return fail(fault('table.empty', {}, { file }));
  const { names, renamed } = safeNames(collector.header);
  const rows = Int32Array.from(collector.rows);
  if (rows.length === 0)
    return fail(
      fault('table.headerOnly', { columns: names.join(' | ') }, { file, row: collector.headerRow }),
    );

  if (nulCount > 0) notes.push(fault('table.nulBytes', { count: nulCount }, { file }));
  const { headerFirst, headerRow } = collector;
  if (headerFirst > 1) notes.push(fault('table.titleRows', { row: headerFirst }, { file }));
  if (headerRow > headerFirst)
    notes.push(
      fault('sheet.headerLines', { first: headerFirst, last: headerRow }, { file, row: headerFirst }),
    );
  if (renamed.length > 0) notes.push(fault('table.headersRenamed', { names: renamed.join(' | ') }, { file }));
  const brokenRows = reader.broken.map((record) => record + 1);
  if (brokenRows.length > 0)
    notes.push(
      fault(
        'table.brokenQuotes',
        { count: brokenRows.length, rows: listRows(brokenRows) },
        { file, row: brokenRows[0]! },
      ),
    );
  const { ragged } = collector;
  if (ragged.length > 0)
    notes.push(
      fault(
        'table.raggedRows',
        { count: ragged.length, rows: listRows(ragged), cells: names.length },
        { file, row: ragged[0]! },
      ),
    );
  if (hasUnreadable) notes.push(...unreadableCells(file, names, collector.cells, rows, encoding.label));
  const readings =
    encoding.other === undefined
      ? []
      : readBoth(
          await lineAt(blob, collector.headerRow),
          await doubtfulLines(blob),
          [encoding.label, encoding.other],
          (line) => cellsOf(line, reader.delimiter),
        );
  const sums = sexSums(names, collector.cells);
  if (sums.names.length > 0)
    notes.push(fault('column.sexesSummed', { columns: sums.names.join(' | ') }, { file }));
  return succeed({
    file,
    format: 'csv',
    encoding: encoding.label === 'mixed' ? `${encoding.main} (mixed)` : encoding.label,
    crs: '',
    header: [...names, ...sums.names],
    cells: [...collector.cells, ...sums.cells],
    rows,
    features: null,
    ...(readings.length === 0 ? {} : { readings }),
    notes,
  });
}

function cellsOf(line: string, delimiter: string): string[] {
  let cells: string[] = [];
  const reader = new RecordReader(delimiter, (record) => (cells = [...record]));
  reader.push(line);
  reader.finish();
  return cells;
}

/** Turns records into columns once it knows which record is the header. */
class Collector {
  header: string[] = [];
  /** Row numbers of the header's first and last line. */
  headerFirst = 0;
  headerRow = 0;
  readonly cells: string[][] = [];
  readonly rows: number[] = [];
  /** Rows with another number of cells than the header; trailing blanks do not count. */
  readonly ragged: number[] = [];
  width = 0;
  private pending: string[][] | null = [];
  private row = 0;

  take(record: string[]): void {
    if (this.pending === null) {
      this.add(record);
      return;
    }
    this.pending.push([...record]);
    if (this.pending.length === 20) this.open();
  }

  finish(): void {
    if (this.pending !== null) this.open();
  }

  private open(): void {
    const records = this.pending!;
    this.pending = null;
    const found = findHeader(records);
    const at = found.last;
    this.row = at < 0 ? records.length : at + 1;
    if (at < 0) return;
    let header = [...found.labels];
    while (
      header.length > 1 &&
      header[header.length - 1]!.trim() === '' &&
      !usesColumn(records, at, header.length - 1)
    )
      header = header.slice(0, -1);
    this.header = header;
    this.headerFirst = found.first + 1;
    this.headerRow = at + 1;
    this.width = header.length;
    for (let column = 0; column < header.length; column++) this.cells.push([]);
    for (const record of records.slice(at + 1)) this.add(record);
  }

  private add(record: string[]): void {
    this.row++;
    const { cells, width } = this;
    const given = record.length;
    if (isBlank(record)) return;
    if (given < width) this.ragged.push(this.row);
    else if (given > width) {
      for (let column = width; column < given; column++)
        if (record[column]!.trim() !== '') {
          this.ragged.push(this.row);
          break;
        }
    }
    for (let column = 0; column < width; column++) cells[column]!.push(column < given ? record[column]! : '');
    this.rows.push(this.row);
  }
}

function usesColumn(records: string[][], headerAt: number, column: number): boolean {
  return records.slice(headerAt + 1).some((record) => (record[column] ?? '').trim() !== '');
}

function isBlank(record: string[]): boolean {
  for (const cell of record) {
    if (cell === '') continue;
    const first = cell.charCodeAt(0);
    if ((first > 32 && first < 127) || cell.trim() !== '') return false;
  }
  return true;
}

/** Names that can be told apart: a repeated one gets " (2)", an empty one "#3" by its place. The label itself is kept as it is. */
export function safeNames(labels: readonly string[]): { names: string[]; renamed: string[] } {
  const taken = new Set<string>();
  const uses = new Map<string, number>();
  const names: string[] = [];
  const renamed: string[] = [];
  for (let column = 0; column < labels.length; column++) {
    const label = labels[column]!.replaceAll('\uFEFF', '').trim();
    const base = label === '' ? `#${column + 1}` : label;
    let name = base;
    let use = uses.get(base) ?? 1;
    while (taken.has(name)) name = `${base} (${++use})`;
    uses.set(base, use);
    taken.add(name);
    names.push(name);
    if (name !== label) renamed.push(name);
  }
  return { names, renamed };
}

function unreadableCells(
  file: string,
  names: string[],
  cells: readonly string[][],
  rows: Int32Array,
  encoding: string,
): Note[] {
  const notes: Note[] = [];
  let count = 0;
  for (let position = 0; position < rows.length; position++)
    for (let column = 0; column < names.length; column++) {
      const value = cells[column]![position]!;
      if (!value.includes('\uFFFD')) continue;
      count++;
      if (notes.length < 20)
        notes.push(
          fault(
            'row.unreadable',
            { encoding },
            { file, row: rows[position]!, column: names[column]!, value },
          ),
        );
    }
  if (count > notes.length) notes.push(fault('table.unreadableCells', { count }, { file }));
  return notes;
}
