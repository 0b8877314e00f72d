/** Reads the files named on the command line as a drop, in a process of its own: one JSON line each with time and peak memory. */
import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { register } from 'tsx/esm/api';

register();
const { guessLayers } = await import('../../src/intake/guess-layer.ts');
const { inspectTables } = await import('../../src/intake/read-tables.ts');
const { DecodeCache } = await import('../../src/intake/open-file.ts');
const { defaultSettings } = await import('../../src/domain/study.ts');

/** Peak since the last reset, by the kernel; a process's own maximum includes what its parent was when it began it. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
const reset = () => writeFileSync('/proc/self/clear_refs', '5');

for (const path of process.argv.slice(2)) {
  const file = basename(path);
  const files = { [file]: await openAsBlob(path) };
  const cache = new DecodeCache();
  reset();
  const before = peak();
  const start = performance.now();
  const added = await guessLayers({ settings: defaultSettings, files: {} }, files, { cache });
  const { faults } =
    added.faults.length > 0 ? added : await inspectTables({ settings: added.settings, files }, { cache });
  console.log(
    JSON.stringify({
      file,
      codes: faults.map(({ code }) => code),
      notes: added.notes.map(({ code }) => code),
      seconds: (performance.now() - start) / 1000,
      before,
      peak: peak(),
    }),
  );
}
