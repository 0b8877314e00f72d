/** Workbooks made here, each after a fault of faults.md: what comes out is compared cell by cell with what went in. */
import * as XLSX from '@e965/xlsx';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Note } from '../../src/domain/fault';
import { defaultSettings } from '../../src/domain/study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache, openFile } from '../../src/intake/open-file';
import type { TextTable } from '../../src/intake/text-table';
import { faultOf, gbk, mustRead } from './intake-files';

type Cell = XLSX.CellObject | string | number | boolean | null;
const bookTypes = ['xlsx', 'xlsb', 'xls', 'ods'] as const;
type BookType = (typeof bookTypes)[number];

function sheetOf(rows: readonly (readonly Cell[])[], merges: readonly string[] = []): XLSX.WorkSheet {
  const sheet = XLSX.utils.aoa_to_sheet(rows as unknown[][]);
  if (merges.length > 0) sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
  return sheet;
}

function bookOf(sheets: Record<string, XLSX.WorkSheet>): XLSX.WorkBook {
  const book = XLSX.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) XLSX.utils.book_append_sheet(book, sheet, name);
  return book;
}

function bytesOf(book: XLSX.WorkBook, bookType: BookType = 'xlsx'): Uint8Array<ArrayBuffer> {
  const options = { bookType, type: 'array' as const, compression: true };
  return new Uint8Array(XLSX.write(book, options) as ArrayBuffer);
}

async function open(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 't.xlsx',
  sheet: string | null = null,
  encoding = 'auto',
) {
  return openFile(new Blob([bytes]), name, { encoding, sheet }, new DecodeCache());
}

async function tableOf(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 't.xlsx',
  sheet: string | null = null,
): Promise<TextTable> {
  const read = await open(bytes, name, sheet);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value.table!;
}

function rowsOf(table: TextTable): string[][] {
  return [...table.rows].map((_, i) => table.cells.map((column) => column[i]!));
}

function codes(notes: readonly Note[]): string[] {
  return notes.map((note) => note.code);
}

/** An xlsx by hand: what no library would write. */
function handMade(sheetXml: string, more: Record<string, string> = {}): Uint8Array<ArrayBuffer> {
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheetXml,
    ...more,
  };
  const encoder = new TextEncoder();
  return Uint8Array.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)]))),
  );
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

test.each(bookTypes)('%s by content: names, numbers, ids, blanks and booleans as they are', async (type) => {
  const rows: Cell[][] = [
    ['编号', '名称', '经度', '纬度', '人数', '在用'],
    ['007', '皋兰路', 103.834567, 36.0611, 12, true],
    ['440104199001011234', '张掖路 “西”', 103.1, 36.25, 0, false],
    ['00000000000000000018', null, -0.1, 1e-7, 1234567, true],
  ];
  // Named for something else on purpose.
  const table = await tableOf(bytesOf(bookOf({ 表: sheetOf(rows) }), type), 'data.csv');
  expect(table.format).toBe(type);
  expect(table.header).toEqual(rows[0]);
  expect([...table.rows]).toEqual([2, 3, 4]);
  expect(rowsOf(table)).toEqual([
    ['007', '皋兰路', '103.834567', '36.0611', '12', 'TRUE'],
    ['440104199001011234', '张掖路 “西”', '103.1', '36.25', '0', 'FALSE'],
    ['00000000000000000018', '', '-0.1', '1e-7', '1234567', 'TRUE'],
  ]);
  expect([table.sheets, table.sheet]).toEqual([['表'], '表']);
});

test.each(['xlsx', 'xlsb', 'xls'] as const)(
  '%s: formats show ids, dates and shares; numbers keep all their digits',
  async (type) => {
    const n = (v: number, z: string): XLSX.CellObject => ({ t: 'n', v, z });
    const cells: [XLSX.CellObject, string][] = [
      [n(42, '00000'), '00042'],
      [n(45352, 'yyyy/m/d'), '2024-03-01'],
      [n(45352, 'yyyy"年"m"月"d"日"'), '2024-03-01'],
      [n(45352, 'yyyy"年"m"月"'), '2024-03'],
      [n(45352.5, 'yyyy-mm-dd hh:mm'), '2024-03-01 12:00'],
      [n(45352, 'm/d/yy'), '2024-03-01'],
      [n(0.5625, 'h:mm'), '13:30'],
      [n(1.25, '[h]:mm'), '30:00'],
      [n(0.125, '0%'), '12.5%'],
      [n(103.834567, '0.00'), '103.834567'],
      [n(1234.5, '#,##0'), '1234.5'],
      [n(300, '0"张"'), '300'],
      [n(60, '[Red]0;[Blue]-0'), '60'],
      [n(1.5e-5, '0.00E+00'), '0.000015'],
      [n(0.1 + 0.2, 'General'), '0.3'],
    ];
    const sheet = sheetOf([cells.map((_, i) => `列${i}`), cells.map(([cell]) => cell)]);
    const table = await tableOf(bytesOf(bookOf({ a: sheet }), type));
    expect(rowsOf(table)[0]).toEqual(cells.map(([, text]) => text));
  },
);

