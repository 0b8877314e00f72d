import { expect, test } from 'vitest';
import type { Findings } from '../../src/domain/findings';
import type { Control } from '../../src/domain/progress';
import { fail, fault, succeed, type Result } from '../../src/domain/fault';
import { defaultSettings, type Study } from '../../src/domain/study';
import { RunController } from '../../src/ui/state/run.svelte';

interface Call {
  readonly part: 'cover' | 'run';
  readonly study: Study;
  readonly control: Control | undefined;
  readonly finish: (result: Result<Findings>) => void;
  readonly crash: (error: Error) => void;
}

/** An analysis whose answers are held until the test lets them go. */
function heldAnalysis() {
  const calls: Call[] = [];
  const held = (part: Call['part']) => (study: Study, control?: Control) =>
    new Promise<Result<Findings>>((finish, crash) => {
      calls.push({ part, study, control, finish, crash });
      control?.signal?.addEventListener('abort', () => crash(new DOMException('aborted', 'AbortError')));
    });
  return { calls, cover: held('cover'), run: held('run') };
}

function setUp() {
  const analysis = heldAnalysis();
  const frames: (() => void)[] = [];
  const time = { now: 0 };
  const clock = { now: () => time.now, nextFrame: (callback: () => void) => void frames.push(callback) };
  const controller = new RunController(analysis, clock);
  const frame = () => frames.splice(0).forEach((callback) => callback());
  return { ...analysis, controller, frame, frames, time };
}

const studyOf = (limitMinutes: number): Study => ({
  settings: { ...defaultSettings, walk: { ...defaultSettings.walk, limitMinutes } },
  files: {},
});
/** Findings are opaque here: only their identity is looked at. */
const findingsOf = (study: Study) => ({ settings: study.settings }) as Findings;
const told = (calls: readonly Call[]) =>
  calls.map(({ part, study }) => `${part} ${study.settings.walk.limitMinutes}`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
/** Lets the newest call go, and the run that follows a coverage. */
async function answer(calls: readonly Call[]): Promise<void> {
  const { part, study, finish } = calls.at(-1)!;
  finish(succeed(findingsOf(study)));
  await settle();
  if (part === 'cover' && calls.at(-1)!.study === study) await answer(calls);
}

test('many requests before a frame are one run, of the newest study', () => {
  const { controller, frame, frames, calls } = setUp();
  for (const minutes of [10, 11, 12]) controller.request(studyOf(minutes), true);
  expect(frames.length).toBe(1);
  expect(calls.length).toBe(0);
  frame();
  expect(calls.map(({ study }) => study.settings.walk.limitMinutes)).toEqual([12]);
});

test('a newer run aborts the older and wins, whatever arrives last', async () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10));
  frame();
  controller.request(studyOf(20));
  frame();
  expect(calls[0]?.control?.signal?.aborted).toBe(true);
  await answer(calls);
  // The older answers late all the same: it must change nothing.
  calls[0]!.finish(succeed(findingsOf(calls[0]!.study)));
  await settle();
  expect(controller.findings?.settings.walk.limitMinutes).toBe(20);
  expect(controller.status.kind).toBe('done');
});

test('a coverage is there before the findings, and newer than they are until those come', async () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10));
  frame();
  await answer(calls);
  expect(controller.isBehind).toBe(false);
  controller.request(studyOf(20));
  frame();
  calls.at(-1)!.finish(succeed(findingsOf(calls.at(-1)!.study)));
  await settle();
  expect(told(calls)).toEqual(['cover 10', 'run 10', 'cover 20', 'run 20']);
  expect(controller.coverage?.settings.walk.limitMinutes).toBe(20);
  expect(controller.findings?.settings.walk.limitMinutes).toBe(10);
  expect([controller.isBehind, controller.busy]).toEqual([true, true]);
  await answer(calls);
  expect(controller.findings?.settings.walk.limitMinutes).toBe(20);
  expect([controller.isBehind, controller.busy]).toEqual([false, false]);
});

test('while a slider moves a young coverage is let finish, then the newest study follows without the rest of the old', async () => {
  const { controller, frame, calls, time } = setUp();
  controller.request(studyOf(10), true);
  frame();
  for (const minutes of [11, 12]) {
    time.now += 20;
    controller.request(studyOf(minutes), true);
    frame();
  }
  expect(told(calls)).toEqual(['cover 10']);
  expect(calls[0]?.control?.signal?.aborted).toBe(false);
  calls[0]!.finish(succeed(findingsOf(calls[0]!.study)));
  await settle();
  expect(controller.coverage?.settings.walk.limitMinutes).toBe(10);
  expect(told(calls)).toEqual(['cover 10', 'cover 12']);
});

test('the rest of a run gives way at once to the next step of a slider', async () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10), true);
  frame();
  calls[0]!.finish(succeed(findingsOf(calls[0]!.study)));
  await settle();
  controller.request(studyOf(11), true);
  frame();
  expect(told(calls)).toEqual(['cover 10', 'run 10', 'cover 11']);
  expect(calls[1]?.control?.signal?.aborted).toBe(true);
});

test('a run that lasts over a second gives way even while the slider moves', () => {
  const { controller, frame, calls, time } = setUp();
  controller.request(studyOf(10), true);
  frame();
  time.now = 1001;
  controller.request(studyOf(11), true);
  frame();
  expect(calls[0]?.control?.signal?.aborted).toBe(true);
  expect(calls.length).toBe(2);
});

test('cancel stops the run and keeps the findings on screen', async () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10));
  frame();
  await answer(calls);
  controller.request(studyOf(20));
  frame();
  controller.cancel();
  await settle();
  expect(calls.at(-1)?.control?.signal?.aborted).toBe(true);
  expect(controller.status.kind).toBe('cancelled');
  expect(controller.findings?.settings.walk.limitMinutes).toBe(10);
});

test('progress is shown of the newest run only', () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10));
  frame();
  controller.request(studyOf(20));
  frame();
  const at = (done: number) => ({ stage: 'read' as const, done, total: 9, what: '' });
  calls[1]!.control!.progress!(at(2));
  calls[0]!.control!.progress!(at(7));
  expect(controller.status).toEqual({ kind: 'running', progress: at(2) });
});

test('an expected failure is its fault, an exception a bug, and the next run goes on', async () => {
  const { controller, frame, calls } = setUp();
  controller.request(studyOf(10));
  frame();
  calls[0]!.finish(fail(fault('study.noElders')));
  await settle();
  expect(controller.status).toEqual({ kind: 'failed', fault: fault('study.noElders') });
  controller.request(studyOf(11));
  frame();
  calls[1]!.crash(new Error('broken'));
  await settle();
  expect(controller.status).toEqual({ kind: 'failed', fault: fault('run.bug', { message: 'broken' }) });
  controller.request(studyOf(12));
  frame();
  await answer(calls);
  expect(controller.status.kind).toBe('done');
});
