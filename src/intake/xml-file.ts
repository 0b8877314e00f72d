/** A whole XML file of any encoding through the tokenizer, piece by piece. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Encoding } from './decode';
import { decodeText, detectEncoding, namedEncoding } from './decode';
import type { XmlHandler } from './xml-tokens';
import { XmlTokens } from './xml-tokens';

const pieceLength = 1 << 18;

/**
 * Feeds `handler`; gives the encoding used. Strict UTF-8 wins, then what the declaration names, then what the bytes look like.
 * Faults: xml.syntax (also where the file ends before its first element does), xml.declarations, table.unknownEncoding.
 */
export async function readXmlFile(
  blob: Blob,
  file: string,
  encoding: string,
  handler: XmlHandler,
  notes: Note[],
  control?: Control,
): Promise<Result<string>> {
  const chosen = await chooseEncoding(blob, encoding, control);
  if (chosen === null) return fail(fault('table.unknownEncoding', { encoding }, { file }));
  const root = new Root(handler);
  const tokens = new XmlTokens(root);
  const pause = pacer(control);
  let done = 0;
  for await (const text of decodeText(blob, chosen, notes, file)) {
    for (let at = 0; at < text.length; at += pieceLength) {
      const problem = tokens.push(text.slice(at, at + pieceLength));
      if (problem === 'declaration') return fail(fault('xml.declarations', {}, { file }));
      if (problem !== null) return fail(fault('xml.syntax', { offset: done + at }, { file }));
      await pause();
    }
    done += text.length;
    control?.progress?.({ stage: 'read', done: Math.min(done, blob.size), total: blob.size, what: file });
  }
  // Half a file is half the places, and nothing in it would tell.
  if (tokens.isInside || !root.isClosed) return fail(fault('xml.syntax', { offset: done }, { file }));
  return succeed(chosen.label === 'mixed' ? `${chosen.main} (mixed)` : chosen.label);
}

/** The name without its namespace prefix: `gx:Track` is `Track`. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Passes everything on, and sees whether the first element is closed. */
class Root implements XmlHandler {
  isClosed = false;
  readonly #handler: XmlHandler;
  #name = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  open(name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    if (this.#name === '') {
      this.#name = name;
      this.isClosed = isEmpty;
    }
    this.#handler.open(name, attributes, isEmpty);
  }

  close(name: string): void {
    if (name === this.#name) this.isClosed = true;
    this.#handler.close(name);
  }

  text(piece: string): void {
    this.#handler.text?.(piece);
  }
}

async function chooseEncoding(blob: Blob, asked: string, control?: Control): Promise<Encoding | null> {
  if (asked !== 'auto') return namedEncoding(asked);
  const seen = await detectEncoding(blob, control);
  if (seen.label === 'utf-8' || seen.label.startsWith('utf-16')) return seen;
  const head = new TextDecoder('latin1').decode(await blob.slice(0, 200).arrayBuffer());
  const declared = /^[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  const named = declared === undefined ? null : namedEncoding(declared);
  if (named === null || named.label === 'utf-8') return seen;
  // What is declared as GB2312 or GBK often holds more.
  return named.label === 'gbk' ? namedEncoding('gb18030') : named;
}
