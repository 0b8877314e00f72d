/** Stata files (.dta), formats 104 to 119. There is no reader on npm (tools.md, finding 10). */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { ByteCursor, intact } from './byte-cursor';
import type { DtaField, DtaLayout } from './dta-layout';
import { dtaField, dtaLayout, missingLetter, readNumber, readOldLabels } from './dta-layout';
import { StatColumn, repeatedLabels, statTable, tooManyCells } from './stat-table';
import { TextReader, dateText, durationText, findEncoding, floatText, numberText } from './stat-text';
import type { TextTable } from './text-table';

const format = 'dta';

/**
 * Reads a whole file. Labelled values show their label, the codes (".a" to ".z" among them) follow in columns of their own;
 * missing values are blank; dates are ISO. `encoding`: 'auto' or a TextDecoder label; before version 118 files do not say.
 */
export async function readDta(
  blob: Blob,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const buffer = await blob.arrayBuffer();
  return intact(format, file, async () => {
    const cursor = new ByteCursor(buffer);
    const version = versionOf(cursor);
    const layout = dtaLayout(version);
    if (layout === null) return fail(fault('table.statVersion', { format: 'Stata dta', version }, { file }));
    const head = layout.isTagged ? readTaggedHead(cursor, layout) : readOldHead(cursor, layout);
    const tooMany = tooManyCells(head.rows, head.variables.length, file);
    if (tooMany !== null) return tooMany;
    const rowBytes = head.variables.reduce((sum, variable) => sum + variable.field.width, 0);
    cursor.seek(head.dataAt);
    cursor.skip(rowBytes * head.rows);
    const labelSets = readLabelSets(cursor, head, layout);
    const longTexts =
      head.longTextsAt === null ? new Map<string, Uint8Array>() : readLongTexts(cursor, head, layout);
    const stated = version >= 118 ? 'utf-8' : null;
    const found = await findEncoding(encoding, stated, () =>
      sampleOf(cursor, head, labelSets, longTexts, rowBytes),
    );
    if (found === null) return fail(fault('table.unknownEncoding', { encoding }, { file }));
    const columns = await readRows(
      { cursor, head, layout, labelSets, longTexts, texts: new TextReader(found.label), rowBytes },
      file,
      control,
    );
    return columns.ok ? statTable(columns.value, file, format, found, null) : columns;
  });
}

interface Variable {
  readonly field: DtaField;
  readonly name: Uint8Array;
  readonly format: string;
  readonly labelSet: string;
  readonly label: Uint8Array;
}

interface Head {
  readonly variables: readonly Variable[];
  readonly rows: number;
  readonly dataAt: number;
  readonly longTextsAt: number | null;
  /** Where the value labels begin; null: right behind the data. */
  readonly labelsAt: number | null;
}

interface LabelSet {
  readonly values: readonly number[];
  readonly labels: readonly Uint8Array[];
}

function versionOf(cursor: ByteCursor): number {
  if (!cursor.passes('<stata_dta>')) return cursor.uint8();
  cursor.expect('<header>');
  cursor.expect('<release>');
  const version = Number(String.fromCharCode(...cursor.slice(3)));
  cursor.expect('</release>');
  return version;
}

function readTaggedHead(cursor: ByteCursor, layout: DtaLayout): Head {
  const { version } = layout;
  cursor.expect('<byteorder>');
  cursor.littleEndian = !cursor.passes('MSF');
  if (cursor.littleEndian) cursor.expect('LSF');
  cursor.expect('</byteorder>');
  cursor.expect('<K>');
  const count = version >= 119 ? cursor.uint32() : cursor.uint16();
  cursor.expect('</K>');
  cursor.expect('<N>');
  const rows = version >= 118 ? cursor.int64() : cursor.uint32();
  cursor.expect('</N>');
  cursor.expect('<label>');
  cursor.skip(version >= 118 ? cursor.uint16() : cursor.uint8());
  cursor.expect('</label>');
  cursor.expect('<timestamp>');
  cursor.skip(cursor.uint8());
  cursor.expect('</timestamp>');
  cursor.expect('</header>');
  cursor.expect('<map>');
  const map: number[] = [];
  for (let i = 0; i < 14; i++) map.push(cursor.int64());
  cursor.expect('</map>');
  const section = <T>(tag: string, read: () => T): T => {
    cursor.expect(`<${tag}>`);
    const value = read();
    cursor.expect(`</${tag}>`);
    return value;
  };
  const variables = readVariables(cursor, layout, count, section);
  cursor.seek(map[9]!);
  cursor.expect('<data>');
  const dataAt = cursor.at;
  return { variables, rows, dataAt, longTextsAt: map[10]!, labelsAt: map[11]! };
}

