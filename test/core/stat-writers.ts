/** Tiny writers of SPSS, Stata and GeoTIFF files for the tests, written from the formats' descriptions, not from our readers. */
import { zlibSync } from 'fflate';

export type Cell = number | string | null;

export interface SavColumn {
  /** Eight bytes at most. */
  readonly name: string;
  readonly longName?: string;
  readonly label?: string;
  /** 0 for numbers, else bytes of text. */
  readonly width: number;
  /** PSPP's print format number; 5 (F) where left out. */
  readonly format?: number;
  readonly labels?: readonly (readonly [number | string, string])[];
  /** Single missing values. */
  readonly missing?: readonly (number | string)[];
  readonly missingRange?: readonly [number, number];
}

export interface SavOptions {
  readonly encode?: (text: string) => Uint8Array;
  /** What record 20 says; left out where ''. */
  readonly encodingName?: string;
  /** What record 3 says. */
  readonly page?: number;
  readonly compression?: 0 | 1 | 2;
  readonly littleEndian?: boolean;
  readonly caseCount?: number;
  /** Bytes a ZSAV block holds, inflated. */
  readonly blockBytes?: number;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const sysmis = -Number.MAX_VALUE;

class Out {
  private readonly parts: number[] = [];
  constructor(
    readonly littleEndian: boolean,
    private readonly encode: (text: string) => Uint8Array,
  ) {}
  get length(): number {
    return this.parts.length;
  }
  bytes(list: ArrayLike<number>): this {
    for (let i = 0; i < list.length; i++) this.parts.push(list[i]!);
    return this;
  }
  private number(size: number, set: (view: DataView) => void): this {
    const view = new DataView(new ArrayBuffer(size));
    set(view);
    return this.bytes(new Uint8Array(view.buffer));
  }
  u8(value: number): this {
    return this.number(1, (view) => view.setUint8(0, value & 255));
  }
  u16(value: number): this {
    return this.number(2, (view) => view.setUint16(0, value, this.littleEndian));
  }
  i32(value: number): this {
    return this.number(4, (view) => view.setInt32(0, value, this.littleEndian));
  }
  i64(value: number): this {
    return this.number(8, (view) => view.setBigInt64(0, BigInt(value), this.littleEndian));
  }
  f32(value: number): this {
    return this.number(4, (view) => view.setFloat32(0, value, this.littleEndian));
  }
  f64(value: number): this {
    return this.number(8, (view) => view.setFloat64(0, value, this.littleEndian));
  }
  ascii(text: string): this {
    return this.bytes(utf8(text));
  }
  /** Encoded, filled up or cut to so many bytes. */
  text(text: string, width: number, fill = 32): this {
    const bytes = this.encode(text);
    for (let i = 0; i < width; i++) this.parts.push(i < bytes.length ? bytes[i]! : fill);
    return this;
  }
  raw(text: string): Uint8Array {
    return this.encode(text);
  }
  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.parts);
  }
}

/** Segments of a text of `width` bytes: their own widths. */
function segmentsOf(width: number): number[] {
  if (width <= 255) return [width];
  const count = Math.ceil(width / 252);
  return Array.from({ length: count }, (_, k) => (k < count - 1 ? 255 : width - 252 * (count - 1)));
}

