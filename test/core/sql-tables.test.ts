/** What SQL is asked of: the documented tables hold the findings, a file's rows are all there, its problems first, nothing personal. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Study } from '../../src/domain/study';
import { defaultSettings } from '../../src/domain/study';
import { sqlTable, sqlTableNames } from '../../src/db/sql-tables';
import { createAnalysis } from '../../src/workers/analysis';
import type { Analysis } from '../../src/workers/api';
import { readSample } from '../ui/page';
import { openNodeDatabase } from './node-database';
import { cutOffCauses, type Findings } from '../../src/domain/findings';

const all = { start: 0, end: 5000, sort: null, filter: '', locate: -1 };
let analysis: Analysis;
let study: Study;
let findings: Findings;
beforeAll(async () => {
  study = await readSample();
  analysis = createAnalysis(openNodeDatabase);
  await analysis.inspect(study);
  const result = await analysis.run(study);
  if (!result.ok) throw new Error(result.fault.code);
  findings = result.value;
});

async function ask(sql: string) {
  const answer = await analysis.askSql(study, 'zh', sql);
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  return (await analysis.table({ from: 'sql' }, all))!.rows.map((row) => row.slice(1));
}

test('every table has one value for each row of each column, and unique names', () => {
  for (const name of sqlTableNames) {
    const columns = sqlTable(findings, name);
    expect(new Set(columns.map(({ values }) => values.length)).size, name).toBe(1);
    const names = columns.map((column) => column.name.toLowerCase());
    expect(new Set(names).size, name).toBe(names.length);
  }
});

test('sums over the tables are the figures of the findings', async () => {
  const meals = findings.services.find(({ service }) => service === 'meals')!;
  const close = (value: unknown, expected: number) => expect(value).toBeCloseTo(expected, 6);
  const [[within, beyond, unlinked]] = (await ask(
    'SELECT sum(elders * meals_within), sum(elders * (1 - meals_within)), sum(elders) FILTER (linked = 0) FROM elders',
  )) as number[][];
  close(within, meals.foot.covered);
  close(beyond, meals.foot.gap);
  close(unlinked ?? 0, meals.foot.unlinked);
  expect(await ask("SELECT gap, share, sites FROM results WHERE service = 'meals'")).toEqual([
    [meals.foot.gap, meals.foot.share, meals.sites.length],
  ]);
  const { rowCause, rowPersons } = meals.cutOff!;
  const causes = await ask(
    'SELECT meals_cut_off, count(*) FROM elders WHERE meals_cut_off IS NOT NULL GROUP BY 1 ORDER BY 1',
  );
  const kept = (cause: number) => rowCause.filter((one, row) => one === cause && rowPersons[row]! > 0).length;
  expect(causes.length).toBeGreaterThan(3);
  expect(causes).toEqual(
    [...cutOffCauses.entries()]
      .map(([at, cause]) => [cause, kept(at)] as const)
      .filter(([, rows]) => rows > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const detours = (await analysis.detours('meals', 'overall'))!;
  expect(
    await ask(
      'SELECT position, meals_detour FROM elders WHERE meals_detour IS NOT NULL ORDER BY meals_detour DESC, position LIMIT 50',
    ),
  ).toEqual(detours.worst.map(({ factor, row }) => [row, factor]));
  const [[gap]] = (await ask('SELECT sum(meals_gap) FROM districts')) as number[][];
  close(
    gap,
    meals.districts.gap.reduce((sum, persons) => sum + persons, 0),
  );
  const [[supplied]] = (await ask(
    "SELECT sum(a.score * e.elders) FROM access a JOIN elders e USING (position) WHERE a.of = 'elders' AND a.service = 'meals' AND a.method = '2sfca'",
  )) as number[][];
  close(
    supplied,
    findings.access.find((one) => one.service === 'meals' && one.method === '2sfca')!.demandTimesScore,
  );
  expect(await ask('SELECT count(*) FROM facilities')).toEqual([[findings.facilities.count]]);
  expect(await ask('SELECT count(*), round(sum(hours), 3) FROM volunteers')).toEqual([
    [
      findings.volunteers.count,
      Math.round(findings.volunteers.hours.reduce((a, b) => a + (b || 0), 0) * 1000) / 1000,
    ],
  ]);
});

test('files are tables under their names, and results join to them by file row', async () => {
  const { reports } = findings;
  for (const { file, kind, rowsRead, refused } of reports) {
    if (kind === 'streets') continue;
    expect(await ask(`SELECT count(*), count(*) FILTER (status = 'refused') FROM "${file}"`), file).toEqual([
      [rowsRead, refused.length],
    ]);
  }
  const listed = await analysis.sqlTables();
  expect(listed.map(({ name }) => name)).toEqual([...sqlTableNames, ...reports.map(({ file }) => file)]);
  const [[joined]] = await ask('SELECT count(*) FROM elders e JOIN "elders.csv" r USING (file_row)');
  expect(joined).toBe(findings.elders.count);
});

describe('answers on the map', () => {
  test('by coordinates, by an id of a layer, by a district’s name; rows without a place are counted', async () => {
    await ask('SELECT lon, lat FROM facilities');
    expect(await analysis.sqlPlaces()).toMatchObject({
      by: 'coordinates',
      rows: findings.facilities.count,
      unplaced: 0,
    });
    await ask('SELECT meals_nearest, count(*) FROM elders WHERE meals_nearest IS NOT NULL GROUP BY 1');
    const nearest = (await analysis.sqlPlaces())!;
    expect(nearest).toMatchObject({ by: 'facilities', column: 'meals_nearest', unplaced: 0 });
    const site = findings.facilities.ids.indexOf(
      (
        await ask('SELECT meals_nearest FROM elders WHERE meals_nearest IS NOT NULL LIMIT 1')
      )[0]![0] as string,
    );
    expect([...(await analysis.sqlPlaces())!.lons]).toEqual([findings.facilities.lons[site]]);
    await ask("SELECT name, meals_gap FROM districts UNION ALL SELECT '没有的街道', 0");
    expect(await analysis.sqlPlaces()).toMatchObject({
      by: 'districts',
      column: 'name',
      rows: findings.districts.count + 1,
      unplaced: 1,
    });
    await ask('SELECT 1 AS x');
    expect(await analysis.sqlPlaces()).toBeNull();
  });
});

test('an answer as a file: all rows, in the order shown, with the note', async () => {
  await ask('SELECT id, elders FROM elders ORDER BY id');
  const sort = { column: 'elders', descending: true };
  const written = await analysis.exportAnswer('csv', '结果', ['仅供内部使用'], sort);
  if (!written?.ok) throw new Error('not written');
  expect(written.value.name).toBe('结果.csv');
  const text = await written.value.blob.text();
  expect(text.trim().split('\r\n').length).toBeGreaterThan(findings.elders.count);
  const window = (await analysis.table({ from: 'sql' }, { ...all, end: 1, sort }))!;
  expect(text).toContain(`${window.rows[0]![1]},${window.rows[0]![2]}`);
});

describe('a file as it was read', () => {
  const person = '11010119450307421X';
  const csv = [
    '编号,姓名,身份证号,经度,纬度,60岁及以上,Status',
    ...Array.from(
      { length: 12 },
      (_, i) =>
        `E${i},张小${'三四五六七八九十甲乙丙丁'[i]},${person},103.8${i},36.0${i},${i === 3 ? '约30' : i},x`,
    ),
    `E12,王五,${person},,,4,y`,
    `E1,赵六,${person},103.81,36.01,1,z`,
  ].join('\n');
  const settings = {
    ...defaultSettings,
    layers: {
      elders: [{ file: 'p.csv', encoding: 'auto', crs: 'EPSG:4326', columns: {}, personRows: true }],
    },
  };
  const source = {
    from: 'file',
    study: { settings, files: { 'p.csv': new Blob([csv]) } },
    kind: 'elders',
    file: 'p.csv',
    language: 'zh',
  } as const;

  test('problems first, with the reason; text as written, sorted as figures; nothing personal', async () => {
    const own = createAnalysis(openNodeDatabase);
    expect(await own.table(source, all)).toBeNull();
    const { reports } = await own.inspect(source.study);
    const [report] = reports;
    expect(report!.rowsRead).toBe(14);
    const window = (await own.table(source, all))!;
    expect(window.total).toBe(14);
    const at = (name: string) => window.columns.indexOf(name);
    expect(window.rows[0]![at('file_row')]).toBe(14);
    expect(window.rows[0]![at('status')]).toBe('refused');
    expect(window.rows[0]![at('reason')]).toMatch(/坐标/);
    const states = window.rows.map((row) => row[at('status')]);
    expect(states).toEqual(
      [...states].sort(
        (a, b) =>
          ['refused', 'noted', 'used'].indexOf(a as string) -
          ['refused', 'noted', 'used'].indexOf(b as string),
      ),
    );
    // The second E1, and the two rows on one place.
    const twice = window.rows.find((row) => row[at('file_row')] === 15)!;
    expect(twice[at('status')]).toBe('noted');
    expect(twice[at('reason')]).toMatch(/编号/);
    expect(window.columns).toContain('Status_2');
    expect(JSON.stringify(window)).not.toMatch(/110101|张小|王五|赵六/);
    const sorted = (await own.table(source, {
      ...all,
      end: 1,
      sort: { column: '60岁及以上', descending: true },
    }))!;
    expect(sorted.rows[0]![at('60岁及以上')]).toBe('约30');
    const filtered = (await own.table(source, { ...all, filter: '约30' }))!;
    expect(filtered.total).toBe(1);
    const summary = (await own.columnSummary(source, '60岁及以上', ''))!;
    expect(summary).toMatchObject({ rows: 14, filled: 14, figures: { count: 14, least: 0, most: 30 } });
    expect(summary.figures!.bins.reduce((a, b) => a + b)).toBe(14);
    expect((await own.columnSummary(source, '经度', ''))!.filled).toBe(13);
    // What SQL sees is the same table.
    const answer = await own.askSql(source.study, 'zh', `SELECT * FROM "p.csv"`);
    expect(answer).toMatchObject({ ok: true, value: { rows: 14 } });
    expect(JSON.stringify(await own.table({ from: 'sql' }, all))).not.toMatch(/110101|张小|王五|赵六/);
  });
});