function readOldHead(cursor: ByteCursor, layout: DtaLayout): Head {
  const { version } = layout;
  const order = cursor.uint8();
  if (order !== 1 && order !== 2) throw cursor.damaged();
  cursor.littleEndian = order === 2;
  cursor.skip(2);
  const count = cursor.uint16();
  const rows = cursor.uint32();
  cursor.skip(version >= 108 ? 81 : 32);
  if (version >= 105) cursor.skip(18);
  const variables = readVariables(cursor, layout, count, (_, read) => read());
  if (version >= 105)
    for (;;) {
      const type = cursor.uint8();
      const size = version >= 110 ? cursor.uint32() : cursor.uint16();
      if (type === 0 && size === 0) break;
      cursor.skip(size);
    }
  return { variables, rows, dataAt: cursor.at, longTextsAt: null, labelsAt: null };
}

/** The columns' fields, kind after kind; in tagged files each kind stands in a section of its own. */
function readVariables(
  cursor: ByteCursor,
  layout: DtaLayout,
  count: number,
  section: <T>(tag: string, read: () => T) => T,
): Variable[] {
  const each = <T>(read: () => T): T[] => {
    const list: T[] = [];
    for (let i = 0; i < count; i++) list.push(read());
    return list;
  };
  const ascii = (bytes: Uint8Array): string => {
    const end = bytes.indexOf(0);
    return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
  };
  if (count === 0) throw cursor.damaged();
  const { version } = layout;
  const fields = section('variable_types', () =>
    each(() => {
      const field = dtaField(version, layout.isTagged ? cursor.uint16() : cursor.uint8());
      if (field === null) throw cursor.damaged();
      return field;
    }),
  );
  const names = section('varnames', () => each(() => cursor.slice(layout.nameWidth)));
  section('sortlist', () => cursor.skip((version >= 119 ? 4 : 2) * (count + 1)));
  const formats = section('formats', () => each(() => ascii(cursor.slice(layout.formatWidth))));
  const labelSets = section('value_label_names', () =>
    each(() => ascii(cursor.slice(layout.labelNameWidth))),
  );
  const labels = section('variable_labels', () => each(() => cursor.slice(layout.variableLabelWidth)));
  return fields.map((field, i) => ({
    field,
    name: names[i]!,
    format: formats[i]!,
    labelSet: labelSets[i]!,
    label: labels[i]!,
  }));
}

