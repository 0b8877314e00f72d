/** Tables as workbooks, read back by the library the page reads with and through the page's own intake. */
import * as XLSX from '@e965/xlsx';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportTable } from '../../src/brief/tables/export-table';
import { columnLetters } from '../../src/brief/tables/xlsx-xml';
import { cellsOf, readBack, tables, withoutControls, written } from './export-cases';

async function cellsAsStored(
  table: ExportTable,
): Promise<{ book: XLSX.WorkBook; rows: (XLSX.CellObject | undefined)[][] }> {
  const { blob } = await written(table, 'xlsx');
  const book = XLSX.read(new Uint8Array(await blob.arrayBuffer()), { dense: true, cellNF: true });
  const rows = book.Sheets[book.SheetNames[0]!]!['!data']! as (XLSX.CellObject | undefined)[][];
  return { book, rows };
}

const textOf = (table: ExportTable, at: number): readonly (string | null)[] =>
  (table.columns[at] as { values: readonly (string | null)[] }).values;

test('every cell reads back with its type: text is text, numbers the same double, missing is no cell', async () => {
  await fc.assert(
    fc.asyncProperty(tables().map(withoutControls), async (table) => {
      const { book, rows } = await cellsAsStored({ ...table, geometries: null });
      expect(book.SheetNames).toEqual(['河谷市 层', '说明 Notes']);
      for (const at of [1, 2]) {
        const stored = rows.slice(1).map((row) => row[at]);
        const texts = textOf(table, at);
        expect(stored.map((cell) => cell?.v ?? null)).toEqual(
          texts.map((text) => (text === null || text === '' ? null : text.replace(/\r\n?/g, '\n'))),
        );
        for (const cell of stored) expect([undefined, 's']).toContain(cell?.t);
        for (const cell of stored) expect(cell?.f).toBeUndefined();
      }
      const numbers = rows.slice(1).map((row) => row[3]?.v ?? null);
      expect(numbers).toEqual(
        Array.from(table.columns[3]!.values as Float64Array, (value) =>
          Number.isFinite(value) ? value + 0 : null,
        ),
      );
    }),
    { numRuns: 30 },
  );
});

test('opens with a frozen header, widths that count Chinese twice, text format for ids, notes on a second sheet', async () => {
  const table: ExportTable = {
    name: '设施[1]/2026',
    columns: [
      { name: '身份编号', type: 'text', values: ['510211194001010015', '007', '=1+1'] },
      { name: '机构名称', type: 'text', values: ['河谷市第一社区养老服务中心', '', null] },
      { name: '人', type: 'number', values: Float64Array.of(1.5, Infinity, -0) },
    ],
    geometries: null,
    notes: ['合成数据', '=cmd'],
  };
  const { blob, name, notes } = await written(table, 'xlsx');
  expect([name, notes]).toEqual(['设施[1]_2026.xlsx', []]);
  const parts = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect([...sheet.matchAll(/ width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([20, 28, 8]);
  const { book, rows } = await cellsAsStored(table);
  expect(rows[1]![0]).toMatchObject({ t: 's', v: '510211194001010015', z: '@' });
  expect(rows[3]!.map((cell) => cell?.v)).toEqual(['=1+1', undefined, 0]);
  expect(rows[2]![2]).toBeUndefined();
  const second = book.Sheets['说明 Notes']!['!data']! as (XLSX.CellObject | undefined)[][];
  expect(second.map(([cell]) => [cell?.t, cell?.v, cell?.f])).toEqual([
    ['s', '合成数据', undefined],
    ['s', '=cmd', undefined],
  ]);
  const read = await readBack({ blob, name, notes: [] }, '设施_1__2026');
  expect(cellsOf(read, '身份编号')).toEqual(['510211194001010015', '007', '=1+1']);
  expect(cellsOf(read, '人')).toEqual(['1.5', '', '0']);
});

test('cells longer than a spreadsheet holds are cut between characters and counted', async () => {
  const values = [`${'a'.repeat(32_766)}𠮷`, 'b'.repeat(32_767)];
  const table = {
    name: 't',
    columns: [{ name: 'a', type: 'text' as const, values }],
    geometries: null,
    notes: [],
  };
  const { rows } = await cellsAsStored(table);
  expect(rows.slice(1).map(([cell]) => String(cell?.v).length)).toEqual([32_766, 32_767]);
  expect((await written(table, 'xlsx')).notes).toEqual([
    { code: 'export.cellCut', blanks: { count: 1, most: 32_767 } },
  ]);
});

test('more rows or columns than a sheet has are refused in words', async () => {
  const values = new Int32Array(1_048_576);
  await expect(
    written(
      { name: 't', columns: [{ name: 'a', type: 'integer', values }], geometries: null, notes: [] },
      'xlsx',
    ),
  ).rejects.toThrow('export.tooManyRows');
  const columns = Array.from({ length: 16_385 }, (_, i) => ({
    name: `c${i}`,
    type: 'integer' as const,
    values: Int32Array.of(1),
  }));
  await expect(written({ name: 't', columns, geometries: null, notes: [] }, 'xlsx')).rejects.toThrow(
    'export.tooManyColumns',
  );
});

test('columns have the letters of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 16_383 }),
      (column) => XLSX.utils.decode_col(columnLetters(column)) === column,
    ),
  );
});
