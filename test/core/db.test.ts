import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/db/database';
import { openNodeDatabase } from './node-database';

let db: Database;
beforeAll(async () => {
  db = await openNodeDatabase();
});
afterAll(() => db.close());

test('text, numbers and missing values come back as they went in', async () => {
  await db.load('t', [
    { name: 'id', type: 'text', values: ['甲', null, 'o\'"x', '=1+1', ''] },
    { name: 'seconds', type: 'number', values: new Float64Array([1.5, NaN, Infinity, -0.25, 1e15]) },
    { name: 'row', type: 'integer', values: new Int32Array([1, 2, 3, 4, 5]) },
  ]);
  expect(await db.rows('SELECT * FROM t ORDER BY "row"')).toEqual([
    ['甲', 1.5, 1],
    [null, null, 2],
    ['o\'"x', null, 3],
    ['=1+1', -0.25, 4],
    ['', 1e15, 5],
  ]);
});

test('loading again replaces the table', async () => {
  await db.load('again', [{ name: 'a', type: 'integer', values: new Int32Array([1, 2]) }]);
  await db.load('again', [{ name: 'b', type: 'text', values: ['x'] }]);
  expect(await db.rows('SELECT b, count(*) FROM again GROUP BY b')).toEqual([['x', 1]]);
});

test('parameters are values, never SQL', async () => {
  await db.load('p', [{ name: 'name', type: 'text', values: ["'; DROP TABLE p; --", '乙'] }]);
  expect(await db.rows('SELECT count(*) FROM p WHERE name = ?', ["'; DROP TABLE p; --"])).toEqual([[1]]);
});

test.each([
  "SELECT * FROM read_csv('https://example.org/x.csv')",
  "SELECT * FROM 'x.parquet'",
  "COPY (SELECT 1) TO 'x.csv'",
  'LOAD spatial',
  'SET autoload_known_extensions=true',
])('the engine refuses to reach outside: %s', async (sql) => {
  await expect(db.rows(sql)).rejects.toThrow();
});

test('an empty table has its columns', async () => {
  await db.load('none', [{ name: 'a', type: 'number', values: new Float64Array(0) }]);
  expect(await db.rows('SELECT a FROM none')).toEqual([]);
});
