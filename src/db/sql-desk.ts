/**
 * Where users ask in SQL: a database of its own, so that a query that goes wrong takes nothing with it. It reads only: DuckDB's own
 * parser has to find one SELECT (`query()` takes nothing else), file access is off and the configuration locked.
 */
import type { Column } from '../domain/column';
import type { Fault, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { quoteName, quoteText, type Database } from './database';
import { firstWord, refusalOf, sqlFault } from './sql-errors';
import { TableView, type ViewColumn } from './table-view';

/** A table that can be asked; it enters the database when a query names it. */
export interface SqlSource {
  readonly name: string;
  /** Another object when the rows are others. */
  readonly version: unknown;
  readonly columns: (control?: Control) => Promise<Result<readonly Column[]>>;
}

export interface SqlAnswer {
  /** Rows kept, and all that the query has: more where they were cut. */
  readonly rows: number;
  readonly total: number;
  readonly columns: readonly string[];
  readonly seconds: number;
  /** Names of the tables that were read. */
  readonly read: readonly string[];
}

/** Rows kept of an answer; what is beyond is counted. */
export const mostRows = 1_000_000;
const answerTable = '·answer';
const shell: readonly Column[] = [{ name: 'id', type: 'text', values: [] }];

export interface SqlLimits {
  /** A query is stopped after this. */
  readonly seconds: number;
  /** How long a stopped query may go on before its database is thrown away. */
  readonly graceMs: number;
}

export class SqlDesk {
  private database: Promise<Database> | null = null;
  private readonly loaded = new Map<string, unknown>();
  private current: TableView | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly open: () => Promise<Database>,
    private readonly limits: SqlLimits = { seconds: 60, graceMs: 500 },
  ) {}

  /** The rows of the last answer; null before the first, and after a query that was stopped the hard way. */
  get answer(): TableView | null {
    return this.current;
  }

  /** Runs one query, after the one before it has ended or its database has been thrown away. Faults: sql.*, and those of files that cannot be read. An abort by `control` throws. */
  run(sql: string, sources: readonly SqlSource[], control: Control = {}): Promise<Result<SqlAnswer>> {
    const answer = this.turn.then(() => this.runNow(sql, sources, control));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async runNow(
    sql: string,
    sources: readonly SqlSource[],
    control: Control,
  ): Promise<Result<SqlAnswer>> {
    const limit = AbortSignal.timeout(this.limits.seconds * 1000);
    const signal = control.signal ? AbortSignal.any([control.signal, limit]) : limit;
    try {
      return await this.orThrowAway(signal, this.ask(sql, sources, signal));
    } catch (error) {
      if (control.signal?.aborted) throw control.signal.reason;
      if (limit.aborted) return fail(fault('sql.timeLimit', { seconds: this.limits.seconds }));
      await this.throwAway();
      const message = error instanceof Error ? error.message : String(error);
      // The engine's own words where the machine has less memory than the engine may take.
      if (/bad_alloc|out of memory|allocat/i.test(message)) return fail(fault('sql.memory'));
      return fail(fault('sql.broken', { message }));
    }
  }

  private async ask(
    sql: string,
    sources: readonly SqlSource[],
    signal: AbortSignal,
  ): Promise<Result<SqlAnswer>> {
    signal.throwIfAborted();
    const began = performance.now();
    const database = await (this.database ??= this.open());
    const explained = firstWord(sql) === 'EXPLAIN' ? sql.replace(/^[\s\S]*?EXPLAIN\b/i, '') : null;
    const query = explained ?? sql;
    if (explained !== null && firstWord(query) === 'ANALYZE')
      return fail(fault('sql.notReading', { word: 'EXPLAIN ANALYZE' }));
    await this.announce(database, sources);
    const tables = await told(database.tablesIn(query), query);
    if ('fault' in tables && ['sql.empty', 'sql.several', 'sql.syntax'].includes(tables.fault.code))
      return fail(tables.fault);
    const refusal = refusalOf(query);
    if (refusal !== null) return fail(refusal);
    // The parser finds no names where it cannot bind them yet (JOIN … USING): so a name that stands in the text counts as well.
    const names = new Set('value' in tables ? tables.value.map((name) => name.toLowerCase()) : []);
    const text = query.toLowerCase().replaceAll('""', '"');
    const wanted = sources.filter(
      ({ name }) => names.has(name.toLowerCase()) || text.includes(name.toLowerCase()),
    );
    for (const source of wanted) {
      const problem = await this.ensure(database, source, signal);
      if (problem !== null) return fail(problem);
    }
    const unknown = await told(database.check(query), query);
    if ('fault' in unknown) return fail(unknown.fault);
    const from = `SELECT * FROM query(${quoteText(query)})`;
    const done = await told(
      explained === null
        ? database.execute(
            `CREATE OR REPLACE TABLE ${quoteName(answerTable)} AS ${from} LIMIT ${mostRows}`,
            signal,
          )
        : explain(database, from),
      query,
    );
    if ('fault' in done) return fail(done.fault);
    this.current = new TableView(database, {
      table: answerTable,
      position: 'rowid',
      columns: await answerColumns(database),
    });
    const rows = await countRows(database, quoteName(answerTable));
    const total = rows < mostRows ? rows : await this.total(database, from, signal);
    return succeed({
      rows,
      total,
      columns: this.current.view.columns.map(({ name }) => name),
      seconds: (performance.now() - began) / 1000,
      read: wanted.map(({ name }) => name),
    });
  }

  /** Every table is there by name, empty until a query reads it: else DuckDB would take "elders.csv" for a file to be opened. */
  private async announce(database: Database, sources: readonly SqlSource[]): Promise<void> {
    const names = new Set(sources.map(({ name }) => name));
    for (const name of this.loaded.keys())
      if (!names.has(name)) {
        await database.drop(name);
        this.loaded.delete(name);
      }
    for (const name of names)
      if (!this.loaded.has(name)) {
        await database.load(name, shell);
        this.loaded.set(name, null);
      }
  }

  private async ensure(database: Database, source: SqlSource, signal: AbortSignal): Promise<Fault | null> {
    if (this.loaded.get(source.name) === source.version) return null;
    const columns = await source.columns({ signal });
    if (!columns.ok) return columns.fault;
    await database.load(source.name, columns.value, { signal });
    this.loaded.set(source.name, source.version);
    return null;
  }

  private async total(database: Database, from: string, signal: AbortSignal): Promise<number> {
    const counted = '·total';
    await database.execute(
      `CREATE OR REPLACE TABLE ${quoteName(counted)} AS SELECT count(*) AS n FROM (${from})`,
      signal,
    );
    const [[total]] = (await database.rows(`SELECT n FROM ${quoteName(counted)}`)) as [[number]];
    return total;
  }

  /** The work's outcome; where it does not stop soon after the signal, its database is ended under it. */
  private async orThrowAway<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stuck = new Promise<never>((_resolve, reject) => {
      const wait = () => {
        timer = setTimeout(() => {
          void this.throwAway();
          reject(signal.reason);
        }, this.limits.graceMs);
      };
      if (signal.aborted) wait();
      else signal.addEventListener('abort', wait, { once: true });
    });
    try {
      return await Promise.race([work, stuck]);
    } finally {
      clearTimeout(timer);
      // Nobody waits for the loser of the race.
      work.catch(() => undefined);
      stuck.catch(() => undefined);
    }
  }

  private async throwAway(): Promise<void> {
    const old = this.database;
    this.database = null;
    this.current = null;
    this.loaded.clear();
    await (await old)?.close();
  }
}

