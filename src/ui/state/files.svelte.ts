/** What was understood of the files: one report a file, and what could not be read at all. */
import type { Fault, Note } from '../../domain/fault';
import type { Budget, Progress } from '../../domain/progress';
import type { Study } from '../../domain/study';
import type { FileReport } from '../../domain/tables';
import type { Doubt } from '../../intake/check-systems';
import type { Sketch } from '../../layers/sketch';
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
  /** Readable files in which no layer was recognised, with the file they came in (a zip, or themselves): the user says what they are. */
  unassigned: Readonly<Record<string, { readonly name: string; readonly blob: Blob }>> = $state.raw({});
  reading = $state(false);
  progress: Progress | null = $state.raw(null);
  /** What the file being read is expected to take. */
  budget: Budget | null = $state.raw(null);
  /** The user stopped the last reading: reports may be those of an earlier state. */
  stopped = $state(false);

  readonly refused = $derived(this.reports.flatMap((report) => report.refused));

  /** What was read, for the map before the first run. */
  sketch: Sketch | null = $state.raw(null);

  readonly #analysis: Pick<Analysis, 'inspect' | 'sketch'>;
  #abort: AbortController | null = null;

  constructor(analysis: Pick<Analysis, 'inspect' | 'sketch'>) {
    this.#analysis = analysis;
  }

  /** Reads the files of `study`; a newer call supersedes the older. `wantsSketch` where nothing else is on the map yet. */
  async inspect(study: Study, wantsSketch = false): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.reading = true;
    this.stopped = false;
    this.progress = null;
    this.budget = null;
    try {
      const { reports, faults, doubts } = await this.#analysis.inspect(study, {
        signal: abort.signal,
        progress: (progress) => {
          if (this.#abort !== abort) return;
          this.progress = progress;
          this.budget = progress.budget ?? this.budget;
        },
      });
      if (this.#abort !== abort) return;
      this.reports = reports;
      this.faults = faults;
      this.doubts = doubts ?? [];
      const sketch = wantsSketch ? await this.#analysis.sketch() : null;
      if (this.#abort === abort) this.sketch = sketch;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      if (this.#abort === abort) {
        this.reading = false;
        this.progress = null;
        this.#abort = null;
      }
    }
  }

  /** Stops reading; what was understood before stays. */
  cancel(): void {
    if (this.#abort === null) return;
    this.#abort.abort();
    this.stopped = true;
  }

  clear(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.reports = [];
    this.faults = [];
    this.doubts = [];
    this.sketch = null;
    this.dropFaults = [];
    this.dropNotes = [];
    this.unassigned = {};
    this.reading = false;
    this.stopped = false;
    this.progress = null;
  }
}
