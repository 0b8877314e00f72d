/** Rows that add up others, told by administrative codes and by their sums. */
import { expect, test } from 'vitest';
import { nestedTotals } from '../../src/intake/nested-totals';
import type { TextTable } from '../../src/intake/text-table';

/** Rows of code, name, persons. */
function totalsOf(rows: readonly (readonly [string, string, number | null])[]): number[] {
  const table = {
    header: ['区划代码', '地区', '60岁及以上'],
    cells: [
      rows.map(([code]) => code),
      rows.map(([, name]) => name),
      rows.map(([, , persons]) => String(persons ?? 'NA')),
    ],
    rows: Int32Array.from(rows, (_, i) => i + 2),
  } as unknown as TextTable;
  return [...nestedTotals(table, (i) => rows[i]![2] ?? NaN).keys()].sort((a, b) => a - b);
}

test('country, provinces and cities above their counties are totals; a city without counties is none', () => {
  expect(
    totalsOf([
      ['NA', '全国', 100],
      ['620000', '甘肃省', 60],
      ['620100', '兰州市', 50],
      ['620102', '城关区', 30],
      ['620103', '七里河区', 20],
      ['620200', '嘉峪关市', 10],
      ['110000', '北京市', 40],
      ['110101', '东城区', 25],
      ['110102', '西城区', 15],
    ]),
  ).toEqual([0, 1, 2, 6]);
});

test('streets above communities in codes of twelve digits, in any order', () => {
  expect(
    totalsOf([
      ['620102001002', '乙社区', 7],
      ['620102001000', '甲街道', 12],
      ['620102002000', '丙街道', 9],
      ['620102001001', '甲社区', 5],
    ]),
  ).toEqual([1]);
});

test('a withheld part does not hide its total; one without its parts is an area like any other', () => {
  expect(
    totalsOf([
      ['110000', '北京市', 40],
      ['110101', '东城区', 30],
      ['110102', '西城区', null],
      ['120000', '天津市', 20],
    ]),
  ).toEqual([0]);
});

test('running numbers that look like codes are no totals: they do not add up', () => {
  expect(
    totalsOf([
      ['110000', '一号楼', 30],
      ['110001', '二号楼', 25],
      ['110002', '三号楼', 35],
    ]),
  ).toEqual([]);
  expect(
    totalsOf([
      ['1', '甲', 30],
      ['2', '乙', 25],
    ]),
  ).toEqual([]);
});

test('the counties right below a province have a total without a code', () => {
  expect(
    totalsOf([
      ['420000', '湖北省', 100],
      ['420102', '江岸区', 20],
      ['NA', '省直辖县级行政区划', 80],
      ['429004', '仙桃市', 50],
      ['429005', '潜江市', 30],
      ['430102', '芙蓉区', 9],
    ]),
  ).toEqual([0, 2]);
});

/** Rows of three names and persons, no codes. */
function repeatedIn(rows: readonly (readonly [string, string, string, number])[]): number[] {
  const table = {
    header: ['省', '市', '区县', '60岁及以上'],
    cells: [0, 1, 2, 3].map((at) => rows.map((row) => String(row[at]))),
    rows: Int32Array.from(rows, (_, i) => i + 2),
  } as unknown as TextTable;
  return [...nestedTotals(table, (i) => rows[i]![3]).keys()].sort((a, b) => a - b);
}

test('without codes a name said twice is a total where it has what the others of that name have', () => {
  expect(
    repeatedIn([
      ['甘肃省', '甘肃省', '甘肃省', 60],
      ['甘肃省', '兰州市', '兰州市', 50],
      ['甘肃省', '兰州市', '城关区', 30],
      ['甘肃省', '兰州市', '七里河区', 20],
      ['甘肃省', '嘉峪关市', '嘉峪关市', 10],
    ]),
  ).toEqual([0, 1]);
  // The town that its county is named after, with people of its own.
  expect(
    repeatedIn([
      ['甘肃省', '榆中县', '榆中县', 20],
      ['甘肃省', '榆中县', '和平镇', 35],
      ['甘肃省', '榆中县', '定远镇', 12],
    ]),
  ).toEqual([]);
});
