/** Text to records: what is written by the rules by a scan of our own, all else by papaparse, with recovery where quotes are broken. */
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
/** A longer quoted cell is left to papaparse, whatever it is. */
const longestPlain = 16_384;
/** Longer texts are mostly no repeated ones. */
const longestKept = 8;
/** With more broken quotes than this, quotes mean nothing in this file. */
const mostBroken = 1000;
const batchCharacters = 262_144;

/**
 * Feeds on text piece by piece and calls `take` with each record, blank lines included ([''] each), so that the caller can
 * count rows as a spreadsheet does. The list it is called with is used again: copy what is kept. A quote never closed costs its own
 * line only: what follows is read on.
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
  /** The record that `scan` is in. */
  private readonly cells: string[] = [];
  private readonly texts = new CellTexts();

  /** `scans`: false leaves everything to papaparse, which is slower and the measure of what is right. */
  constructor(
    readonly delimiter: string,
    private readonly take: (cells: string[]) => void,
    private readonly scans = true,
  ) {}

  /** Characters of a record that is not finished. */
  get waiting(): number {
    return this.rest.length;
  }

  push(text: string): void {
    this.buffer.push(text);
    this.held += text.length;
    if (this.held >= batchCharacters) this.drain(false);
  }

  finish(): void {
    this.drain(true);
  }

  private drain(isLast: boolean): void {
    // Joined by a list: what + makes is read character by character at half the speed.
    let text = [this.rest, oneNewline(this.buffer.join(''), this.endsInReturn)].join('');
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
      if (this.scans) {
        const { end, isOpen } = this.scan(text, quotes, isLast);
        if (end < 0) return;
        text = text.slice(end);
        // Perhaps what is still to come closes the record; one that has waited before is papaparse's.
        if (isOpen && !isLast && (end > 0 || text.length < longestPlain)) {
          this.rest = text;
          return;
        }
      }
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

  /**
   * Gives the records of `text` as far as they are plain: a quote opens a cell at its first character only, is closed before a delimiter
   * or line end, and is doubled inside. `end` is where the first other record begins, -1 where there is none; `isOpen` where that record is
   * only not finished.
   */
  private scan(text: string, quotes: boolean, isLast: boolean): { end: number; isOpen: boolean } {
    const { cells, texts } = this;
    const delimiter = this.delimiter.charCodeAt(0);
    const length = text.length;
    let record = 0;
    let start = 0;
    let count = 0;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === delimiter) {
        cells[count++] = texts.cut(text, start, i);
        start = i + 1;
      } else if (code === 10) {
        cells[count++] = texts.cut(text, start, i);
        if (cells.length !== count) cells.length = count;
        this.give(cells);
        record = start = i + 1;
        count = 0;
      } else if (code === 34 && quotes && i === start) {
        let close = text.indexOf('"', i + 1);
        let isDoubled = false;
        while (close >= 0 && text.charCodeAt(close + 1) === 34) {
          isDoubled = true;
          close = text.indexOf('"', close + 2);
        }
        const after = close + 1;
        if (close < 0 || (after === length && !isLast)) return { end: record, isOpen: true };
        const next = text.charCodeAt(after);
        const isClosed = after === length || next === delimiter || next === 10;
        if (!isClosed || close - i > longestPlain) return { end: record, isOpen: false };
        const cell = text.slice(i + 1, close);
        cells[count++] = isDoubled ? cell.replaceAll('""', '"') : cell;
        start = after + 1;
        i = after;
        if (next === delimiter && after < length) continue;
        if (cells.length !== count) cells.length = count;
        this.give(cells);
        if (after === length) return { end: -1, isOpen: false };
        record = start;
        count = 0;
      }
    }
    if (!isLast) return { end: record, isOpen: true };
    cells[count++] = texts.cut(text, start, length);
    if (cells.length !== count) cells.length = count;
    this.give(cells);
    return { end: -1, isOpen: false };
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

/** Short texts that come again and again (ages, classes, names of communities) are one string each, which spares memory and its collection. */
class CellTexts {
  private readonly known: string[] = new Array<string>(8192).fill('');

  cut(text: string, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return '';
    if (length > longestKept) return text.slice(start, end);
    let hash = length;
    for (let i = start; i < end; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i);
    const slot = (hash ^ (hash >>> 13)) & 8191;
    const known = this.known[slot]!;
    if (known.length === length) {
      let i = 0;
      while (i < length && known.charCodeAt(i) === text.charCodeAt(start + i)) i++;
      if (i === length) return known;
    }
    return (this.known[slot] = text.slice(start, end));
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
  if (!whole.includes('\r')) return whole;
  return whole.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}
