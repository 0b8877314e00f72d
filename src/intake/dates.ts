/** Days as offices write them, read without guessing: what two readings allow is decided by its column, or left open. */
import type { Pause } from '../domain/progress';
import { plainText } from './values';

/** A day of the Gregorian calendar, or as much of it as is known; a day never without its month. */
export interface PartialDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

/** Which number comes first where the writing leaves it open: 2/1/1950, 50/1/2, 1/2/50; 195001 (a month) against 500102 (a day). */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'yearFirst' | 'yearMonth' | 'shortYear';

export type DateReading =
  /** `order`: what this cell proves about its column, null where it proves nothing. */
  | { readonly kind: 'date'; readonly date: PartialDate; readonly order: DateOrder | null }
  | { readonly kind: 'either'; readonly of: readonly Reading[] }
  | { readonly kind: 'text' };

export interface Reading {
  readonly order: DateOrder;
  /** null where its century is unknown. */
  readonly date: PartialDate | null;
}

const earliestYear = 1850;
/** The longest way to write a day is shorter. */
const mostCharacters = 60;
/** Day numbers of spreadsheets count from here: 1 is 1 January 1900, with a 29 February 1900 that never was. */
const serialDay0 = Date.UTC(1899, 11, 30);
const millisPerDay = 86_400_000;
/** A number of four digits below this is a year or nothing; from here on (1910) it may be a spreadsheet's day number. */
const leastSerial = 3654;

/**
 * One cell. `latest` (ISO day): the last day that can be meant; what would lie after it is text. Years of two digits are 19xx where
 * 20xx would lie after `latest`, and else text. Days of the lunar calendar are text: they are other days. A time of day is left off.
 */
export function parseDate(text: string, latest: string): DateReading {
  const last = isoParts(latest);
  // Most files write ISO days, and a million of them are worth the shortcut.
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const { year, month, day } = isoParts(text);
    const date = checked(year, month, day, last);
    return date === null ? { kind: 'text' } : { kind: 'date', date, order: null };
  }
  if (text.length > mostCharacters) return { kind: 'text' };
  const plain = /^\d*$/.test(text) ? text : dateText(text);
  if (plain === '' || /[农阴]历|正月|腊月|冬月|初[一二三四五六七八九十]|闰/.test(plain))
    return { kind: 'text' };
  const check = (year: number, month: number | null, day: number | null): PartialDate | null =>
    checked(year, month, day, last);
  const one = (date: PartialDate | null): DateReading =>
    date === null ? { kind: 'text' } : { kind: 'date', date, order: null };
  const short = (text: string): number => shortYear(Number(text), last.year);
  const shortDay = (year: string, month: number, day: number): PartialDate | 'century' | null => {
    if (!Number.isNaN(short(year))) return whole(check(short(year), month, day));
    return whole(check(1900 + Number(year), month, day)) === null ? null : 'century';
  };

  let found = /^(\d{4})(?:年|[-/.、\\ ])\s*(\d{1,2})(?:月|[-/.、\\ ])\s*(\d{1,2})[日号.]?$/.exec(plain);
  if (found) return one(check(Number(found[1]), Number(found[2]), Number(found[3])));
  found = /^(\d{4})(年|[-/.、\\ ])\s*(\d{1,2})月?$/.exec(plain);
  // A spreadsheet makes 1950.1 of 1950.10.
  if (found)
    return one(check(Number(found[1]), found[2] === '.' && found[3] === '1' ? null : Number(found[3]), null));
  found = /^(\d{4})年?$/.exec(plain);
  if (found && (Number(found[1]) < leastSerial || plain.endsWith('年')))
    return one(check(Number(found[1]), null, null));
  found = /^(?:中华)?民国?(\d{1,3}|元)年?(?:[-/. ]?(\d{1,2})[月\-/. ]?)?(?:(\d{1,2})[日号]?)?$/.exec(plain);
  if (found) {
    const year = 1911 + (found[1] === '元' ? 1 : Number(found[1]));
    return one(check(year, numberOrNull(found[2]), numberOrNull(found[3])));
  }
  found = /^(\d{2})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号]?)?$/.exec(plain);
  if (found) return one(check(short(found[1]!), numberOrNull(found[2]), numberOrNull(found[3])));
  found = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (found) return one(check(Number(found[1]), Number(found[2]), Number(found[3])));
  found = /^(\d{2})(\d{2})(\d{2})$/.exec(plain);
  if (found) {
    const [, a, b, c] = found as unknown as [string, string, string, string];
    return settle([
      ['yearMonth', Number(c) === 0 ? null : check(Number(a + b), Number(c), null)],
      ['shortYear', shortDay(a, Number(b), Number(c))],
    ]);
  }
  found = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/.exec(plain);
  if (found) {
    const [a, b, year] = [Number(found[1]), Number(found[3]), Number(found[4])];
    return settle([
      ['dayFirst', whole(check(year, b, a))],
      ['monthFirst', whole(check(year, a, b))],
    ]);
  }
  found = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{2})$/.exec(plain);
  if (found) {
    const [, first, , second, third] = found as unknown as [string, string, string, string, string];
    return settle([
      ['yearFirst', first.length < 2 ? null : shortDay(first, Number(second), Number(third))],
      ['dayFirst', shortDay(third, Number(second), Number(first))],
      ['monthFirst', shortDay(third, Number(first), Number(second))],
    ]);
  }
  const named = namedMonth(plain);
  if (named !== null) {
    const year = named.year.length === 2 ? short(named.year) : Number(named.year);
    return one(check(year, named.month, named.day));
  }
  found = /^(\d{4,5})(?:\.\d+)?$/.exec(plain);
  if (found && Number(found[1]) >= leastSerial) {
    const day = new Date(serialDay0 + Number(found[1]) * millisPerDay);
    return one(check(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()));
  }
  return { kind: 'text' };
}

