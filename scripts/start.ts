/**
 * `npm start`: builds the page, analyses the sample study on the command line's pipeline and prints its headline numbers, then
 * serves the page on localhost with its security headers. The page opens with the same sample and the same numbers.
 */
import { build, preview } from 'vite';
import { sentence } from '../src/i18n/sentence.ts';
import { analyse, headline } from './analyse-study.ts';

const port = Number(process.env['PORT'] ?? 4173);

console.log('building the page …');
await build({ logLevel: 'warn' });

const sample = await analyse('data/sample/study.json');
if (!sample.ok) {
  console.error(`${sample.fault.code}: ${sentence(sample.fault, 'zh')}`);
  process.exit(1);
}
console.log(['', ...headline(sample.value, 'zh'), '', ...headline(sample.value, 'en')].join('\n'));

const server = await preview({
  logLevel: 'warn',
  preview: {
    port,
    strictPort: false,
    host: 'localhost',
    open: process.stdout.isTTY === true && !process.env['CI'],
  },
});
console.log(
  `\n打开 / open  ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}\n（Ctrl+C 结束 / stops）`,
);
