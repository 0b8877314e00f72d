/** What cells mean as numbers and answers, what stays text, and codes for "no answer" that are asked about. */
import { expect, test } from 'vitest';
import type { LayerKind, LayerSource } from '../../src/domain/study';
import { headerFactor } from '../../src/intake/counts';
import { findMissingCodes } from '../../src/intake/missing-codes';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { houseOf } from '../../src/intake/same-places';
import { parseServices } from '../../src/intake/service-words';
import { tierOf } from '../../src/intake/tier-words';
import type { Counted } from '../../src/intake/values';
import { isRange, parseCount, parseNumber, parseYesNo } from '../../src/intake/values';
import { studyOf } from './intake-files';

test.each<[string, number | 'missing' | 'text']>([
  ['12', 12],
  [' 12 ', 12],
  ['0', 0],
  ['-0', 0],
  ['-3', -3],
  ['+7', 7],
  ['12.', 12],
  ['.5', 0.5],
  ['1e3', 1000],
  ['１２３', 123],
  ['１，２３４', 1234],
  ['12．5', 12.5],
  ['1,234', 1234],
  ['1,234,567.5', 1_234_567.5],
  ['1 234', 1234],
  ["'50", 50],
  ['　8　', 8],
  ['\u00a09', 9],
  ['007', 7],
  ['1.234,5', 'text'],
  ['1,23', 'text'],
  ['12,3456', 'text'],
  ['12%', 'text'],
  ['3²', 'text'],
  ['5O', 'text'],
  ['1/2', 'text'],
  ['10-20', 'text'],
  ['三十', 'text'],
  ['', 'missing'],
  ['   ', 'missing'],
  ['-', 'missing'],
  ['—', 'missing'],
  ['——', 'missing'],
  ['－', 'missing'],
  ['/', 'missing'],
  ['／', 'missing'],
  ['无', 'missing'],
  ['暂无', 'missing'],
  ['不详', 'missing'],
  ['未统计', 'missing'],
  ['N/A', 'missing'],
  ['n.a.', 'missing'],
  ['#N/A', 'missing'],
  ['#DIV/0!', 'missing'],
  ['NULL', 'missing'],
  ['NaN', 'missing'],
  ['Infinity', 'missing'],
  ['1e309', 'missing'],
  ['(空)', 'missing'],
  ['（跳过）', 'missing'],
  ['?', 'missing'],
  ['……', 'missing'],
])('as a number “%s” is %s', (text, meant) => {
  const parsed = parseNumber(text);
  expect(parsed.kind === 'number' ? parsed.value : parsed.kind).toBe(meant);
});

test.each<[string, Counted, number | 'missing' | 'text', 'plain' | 'worded' | 'about']>([
  ['50张', 'places', 50, 'worded'],
  ['50 张', 'places', 50, 'worded'],
  ['５０张', 'places', 50, 'worded'],
  ['50(张)', 'places', 50, 'worded'],
  ['50张床位', 'places', 50, 'worded'],
  ['120份', 'places', 120, 'worded'],
  ['80客/日', 'places', 80, 'worded'],
  ['200人次/天', 'places', 200, 'worded'],
  ['每日120份', 'places', 120, 'worded'],
  ['30 beds', 'places', 30, 'worded'],
  ['50张', 'persons', 'text', 'plain'],
  ['40户', 'persons', 'text', 'plain'],
  ['320人', 'persons', 320, 'worded'],
  ['1,320人', 'persons', 1320, 'worded'],
  ['3.5万', 'persons', 35_000, 'worded'],
  ['3.52万人', 'persons', 35_200, 'worded'],
  ['1.2千人', 'persons', 1200, 'worded'],
  ['0.1万', 'persons', 1000, 'worded'],
  ['1.4亿', 'persons', 140_000_000, 'worded'],
  ['约300', 'persons', 300, 'about'],
  ['大约300人', 'persons', 300, 'about'],
  ['近1,200人', 'persons', 1200, 'about'],
  ['20余人', 'persons', 20, 'about'],
  ['100多', 'persons', 100, 'about'],
  ['300左右', 'persons', 300, 'about'],
  ['300+', 'persons', 300, 'about'],
  ['~300', 'persons', 300, 'about'],
  ['about 300', 'persons', 300, 'about'],
  ['4小时', 'hours', 4, 'worded'],
  ['4小时/周', 'hours', 4, 'worded'],
  ['每周4小时', 'hours', 4, 'worded'],
  ['4 h', 'hours', 4, 'worded'],
  ['1.5', 'hours', 1.5, 'plain'],
  ['4小时/天', 'hours', 'text', 'plain'],
  ['30分钟', 'hours', 'text', 'plain'],
  ['20万元', 'money', 200_000, 'worded'],
  ['5000元', 'money', 5000, 'worded'],
  ['10-20', 'places', 'text', 'plain'],
  ['10~20张', 'places', 'text', 'plain'],
  ['50张（其中护理型20张）', 'places', 'text', 'plain'],
  ['50/30', 'places', 'text', 'plain'],
  ['12%', 'persons', 'text', 'plain'],
  ['第3组', 'persons', 'text', 'plain'],
  ['2024年', 'persons', 'text', 'plain'],
  ['无', 'places', 'missing', 'plain'],
  ['—', 'persons', 'missing', 'plain'],
])('as a count “%s” of %s is %s, %s', (text, counted, meant, manner) => {
  const parsed = parseCount(text, counted);
  expect(parsed.kind === 'number' ? parsed.value : parsed.kind).toBe(meant);
  expect(parsed.manner).toBe(manner);
  if (parsed.kind !== 'number') expect(parsed.value).toBeNaN();
});

