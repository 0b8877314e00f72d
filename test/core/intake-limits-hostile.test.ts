/** Bombs, locked files and lies about size: refused in words, or read, within 2 seconds and 300 MB, each measured in a process apart. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hostileFiles } from './limit-files';

interface Line {
  readonly file: string;
  readonly codes: readonly string[];
  readonly seconds: number;
  /** Megabytes of the process before and at most. */
  readonly before: number;
  readonly peak: number;
}

// Peaks are read from the kernel.
test.skipIf(process.platform !== 'linux')(
  'hostile files are settled quickly and in little memory',
  async () => {
    const files = hostileFiles();
    const folder = await mkdtemp(join(tmpdir(), 'care-circle-'));
    try {
      const paths: string[] = [];
      for (const [name, { bytes }] of Object.entries(files)) {
        paths.push(join(folder, name));
        await writeFile(paths.at(-1)!, bytes);
      }
      const child = fileURLToPath(new URL('limits-child.mjs', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, [child, ...paths], { timeout: 50_000 });
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
      expect(lines.map(({ file, codes }) => [file, codes[0] ?? ''])).toEqual(
        Object.entries(files).map(([name, { code }]) => [name, code]),
      );
      for (const { file, seconds, before, peak } of lines)
        console.log(
          `${file.padEnd(18)} ${seconds.toFixed(2)} s, ${before.toFixed(0)} to ${peak.toFixed(0)} MB`,
        );
      expect(lines.filter(({ seconds }) => seconds > 2)).toEqual([]);
      expect(lines.filter(({ peak }) => peak > 300)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
