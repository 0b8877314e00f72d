/** Elder rows: a person, a building or an area of many. Missing is not zero: a row without a count is refused, not counted as none. */
import type { FaultCode } from '../domain/codes';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Band, Tier } from '../domain/service';
import { bands, tiers } from '../domain/service';
import type { Elders } from '../domain/tables';
import type { ColumnMatch } from './columns';
import { noteCounts } from './counts';
import type { RowProblem } from './ledger';
import { Ledger, notePlaces, readIds, totalFinder } from './ledger';
import { readPlaces } from './places';
import type { TextTable } from './text-table';
import { tierOf } from './tier-words';
import { parseCount, plainText } from './values';

/**
 * Persons of a row: the elders column; else the sum of its bands; else, for points, one. In an area without a count nobody can
 * be counted, which is a fault. `age` gives bands and `tier` gives tiers where the file has one row a person.
 */
export async function readElders(
  table: TextTable,
  match: ColumnMatch,
  pause: Pause,
): Promise<Result<{ layer: Elders; ledger: Ledger }>> {
  const { columns } = match;
  const found = await readPlaces(table, columns, { points: true, areas: 'keep', many: false }, pause);
  if (!found.ok) return found;
  const places = found.value;
  const ledger = new Ledger(table);
  ledger.notes.push(...places.notes);
  const countAt = columns.get('elders');
  const bandsAt = bands.filter((band) => columns.has(band));
  const tiersAt = tiers.filter((tier) => columns.has(tier));
  const hasAreas = places.shapes.some((shape) => shape !== null);
  if (countAt === undefined && bandsAt.length === 0 && hasAreas)
    return fail(fault('column.noCounts', { columns: table.header.join(' | ') }, { file: table.file }));

  const number = (role: string, i: number): number => {
    return parseCount(table.cells[columns.get(role)!]![i]!, 'persons').value;
  };
  // What a row must have, and what it may lack: bands may where there is a total, tiers always.
  const required = countAt !== undefined ? ['elders'] : bandsAt;
  const checked = [...required, ...(countAt === undefined ? [] : bandsAt), ...tiersAt].map((role, k) => ({
    at: columns.get(role)!,
    mayMiss: k >= required.length,
  }));
  const problemOf = (i: number): RowProblem | null => {
    for (const { at, mayMiss } of checked) {
      const value = table.cells[at]![i]!;
      const code = countProblem(value, mayMiss);
      if (code !== null) return { code, column: table.header[at]!, value };
    }
    return null;
  };
  await ledger.sort(places, totalFinder(table), problemOf, pause);

  for (const { at } of checked) {
    noteCounts(ledger, at, 'persons');
    await pause();
  }
  const { used } = ledger;
  const count = used.length;
  const elders = new Float64Array(count);
  const bandColumns: Partial<Record<Band, Float64Array>> = {};
  const tierColumns: Partial<Record<Tier, Float64Array>> = {};
  for (const band of bandsAt) bandColumns[band] = Float64Array.from(used, (i) => number(band, i));
  for (const tier of tiersAt) tierColumns[tier] = Float64Array.from(used, (i) => number(tier, i));
  if (countAt !== undefined) used.forEach((i, row) => (elders[row] = number('elders', i)));
  else if (bandsAt.length > 0) {
    for (const band of bandsAt) bandColumns[band]!.forEach((persons, row) => (elders[row]! += persons));
    const names = bandsAt.map((band) => table.header[columns.get(band)!]!).join(' + ');
    ledger.notes.push(fault('column.bandsSummed', { columns: names }, { file: table.file }));
  } else {
    elders.fill(1);
    ledger.notes.push(fault('column.onePersonRows', { count }, { file: table.file }));
  }
  await pause();
  const ageAt = columns.get('age');
  if (ageAt !== undefined && bandsAt.length === 0) bandsFromAges(table, ageAt, ledger, elders, bandColumns);
  await pause();
  const tierAt = columns.get('tier');
  if (tierAt !== undefined && tiersAt.length === 0)
    tiersFromWords(table, tierAt, ledger, elders, tierColumns);
  await pause();
  const ids = readIds(ledger, columns.get('id'), match.personal);
  await pause();
  notePlaces(ledger, places);
  await pause();
  const districtAt = columns.get('district');
  return succeed({
    ledger,
    layer: {
      count,
      file: new Array<string>(count).fill(table.file),
      rows: Int32Array.from(used, (i) => table.rows[i]!),
      ids,
      lons: Float64Array.from(used, (i) => places.lons[i]!),
      lats: Float64Array.from(used, (i) => places.lats[i]!),
      elders,
      bands: bandColumns,
      tiers: tierColumns,
      districts: used.map((i) =>
        districtAt === undefined ? null : table.cells[districtAt]![i]!.trim() || null,
      ),
      polygons: used.map((i) => places.shapes[i]!),
    },
  });
}

function countProblem(value: string, mayMiss: boolean): FaultCode | null {
  const parsed = parseCount(value, 'persons');
  if (parsed.kind === 'text') return 'row.countText';
  if (parsed.kind === 'missing') return mayMiss ? null : 'row.countMissing';
  return parsed.value < 0 ? 'row.countNegative' : null;
}

/** "73", "70-79岁" and "80岁及以上" by their first number; whose age is unknown is in no band (NaN), whose is under 60 in none (0). */
function bandsFromAges(
  table: TextTable,
  at: number,
  ledger: Ledger,
  elders: Float64Array,
  columns: Partial<Record<Band, Float64Array>>,
): void {
  const { used } = ledger;
  for (const band of bands) columns[band] = new Float64Array(used.length);
  const unknown: number[] = [];
  const young: number[] = [];
  used.forEach((i, row) => {
    const digits = /^\d{1,3}(?!\d)/.exec(plainText(table.cells[at]![i]!))?.[0];
    const age = digits === undefined ? NaN : Number(digits);
    if (!(age <= 130)) {
      unknown.push(i);
      for (const band of bands) columns[band]![row] = NaN;
    } else if (age < 60) young.push(i);
    else columns[age >= 80 ? 'age80' : age >= 70 ? 'age70' : 'age60']![row] = elders[row]!;
  });
  ledger.noteRows('column.ageUnknown', unknown, table.header[at]!);
  ledger.noteRows('column.ageUnder60', young, table.header[at]!);
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
  used.forEach((i, row) => {
    const tier = tierOf(table.cells[at]![i]!);
    if (tier === null) unknown.push(i);
    // Who has not been told to be red, yellow or green is yet to be assessed.
    columns[tier ?? 'grey']![row] = elders[row]!;
  });
  ledger.noteRows('column.tierUnknown', unknown, table.header[at]!);
}
