/** Facilities: places with services, capacities and entrances. A capacity that cannot be read is missing, not 0, and is named. */
import type { Result } from '../domain/fault';
import { fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import type { Service } from '../domain/service';
import { serviceBit, services } from '../domain/service';
import type { Facilities } from '../domain/tables';
import type { ColumnMatch } from './columns';
import { countsIn, noteCounts } from './counts';
import type { RowProblem } from './ledger';
import { Ledger, readIds, totalFinder } from './ledger';
import { listRows } from './list-rows';
import { readPlaces } from './places';
import { notePlaces, noteRepeatedSpots } from './same-places';
import { parseServices } from './service-words';
import type { TextTable } from './text-table';
import { parseCount, parseYesNo } from './values';

/** Notes on single capacity cells; more of them are counted in one note. */
const mostCellNotes = 20;

/**
 * `everywhere`: services of each facility where the file does not say (the layer's `services`, else the study's).
 * A negative capacity refuses the row; a missing or textual one leaves NaN.
 */
export async function readFacilities(
  table: TextTable,
  match: ColumnMatch,
  everywhere: readonly Service[],
  pause: Pause,
): Promise<Result<{ layer: Facilities; ledger: Ledger }>> {
  const { columns } = match;
  const found = await readPlaces(table, columns, { points: true, areas: 'inside', many: true }, pause);
  if (!found.ok) return found;
  const places = found.value;
  const ledger = new Ledger(table);
  ledger.notes.push(...places.notes);
  const capacityRoles = ['capacity', ...services.map((service) => `capacity.${service}`)].filter((role) =>
    columns.has(role),
  );
  const problemOf = (i: number): RowProblem | null => {
    for (const role of capacityRoles) {
      const at = columns.get(role)!;
      const value = table.cells[at]![i]!;
      const parsed = parseCount(value, 'places');
      if (parsed.kind === 'number' && parsed.value < 0)
        return { code: 'row.capacityNegative', column: table.header[at]!, value };
    }
    return null;
  };
  await ledger.sort(places, totalFinder(table), problemOf, pause);
  const { used } = ledger;
  const count = used.length;
  const bits = readServiceBits(table, columns, ledger, everywhere);
  const numbers = new Map<string, Float64Array>();
  let ownBits = 0;
  for (const service of services) if (columns.has(`capacity.${service}`)) ownBits |= serviceBit(service);
  for (const role of capacityRoles) {
    const service = services.find((word) => role === `capacity.${word}`);
    // A blank is a gap only where the house offers something that this column is the capacity of.
    const meant = service === undefined ? ~ownBits : serviceBit(service);
    const isMeant = (row: number): boolean => (bits[row]! & meant) !== 0;
    numbers.set(role, readCapacity(table, columns.get(role)!, ledger, isMeant));
  }

  const capacity: Partial<Record<Service, Float64Array>> = {};
  for (const service of services) {
    const own = numbers.get(`capacity.${service}`);
    const shared = numbers.get('capacity');
    const offered = bits.some((mask) => (mask & serviceBit(service)) !== 0);
    if (own === undefined && (shared === undefined || !offered)) continue;
    // Where a service has a column of its own, a blank there is missing, and not the beds of the house.
    capacity[service] = (own ?? shared)!;
  }
  const ids = await readIds(ledger, columns.get('id'), match.personal, pause);
  notePlaces(ledger, places);
  const tells = columns.get('name') ?? columns.get('id');
  const text = tells === undefined ? null : (i: number) => table.cells[tells]![i]!.trim();
  noteRepeatedSpots(ledger, places, { text, isOfPersons: false });
  const entranceFirst = new Int32Array(count + 1);
  const entrances: number[] = [];
  used.forEach((i, row) => {
    entrances.push(...(places.entrances[i] ?? [places.lons[i]!, places.lats[i]!]));
    entranceFirst[row + 1] = entrances.length / 2;
  });
  const nameAt = columns.get('name');
  return succeed({
    ledger,
    layer: {
      count,
      file: new Array<string>(count).fill(table.file),
      rows: Int32Array.from(used, (i) => table.rows[i]!),
      ids,
      names: used.map((i, row) => (nameAt === undefined ? '' : table.cells[nameAt]![i]!.trim()) || ids[row]!),
      lons: Float64Array.from(used, (i) => places.lons[i]!),
      lats: Float64Array.from(used, (i) => places.lats[i]!),
      entranceFirst,
      entranceLons: Float64Array.from({ length: entrances.length / 2 }, (_, e) => entrances[2 * e]!),
      entranceLats: Float64Array.from({ length: entrances.length / 2 }, (_, e) => entrances[2 * e + 1]!),
      services: bits,
      capacity,
    },
  });
}

/** Bits per used row, from a list column, yes/no columns, or `everywhere`; unknown words and rows without any are noted. */
export function readServiceBits(
  table: TextTable,
  columns: ReadonlyMap<string, number>,
  ledger: Ledger,
  everywhere: readonly Service[],
): Int32Array {
  const { used } = ledger;
  const listAt = columns.get('services');
  const yesNo = services.filter((service) => columns.has(`services.${service}`));
  if (listAt === undefined && yesNo.length === 0) {
    let all = 0;
    for (const service of everywhere) all |= serviceBit(service);
    if (used.length > 0)
      ledger.notes.push(
        fault('column.allServices', { services: everywhere.join(', ') }, { file: table.file }),
      );
    return new Int32Array(used.length).fill(all);
  }
  const bits = new Int32Array(used.length);
  const unknown = new Map<string, number[]>();
  const blank: number[] = [];
  const unclear: number[] = [];
  used.forEach((i, row) => {
    let mask = 0;
    if (listAt !== undefined) {
      const cell = parseServices(table.cells[listAt]![i]!);
      for (const service of cell.services) mask |= serviceBit(service);
      for (const word of cell.unknown) {
        const rows = unknown.get(word) ?? [];
        rows.push(table.rows[i]!);
        unknown.set(word, rows);
      }
    }
    for (const service of yesNo) {
      const answer = parseYesNo(table.cells[columns.get(`services.${service}`)!]![i]!);
      if (answer === null) unclear.push(i);
      else if (answer) mask |= serviceBit(service);
    }
    if (mask === 0) blank.push(i);
    bits[row] = mask;
  });
  const column = listAt === undefined ? '' : table.header[listAt]!;
  let told = 0;
  for (const [word, rows] of unknown) {
    if (++told > mostCellNotes) break;
    ledger.notes.push(
      fault(
        'column.unknownService',
        { word: word.slice(0, 40), count: rows.length, rows: listRows(rows) },
        { file: table.file, row: rows[0]!, column, value: word.slice(0, 80) },
      ),
    );
  }
  if (unknown.size > mostCellNotes)
    ledger.notes.push(fault('column.unknownServices', { count: unknown.size }, { file: table.file, column }));
  ledger.noteRows('column.unclearAnswer', unclear);
  ledger.noteRows('column.noService', blank, column);
  return bits;
}

function readCapacity(
  table: TextTable,
  at: number,
  ledger: Ledger,
  isMeant: (row: number) => boolean,
): Float64Array {
  const column = table.header[at]!;
  const missing: number[] = [];
  const textual: number[] = [];
  const numberAt = countsIn(table, at, 'places');
  const numbers = Float64Array.from(ledger.used, (i, row) => {
    const value = table.cells[at]![i]!;
    const parsed = parseCount(value, 'places');
    if (parsed.kind === 'number') return numberAt(i);
    if (parsed.kind === 'missing') {
      if (isMeant(row)) missing.push(i);
    } else {
      textual.push(i);
      if (textual.length <= mostCellNotes)
        ledger.notes.push(
          fault('row.capacityText', {}, { file: table.file, row: table.rows[i]!, column, value }),
        );
    }
    return NaN;
  });
  if (textual.length > mostCellNotes) ledger.noteRows('column.capacityText', textual, column);
  ledger.noteRows('column.capacityMissing', missing, column);
  noteCounts(ledger, at, 'places');
  return numbers;
}
