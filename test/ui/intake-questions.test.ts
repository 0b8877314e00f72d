/** Each question of the data step: raised by what a report says, answered by one click into the study, taken back by undo. */
import { flushSync } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { fault } from '../../src/domain/fault';
import { intakeWords } from '../../src/i18n/intake-words';
import type { Study } from '../../src/domain/study';
import type { CrsCandidate } from '../../src/domain/tables';
import { messages } from '../../src/i18n/messages';
import DataStep from '../../src/ui/steps/DataStep.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { appWith, quiet, report, source, studyOf } from './intake-reports';
import { allByRole, byRole, show, text, type Shown } from './page';

const words = intakeWords('zh');
let page: Shown;
afterEach(() => page.close());

async function open(app: App): Promise<void> {
  app.view.language = 'zh';
  page = show(DataStep, app);
  await Promise.resolve();
  flushSync();
}

async function press(app: App, name: string | RegExp): Promise<void> {
  byRole(page.root, 'button', name).click();
  await quiet(app);
  flushSync();
}

function candidate(system: string, medianMetres: number, shiftMetres: number): CrsCandidate {
  return { system, name: system, medianMetres, shareNear: 0.5, contained: 1, shiftMetres };
}

const suspected = {
  crsCandidates: [candidate('BD-09', 9, 481), candidate('EPSG:4326', 88, 0), candidate('GCJ-02', 40, 200)],
  crsVerdict: { kind: 'clear', margin: 40 },
} as const;
const first = (app: App, kind: 'elders' | 'facilities') => app.study.settings.layers[kind]![0]!;

test('two readings side by side, one click chooses, undo asks again', async () => {
  const readings = [
    { encoding: 'gb18030', lines: ['北坡社区'] },
    { encoding: 'utf-8', lines: ['鍖楀潯'] },
  ];
  const app = await appWith(studyOf({ elders: [source('a.csv')] }), ({ settings }) => ({
    reports: [report('a.csv', 'elders', settings.layers.elders![0]!.encoding === 'auto' ? { readings } : {})],
  }));
  await open(app);
  expect(text(page.root)).toContain('鍖楀潯');
  await press(app, `北坡社区 ${words.ask.encodingChoose('GBK')}`);
  expect(first(app, 'elders').encoding).toBe('gb18030');
  expect(app.intake.decisions).toEqual([]);
  app.undo();
  await quiet(app);
  expect(app.intake.decisions.map(({ kind }) => kind)).toEqual(['encoding']);
});

test('a shift is told in metres beside the walking radius, and one answer serves all files alike', async () => {
  const study = studyOf({ elders: [source('a.csv')], facilities: [source('b.csv')] });
  const app = await appWith(study, ({ settings }) => ({
    reports: [
      report('a.csv', 'elders', settings.layers.elders![0]!.crs === 'auto' ? suspected : {}),
      report('b.csv', 'facilities', settings.layers.facilities![0]!.crs === 'auto' ? suspected : {}),
    ],
  }));
  await open(app);
  expect(app.intake.decisions).toHaveLength(1);
  expect(text(page.root)).toMatch(/坐标更像“BD-09”：现在的读法偏移 481\s米，超过 300 米服务半径/);
  await press(app, /^按 BD-09 读/);
  expect(first(app, 'elders').crs).toBe('BD-09');
  expect(first(app, 'facilities').crs).toBe('BD-09');
  expect(app.intake.decisions).toEqual([]);
  app.undo();
  await quiet(app);
  flushSync();
  await press(app, /^保持 EPSG:4326/);
  // The word of the user is kept in the study: it is not asked again when the study is opened.
  expect(first(app, 'elders').crs).toBe('EPSG:4326');
});

test('a doubtful verdict without a sign of a shift is no question', async () => {
  const doubtful = { ...suspected, crsVerdict: { kind: 'doubtful', margin: 1 } } as const;
  const app = await appWith(studyOf({ elders: [source('a.csv')] }), () => ({
    reports: [report('a.csv', 'elders', doubtful)],
  }));
  await open(app);
  expect(app.intake.decisions).toEqual([]);
  // The column's own name is such a sign.
  const named = await appWith(studyOf({ elders: [source('a.csv')] }), () => ({
    reports: [
      report('a.csv', 'elders', { notes: [fault('column.shiftedCoordinates', {}, { file: 'a.csv' })] }),
    ],
  }));
  const [only] = named.intake.decisions;
  expect(only?.kind === 'system' && only.candidates.map(({ system }) => system)).toEqual([
    'GCJ-02',
    'BD-09',
    'EPSG:4326',
  ]);
});

test('a file that cannot be placed offers its systems', async () => {
  const app = await appWith(studyOf({ elders: [source('m.csv')] }), () => ({
    reports: [],
    faults: [fault('table.projected', { x: 1, y: 2, likely: '' }, { file: 'm.csv' })],
    doubts: [
      {
        file: 'm.csv',
        candidates: [candidate('EPSG:4523', 8, 0)],
        verdict: { kind: 'clear', margin: 9 },
      },
    ],
  }));
  await open(app);
  expect(text(page.root)).toContain(words.ask.systemUnplaced);
  await press(app, /^按 EPSG:4523 读/);
  expect(first(app, 'elders').crs).toBe('EPSG:4523');
});

