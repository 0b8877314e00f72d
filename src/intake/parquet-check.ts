/** What hyparquet trusts and a damaged file can lie about: checked before it decodes anything. */
import type { AsyncBuffer, Compressors, FileMetaData, PageHeader, SchemaTree } from 'hyparquet';
import { parquetSchema } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';

/** A page of more bytes than this is not meant to be read; writers aim at one megabyte. */
const mostPageBytes = 256 * 1024 * 1024;
/** Values of a group of columns, lists opened. */
const mostValues = 64_000_000;
/** Writers fill up their last run; more than this is not filling. */
const runSlack = 512;

type Column = NonNullable<FileMetaData['row_groups'][number]['columns'][number]['meta_data']>;

/** A reason where the file's directory contradicts itself, else null. */
export function directoryProblem(metadata: FileMetaData, bytes: number): string | null {
  const rows = Number(metadata.num_rows);
  let sum = 0;
  const root = parquetSchema(metadata);
  for (const [index, group] of metadata.row_groups.entries()) {
    sum += Number(group.num_rows);
    for (const { meta_data: column } of group.columns) {
      if (column === undefined) return `row group ${index}: no column`;
      const leaf = getTreePath(root, column.path_in_schema).at(-1);
      if (leaf === undefined || leaf.children.length > 0 || leaf.element.type !== column.type)
        return `row group ${index}: ${column.path_in_schema.join('.')}`;
      const { start, size } = placeOf(column);
      if (!(start >= 4 && size >= 0 && start + size <= bytes))
        return `row group ${index}: bytes ${start} + ${size}`;
      const values = Number(column.num_values);
      const isFlat = getMaxRepetitionLevel(getTreePath(root, column.path_in_schema)) === 0;
      if (!(values >= 0 && values <= mostValues) || (isFlat && values !== Number(group.num_rows)))
        return `row group ${index}: ${values} values`;
    }
  }
  return rows === sum && rows >= 0 ? null : `${rows} rows, ${sum} in groups`;
}

/** A reason where a page of this column claims what cannot be, else null. Throws, as hyparquet does, where it cannot be unpacked. */
export async function pageProblem(
  file: AsyncBuffer,
  metadata: FileMetaData,
  name: string,
  compressors: Compressors,
): Promise<string | null> {
  const root = parquetSchema(metadata);
  for (const group of metadata.row_groups)
    for (const { meta_data: column } of group.columns) {
      if (column === undefined || column.path_in_schema[0] !== name) continue;
      const { start, size } = placeOf(column);
      const view = new DataView(await file.slice(start, start + size));
      const path = getTreePath(root, column.path_in_schema);
      const reader = { view, offset: 0 };
      let values = 0;
      while (reader.offset < size - 1 && values < Number(column.num_values)) {
        const header = parquetHeader(reader);
        const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
        if (!(packed >= 0 && reader.offset + packed <= size)) return 'page size';
        if (!(unpacked >= 0 && unpacked <= mostPageBytes && unpacked <= 4096 + 5000 * packed))
          return 'page size';
        const count = valueCount(header);
        if (header.dictionary_page_header === undefined) values += count;
        // A dictionary holds its values one by one.
        else if (count > 8 * unpacked) return 'value count';
        if (!(count >= 0) || values > Number(column.num_values)) return 'value count';
        const bytes = new Uint8Array(view.buffer, reader.offset, packed);
        const problem = contentProblem(header, bytes, column, path, compressors);
        if (problem !== null) return problem;
        reader.offset += packed;
      }
    }
  return null;
}

function placeOf(column: Column): { start: number; size: number } {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  return { start, size: Number(column.total_compressed_size) };
}

function valueCount(header: PageHeader): number {
  const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
  return Number((v1 ?? v2 ?? dictionary)?.num_values ?? NaN);
}

