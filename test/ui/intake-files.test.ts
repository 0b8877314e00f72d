/** Files on their way in: names that keep a shapefile together, tables from the clipboard, templates, and another file in place of one. */
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { intakeWords } from '../../src/i18n/intake-words';
import { DecodeCache } from '../../src/intake/decode-cache';
import { guessLayers } from '../../src/intake/guess-layer';
import { readTables } from '../../src/intake/read-tables';
import { defaultSettings } from '../../src/domain/study';
import { pastedTable } from '../../src/ui/parts/pick-files';
import { nameFiles } from '../../src/ui/state/open-save';
import DataStep from '../../src/ui/steps/DataStep.svelte';
import { templateCsv, templateKinds } from '../../src/ui/steps/intake/templates';
import { byRole, newApp, readSample, settled, show, text } from './page';
import { appWith, quiet, report, source, studyOf } from './intake-reports';

function file(path: string): File {
  const name = path.split('/').at(-1)!;
  const made = new File(['x'], name);
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return made;
}

test('files of two folders keep their own parts: no part joins another folder’s shapefile', () => {
  const dropped = ['a/路.shp', 'a/路.dbf', 'b/路.shp', 'b/路.dbf', 'b/路.cpg', 'b/点.csv'].map(file);
  expect(Object.keys(nameFiles(dropped))).toEqual([
    '路.shp',
    '路.dbf',
    '路 (2).shp',
    '路 (2).dbf',
    '路 (2).cpg',
    '点.csv',
  ]);
});

test('a table from the clipboard is a file; a sentence is none', () => {
  expect(pastedTable('编号\t经度\t纬度\nA1\t103.1\t36.2\n', 'p.csv')?.name).toBe('p.csv');
  expect(pastedTable('lon,lat\n1,2', 'p.csv')).not.toBeNull();
  expect(pastedTable('只有一行\t没有数据', 'p.csv')).toBeNull();
  expect(pastedTable('两行\n普通的话', 'p.csv')).toBeNull();
  expect(pastedTable('', 'p.csv')).toBeNull();
});

test.each(templateKinds)(
  'the template for %s is recognised as what it is for, and its row is used',
  async (kind) => {
    const name = `${intakeWords('zh').empty.templateName(kind)}`;
    const files = { [name]: new NodeBlob([templateCsv(kind)]) as Blob };
    const cache = new DecodeCache();
    const guess = await guessLayers({ settings: defaultSettings, files: {} }, files, { cache });
    expect(guess.faults).toEqual([]);
    // By its columns alone: people rename what they download.
    expect(Object.keys(guess.settings.layers)).toEqual([kind]);
    const read = await readTables({ settings: guess.settings, files }, { cache });
    if (!read.ok) throw new Error(read.fault.code);
    expect(read.value.reports[0]).toMatchObject({ rowsRead: 1, rowsUsed: 1 });
  },
);

test('a pasted table becomes a layer under a name of its own, and pasting again another', async () => {
  const app = newApp();
  const table = '编号\t经度\t纬度\t60岁及以上\nA1\t103.1\t36.2\t4\nA2\t103.2\t36.2\t5\n';
  // jsdom's File cannot be read as a stream; Node's is what browsers have.
  vi.stubGlobal('File', NodeFile);
  expect(app.takePasted('一句话')).toBe(false);
  expect(app.takePasted(table)).toBe(true);
  await settled(app);
  await quiet(app);
  expect(app.takePasted(table)).toBe(true);
  await settled(app);
  await quiet(app);
  vi.unstubAllGlobals();
  expect(app.study.settings.layers.elders?.map(({ file: name }) => name)).toEqual([
    '粘贴-1.csv',
    '粘贴-2.csv',
  ]);
  expect(app.intake.outcome).toEqual({ kind: 'done', added: 1 });
  expect(app.intake.unseen).toHaveLength(2);
});

