/**
 * `npm run bench`: speed against named baselines in the same run, as a Markdown table; `-- --json` prints one object, `-- NAME…` only
 * those benches. A number before a line is that of its target.
 */
import { benchAccess } from '../test/bench/access.ts';
import { benchCsv } from '../test/bench/csv.ts';
import { benchGround } from '../test/bench/ground.ts';
import { benchNative } from '../test/bench/native.ts';
import { benchPbf } from '../test/bench/pbf.ts';
import { leftOut, type Ratio } from '../test/bench/race.ts';
import { benchSearch } from '../test/bench/search.ts';
import { benchSiting } from '../test/bench/siting.ts';
import { benchSteps } from '../test/bench/steps.ts';
import { printTable } from '../test/bench/table.ts';
import { benchThreads } from '../test/bench/threads.ts';

type Bench = () => Record<string, Ratio> | Promise<Record<string, Ratio>>;

const benches: Readonly<Record<string, Bench>> = {
  native: benchNative,
  search: benchSearch,
  threads: benchThreads,
  steps: benchSteps,
  ground: benchGround,
  pbf: benchPbf,
  csv: benchCsv,
  access: benchAccess,
  siting: benchSiting,
};

const wanted = process.argv.slice(2).filter((argument) => argument in benches);
const results: Record<string, Ratio> = {};
for (const [name, bench] of Object.entries(benches))
  if (wanted.length === 0 || wanted.includes(name)) Object.assign(results, await bench());

if (process.argv.includes('--json')) console.log(JSON.stringify(results));
else
  printTable(
    results,
    leftOut.map((what) => `Left out: ${what}`),
  );
