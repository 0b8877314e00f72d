/** `npm run make-corpus -- DIR [--seed N]`: writes the generated corpus of faulty files, and beside it `DIR.expected.json` with what must become of each. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { corpusSeed, madeFiles, writeCorpus } from '../test/corpus/make-corpus.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: String(corpusSeed) } },
});
const [folder] = positionals;
if (folder === undefined || positionals.length > 1 || !Number.isInteger(Number(values.seed))) {
  console.error('usage: npm run make-corpus -- DIR [--seed N]');
  process.exitCode = 2;
} else if (existsSync(folder) && readdirSync(folder).length > 0) {
  console.error(`${folder} is not empty`);
  process.exitCode = 2;
} else {
  const files = await madeFiles(Number(values.seed));
  writeCorpus(folder, files);
  const expected = files.map(({ path, parts, outcome, code, read, used }) => ({
    path,
    parts: Object.keys(parts),
    outcome,
    code,
    read,
    used,
  }));
  writeFileSync(`${folder.replace(/\/+$/, '')}.expected.json`, `${JSON.stringify(expected, null, 1)}\n`);
  console.log(
    `${files.length} files, each named after its fault; what must become of them: ${folder}.expected.json`,
  );
}
