/** `npm run bench`: speed as ratios (theirs / ours) against named baselines of the same run; `-- --json` prints one object. */
import { cpus } from 'node:os';
import type { Ratio } from '../test/bench/race.ts';

const results: Record<string, Ratio> = {};
const { benchSearch } = await import('../test/bench/search.ts');
const { benchPbf } = await import('../test/bench/pbf.ts');
const { benchCsv } = await import('../test/bench/csv.ts');
const { benchAccess } = await import('../test/bench/access.ts');
const { benchGround } = await import('../test/bench/ground.ts');
const { benchSiting } = await import('../test/bench/siting.ts');
for (const bench of [benchSearch, benchGround, benchPbf, benchCsv, benchAccess, benchSiting])
  Object.assign(results, await bench());

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(results));
} else {
  console.log(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores\n`,
  );
  const width = Math.max(...Object.keys(results).map((name) => name.length));
  for (const [name, { ours, theirs, ratio, target }] of Object.entries(results)) {
    const verdict = ratio >= target ? 'met' : 'MISSED';
    console.log(
      `${name.padEnd(width)}  ours ${show(ours)}  theirs ${show(theirs)}  ratio ${show(ratio)}  target ${show(target)}  ${verdict}`,
    );
  }
}

function show(value: number): string {
  return (value >= 100 ? value.toFixed(0) : value.toPrecision(3)).padStart(7);
}
