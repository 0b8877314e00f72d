/** Parquet and GeoParquet: the specification's test files against their WKT, exact values, and damage that must not escape. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Geometry } from 'geojson';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { readParquet } from '../../src/intake/parquet';
import type { TextTable } from '../../src/intake/text-table';
import { mustRead } from './intake-files';
import { byteFlips } from './stat-writers';

const corpus = new URL('../../../shared/data/corpus/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(corpus));
const bytesOf = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(corpus + path));

/** hyparquet once threw from promises that nobody awaits, which ends the process (tools.md §1.1). */
const floating: unknown[] = [];
const remember = (reason: unknown): void => void floating.push(reason);
process.on('unhandledRejection', remember);
afterAll(() => {
  process.off('unhandledRejection', remember);
  expect(floating).toEqual([]);
});

async function parquet(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<TextTable> {
  const read = await readParquet(new Blob([bytes]), 'a.parquet');
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
}

/** "POLYGON ((30 10, 40 40))" as coordinates; null where empty or missing. */
function wktOf(text: string): unknown {
  if (text === '' || text.includes('EMPTY')) return null;
  const type = /^\w+/.exec(text)![0];
  const body = text.slice(type.length).trim();
  const json = body
    .replace(/(-?[\d.]+) (-?[\d.]+)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  let coordinates = JSON.parse(json) as unknown[];
  if (type === 'POINT') coordinates = coordinates[0] as unknown[];
  if (type === 'MULTIPOINT') coordinates = (coordinates as unknown[][]).map((point) => point[0]!);
  return { type: type.toLowerCase(), coordinates };
}
const plain = (geometry: Geometry | null): unknown =>
  geometry === null ? null : { ...geometry, type: geometry.type.toLowerCase() };

for (const kind of ['point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'])
  real(`geoparquet's ${kind} is what its WKT says, in WKB and in native encoding`, async () => {
    const answers = readFileSync(`${corpus}geoparquet/data-${kind}-wkt.csv`, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => wktOf(line.slice(line.indexOf(',') + 1).replaceAll('"', '')));
    for (const path of [
      `geoparquet/data-${kind}-encoding_wkb.parquet`,
      `mapshaper/geoparquet/data-${kind}-encoding_native.parquet`,
    ]) {
      const table = await parquet(bytesOf(path));
      expect(table.features!.map((feature) => plain(feature.geometry))).toEqual(answers);
      expect(table.header).toEqual(['col']);
      expect(table.cells[0]).toEqual(answers.map((_, i) => String(i)));
      expect(table.crs).toBe('OGC:CRS84');
    }
  });

real('coordinate systems are named, and a file in one we know is in its place', async () => {
  const crs = async (name: string) => (await parquet(bytesOf(`mapshaper/geoparquet/${name}.parquet`))).crs;
  expect(await crs('example-crs_vermont-utm_geo')).toBe('EPSG:32618');
  expect(await crs('example-crs_vermont-crs84_geo')).toBe('OGC:CRS84');
  expect(await crs('example-crs_vermont-4326_geo')).toBe('EPSG:4326');
  expect(await crs('example')).toContain('WGS 84');
  const example = await parquet(bytesOf('mapshaper/geoparquet/example.parquet'));
  expect(example.header).toEqual(['pop_est', 'continent', 'name', 'iso_a3', 'gdp_md_est']);
  expect(example.cells[2]).toEqual(['Fiji', 'Tanzania', 'W. Sahara', 'Canada', 'United States of America']);
  expect(example.cells[4]!.slice(0, 3)).toEqual(['8374', '150600', '906.5']);
  expect((await parquet(bytesOf('mapshaper/geoparquet/sample-zstd.parquet'))).cells[0]).toEqual([
    'alpha',
    'beta',
    'gamma',
  ]);
});

/** Eight rows of everything that loses digits as a JavaScript number or date. */
function exact(): ArrayBuffer {
  const decimal = (type: 'INT32' | 'INT64' | 'FIXED_LEN_BYTE_ARRAY', scale: number, precision: number) => ({
    type,
    repetition_type: 'OPTIONAL' as const,
    converted_type: 'DECIMAL' as const,
    scale,
    precision,
    ...(type === 'FIXED_LEN_BYTE_ARRAY' ? { type_length: 16 } : {}),
  });
  return parquetWriteBuffer({
    schema: [
      { name: 'root', num_children: 6 },
      { name: 'big', type: 'INT64', repetition_type: 'OPTIONAL' },
      { name: 'price', ...decimal('INT64', 2, 18) },
      { name: 'micros', type: 'INT64', repetition_type: 'OPTIONAL', converted_type: 'TIMESTAMP_MICROS' },
      { name: 'day', type: 'INT32', repetition_type: 'OPTIONAL', converted_type: 'DATE' },
      { name: 'half', type: 'FLOAT', repetition_type: 'OPTIONAL' },
      { name: 'ok', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
    ],
    columnData: [
      { name: 'big', data: [9_007_199_254_740_993n, -1n, null] },
      { name: 'price', data: [12_345_678_901.25, 0.1, -0.05] },
      {
        name: 'micros',
        data: [new Date('2026-11-22T03:45:00.250Z'), new Date('1899-12-31T23:59:59Z'), null],
      },
      { name: 'day', data: [new Date('2026-11-22'), new Date('1959-12-31'), null] },
      { name: 'half', data: [0.1, 103.8343, null] },
      { name: 'ok', data: [true, false, null] },
    ],
  });
}

test('64-bit integers, decimals, instants and days are exact text', async () => {
  const table = await parquet(exact());
  const cell = Object.fromEntries(table.header.map((name, at) => [name, table.cells[at]]));
  expect(cell['big']).toEqual(['9007199254740993', '-1', '']);
  expect(cell['price']).toEqual(['12345678901.25', '0.10', '-0.05']);
  expect(cell['micros']).toEqual(['2026-11-22T03:45:00.25', '1899-12-31T23:59:59', '']);
  expect(cell['day']).toEqual(['2026-11-22', '1959-12-31', '']);
  expect(cell['half']).toEqual(['0.1', '103.8343', '']);
  expect(cell['ok']).toEqual(['true', 'false', '']);
  expect([...table.rows]).toEqual([1, 2, 3]);
});

function facilities(): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: [
      { name: '名称', data: ['城关养老院', '雁滩服务站', '=1+1'], type: 'STRING' },
      { name: '经度', data: [103.83, 103.85, 103.86], type: 'DOUBLE' },
      { name: '纬度', data: [36.06, 36.07, 36.05], type: 'DOUBLE' },
      { name: '床位数', data: [50, 0, 20], type: 'INT32' },
    ],
    rowGroupSize: 2,
  });
}

