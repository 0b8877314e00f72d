/** What a list of single elders tells before its identity columns are dropped: ages, sexes, and that it is a list of persons. */
import { fault } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Band } from '../domain/service';
import type { DroppedColumn } from '../domain/tables';
import { bandOfBirth, fillBands } from './age-bands';
import type { IdColumn } from './births';
import { agesOf, disagree, readIdColumns } from './births';
import type { Ledger } from './ledger';
import type { PersonalColumn } from './personal';
import { isPersonalName, ofOthers } from './personal-names';
import { headerForms } from './roles';
import type { TextTable } from './text-table';

export interface ElderIdentity {
  /** The table as it was before the door. */
  readonly raw: TextTable;
  readonly personal: readonly PersonalColumn[];
  /** ISO day on which ages are reckoned, '' where nobody knows one. */
  readonly day: string;
  /** The day is the file's own date, for want of one in the study. */
  readonly isFileDay: boolean;
  /** The user wants rows of persons, not counts. */
  readonly keepsRows: boolean;
}

/** By position of the column. */
export type DerivedFrom = Map<number, DroppedColumn['derived'][number][]>;

/**
 * Fills the bands from identity numbers or birthdays; nothing where there are none, or no day to reckon on, which is noted.
 * `wantsBands`: no column gives ages or bands. Without a column of sexes their numbers are noted.
 */
export async function deriveFromIdentity(
  identity: ElderIdentity,
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Band, Float64Array>>,
  wantsBands: boolean,
  pause: Pause,
): Promise<DerivedFrom> {
  const { raw } = identity;
  const derived: DerivedFrom = new Map();
  const personal = identity.personal.filter((column) => tellsOwnBirth(raw, column));
  const numbers = await readIdColumns(raw, personal, pause);
  const own = { ...identity, personal };
  if (wantsBands) await fillFromBirths(own, numbers, ledger, elders, columns, derived, pause);
  noteSexes(raw, numbers, ledger, derived);
  return derived;
}

/**
 * The guardian's number tells the guardian's age. Days that nothing calls birthdays are dropped as such for safety's sake, but the day
 * somebody married or began to work is no birthday.
 */
export function tellsOwnBirth(raw: TextTable, { at, kind }: PersonalColumn): boolean {
  const names = [raw.header[at]!, raw.labels?.[at] ?? ''];
  const isOfOthers = names
    .map(headerForms)
    .some(({ short, full }) => ofOthers.test(short) || ofOthers.test(full));
  return !isOfOthers && (kind !== 'birthday' || names.some(isPersonalName));
}

async function fillFromBirths(
  { raw, personal, day, isFileDay }: ElderIdentity,
  numbers: readonly IdColumn[],
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Band, Float64Array>>,
  derived: DerivedFrom,
  pause: Pause,
): Promise<void> {
  const { file, header } = ledger.table;
  const sources = personal
    .filter(({ kind }) => kind === 'idNumber' || kind === 'birthday')
    .map(({ at }) => at);
  if (sources.length === 0) return;
  const namesOf = (list: readonly number[]): string => list.map((at) => header[at]!).join(' + ');
  if (day === '') {
    ledger.notes.push(fault('identity.noAgeDay', { columns: namesOf(sources) }, { file }));
    return;
  }
  const ages = await agesOf(raw, personal, numbers, day, pause);
  if (ages.from.length === 0) return;
  const names = namesOf(ages.from);
  for (const at of ages.from) derived.set(at, ['age']);
  const used = new Set(ledger.used);
  const unclear = ages.unclear.filter((i) => used.has(i));
  const known = ledger.used.filter((i) => !Number.isNaN(ages.least[i]!)).length;
  ledger.notes.push(fault('identity.ageDerived', { columns: names, day, count: known }, { file }));
  if (isFileDay) ledger.notes.push(fault('identity.fileDay', { day }, { file }));
  ledger.noteRows('identity.dayOrder', unclear, names);
  fillBands(ledger, elders, columns, bandOfBirth(ages), names);
}

function noteSexes(raw: TextTable, numbers: readonly IdColumn[], ledger: Ledger, derived: DerivedFrom): void {
  if (raw.header.some((name) => /性别|(^|_)(sex|gender|xingbie)(_|$)/.test(headerForms(name).full))) return;
  const found = { male: 0, female: 0, unknown: 0 };
  const from = new Set<number>();
  for (const i of ledger.used) {
    const known = disagree(numbers, i) ? undefined : numbers.find(({ ids }) => ids[i] && ids[i].sex !== null);
    found[known?.ids[i]?.sex ?? 'unknown']++;
    if (known !== undefined) from.add(known.at);
  }
  if (found.male + found.female === 0) return;
  for (const at of from) derived.set(at, [...(derived.get(at) ?? []), 'sex']);
  const blanks = { women: found.female, men: found.male, unknown: found.unknown };
  ledger.notes.push(fault('identity.sexDerived', blanks, { file: ledger.table.file }));
}
