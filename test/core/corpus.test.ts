/** The corpus command as a user calls it: faulty files, each named after its fault, and what becomes of them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collection, feature, gbk } from './intake-files';
import { point, shp } from './gis-files';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
const elders = 'id,lon,lat,60岁及以上\na,103.8,36.1,3\nb,103.9,36.1,4\n';

interface Line {
  readonly file: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly read: number;
  readonly used: number;
  readonly refused: number;
  readonly seconds: number;
  readonly parts?: readonly string[];
  readonly partOf?: string;
}

/** name → content, outcome, code, rows read and used. */
const cases: Record<string, [string | Uint8Array, string, string | null, number, number]> = {
  'elders-good.csv': [elders, 'loaded', null, 2, 2],
  'elders-gbk.csv': [gbk(elders), 'loaded', null, 2, 2],
  'elders-one-bad-row.csv': [`${elders}c,abc,36.1,2\n`, 'loaded', null, 3, 2],
  'elders-total-row.csv': [`${elders}合计,,,7\n`, 'loaded', null, 3, 2],
  'elders-all-bad.csv': ['id,lon,lat,60岁及以上\na,x,36,3\nb,y,36,4\n', 'listed', 'table.noUsableRows', 2, 0],
  'elders-no-places.csv': ['id,60岁及以上\na,3\n', 'refused', 'column.noPlaces', 0, 0],
  'no-layer.csv': ['fruit,price\napple,3\npear,4\n', 'listed', 'table.unknownLayer', 2, 0],
  'empty.csv': ['', 'refused', 'table.empty', 0, 0],
  'header-only.csv': ['id,lon,lat\n', 'refused', 'table.headerOnly', 0, 0],
  'not-geo.json': ['{"a":1}', 'refused', 'table.jsonNotGeo', 0, 0],
  'broken.geojson': ['{"type":"FeatureCollection","features":[', 'refused', 'table.notJson', 0, 0],
  'no-features.geojson': [collection([]), 'refused', 'table.noFeatures', 0, 0],
  'one-without-place.geojson': [
    collection([feature('Point', [103.8, 36.1], { name: '站' }), feature('', null, { name: '无' })]),
    'loaded',
    null,
    2,
    1,
  ],
  'truncated.zip': [zipSync({ 'a.csv': strToU8(elders) }).slice(0, -30), 'refused', 'zip.damaged', 0, 0],
  'two-tables.zip': [
    zipSync({ 'elders-1.csv': strToU8(elders), 'elders-2.csv': strToU8(elders) }),
    'loaded',
    null,
    4,
    4,
  ],
  'picture.png': [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'refused', 'table.document', 0, 0],
  'transport.xpt5': [`HEADER RECORD*******LIBRARY${' '.repeat(53)}`, 'refused', 'table.statFormat', 0, 0],
  'sites-multipoint.csv': ['a,b\n1,2\n', 'listed', 'table.unknownLayer', 1, 0],
  'lone.prj': ['GEOGCS["x"]', 'refused', 'shp.lonePart', 0, 0],
  'within/elders-deeper.csv': [elders, 'loaded', null, 2, 2],
};

function corpus(...more: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', 'scripts/corpus.ts', ...more], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run corpus', () => {
  let lines: Line[] = [];
  let run: ReturnType<typeof corpus>;

  beforeAll(() => {
    mkdirSync(join(folder, 'within'));
    for (const [name, [content]] of Object.entries(cases)) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'spots.shp'), shp([point(103.8, 36.1), point(103.9, 36.1)]));
    writeFileSync(
      join(folder, 'spots.prj'),
      'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]',
    );
    writeFileSync(join(folder, 'spots.sbn'), 'index');
    symlinkSync(folder, join(folder, 'endless'));
    run = corpus(folder, '--json');
    lines = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('ends well and follows no links', () => {
    expect(run.status, run.stderr).toBe(0);
    expect(lines.map(({ file }) => file.slice(folder.length + 1)).sort()).toEqual(
      [...Object.keys(cases), 'spots.prj', 'spots.sbn', 'spots.shp'].sort(),
    );
  });

  test.each(Object.entries(cases))('%s', (name, [, outcome, code, read, used]) => {
    const line = lines.find(({ file }) => file === join(folder, name))!;
    expect(line).toMatchObject({ outcome, code, read, used, refused: read - used });
    expect(line.seconds).toBeGreaterThanOrEqual(0);
  });

  test('the parts of a shapefile are one drop', () => {
    const line = lines.find(({ file }) => file.endsWith('spots.shp'))!;
    expect(line).toMatchObject({ outcome: 'loaded', read: 2, used: 2 });
    expect(line.parts?.map((part) => part.slice(folder.length + 1)).sort()).toEqual([
      'spots.prj',
      'spots.sbn',
    ]);
    for (const part of line.parts!)
      expect(lines.find(({ file }) => file === part)).toEqual({
        file: part,
        outcome: 'loaded',
        code: null,
        read: 0,
        used: 0,
        refused: 0,
        seconds: 0,
        partOf: line.file,
      });
  });

  test('what takes too long is told, and the rest goes on', () => {
    const { status, stdout, stderr } = corpus(join(folder, 'within'), '--json', '--seconds', '0.000001');
    expect(status).toBe(1);
    expect(stderr).toContain('elders-deeper.csv: hung');
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'refused', code: 'hung' });
  });

  test('wrong usage', () => {
    expect(corpus().status).toBe(2);
    expect(corpus(join(folder, 'empty.csv')).status).toBe(2);
  });
});
