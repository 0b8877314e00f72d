/** The generated corpus through the corpus command: every file, named after its fault, ends as it must; none hangs, throws or loses a row. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { geojsonFiles } from '../corpus/geojson-files';
import { corpusSeed, madeFiles, writeCorpus } from '../corpus/make-corpus';
import { placeFiles } from '../corpus/place-files';
import { textFiles } from '../corpus/text-files';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'made-corpus-'));
const files = await madeFiles(corpusSeed);
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly file: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly read: number;
  readonly used: number;
  readonly refused: number;
  readonly seconds: number;
  readonly partOf?: string;
}

interface Run {
  readonly status: number | null;
  readonly lines: readonly Line[];
  readonly told: string;
}

function corpus(): Promise<Run> {
  return new Promise((done) => {
    const child = spawn('npx', ['tsx', 'scripts/corpus.ts', folder, '--json'], { cwd: root });
    const [out, told]: Buffer[][] = [[], []];
    child.stdout.on('data', (part: Buffer) => out!.push(part));
    child.stderr.on('data', (part: Buffer) => told!.push(part));
    child.on('close', (status) => {
      const lines = Buffer.concat(out!).toString('utf8').trim().split('\n');
      done({
        status,
        lines: lines.map((line) => JSON.parse(line) as Line),
        told: Buffer.concat(told!).toString('utf8'),
      });
    });
  });
}

let run: Run;
let byFile: ReadonlyMap<string, Line>;
beforeAll(async () => {
  writeCorpus(folder, files);
  run = await corpus();
  byFile = new Map(run.lines.map((line) => [line.file.slice(folder.length + 1), line]));
}, 180_000);

test('over 400 files of different names; all are told, nothing hung, threw or did not balance', () => {
  expect(files.length).toBeGreaterThan(400);
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  expect(run.status, run.told).toBe(0);
  const written = files.reduce((sum, { parts }) => sum + 1 + Object.keys(parts).length, 0);
  expect(run.lines.length).toBe(written);
  expect(run.lines.filter(({ partOf }) => partOf === undefined).length).toBe(files.length);
  expect(run.lines.filter(({ read, used, refused }) => read !== used + refused)).toEqual([]);
  expect(Math.max(...run.lines.map(({ seconds }) => seconds))).toBeLessThan(10);
});

test.each(files.map((file) => [file.path, file] as const))('%s', (path, { outcome, code, read, used }) => {
  expect(byFile.get(path)).toMatchObject({ outcome, code, read, used, refused: read - used });
});

test('the same seed writes the same files, another one others', () => {
  const made = (seed: number) => [...textFiles(seed), ...placeFiles(seed), ...geojsonFiles(seed)];
  expect(made(corpusSeed)).toEqual(made(corpusSeed));
  expect(made(corpusSeed + 1)).not.toEqual(made(corpusSeed));
});
