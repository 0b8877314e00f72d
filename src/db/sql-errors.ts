/** DuckDB's errors as faults that say where in the query and what to do. */
import type { Fault } from '../domain/fault';
import { fault } from '../domain/fault';

/** What a query may begin with. `query()` in DuckDB, not this list, is what keeps others out; the list is for the words. */
const reading = new Set([
  'SELECT',
  'WITH',
  'VALUES',
  'FROM',
  'TABLE',
  'DESCRIBE',
  'DESC',
  'SUMMARIZE',
  'SHOW',
]);

/** The first word of a query, in capitals, comments and brackets before it left out; '' where there is none. */
export function firstWord(sql: string): string {
  const bare = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()+/, '');
  return /^[a-z_]+/i.exec(bare)?.[0].toUpperCase() ?? '';
}

/** Null for what reads only; a fault in words for what changes, opens, loads or sets something. */
export function refusalOf(sql: string): Fault | null {
  const word = firstWord(sql);
  return reading.has(word)
    ? null
    : fault('sql.notReading', { word: word === '' ? sql.trim().slice(0, 12) : word });
}

interface Told {
  /** 'Parser', 'Binder', 'Catalog', 'Permission', 'Out of Memory', …; '' where the engine itself broke. */
  readonly type: string;
  readonly message: string;
  /** Offset in the query in UTF-16 units; -1 where unknown. */
  readonly at: number;
}

/** The fault for what DuckDB threw about `sql`; null where it is no word of DuckDB's, so that the engine must be taken for broken. */
export function sqlFault(error: unknown, sql: string): Fault | null {
  const told = read(error instanceof Error ? error.message : String(error), sql);
  const { type, message } = told;
  if (type === '') return null;
  if (message === 'Expected a single statement' || /multiple statements/.test(message))
    return fault(sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '' ? 'sql.empty' : 'sql.several');
  if (/Expected a single SELECT statement/.test(message)) return refusalOf(sql) ?? fault('sql.several');
  if (type === 'Out of Memory') return fault('sql.memory');
  if (type === 'Permission') return fault('sql.outside', { message });
  if (/extension/i.test(message) && /install|autoload/i.test(message))
    return fault('sql.noExtension', { name: /"(\w+)"/.exec(message)?.[1] ?? message.slice(0, 60) });
  if (/parameter/i.test(message) && /\?|\$\d/.test(sql)) return fault('sql.parameters');
  const where = placeOf(sql, told.at);
  const near = /Did you mean "([^"]+)"|Candidate bindings: (.+)/.exec(message);
  const offers = near === null ? '' : (near[1] ?? near[2]!).replaceAll('"', '');
  const table = /Table with name (.+?) does not exist/.exec(message)?.[1];
  if (table !== undefined) return fault('sql.noTable', { ...where, name: table });
  const column = /Referenced column "(.+?)" (?:not|was not) found/.exec(message)?.[1];
  if (column !== undefined) return fault('sql.noColumn', { ...where, name: column, offers: offers || '—' });
  if (type === 'Parser') {
    const word = /at or near "([\s\S]*?)"/.exec(message)?.[1] ?? '';
    if (word !== '') return fault('sql.syntax', { ...where, name: word });
  }
  return told.at < 0 ? fault('sql.failed', { message }) : fault('sql.failedAt', { ...where, message });
}

/** DuckDB tells errors as JSON (`tablesIn`) or as text with the line and a caret under the place. */
function read(text: string, sql: string): Told {
  if (text.startsWith('{')) {
    try {
      const {
        exception_type: type,
        exception_message: message,
        position,
      } = JSON.parse(text) as Record<string, string>;
      const bytes = position === undefined ? -1 : Number(position);
      return {
        type: type ?? '',
        message: bare(message ?? ''),
        at: bytes < 0 ? -1 : offsetOfByte(sql, bytes),
      };
    } catch {
      return { type: '', message: text, at: -1 };
    }
  }
  const type = /^(?:Error: )?([A-Z][A-Za-z ]+?) Error: /.exec(text);
  if (type === null) return { type: '', message: text, at: -1 };
  return { type: type[1]!, message: bare(text.slice(type[0].length)), at: offsetOfCaret(sql, text) };
}

/** Without the excerpt, and without what only the command line of DuckDB has. */
function bare(message: string): string {
  return message.split(/\n\s*\nLINE \d+:/)[0]!.trim();
}

function offsetOfByte(sql: string, bytes: number): number {
  const encoded = new TextEncoder().encode(sql);
  return new TextDecoder().decode(encoded.subarray(0, Math.min(bytes, encoded.length))).length;
}

/** The excerpt may be cut at both ends ("..."), and the caret stands by width, in which a Chinese character counts two. */
function offsetOfCaret(sql: string, text: string): number {
  const found = /LINE (\d+): (.*)\n(\s*)\^/.exec(text);
  if (found === null) return -1;
  const lines = sql.split('\n');
  const number = Number(found[1]) - 1;
  const line = lines[number];
  if (line === undefined) return -1;
  const isCut = found[2]!.startsWith('...');
  const shown = found[2]!.replace(/^\.\.\./, '').replace(/\.\.\.$/, '');
  const begin = isCut ? line.indexOf(shown) : 0;
  if (begin < 0 || !line.includes(shown)) return -1;
  let width = found[3]!.length - `LINE ${found[1]}: `.length - (isCut ? 3 : 0);
  let at = begin;
  while (width > 0 && at < line.length) {
    const character = String.fromCodePoint(line.codePointAt(at)!);
    width -= isWide(character) ? 2 : 1;
    at += character.length;
  }
  return lines.slice(0, number).reduce((sum, one) => sum + one.length + 1, 0) + at;
}

function isWide(character: string): boolean {
  return (
    character.codePointAt(0)! > 0xffff ||
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
  );
}

function placeOf(sql: string, at: number): { line: number; column: number } {
  if (at < 0) return { line: 1, column: 1 };
  const before = sql.slice(0, at).split('\n');
  return { line: before.length, column: [...before[before.length - 1]!].length + 1 };
}
