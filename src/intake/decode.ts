/** Bytes to text: finds the encoding of a whole file line by line, then decodes it as a stream. */
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Note } from '../domain/fault';
import { fault } from '../domain/fault';
import { doubtfulLines, isCutUtf8, isLikelier, isWestern, likeliestOther } from './encoding-doubt';
import { LineScanner } from './line-scanner';
import { listRows } from './list-rows';

export interface Encoding {
  /** A TextDecoder label, or 'mixed': some lines `main`, the others the other of UTF-8 and GB18030. */
  readonly label: string;
  readonly main: string;
  /**
   * 'sure'; 'ambiguous': reads as UTF-8 and as GB18030, GB18030 chosen (tools.md, finding 8);
   * 'unusual': valid GB18030, but few of its characters are common Hanzi, or nothing that is known: perhaps Big5 or Shift-JIS, or Western.
   */
  readonly certainty: 'sure' | 'ambiguous' | 'unusual';
  /** What it could be instead, where that is not sure: a TextDecoder label. */
  readonly other?: string;
}

const GB = 'gb18030';
const U8 = 'utf-8';
const western = 'windows-1252';

/** What Windows and Python call them. */
const otherNames: Readonly<Record<string, string>> = {
  cp936: 'gbk',
  cp950: 'big5',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp1252: 'windows-1252',
};

/** The encoding a study asks for (a TextDecoder label, or a name as cp936), or null where the platform does not know it. */
export function namedEncoding(label: string): Encoding | null {
  try {
    const known = new TextDecoder(otherNames[label.trim().toLowerCase()] ?? label).encoding;
    return { label: known, main: known, certainty: 'sure' };
  } catch {
    return null;
  }
}

/**
 * Looks at every byte once. Byte-order marks win; then UTF-16 without one (by its NULs); then strict UTF-8; then GB18030.
 * UTF-8 made of 2-byte letters only, whose GB18030 reading is all level-1 Hanzi, is GB18030 and flagged (tools.md, finding 8).
 */
export async function detectEncoding(blob: Blob, control?: Control): Promise<Encoding> {
  const head = new Uint8Array(await blob.slice(0, 8192).arrayBuffer());
  const wide = wideEncoding(head);
  if (wide !== null) return { label: wide, main: wide, certainty: 'sure' };
  const scanner = new LineScanner();
  const pause = pacer(control);
  for await (const bytes of chunksOf(blob)) {
    scanner.push(bytes);
    await pause();
  }
  const { utf8, gb, either, neither, eitherIsLevelOne, gbCharacters, gbCommon } = scanner.finish();
  const share = gbCharacters === 0 ? 0 : gbCommon / gbCharacters;
  const asUtf8: Encoding = { label: U8, main: U8, certainty: 'sure' };
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (gb === 0 && neither === 0) {
    const ambiguous = !hasMark && utf8 === 0 && either > 0 && eitherIsLevelOne;
    return ambiguous ? { label: GB, main: GB, certainty: 'ambiguous', other: U8 } : asUtf8;
  }
  if (gb === 0 && (utf8 > 0 || hasMark)) return asUtf8;
  if (utf8 === 0) {
    const asGb: Encoding = { label: GB, main: GB, certainty: 'sure' };
    // Measured on short generated tables: GBK 1.00 in simplified Hanzi, 0.3 to 0.9 in traditional ones; Big5 read so 0.1 to 0.9.
    if (share >= 0.8) return asGb;
    const lines = await doubtfulLines(blob);
    if (isCutUtf8(lines)) return { label: U8, main: U8, certainty: 'unusual', other: GB };
    if (isWestern(lines)) return { label: western, main: western, certainty: 'unusual', other: GB };
    // Of a few characters some may be rare without meaning anything.
    if (gbCharacters > 0 && gbCharacters < 4) return asGb;
    const other = likeliestOther(lines);
    if (isLikelier(other, share))
      return { label: other.label, main: other.label, certainty: 'unusual', other: GB };
    return share < 0.55
      ? { ...asGb, certainty: 'unusual', other: other.share > 0.6 ? other.label : 'big5' }
      : asGb;
  }
  return { label: 'mixed', main: gb >= utf8 ? GB : U8, certainty: 'sure' };
}