test('numbers for no answer: ticked are missing, and "all are real" is an answer too', async () => {
  const missingCodes = [
    { column: '人数', code: 999, rows: 7 },
    { column: '80岁及以上', code: -1, rows: 3 },
  ];
  const make = () =>
    appWith(studyOf({ elders: [source('q.csv')] }), () => ({
      reports: [report('q.csv', 'elders', { missingCodes })],
    }));
  const app = await make();
  await open(app);
  const box = byRole(page.root, 'checkbox', words.ask.missingCode('-1', '80岁及以上', '3'));
  box.click();
  await press(app, words.ask.missingYes);
  expect(first(app, 'elders').missing).toEqual([999]);
  expect(app.intake.decisions).toEqual([]);
  await page.close();
  const other = await make();
  await open(other);
  await press(other, words.ask.missingNo);
  expect(first(other, 'elders').missing).toEqual([]);
  expect(other.intake.decisions).toEqual([]);
});

test('a near miss of a district name is chosen by its name, the others stay open', async () => {
  const join = {
    column: '社区',
    exact: 10,
    folded: 2,
    chosen: 0,
    open: [
      { text: '北坡小区', rows: 4, offers: ['北坡社区'] },
      { text: '不知道', rows: 1, offers: [] },
    ],
  };
  const app = await appWith(studyOf({ elders: [source('n.csv')] }), () => ({
    reports: [report('n.csv', 'elders', { join })],
  }));
  await open(app);
  await press(app, '北坡社区');
  expect(first(app, 'elders').districtNames).toEqual({ 北坡小区: '北坡社区' });
  expect(text(page.root)).not.toContain('“北坡小区”（4 行）');
  expect(text(page.root)).toContain('“不知道”（1 行）');
  await press(app, `${words.ask.nameLeave}：不知道`);
  expect(app.intake.decisions).toEqual([]);
  expect(first(app, 'elders').districtNames).toEqual({ 北坡小区: '北坡社区', 不知道: '' });
});

test('rows on one spot are named and shown on the map; that they belong there is an answer', async () => {
  const app = await appWith(studyOf({ elders: [source('r.csv')] }), () => ({
    reports: [report('r.csv', 'elders', { repeats: [{ lon: 103.5, lat: 36.5, rows: 120 }] })],
  }));
  await open(app);
  expect(text(page.root)).toContain(words.ask.repeats('120'));
  [...page.root.querySelectorAll<HTMLButtonElement>('ol button')]
    .find((button) => text(button) === words.list.goTo)!
    .click();
  expect([...app.intake.trial!.then]).toEqual([103.5, 36.5]);
  await press(app, words.ask.repeatsFine);
  expect(app.intake.decisions).toEqual([]);
  expect(app.intake.trial).toBeNull();
});

test('other sheets become layers of their own, each with its own report; the one on screen stays', async () => {
  const sheets = ['设施', '老年人', '说明'];
  const app = await appWith(
    studyOf({ facilities: [source('两张表.xlsx', { columns: { name: '机构名称' } })] }),
    ({ settings }: Study) => ({
      reports: [
        ...(settings.layers.facilities ?? []).map(({ file, sheet }) =>
          report(file, 'facilities', { format: 'xlsx', sheets, sheet: sheet ?? '设施' }),
        ),
        ...(settings.layers.elders ?? []).map(({ file, sheet }) =>
          report(file, 'elders', { format: 'xlsx', sheets, sheet: sheet! }),
        ),
      ],
    }),
    {
      guessSheets: async (_study, _file, _encoding, asked) =>
        asked.map((sheet) => ({ sheet, kind: 'elders' })),
    },
  );
  await open(app);
  byRole(page.root, 'checkbox', '老年人').click();
  flushSync();
  await press(app, words.ask.sheetsAdd);
  await quiet(app);
  expect(app.study.settings.layers).toMatchObject({
    facilities: [{ file: '两张表.xlsx', sheet: '设施', columns: { name: '机构名称' } }],
    elders: [{ file: '两张表.xlsx', sheet: '老年人', columns: {} }],
  });
  expect(app.intake.decisions).toEqual([]);
  expect(app.intake.layers.map(({ report: own }) => own?.sheet).sort()).toEqual(['老年人', '设施'].sort());
});

