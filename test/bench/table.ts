/** Results as the lines of a Markdown table, to be pasted under "Speed" in the README. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Ratio } from './race';

export function printTable(results: Readonly<Record<string, Ratio>>, notes: readonly string[]): void {
  console.log(`${machine()}\n`);
  console.log('| what | ours | theirs | ratio | target | |\n| --- | --- | --- | --- | --- | --- |');
  for (const [name, result] of Object.entries(results)) console.log(lineOf(name, result));
  for (const note of notes) console.log(`\n${note}`);
}

function machine(): string {
  const compiler = spawnSync('g++', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];
  const parts = [
    `node ${process.version}`,
    `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}`,
    compiler,
  ];
  return parts.filter((part) => part).join(', ');
}

function lineOf(name: string, { ours, theirs, ratio, target, atMost, unit = 'ms' }: Ratio): string {
  const isMet = atMost ? ratio <= target : ratio >= target;
  const figure = (value: number) => (Number.isNaN(value) ? '' : `${show(value)} ${unit}`);
  const wanted = Number.isNaN(target) ? '' : `${atMost ? '≤' : '≥'} ${Number(target.toPrecision(3))}`;
  const verdict = Number.isNaN(target) ? '' : isMet ? 'met' : '**missed**';
  return `| ${[name, figure(ours), figure(theirs), show(ratio), wanted, verdict].join(' | ')} |`;
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
