/** Tables as CSV and GeoJSON: what is read back is what was written, and nothing in it runs. */
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import type { ExportTable } from '../../src/brief/tables/export-table';
import { exportFormats, exportTable } from '../../src/brief/tables/export-table';
import type { Progress } from '../../src/domain/progress';
import { cellsOf, nasty, readBack, sameNumbers, tables, withoutControls, written } from './export-cases';

/** faults.md: the first character that is no space, full-width twins too; plain numbers are left alone. */
function guarded(text: string): string {
  const lead = text.replace(/^[\s\u200b-\u200f\u2060\ufeff]+/u, '');
  const isFormula = /^[=+\-@＝＋－＠]/u.test(lead) || /^[ \u200b]*[\t\r]/.test(text);
  return isFormula && (text.trim() === '' || !Number.isFinite(Number(text)) || text !== text.trim())
    ? `'${text}`
    : text;
}

const textOf = (table: ExportTable, at: number): readonly (string | null)[] =>
  (table.columns[at] as { values: readonly (string | null)[] }).values;

describe('CSV', () => {
  test('reads back as it was written, but for the apostrophe before formulas', async () => {
    await fc.assert(
      fc.asyncProperty(tables().map(withoutControls), async (table) => {
        const read = await readBack(await written({ ...table, geometries: null }, 'csv'));
        expect(cellsOf(read, '编号').map(Number)).toEqual([...(table.columns[0]!.values as Int32Array)]);
        // Our reader has one kind of line break within a cell.
        const plain = (text: string | null): string => guarded(text ?? '').replace(/\r\n?/g, '\n');
        expect(cellsOf(read, '机构名称')).toEqual(textOf(table, 1).map(plain));
        expect(cellsOf(read, 'note, "quoted"')).toEqual(textOf(table, 2).map(plain));
        expect(sameNumbers(table.columns[3]!.values as Float64Array, cellsOf(read, '数值'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('is bytes that Excel and WPS take: a mark, CR LF, quotes only where needed', async () => {
    const { blob, name } = await written(
      {
        name: 'a/b:河谷',
        columns: [
          { name: '=名', type: 'text', values: ['=1+1', null, '-5', '0123', '\tx'] },
          { name: 'n', type: 'number', values: Float64Array.of(-1.5, NaN, -Infinity, -0, 1e21) },
          { name: 'i', type: 'integer', values: Int32Array.of(-1, 0, 1, 2, 3) },
        ],
        geometries: null,
        notes: ['合成数据'],
      },
      'csv',
    );
    expect(name).toBe('a_b_河谷.csv');
    // Blob.text() takes the mark away.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
    expect(text).toBe("\ufeff'=名,n,i\r\n'=1+1,-1.5,-1\r\n,,0\r\n-5,,1\r\n0123,0,2\r\n'\tx,1e+21,3\r\n");
  });

  test('has points as lon and lat and counts the shapes it leaves out', async () => {
    const table: ExportTable = {
      name: 't',
      columns: [{ name: 'id', type: 'text', values: ['a', 'b', 'c'] }],
      geometries: [
        { type: 'Point', coordinates: [103.25, 36.5] },
        null,
        {
          type: 'LineString',
          coordinates: [
            [1, 2],
            [3, 4],
          ],
        },
      ],
      notes: [],
    };
    const { blob, notes } = await written(table, 'csv');
    expect(await blob.text()).toBe('id,lon,lat\r\na,103.25,36.5\r\nb,,\r\nc,,\r\n');
    expect(notes).toEqual([{ code: 'export.shapesLeftOut', blanks: { count: 1, format: 'CSV' } }]);
    const odd = { ...table, columns: [{ name: 'LON', type: 'text' as const, values: ['a', 'b', 'c'] }] };
    expect(await (await written(odd, 'csv')).blob.text()).toMatch(/^LON,lon_2,lat\r\na,103\.25,36\.5\r\n/);
  });
});

describe('GeoJSON', () => {
  test('reads back as it was written: cells, geometries, order', async () => {
    await fc.assert(
      fc.asyncProperty(tables(), async (table) => {
        const { blob, name } = await written(table, 'geojson');
        const document = JSON.parse(await blob.text()) as Record<string, unknown>;
        expect(Object.keys(document).sort()).toEqual(['features', 'name', 'notes', 'type']);
        const read = await readBack({ blob, name, notes: [] });
        expect(read.features!.map(({ geometry }) => geometry)).toEqual(table.geometries);
        expect(cellsOf(read, '机构名称')).toEqual(textOf(table, 1).map((text) => text ?? ''));
        expect(cellsOf(read, 'note, "quoted"')).toEqual(textOf(table, 2));
        expect(sameNumbers(table.columns[3]!.values as Float64Array, cellsOf(read, '数值'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('winds outlines anticlockwise, closes rings, keeps seven decimals, drops heights and broken shapes', async () => {
    const { blob, notes } = await written(
      {
        name: 't',
        columns: [{ name: '__proto__', type: 'text', values: ['a', 'b', 'c', 'd'] }],
        geometries: [
          {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [0, 1],
                [1, 1],
                [1, 0],
              ],
            ],
          },
          { type: 'Point', coordinates: [103.123456789, -0.00000001, 77] },
          { type: 'Point', coordinates: [NaN, 1] },
          {
            type: 'Polygon',
            coordinates: [
              [
                [0, 0],
                [1, 1],
                [0, 0],
              ],
            ],
          },
        ],
        notes: [],
      },
      'geojson',
    );
    const { features } = JSON.parse(await blob.text()) as { features: Record<string, unknown>[] };
    expect(features.map(({ geometry }) => geometry)).toEqual([
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
            [0, 0],
          ],
        ],
      },
      { type: 'Point', coordinates: [103.1234568, 0] },
      null,
      null,
    ]);
    expect(Object.hasOwn(features[0]!['properties'] as object, '__proto__')).toBe(true);
    expect(notes).toEqual([{ code: 'export.placesBad', blanks: { count: 2 } }]);
  });
});

test('GeoJSON writes whole numbers beyond 2^53 with an exponent, which 64-bit readers take', async () => {
  const values = Float64Array.of(2 ** 63, -(2 ** 53), 9007199254740991, 0.5);
  const { blob } = await written(
    { name: 't', columns: [{ name: 'n', type: 'number', values }], geometries: null, notes: [] },
    'geojson',
  );
  const numbers = [...(await blob.text()).matchAll(/"n":([^}]*)/g)].map(([, text]) => text!);
  expect(numbers).toEqual(['9.223372036854776e+18', '-9.007199254740992e+15', '9007199254740991', '0.5']);
  expect(numbers.map(Number)).toEqual([...values]);
});

describe('any format', () => {
  test('gives columns of one name, or none, their own', async () => {
    const column = (name: string) => ({ name, type: 'text' as const, values: ['x'] });
    const { blob, notes } = await written(
      { name: 't', columns: [column('a'), column('a'), column('')], geometries: null, notes: [] },
      'csv',
    );
    expect(await blob.text()).toBe('a,a (2),#3\r\nx,x,x\r\n');
    expect(notes.map(({ code }) => code)).toEqual(['export.columnsRenamed']);
  });

  test.each(exportFormats)('stops when told: %s', async (format) => {
    const values = Array.from({ length: 5000 }, (_, i) => nasty[i % nasty.length]!);
    const geometries = values.map((_, i): Geometry => ({ type: 'Point', coordinates: [i / 100, 1] }));
    const table = {
      name: 't',
      columns: [{ name: 'a', type: 'text' as const, values }],
      geometries,
      notes: [],
    };
    const abort = new AbortController();
    const seen: number[] = [];
    // In the midst of the work: when it first says how far it has come.
    const progress = ({ done }: Progress): void => {
      seen.push(done);
      abort.abort();
    };
    await expect(exportTable(table, format, { signal: abort.signal, progress })).rejects.toThrow(/abort/i);
    expect(seen.length).toBeGreaterThan(0);
  });
});
