/** Saving without names and ID numbers: the same findings, and nothing of anybody in any byte of the zip. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Findings } from '../../src/domain/findings';
import type { LayerKind, LayerSource, Study } from '../../src/domain/study';
import { defaultSettings } from '../../src/domain/study';
import { cleanWords } from '../../src/i18n/clean-words';
import { withoutIdentity, type CleanedStudy } from '../../src/intake/cleaned-study';
import { readStudyZip, writeStudyZip } from '../../src/intake/study-file';
import { createStages, run } from '../../src/pipeline';
import { officeFiles, type OfficePerson } from '../e2e/office-files';
import { sampleFolder } from '../e2e/journey';
import { gbk } from './intake-files';

const roster = '2026年老年人花名册.xlsx';
const plain = { encoding: 'auto', crs: 'auto', columns: {} };
let persons: readonly OfficePerson[];
let files: Record<string, Blob>;
const enc = new TextEncoder();

beforeAll(async () => {
  const office = await officeFiles();
  persons = office.persons;
  files = Object.fromEntries(
    Object.entries(office.files).map(([name, bytes]) => [
      name,
      new File([bytes as Uint8Array<ArrayBuffer>], name, { lastModified: Date.UTC(2026, 5, 1) }),
    ]),
  );
  files['districts.geojson'] = new Blob([readFileSync(join(sampleFolder, 'districts.geojson'))]);
}, 20_000);

function studyOf(layers: Partial<Record<LayerKind, LayerSource[]>>, more: Record<string, Blob> = {}): Study {
  return {
    settings: { ...defaultSettings, title: '河谷', layers: { ...offices(), ...layers } },
    files: { ...files, ...more },
  };
}

function offices(): Partial<Record<LayerKind, LayerSource[]>> {
  return {
    streets: [{ ...plain, file: 'streets.osm.pbf' }],
    facilities: [{ ...plain, file: '养老服务设施.csv', crs: 'BD-09' }],
    elders: [{ ...plain, file: roster, crs: 'BD-09', ageOn: '2026-06-01' }],
  };
}

async function cleaned(study: Study): Promise<CleanedStudy> {
  const made = await withoutIdentity(study, cleanWords('zh'));
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return made.value;
}

async function findingsOf(study: Study): Promise<Findings> {
  const found = await run(study, createStages());
  if (!found.ok) throw new Error(JSON.stringify(found.fault));
  return found.value;
}

/** The zip and the study read back from it. */
async function throughZip(study: Study): Promise<{ bytes: Uint8Array; study: Study }> {
  const zip = await writeStudyZip(study);
  const read = await readStudyZip(zip);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return { bytes: new Uint8Array(await zip.arrayBuffer()), study: read.value };
}

/** All that is found, without what says which file and row it came from. */
function figures(findings: Findings) {
  const { elders, facilities, volunteers, services, access, elderDistrict, elderLinks, districts } = findings;
  const bare = (layer: object) => ({ ...layer, file: null, rows: null });
  return {
    services,
    access,
    elderDistrict,
    elderLinks,
    elders: bare(elders),
    facilities: bare(facilities),
    volunteers: bare(volunteers),
    districts: bare(districts),
  };
}

const secrets = (list: readonly OfficePerson[]): string[] => [
  ...new Set(
    list.flatMap(({ name, idNumber, phone }) => [name, idNumber, phone]).filter((s) => s.length > 1),
  ),
];

function leaks(zip: Uint8Array, strings: readonly string[]): string[] {
  const entries = Object.entries(unzipSync(zip));
  const texts = entries.flatMap(([name, bytes]) => {
    // A workbook or a zip inside would hide its words from a search.
    expect([bytes[0], bytes[1]], name).not.toEqual([0x50, 0x4b]);
    return /\.pbf$/.test(name)
      ? []
      : [name, ...['utf-8', 'gbk'].map((label) => new TextDecoder(label).decode(bytes))];
  });
  return strings.filter((one) => texts.some((text) => text.includes(one)));
}

