/** The SQL editor's state: the query, what runs, the last answer and the queries before it. Kept while the page is open, never saved. */
import type { SqlAnswer } from '../../db/sql-desk';
import type { AnswerPlaces } from '../../db/sql-places';
import { personTables, walkTables } from '../../db/sql-tables';
import type { WindowQuery } from '../../db/table-view';
import type { Fault } from '../../domain/fault';
import { fault } from '../../domain/fault';
import type { Study } from '../../domain/study';
import type { Language } from '../../i18n/format';
import type { Analysis } from '../../workers/api';
import type { SqlTableInfo } from '../../workers/tables';

const mostHistory = 50;

export class SqlState {
  text = $state('');
  running = $state(false);
  /** Of the query that runs. */
  startedMs = $state(0);
  stopped = $state(false);
  answer: SqlAnswer | null = $state.raw(null);
  problem: Fault | null = $state.raw(null);
  /** The query that `answer` or `problem` is of. */
  asked = $state('');
  /** Newest first, none twice. */
  history: readonly string[] = $state.raw([]);
  tables: readonly SqlTableInfo[] = $state.raw([]);
  places: AnswerPlaces | null = $state.raw(null);
  sort: WindowQuery['sort'] = $state.raw(null);

  /** Whether rows of single persons or homes were read. */
  readonly personal = $derived(
    (this.answer?.read ?? []).some((name) => {
      const kind = this.tables.find((table) => table.name === name)?.kind ?? null;
      return kind === null ? personTables.has(name) : kind === 'elders' || kind === 'volunteers';
    }),
  );

  /** Whether figures of walks were read. */
  readonly walked = $derived(
    (this.answer?.read ?? []).some(
      (name) =>
        walkTables.has(name) && (this.tables.find((table) => table.name === name)?.kind ?? null) === null,
    ),
  );

  readonly #analysis: Analysis;
  #abort: AbortController | null = null;

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  async list(): Promise<void> {
    this.tables = await this.#analysis.sqlTables();
  }

  /** Runs the query in the editor. A failure leaves the last answer's rows, no longer shown as its answer. */
  async run(study: Study, language: Language): Promise<void> {
    if (this.running) return;
    const sql = this.text;
    const abort = new AbortController();
    this.#abort = abort;
    Object.assign(this, { running: true, stopped: false, problem: null, places: null, sort: null });
    this.startedMs = performance.now();
    if (sql.trim() !== '')
      this.history = [sql, ...this.history.filter((one) => one !== sql)].slice(0, mostHistory);
    try {
      const answer = await this.#analysis.askSql(study, language, sql, { signal: abort.signal });
      this.asked = sql;
      this.answer = answer.ok ? answer.value : null;
      this.problem = answer.ok ? null : answer.fault;
    } catch (error) {
      this.answer = null;
      if (abort.signal.aborted) this.stopped = true;
      else
        this.problem = fault('sql.broken', {
          message: error instanceof Error ? error.message : String(error),
        });
    } finally {
      this.running = false;
      this.#abort = null;
    }
  }

  stop(): void {
    this.#abort?.abort();
  }

  clear(): void {
    this.stop();
    Object.assign(this, { answer: null, problem: null, places: null, stopped: false, tables: [] });
  }
}
