/** The SQL editor's engine: what may be asked, what is refused and how it is said, and that no query holds the page. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Column } from '../../src/domain/column';
import { succeed } from '../../src/domain/fault';
import type { Database } from '../../src/db/database';
import { SqlDesk, type SqlSource } from '../../src/db/sql-desk';
import { sentence } from '../../src/i18n/sentence';
import { openNodeDatabase } from './node-database';

const people: Column[] = [
  { name: 'id', type: 'text', values: ['甲', '乙', '丙', '丁'] },
  { name: 'elders', type: 'number', values: new Float64Array([3, 1.5, NaN, 2]) },
  { name: '街道', type: 'text', values: ['东街', '西街', '东街', null] },
];
let asked: string[];
const sources = (version: unknown = 1): SqlSource[] =>
  (
    [
      ['elders', people],
      ['老人 表.csv', people],
      ['never', people],
    ] as const
  ).map(([name, columns]) => ({
    name,
    version,
    columns: async () => {
      asked.push(name);
      return succeed(columns);
    },
  }));
const all = { start: 0, end: 1000, sort: null, filter: '', locate: -1 };

// One engine for all: a second to open.
const desk = new SqlDesk(openNodeDatabase);
beforeEach(() => {
  asked = [];
});

async function rowsOf(sql: string) {
  const answer = await desk.run(sql, sources());
  if (!answer.ok) throw new Error(sentence(answer.fault, 'en'));
  return (await desk.answer!.window(all)).rows.map((row) => row.slice(1));
}

async function faultOf(sql: string) {
  const answer = await desk.run(sql, sources());
  return answer.ok ? null : answer.fault;
}

test('only the tables that a query names are loaded, once for each version of their rows', async () => {
  expect(await rowsOf('SELECT id, elders FROM elders ORDER BY elders DESC NULLS LAST')).toEqual([
    ['甲', 3],
    ['丁', 2],
    ['乙', 1.5],
    ['丙', null],
  ]);
  await rowsOf('SELECT * FROM ELDERS');
  expect(asked).toEqual(['elders']);
  await desk.run('SELECT 1 FROM elders', sources(2));
  expect(asked).toEqual(['elders', 'elders']);
  expect(await rowsOf('SELECT count(*) FROM "老人 表.csv" a JOIN elders b USING (id)')).toEqual([[4]]);
  expect(asked).toEqual(['elders', 'elders', 'elders', '老人 表.csv']);
});

test.each([
  'SELECT count(*) FROM elders NATURAL JOIN never',
  'SELECT count(*) FROM elders JOIN never USING (id, elders) WHERE elders IS NOT NULL',
  "SELECT count(*) FROM query_table('never')",
  "SELECT count(*) FROM query('FROM never')",
  'SELECT (SELECT count(*) FROM elders e WHERE EXISTS (FROM never n WHERE n.id = e.id))',
  'WITH a AS (FROM never) SELECT count(*) FROM a POSITIONAL JOIN elders',
])('however a table is named, it has its rows: %s', async (sql) => {
  const desk = new SqlDesk(openNodeDatabase);
  await desk.run(sql, sources());
  const [[, count]] = (await desk.answer!.window(all)).rows as [[number, number]];
  expect(count).toBeGreaterThan(1);
});

test.each([
  ['VALUES (1), (2)', [[1], [2]]],
  ['WITH a AS (SELECT 1 AS x) SELECT x FROM a;', [[1]]],
  ['-- 说明\nFROM elders SELECT count(*) -- 尾', [[4]]],
  ['SELECT 9007199254740993::BIGINT, 12::BIGINT', [['9007199254740993', 12]]],
  [
    "SELECT 'Infinity'::DOUBLE, DATE '2026-11-23', [1, 2], true, NULL, 1.25::DECIMAL(9,2)",
    [[null, '2026-11-23', '[1, 2]', 'true', null, 1.25]],
  ],
  ['SELECT 1 AS a, 2 AS a', [[1, 2]]],
] as const)('%s', async (sql, rows) => {
  expect(await rowsOf(sql)).toEqual(rows);
});

test('DESCRIBE, SUMMARIZE, SHOW and EXPLAIN answer', async () => {
  expect((await rowsOf('DESCRIBE elders')).map(([name]) => name)).toEqual(['id', 'elders', '街道']);
  expect((await rowsOf('SUMMARIZE elders')).length).toBe(3);
  expect((await rowsOf('SHOW TABLES')).map(([name]) => name)).toEqual(
    expect.arrayContaining(['elders', 'never', '老人 表.csv']),
  );
  expect(String(await rowsOf('EXPLAIN SELECT * FROM elders'))).toContain('SCAN');
});

describe('what does not read is refused in words', () => {
  test.each([
    ['CREATE TABLE x (a INT)', 'sql.notReading'],
    ['CREATE TEMP TABLE x AS SELECT 1', 'sql.notReading'],
    ['INSERT INTO elders VALUES (1)', 'sql.notReading'],
    ['DELETE FROM elders', 'sql.notReading'],
    ['UPDATE elders SET id = 1', 'sql.notReading'],
    ['DROP TABLE elders', 'sql.notReading'],
    ['ALTER TABLE elders ADD COLUMN x INT', 'sql.notReading'],
    ["COPY elders TO 'x.csv'", 'sql.notReading'],
    ["ATTACH 'x.db'", 'sql.notReading'],
    ["ATTACH ':memory:' AS m", 'sql.notReading'],
    ['INSTALL httpfs', 'sql.notReading'],
    ['LOAD httpfs', 'sql.notReading'],
    ['PRAGMA version', 'sql.notReading'],
    ['SET threads = 1', 'sql.notReading'],
    ['SET lock_configuration = false', 'sql.notReading'],
    ['RESET memory_limit', 'sql.notReading'],
    ["EXPORT DATABASE 'x'", 'sql.notReading'],
    ['CALL pragma_version()', 'sql.notReading'],
    ['BEGIN', 'sql.notReading'],
    ['CHECKPOINT', 'sql.notReading'],
    ['VACUUM', 'sql.notReading'],
    ['USE main', 'sql.notReading'],
    ['EXPLAIN ANALYZE SELECT 1', 'sql.notReading'],
    ['EXPLAIN DROP TABLE elders', 'sql.notReading'],
    ['SELECT 1; DROP TABLE elders', 'sql.several'],
    ['/* SELECT */ DROP TABLE elders -- SELECT', 'sql.notReading'],
    ["SELECT * FROM query('DROP TABLE elders')", 'sql.several'],
    ['', 'sql.empty'],
    ['-- 只有注释', 'sql.empty'],
    ['SELECT ?', 'sql.parameters'],
  ] as const)('%s', async (sql, code) => {
    expect((await faultOf(sql))?.code).toBe(code);
    expect(await rowsOf('SELECT count(*) FROM elders')).toEqual([[4]]);
  });

  test.each([
    "SELECT * FROM read_csv('https://example.org/x.csv')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM sniff_csv('x.csv')",
    "FROM 'x.csv'",
    "FROM 'https://example.org/x.csv'",
    "SELECT (SELECT content FROM read_text('x'))",
    "SELECT * FROM query('FROM read_text(''x'')')",
  ])('nothing outside is reached: %s', async (sql) => {
    expect((await faultOf(sql))?.code).toBe('sql.outside');
  });

  test.each([
    "SELECT * FROM read_parquet('https://example.org/x.parquet')",
    "SELECT * FROM read_json('x.json')",
    'SELECT current_date',
  ])('extensions are not there: %s', async (sql) => {
    expect((await faultOf(sql))?.code).toBe('sql.noExtension');
  });
});

