/** Functions that remember their last input: how a stage of the pipeline runs only when what it reads has changed. */
import type { Control, Progress } from './progress';

/**
 * `work` with the answer to its last arguments kept. Arguments are the same when identical, or when they are small plain
 * settings with equal contents.
 */
export function remember<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly answer: R } | null = null;
  return (...args) => {
    if (last === null || !isSame(args, last.args)) last = { args, answer: work(...args) };
    return last.answer;
  };
}

/**
 * The same for long work that is told of progress and cancel by its last argument, which is no part of the input. Callers with
 * the same input share one piece of work; it is aborted when every one of them has gone, and an aborted or failed one is
 * forgotten. `keyOf` names what is read of the arguments where that is less than all.
 */
export function rememberJob<A extends unknown[], R>(
  work: (...args: [...A, Control]) => Promise<R>,
  keyOf: (...args: A) => unknown[] = (...args) => args,
): (...args: [...A, Control]) => Promise<R> {
  let last: { readonly key: readonly unknown[]; readonly job: Job<R> } | null = null;
  return (...all) => {
    const control = all.at(-1) as Control;
    const args = all.slice(0, -1) as unknown as A;
    const key = keyOf(...args);
    if (last === null || !isSame(key, last.key)) {
      const job: Job<R> = startJob((shared) => work(...args, shared));
      const entry = { key, job };
      last = entry;
      job.answer.catch(() => {
        if (last === entry) last = null;
      });
    }
    const mine = last;
    return join(mine.job, control, () => {
      if (last === mine) last = null;
    });
  };
}

/** One remembering function for each name, made when first asked for. */
export function forEach<K, F>(make: () => F): (name: K) => F {
  const made = new Map<K, F>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make();
    made.set(name, fresh);
    return fresh;
  };
}

interface Job<R> {
  readonly answer: Promise<R>;
  readonly abort: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  waiting: number;
}

function startJob<R>(work: (control: Control) => Promise<R>): Job<R> {
  const abort = new AbortController();
  const listeners = new Set<(progress: Progress) => void>();
  const progress = (report: Progress): void => listeners.forEach((listener) => listener(report));
  return { answer: work({ signal: abort.signal, progress }), abort, listeners, waiting: 0 };
}

/** Waits for a job as one of its callers: leaves it when `control` aborts, and ends it when nobody is left. */
async function join<R>(job: Job<R>, { signal, progress }: Control, forget: () => void): Promise<R> {
  signal?.throwIfAborted();
  job.waiting++;
  if (progress) job.listeners.add(progress);
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal!.reason);
    signal?.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([job.answer, left]);
  } finally {
    signal?.removeEventListener('abort', leave);
    if (progress) job.listeners.delete(progress);
    job.waiting--;
    if (job.waiting === 0 && signal?.aborted) {
      forget();
      job.abort.abort();
    }
  }
}

/** Larger lists are data, not settings: only their identity is looked at. */
const longestSetting = 64;

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.length <= longestSetting && a.every((item, index) => isSame(item, b[index]))
    );
  }
  if (Object.getPrototypeOf(a) !== Object.prototype || Object.getPrototypeOf(b) !== Object.prototype)
    return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.length <= longestSetting &&
    keys.every(
      (key) => key in b && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
