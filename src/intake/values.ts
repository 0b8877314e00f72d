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
    '無',
    '暂无',
    '暫無',
    '不詳',
    '未詳',
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
    '#数值!',
    '无数据',
    '未统计',
    '未提供',
    '不清楚',
    '不知道',
    '不适用',
    '拒答',
    '跳过',
    '没有',
    '缺',
    '未知数',
    'n.a.',
    'n.a',
    'n/d',
    'nd',
    'tbd',
    '(blank)',
    'not available',
    'not applicable',
    '?',
    '??',
    '…',
    '……',
    '...',
    '-/-',
    '－',
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

/** Whether a cell says that there is nothing to say: "", "—", "无", "N/A". */
export function isMissingText(text: string): boolean {
  return missingWords.has(plainText(text).toLowerCase());
}

/** "10-20", "10~20张", "10至20": two numbers, which are no number. */
export function isRange(text: string): boolean {
  return /^(约|大约)?\s*\d+(\.\d+)?\s*[^\d\s]{0,2}\s*([-~–—至到]|to)\s*\d+(\.\d+)?\s*[^\d\s]{0,3}$/i.test(
    plainText(text),
  );
}

/**
 * "1,234", "１２３", " 12 " are numbers; blanks, "-", "无", "#N/A", "NaN" and what is not finite are missing; all else ("约300",
 * "50张", "12%", "3.5万") is text, never half a number: see `parseCount`.
 */
export function parseNumber(text: string): Parsed {
  // Excel's mark for "keep this as text" survives some exports.
  const plain = plainText(text).replace(/^['’](?=\d)/, '');
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
  const value = Number((Number(digits) * countScales[(scale ?? '').toLowerCase()]!).toPrecision(15));
  const isAbout = [before, more, after].some((word) => word !== undefined);
  return { kind: 'number', value, manner: isAbout ? 'about' : 'worded' };
}

/** What 万 and its like multiply by. */
export const countScales: Readonly<Record<string, number>> = {
  '': 1,
  百: 100,
  千: 1000,
  k: 1000,
  万: 1e4,
  亿: 1e8,
};
const people = '人次|人|位|名|个|persons?|people|elders?|residents?';
const countPatterns: Readonly<Record<Counted, RegExp>> = {
  persons: countPattern(people),
  places: countPattern(
    `(?:${people}|张床位|个床位|床位|张床|张|床|份|餐|客|次|例|座|间|beds?|places?|seats?|meals?)(?:[/每](?:日|天|day))?`,
    '每日|每天|日均',
  ),
  hours: countPattern('(?:个?小时|时|hours?|hrs?|h)(?:[/每](?:周|星期|week|w))?', '每周|每星期|一周|'),
  money: countPattern('元|圆|块|yuan|rmb|cny'),
};

/** `before`: words that only say what the unit says too. */
function countPattern(units: string, before = ''): RegExp {
  return new RegExp(
    `^(?:${before})?(大约|约为|约|将近|近|大概|大致|~|≈|about |approx\\.? |ca\\.? )?\\s*(\\d+(?:\\.\\d+)?)\\s*([百千万亿k])?` +
      `(余|多|来|\\+)?\\s*(?:\\(?(?:${units})\\)?)?\\s*(左右|上下|余|多|\\+)?$`,
    'i',
  );
}

const yesWords = new Set(
  '是 有 √ ✓ ✔ ✔️ ☑ ✅ 对 能 可 可以 y yes true t 1 1.0 提供 开展 已开展 已提供 开通 已开通 支持 具备 ● ■ ◆ v'.split(
    ' ',
  ),
);
const noWords = new Set(
  '否 无 無 沒有 × ✗ ✘ ❌ ☐ □ 没有 没 不 不能 不可 n no false f 0 0.0 不提供 未提供 未开展 不开展 未开通 不支持 不具备 暂无 - -- / — —— none n/a'.split(
    ' ',
  ),
);

/** 是/否, √/×, 1/0, yes/no; null where the cell is something else, "x" and "○" included, which mean either. A blank is no. */
export function parseYesNo(text: string): boolean | null {
  const plain = plainText(text).toLowerCase();
  if (plain === '' || noWords.has(plain)) return false;
  return yesWords.has(plain) ? true : null;
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}