test('dates count from 1904 where the workbook says so', async () => {
  const book = bookOf({
    a: sheetOf([
      ['名称', '日期', '人数'],
      ['甲', { t: 'n', v: 43890, z: 'yyyy-mm-dd' }, 3],
    ]),
  });
  book.Workbook = { WBProps: { date1904: true } };
  expect(rowsOf(await tableOf(bytesOf(book)))[0]).toEqual(['甲', '2024-03-01', '3']);
});

test('numbers of 16 digits and more come from the XML whole; what Excel has cut already is named', async () => {
  const table = await tableOf(
    handMade(
      `<worksheet ${main}><sheetData><row r="1">${inline('A1', '证件')}${inline('B1', '名称')}${inline('C1', '床位')}</row>` +
        `<row r="2"><c r="A2"><v>440104199001011234</v></c>${inline('B2', '甲')}<c r="C2"><v>5</v></c></row>` +
        `<row r="3"><c r="A3"><v>4.4010419900101101E+17</v></c>${inline('B3', '乙')}<c r="C3"><v>6</v></c></row></sheetData></worksheet>`,
    ),
  );
  expect(table.cells[0]).toEqual(['440104199001011234', '440104199001011000']);
  expect(table.notes).toEqual([
    {
      code: 'column.digitsLost',
      blanks: { count: 1, rows: '3' },
      at: { file: 't.xlsx', sheet: 'Sheet1', row: 3, column: '证件' },
    },
  ]);
});

test('formulas count by what was saved with them; without it they are blank, never 0', async () => {
  const f = '<f>SUM(B9:B10)</f>';
  const table = await tableOf(
    handMade(
      `<worksheet ${main}><sheetData><row r="1">${inline('A1', '名称')}${inline('B1', '人数')}${inline('C1', '床位')}</row>` +
        `<row r="2">${inline('A2', '甲')}<c r="B2">${f}<v>30</v></c><c r="C2"><v>1</v></c></row>` +
        `<row r="3">${inline('A3', '乙')}<c r="B3">${f}</c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>` +
        `<row r="4">${inline('A4', '丙')}<c r="B4">${f}<v></v></c><c r="C4" t="str"><f>"a"</f><v>约20</v></c></row></sheetData></worksheet>`,
    ),
  );
  expect(rowsOf(table)).toEqual([
    ['甲', '30', '1'],
    ['乙', '', '#DIV/0!'],
    ['丙', '', '约20'],
  ]);
  expect(table.notes.map(({ code, blanks }) => [code, blanks])).toEqual([
    ['sheet.errorCells', { count: 1, rows: '3' }],
    ['sheet.notCalculated', { count: 2 }],
  ]);
});

/** What a street office sends: title, unit line, header of two lines, subtotals, a total, notes and a signature. */
const officeRows: Cell[][] = [
  ['城关区2024年老年人口情况统计表'],
  ['填报单位：皋兰路街道', null, null, null, '单位：人'],
  ['序号', '社区', '60岁及以上', null, null, '80岁及以上', '经度', '纬度', '备注'],
  [null, null, '合计', '男', '女'],
  [],
  [1, '畅家巷', 120, 50, 70, 20, 103.83, 36.05, '约数'],
  [2, '杨家园', '约300', 140, 160, '45人', 103.84, 36.06],
  [3, '张家园', '１２３', 60, 63, '—', 103.85, 36.07],
  [null, '皋兰路街道小计', 543, 250, 293, 65],
  [4, '中街子', '1,234', 600, 634, 200, 103.86, 36.08],
  ['合计', null, 1777, 850, 927, 265],
  ['备注：数据截至2024年3月1日。'],
  ['1. 本表由各社区填报，街道汇总后上报。'],
  ['填表人：李某', null, null, '审核人：王某'],
];
const officeMerges = [
  'A1:I1',
  'A2:D2',
  'A3:A4',
  'B3:B4',
  'C3:E3',
  'F3:F4',
  'G3:G4',
  'H3:H4',
  'I3:I4',
  'A12:I12',
];

