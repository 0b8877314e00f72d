/** What can go wrong or deserves a word, as plain data that crosses threads; sentences live in i18n. */
import type { FaultCode } from './codes';

/** Where in the user's files: every part is optional, all that is known is given. Rows count from 1 as a spreadsheet shows them. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
}

export interface Fault {
  readonly code: FaultCode;
  /** Values for the blanks of the code's sentence. */
  readonly blanks: Readonly<Record<string, string | number>>;
  readonly at?: Place;
}

/** A note has the shape of a fault, but the work went on. */
export type Note = Fault;

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly fault: Fault };

export function fault(code: FaultCode, blanks: Fault['blanks'] = {}, at?: Place): Fault {
  return at === undefined ? { code, blanks } : { code, blanks, at };
}

export function succeed<T>(value: T, notes: readonly Note[] = []): Result<T> {
  return { ok: true, value, notes };
}

export function fail<T>(problem: Fault): Result<T> {
  return { ok: false, fault: problem };
}
