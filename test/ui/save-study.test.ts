/** Saving from the header: one click without personal columns; with them a question whose first answer leaves them out. */
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { flushSync, tick } from 'svelte';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveWords } from '../../src/i18n/clean-words';
import { messages } from '../../src/i18n/messages';
import Header from '../../src/ui/parts/Header.svelte';
import type { App } from '../../src/ui/state/app.svelte';
import { byRole, newApp, readSample, show, text, type Shown } from './page';

const saved: { name: string; blob: Blob }[] = [];
vi.mock('../../src/ui/parts/save-file', () => ({
  saveFile: (name: string, blob: Blob) => void saved.push({ name, blob }),
}));

let app: App;
let page: Shown;

beforeEach(() => {
  saved.length = 0;
  // jsdom's files cannot be read as streams, and its dialogs do not open.
  vi.stubGlobal('Blob', NodeBlob);
  vi.stubGlobal('File', NodeFile);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});
afterEach(async () => {
  await page.close();
  app.run.clear();
  vi.unstubAllGlobals();
});

const person = '赵秀兰';
const idNumber = '11010519491231002X';

async function open(isPersonal: boolean): Promise<void> {
  app = newApp();
  app.view.language = 'zh';
  const sample = await readSample();
  const roster = new NodeBlob([
    `姓名,身份证号,经度,纬度\n${`${person},${idNumber},103.337,36.439\n`.repeat(3)}`,
  ]);
  const own = { file: '花名册.csv', encoding: 'auto', crs: 'auto', columns: {}, ageOn: '2026-06-01' };
  app.study.open(
    isPersonal
      ? {
          settings: { ...sample.settings, layers: { ...sample.settings.layers, elders: [own] } },
          files: { ...sample.files, '花名册.csv': roster as Blob },
        }
      : sample,
  );
  page = show(Header, app);
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !done(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  await tick();
  flushSync();
  expect(done()).toBe(true);
}

const press = (name: string | RegExp) => byRole(page.root, 'button', name).click();
const dialog = () => page.root.querySelector('dialog')!;
const entries = async () => unzipSync(new Uint8Array(await saved[0]!.blob.arrayBuffer()));

test('nothing personal: one click', async () => {
  await open(false);
  press(/^保存/);
  await until(() => saved.length === 1);
  expect(dialog().open).toBe(false);
  expect(Object.keys(await entries())).toContain('elders.csv');
});

test.each(['zh', 'en'] as const)('asked in %s, and by default without identity', async (language) => {
  await open(true);
  app.view.language = language;
  flushSync();
  const before = app.study.current;
  const words = saveWords(language);
  press(new RegExp(`^${messages(language).header.save}`));
  await until(() => dialog().open);
  expect(saved).toEqual([]);
  expect(text(dialog())).toContain('花名册.csv');
  expect(text(dialog())).toMatch(/姓名(、|, )身份证号/);
  const box = byRole(dialog(), 'checkbox', words.original) as HTMLInputElement;
  expect(box.checked).toBe(false);
  const save = byRole(dialog(), 'button', words.save);
  expect(document.activeElement).toBe(save);
  save.click();
  await until(() => saved.length === 1);
  const written = await entries();
  expect(Object.keys(written)).toContain('花名册（已去身份）.csv');
  for (const bytes of Object.values(written)) {
    const all = new TextDecoder().decode(bytes);
    expect(all.includes(person) || all.includes(idNumber)).toBe(false);
  }
  // The study on the page is the one that was open.
  expect(app.study.current).toBe(before);
  expect(app.study.unsaved).toBe(false);
});

test('with the original files only where ticked, and not at all where closed', async () => {
  await open(true);
  const words = saveWords('zh');
  press(/^保存/);
  await until(() => dialog().open);
  byRole(dialog(), 'button', words.close).click();
  const button = page.root.querySelector<HTMLButtonElement>('header button.main')!;
  await until(() => !button.disabled);
  expect(saved).toEqual([]);
  expect(document.activeElement).toBe(button);

  press(/^保存•?$/);
  await until(() => dialog().open);
  byRole(dialog(), 'checkbox', words.original).click();
  byRole(dialog(), 'button', words.save).click();
  await until(() => saved.length === 1);
  expect(new TextDecoder().decode((await entries())['花名册.csv'])).toContain(person);
});
