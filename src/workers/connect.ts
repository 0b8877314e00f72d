/**
 * The page's side of the analysis worker. A worker that dies (out of memory) or does not answer an abort within ten seconds is
 * replaced; what was open is rejected, and the next run reads the files again.
 */
import type { Analysis } from './api';
import { connect, type Remote } from './channel';

const silenceMs = 10_000;

/** The page's Analysis; starts its worker at once. */
export function connectAnalysis(): Analysis {
  let worker: Worker;
  let remote: Remote<Analysis>;
  start();

  function start(): void {
    worker = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
    remote = connect<Analysis>(worker);
    worker.addEventListener('error', (event) => replace(event.message || 'worker error'));
    worker.addEventListener('messageerror', () => replace('worker message error'));
  }

  function replace(reason: string): void {
    worker.terminate();
    remote.close(new Error(reason));
    start();
  }

  /** After an abort the worker must breathe: it answers anything at all, or it is stuck. */
  function watch(signal: AbortSignal | undefined): void {
    signal?.addEventListener(
      'abort',
      () => {
        const watched = worker;
        const timer = setTimeout(() => {
          if (worker === watched) replace('worker did not stop');
        }, silenceMs);
        remote.methods.backdrop().then(
          () => clearTimeout(timer),
          () => clearTimeout(timer),
        );
      },
      { once: true },
    );
  }

  return new Proxy({} as Analysis, {
    get: (_target, method) => {
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => {
        for (const arg of args) watch((arg as { signal?: AbortSignal } | undefined)?.signal);
        return (remote.methods as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[
          method
        ]!(...args);
      };
    },
  });
}
