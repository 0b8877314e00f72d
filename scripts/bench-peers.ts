/**
 * `npm run bench-peers`: our search against scipy, networkx and pgRouting on the same graph, sources and limit, and our reader of
 * extracts against osmium, in one run, as a Markdown table. Pair counts and sums of distances must be the same. What is not
 * installed is named and left out.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OsmCollector } from '../src/intake/osm-collect.ts';
import { readOsmPbf } from '../src/intake/osm-pbf.ts';
import { readBlobs } from '../src/intake/pbf-blobs.ts';
import { decodeBlock } from '../src/intake/pbf-block.ts';
import type { Graph } from '../src/network/graph.ts';
import { createBoundedSearch } from '../src/routing/bounded-search.ts';
import { searchField } from '../src/routing/field.ts';
import { createSearcher, searcherFor } from '../src/routing/searcher.ts';
import { limitMm, loadCity } from '../test/bench/city.ts';
import { leastOf, ratioOf, type Ratio } from '../test/bench/race.ts';
import { printTable } from '../test/bench/table.ts';
import { isThere, networkFiles, sharedData } from '../test/core/routing-networks.ts';

const needs = `needs, from Debian: python3-scipy python3-networkx postgresql-15-pgrouting osmium-tool
  (apt-get install them; pgRouting runs on a server of its own in a temporary folder, and as root under the user postgres)`;

const here = import.meta.dirname;

interface Answer {
  readonly peer: string;
  readonly task: 'catchments' | 'nearest';
  ms: number;
  readonly pairs: number;
  readonly sum: number;
}

const targets: Readonly<Record<string, number>> = {
  'scipy catchments': 25,
  'networkx catchments': 20,
  'pgRouting catchments': 40,
  'scipy nearest': 4,
  'pgRouting nearest': 15,
};

const { name, graph, sources } = await loadCity();
const sourceCount = sources.length;
const profile = { stepsFactor: 1, throughGates: true };
const plain = simplify(graph);
const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
const missing: string[] = [];
const results: Record<string, Ratio> = {};
let answers: Answer[];
// Ours before and after the others, so that a machine that grows busy is busy for both.
const ours = [catchments(), await nearest()];
try {
  writeColumns();
  answers = [...python(), ...pgRouting()];
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const again of [catchments(), await nearest()]) {
  const first = ours.find(({ task }) => task === again.task)!;
  first.ms = Math.min(first.ms, again.ms);
}
for (const { peer, task, ms, pairs, sum } of answers) {
  const own = ours.find((answer) => answer.task === task)!;
  if (pairs !== own.pairs || sum !== own.sum)
    throw new Error(`${peer}, ${task}: ${pairs} pairs, ${sum} mm; ours ${own.pairs}, ${own.sum}`);
  const target = targets[`${peer.split(/[ ,]/)[0]} ${task}`] ?? NaN;
  const what = task === 'catchments' ? '2 search: catchments' : '3 nearest of all';
  results[`${what}, against ${peer}`] = ratioOf(own.ms, ms, target);
}
if (isThere('porto')) await osmium();
const notes = [
  `${name}: ${graph.junctionCount.toLocaleString('en')} junctions, ${(plain.target.length / 2).toLocaleString('en')} edges, ${sourceCount.toLocaleString('en')} sources, ${limitMm / 1000} m; the same in all: ${ours.map(({ task, pairs, sum }) => `${task} ${pairs.toLocaleString('en')} pairs, ${sum.toLocaleString('en')} mm`).join('; ')}.`,
];
if (missing.length > 0) notes.push(`Left out: ${missing.join('; ')}\n${needs}`);
printTable(results, notes);

/** The arcs our search walks in whole mm, the least of parallel ones, without loops: what a simple graph of the peers can hold. */
function simplify(of: Graph): { first: Int32Array; target: Int32Array; mm: Int32Array } {
  const { bounds, arcs } = createSearcher(of, profile);
  const first = new Int32Array(of.junctionCount + 1);
  const target: number[] = [];
  const mm: number[] = [];
  for (let v = 0; v < of.junctionCount; v++) {
    const least = new Map<number, number>();
    for (let a = bounds[2 * v]!; a < bounds[2 * v + 2]!; a++) {
      const to = arcs[2 * a]!;
      if (to !== v) least.set(to, Math.min(least.get(to) ?? Infinity, arcs[2 * a + 1]!));
    }
    for (const [to, weight] of [...least].sort((a, b) => a[0] - b[0])) {
      target.push(to);
      mm.push(weight);
    }
    first[v + 1] = target.length;
  }
  return { first, target: Int32Array.from(target), mm: Int32Array.from(mm) };
}

