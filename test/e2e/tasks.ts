/** What the page's main thread did while something happened, from Chromium's own trace. */
import type { Browser } from '@playwright/test';
import { expect, type Page } from './offline.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
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
}

/** Processor milliseconds of each task on the page's main thread while `act` runs, longest first. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'],
  });
  await act();
  return tasksOf(await browser.stopTracing()).map(({ ms }) => ms);
}

/** The tasks on the page's main thread in a trace of the categories `toplevel` and `__metadata`, longest first. */
export function tasksOf(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && /(^|::)RunTask$/.test(name) && mains.has(`${pid}/${tid}`),
  );
  expect(tasks.length, 'tasks in the trace').toBeGreaterThan(50);
  expect(
    tasks.some(({ tdur }) => tdur !== undefined),
    'the trace has processor time',
  ).toBe(true);
  return tasks
    .map(({ tdur, dur = 0 }) => ({ ms: (tdur ?? dur) / 1000, wallMs: dur / 1000 }))
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
