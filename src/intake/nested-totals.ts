/**
 * Rows that add up other rows of the same table, told by administrative codes: a census lists the country, each province, each city and
 * each county, and who sums its rows counts everybody four times. Codes: GB/T 2260 (6 digits: province, city, county) and GB/T 10114 with
 * the bureau of statistics' community codes (9 and 12 digits). Rows without a code are told by a name that they repeat.
 */
import type { TextTable } from './text-table';

const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
/** 全国 and its like, in one of the first columns of a row without a code. */
const wholes = /^全(国|省|市|区|县|州|盟|旗|自治区)$/;
/** GB/T 2260's name for the counties right below a province (codes ..90..), which stand after it. */
const directs = /^(省|自治区)直辖县级行政(区划|单位)$/;
const firstColumns = 4;
/** A total has at least what its parts have; small cells of a census are withheld or rounded. */
const leastShare = 0.98;

/**
 * Position → the column that shows that the row is a total. `personsOf`: persons of a row, NaN where unknown. A row whose parts are not in the table is no total.
 */
export function nestedTotals(
  table: TextTable,
  personsOf: (position: number) => number,
): ReadonlyMap<number, string> {
  const { header, cells, rows } = table;
  const totals = new Map<number, string>();
  const known = (i: number): number => {
    const persons = personsOf(i);
    return Number.isNaN(persons) ? 0 : persons;
  };
  const at = cells.findIndex(isCodes);
  if (at < 0) {
    addRepeated(table, known, () => true, totals);
    return totals;
  }
  const codes = cells[at]!.map((cell) => cell.trim());
  const order = [...rows.keys()].filter((i) => isCode(codes[i]!));
  order.sort((a, b) => (codes[a]! < codes[b]! ? -1 : codes[a]! > codes[b]! ? 1 : a - b));
  const sorted = order.map((i) => codes[i]!);
  const last = sorted.length;
  /** Where codes that do not sort before `text` begin. */
  const begin = (text: string): number => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const ranges = order.map((i) => {
    const stem = stemOf(codes[i]!);
    return stem.length === codes[i]!.length ? null : ([begin(stem), begin(`${stem}:`)] as const);
  });
  // ':' sorts behind every digit. A row stands for itself alone where no other lies in its range.
  const isLeaf = ranges.map(
    (range, k) => range === null || sorted.slice(...range).every((code) => code === sorted[k]),
  );
  const sums = new Float64Array(last + 1);
  for (let k = 0; k < last; k++) sums[k + 1] = sums[k]! + (isLeaf[k] ? known(order[k]!) : 0);
  order.forEach((i, k) => {
    const range = ranges[k]!;
    if (!isLeaf[k] && known(i) >= leastShare * (sums[range![1]]! - sums[range![0]]!))
      totals.set(i, header[at]!);
  });
  addRepeated(table, known, (i) => !isCode(codes[i]!), totals);
  if (totals.size === 0) return totals;
  let after = '';
  for (let i = rows.length - 1; i >= 0; i--) {
    if (isCode(codes[i]!)) {
      after = codes[i]!;
      continue;
    }
    const direct = cells.slice(0, firstColumns).findIndex((column) => directs.test(column[i]!.trim()));
    if (direct >= 0 && /^\d\d90/.test(after)) {
      const [from, to] = [begin(after.slice(0, 4)), begin(`${after.slice(0, 4)}:`)];
      if (isNear(known(i), sums[to]! - sums[from]!)) totals.set(i, header[direct]!);
      continue;
    }
    const whole = cells.slice(0, firstColumns).findIndex((column) => wholes.test(column[i]!.trim()));
    if (whole >= 0 && known(i) >= leastShare * sums[last]!) totals.set(i, header[whole]!);
  }
  return totals;
}

/**
 * Rows without a code that repeat their parent's name where others name themselves: 兰州市 / 兰州市 above 兰州市 / 城关区. They are totals where
 * they have what those others have together. The smallest areas first, so that a province is not held against its cities' totals as well.
 */
function addRepeated(
  { cells, header, rows }: TextTable,
  known: (position: number) => number,
  isOpen: (position: number) => boolean,
  totals: Map<number, string>,
): void {
  const names = cells.slice(0, firstColumns).flatMap((column, at) => (isOfNames(column) ? [at] : []));
  for (let level = names.length - 2; level >= 0; level--) {
    const [parent, own] = [cells[names[level]!]!, cells[names[level + 1]!]!];
    const keyOf = (i: number): string =>
      JSON.stringify(names.slice(0, level + 1).map((at) => cells[at]![i]!.trim()));
    const all = new Map<string, number>();
    for (let i = 0; i < rows.length; i++)
      if (!totals.has(i)) all.set(keyOf(i), (all.get(keyOf(i)) ?? 0) + known(i));
    for (let i = 0; i < rows.length; i++) {
      if (!isOpen(i) || totals.has(i) || own[i]!.trim() === '' || own[i]!.trim() !== parent[i]!.trim())
        continue;
      const others = all.get(keyOf(i))! - known(i);
      if (others > 0 && isNear(known(i), others)) totals.set(i, header[names[level + 1]!]!);
    }
  }
}

function isNear(a: number, b: number): boolean {
  return a >= leastShare * b && b >= leastShare * a;
}

/** Most of the first thousand cells hold a letter or a character. */
function isOfNames(column: readonly string[]): boolean {
  const filled = column.slice(0, 1000).filter((cell) => cell.trim() !== '');
  return filled.length > 1 && filled.filter((cell) => /\p{L}/u.test(cell)).length >= 0.8 * filled.length;
}

function isCode(text: string): boolean {
  return /^(\d{6}|\d{9}|\d{12})$/.test(text) && provinces.test(text);
}

/** Most of the first thousand cells are codes. */
function isCodes(column: readonly string[]): boolean {
  const filled = column.slice(0, 1000).filter((cell) => cell.trim() !== '');
  return filled.length > 1 && filled.filter((cell) => isCode(cell.trim())).length >= 0.8 * filled.length;
}

/** The digits that everything inside shares: 620102000000 → 620102, 620100 → 6201, 620000 → 62. */
function stemOf(code: string): string {
  let end = code.length;
  for (const [length, zeros] of [
    [12, '000'],
    [9, '000'],
    [6, '00'],
    [4, '00'],
  ] as const)
    if (end === length && code.slice(0, end).endsWith(zeros)) end -= zeros.length;
  return code.slice(0, end);
}
