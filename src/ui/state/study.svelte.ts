/** The study being worked on, with every change undoable: a study is plain data, so history keeps whole studies and shares what did not change. */
import { defaultSettings, type Study } from '../../domain/study';
import type { CommandName } from '../../i18n/messages';

/** What was done, to be said in the user's language: "撤销：步行时限". `what` is a name of theirs, a file mostly. */
export interface Command {
  readonly name: CommandName;
  readonly what?: string;
}

interface Step {
  readonly command: Command;
  readonly before: Study;
}

export const emptyStudy: Study = { settings: defaultSettings, files: {} };

export class StudyState {
  current: Study = $state.raw(emptyStudy);
  #past: readonly Step[] = $state.raw([]);
  #future: readonly Step[] = $state.raw([]);
  #saved: Study = $state.raw(emptyStudy);
  /** The slider being dragged: its steps become one command. */
  #gesture: string | null = null;

  readonly settings = $derived(this.current.settings);
  readonly unsaved = $derived(this.current !== this.#saved);
  readonly nextUndo: Command | null = $derived(this.#past.at(-1)?.command ?? null);
  readonly nextRedo: Command | null = $derived(this.#future.at(-1)?.command ?? null);

  /** Puts a new study in place. Changes with the same `gesture`, until `endGesture`, are one command. */
  change(command: Command, next: Study, gesture: string | null = null): void {
    if (next === this.current) return;
    const goesOn = gesture !== null && gesture === this.#gesture;
    if (!goesOn) this.#past = [...this.#past, { command, before: this.current }];
    this.#gesture = gesture;
    this.#future = [];
    this.current = next;
  }

  endGesture(): void {
    this.#gesture = null;
  }

  /** Goes one command back; null where there is none. */
  undo(): Command | null {
    const step = this.#past.at(-1);
    if (step === undefined) return null;
    this.endGesture();
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, { command: step.command, before: this.current }];
    this.current = step.before;
    return step.command;
  }

  redo(): Command | null {
    const step = this.#future.at(-1);
    if (step === undefined) return null;
    this.endGesture();
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, { command: step.command, before: this.current }];
    this.current = step.before;
    return step.command;
  }

  /** Opens another study: it is as saved as its file, and has no history. */
  open(study: Study): void {
    this.endGesture();
    this.#past = [];
    this.#future = [];
    this.current = study;
    this.#saved = study;
  }

  markSaved(study: Study): void {
    this.#saved = study;
  }
}
