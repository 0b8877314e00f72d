/** Where a table begins and ends on a sheet made for people: titles above, headers of two lines, totals, notes below. */
import type { TextTable } from './text-table';
import { parseCount, parseNumber, plainText } from './values';

/** A merged area in positions of the records it is given with, corners included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface HeaderPlace {
  /** First and last record of the header; what is above it are titles. -1 where there is no filled record at all. */
  readonly first: number;
  readonly last: number;
  /** By column, as wide as the widest header record: the lines of one column joined, "60岁及以上 / 男". */
  readonly labels: readonly string[];
}

/** Records looked at to find a header. */
export const headRecords = 40;
const mostHeaderLines = 4;

/** Finds the header among the first records of a table; `merges` where the file has such a thing. */
export function findHeader(
  records: readonly (readonly string[])[],
  merges: readonly Merge[] = [],
): HeaderPlace {
  const head = records.slice(0, headRecords);
  const filled = head.map((record) => filledColumns(record));
  // As wide as two records at least: one broken line is no measure.
  const widths = filled.map((columns) => columns.size).sort((a, b) => b - a);
  const width = (widths.filter((count) => count > 0).length > 3 ? widths[1] : widths[0]) ?? 0;
  const main = mainRecord(head, filled, merges, width);
  if (main < 0) return { first: -1, last: -1, labels: [] };
  const last = lastLine(head, filled, merges, main, width);
  const first = firstLine(head, filled, merges, main);
  return { first, last, labels: joinedLabels(head, merges, first, last) };
}

/** Rows that hold no place or person but words about the table: what to refuse them as, by position; null for all others. */
export function noteFinder(table: TextTable): (position: number) => string | null {
  if (table.features !== null) return () => null;
  const { header, cells, rows } = table;
  const columnNumbers = isNumberedRow(table) ? 0 : -1;
  // From the bottom: lines of text in one cell, under the first one that says what it is.
  let footer = rows.length;
  for (let i = rows.length - 1; i >= 0 && rows.length - i <= 50; i--) {
    if (header.length < 3) break;
    const filled = cells.map((column) => column[i]!.trim()).filter((cell) => cell !== '');
    const named = filled.filter((cell) => noteWords.test(plainText(cell))).length;
    if (named > 0 && named === filled.length) footer = i;
    else if (filled.length > 1 || (filled.length === 1 && parseNumber(filled[0]!).kind !== 'text')) break;
  }
  return (position) => {
    if (position === columnNumbers) return header[0]!;
    let first = -1;
    for (let at = 0; at < header.length; at++) {
      const cell = cells[at]![position]!;
      if (cell === '' || cell.trim() === '') continue;
      if (position < footer && (isOtherWord(cell) || !noteWords.test(plainText(cell)))) return null;
      if (first < 0) first = at;
    }
    return first < 0 ? null : header[first]!;
  };
}

/**
 * Columns for groups that are given by sex alone ("60岁及以上 / 男" and "… / 女" without a total): their sum, so that half the people
 * are not taken for all. Cells that are not both counts are left as they are, joined by "+", which no reader takes for a number.
 */
export function sexSums(
  header: readonly string[],
  cells: readonly (readonly string[])[],
): { names: string[]; cells: string[][] } {
  const names: string[] = [];
  const sums: string[][] = [];
  const lines = header.map((label) => label.split(' / '));
  const groups = new Map<string, Map<string, number>>();
  lines.forEach((parts, at) => {
    if (parts.length < 2) return;
    const group = parts.slice(0, -1).join(' / ');
    const inside = groups.get(group) ?? new Map<string, number>();
    inside.set(plainText(parts[parts.length - 1]!).toLowerCase(), at);
    groups.set(group, inside);
  });
  for (const [group, inside] of groups) {
    const men = inside.get('男') ?? inside.get('男性') ?? inside.get('male') ?? inside.get('men');
    const women = inside.get('女') ?? inside.get('女性') ?? inside.get('female') ?? inside.get('women');
    if (men === undefined || women === undefined || inside.size !== 2) continue;
    names.push(`${group} / ${lines[men]!.at(-1)!}+${lines[women]!.at(-1)!}`);
    sums.push(cells[men]!.map((cell, i) => sumText(cell, cells[women]![i]!)));
  }
  return { names, cells: sums };
}

