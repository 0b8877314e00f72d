/** Elder rows: a person, a building or an area of many. Missing is not zero: a row without a count is refused, not counted as none. */
import type { FaultCode } from '../domain/codes';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Band, Tier } from '../domain/service';
import { bands, tiers } from '../domain/service';
import type { Elders, WaitingRows } from '../domain/tables';
import { bandOfText, fillBands } from './age-bands';
import type { ColumnMatch } from './columns';
import { countsIn, noteCounts, noteMissingCodes } from './counts';
import type { DerivedFrom, ElderIdentity } from './elder-identity';
import { deriveFromIdentity } from './elder-identity';
import { hidden } from './identity-text';
import type { RowProblem } from './ledger';
import { Ledger, notePersonalRole, readIds, totalFinder } from './ledger';
import type { NamedAreas, NamedPlaces } from './name-join';
import { nestedTotals } from './nested-totals';
import { noteJoin, placeByName } from './name-join';
import { countByPlace } from './person-counts';
import { readPlaces } from './places';
import { mayWait, nowhere } from './waiting';
import { houseOf, notePlaces, noteRepeatedSpots } from './same-places';
import type { TextTable } from './text-table';
import { tierOf } from './tier-words';
import { isRange, parseCount } from './values';

export interface EldersRead {
  readonly layer: Elders;
  readonly ledger: Ledger;
  readonly join: NamedPlaces | null;
  readonly derived: DerivedFrom;
  /** The layer is empty: its rows wait for boundaries. */
  readonly waits: WaitingRows | null;
  /** null where rows stayed rows. */
  readonly counted: { readonly persons: number; readonly places: number } | null;
}

/**
 * Persons of a row: the elders column; else the sum of its bands; else, for points, one. In an area without a count nobody can
 * be counted, which is a fault. `age` gives bands and `tier` gives tiers where the file has one row a person.
 * `named`: where given, rows without coordinates get the area of the district that they name; 'later': there are no districts yet, and a
 * table without coordinates whose rows can name one is read, counted and placed nowhere.
 *
 * Of a list of persons (one a row, with columns that say who they are) bands come from identity numbers or birthdays where no column
 * gives them, and its rows become counts by place (`countByPlace`) unless `identity.keepsRows`; the ledger counts rows all the same.
 */