export function writeSav(
  columns: readonly SavColumn[],
  cases: readonly (readonly Cell[])[],
  options: SavOptions = {},
): Uint8Array<ArrayBuffer> {
  const { encode = utf8, compression = 0, littleEndian = true } = options;
  const out = new Out(littleEndian, encode);
  const slots = columns.map(({ width }) =>
    width === 0 ? 1 : segmentsOf(width).reduce((sum, part) => sum + Math.ceil(part / 8), 0),
  );
  out.ascii(compression === 2 ? '$FL3' : '$FL2').text('@(#) SPSS DATA FILE test', 60);
  out
    .i32(2)
    .i32(slots.reduce((a, b) => a + b, 0))
    .i32(compression)
    .i32(0);
  out.i32(options.caseCount ?? cases.length).f64(100);
  out.text('22 Nov 26', 9).text('03:45:00', 8).text('', 64).bytes([0, 0, 0]);
  const value = (target: Out, given: number | string): void => {
    if (typeof given === 'number') target.f64(given);
    else target.text(given, 8);
  };
  const firstSlot: number[] = [];
  let slot = 1;
  for (const column of columns) {
    firstSlot.push(slot);
    const segments = column.width === 0 ? [0] : segmentsOf(column.width);
    segments.forEach((width, k) => {
      const missing = k === 0 ? (column.missing ?? []) : [];
      const range = k === 0 ? column.missingRange : undefined;
      const shortMissing = width <= 8 ? missing : [];
      const label = k === 0 ? (column.label ?? '') : '';
      const count = range === undefined ? shortMissing.length : -2 - shortMissing.length;
      out
        .i32(2)
        .i32(width)
        .i32(label === '' ? 0 : 1)
        .i32(count);
      const print = ((column.format ?? (width === 0 ? 5 : 1)) << 16) | (8 << 8);
      out.i32(print).i32(print);
      out.text(k === 0 ? column.name : `${column.name.slice(0, 5)}${k}`, 8);
      if (label !== '') {
        const bytes = out.raw(label);
        out.i32(bytes.length).bytes(bytes);
        while (out.length % 4 !== 0) out.u8(0);
      }
      if (range !== undefined) out.f64(range[0]).f64(range[1]);
      for (const single of shortMissing) value(out, single);
      for (let rest = 8; rest < width; rest += 8) out.i32(2).i32(-1).i32(0).i32(0).i32(0).i32(0).text('', 8);
      slot += width === 0 ? 1 : Math.ceil(width / 8);
    });
  }
  columns.forEach((column, i) => {
    if (column.labels === undefined || column.width > 8) return;
    out.i32(3).i32(column.labels.length);
    for (const [code, label] of column.labels) {
      value(out, code);
      const bytes = out.raw(label);
      out.u8(bytes.length).bytes(bytes);
      for (let n = bytes.length + 1; n % 8 !== 0; n++) out.u8(32);
    }
    out.i32(4).i32(1).i32(firstSlot[i]!);
  });
  const extension = (subtype: number, size: number, body: Uint8Array): void => {
    out
      .i32(7)
      .i32(subtype)
      .i32(size)
      .i32(body.length / size)
      .bytes(body);
  };
  const body = (): Out => new Out(littleEndian, encode);
  const page = options.page ?? (encode === utf8 ? 65001 : 936);
  extension(3, 4, [20, 0, 0, -1, 1, 1, littleEndian ? 2 : 1, page].reduce((o, n) => o.i32(n), body()).done());
  extension(4, 8, body().f64(sysmis).f64(Number.MAX_VALUE).f64(-Number.MAX_VALUE).done());
  const named = columns.filter((column) => column.longName !== undefined);
  if (named.length > 0)
    extension(13, 1, Uint8Array.from(encode(named.map((c) => `${c.name}=${c.longName!}`).join('\t'))));
  const long = columns.filter((column) => column.width > 255);
  if (long.length > 0)
    extension(
      14,
      1,
      Uint8Array.from(encode(long.map((c) => `${c.name}=${String(c.width).padStart(5, '0')}\0\t`).join(''))),
    );
  const encodingName = options.encodingName ?? (encode === utf8 ? 'UTF-8' : '');
  if (encodingName !== '') extension(20, 1, Uint8Array.from(utf8(encodingName)));
  const longLabels = body();
  const longMissing = body();
  for (const column of columns) {
    if (column.width <= 8) continue;
    const name = encode(column.longName ?? column.name);
    if (column.labels !== undefined) {
      longLabels.i32(name.length).bytes(name).i32(column.width).i32(column.labels.length);
      for (const [code, label] of column.labels) {
        const bytes = encode(label);
        longLabels.i32(column.width).text(String(code), column.width).i32(bytes.length).bytes(bytes);
      }
    }
    if (column.missing !== undefined) {
      longMissing.i32(name.length).bytes(name).u8(column.missing.length).i32(8);
      for (const text of column.missing) longMissing.text(String(text), 8);
    }
  }
  if (longLabels.length > 0) extension(21, 1, longLabels.done());
  if (longMissing.length > 0) extension(22, 1, longMissing.done());
  out.i32(999).i32(0);

  const plain = new Out(littleEndian, encode);
  for (const row of cases)
    row.forEach((cell, i) => {
      const { width } = columns[i]!;
      if (width === 0) plain.f64(cell === null ? sysmis : Number(cell));
      else {
        const bytes = encode(String(cell ?? ''));
        segmentsOf(width).forEach((part, k, all) => {
          const from = 255 * k;
          const own = Array.from({ length: Math.ceil(part / 8) * 8 }, (_, n) =>
            n < (k < all.length - 1 ? 255 : part) ? (bytes[from + n] ?? 32) : 32,
          );
          plain.bytes(own);
        });
      }
    });
  const data = plain.done();
  if (compression === 0) return Uint8Array.from([...out.done(), ...data]);
  const coded = codedCases(data, littleEndian);
  if (compression === 1) return Uint8Array.from([...out.done(), ...coded]);
  const headerAt = out.length;
  const size = options.blockBytes ?? 0x3ff000;
  const blocks: { from: number; size: number; packed: Uint8Array }[] = [];
  for (let from = 0; from < Math.max(1, coded.length); from += size) {
    const part = coded.subarray(from, from + size);
    blocks.push({ from, size: part.length, packed: zlibSync(part) });
  }
  const packedBytes = blocks.reduce((sum, block) => sum + block.packed.length, 0);
  const trailerAt = headerAt + 24 + packedBytes;
  out
    .i64(headerAt)
    .i64(trailerAt)
    .i64(24 + 24 * blocks.length);
  for (const block of blocks) out.bytes(block.packed);
  out.i64(-100).i64(0).i32(size).i32(blocks.length);
  let at = headerAt + 24;
  for (const block of blocks) {
    out
      .i64(headerAt + block.from)
      .i64(at)
      .i32(block.size)
      .i32(block.packed.length);
    at += block.packed.length;
  }
  return out.done();
}