/** Decodes the blob chunk by chunk. Bytes that mean nothing become U+FFFD, which `csv.ts` looks for to name row and column. */
export async function* decodeText(
  blob: Blob,
  encoding: Encoding,
  notes: Note[],
  file: string,
): AsyncGenerator<string> {
  if (encoding.certainty === 'ambiguous') notes.push(fault('table.encodingAmbiguous', {}, { file }));
  if (encoding.certainty === 'unusual')
    notes.push(fault('table.encodingUnusual', { encoding: encoding.label }, { file }));
  if (encoding.label === 'mixed') {
    yield* decodeMixed(blob, encoding.main, notes, file);
    return;
  }
  const decoder = new TextDecoder(encoding.label);
  for await (const bytes of chunksOf(blob)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** The whole text at once, for JSON and XML. */
export async function decodeWhole(
  blob: Blob,
  encoding: Encoding,
  notes: Note[],
  file: string,
  control?: Control,
): Promise<string> {
  const parts: string[] = [];
  const pause = pacer(control);
  for await (const part of decodeText(blob, encoding, notes, file)) {
    parts.push(part);
    await pause();
  }
  return parts.join('');
}

/** The bytes of a blob in the platform's own chunks (64 KB mostly). */
export async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function wideEncoding(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Without a mark: digits, delimiters and line ends leave a NUL in every other byte; Hanzi leave none, hence one in six.
  const pairs = head.length >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > pairs / 6 && even < odd / 20) return 'utf-16le';
  if (even > pairs / 6 && odd < even / 20) return 'utf-16be';
  return null;
}

/** Lines of two encodings in one file: a spreadsheet saved as GBK with rows of a UTF-8 export pasted under it. */
async function* decodeMixed(blob: Blob, main: string, notes: Note[], file: string): AsyncGenerator<string> {
  const other = main === GB ? U8 : GB;
  const decoders = { main: new TextDecoder(main), other: new TextDecoder(other) };
  const odd: number[] = [];
  let line = 0;
  let carry = new Uint8Array(0);
  const scanner = new LineScanner();

  const decodeLines = (bytes: Uint8Array): string => {
    let text = '';
    let start = 0;
    let runStart = 0;
    let runIsOther = false;
    while (start < bytes.length) {
      const newline = bytes.indexOf(10, start);
      const end = newline < 0 ? bytes.length : newline + 1;
      line++;
      const kind = scanner.classify(bytes.subarray(start, end));
      const isOther = kind === (other === U8 ? 'utf8' : 'gb');
      if (isOther) odd.push(line);
      if (isOther !== runIsOther) {
        text += decoders[runIsOther ? 'other' : 'main'].decode(bytes.subarray(runStart, start));
        runStart = start;
        runIsOther = isOther;
      }
      start = end;
    }
    return text + decoders[runIsOther ? 'other' : 'main'].decode(bytes.subarray(runStart));
  };

  for await (const bytes of chunksOf(blob)) {
    const last = bytes.lastIndexOf(10);
    if (last < 0) {
      carry = joined(carry, bytes);
      continue;
    }
    yield decodeLines(joined(carry, bytes.subarray(0, last + 1)));
    carry = bytes.slice(last + 1);
  }
  if (carry.length > 0) yield decodeLines(carry);
  // Physical lines, which are rows unless a cell holds a line break.
  notes.push(
    fault(
      'table.mixedEncodings',
      { main, other, count: odd.length, rows: listRows(odd) },
      odd.length > 0 ? { file, row: odd[0]! } : { file },
    ),
  );
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(a.length + b.length);
  out.set(a, 0);
  out.set(b, a.length);
  return out;
}
