/** Where in a dBase file its fields and records lie, believed only where the bytes bear it out. */

export interface Field {
  readonly nameBytes: Uint8Array;
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

export interface Layout {
  readonly fields: readonly Field[];
  readonly start: number;
  readonly length: number;
  readonly records: number;
  /** The header said otherwise. */
  readonly isMended: boolean;
}

/** null where the header or the records are none. */
export function findLayout(bytes: Uint8Array): Layout | null {
  if (bytes.length < 65) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const saidRecords = view.getUint32(4, true);
  const saidStart = view.getUint16(8, true);
  const saidLength = view.getUint16(10, true);
  const raw: { nameBytes: Uint8Array; type: string; length: number; decimals: number }[] = [];
  let at = 32;
  while (at + 32 <= bytes.length && bytes[at] !== 0x0d && raw.length < 2048) {
    const type = String.fromCharCode(bytes[at + 11]!);
    if (!/[A-Za-z@+0-9]/.test(type) || bytes[at] === 0) break;
    const nameBytes = bytes.subarray(at, at + 11);
    raw.push({ nameBytes, type: type.toUpperCase(), length: bytes[at + 16]!, decimals: bytes[at + 17]! });
    at += 32;
    // Where the header is said to end, a record may begin instead of a mark.
    if (at >= saidStart && saidStart >= 65) break;
  }
  if (raw.length === 0) return null;
  // FoxPro keeps the high byte of long texts where others keep decimals.
  const short = raw.map(({ length }) => length);
  const long = raw.map(({ type, length, decimals }) => (type === 'C' ? length + 256 * decimals : length));
  const sum = (lengths: readonly number[]): number => 1 + lengths.reduce((all, one) => all + one, 0);
  const lengths = sum(short) !== saidLength && sum(long) === saidLength ? long : short;
  const starts = [saidStart, at + 1, at, at + 2, at + 264];
  const recordLengths = [...new Set([saidLength, sum(lengths)])];
  let best = { start: saidStart, length: saidLength, score: -1 };
  for (const length of recordLengths)
    for (const start of starts) {
      // A record shorter than its fields cannot be.
      if (start < 65 || start > bytes.length || length < sum(lengths)) continue;
      const score = recordScore(bytes, start, length, saidRecords);
      // One mark more or less at the end.
      const fits = Math.abs(start + saidRecords * length - bytes.length) <= 2 ? 1 : 0;
      if (score >= 0.5 && score + fits > best.score) best = { start, length, score: score + fits };
    }
  if (best.score < 0) return null;
  const room = Math.floor((bytes.length - best.start) / best.length);
  // An end mark may follow the last record, and no more than the said number of records are, where there is room for them.
  let records = Math.min(saidRecords, room);
  if (saidRecords === 0 && room > 0 && recordScore(bytes, best.start, best.length, room) === 1)
    records = room;
  const isMended = best.start !== saidStart || best.length !== saidLength || records !== saidRecords;
  let offset = 1;
  const fields = raw.map(({ nameBytes, type }, i) => {
    const field: Field = { nameBytes, type, at: offset, length: lengths[i]! };
    offset += lengths[i]!;
    return field;
  });
  return { fields, start: best.start, length: best.length, records, isMended };
}

/** Share of the first records that begin with a blank or a deletion mark, as all do. */
function recordScore(bytes: Uint8Array, start: number, length: number, said: number): number {
  const count = Math.min(60, said, Math.floor((bytes.length - start) / length));
  // Nothing contradicts an empty table; better than guesses, worse than records that fit.
  if (count === 0) return said === 0 || bytes.length - start < length ? 0.6 : 0;
  let good = 0;
  for (let i = 0; i < count; i++) {
    const mark = bytes[start + i * length];
    if (mark === 0x20 || mark === 0x2a) good++;
  }
  return good / count;
}