test('an error says the line and the character, also behind Chinese and in long lines', async () => {
  expect(await faultOf('SELECT id\nFORM elders WHERE 1')).toMatchObject({
    code: 'sql.syntax',
    blanks: { line: 2, column: 6 },
  });
  expect(await faultOf("SELECT '东街' AS 街,\n  街到 FROM elders")).toMatchObject({
    code: 'sql.noColumn',
    blanks: { line: 2, column: 3, name: '街到', offers: '街道' },
  });
  expect(await faultOf("SELECT '东街东街', elder FROM elders")).toMatchObject({
    blanks: { line: 1, column: 16, name: 'elder' },
  });
  expect(await faultOf("SELECT '东街' FROM elder")).toMatchObject({
    code: 'sql.noTable',
    blanks: { line: 1, column: 18, name: 'elder' },
  });
  const long = `SELECT ${'id, '.repeat(60)}idd FROM elders`;
  expect(await faultOf(long)).toMatchObject({
    code: 'sql.noColumn',
    blanks: { line: 1, column: long.indexOf('idd') + 1 },
  });
  expect(await faultOf("SELECT 'a'::INT FROM elders")).toMatchObject({ code: 'sql.failed' });
  expect(String((await faultOf("SELECT 'a'::INT FROM elders"))!.blanks['message'])).not.toContain('query(');
});

