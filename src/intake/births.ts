/** Ages and sexes worked out from identity numbers and birthdays before these are dropped. */
import type { Pause } from '../domain/progress';
import type { DateColumn, PartialDate } from './dates';
import { ageOn, readDates } from './dates';
import type { ResidentId } from './identity-values';
import { residentId } from './identity-values';
import type { PersonalColumn } from './personal';
import type { TextTable } from './text-table';

/** By position in the table; NaN where the age is not known, `least` below `most` where the birthday is known in part. */
export interface Ages {
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Positions of the columns that gave at least one. */
  readonly from: readonly number[];
  /** Positions of rows whose birthday can be read in two ways. */
  readonly unclear: readonly number[];
}

/** Older than anybody is. */
const mostYears = 125;

/** The identity numbers of one column, by position. */
export interface IdColumn {
  readonly at: number;
  readonly ids: readonly (ResidentId | null)[];
}

/** Rows between two pauses, in which a stop is noticed. */
const rowsAtOnce = 4096;

export async function readIdColumns(
  table: TextTable,
  columns: readonly PersonalColumn[],
  pause: Pause,
): Promise<IdColumn[]> {
  const out: IdColumn[] = [];
  for (const { at, kind } of columns) {
    if (kind !== 'idNumber') continue;
    const ids: (ResidentId | null)[] = [];
    for (const cell of table.cells[at]!) {
      if (ids.length % rowsAtOnce === 0) await pause();
      ids.push(cell === '' ? null : residentId(cell));
    }
    out.push({ at, ids });
  }
  return out;
}

/**
 * Ages in whole years on `day` (ISO). A number with a right check digit outweighs the birthday column, and that outweighs a number
 * whose digits were mistyped or lost.
 */
export async function agesOf(
  table: TextTable,
  columns: readonly PersonalColumn[],
  numbers: readonly IdColumn[],
  day: string,
  pause: Pause,
): Promise<Ages> {
  const days: { at: number; dates: DateColumn['dates'] }[] = [];
  const uncertain = new Set<number>();
  for (const { at, kind } of columns) {
    if (kind !== 'birthday') continue;
    const column = await readDates(table.cells[at]!, day, pause);
    days.push({ at, dates: column.dates });
    for (const position of column.unclear) uncertain.add(position);
  }
  const count = table.rows.length;
  const least = new Float64Array(count).fill(NaN);
  const most = new Float64Array(count).fill(NaN);
  const from = new Set<number>();
  const unclear: number[] = [];
  const take = (i: number, at: number, birth: PartialDate | null | undefined): boolean => {
    const age = birth ? possibleAge(birth, day) : null;
    if (age === null) return false;
    [least[i], most[i]] = [age.least, age.most];
    from.add(at);
    return true;
  };
  for (let i = 0; i < count; i++) {
    if (i % rowsAtOnce === 0) await pause();
    // Two numbers of two people in a row: nobody can tell whose row it is.
    if (disagree(numbers, i)) continue;
    if (numbers.some(({ at, ids }) => ids[i]?.kind === 'valid' && take(i, at, ids[i]!.birth))) continue;
    if (uncertain.has(i)) unclear.push(i);
    if (days.some(({ at, dates }) => take(i, at, dates[i]))) continue;
    numbers.some(({ at, ids }) => take(i, at, ids[i]?.birth));
  }
  return { least, most, from: [...from], unclear };
}

/** Whether the numbers of a row give several days of birth. */
export function disagree(numbers: readonly IdColumn[], position: number): boolean {
  const days = numbers.flatMap(({ ids }) => {
    const birth = ids[position]?.birth;
    return birth === undefined ? [] : [`${birth.year}-${birth.month}-${birth.day}`];
  });
  return days.length > 1 && new Set(days).size > 1;
}

function possibleAge(birth: PartialDate, day: string): { least: number; most: number } | null {
  const age = ageOn(birth, day);
  return age.most >= 0 && age.least <= mostYears ? { least: Math.max(0, age.least), most: age.most } : null;
}