/** A day of the calendar between 1850 and 2099, or null. */
export function calendarDay(year: number, month: number, day: number): PartialDate | null {
  return month === 0 || day === 0 ? null : checked(year, month, day, { year: 2099, month: 12, day: 31 });
}

export interface DateColumn {
  /** By position; null where the cell is blank, no date, or one of several. */
  readonly dates: readonly (PartialDate | null)[];
  /** Positions of cells that allow several readings which no other cell of the column decides; of their date only what all agree in is given. */
  readonly unclear: readonly number[];
  /** Positions of filled cells that are no date. */
  readonly texts: readonly number[];
}

/** Cells between two pauses, in which a stop is noticed. */
const cellsAtOnce = 4096;

/** All cells of a column, each order that leaves a choice decided by the cells that leave none. */
export async function readDates(cells: readonly string[], latest: string, pause: Pause): Promise<DateColumn> {
  const readings: DateReading[] = [];
  for (const cell of cells) {
    if (readings.length % cellsAtOnce === 0) await pause();
    readings.push(parseDate(cell, latest));
  }
  const proven = new Set(
    readings.flatMap((one) => (one.kind === 'date' && one.order !== null ? [one.order] : [])),
  );
  const unclear: number[] = [];
  const texts: number[] = [];
  const dates = readings.map((reading, position) => {
    if (reading.kind === 'date') return reading.date;
    if (reading.kind === 'text') {
      if (cells[position]!.trim() !== '') texts.push(position);
      return null;
    }
    const meant = reading.of.filter(({ order }) => proven.has(order));
    if (meant.length === 1) return meant[0]!.date;
    unclear.push(position);
    const [year, ...others] = reading.of.map(({ date }) => date?.year);
    return year !== undefined && others.every((other) => other === year)
      ? { year, month: null, day: null }
      : null;
  });
  return { dates, unclear, texts };
}

/**
 * Whole years (周岁) on `day` (ISO), the birthday itself included; `least` and `most` differ where the date is known in part. Who is born
 * on 29 February has their birthday on 1 March of other years.
 */
export function ageOn(birth: PartialDate, day: string): { readonly least: number; readonly most: number } {
  const on = isoParts(day);
  const years = on.year - birth.year;
  const today = on.month * 100 + on.day;
  const first = (birth.month ?? 1) * 100 + (birth.day ?? 1);
  const last = (birth.month ?? 12) * 100 + (birth.day ?? 31);
  return { least: today >= last ? years : years - 1, most: today >= first ? years : years - 1 };
}

