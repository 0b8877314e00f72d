/** Bytes, numbers and dates of statistics packages as the text of a cell. */
import { detectEncoding, namedEncoding } from './decode';

/** Decodes bytes in one encoding; short ASCII, which is most of it, without the decoder's overhead. */
export class TextReader {
  private readonly decoder: TextDecoder;

  constructor(readonly label: string) {
    this.decoder = new TextDecoder(label);
  }

  /** Text up to the first NUL, without blanks at its end; a character that the field's width cut in two is left out. */
  text(bytes: Uint8Array): string {
    let end = bytes.indexOf(0);
    if (end < 0) end = bytes.length;
    while (end > 0 && bytes[end - 1] === 32) end--;
    let isAscii = true;
    for (let i = 0; i < end && isAscii; i++) isAscii = bytes[i]! < 128;
    if (isAscii && end < 4096)
      return String.fromCharCode.apply(null, bytes.subarray(0, end) as unknown as number[]);
    const text = this.decoder.decode(bytes.subarray(0, end), { stream: true });
    // Throws away what a cut character left in the decoder.
    this.decoder.decode();
    return text;
  }
}

const pageLabels: Readonly<Record<number, string>> = {
  936: 'gb18030',
  54936: 'gb18030',
  20936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  874: 'windows-874',
  65001: 'utf-8',
  1200: 'utf-16le',
  10000: 'macintosh',
  20866: 'koi8-r',
  21866: 'koi8-u',
  51932: 'euc-jp',
  51936: 'gb18030',
  51949: 'euc-kr',
};

/** A code page number as a TextDecoder label; null where it says nothing (SPSS writes 2 and 3 for "ASCII") or is not known. */
export function labelOfPage(page: number): string | null {
  const known = pageLabels[page];
  if (known !== undefined) return known;
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  if (page >= 28591 && page <= 28605) return namedEncoding(`iso-8859-${page - 28590}`)?.label ?? null;
  return null;
}

/** "UTF-8", "GBK", "cp936", "windows-936", "EUC-CN", "us-ascii" … as a label; null where it is unknown or says nothing. */
export function labelOfName(name: string): string | null {
  const plain = name.trim().toLowerCase();
  if (/ascii|^ansi/.test(plain)) return null;
  const page = /^(?:cp|windows|ms|ibm|x-cp)?[-_]?(\d{3,5})$/.exec(plain)?.[1];
  const paged = page === undefined ? null : labelOfPage(Number(page));
  if (paged !== null) return paged;
  if (/^(euc-?cn|gb-?2312(-80)?|gbk|gb-?18030|cp936|ms936|x-gbk)$/.test(plain)) return 'gb18030';
  return namedEncoding(plain)?.label ?? null;
}

export interface FoundEncoding {
  readonly label: string;
  /** How it was found: the user's word, the file's word, or by looking at the bytes. */
  readonly by: 'user' | 'file' | 'bytes';
  readonly certainty: 'sure' | 'ambiguous' | 'unusual';
  /** What the file said where that cannot be, else ''. */
  readonly wrong: string;
}

/**
 * The encoding of a file's texts. What the file says is believed unless it says UTF-8 and `sample` (its texts, joined) is not;
 * where it says nothing, the rule for CSV files decides (tools.md, finding 8).
 */
export async function findEncoding(
  asked: string,
  stated: string | null,
  sample: () => Uint8Array<ArrayBuffer>[],
): Promise<FoundEncoding | null> {
  if (asked !== 'auto') {
    const named = namedEncoding(asked);
    return named === null ? null : { label: named.label, by: 'user', certainty: 'sure', wrong: '' };
  }
  const believed: FoundEncoding = { label: stated ?? '', by: 'file', certainty: 'sure', wrong: '' };
  if (stated !== null && stated !== 'utf-8') return believed;
  const parts = sample();
  if (stated === 'utf-8' && isMostlyUtf8(parts)) return believed;
  const found = await detectEncoding(new Blob([linesOf(parts)]));
  // UTF-16 cannot stand in fields that end with NULs: a stray match.
  const isStray = found.main.startsWith('utf-16');
  const label = !isStray ? found.main : isMostlyUtf8(parts) ? 'utf-8' : 'gb18030';
  return { label, by: 'bytes', certainty: found.certainty, wrong: stated === label ? '' : (stated ?? '') };
}

/** One text a line. A Blob of a hundred thousand parts takes seconds to read. */
function linesOf(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(10);
  let at = 0;
  for (const part of parts) {
    lines.set(part, at);
    at += part.length + 1;
  }
  return lines;
}

/** Half of the texts beyond ASCII at least; what a field's width cut off at either end is forgiven. */
function isMostlyUtf8(parts: readonly Uint8Array[]): boolean {
  let beyond = 0;
  let bad = 0;
  for (const part of parts) {
    if (!part.some((byte) => byte >= 128)) continue;
    beyond++;
    let start = 0;
    while (start < 3 && part[start]! >= 0x80 && part[start]! < 0xc0) start++;
    try {
      // As a stream: the first bytes of a character at the end are no error.
      new TextDecoder('utf-8', { fatal: true }).decode(part.subarray(start), { stream: true });
    } catch {
      bad++;
    }
  }
  return bad * 2 <= beyond;
}

/** A double as the shortest decimals that mean it. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Object.is(value, -0) ? '0' : String(value);
}

/** A single-precision number likewise: 0.1, not 0.10000000149011612. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return '';
  for (let digits = 6; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return numberText(text);
  }
  return numberText(Number(value.toPrecision(9)));
}

const firstMillis = Date.parse('0000-01-01');
const lastMillis = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Milliseconds since 1970 as an ISO day; with the time of day where `hasTime` or where it is not midnight. Null outside the years 0 to 9999. */
export function dateText(millis: number, hasTime: boolean): string | null {
  if (!(millis >= firstMillis && millis <= lastMillis)) return null;
  const iso = new Date(Math.round(millis)).toISOString().replace('Z', '');
  if (!hasTime && iso.endsWith('T00:00:00.000')) return iso.slice(0, -13);
  return iso.replace(/\.000$/, '');
}

/** Seconds as H:MM:SS, more than a day as more than 24 hours. */
export function durationText(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const millis = Math.round(Math.abs(seconds) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = millis % 1000;
  const whole = Math.floor(millis / 1000);
  const text = `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return sign + text + (rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`);
}