test.each(bookTypes)(
  'an office’s table in %s: title, merged header, totals and notes in their places',
  async (type) => {
    const { tables, report } = await mustRead(
      'elders',
      '老年人口.xlsx',
      bytesOf(bookOf({ Sheet1: sheetOf(officeRows, officeMerges) }), type),
    );
    expect(report.header).toEqual([
      '序号',
      '社区',
      '60岁及以上 / 合计',
      '60岁及以上 / 男',
      '60岁及以上 / 女',
      '80岁及以上',
      '经度',
      '纬度',
      '备注',
    ]);
    expect(report.columns).toMatchObject({
      elders: '60岁及以上 / 合计',
      age80: '80岁及以上',
      lon: '经度',
      lat: '纬度',
      district: '社区',
    });
    expect([...tables.elders.elders]).toEqual([120, 300, 123, 1234]);
    expect([...tables.elders.bands.age80!]).toEqual([20, 45, NaN, 200]);
    expect(tables.elders.districts).toEqual(['畅家巷', '杨家园', '张家园', '中街子']);
    expect([...tables.elders.rows]).toEqual([6, 7, 8, 10]);
    expect(report.refused.map(({ row, code, value }) => [row, code, value])).toEqual([
      [9, 'row.total', '皋兰路街道小计'],
      [11, 'row.total', '合计'],
      [12, 'row.note', '备注：数据截至2024年3月1日。'],
      [13, 'row.note', '1. 本表由各社区填报，街道汇总后上报。'],
      [14, 'row.note', '填表人：—'],
    ]);
    expect(report.notes).toContainEqual({
      code: 'table.titleRows',
      blanks: { row: 3 },
      at: { file: '老年人口.xlsx', sheet: 'Sheet1', row: 3 },
    });
    expect(codes(report.notes)).toEqual(
      expect.arrayContaining(['sheet.headerLines', 'column.countsAbout', 'column.countsWorded']),
    );
    expect([report.sheets, report.sheet]).toEqual([['Sheet1'], 'Sheet1']);
  },
);

test('the same table as GBK text keeps its sense, without merges to go by', async () => {
  const csv = officeRows
    .map((row) =>
      row
        .map((cell) => (typeof cell === 'string' && cell.includes(',') ? `"${cell}"` : (cell ?? '')))
        .join(','),
    )
    .join('\r\n');
  const { tables, report } = await mustRead('elders', '老年人口.csv', gbk(csv));
  expect(report.encoding).toBe('gb18030');
  expect(report.columns['elders']).toBe('60岁及以上 / 合计');
  expect([...tables.elders.elders]).toEqual([120, 300, 123, 1234]);
  expect(report.refused.map(({ row, code }) => [row, code])).toEqual([
    [9, 'row.total'],
    [11, 'row.total'],
    [12, 'row.note'],
    [13, 'row.note'],
    [14, 'row.note'],
  ]);
});

test('men and women without a total are added up, not taken one for all', async () => {
  const rows: Cell[][] = [
    ['社区', '60岁及以上', null, '经度', '纬度'],
    [null, '男', '女'],
    ['甲', 10, 12, 103.8, 36],
    ['乙', '约20', 5, 103.9, 36],
    ['丙', 7, '不清楚', 103.9, 36.1],
  ];
  const bytes = bytesOf(bookOf({ a: sheetOf(rows, ['A1:A2', 'B1:C1', 'D1:D2', 'E1:E2']) }));
  const { tables, report } = await mustRead('elders', 'a.xlsx', bytes);
  expect(report.columns['elders']).toBe('60岁及以上 / 男+女');
  expect([...tables.elders.elders]).toEqual([22, 25]);
  expect(report.refused.map(({ row, value, code }) => [row, value, code])).toEqual([
    [5, '7 + 不清楚', 'row.countText'],
  ]);
  expect(report.notes).toContainEqual({
    code: 'column.sexesSummed',
    blanks: { columns: '60岁及以上 / 男+女' },
    at: { file: 'a.xlsx', sheet: 'a' },
  });
  // Nor is a flat column of one sex.
  const flat = await mustRead('elders', 'b.csv', '社区,60岁以上男,60岁以上女,经度,纬度\n甲,10,12,103.8,36\n');
  expect(flat.report.columns['elders']).toBeUndefined();
});

