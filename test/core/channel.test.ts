import { afterEach, expect, test } from 'vitest';
import type { Control } from '../../src/domain/progress';
import { connect, serve, type Remote } from '../../src/workers/channel';
import { joinPieces, piecesOf } from '../../src/workers/pieces';

let ends: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of ends) {
    port1.close();
    port2.close();
  }
  ends = [];
});

function wire<T extends object>(target: T): Remote<T> & { messages: unknown[] } {
  const channel = new MessageChannel();
  ends.push(channel);
  channel.port1.start();
  channel.port2.start();
  serve(target, channel.port1);
  const messages: unknown[] = [];
  channel.port2.addEventListener('message', ({ data }) => messages.push(data));
  return { ...connect<T>(channel.port2), messages };
}

const big = (length: number, value: number): Float64Array => new Float64Array(length).fill(value);

test('arguments go over and answers come back', async () => {
  const { methods } = wire({ add: async (a: number, b: number) => a + b });
  expect(await methods.add(2, 3)).toBe(5);
});

test('an error on the other side rejects with its message', async () => {
  const { methods } = wire({
    break: async () => {
      throw new Error('broken on purpose');
    },
  });
  await expect(methods.break()).rejects.toThrow('broken on purpose');
});

test('progress reports arrive before the answer', async () => {
  const seen: number[] = [];
  const { methods } = wire({
    work: async (control: Control) => {
      control.progress?.({ stage: 'read', done: 1, total: 2, what: '' });
      control.progress?.({ stage: 'read', done: 2, total: 2, what: '' });
      return 'done';
    },
  });
  expect(await methods.work({ progress: ({ done }) => seen.push(done) })).toBe('done');
  expect(seen.at(-1)).toBe(2);
});

test('abort rejects at once with AbortError and the other side sees its signal', async () => {
  let heard = false;
  const { methods } = wire({
    forever: async (control: Control) => {
      await new Promise((resolve) => control.signal!.addEventListener('abort', resolve));
      heard = true;
      control.signal!.throwIfAborted();
    },
    ping: async () => 'pong',
  });
  const abort = new AbortController();
  const promise = methods.forever({ signal: abort.signal });
  abort.abort();
  await expect(promise).rejects.toMatchObject({ name: 'AbortError' });
  expect(await methods.ping()).toBe('pong');
  expect(heard).toBe(true);
});

test('a big part that is the same object as before is not sent again, and arrives all the same', async () => {
  const lasting = big(100_000, 7);
  const names = Array.from({ length: 500 }, (_, index) => `n${index}`);
  let turn = 0;
  const { methods, messages } = wire({
    find: async () => ({ lasting, names, nested: [{ fresh: big(1000, ++turn) }], turn }),
  });
  const first = await methods.find();
  const second = await methods.find();
  expect(second.lasting).toBe(first.lasting);
  expect(second.names).toBe(first.names);
  expect(second.nested[0]!.fresh).toEqual(big(1000, 2));
  expect(first.nested[0]!.fresh).toEqual(big(1000, 1));
  const kinds = messages.map((message) => (message as { kind: string }).kind);
  expect(kinds).toEqual(['part', 'part', 'part', 'done', 'part', 'done']);
});

test('an aborted call whose answer was already on its way does not confuse the next one', async () => {
  const lasting = big(10_000, 1);
  const { methods } = wire({ find: async (_control: Control) => ({ lasting }) });
  for (let round = 0; round < 20; round++) {
    const abort = new AbortController();
    const lost = methods.find({ signal: abort.signal }).catch(() => 'aborted');
    if (round % 2) await new Promise((resolve) => setTimeout(resolve));
    abort.abort();
    await lost;
    expect((await methods.find({})).lasting).toEqual(lasting);
  }
});

test('closing rejects what is open', async () => {
  const { methods, close } = wire({ forever: () => new Promise(() => {}) });
  const promise = methods.forever();
  close(new Error('worker died'));
  await expect(promise).rejects.toThrow('worker died');
});

test('a Blob is the same object on the other side every time it is sent', async () => {
  const seen: Blob[] = [];
  const { methods } = wire({
    read: async (study: { files: Record<string, Blob>; list: Blob[] }) => {
      seen.push(study.files['a']!, study.list[0]!);
      return study.files['a']!.text();
    },
  });
  const blob = new Blob(['甲']);
  expect(await methods.read({ files: { a: blob }, list: [blob] })).toBe('甲');
  expect(await methods.read({ files: { a: blob }, list: [blob] })).toBe('甲');
  expect(new Set(seen).size).toBe(1);
  const other = new Blob(['乙']);
  expect(await methods.read({ files: { a: other }, list: [blob] })).toBe('乙');
  expect(new Set(seen).size).toBe(2);
});

test('long lists and arrays come over in pieces and arrive whole', async () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `E${i}`);
  const rows = Array.from({ length: 5000 }, (_, row) => ({
    file: 'a',
    row,
    column: 'b',
    value: '',
    code: 'c',
  }));
  const lons = Float64Array.from({ length: 1_500_000 }, (_, i) => i / 7);
  const { methods, messages } = wire({ find: async () => ({ ids, rows, lons, empty: [] as string[] }) });
  const found = await methods.find();
  expect({ ...found, lons: null }).toEqual({ ids, rows, lons: null, empty: [] });
  expect(found.lons.every((lon, i) => lon === i / 7) && found.lons.length).toBe(1_500_000);
  const sizes = messages.flatMap((message) => {
    const { piece } = message as { piece?: { values: ArrayLike<unknown> } };
    return piece === undefined ? [] : [piece.values.length];
  });
  // Ten thousand texts at most; a row weighs five and more; arrays by 8 MiB.
  expect(sizes.slice(0, 10)).toEqual(new Array(10).fill(10_000));
  expect(Math.max(...sizes.slice(10, -2))).toBeLessThan(2000);
  expect(sizes.slice(-2)).toEqual([1_048_576, 451_424]);
});

test('pieces join to the same, whatever is cut', () => {
  const shared = new Float64Array(4096).fill(3);
  for (const whole of [[], ['a'], [null, 1, [2, [3]]], shared, shared.subarray(5, 900)])
    for (const moves of [false, true]) expect(joinPieces([...piecesOf(whole, moves)])).toEqual(whole);
});

test('a thread that keeps nothing gives its arrays away', async () => {
  const channel = new MessageChannel();
  ends.push(channel);
  channel.port1.start();
  channel.port2.start();
  const lons = big(1000, 5);
  serve({ find: async () => ({ lons }) }, channel.port1, { givesAway: true });
  const { methods } = connect<{ find(): Promise<{ lons: Float64Array }> }>(channel.port2);
  expect((await methods.find()).lons).toEqual(big(1000, 5));
  expect(lons.length).toBe(0);
});
