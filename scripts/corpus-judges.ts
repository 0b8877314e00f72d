/** Drops judged in a thread, each with a time limit: what hangs or kills the thread is an answer too. */
import { Worker } from 'node:worker_threads';
import type { Drop, Verdict } from './corpus-judge.ts';
import type { Answer } from './corpus-worker.ts';

export type Ending =
  { readonly verdict: Verdict } | { readonly code: 'hung' | 'uncaught'; readonly error: string };

/** One thread, replaced where it hangs or dies. One drop at a time. */
export class Judges {
  private worker: Worker | null = null;
  private answered: (answer: Answer) => void = () => {};

  constructor(private readonly seconds: number) {}

  async judge(drop: Drop): Promise<Ending> {
    // Starting up is not on the file's time.
    const worker = this.worker ?? (await this.start());
    const answer = this.next();
    worker.postMessage(drop);
    let timer: NodeJS.Timeout | undefined;
    const overrun = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), 1000 * this.seconds);
    });
    const first = await Promise.race([answer, overrun]);
    clearTimeout(timer);
    if (first?.kind === 'verdict') return { verdict: first.verdict };
    await this.end();
    if (first?.kind === 'uncaught') return { code: 'uncaught', error: first.error };
    return { code: 'hung', error: `no answer in ${this.seconds} s` };
  }

  async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.answered = () => {};
    await worker?.terminate();
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(new URL('./corpus-worker.mjs', import.meta.url), {
      // What libraries print is not part of the answer.
      stdout: true,
      resourceLimits: { maxOldGenerationSizeMb: 3000 },
      // geotiff brings web-worker along, which in a thread of Node looks into this before anybody asks it to.
      workerData: {},
    });
    worker.stdout.pipe(process.stderr, { end: false });
    const tell = (error: string): void => {
      // A thread that was ended has no more say.
      if (this.worker === worker) this.answered({ kind: 'uncaught', error });
    };
    worker.on('message', (answer: Answer) => {
      if (this.worker === worker) this.answered(answer);
    });
    worker.on('error', (thrown) =>
      tell(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
    );
    worker.on('exit', (code) => tell(`the thread ended with ${code}`));
    this.worker = worker;
    const ready = await this.next();
    if (ready.kind === 'uncaught') throw new Error(`the thread does not start: ${ready.error}`);
    return worker;
  }

  private next(): Promise<Answer> {
    return new Promise((resolve) => {
      this.answered = resolve;
    });
  }
}
