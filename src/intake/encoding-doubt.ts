/** What a text says in the encodings it could be in, where its bytes leave room for doubt: its own lines, not a percentage, let people decide. */
import type { CellReading } from './text-table';

const mostSampled = 200;
const sampleBytes = 1024 * 1024;
/** More than are shown: what is personal shows itself in several cells of a column. */
export const mostCompared = 40;

/** The first lines of a text that hold bytes above 127; of a file with none in its first megabyte none. */
export async function doubtfulLines(blob: Blob): Promise<Uint8Array<ArrayBuffer>[]> {
  const bytes = new Uint8Array(await blob.slice(0, sampleBytes).arrayBuffer());
  const lines: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < bytes.length && lines.length < mostSampled;) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    // The last one may be cut by the sample's end.
    const isWhole = newline >= 0 || bytes.length === blob.size;
    if (isWhole && line.some((byte) => byte > 127)) lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** A line of the file's beginning, from 1; cells of several lines above it are not reckoned with. */
export async function lineAt(blob: Blob, number: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await blob.slice(0, sampleBytes).arrayBuffer());
  let start = 0;
  for (let line = 1; line < number; line++) start = bytes.indexOf(10, start) + 1;
  const end = bytes.indexOf(10, start);
  return bytes.subarray(start, end < 0 ? bytes.length : end);
}

/** UTF-8 that ends within a character: a file cut off by a full disk or a broken download. */
export function isCutUtf8(lines: readonly Uint8Array[]): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const [i, line] of lines.entries()) decoder.decode(line, { stream: i === lines.length - 1 });
    return lines.length > 0;
  } catch {
    return false;
  }
}

/** Letters of Western Europe stand alone among ASCII; Hanzi of any encoding come as two bytes above 127 or more. */
export function isWestern(lines: readonly Uint8Array[]): boolean {
  let high = 0;
  let inRuns = 0;
  for (const line of lines)
    for (let i = 0; i < line.length; i++) {
      if (line[i]! < 128) continue;
      high++;
      if ((line[i - 1] ?? 0) > 127 || (line[i + 1] ?? 0) > 127) inRuns++;
    }
  return high > 0 && inRuns * 4 < high;
}

/** An encoding that a text could be in, and the share of its characters that are common ones there. */
export interface Likely {
  readonly label: string;
  readonly share: number;
}

/** Of Big5, Shift-JIS and EUC-KR the likeliest. */
export function likeliestOther(lines: readonly Uint8Array[]): Likely {
  const kana = 2 * shareOf(lines, 'shift_jis', /[\u3041-\u30fe\u3000-\u3002]/);
  const found: Likely[] = [
    { label: 'big5', share: big5Share(lines) },
    // Of Japanese text kana are a third at least; its Kanji say nothing.
    { label: 'shift_jis', share: Math.min(1, kana) },
    { label: 'euc-kr', share: shareOf(lines, 'euc-kr', /[\uac00-\ud7a3]/) },
  ];
  return found.sort((a, b) => b.share - a.share)[0]!;
}

/** Than GB18030, of which `share` of the characters are common. Right ones reach 0.9 and more, GBK taken for another 0.5 at most on eight rows. */
export function isLikelier(other: Likely, share: number): boolean {
  return other.share > 0.9 && other.share > share + 0.15;
}

function shareOf(lines: readonly Uint8Array[], label: string, common: RegExp): number {
  const decoder = new TextDecoder(label);
  let count = 0;
  let all = 0;
  for (const line of lines)
    for (const character of decoder.decode(line)) {
      if (character < '\u0080') continue;
      all++;
      if (common.test(character)) count++;
    }
  return count / Math.max(1, all);
}

/** Common Hanzi and signs of Big5 have first bytes A1 to C6; what breaks its rules counts against it. */
function big5Share(lines: readonly Uint8Array[]): number {
  let count = 0;
  let all = 0;
  for (const line of lines)
    for (let i = 0; i < line.length; i++) {
      const lead = line[i]!;
      if (lead < 128) continue;
      all++;
      const trail = line[++i] ?? 0;
      const isPair = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
      if (isPair && lead >= 0xa1 && lead <= 0xc6) count++;
    }
  return count / Math.max(1, all);
}

/** Lines that differ between two encodings, cut into cells in both, and the header in both; none where nothing differs. */
export function readBoth(
  header: Uint8Array,
  lines: readonly Uint8Array[],
  encodings: readonly [string, string],
  cellsOf: (line: string) => string[],
): CellReading[] {
  const decoders = encodings.map((label) => new TextDecoder(label));
  const both = (line: Uint8Array): string[] =>
    decoders.map((decoder) => decoder.decode(line).replace(/\r$/, ''));
  const headers = both(header);
  const differing = lines.map(both).filter(([one, other]) => one !== other && one !== headers[0]);
  if (differing.length === 0) return [];
  return encodings.map((encoding, which) => ({
    encoding,
    header: cellsOf(headers[which]!),
    records: differing.slice(0, mostCompared).map((pair) => cellsOf(pair[which]!)),
  }));
}
