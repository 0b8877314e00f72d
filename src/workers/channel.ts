/**
 * Calls between threads: call, progress, done, fail, abort, each with an id. A promise always settles: with the value, with an
 * AbortError as soon as the caller aborts, or with an error when the worker dies. Big parts of an answer that the receiver
 * already has (the same object as in the last answer of any method) are named, not sent again: a slider step moves only what changed.
 * Parts go over before their answer, each in messages of its own: unpacking a million ids in one would hold up the page for long.
 */
import type { Control, Progress } from '../domain/progress';
import { joinPieces, piecesOf, type Piece } from './pieces';

/** The part of Worker, MessagePort and DedicatedWorkerGlobalScope that is used. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

type Message =
  | { kind: 'call'; id: number; method: string; args: unknown[]; controlAt: number; wantsProgress: boolean }
  | { kind: 'abort'; id: number }
  | { kind: 'forget'; blob: number }
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'part'; number: number; piece: Piece }
  | { kind: 'done'; id: number; tree: unknown }
  | { kind: 'fail'; id: number; message: string; stack: string; aborted: boolean };

type Methods = Record<string, (...args: never[]) => Promise<unknown>>;

/**
 * Answers calls on `port` with the methods of `target` until the thread ends. `givesAway`: typed arrays of an answer are moved, not
 * copied, for targets that keep nothing of what they answered.
 */
export function serve(target: object, port: Port, { givesAway = false } = {}): void {
  const running = new Map<number, AbortController>();
  const sent = new Map<string, SentParts>();
  const blobs = new Map<number, Blob>();
  port.addEventListener('message', ({ data }) => {
    const message = data as Message;
    if (message.kind === 'abort') running.get(message.id)?.abort();
    if (message.kind === 'forget') blobs.delete(message.blob);
    if (message.kind === 'call') void answer(message);
  });

  async function answer(call: Extract<Message, { kind: 'call' }>): Promise<void> {
    const abort = new AbortController();
    running.set(call.id, abort);
    const control: Control = {
      signal: abort.signal,
      progress: call.wantsProgress
        ? throttled((progress) => port.postMessage({ kind: 'progress', id: call.id, progress }))
        : undefined,
    };
    const args = call.args.map((arg) => restoreBlobs(arg, blobs));
    if (call.controlAt >= 0) args[call.controlAt] = control;
    try {
      const value = await (target as Methods)[call.method]!(...(args as never[]));
      if (abort.signal.aborted) throw abort.signal.reason;
      const after: SentParts = new Map();
      const { tree, parts } = pack(value, [...sent.values()], after);
      for (const [number, part] of parts)
        for (const piece of piecesOf(part, givesAway))
          port.postMessage(
            { kind: 'part', number, piece },
            givesAway && ArrayBuffer.isView(piece.values) ? [piece.values.buffer] : [],
          );
      port.postMessage({ kind: 'done', id: call.id, tree });
      sent.set(call.method, givesAway ? new Map() : after);
    } catch (error) {
      // The one catch at the worker boundary: expected failures are values, so this is an abort or a bug.
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      port.postMessage({
        kind: 'fail',
        id: call.id,
        message,
        stack: stack ?? '',
        aborted: abort.signal.aborted,
      });
    } finally {
      running.delete(call.id);
    }
  }
}

export interface Remote<T> {
  readonly methods: T;
  /** Rejects every open call with `reason` and forgets what the other side sent. */
  close(reason: Error): void;
}

/** The same-typed remote object for what `serve` serves on the other end of `port`. */
export function connect<T extends object>(port: Port): Remote<T> {
  let lastId = 0;
  const open = new Map<
    number,
    {
      method: string;
      resolve(value: unknown): void;
      reject(reason: unknown): void;
      progress: Control['progress'];
    }
  >();
  const received = new Map<string, ReceivedParts>();
  /** Parts of the answer that is coming in; answers do not overtake each other. */
  const arrived = new Map<number, Piece[]>();
  const known = new BlobNumbers((blob) => port.postMessage({ kind: 'forget', blob }));

  const listen = ({ data }: MessageEvent): void => {
    const message = data as Message;
    if (message.kind === 'progress') open.get(message.id)?.progress?.(message.progress);
    if (message.kind === 'part') {
      const pieces = arrived.get(message.number);
      if (pieces === undefined) arrived.set(message.number, [message.piece]);
      else pieces.push(message.piece);
    }
    if (message.kind === 'done') {
      // Unpacked even when the caller has gone: the next answer may name parts of this one.
      const method = open.get(message.id)?.method ?? aborted.get(message.id);
      if (method !== undefined) {
        const after: ReceivedParts = new Map();
        const value = unpack(message.tree, arrived, [...received.values()], after);
        received.set(method, after);
        open.get(message.id)?.resolve(value);
      }
      arrived.clear();
      settle(message.id);
    }
    if (message.kind === 'fail') {
      open
        .get(message.id)
        ?.reject(
          message.aborted
            ? abortError()
            : Object.assign(new Error(message.message), { stack: message.stack }),
        );
      arrived.clear();
      settle(message.id);
    }
  };
  port.addEventListener('message', listen);
  const aborted = new Map<number, string>();
  const settle = (id: number): void => {
    open.delete(id);
    aborted.delete(id);
  };

  const call = (method: string, args: unknown[]): Promise<unknown> => {
    const id = ++lastId;
    const controlAt = args.findIndex(isControl);
    const control = controlAt >= 0 ? (args[controlAt] as Control) : {};
    if (control.signal?.aborted) return Promise.reject(abortError());
    return new Promise((resolve, reject) => {
      open.set(id, { method, resolve, reject, progress: control.progress });
      control.signal?.addEventListener(
        'abort',
        () => {
          if (!open.has(id)) return;
          open.delete(id);
          aborted.set(id, method);
          port.postMessage({ kind: 'abort', id });
          reject(abortError());
        },
        { once: true },
      );
      const plain = args.map((arg, index) => (index === controlAt ? null : nameBlobs(arg, known)));
      port.postMessage({
        kind: 'call',
        id,
        method,
        args: plain,
        controlAt,
        wantsProgress: control.progress !== undefined,
      });
    });
  };

  const methods = new Proxy({} as T, {
    get: (_target, method) =>
      // A promise looks for `then`; it must not find a method.
      typeof method === 'string' && method !== 'then'
        ? (...args: unknown[]) => call(method, args)
        : undefined,
  });
  const close = (reason: Error): void => {
    port.removeEventListener('message', listen);
    for (const waiting of open.values()) waiting.reject(reason);
    open.clear();
    aborted.clear();
    received.clear();
    arrived.clear();
  };
  return { methods, close };
}