test('a roster in a workbook with merged headers and Baidu coordinates becomes counts with the same findings', async () => {
  const study = studyOf({});
  const { study: clean, left } = await cleaned(study);
  expect(left).toEqual([
    expect.objectContaining({
      file: roster,
      instead: '2026年老年人花名册（已去身份）.csv',
      counted: expect.objectContaining({ persons: persons.length }) as unknown,
    }),
  ]);
  expect(left[0]!.columns.join()).toMatch(/姓名.*身份证号.*联系电话/);
  const { bytes, study: back } = await throughZip(clean);
  expect(leaks(bytes, secrets(persons))).toEqual([]);
  expect(Object.keys(back.files).sort()).toEqual(
    ['2026年老年人花名册（已去身份）.csv', 'streets.osm.pbf', '养老服务设施.csv'].sort(),
  );
  expect(back.settings.layers.elders![0]).toMatchObject({ encoding: 'utf-8', crs: 'EPSG:4326' });
  const [before, after] = [await findingsOf(study), await findingsOf(back)];
  expect(figures(after)).toEqual(figures(before));
  expect(Array.from(after.elders.elders).reduce((sum, n) => sum + n, 0)).toBe(persons.length);
  const over80 = persons.filter(({ age }) => age >= 80).length;
  expect(Array.from(after.elders.bands.age80!).reduce((sum, n) => sum + n, 0)).toBe(over80);
  // The raw zip does hold them: the search can fail.
  const raw = await writeStudyZip(study);
  expect(Object.keys(unzipSync(new Uint8Array(await raw.arrayBuffer())))).toContain(roster);
}, 30_000);

