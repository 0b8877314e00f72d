/** What journeys share: opening the page, dropping real files, going from step to step, and asking the same questions of the pipeline in Node. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapWords } from '../../src/i18n/map-words.ts';
import { messages, type Messages } from '../../src/i18n/messages.ts';
import type { Language } from '../../src/i18n/format.ts';
import type { Step } from '../../src/i18n/steps.ts';
import { expect, type Page } from './offline.ts';
import type { Locator } from '@playwright/test';

export const languages: readonly Language[] = ['zh', 'en'];
export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const sampleFolder = join(repository, 'data/sample');
export const sharedData = join(repository, '../shared/data');
export const words = (language: Language): Messages => messages(language);

/** Opens the page with the sample on `step`, analysed. */
export async function openSample(page: Page, language: Language, step: Step = 'walk'): Promise<void> {
  await page.goto(`./?lang=${language}&step=${step}`);
  await expect(page.locator('html')).toHaveAttribute('lang', words(language).htmlLang);
  await analysed(page, language);
}

export async function openEmpty(page: Page, language: Language): Promise<void> {
  await page.goto(`./?empty&lang=${language}`);
  await expect(page.getByRole('heading', { name: words(language).data.emptyTitle })).toBeVisible();
}

/** Waits until there are results and nothing runs: the map's description then counts who is reached. */
export async function analysed(page: Page, language: Language): Promise<void> {
  const [, reached] = mapWords(language).summaryReach('§', '§', '§', '§').split('§');
  await expect(page.locator('figure figcaption').first()).toContainText(reached!.trim(), { timeout: 60_000 });
  await idle(page);
}

/** Waits until nothing runs. */
export async function idle(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}

export async function goTo(page: Page, language: Language, step: Step): Promise<void> {
  const t = words(language);
  const button = stepButton(page, language, step);
  await button.click();
  await expect(button).toHaveAttribute('aria-current', 'step');
  const titles: Record<Exclude<Step, 'walk'>, string> = {
    data: t.data.title,
    balance: t.balance.title,
    sites: t.sites.title,
    brief: t.brief.title,
  };
  if (step !== 'walk')
    await expect(page.getByRole('heading', { level: 1, name: titles[step] })).toBeVisible();
}

export function stepButton(page: Page, language: Language, step: Step): Locator {
  const t = words(language);
  return page.getByRole('navigation', { name: t.header.steps }).getByRole('button', { name: t.steps[step] });
}

/** The first figure of the panel as printed: the answer of the step. */
export async function headline(page: Page, language: Language): Promise<string> {
  return (await headlineButton(page, language).innerText()).replace(words(language).why.ask, '').trim();
}

export function headlineButton(page: Page, language: Language): Locator {
  return page
    .getByRole('main')
    .getByRole('button', { name: words(language).why.ask })
    .first();
}

/**
 * Drops files and folders of this disk on the middle of the page, as the system's file manager does: Chromium builds the
 * DataTransfer itself, entries included.
 */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  await session.detach();
}

/** Writes files into `folder` and returns their paths, in order. */
export async function write(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    paths.push(path);
  }
  return paths;
}

/** Presses `button` and gives the path and name of what is downloaded. */
export async function download(
  page: Page,
  button: Locator,
  how: 'click' | 'Enter' = 'click',
): Promise<{ path: string; name: string }> {
  const waiting = page.waitForEvent('download');
  if (how === 'click') await button.click();
  else {
    await button.focus();
    await page.keyboard.press('Enter');
  }
  const done = await waiting;
  return { path: await done.path(), name: done.suggestedFilename() };
}

/** Saves the study by the button and keeps it under a name that ends in .zip. */
export async function saveStudy(page: Page, language: Language, target: string): Promise<string> {
  const t = words(language);
  await openTools(page, language);
  const { path, name } = await download(page, tool(page, t.header.save));
  expect(name).toMatch(/\.zip$/);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await readFile(path));
  return target;
}

/** A button of the header. */
export function tool(page: Page, name: string | RegExp): Locator {
  return page.getByRole('banner').getByRole('button', { name, exact: typeof name === 'string' });
}

/** On narrow screens the tools of the header are folded into a menu. */
export async function openTools(page: Page, language: Language): Promise<void> {
  const menu = tool(page, words(language).header.more);
  if ((await menu.isVisible()) && (await menu.getAttribute('aria-expanded')) === 'false') await menu.click();
}

/** A matcher of the fixed beginning of a message that takes figures. */
export function startOf(message: (figure: string) => string): RegExp {
  const [start, end] = message('§').split('§');
  return new RegExp(`^${escapeRegExp(start ?? '')}.*${escapeRegExp(end ?? '')}$`);
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
