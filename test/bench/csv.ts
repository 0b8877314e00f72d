/** Reading CSVs of a million rows, against papaparse alone turning the same text into rows. */
import Papa from 'papaparse';
import { defaultSettings } from '../../src/domain/study';
import { readCsv } from '../../src/intake/csv';
import { detectEncoding } from '../../src/intake/decode';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { inspectTables } from '../../src/intake/read-tables';
import type { Ratio } from './race';

/**
 * Ours: bytes → encoding → text → structure → columns, with row numbers and all checks; and of a list of persons the whole way to its summary:
 * kind and columns guessed, persons' cells closed off, every row placed, judged and counted. Theirs: papaparse on text already decoded, kept as
 * rows. Ours does more. A million rows are five million short texts: making and collecting them is half of either's time, which is the limit
 * while tables hold text.
 */
export async function benchCsv(rows = 1_000_000): Promise<Record<string, Ratio>> {
  const quoted = blobOf(rows, '编号,名称,经度,纬度,60岁及以上,所属社区', (i) => {
    const community = i % 7 === 0 ? `"城关, 第${i % 50}社区"` : `第${i % 50}社区`;
    return `E${i},${i % 97}号楼,103.${100000 + (i % 899999)},36.${100000 + ((i * 7) % 899999)},${i % 40},${community}`;
  });
  const count = rows.toLocaleString('en');
  const decoded = await compare(quoted, rows, 0.5, async () => {
    const read = await readCsv(quoted, 'bench.csv', await detectEncoding(quoted));
    return read.ok ? read.value.rows.length : 0;
  });
  const tiers = ['red', 'yellow', 'green'];
  const plain = blobOf(
    rows,
    'id,lon,lat,age,tier',
    (i) =>
      `E${i},103.${100000 + (i % 899999)},36.${100000 + ((i * 7) % 899999)},${60 + (i % 40)},${tiers[i % 3]}`,
  );
  const parsed = await compare(plain, rows, 0.7, async () => {
    const read = await readCsv(plain, 'bench.csv', await detectEncoding(plain));
    return read.ok ? read.value.rows.length : 0;
  });
  const summed = await compare(plain, rows, 0.2, async () => {
    const cache = new DecodeCache();
    const files = { 'elders.csv': plain };
    const { settings } = await guessLayers({ settings: defaultSettings, files: {} }, files, { cache });
    const { reports } = await inspectTables({ settings, files }, { cache });
    return reports[0]!.rowsUsed;
  });
  return {
    [`csv: ${count} rows with quotes, decoded, checked and counted, against papaparse alone`]: decoded,
    [`csv: ${count} plain rows, the same (${rate(rows, parsed.ours)} rows a second)`]: parsed,
    [`csv: ${count} plain rows, dropped to summed up (${rate(rows, summed.ours)} rows a second)`]: summed,
  };
}

function blobOf(rows: number, header: string, row: (i: number) => string): Blob {
  const parts = [header];
  for (let i = 0; i < rows; i++) parts.push(row(i));
  return new Blob([parts.join('\n'), '\n']);
}

async function compare(
  blob: Blob,
  rows: number,
  target: number,
  read: () => Promise<number>,
): Promise<Ratio> {
  let ours = Infinity;
  let theirs = Infinity;
  for (let run = 0; run < 3; run++) {
    let start = performance.now();
    const used = await read();
    ours = Math.min(ours, performance.now() - start);
    if (used !== rows) throw new Error('csv bench: not every row was read');
    const text = await blob.text();
    start = performance.now();
    const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
    theirs = Math.min(theirs, performance.now() - start);
    if (data.length < rows) throw new Error('csv bench: papaparse lost rows');
  }
  return { ours, theirs, ratio: theirs / ours, target };
}

function rate(rows: number, milliseconds: number): string {
  return Math.round((1000 * rows) / milliseconds).toLocaleString('en');
}
