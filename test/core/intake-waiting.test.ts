/** Elders who name their districts before any boundaries are there: read, counted, told, and placed when the boundaries come. */
import { existsSync, openAsBlob } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultSettings, type Study } from '../../src/domain/study';
import { withoutIdentity } from '../../src/intake/cleaned-study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { inspectTables, readTables } from '../../src/intake/read-tables';
import { cleanWords } from '../../src/i18n/clean-words';
import { createStages, run } from '../../src/pipeline';
import { studyOf } from './intake-files';

const square = (name: string, west: number) => ({
  type: 'Feature',
  properties: { 名称: name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 36],
        [west + 0.01, 36],
        [west + 0.01, 36.01],
        [west, 36.01],
        [west, 36],
      ],
    ],
  },
});
const areas = JSON.stringify({
  type: 'FeatureCollection',
  features: [square('雁北街道', 103.8), square('东岗街道', 103.81)],
});
const census =
  '地区,60—69岁,70—79岁,80岁及以上\n雁北街道,800,500,200\n东岗街道,300,150,50\n合计,1100,650,250\n';

async function dropped(
  files: Record<string, string>,
  study: Study = { settings: defaultSettings, files: {} },
): Promise<Study> {
  const blobs = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, new File([text], name, { lastModified: 0 })]),
  );
  const { settings } = await guessLayers(study, blobs, { cache: new DecodeCache() });
  return { settings, files: { ...study.files, ...blobs } };
}

test('a table that only names districts is read and waits; boundaries dropped later place it without another question', async () => {
  const alone = await dropped({ 'census.csv': census });
  expect(Object.keys(alone.settings.layers)).toEqual(['elders']);
  const first = await inspectTables(alone, { cache: new DecodeCache() });
  expect(first.faults).toEqual([]);
  const [report] = first.reports;
  expect(report).toMatchObject({
    kind: 'elders',
    rowsRead: 3,
    rowsUsed: 2,
    waits: { persons: 2000, column: '地区' },
  });
  expect(report!.refused.map(({ code }) => code)).toEqual(['row.total']);
  expect(report!.notes).toContainEqual({
    code: 'table.waitsPersons',
    blanks: { rows: 2, persons: 2000 },
    at: { file: 'census.csv' },
  });
  expect(first.tables.elders.count).toBe(0);

  const both = await dropped({ 'areas.geojson': areas }, alone);
  const placed = await readTables(both, { cache: new DecodeCache() });
  if (!placed.ok) throw new Error(placed.fault.code);
  expect(Array.from(placed.value.elders.elders)).toEqual([1500, 500]);
  expect(placed.value.elders.polygons.every((polygon) => polygon !== null)).toBe(true);
  expect(placed.value.reports.find(({ kind }) => kind === 'elders')).not.toHaveProperty('waits');
});

test('a run of nothing but waiting elders says what is missing; beside placed elders they stay out of the figures, and a note says so', async () => {
  const facilities = '名称,经度,纬度,服务项目\n食堂,103.805,36.005,助餐\n';
  const waiting = studyOf({ 'c.csv': census, 'f.csv': facilities }, { elders: 'c.csv', facilities: 'f.csv' });
  const stopped = await run(waiting, createStages());
  expect(!stopped.ok && stopped.fault).toEqual({
    code: 'study.eldersWait',
    blanks: { rows: 2 },
    at: { file: 'c.csv' },
  });
  const beside = studyOf(
    { 'c.csv': census, 'p.csv': '编号,经度,纬度,老人数\n1,103.805,36.005,40\n', 'f.csv': facilities },
    { elders: [{ file: 'c.csv' }, { file: 'p.csv' }], facilities: 'f.csv' },
  );
  const done = await run(beside, createStages());
  if (!done.ok) throw new Error(done.fault.code);
  expect(Array.from(done.value.elders.elders)).toEqual([40]);
  expect(done.notes.filter(({ code }) => code === 'table.waitsPersons')).toHaveLength(1);
});

test.each([
  [
    'facilities have no such mechanism',
    { facilities: '名称,街道,床位\n甲,雁北街道,10\n' },
    'column.noCoordinates',
  ],
  ['no column could name a place', { elders: '序号,60岁及以上\n1,30\n2,40\n' }, 'column.noPlaces'],
] as const)('not everything waits: %s', async (_, files, code) => {
  const [kind, text] = Object.entries(files)[0]!;
  const study = studyOf({ 'x.csv': text }, { [kind]: 'x.csv' });
  const { faults } = await inspectTables(study, { cache: new DecodeCache() });
  expect(faults.map((fault) => fault.code)).toEqual([code]);
});

test('a table whose district column the user switched off does not wait', async () => {
  const study = studyOf({ 'c.csv': census }, { elders: [{ file: 'c.csv', columns: { district: '' } }] });
  const { faults } = await inspectTables(study, { cache: new DecodeCache() });
  expect(faults.map((fault) => fault.code)).toEqual(['column.noPlaces']);
});

test('a waiting list of persons is saved without names, and still waits', async () => {
  const list =
    '姓名,身份证号,年龄,所属街道\n王建国,110101194912310018,76,雁北街道\n李秀英,11010119450101002X,81,雁北街道\n赵桂兰,110101195001010026,75,东岗街道\n';
  const study = studyOf({ 'l.csv': list }, { elders: 'l.csv' });
  const cleaned = await withoutIdentity(study, cleanWords('zh'), { cache: new DecodeCache() });
  if (!cleaned.ok) throw new Error(cleaned.fault.code);
  for (const blob of Object.values(cleaned.value.study.files))
    expect(await blob.text()).not.toMatch(/王建国|1101/);
  const { reports } = await inspectTables(cleaned.value.study, { cache: new DecodeCache() });
  expect(reports[0]).toMatchObject({ rowsUsed: 3, waits: { persons: null, column: '所属街道' } });
});

const county = new URL('../../../shared/data/china-census-2020/census_county_2020_v1.xlsx', import.meta.url);

test.skipIf(!existsSync(county))('the county census is read whole and waits for boundaries', async () => {
  const file = new File([await openAsBlob(county)], 'census_county_2020_v1.xlsx');
  const { settings } = await guessLayers({ settings: defaultSettings, files: {} }, { [file.name]: file });
  const { reports, faults } = await inspectTables({ settings, files: { [file.name]: file } });
  expect(faults).toEqual([]);
  const [report] = reports;
  expect(report!.rowsRead).toBe(3358);
  expect(report!.rowsUsed + report!.refused.length).toBe(3358);
  // Country, provinces, cities and the three groups right below a province are totals. What stays is the country's own row, 264,018,218 aged
  // 60 and over, but for the yearbook's own differences: islands listed beside 三沙市 (127) and eleven persons in Tibet.
  const { persons } = report!.waits!;
  expect(report!.refused.filter(({ code }) => code === 'row.total')).toHaveLength(368);
  expect(persons).toBe(264_018_218 + 127 - 11);
});
