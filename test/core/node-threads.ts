/** Threads of Node in the dress of the page's workers. */
import { Worker } from 'node:worker_threads';
import type { ReaderThread } from '../../src/workers/readers';

export interface CountedThreads {
  readonly start: () => ReaderThread;
  /** Started so far. */
  count: number;
  end(): Promise<void>;
}

/** Threads that read files as the page's do. */
export function readerThreads(): CountedThreads {
  const workers: Worker[] = [];
  const threads: CountedThreads = {
    count: 0,
    start: () => {
      threads.count++;
      const worker = new Worker(new URL('./reader-thread.mjs', import.meta.url));
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
