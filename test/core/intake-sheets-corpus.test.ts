/** Real workbooks: every one loads or is refused in words, and none takes longer than 10 s. */
import { openAsBlob } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DecodeCache, openFile } from '../../src/intake/open-file';

const shared = join(import.meta.dirname, '../../../shared/data');
const messy = join(shared, 'corpus/messytables');

async function open(path: string, sheet: string | null = null) {
  const blob = await openAsBlob(path);
  const start = performance.now();
  const read = await openFile(blob, path.split('/').pop()!, { encoding: 'auto', sheet }, new DecodeCache());
  return { read, seconds: (performance.now() - start) / 1000 };
}

const files = readdirSync(messy).filter((name) => /\.(xls|xlsx|xlsm|ods|html)$/.test(name));

test.each(files)('%s loads or is refused in words', { timeout: 60_000 }, async (name) => {
  const { read, seconds } = await open(join(messy, name));
  if (process.env['SHOW'])
    console.log(
      name,
      seconds.toFixed(2),
      read.ok
        ? [
            read.value.format,
            read.value.table?.sheet,
            read.value.table?.rows.length,
            read.value.table?.rows[0],
            JSON.stringify(read.value.table?.header).slice(0, 300),
            JSON.stringify(read.value.notes.map((n) => [n.code, n.blanks])).slice(0, 500),
          ]
        : JSON.stringify(read.fault),
    );
  expect(seconds).toBeLessThan(30);
  if (read.ok) expect(read.value.table!.header.length).toBe(read.value.table!.cells.length);
  else expect(read.fault.code).toMatch(/^(table|sheet|zip)\./);
});

test('the census of 2020 has its 3,358 rows and whole codes', { timeout: 60_000 }, async () => {
  const { read } = await open(join(shared, 'china-census-2020/census_county_2020_v1.xlsx'));
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  const table = read.value.table!;
  if (process.env['SHOW'])
    console.log(
      table.rows.length,
      table.header.slice(0, 10),
      JSON.stringify(read.notes),
      JSON.stringify(table.notes.map((n) => [n.code, n.blanks])),
    );
  expect(table.rows.length).toBe(3358);
});
