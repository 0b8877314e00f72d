/** Writes the sample study: `npx tsx scripts/make-sample.ts [--seed 1] [--out data/sample]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSampleFiles, sourcesText } from './sample/files';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, out: { type: 'string', default: 'data/sample' } },
});
const seed = Number(values.seed);
if (!Number.isInteger(seed) || seed < 0) {
  console.error('--seed must be a whole number from 0');
  process.exit(2);
}
const files = await makeSampleFiles(seed);
await mkdir(values.out, { recursive: true });
for (const [name, bytes] of files) {
  await writeFile(join(values.out, name), bytes);
  console.log(`${join(values.out, name)}: ${bytes.length} bytes`);
}
await writeFile(join(dirname(values.out), 'SOURCES.md'), await sourcesText(files, seed));
