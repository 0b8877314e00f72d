/** Age groups of five years, by sex or not, as census tables have them: added up to the bands that paces are known for. */
import { fault } from '../domain/fault';
import { headerForms } from './roles';
import type { TextTable } from './text-table';
import { parseCount } from './values';

interface Group {
  readonly from: number;
  /** Infinity where it is open. */
  readonly to: number;
  readonly sex: 'men' | 'women' | null;
}

const bands = [
  { from: 60, to: 69, name: '60-69岁 (Σ)' },
  { from: 70, to: 79, name: '70-79岁 (Σ)' },
  { from: 80, to: Infinity, name: '80岁及以上 (Σ)' },
] as const;

/**
 * The table with a column for each band that it lacks and whose groups (or both sexes' groups) it has without a gap; itself where there is
 * nothing to add up. A cell is a number only where all its parts are.
 */
export function withAgeBands(table: TextTable): TextTable {
  const groups = table.header.map(groupOf);
  if (groups.every((group) => group === null)) return table;
  const names: string[] = [];
  const cells: string[][] = [];
  const parts: string[] = [];
  for (const band of bands) {
    if (groups.some((group) => group?.from === band.from && group.to === band.to && group.sex === null))
      continue;
    const at = tiles(groups, band.from, band.to);
    if (at === null || table.header.includes(band.name)) continue;
    names.push(band.name);
    parts.push(`${band.name} = ${at.map((column) => table.header[column]!).join(' + ')}`);
    cells.push(Array.from(table.rows, (_, i) => sumOf(at.map((column) => table.cells[column]![i]!))));
  }
  if (names.length === 0) return table;
  const note = fault('column.groupsSummed', { columns: parts.join('; ') }, { file: table.file });
  return {
    ...table,
    header: [...table.header, ...names],
    cells: [...table.cells, ...cells],
    notes: [...table.notes, note],
  };
}

/** "60-64岁", "男_65到69岁", "p85plus" and nothing else: shares, households and parts of a group are none. */
export function groupOf(label: string): Group | null {
  const { full } = headerForms(label);
  const match =
    /(?<![\d.])(\d{2,3})_?岁?_?(?:(?:[-~至到]|_to_|_)_?(\d{2,3})|(\+|(?:周?岁?)(?:及|以|或)*以?上|_?plus|_?and_(?:over|above|older)|_?up))(?![\d.])/.exec(
      full,
    );
  if (match === null) return null;
  const from = Number(match[1]);
  const to = match[2] === undefined ? Infinity : Number(match[2]);
  if (!(from < to) || from < 15 || from > 110) return null;
  const rest = full.replace(match[0], '');
  const men = /男|(^|_)(male|men|m)(_|$)/.test(rest);
  const women = /女|(^|_)(female|women|f)(_|$)/.test(rest);
  const other = rest
    .replace(/男性?|女性?|(?<![a-z])(males?|females?|men|women|m|f)(?![a-z])/g, '')
    .replace(
      /岁|人口数?|人数|人|老年|常住|合计|小计|总数|\+|(?<![a-z])(age[ds]?|pop(ulation)?|persons?|people|p|n|total)(?![a-z])|_/g,
      '',
    );
  if (other !== '') return null;
  return { from, to, sex: men === women ? null : men ? 'men' : 'women' };
}

/** Columns whose groups follow one another from `from` to `to`; of a group without a total both sexes. Null where there is a gap. */
function tiles(groups: readonly (Group | null)[], from: number, to: number): number[] | null {
  const found: number[] = [];
  let next = from;
  while (next <= to && next < Infinity) {
    const starts = groups.flatMap((group, at) =>
      group !== null && group.from === next && group.to <= to ? [{ ...group, at }] : [],
    );
    const whole = starts.find(({ sex }) => sex === null);
    const men = starts.find(({ sex }) => sex === 'men');
    const women = starts.find(({ sex, to: end }) => sex === 'women' && end === men?.to);
    if (whole !== undefined) found.push(whole.at);
    else if (men !== undefined && women !== undefined) found.push(men.at, women.at);
    else return null;
    next = (whole ?? men!).to + 1;
  }
  return found;
}

function sumOf(cells: readonly string[]): string {
  if (cells.every((cell) => cell.trim() === '')) return '';
  let sum = 0;
  for (const cell of cells) {
    const { kind, value } = parseCount(cell, 'persons');
    // No reader takes the parts for a number; "12 + " would be read as "12 and some more".
    if (kind !== 'number') return cells.map((part) => (part.trim() === '' ? '?' : part)).join(' + ');
    sum += value;
  }
  return String(sum);
}
