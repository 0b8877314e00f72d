/** SPSS files: those of pyreadstat and haven against their CSV answers, and files written here with what those lack. */
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSav } from '../../src/intake/sav';
import type { TextTable } from '../../src/intake/text-table';
import { gbk, mustRead } from './intake-files';
import type { SavColumn } from './stat-writers';
import { byteFlips, writeSav } from './stat-writers';

const corpus = new URL('../../../shared/data/corpus/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(corpus));
const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(corpus + path));

async function sav(bytes: Uint8Array<ArrayBuffer>, encoding = 'auto'): Promise<TextTable> {
  const read = await readSav(new Blob([bytes]), 'a.sav', encoding);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
}
const rowsOf = (table: TextTable): string[][] =>
  Array.from(table.rows, (_, i) => table.cells.map((column) => column[i]!));
const codesOf = (table: TextTable): string[] => table.notes.map((note) => note.code);
const csv = (path: string): string[][] =>
  readFileSync(corpus + path, 'utf8')
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

/** As the answers write them: times with six decimals, numbers with two or none. */
const sameCell = (own: string, answer: string): boolean => {
  const plain = answer === '#NULL!' ? '' : answer.replace(/\.000000$/, '');
  if (own === plain) return true;
  return own !== '' && plain !== '' && Number(own) === Number(plain);
};

for (const name of ['sample.sav', 'sample.zsav', 'sample_large.sav'])
  real(`${name} of pyreadstat says what its CSV answer says`, async () => {
    const table = await sav(bytesOf(`pyreadstat/basic/${name}`));
    const [header, ...answers] = csv('pyreadstat/basic/sample.csv');
    expect(table.header.slice(0, 7)).toEqual(header);
    // Labelled columns show labels; their codes stand at the end, in order.
    const coded = (label: string): number => table.header.indexOf(`${label} (code)`);
    const wrong: string[] = [];
    rowsOf(table).forEach((row, i) => {
      const answer = answers[i % answers.length]!;
      header!.forEach((label, at) => {
        const own = row[coded(label) < 0 ? at : coded(label)]!;
        if (!sameCell(own, answer[at]!)) wrong.push(`${i} ${label}: ${own}, not ${answer[at]!}`);
      });
    });
    expect(wrong).toEqual([]);
    expect(table.rows.length % answers.length).toBe(0);
  });

real(
  'sample.sav shows labels, and sample_missing.sav keeps what it calls missing beside the blank',
  async () => {
    const table = await sav(bytesOf('pyreadstat/basic/sample.sav'));
    expect(table.cells[4]).toEqual(['Male', 'Female', 'Male', 'Female', 'Male']);
    expect(table.cells[5]).toEqual(['low', 'medium', 'high', 'low', 'low']);
    const missing = await sav(bytesOf('pyreadstat/basic/sample_missing.sav'));
    const [header, ...answers] = csv('pyreadstat/basic/sample_missing_user.csv');
    const number = header!.indexOf('mynum');
    expect(missing.cells[number]!.slice(5)).toEqual(['', '']);
    const codes = missing.cells[missing.header.indexOf('mynum (code)')]!;
    answers.forEach((answer, i) => expect(Number(codes[i])).toBe(Number(answer[number])));
    expect(missing.notes.find((note) => note.code === 'table.userMissing')?.blanks['count']).toBe(5);
  },
);

real('the other files of pyreadstat and haven read as their own tests say', async () => {
  const cells = async (path: string) => (await sav(bytesOf(path))).cells;
  expect((await cells('pyreadstat/missing_data/missing_test.sav'))[0]).toEqual(['', '2']);
  expect((await cells('pyreadstat/missing_data/missing_char.sav'))[0]).toEqual(['', 'labeled']);
  expect((await cells('pyreadstat/basic/ordered_category.sav'))[0]).toEqual(['high', 'low', 'medium', 'low']);
  expect((await cells('haven/spss/labelled-str.sav'))[0]).toEqual(['Male', 'Female']);
  expect((await cells('haven/spss/umlauts.sav'))[0]!.slice(0, 2)).toEqual(['the ä umlaut', 'the ü umlaut']);
  expect((await cells('haven/spss/datetime.sav'))[1]![1]).toBe('2014-09-23T15:59:20');
  expect((await cells('haven/spss/datetime.sav'))[0]).toEqual(['2014-09-22', '2014-09-23']);
  // A name and a text cut within a character by their width lose that character only.
  expect((await sav(bytesOf('pyreadstat/basic/hebrews.sav'))).header[0]).toBe('ותק_ב');
  expect((await cells('pyreadstat/basic/tegulu.sav'))[1]![0]).toBe('నేను గతంలో వాడిన బ');
});