/** By name (bytes as Latin-1, whatever the encoding). The cursor stands behind the data. */
function readLabelSets(cursor: ByteCursor, head: Head, layout: DtaLayout): Map<string, LabelSet> {
  const sets = new Map<string, LabelSet>();
  const nameOf = (bytes: Uint8Array): string => {
    const end = bytes.indexOf(0);
    return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
  };
  if (layout.version < 108) {
    while (cursor.at + 16 <= cursor.size) {
      const { name, values, labels } = readOldLabels(cursor);
      sets.set(nameOf(name), { values, labels });
    }
    return sets;
  }
  if (head.labelsAt !== null) {
    cursor.seek(head.labelsAt);
    cursor.expect('<value_labels>');
  }
  for (;;) {
    if (layout.isTagged) {
      if (!cursor.passes('<lbl>')) break;
    } else if (cursor.at + 8 > cursor.size) break;
    const size = cursor.uint32();
    const name = nameOf(cursor.slice(layout.labelNameWidth));
    cursor.skip(3);
    const start = cursor.at;
    cursor.skip(size);
    const end = cursor.at;
    cursor.seek(start);
    const count = cursor.uint32();
    const textSize = cursor.uint32();
    if (8 + 8 * count + textSize > size) throw cursor.damaged();
    const offsets: number[] = [];
    const values: number[] = [];
    for (let i = 0; i < count; i++) offsets.push(cursor.uint32());
    for (let i = 0; i < count; i++) values.push(cursor.int32());
    const text = cursor.slice(textSize);
    sets.set(name, { values, labels: offsets.map((offset) => text.subarray(offset)) });
    cursor.seek(end);
    if (layout.isTagged) cursor.expect('</lbl>');
  }
  if (layout.isTagged) cursor.expect('</value_labels>');
  return sets;
}

/** strL texts by "variable,row" as the rows name them. Binary ones (type 129) are no text: left out. */
function readLongTexts(cursor: ByteCursor, head: Head, layout: DtaLayout): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  cursor.seek(head.longTextsAt!);
  cursor.expect('<strls>');
  while (cursor.passes('GSO')) {
    const variable = cursor.uint32();
    const row = layout.version >= 118 ? cursor.int64() : cursor.uint32();
    const type = cursor.uint8();
    const bytes = cursor.slice(cursor.uint32());
    if (type === 130) found.set(`${variable},${row}`, bytes);
  }
  cursor.expect('</strls>');
  return found;
}

interface Reading {
  readonly cursor: ByteCursor;
  readonly head: Head;
  readonly layout: DtaLayout;
  readonly labelSets: ReadonlyMap<string, LabelSet>;
  readonly longTexts: ReadonlyMap<string, Uint8Array>;
  readonly texts: TextReader;
  readonly rowBytes: number;
}

async function readRows(
  reading: Reading,
  file: string,
  control: Control | undefined,
): Promise<Result<StatColumn[]>> {
  const { cursor, head, labelSets, texts, rowBytes } = reading;
  const labels = head.variables.map((variable) => {
    const set = labelSets.get(variable.labelSet);
    return new Map(set?.values.map((value, i) => [value, texts.text(set.labels[i]!).trim()]));
  });
  const columns = head.variables.map(
    (variable, i) =>
      new StatColumn(
        texts.text(variable.name).trim(),
        texts.text(variable.label).trim(),
        repeatedLabels(labels[i]!.values()),
      ),
  );
  let offset = 0;
  const takers = head.variables.map((variable, i) => {
    const at = offset;
    offset += variable.field.width;
    return cellTaker(reading, variable, at, columns[i]!, labels[i]!);
  });
  const pause = pacer(control);
  for (let row = 0; row < head.rows; row++) {
    const start = head.dataAt + row * rowBytes;
    for (const take of takers) take(start);
    if (row % 256 === 255) {
      control?.progress?.({ stage: 'read', done: start, total: cursor.size, what: file });
      await pause();
    }
  }
  return succeed(columns);
}

/** Reads one cell, given where its row starts. */
function cellTaker(
  reading: Reading,
  variable: Variable,
  at: number,
  column: StatColumn,
  labels: ReadonlyMap<number, string>,
): (start: number) => void {
  const { cursor, layout, texts, longTexts } = reading;
  const { bytes, littleEndian } = cursor;
  const { type, width } = variable.field;
  const { version } = layout;
  if (type === 'text')
    return (start) => column.plain(texts.text(bytes.subarray(start + at, start + at + width)));
  const view = new DataView(bytes.buffer);
  if (type === 'strL')
    return (start) => {
      const text = longTexts.get(longTextKey(view, start + at, version, littleEndian));
      column.plain(text === undefined ? '' : texts.text(text));
    };
  const textOf = numberWriter(variable.format, type);
  return (start) => {
    const value = readNumber(view, start + at, type, littleEndian);
    const letter = missingLetter(version, type, value);
    if (letter === 0 || Number.isNaN(value)) column.plain('');
    else if (letter > 0) column.missingFor(`.${String.fromCharCode(96 + letter)}`);
    else {
      const label = labels.get(value);
      if (label === undefined || label === '') column.plain(textOf(value));
      else column.labelFor(textOf(value), label);
    }
  };
}