test('a layer of facilities from a plain parquet of several row groups', async () => {
  const { tables, report } = await mustRead('facilities', '设施.parquet', new Uint8Array(facilities()));
  expect(tables.facilities.names).toEqual(['城关养老院', '雁滩服务站', '=1+1']);
  expect([...tables.facilities.lons]).toEqual([103.83, 103.85, 103.86]);
  expect(report.format).toBe('parquet');
});

real('a layer of areas from a geoparquet in UTM lies where it should', async () => {
  const { tables, report } = await mustRead(
    'districts',
    'vermont.parquet',
    bytesOf('mapshaper/geoparquet/example-crs_vermont-utm_geo.parquet'),
    { columns: {} },
  );
  const ring = (tables.districts.polygons[0] as { coordinates: number[][][] }).coordinates[0]!;
  const lons = ring.map(([lon]) => lon!);
  const lats = ring.map(([, lat]) => lat!);
  // The bounding box that the same shape's file in degrees states.
  expect(Math.min(...lons)).toBeCloseTo(-73.42967, 4);
  expect(Math.max(...lats)).toBeCloseTo(45.00831, 4);
  expect(report.crs).toBe('EPSG:32618');
});

test('a codec that is not read, no rows, and a file that is cut, in words', async () => {
  const empty = await readParquet(
    new Blob([parquetWriteBuffer({ columnData: [{ name: 'a', data: [], type: 'INT32' }] })]),
    'a.parquet',
  );
  expect(empty.ok ? '' : empty.fault.code).toBe('table.headerOnly');
  const whole = new Uint8Array(facilities());
  for (const length of [4, 12, 100, whole.length - 1]) {
    const cut = await readParquet(new Blob([whole.slice(0, length)]), 'a.parquet');
    expect(cut.ok ? '' : cut.fault.code).toBe('table.parquetDamaged');
  }
  const lzo = parquetWriteBuffer({
    columnData: [{ name: 'a', data: [1, 2], type: 'INT32' }],
    codec: 'LZO',
    compressors: { LZO: (bytes) => bytes },
  });
  const read = await readParquet(new Blob([lzo]), 'a.parquet');
  expect(read.ok ? null : read.fault).toMatchObject({ code: 'table.codec', blanks: { codec: 'LZO' } });
});

test('no flipped byte throws, floats or hangs', { timeout: 240_000 }, async () => {
  const fixtures = [new Uint8Array(exact()), new Uint8Array(facilities())];
  if (existsSync(corpus)) {
    for (const name of readdirSync(`${corpus}geoparquet`).filter((name) => name.endsWith('.parquet')))
      fixtures.push(bytesOf(`geoparquet/${name}`));
    for (const name of ['data-multipolygon-encoding_native', 'data-point-encoding_native', 'sample-zstd'])
      fixtures.push(bytesOf(`mapshaper/geoparquet/${name}.parquet`));
  }
  let slowest = 0;
  for (const fixture of fixtures)
    for (const flipped of byteFlips(fixture)) {
      const started = performance.now();
      const read = await readParquet(new Blob([flipped]), 'a.parquet');
      slowest = Math.max(slowest, performance.now() - started);
      if (read.ok)
        expect(read.value.cells.every((column) => column.length === read.value.rows.length)).toBe(true);
    }
  expect(slowest).toBeLessThan(2000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(floating).toEqual([]);
});
