/** What hyparquet trusts and a damaged file can lie about: sizes and counts of pages, checked before anything is decoded. */
import type { AsyncBuffer, FileMetaData, SchemaTree } from 'hyparquet';

/** A page of more bytes or values than this is not meant to be read. */
const mostPageBytes = 256 * 1024 * 1024;
const mostPageValues = 64_000_000;

export interface PageTools {
  readonly deserialize: (reader: { view: DataView; offset: number }) => Record<string, unknown>;
  readonly schema: (metadata: FileMetaData) => SchemaTree;
}

/** A reason where the file's directory contradicts itself, else null. `rowBudget`: rows that can be read at all. */
export function directoryProblem(metadata: FileMetaData, bytes: number, tools: PageTools): string | null {
  const rows = Number(metadata.num_rows);
  let sum = 0;
  const root = tools.schema(metadata);
  for (const [index, group] of metadata.row_groups.entries()) {
    sum += Number(group.num_rows);
    for (const column of group.columns) {
      const data = column.meta_data;
      if (data === undefined) return `row group ${index}: encrypted or missing column`;
      let node: SchemaTree | undefined = root;
      for (const name of data.path_in_schema)
        node = node?.children.find(({ element }) => element.name === name);
      if (node === undefined || node.children.length > 0) return `row group ${index}: unknown column`;
      const start = Number(data.dictionary_page_offset || data.data_page_offset);
      const size = Number(data.total_compressed_size);
      if (!(start >= 4) || !(size >= 0) || start + size > bytes)
        return `row group ${index}: outside the file`;
      if (Number(data.num_values) < 0 || Number(data.num_values) > mostPageValues * 8)
        return `row group ${index}: ${data.num_values} values`;
    }
  }
  return rows === sum && rows >= 0 ? null : `${rows} rows, but ${sum} in its groups`;
}

/** A reason where a page header of this column claims what cannot be, else null. Reads all page headers of the column. */
export async function pageProblem(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  tools: PageTools,
): Promise<string | null> {
  for (const group of metadata.row_groups)
    for (const { meta_data: data } of group.columns) {
      if (data === undefined || data.path_in_schema[0] !== column) continue;
      const start = Number(data.dictionary_page_offset || data.data_page_offset);
      const size = Number(data.total_compressed_size);
      const view = new DataView(await file.slice(start, start + size));
      const reader = { view, offset: 0 };
      let values = 0;
      while (reader.offset < view.byteLength - 1 && values < Number(data.num_values)) {
        const header = tools.deserialize(reader);
        const [unpacked, packed] = [Number(header['field_2']), Number(header['field_3'])];
        if (!(packed >= 0) || reader.offset + packed > view.byteLength) return 'page size';
        if (!(unpacked >= 0) || unpacked > mostPageBytes || unpacked > 4096 + 5000 * packed)
          return 'page size';
        const counts = ['field_5', 'field_7', 'field_8'].map((field) => {
          const part = header[field] as Record<string, unknown> | undefined;
          return part === undefined ? 0 : Number(part['field_1']);
        });
        if (!counts.every((count) => count >= 0 && count <= mostPageValues)) return 'value count';
        // A dictionary holds its values one by one.
        if (counts[1]! > 8 * unpacked) return 'value count';
        values += counts[0]! + counts[2]!;
        if (values > Number(data.num_values)) return 'value count';
        reader.offset += packed;
      }
    }
  return null;
}
