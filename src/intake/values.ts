/** Numbers as people type them into cells. */

export type Parsed =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'text' };

const missingWords = new Set(
  [
    '',
    '-',
    '--',
    '---',
    '—',
    '——',
    '–',
    '/',
    '\\',
    '.',
    '…',
    '*',
    'na',
    'n/a',
    '#n/a',
    'null',
    'none',
    'nan',
    'nil',
    'inf',
    '-inf',
    'infinity',
    '-infinity',
  ].concat([
    '无',
    '暂无',
    '不详',
    '不明',
    '未知',
    '未填',
    '缺失',
    '空',
    '(空)',
    '(跳过)',
    '待定',
    'unknown',
    'missing',
    '#value!',
    '#ref!',
    '#div/0!',
    '#name?',
    '#num!',
    '#null!',
    '#spill!',
    '#calc!',
    '#getting_data',
  ]),
);

/**
 * Full-width forms folded to plain ones, blanks of every kind trimmed. Not Unicode's NFKC, which would make 32 of "3²" and 1 of "①".
 */
export function plainText(text: string): string {
  if (isPlainAscii(text)) return text.trim();
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2002-\u200b\u202f\ufeff]/g, ' ')
    .trim();
}

/**
 * "1,234", "１２３", " 12 " are numbers; blanks, "-", "无", "#N/A", "NaN" and what is not finite are missing; all else ("约300",
 * "50张", "12%", "3.5万") is text, never half a number: see `parseCount`.
 */
export function parseNumber(text: string): Parsed {
  const plain = plainText(text);
  if (missingWords.has(plain.toLowerCase())) return { kind: 'missing' };
  let digits = plain;
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) digits = plain.replaceAll(',', '');
  else if (/^[+-]?\d{1,3}( \d{3})+(\.\d+)?$/.test(plain)) digits = plain.replaceAll(' ', '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return { kind: 'text' };
  const value = Number(digits);
  return Number.isFinite(value) ? { kind: 'number', value: value === 0 ? 0 : value } : { kind: 'missing' };
}

export interface ParsedCount {
  readonly kind: Parsed['kind'];
  /** NaN unless a number. */
  readonly value: number;
  /** 'worded': a unit or 万 stood with it ("50张", "3.5万"); 'about': it is a rough number ("约300", "20余人"). */
  readonly manner: 'plain' | 'worded' | 'about';
}

/** What is counted: households and hours are no persons, so each takes its own units only. */
export type Counted = 'persons' | 'places' | 'hours' | 'money';

/**
 * A count as offices write it: what `parseNumber` reads, and "50张", "约300", "3.5万", "1.2千人", "300+". A percentage, a range
 * ("50-60"), a number within a sentence and one with another unit are text: half a number is worse than none.
 */
export function parseCount(text: string, counted: Counted): ParsedCount {
  const parsed = parseNumber(text);
  if (parsed.kind === 'number') return { kind: 'number', value: parsed.value, manner: 'plain' };
  if (parsed.kind === 'missing') return { kind: 'missing', value: NaN, manner: 'plain' };
  const match = countPatterns[counted].exec(plainText(text).replace(/(?<=\d),(?=\d{3}(?!\d))/g, ''));
  if (match === null) return { kind: 'text', value: NaN, manner: 'plain' };
  const [, before, digits, scale, more, after] = match;
  const value = Number((Number(digits) * scales[(scale ?? '').toLowerCase()]!).toPrecision(15));
  const isAbout = [before, more, after].some((word) => word !== undefined);
  return { kind: 'number', value, manner: isAbout ? 'about' : 'worded' };
}

const scales: Readonly<Record<string, number>> = { '': 1, 百: 100, 千: 1000, k: 1000, 万: 1e4, 亿: 1e8 };
const people = '人次|人|位|名|个|persons?|people|elders?|residents?';
const countPatterns: Readonly<Record<Counted, RegExp>> = {
  persons: countPattern(people),
  places: countPattern(`${people}|张床位|个床位|床位|张床|张|床|份|餐|客|次|例|beds?|places?|seats?|meals?`),
  hours: countPattern('个?小时|时|hours?|hrs?|h'),
  money: countPattern('元|圆|块|yuan|rmb|cny'),
};

function countPattern(units: string): RegExp {
  return new RegExp(
    `^(大约|约|将近|近|大概|~|≈|about |approx\\.? |ca\\.? )?\\s*(\\d+(?:\\.\\d+)?)\\s*([百千万亿k])?` +
      `(余|多|来|\\+)?\\s*(?:${units})?\\s*(左右|上下|余|多|\\+)?$`,
    'i',
  );
}

/** 是/否, √/×, 1/0, yes/no; null where the cell is something else. A blank is no. */
export function parseYesNo(text: string): boolean | null {
  const plain = plainText(text).toLowerCase();
  if (['是', '有', '√', '✓', '✔', '对', 'y', 'yes', 'true', 't', '1', '提供', '开展', '●'].includes(plain))
    return true;
  if (
    [
      '',
      '否',
      '无',
      '×',
      '✗',
      '✘',
      '没有',
      'n',
      'no',
      'false',
      'f',
      '0',
      '不提供',
      '未开展',
      '-',
      '/',
      '—',
    ].includes(plain)
  )
    return false;
  return null;
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}
