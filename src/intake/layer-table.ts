/** One file of a layer as it was read, cell by cell: for looking at, beside what became of each row. Nothing personal is in it. */
import type { Result } from '../domain/fault';
import { succeed } from '../domain/fault';
import type { Control, Pause } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Study } from '../domain/study';
import type { FileReport, RawStreets } from '../domain/tables';
import { sharedCache } from './decode-cache';
import { findFile } from './find-file';
import { guardIdentity } from './identity';
import { openFile } from './open-file';
import { parseCount, parseNumber } from './values';

export interface LayerColumn {
  readonly name: string;
  /** As written; '' where the cell is blank. */
  readonly cells: readonly string[];
  /** The same cells as figures, NaN where one is none; null for a column of words. */
  readonly numbers: Float64Array | null;
}

export interface LayerTable {
  /** Row number of each position, as in `Refusal.row`. */
  readonly rows: Int32Array;
  readonly columns: readonly LayerColumn[];
}

/**
 * The rows of the file that `report` is of, in its order. Personal columns are left out, personal numbers in other cells hidden.
 * Ways of an OSM file are rows of their tags. Faults: as when the layer was read.
 */
export async function layerTable(
  study: Study,
  report: FileReport,
  control?: Control,
): Promise<Result<LayerTable>> {
  const { file, kind } = report;
  const source = (study.settings.layers[kind] ?? []).find((one) => one.file === file);
  const found = await findFile(study.files, file, sharedCache, control);
  if (!found.ok) return found;
  const { blob, siblings } = found.value;
  const options = { encoding: source?.encoding ?? 'auto', sheet: source?.sheet, siblings };
  const opened = await openFile(blob, file, options, sharedCache, control);
  if (!opened.ok) return opened;
  const pause = pacer(control);
  if (opened.value.osm !== null) return succeed(await waysTable(opened.value.osm.streets, pause));
  const guarded = await guardIdentity(kind, opened.value.table!, source?.notPersonal ?? [], pause);
  const personal = new Set(guarded.personal.map(({ at }) => at));
  const roleOf = new Map(Object.entries(report.columns).map(([role, column]) => [column, role]));
  const columns: LayerColumn[] = [];
  for (const [at, name] of guarded.table.header.entries()) {
    if (personal.has(at)) continue;
    const cells = guarded.table.cells[at]!;
    columns.push({ name, cells, numbers: await numbersOf(cells, roleOf.get(name), pause) });
  }
  return succeed({ rows: guarded.table.rows, columns });
}

/** Rows between two pauses: some milliseconds. */
const rowsAtOnce = 4096;
/** Roles whose columns hold words: all others get figures beside them. */
export const wordRoles: ReadonlySet<string> = new Set([
  'id',
  'name',
  'services',
  'district',
  'lonlat',
  'tier',
]);

/** Figures where the column's meaning asks for them, or nine in ten of its first cells are. Codes that begin with 0 are words. */
async function numbersOf(
  cells: readonly string[],
  role: string | undefined,
  pause: Pause,
): Promise<Float64Array | null> {
  if (role !== undefined && wordRoles.has(role)) return null;
  if (role === undefined && !looksNumeric(cells)) return null;
  const numbers = new Float64Array(cells.length);
  let any = false;
  for (let i = 0; i < cells.length; i++) {
    if (i % rowsAtOnce === 0) await pause();
    const { kind, value } = parseCount(cells[i]!, 'places');
    numbers[i] = kind === 'number' ? value : NaN;
    any ||= kind === 'number';
  }
  return any ? numbers : null;
}

function looksNumeric(cells: readonly string[]): boolean {
  let filled = 0;
  let numbers = 0;
  for (let i = 0; i < cells.length && filled < 500; i++) {
    const cell = cells[i]!;
    const { kind } = parseNumber(cell);
    if (kind === 'missing') continue;
    filled++;
    const isCode = /^\s*(0\d|\d{12,}\s*$)/.test(cell);
    if (kind === 'number' && !isCode) numbers++;
  }
  return filled > 0 && numbers >= 0.9 * filled;
}

/** Every tag that some way has, the commonest first. */
async function waysTable({ wayTags }: RawStreets, pause: Pause): Promise<LayerTable> {
  const counts = new Map<string, number>();
  for (const [way, tags] of wayTags.entries()) {
    if (way % rowsAtOnce === 0) await pause();
    for (const key of Object.keys(tags)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return {
    rows: Int32Array.from(wayTags, (_, way) => way + 1),
    columns: names.map((name) => ({
      name,
      cells: wayTags.map((tags) => (Object.hasOwn(tags, name) ? tags[name]! : '')),
      numbers: null,
    })),
  };
}
