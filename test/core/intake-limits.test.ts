/** Files whose readers cannot be interrupted: read elsewhere, with a limit, and killed when they must be. */
import { afterAll, describe, expect, test } from 'vitest';
import { DecodeCache, openFile, readAlone, type ReadRequest } from '../../src/intake/open-file';
import { connectAnalysis, type AnalysisThread } from '../../src/workers/connect';
import { serve } from '../../src/workers/channel';
import { createReaders } from '../../src/workers/readers';
import { defaultSettings, type Study } from '../../src/domain/study';
import type { Control, Progress } from '../../src/domain/progress';
import { guessLayers } from '../../src/intake/guess-layer';
import { inspectTables } from '../../src/intake/read-tables';
import { readerThreads } from './node-threads';
import { xlsxOf } from './limit-files';

const threads = readerThreads();
afterAll(() => threads.end());

const request = (file: string, blob = new Blob(['x'])): ReadRequest => ({
  blob,
  file,
  format: 'xlsx',
  options: { encoding: 'auto' },
});

describe('a thread for files that may have to be killed', () => {
  const limitMs = 4000;
  const read = createReaders(threads.start, () => limitMs);
  const book = xlsxOf([
    ['编号', '经度', '纬度', '老人'],
    ['a1', 103.8, 36.1, 4],
    ['a2', 103.9, 36.2, 5],
  ]);

  test('reads as the thread itself would', async () => {
    const there = await read(request('book.xlsx', book));
    const here = await readAlone(request('book.xlsx', book));
    expect(there).toEqual(here);
    expect(there.ok && there.value.table?.cells[0]).toEqual(['a1', 'a2']);
    expect(threads.count).toBe(1);
  });

  test('what breaks in it is a fault that names the file, and the next one is read', async () => {
    const broken = await read(request('breaks.xlsx'));
    expect(broken).toMatchObject({
      ok: false,
      fault: {
        code: 'table.readerFailed',
        blanks: { reason: 'broken on purpose' },
        at: { file: 'breaks.xlsx' },
      },
    });
    expect((await read(request('book.xlsx', book))).ok).toBe(true);
  });

  test('its death is a fault that names the file, and files waiting behind it are read', async () => {
    const [dead, next] = await Promise.all([read(request('dies.xlsx')), read(request('book.xlsx', book))]);
    expect(dead).toMatchObject({
      ok: false,
      fault: { code: 'table.readerDied', at: { file: 'dies.xlsx' } },
    });
    expect(next.ok).toBe(true);
  });

  test('a loop without end is stopped by a cancel within a second', async () => {
    await read(request('book.xlsx', book));
    const abort = new AbortController();
    const reading = read(request('hangs.xlsx'), { signal: abort.signal });
    setTimeout(() => abort.abort(), 300);
    const start = performance.now();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - start).toBeLessThan(1300);
    expect((await read(request('book.xlsx', book))).ok).toBe(true);
  });

  test('a loop without end is stopped by the time limit, which the fault states', async () => {
    const start = performance.now();
    expect(await read(request('hangs.xlsx'))).toMatchObject({
      ok: false,
      fault: { code: 'table.readerTimeout', blanks: { seconds: 4 }, at: { file: 'hangs.xlsx' } },
    });
    expect(performance.now() - start).toBeLessThan(limitMs + 1000);
  });
});

test('what a file will take is said before it is read, and more for more', async () => {
  const table = (rows: number): Blob =>
    new Blob([
      ['id,lon,lat,elders', ...Array.from({ length: rows }, (_, i) => `e${i},103.8,36.1,1`), ''].join('\n'),
    ]);
  const said = async (blob: Blob): Promise<Progress[]> => {
    const seen: Progress[] = [];
    await openFile(blob, 'e.csv', { encoding: 'auto' }, new DecodeCache(), {
      progress: (progress) => seen.push(progress),
    });
    return seen;
  };
  const [first, ...others] = await said(table(300_000));
  expect(first).toMatchObject({ done: 0, what: 'e.csv' });
  // 6.2 MB at 5 MB a second, and no file is stopped within a minute.
  expect(first!.budget).toEqual({ seconds: 2, megabytes: 75, limitSeconds: 64 });
  expect(others.length).toBeGreaterThan(1);
  expect((await said(table(1)))[0]!.budget!.megabytes).toBe(1);
});

test('a stop is heard within a second, whatever is being done with the rows', async () => {
  const tiers = ['red', 'yellow', 'green'];
  const rows = Array.from(
    { length: 200_000 },
    (_, i) => `e${i},103.${100_000 + i},36.${100_000 + i},${60 + (i % 40)},${tiers[i % 3]}`,
  );
  const blob = new Blob([['id,lon,lat,age,tier', ...rows].join('\n')]);
  const files = { 'elders.csv': blob };
  const { settings } = await guessLayers({ settings: defaultSettings, files: {} }, files);
  for (const after of [0, 100, 200, 300, 400]) {
    const abort = new AbortController();
    let pressed = Infinity;
    setTimeout(() => {
      pressed = performance.now();
      abort.abort();
    }, after);
    // Without what was remembered: all is done anew.
    const reading = inspectTables({ settings, files }, { signal: abort.signal, cache: new DecodeCache() });
    await reading.then(
      () => undefined,
      (error: Error) => expect(error.name).toBe('AbortError'),
    );
    expect(performance.now() - pressed).toBeLessThan(1000);
  }
});