describe('text rosters', () => {
  const header = '姓名,身份证号,手机号,社区,失能等级,备注,lng,lat';
  const line = (p: OfficePerson, i: number, place = `${p.lon},${p.lat}`): string =>
    `${p.name},${p.idNumber},${p.phone},${p.community},${i % 9 === 0 ? '红' : '绿'},${i % 50 === 3 ? `女儿电话${p.phone}` : i % 2 === 0 ? '独居' : ''},${place}`;
  const some = () => persons.slice(0, 700);
  const file = '花名册.csv';

  async function check(
    study: Study,
    strings: readonly string[],
  ): Promise<{ back: Study; clean: CleanedStudy }> {
    const clean = await cleaned(study);
    const { bytes, study: back } = await throughZip(clean.study);
    expect(leaks(bytes, strings)).toEqual([]);
    const [before, after] = [await findingsOf(study), await findingsOf(back)];
    expect(figures(after)).toEqual(figures(before));
    return { back, clean };
  }

  test.each([
    ['GBK', (text: string) => gbk(text)],
    ['UTF-8', (text: string) => enc.encode(text)],
  ])(
    'kept as rows, in %s: bands of age stand for the dropped numbers',
    async (_name, encode) => {
      const rows = some().map((p, i) => line(p, i, i === 5 ? ',' : undefined));
      const text = [header, ...rows, `合计,,,,,,,`].join('\n');
      const study = studyOf(
        { elders: [{ ...plain, file, crs: 'EPSG:4326', personRows: true, ageOn: '2026-06-01' }] },
        { [file]: new Blob([encode(text) as Uint8Array<ArrayBuffer>]) },
      );
      expect(leaks((await throughZip(study)).bytes, secrets(some())).length).toBeGreaterThan(1000);
      const { back, clean } = await check(study, secrets(some()));
      expect(clean.left[0]).toMatchObject({ counted: null, hidesCells: true });
      const after = await findingsOf(back);
      expect(after.elders.count).toBe(699);
      // 700 read, the one without a place refused again; the total is nobody.
      expect(after.reports.find(({ kind }) => kind === 'elders')).toMatchObject({
        rowsRead: 700,
        rowsUsed: 699,
      });
    },
    30_000,
  );

  test('placed by the name of their district', async () => {
    const text = [
      '姓名,身份证号,社区,失能等级',
      ...some().map(
        (p, i) => `${p.name},${p.idNumber},${i === 9 ? '别处' : p.community},${i % 9 === 0 ? '红' : '绿'}`,
      ),
    ].join('\n');
    const study = studyOf(
      {
        elders: [{ ...plain, file, ageOn: '2026-06-01' }],
        districts: [{ ...plain, file: 'districts.geojson' }],
      },
      { [file]: new Blob([text]) },
    );
    const { back } = await check(study, secrets(some()));
    const report = (await findingsOf(back)).reports.find(({ kind }) => kind === 'elders')!;
    expect(report.rowsRead - report.rowsUsed).toBe(1);
  }, 30_000);

  test('telephones and contacts of facilities and volunteers, and areas with a person in charge', async () => {
    const facilities = readFileSync(join(sampleFolder, 'facilities.csv'), 'utf8')
      .replace('\ufeff', '')
      .trim();
    const volunteers = readFileSync(join(sampleFolder, 'volunteers.csv'), 'utf8')
      .replace('\ufeff', '')
      .trim();
    const withColumns = (text: string, names: string, own: (p: OfficePerson) => string) =>
      text
        .split(/\r?\n/)
        .map((row, i) => `${i === 0 ? names : own(persons[i]!)},${row}`)
        .join('\n');
    const areas = JSON.parse(readFileSync(join(sampleFolder, 'districts.geojson'), 'utf8')) as {
      features: { properties: Record<string, unknown> }[];
    };
    areas.features.forEach(({ properties }, i) => {
      properties['联系电话'] = persons[i]!.phone;
      properties['联系人'] = persons[i]!.name;
    });
    const study = studyOf(
      {
        facilities: [{ ...plain, file: 'f.csv', crs: 'EPSG:4326' }],
        volunteers: [{ ...plain, file: 'v.csv' }],
        districts: [{ ...plain, file: 'd.geojson' }],
        elders: [{ ...plain, file: 'elders.csv' }],
      },
      {
        'f.csv': new Blob([withColumns(facilities, '联系人,联系电话', (p) => `${p.name},${p.phone}`)]),
        'v.csv': new Blob([withColumns(volunteers, '姓名,手机', (p) => `${p.name},${p.phone}`)]),
        'd.geojson': new Blob([JSON.stringify(areas)]),
        'elders.csv': new Blob([readFileSync(join(sampleFolder, 'elders.csv'))]),
      },
    );
    const { clean } = await check(study, secrets(persons));
    expect(clean.left.map(({ file: name, instead }) => [name, instead])).toEqual([
      ['f.csv', 'f（已去身份）.csv'],
      ['v.csv', 'v（已去身份）.csv'],
      ['d.geojson', 'd（已去身份）.geojson'],
    ]);
    // The elders say nothing of anybody and stay byte for byte.
    expect(clean.study.files['elders.csv']).toBe(study.files['elders.csv']);
  }, 30_000);
});

test('of a roster that has no places yet the ages stay and the persons go', async () => {
  const text = [
    '姓名,身份证号,街巷',
    ...persons.slice(0, 300).map((p) => `${p.name},${p.idNumber},=1+1`),
  ].join('\n');
  const study = studyOf(
    { elders: [{ ...plain, file: 'r.csv', ageOn: '2026-06-01' }] },
    { 'r.csv': new Blob([text]) },
  );
  const { bytes, study: back } = await throughZip((await cleaned(study)).study);
  expect(leaks(bytes, secrets(persons.slice(0, 300)))).toEqual([]);
  const [header, first] = (await back.files['r（已去身份）.csv']!.text()).split('\r\n');
  expect([header, first]).toEqual([
    '街巷,年龄段',
    `'=1+1,${persons[0]!.age >= 80 ? '80+' : persons[0]!.age >= 70 ? '70-79' : '60-69'}`,
  ]);
});

