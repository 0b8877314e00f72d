/** Everything that must hold: format, lint, types, laws and unit tests, build, browser journeys. `npm test` and CI run this and nothing else. */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['lint', 'eslint', '-c', '.eslint.config.js', '.', '--max-warnings', '0'],
  ['types', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ['laws, core and ui tests', 'vitest', 'run'],
  ['build', 'vite', 'build', '--logLevel', 'warn'],
  ['browser journeys', 'playwright', 'test', '-c', 'test/e2e/playwright.config.ts'],
];

const failed: string[] = [];
for (const [name, command, ...args] of steps) {
  const start = performance.now();
  console.log(`\n— ${name}: ${command} ${args.join(' ')}`);
  const run = spawnSync('npx', ['--no-install', command!, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) failed.push(name);
  console.log(
    `— ${name}: ${run.status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join('; ')}`);
console.log(`steps: ${steps.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
