/** The generated corpus through the corpus command: every file, named after its fault, ends as it must; none hangs, throws or loses a row. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { corpusSeed, madeFiles, writeCorpus } from '../corpus/make-corpus';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'made-corpus-'));
const files = await madeFiles(corpusSeed);
writeCorpus(folder, files);
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

const run = await new Promise<{ status: number | null; lines: Line[]; told: string }>((done) => {
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
const byFile = new Map(run.lines.map((line) => [line.file.slice(folder.length + 1), line]));

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

test('the same seed writes the same files', async () => {
  const again = await madeFiles(corpusSeed);
  for (const [i, { path, content }] of files.entries()) {
    expect(again[i]!.path).toBe(path);
    // GeoPackages, workbooks and zips carry the time of their making.
    if (typeof content === 'string') expect(again[i]!.content).toBe(content);
  }
});
