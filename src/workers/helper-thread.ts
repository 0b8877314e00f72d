/** A thread that another one starts, asks and ends. */
import { abortError, connect, type Port } from './channel';
import { watchLife, type Life } from './life';

/** A Worker, as far as it is used. */
export interface HelperThread extends Port {
  addEventListener(type: 'message' | 'error', listener: (event: MessageEvent) => void): void;
  terminate(): void;
}

export interface Helper<T> {
  readonly methods: T;
  /** Kills the thread; open calls reject with an AbortError. */
  end(): void;
}

/** `lost` is called when the thread is gone without having been ended. */
export function startHelper<T extends object>(start: () => HelperThread, lost: () => void): Helper<T> {
  const thread = start();
  const remote = connect<T & Life>(thread);
  const ended = new AbortController();
  const died = (): void => {
    if (!ended.signal.aborted) lost();
  };
  thread.addEventListener('error', died);
  void watchLife(remote.methods, ended.signal, died);
  const end = (): void => {
    ended.abort();
    thread.terminate();
    remote.close(abortError());
  };
  return { methods: remote.methods, end };
}