/** An outcome, or the fault for what DuckDB said of the query. An abort, and what DuckDB did not say, are thrown on. */
async function told<T>(work: Promise<T>, sql: string): Promise<{ value: T } | { fault: Fault }> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof DOMException) throw error;
    const problem = sqlFault(error, sql);
    if (problem === null) throw error;
    return { fault: problem };
  }
}

async function explain(database: Database, from: string): Promise<void> {
  const rows = await database.rows(`EXPLAIN ${from}`);
  const lines = rows.flatMap(([, plan]) => String(plan).split('\n'));
  await database.load(answerTable, [{ name: 'plan', type: 'text', values: lines }]);
}

async function countRows(database: Database, from: string): Promise<number> {
  const [[rows]] = (await database.rows(`SELECT count(*) FROM ${from}`)) as [[number]];
  return rows;
}

/** Figures where a double holds them exactly, text for all else: dates, lists, numbers beyond 2^53. */
async function answerColumns(database: Database): Promise<ViewColumn[]> {
  const found = (await database.rows(
    'SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index',
    [answerTable],
  )) as [string, string][];
  const columns: ViewColumn[] = [];
  for (const [name, type] of found) {
    const cell = `t.${quoteName(name)}`;
    if (/^(FLOAT|DOUBLE)$/.test(type))
      columns.push({
        name,
        isNumber: true,
        expression: `CASE WHEN isfinite(${cell}) THEN ${cell}::DOUBLE END`,
      });
    else if (/^(U?(TINYINT|SMALLINT|INTEGER)|DECIMAL\(.*\))$/.test(type))
      columns.push({ name, isNumber: true, expression: `${cell}::DOUBLE` });
    else if (/^U?(BIGINT|HUGEINT)$/.test(type) && (await isExact(database, cell)))
      columns.push({ name, isNumber: true, expression: `${cell}::DOUBLE` });
    else columns.push({ name, isNumber: false, expression: type === 'VARCHAR' ? cell : `${cell}::VARCHAR` });
  }
  return columns;
}

async function isExact(database: Database, cell: string): Promise<boolean> {
  const [[beyond]] = (await database.rows(
    `SELECT count(*) FROM ${quoteName(answerTable)} t WHERE ${cell} NOT BETWEEN -9007199254740992 AND 9007199254740992`,
  )) as [[number]];
  return beyond === 0;
}
