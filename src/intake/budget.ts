/** What reading a file will take, said before it begins: from its size, and rates measured in Chromium on two busy cores. */
import type { Budget } from '../domain/progress';

/** Megabytes of file a second, and megabytes of memory for each of file. */
type Rate = readonly [speed: number, memory: number];
/** A zip of XML: 13 MB, 200,000 rows, took 14 s and 460 MB. */
const sheetRate: Rate = [1, 36];
const rates: Readonly<Record<string, Rate>> = {
  // 38 MB, 1,000,000 rows: 5 to 12 s and 420 MB.
  csv: [5, 12],
  xlsx: sheetRate,
  xlsb: sheetRate,
  ods: sheetRate,
};
const otherRate: Rate = [2, 12];

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
