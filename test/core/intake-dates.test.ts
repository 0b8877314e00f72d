/** Days as offices write them. Expected values are written by hand; properties use the calendar of JavaScript's Date as their oracle. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PartialDate } from '../../src/intake/dates';
import { ageOn, isoDay, parseDate, readDates } from '../../src/intake/dates';

const latest = '2026-11-23';

/** '1950-01-02', '1950-01', '1950'; '-' for text; several readings joined by '|'. */
function told(text: string, day = latest): string {
  const read = parseDate(text, day);
  if (read.kind === 'text') return '-';
  return read.kind === 'date'
    ? shown(read.date)
    : read.of.map(({ date }) => (date === null ? '?' : shown(date))).join('|');
}

function shown({ year, month, day }: PartialDate): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}${month === null ? '' : `-${two(month)}`}${day === null ? '' : `-${two(day)}`}`;
}

const cases: readonly (readonly [text: string, read: string])[] = [
  ['1950-01-02', '1950-01-02'],
  ['1950-1-2', '1950-01-02'],
  ['1950/1/2', '1950-01-02'],
  ['1950/01/02', '1950-01-02'],
  ['1950.1.2', '1950-01-02'],
  ['1950.01.02', '1950-01-02'],
  ['1950.01.02.', '1950-01-02'],
  ['1950 01 02', '1950-01-02'],
  ['1950、1、2', '1950-01-02'],
  [' 1950 - 1 - 2 ', '1950-01-02'],
  ['１９５０－０１－０２', '1950-01-02'],
  ['1950—01—02', '1950-01-02'],
  ['1950年1月2日', '1950-01-02'],
  ['1950年01月02日', '1950-01-02'],
  ['1950年1月2', '1950-01-02'],
  ['1950年1月2号', '1950-01-02'],
  ['1950 年 1 月 2 日', '1950-01-02'],
  ['1950年1月2日生', '1950-01-02'],
  ['出生于1950年1月2日', '1950-01-02'],
  ['公历：1950年1月2日', '1950-01-02'],
  ['一九五〇年一月二日', '1950-01-02'],
  ['一九五零年十二月三十一日', '1950-12-31'],
  ['一九五○年十月二十日', '1950-10-20'],
  ['一九四九年十一月廿一日', '1949-11-21'],
  ['一九五〇年元月', '1950-01'],
  ['二〇〇〇年二月二十九日', '2000-02-29'],
  ['19500102', '1950-01-02'],
  ['19500102.0', '-'],
  ['1950-01-02 00:00:00', '1950-01-02'],
  ['1950/1/2 0:00', '1950-01-02'],
  ['1950/1/2 上午 9:30', '1950-01-02'],
  ['1950-01-02T00:00:00Z', '1950-01-02'],
  ['1950-01-02T08:00:00.000+08:00', '1950-01-02'],
  ['1950年1月2日 星期一', '1950-01-02'],
  ['1950-01-02（周一）', '1950-01-02'],
  ['1950-01', '1950-01'],
  ['1950年1月', '1950-01'],
  ['1950/12', '1950-12'],
  ['1950.12', '1950-12'],
  ['1950.05', '1950-05'],
  // What a spreadsheet leaves of 1950.10.
  ['1950.1', '1950'],
  ['195001', '1950-01'],
  ['1950', '1950'],
  ['1950年', '1950'],
  ['1950-00-00', '1950'],
  ['1950-03-00', '1950-03'],
  ['500102', '1950-01-02'],
  ['50-01-02', '1950-01-02'],
  ['50年1月2日', '1950-01-02'],
  ['五〇年三月', '1950-03'],
  ['民国39年1月2日', '1950-01-02'],
  ['民國三十九年一月二日', '1950-01-02'],
  ['民国39.1.2', '1950-01-02'],
  ['民国元年', '1912'],
  ['18265', '1950-01-02'],
  ['18265.5', '1950-01-02'],
  ['9133', '1925-01-01'],
  ['13/01/1950', '1950-01-13'],
  ['01/13/1950', '1950-01-13'],
  ['02/01/1950', '1950-01-02|1950-02-01'],
  ['01/01/1950', '1950-01-01'],
  ['2.1.1950', '1950-01-02|1950-02-01'],
  ['1/2/50', '1950-02-01|1950-01-02'],
  ['31/12/49', '1949-12-31'],
  ['2 Jan 1950', '1950-01-02'],
  ['2-Jan-50', '1950-01-02'],
  ['Jan 2, 1950', '1950-01-02'],
  ['January 1950', '1950-01'],
  ['2nd February 1950', '1950-02-02'],
  ['190312', '1903-12|?'],
  // None of these is a day that was.
  ['1950-02-29', '-'],
  ['1950-13-01', '-'],
  ['1950-04-31', '-'],
  ['1950/13/02', '-'],
  ['2950-01-01', '-'],
  ['2026-11-24', '-'],
  ['2026-11-23', '2026-11-23'],
  ['1849-01-01', '-'],
  ['1900-02-29', '-'],
  ['2000-02-29', '2000-02-29'],
  ['1950-00-02', '-'],
  // 1920 or 2020: nobody can tell.
  ['20年1月2日', '-'],
  ['农历1950年正月初二', '-'],
  ['阴历一九五〇年三月', '-'],
  ['不详', '-'],
  ['', '-'],
  ['73', '-'],
  ['73岁', '-'],
  ['1000', '-'],
  ['13812345678', '-'],
  ['103.8364', '-'],
  ['2023年度', '-'],
  ['3-2-501', '-'],
];

test.each(cases)('%s is read as %s', (text, read) => {
  expect(told(text)).toBe(read);
});

test('a column decides what its cells leave open, and says where it cannot', async () => {
  const of = async (...cells: string[]) => {
    const { dates, unclear, texts } = await readDates(cells, latest, () => Promise.resolve());
    return [dates.map((date) => (date === null ? null : shown(date))), unclear, texts];
  };
  expect(await of('02/01/1950', '25/12/1948')).toEqual([['1950-01-02', '1948-12-25'], [], []]);
  expect(await of('02/01/1950', '12/25/1948')).toEqual([['1950-02-01', '1948-12-25'], [], []]);
  // Nothing decides, or both are there: the year is certain.
  expect(await of('02/01/1950', '03/04/1948')).toEqual([['1950', '1948'], [0, 1], []]);
  expect(await of('02/01/1950', '25/12/1948', '12/25/1948')).toEqual([
    ['1950', '1948-12-25', '1948-12-25'],
    [0],
    [],
  ]);
  expect(await of('1/2/50', '31/12/49', '45-01-02')).toEqual([
    ['1950-02-01', '1949-12-31', '1945-01-02'],
    [],
    [],
  ]);
  expect(await of('190312', '501231')).toEqual([[null, '1950-12-31'], [], []]);
  expect(await of('190312', '195012')).toEqual([['1903-12', '1950-12'], [], []]);
  expect(await of('190312')).toEqual([[null], [0], []]);
  expect(await of('', '不详', '1950-01-02')).toEqual([[null, null, '1950-01-02'], [], [1]]);
});

const calendarDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const styles: readonly ((y: string, m: string, d: string) => string)[] = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${y}/${Number(m)}/${Number(d)}`,
  (y, m, d) => `${y}.${Number(m)}.${Number(d)}`,
  (y, m, d) => `${y}年${Number(m)}月${Number(d)}日`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m, d) => `${y}-${m}-${d} 00:00:00`,
  (y, m, d) => `${y}-${m}-${d}T00:00:00.000Z`,
  (y, m, d) => `民国${Number(y) - 1911}年${Number(m)}月${Number(d)}日`,
  (y, m, d) => `${chinese(y)}年${inWords(Number(m))}月${inWords(Number(d))}日`,
  (y, m, d) =>
    `${Number(d)} ${new Date(`2000-${m}-01`).toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${y}`,
];