export async function readElders(
  table: TextTable,
  match: ColumnMatch,
  pause: Pause,
  identity: ElderIdentity,
  named: NamedAreas | 'later' | null = null,
): Promise<Result<EldersRead>> {
  const found = await readPlaces(table, match.columns, { points: true, areas: 'keep', many: false }, pause);
  if (!found.ok && (found.fault.code !== 'column.noCoordinates' || named === null)) return found;
  const isWaiting = named === 'later';
  if (isWaiting && !found.ok && !mayWait(table, match)) return found;
  let join: NamedPlaces | null = null;
  if (named !== null && !isWaiting) {
    const placed = await placeByName(table, match, found.ok ? found.value : null, named, pause);
    if (!placed.ok) return placed;
    join = placed.value;
  }
  const places = join?.places ?? (found.ok ? found.value : nowhere(table.rows.length));
  const { columns } = join?.match ?? match;
  const ledger = new Ledger(table);
  ledger.notes.push(...places.notes);
  const countAt = columns.get('elders');
  const bandsAt = bands.filter((band) => columns.has(band));
  const tiersAt = tiers.filter((tier) => columns.has(tier));
  const hasAreas = places.shapes.some((shape) => shape !== null);
  if (countAt === undefined && bandsAt.length === 0 && hasAreas && join?.listsPersons !== true)
    return fail(fault('column.noCounts', { columns: table.header.join(' | ') }, { file: table.file }));

  const numbers = (role: string): ((i: number) => number) => countsIn(table, columns.get(role)!, 'persons');
  // What a row must have, and what it may lack: bands may where there is a total, tiers always.
  const required = countAt !== undefined ? ['elders'] : bandsAt;
  const checked = [...required, ...(countAt === undefined ? [] : bandsAt), ...tiersAt].map((role, k) => ({
    at: columns.get(role)!,
    mayMiss: k >= required.length,
  }));
  const countedAt = required.map((role) => columns.get(role)!);
  const personsOf = (i: number): number =>
    countedAt.reduce((total, at) => total + parseCount(table.cells[at]![i]!, 'persons').value, 0);
  const problemOf = (i: number): RowProblem | null => {
    for (const { at, mayMiss } of checked) {
      const value = table.cells[at]![i]!;
      const code = countProblem(value, mayMiss);
      if (code !== null) return { code, column: table.header[at]!, value };
    }
    return null;
  };
  const ownTotal = totalFinder(table);
  // Areas by name only: codes of points are ids.
  const nested = named === null || countedAt.length === 0 ? null : nestedTotals(table, personsOf);
  await ledger.sort(places, (i) => ownTotal(i) ?? nested?.get(i) ?? null, problemOf, pause);
  if (join !== null) noteJoin(ledger, join);

  for (const { at } of checked) {
    noteCounts(ledger, at, 'persons');
    await pause();
  }
  const { used } = ledger;
  const count = used.length;
  const elders = new Float64Array(count);
  const bandColumns: Partial<Record<Band, Float64Array>> = {};
  const tierColumns: Partial<Record<Tier, Float64Array>> = {};
  for (const band of bandsAt) bandColumns[band] = Float64Array.from(used, numbers(band));
  for (const tier of tiersAt) tierColumns[tier] = Float64Array.from(used, numbers(tier));
  if (countAt !== undefined) elders.set(used.map(numbers('elders')));
  else if (bandsAt.length > 0) {
    for (const band of bandsAt) bandColumns[band]!.forEach((persons, row) => (elders[row]! += persons));
    const names = bandsAt.map((band) => table.header[columns.get(band)!]!).join(' + ');
    ledger.notes.push(fault('column.bandsSummed', { columns: names }, { file: table.file }));
  } else {
    elders.fill(1);
    ledger.notes.push(fault('column.onePersonRows', { count }, { file: table.file }));
  }
  await pause();
  const isListOfPersons = listsPersons(identity, columns) && elders.every((persons) => persons === 1);
  const ageAt = columns.get('age');
  const hasAges = ageAt !== undefined && !match.personal.has(ageAt);
  if (bandsAt.length === 0 && hasAges) {
    noteMissingCodes(ledger, ageAt, 'persons');
    await pause();
    const bandOf = (i: number) => bandOfText(table.cells[ageAt]![i]!);
    fillBands(ledger, elders, bandColumns, bandOf, table.header[ageAt]!);
  }
  const wantsBands = bandsAt.length === 0 && !hasAges;
  const derived: DerivedFrom = isListOfPersons
    ? await deriveFromIdentity(identity, ledger, elders, bandColumns, wantsBands, pause)
    : new Map();
  await pause();
  if (isWaiting) {
    const persons = countAt === undefined && bandsAt.length === 0 && !isListOfPersons ? null : sum(elders);
    const waits = { persons, column: columns.has('district') ? table.header[columns.get('district')!]! : '' };
    ledger.notes.push(
      persons === null
        ? fault('table.waits', { rows: count }, { file: table.file })
        : fault('table.waitsPersons', { rows: count, persons }, { file: table.file }),
    );
    return succeed({ ledger, join, derived, counted: null, waits, layer: nobody });
  }
  const tierAt = columns.get('tier');
  if (tierAt !== undefined && tiersAt.length === 0)
    tiersFromWords(table, tierAt, ledger, elders, tierColumns);
  await pause();
  const becomesCounts = isListOfPersons && !identity.keepsRows;
  const ids = await readIds(ledger, becomesCounts ? undefined : columns.get('id'), match.personal, pause);
  await pause();
  if (!becomesCounts) notePlaces(ledger, places);
  await pause();
  noteRepeatedSpots(ledger, places, {
    text: placeText(identity.raw, columns, isListOfPersons),
    isOfPersons: isListOfPersons || (countAt === undefined && bandsAt.length === 0),
  });
  await pause();
  const districtAt = notePersonalRole(ledger, match, 'district');
  const rows: Elders = {
    count,
    file: new Array<string>(count).fill(table.file),
    rows: Int32Array.from(used, (i) => table.rows[i]!),
    ids,
    lons: Float64Array.from(used, (i) => places.lons[i]!),
    lats: Float64Array.from(used, (i) => places.lats[i]!),
    elders,
    bands: bandColumns,
    tiers: tierColumns,
    districts: used.map(
      (i) =>
        join?.districts[i] ?? (districtAt === undefined ? null : shownText(table.cells[districtAt]![i]!)),
    ),
    polygons: used.map((i) => places.shapes[i]!),
  };
  if (!becomesCounts) return succeed({ ledger, join, derived, counted: null, waits: null, layer: rows });
  const layer = countByPlace(rows);
  const counted = { persons: count, places: layer.count };
  ledger.notes.push(fault('identity.counted', counted, { file: table.file }));
  return succeed({ ledger, join, derived, counted, waits: null, layer });
}