function codedCases(data: Uint8Array, littleEndian: boolean): Uint8Array {
  const out: number[] = [];
  const view = new DataView(data.buffer);
  let codes: number[] = [];
  let raw: number[] = [];
  const flush = (): void => {
    while (codes.length < 8) codes.push(0);
    out.push(...codes, ...raw);
    codes = [];
    raw = [];
  };
  for (let at = 0; at < data.length; at += 8) {
    const eight = data.subarray(at, at + 8);
    const number = view.getFloat64(at, littleEndian);
    if (number === sysmis) codes.push(255);
    else if (eight.every((byte) => byte === 32)) codes.push(254);
    else if (Number.isInteger(number) && number >= -99 && number <= 151) codes.push(number + 100);
    else {
      codes.push(253);
      raw.push(...eight);
    }
    if (codes.length === 8) flush();
  }
  codes.push(252);
  flush();
  return Uint8Array.from(out);
}

export interface DtaColumn {
  readonly name: string;
  readonly type: 'byte' | 'int' | 'long' | 'float' | 'double' | 'strL' | number;
  readonly label?: string;
  readonly format?: string;
  readonly labelSet?: string;
}

export interface DtaOptions {
  readonly version: number;
  readonly littleEndian?: boolean;
  readonly encode?: (text: string) => Uint8Array;
  readonly labelSets?: Readonly<Record<string, readonly (readonly [number, string])[]>>;
}

/** A missing value of a number: '.' or '.a' to '.z'. */
export type DtaCell = number | string;

