/**
 * Memory that threads can share. A page has it where it is cross-origin isolated; elsewhere the same arrays lie in memory of one
 * thread, and what goes to another thread is copied.
 */

let isShared = typeof SharedArrayBuffer === 'function';

export function sharesMemory(): boolean {
  return isShared;
}

/** Chooses, for a test: a page that is not isolated has no choice. Returns what was chosen before. */
export function shareMemory(wanted: boolean): boolean {
  const before = isShared;
  isShared = wanted && typeof SharedArrayBuffer === 'function';
  return before;
}

/** Zeroed memory for a typed array that other threads will read. */
export function sharableMemory(bytes: number): ArrayBufferLike {
  return isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

type Column = Int32Array | Float64Array | Uint8Array | Uint32Array;

const shared = new WeakMap<ArrayBufferView, Column>();

/**
 * The same plain object with its typed arrays in shared memory: those that lie elsewhere are copied, each once however often it is asked
 * for. The object itself where memory cannot be shared.
 */
export function inSharedMemory<T>(value: T): T {
  if (!isShared || typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return sharedColumn(value as unknown as Column) as unknown as T;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inSharedMemory(entry)])) as T;
}

function sharedColumn(column: Column): Column {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const known = shared.get(column);
  if (known !== undefined) return known;
  const make = column.constructor as new (memory: ArrayBufferLike) => Column;
  const made = new make(new SharedArrayBuffer(column.byteLength));
  made.set(column as never);
  shared.set(column, made);
  return made;
}