/** Runs of levels and of dictionary positions: hyparquet writes out as many as a run says, however many the page has. */
function contentProblem(
  header: PageHeader,
  packed: Uint8Array,
  column: Column,
  path: SchemaTree[],
  compressors: Compressors,
): string | null {
  const { data_page_header: v1, data_page_header_v2: v2, uncompressed_page_size: size } = header;
  if (v1 === undefined && v2 === undefined) return null;
  const count = valueCount(header);
  const levels = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)];
  const widths = levels.map((level) => 32 - Math.clz32(level));
  if (v2 !== undefined) {
    const lengths = [v2.repetition_levels_byte_length, v2.definition_levels_byte_length];
    if (!lengths.every((length) => length >= 0) || lengths[0]! + lengths[1]! > packed.length)
      return 'level size';
    if (!(v2.num_nulls >= 0 && v2.num_nulls <= count && v2.num_rows >= 0 && v2.num_rows <= count))
      return 'value count';
    let at = 0;
    for (const [i, length] of lengths.entries()) {
      if (widths[i]! > 0 && !runsFit(packed, at, at + length, widths[i]!, count)) return 'levels';
      at += length;
    }
    const body = packed.subarray(at);
    const page =
      v2.is_compressed === false ? body : decompressPage(body, size - at, column.codec, compressors);
    return valuesProblem(page, 0, v2.encoding, column, count - v2.num_nulls);
  }
  const page = decompressPage(packed, size, column.codec, compressors);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let at = 0;
  for (const width of widths) {
    if (width === 0) continue;
    const length = view.getUint32(at, true);
    at += 4;
    if (at + length > page.length || !runsFit(page, at, at + length, width, count)) return 'levels';
    at += length;
  }
  return valuesProblem(page, at, v1!.encoding, column, count);
}

/** `count`: values at most; nulls have none. */
function valuesProblem(
  page: Uint8Array,
  at: number,
  encoding: string,
  column: Column,
  count: number,
): string | null {
  if (encoding === 'RLE' || encoding.endsWith('_DICTIONARY')) {
    const isFlag = column.type === 'BOOLEAN';
    const start = isFlag ? at + 4 : at + 1;
    const width = isFlag ? 1 : page[at]!;
    if (start > page.length) return count === 0 || at === page.length ? null : 'values';
    return width <= 32 && runsFit(page, start, page.length, width, count) ? null : 'values';
  }
  if (!encoding.startsWith('DELTA_') || count === 0) return null;
  const reader = { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: at };
  // Values in a block, and blocks' parts: hyparquet makes room for them.
  const block = readVarint(page, at);
  const parts = readVarint(page, block.end);
  if (block.value > 1 << 20 || parts.value === 0 || parts.value > 4096) return 'values';
  if (encoding !== 'DELTA_BYTE_ARRAY') return null;
  const prefixes = new Int32Array(count);
  deltaBinaryUnpack(reader, count, prefixes);
  const suffixes = new Int32Array(count);
  deltaBinaryUnpack(reader, count, suffixes);
  let [last, sum] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (prefixes[i]! < 0 || suffixes[i]! < 0 || prefixes[i]! > last) return 'values';
    last = prefixes[i]! + suffixes[i]!;
    sum += last;
    if (sum > mostPageBytes) return 'values';
  }
  return null;
}

/** Walks the runs of Parquet's RLE and bit-packed hybrid; false where one says more values than the page can have. */
function runsFit(bytes: Uint8Array, from: number, to: number, width: number, count: number): boolean {
  let at = from;
  let seen = 0;
  while (at < to && seen < count) {
    const { value: header, end } = readVarint(bytes, at);
    const isPacked = (header & 1) === 1;
    const run = isPacked ? (header >>> 1) * 8 : header >>> 1;
    if (run > count + runSlack) return false;
    at = end + (isPacked ? (header >>> 1) * width : (width + 7) >> 3);
    seen += run;
  }
  return true;
}

function readVarint(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0;
  let at = from;
  for (let shift = 0; at < bytes.length && shift < 35; shift += 7) {
    const byte = bytes[at++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return { value: value >>> 0, end: at };
}
