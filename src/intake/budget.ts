/** What reading a file will take, said before it begins, from its size and rates measured on an office laptop's two slow cores. */
import type { Budget } from '../domain/progress';

/** Megabytes of file a second, and megabytes of memory for each of file. */
const rates: Readonly<Record<string, readonly [speed: number, memory: number]>> = {
  csv: [10, 8],
};
const otherRate = [2, 12] as const;

/** No file is stopped before this, whatever its size. */
const leastLimitSeconds = 60;

export function budgetOf(format: string, bytes: number): Budget {
  const [speed, memory] = rates[format] ?? otherRate;
  const megabytes = bytes / 1e6;
  const seconds = megabytes / speed;
  return {
    seconds: Math.ceil(seconds),
    megabytes: Math.ceil(megabytes * memory),
    limitSeconds: Math.ceil(leastLimitSeconds + 3 * seconds),
  };
}

/** Whether the engine refused to hold so much: buffers, strings and lists end somewhere, and say so by a RangeError. */
export function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocat|array (buffer )?length|string length|out of memory|maximum size/i.test(error.message)
  );
}