test('a newer version of a file is proposed with its difference, and taken only when asked; choices stay', async () => {
  const app = newApp();
  app.open(await readSample());
  await settled(app);
  app.view.language = 'zh';
  const name = app.study.settings.layers.elders![0]!.file;
  const rows = (await app.study.current.files[name]!.text()).trimEnd().split('\n');
  const fresh = [...rows.slice(0, 1), ...rows.slice(4), rows[1]!.replace(/^[^,]+/, 'NEW-1')].join('\n');
  const before = app.study.current;
  await app.intake.add({ [name]: new NodeBlob([fresh]) as Blob });
  for (let turn = 0; turn < 200 && app.intake.replacements[0]?.differences === null; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(app.study.current).toBe(before);
  const [one] = app.intake.replacements[0]!.differences!;
  const countOf = (line: string) => Number(line.split(',')[5]);
  const sum = rows.slice(1).reduce((total, line) => total + countOf(line), 0);
  const lost = rows.slice(2, 4).reduce((total, line) => total + countOf(line), 0);
  expect(one).toMatchObject({ by: 'id', added: 1, removed: 3, changed: 0 });
  expect(one!.persons).toEqual([sum, sum - lost]);
  const page = show(DataStep, app);
  const words = intakeWords('zh').replace;
  expect(text(page.root)).toContain(words.changes('1', '3', '0'));
  byRole(page.root, 'button', words.take).click();
  await settled(app);
  flushSync();
  expect(app.study.settings.layers.elders).toEqual(before.settings.layers.elders);
  expect(app.files.reports.find(({ kind }) => kind === 'elders')?.rowsRead).toBe(rows.length - 3);
  expect(app.intake.replacements).toEqual([]);
  app.undo();
  expect(app.study.current).toBe(before);
  await settled(app);
  await page.close();
  app.run.clear();
});

test('a shapefile is replaced with all its parts, and files that are none together are refused in words', async () => {
  const study = studyOf({ districts: [source('界.shp')] });
  const app = await appWith(
    { ...study, files: { ...study.files, '界.dbf': new Blob(['d']), '界.prj': new Blob(['p']) } },
    () => ({ reports: [report('界.shp', 'districts', { format: 'shapefile' })] }),
    { compareFiles: async () => [] },
  );
  await app.intake.proposeFor('界.shp', [file('新界.shp'), file('别的.csv')]);
  expect(app.intake.wrongParts).toBe(true);
  expect(app.intake.replacements).toEqual([]);
  await app.intake.proposeFor('界.shp', [file('新界.dbf'), file('新界.shp'), file('新界.shx')]);
  expect(app.intake.wrongParts).toBe(false);
  app.intake.takeReplacement(app.intake.replacements[0]!);
  expect(app.study.settings.layers.districts).toEqual([source('新界.shp')]);
  expect(Object.keys(app.study.current.files).sort()).toEqual(['新界.dbf', '新界.shp', '新界.shx']);
});

test('stopping while a drop is recognised adds nothing, says what was kept, and frees the page', async () => {
  const app = await appWith(
    studyOf({ elders: [source('a.csv')] }),
    () => ({
      reports: [report('a.csv', 'elders')],
    }),
    {
      addFiles: (_study, _files, control) =>
        new Promise((_, reject) => {
          control?.progress?.({ stage: 'read', done: 5, total: 10, what: 'b.csv', rows: 3 });
          control?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }),
    },
  );
  app.view.language = 'zh';
  const page = show(DataStep, app);
  const before = app.study.current;
  const adding = app.intake.add({ 'b.csv': new Blob(['0123456789']) });
  flushSync();
  expect(text(page.root)).toMatch(/b\.csv · 5\sB \/ 10\sB · 3 行/);
  byRole(page.root, 'button', intakeWords('zh').reading.cancel).click();
  await adding;
  flushSync();
  expect(app.study.current).toBe(before);
  expect(app.intake.adding).toBe(false);
  expect(text(page.root)).toContain(intakeWords('zh').reading.cancelled(1, 1));
  await page.close();
});