const noteWords =
  /^[([【*※]?\s*(备注|附注|注意|注|说明|填表说明|数据来源|资料来源|来源|出处|填表人|填报人|制表人?|审核人?|单位负责人|统计负责人|负责人|填报单位|填报日期|填表日期|制表日期|统计时间|联系电话|联系人|报出日期|notes?|sources?|remarks?)\s*\d*\s*[】)\]]?\s*[::]/i;

/** Begins with a letter or digit that none of `noteWords` begins with: true of most first cells, and cheap to see. */
function isOtherWord(cell: string): boolean {
  const first = cell.charCodeAt(0) | 32;
  const isLetter = first >= 97 && first <= 122;
  return isLetter ? first !== 110 && first !== 114 && first !== 115 : first >= 48 && first <= 57;
}

/** "填报单位：…", "单位：人", "2024年3月": what stands between a title and a table. */
const titleWords = /[::]\s*\S|^\(?(单位|表号|填报|统计)|^\d{4}\s*年/;

function mainRecord(
  head: readonly (readonly string[])[],
  filled: readonly ReadonlySet<number>[],
  merges: readonly Merge[],
  width: number,
): number {
  let candidate = -1;
  let widest = 0;
  for (let r = 0; r < head.length; r++) {
    const own = filled[r]!;
    if (own.size === 0 || (own.size === 1 && width >= 3)) continue;
    if ([...own].every((at) => titleWords.test(plainText(head[r]![at]!)))) continue;
    const covers = covered(filled, merges, r, 0);
    if (covers.size >= 0.6 * width) {
      if (!isNumeric(head[r]!)) return r;
      // Data have begun: the header is the line above, if there is any.
      return candidate >= 0 ? candidate : r;
    }
    if (covers.size > widest) [candidate, widest] = [r, covers.size];
  }
  if (candidate >= 0) return candidate;
  return filled.findIndex((own) => own.size > 0 && (own.size > 1 || width < 3));
}

/** Lines of the header under its main one: under cells merged downwards, or under groups merged across. */
function lastLine(
  head: readonly (readonly string[])[],
  filled: readonly ReadonlySet<number>[],
  merges: readonly Merge[],
  main: number,
  width: number,
): number {
  let last = main;
  while (last + 1 < head.length && last - main + 1 < mostHeaderLines) {
    const next = last + 1;
    const under = filled[next]!;
    if (under.size === 0 || isNumeric(head[next]!, 0)) break;
    const reachesDown = merges.some((m) => m.top <= last && m.top >= main - 2 && m.bottom > last);
    const groups = merges.filter((m) => m.top <= last && m.bottom === last && m.right > m.left);
    const hasGroups = groups.some((m) => m.right - m.left + 1 < width);
    const inGroup = (at: number): boolean => groups.some((m) => m.left <= at && at <= m.right);
    // A row of data under a merged label fills the other columns too.
    if (reachesDown || (hasGroups && [...under].every(inGroup))) {
      last = next;
      continue;
    }
    if (merges.length > 0 || !isSecondLine(head, filled, last, next)) break;
    last = next;
  }
  return last;
}

/** Without merges: the next record fills every gap of this one and leaves some of its cells blank, and numbers follow it. */
function isSecondLine(
  head: readonly (readonly string[])[],
  filled: readonly ReadonlySet<number>[],
  last: number,
  next: number,
): boolean {
  const [above, under] = [filled[last]!, filled[next]!];
  const after = head.find((_, r) => r > next && filled[r]!.size > 0);
  if (after === undefined) return false;
  const end = Math.max(...above, ...under);
  let gaps = 0;
  for (let at = Math.min(...above); at <= end; at++) {
    if (above.has(at)) continue;
    gaps++;
    if (!under.has(at)) return false;
  }
  const isPartial = [...above].some((at) => !under.has(at));
  return gaps > 0 && isPartial && [...under].some((at) => isNumberCell(after[at] ?? ''));
}

/** Lines above the main one that name groups of its columns and are no titles. */
function firstLine(
  head: readonly (readonly string[])[],
  filled: readonly ReadonlySet<number>[],
  merges: readonly Merge[],
  main: number,
): number {
  let first = main;
  while (first > 0 && main - first + 1 < mostHeaderLines) {
    const above = first - 1;
    const own = filled[above]!;
    if (own.size < 2 || isNumeric(head[above]!)) break;
    if ([...own].some((at) => titleWords.test(plainText(head[above]![at]!)))) break;
    const fillsGap = [...own].some((at) => !filled[first]!.has(at));
    const groups = merges.some(
      (m) =>
        m.top <= above &&
        m.bottom >= above &&
        m.right > m.left &&
        filled[first]!.has(m.left) &&
        m.bottom < main,
    );
    if (!fillsGap && !groups) break;
    first = above;
  }
  return first;
}

/** Labels of each column from first to last; a group's label goes for all columns it is merged over, or up to the next group. */
function joinedLabels(
  head: readonly (readonly string[])[],
  merges: readonly Merge[],
  first: number,
  last: number,
): string[] {
  const width = Math.max(...head.slice(first, last + 1).map((record) => record.length));
  const lines: string[][] = [];
  for (let r = first; r <= last; r++) {
    const line = Array.from({ length: width }, (_, at) => oneLine(head[r]![at] ?? ''));
    for (const merge of merges) {
      if (merge.top > r || merge.bottom < r || merge.top < first) continue;
      const label = oneLine(head[merge.top]![merge.left] ?? '');
      for (let at = merge.left; at <= Math.min(merge.right, width - 1); at++) line[at] = label;
    }
    // Groups of files that cannot merge: the label stands over the first of its columns.
    if (r < last && merges.length === 0)
      for (let at = 1; at < width; at++)
        if (line[at] === '' && (head[r + 1]![at] ?? '').trim() !== '') line[at] = line[at - 1]!;
    lines.push(line);
  }
  return Array.from({ length: width }, (_, at) => {
    const parts: string[] = [];
    for (const line of lines) if (line[at] !== '' && parts.at(-1) !== line[at]) parts.push(line[at]!);
    return parts.join(' / ');
  });
}

/** Columns of a record that say something, by themselves or by a merge that reaches over them. */
function covered(
  filled: readonly ReadonlySet<number>[],
  merges: readonly Merge[],
  r: number,
  from: number,
): ReadonlySet<number> {
  const columns = new Set(filled[r]!);
  for (const merge of merges)
    if (merge.top <= r && merge.bottom >= r && merge.top >= from && filled[merge.top]?.has(merge.left))
      for (let at = merge.left; at <= Math.min(merge.right, 16_384); at++) columns.add(at);
  return columns;
}

function filledColumns(record: readonly string[]): ReadonlySet<number> {
  const columns = new Set<number>();
  record.forEach((cell, at) => {
    if (cell.trim() !== '') columns.add(at);
  });
  return columns;
}

/** Whether more than `most` of the filled cells are numbers; years are labels as often as not and count as words. */
function isNumeric(record: readonly string[], most = 0.3): boolean {
  let numbers = 0;
  let all = 0;
  for (const cell of record) {
    if (cell.trim() === '') continue;
    all++;
    if (isNumberCell(cell) && !/^(19|20)\d\d$/.test(cell.trim())) numbers++;
  }
  return numbers > most * all;
}

function isNumberCell(cell: string): boolean {
  return parseNumber(cell).kind === 'number';
}

/** "甲 乙 1 2 3": statistical forms number their columns in the row under the header. */
function isNumberedRow(table: TextTable): boolean {
  if (table.rows.length < 2 || table.header.length < 4) return false;
  const row = table.cells.map((column) => plainText(column[0]!)).filter((cell) => cell !== '');
  if (row.length < 4) return false;
  const words = row.findIndex((cell) => !/^[甲乙丙丁戊己]$/.test(cell));
  return words >= 0 && row.length - words >= 2 && row.slice(words).every((cell, i) => cell === String(i + 1));
}

function sumText(men: string, women: string): string {
  if (men.trim() === '' && women.trim() === '') return '';
  const a = parseCount(men, 'persons');
  const b = parseCount(women, 'persons');
  if (a.kind === 'number' && b.kind === 'number') return String(a.value + b.value);
  // "12 + " would be read as "12 and some more".
  return [men, women].map((cell) => (cell.trim() === '' ? '?' : cell)).join(' + ');
}

/** A label broken over lines to fit its cell; Hanzi need no blank between them, other words do. */
function oneLine(label: string): string {
  return label
    .replace(
      /(?<=[\u3000-\u9fff\uff00-\uffef])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])/g,
      '',
    )
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
}