test('two sheets of one file as layers of one kind: each has its own report, settings and end', async () => {
  const study = studyOf({ elders: [source('w.xlsx', { sheet: '甲' }), source('w.xlsx', { sheet: '乙' })] });
  const app = await appWith(study, ({ settings }) => ({
    reports: settings.layers.elders!.map(({ file, sheet }) =>
      report(file, 'elders', {
        format: 'xlsx',
        sheets: ['甲', '乙'],
        sheet: sheet!,
        rowsUsed: sheet === '甲' ? 3 : 45,
      }),
    ),
  }));
  await open(app);
  const cards = [...page.root.querySelectorAll('article')].map(text);
  expect(cards.filter((card) => card.includes('3 行，工作表“甲”'))).toHaveLength(1);
  expect(cards.filter((card) => card.includes('45 行，工作表“乙”'))).toHaveLength(1);
  const select = [...page.root.querySelectorAll('article')][1]!.querySelector<HTMLSelectElement>(
    'select[id$=-lon]',
  )!;
  select.value = '纬度';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  const [a, b] = app.study.settings.layers.elders!;
  expect([a!.columns['lon'] ?? '', b!.columns['lon'] ?? '']).toEqual(['', '纬度']);
  await quiet(app);
  flushSync();
  [...page.root.querySelectorAll('article')][0]!
    .querySelectorAll<HTMLButtonElement>('.end button')
    .forEach((button) => text(button).startsWith(words.card.remove) && button.click());
  expect(app.study.settings.layers.elders!.map(({ sheet }) => sheet)).toEqual(['乙']);
  expect(Object.keys(app.study.current.files)).toEqual(['w.xlsx']);
});

test('what was dropped is listed; a name can be called not personal, an ID number cannot; persons can stay rows', async () => {
  const app = await appWith(studyOf({ elders: [source('p.csv')] }), () => ({
    reports: [
      report('p.csv', 'elders', {
        dropped: [
          { column: '身份证', kind: 'idNumber', cells: 45, derived: ['age', 'sex'] },
          { column: '站名', kind: 'name', cells: 40, derived: [] },
        ],
        counted: { persons: 45, places: 12 },
        rowsUsed: 12,
      }),
    ],
  }));
  await open(app);
  expect(text(page.root)).toContain('老年人：45 人并成 12 处，UTF-8，去掉 2 列个人信息');
  expect(text(page.root)).toContain('先从中算出年龄、性别');
  const switches = allByRole(page.root, 'button', new RegExp(`^${words.card.notPersonal}`));
  expect(switches.map(text)).toEqual([`${words.card.notPersonal}：站名`]);
  switches[0]!.click();
  expect(first(app, 'elders').notPersonal).toEqual(['站名']);
  byRole(page.root, 'checkbox', words.card.personRows).click();
  expect(first(app, 'elders').personRows).toBe(true);
  app.undo();
  expect(first(app, 'elders').personRows).toBeUndefined();
});

test('a layer is to be confirmed until it is called right or corrected; nothing is written into the study', async () => {
  const app = await appWith(studyOf({ elders: [source('a.csv')], facilities: [source('b.csv')] }), () => ({
    reports: [report('a.csv', 'elders'), report('b.csv', 'facilities')],
  }));
  // A study that was opened was looked at when it was made.
  expect(app.intake.unseen).toEqual([]);
  app.intake.confirmed = [];
  await open(app);
  expect(text(page.root)).toContain(words.list.state(0, 2, 0));
  const before = app.study.current;
  await press(app, words.list.accept);
  expect(app.intake.unseen).toEqual([]);
  expect(app.study.current).toBe(before);
  expect(text(page.root)).toContain(words.list.state(0, 0, 0));
});

test.each(['zh', 'en'] as const)('one line says what a file was understood as, in %s', async (language) => {
  const app = await appWith(studyOf({ facilities: [source('b.csv', { crs: 'BD-09' })] }), () => ({
    reports: [
      report('b.csv', 'facilities', {
        encoding: 'gb18030',
        crs: 'BD-09',
        crsName: 'BD-09',
        rowsRead: 47,
        refused: [1, 2].map((row) => ({
          file: 'b.csv',
          row,
          column: '经度',
          value: '',
          code: 'row.noCoordinate' as const,
        })),
      }),
    ],
  }));
  app.view.language = language;
  page = show(DataStep, app);
  expect(text(page.root)).toContain(
    language === 'zh'
      ? '设施：45 家，GBK，百度坐标（BD-09）已转换，2 行没用上'
      : 'Facilities: 45 sites, GBK, BD-09 (Baidu) converted, 2 rows not used',
  );
  expect(text(page.root)).toContain(messages(language).data.rows('47', '45', '2'));
});

test('problems come first, and a file that cannot be read shows its columns to choose from', async () => {
  const lost = fault('column.noCoordinates', { columns: '东 | 北' }, { file: 'z.csv' });
  const app = await appWith(
    studyOf({ facilities: [source('ok.csv')], elders: [source('z.csv')] }),
    () => ({ reports: [report('ok.csv', 'facilities')], faults: [lost] }),
    {
      peekFile: async () => ({
        ok: true,
        notes: [],
        value: { format: 'csv', encoding: 'utf-8', header: ['东', '北'], sample: [['1', '2']] },
      }),
    },
  );
  await open(app);
  await quiet(app);
  flushSync();
  const [worst] = page.root.querySelectorAll('article');
  expect(text(worst!)).toContain('z.csv');
  expect(text(worst!)).toContain(words.list.failed);
  const select = worst!.querySelector<HTMLSelectElement>('select[id$=-lon]')!;
  expect([...select.options].map((option) => option.value)).toEqual(['', '东', '北']);
  select.value = '东';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(first(app, 'elders').columns).toEqual({ lon: '东' });
});
