/** Ages and sexes worked out from identity numbers and birthdays before these are dropped. */
import type { PartialDate } from './dates';
import { ageOn, readDates } from './dates';
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

/**
 * Ages in whole years on `day` (ISO). A number with a right check digit outweighs the birthday column, and that outweighs a number
 * whose digits were mistyped or lost. Null where the table has no such columns.
 */
export function agesOf(table: TextTable, columns: readonly PersonalColumn[], day: string): Ages | null {
  const ids = columns.filter(({ kind }) => kind === 'idNumber').map(({ at }) => at);
  const birthdays = columns.filter(({ kind }) => kind === 'birthday').map(({ at }) => at);
  if (ids.length + birthdays.length === 0) return null;
  const days = birthdays.map((at) => ({ at, ...readDates(table.cells[at]!, day) }));
  const count = table.rows.length;
  const least = new Float64Array(count).fill(NaN);
  const most = new Float64Array(count).fill(NaN);
  const from = new Set<number>();
  const unclear = new Set<number>();
  const uncertain = new Set(days.flatMap((column) => column.unclear));
  for (let i = 0; i < count; i++) {
    const numbers = ids.flatMap((at) => {
      const id = residentId(table.cells[at]![i]!);
      return id === null ? [] : [{ at, ...id }];
    });
    const dated = days.flatMap(({ at, dates }) => {
      const birth = dates[i] ?? null;
      return birth === null ? [] : [{ at, birth }];
    });
    const sure = numbers.find(({ kind }) => kind === 'valid');
    if (sure === undefined && uncertain.has(i)) unclear.add(i);
    for (const { at, birth } of [...(sure === undefined ? [] : [sure]), ...dated, ...numbers]) {
      const age = possibleAge(birth, day);
      if (age === null) continue;
      [least[i], most[i]] = [age.least, age.most];
      from.add(at);
      break;
    }
  }
  return { least, most, from: [...from], unclear: [...unclear] };
}

/** By position: of identity numbers; null where there is none or a spreadsheet has lost that digit. */
export function sexesOf(
  table: TextTable,
  columns: readonly PersonalColumn[],
): ('male' | 'female' | null)[] | null {
  const ids = columns.filter(({ kind }) => kind === 'idNumber').map(({ at }) => at);
  if (ids.length === 0) return null;
  return Array.from(table.rows, (_, i) => {
    for (const at of ids) {
      const sex = residentId(table.cells[at]![i]!)?.sex ?? null;
      if (sex !== null) return sex;
    }
    return null;
  });
}

function possibleAge(birth: PartialDate, day: string): { least: number; most: number } | null {
  const age = ageOn(birth, day);
  return age.most >= 0 && age.least <= mostYears ? { least: Math.max(0, age.least), most: age.most } : null;
}