test('the command line reads the cleaned zip to the same summary', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleaned-'));
  const study = studyOf({});
  const summaries = [];
  for (const [name, one] of [
    ['raw', study],
    ['cleaned', (await cleaned(study)).study],
  ] as const) {
    const zip = join(folder, `${name}.zip`);
    writeFileSync(zip, new Uint8Array(await (await writeStudyZip(one)).arrayBuffer()));
    const out = join(folder, name);
    const args = ['--no-install', 'tsx', 'scripts/analyse.ts', zip, '--out', out, '--only', 'coverage'];
    const ran = spawnSync('npx', args, { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
    expect(ran.status, ran.stderr).toBe(0);
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Record<string, unknown>;
    // Which files, and what was noted in reading them, is told of the files at hand.
    const about = new Set(['parameters', 'files', 'notes']);
    const found = Object.fromEntries(Object.entries(summary).filter(([key]) => !about.has(key)));
    summaries.push({ found, rows: readFileSync(join(out, 'elders.csv'), 'utf8') });
  }
  expect(summaries[0]!.found).toMatchObject({ elders: persons.length });
  expect(summaries[1]).toEqual(summaries[0]);
  rmSync(folder, { recursive: true });
}, 40_000);

test('what else lies in the same workbook or zip stays behind, and what layers need of it is taken out', async () => {
  const book = XLSX.utils.book_new();
  const sheets = {
    设施: [
      ['编号', '名称', '经度', '纬度', '服务项目'],
      ...[1, 2, 3].map((i) => [`F${i}`, `食堂${i}`, 103.33 + i / 500, 36.43, '助餐']),
    ],
    名单: [['姓名', '身份证号'], ...persons.slice(0, 40).map((p) => [p.name, p.idNumber])],
  };
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), name);
  const elders = persons.slice(0, 60).map((p) => `${p.name},${p.phone},${p.idNumber},${p.lon},${p.lat}`);
  const outer = zipSync({
    'e.csv': enc.encode(['姓名,电话,身份证号,经度,纬度', ...elders].join('\n')),
    'streets.osm.pbf': new Uint8Array(await files['streets.osm.pbf']!.arrayBuffer()),
  });
  const study = studyOf(
    {
      streets: [{ ...plain, file: 'o.zip/streets.osm.pbf' }],
      facilities: [{ ...plain, file: 'b.xlsx', sheet: '设施' }],
      elders: [{ ...plain, file: 'o.zip/e.csv', ageOn: '2026-06-01' }],
    },
    {
      'o.zip': new Blob([outer as Uint8Array<ArrayBuffer>]),
      'b.xlsx': new Blob([XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer]),
    },
  );
  const { study: clean, left } = await cleaned(study);
  expect(left.map(({ file, sheet, columns }) => [file, sheet, columns.join()])).toEqual([
    ['b.xlsx', '名单', '姓名,身份证号'],
    ['o.zip/e.csv', null, '姓名,电话,身份证号'],
  ]);
  const { bytes, study: back } = await throughZip(clean);
  expect(Object.keys(back.files).sort()).toEqual([
    'b（已去身份）.csv',
    'e（已去身份）.csv',
    'streets.osm (2).pbf',
  ]);
  expect(leaks(bytes, secrets(persons.slice(0, 60)))).toEqual([]);
  expect(figures(await findingsOf(back))).toEqual(figures(await findingsOf(study)));
}, 30_000);

test('a study without personal columns is handed back as it is', async () => {
  const study = studyOf(
    { elders: [{ ...plain, file: 'elders.csv' }] },
    { 'elders.csv': new Blob([readFileSync(join(sampleFolder, 'elders.csv'))]) },
  );
  const { study: same, left } = await cleaned(study);
  expect(same).toBe(study);
  expect(left).toEqual([]);
});