const elders: SavColumn[] = [
  { name: 'ID', width: 6 },
  {
    name: 'XINGBIE',
    longName: '性别',
    label: '性别（登记）',
    width: 0,
    labels: [
      [1, '男'],
      [2, '女'],
      [9, '未说明'],
    ],
    missing: [9],
  },
  { name: 'AGE', longName: '年龄', width: 0, missingRange: [997, 999], missing: [-1] },
  { name: 'JIEDAO', longName: '街道', width: 20, labels: [['城关', '城关街道办事处']], missing: ['不详'] },
  { name: 'DATE1', longName: '登记日期', width: 0, format: 20 },
];
const day = 86_400;
const people = [
  ['000123', 1, 73, '城关', 13744944000],
  ['000124', 2, 998, '不详', null],
  ['000125', 9, -1, '雁滩路一二三', day],
  ['000126', null, 0.1, '', 0],
] as const;
const shown = [
  ['000123', '男', '73', '城关街道办事处', '2018-05-06', '1', '73', '城关'],
  ['000124', '女', '', '', '', '2', '998', '不详'],
  ['000125', '', '', '雁滩路一二三', '1582-10-15', '9', '-1', '雁滩路一二三'],
  ['000126', '', '0.1', '', '1582-10-14', '', '0.1', ''],
];

for (const [name, options] of Object.entries({
  'UTF-8': {},
  'GBK by its code page': { encode: gbk },
  'GBK by name': { encode: gbk, page: 2, encodingName: 'GBK' },
  'GBK that does not say so': { encode: gbk, page: 2 },
  'GBK that says UTF-8': { encode: gbk, page: 65001, encodingName: 'UTF-8' },
  'big-endian': { littleEndian: false },
  compressed: { compression: 1 as const },
  'compressed, big-endian, GBK': { compression: 1 as const, littleEndian: false, encode: gbk },
  zsav: { compression: 2 as const },
  'zsav in small blocks': { compression: 2 as const, blockBytes: 40, encode: gbk },
  'without a count of cases': { caseCount: -1, compression: 1 as const },
}))
  test(`labels, missing values, dates and leading zeros: ${name}`, async () => {
    const table = await sav(writeSav(elders, people, options));
    expect(table.header).toEqual([
      'ID',
      '性别',
      '年龄',
      '街道',
      '登记日期',
      '性别 (code)',
      '年龄 (code)',
      '街道 (code)',
    ]);
    expect(rowsOf(table)).toEqual(shown);
    expect(table.encoding).toBe('encode' in options ? 'gb18030' : 'utf-8');
    expect(codesOf(table).includes('table.encodingNotAsStated')).toBe(name === 'GBK that says UTF-8');
    const missing = table.notes.find((note) => note.code === 'table.userMissing')!;
    expect(missing.blanks).toEqual({ count: 4, names: '性别: 1 | 年龄: 2 | 街道: 1' });
    expect(codesOf(table)).toContain('table.valueLabels');
  });

test('a GBK file read as the user says, and one whose encoding nobody knows', async () => {
  const bytes = writeSav(elders, people, { encode: gbk, page: 1252, encodingName: 'windows-1252' });
  expect((await sav(bytes)).cells[1]![0]).not.toBe('男');
  expect((await sav(bytes, 'gbk')).cells[1]![0]).toBe('男');
  const read = await readSav(new Blob([bytes]), 'a.sav', 'klingon');
  expect(read.ok ? '' : read.fault.code).toBe('table.unknownEncoding');
});

test('texts beyond 255 bytes are whole, and the columns after them in their place', async () => {
  const long = '长沙路社区服务站'.repeat(40) + '完';
  const longer = Array.from({ length: 2000 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
  const columns: SavColumn[] = [
    { name: 'A', width: 0 },
    { name: 'LONGA', longName: '地址说明', width: 1000 },
    { name: 'LONGB', width: 2000 },
    { name: 'E256', width: 256 },
    { name: 'E255', width: 255 },
    { name: 'Z', width: 0 },
  ];
  const row = [1, long, longer, 'x'.repeat(256), 'y'.repeat(255), 2];
  for (const compression of [0, 1, 2] as const) {
    const table = await sav(writeSav(columns, [row, [3, '', 'b', '', '', 4]], { compression }));
    expect(table.header).toEqual(['A', '地址说明', 'LONGB', 'E256', 'E255', 'Z']);
    expect(rowsOf(table)).toEqual([row.map(String), ['3', '', 'b', '', '', '4']]);
  }
});

test('two codes of one label are told apart by the codes, and it is said', async () => {
  const columns: SavColumn[] = [
    {
      name: 'Q',
      width: 0,
      labels: [
        [1, '其他'],
        [2, '其他'],
        [3, '红'],
      ],
    },
  ];
  const table = await sav(writeSav(columns, [[1], [2], [3], [4]]));
  expect(rowsOf(table)).toEqual([
    ['其他', '1'],
    ['其他', '2'],
    ['红', '3'],
    ['4', '4'],
  ]);
  expect(table.notes.find((note) => note.code === 'table.repeatedLabels')?.blanks['names']).toBe('Q: 其他');
});

test('what is read back is what was written', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'Z', '7', '-', '红', '黄', '路'), maxLength: 90 });
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== -Number.MAX_VALUE),
    fc.integer({ min: -200, max: 400 }),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, text, cell), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 1, 2) as fc.Arbitrary<0 | 1 | 2>,
      fc.boolean(),
      fc.integer({ min: 200, max: 900 }),
      async (cases, compression, littleEndian, width) => {
        const columns: SavColumn[] = [
          { name: 'A', width: 0 },
          { name: 'B', width },
          { name: 'C', width: 0 },
        ];
        const kept = cases.map(([a, b, c]) => [a, Buffer.byteLength(b) > width ? 'short' : b, c] as const);
        const table = await sav(writeSav(columns, kept, { compression, littleEndian, blockBytes: 64 }));
        const back = rowsOf(table).map(([a, b, c]) => [
          a === '' ? null : Number(a),
          b,
          c === '' ? null : Number(c),
        ]);
        expect(back).toEqual(kept.map(([a, b, c]) => [a === null ? a : a + 0, b, c === null ? c : c + 0]));
      },
    ),
    { numRuns: 60 },
  );
});