test.each<[string, boolean | null]>([
  ['是', true],
  ['有', true],
  ['√', true],
  ['✔', true],
  ['☑', true],
  ['Y', true],
  ['Yes', true],
  ['TRUE', true],
  ['1', true],
  ['１', true],
  ['已开展', true],
  ['●', true],
  ['', false],
  ['否', false],
  ['无', false],
  ['×', false],
  ['没有', false],
  ['未提供', false],
  ['N', false],
  ['no', false],
  ['0', false],
  ['—', false],
  ['/', false],
  ['2', null],
  ['x', null],
  ['○', null],
  ['部分', null],
  ['是否', null],
])('as an answer “%s” is %s', (text, meant) => {
  expect(parseYesNo(text)).toBe(meant);
});

test.each([
  ['10-20', true],
  ['10~20张', true],
  ['约10至20', true],
  ['10 to 20', true],
  ['60-69岁', true],
  ['-20', false],
  ['10-', false],
  ['2024-03-01', false],
  ['20', false],
])('“%s” is a range: %s', (text, meant) => {
  expect(isRange(text)).toBe(meant);
});

test.each([
  ['60岁及以上老年人口（万人）', 10_000],
  ['常住人口(单位：万人)', 10_000],
  ['老年人口【千人】', 1000],
  ['床位（百张）', 100],
  ["Population ('000s)", 1000],
  ['Aged 60+ (thousands)', 1000],
  ['床位（张）', 1],
  ['独居户（万户）', 10_000],
  ['60岁以上人口_万人', 10_000],
  ['万科社区老年人', 1],
])('“%s” multiplies by %i', (header, factor) => {
  expect(headerFactor(header).factor).toBe(factor);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['助餐、助浴', ['meals', 'bathing'], []],
  ['助餐┋助浴┋日间照料', ['meals', 'bathing', 'daycare'], []],
  ['老年食堂/康复护理', ['meals', 'rehab'], []],
  ['meals; day care', ['meals', 'daycare'], []],
  ['助餐，跳伞', ['meals'], ['跳伞']],
  ['无', [], []],
])('services in “%s”', (text, known, unknown) => {
  const cell = parseServices(text);
  expect([...cell.services].sort()).toEqual([...known].sort());
  expect(cell.unknown).toEqual(unknown);
});

test.each([
  ['红', 'red'],
  ['失能老人', 'red'],
  ['空巢', 'yellow'],
  ['绿色', 'green'],
  ['待评估', 'grey'],
  ['Red', 'red'],
  ['红转黄', null],
  ['良好', null],
])('“%s” is the tier %s', (text, tier) => {
  expect(tierOf(text)).toBe(tier);
});

