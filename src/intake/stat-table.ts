/** What SPSS and Stata files have in common: columns with labels, codes behind the labels, missing values with a reason. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { FileFormat } from '../domain/tables';
import { safeNames } from './csv';
import type { FoundEncoding } from './stat-text';
import type { TextTable } from './text-table';

/** More cells than this are more than a browser tab holds as text. */
export const mostCells = 40_000_000;

/** A column being read. `codes` begins when a cell first shows something other than its own value. */
export class StatColumn {
  readonly cells: string[] = [];
  codes: string[] | null = null;
  /** Cells shown as their value's label. */
  labelled = 0;
  /** Cells left blank because the file calls their value missing. */
  missing = 0;
  private readonly known = new Map<string, string>();

  constructor(
    readonly name: string,
    /** What the file says the column means; '' where nothing. */
    readonly label: string,
    /** Several codes have this label: only the code tells them apart. */
    readonly sharedLabels: readonly string[],
  ) {}

  plain(text: string): void {
    const cell = this.same(text);
    this.cells.push(cell);
    this.codes?.push(cell);
  }

  labelFor(code: string, label: string): void {
    this.withCode(code, label);
    this.labelled++;
  }

  missingFor(code: string): void {
    this.withCode(code, '');
    this.missing++;
  }

  private withCode(code: string, cell: string): void {
    this.codes ??= this.cells.slice();
    this.cells.push(this.same(cell));
    this.codes.push(this.same(code));
  }

  /** One string for equal cells: a survey's million answers are a dozen words. */
  private same(text: string): string {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    if (this.known.size < 20_000) this.known.set(text, text);
    return text;
  }
}

/** Codes of value labels by label: labels that more than one code has. */
export function repeatedLabels(labels: Iterable<string>): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const label of labels) {
    if (seen.has(label)) repeated.add(label);
    seen.add(label);
  }
  return [...repeated];
}

/** Null where so many rows and columns fit, else the fault. */
export function tooManyCells(rows: number, columns: number, file: string): Result<never> | null {
  return rows * columns <= mostCells
    ? null
    : fail(fault('table.tooManyCells', { rows, columns, most: mostCells / 1e6 }, { file }));
}

/** The columns as a table, each with codes behind its labels followed, at the table's end, by a column of those codes. */
export function statTable(
  columns: readonly StatColumn[],
  file: string,
  format: FileFormat,
  encoding: FoundEncoding,
  declaredRows: number | null,
): Result<TextTable> {
  const count = columns[0]?.cells.length ?? 0;
  const coded = columns.filter((column) => column.codes !== null);
  const { names, renamed } = safeNames([
    ...columns.map((column) => column.name),
    ...coded.map((column) => `${column.name} (code)`),
  ]);
  if (count === 0)
    return fail(fault('table.headerOnly', { columns: names.slice(0, 50).join(' | ') }, { file }));
  const notes: Note[] = [];
  const at = { file };
  if (encoding.certainty === 'ambiguous') notes.push(fault('table.encodingAmbiguous', {}, at));
  if (encoding.certainty === 'unusual')
    notes.push(fault('table.encodingUnusual', { encoding: encoding.label }, at));
  if (encoding.wrong !== '')
    notes.push(fault('table.encodingNotAsStated', { stated: encoding.wrong, used: encoding.label }, at));
  if (declaredRows !== null && declaredRows !== count)
    notes.push(fault('table.otherRowCount', { stated: declaredRows, count }, at));
  if (renamed.length > 0) notes.push(fault('table.headersRenamed', { names: renamed.join(' | ') }, at));
  const list = (chosen: readonly StatColumn[], text: (column: StatColumn) => string): string =>
    chosen.slice(0, 30).map(text).join(' | ') + (chosen.length > 30 ? ' | …' : '');
  const described = columns.filter((column) => column.label !== '' && column.label !== column.name);
  if (described.length > 0)
    notes.push(
      fault(
        'table.variableLabels',
        { names: list(described, (column) => `${column.name}: ${column.label}`) },
        at,
      ),
    );
  const labelled = columns.filter((column) => column.labelled > 0);
  if (labelled.length > 0)
    notes.push(
      fault(
        'table.valueLabels',
        { count: labelled.length, names: list(labelled, (column) => column.name) },
        at,
      ),
    );
  const repeated = labelled.filter((column) => column.sharedLabels.length > 0);
  if (repeated.length > 0)
    notes.push(
      fault(
        'table.repeatedLabels',
        {
          names: list(repeated, (column) => `${column.name}: ${column.sharedLabels.slice(0, 5).join(', ')}`),
        },
        at,
      ),
    );
  const missing = columns.filter((column) => column.missing > 0);
  if (missing.length > 0)
    notes.push(
      fault(
        'table.userMissing',
        {
          count: missing.reduce((sum, column) => sum + column.missing, 0),
          names: list(missing, (column) => `${column.name}: ${column.missing}`),
        },
        at,
      ),
    );
  return succeed({
    file,
    format,
    encoding: encoding.label,
    crs: '',
    header: names,
    cells: [...columns.map((column) => column.cells), ...coded.map((column) => column.codes!)],
    // As SPSS and Stata number them: there is no header row in their data view.
    rows: Int32Array.from({ length: count }, (_, position) => position + 1),
    features: null,
    labels: columns.map((column) => column.label),
    notes,
  });
}
