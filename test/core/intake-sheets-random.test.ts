/** Properties of spreadsheets and counts, with seeds. */
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeCache, openFile } from '../../src/intake/open-file';
import { parseCount, parseNumber } from '../../src/intake/values';

const seed = 20261122;
const bookTypes = ['xlsx', 'xlsb', 'xls', 'ods'] as const;

function write(book: XLSX.WorkBook, bookType: XLSX.BookType): Uint8Array<ArrayBuffer> {
  return new Uint8Array(XLSX.write(book, { bookType, type: 'array', compression: true }) as ArrayBuffer);
}

/** Text as people write it, without what XML or a label record cannot hold; never only blanks. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((word) => word.replace(/[\p{C}\p{Z}]/gu, '文').normalize('NFC'))
  .filter((word) => !/^['"]|^$/.test(word));
const id = fc.stringMatching(/^[0-9]{1,20}$/);
const number = fc.oneof(
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  fc.integer({ min: -180_000_000, max: 180_000_000 }).map((micro) => micro / 1e6),
);
const row = fc.tuple(id, text, number, fc.option(number, { nil: null }), fc.boolean());

test.each(bookTypes)('%s: what is written is read, cell by cell and row by row', async (type) => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(5), async (rows, blank) => {
      const header = ['编号', '名称', '经度', '人数', '在用'];
      const sheet = XLSX.utils.aoa_to_sheet([header, ...Array.from({ length: blank }, () => []), ...rows]);
      const book = XLSX.utils.book_new();
      XLSX.utils.book_append_sheet(book, sheet, '表');
      const blob = new Blob([write(book, type)]);
      const read = await openFile(blob, 'a', { encoding: 'auto' }, new DecodeCache());
      if (!read.ok) throw new Error(JSON.stringify(read.fault));
      const table = read.value.table!;
      expect(table.header).toEqual(header);
      expect([...table.rows]).toEqual(rows.map((_, i) => i + 2 + blank));
      const shown = (value: string | number | boolean | null): string =>
        value === null
          ? ''
          : typeof value === 'boolean'
            ? String(value).toUpperCase()
            : String(value === 0 ? 0 : value);
      expect(rows.map((_, i) => table.cells.map((column) => column[i]))).toEqual(
        rows.map((cells) => cells.map(shown)),
      );
    }),
    { seed, numRuns: 60 },
  );
});

test.each(['xlsx', 'xlsb', 'xls', 'ods', 'biff5', 'html', 'xlml'] as const)(
  '%s with any bytes changed is read or refused, never thrown',
  { timeout: 120_000 },
  async (type) => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ['名称', '经度', '纬度', '床位'],
      ['甲', 103.8, 36, 5],
      ['乙', 103.9, 36.1, 6],
    ]);
    sheet['!merges'] = [XLSX.utils.decode_range('A2:A3')];
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, 'a');
    const whole = write(book, type);
    const outcomes = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(whole.length), { nil: whole.length }),
        async (flips, length) => {
          const bytes = whole.slice();
          for (const [at, value] of flips) bytes[at] = value;
          const start = performance.now();
          const read = await openFile(
            new Blob([bytes.slice(0, length)]),
            'a.xls',
            { encoding: 'auto' },
            new DecodeCache(),
          );
          expect(performance.now() - start).toBeLessThan(5000);
          outcomes[read.ok ? 'read' : 'refused']++;
          if (!read.ok) expect(read.fault.code).toMatch(/^(table|sheet|zip)\./);
        },
      ),
      { seed, numRuns: 120 },
    );
    expect(outcomes.read + outcomes.refused).toBe(120);
  },
);

test('a count is read as its digits say, with any unit or word about it; what is no number as a whole stays text', () => {
  const counts = fc.integer({ min: 0, max: 9_999_999 });
  fc.assert(
    fc.property(
      counts,
      fc.constantFrom('', '约', '近', '大约', '~'),
      fc.constantFrom('', '人', '位', '名', ' persons'),
      fc.constantFrom('', '左右', '余', '+'),
      fc.boolean(),
      (count, before, unit, after, full) => {
        let digits = count >= 1000 && count % 2 === 0 ? count.toLocaleString('en-US') : String(count);
        if (full) digits = digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
        const parsed = parseCount(`${before}${digits}${unit}${after}`, 'persons');
        expect(parsed.value).toBe(count);
        expect(parsed.manner).toBe(
          before !== '' || after !== '' ? 'about' : unit !== '' ? 'worded' : 'plain',
        );
      },
    ),
    { seed },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (word) => {
      const plain = parseNumber(word);
      const count = parseCount(word, 'places');
      if (plain.kind === 'number') expect(count.value).toBe(plain.value);
      if (plain.kind === 'missing') expect(count.kind).toBe('missing');
      if (count.kind === 'number') expect(word).toMatch(/\d|[０-９]/);
    }),
    { seed, numRuns: 2000 },
  );
});

test.each([
  ['50张', 'places', 50, 'worded'],
  ['50 张床位', 'places', 50, 'worded'],
  ['约300', 'persons', 300, 'about'],
  ['300余人', 'persons', 300, 'about'],
  ['3.5万', 'persons', 35_000, 'worded'],
  ['1.1万人', 'persons', 11_000, 'worded'],
  ['2千', 'persons', 2000, 'worded'],
  ['1,234人', 'persons', 1234, 'worded'],
  ['１２３', 'persons', 123, 'plain'],
  ['每周3小时', 'hours', 3, 'worded'],
  ['3小时', 'hours', 3, 'worded'],
  ['50万元', 'money', 500_000, 'worded'],
  ['12%', 'persons', NaN, 'plain'],
  ['50-60', 'persons', NaN, 'plain'],
  ['50户', 'persons', NaN, 'plain'],
  ['12,34人', 'persons', NaN, 'plain'],
  ['3万2千', 'persons', NaN, 'plain'],
  ['若干', 'persons', NaN, 'plain'],
  ['1、2', 'persons', NaN, 'plain'],
  ['—', 'persons', NaN, 'plain'],
] as const)('%s counted as %s is %d', (cell, counted, value, manner) => {
  expect(parseCount(cell, counted)).toMatchObject({ value, manner });
});
