/** Real workbooks: each loads or is refused in words, none takes long. Skipped where ../shared/data is absent. */
import { existsSync, openAsBlob, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { DecodeCache, openFile } from '../../src/intake/open-file';

const data = new URL('../../../shared/data/', import.meta.url).pathname;
const messy = join(data, 'corpus/messytables');
const real = test.skipIf(!existsSync(data));
const spreadsheet = /\.(xls|xlsx|xlsm|ods|html)$/;
const files = existsSync(messy) ? readdirSync(messy).filter((name) => spreadsheet.test(name)) : [];

/** Seconds of work, not of waiting for a busy machine. */
async function open(path: string) {
  const blob = await openAsBlob(path);
  const start = process.cpuUsage();
  const read = await openFile(blob, basename(path), { encoding: 'auto' }, new DecodeCache());
  const { user, system } = process.cpuUsage(start);
  return { read, seconds: (user + system) / 1e6 };
}

/** Format, sheet, rows and header as a person sees them in the file; or the code of the fault. */
const known: Readonly<Record<string, readonly [string, string, number, string] | string>> = {
  'badcolspan.html': ['html', 'Sheet1', 3, '05|06|08|09'],
  'bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm': [
    'xlsx',
    'Definitions',
    13,
    '#1|Data item|Description|Definition',
  ],
  'blank_line.ods': ['ods', 'Sheet1', 3, 'Name|Age|When'],
  'complex.html': ['html', 'Sheet1', 2, 'head'],
  'encrypted_no_password.xls': 'table.locked',
  'excel_properties.xls': ['xls', 'Sheet1', 17, 'bold'],
  'html.html': ['html', 'Sheet1', 199, 'HDI Rank|Country|1990|1990 (2)|2010'],
  'large.ods': [
    'ods',
    '2008-09',
    26_753,
    'Financial Year|Financial Quarter|Force Name|Offence Code|Number of Offences',
  ],
  'libreoffice.xlsx': 'table.empty',
  'loffice-4.4.1.2.ods': ['ods', 'Sheet1', 3, 'Name|Age|When'],
  'multilineods.ods': 'table.headerOnly',
  'simple.ods': ['ods', 'Sheet1', 3, 'Name|Age|When'],
  'simple.xls': ['xls', 'simple.csv', 6, 'date|temperature|place'],
  'simple.xlsx': ['xlsx', 'simple.csv', 6, 'date|temperature|place'],
  'span_rich.xls': ['xls', 'Sheet1', 5, 'I|h|g|f'],
  'unicode_sheet_name.xls': 'table.headerOnly',
};

test.each(files)('%s', { timeout: 120_000 }, async (name) => {
  const { read, seconds } = await open(join(messy, name));
  expect(seconds).toBeLessThan(10);
  const expected = known[name];
  if (!read.ok) {
    if (expected === undefined) expect(read.fault.code).toMatch(/^(table|sheet|zip)\./);
    else expect(read.fault.code).toBe(expected);
    return;
  }
  const { format, table } = read.value;
  for (const column of table!.cells) expect(column.length).toBe(table!.rows.length);
  const seen = [format, table!.sheet, table!.rows.length, table!.header.join('|')];
  if (expected !== undefined) expect(seen).toEqual(expected);
});

real('ids of 18 digits and dates come through', { timeout: 60_000 }, async () => {
  const { read } = await open(join(messy, 'sw_gen.xlsx'));
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  expect(read.value.table!.cells[0]![0]).toBe('474939423470395392');
  const dated = await open(join(messy, 'simple.xlsx'));
  if (!dated.read.ok) throw new Error(JSON.stringify(dated.read.fault));
  expect(dated.read.value.table!.cells.map((column) => column[1])).toEqual(['2011-01-02', '-1', 'Galway']);
});

real('the census of 2020: 3,358 rows, codes whole, sums that agree', { timeout: 120_000 }, async () => {
  const { read, seconds } = await open(join(data, 'china-census-2020/census_county_2020_v1.xlsx'));
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  expect(seconds).toBeLessThan(10);
  const { table, notes } = read.value;
  // The file's 153 columns, and the bands summed from its five-year groups.
  expect([table!.rows.length, table!.header.length]).toEqual([3358, 153 + 3]);
  expect(notes.map(({ code }) => code)).toEqual(['column.groupsSummed']);
  const column = (name: string) => table!.cells[table!.header.indexOf(name)]!;
  expect(column('区划代码').slice(0, 2)).toEqual(['NA', '110000']);
  for (const i of [0, 1, 1000, 3357])
    expect(Number(column('人口数_男')[i]) + Number(column('人口数_女')[i])).toBe(
      Number(column('人口数_合计')[i]),
    );
});
