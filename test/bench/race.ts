/** What every bench counts in. */
export interface Ratio {
  /** Milliseconds, or a stated figure. */
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly target: number;
}

export function ratioOf(ours: number, theirs: number, target: number): Ratio {
  return { ours, theirs, ratio: theirs / ours, target };
}

/** Runs the tasks in turn, so that a busy machine is busy for both; least milliseconds of each. */
export function race(rounds: number, ...tasks: readonly (() => unknown)[]): number[] {
  const least = tasks.map(() => Infinity);
  for (const task of tasks) task();
  for (let round = 0; round < rounds; round++)
    tasks.forEach((task, i) => {
      const start = performance.now();
      task();
      least[i] = Math.min(least[i]!, performance.now() - start);
    });
  return least;
}
