/** Rows without coordinates: placed by the names of districts, with every person accounted for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/study';
import type { LayerSource } from '../../src/domain/study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { nameFinder } from '../../src/intake/place-names';
import { inspectTables, readTables } from '../../src/intake/read-tables';
import { openStudy } from '../../scripts/analyse-study';
import { createStages, run } from '../../src/pipeline';
import { studyOf } from './intake-files';

/** Squares of 0.01° side by side, one a name. */
function boundaries(names: readonly string[], ids: readonly string[] = []): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: names.map((name, i) => {
      const west = 103.8 + 0.01 * i;
      const ring = [
        [west, 36],
        [west + 0.01, 36],
        [west + 0.01, 36.01],
        [west, 36.01],
        [west, 36],
      ];
      return {
        type: 'Feature',
        properties: { 名称: name, ...(ids[i] === undefined ? {} : { 行政区划代码: ids[i] }) },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    }),
  });
}

async function read(csv: string, names: readonly string[], more: Partial<LayerSource> = {}, ids?: string[]) {
  const study = studyOf(
    { 'elders.csv': csv, 'areas.geojson': boundaries(names, ids) },
    { elders: [{ file: 'elders.csv', ...more }], districts: 'areas.geojson' },
  );
  const result = await readTables(study, { cache: new DecodeCache() });
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const { elders, districts, reports } = result.value;
  const report = reports.find(({ kind }) => kind === 'elders')!;
  expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
  return {
    elders,
    districts,
    report,
    persons: elders.elders.reduce((a, b) => a + b, 0),
    notes: result.notes,
  };
}

const streets = ['雁北街道', '东岗街道', '盐场路街道', '和平镇'];

test('a census table by street office gets the areas of its names, and no person is lost', async () => {
  const csv =
    '地区,总人口,60岁及以上\n雁北街道,50000,8000\n东岗街道办事处,30000,5000\n盐场路办事处,20000,3000\n和平,9000,700\n合计,109000,16700\n';
  const { elders, districts, report, persons, notes } = await read(csv, streets);
  expect(persons).toBe(8000 + 5000 + 3000 + 700);
  expect([...elders.polygons]).toEqual([...districts.polygons]);
  expect(elders.districts).toEqual(streets);
  expect(report.join).toEqual({ column: '地区', exact: 1, folded: 3, chosen: 0, open: [] });
  expect(report.columns).toMatchObject({ district: '地区', elders: '60岁及以上' });
  expect(report.refused.map(({ code }) => code)).toEqual(['row.total']);
  expect(notes.map(({ code }) => code)).toContain('column.joinedByName');
  expect(report.crsCandidates).toBeUndefined();
});

test('names that answer to nothing are refused by name, with what comes near; the user decides', async () => {
  const csv = '街道,60岁及以上\n雁北街道,10\n东港街道,20\n东港街道,5\n月球街道,40\n,3\n';
  const open = await read(csv, streets);
  expect(open.persons).toBe(10);
  expect(open.report.join).toMatchObject({
    exact: 1,
    open: [
      { text: '东港街道', rows: 2, offers: ['东岗街道'] },
      { text: '月球街道', rows: 1, offers: [] },
    ],
  });
  expect(open.report.refused.map(({ row, code, value }) => [row, code, value])).toEqual([
    [3, 'row.districtUnknown', '东港街道'],
    [4, 'row.districtUnknown', '东港街道'],
    [5, 'row.districtUnknown', '月球街道'],
    [6, 'row.districtMissing', ''],
  ]);
  const told = await read(csv, streets, { districtNames: { 东港街道: '东岗街道', 月球街道: '和平镇' } });
  expect(told.persons).toBe(10 + 20 + 5 + 40);
  expect(told.report.join).toEqual({ column: '街道', exact: 1, folded: 0, chosen: 3, open: [] });
  expect(told.elders.districts).toEqual(['雁北街道', '东岗街道', '东岗街道', '和平镇']);
});

test('what folding makes two places of is offered, not decided', async () => {
  const names = ['和平村', '和平社区', '新华街道', '新华街道'];
  const { report, persons } = await read(
    '社区,60岁以上\n和平,1\n和平村委会,2\n和平社区居委会,4\n新华街道,8\n',
    names,
    {},
    ['620102001', '620102002', '620102003', '620103003'],
  );
  expect(persons).toBe(2 + 4);
  expect(report.join).toMatchObject({
    folded: 2,
    open: [
      { text: '和平', offers: ['和平村', '和平社区'] },
      { text: '新华街道', offers: ['620102003', '620103003'] },
    ],
  });
  expect(report.refused.every(({ code }) => code === 'row.districtAmbiguous')).toBe(true);
  const told = await read(
    '社区,60岁以上\n新华街道,8\n',
    names,
    { districtNames: { 新华街道: '620103003' } },
    ['620102001', '620102002', '620102003', '620103003'],
  );
  expect([...told.elders.polygons]).toEqual([told.districts.polygons[3]]);
});

