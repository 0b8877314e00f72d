/** A thread that judges one drop after another until it is killed. */
import { parentPort } from 'node:worker_threads';
import type { Drop, Verdict } from './corpus-judge.ts';
import { judge } from './corpus-judge.ts';

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'uncaught'; readonly error: string };

const port = parentPort!;
const tell = (answer: Answer): void => port.postMessage(answer);

port.on('message', (drop: Drop) => {
  judge(drop).then(
    (verdict) => tell({ kind: 'verdict', verdict }),
    (error: unknown) =>
      tell({
        kind: 'uncaught',
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
tell({ kind: 'ready' });