test.each<[string, number[], [number, number][]]>([
  ['999 once, far above', [12, 60, 7, 999], [[999, 1]]],
  ['99 twice, far above', [12, 40, 99, 99], [[99, 2]]],
  ['one house with 99 beds', [12, 40, 99], []],
  ['99 among its like', [80, 90, 99, 99], []],
  ['9 on a scale to 5', [1, 2, 5, 9, 9], [[9, 2]]],
  ['9 among 8 and 10', [8, 10, 9, 9], []],
  [
    '88 and 99 together',
    [3, 10, 88, 88, 99, 99],
    [
      [88, 2],
      [99, 2],
    ],
  ],
  [
    '99 and 999 together',
    [3, 10, 99, 99, 999],
    [
      [99, 2],
      [999, 1],
    ],
  ],
  [
    'negative ones always',
    [3, -1, -3, -3],
    [
      [-3, 2],
      [-1, 1],
    ],
  ],
  ['-5 is no code', [3, -5], []],
  ['nothing to compare with', [999, 999], []],
  ['a large column', [500, 2000, 999], []],
])('codes: %s', (_, values, expected) => {
  const found = findMissingCodes(Float64Array.from(values));
  expect(found.map(({ code, positions }) => [code, positions.length])).toEqual(expected);
});

async function read(kind: LayerKind, csv: string, more: Partial<LayerSource> = {}) {
  const study = studyOf({ 'a.csv': csv }, { [kind]: [{ file: 'a.csv', ...more }] });
  const result = await readTables(study, { cache: new DecodeCache() });
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const report = result.value.reports[0]!;
  expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
  return { tables: result.value, report, codes: result.notes.map(({ code }) => code) };
}

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
const survey =
  '编号,经度,纬度,60岁及以上,80岁及以上\n' +
  [
    ['a', 5, 1],
    ['b', 7, -1],
    ['c', 999, 2],
    ['d', 12, 999],
    ['e', -3, 1],
    ['f', 4, 0],
  ]
    .map(([id, all, old], i) => `${id},103.8${i}1,36.0${i}1,${all},${old}`)
    .join('\n');

test('codes are asked about and change nothing, until the user says so', async () => {
  const asked = await read('elders', survey);
  expect(asked.report.missingCodes).toEqual([
    { column: '60岁及以上', code: -3, rows: 1 },
    { column: '60岁及以上', code: 999, rows: 1 },
    { column: '80岁及以上', code: -1, rows: 1 },
    { column: '80岁及以上', code: 999, rows: 1 },
  ]);
  // Negative counts are refused, 999 counts.
  expect(sum(asked.tables.elders.elders)).toBe(5 + 999 + 12 + 4);
  expect(asked.report.refused.map(({ row, code, value }) => [row, code, value])).toEqual([
    [3, 'row.countNegative', '-1'],
    [6, 'row.countNegative', '-3'],
  ]);
  expect(asked.codes.filter((code) => code === 'column.missingCodes')).toHaveLength(4);

  const told = await read('elders', survey, { missing: [-1, -3, 999] });
  expect(told.report.missingCodes).toBeUndefined();
  // A total that is missing refuses its row, with what the file says; a missing band does not.
  expect(told.report.refused.map(({ row, code, value }) => [row, code, value])).toEqual([
    [4, 'row.countMissing', '999'],
    [6, 'row.countMissing', '-3'],
  ]);
  expect(sum(told.tables.elders.elders)).toBe(5 + 7 + 12 + 4);
  expect([...told.tables.elders.bands.age80!]).toEqual([1, NaN, NaN, 0]);
  expect(told.report.sample[2]).toEqual(['c', '103.821', '36.021', '999', '2']);
});

test('missing codes in capacities and hours are NaN, and never touch coordinates or ids', async () => {
  const facilities = await read(
    'facilities',
    '编号,名称,经度,纬度,床位数\n99,甲院,99,36.01,20\n2,乙院,99.1,36.02,99\n3,丙院,99.2,36.03,99\n',
    { missing: [99] },
  );
  expect([...facilities.tables.facilities.lons]).toEqual([99, 99.1, 99.2]);
  expect(facilities.tables.facilities.ids).toEqual(['99', '2', '3']);
  expect([...facilities.tables.facilities.capacity.meals!]).toEqual([20, NaN, NaN]);
  const volunteers = await read(
    'volunteers',
    '编号,经度,纬度,技能,每周小时\n1,103.81,36.01,助餐,4\n2,103.82,36.02,助餐,-3\n',
    { missing: [-3] },
  );
  expect([...volunteers.tables.volunteers.hours]).toEqual([4, NaN]);
});

