/** A zip written piece by piece, so that big parts give way between pieces. */
import { Zip, ZipDeflate } from 'fflate';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';

export interface ZipPart {
  readonly name: string;
  /** Pieces of a moment's work each, a megabyte at most. */
  readonly pieces: Iterable<Uint8Array>;
}

/** Pieces of the parts in order, deflated; names in UTF-8, marked as such. */
export async function zipParts(parts: Iterable<ZipPart>, type: string, control?: Control): Promise<Blob> {
  const out: Uint8Array<ArrayBuffer>[] = [];
  const pause = pacer(control);
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    out.push(bytes as Uint8Array<ArrayBuffer>);
  });
  for (const { name, pieces } of parts) {
    const entry = new ZipDeflate(name, { level: 2 });
    zip.add(entry);
    for (const piece of pieces) {
      entry.push(piece);
      await pause();
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  return new Blob(out, { type });
}