test('one name in two larger places is two places, and is never added to one', async () => {
  const csv =
    '市,区县,60岁及以上\n兰州市,城关区,300\n拉萨市,城关区,20\n兰州市,七里河区,100\n甘肃省兰州市,七里河区,5\n';
  const { persons, report } = await read(csv, ['城关区', '七里河区']);
  expect(persons).toBe(105);
  expect(report.join!.open).toEqual([
    { text: '兰州市城关区', rows: 1, offers: ['城关区'] },
    { text: '拉萨市城关区', rows: 1, offers: ['城关区'] },
  ]);
  const told = await read(csv, ['城关区', '七里河区'], { districtNames: { 兰州市城关区: '城关区' } });
  expect(told.persons).toBe(405);
  expect(told.report.refused.map(({ value }) => value)).toEqual(['拉萨市城关区']);
});

test('codes of regions join where the names do not', async () => {
  const { report, elders } = await read(
    '行政区划代码,机构,60岁以上人数\n620102001000,甲,8\n620102002000,乙,5\n',
    ['雁北', '东岗'],
    {},
    ['620102001', '620102002'],
  );
  expect(report.join).toMatchObject({ column: '行政区划代码', folded: 2, open: [] });
  expect(elders.districts).toEqual(['雁北', '东岗']);
});

test('persons without coordinates are one each; located rows keep their places', async () => {
  const list = await read('姓名,年龄,社区\n王一,70,雁北\n李二,82,雁北\n张三,66,东岗街道\n', streets);
  expect(list.persons).toBe(3);
  expect(list.elders.polygons.every((shape) => shape !== null)).toBe(true);
  const mixed = await read(
    '编号,街道,经度,纬度,60岁及以上\nA1,雁北街道,103.805,36.005,4\nA2,东岗街道,,,6\nA3,,,,7\nA4,无此街道,,,9\n',
    streets,
  );
  expect(mixed.persons).toBe(10);
  expect(mixed.elders.polygons.map((shape) => shape === null)).toEqual([true, false]);
  expect([mixed.elders.lons[0], mixed.elders.lats[0]]).toEqual([103.805, 36.005]);
  expect(mixed.report.refused.map(({ code }) => code)).toEqual(['row.noCoordinate', 'row.districtUnknown']);
});

test('with the district column switched off the fault says what to add, in the data step too', async () => {
  const study = studyOf(
    { 'e.csv': '街道,60岁及以上\n雁北街道,10\n东岗街道,20\n' },
    { elders: [{ file: 'e.csv', columns: { district: '' } }] },
  );
  const result = await readTables(study, { cache: new DecodeCache() });
  expect(!result.ok && result.fault.code).toBe('column.noPlaces');
  const { faults } = await inspectTables(study, { cache: new DecodeCache() });
  expect(faults.map(({ code }) => code)).toEqual(['column.noPlaces']);
});

test('other districts are joined anew, with the same cache', async () => {
  const cache = new DecodeCache();
  const elders = new Blob(['街道,60岁及以上\n雁北街道,10\n东岗街道,20\n']);
  const run = async (names: readonly string[]) => {
    const study = studyOf(
      { 'e.csv': elders, 'a.geojson': boundaries(names) },
      { elders: 'e.csv', districts: 'a.geojson' },
    );
    const result = await readTables(study, { cache });
    return result.ok ? [...result.value.elders.elders] : [];
  };
  expect(await run(['雁北街道'])).toEqual([10]);
  expect(await run(['雁北街道', '东岗街道'])).toEqual([10, 20]);
  expect(await run(['东岗街道'])).toEqual([20]);
});

test('a dropped table of names and counts is taken for elders', async () => {
  for (const csv of [
    '街道,60岁及以上\n雁北街道,10\n东岗街道,20\n',
    '姓名,年龄,所在社区\n王一,70,雁北\n李二,82,雁北\n',
  ]) {
    const files = { '导出.csv': new Blob([csv]) };
    const guess = await guessLayers({ settings: defaultSettings, files: {} }, files, {
      cache: new DecodeCache(),
    });
    expect(Object.keys(guess.settings.layers)).toEqual(['elders']);
  }
});

test('facilities are never placed by a name', async () => {
  const study = studyOf(
    { 'f.csv': '名称,街道,床位\n甲,雁北街道,10\n', 'a.geojson': boundaries(streets) },
    { facilities: 'f.csv', districts: 'a.geojson' },
  );
  const result = await readTables(study, { cache: new DecodeCache() });
  expect(!result.ok && result.fault.code).toBe('column.noCoordinates');
});

