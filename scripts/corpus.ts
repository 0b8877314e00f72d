/**
 * `npm run --silent corpus -- DIR… [--json]`: every file below the folders through the page's intake, each with a time limit in a thread
 * of its own that is killed on overrun. Exit code 0; 1 where something hung, threw or did not balance; 2 for wrong usage.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { droppedParts, isIdlePart, partNames } from '../src/intake/find-file.ts';
import type { Drop, Verdict } from './corpus-judge.ts';
import { Judges, type Ending } from './corpus-judges.ts';

const help = `usage: npm run --silent corpus -- DIR… [--json] [--seconds S]

DIR      folders; every file below them is dropped as on the page, the parts of a shapefile together; links are not followed
--json   one line a file: {file, outcome, code, read, used, refused, seconds}; a shapefile's "parts" follow it with a line each that says
         "partOf" and shares its outcome, its rows being counted once
--seconds  the time limit of one drop, default 10

outcome  loaded   rows of it are used in a layer
         listed   it was read, but no row is used, or somebody must say first what it is
         refused  a fault; hung and uncaught are faults of the program
exit     0 done, 1 something hung, threw or did not balance (told on stderr), 2 wrong usage`;

interface Line extends Omit<Verdict, 'code'> {
  readonly file: string;
  readonly code: string | null;
  readonly seconds: number;
  readonly parts?: readonly string[];
  readonly partOf?: string;
}

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readArguments();
  if (typeof options === 'string') {
    console.error(`${options}\n\n${help}`);
    return 2;
  }
  if (options === null) {
    console.log(help);
    return 0;
  }
  const drops = options.folders.flatMap((folder) => dropsBelow(folder));
  const lines: Line[] = [];
  let broken = 0;
  const judges = new Judges(options.seconds);
  for (const drop of drops) {
    const start = performance.now();
    const ending = await judges.judge(drop);
    const line = lineOf(drop, ending, (performance.now() - start) / 1000);
    const problem = 'error' in ending ? `${ending.code}: ${ending.error}` : imbalance(line);
    if (problem !== null) {
      broken++;
      console.error(`${line.file}: ${problem}`);
    }
    lines.push(line);
    if (options.json) for (const one of [line, ...partLines(line)]) console.log(JSON.stringify(one));
  }
  await judges.end();
  if (!options.json) printTable(lines);
  return broken > 0 ? 1 : 0;
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        seconds: { type: 'string', default: '10' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  if (positionals.length === 0) return 'a folder is needed';
  const strange = positionals.find(
    (path) => !(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false),
  );
  if (strange !== undefined) return `${strange} is no folder`;
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) return `--seconds is a number above 0; not ${values.seconds}`;
  return { folders: positionals, json: values.json ?? false, seconds };
}

/** All files below, sorted; what accompanies a shapefile lies with it. */
function dropsBelow(folder: string, within = ''): Drop[] {
  const entries = readdirSync(join(folder, within), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const isPart = new Set(droppedParts(files));
  const partsOf = new Map(
    files
      .filter((name) => /\.(shp|dbf)$/i.test(name))
      .map((file) => [file, partNames(file, files).filter((name) => isPart.has(name))] as const)
      .map(([file, own]) => [file, [...own, ...files.filter((name) => isIdlePartOf(name, file))]]),
  );
  const parts = new Set([...partsOf.values()].flat());
  return entries.flatMap((entry): Drop[] => {
    const path = join(within, entry.name);
    if (entry.isDirectory()) return dropsBelow(folder, path);
    if (!entry.isFile() || parts.has(entry.name)) return [];
    const own = partsOf.get(entry.name) ?? [];
    return [{ folder, file: path, parts: own.map((name) => join(dirname(path), name)) }];
  });
}

function isIdlePartOf(name: string, file: string): boolean {
  if (!/\.shp$/i.test(file)) return false;
  const stem = basename(file).slice(0, -'shp'.length).toLowerCase();
  return isIdlePart(name) && name.toLowerCase().startsWith(stem);
}

function lineOf(drop: Drop, ending: Ending, took: number): Line {
  const file = join(drop.folder, drop.file);
  const verdict: Omit<Line, 'file' | 'seconds' | 'parts'> =
    'verdict' in ending
      ? ending.verdict
      : { outcome: 'refused', code: ending.code, read: 0, used: 0, refused: 0 };
  const { outcome, code, read, used, refused } = verdict;
  const seconds = Math.round(1000 * took) / 1000;
  const parts = drop.parts.map((part) => join(drop.folder, part));
  return { file, outcome, code, read, used, refused, seconds, ...(parts.length === 0 ? {} : { parts }) };
}

/** What lies beside a shapefile was read with it. */
function partLines({ file, outcome, code, parts = [] }: Line): Line[] {
  const none = { read: 0, used: 0, refused: 0, seconds: 0 };
  return parts.map((part) => ({ file: part, outcome, code, ...none, partOf: file }));
}

function imbalance({ read, used, refused }: Line): string | null {
  return read === used + refused ? null : `unbalanced: ${read} read, ${used} used, ${refused} refused`;
}

function printTable(lines: readonly Line[]): void {
  for (const { file, outcome, code, read, used, refused, seconds } of lines)
    console.log(
      [
        outcome.padEnd(7),
        (code ?? '').padEnd(26),
        ...[read, used, refused].map((count) => String(count).padStart(8)),
        seconds.toFixed(2).padStart(6),
        file,
      ].join('  '),
    );
  const counts = ['loaded', 'listed', 'refused'].map(
    (outcome) => `${lines.filter((line) => line.outcome === outcome).length} ${outcome}`,
  );
  const files = lines.reduce((total, { parts }) => total + 1 + (parts?.length ?? 0), 0);
  console.log(`\n${files} files in ${lines.length} drops: ${counts.join(', ')}`);
}
