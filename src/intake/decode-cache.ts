/** Work done once per Blob: decoded files and finished layers, forgotten with the Blob. */

export class DecodeCache {
  private readonly entries = new WeakMap<Blob, Map<string, Promise<unknown>>>();

  /** The remembered work for this blob and key, else `make()`, remembered unless it is aborted, throws, or `keeps` says no. */
  async remember<T>(
    blob: Blob,
    key: string,
    make: () => Promise<T>,
    keeps: (value: T) => boolean = () => true,
  ): Promise<T> {
    let byKey = this.entries.get(blob);
    if (byKey === undefined) this.entries.set(blob, (byKey = new Map()));
    const known = byKey.get(key) as Promise<T> | undefined;
    if (known !== undefined) {
      try {
        return await known;
      } catch (error) {
        // Aborted by whoever began it; this caller may still want it.
        if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
      }
    }
    const made = make();
    byKey.set(key, made);
    const forget = (): void => {
      if (byKey.get(key) === made) byKey.delete(key);
    };
    try {
      const value = await made;
      if (!keeps(value)) forget();
      return value;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

/** For whoever brings none: one for the whole thread. */
export const sharedCache = new DecodeCache();

const numbers = new WeakMap<Blob, number>();
let lastNumber = 0;

/** A number that this very Blob has and no other, for keys of work that reads more than one. */
export function blobNumber(blob: Blob): number {
  let number = numbers.get(blob);
  if (number === undefined) numbers.set(blob, (number = ++lastNumber));
  return number;
}
