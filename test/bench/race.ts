/** What every bench counts in. */
export interface Ratio {
  readonly ours: number;
  /** NaN where there is nobody beside us. */
  readonly theirs: number;
  readonly ratio: number;
  /** NaN where the ratio is only told. */
  readonly target: number;
  /** The ratio is ours / theirs and must not be more than the target; left out: theirs / ours, and not less. */
  readonly atMost?: true;
  /** Of ours and theirs; left out: ms. */
  readonly unit?: string;
}

/** Baselines that are not on this machine, with what they need. */
export const leftOut: string[] = [];

export function ratioOf(ours: number, theirs: number, target: number): Ratio {
  return { ours, theirs, ratio: theirs / ours, target };
}

export function shareOf(ours: number, theirs: number, target: number): Ratio {
  return { ours, theirs, ratio: ours / theirs, target, atMost: true };
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

/** Least milliseconds of one task that may wait. */
export async function leastOf(rounds: number, task: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await task();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
