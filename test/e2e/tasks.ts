/** What the page's main thread did while something happened, from Chromium's own trace. */
import type { Browser } from '@playwright/test';
import { expect, type Page } from './offline.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of processor time; absent on events without a thread clock. */
  readonly tdur?: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

export interface Task {
  /** Milliseconds of processor time. */
  readonly ms: number;
  /** From begin to end: with waiting, for the processor or for what draws. */
  readonly wallMs: number;
  /** Processor time without that of reading back, where the trace has the category `cc`. */
  readonly ownMs: number;
}

/** Processor milliseconds of each task on the page's main thread while `act` runs, longest first. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  await act();
  return tasksOf(await browser.stopTracing()).map(({ ms }) => ms);
}

/** Where Chromium without a graphics card reads every picture of the map back, spinning while it waits for the drawing (category `cc`). */
const readBack = 'LayerTreeHost::DoUpdateLayers';

/** The same without what the browser takes to read back what was drawn without a graphics card. */
export async function ownTasksDuring(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'cc', '__metadata'] });
  await act();
  const trace = await browser.stopTracing();
  expect(trace.includes(readBack), 'the trace tells what is read back').toBe(true);
  return tasksOf(trace)
    .map(({ ownMs }) => ownMs)
    .sort((a, b) => b - a);
}

/** The tasks on the page's main thread in a trace of the categories `toplevel` and `__metadata`, longest first. */
export function tasksOf(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const done = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid}/${tid}`));
  const tasks = done.filter(({ name }) => /(^|::)RunTask$/.test(name));
  const readings = done.filter(({ name }) => name === readBack);
  expect(tasks.length, 'tasks in the trace').toBeGreaterThan(50);
  expect(
    tasks.some(({ tdur }) => tdur !== undefined),
    'the trace has processor time',
  ).toBe(true);
  return tasks
    .map(({ pid, tid, ts, tdur, dur = 0 }) => {
      const within = readings.filter(
        (one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.ts < ts + dur,
      );
      const readMs = within.reduce((sum, one) => sum + (one.tdur ?? one.dur ?? 0), 0) / 1000;
      const ms = (tdur ?? dur) / 1000;
      return { ms, wallMs: dur / 1000, ownMs: ms - readMs };
    })
    .sort((a, b) => b.ms - a.ms);
}

/** The page without WebGL, as on a PC without a graphics card; in headless Chromium WebGL is drawn by the page's processor. */
export async function withoutWebGl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) {
      return kind.startsWith('webgl') ? null : Reflect.apply(real, this, [kind, ...rest]);
    } as typeof real;
  });
}
