/**
 * Whether another thread still lives. A worker that ends by itself or is ended by the system raises no error event; a Web Lock that it
 * held becomes free at once. Where there are no locks (plain http) only error events tell.
 */

export interface Life {
  /** The name of a lock that is held until this thread ends; '' where there are no locks. */
  life(): Promise<string>;
}

/** Served by a worker beside its own methods. */
export const life: Life = {
  life: () => {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (locks === undefined) return Promise.resolve('');
    const name = `care-circle ${Math.random()}`;
    return new Promise((resolve) => {
      void locks.request(name, () => {
        resolve(name);
        return new Promise(() => {});
      });
    });
  },
};

/** Calls `died` when the thread behind `remote` is gone, unless `signal` is aborted before. */
export async function watchLife(remote: Life, signal: AbortSignal, died: () => void): Promise<void> {
  try {
    const name = await remote.life();
    if (name === '' || signal.aborted) return;
    await navigator.locks.request(name, { signal }, () => {
      if (!signal.aborted) died();
    });
  } catch {
    // Aborted: nobody asks any more. Or closed: whoever closed it knows.
  }
}
