/** Threads of Node in the dress of the page's workers. */
import { Worker } from 'node:worker_threads';
import type { HelperThread } from '../../src/workers/helper-thread';

export interface CountedThreads {
  readonly start: () => HelperThread;
  /** Started so far. */
  count: number;
  end(): Promise<void>;
}

/** Threads that read files as the page's do. */
export function readerThreads(): CountedThreads {
  return threadsOf('./reader-thread.mjs');
}

/** Threads that search pairs as the page's do. */
export function routerThreads(): CountedThreads {
  return threadsOf('./router-thread.mjs');
}

function threadsOf(script: string): CountedThreads {
  const workers: Worker[] = [];
  const threads: CountedThreads = {
    count: 0,
    start: () => {
      threads.count++;
      const worker = new Worker(new URL(script, import.meta.url));
      workers.push(worker);
      const listeners = new Map<unknown, (data: unknown) => void>();
      return {
        postMessage: (message, transfer) => worker.postMessage(message, transfer as never),
        addEventListener: (type: string, listener: (event: MessageEvent) => void) => {
          if (type === 'error') {
            worker.on('error', (error) => listener({ data: error } as MessageEvent));
            worker.on('exit', () => listener({ data: null } as MessageEvent));
            return;
          }
          const own = (data: unknown): void => listener({ data } as MessageEvent);
          listeners.set(listener, own);
          worker.on('message', own);
        },
        removeEventListener: (_type, listener) => {
          worker.off('message', listeners.get(listener)!);
        },
        terminate: () => void worker.terminate(),
      };
    },
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
  return threads;
}
