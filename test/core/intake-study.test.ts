/** The study file and its zip: what is written reads back, what is wrong is named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { services } from '../../src/domain/service';
import type { LayerKind, LayerSource, StudySettings } from '../../src/domain/study';
import { defaultSettings, layerKinds } from '../../src/domain/study';
import { roles } from '../../src/intake/roles';
import { isZip, parseStudy, readStudyZip, writeStudy, writeStudyZip } from '../../src/intake/study-file';
import { listZip, safeEntryName, zipLimits } from '../../src/intake/zip';

const source: fc.Arbitrary<LayerSource> = fc.record(
  {
    file: fc.string({ minLength: 1, maxLength: 12 }),
    sheet: fc.option(fc.string({ maxLength: 5 })),
    encoding: fc.constantFrom('auto', 'gb18030'),
    crs: fc.constantFrom('auto', 'EPSG:4326'),
    columns: fc.dictionary(fc.constantFrom(...roles), fc.string({ maxLength: 6 }), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
    services: fc.subarray([...services]),
  },
  { requiredKeys: ['file', 'encoding', 'crs', 'columns'] },
);
const degrees = fc.tuple(
  fc.integer({ min: -180, max: 180 }).map((lon) => lon / 1.001),
  fc.double({ min: -90, max: 90, noNaN: true }).map((lat) => (lat === 0 ? 0 : lat)),
);
const settings: fc.Arbitrary<StudySettings> = fc.record({
  version: fc.constant(1 as const),
  title: fc.string(),
  language: fc.constantFrom('zh' as const, 'en' as const),
  synthetic: fc.boolean(),
  layers: fc.dictionary(fc.constantFrom(...layerKinds), fc.array(source, { maxLength: 3 }), {
    noNullPrototype: true,
  }) as fc.Arbitrary<Partial<Record<LayerKind, LayerSource[]>>>,
  walk: fc
    .record({
      metresPerSecond: fc.double({ min: 0.1, max: 3, noNaN: true }),
      limitMinutes: fc.integer({ min: 1, max: 60 }),
      steps: fc.boolean(),
    })
    .map((walk) => ({ ...defaultSettings.walk, ...walk })),
  need: fc.subarray([...services]).map((chosen) => ({ ...defaultSettings.need, services: chosen })),
  access: fc.constant(defaultSettings.access),
  siting: fc.constant(defaultSettings.siting),
  standards: fc.constant(defaultSettings.standards),
  privacy: fc.constant(defaultSettings.privacy),
  mends: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('path' as const),
        line: fc.array(degrees, { minLength: 2, maxLength: 4 }),
        steps: fc.boolean(),
      }),
      fc.record({ kind: fc.constantFrom('open' as const, 'close' as const), at: degrees }),
      fc.record({ kind: fc.constant('steps' as const), at: degrees, steps: fc.boolean() }),
    ),
    { maxLength: 3 },
  ),
  seed: fc.integer(),
});

test('what is written reads back the same', () => {
  fc.assert(
    fc.property(settings, (given) => {
      const read = parseStudy(writeStudy(given));
      expect(read.ok && read.value).toEqual(given);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('everything but the version has a default', () => {
  const read = parseStudy('{"version": 1}');
  expect(read.ok && read.value).toEqual(defaultSettings);
});

test('a layer may be one object or a list', () => {
  const one = parseStudy('{"version":1,"layers":{"elders":{"file":"e.csv"}}}');
  const list = parseStudy('{"version":1,"layers":{"elders":[{"file":"e.csv"}]}}');
  expect(one.ok && one.value.layers.elders).toEqual([
    { file: 'e.csv', encoding: 'auto', crs: 'auto', columns: {} },
  ]);
  expect(one).toEqual(list);
  expect(JSON.parse(writeStudy((one as { value: StudySettings }).value)).layers.elders).toMatchObject({
    file: 'e.csv',
  });
});

test('the study of design.md is read', () => {
  const text = `{"version":1,"title":"…","language":"zh","layers":{"streets":{"file":"city.osm.pbf"},
    "facilities":{"file":"facilities.csv","sheet":null,"encoding":"auto","crs":"auto","columns":{"id":"编号","name":"机构名称","lon":"经度","lat":"纬度","services":"服务项目","capacity":"床位数","capacity.meals":"供餐能力"}},
    "elders":{"file":"elders.csv","columns":{"id":"…","lon":"…","lat":"…","elders":"60岁及以上","age60":"…","age70":"…","age80":"…","red":"…","yellow":"…","green":"…","district":"…"}},
    "districts":{"file":"districts.geojson","columns":{"id":"…","name":"…"}},"candidates":{"file":"sites.csv","columns":{"id":"…","lon":"…","lat":"…","cost":"…"}},"elevation":{"file":"dem.tif"}},
    "walk":{"metresPerSecond":0.8,"limitMinutes":15,"snapMetres":200,"steps":true,"stepsFactor":3,"slope":"none","crossingSeconds":0,"throughGates":false,"direction":"toFacility","detour":1.3,"paces":{"age60":1.0,"age70":0.8,"age80":0.6}},
    "need":{"services":["meals"],"weights":{"red":3,"yellow":2,"green":1}},"access":{"methods":["2sfca","2sfca:zones","2sfca:gaussian"]},
    "siting":{"model":"mclp","service":"meals","sites":5,"solver":"exact","seconds":20},"standards":{"jurisdiction":"cn","rules":["cn.gb50180.circle15.dist"]},
    "privacy":{"audience":"internal","suppressBelow":5},"seed":1}`;
  expect(parseStudy(text)).toMatchObject({
    ok: true,
    value: { walk: defaultSettings.walk, need: defaultSettings.need },
  });
});

test.each([
  ['{"version":1,"walks":{}}', 'walks'],
  ['{"version":1,"walk":{"paces":{"age90":1}}}', 'walk.paces.age90'],
  ['{"version":1,"layers":{"roads":{"file":"a"}}}', 'layers.roads'],
  ['{"version":1,"layers":{"elders":{"file":"a","column":{}}}}', 'layers.elders.column'],
  ['{"version":1,"layers":{"elders":[{"file":"a"},{"file":"b","colour":1}]}}', 'layers.elders.1.colour'],
  [
    '{"version":1,"layers":{"elders":{"file":"a","columns":{"longitude":"x"}}}}',
    'layers.elders.columns.longitude',
  ],
  ['{"version":1,"__proto__":{"x":1}}', '__proto__'],
  ['{"version":1,"constructor":1}', 'constructor'],
  ['{"version":1,"walk":{"toString":1}}', 'walk.toString'],
])('the unknown field of %s is named', (text, field) => {
  expect(parseStudy(text)).toEqual({ ok: false, fault: { code: 'study.unknownField', blanks: { field } } });
});

test.each([
  ['{}', 'version'],
  ['{"version":"1"}', 'version'],
  ['{"version":0}', 'version'],
  ['{"version":1,"walk":3}', 'walk'],
  ['{"version":1,"walk":{"metresPerSecond":0}}', 'walk.metresPerSecond'],
  ['{"version":1,"walk":{"limitMinutes":"15"}}', 'walk.limitMinutes'],
  ['{"version":1,"need":{"services":["meal"]}}', 'need.services.0'],
  ['{"version":1,"layers":{"elders":{"file":5}}}', 'layers.elders.file'],
  ['{"version":1,"layers":{"elders":{}}}', 'layers.elders.file'],
  ['{"version":1,"language":"fr"}', 'language'],
  ['{"version":1,"seed":0.5}', 'seed'],
])('a field of the wrong type in %s is named', (text, field) => {
  const read = parseStudy(text);
  expect(read).toMatchObject({ ok: false, fault: { code: 'study.wrongType', blanks: { field } } });
});

test('what is no JSON, or no study, says so', () => {
  for (const text of ['', '[1]', 'null', '{"version":1,', '[]'.repeat(3)])
    expect(parseStudy(text)).toMatchObject({ ok: false, fault: { code: 'study.notJson' } });
});

const small = (): StudySettings => ({
  ...defaultSettings,
  layers: {
    elders: [{ file: '老人.csv', encoding: 'auto', crs: 'auto', columns: {} }],
    streets: [{ file: 'sub/city.osm.pbf', encoding: 'auto', crs: 'auto', columns: {} }],
  },
});

test('a zip holds study and files, gives them back byte by byte with their dates, and is the same every time', async () => {
  const table = 'id,lon,lat\n'.repeat(5000);
  const streets = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) & 255);
  const dated = new File([table], '老人.csv', { lastModified: new Date(2025, 4, 6, 12).getTime() });
  const study = { settings: small(), files: { '老人.csv': dated, 'sub/city.osm.pbf': new Blob([streets]) } };
  const blob = await writeStudyZip(study);
  expect(isZip(new Uint8Array(await blob.arrayBuffer()))).toBe(true);
  expect(blob.size).toBeLessThan(table.length + streets.length);
  const read = await readStudyZip(blob);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  expect(read.value.settings).toEqual(study.settings);
  expect(await read.value.files['老人.csv']!.text()).toBe(table);
  expect(new Uint8Array(await read.value.files['sub/city.osm.pbf']!.arrayBuffer())).toEqual(streets);
  expect((read.value.files['老人.csv'] as File).lastModified).toBe(dated.lastModified);
  const again = await writeStudyZip(read.value);
  expect(new Uint8Array(await again.arrayBuffer())).toEqual(new Uint8Array(await blob.arrayBuffer()));
});

const zipOf = (files: Record<string, Uint8Array>): Blob =>
  new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);

test('a zip without a study, or without a file it names, says so', async () => {
  expect(await readStudyZip(zipOf({ 'a.csv': strToU8('x') }))).toMatchObject({
    ok: false,
    fault: { code: 'study.noStudyInZip' },
  });
  expect(await readStudyZip(zipOf({ 'study.json': strToU8(writeStudy(small())) }))).toMatchObject({
    ok: false,
    fault: { code: 'study.missingFile' },
  });
});

test('a study in a folder is found, as when somebody zips the folder again', async () => {
  const inner = {
    ...defaultSettings,
    layers: { elders: [{ file: 'e.csv', encoding: 'auto', crs: 'auto', columns: {} }] },
  };
  const read = await readStudyZip(
    zipOf({ 'my study/study.json': strToU8(writeStudy(inner)), 'my study/e.csv': strToU8('a') }),
  );
  expect(read.ok && Object.keys(read.value.files)).toEqual(['e.csv']);
});

test('names that leave the folder are ignored and listed', async () => {
  for (const name of ['../x', 'a/../../x', '/etc/passwd', 'C:\\x', 'C:/x', '..\\x', 'a\0b'])
    expect(safeEntryName(name), name).toBe(null);
  expect(safeEntryName('a\\b.csv')).toBe('a/b.csv');
  const read = await readStudyZip(
    zipOf({ 'study.json': strToU8(writeStudy(defaultSettings)), '../evil.csv': strToU8('x') }),
  );
  expect(read.ok && read.notes).toMatchObject([
    { code: 'zip.namesIgnored', blanks: { count: 1, names: '../evil.csv' } },
  ]);
});

test('a bomb is refused by what it declares, and by what it does where it lies', async () => {
  const zeros = new Uint8Array(30_000_000);
  const honest = zipSync({ 'study.json': zeros }) as Uint8Array<ArrayBuffer>;
  expect(await readStudyZip(new Blob([honest]))).toMatchObject({ ok: false, fault: { code: 'zip.bomb' } });
  const lying = honest.slice();
  const view = new DataView(lying.buffer);
  const end = lying.length - 22;
  view.setUint32(view.getUint32(end + 16, true) + 24, 1000, true);
  expect(await readStudyZip(new Blob([lying]))).toMatchObject({
    ok: false,
    fault: { code: 'zip.bomb', blanks: { part: 'study.json' } },
  });
});

test('a damaged part is named, a truncated archive is a fault', async () => {
  const text = strToU8(writeStudy(defaultSettings));
  const bytes = zipSync({ 'study.json': text }, { level: 0 }) as Uint8Array<ArrayBuffer>;
  const flipped = bytes.slice();
  flipped[60]! ^= 1;
  expect(await readStudyZip(new Blob([flipped]))).toMatchObject({
    ok: false,
    fault: { code: 'zip.damaged', blanks: { part: 'study.json' } },
  });
  expect(await readStudyZip(new Blob([bytes.slice(0, bytes.length - 30)]))).toMatchObject({
    ok: false,
    fault: { code: 'zip.damaged' },
  });
  const many = Object.fromEntries(
    Array.from({ length: zipLimits.entries + 1 }, (_, i) => [`${i}`, new Uint8Array(0)]),
  );
  expect(await listZip(zipOf(many), 'many.zip')).toMatchObject({ ok: false, fault: { code: 'zip.tooMany' } });
});

const bad = new URL('../../../shared/data/corpus/badzip', import.meta.url).pathname;
test.skipIf(!existsSync(bad))(
  'no zip of yauzl’s failure set throws or hangs (skipped where ../shared/data is absent)',
  async () => {
    for (const name of readdirSync(bad).filter((file) => file.endsWith('.zip'))) {
      const read = await readStudyZip(new Blob([readFileSync(`${bad}/${name}`)]));
      expect(read.ok, name).toBe(false);
    }
  },
);
