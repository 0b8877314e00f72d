/** Stata files: those of pyreadstat and haven against their answers, and every version from 104 to 119 written here. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDta } from '../../src/intake/dta';
import { floatText } from '../../src/intake/stat-text';
import type { TextTable } from '../../src/intake/text-table';
import { gbk, mustRead } from './intake-files';
import type { DtaColumn } from './stat-writers';
import { byteFlips, writeDta } from './stat-writers';

const corpus = new URL('../../../shared/data/corpus/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(corpus));
const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(corpus + path));

async function dta(bytes: Uint8Array<ArrayBuffer>, encoding = 'auto'): Promise<TextTable> {
  const read = await readDta(new Blob([bytes]), 'a.dta', encoding);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
}
const rowsOf = (table: TextTable): string[][] =>
  Array.from(table.rows, (_, i) => table.cells.map((column) => column[i]!));

real('sample.dta says what its CSV answer says', async () => {
  const table = await dta(bytesOf('pyreadstat/basic/sample.dta'));
  const lines = readFileSync(`${corpus}pyreadstat/basic/sample.csv`, 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/);
  const [header, ...answers] = lines.map((line) => line.split(','));
  expect(table.header).toEqual([...header!, 'mylabl (code)', 'myord (code)']);
  rowsOf(table).forEach((row, i) => {
    const answer = answers[i]!.map((cell) => cell.replace('.000000', ''));
    const own = [...row.slice(0, 4), row[7], row[8], row[6]];
    expect(own).toEqual(answer);
  });
  expect(table.cells[4]).toEqual(['Male', 'Female', 'Male', 'Female', 'Male']);
});

real('missing values with letters are blank and kept as codes', async () => {
  const table = await dta(bytesOf('pyreadstat/missing_data/missing_test.dta'));
  const [, answer] = readFileSync(`${corpus}pyreadstat/missing_data/missing_dta_formatted.csv`, 'utf8')
    .trim()
    .split(/\r?\n/);
  // a,b,c,x,y,z,NaN,NaN,1.0
  const expected = answer!
    .split(',')
    .map((cell) => (/^[a-z]$/.test(cell) ? `.${cell}` : cell === 'NaN' ? '' : String(Number(cell))));
  const codes = table.header.slice(0, 9).map((name, at) => {
    const coded = table.header.indexOf(`${name} (code)`);
    return table.cells[coded < 0 ? at : coded]![0];
  });
  expect(codes).toEqual(expected);
  for (const path of ['haven/stata/tagged-na-int.dta', 'haven/stata/tagged-na-double.dta']) {
    const tagged = await dta(bytesOf(path));
    expect(tagged.cells).toEqual([
      ['1', '2', '3', '4', '5', '', '', ''],
      ['1', '2', '3', '4', '5', '.a', '.h', '.z'],
    ]);
  }
});

real('the types and dates of haven', async () => {
  const types = await dta(bytesOf('haven/stata/types.dta'));
  expect(rowsOf(types)).toEqual([
    ['3.14', '3.14', '2', '2', '2', '2', '1960-01-01', '2015-12-01T03:14:15'],
    ['7', '7', '7', '7', '7', 'Hello, World!', '2015-12-01', '1960-01-01T00:00:00'],
  ]);
  expect((await dta(bytesOf('haven/stata/datetime-d.dta'))).cells).toEqual([['2015-11-02']]);
});

const columns = (version: number): DtaColumn[] => [
  { name: 'id', type: 9 },
  { name: 'sex', type: 'byte', label: '性别', labelSet: 'sexl' },
  { name: 'beds', type: 'int', label: '床位' },
  { name: 'pop', type: 'long' },
  { name: 'lon', type: 'double' },
  { name: 'share', type: 'float' },
  { name: 'born', type: 'long', format: version >= 114 ? '%tdCCYY-NN-DD' : '%d' },
  ...(version >= 117 ? [{ name: 'note', type: 'strL' as const }] : []),
];
const lettered = (version: number, letter: string): string => (version >= 113 ? letter : '.');

for (const version of [104, 105, 108, 110, 111, 113, 114, 115, 117, 118, 119])
  for (const littleEndian of [true, false])
    test(`version ${version}, ${littleEndian ? 'little' : 'big'}-endian`, async () => {
      const encode = version < 118 ? gbk : (text: string) => new TextEncoder().encode(text);
      const note = (text: string): string[] => (version >= 117 ? [text] : []);
      const bytes = writeDta(
        columns(version),
        [
          ['000123', 1, 50, 1_000_000, 103.834, 0.1, 21_310, ...note('很长的说明'.repeat(600))],
          ['000124', 2, '.', -5, '.', '.', '.', ...note('')],
          [
            '红山路',
            lettered(version, '.b'),
            lettered(version, '.a'),
            lettered(version, '.z'),
            lettered(version, '.c'),
            lettered(version, '.h'),
            0,
            ...note('b'),
          ],
          ['', 0, -3, 0, -0.5, -2.5, -1, ...note('c')],
        ],
        {
          version,
          littleEndian,
          encode,
          labelSets: {
            sexl: [
              [1, '男'],
              [2, '女'],
            ],
          },
        },
      );
      const table = await dta(bytes);
      const letter = (text: string): string => (version >= 113 ? text : '');
      expect(table.cells.slice(0, 7)).toEqual([
        ['000123', '000124', '红山路', ''],
        ['男', '女', '', '0'],
        ['50', '', '', '-3'],
        ['1000000', '-5', '', '0'],
        ['103.834', '', '', '-0.5'],
        ['0.1', '', '', '-2.5'],
        ['2018-05-06', '', '1960-01-01', '1959-12-31'],
      ]);
      const code = (name: string) => table.cells[table.header.indexOf(`${name} (code)`)];
      expect(code('sex')).toEqual(['1', '2', letter('.b'), '0']);
      expect(code('lon')).toEqual(version >= 113 ? ['103.834', '', '.c', '-0.5'] : undefined);
      expect(code('share')).toEqual(version >= 113 ? ['0.1', '', '.h', '-2.5'] : undefined);
      expect(code('pop')).toEqual(version >= 113 ? ['1000000', '-5', '.z', '0'] : undefined);
      if (version >= 117) expect(table.cells[7]).toEqual(['很长的说明'.repeat(600), '', 'b', 'c']);
      expect(table.encoding).toBe(version < 118 ? 'gb18030' : 'utf-8');
      expect(table.labels!.slice(1, 3)).toEqual(['性别', '床位']);
    });

test('dates of every unit', async () => {
  const dated: [string, number, string][] = [
    ['%td', 0, '1960-01-01'],
    ['%tc', 1_841_220_610_000, '2018-05-06T10:10:10'],
    ['%tcHH:MM:SS', 36_610_000, '10:10:10'],
    ['%tw', 52 * 58 + 9, '2018-03-05'],
    ['%tm', 12 * 58 + 4, '2018-05'],
    ['%tq', 4 * 58 + 1, '2018-04'],
    ['%th', 2 * 58 + 1, '2018-07'],
    ['%ty', 2018, '2018'],
    ['%9.0g', 21_310, '21310'],
    ['%-td', -1, '1959-12-31'],
    // Beyond the calendar's four digits the number itself.
    ['%td', 9_000_000, '9000000'],
  ];
  const bytes = writeDta(
    dated.map(([format], i) => ({ name: `d${i}`, type: 'double' as const, format })),
    [dated.map(([, value]) => value)],
    { version: 115 },
  );
  expect(rowsOf(await dta(bytes))[0]).toEqual(dated.map(([, , text]) => text));
});

test('single precision is written as short as it is meant', () => {
  for (const text of ['0.1', '103.8343', '36.06', '-2.5', '16777216', '1e-7', '3.4e+38'])
    expect(Number(floatText(Math.fround(Number(text))))).toBe(Number(text));
});

test('versions to come, and a file that ends too soon, in words', async () => {
  const whole = writeDta(columns(118), [['a', 1, 2, 3, 4, 5, 6, '']], { version: 118 });
  const next = Uint8Array.from(whole);
  next.set(new TextEncoder().encode('121'), 28);
  const read = await readDta(new Blob([next]), 'a.dta', 'auto');
  expect(read.ok ? null : read.fault).toMatchObject({ code: 'table.statVersion', blanks: { version: 121 } });
  for (const length of [30, 300, whole.length - 60]) {
    const cut = await readDta(new Blob([whole.slice(0, length)]), 'a.dta', 'auto');
    expect(cut.ok ? '' : cut.fault.code).toBe('table.damaged');
  }
});

test('a layer of facilities from a .dta of GBK', async () => {
  const bytes = writeDta(
    [
      { name: 'mingcheng', type: 30 },
      { name: 'lng', type: 'double' },
      { name: 'lat', type: 'double' },
      { name: 'v4', type: 'int', label: '床位数' },
      { name: 'v5', type: 20, label: '服务项目' },
    ],
    [
      ['城关养老院', 103.83, 36.06, 50, '助餐、助浴'],
      ['雁滩服务站', 103.85, 36.07, '.', '助餐'],
    ],
    { version: 114, encode: gbk },
  );
  const { tables, report } = await mustRead('facilities', 'fuwu.dta', bytes);
  expect(report.columns).toMatchObject({ lon: 'lng', lat: 'lat', capacity: 'v4', services: 'v5' });
  expect(tables.facilities.names).toEqual(['城关养老院', '雁滩服务站']);
  expect(report.encoding).toBe('gb18030');
});

test('no flipped byte throws or hangs', { timeout: 120_000 }, async () => {
  const fixtures = [105, 114, 117, 119].map((version) =>
    writeDta(
      columns(version).slice(0, 3),
      [
        ['a', 1, 2],
        ['b', 2, '.a'],
      ],
      {
        version,
        labelSets: {
          sexl: [
            [1, 'm'],
            [2, 'f'],
          ],
        },
      },
    ),
  );
  if (existsSync(corpus))
    for (const path of ['haven/stata/types.dta', 'haven/stata/datetime-d.dta']) fixtures.push(bytesOf(path));
  let slowest = 0;
  for (const fixture of fixtures)
    for (const flipped of byteFlips(fixture)) {
      const started = performance.now();
      const read = await readDta(new Blob([flipped]), 'a.dta', 'auto');
      slowest = Math.max(slowest, performance.now() - started);
      if (read.ok)
        expect(read.value.cells.every((column) => column.length === read.value.rows.length)).toBe(true);
    }
  expect(slowest).toBeLessThan(2000);
});
