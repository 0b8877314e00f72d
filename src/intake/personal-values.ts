/** What the cells of a column look like, from a sample spread over the whole file. */
import { parseDegrees, splitPair } from './coordinates';
import { parseDate } from './dates';
import { hidePersonal } from './identity-text';
import {
  endsAsGivenName,
  isBankCard,
  isDamagedNumber,
  isDoor,
  isEmail,
  isHanName,
  isLandline,
  isLatinName,
  isMobile,
  isOtherId,
  residentId,
} from './identity-values';
import type { TextTable } from './text-table';
import { parseNumber, parseYesNo, plainText } from './values';

export type Look =
  /** Identity numbers: with a right check digit; by shape only; of other places; of which a spreadsheet has lost digits. */
  | 'validId'
  | 'shapedId'
  | 'otherId'
  | 'damagedId'
  | 'mobile'
  | 'landline'
  | 'bankCard'
  | 'damagedCard'
  | 'email'
  | 'door'
  | 'house'
  /** Any day, month or year; and days written out as such, which no plain number is. */
  | 'date'
  | 'fullDate'
  | 'hanName'
  | 'latinName'
  | 'givenEnding'
  /** Words with such a number or name among them. */
  | 'embedded'
  | 'answer'
  /** Any figure at all. */
  | 'digits'
  /** Seven digits or more and nothing else, which are no such number. */
  | 'code'
  /** Words with Han characters. */
  | 'han'
  | 'small'
  /** Degrees and metres: a number with decimals says nobody's name. */
  | 'coordinate';

export class ValueFacts {
  /** Sampled cells that hold something, and how many different ones. */
  filled = 0;
  distinct = 0;
  /** Years of the days written out. */
  readonly years: number[] = [];
  /** What mobile numbers begin with: 13, 15, 18 … */
  readonly mobileStarts = new Set<string>();
  private readonly counts = new Map<Look, number>();

  count(look: Look): void {
    this.counts.set(look, (this.counts.get(look) ?? 0) + 1);
  }

  /** Share of the filled cells; 0 where there are none. */
  share(look: Look): number {
    return this.filled === 0 ? 0 : (this.counts.get(look) ?? 0) / this.filled;
  }
}

const mostSampled = 1000;
const mostCells = 400_000;
const latest = '2099-12-31';
const longestNumber = 60;

const known = new WeakMap<object, ValueFacts[]>();

/** By column. Remembered by the table's cells: files are looked at once for every kind of layer they might be. */
export function valueFacts(table: TextTable): readonly ValueFacts[] {
  const found = known.get(table.cells);
  if (found !== undefined) return found;
  const rows = table.rows.length;
  const sampled = Math.max(
    20,
    Math.min(mostSampled, Math.floor(mostCells / Math.max(1, table.header.length))),
  );
  const step = Math.max(1, Math.ceil(rows / sampled));
  const facts = table.cells.map((cells) => factsOf(cells, step));
  known.set(table.cells, facts);
  return facts;
}

function factsOf(cells: readonly string[], step: number): ValueFacts {
  const facts = new ValueFacts();
  const seen = new Set<string>();
  for (let i = 0; i < cells.length; i += step) {
    const plain = plainText(cells[i]!);
    if (plain === '' || parseNumber(plain).kind === 'missing') continue;
    facts.filled++;
    seen.add(plain);
    look(plain, facts);
  }
  facts.distinct = seen.size;
  return facts;
}

function look(plain: string, facts: ValueFacts): void {
  if (/^[+-]?(\d{1,3}\.\d+|\d{4,8}\.\d*[1-9]\d*)$/.test(plain) && !isYearAndMonth(plain)) {
    facts.count('coordinate');
    return;
  }
  if (isCoordinates(plain)) {
    facts.count('coordinate');
    return;
  }
  const isDigits = /^\d+$/.test(plain);
  if (isDigits && plain.length <= 3) facts.count('small');
  else if (parseYesNo(plain) !== null) facts.count('answer');
  if (/\d/.test(plain)) {
    facts.count('digits');
    const number = numberLook(plain);
    if (number !== null) facts.count(number);
    else if (/^\d{7,}(\.0+)?$/.test(plain)) facts.count('code');
    if (number === 'mobile') facts.mobileStarts.add(/1[.]?[3-9]/.exec(plain)![0].replace('.', ''));
    const date = number === 'mobile' || number === 'validId' ? null : parseDate(plain, latest);
    if (date !== null && date.kind !== 'text') {
      facts.count('date');
      if (!isDigits || plain.length === 8) {
        facts.count('fullDate');
        const first = date.kind === 'date' ? date.date : date.of.find((one) => one.date !== null)?.date;
        if (first) facts.years.push(first.year);
      }
    }
    if (number === null && (date === null || date.kind === 'text') && hidePersonal(plain) !== plain)
      facts.count('embedded');
    return;
  }
  if (/[\u4e00-\u9fff]/.test(plain)) facts.count('han');
  if (isHanName(plain)) {
    facts.count('hanName');
    if (endsAsGivenName(plain)) facts.count('givenEnding');
  } else if (isLatinName(plain)) facts.count('latinName');
  else if (isEmail(plain)) facts.count('email');
  else if (isDoor(plain, true)) facts.count('house');
  else if (hidePersonal(plain) !== plain) facts.count('embedded');
}

function numberLook(plain: string): Look | null {
  if (plain.length > longestNumber) return null;
  const id = residentId(plain);
  if (id?.kind === 'valid') return 'validId';
  if (isMobile(plain)) return 'mobile';
  if (id !== null) return 'shapedId';
  if (isBankCard(plain)) return 'bankCard';
  if (isDamagedNumber(plain)) return /e\+?1[47]$/i.test(plain) ? 'damagedId' : 'damagedCard';
  if (isLandline(plain)) return 'landline';
  if (isOtherId(plain)) return 'otherId';
  if (isEmail(plain)) return 'email';
  if (isDoor(plain)) return 'door';
  return isDoor(plain, true) ? 'house' : null;
}

/** 1950.05 */
function isYearAndMonth(plain: string): boolean {
  return /^(18|19|20)\d\d\.(0[1-9]|1[0-2]|[1-9])$/.test(plain);
}

function isCoordinates(plain: string): boolean {
  const pair = splitPair(plain);
  return (
    pair !== null && typeof parseDegrees(pair[0]) === 'number' && typeof parseDegrees(pair[1]) === 'number'
  );
}