/** The ISO day of a moment by the clock on the wall. */
export function isoDay(moment: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isoParts(iso: string): Day {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  return { year, month, day };
}

/** Null where there is no such day, or it lies after the last. A month or day written as 0 is unknown. */
function checked(year: number, month: number | null, day: number | null, last: Day): PartialDate | null {
  if (!(year >= earliestYear && year <= last.year)) return null;
  if (month === null || month === 0)
    return day === null || day === 0 ? { year, month: null, day: null } : null;
  if (month > 12) return null;
  const isAfter = (m: number, d: number): boolean =>
    year === last.year && (m > last.month || (m === last.month && d > last.day));
  if (day === null || day === 0) return isAfter(month, 1) ? null : { year, month, day: null };
  return day > daysIn(year, month) || isAfter(month, day) ? null : { year, month, day };
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function whole(date: PartialDate | null): PartialDate | null {
  return date === null || date.day === null ? null : date;
}

/** NaN where both centuries are possible. */
function shortYear(year: number, lastYear: number): number {
  return 2000 + year > lastYear ? 1900 + year : NaN;
}

/** `orders` with what each would mean: null where it cannot be, 'century' where only its century is open. */
function settle(orders: readonly (readonly [DateOrder, PartialDate | 'century' | null])[]): DateReading {
  const of = orders.flatMap(([order, found]): Reading[] => {
    if (found === null) return [];
    return [{ order, date: found === 'century' ? null : found }];
  });
  const [first, ...others] = of;
  if (first === undefined) return { kind: 'text' };
  const { date } = first;
  if (others.length === 0)
    return date === null ? { kind: 'text' } : { kind: 'date', date, order: first.order };
  const isSame = (other: PartialDate | null): boolean =>
    other !== null && other.year === date?.year && other.month === date.month && other.day === date.day;
  if (date !== null && others.every((other) => isSame(other.date)))
    return { kind: 'date', date, order: null };
  return { kind: 'either', of };
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const monthName = `(${months})[a-z]*\\.?`;

/** "2 Jan 1950", "Jan 2, 1950", "2-Jan-50", "January 1950". */
function namedMonth(plain: string): { year: string; month: number; day: number | null } | null {
  const monthOf = (name: string): number => months.split('|').indexOf(name.toLowerCase()) + 1;
  let found = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*${monthName}[-/,. ]*(\\d{4}|\\d{2})$`, 'i').exec(
    plain,
  );
  if (found) return { year: found[3]!, month: monthOf(found[2]!), day: Number(found[1]) };
  found = new RegExp(`^${monthName}[-/. ]*(\\d{1,2})(?:st|nd|rd|th)?[-/,. ]+(\\d{4}|\\d{2})$`, 'i').exec(
    plain,
  );
  if (found) return { year: found[3]!, month: monthOf(found[1]!), day: Number(found[2]) };
  found = new RegExp(`^${monthName}[-/,. ]*(\\d{4}|\\d{2})$`, 'i').exec(plain);
  return found ? { year: found[2]!, month: monthOf(found[1]!), day: null } : null;
}

/** Half width, dashes alike, Chinese digits as figures, traditional characters as simplified; without time, weekday and what only introduces. */
function dateText(text: string): string {
  return figures(plainText(text))
    .replace(/國/g, '国')
    .replace(/號/g, '号')
    .replace(/[—–―−]/g, '-')
    .replace(/^['’]|^(公元|公历|阳历|生于|出生于)[:：]?\s*/g, '')
    .replace(/\s*[(（]?(星期|周|礼拜)[一二三四五六日天][)）]?/g, '')
    .replace(
      /(?<=\d)[T日号]?\s+?(上午|下午)?\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?(z|[+-]\d\d:?\d\d)?$/i,
      '',
    )
    .replace(/T\d{2}:\d{2}.*$/, '')
    .replace(/\s*([年月日号])\s*/g, '$1')
    .replace(/\s*([-/.])\s*/g, '$1')
    .replace(/(生|出生)$/, '')
    .trim();
}

const chineseDigits = '〇一二三四五六七八九';

/** 一九五〇年十月二十一日 → 1950年10月21日; what is no such date stays. */
function figures(text: string): string {
  if (!/[〇零○一二三四五六七八九十廿卅元].*年|年.*月/.test(text)) return text;
  const digit = '[〇零○ＯOo一二三四五六七八九]';
  const value = (run: string): string =>
    run.replace(/./g, (c) => (/[零○ＯOo]/.test(c) ? '0' : String(chineseDigits.indexOf(c))));
  return text
    .replace(new RegExp(`${digit}{4}(?=年)|${digit}{2}(?=年)`, 'g'), value)
    .replace(/元月/g, '1月')
    .replace(
      /[一二三四五六七八九]?[十廿卅][一二三四五六七八九]?|[一二三四五六七八九](?=[年月日号])/g,
      (run) => {
        const tens = /^[一二三四五六七八九]?十/.test(run)
          ? run.startsWith('十')
            ? 10
            : 10 * chineseDigits.indexOf(run[0]!)
          : run.startsWith('廿')
            ? 20
            : run.startsWith('卅')
              ? 30
              : 0;
        const end = chineseDigits.indexOf(run[run.length - 1]!);
        return String(tens + Math.max(0, end));
      },
    );
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
