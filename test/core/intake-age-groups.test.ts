/** Five-year groups by sex, as census tables have them, become the bands that paces are known for. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/study';
import { groupOf } from '../../src/intake/age-groups';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { mustRead } from './intake-files';

test.each<[string, [number, number, string | null] | null]>([
  ['60-64岁', [60, 64, null]],
  ['男_60到64岁', [60, 64, 'men']],
  ['女_85岁以上', [85, Infinity, 'women']],
  ['60～64岁 / 男', [60, 64, 'men']],
  ['60-64岁 / 男+女', [60, 64, null]],
  ['p65_69', [65, 69, null]],
  ['p85plus', [85, Infinity, null]],
  ['Age 70 to 74', [70, 74, null]],
  ['Aged 85 and over', [85, Infinity, null]],
  ['65-69岁人口数', [65, 69, null]],
  ['100岁及以上', [100, Infinity, null]],
  ['人口比重_15-64岁', null],
  ['有65岁及以上老年人口的户数', null],
  ['15岁及以上文盲人口', null],
  ['2020年', null],
  ['pop_2010_2020', null],
  ['总人口', null],
])('“%s” is the group %j', (label, expected) => {
  const group = groupOf(label);
  expect(group === null ? null : [group.from, group.to, group.sex]).toEqual(expected);
});

test('groups of both sexes are added up, and never over a gap', async () => {
  const header = ['60-64岁', '65-69岁', '70-74岁', '75-79岁', '80-84岁', '85岁及以上'];
  const byAge = `编号,经度,纬度,${header.join(',')}\na,103.81,36.01,10,20,30,40,5,6\nb,103.82,36.02,1,,3,4,5,6\nc,103.83,36.03,1,2,3,4,5,6\n`;
  const { tables, report } = await mustRead('elders', 'a.csv', byAge);
  // A band with a missing part is no number: the row is refused, not counted short.
  expect(report.refused.map(({ row, code }) => [row, code])).toEqual([[3, 'row.countText']]);
  expect([...tables.elders.elders]).toEqual([111, 21]);
  expect([...tables.elders.bands.age60!]).toEqual([30, 3]);
  expect([...tables.elders.bands.age70!]).toEqual([70, 7]);
  expect([...tables.elders.bands.age80!]).toEqual([11, 11]);
  const sexes = await mustRead(
    'elders',
    'b.csv',
    '编号,经度,纬度,60岁及以上,男_60到64岁,女_60到64岁,男_65到69岁,女_65到69岁,男_70到74岁\na,103.81,36.01,50,1,2,3,4,5\n',
  );
  expect(Object.keys(sexes.tables.elders.bands)).toEqual(['age60']);
  expect([...sexes.tables.elders.bands.age60!]).toEqual([10]);
  expect([...sexes.tables.elders.elders]).toEqual([50]);
});

const census = new URL('../../../shared/data/china-census-2020/', import.meta.url).pathname;

test.skipIf(!existsSync(census))(
  'the county census as published: 城关区 and the country',
  async () => {
    const file = 'census_county_2020_v1.xlsx';
    const blob = new Blob([readFileSync(census + file)]);
    const cache = new DecodeCache();
    const guess = await guessLayers({ settings: defaultSettings, files: {} }, { [file]: blob }, { cache });
    expect(Object.keys(guess.settings.layers)).toEqual(['elders']);
    const square = [
      [103.8, 36],
      [103.9, 36],
      [103.9, 36.1],
      [103.8, 36.1],
      [103.8, 36],
    ];
    const areas = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { 名称: '城关', 区划代码: '620102' },
          geometry: { type: 'Polygon', coordinates: [square] },
        },
      ],
    });
    const layers = {
      ...guess.settings.layers,
      districts: [{ file: 'a.geojson', encoding: 'auto', crs: 'auto', columns: {} }],
    };
    const read = await readTables(
      { settings: { ...guess.settings, layers }, files: { [file]: blob, 'a.geojson': new Blob([areas]) } },
      { cache },
    );
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    // county_elderly_2020.csv was made from the same workbook by another program.
    const line = readFileSync(`${census}county_elderly_2020.csv`, 'utf8')
      .split('\n')
      .find((text) => text.startsWith('620102,'))!
      .split(',')
      .map(Number);
    const { elders, reports } = read.value;
    expect(elders.count).toBe(1);
    expect(elders.elders[0]).toBe(line[13]);
    expect(elders.bands.age60![0]).toBe(line[7]! + line[8]!);
    expect(elders.bands.age70![0]).toBe(line[9]! + line[10]!);
    expect(elders.bands.age80![0]).toBe(line[15]);
    const report = reports.find(({ kind }) => kind === 'elders')!;
    expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
    expect(report.join).toMatchObject({ column: '区划代码', exact: 1 });
  },
  60_000,
);
