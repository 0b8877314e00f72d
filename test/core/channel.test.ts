import { afterEach, expect, test } from 'vitest';
import type { Control } from '../../src/domain/progress';
import { connect, serve, type Remote } from '../../src/workers/channel';

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
  const parts = (messages[1] as { value: { parts: unknown[] } }).value.parts;
  expect(parts).toHaveLength(1);
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
