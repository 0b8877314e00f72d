/**
 * Which counts must stay hidden so that nobody can be singled out: small ones, and others whose printing would give a small one away.
 * Source: domain.md §4.3.5; complementary suppression as in Willenborg & de Waal, Elements of Statistical Disclosure Control (2001), ch. 4.
 */

/** shown; small: printed as "<5"; withheld: hidden to protect a small one. */
export type Mark = 'shown' | 'small' | 'withheld';

export interface Cell {
  readonly key: string;
  /** Persons. NaN is no figure at all and hides nothing. */
  readonly value: number;
  /** False where the reader never sees the figure, but could work it out from others. */
  readonly printed: boolean;
}

/** total = sum of the parts; a reader can be assumed to know it. */
export interface Line {
  readonly total: string;
  readonly parts: readonly string[];
}

/** What the sums of floating persons may be off by. */
const NOISE = 1e-6;

/**
 * Hides every count strictly between 0 and `below`, then more, smallest first, until from what is printed no small count
 * can be worked out, neither by solving the lines as equations nor narrowed by bounds beyond what "<below" says itself.
 * Zero is shown. `below` ≤ 1 hides nothing. Returns a mark for each cell, the unprinted included.
 */
export function suppress(cells: readonly Cell[], lines: readonly Line[], below: number): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { key, value } of cells)
    marks.set(key, value > NOISE && value < below - NOISE ? 'small' : 'shown');
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const known = lines.filter((line) =>
    [line.total, ...line.parts].every((key) => Number.isFinite(byKey.get(key)?.value)),
  );
  const whole = cells.every(
    ({ value }) => !Number.isFinite(value) || Math.abs(value - Math.round(value)) < NOISE,
  );
  for (;;) {
    const unknown = new Set(
      cells.filter((cell) => marks.get(cell.key) !== 'shown' || !cell.printed).map((cell) => cell.key),
    );
    const bases = new Map(
      [...unknown].map((key) => [key, baseOf(byKey.get(key), marks.get(key), below, whole)]),
    );
    const exposed = exposedCells(known, byKey, marks, bases, below, whole);
    const hidden = hideBeside(exposed, known, byKey, marks);
    // Where nothing is left to hide in any line of an exposed cell, nothing printed speaks of it any more.
    if (hidden === 0) return marks;
  }
}

/** What a mark itself tells, to a reader who knows the rules of this file. */
function baseOf(
  cell: Cell | undefined,
  mark: Mark | undefined,
  below: number,
  whole: boolean,
): readonly [number, number] {
  if (!cell?.printed) return [0, Infinity];
  if (mark === 'small') return whole ? [1, below - 1] : [0, below];
  return cell.value > NOISE ? [below, Infinity] : [0, Infinity];
}

/** Small cells that the lines give away: solved for, or narrowed further than the mark says. */
function exposedCells(
  lines: readonly Line[],
  byKey: ReadonlyMap<string, Cell>,
  marks: ReadonlyMap<string, Mark>,
  bases: ReadonlyMap<string, readonly [number, number]>,
  below: number,
  whole: boolean,
): Set<string> {
  const exposed = new Set(
    [...solvableCells(lines, new Set(bases.keys()))].filter((key) => marks.get(key) === 'small'),
  );
  const [low, high] = whole ? [1, below - 1] : [0, below];
  for (const [key, bound] of boundsOf(lines, byKey, bases)) {
    // Where persons are fractions (areas of many elders), less than one person of narrowing tells nothing.
    const slack = whole ? NOISE : 1;
    if (marks.get(key) === 'small' && (bound[0] > low + slack || bound[1] < high - slack)) exposed.add(key);
  }
  return exposed;
}

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

/**
 * For each exposed cell hides one more figure: the smallest above zero still shown in its own lines, a part before a total
 * of the same size; where they have none left, in the lines that their cells lie in, and so on. One is enough for all
 * exposed cells of a line. Returns how many were hidden.
 */
function hideBeside(
  exposed: ReadonlySet<string>,
  lines: readonly Line[],
  byKey: ReadonlyMap<string, Cell>,
  marks: Map<string, Mark>,
): number {
  const linesOf = new Map<string, Line[]>();
  for (const line of lines) {
    for (const key of [line.total, ...line.parts]) linesOf.set(key, [...(linesOf.get(key) ?? []), line]);
  }
  const eased = new Set<Line>();
  let hidden = 0;
  for (const key of exposed) {
    if (linesOf.get(key)?.some((line) => eased.has(line))) continue;
    const next = nearestShown(key, linesOf, byKey, marks);
    if (next === null) continue;
    marks.set(next, 'withheld');
    hidden += 1;
    for (const line of linesOf.get(next) ?? []) eased.add(line);
  }
  return hidden;
}

function nearestShown(
  from: string,
  linesOf: ReadonlyMap<string, readonly Line[]>,
  byKey: ReadonlyMap<string, Cell>,
  marks: ReadonlyMap<string, Mark>,
): string | null {
  const seen = new Set<string>([from]);
  let ring = [from];
  while (ring.length > 0) {
    let best: string | null = null;
    let bestRank = Infinity;
    const nextRing: string[] = [];
    for (const line of ring.flatMap((key) => linesOf.get(key) ?? [])) {
      for (const key of [line.total, ...line.parts]) {
        if (seen.has(key)) continue;
        seen.add(key);
        nextRing.push(key);
        const cell = byKey.get(key);
        if (!cell?.printed || marks.get(key) !== 'shown') continue;
        const rank = cell.value > NOISE ? cell.value + (key === line.total ? 0.5 : 0) : 1e15;
        if (rank < bestRank) [best, bestRank] = [key, rank];
      }
    }
    if (best !== null) return best;
    ring = nextRing;
  }
  return null;
}