export function abortError(): DOMException {
  return new DOMException('aborted', 'AbortError');
}

function isControl(value: unknown): value is Control {
  if (typeof value !== 'object' || value === null) return false;
  const { signal, progress } = value as Control;
  return signal instanceof AbortSignal || typeof progress === 'function';
}

/** At most ten reports a second, and always those that begin or end something: by them the page knows what a worker died of. */
function throttled(report: (progress: Progress) => void): (progress: Progress) => void {
  let last = 0;
  let before = '';
  return (progress) => {
    const now = performance.now();
    const about = `${progress.stage} ${progress.what}`;
    if (now - last < 100 && progress.done !== progress.total && about === before) return;
    last = now;
    before = about;
    report(progress);
  };
}

/*
 * Blobs. Posting clones a Blob into a new object, and what is remembered of a file is remembered by its identity: so each goes
 * over once, under a number, and is forgotten there when it is collected here.
 */
const blobKey = '\u0000blob';
let blobNumber = 0;

class BlobNumbers {
  private readonly numbers = new WeakMap<Blob, number>();
  private readonly collected: FinalizationRegistry<number>;

  constructor(forget: (blob: number) => void) {
    this.collected = new FinalizationRegistry(forget);
  }

  /** A marker for the other side, with the Blob itself the first time. */
  name(blob: Blob): object {
    const number = this.numbers.get(blob);
    if (number !== undefined) return { [blobKey]: number };
    const fresh = ++blobNumber;
    this.numbers.set(blob, fresh);
    this.collected.register(blob, fresh);
    return { [blobKey]: fresh, blob };
  }
}

function nameBlobs(value: unknown, known: BlobNumbers): unknown {
  if (value instanceof Blob) return known.name(value);
  return mapPlain(value, (entry) => nameBlobs(entry, known));
}

function restoreBlobs(value: unknown, blobs: Map<number, Blob>): unknown {
  const marker = value as { [blobKey]?: number; blob?: Blob } | null | undefined;
  const number = typeof value === 'object' ? marker?.[blobKey] : undefined;
  if (number === undefined) return mapPlain(value, (entry) => restoreBlobs(entry, blobs));
  if (marker!.blob) blobs.set(number, marker!.blob);
  return blobs.get(number);
}

/** The same plain object or list with its entries mapped; anything else as it is. */
function mapPlain(value: unknown, map: (entry: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(map);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, map(entry)]));
}

/*
 * Packing. A value is walked through plain objects and arrays; a big leaf (typed array, long array) that was part of the
 * last answer of any method becomes { known: its number there }.
 */
type SentParts = Map<object, number>;
type ReceivedParts = Map<number, unknown>;
interface Packed {
  readonly tree: unknown;
  /** New big parts, by number. */
  readonly parts: readonly (readonly [number, unknown])[];
}
const bigBytes = 2048;
const bigLength = 64;
let partNumber = 0;

/** The key of a marker; no plain value of ours has it, and it survives structured cloning. */
const partKey = '\u0000part';

function pack(value: unknown, before: readonly SentParts[], after: SentParts): Packed {
  const parts: [number, unknown][] = [];
  const walk = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    if (isBig(item)) {
      let number = after.get(item) ?? knownIn(before, item);
      if (number === undefined) {
        number = ++partNumber;
        parts.push([number, item]);
      }
      after.set(item, number);
      return { [partKey]: number };
    }
    return mapPlain(item, walk); // Maps, small typed arrays: cloned as they are.
  };
  return { tree: walk(value), parts };
}

function unpack(
  tree: unknown,
  arrived: ReadonlyMap<number, readonly Piece[]>,
  before: readonly ReceivedParts[],
  after: ReceivedParts,
): unknown {
  const fresh = new Map<number, unknown>();
  const walk = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    const number = (item as Record<string, number | undefined>)[partKey];
    if (number !== undefined) {
      if (arrived.has(number) && !fresh.has(number)) fresh.set(number, joinPieces(arrived.get(number)!));
      const part = fresh.has(number) ? fresh.get(number) : knownIn(before, number);
      after.set(number, part);
      return part;
    }
    return mapPlain(item, walk);
  };
  return walk(tree);
}

function knownIn<K, V>(answers: readonly ReadonlyMap<K, V>[], key: K): V | undefined {
  return answers.find((parts) => parts.has(key))?.get(key);
}

function isBig(item: object): boolean {
  if (ArrayBuffer.isView(item)) return item.byteLength >= bigBytes;
  return Array.isArray(item) && item.length >= bigLength;
}
