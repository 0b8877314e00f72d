/** The command line as a user calls it: a town drawn in metres, every figure by arithmetic written here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import { readStudyZip, writeStudyZip } from '../../src/intake/study-file';
import { openStudy } from '../../scripts/analyse-study';

const root = resolve(import.meta.dirname, '../..');
const origin = [104, 36] as const;
const degree = metresPerDegree(origin[1]);
const at = (x: number, y: number): [number, number] => [
  origin[0] + x / degree.lon,
  origin[1] + y / degree.lat,
];

/*
 * One street of 2,000 m going east from A(0,0), in pieces of 1,000 m, and a side street of 400 m going north from its middle.
 *   canteen at (0, 10) · elders e1 at (500, 20), e2 at (1000, 395 → 10 m east of the side street), e3 at (720 - 10 - 0, 0)
 * At 0.8 m/s and 15 minutes the reach is 720 m.
 */
const streets = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { highway: 'residential', name: '东西街' },
      geometry: { type: 'LineString', coordinates: [at(0, 0), at(1000, 0), at(2000, 0)] },
    },
    {
      type: 'Feature',
      properties: { highway: 'residential', name: '北巷' },
      geometry: { type: 'LineString', coordinates: [at(1000, 0), at(1000, 400)] },
    },
  ],
};
const rows = [
  ['id', 'lon', 'lat', '60岁及以上', '60-69岁', '70-79岁', '80岁及以上', '社区'],
  ['e1', ...at(500, 20), 10, 5, 3, 2, '西'], // 10 + 500 + 20 = 530 m: 662.5 s
  ['e2', ...at(1010, 200), 4, 0, 0, 4, '东'], // 10 + 1000 + 200 + 10 = 1220 m: 1525 s
  ['e3', ...at(710, 0), 7, 7, 0, 0, '西'], // 10 + 710 = 720 m: exactly 900 s, inside
  ['e4', ...at(710.1, 0), 6, 0, 6, 0, '东'], // 720.1 m: outside
  ['e5', ...at(500, 900), 3, 1, 1, 1, '东'], // 700 m from every street, in the plane: unlinked
  ['e6', 'abc', 36, 2, 2, 0, 0, '东'], // refused
  ['e7', ...at(600, 0), -1, 0, 0, 0, '东'], // refused
];
const study = {
  version: 1,
  title: '画出来的镇',
  layers: {
    streets: { file: 'streets.geojson' },
    elders: { file: 'elders.csv' },
    facilities: {
      file: 'sites.csv',
      columns: {
        id: 'id',
        name: 'name',
        lon: 'lon',
        lat: 'lat',
        services: 'services',
        'capacity.meals': 'meals',
      },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'care-circle-'));
beforeAll(() => {
  writeFileSync(join(folder, 'streets.geojson'), JSON.stringify(streets));
  writeFileSync(join(folder, 'elders.csv'), rows.map((row) => row.join(',')).join('\r\n'));
  writeFileSync(
    join(folder, 'sites.csv'),
    `id,name,lon,lat,services,meals\nf1,一号食堂,${at(0, 10).join(',')},助餐,34\n`,
  );
  writeFileSync(join(folder, 'study.json'), JSON.stringify(study));
});

function analyse(...args: string[]) {
  const run = spawnSync('npx', ['--no-install', 'tsx', 'scripts/analyse.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: run.status, out: run.stdout, err: run.stderr.replace(/^npm warn.*\n/gm, '') };
}

function readCsv(out: string, name: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(readFileSync(join(out, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

describe('the town', () => {
  const out = join(folder, 'out');
  beforeAll(() => {
    const run = analyse(join(folder, 'study.json'), '--out', out);
    expect(run.status, run.err).toBe(0);
  });

  test('every file of the contract is written', () => {
    expect(readdirSync(out).sort()).toEqual(
      [
        'access.csv',
        'brief.docx',
        'brief.html',
        'brief.md',
        'districts.csv',
        'elders.csv',
        'facilities.csv',
        'rejected.csv',
        'siting.csv',
        'summary.json',
      ].sort(),
    );
  });

  test('seconds, metres and within follow from arithmetic; the limit is inclusive', () => {
    const elders = Object.fromEntries(readCsv(out, 'elders.csv').map((row) => [row['id'], row]));
    expect(Object.keys(elders)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
    const expected = { e1: [530, 1], e2: [1220, 0], e3: [720, 1], e4: [720.1, 0] } as const;
    for (const [id, [metres, within]] of Object.entries(expected)) {
      const row = elders[id]!;
      expect(row['linked']).toBe('1');
      expect(row['meals_nearest']).toBe('f1');
      expect(Number(row['meals_metres']), id).toBeCloseTo(metres, 2);
      expect(Number(row['meals_seconds']), id).toBeCloseTo(metres / 0.8, 2);
      expect(row['meals_within'], id).toBe(String(within));
      expect(row['meals_choices'], id).toBe(String(within));
    }
    expect(elders['e3']!['meals_seconds']).toBe('900.000');
    // At their own pace: 70–79 at 0.8 as everyone; 60–69 at 1.0 reach 900 m; 80+ at 0.6 only 540 m.
    expect(elders['e1']).toMatchObject({ meals_within_age60: '1', meals_within_age80: '1' });
    expect(elders['e4']).toMatchObject({
      meals_within_age60: '1',
      meals_within_age70: '0',
      meals_within_age80: '0',
    });
  });

  test('an unlinked row is there, empty, with the metres it would have taken', () => {
    const row = readCsv(out, 'elders.csv').find(({ id }) => id === 'e5')!;
    expect(row).toMatchObject({
      linked: '0',
      meals_nearest: '',
      meals_metres: '',
      meals_seconds: '',
      meals_within: '',
      meals_choices: '',
    });
    // Nearest street: the north end of the side street, 500 m east and 500 m south of it.
    expect(Number(row['snap_metres'])).toBeCloseTo(Math.hypot(500, 500), 0);
  });

  test('refused rows are listed with row, column, value and code', () => {
    const rejected = readCsv(out, 'rejected.csv');
    expect(rejected.map(({ file, row, column, value }) => [file, row, column, value])).toEqual([
      ['elders.csv', '7', 'lon', 'abc'],
      ['elders.csv', '8', '60岁及以上', '-1'],
    ]);
    expect(rejected.every(({ code }) => code!.length > 0)).toBe(true);
  });

  test('the summary adds up', () => {
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    expect(summary).toMatchObject({ elders: 30, linked: 27, unlinked: 3 });
    const { meals } = summary.services;
    expect(meals).toMatchObject({ covered: 17, gap: 10 });
    expect(meals.share).toBeCloseTo(17 / 27, 12);
    expect(meals.mean_seconds).toBeCloseTo((10 * 530 + 4 * 1220 + 7 * 720 + 6 * 720.1) / 27 / 0.8, 2);
    // Own pace: e1 all; e3's seven at 1.0; of e4 none (70–79 at 0.8, 720.1 m), of e2 none.
    expect(meals.own_pace).toMatchObject({ covered: 17, gap: 10 });
    // 2SFCA: 34 meals for the 17 in reach: 2 each, and Σ demand × score = 34.
    const [step] = summary.access;
    expect(step).toMatchObject({ service: 'meals', method: '2sfca', supplied_capacity: 34 });
    expect(step.demand_times_score).toBeCloseTo(34, 9);
    expect(summary.files.map(({ name }: { name: string }) => name).sort()).toEqual([
      'elders.csv',
      'sites.csv',
      'streets.geojson',
    ]);
  });

  test('access scores: capacity for each person in reach, 0 where nothing is, empty where unlinked', () => {
    const step = readCsv(out, 'access.csv').filter(({ method }) => method === '2sfca');
    const score = Object.fromEntries(step.map(({ of, id, score }) => [`${of} ${id}`, score]));
    expect(score).toMatchObject({
      'facilities f1': '2',
      'elders e1': '2',
      'elders e2': '0',
      'elders e3': '2',
      'elders e4': '0',
      'elders e5': '',
    });
  });

  test('districts come from the column where no shapes are loaded', () => {
    const districts = Object.fromEntries(readCsv(out, 'districts.csv').map((row) => [row['name'], row]));
    expect(districts['西']).toMatchObject({
      elders: '17',
      meals_covered: '17',
      meals_gap: '0',
      meals_share: '1',
    });
    expect(districts['东']).toMatchObject({
      elders: '13',
      meals_covered: '0',
      meals_gap: '10',
      meals_share: '0',
    });
  });

  test('the brief states the same numbers', () => {
    const markdown = readFileSync(join(out, 'brief.md'), 'utf8');
    expect(markdown).toContain('画出来的镇');
    expect(markdown).toMatch(/10\s*位|10/);
  });

  test('the same study as a zip gives the same summary', async () => {
    const opened = await openStudy(join(folder, 'study.json'));
    if (!opened.ok) throw new Error(opened.fault.code);
    const zip = await writeStudyZip(opened.value);
    expect((await readStudyZip(zip)).ok).toBe(true);
    const path = join(folder, 'study.zip');
    writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
    const zipped = join(folder, 'zipped');
    expect(analyse(path, '--out', zipped, '--only', 'coverage').status).toBe(0);
    expect(readFileSync(join(zipped, 'elders.csv'), 'utf8')).toBe(
      readFileSync(join(out, 'elders.csv'), 'utf8'),
    );
    expect(readdirSync(zipped)).not.toContain('brief.docx');
  });
});

describe('wrong calls and broken studies', () => {
  test.each([
    ['no study', []],
    ['no --out', ['x.json']],
    ['an unknown option', ['x.json', '--out', 'o', '--fast']],
    ['an unknown part', ['x.json', '--out', 'o', '--only', 'everything']],
    ['an unknown format', ['x.json', '--out', 'o', '--export', 'dwg']],
  ])('%s is wrong usage: exit code 2 and the help', (_name, args) => {
    const run = analyse(...args);
    expect(run.status).toBe(2);
    expect(run.err).toContain('usage:');
  });

  test('--help explains and exits 0', () => {
    const run = analyse('--help');
    expect(run.status).toBe(0);
    expect(run.out).toContain('elders.csv');
  });

  const broken: [string, object | string, RegExp][] = [
    [
      'a missing file',
      { ...study, layers: { ...study.layers, elders: { file: 'gone.csv' } } },
      /^study\.missingFile: .*gone\.csv/,
    ],
    ['an unknown field', { ...study, walk: { speed: 1 } }, /^study\.unknownField: .*walk\.speed/],
    ['a newer version', { ...study, version: 2 }, /^study\.newerVersion: .*2/],
    ['a wrong type', { ...study, walk: { limitMinutes: 'long' } }, /^study\.wrongType: .*walk\.limitMinutes/],
    ['text that is no JSON', '{ "version": 1,', /^study\.notJson: /],
    ['an unknown method', { ...study, access: { methods: ['4sfca'] } }, /^study\.unknownMethod: .*4sfca/],
  ];
  test.each(broken)('%s is one line, code and sentence, and exit code 1', (name, content, line) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.json`);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    const run = analyse(path, '--out', join(folder, 'none'));
    expect(run.status).toBe(1);
    expect(run.err.trim()).toMatch(line);
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });
});
