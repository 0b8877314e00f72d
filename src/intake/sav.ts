/** SPSS system files (.sav, .zsav). No library reads ZSAV or a Chinese code page (tools.md, finding 10), hence our own. */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { ByteCursor, Damaged, intact } from './byte-cursor';
import { SavCases } from './sav-cases';
import type { SavRecords, SavVariable } from './sav-dictionary';
import { readSavRecords, savTexts, savVariables } from './sav-dictionary';
import { StatColumn, mostCells, repeatedLabels, statTable, tooManyCells } from './stat-table';
import { TextReader, dateText, durationText, findEncoding, numberText } from './stat-text';
import type { TextTable } from './text-table';

const format = 'sav';

/**
 * Reads a whole file. Labelled values show their label, the codes follow in columns of their own; system-missing and
 * user-missing values are blank; dates are ISO. `encoding`: 'auto' or a TextDecoder label.
 */
export async function readSav(
  blob: Blob,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const buffer = await blob.arrayBuffer();
  return intact(format, file, async () => {
    const cursor = new ByteCursor(buffer);
    const records = readSavRecords(cursor);
    const found = await findEncoding(encoding, records.encoding, () => sampleOf(records, cursor));
    if (found === null) return fail(fault('table.unknownEncoding', { encoding }, { file }));
    const texts = new TextReader(found.label);
    const variables = savVariables(records, texts, cursor.littleEndian);
    const tooMany = tooManyCells(records.caseCount ?? 0, variables.length, file);
    if (tooMany !== null) return tooMany;
    const columns = await readCases(records, variables, cursor, texts, file, control);
    if (!columns.ok) return columns;
    return statTable(columns.value, file, format, found, records.caseCount);
  });
}

/** Days of the Gregorian calendar count from its first. */
const firstDayMillis = Date.UTC(1582, 9, 14);
const dayFormats = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const dayTimeFormats = new Set([22, 41]);
const durationFormats = new Set([21, 25, 40]);

async function readCases(
  records: SavRecords,
  variables: readonly SavVariable[],
  cursor: ByteCursor,
  texts: TextReader,
  file: string,
  control: Control | undefined,
): Promise<Result<StatColumn[]>> {
  const cases = new SavCases(records, cursor);
  const row = cases.row;
  const view = new DataView(row.buffer);
  const columns = variables.map(
    (variable) => new StatColumn(variable.name, variable.label, repeatedLabels(variable.labels.values())),
  );
  const takers = variables.map((variable, i) =>
    variable.width === 0
      ? numberTaker(variable, columns[i]!, view, cursor.littleEndian, records.missingValue)
      : textTaker(variable, columns[i]!, row, texts),
  );
  const pause = pacer(control);
  let count = 0;
  while (cases.next()) {
    for (const take of takers) take();
    count++;
    if (count * variables.length > mostCells)
      return tooManyCells(Math.max(count, records.caseCount ?? 0), variables.length, file)!;
    if (count % 256 === 0) {
      control?.progress?.({ stage: 'read', done: cases.at, total: cursor.size, what: file });
      await pause();
    }
    // Bytes may follow the last case.
    if (count === records.caseCount) break;
  }
  if (cases.isCut) throw new Damaged(cases.at);
  return succeed(columns);
}

function numberTaker(
  variable: SavVariable,
  column: StatColumn,
  view: DataView,
  littleEndian: boolean,
  missingValue: number,
): () => void {
  const at = variable.pieces[0]!.at;
  const { format: print, labels, missing } = variable;
  const { range, numbers } = missing;
  const text = (value: number): string => {
    if (durationFormats.has(print)) return durationText(value);
    const isDayTime = dayTimeFormats.has(print);
    if (isDayTime || dayFormats.has(print))
      return dateText(firstDayMillis + value * 1000, isDayTime) ?? numberText(value);
    return numberText(value);
  };
  return () => {
    const value = view.getFloat64(at, littleEndian);
    if (value === missingValue || Number.isNaN(value)) column.plain('');
    else if ((range !== null && value >= range[0] && value <= range[1]) || numbers.includes(value))
      column.missingFor(text(value));
    else {
      const label = labels.get(value);
      if (label === undefined || label === '') column.plain(text(value));
      else column.labelFor(text(value), label);
    }
  };
}

function textTaker(
  variable: SavVariable,
  column: StatColumn,
  row: Uint8Array,
  texts: TextReader,
): () => void {
  const { pieces, labels, missingTexts, width } = variable;
  const [first] = pieces;
  const joined = pieces.length > 1 ? new Uint8Array(width) : null;
  return () => {
    let bytes: Uint8Array;
    if (joined === null) bytes = row.subarray(first!.at, first!.at + first!.length);
    else {
      let end = 0;
      for (const { at, length } of pieces) {
        joined.set(row.subarray(at, at + length), end);
        end += length;
      }
      bytes = joined.subarray(0, end);
    }
    const text = texts.text(bytes);
    const label = labels.get(text);
    if (text !== '' && missingTexts.has(text)) column.missingFor(text);
    else if (label === undefined || label === '') column.plain(text);
    else column.labelFor(text, label);
  };
}

/** Texts by which to tell the encoding: those of the dictionary and, uncompressed or not, what stands in the first cases. */
function sampleOf(records: SavRecords, cursor: ByteCursor): Uint8Array<ArrayBuffer>[] {
  // Only names of 8 bytes and labels of the longest sort are cut by programs; short labels are whole, and often all there is to go by.
  const parts = savTexts(records).map((bytes) =>
    bytes.length === 8 || bytes.length >= 60 ? clean(bytes) : withoutNuls(bytes),
  );
  const wide = records.slots.some((slot) => slot.type > 0);
  if (!wide) return parts;
  const cases = new SavCases(records, cursor);
  let size = 0;
  try {
    while (size < 1_000_000 && cases.next()) {
      records.slots.forEach((slot, i) => {
        if (slot.type <= 0) return;
        parts.push(clean(cases.row.subarray(8 * i, 8 * i + slot.type)));
        size += slot.type;
      });
      // A case of numbers only still ends the loop in time.
      size += 8;
    }
  } catch (error) {
    // Damage further on is found again, and told, when the cases are read.
    if (!(error instanceof Damaged)) throw error;
  }
  return parts;
}

/** Without NULs and without a character cut by the width, which would look like another encoding; a copy. */
function clean(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 32 || bytes[end - 1] === 0)) end--;
  const isFull = end === bytes.length && end > 0 && bytes[end - 1]! >= 128;
  if (!isFull) return withoutNuls(bytes.subarray(0, end));
  // The run of high bytes at the end may be cut anywhere: what stands before it says enough.
  while (end > 0 && bytes[end - 1]! >= 128) end--;
  return withoutNuls(bytes.subarray(0, end));
}

function withoutNuls(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (byte) => (byte === 0 ? 32 : byte));
}