export function writeDta(
  columns: readonly DtaColumn[],
  rows: readonly (readonly DtaCell[])[],
  options: DtaOptions,
): Uint8Array<ArrayBuffer> {
  const { version, littleEndian = true, encode = utf8, labelSets = {} } = options;
  const out = new Out(littleEndian, encode);
  const isTagged = version >= 117;
  const wide = version >= 118;
  const tag = (name: string): void => void (isTagged && out.ascii(`<${name}>`));
  const nameWidth = wide ? 129 : version >= 110 ? 33 : 9;
  const mapAt: number[] = [];
  let mapPlace = 0;
  if (isTagged) {
    out.ascii(
      `<stata_dta><header><release>${version}</release><byteorder>${littleEndian ? 'LSF' : 'MSF'}</byteorder><K>`,
    );
    if (version >= 119) out.i32(columns.length);
    else out.u16(columns.length);
    out.ascii('</K><N>');
    if (wide) out.i64(rows.length);
    else out.i32(rows.length);
    out.ascii('</N><label>');
    if (wide) out.u16(0);
    else out.u8(0);
    out.ascii('</label><timestamp>').u8(0).ascii('</timestamp></header>');
    mapAt.push(0, out.length);
    out.ascii('<map>');
    mapPlace = out.length;
    for (let i = 0; i < 14; i++) out.i64(0);
    out.ascii('</map>');
  } else {
    out
      .u8(version)
      .u8(littleEndian ? 2 : 1)
      .u8(1)
      .u8(0)
      .u16(columns.length)
      .i32(rows.length);
    out.text('', version >= 108 ? 81 : 32, 0);
    if (version >= 105) out.text('22 Nov 2026 03:45', 18, 0);
  }
  const numbers = ['byte', 'int', 'long', 'float', 'double'];
  const section = (name: string, write: () => void): void => {
    mapAt.push(out.length);
    tag(name);
    write();
    tag(`/${name}`);
  };
  section('variable_types', () => {
    for (const { type } of columns) {
      const at = numbers.indexOf(String(type));
      if (isTagged) out.u16(type === 'strL' ? 32768 : at >= 0 ? 65530 - at : Number(type));
      else if (version >= 111) out.u8(at >= 0 ? 251 + at : Number(type));
      else out.u8(at >= 0 ? 'bilfd'.charCodeAt(at) : 127 + Number(type));
    }
  });
  section('varnames', () => columns.forEach(({ name }) => out.text(name, nameWidth, 0)));
  section('sortlist', () => out.text('', (version >= 119 ? 4 : 2) * (columns.length + 1), 0));
  const formatWidth = wide ? 57 : version >= 114 ? 49 : version >= 105 ? 12 : 7;
  section('formats', () => columns.forEach(({ format }) => out.text(format ?? '%9.0g', formatWidth, 0)));
  section('value_label_names', () =>
    columns.forEach(({ labelSet }) => out.text(labelSet ?? '', nameWidth, 0)),
  );
  const labelWidth = wide ? 321 : version >= 108 ? 81 : 32;
  section('variable_labels', () => columns.forEach(({ label }) => out.text(label ?? '', labelWidth, 0)));
  section('characteristics', () => {
    if (!isTagged && version >= 105) {
      // One characteristic, to be passed over.
      out.u8(1);
      if (version >= 110) out.i32(4).ascii('note').u8(0).i32(0);
      else out.u16(4).ascii('note').u8(0).u16(0);
    }
  });
  const longTexts: { v: number; o: number; text: string }[] = [];
  section('data', () => {
    rows.forEach((row, r) =>
      row.forEach((cell, c) => {
        const { type } = columns[c]!;
        const letter =
          typeof cell === 'string' && /^\.[a-z]?$/.test(cell) ? cell.charCodeAt(1) - 96 || 0 : -1;
        if (typeof type === 'number') out.text(String(cell), type, 0);
        else if (type === 'strL') {
          const key = { v: c + 1, o: r + 1 };
          if (cell !== '') longTexts.push({ ...key, text: String(cell) });
          const [v, o] = cell === '' ? [0, 0] : [key.v, key.o];
          const head = version >= 119 ? 3 : version === 118 ? 2 : 4;
          const wideNumber = (value: number, count: number): void => {
            const bytes = Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** i) & 255);
            out.bytes(littleEndian ? bytes : bytes.reverse());
          };
          wideNumber(v, head);
          wideNumber(o, 8 - head);
        } else if (type === 'byte') out.u8(letter >= 0 ? (version < 113 ? 127 : 101 + letter) : Number(cell));
        else if (type === 'int')
          out.u16(letter >= 0 ? (version < 113 ? 32767 : 32741 + letter) : Number(cell));
        else if (type === 'long')
          out.i32(letter >= 0 ? (version < 113 ? 2147483647 : 2147483621 + letter) : Number(cell));
        else if (type === 'float')
          out.f32(letter >= 0 ? 2 ** 127 * (1 + Math.max(0, letter) / 4096) : Number(cell));
        else out.f64(letter >= 0 ? 2 ** 1023 * (1 + Math.max(0, letter) / 4096) : Number(cell));
      }),
    );
  });
  if (isTagged)
    section('strls', () => {
      for (const { v, o, text } of longTexts) {
        const bytes = [...encode(text), 0];
        out.ascii('GSO').i32(v);
        if (wide) out.i64(o);
        else out.i32(o);
        out.u8(130).i32(bytes.length).bytes(bytes);
      }
    });
  section('value_labels', () => {
    for (const [name, entries] of Object.entries(labelSets)) {
      if (version < 108) {
        const most = Math.max(...entries.map(([value]) => value)) + 1;
        out
          .u16(8 * most)
          .text(name, 12, 0)
          .u16(0);
        for (let value = 0; value < most; value++)
          out.text(entries.find(([code]) => code === value)?.[1] ?? '', 8, 0);
        continue;
      }
      tag('lbl');
      const texts = entries.map(([, label]) => [...encode(label), 0]);
      const textSize = texts.reduce((sum, text) => sum + text.length, 0);
      out
        .i32(8 + 8 * entries.length + textSize)
        .text(name, nameWidth, 0)
        .bytes([0, 0, 0]);
      out.i32(entries.length).i32(textSize);
      let offset = 0;
      for (const text of texts) {
        out.i32(offset);
        offset += text.length;
      }
      for (const [value] of entries) out.i32(value);
      for (const text of texts) out.bytes(text);
      tag('/lbl');
    }
  });
  if (!isTagged) return out.done();
  mapAt.push(out.length);
  out.ascii('</stata_dta>');
  mapAt.push(out.length);
  const bytes = out.done();
  const view = new DataView(bytes.buffer);
  mapAt.forEach((at, i) => view.setBigInt64(mapPlace + 8 * i, BigInt(at), littleEndian));
  return bytes;
}

