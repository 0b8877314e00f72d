/** The dictionary of an SPSS system file: variables, labels, missing values. Source: GNU PSPP developer guide, "System File Format". */
import type { ByteCursor } from './byte-cursor';
import type { TextReader } from './stat-text';
import { labelOfName, labelOfPage } from './stat-text';

/** Records as they stand in the file; texts are bytes until the encoding is known, which the file says last. */
export interface SavRecords {
  /** 0 plain, 1 byte codes, 2 byte codes in zlib blocks. */
  readonly compression: number;
  /** What byte codes count from, 100 mostly. */
  readonly bias: number;
  /** Cases the header promises; null where it does not know. */
  readonly caseCount: number | null;
  /** One for each 8 bytes of a case. */
  readonly slots: readonly SavSlot[];
  readonly labelSets: readonly SavLabelSet[];
  /** Extension records (type 7) by subtype; the last of each. */
  readonly extensions: ReadonlyMap<number, Uint8Array>;
  readonly missingValue: number;
  /** A TextDecoder label, or null where the file does not say. */
  readonly encoding: string | null;
  /** Where the cases begin. */
  readonly dataAt: number;
}

export interface SavSlot {
  /** 0 number, 1 to 255 bytes of text, -1 more of the text before. */
  readonly type: number;
  readonly name: Uint8Array;
  readonly label: Uint8Array;
  /** How it is printed: PSPP's format numbers (20 DATE, 22 DATETIME …). */
  readonly format: number;
  readonly missing: SavMissing;
}

interface SavMissing {
  /** [from, to] both missing and all between; null where there is no range. */
  readonly range: readonly [number, number] | null;
  /** Single values, as numbers and as the bytes of short texts. */
  readonly numbers: readonly number[];
  readonly texts: readonly Uint8Array[];
}

interface SavLabelSet {
  readonly values: readonly {
    readonly number: number;
    readonly text: Uint8Array;
    readonly label: Uint8Array;
  }[];
  /** Positions of slots. */
  readonly slots: readonly number[];
}

/** A variable with its texts decoded. */
export interface SavVariable {
  readonly name: string;
  readonly label: string;
  /** 0 for a number, else bytes of text. */
  readonly width: number;
  readonly format: number;
  /** Pieces of its text within a case: byte offsets and lengths; of a number one of 8. */
  readonly pieces: readonly { readonly at: number; readonly length: number }[];
  readonly missing: SavMissing;
  readonly missingTexts: ReadonlySet<string>;
  readonly labels: ReadonlyMap<number | string, string>;
}

const noBytes = new Uint8Array(0);
/** More 8-byte pieces a case than this: not a survey but a lie. */
const mostSlots = 200_000;

/** Leaves the cursor's byte order as the file has it. */
export function readSavRecords(cursor: ByteCursor): SavRecords {
  cursor.skip(64);
  const layout = cursor.int32();
  if (layout !== 2 && layout !== 3) {
    cursor.littleEndian = false;
    cursor.seek(64);
    const swapped = cursor.int32();
    if (swapped !== 2 && swapped !== 3) throw cursor.damaged();
  }
  cursor.skip(4);
  const compression = cursor.int32();
  if (compression < 0 || compression > 2) throw cursor.damaged();
  cursor.skip(4);
  const cases = cursor.int32();
  const bias = cursor.float64();
  cursor.skip(9 + 8 + 64 + 3);
  const slots: SavSlot[] = [];
  const labelSets: SavLabelSet[] = [];
  const extensions = new Map<number, Uint8Array>();
  let missingValue = -Number.MAX_VALUE;
  let page = 0;
  let caseCount = cases < 0 ? null : cases;
  for (;;) {
    const type = cursor.int32();
    if (type === 2) {
      if (slots.length === mostSlots) throw cursor.damaged();
      slots.push(readSlot(cursor));
    } else if (type === 3) labelSets.push(readLabelSet(cursor, slots.length));
    else if (type === 6) cursor.skip(80 * cursor.uint32());
    else if (type === 7) {
      const subtype = cursor.int32();
      const size = cursor.uint32();
      const start = cursor.at;
      const body = cursor.slice(size * cursor.uint32());
      const end = cursor.at;
      cursor.seek(start + 4);
      if (subtype === 3 && body.length >= 32) {
        cursor.skip(28);
        page = cursor.int32();
      } else if (subtype === 4 && body.length >= 24) missingValue = cursor.float64();
      else if (subtype === 16 && body.length >= 16 && caseCount === null) {
        cursor.skip(8);
        const long = cursor.int64();
        if (long >= 0) caseCount = long;
      }
      cursor.seek(end);
      extensions.set(subtype, body);
    } else if (type === 999) {
      cursor.skip(4);
      break;
    } else throw cursor.damaged();
  }
  if (slots.length === 0 || slots[0]!.type === -1) throw cursor.damaged();
  const named = extensions.get(20);
  const encoding =
    (named === undefined
      ? null
      : labelOfName(String.fromCharCode(...named.subarray(0, 40)).replaceAll('\0', ''))) ?? labelOfPage(page);
  return {
    compression,
    bias,
    caseCount,
    slots,
    labelSets,
    extensions,
    missingValue,
    encoding,
    dataAt: cursor.at,
  };
}

