/** Tables as GeoPackage, GeoParquet and shapefiles, read back through the page's own readers. */
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import { tidyGeometry } from '../../src/brief/tables/geometry';
import { fieldNames } from '../../src/brief/tables/dbf-write';
import type { ExportTable } from '../../src/brief/tables/export-table';
import {
  cellsOf,
  geometryKinds,
  readBack,
  sameNumbers,
  tables,
  withoutControls,
  written,
} from './export-cases';

const textOf = (table: ExportTable, at: number): string[] =>
  (table.columns[at] as { values: readonly (string | null)[] }).values.map((text) => text ?? '');
const numbersOf = (table: ExportTable): Float64Array => table.columns[3]!.values as Float64Array;
const idsOf = (table: ExportTable): string[] => Array.from(table.columns[0]!.values as Int32Array, String);
const places = (geometries: readonly (Geometry | null)[]): (Geometry | null)[] | null =>
  geometries.some((geometry) => geometry !== null) ? [...geometries] : null;

/** sql.js and hyparquet take a byte-order mark off every text they read. */
const unmarked = (text: string): string => text.replace(/^\ufeff/, '');

/** Of single and multiple lines or areas in one layer all are multiple. */
function oneType(geometries: readonly (Geometry | null)[]): (Geometry | null)[] {
  const types = new Set(geometries.flatMap((geometry) => geometry?.type ?? []));
  const families = new Set([...types].map((type) => type.replace('Multi', '')));
  return geometries.map((geometry) =>
    families.size === 1 && types.size === 2 && geometry && !geometry.type.startsWith('Multi')
      ? ({
          type: `Multi${geometry.type}`,
          coordinates: [(geometry as { coordinates: unknown }).coordinates],
        } as Geometry)
      : geometry,
  );
}

describe('GeoPackage', () => {
  test('reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(tables(), async (table) => {
        const read = await readBack(await written(table, 'gpkg'), '河谷市 层');
        expect(cellsOf(read, '编号')).toEqual(idsOf(table));
        expect(cellsOf(read, '机构名称')).toEqual(textOf(table, 1).map(unmarked));
        expect(cellsOf(read, 'note, "quoted"')).toEqual(textOf(table, 2).map(unmarked));
        expect(sameNumbers(numbersOf(table), cellsOf(read, '数值'))).toBe(true);
        expect(read.features?.map(({ geometry }) => geometry) ?? null).toEqual(
          places(oneType(table.geometries!)),
        );
        if (read.features) expect(read.crs).toBe('EPSG:4326');
      }),
      { numRuns: 25 },
    );
  });

  test('takes columns called as its own, and those that differ only in case', async () => {
    const column = (name: string) => ({ name, type: 'text' as const, values: [name] });
    const table = {
      name: 'sqlite_x',
      columns: ['fid', 'geom', 'Name', 'NAME', 'a"b', "'; DROP TABLE x; --"].map(column),
      geometries: [{ type: 'Point' as const, coordinates: [1, 2] }],
      notes: [],
    };
    const file = await written(table, 'gpkg');
    const read = await readBack(file);
    for (const name of ['fid', 'geom', 'Name', 'a"b', "'; DROP TABLE x; --"])
      expect(cellsOf(read, name)).toEqual([name]);
    expect(cellsOf(read, 'NAME (2)')).toEqual(['NAME']);
    expect(file.notes.map(({ code }) => code)).toEqual(['export.columnsRenamed']);
  });

  test('without places is a layer of attributes', async () => {
    const table = {
      name: 't',
      columns: [{ name: 'a', type: 'text' as const, values: ['001'] }],
      geometries: null,
      notes: [],
    };
    const read = await readBack(await written(table, 'gpkg'));
    expect(cellsOf(read, 'a')).toEqual(['001']);
    expect(read.features).toBeNull();
  });
});

describe('GeoParquet', () => {
  test('reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(tables(), async (table) => {
        const read = await readBack(await written(table, 'geoparquet'));
        expect(cellsOf(read, '编号')).toEqual(idsOf(table));
        expect(cellsOf(read, '机构名称')).toEqual(textOf(table, 1).map(unmarked));
        expect(cellsOf(read, 'note, "quoted"')).toEqual(textOf(table, 2).map(unmarked));
        expect(sameNumbers(numbersOf(table), cellsOf(read, '数值'))).toBe(true);
        expect(read.features!.map(({ geometry }) => geometry)).toEqual(table.geometries);
        expect(read.crs).toBe('OGC:CRS84');
      }),
      { numRuns: 50 },
    );
  });
});

