/** dBase tables (.dbf), alone or as the attributes of a shapefile. Format: ESRI shapefile specification and dBase III/FoxPro headers. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { choosePage, type TextBytes } from './code-pages';
import { namedEncoding } from './decode';
import { findLayout, type Field, type Layout } from './dbf-layout';
import { isLikelier, likeliestOther, mostCompared } from './encoding-doubt';
import { LineScanner } from './line-scanner';
import type { CellReading } from './text-table';

export interface Dbf {
  readonly labels: readonly string[];
  /** cells[column][record]: text as in the file, without the blanks that fill a field. */
  readonly cells: readonly (readonly string[])[];
  /** Of each column: 'N' numbers, 'L' yes or no, 'C' anything else. */
  readonly types: readonly ('N' | 'L' | 'C')[];
  readonly records: number;
  /** Records that are marked as deleted. */
  readonly deleted: readonly number[];
  readonly encoding: string;
  /** What it says in two encodings, where neither .cpg nor language byte nor the bytes decide; else empty. */
  readonly readings: readonly CellReading[];
  readonly notes: readonly Note[];
}

const maxCells = 60_000_000;

/**
 * `encoding`: 'auto' or a TextDecoder label; `cpg`: the text of the .cpg. Lengths and counts in the header are believed only where the
 * records bear them out. Faults: shp.dbfDamaged, table.tooBig, table.unknownEncoding. Notes: shp.dbfHeader, shp.encodingAgainst, …
 */
export async function readDbf(
  bytes: Uint8Array,
  file: string,
  encoding: string,
  cpg: string,
  control?: Control,
): Promise<Result<Dbf>> {
  const layout = findLayout(bytes);
  if (layout === null) return fail(fault('shp.dbfDamaged', {}, { file }));
  const { fields, records } = layout;
  if (fields.length * records > maxCells)
    return fail(fault('gis.tooManyCells', { millions: maxCells / 1e6 }, { file }));
  const notes: Note[] = [];
  if (layout.isMended) notes.push(fault('shp.dbfHeader', { count: records }, { file }));
  let label: string;
  let other: string | null = null;
  if (encoding === 'auto') {
    const text = await scanText(bytes, layout, control);
    const page = choosePage(cpg, bytes[29] ?? 0, text);
    label = page.label;
    if (page.certainty === 'ambiguous') other = 'utf-8';
    if (page.certainty === 'unusual') {
      const likeliest = likeliestOther([
        ...fields.map(({ nameBytes }) => untilNul(nameBytes)),
        ...doubtfulRecords(bytes, layout).flatMap((line) => textCells(layout, line)),
      ]);
      const { gbCharacters, gbCommon } = text.counts;
      [label, other] = isLikelier(likeliest, gbCommon / Math.max(1, gbCharacters))
        ? [likeliest.label, label]
        : [label, likeliest.label];
    }
    if (page.certainty === 'ambiguous') notes.push(fault('table.encodingAmbiguous', {}, { file }));
    if (page.certainty === 'unusual')
      notes.push(fault('table.encodingUnusual', { encoding: label }, { file }));
    if (page.certainty === 'against')
      notes.push(fault('shp.encodingAgainst', { said: page.said, used: label }, { file }));
  } else {
    const named = namedEncoding(encoding);
    if (named === null) return fail(fault('table.unknownEncoding', { encoding }, { file }));
    label = named.label;
  }
  const reader = readerOf(fields, label);
  const cells = fields.map(() => new Array<string>(records).fill(''));
  const deleted: number[] = [];
  const pause = pacer(control);
  for (let record = 0; record < records; record++) {
    const start = layout.start + record * layout.length;
    if (bytes[start] === 0x2a) deleted.push(record);
    const line = bytes.subarray(start, start + layout.length);
    reader.cellsOf(line).forEach((cell, f) => (cells[f]![record] = cell));
    if ((record & 1023) === 0) {
      control?.progress?.({ stage: 'read', done: start, total: bytes.length, what: file });
      await pause();
    }
  }
  return succeed({
    labels: reader.header,
    cells,
    types: fields.map(({ type }) => (/[NFIBO]/.test(type) ? 'N' : type === 'L' ? 'L' : 'C')),
    records,
    deleted,
    encoding: label,
    readings: other === null ? [] : readBoth(bytes, layout, [label, other]),
    notes,
  });
}

interface RecordReader {
  readonly header: readonly string[];
  readonly cellsOf: (record: Uint8Array) => string[];
}

function readerOf(fields: readonly Field[], label: string): RecordReader {
  const decoder = new TextDecoder(label);
  const ascii = new TextDecoder('latin1');
  const isWide = label.startsWith('utf-16');
  return {
    header: fields.map(({ nameBytes }) => fieldName(nameBytes, decoder, isWide)),
    cellsOf: (line) => {
      const plain = ascii.decode(line);
      return fields.map(({ at, length, type }) => {
        const part = line.subarray(at, at + length);
        let text: string;
        if (isBinaryField(type, length)) text = binaryText(part, type);
        else if (isWide && type === 'C') text = decoder.decode(part);
        else if (isAscii(part)) text = plain.slice(at, at + length);
        // A field cut in the middle of its last character ends in U+FFFD.
        else text = decoder.decode(part).replace(/\uFFFD$/, '');
        return cleanText(text, type);
      });
    },
  };
}

