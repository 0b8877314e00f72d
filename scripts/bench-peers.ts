/**
 * `npm run bench-peers`: our search against scipy, networkx and pgRouting on the same graph, sources and limit, in one run; pair
 * counts and sums of distances must be the same. What is not installed is named and left out.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../src/network/graph.ts';
import { createBoundedSearch } from '../src/routing/bounded-search.ts';
import { searchField } from '../src/routing/field.ts';
import { createSearcher, searcherFor } from '../src/routing/searcher.ts';
import { isThere, loadGothenburg, loadNetwork } from '../test/core/routing-networks.ts';

const needs = `needs, from Debian: python3-scipy python3-networkx postgresql-15-pgrouting
  (apt-get install them; pgRouting runs on a server of its own in a temporary folder, and as root under the user postgres)`;

/** 15 minutes at 0.8 m/s. */
const limitMm = 720_000;
const sourceCount = 1000;
const here = import.meta.dirname;

interface Answer {
  readonly peer: string;
  readonly task: 'catchments' | 'nearest';
  readonly ms: number;
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

const { name, graph } = await bigGraph();
const profile = { stepsFactor: 1, throughGates: true };
const plain = simplify(graph);
const sources = Int32Array.from({ length: sourceCount }, (_, i) =>
  Math.floor(((i + 0.5) * graph.junctionCount) / sourceCount),
);
const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
const missing: string[] = [];
let failed = false;
try {
  writeColumns();
  const ours = [await catchments(), await nearest()];
  console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  console.log(
    `${name}: ${graph.junctionCount} junctions, ${plain.target.length / 2} edges; ${sourceCount} sources, ${limitMm / 1000} m`,
  );
  for (const { peer, task, ms, pairs, sum } of ours)
    console.log(`${peer.padEnd(34)} ${task.padEnd(10)} ${show(ms)} ms  ${pairs} pairs, ${sum} mm`);
  for (const answer of [...python(), ...pgRouting()])
    report(
      answer,
      ours.find(({ task }) => task === answer.task)!,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) console.log(`left out: ${missing.join('; ')}\n${needs}`);
process.exitCode = failed ? 1 : 0;

function report({ peer, task, ms, pairs, sum }: Answer, ours: Answer): void {
  const agrees = pairs === ours.pairs && sum === ours.sum;
  const target = targets[`${peer.split(/[ ,]/)[0]} ${task}`];
  const ratio = ms / ours.ms;
  const verdict =
    target === undefined ? '' : ratio >= target ? `target ${target} met` : `target ${target} MISSED`;
  if (!agrees) failed = true;
  console.log(
    `${peer.padEnd(34)} ${task.padEnd(10)} ${show(ms)} ms  ratio ${show(ratio)}  ${agrees ? 'same pairs and sum' : `DIFFERS: ${pairs} pairs, ${sum} mm`}  ${verdict}`,
  );
}

async function bigGraph(): Promise<{ name: string; graph: Graph }> {
  if (isThere('porto')) return { name: 'Porto', graph: await loadNetwork('porto') };
  return { name: 'Gothenburg', graph: await loadGothenburg() };
}

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

async function catchments(): Promise<Answer> {
  const search = createBoundedSearch(searcherFor(graph, profile));
  let pairs = 0;
  let sum = 0;
  const ms = least(9, () => {
    pairs = sum = 0;
    for (const source of sources) {
      search.begin(limitMm);
      search.seed(source, 0);
      const count = search.run(0);
      const base = search.base();
      pairs += count;
      for (let i = 0; i < count; i++) sum += search.distance[search.settled[i]!]! - base;
    }
  });
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
  let best = Infinity;
  let pairs = 0;
  let sum = 0;
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    const field = await searchField(graph, profile, { first, links }, sites);
    best = Math.min(best, performance.now() - start);
    pairs = sum = 0;
    for (let v = 0; v < graph.junctionCount; v++) {
      if (field.facility[v]! < 0) continue;
      pairs++;
      sum += field.mm[v]!;
    }
  }
  return { peer: 'ours', task: 'nearest', ms: best, pairs, sum };
}

function least(rounds: number, task: () => void): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    task();
    best = Math.min(best, performance.now() - start);
  }
  return best;
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
        const [task, ms, pairs, sum] = line.split('|') as [Answer['task'], string, string, string];
        return { peer: 'pgRouting, one call', task, ms: Number(ms), pairs: Number(pairs), sum: Number(sum) };
      });
  } finally {
    run(`${programs}/pg_ctl -D ${data} -m immediate stop`);
  }
}

function show(value: number): string {
  return (value >= 100 ? value.toFixed(0) : value.toPrecision(3)).padStart(7);
}
