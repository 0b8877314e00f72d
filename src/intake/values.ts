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
 * "50张", "12%", "3.5万") is text, never half a number.
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
