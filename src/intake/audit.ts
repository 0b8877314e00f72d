/** Filled walk-audit sheets: a row a piece of street. A cell that cannot be understood refuses its row; a blank one says nothing. */
import { readPieceKey, type AuditRow, type PieceKey } from '../domain/audit';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Pause } from '../domain/progress';
import { compassWords, crossingWords, lightingWords, surfaceWords, wordValue } from './audit-words';
import type { ColumnMatch } from './columns';
import { Ledger, type RowProblem } from './ledger';
import type { TextTable } from './text-table';
import { isMissingText, parseNumber, parseYesNo, plainText } from './values';

/** What a cell can hold at most: more is a slip of the pen. */
const most = { slope: 100, steps: 2000, benches: 1000, wait: 3600, width: 100, length: 100_000 } as const;
type Figure = keyof typeof most;

/** Faults: audit.noKey where neither the sheet's own key nor middle and length of the pieces are there. */
export async function readAudit(
  table: TextTable,
  match: ColumnMatch,
  pause: Pause,
): Promise<Result<{ layer: readonly AuditRow[]; ledger: Ledger }>> {
  const { columns } = match;
  const hasPlaces = columns.has('lon') && columns.has('lat') && columns.has('length');
  if (!columns.has('piece') && !hasPlaces)
    return fail(fault('audit.noKey', { columns: table.header.join(' | ') }, { file: table.file }));
  const read =
    table.rows.length === 0 ? [] : Array.from(table.rows.keys(), (i) => readRow(table, columns, i));
  const ledger = new Ledger(table);
  await ledger.sort(
    null,
    () => null,
    (i) => ('code' in read[i]! ? read[i] : null),
    pause,
  );
  return succeed({ ledger, layer: ledger.used.map((i) => read[i] as AuditRow) });
}

function readRow(table: TextTable, columns: ReadonlyMap<string, number>, i: number): AuditRow | RowProblem {
  let problem: RowProblem | null = null;
  const cellOf = (role: string): string => {
    const at = columns.get(role);
    return at === undefined ? '' : table.cells[at]![i]!.trim();
  };
  const refuse = (role: string, code: RowProblem['code']): null => {
    problem ??= { code, column: table.header[columns.get(role) ?? -1] ?? '', value: cellOf(role) };
    return null;
  };
  const figure = (role: Figure, unit: RegExp, scale = 1): number | null => {
    const cell = plainText(cellOf(role)).toLowerCase();
    if (cell === '') return null;
    // “None” is an answer to how many.
    if (['无', '没有', 'none', 'no'].includes(cell))
      return role === 'steps' || role === 'benches' || role === 'slope' ? 0 : null;
    const parsed = parseNumber(cell.replace(unit, ''));
    if (parsed.kind === 'missing') return null;
    if (parsed.kind === 'text') return refuse(role, 'row.auditNumber');
    return parsed.value < 0 || parsed.value > most[role]
      ? refuse(role, 'row.auditRange')
      : parsed.value * scale;
  };
  const word = <T>(role: string, words: ReadonlyMap<string, T>): T | null => {
    const cell = cellOf(role);
    const value = wordValue(words, cell);
    if (value !== undefined) return value;
    return isMissingText(cell) ? null : refuse(role, 'row.auditWord');
  };
  const yesNo = (role: string): boolean | null => {
    const cell = cellOf(role);
    if (cell === '') return null;
    return parseYesNo(cell) ?? refuse(role, 'row.auditWord');
  };

  const key = keyOf();
  if (key === null) refuse('piece', 'row.auditKey');
  const row = {
    file: table.file,
    row: table.rows[i]!,
    piece: cellOf('id').slice(0, 40),
    slope: figure('slope', /\s*[%％]$/, 1 / 100),
    uphill: word('uphill', compassWords),
    steps: figure('steps', /\s*(级|步|steps?)$/),
    handrail: yesNo('handrail'),
    benches: figure('benches', /\s*(张|个|处|benches|bench)$/),
    crossing: word('crossing', crossingWords),
    waitSeconds: figure('wait', /\s*(秒|s|sec|seconds?)$/),
    lighting: word('lighting', lightingWords),
    surface: word('surface', surfaceWords),
    width: figure('width', /\s*(米|m|metres?|meters?)$/),
  };
  return problem ?? { ...row, key: key! };

  function keyOf(): PieceKey | null {
    const own = readPieceKey(cellOf('piece'));
    if (own !== null || cellOf('piece') !== '') return own;
    const [lon, lat] = [parseNumber(cellOf('lon')), parseNumber(cellOf('lat'))];
    const metres = figure('length', /\s*(米|m)$/);
    if (lon.kind !== 'number' || lat.kind !== 'number' || metres === null || metres === 0) return null;
    if (Math.abs(lon.value) > 180 || Math.abs(lat.value) > 90) return null;
    return { middle: [lon.value, lat.value], ends: null, metres };
  }
}

/** Whether a table is a sheet of ours: a column of keys of pieces. */
export function isAuditTable(table: TextTable): boolean {
  return table.cells.some((column) => {
    const filled = column.slice(0, 50).filter((cell) => cell.trim() !== '');
    return (
      filled.length > 0 && filled.filter((cell) => readPieceKey(cell) !== null).length * 2 > filled.length
    );
  });
}