test('three header lines, and column numbers under them, are no data', async () => {
  const rows: Cell[][] = [
    ['社区', '老年人口', null, null, '经度', '纬度'],
    [null, '60岁及以上', null, '其中：80岁及以上'],
    [null, '合计', '女'],
    ['甲', 1, 2, 3, 4, 5],
    ['畅家巷', 120, 70, 20, 103.83, 36.05],
  ];
  const bytes = bytesOf(bookOf({ a: sheetOf(rows, ['A1:A3', 'B1:D1', 'E1:E3', 'F1:F3', 'B2:C2', 'D2:D3']) }));
  const { tables, report } = await mustRead('elders', 'a.xlsx', bytes);
  expect(report.header).toEqual([
    '社区',
    '老年人口 / 60岁及以上 / 合计',
    '老年人口 / 60岁及以上 / 女',
    '老年人口 / 其中：80岁及以上',
    '经度',
    '纬度',
  ]);
  expect([...tables.elders.elders]).toEqual([120]);
  expect(report.refused.map(({ row, code }) => [row, code])).toEqual([[4, 'row.note']]);
});

test('a community merged over its buildings is each building’s; a number merged over them is counted once', async () => {
  const rows: Cell[][] = [
    ['社区', '楼栋', '60岁及以上', '经度', '纬度'],
    ['畅家巷', '1号楼', 12, 103.81, 36.01],
    [null, '2号楼', 30, 103.82, 36.02],
    [null, '3号楼', null, 103.83, 36.03],
    ['杨家园', '4号楼', 5, 103.84, 36.04],
    [null, '5号楼', 6, 103.85, 36.05],
  ];
  const bytes = bytesOf(bookOf({ a: sheetOf(rows, ['A2:A4', 'C3:C4']) }));
  const { tables, report } = await mustRead('elders', 'a.xlsx', bytes);
  // Row 6 is blank, not merged: nothing is assumed.
  expect(tables.elders.districts).toEqual(['畅家巷', '畅家巷', '杨家园', null]);
  expect([...tables.elders.elders]).toEqual([12, 30, 5, 6]);
  expect(report.refused.map(({ row, code }) => [row, code])).toEqual([[4, 'row.countMissing']]);
  expect(report.notes).toContainEqual(
    expect.objectContaining({ code: 'sheet.mergedFilled', blanks: { count: 2, rows: '3, 4' } }),
  );
  expect(report.notes).toContainEqual(
    expect.objectContaining({ code: 'sheet.mergedNumbers', blanks: { count: 1, rows: '3' } }),
  );
});

const small: Cell[][] = [
  ['名称', '经度', '纬度', '床位'],
  ['甲', 103.8, 36, 5],
  ['乙', 103.9, 36.1, 6],
];

test.each(bookTypes)(
  '%s: the sheet that holds a table is read, the others are named and can be chosen',
  async (type) => {
    const book = bookOf({
      说明: sheetOf([['本工作簿由民政局制作'], ['请勿外传'], ['如有疑问请联系'], ['每季度更新']]),
      设施: sheetOf(small),
      旧: sheetOf([
        ['名称', '经度', '纬度'],
        ['丙', 103, 36],
      ]),
    });
    const bytes = bytesOf(book, type);
    const best = await tableOf(bytes);
    expect(best.sheet).toBe('设施');
    expect(best.notes).toEqual([
      {
        code: 'sheet.chosen',
        blanks: { sheet: '设施', others: '说明 | 旧' },
        at: { file: 't.xlsx', sheet: '设施' },
      },
    ]);
    const other = await tableOf(bytes, 't.xlsx', '旧');
    expect([other.sheet, other.sheets, rowsOf(other)]).toEqual([
      '旧',
      ['说明', '设施', '旧'],
      [['丙', '103', '36']],
    ]);
    const none = await open(bytes, 't.xlsx', '没有');
    expect(none.ok ? null : [none.fault.code, none.fault.blanks]).toEqual([
      'sheet.absent',
      { sheet: '没有', sheets: '说明 | 设施 | 旧' },
    ]);
  },
);

