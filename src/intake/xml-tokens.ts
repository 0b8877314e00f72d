/** A small reader of XML start and end tags from pieces of text, for data files such as OSM's or KML: no entities of a file's own. */

export interface XmlHandler {
  /** Attributes have their entities resolved; read what is needed before returning, the map is used again. */
  open(name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void;
  close(name: string): void;
  /** Text between tags, entities resolved, CDATA as it is; one text may come in several pieces. */
  text?(piece: string): void;
}

/** Why reading stopped: no XML, or a document type or entity declaration, which is refused (it can swell without bound). */
export type XmlProblem = 'syntax' | 'html' | 'declaration';

const maxTokenLength = 1 << 20;

export class XmlTokens {
  readonly #handler: XmlHandler;
  readonly #attributes = new Map<string, string>();
  #rest = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** Whether a tag (or entity) has begun and not ended. */
  get isInside(): boolean {
    return this.#rest !== '';
  }

  /** Reads all tags that are complete so far; null where all is well. */
  push(piece: string): XmlProblem | null {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (this.#handler.text !== undefined) {
        const end = start === -1 ? wholeEntities(text, at) : start;
        if (end > at) this.#handler.text(resolveEntities(text.slice(at, end)));
        if (start === -1) {
          this.#rest = text.slice(end);
          return null;
        }
      }
      if (start === -1) {
        this.#rest = '';
        return null;
      }
      const end = this.#readToken(text, start);
      if (typeof end === 'string') return end;
      if (end === -1) {
        this.#rest = text.slice(start);
        return this.#rest.length > maxTokenLength ? 'syntax' : null;
      }
      at = end;
    }
  }

  /** Where the token that starts at `start` ends; -1 where the text ends first. */
  #readToken(text: string, start: number): number | XmlProblem {
    const mark = text[start + 1];
    if (mark === '?') return after(text, '?>', start);
    if (mark === '!') {
      if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
      if (text.startsWith('<![CDATA[', start)) {
        const end = after(text, ']]>', start);
        if (end !== -1) this.#handler.text?.(text.slice(start + 9, end - 3));
        return end;
      }
      if (text.length - start < 10) return -1;
      return /^<!doctype\s+html/i.test(text.slice(start, start + 20)) ? 'html' : 'declaration';
    }
    if (mark === '/') {
      const end = text.indexOf('>', start);
      if (end === -1) return -1;
      this.#handler.close(text.slice(start + 2, end).trim());
      return end + 1;
    }
    return this.#readStartTag(text, start);
  }

  #readStartTag(text: string, start: number): number | XmlProblem {
    const attributes = this.#attributes;
    attributes.clear();
    let at = skipName(text, start + 1);
    const name = text.slice(start + 1, at);
    for (;;) {
      at = skipBlanks(text, at);
      if (at >= text.length) return -1;
      const code = text.charCodeAt(at);
      if (code === GREATER) {
        if (name === '') return 'syntax';
        this.#handler.open(name, attributes, false);
        return at + 1;
      }
      if (code === SLASH) {
        if (at + 1 >= text.length) return -1;
        if (text.charCodeAt(at + 1) !== GREATER || name === '') return 'syntax';
        this.#handler.open(name, attributes, true);
        return at + 2;
      }
      const keyEnd = skipName(text, at);
      let value = skipBlanks(text, keyEnd);
      if (value >= text.length) return -1;
      if (keyEnd === at || text.charCodeAt(value) !== EQUALS) return 'syntax';
      value = skipBlanks(text, value + 1);
      if (value >= text.length) return -1;
      const quote = text[value]!;
      if (quote !== '"' && quote !== "'") return 'syntax';
      const close = text.indexOf(quote, value + 1);
      if (close === -1) return -1;
      attributes.set(text.slice(at, keyEnd), resolveEntities(text.slice(value + 1, close)));
      at = close + 1;
    }
  }
}

const GREATER = 62;
const SLASH = 47;
const EQUALS = 61;

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

/** Where text may be cut: before an entity that has not ended. */
function wholeEntities(text: string, from: number): number {
  const mark = text.lastIndexOf('&');
  const isOpen = mark >= from && text.length - mark < 12 && !text.includes(';', mark);
  return isOpen ? mark : text.length;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function skipName(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === GREATER || code === SLASH || code === EQUALS) break;
    at++;
  }
  return at;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity]!;
    const code = entity[1] === 'x' ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
