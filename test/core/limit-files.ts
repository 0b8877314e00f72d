/** Files made to bring a reader down, each small. */
import { zipSync } from 'fflate';
import * as XLSX from '@e965/xlsx';

type Bytes = Uint8Array<ArrayBuffer>;

export function xlsxOf(rows: readonly (readonly (string | number)[])[]): Blob {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows as (string | number)[][]), 'Sheet1');
  return new Blob([XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer]);
}

export function zipOf(files: Readonly<Record<string, Bytes | string>>): Bytes {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, data]) => [
        name,
        typeof data === 'string' ? new TextEncoder().encode(data) : data,
      ]),
    ),
    { level: 6 },
  ) as Bytes;
}