function readSlot(cursor: ByteCursor): SavSlot {
  const type = cursor.int32();
  if (type < -1 || type > 255) throw cursor.damaged();
  const hasLabel = cursor.int32();
  const missingCount = cursor.int32();
  if (Math.abs(missingCount) > 3 || missingCount === -1) throw cursor.damaged();
  const print = cursor.uint32();
  cursor.skip(4);
  const name = cursor.slice(8);
  let label: Uint8Array = noBytes;
  if (hasLabel !== 0) {
    const length = cursor.uint32();
    label = cursor.slice(length);
    cursor.skip((4 - (length % 4)) % 4);
  }
  const numbers: number[] = [];
  const texts: Uint8Array[] = [];
  for (let i = 0; i < Math.abs(missingCount); i++) {
    const start = cursor.at;
    numbers.push(cursor.float64());
    texts.push(cursor.bytes.subarray(start, start + 8));
  }
  const range = missingCount < 0 ? ([numbers.shift()!, numbers.shift()!] as const) : null;
  return {
    type,
    name,
    label,
    format: (print >>> 16) & 255,
    missing: { range, numbers, texts: range === null ? texts : [] },
  };
}

function readLabelSet(cursor: ByteCursor, slotCount: number): SavLabelSet {
  const count = cursor.uint32();
  const values: { number: number; text: Uint8Array; label: Uint8Array }[] = [];
  for (let i = 0; i < count; i++) {
    const start = cursor.at;
    const number = cursor.float64();
    const text = cursor.bytes.subarray(start, start + 8);
    const length = cursor.uint8();
    values.push({ number, text, label: cursor.slice(length) });
    cursor.skip(7 - (length % 8));
  }
  if (cursor.int32() !== 4) throw cursor.damaged();
  const used = cursor.uint32();
  if (used > slotCount) throw cursor.damaged();
  const slots: number[] = [];
  for (let i = 0; i < used; i++) {
    // Counted from 1. Some writers name slots that do not exist; nothing hangs on them.
    const at = cursor.uint32() - 1;
    if (at < slotCount) slots.push(at);
  }
  return { values, slots };
}

/** The bytes of every text of the dictionary, to find an encoding by. */
export function savTexts(records: SavRecords): Uint8Array[] {
  return [
    ...records.slots.flatMap((slot) => [slot.name, slot.label]),
    ...records.labelSets.flatMap((set) => set.values.map((value) => value.label)),
    ...splitAt(records.extensions.get(13) ?? noBytes),
    records.extensions.get(21) ?? noBytes,
  ];
}

/** At tabs and equals signs: the short names between them may end within a character. */
function splitAt(body: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i <= body.length; i++)
    if (i === body.length || body[i] === 9 || body[i] === 61) {
      parts.push(body.subarray(start, i));
      start = i + 1;
    }
  return parts;
}

