/** Everything the page shows as a table: results, files as they were read, and answers to SQL; in databases opened when first needed. */
import type { ExportFormat, ExportTable, WrittenFile } from '../brief/tables/export-table';
import { exportTable } from '../brief/tables/export-table';
import type { Database } from '../db/database';
import { rawHead, rawTable } from '../db/raw-table';
import { ResultTables, type ResultSource } from '../db/result-tables';
import { SqlDesk, type SqlAnswer, type SqlSource } from '../db/sql-desk';
import { answerPlaces, type AnswerPlaces } from '../db/sql-places';
import { sqlTable, sqlTableNames } from '../db/sql-tables';
import { TableView, type ColumnSummary, type TableWindow, type WindowQuery } from '../db/table-view';
import type { Column } from '../domain/column';
import type { Result } from '../domain/fault';
import { succeed } from '../domain/fault';
import type { Findings } from '../domain/findings';
import type { Control } from '../domain/progress';
import type { LayerKind, Study } from '../domain/study';
import type { FileReport } from '../domain/tables';
import type { Language } from '../i18n/format';
import { layerTable, wordRoles } from '../intake/layer-table';

export type TableSource =
  | ({ readonly from: 'results' } & ResultSource)
  | {
      readonly from: 'file';
      readonly study: Study;
      readonly kind: LayerKind;
      readonly file: string;
      /** Of the reasons. */
      readonly language: Language;
    }
  | { readonly from: 'sql' };

/** A table that SQL can name. */
export interface SqlTableInfo {
  readonly name: string;
  /** null for results. */
  readonly kind: LayerKind | null;
  readonly columns: readonly string[];
}

/** What the thread knows when it is asked. */
export interface Known {
  /** null before the first run. */
  readonly findings: Findings | null;
  readonly reports: readonly FileReport[];
}

export class TableDesk {
  private shown: Promise<{ database: Database; results: ResultTables }> | null = null;
  private raw: { readonly key: string; readonly report: FileReport; readonly view: TableView } | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly desk: SqlDesk;
  private readonly numbers = new WeakMap<object, number>();
  private lastNumber = 0;

  constructor(
    private readonly openDatabase: () => Promise<Database>,
    private readonly known: () => Known,
  ) {
    this.desk = new SqlDesk(openDatabase);
  }

  /** null where there is no such table (yet). */
  window(source: TableSource, query: WindowQuery): Promise<TableWindow | null> {
    return this.inTurn(source, async () => (await this.viewOf(source))?.window(query) ?? null);
  }

  summarise(source: TableSource, column: string, filter: string): Promise<ColumnSummary | null> {
    return this.inTurn(source, async () => (await this.viewOf(source))?.summarise(column, filter) ?? null);
  }

  sqlTables(): SqlTableInfo[] {
    const { findings, reports } = this.known();
    const results =
      findings === null
        ? []
        : sqlTableNames.map((name) => ({
            name,
            kind: null,
            columns: sqlTable(findings, name).map((column) => column.name),
          }));
    const files = fileNames(reports).map(([name, report]) => ({
      name,
      kind: report.kind,
      columns: [...rawHead, ...columnNames(report)],
    }));
    return [...results, ...files];
  }

  ask(study: Study, language: Language, sql: string, control?: Control): Promise<Result<SqlAnswer>> {
    return this.desk.run(sql, this.sources(study, language), control);
  }

  async places(): Promise<AnswerPlaces | null> {
    const view = this.desk.answer;
    return view === null ? null : answerPlaces(view, this.known().findings);
  }

  /** The last answer as a file, all its rows in the order they are shown in. */
  async exportAnswer(
    format: ExportFormat,
    name: string,
    notes: readonly string[],
    sort: WindowQuery['sort'],
    control?: Control,
  ): Promise<Result<WrittenFile> | null> {
    const view = this.desk.answer;
    if (view === null) return null;
    const table: ExportTable = {
      name,
      columns: await allColumns(view, sort, control),
      geometries: null,
      notes,
    };
    return exportTable(table, format, control);
  }