test('a file cut short is damaged, one that promises more cases than it has is read and told', async () => {
  for (const compression of [0, 1, 2] as const) {
    const whole = writeSav(elders, people, { compression });
    const read = await readSav(new Blob([whole.slice(0, whole.length - 30)]), 'a.sav', 'auto');
    expect(read.ok ? '' : read.fault.code).toBe('table.damaged');
  }
  const table = await sav(writeSav(elders, people, { caseCount: 5000 }));
  expect(table.notes.find((note) => note.code === 'table.otherRowCount')?.blanks).toEqual({
    stated: 5000,
    count: 4,
  });
});

test('a file that promises more cells than can be held is refused before any is read', async () => {
  const read = await readSav(
    new Blob([writeSav(elders, people, { caseCount: 2_000_000_000 })]),
    'a.sav',
    'auto',
  );
  expect(read.ok ? '' : read.fault.code).toBe('table.tooManyCells');
});

test('a layer of elders from a survey: roles by the labels of its columns, names and numbers of persons left out', async () => {
  const columns: SavColumn[] = [
    { name: 'V1', label: '姓名', width: 12 },
    { name: 'V2', label: '经度', width: 0 },
    { name: 'V3', label: '纬度', width: 0 },
    { name: 'V4', label: '年龄', width: 0 },
    {
      name: 'V5',
      label: '等级',
      width: 0,
      labels: [
        [1, '红'],
        [2, '黄'],
        [3, '绿'],
      ],
    },
  ];
  const cases = Array.from({ length: 8 }, (_, i) => [
    `张三${i}`,
    103.8 + i / 1000,
    36.05,
    66 + 3 * i,
    1 + (i % 3),
  ]);
  const { tables, report } = await mustRead('elders', '老人.sav', writeSav(columns, cases, { encode: gbk }));
  expect(report.columns).toMatchObject({ lon: 'V2', lat: 'V3', age: 'V4', tier: 'V5' });
  expect(report.format).toBe('sav');
  expect(report.sample[0]![0]).toBe('—');
  expect(tables.elders.count).toBe(8);
  // Ages 66, 69 | 72, 75, 78 | 81, 84, 87.
  expect([...tables.elders.bands.age80!].filter((persons) => persons === 1)).toHaveLength(3);
  expect(tables.elders.tiers.red!.reduce((a, b) => a + b)).toBe(3);
});

test('no flipped byte throws or hangs', { timeout: 120_000 }, async () => {
  const fixtures = [
    writeSav(elders, people, { encode: gbk }),
    writeSav(elders, people, { compression: 1 }),
    writeSav(
      [...elders, { name: 'LONGA', width: 300 }],
      people.map((row) => [...row, 'x']),
      {
        compression: 2,
        blockBytes: 100,
      },
    ),
  ];
  if (existsSync(corpus))
    for (const path of ['pyreadstat/basic/sample.zsav', 'haven/spss/labelled-num-na.sav'])
      fixtures.push(bytesOf(path));
  let slowest = 0;
  for (const fixture of fixtures)
    for (const flipped of byteFlips(fixture)) {
      const started = performance.now();
      const read = await readSav(new Blob([flipped]), 'a.sav', 'auto');
      slowest = Math.max(slowest, performance.now() - started);
      if (read.ok)
        expect(read.value.cells.every((column) => column.length === read.value.rows.length)).toBe(true);
    }
  expect(slowest).toBeLessThan(2000);
});
