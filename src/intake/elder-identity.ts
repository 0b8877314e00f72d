/** What a list of single elders tells before its identity columns are dropped: ages, sexes, and that it is a list of persons. */
import { fault } from '../domain/fault';
import type { Band } from '../domain/service';
import type { DroppedColumn } from '../domain/tables';
import { bandOfBirth, fillBands } from './age-bands';
import { agesOf, sexesOf } from './births';
import type { Ledger } from './ledger';
import type { PersonalColumn } from './personal';
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

/** Fills the bands from identity numbers or birthdays; nothing where there are none, or no day to reckon on, which is noted. */
export function bandsFromBirths(
  identity: ElderIdentity,
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Band, Float64Array>>,
  derived: DerivedFrom,
): void {
  const { raw, personal, day, isFileDay } = identity;
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
  const ages = agesOf(raw, personal, day);
  if (ages === null || ages.from.length === 0) return;
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

/** Notes how many women and men there are by their identity numbers, where no column says it. */
export function noteSexes(identity: ElderIdentity, ledger: Ledger, derived: DerivedFrom): void {
  const { raw, personal } = identity;
  if (raw.header.some((name) => /性别|(^|_)(sex|gender|xingbie)(_|$)/.test(headerForms(name).full))) return;
  const sexes = sexesOf(raw, personal);
  if (sexes === null) return;
  const of = (sex: 'male' | 'female' | null): number => ledger.used.filter((i) => sexes[i] === sex).length;
  const [women, men, unknown] = [of('female'), of('male'), of(null)];
  if (women + men === 0) return;
  for (const { at, kind } of personal)
    if (kind === 'idNumber') derived.set(at, [...(derived.get(at) ?? []), 'sex']);
  ledger.notes.push(fault('identity.sexDerived', { women, men, unknown }, { file: ledger.table.file }));
}
