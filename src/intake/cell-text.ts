/** One spreadsheet cell as text: ids whole, dates as ISO, numbers as they were typed and not as a format rounds them. */
import type { CellObject } from '@e965/xlsx';

/** From the library: a serial day number to its parts, and a number in a format of its own. */
export interface DateCodes {
  parse_date_code(
    v: number,
    options: { date1904: boolean },
  ): { y: number; m: number; d: number; H: number; M: number; S: number } | null;
  format(format: string, v: number): string;
}

const errorNames: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** '' for empty cells; errors by their name ("#DIV/0!"), which `parseNumber` takes for missing. */
export function cellText(cell: CellObject | undefined, isDate1904: boolean, codes: DateCodes): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return '';
  switch (cell.t) {
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    case 'e':
      return cell.w ?? errorNames[Number(cell.v)] ?? '#N/A';
    case 'n':
      return numberText(Number(cell.v), typeof cell.z === 'string' ? cell.z : 'General', isDate1904, codes);
    case 'z':
      return '';
    default:
      return String(cell.v);
  }
}

/** Excel keeps 15 digits of a number; a whole number beyond that has lost its last ones, and no reader gets them back. */
export function hasLostDigits(text: string): boolean {
  return /^-?[1-9]\d{15,}$/.test(text);
}

function numberText(v: number, format: string, isDate1904: boolean, codes: DateCodes): string {
  if (!Number.isFinite(v)) return '';
  if (format === 'General' || format === '@') return plainNumber(v);
  const bare = bareFormat(format);
  if (/%/.test(bare)) return `${plainNumber(v * 100)}%`;
  // Leading zeros and dashes of ids: 000000, 000-0000.
  if (/^0[0-]*0$/.test(bare) && Number.isInteger(v) && v >= 0) return codes.format(format, v);
  const date = dateText(v, bare, isDate1904, codes);
  return date ?? plainNumber(v);
}

/** Whole numbers without an exponent; others with the 15 digits that a spreadsheet shows at most (0.1 + 0.2 is 0.3 there). */
function plainNumber(v: number): string {
  if (Number.isInteger(v) && Math.abs(v) < 1e21) return String(v === 0 ? 0 : v);
  return String(Number(v.toPrecision(15)));
}

/** The first section of a number format without quoted text, escapes, colours and padding; [h] stays as `elapsed`. */
function bareFormat(format: string): string {
  const plain = format
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, 'elapsed')
    .replace(/\[[^\]]*\]/g, '');
  return plain.split(';')[0]!.trim();
}

function dateText(v: number, bare: string, isDate1904: boolean, codes: DateCodes): string | null {
  if (bare.includes('elapsed')) {
    const minutes = Math.round(v * 1440);
    return `${Math.trunc(minutes / 60)}:${two(Math.abs(minutes % 60))}`;
  }
  if (/general|通用/i.test(bare)) return null;
  const letters = bare.toLowerCase().replace(/e[+-]/g, '');
  const hasYear = /[ye]/.test(letters);
  const hasDay = /d|aaa/.test(letters);
  const hasTime = /[hs]/.test(letters);
  const hasMonth = /m/.test(letters) && (hasYear || hasDay || !hasTime);
  if (!hasYear && !hasDay && !hasTime && !hasMonth) return null;
  const date = codes.parse_date_code(v, { date1904: isDate1904 });
  if (date === null || date === undefined) return null;
  const time = `${two(date.H)}:${two(date.M)}${date.S >= 1 ? `:${two(Math.floor(date.S))}` : ''}`;
  if (!hasYear && !hasDay && !hasMonth) return time;
  const year = String(date.y).padStart(4, '0');
  if (hasYear && !hasDay && !hasTime) return hasMonth ? `${year}-${two(date.m)}` : year;
  const day = `${year}-${two(date.m)}-${two(date.d)}`;
  return hasTime && (date.H > 0 || date.M > 0 || date.S >= 1) ? `${day} ${time}` : day;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