/** The first records that hold more than ASCII, in both encodings. */
function readBoth(
  bytes: Uint8Array,
  layout: Layout,
  encodings: readonly [string, string],
): readonly CellReading[] {
  const lines = doubtfulRecords(bytes, layout);
  return encodings.map((encoding) => {
    const { cellsOf, header } = readerOf(layout.fields, encoding);
    return { encoding, header, records: lines.map(cellsOf) };
  });
}

function doubtfulRecords(bytes: Uint8Array, layout: Layout): Uint8Array[] {
  const { length, records, start } = layout;
  const lines: Uint8Array[] = [];
  for (let record = 0; record < records && lines.length < mostCompared; record++) {
    const line = bytes.subarray(start + record * length, start + (record + 1) * length);
    if (textCells(layout, line).some((cell) => !isAscii(cell))) lines.push(line);
  }
  return lines;
}

function textCells({ fields }: Layout, record: Uint8Array): Uint8Array[] {
  return fields.flatMap(({ at, length, type }) => (type === 'C' ? [record.subarray(at, at + length)] : []));
}

/** A cell as GeoJSON has it: a number, true, false or null where the field's type and its text agree on that; else text. */
export function dbfValue(text: string, type: Dbf['types'][number]): string | number | boolean | null {
  if (text === '') return null;
  if (type === 'N') {
    const value = Number(text);
    // Longer whole numbers are ids; as a number they would lose digits.
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
  }
  if (type === 'L') return /^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : null;
  return text;
}

/** Up to the first NUL, and without half a character at the end. */
function fieldName(bytes: Uint8Array, decoder: TextDecoder, isWide: boolean): string {
  const text = isWide ? decoder.decode(bytes.subarray(0, 10)) : decoder.decode(untilNul(bytes));
  return text
    .split('\0', 1)[0]!
    .replace(/\uFFFD$/, '')
    .trim();
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

async function scanText(bytes: Uint8Array, layout: Layout, control?: Control): Promise<TextBytes> {
  const scanner = new LineScanner();
  const probe = new LineScanner();
  const newline = Uint8Array.of(10);
  let high = 0;
  let highInRuns = 0;
  const push = (part: Uint8Array): void => {
    if (isAscii(part)) return;
    // Blanks that fill a field say nothing; the last character may be cut.
    let end = part.length;
    while (end > 0 && (part[end - 1] === 0x20 || part[end - 1] === 0)) end--;
    const text = part.subarray(0, end);
    scanner.push(end === part.length ? withoutCut(text, probe) : text);
    scanner.push(newline);
    for (let i = 0; i < end; i++)
      if (text[i]! >= 0x80) {
        high++;
        if ((text[i - 1] ?? 0) >= 0x80 || (text[i + 1] ?? 0) >= 0x80) highInRuns++;
      }
  };
  const pause = pacer(control);
  for (const { nameBytes } of layout.fields) push(untilNul(nameBytes));
  for (let record = 0; record < layout.records; record++) {
    const start = layout.start + record * layout.length;
    for (const { at, length, type } of layout.fields)
      if (type === 'C') push(bytes.subarray(start + at, start + at + length));
    if ((record & 1023) === 0) await pause();
  }
  return { counts: scanner.finish(), high, highInRuns };
}

/** A full field may end in half a character: the reading that makes sense of most of it. */
function withoutCut(text: Uint8Array, probe: LineScanner): Uint8Array {
  let best = text;
  let isKnown = false;
  for (let cut = 0; cut < 4 && cut < text.length; cut++) {
    const part = text.subarray(0, text.length - cut);
    const kind = probe.classify(part);
    if (kind === 'utf8') return part;
    if (!isKnown && kind !== 'neither') {
      best = part;
      isKnown = true;
    }
  }
  return best;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}

function isBinaryField(type: string, length: number): boolean {
  return ((type === 'I' || type === '+') && length === 4) || ((type === 'B' || type === 'O') && length === 8);
}

function binaryText(part: Uint8Array, type: string): string {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  if (part.length === 4) return String(view.getInt32(0, true));
  const value = type === 'B' || type === 'O' ? view.getFloat64(0, true) : NaN;
  return Number.isFinite(value) ? String(value) : '';
}

/** Without filling; a number of stars is how dBase writes one that does not fit, '?' an answer not given. */
function cleanText(text: string, type: string): string {
  // A NUL ends a text; the file's end mark (0x1A) is none.
  const nul = text.indexOf('\0');
  // eslint-disable-next-line no-control-regex
  const plain = (nul < 0 ? text : text.slice(0, nul)).replace(/\x1a$/, '').trim();
  if (type === 'C') return plain;
  if (/^[*?]+$/.test(plain) || (type === 'D' && /^0+$/.test(plain))) return '';
  return plain;
}
