/**
 * Files whose readers cannot be interrupted (libraries, JSON.parse) are read in a thread of their own, which is killed when the user
 * cancels or the file takes too long, and replaced when it dies. One file at a time: only one is ever lost with it.
 */
import type { Result } from '../domain/fault';
import { fail, fault } from '../domain/fault';
import type { Control } from '../domain/progress';
import { budgetOf } from '../intake/budget';
import type { OpenFile, ReadAlone } from '../intake/open-file';
import { abortError } from './channel';
import { startHelper, type Helper, type HelperThread } from './helper-thread';

/** An idle thread keeps what its libraries have taken of memory; WebAssembly never gives it back. */
const idleMs = 10_000;

/**
 * `start` begins a new thread; `limitMs` is the time a file may take. Faults of its own: table.readerTimeout, table.readerDied,
 * table.readerFailed.
 */
export function createReaders(
  start: () => HelperThread,
  limitMs = (format: string, bytes: number): number => budgetOf(format, bytes).limitSeconds * 1000,
): ReadAlone {
  let reader: Helper<{ read: ReadAlone }> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  /** What the file being read says when its thread is gone. */
  let died = (): void => {};
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    clearTimeout(idle);
    reader?.end();
    reader = null;
  };

  return (request, control) => {
    const turn = queue.then(() => read(request, control));
    queue = turn.catch(() => undefined);
    return turn;
  };

  async function read(
    request: Parameters<ReadAlone>[0],
    control: Control | undefined,
  ): Promise<Result<OpenFile>> {
    control?.signal?.throwIfAborted();
    clearTimeout(idle);
    const { file, format, blob } = request;
    const milliseconds = limitMs(format, blob.size);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancel = (): void => {};
    const stopped = new Promise<Result<OpenFile>>((resolve, reject) => {
      // Settled before the thread is closed, which rejects the answer too.
      cancel = () => {
        reject(abortError());
        end();
      };
      const give = (code: 'table.readerDied' | 'table.readerTimeout'): void => {
        resolve(fail(fault(code, { format, seconds: Math.round(milliseconds / 1000) }, { file })));
        end();
      };
      timer = setTimeout(() => give('table.readerTimeout'), milliseconds);
      died = () => give('table.readerDied');
      control?.signal?.addEventListener('abort', cancel, { once: true });
    });
    reader ??= startHelper(start, () => {
      died();
      end();
    });
    try {
      const answer = reader.methods.read(request, { progress: control?.progress ?? (() => {}) });
      // Closing rejects it after it has lost the race.
      answer.catch(() => undefined);
      return await Promise.race([answer, stopped]);
    } catch (error) {
      if (control?.signal?.aborted === true || !(error instanceof Error) || error.name === 'AbortError')
        throw error;
      end();
      return fail(fault('table.readerFailed', { format, reason: error.message.slice(0, 200) }, { file }));
    } finally {
      clearTimeout(timer);
      control?.signal?.removeEventListener('abort', cancel);
      died = () => {};
      idle = setTimeout(end, idleMs);
    }
  }
}
