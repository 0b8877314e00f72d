/** The answers of pyreadstat, haven and GeoParquet that the readers' own tests leave out: every value, every label, every missing one. */
import { existsSync, readFileSync } from 'node:fs';
import type { Geometry } from 'geojson';
import { expect, test } from 'vitest';
import { DecodeCache, openFile } from '../../src/intake/open-file';
import type { TextTable } from '../../src/intake/text-table';

const corpus = new URL('../../../shared/data/corpus/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(corpus));

async function table(path: string): Promise<TextTable> {
  const blob = new Blob([readFileSync(corpus + path)]);
  const opened = await openFile(blob, path.split('/').pop()!, { encoding: 'auto' }, new DecodeCache());
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return opened.value.table!;
}

/** Lines of cells; none of these answers has quotes. */
function answers(path: string): { header: string[]; rows: string[][] } {
  const text = readFileSync(corpus + path, 'utf8').replace('\uFEFF', '');
  const [header, ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return { header: header!, rows };
}

const column = (read: TextTable, name: string): readonly string[] | undefined =>
  read.cells[read.header.indexOf(name)];

/** What stands in the file itself: of a column with labels or missing values its codes. */
const raw = (read: TextTable, name: string): readonly string[] =>
  column(read, `${name} (code)`) ?? column(read, name)!;

/** As the answers write it: '' for missing, numbers without trailing noughts, times without a fraction of nought. */
function plain(answer: string): string {
  if (['', 'NaN', '#NULL!'].includes(answer)) return '';
  if (/^-?\d+(\.\d+)?$/.test(answer)) return String(Number(answer));
  return answer.replace(/\.000000$/, '');
}

const isSame = (own: string, answer: string): boolean =>
  own === plain(answer) || (own !== '' && plain(own) === plain(answer));

real(
  'sample_missing.sav as the user calls values missing: sample_missing_user.csv, all 7 columns',
  async () => {
    const read = await table('pyreadstat/basic/sample_missing.sav');
    const { header, rows } = answers('pyreadstat/basic/sample_missing_user.csv');
    const wrong = rows.flatMap((row, i) =>
      row.flatMap((answer, at) => {
        const own = raw(read, header[at]!)[i]!;
        return isSame(own, answer) ? [] : [`${i} ${header[at]!}: ${own}, not ${answer}`];
      }),
    );
    expect(wrong).toEqual([]);
    expect(read.header.slice(0, 7)).toEqual(header);
  },
);

real('sample_missing.sav with those values missing: sample_missing.csv, all 7 columns', async () => {
  const read = await table('pyreadstat/basic/sample_missing.sav');
  const { header, rows } = answers('pyreadstat/basic/sample_missing.csv');
  const labelled: Record<string, Record<string, string>> = {
    mylabl: { '1': 'Male', '2': 'Female' },
    myord: { '1': 'low', '2': 'medium', '3': 'high' },
  };
  const wrong = rows.flatMap((row, i) =>
    row.flatMap((answer, at) => {
      const name = header[at]!;
      const shown = labelled[name]?.[plain(answer)] ?? answer;
      const own = column(read, name)![i]!;
      return isSame(own, shown) ? [] : [`${i} ${name}: ${own}, not ${shown}`];
    }),
  );
  expect(wrong).toEqual([]);
});

real('dates and times of sample.sav in seconds, as sample_nodate_spss.csv has them', async () => {
  const read = await table('pyreadstat/basic/sample.sav');
  const { header, rows } = answers('pyreadstat/basic/sample_nodate_spss.csv');
  // SPSS counts seconds from the first day of its calendar.
  const first = Date.UTC(1582, 9, 14);
  const seconds = (text: string): string => {
    const time = /^(\d+):(\d\d):(\d\d)$/.exec(text);
    if (text === '') return '';
    if (time) return String(Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]));
    return String((Date.parse(`${text.includes('T') ? text : `${text}T00:00:00`}Z`) - first) / 1000);
  };
  for (const name of ['dtime', 'mytime']) {
    const at = header.indexOf(name);
    expect(column(read, name)!.map(seconds)).toEqual(rows.map((row) => plain(row[at]!)));
  }
  // The date's own answer keeps the time that its format does not show.
  const day = (text: string): string => (text === '' ? '' : String(Math.floor(Number(text) / 86_400)));
  expect(column(read, 'mydate')!.map((text) => day(seconds(text)))).toEqual(
    rows.map((row) => day(plain(row[2]!))),
  );
});