function chinese(year: string): string {
  return [...year].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
}

function inWords(n: number): string {
  const digits = '〇一二三四五六七八九';
  const end = n % 10 === 0 ? '' : digits[n % 10]!;
  return n < 10 ? end : n < 20 ? `十${end}` : `${digits[Math.floor(n / 10)]!}十${end}`;
}

test('every style gives the day back', () => {
  fc.assert(
    fc.property(calendarDay, fc.constantFrom(...styles.keys()), (day, style) => {
      const [y, m, d] = day.split('-') as [string, string, string];
      if (style === 7 && Number(y) <= 1911) return;
      expect(told(styles[style]!(y, m, d))).toBe(day);
    }),
    { numRuns: 3000 },
  );
});

test('day numbers of a spreadsheet are days since 30 December 1899', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3654, max: 44_000 }), (serial) => {
      expect(told(String(serial))).toBe(new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10));
    }),
  );
});

test('no text throws, and what is read is a day of the calendar that is not after the last', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9年月日/.\-一二十 ]{1,12}$/)),
      calendarDay,
      (text, day) => {
        const read = parseDate(text, day);
        const dates =
          read.kind === 'text'
            ? []
            : read.kind === 'date'
              ? [read.date]
              : read.of.flatMap(({ date }) => date ?? []);
        for (const date of dates) {
          const iso = `${date.year}-${String(date.month ?? 1).padStart(2, '0')}-${String(date.day ?? 1).padStart(2, '0')}`;
          expect(new Date(iso).toISOString().slice(0, 10)).toBe(iso);
          expect(iso <= day).toBe(true);
          if (date.month === null) expect(date.day).toBe(null);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('whole years pass on the birthday itself', () => {
  const age = (text: string, day: string) => {
    const read = parseDate(text, day);
    if (read.kind !== 'date') throw new Error(text);
    const { least, most } = ageOn(read.date, day);
    return [least, most];
  };
  expect(age('1950-11-22', '2026-11-23')).toEqual([76, 76]);
  expect(age('1950-11-23', '2026-11-23')).toEqual([76, 76]);
  expect(age('1950-11-24', '2026-11-23')).toEqual([75, 75]);
  expect(age('1950-11', '2026-11-23')).toEqual([75, 76]);
  expect(age('1950-10', '2026-11-23')).toEqual([76, 76]);
  expect(age('1950-12', '2026-11-23')).toEqual([75, 75]);
  expect(age('1950', '2026-11-23')).toEqual([75, 76]);
  expect(age('1950', '2026-12-31')).toEqual([76, 76]);
  expect(age('1948-02-29', '2026-02-28')).toEqual([77, 77]);
  expect(age('1948-02-29', '2026-03-01')).toEqual([78, 78]);
});

test('ages agree with counting birthdays one by one', () => {
  fc.assert(
    fc.property(calendarDay, calendarDay, (a, b) => {
      const [birth, day] = a <= b ? [a, b] : [b, a];
      const [year, month, date] = birth.split('-').map(Number) as [number, number, number];
      let birthdays = 0;
      for (let y = year + 1; y <= 2021; y++)
        if (new Date(Date.UTC(y, month - 1, date)).toISOString().slice(0, 10) <= day) birthdays++;
      expect(ageOn({ year, month, day: date }, day)).toEqual({ least: birthdays, most: birthdays });
    }),
  );
});

test('the ISO day is the one on the wall', () => {
  expect(isoDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(isoDay(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05');
});