/** A layer without a row. */
const nobody: Elders = {
  count: 0,
  file: [],
  rows: new Int32Array(0),
  ids: [],
  lons: new Float64Array(0),
  lats: new Float64Array(0),
  elders: new Float64Array(0),
  bands: {},
  tiers: {},
  districts: [],
  polygons: [],
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Addresses and telephone numbers alone may be those of houses; with an age or a tier in the row they are a person's. */
function listsPersons({ personal }: ElderIdentity, columns: ReadonlyMap<string, number>): boolean {
  const tellsState = columns.has('age') || columns.has('tier');
  return personal.some(({ kind }) => tellsState || !['door', 'phone', 'contact', 'email'].includes(kind));
}

function shownText(cell: string): string | null {
  const text = cell.trim();
  return text === '' || text === hidden ? null : text;
}

function countProblem(value: string, mayMiss: boolean): FaultCode | null {
  const parsed = parseCount(value, 'persons');
  if (parsed.kind === 'text') return isRange(value) ? 'row.countRange' : 'row.countText';
  if (parsed.kind === 'missing') return mayMiss ? null : 'row.countMissing';
  return parsed.value < 0 ? 'row.countNegative' : null;
}

function tiersFromWords(
  table: TextTable,
  at: number,
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Tier, Float64Array>>,
): void {
  const { used } = ledger;
  for (const tier of tiers) columns[tier] = new Float64Array(used.length);
  const unknown: number[] = [];
  // A handful of words in a million cells.
  const known = new Map<string, Tier | null>();
  used.forEach((i, row) => {
    const text = table.cells[at]![i]!;
    let tier = known.get(text);
    if (tier === undefined) known.set(text, (tier = tierOf(text)));
    if (tier === null) unknown.push(i);
    // Who has not been told to be red, yellow or green is yet to be assessed.
    columns[tier ?? 'grey']![row] = elders[row]!;
  });
  ledger.noteRows('column.tierUnknown', unknown, table.header[at]!);
}

/** What tells places of rows apart: the house of an address, or the id of a building; null for persons without an address. */
function placeText(
  raw: TextTable,
  columns: ReadonlyMap<string, number>,
  isListOfPersons: boolean,
): ((position: number) => string) | null {
  const addressAt = raw.header.findIndex((label) => /地址|住址|门牌|address/i.test(label));
  if (addressAt >= 0) return (i) => houseOf(raw.cells[addressAt]![i]!);
  const at = isListOfPersons || !columns.has('elders') ? undefined : columns.get('id');
  return at === undefined ? null : (i) => raw.cells[at]![i]!.trim();
}
