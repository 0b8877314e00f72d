import { expect, test } from 'vitest';
import { breathe, type Control } from '../../src/domain/progress';
import { forEach, remember, rememberJob } from '../../src/domain/remember';

test('the same input is answered without working again, other input is worked anew', () => {
  let runs = 0;
  const twice = remember((n: number) => ({ n: n * 2, run: ++runs }));
  expect(twice(2)).toBe(twice(2));
  expect(twice(3)).toEqual({ n: 6, run: 2 });
  expect(twice(2)).toEqual({ n: 4, run: 3 });
});

test('settings count by content, data by identity', () => {
  let runs = 0;
  const work = remember((_walk: { pace: number; bands: number[] }, _data: Float64Array) => ++runs);
  const data = new Float64Array(3);
  expect(work({ pace: 1, bands: [1, 2] }, data)).toBe(1);
  expect(work({ pace: 1, bands: [1, 2] }, data)).toBe(1);
  expect(work({ pace: 1, bands: [1, 3] }, data)).toBe(2);
  expect(work({ pace: 1, bands: [1, 3] }, new Float64Array(3))).toBe(3);
});

test('long lists are data: equal contents in another list are another input', () => {
  let runs = 0;
  const work = remember((_list: number[]) => ++runs);
  const list = Array.from({ length: 100 }, (_, index) => index);
  work(list);
  expect(work([...list])).toBe(2);
});

test('each name remembers for itself', () => {
  let runs = 0;
  const each = forEach<string, (n: number) => number>(() => remember((_n: number) => ++runs));
  expect([each('a')(1), each('b')(1), each('a')(1), each('b')(2), each('a')(1)]).toEqual([1, 2, 1, 3, 1]);
});

/** Work of a few turns that counts its starts and hears its signal. */
function job() {
  const seen = { starts: 0, aborts: 0 };
  const work = rememberJob(async (n: number, control: Control) => {
    seen.starts++;
    for (let turn = 0; turn < 5; turn++) {
      await breathe();
      if (control.signal?.aborted) seen.aborts++;
      control.signal?.throwIfAborted();
      control.progress?.({ stage: 'read', done: turn + 1, total: 5, what: '' });
    }
    return n * 2;
  });
  return { seen, work };
}

test('two callers with the same input share one job, and both hear of its progress', async () => {
  const { seen, work } = job();
  const heard: string[] = [];
  const answers = await Promise.all([
    work(4, { progress: () => heard.push('a') }),
    work(4, { progress: () => heard.push('b') }),
  ]);
  expect(answers).toEqual([8, 8]);
  expect(seen.starts).toBe(1);
  expect(heard.filter((who) => who === 'a')).toHaveLength(5);
  expect(heard.filter((who) => who === 'b')).toHaveLength(5);
});

test('one caller may leave without ending the job of the other', async () => {
  const { seen, work } = job();
  const abort = new AbortController();
  const left = work(4, { signal: abort.signal });
  const stays = work(4, {});
  abort.abort();
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  expect(await stays).toBe(8);
  expect(seen).toEqual({ starts: 1, aborts: 0 });
});

test('when the last caller leaves the job is aborted, and the same input starts anew at once', async () => {
  const { seen, work } = job();
  const abort = new AbortController();
  const left = work(4, { signal: abort.signal });
  await breathe();
  abort.abort();
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  expect(await work(4, {})).toBe(8);
  expect(seen).toEqual({ starts: 2, aborts: 1 });
});

test('a failed job is not remembered', async () => {
  let runs = 0;
  const work = rememberJob(async (_n: number, _control: Control) => {
    if (++runs === 1) throw new Error('once');
    return runs;
  });
  await expect(work(1, {})).rejects.toThrow('once');
  expect(await work(1, {})).toBe(2);
  expect(await work(1, {})).toBe(2);
});