test('a chosen sheet goes from the study to the report', async () => {
  const book = bookOf({ 一: sheetOf(small), 二: sheetOf([small[0]!, ['丙', 103.7, 36.2, 9]]) });
  const { tables, report } = await mustRead('facilities', 'a.xlsx', bytesOf(book), { sheet: '二' });
  expect([tables.facilities.names, report.sheet, report.sheets]).toEqual([['丙'], '二', ['一', '二']]);
});

test.each(['xlsx', 'xlsb', 'xls'] as const)(
  '%s: hidden sheets are not chosen, hidden rows and columns are told',
  async (type) => {
    const sheet = sheetOf([...small, ['丙', 104, 36.2, 7]]);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    sheet['!cols'] = [{}, {}, {}, { hidden: true }];
    const book = bookOf({ 底稿: sheetOf([...small, ...small.slice(1), ...small.slice(1)]), 用: sheet });
    book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
    const table = await tableOf(bytesOf(book, type));
    expect(table.sheet).toBe('用');
    expect(table.rows.length).toBe(3);
    const told = table.notes.map(({ code, blanks }) => [code, blanks]);
    expect(told).toContainEqual(['sheet.hiddenSheets', { sheets: '底稿' }]);
    expect(told).toContainEqual(['sheet.hiddenColumns', { count: 1 }]);
    // The library writes no hidden rows into .xls.
    if (type !== 'xls') expect(told).toContainEqual(['sheet.hiddenRows', { count: 1, rows: '3' }]);
  },
);

test('dropped workbooks are taken for the layers that they hold', async () => {
  const files = {
    'a.xlsx': new Blob([bytesOf(bookOf({ Sheet1: sheetOf(officeRows, officeMerges) }))]),
    'b.xls': new Blob([bytesOf(bookOf({ 设施: sheetOf(small) }), 'xls')]),
  };
  const study = { settings: defaultSettings, files: {} };
  const guess = await guessLayers(study, files, { cache: new DecodeCache() });
  expect(guess.faults).toEqual([]);
  expect(guess.settings.layers.elders?.map(({ file }) => file)).toEqual(['a.xlsx']);
  expect(guess.settings.layers.facilities?.map(({ file }) => file)).toEqual(['b.xls']);
});

test('a table that starts at C5, with blank rows and columns inside, keeps the sheet’s row numbers', async () => {
  const sheet = XLSX.utils.aoa_to_sheet([]);
  XLSX.utils.sheet_add_aoa(
    sheet,
    [['名称', null, '经度', '纬度'], ['甲', null, 103.8, 36], [], ['乙', null, 103.9, 36.1]],
    {
      origin: 'C5',
    },
  );
  const table = await tableOf(bytesOf(bookOf({ a: sheet })));
  expect(table.header).toEqual(['名称', '经度', '纬度']);
  expect([...table.rows]).toEqual([6, 8]);
});

test('F19: one cell in XFD1048576 is one cell, at once', async () => {
  const xml =
    `<worksheet ${main}><dimension ref="A1:XFD1048576"/><sheetData><row r="1">${inline('A1', '名称')}</row>` +
    `<row r="1048576">${inline('XFD1048576', '角')}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`;
  const start = performance.now();
  const table = await tableOf(handMade(xml));
  expect(performance.now() - start).toBeLessThan(3000);
  expect([...table.rows]).toEqual([1048576]);
});

test('F20: cells outside what a sheet can hold are left out and counted', async () => {
  const xml =
    `<worksheet ${main}><sheetData><row r="1">${inline('A1', '名称')}${inline('B1', '经度')}${inline('XFE1', '外')}</row>` +
    `<row r="2">${inline('A2', '甲')}<c r="B2"><v>103</v></c></row><row r="16777217">${inline('A16777217', '外')}</row></sheetData></worksheet>`;
  const table = await tableOf(handMade(xml));
  expect(rowsOf(table)).toEqual([['甲', '103']]);
  expect(table.notes.map(({ code, blanks }) => [code, blanks])).toEqual([
    ['sheet.outsideGrid', { count: 2 }],
  ]);
});

