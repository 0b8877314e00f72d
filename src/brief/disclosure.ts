/** What a reader can work out about hidden counts from the printed ones: by solving the lines, or by bounding with them. */
export interface Cell {
  readonly key: string;
  /** Persons. NaN is no figure at all and hides nothing. */
  readonly value: number;
  /** False where the reader never sees the figure, but could work it out from others. */
  readonly printed: boolean;
  /** True for the figures that a table is printed for; they are hidden only where nothing else will do. */
  readonly isHeadline: boolean;
}

/** total = sum of the parts; a reader can be assumed to know it. */
export interface Line {
  readonly total: string;
  readonly parts: readonly string[];
}

/** What the sums of floating persons may be off by. */
const NOISE = 1e-6;

/**
 * The unknown cells whose value follows from the lines: a cell follows exactly when its unit vector lies in the row space of
 * the lines' matrix, which after full elimination means a row with a single entry.
 */
export function solvableCells(lines: readonly Line[], unknown: ReadonlySet<string>): Set<string> {
  const rows: Map<string, number>[] = [];
  for (const line of lines) {
    const row = new Map<string, number>();
    if (unknown.has(line.total)) row.set(line.total, -1);
    for (const part of line.parts) if (unknown.has(part)) row.set(part, (row.get(part) ?? 0) + 1);
    if (row.size > 0) rows.push(row);
  }
  const pivots: { key: string; row: Map<string, number> }[] = [];
  for (const row of rows) {
    for (const pivot of pivots) subtract(row, pivot.row, row.get(pivot.key) ?? 0);
    const key = row.keys().next().value;
    if (key === undefined) continue;
    const scale = row.get(key) ?? 1;
    for (const [other, value] of row) row.set(other, value / scale);
    for (const pivot of pivots) subtract(pivot.row, row, pivot.row.get(key) ?? 0);
    pivots.push({ key, row });
  }
  return new Set(pivots.filter(({ row }) => row.size === 1).map(({ key }) => key));
}

function subtract(row: Map<string, number>, other: ReadonlyMap<string, number>, factor: number): void {
  if (factor === 0) return;
  for (const [key, value] of other) {
    const left = (row.get(key) ?? 0) - factor * value;
    if (Math.abs(left) < 1e-9) row.delete(key);
    else row.set(key, left);
  }
}

/** What a reader can bound each unknown cell by: its mark, and every line given the bounds of the others, until nothing changes. */
export function boundsOf(
  lines: readonly Line[],
  byKey: ReadonlyMap<string, Cell>,
  bases: ReadonlyMap<string, readonly [number, number]>,
): Map<string, readonly [number, number]> {
  const bounds = new Map(bases);
  const boundOf = (key: string): readonly [number, number] => {
    const value = byKey.get(key)?.value ?? 0;
    return bounds.get(key) ?? [value, value];
  };
  const tighten = (key: string, low: number, high: number): boolean => {
    const bound = bounds.get(key);
    if (!bound || (low <= bound[0] + NOISE && high >= bound[1] - NOISE)) return false;
    bounds.set(key, [Math.max(bound[0], low), Math.min(bound[1], high)]);
    return true;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const parts = line.parts.map(boundOf);
      const low = parts.reduce((sum, part) => sum + part[0], 0);
      const open = parts.filter((part) => part[1] === Infinity).length;
      const high = parts.reduce((sum, part) => sum + (part[1] === Infinity ? 0 : part[1]), 0);
      if (tighten(line.total, low, open > 0 ? Infinity : high)) changed = true;
      const [totalLow, totalHigh] = boundOf(line.total);
      line.parts.forEach((key, i) => {
        const isOpen = parts[i][1] === Infinity;
        const othersHigh = open > (isOpen ? 1 : 0) ? Infinity : high - (isOpen ? 0 : parts[i][1]);
        if (tighten(key, totalLow - othersHigh, totalHigh - (low - parts[i][0]))) changed = true;
      });
    }
  }
  return bounds;
}