function writeColumns(): void {
  const { first, target, mm } = plain;
  for (const [column, values] of Object.entries({ first, target, mm, sources }))
    writeFileSync(
      join(folder, `${column}.i32`),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  writeFileSync(join(folder, 'limit.txt'), String(limitMm));
  const edges: string[] = [];
  for (let v = 0; v < first.length - 1; v++)
    for (let a = first[v]!; a < first[v + 1]!; a++)
      if (v < target[a]!) edges.push(`${edges.length + 1},${v},${target[a]!},${mm[a]!}`);
  writeFileSync(join(folder, 'edges.csv'), edges.join('\n'));
  writeFileSync(join(folder, 'sources.csv'), sources.join('\n'));
}

function catchments(): Answer {
  const search = createBoundedSearch(searcherFor(graph, profile));
  let pairs = 0;
  let sum = 0;
  let ms = Infinity;
  for (let round = 0; round < 25; round++) {
    const start = performance.now();
    pairs = sum = 0;
    for (const source of sources) {
      search.begin(limitMm);
      search.seed(source, 0);
      const count = search.run(0);
      const base = search.base();
      pairs += count;
      for (let i = 0; i < count; i++) sum += search.distance[search.settled[i]!]! - base;
    }
    ms = Math.min(ms, performance.now() - start);
  }
  return { peer: 'ours', task: 'catchments', ms, pairs, sum };
}

/** The same sites as entrances that stand on a junction. */
async function nearest(): Promise<Answer> {
  const edge = Int32Array.from(sources, (source) => graph.arcs[2 * graph.arcFirst[source]! + 1]!);
  const along = Float64Array.from(sources, (source, i) =>
    graph.edgeFrom[edge[i]!] === source ? 0 : graph.edgeMetres[edge[i]!]!,
  );
  const links = {
    count: sourceCount,
    edge,
    along,
    perpendicular: new Float64Array(sourceCount),
    island: new Uint8Array(sourceCount),
  };
  const first = Int32Array.from({ length: sourceCount + 1 }, (_, i) => i);
  const sites = first.subarray(0, sourceCount);
  let field = await searchField(graph, profile, { first, links }, sites);
  const ms = await leastOf(
    100,
    async () => (field = await searchField(graph, profile, { first, links }, sites)),
  );
  let pairs = 0;
  let sum = 0;
  for (let v = 0; v < graph.junctionCount; v++) {
    if (field.facility[v]! < 0) continue;
    pairs++;
    sum += field.mm[v]!;
  }
  return { peer: 'ours', task: 'nearest', ms, pairs, sum };
}

/** Reading an extract, against osmium looking at every object of it, warm; Porto once and ten copies in one file. */
async function osmium(): Promise<void> {
  const version = spawnSync('osmium', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    missing.push('osmium');
    return;
  }
  const peer = version.stdout.split('\n')[0]!.replace(' version', '');
  const porto = `${sharedData}/${networkFiles.porto}`;
  const scratch = mkdtempSync(join(tmpdir(), 'bench-osmium-'));
  const run = (...args: string[]): void => {
    const done = spawnSync('osmium', args, { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`osmium ${args[0]}: ${done.stderr}`);
  };
  try {
    const copies = Array.from({ length: 10 }, (_, i) => join(scratch, `${i}.osm.pbf`));
    copies.forEach((copy, i) => run('renumber', porto, '-s', String(1 + i * 1_000_000), '-o', copy));
    const tenfold = join(scratch, 'tenfold.osm.pbf');
    run('merge', ...copies, '-o', tenfold);
    const compare = async (place: string, file: string): Promise<void> => {
      const bytes = readFileSync(file);
      const least = { decoded: Infinity, streets: Infinity, theirs: Infinity };
      for (let turn = 0; turn < 4; turn++) {
        least.decoded = Math.min(least.decoded, await leastOf(2, () => decode(bytes)));
        least.streets = Math.min(least.streets, await leastOf(2, () => readOsmPbf(new Blob([bytes]))));
        least.theirs = Math.min(least.theirs, await leastOf(2, () => run('fileinfo', '-e', file)));
      }
      const { decoded, streets, theirs } = least;
      results[`9 pbf: every object of ${place} decoded, against ${peer} fileinfo -e`] = ratioOf(
        decoded,
        theirs,
        0.7,
      );
      results[`9 pbf: ${place}, and ways joined with their nodes to streets`] = ratioOf(streets, theirs, NaN);
    };
    await compare('Porto', porto);
    await compare('ten renumbered Portos', tenfold);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const collector = new OsmCollector(bytes.length / 6);
  for await (const blob of readBlobs(new Blob([bytes]))) {
    if ('code' in blob) throw new Error(blob.code);
    if (blob.type === 'OSMData') decodeBlock(blob.bytes, collector);
  }
}

function python(): Answer[] {
  // Debian's own interpreter sees Debian's packages; another in front of it on the path would not.
  const interpreter = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const done = spawnSync(interpreter, [join(here, 'bench-peers/peers.py'), folder], { encoding: 'utf8' });
  if (done.status !== 0) {
    const reason = done.stderr?.trim().split('\n').at(-1) ?? done.error?.message ?? '';
    missing.push(`scipy, networkx (${reason})`);
  }
  return (done.stdout ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}

/** A server in the folder, spoken to by its socket alone. */
function pgRouting(): Answer[] {
  const programs = '/usr/lib/postgresql/15/bin';
  const extension = '/usr/share/postgresql/15/extension/pgrouting.control';
  if (!existsSync(extension)) {
    missing.push('pgRouting');
    return [];
  }
  const isRoot = process.getuid?.() === 0;
  chmodSync(folder, 0o777);
  const run = (command: string) =>
    spawnSync(
      isRoot ? 'runuser' : 'sh',
      isRoot ? ['-u', 'postgres', '--', 'sh', '-c', command] : ['-c', command],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    );
  const data = join(folder, 'data');
  const start = run(
    `${programs}/initdb -D ${data} -A trust >/dev/null && ${programs}/pg_ctl -D ${data} -w -l ${folder}/log -o "-k ${folder} -c listen_addresses=" start >/dev/null`,
  );
  if (start.status !== 0) {
    missing.push(`pgRouting (${start.stderr.trim().split('\n').at(-1) ?? ''})`);
    return [];
  }
  try {
    const done = run(
      `psql -h ${folder} -d postgres -v ON_ERROR_STOP=1 -v limit=${limitMm} -f ${join(here, 'bench-peers/pgrouting.sql')}`,
    );
    if (done.status !== 0) missing.push(`pgRouting (${done.stderr.trim().split('\n').at(-1) ?? ''})`);
    return done.stdout
      .split('\n')
      .filter((line) => line.includes('|'))
      .map((line) => {
        const [task, ms, pairs, sum, version] = line.split('|') as [Answer['task'], ...string[]];
        return {
          peer: `pgRouting ${version}, one call`,
          task,
          ms: Number(ms),
          pairs: Number(pairs),
          sum: Number(sum),
        };
      });
  } finally {
    run(`${programs}/pg_ctl -D ${data} -m immediate stop`);
  }
}