test('F21: entities are refused; a shared string used often is one string', async () => {
  const entities = `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst ${main}><si><t>&b;</t></si></sst>`;
  const sheet = `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`;
  expect(
    await faultOf('facilities', 'a.xlsx', handMade(sheet, { 'xl/sharedStrings.xml': entities })),
  ).toEqual({
    code: 'sheet.declarations',
    blanks: { part: 'xl/sharedStrings.xml' },
    at: { file: 'a.xlsx' },
  });
  // 30,000 cells of one string of 32,767 characters: a gigabyte, were each a copy.
  const cells = Array.from(
    { length: 30_000 },
    (_, r) => `<row r="${r + 1}"><c r="A${r + 1}" t="s"><v>0</v></c></row>`,
  );
  const bomb = handMade(`<worksheet ${main}><sheetData>${cells.join('')}</sheetData></worksheet>`, {
    'xl/sharedStrings.xml': `<sst ${main} count="30000" uniqueCount="1"><si><t>${'x'.repeat(32_767)}</t></si></sst>`,
  });
  const start = performance.now();
  expect((await faultOf('facilities', 'a.xlsx', bomb)).code).toBe('sheet.tooBig');
  expect(performance.now() - start).toBeLessThan(4000);
});

test('F22: a part that swells a hundredfold, or more than there is room for, is refused before it is inflated', async () => {
  const blank = ' '.repeat(20 * 1024 ** 2);
  const ratio = handMade(`<worksheet ${main}><sheetData>${blank}</sheetData></worksheet>`);
  const start = performance.now();
  expect((await faultOf('facilities', 'a.xlsx', ratio)).code).toBe('zip.bomb');
  expect(performance.now() - start).toBeLessThan(2000);
});

test('F22: a directory that lies about its bytes is caught as it is inflated', async () => {
  const bytes = handMade(
    `<worksheet ${main}><sheetData>${' '.repeat(3 * 1024 ** 2)}</sheetData></worksheet>`,
  );
  const view = new DataView(bytes.buffer);
  for (let i = 0; i + 46 < bytes.length; i++)
    if (view.getUint32(i, true) === 0x02014b50 && view.getUint32(i + 24, true) > 1024 ** 2)
      view.setUint32(i + 24, 1000, true);
  expect((await faultOf('facilities', 'a.xlsx', bytes)).code).toBe('zip.bomb');
});

