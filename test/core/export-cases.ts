/** Tables as nasty as offices make them, and what it means that a file reads back as the table it was written from. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import type { Column } from '../../src/domain/column';
import type { ExportFormat, ExportTable, WrittenFile } from '../../src/brief/tables/export-table';
import { exportTable } from '../../src/brief/tables/export-table';
import { findFile } from '../../src/intake/find-file';
import { DecodeCache, openFile } from '../../src/intake/open-file';
import type { TextTable } from '../../src/intake/text-table';

const own = [
  '=cmd|" /C calc"!A0',
  '+86 138',
  '-1+1',
  '@SUM(A1)',
  '＝1＋1',
  ' =1',
  "'=1",
  '-5',
  '007',
  '510211194001010015',
  '1e309',
  'NaN',
  'a,b',
  'say "hi"',
  'line\nbreak',
  'cr\r\nlf',
  'tab\tin',
  '\tlead',
  '𠮷野家',
  '䶮㛃𪚥',
  '👵🏽👨‍👩‍👧',
  'e\u0301',
  '\u202eright to left',
  '\u200bzero width',
  '<script>alert(1)</script>',
  '&amp;',
  '_x000D_',
  '__proto__',
  'true',
  '2024/3/1',
  '#N/A',
  ' spaces ',
  '，；、',
];
const list = resolve(import.meta.dirname, '../../../shared/data/corpus/blns.json');
/** The big list of naughty strings where it lies beside the project, and our own; without NUL. */
export const nasty: readonly string[] = [
  ...own,
  ...(existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : []),
]
  .map((text) => text.replaceAll('\0', ''))
  .filter((text) => text !== '');

const coordinate = fc.tuple(
  fc.integer({ min: -1_790_000_000, max: 1_790_000_000 }),
  fc.integer({ min: -890_000_000, max: 890_000_000 }),
);
/** Seven decimals, which GeoJSON keeps. */
const place = coordinate.map(([x, y]): Position => [x / 1e7, y / 1e7]);

/** A square with `holes` square holes, wound as RFC 7946 says. */
function square(lon: number, lat: number, holes: number): Position[][] {
  const ring = (x: number, y: number, side: number): Position[] => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  const outer = ring(lon, lat, 1);
  return [
    outer,
    ...Array.from({ length: holes }, (_, i) => ring(lon + 0.125 + 0.25 * i, lat + 0.25, 0.125).reverse()),
  ];
}
const corner = fc.tuple(fc.integer({ min: -179, max: 170 }), fc.integer({ min: -89, max: 80 }));
const polygon = fc
  .tuple(corner, fc.integer({ min: 0, max: 3 }))
  .map(([[x, y], holes]) => square(x, y, holes));
const apart = (parts: Position[][][]): Position[][][] =>
  parts.map((rings, i) => rings.map((ring) => ring.map(([x, y]): Position => [x! / 4 + 10 * i, y! / 4])));

export const geometryKinds = {
  point: place.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  line: fc.oneof(
    fc
      .array(place, { minLength: 2, maxLength: 6 })
      .map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
    fc
      .array(fc.array(place, { minLength: 2, maxLength: 4 }), { minLength: 2, maxLength: 3 })
      .map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  ),
  polygon: fc.oneof(
    polygon.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
    fc
      .array(polygon, { minLength: 2, maxLength: 3 })
      .map((parts): Geometry => ({ type: 'MultiPolygon', coordinates: apart(parts) })),
  ),
};
const any = fc.oneof(geometryKinds.point, geometryKinds.line, geometryKinds.polygon);

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
);
const number = fc.oneof(
  fc.double({ noNaN: false }),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 2 ** 53),
);

/** Between 1 and 12 rows of four columns; the first is never empty, so that no row is blank. */
export function tables(geometry: fc.Arbitrary<Geometry> = any): fc.Arbitrary<ExportTable> {
  return fc
    .array(
      fc.record({
        id: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        text: fc.option(text, { freq: 6 }),
        more: text,
        number,
        geometry: fc.option(geometry, { freq: 5 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((rows) => ({
      name: '河谷市 层',
      columns: [
        { name: '编号', type: 'integer', values: Int32Array.from(rows, (row) => row.id) },
        { name: '机构名称', type: 'text', values: rows.map((row) => row.text) },
        { name: 'note, "quoted"', type: 'text', values: rows.map((row) => row.more) },
        { name: '数值', type: 'number', values: Float64Array.from(rows, (row) => row.number) },
      ] satisfies Column[],
      geometries: rows.map((row) => row.geometry),
      notes: ['合成数据', 'limit 15 min & <b>'],
    }));
}

/** The same without control characters other than tab and line breaks: some formats cannot hold them, and a small CSV full of them looks binary. */
export function withoutControls(table: ExportTable): ExportTable {
  const clean = (text: string | null): string | null =>
    // eslint-disable-next-line no-control-regex
    text === null ? null : text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '') || 'x';
  const columns = table.columns.map((column) =>
    column.type === 'text' ? { ...column, values: column.values.map(clean) } : column,
  );
  return { ...table, columns };
}

export async function written(table: ExportTable, format: ExportFormat): Promise<WrittenFile> {
  const result = await exportTable(table, format);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

/** Through the page's own intake. `sheet`: the layer; `member`: of a zip with several. */
export async function readBack(
  file: WrittenFile,
  sheet: string | null = null,
  member: string | null = null,
): Promise<TextTable> {
  const cache = new DecodeCache();
  const name = member === null ? file.name : `${file.name}/${member}`;
  const found = await findFile({ [file.name]: file.blob }, name, cache);
  if (!found.ok) throw new Error(found.fault.code);
  const { blob, siblings } = found.value;
  const opened = await openFile(blob, name, { encoding: 'auto', sheet, siblings }, cache);
  if (!opened.ok) throw new Error(`${opened.fault.code} ${JSON.stringify(opened.fault.blanks)}`);
  return opened.value.table!;
}

/** Column by name as the reader has it. */
export function cellsOf(table: TextTable, name: string): readonly string[] {
  const at = table.header.indexOf(name);
  if (at < 0) throw new Error(`no column ${name} among ${table.header.join(' | ')}`);
  return table.cells[at]!;
}

/** What a number column must read back as: nothing where it is none, the same double where it is one. */
export function sameNumbers(values: ArrayLike<number>, cells: readonly string[]): boolean {
  return Array.from(values).every((value, row) =>
    Number.isFinite(value) ? cells[row] !== '' && Number(cells[row]) === value : cells[row] === '',
  );
}