test('a total row is no value to compare codes with', async () => {
  const { report } = await read(
    'elders',
    '社区,经度,纬度,60岁及以上\n甲,103.81,36.01,20\n乙,103.82,36.02,99\n丙,103.83,36.03,99\n合计,,,218\n',
  );
  expect(report.missingCodes).toEqual([{ column: '60岁及以上', code: 99, rows: 2 }]);
});

test('万人 in the header multiplies, and a range is said to be one', async () => {
  const { tables, report, codes } = await read(
    'elders',
    '编号,经度,纬度,60岁及以上（万人）\na,103.81,36.01,3.52\nb,103.82,36.02,1-2\n',
  );
  expect([...tables.elders.elders]).toEqual([35_200]);
  expect(report.refused).toMatchObject([{ row: 3, code: 'row.countRange', value: '1-2' }]);
  expect(codes).toContain('column.headerUnit');
});

test('long numbers and leading zeros stay text, and a changed role loses nothing', async () => {
  const csv = '编码,名称,经度,纬度,床位\n007,甲院,103.81,36.01,50张\n620102001001,乙院,103.82,36.02,约30\n';
  const first = await read('facilities', csv);
  expect(first.tables.facilities.ids).toEqual(['007', '620102001001']);
  expect([...first.tables.facilities.capacity.meals!]).toEqual([50, 30]);
  const other = await read('facilities', csv, { columns: { capacity: '', name: '床位' } });
  expect(other.tables.facilities.names).toEqual(['50张', '约30']);
  expect(other.report.sample[1]).toEqual(first.report.sample[1]);
});

const spread = (count: number, at: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => at(i)).join('\n');

test('many facilities on one spot are found and named, none is moved', async () => {
  const csv = `名称,经度,纬度,床位数\n${spread(60, (i) => `第${i}养老院,103.${800 + i},36.05,20`)}\n${spread(6, (i) => `落点${i}院,103.5,36.5,10`)}\n`;
  const { report, tables, codes } = await read('facilities', csv);
  expect(report.repeats).toEqual([{ lon: 103.5, lat: 36.5, rows: 6 }]);
  expect(codes).toContain('table.repeatedSpots');
  expect([...tables.facilities.lons].filter((lon) => lon === 103.5)).toHaveLength(6);
  // The same house listed once a service is no failed answer.
  const services = await read(
    'facilities',
    `名称,经度,纬度,床位数\n${spread(60, (i) => `第${i}养老院,103.${800 + i},36.05,20`)}\n${spread(6, () => `综合中心,103.5,36.5,10`)}\n`,
  );
  expect(services.report.repeats).toBeUndefined();
});

test('persons of one house share a point rightly, persons of many houses do not', async () => {
  const rows = (address: (i: number) => string) =>
    `姓名,年龄,住址,经度,纬度\n${spread(60, (i) => `王${i},70,甲路${i}号,103.${800 + i},36.05`)}\n${spread(30, (i) => `李${i},70,${address(i)},103.5,36.5`)}\n`;
  const house = await read(
    'elders',
    rows((i) => `乙路8号${i}室`),
  );
  expect(house.report.repeats).toBeUndefined();
  const fallback = await read(
    'elders',
    rows((i) => `丙路${i}号1室`),
  );
  expect(fallback.report.repeats).toEqual([{ lon: 103.5, lat: 36.5, rows: 30 }]);
});

test.each([
  ['雁宁路12号3单元501', '雁宁路12号'],
  ['城关区甘南路7弄3号', '城关区甘南路7弄'],
  ['天庆花园5栋2单元', '天庆花园5栋'],
  ['无门牌', '无门牌'],
])('the house of “%s”', (address, house) => {
  expect(houseOf(address)).toBe(house);
});