/** Variable and row of a strL: 4 + 4 bytes (117), 2 + 6 (118) or 3 + 5 (119). */
function longTextKey(view: DataView, at: number, version: number, littleEndian: boolean): string {
  const head = version >= 119 ? 3 : version === 118 ? 2 : 4;
  const number = (from: number, count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++)
      value = value * 256 + view.getUint8(littleEndian ? from + count - 1 - i : from + i);
    return value;
  };
  return `${number(at, head)},${number(at + head, 8 - head)}`;
}

const firstDayMillis = Date.UTC(1960, 0, 1);
const dayMillis = 86_400_000;

/** Dates by the format: %td days, %tc and %tC milliseconds, %tw %tm %tq %th %ty their units, all from 1960; else plain. */
function numberWriter(print: string, type: DtaField['type']): (value: number) => string {
  const plain = type === 'float' ? floatText : numberText;
  const unit = /^%-?(?:t([cCdwmqhy])|d)/.exec(print);
  if (unit === null) return plain;
  const dated = (millis: number, hasTime: boolean, value: number): string =>
    dateText(millis, hasTime) ?? plain(value);
  const month = (value: number, months: number): string => {
    const millis = Date.UTC(1960, Math.floor(value) * months, 1);
    const day = dateText(millis, false);
    return day === null ? plain(value) : day.slice(0, -3);
  };
  switch (unit[1]) {
    case 'c':
    case 'C':
      // Times of day alone are written as milliseconds of the first day.
      if (/^%-?t[cC](HH|hh)/.test(print)) return (value) => durationText(value / 1000);
      return (value) => dated(firstDayMillis + value, true, value);
    case 'w':
      // Stata's years have 52 weeks, the last of 8 or 9 days.
      return (value) => {
        const year = 1960 + Math.floor(value / 52);
        const week = value - 52 * (year - 1960);
        return dated(Date.UTC(year, 0, 1 + 7 * week), false, value);
      };
    case 'm':
      return (value) => month(value, 1);
    case 'q':
      return (value) => month(value, 3);
    case 'h':
      return (value) => month(value, 6);
    case 'y':
      return plain;
    default:
      return (value) => dated(firstDayMillis + value * dayMillis, false, value);
  }
}

function sampleOf(
  cursor: ByteCursor,
  head: Head,
  labelSets: ReadonlyMap<string, LabelSet>,
  longTexts: ReadonlyMap<string, Uint8Array>,
  rowBytes: number,
): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const add = (bytes: Uint8Array): void => {
    const end = bytes.indexOf(0);
    // A field that is full may have been cut within a character.
    let length = end < 0 ? bytes.length : end;
    if (end < 0) while (length > 0 && bytes[length - 1]! >= 128) length--;
    parts.push(bytes.slice(0, length));
    size += length + 1;
  };
  for (const variable of head.variables) {
    add(variable.name);
    add(variable.label);
  }
  for (const set of labelSets.values()) for (const label of set.labels) add(label);
  for (const text of longTexts.values()) if (size < 2_000_000) add(text);
  const textFields: { at: number; width: number }[] = [];
  let at = 0;
  for (const { field } of head.variables) {
    if (field.type === 'text') textFields.push({ at, width: field.width });
    at += field.width;
  }
  for (let row = 0; row < head.rows && textFields.length > 0 && size < 2_000_000; row++)
    for (const field of textFields) {
      const start = head.dataAt + row * rowBytes + field.at;
      add(cursor.bytes.subarray(start, start + field.width));
    }
  return parts;
}
