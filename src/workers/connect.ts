/**
 * The page's side of the analysis worker. A worker that dies (out of memory) or does not answer an abort within ten seconds is
 * replaced. The file it died of is named and left out, the others are read again; what was asked of the last run is run again first.
 */
import type { Fault } from '../domain/fault';
import { fail, fault, type Result } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { LayerKind, LayerSource, Study } from '../domain/study';
import type { Analysis } from './api';
import { connect, type Port, type Remote } from './channel';
import { watchLife, type Life } from './life';

const silenceMs = 10_000;

/** A Worker, as far as it is used. */
export interface AnalysisThread extends Port {
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: MessageEvent) => void): void;
  terminate(): void;
}

/** What is asked of the last coverage, not of the last finished run. */
const ofCoverage: ReadonlySet<string> = new Set<keyof Analysis>([
  'backdrop',
  'plainStreets',
  'streets',
  'areas',
  'detours',
  'elderStory',
  'spotStory',
]);

class WorkerDied extends Error {}

/** The page's Analysis; starts its worker at once. */
export function connectAnalysis(
  begin: () => AnalysisThread = () =>
    new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' }),
): Analysis {
  let worker: AnalysisThread;
  let remote: Remote<Analysis & Life>;
  let replaced = new AbortController();
  /** The study of the last finished run, where the worker no longer knows it. */
  let finished: Study | null = null;
  let isForgotten = false;
  /** Whether the worker knows the coverage of a newer study than `finished`. */
  let isCovered = false;
  start();

  function start(): void {
    const own = (worker = begin());
    remote = connect<Analysis & Life>(own);
    replaced = new AbortController();
    const died = (): void => {
      if (worker === own) replace();
    };
    own.addEventListener('error', died);
    own.addEventListener('messageerror', died);
    void watchLife(remote.methods, replaced.signal, died);
  }

  function replace(): void {
    replaced.abort();
    worker.terminate();
    const old = remote;
    isForgotten = finished !== null;
    isCovered = false;
    start();
    old.close(new WorkerDied('the analysis worker stopped'));
  }

  /** After an abort the worker must breathe: it answers anything at all, or it is stuck. */
  function watch(signal: AbortSignal | undefined): void {
    signal?.addEventListener(
      'abort',
      () => {
        const watched = worker;
        const timer = setTimeout(() => {
          if (worker === watched) replace();
        }, silenceMs);
        remote.methods.backdrop().then(
          () => clearTimeout(timer),
          () => clearTimeout(timer),
        );
      },
      { once: true },
    );
  }

  /** Does `work`; where the worker dies of it, tells which file was being read ('' where none was). */
  async function survive<T>(
    control: Control | undefined,
    work: (control: Control) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly diedOf: string }> {
    let file = '';
    try {
      const value = await work({
        signal: control?.signal,
        progress: (progress) => {
          file = progress.stage === 'read' ? progress.what : '';
          control?.progress?.(progress);
        },
      });
      return { value };
    } catch (error) {
      if (error instanceof WorkerDied) return { diedOf: file };
      throw error;
    }
  }

  const ownMethods: Pick<Analysis, 'addFiles' | 'inspect' | 'cover' | 'run'> = {
    addFiles: async (study, added, control) => {
      watch(control?.signal);
      const faults: Fault[] = [];
      for (let left = added; ;) {
        const answer = await survive(control, (own) => remote.methods.addFiles(study, left, own));
        if ('value' in answer) {
          const { value } = answer;
          return { ...value, faults: [...faults, ...value.faults] };
        }
        const { diedOf } = answer;
        faults.push(
          diedOf === '' ? fault('run.workerDied') : fault('table.readerDied', {}, { file: diedOf }),
        );
        const rest = Object.entries(left).filter(([name]) => !isOf(diedOf, name));
        // Nobody knows of what it died: none is read again.
        if (rest.length === Object.keys(left).length) return { settings: study.settings, notes: [], faults };
        left = Object.fromEntries(rest);
      }
    },
    inspect: async (study, control) => {
      watch(control?.signal);
      const faults: Fault[] = [];
      for (let left = study; ;) {
        const answer = await survive(control, (own) => remote.methods.inspect(left, own));
        if ('value' in answer) {
          const { value } = answer;
          return { ...value, faults: [...faults, ...value.faults] };
        }
        const { diedOf } = answer;
        faults.push(
          diedOf === '' ? fault('run.workerDied') : fault('table.readerDied', {}, { file: diedOf }),
        );
        const rest = withoutFile(left, diedOf);
        if (rest === null) return { reports: [], faults };
        left = rest;
      }
    },
    cover: async (study, control) => {
      watch(control?.signal);
      const result = orDied(await survive(control, (own) => remote.methods.cover(study, own)));
      if (result.ok) isCovered = true;
      return result;
    },
    run: async (study, control) => {
      watch(control?.signal);
      const result = orDied(await survive(control, (own) => remote.methods.run(study, own)));
      if (result.ok) [finished, isForgotten] = [study, false];
      return result;
    },
  };

  return new Proxy(ownMethods as Analysis, {
    get: (own, method) => {
      if (typeof method !== 'string' || method === 'then') return undefined;
      if (Object.hasOwn(own, method)) return own[method as keyof Analysis];
      return async (...args: unknown[]) => {
        for (const arg of args) watch((arg as { signal?: AbortSignal } | undefined)?.signal);
        // A new worker knows no run yet.
        if (isForgotten && !(isCovered && ofCoverage.has(method))) await ownMethods.run(finished!);
        return (remote.methods as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[
          method
        ]!(...args);
      };
    },
  });
}

/** The answer, or the fault of a worker that died of it. */
function orDied<T>(answer: { readonly value: Result<T> } | { readonly diedOf: string }): Result<T> {
  if ('value' in answer) return answer.value;
  const { diedOf } = answer;
  return fail(diedOf === '' ? fault('run.workerDied') : fault('table.readerDied', {}, { file: diedOf }));
}

/** Whether `file`, as a layer names it, is the dropped `name` or lies in it. */
function isOf(file: string, name: string): boolean {
  return file === name || file.startsWith(`${name}/`);
}

/** The study without the layers of a file; null where it has none. */
function withoutFile(study: Study, file: string): Study | null {
  const { layers } = study.settings;
  const kept = Object.entries(layers).map(
    ([kind, sources]) => [kind, sources.filter((source) => source.file !== file)] as const,
  );
  if (kept.every(([kind, sources]) => sources.length === layers[kind as LayerKind]!.length)) return null;
  const left = Object.fromEntries(kept) as Partial<Record<LayerKind, LayerSource[]>>;
  return { ...study, settings: { ...study.settings, layers: left } };
}
