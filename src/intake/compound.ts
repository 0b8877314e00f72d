/** Microsoft's compound files (.xls, .doc, and encrypted .xlsx): what they hold, by the names in their directory. */
import type { FaultCode } from '../domain/codes';

const sectorsRead = 65_536;

/** 'xls', or the code of the fault that says what else it is. The directory is read from where the header says it begins. */
export async function compoundFormat(
  blob: Blob,
  head: Uint8Array,
  file: string,
): Promise<'xls' | { readonly code: FaultCode; readonly format: string }> {
  const ending = /\.([a-z]{2,4})$/.exec(file.toLowerCase())?.[1] ?? 'xls';
  const pieces = [head];
  if (head.length >= 76) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const sector = 2 ** Math.min(16, view.getUint16(30, true));
    const start = (view.getUint32(48, true) + 1) * sector;
    pieces.push(new Uint8Array(await blob.slice(start, start + sectorsRead).arrayBuffer()));
  }
  const has = (name: string): boolean => pieces.some((piece) => indexOfWide(piece, name) >= 0);
  if (has('EncryptedPackage')) return { code: 'table.locked', format: ending === 'xls' ? 'xlsx' : ending };
  if (has('Workbook') || (has('Book') && !has('WordDocument'))) return 'xls';
  if (has('WordDocument')) return { code: 'table.document', format: 'doc' };
  if (has('PowerPoint Document')) return { code: 'table.document', format: 'ppt' };
  return { code: 'table.spreadsheet', format: ending };
}

/** Where a name stands in UTF-16, at the start of a directory entry (they are 128 bytes each). */
function indexOfWide(bytes: Uint8Array, name: string): number {
  for (let i = 0; i + 2 * name.length + 2 <= bytes.length; i += 128) {
    let k = 0;
    while (k < name.length && bytes[i + 2 * k] === name.charCodeAt(k) && bytes[i + 2 * k + 1] === 0) k++;
    if (k === name.length && bytes[i + 2 * k] === 0 && bytes[i + 2 * k + 1] === 0) return i;
  }
  return -1;
}
