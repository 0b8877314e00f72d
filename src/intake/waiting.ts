/** Tables of elders that name their districts before any file of boundaries is there: read and counted, placed when the boundaries come. */
import { bands } from '../domain/service';
import type { ColumnMatch } from './columns';
import { findSystem } from './crs';
import type { Places } from './places';
import type { TextTable } from './text-table';

/** Rows looked at for texts that could be names. */
const sampleRows = 200;

/**
 * Whether the table is about elders (counts, ages or tiers) and has a column that could name districts: the one taken for it, or one in which
 * at least half of the cells are words or codes of 6 to 12 digits, as administrative codes are (GB/T 2260, GB/T 10114).
 */
export function mayWait({ header, cells }: TextTable, { columns, personal }: ColumnMatch): boolean {
  const isOfElders = ['elders', 'age', 'tier', ...bands].some((role) => columns.has(role));
  if (!isOfElders) return false;
  if (columns.has('district')) return true;
  const taken = new Set([...columns].flatMap(([role, at]) => (role === 'id' ? [] : [at])));
  return header.some((_, at) => {
    if (taken.has(at) || personal.has(at)) return false;
    const filled = cells[at]!.slice(0, sampleRows).filter((cell) => cell.trim() !== '');
    // An id of letters is no name, one in Chinese mostly is.
    const word = columns.get('id') === at ? /\p{Script=Han}/u : /\p{L}/u;
    const names = filled.filter((cell) => word.test(cell) || /^\d{6,12}$/.test(cell.trim()));
    return filled.length > 0 && 2 * names.length >= filled.length;
  });
}

/** Places of rows that are nowhere yet; no row is refused for it. */
export function nowhere(count: number): Places {
  return {
    lons: new Float64Array(count).fill(NaN),
    lats: new Float64Array(count).fill(NaN),
    shapes: new Array<null>(count).fill(null),
    entrances: new Array<null>(count).fill(null),
    problems: new Map(),
    system: findSystem('EPSG:4326')!,
    shift: null,
    notes: [],
  };
}