const area = [
  '雁北街道',
  '东岗街道',
  '和平镇',
  '和平社区',
  '祁家坡村',
  '七里河区',
  'Bishan East',
  '大灣社區',
  '城关区广武门街道',
];
test.each([
  ['雁北街道', '雁北街道'],
  [' 雁北街道　', '雁北街道'],
  ['雁北', '雁北街道'],
  ['雁北街道办', '雁北街道'],
  ['雁北街道办事处', '雁北街道'],
  ['雁北办事处', '雁北街道'],
  ['兰州市城关区雁北街道', '雁北街道'],
  ['甘肃省兰州市城关区雁北街道办事处', '雁北街道'],
  ['城关区-雁北街道', '雁北街道'],
  ['雁北街道（含新区）', '雁北街道'],
  ['雁 北 街 道', '雁北街道'],
  ['和平镇人民政府', '和平镇'],
  ['和平社区居委会', '和平社区'],
  ['和平居民委员会', '和平社区'],
  ['和平镇祁家坡村委会', '祁家坡村'],
  ['祁家坡村民委员会', '祁家坡村'],
  ['祁家坡', '祁家坡村'],
  ['兰州市七里河区', '七里河区'],
  ['七里河', '七里河区'],
  ['BISHAN EAST', 'Bishan East'],
  ['Bishan East Subzone', 'Bishan East'],
  ['Bishan  East', 'Bishan East'],
  ['大湾社区', '大灣社區'],
  ['大湾', '大灣社區'],
  ['广武门街道', '城关区广武门街道'],
  ['兰州市城关区广武门街道', '城关区广武门街道'],
  ['和平', null],
  ['雁北社区', null],
  ['安宁区广武门街道', null],
  ['东岗西街道', null],
  ['', null],
  ['街道', null],
])('“%s” means %s', (text, name) => {
  const { at } = nameFinder(
    area.map(() => ''),
    area,
  ).find(text);
  expect(at < 0 ? null : area[at]).toBe(name);
});

test('near names are offered, nearest first', () => {
  const { near } = nameFinder(
    area.map(() => ''),
    area,
  );
  const offers = (text: string) => near(text).map((at) => area[at]);
  expect(offers('雁北社区')).toEqual(['雁北街道']);
  expect(offers('和平')).toEqual(['和平镇', '和平社区']);
  expect(offers('安宁区广武门街道')).toContain('城关区广武门街道');
  expect(offers('东岗西街道')).toEqual(['东岗街道']);
  expect(offers('Bishan Est')).toEqual(['Bishan East']);
  expect(offers('完全无关')).toEqual([]);
});

test('rows in any order and number: every person is in one district or refused', async () => {
  const text = fc.constantFrom(...streets, '雁北', '东港街道', '', '月球', '和平镇政府', '兰州市东岗街道');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.integer({ min: 0, max: 500 })), { minLength: 1, maxLength: 30 }),
      async (rows) => {
        const csv = `编号,街道,60岁及以上\n${rows.map(([name, n], i) => `R${i},${name},${n}`).join('\n')}\nR,雁北街道,1\n`;
        const { persons, report } = await read(csv, streets);
        const refused = new Set(report.refused.map(({ row }) => row));
        const left = rows.reduce((sum, [, n], i) => (refused.has(i + 2) ? sum + n : sum), 0);
        expect(persons + left).toBe(rows.reduce((sum, [, n]) => sum + n, 1));
        const { exact, folded, chosen } = report.join!;
        expect(exact + folded + chosen).toBe(report.rowsUsed);
      },
    ),
    { seed: 20_261_123, numRuns: 60 },
  );
});

test('through the whole chain: communities by name give the figures of the same areas with counts, and Σ is kept', async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  const { settings, files } = opened.value;
  const areas = JSON.parse(await files['districts.geojson']!.text()) as {
    features: { properties: Record<string, unknown> }[];
  };
  const counts = [311, 207, 160, 98, 45];
  const plain = areas.features.map(({ properties }) => String(properties['name']).replace('社区', '居委会'));
  const byName = `社区,60岁及以上\n${plain.map((name, i) => `${name},${counts[i]!}`).join('\n')}\n`;
  areas.features.forEach(({ properties }, i) => (properties['60岁及以上'] = counts[i]!));
  const figures = async (file: string, text: string) => {
    const layers = { ...settings.layers, elders: [{ file, encoding: 'auto', crs: 'auto', columns: {} }] };
    const ran = await run(
      {
        settings: {
          ...settings,
          layers,
          need: { ...settings.need, services: ['meals'] },
          access: { methods: [] },
        },
        files: { ...files, [file]: new Blob([text]) },
      },
      createStages(),
    );
    if (!ran.ok) throw new Error(JSON.stringify(ran.fault));
    const { covered, gap } = ran.value.services[0]!.foot;
    return { covered, gap, districts: ran.value.services[0]!.districts };
  };
  const named = await figures('census.csv', byName);
  const drawn = await figures('census.geojson', JSON.stringify(areas));
  expect([named.covered, named.gap]).toEqual([drawn.covered, drawn.gap]);
  // Who names a district is of it, also on the street that is its border.
  named.districts!.elders.forEach((persons, i) => expect(persons).toBeCloseTo(counts[i]!, 9));
  expect(named.covered + named.gap).toBeCloseTo(
    counts.reduce((a, b) => a + b, 0),
    9,
  );
  expect(named.covered).toBeGreaterThan(0);
});
