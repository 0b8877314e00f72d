/** Text to records: papaparse for the structure, and recovery where quotes are broken. */
import Papa from 'papaparse';

/** What papaparse's parser object does but its types leave out. */
interface RecordParser {
  parse(
    input: string,
    baseIndex: number,
    ignoreLastRow: boolean,
  ): {
    data: string[][];
    errors: { type: string; code: string; row?: number }[];
    meta: { cursor: number };
  };
}
const Parser = Papa.Parser as unknown as new (config: object) => RecordParser;

/** A quoted cell longer than this and with a line break is a quote that nobody closed; a spreadsheet's cell holds 32,767 characters. */
const longestQuoted = 131_072;
/** With more broken quotes than this, quotes mean nothing in this file. */
const mostBroken = 1000;
const batchCharacters = 262_144;

/**
 * Feeds on text piece by piece and calls `take` with each record, blank lines included ([''] each), so that the caller can
 * count rows as a spreadsheet does. A quote never closed costs its own line only: what follows is read on.
 */
export class RecordReader {
  /** Numbers (from 0) of the records whose quotes were broken. */
  readonly broken: number[] = [];
  private buffer: string[] = [];
  private held = 0;
  private rest = '';
  private endsInReturn = false;
  private count = 0;
  private window = Infinity;

  constructor(
    private readonly delimiter: string,
    private readonly take: (cells: string[]) => void,
  ) {}

  push(text: string): void {
    this.buffer.push(text);
    this.held += text.length;
    if (this.held >= batchCharacters) this.drain(false);
  }

  finish(): void {
    this.drain(true);
  }

  private drain(isLast: boolean): void {
    let text = this.rest + oneNewline(this.buffer.join(''), this.endsInReturn);
    this.endsInReturn =
      this.buffer.length > 0 ? this.buffer[this.buffer.length - 1]!.endsWith('\r') : this.endsInReturn;
    this.buffer = [];
    this.held = 0;
    // A last line end is no further record.
    if (isLast && text.endsWith('\n')) text = text.slice(0, -1);
    else if (isLast && text === '' && this.count > 0) return;
    this.rest = '';
    while (text !== '') {
      const quotes = this.broken.length < mostBroken;
      const isWhole = this.window >= text.length;
      const piece = isWhole ? text : text.slice(0, this.window);
      const { data, errors, meta } = this.parser(quotes).parse(piece, 0, !(isLast && isWhole));
      const bad = brokenRecord(data, errors);
      if (bad < 0) {
        for (const cells of data) this.give(cells);
        if (isLast && isWhole) return;
        if (meta.cursor > 0) {
          text = text.slice(meta.cursor);
          this.window *= 4;
          if (isWhole && !isLast) {
            this.rest = text;
            return;
          }
          continue;
        }
        // No whole record in this piece: look further, unless a quote has been open for too long.
        const isOpen = piece.includes('\n') && piece.length >= longestQuoted;
        if (!isOpen) {
          if (isWhole) {
            this.rest = text;
            return;
          }
          this.window *= 4;
          continue;
        }
        text = this.salvage(text, 0);
        continue;
      }
      for (let r = 0; r < bad; r++) this.give(data[r]!);
      const start = bad === 0 ? 0 : this.parser(true, bad).parse(piece, 0, false).meta.cursor;
      text = this.salvage(text, start);
    }
  }

  private give(cells: string[]): void {
    this.count++;
    this.take(cells);
  }

  /** Takes the physical line at `start` as a record of its own, its quotes as plain characters; returns what follows it. */
  private salvage(text: string, start: number): string {
    const newline = text.indexOf('\n', start);
    const line = newline < 0 ? text.slice(start) : text.slice(start, newline);
    this.broken.push(this.count);
    this.give(line.split(this.delimiter).map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
    this.window = 32_768;
    return newline < 0 ? '' : text.slice(newline + 1);
  }

  private parser(quotes: boolean, preview = 0): RecordParser {
    return new Parser({
      delimiter: this.delimiter,
      newline: '\n',
      quoteChar: '"',
      preview,
      // In fast mode papaparse only splits.
      ...(quotes ? {} : { fastMode: true }),
    });
  }
}

/** The first record that is never closed, or runs over a line end, and whose quotes papaparse could not make sense of; -1 where there is none. */
function brokenRecord(data: string[][], errors: { type: string; code: string; row?: number }[]): number {
  for (const error of errors) {
    if (error.type !== 'Quotes' || error.row === undefined) continue;
    const record = data[error.row];
    if (error.code === 'MissingQuotes' && record !== undefined) return error.row;
    if (record?.some((cell) => cell.includes('\n'))) return error.row;
  }
  return -1;
}

/** CR LF and CR become LF, also where a pair is cut by the end of a piece. */
function oneNewline(text: string, afterReturn: boolean): string {
  const whole = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
  return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
}
