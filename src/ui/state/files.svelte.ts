/** What was understood of the files: one report a file, and what could not be read at all. */
import type { Fault, Note } from '../../domain/fault';
import type { Study } from '../../domain/study';
import type { FileReport } from '../../domain/tables';
import type { Doubt } from '../../intake/check-systems';
import type { Analysis } from '../../workers/api';

export class FilesState {
  reports: readonly FileReport[] = $state.raw([]);
  /** Of the files in the study. */
  faults: readonly Fault[] = $state.raw([]);
  /** Files that cannot be placed before somebody says in which system they are, and what it could be. */
  doubts: readonly Doubt[] = $state.raw([]);
  /** Of files dropped that became no layer; kept until the next drop. */
  dropFaults: readonly Fault[] = $state.raw([]);
  dropNotes: readonly Note[] = $state.raw([]);
  /** Readable files in which no layer was recognised: the user says what they are. */
  unassigned: Readonly<Record<string, Blob>> = $state.raw({});
  reading = $state(false);

  readonly refused = $derived(this.reports.flatMap((report) => report.refused));

  readonly #analysis: Pick<Analysis, 'inspect'>;
  #abort: AbortController | null = null;

  constructor(analysis: Pick<Analysis, 'inspect'>) {
    this.#analysis = analysis;
  }

  /** Reads the files of `study`; a newer call supersedes the older. */
  async inspect(study: Study): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.reading = true;
    try {
      const { reports, faults, doubts } = await this.#analysis.inspect(study, { signal: abort.signal });
      if (this.#abort !== abort) return;
      this.reports = reports;
      this.faults = faults;
      this.doubts = doubts ?? [];
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      if (this.#abort === abort) {
        this.reading = false;
        this.#abort = null;
      }
    }
  }

  clear(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.reports = [];
    this.faults = [];
    this.doubts = [];
    this.dropFaults = [];
    this.dropNotes = [];
    this.unassigned = {};
    this.reading = false;
  }
}
