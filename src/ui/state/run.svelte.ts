/**
 * Runs the analysis: one run in flight, the newest study wins by id, the screen keeps the last findings meanwhile. A run answers twice:
 * first who reaches what, which a moving slider waits for, then everything.
 */
import { fault, type Fault } from '../../domain/fault';
import type { Coverage, Findings } from '../../domain/findings';
import type { Control, Progress } from '../../domain/progress';
import type { Study } from '../../domain/study';
import type { Analysis } from '../../workers/api';

export type RunStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** While a slider moves, a run this young (ms) is let finish, so that a slow study still answers during the move. */
const patienceMs = 1000;

export interface Clock {
  now(): number;
  /** Calls back at the next frame; sliders fire more often than frames. */
  nextFrame(callback: () => void): void;
}

interface Flight {
  readonly id: number;
  readonly abort: AbortController;
  readonly startedMs: number;
  isCovered: boolean;
}

/** Who is told of the two answers. */
export interface RunListener {
  covered(coverage: Coverage, study: Study): void;
  done(findings: Findings, study: Study): void;
}

export class RunController {
  /** Of the newest study that was answered, be it only in part. */
  coverage: Coverage | null = $state.raw(null);
  /** Of the last study that was answered in full. */
  findings: Findings | null = $state.raw(null);
  status: RunStatus = $state.raw({ kind: 'idle' });
  readonly busy = $derived(this.status.kind === 'running');
  /** `findings` are of an older study than `coverage`; newer ones are on their way or were stopped. */
  isBehind = $state(false);

  readonly #analysis: Pick<Analysis, 'cover' | 'run'>;
  readonly #clock: Clock;
  readonly #listener: Partial<RunListener>;
  #lastId = 0;
  #flight: Flight | null = null;
  #waiting: { readonly study: Study; readonly patient: boolean } | null = null;
  #framePending = false;

  constructor(analysis: Pick<Analysis, 'cover' | 'run'>, clock: Clock, listener: Partial<RunListener> = {}) {
    this.#analysis = analysis;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Asks for findings of `study`, at the next frame; `sliding` while a slider moves. Whatever was asked before is superseded. */
  request(study: Study, sliding = false): void {
    this.#waiting = { study, patient: sliding };
    if (this.#framePending) return;
    this.#framePending = true;
    this.#clock.nextFrame(() => {
      this.#framePending = false;
      this.#startWaiting();
    });
  }

  /** Stops the run; the findings on screen stay. */
  cancel(): void {
    this.#waiting = null;
    this.#flight?.abort.abort();
    this.#flight = null;
    this.status = { kind: 'cancelled' };
  }

  /** Forgets everything: another study is opened. */
  clear(): void {
    this.cancel();
    this.coverage = null;
    this.findings = null;
    this.isBehind = false;
    this.status = { kind: 'idle' };
  }

  #startWaiting(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    const flight = this.#flight;
    const young = flight !== null && !flight.isCovered && this.#clock.now() - flight.startedMs < patienceMs;
    if (waiting.patient && young) return; // Started when the one in flight ends.
    flight?.abort.abort();
    this.#waiting = null;
    void this.#start(waiting.study);
  }

  async #start(study: Study): Promise<void> {
    const abort = new AbortController();
    const flight: Flight = { id: ++this.#lastId, abort, startedMs: this.#clock.now(), isCovered: false };
    this.#flight = flight;
    const isNewest = () => this.#flight?.id === flight.id;
    if (this.status.kind !== 'running') this.status = { kind: 'running', progress: null };
    try {
      const control: Control = {
        signal: abort.signal,
        progress: (progress) => {
          if (isNewest()) this.status = { kind: 'running', progress };
        },
      };
      const covered = await this.#analysis.cover(study, control);
      if (!isNewest()) return;
      if (!covered.ok) {
        this.status = { kind: 'failed', fault: covered.fault };
        return;
      }
      this.coverage = covered.value;
      this.isBehind = true;
      this.#listener.covered?.(covered.value, study);
      flight.isCovered = true;
      // A newer step of the slider has waited for this one only.
      this.#startWaiting();
      if (!isNewest()) return;
      const result = await this.#analysis.run(study, control);
      if (!isNewest()) return;
      if (!result.ok) {
        this.status = { kind: 'failed', fault: result.fault };
        return;
      }
      this.findings = result.value;
      this.isBehind = false;
      this.status = { kind: 'done' };
      this.#listener.done?.(result.value, study);
    } catch (error) {
      if (!isNewest() || flight.abort.signal.aborted) return;
      this.status = { kind: 'failed', fault: bug(error) };
    } finally {
      if (isNewest()) {
        this.#flight = null;
        this.#startWaiting();
      }
    }
  }
}

/** The catch at `run` (style.md, 12): an exception is a bug, and the page says so and lives on. */
function bug(error: unknown): Fault {
  return fault('run.bug', { message: error instanceof Error ? error.message : String(error) });
}
