/**
 * Which counts must stay hidden so that nobody can be singled out: small ones, and others whose printing would give a small one away.
 * Source: domain.md §4.3.5; complementary suppression by cheapest cycles as in Cox, JASA 90 (1995) 1453, then audited as linear equations.
 */
import { boundsOf, solvableCells, type Cell, type Line } from './disclosure';

/** shown; small: printed as "<5"; withheld: a figure of any size, hidden because with it a small one could be worked out. */
export type Mark = 'shown' | 'small' | 'withheld';

/** What the sums of floating persons may be off by. */
const NOISE = 1e-6;

/** What a headline costs more than any other figure. */
const HEADLINE = 4e12;

/** Lines away from a small count in which other figures are hidden before a headline is. */
const NEAR = 3;

/** Each retry is an audit of the whole table. */
const MOST_RETRIED = 60;

interface Table {
  readonly lines: readonly Line[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly linesOf: ReadonlyMap<string, readonly Line[]>;
  readonly below: number;
  /** Whether all persons are whole. */
  readonly whole: boolean;
  readonly marks: Map<string, Mark>;
  /** The small counts, however they are marked. */
  readonly guarded: ReadonlySet<string>;
}

/**
 * Hides every count strictly between 0 and `below` (zero is shown), then as few others as it finds necessary, so that no small
 * count can be worked out by solving the lines as equations, nor be bounded to a single whole number; and, where figures other
 * than totals can give it, so that a small count cannot be bounded beyond what "<below" says. A small count that its own mark
 * would give away (two under 5 that sum to 8) is marked as withheld, so "withheld" may be of any size. `below` ≤ 1 hides
 * nothing. Returns a mark for each cell, the unprinted included.
 */
export function suppress(cells: readonly Cell[], lines: readonly Line[], below: number): Map<string, Mark> {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const known = lines.filter((line) => keysOf(line).every((key) => Number.isFinite(byKey.get(key)?.value)));
  const linesOf = new Map<string, Line[]>();
  for (const line of known) {
    for (const key of keysOf(line)) {
      const own = linesOf.get(key);
      if (own) own.push(line);
      else linesOf.set(key, [line]);
    }
  }
  const isWhole = ({ value }: Cell): boolean =>
    !Number.isFinite(value) || Math.abs(value - Math.round(value)) < NOISE;
  const guarded = new Set(cells.filter((cell) => isSmall(cell, below)).map(({ key }) => key));
  const table: Table = {
    lines: known,
    cells: byKey,
    linesOf,
    below,
    whole: cells.every(isWhole),
    marks: new Map(),
    guarded,
  };
  for (const { key } of cells) table.marks.set(key, guarded.has(key) ? 'small' : 'shown');
  for (const key of guarded) hideCycle(table, key);
  // Every turn hides a figure or says less of one, so it ends.
  while (hideExposed(table) > 0);
  showSpare(table);
  return table.marks;
}

/**
 * A small count in two lines (its row and its column) is safe on a cycle of hidden figures large enough to give and take: the
 * cheapest way through other lines and figures from one of its lines to the other, or out of the table through a figure that
 * stands in one line only. Counts in more lines are left to the audit.
 */
function hideCycle(table: Table, key: string): void {
  const [from, to, ...more] = table.linesOf.get(key) ?? [];
  if (from === undefined || more.length > 0) return;
  const goal: Line | null = to ?? null;
  const costs = new Map<Line | null, number>([[from, 0]]);
  const cameBy = new Map<Line | null, { readonly cell: string; readonly line: Line }>();
  const done = new Set<Line | null>();
  for (;;) {
    let line: Line | null | undefined;
    for (const [next, cost] of costs) {
      if (!done.has(next) && (line === undefined || cost < (costs.get(line) ?? Infinity))) line = next;
    }
    if (line === undefined) return;
    if (line === goal) break;
    done.add(line);
    if (line === null) continue;
    for (const cell of keysOf(line)) {
      const own = table.linesOf.get(cell) ?? [];
      const cost = (costs.get(line) ?? 0) + cycleCost(table, cell);
      if (cell === key || own.length > 2 || cost === Infinity) continue;
      const next = own.find((other) => other !== line) ?? null;
      if (cost < (costs.get(next) ?? Infinity)) {
        costs.set(next, cost);
        cameBy.set(next, { cell, line });
      }
    }
  }
  for (let at: Line | null = goal; at !== from;) {
    const step = cameBy.get(at);
    if (!step) return;
    if (table.marks.get(step.cell) === 'shown' && table.cells.get(step.cell)?.printed)
      table.marks.set(step.cell, 'withheld');
    at = step.line;
  }
}

/** Hidden already: nothing. Else few figures before small ones; those under twice the threshold can hardly give and take. */
function cycleCost({ below, cells, marks }: Table, key: string): number {
  const cell = cells.get(key);
  if (!cell || cell.isHeadline || cell.value <= NOISE) return Infinity;
  const room = cell.value >= 2 * below ? 0 : 10;
  if (marks.get(key) !== 'shown' || !cell.printed) return 0.01 + room;
  return 1 + room + Math.log10(cell.value) / 10;
}

/** Small counts that the lines give away as they stand: worked out or bounded to one whole number (open), or bounded beyond their mark (narrowed). */
interface Audit {
  readonly open: readonly string[];
  readonly narrowed: readonly string[];
  /** Unknown cells, small or not, that follow from the lines as equations. */
  readonly solvable: ReadonlySet<string>;
}

function audit(table: Table): Audit {
  const { below, cells, guarded, lines, marks, whole } = table;
  const unknown = [...cells.values()]
    .filter(({ key, printed }) => marks.get(key) !== 'shown' || !printed)
    .map(({ key }) => key);
  const solvable = solvableCells(lines, new Set(unknown));
  const bases = new Map(unknown.map((key) => [key, baseOf(table, key)]));
  const [low, high] = whole ? [1, below - 1] : [0, below];
  // Where persons are fractions (areas of many elders), less than one person of narrowing tells nothing.
  const slack = whole ? NOISE : 1;
  const open: string[] = [];
  const narrowed: string[] = [];
  for (const [key, bound] of boundsOf(lines, cells, bases)) {
    if (!guarded.has(key)) continue;
    const isLabelled = marks.get(key) === 'small';
    const isNarrow = isLabelled
      ? bound[0] > low + slack || bound[1] < high - slack
      : bound[1] - bound[0] < high - low - slack;
    if (solvable.has(key) || bound[1] - bound[0] < 1 - NOISE) open.push(key);
    else if (isNarrow) narrowed.push(key);
  }
  return { open, narrowed, solvable };
}

/** Audits, and for each small count that is given away says less of it, or hides a figure beside it. Returns how often. */
function hideExposed(table: Table): number {
  const { linesOf, marks } = table;
  const { open, narrowed, solvable } = audit(table);
  const isOpen = new Set(open);
  const eased = new Set<Line>();
  let changed = 0;
  for (const key of [...open, ...narrowed]) {
    if (linesOf.get(key)?.some((line) => eased.has(line))) continue;
    const isBoundedByMark = !solvable.has(key) && marks.get(key) === 'small';
    const next = isBoundedByMark ? key : nearestShown(table, key, isOpen.has(key));
    if (next === null) continue;
    marks.set(next, 'withheld');
    changed += 1;
    for (const line of linesOf.get(next) ?? []) eased.add(line);
  }
  return changed;
}

/** Shows again, dearest first, what turns out not to be needed: hiding one by one may hide too much. */
function showSpare(table: Table): void {
  const { cells, guarded, marks } = table;
  const before = audit(table);
  const withheld = [...cells.keys()].filter((key) => marks.get(key) === 'withheld' && !guarded.has(key));
  const dearest = withheld.map((key) => ({ key, cost: worth(table, key) })).sort((a, b) => b.cost - a.cost);
  for (const { key } of dearest.slice(0, MOST_RETRIED)) {
    marks.set(key, 'shown');
    const after = audit(table);
    if (after.open.length > before.open.length || after.narrowed.length > before.narrowed.length) {
      marks.set(key, 'withheld');
    }
  }
}

/** What a mark itself tells. */
function baseOf({ below, cells, marks, whole }: Table, key: string): readonly [number, number] {
  if (!cells.get(key)?.printed || marks.get(key) !== 'small') return [0, Infinity];
  return whole ? [1, below - 1] : [0, below];
}

/**
 * The cheapest figure still shown in the lines of a cell; where they have none left, in the lines that their cells lie in, and
 * so on; headlines only where no other figure near has helped. Unless it must, it takes only parts above zero of the cell's
 * own lines. null where there is none.
 */
function nearestShown(table: Table, from: string, isNeeded: boolean): string | null {
  if (!isNeeded) return cheapestWithin(table, from, 1, 1e12);
  return cheapestWithin(table, from, NEAR, HEADLINE) ?? cheapestWithin(table, from, Infinity, Infinity);
}

function cheapestWithin(table: Table, from: string, rings: number, mostCost: number): string | null {
  const seen = new Set<string>([from]);
  let ring = [from];
  for (let r = 0; r < rings && ring.length > 0; r++) {
    let best: string | null = null;
    let bestCost = mostCost;
    const nextRing: string[] = [];
    for (const line of ring.flatMap((key) => table.linesOf.get(key) ?? [])) {
      for (const key of keysOf(line)) {
        if (seen.has(key)) continue;
        seen.add(key);
        nextRing.push(key);
        const cost = hidingCost(table, key);
        if (cost < bestCost) [best, bestCost] = [key, cost];
      }
    }
    if (best !== null) return best;
    ring = nextRing;
  }
  return null;
}

function hidingCost(table: Table, key: string): number {
  const isFree = table.cells.get(key)?.printed && table.marks.get(key) === 'shown';
  return isFree ? worth(table, key) : Infinity;
}

/** What is lost with a figure: a headline most, then a zero (which hides badly), then a total, then by size. */
function worth({ cells, linesOf }: Table, key: string): number {
  const cell = cells.get(key);
  if (!cell) return Infinity;
  const isTotal = linesOf.get(key)?.some(({ total }) => total === key) ?? false;
  return (
    Math.min(cell.value, 1e11) +
    (cell.isHeadline ? HEADLINE : isTotal ? 1e12 : 0) +
    (cell.value > NOISE ? 0 : 2e12)
  );
}

function isSmall({ value }: Cell, below: number): boolean {
  return value > NOISE && value < below - NOISE;
}

function keysOf({ parts, total }: Line): string[] {
  return [total, ...parts];
}