test('a list longer than the engine can hold is a fault that names the file, not a bug', async () => {
  const blob = new Blob(['{"type":"FeatureCollection","features":[]}']);
  Object.defineProperty(blob, 'stream', {
    value: () => {
      throw new RangeError('Array buffer allocation failed');
    },
  });
  expect(await openFile(blob, 'big.geojson', { encoding: 'auto' }, new DecodeCache())).toMatchObject({
    ok: false,
    fault: { code: 'table.outOfMemory', at: { file: 'big.geojson' } },
  });
});

describe('a page whose analysis worker dies', () => {
  /** Threads that die when they meet a file called "dies.csv"; `log` has what was asked of them. */
  function mortalPage() {
    const log: string[] = [];
    const listed = (names: readonly string[], control: Control | undefined, die: () => void) => {
      for (const file of names) {
        control?.progress?.({ stage: 'read', done: 0, total: 1, what: file });
        if (!file.startsWith('dies.')) continue;
        die();
        return null;
      }
      return names;
    };
    const begin = (): AnalysisThread => {
      const { port1, port2 } = new MessageChannel();
      const errors: ((event: MessageEvent) => void)[] = [];
      const die = (): void => void setTimeout(() => errors.forEach((tell) => tell({} as MessageEvent)), 20);
      const never = new Promise<never>(() => {});
      port1.start();
      port2.start();
      log.push('started');
      serve(
        {
          addFiles: async (study: Study, added: Record<string, Blob>, control?: Control) => {
            log.push(`add ${Object.keys(added).join(' ')}`);
            if (listed(Object.keys(added), control, die) === null) return never;
            return { settings: study.settings, notes: [], faults: [] };
          },
          inspect: async (study: Study, control?: Control) => {
            const names = (study.settings.layers.elders ?? []).map(({ file }) => file);
            log.push(`inspect ${names.join(' ')}`);
            if (listed(names, control, die) === null) return never;
            return { reports: names.map((file) => ({ file })), faults: [] };
          },
          run: async (study: Study, control?: Control) => {
            const names = (study.settings.layers.elders ?? []).map(({ file }) => file);
            log.push(`run ${names.join(' ')}`);
            if (listed(names, control, die) === null) return never;
            return { ok: true, value: { names }, notes: [] };
          },
          facilityStory: async () => log.push('story'),
          backdrop: async () => null,
          life: async () => '',
        },
        port1,
      );
      return {
        postMessage: (message: unknown) => port2.postMessage(message),
        addEventListener: (type: string, listener: (event: MessageEvent) => void) => {
          if (type === 'message') port2.addEventListener('message', listener);
          if (type === 'error') errors.push(listener);
        },
        removeEventListener: (_type, listener) => port2.removeEventListener('message', listener),
        terminate: () => port1.close(),
      };
    };
    return { page: connectAnalysis(begin), log };
  }

  const studyOf = (...names: string[]): Study => ({
    settings: {
      ...defaultSettings,
      layers: { elders: names.map((file) => ({ file, encoding: 'auto', crs: 'auto', columns: {} })) },
    },
    files: {},
  });

  test('goes on with the other files, and names the one it died of', async () => {
    const { page, log } = mortalPage();
    const files = { 'a.csv': new Blob(), 'dies.csv': new Blob(), 'b.csv': new Blob() };
    const added = await page.addFiles(studyOf(), files);
    expect(added.faults).toEqual([{ code: 'table.readerDied', blanks: {}, at: { file: 'dies.csv' } }]);
    expect(log).toEqual(['started', 'add a.csv dies.csv b.csv', 'started', 'add a.csv b.csv']);
  });

  test('looks at the other layers, and names the one it died of', async () => {
    const { page } = mortalPage();
    const { reports, faults } = await page.inspect(studyOf('a.csv', 'dies.csv', 'b.csv'));
    expect(reports.map(({ file }) => file)).toEqual(['a.csv', 'b.csv']);
    expect(faults.map(({ at }) => at?.file)).toEqual(['dies.csv']);
  });

  test('says so of a run, and runs the last study again before it answers about it', async () => {
    const { page, log } = mortalPage();
    expect((await page.run(studyOf('a.csv'))).ok).toBe(true);
    expect(await page.run(studyOf('dies.csv'))).toMatchObject({
      ok: false,
      fault: { code: 'table.readerDied', at: { file: 'dies.csv' } },
    });
    await page.facilityStory(0, 'meals');
    expect(log.slice(-2)).toEqual(['run a.csv', 'story']);
  });
});
