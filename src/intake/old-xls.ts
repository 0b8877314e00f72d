/** Text in .xls of Excel 95 and before, which is in a code page: the parser gives its bytes as characters, here they become text. */
import type { CellObject, WorkBook } from '@e965/xlsx';

/** From the library: compound files. */
export interface CompoundReader {
  read(
    data: Uint8Array,
    options: { type: 'array' },
  ): { FullPaths: readonly string[]; FileIndex: readonly { content?: ArrayLike<number> }[] };
}

const labels: Readonly<Record<number, string>> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  874: 'windows-874',
};
const codePageRecord = 0x42;
const mostRecords = 5000;

/** Decodes sheet names and text cells in place, where the workbook is that old. */
export function decodeOldText(book: WorkBook, bytes: Uint8Array, compound: CompoundReader): void {
  const label = oldCodePage(bytes, compound);
  if (label === null) return;
  const decoder = new TextDecoder(label);
  const decoded = (text: string): string => {
    if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
    return decoder.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  };
  book.SheetNames = book.SheetNames.map((name) => {
    const sheet = book.Sheets[name]!;
    for (const row of Object.values((sheet['!data'] ?? []) as (CellObject[] | undefined)[]))
      for (const cell of Object.values(row ?? []))
        if (cell?.t === 's' && typeof cell.v === 'string') cell.v = decoded(cell.v);
    const readable = decoded(name);
    if (readable !== name) {
      book.Sheets[readable] = sheet;
      delete book.Sheets[name];
    }
    return readable;
  });
}

/** The label of the code page that the first records name; GB18030 where they name none; null for Excel 97 and later, which is Unicode. */
function oldCodePage(bytes: Uint8Array, compound: CompoundReader): string | null {
  let records = bytes;
  if (bytes[0] === 0xd0) {
    const { FullPaths, FileIndex } = compound.read(bytes, { type: 'array' });
    const at = FullPaths.findIndex((path) => /\/book$/i.test(path));
    if (at < 0) return null;
    records = Uint8Array.from(FileIndex[at]?.content ?? []);
  }
  const word = (at: number): number => (records[at] ?? 0) | ((records[at + 1] ?? 0) << 8);
  if (word(4) === 0x0600) return null;
  let at = 0;
  for (let i = 0; i < mostRecords && at + 4 <= records.length; i++) {
    const [id, length] = [word(at), word(at + 2)];
    if (id === codePageRecord && length >= 2) {
      const page = word(at + 4);
      return labels[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
    }
    at += 4 + length;
  }
  return 'gb18030';
}
