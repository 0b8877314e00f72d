/** The fast reading of plain records, against papaparse with our recovery on the same pieces. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordReader } from '../../src/intake/records';

function recordsOf(pieces: readonly string[], delimiter: string, scans: boolean) {
  const records: string[][] = [];
  const reader = new RecordReader(delimiter, (cells) => records.push([...cells]), scans);
  for (const piece of pieces) reader.push(piece);
  reader.finish();
  return { records, broken: reader.broken };
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((place) => Math.floor(place * text.length)), text.length].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, i) => text.slice(at[i], end));
}

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });

test('any text gives the same records, quotes broken or not', () => {
  const bit = fc.constantFrom(
    '"',
    '""',
    ',',
    '\n',
    '\r\n',
    '\r',
    'a',
    '北',
    ' ',
    'x,y',
    '"q"',
    '"q,\n"',
    '\t',
    '',
  );
  fc.assert(
    fc.property(
      fc.array(bit, { maxLength: 60 }),
      places,
      fc.constantFrom(',', '\t'),
      (bits, where, delimiter) => {
        const pieces = cut(bits.join(''), where);
        expect(recordsOf(pieces, delimiter, true)).toEqual(recordsOf(pieces, delimiter, false));
      },
    ),
    { numRuns: 4000, seed: 20261123 },
  );
});

test('files longer than a piece give the same records, with plain, quoted and broken rows among them', () => {
  const row = fc.constantFrom(
    'E1,103.83,36.06,72,red\n',
    'E2,"城关, 第3社区",1,"say ""so""",x\n',
    '"two\nlines",1,2,3,4\n',
    'half " a quote,1,2,3,4\n',
    '"closed" late,1,2,3,4\n',
    'long text that is no short one at all,1,2,3,4\r\n',
    '\n',
  );
  const rare = fc.constantFrom('"never closed,1,2,3,4\n', `"${'x'.repeat(40_000)}",1,2,3,4\n`, ',,,,\n');
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 20, maxLength: 40 }),
      fc.array(rare, { maxLength: 3 }),
      places,
      (rows, odd, where) => {
        const block = rows.join('').repeat(150);
        const text = [...odd, ''].map((line) => block + line).join('');
        const pieces = cut(text, where);
        // As text: comparing lists of so many takes the runner long.
        const [fast, slow] = [true, false].map((scans) => JSON.stringify(recordsOf(pieces, ',', scans)));
        expect(fast === slow).toBe(true);
      },
    ),
    { numRuns: 5, seed: 20261123 },
  );
});