for (const [file, answer, how] of [
  ['missing_test.sav', 'missing_sav_formatted.csv', 'raw'],
  ['missing_test.sav', 'missing_sav_unformatted.csv', 'shown'],
  ['missing_char.sav', 'missing_char_formatted.csv', 'raw'],
] as const)
  real(`${file} is ${answer}`, async () => {
    const read = await table(`pyreadstat/missing_data/${file}`);
    const { header, rows } = answers(`pyreadstat/missing_data/${answer}`);
    header.forEach((name, at) => {
      const own = how === 'raw' ? raw(read, name) : column(read, name)!;
      expect(own.map((cell) => plain(cell))).toEqual(rows.map((row) => plain(row[at]!)));
    });
  });

real('missing_char.sav: what is missing is blank and what has a label shows it', async () => {
  const read = await table('pyreadstat/missing_data/missing_char.sav');
  const { rows } = answers('pyreadstat/missing_data/missing_char_unformatted.csv');
  expect(column(read, 'mychar')).toEqual(rows.map(([cell]) => (cell === 'a' ? 'labeled' : plain(cell!))));
});

real('missing_test.dta: letters kept as codes, all of them blank', async () => {
  const read = await table('pyreadstat/missing_data/missing_test.dta');
  const blank = answers('pyreadstat/missing_data/missing_unformatted.csv');
  const lettered = answers('pyreadstat/missing_data/missing_dta_formatted.csv');
  expect(read.header.slice(0, 9)).toEqual(blank.header);
  expect(read.cells.slice(0, 9).map((cells) => cells[0])).toEqual(blank.rows[0]!.map(plain));
  const codes = lettered.header.map((name) => raw(read, name)[0]!.replace('.', ''));
  expect(codes).toEqual(lettered.rows[0]!.map(plain));
});

real('haven: labels of numbers and texts, missing values, names of columns, umlauts, times', async () => {
  // As haven's own tests (tests/testthat/test-read-sav.R, test-read-stata.R) expect them.
  const number = await table('haven/spss/labelled-num.sav');
  expect([number.header, number.cells]).toEqual([
    ['VAR00002', 'VAR00002 (code)'],
    [['This is one'], ['1']],
  ]);
  const missing = await table('haven/spss/labelled-num-na.sav');
  expect(missing.cells).toEqual([
    ['This is one', ''],
    ['1', '9'],
  ]);
  const text = await table('haven/spss/labelled-str.sav');
  expect(text.cells).toEqual([
    ['Male', 'Female'],
    ['M', 'F'],
  ]);
  const named = await table('haven/spss/variable-label.sav');
  expect([named.header[0], named.labels?.[0]]).toEqual(['sex', 'Gender']);
  const umlauts = await table('haven/spss/umlauts.sav');
  expect(umlauts.labels?.[0]).toBe('This is an ä-umlaut');
  expect(umlauts.cells[0]!.every((cell) => /^the [äöüß] umlaut$/.test(cell))).toBe(true);
  const times = await table('haven/spss/datetime.sav');
  expect(times.cells[2]![0]!.slice(0, 8)).toBe('12:11:10');
  const notes = await table('haven/stata/notes.dta');
  expect(notes.header).toEqual(['id', 'female', 'treatment', 'outcome']);
  expect(notes.cells[0]).toEqual(['1', '2', '3', '4', '5']);
});

for (const kind of ['point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'])
  real(`GeoParquet's ${kind}.parquet holds what our own reader of its WKT answer holds`, async () => {
    const parquet = await table(`geoparquet/data-${kind}-encoding_wkb.parquet`);
    const wkt = await table(`geoparquet/data-${kind}-wkt.csv`);
    expect(parquet.cells[0]).toEqual(wkt.cells[0]);
    const own = parquet.features!.map(({ geometry }) => geometry as Geometry | null);
    // Points stay cells, for the reader of columns has words for each bad one.
    const answer =
      wkt.features?.map(({ geometry }) => geometry as Geometry | null) ??
      column(wkt, 'geometry')!.map((cell): Geometry | null => {
        const found = /^POINT \(([\d.-]+) ([\d.-]+)\)$/.exec(cell);
        return found === null ? null : { type: 'Point', coordinates: [Number(found[1]), Number(found[2])] };
      });
    expect(own).toEqual(answer);
    expect(own.filter((geometry) => geometry !== null).length).toBeGreaterThan(0);
  });