export interface TiffOptions {
  readonly descriptions?: readonly string[];
  readonly noData?: number;
  /** Of the first cell's outer corner. */
  readonly origin?: readonly [number, number];
  readonly step?: number;
  readonly epsg?: number | null;
  readonly isProjected?: boolean;
  readonly pixelIsPoint?: boolean;
  readonly rotation?: number;
}

/** An uncompressed float32 GeoTIFF; values[band][row * width + column]. */
export function writeTiff(
  values: readonly (readonly number[])[],
  width: number,
  options: TiffOptions = {},
): Uint8Array<ArrayBuffer> {
  const bands = values.length;
  const height = values[0]!.length / width;
  const { origin = [114, 31], step = 0.01, epsg = 4326 } = options;
  const data = new Out(true, utf8);
  for (let cell = 0; cell < width * height; cell++) for (const band of values) data.f32(band[cell]!);
  const tags: [number, number, number[] | string][] = [
    [256, 4, [width]],
    [257, 4, [height]],
    [258, 3, values.map(() => 32)],
    [259, 3, [1]],
    [262, 3, [1]],
    [273, 4, [0]],
    [277, 3, [bands]],
    [278, 4, [height]],
    [279, 4, [data.length]],
    [284, 3, [1]],
    [339, 3, values.map(() => 3)],
  ];
  if (options.rotation === undefined) {
    tags.push([33550, 12, [step, step, 0]]);
    tags.push([33922, 12, [0, 0, 0, origin[0], origin[1], 0]]);
  } else {
    const r = options.rotation;
    tags.push([34264, 12, [step, r, 0, origin[0], r, -step, 0, origin[1], 0, 0, 0, 0, 0, 0, 0, 1]]);
  }
  if (epsg !== null) {
    const code = options.isProjected === true ? 3072 : 2048;
    const keys = [
      1024,
      0,
      1,
      options.isProjected === true ? 1 : 2,
      1025,
      0,
      1,
      options.pixelIsPoint === true ? 2 : 1,
    ];
    tags.push([34735, 3, [1, 1, 0, 3, ...keys, code, 0, 1, epsg]]);
  }
  if (options.descriptions !== undefined) {
    const items = options.descriptions.map(
      (text, i) => `<Item name="DESCRIPTION" sample="${i}" role="description">${text}</Item>`,
    );
    tags.push([42112, 2, `<GDALMetadata>${items.join('')}</GDALMetadata>\0`]);
  }
  if (options.noData !== undefined) tags.push([42113, 2, `${options.noData}\0`]);
  tags.sort((a, b) => a[0] - b[0]);
  const out = new Out(true, utf8);
  out.ascii('II').u16(42).i32(8);
  const extraAt = 8 + 2 + 12 * tags.length + 4;
  const extra = new Out(true, utf8);
  const bodies = tags.map(([, type, value]) => {
    const body = new Out(true, utf8);
    if (typeof value === 'string') body.ascii(value);
    else
      for (const number of value) {
        if (type === 3) body.u16(number);
        else if (type === 4) body.i32(number);
        else body.f64(number);
      }
    return body.done();
  });
  const sizes = bodies.map((body) => (body.length > 4 ? body.length + (body.length % 2) : 0));
  const dataAt = extraAt + sizes.reduce((a, b) => a + b, 0);
  out.u16(tags.length);
  tags.forEach(([tag, type, value], i) => {
    const body = bodies[i]!;
    const inline = tag === 273 ? Array.from(new Uint8Array(Uint32Array.of(dataAt).buffer)) : [...body];
    out.u16(tag).u16(type).i32(value.length);
    if (body.length <= 4) out.bytes([...inline, 0, 0, 0, 0].slice(0, 4));
    else {
      out.i32(extraAt + extra.length);
      extra.bytes(body);
      if (body.length % 2 === 1) extra.u8(0);
    }
  });
  out.i32(0).bytes(extra.done()).bytes(data.done());
  return out.done();
}

/** One byte changed in each copy, from the start, `step` apart; deterministic. */
export function* byteFlips(bytes: Uint8Array, step = 1): Generator<Uint8Array<ArrayBuffer>> {
  let seed = 12_345;
  for (let at = 0; at < bytes.length; at += step) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const copy = Uint8Array.from(bytes);
    copy[at] = copy[at]! ^ (1 + ((seed >>> 8) % 255));
    yield copy;
  }
}
