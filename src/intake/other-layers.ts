/** Volunteers, candidate sites and districts. */
import type { Result } from '../domain/fault';
import { succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Service } from '../domain/service';
import type { Candidates, Districts, Volunteers } from '../domain/tables';
import type { ColumnMatch } from './columns';
import { noteCounts } from './counts';
import { readServiceBits } from './facilities';
import type { RowProblem } from './ledger';
import { Ledger, readIds, totalFinder } from './ledger';
import type { Places } from './places';
import { readPlaces } from './places';
import { notePlaces } from './same-places';
import type { TextTable } from './text-table';
import { isRange, parseCount } from './values';

/** Volunteers offer what their services column says, else everything in `everywhere`. Hours that are not numbers refuse the row. */
export async function readVolunteers(
  table: TextTable,
  match: ColumnMatch,
  everywhere: readonly Service[],
  pause: Pause,
): Promise<Result<{ layer: Volunteers; ledger: Ledger }>> {
  const read = await readPoints(table, match, 'hours', pause);
  if (!read.ok) return read;
  const { ledger, base, numbers } = read.value;
  const bits = readServiceBits(table, match.columns, ledger, everywhere);
  return succeed({ ledger, layer: { ...base, services: bits, hours: numbers } });
}

/** Candidate sites; of an area a point inside. Costs that are not numbers refuse the row, missing ones are NaN. */
export async function readCandidates(
  table: TextTable,
  match: ColumnMatch,
  pause: Pause,
): Promise<Result<{ layer: Candidates; ledger: Ledger }>> {
  const read = await readPoints(table, match, 'cost', pause);
  if (!read.ok) return read;
  const { ledger, base, numbers } = read.value;
  return succeed({ ledger, layer: { ...base, cost: numbers } });
}

/** Districts are areas; a table of points cannot be one. */
export async function readDistricts(
  table: TextTable,
  match: ColumnMatch,
  pause: Pause,
): Promise<Result<{ layer: Districts; ledger: Ledger }>> {
  const { columns } = match;
  const found = await readPlaces(table, columns, { points: false, areas: 'keep', many: false }, pause);
  if (!found.ok) return found;
  const places = found.value;
  const ledger = new Ledger(table);
  ledger.notes.push(...places.notes);
  await ledger.sort(places, totalFinder(table), () => null, pause);
  const { used } = ledger;
  const ids = await readIds(ledger, columns.get('id'), match.personal, pause);
  const nameAt = columns.get('name');
  return succeed({
    ledger,
    layer: {
      count: used.length,
      file: new Array<string>(used.length).fill(table.file),
      rows: Int32Array.from(used, (i) => table.rows[i]!),
      ids,
      names: used.map((i, row) => (nameAt === undefined ? '' : table.cells[nameAt]![i]!.trim()) || ids[row]!),
      polygons: used.map((i) => places.shapes[i]!),
    },
  });
}

interface Points {
  readonly ledger: Ledger;
  readonly base: Omit<Candidates, 'cost'>;
  readonly numbers: Float64Array;
}

async function readPoints(
  table: TextTable,
  match: ColumnMatch,
  numberRole: 'hours' | 'cost',
  pause: Pause,
): Promise<Result<Points>> {
  const { columns } = match;
  const found = await readPlaces(table, columns, { points: true, areas: 'inside', many: false }, pause);
  if (!found.ok) return found;
  const places: Places = found.value;
  const ledger = new Ledger(table);
  ledger.notes.push(...places.notes);
  const numberAt = columns.get(numberRole);
  const counted = numberRole === 'hours' ? 'hours' : 'money';
  const problemOf = (i: number): RowProblem | null => {
    if (numberAt === undefined) return null;
    const value = table.cells[numberAt]![i]!;
    const parsed = parseCount(value, counted);
    if (parsed.kind === 'text')
      return {
        code: isRange(value) ? 'row.countRange' : 'row.countText',
        column: table.header[numberAt]!,
        value,
      };
    return parsed.kind === 'number' && parsed.value < 0
      ? { code: 'row.countNegative', column: table.header[numberAt]!, value }
      : null;
  };
  await ledger.sort(places, totalFinder(table), problemOf, pause);
  if (numberAt !== undefined) noteCounts(ledger, numberAt, counted);
  const { used } = ledger;
  const ids = await readIds(ledger, columns.get('id'), match.personal, pause);
  notePlaces(ledger, places);
  const numbers = Float64Array.from(used, (i) => {
    return numberAt === undefined ? NaN : parseCount(table.cells[numberAt]![i]!, counted).value;
  });
  return succeed({
    ledger,
    numbers,
    base: {
      count: used.length,
      file: new Array<string>(used.length).fill(table.file),
      rows: Int32Array.from(used, (i) => table.rows[i]!),
      ids,
      lons: Float64Array.from(used, (i) => places.lons[i]!),
      lats: Float64Array.from(used, (i) => places.lats[i]!),
    },
  });
}