describe('Shapefile', () => {
  test.each(['point', 'line', 'polygon'] as const)('of %ss reads back as it was written', async (kind) => {
    await fc.assert(
      fc.asyncProperty(tables(geometryKinds[kind]).map(withoutControls), async (table) => {
        if (places(table.geometries!) === null) return;
        const read = await readBack(await written(table, 'shapefile'));
        expect(cellsOf(read, '编号')).toEqual(idsOf(table));
        // Texts end at 254 bytes, blanks around them fill the field.
        expect(cellsOf(read, '机构名')).toEqual(textOf(table, 1).map(fitted));
        expect(cellsOf(read, 'note, "quo')).toEqual(textOf(table, 2).map(fitted));
        expect(sameNumbers(numbersOf(table), cellsOf(read, '数值'))).toBe(true);
        // Rings run the other way in a shapefile.
        const wound = read.features!.map(
          ({ geometry }) => (geometry as Geometry | null) && tidyGeometry(geometry),
        );
        expect(wound).toEqual(table.geometries);
        expect([read.crs, read.encoding]).toEqual(['EPSG:4326', 'utf-8']);
      }),
      { numRuns: 25 },
    );
  });

  test('of mixed shapes is one for each family, and every row is in one', async () => {
    const table: ExportTable = {
      name: '混合',
      columns: [{ name: 'id', type: 'integer', values: Int32Array.of(1, 2, 3, 4) }],
      geometries: [
        null,
        { type: 'Point', coordinates: [1, 2] },
        {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
        { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
      ],
      notes: ['合成数据'],
    };
    const file = await written(table, 'shapefile');
    expect(file.notes).toEqual([{ code: 'export.collectionsLeftOut', blanks: { count: 1 } }]);
    const points = await readBack(file, null, '混合_point.shp');
    const lines = await readBack(file, null, '混合_line.shp');
    expect(cellsOf(points, 'id')).toEqual(['1', '2', '4']);
    expect(points.features!.map(({ geometry }) => geometry)).toEqual([null, table.geometries![1], null]);
    expect(cellsOf(lines, 'id')).toEqual(['3']);
  });

  test('cuts names at ten bytes and texts at 254, between characters, and says so', async () => {
    const long = `${'𠮷'.repeat(63)}汉字`;
    const table = {
      name: 't',
      columns: ['六十岁及以上人口', '六十岁及以下', 'population_60', 'POPULATION_80', ''].map((name) => ({
        name,
        type: 'text' as const,
        values: [long],
      })),
      geometries: [{ type: 'Point' as const, coordinates: [1, 2] }],
      notes: [],
    };
    const file = await written(table, 'shapefile');
    const read = await readBack(file);
    expect(read.header).toEqual(['六十岁', '六十_2', 'population', 'POPULATI_2', '#5']);
    expect(read.cells.map(([cell]) => cell)).toEqual(Array(5).fill('𠮷'.repeat(63)));
    expect(file.notes.map(({ code }) => code)).toEqual([
      'export.columnsRenamed',
      'export.textCut',
      'export.namesCut',
    ]);
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 14 }), { maxLength: 20 }), (names) => {
        const fields = fieldNames(names);
        expect(new Set(fields.map((field) => field.toLowerCase())).size).toBe(names.length);
        for (const field of fields) {
          const bytes = encoder.encode(field);
          expect(bytes.length).toBeGreaterThan(0);
          expect(bytes.length).toBeLessThanOrEqual(10);
          expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(field);
        }
      }),
    );
  });

  test('whose long texts are mostly blank is no bomb to our own reader', async () => {
    const rows = 9000;
    const values = Array.from({ length: rows }, (_, i) => (i === 0 ? 'x'.repeat(254) : null));
    const columns = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, type: 'text' as const, values }));
    const geometries = values.map((_, i): Geometry => ({ type: 'Point', coordinates: [i / 100, 1] }));
    const file = await written({ name: 't', columns, geometries, notes: [] }, 'shapefile');
    expect(file.blob.size).toBeLessThan((rows * 5 * 254) / 100);
    expect((await readBack(file)).rows).toHaveLength(rows);
  });

  test('of a table without places is a dBase table; too many fields are refused', async () => {
    const column = (name: string) => ({ name, type: 'text' as const, values: ['007'] });
    const read = await readBack(
      await written({ name: 't', columns: [column('编号')], geometries: null, notes: [] }, 'shapefile'),
      null,
      't.dbf',
    );
    expect([read.format, cellsOf(read, '编号')]).toEqual(['dbf', ['007']]);
    const columns = Array.from({ length: 256 }, (_, i) => column(`c${i}`));
    await expect(written({ name: 't', columns, geometries: null, notes: [] }, 'shapefile')).rejects.toThrow(
      'export.tooManyColumns',
    );
  });
});

function fitted(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(254));
  return text.slice(0, read).trim();
}