/** The variables, one a column: long texts of several slots joined, long names and labels in their place. */
export function savVariables(records: SavRecords, texts: TextReader, littleEndian: boolean): SavVariable[] {
  const { slots, extensions } = records;
  const textOf = (bytes: Uint8Array): string => texts.text(bytes);
  const heads: { slot: SavSlot; first: number; short: string }[] = [];
  slots.forEach((slot, first) => {
    if (slot.type !== -1) heads.push({ slot, first, short: textOf(slot.name).trim() });
  });
  const longNames = pairsOf(extensions.get(13), texts, '\t');
  const widths = pairsOf(extensions.get(14), texts, '\t');
  const labelsOfSlot = new Map<number, Map<number | string, string>>();
  for (const set of records.labelSets)
    for (const at of set.slots) {
      const labels = labelsOfSlot.get(at) ?? new Map<number | string, string>();
      labelsOfSlot.set(at, labels);
      for (const value of set.values)
        labels.set(slots[at]!.type === 0 ? value.number : textOf(value.text), textOf(value.label).trim());
    }
  const longLabels = readLongLabels(extensions.get(21), texts, littleEndian);
  const longMissing = readLongMissing(extensions.get(22), texts, littleEndian);
  const variables: SavVariable[] = [];
  for (let i = 0; i < heads.length; i++) {
    const { slot, first, short } = heads[i]!;
    const name = longNames.get(short.toUpperCase()) ?? short;
    const stated = Number(widths.get(short.toUpperCase()) ?? 0);
    const segments = slot.type > 0 && stated > 255 && stated <= 32_767 ? Math.ceil(stated / 252) : 1;
    const own = heads.slice(i, i + segments);
    const isLong = segments > 1 && own.length === segments && own.every((head) => head.slot.type > 0);
    const pieces = isLong
      ? own.map((head, k) => ({
          at: 8 * head.first,
          length: Math.min(head.slot.type, 255, Math.max(0, stated - 255 * k)),
        }))
      : [{ at: 8 * first, length: slot.type === 0 ? 8 : slot.type }];
    const labels = labelsOfSlot.get(first) ?? new Map<number | string, string>();
    for (const key of [name, short]) {
      for (const [value, label] of longLabels.get(key.toUpperCase()) ?? []) labels.set(value, label);
    }
    const missingTexts = new Set(slot.type > 0 ? slot.missing.texts.map(textOf) : []);
    for (const key of [name, short])
      for (const value of longMissing.get(key.toUpperCase()) ?? []) missingTexts.add(value);
    variables.push({
      name,
      label: textOf(slot.label).trim(),
      width: isLong ? stated : slot.type,
      format: slot.format,
      pieces,
      missing: slot.missing,
      missingTexts,
      labels,
    });
    if (isLong) i += segments - 1;
  }
  return variables;
}

/** "A=long name", parted; keys in capitals, for SPSS does not tell cases apart. */
function pairsOf(body: Uint8Array | undefined, texts: TextReader, separator: string): Map<string, string> {
  const pairs = new Map<string, string>();
  if (body === undefined) return pairs;
  // NULs end the reader's text, and stand between the pairs of record 14.
  const plain = texts.text(body.map((byte) => (byte === 0 ? 9 : byte)));
  for (const pair of plain.split(separator)) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    // Names of 8 bytes are cut within a character.
    const short = pair
      .slice(0, equals)
      .trim()
      .replace(/\uFFFD+$/, '');
    pairs.set(short.toUpperCase(), pair.slice(equals + 1).trim());
  }
  return pairs;
}

/** Counts and texts of a record's body; stops quietly where it ends, for these records only add. */
class BodyReader {
  private at = 0;
  private readonly view: DataView;

  constructor(
    private readonly body: Uint8Array,
    private readonly littleEndian: boolean,
  ) {
    this.view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  }

  count(): number {
    if (this.at + 4 > this.body.length) return this.end();
    const value = this.view.getUint32(this.at, this.littleEndian);
    this.at += 4;
    return value;
  }

  byte(): number {
    return this.at < this.body.length ? this.body[this.at++]! : this.end();
  }

  bytes(length: number): Uint8Array {
    if (this.at + length > this.body.length) {
      this.end();
      return noBytes;
    }
    this.at += length;
    return this.body.subarray(this.at - length, this.at);
  }

  get isOver(): boolean {
    return this.at >= this.body.length;
  }

  private end(): number {
    this.at = this.body.length;
    return 0;
  }
}

function readLongLabels(
  body: Uint8Array | undefined,
  texts: TextReader,
  littleEndian: boolean,
): Map<string, [string, string][]> {
  const found = new Map<string, [string, string][]>();
  if (body === undefined) return found;
  const reader = new BodyReader(body, littleEndian);
  while (!reader.isOver) {
    const name = texts.text(reader.bytes(reader.count())).toUpperCase();
    reader.count();
    const count = reader.count();
    const labels: [string, string][] = [];
    for (let i = 0; i < count && !reader.isOver; i++) {
      const value = texts.text(reader.bytes(reader.count()));
      labels.push([value, texts.text(reader.bytes(reader.count())).trim()]);
    }
    found.set(name, labels);
  }
  return found;
}

function readLongMissing(
  body: Uint8Array | undefined,
  texts: TextReader,
  littleEndian: boolean,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (body === undefined) return found;
  const reader = new BodyReader(body, littleEndian);
  while (!reader.isOver) {
    const name = texts.text(reader.bytes(reader.count())).toUpperCase();
    const count = Math.min(3, reader.byte());
    const length = reader.count();
    const values: string[] = [];
    for (let i = 0; i < count && !reader.isOver; i++) values.push(texts.text(reader.bytes(length)));
    found.set(name, values);
  }
  return found;
}