  /** One at a time: a window must see the table it counted. Answers to SQL have an engine of their own. */
  private inTurn<T>(source: TableSource, work: () => Promise<T>): Promise<T> {
    if (source.from === 'sql') return work();
    const answer = this.queue.then(work);
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  private async viewOf(source: TableSource): Promise<TableView | null> {
    if (source.from === 'sql') return this.desk.answer;
    const { findings } = this.known();
    if (source.from === 'results' && findings === null) return null;
    const { database, results } = await (this.shown ??= this.openDatabase().then((opened) => ({
      database: opened,
      results: new ResultTables(opened),
    })));
    return source.from === 'results' ? results.view(findings!, source) : this.fileView(database, source);
  }

  /** One file at a time is kept: a long one takes some hundred megabytes. */
  private async fileView(
    database: Database,
    source: Extract<TableSource, { from: 'file' }>,
  ): Promise<TableView | null> {
    const { study, kind, file, language } = source;
    const report = this.known().reports.find((one) => one.kind === kind && one.file === file);
    if (report === undefined) return null;
    const key = JSON.stringify([kind, file, language]);
    if (this.raw?.key === key && this.raw.report === report) return this.raw.view;
    const read = await layerTable(study, report);
    if (!read.ok) return null;
    const { columns, view: shown } = rawTable(read.value, report, language);
    this.raw = null;
    await database.load('file', columns);
    const view = new TableView(database, {
      table: 'file',
      position: 'rowid',
      columns: shown,
    });
    this.raw = { key, report, view };
    return view;
  }

  private sources(study: Study, language: Language): SqlSource[] {
    const { findings, reports } = this.known();
    const results =
      findings === null
        ? []
        : sqlTableNames.map((name) => ({
            name,
            version: findings,
            columns: async () => succeed(sqlTable(findings, name)),
          }));
    const files = fileNames(reports).map(([name, report]) => ({
      name,
      version: `${this.numberOf(report)} ${language}`,
      columns: async (control?: Control): Promise<Result<readonly Column[]>> => {
        const read = await layerTable(study, report, control);
        return read.ok ? succeed(rawTable(read.value, report, language).columns) : read;
      },
    }));
    return [...results, ...files];
  }

  private numberOf(report: FileReport): number {
    const number = this.numbers.get(report) ?? ++this.lastNumber;
    this.numbers.set(report, number);
    return number;
  }
}

/** Tables of files are called as the files; one that serves two layers is `elders.csv (districts)` the second time. */
function fileNames(reports: readonly FileReport[]): (readonly [string, FileReport])[] {
  const taken = new Set<string>(sqlTableNames);
  return reports.map((report) => {
    const name = taken.has(report.file.toLowerCase()) ? `${report.file} (${report.kind})` : report.file;
    taken.add(name.toLowerCase());
    return [name, report];
  });
}

/** As far as they can be told without reading the file again. */
function columnNames({ header, dropped, columns }: FileReport): string[] {
  const gone = new Set((dropped ?? []).map(({ column }) => column));
  const figures = new Set(
    Object.entries(columns).flatMap(([role, column]) => (wordRoles.has(role) ? [] : [column])),
  );
  return header.flatMap((name) => (gone.has(name) ? [] : figures.has(name) ? [name, `${name}_num`] : [name]));
}

const rowsAtOnce = 20_000;

async function allColumns(
  view: TableView,
  sort: WindowQuery['sort'],
  control: Control | undefined,
): Promise<Column[]> {
  const shown = view.view.columns;
  const values = shown.map(() => [] as (string | number | null)[]);
  for (let start = 0, total = 1; start < total; start += rowsAtOnce) {
    control?.signal?.throwIfAborted();
    const window = await view.window({ start, end: start + rowsAtOnce, sort, filter: '', locate: -1 });
    total = window.total;
    for (const row of window.rows) shown.forEach((_, at) => values[at]!.push(row[at + 1]!));
  }
  return shown.map(({ name, isNumber }, at): Column =>
    isNumber
      ? {
          name,
          type: 'number',
          values: Float64Array.from(values[at]!, (cell) => (cell as number | null) ?? NaN),
        }
      : { name, type: 'text', values: values[at] as (string | null)[] },
  );
}