test('answers keep the order of the query, and are sorted, filtered and summed up as any table', async () => {
  await rowsOf(
    "SELECT i, CASE WHEN i % 2 = 0 THEN '偶' ELSE '奇' END AS k FROM range(100000) r(i) ORDER BY i DESC",
  );
  const view = desk.answer!;
  const window = await view.window({ ...all, start: 3, end: 5 });
  expect(window.total).toBe(100000);
  expect(window.rows.map((row) => row[1])).toEqual([99996, 99995]);
  const sorted = await view.window({ ...all, end: 2, sort: { column: 'k', descending: false }, locate: 0 });
  // 奇 (jī, qí) stands before or after 偶 (ǒu) as Intl's pinyin has it.
  const first = ['偶', '奇'].sort(new Intl.Collator('zh').compare)[0];
  expect(sorted.rows[0]![2]).toBe(first);
  expect((await view.window({ ...all, end: 1, filter: '偶' })).total).toBe(50000);
  expect(await view.summarise('i', '')).toMatchObject({
    rows: 100000,
    filled: 100000,
    distinct: 100000,
    figures: { count: 100000, least: 0, median: 49999.5, most: 99999 },
  });
  expect((await view.summarise('k', '')).common).toEqual([
    { text: '偶', rows: 50000 },
    { text: '奇', rows: 50000 },
  ]);
});

// In Node the engine shares this thread, so that a press is heard between its slices; the browser's second is tested in e2e.
test('a query without end stops at a press, and the desk goes on', async () => {
  for (const sql of [
    'SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)',
    'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT * FROM r',
  ]) {
    const press = new AbortController();
    const running = desk.run(sql, sources(), { signal: press.signal });
    let pressed = 0;
    setTimeout(() => {
      pressed = performance.now();
      press.abort();
    }, 700);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - pressed).toBeLessThan(5000);
    expect(await rowsOf('SELECT count(*) FROM elders')).toEqual([[4]]);
  }
});

test('the time limit, and a memory that is full, are said', async () => {
  const short = new SqlDesk(openNodeDatabase, { seconds: 0.6, graceMs: 500 });
  const slow = await short.run('SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)', []);
  expect(slow).toMatchObject({ ok: false, fault: { code: 'sql.timeLimit', blanks: { seconds: 0.6 } } });
  const large = await desk.run('SELECT count(*) FROM range(1000000000000) a, range(1000000000000) b', []);
  expect(large).toMatchObject({ ok: false, fault: { code: 'sql.memory' } });
  expect(await rowsOf('SELECT 1')).toEqual([[1]]);
});

/** An engine that hears nothing while it works, as DuckDB does within one long step. */
function deafDatabase(): Database & { ended: boolean } {
  return {
    ended: false,
    load: async () => undefined,
    drop: async () => undefined,
    rows: async () => [],
    tablesIn: async () => [],
    check: async () => undefined,
    execute: () => new Promise(() => undefined),
    async close() {
      this.ended = true;
    },
  };
}

test('an engine that does not listen is ended, and another opened for the next query', async () => {
  const opened: ReturnType<typeof deafDatabase>[] = [];
  const stuck = new SqlDesk(
    async () => {
      if (opened.length > 0) return openNodeDatabase();
      opened.push(deafDatabase());
      return opened[0]!;
    },
    { seconds: 60, graceMs: 50 },
  );
  const press = new AbortController();
  const running = stuck.run('SELECT 1', sources(), { signal: press.signal });
  // Asked at once, as an impatient user does: before the first engine is given up.
  const next = new Promise((resolve) =>
    setTimeout(() => {
      press.abort();
      resolve(stuck.run('SELECT * FROM elders', sources()));
    }, 50),
  );
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(await next).toMatchObject({ ok: true, value: { rows: 4 } });
  expect(opened[0]!.ended).toBe(true);
});
