/** The page's parts on the real pipeline and the real sample, without a worker: what a user would see, by role and name. */
import { Blob as NodeBlob } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flushSync, mount, unmount, type Component } from 'svelte';
import type { Study } from '../../src/domain/study';
import { parseStudy } from '../../src/intake/study-file';
import { createAnalysis } from '../../src/workers/analysis';
import type { Analysis } from '../../src/workers/api';
import { App } from '../../src/ui/state/app.svelte';
import { openNodeDatabase } from '../core/node-database';
import Host from './Host.svelte';

/** Frames pass at once, so that a test waits for work and not for time. */
export const noWaitClock = {
  now: () => performance.now(),
  nextFrame: (callback: () => void) => void Promise.resolve().then(callback),
};

export function newApp(analysis: Analysis = createAnalysis(openNodeDatabase)): App {
  return new App(analysis, noWaitClock);
}

export async function readSample(): Promise<Study> {
  const folder = join(import.meta.dirname, '../../data/sample');
  const parsed = parseStudy(await readFile(join(folder, 'study.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.fault.code);
  const names = Object.values(parsed.value.layers).flatMap((sources) => sources.map(({ file }) => file));
  const entries = await Promise.all(
    // jsdom's Blob cannot be read as a stream; Node's is what browsers have.
    names.map(async (name) => [name, new NodeBlob([await readFile(join(folder, name))]) as Blob] as const),
  );
  return { settings: parsed.value, files: Object.fromEntries(entries) };
}

/** An app with the sample open and analysed. */
export async function sampleApp(): Promise<App> {
  const app = newApp();
  app.open(await readSample());
  await settled(app);
  return app;
}

/** Until no run is under way or waiting. */
export async function settled(app: App): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let turn = 0; turn < 2000 && (app.run.busy || app.files.reading); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  if (app.run.busy) throw new Error('the run did not end');
  flushSync();
}

export interface Shown {
  readonly root: HTMLElement;
  close(): Promise<void>;
}

export function show(part: Component, app: App): Shown {
  const root = document.createElement('div');
  document.body.append(root);
  const mounted = mount(Host, { target: root, props: { app, part } });
  flushSync();
  return {
    root,
    close: async () => {
      await unmount(mounted);
      root.remove();
    },
  };
}

/** The one element of a role with this accessible name (label, aria-label or text); throws where there is none or several. */
export function byRole(root: ParentNode, role: string, name: string | RegExp): HTMLElement {
  const found = allByRole(root, role, name);
  if (found.length !== 1) throw new Error(`${found.length} of role ${role} named ${String(name)}`);
  return found[0]!;
}

export function allByRole(root: ParentNode, role: string, name: string | RegExp): HTMLElement[] {
  const matches = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
  return [...root.querySelectorAll<HTMLElement>(selectors[role] ?? `[role="${role}"]`)].filter((element) =>
    matches(nameOf(element)),
  );
}

const selectors: Record<string, string> = {
  button: 'button',
  heading: 'h1,h2,h3,h4',
  slider: 'input[type=range]',
  spinbutton: 'input[type=number]',
  combobox: 'select',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  textbox: 'input[type=text]',
};

export function text(element: Node): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const { labels } = element as HTMLInputElement;
  if (labels && labels.length > 0) return text(labels[0]!);
  return text(element);
}