test('an .ods that repeats one cell seventeen thousand million times is refused by counting', async () => {
  const content =
    '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>';
  const encoder = new TextEncoder();
  const bytes = zipSync({
    mimetype: encoder.encode('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': encoder.encode(content),
    'META-INF/manifest.xml': encoder.encode('<manifest/>'),
  });
  const start = performance.now();
  expect(await faultOf('facilities', 'a.ods', Uint8Array.from(bytes))).toMatchObject({
    code: 'sheet.tooManyCells',
    blanks: { count: 1048576 * 16384 },
  });
  expect(performance.now() - start).toBeLessThan(2000);
});

test('F26: a damaged part is named; half a file, or a text document, is said to be what it is', async () => {
  const bytes = bytesOf(bookOf({ a: sheetOf(small) }));
  expect((await faultOf('facilities', 'a.xlsx', bytes.slice(0, bytes.length / 2))).code).toBe('zip.damaged');
  const xls = bytesOf(bookOf({ a: sheetOf(small) }), 'xls');
  const encoder = new TextEncoder();
  const odt = zipSync({
    mimetype: encoder.encode('application/vnd.oasis.opendocument.text'),
    'content.xml': encoder.encode('<x/>'),
  });
  expect(await faultOf('facilities', 'a.ods', Uint8Array.from(odt))).toMatchObject({
    code: 'table.document',
    blanks: { format: 'odt' },
  });
  expect((await faultOf('facilities', 'a.xls', xls.slice(0, 600))).code).toMatch(
    /^(sheet\.damaged|table\.spreadsheet)$/,
  );
});

test('F24: a page named .xls, in GBK, with merged cells and ids', async () => {
  const page =
    '<html><head><meta charset="gb2312"></head><body><h1>设施,名单;</h1><table><tr><td colspan="4">设施一览表</td></tr>' +
    '<tr><th>编号</th><th>名称</th><th>经度</th><th>纬度</th></tr>' +
    '<tr><td>007</td><td>畅家巷&amp;日间照料<br>中心</td><td>103.83</td><td>36.05</td></tr>' +
    '<tr><td>440104199001011234</td><td>杨家园</td><td>103.84</td><td>36.06</td></tr></table></body></html>';
  const table = await tableOf(gbk(page), '设施.xls');
  expect([table.format, table.encoding]).toEqual(['html', 'gb18030']);
  expect(table.header).toEqual(['编号', '名称', '经度', '纬度']);
  expect(rowsOf(table)).toEqual([
    ['007', '畅家巷&日间照料\n中心', '103.83', '36.05'],
    ['440104199001011234', '杨家园', '103.84', '36.06'],
  ]);
  expect([...table.rows]).toEqual([3, 4]);
  const chosen = await open(gbk(page), '设施.xls', null, 'big5');
  expect(chosen.ok && chosen.value.table!.encoding).toBe('big5');
});

test('F24: Excel’s files from before Unicode, in the code page that they name', async () => {
  const sheet = sheetOf([
    ['AAAA', 'BBBB', 'CCCC'],
    ['DDDDDD', 3, 7],
  ]);
  const bare = new Uint8Array(
    XLSX.write(bookOf({ a: sheet }), { bookType: 'biff2', type: 'array' }) as ArrayBuffer,
  );
  const withPage = [...bare.slice(0, 8), 0x42, 0, 2, 0, 936 & 255, 936 >> 8, ...bare.slice(8)];
  const latin = (bytes: Iterable<number>) => String.fromCharCode(...bytes);
  let bytes = latin(withPage);
  for (const [mark, word] of [
    ['AAAA', '名称'],
    ['BBBB', '床位'],
    ['CCCC', '日托'],
    ['DDDDDD', '畅家巷'],
  ] as const)
    bytes = bytes.replace(mark, latin(gbk(word)));
  const table = await tableOf(
    Uint8Array.from(bytes, (c) => c.charCodeAt(0)),
    '老表.xls',
  );
  expect(table.format).toBe('xls');
  expect([table.header, ...rowsOf(table)]).toEqual([
    ['名称', '床位', '日托'],
    ['畅家巷', '3', '7'],
  ]);
});

test('F24: XML of 2003 and plain CSV named .xls', async () => {
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="设施"><Table>' +
    '<Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">名称</Data></Cell><Cell><Data ss:Type="String">床位</Data></Cell></Row>' +
    '<Row><Cell><Data ss:Type="String">007</Data></Cell><Cell><Data ss:Type="String">畅家巷</Data></Cell><Cell><Data ss:Type="Number">12</Data></Cell></Row></Table></Worksheet></Workbook>';
  const table = await tableOf(xml, 'a.xls');
  expect([table.format, table.sheet, rowsOf(table)]).toEqual(['xml', '设施', [['007', '畅家巷', '12']]]);
  const csv = await tableOf('编号,名称,床位\n007,畅家巷,12\n', 'a.xls');
  expect([csv.format, rowsOf(csv)]).toEqual(['csv', [['007', '畅家巷', '12']]]);
});

test('a label merged over two columns is no group where data follow at once', async () => {
  const rows: Cell[][] = [
    ['名称', '地址', null, '服务项目'],
    ['甲', '城关区', '皋兰路1号', '助餐'],
    ['乙', '城关区', '张掖路2号', '助浴'],
  ];
  const table = await tableOf(bytesOf(bookOf({ a: sheetOf(rows, ['B1:C1']) })));
  expect([...table.rows]).toEqual([2, 3]);
  expect(table.header).toEqual(['名称', '地址', '地址 (2)', '服务项目']);
});

test('codes that often mean missing are asked about, not assumed', async () => {
  const rows: Cell[][] = [['名称', '60岁及以上', '经度', '纬度']];
  for (let i = 0; i < 12; i++) rows.push([`楼${i}`, i % 4 === 3 ? 99 : 10 + i, 103.8 + i / 100, 36]);
  rows.push(['末', -1, 103.7, 36]);
  const { tables, report } = await mustRead('elders', 'a.xlsx', bytesOf(bookOf({ a: sheetOf(rows) })));
  expect([...tables.elders.elders].filter((count) => count === 99)).toHaveLength(3);
  const asked = report.notes.filter((note) => note.code === 'column.missingCodes');
  expect(asked.map((note) => note.blanks)).toEqual([
    { code: -1, count: 1, rows: '14' },
    { code: 99, count: 3, rows: '5, 9, 13' },
  ]);
  // Among counts of its own size 99 is a count.
  const plain = await mustRead(
    'elders',
    'b.csv',
    '60岁以上,经度,纬度\n99,103,36\n99,103,36.1\n87,103,36.2\n',
  );
  expect(codes(plain.report.notes)).not.toContain('column.missingCodes');
});
