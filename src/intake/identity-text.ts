/** Numbers and names of persons inside other text: "张三 13812345678", "联系人：李四", "微信 abc_123". */
import { isBankCard, isHanName, residentId } from './identity-values';
import { plainText } from './values';

/** What stands where something personal stood. */
export const hidden = '—';

/** Longer runs of digits, those after a decimal point and those of a code (V13800000001) are other numbers. */
const before = '(?:(?<!\\d|\\d[.．]|[A-Za-z_])|(?<=tel|phone|mobile))';
const after = '(?![\\dA-Za-z]|\\.\\d*[1-9])';
const gap = '[ \\u3000-]?';
const numbers = new RegExp(
  [
    // Identity numbers, whole or in groups.
    `${before}[1-9]\\d{5}${gap}(?:19|20|18)\\d{2}${gap}[01]\\d${gap}[0-3]\\d${gap}\\d{3}[\\dXx]${after}`,
    `${before}[1-9]\\d{7}[01]\\d[0-3]\\d{4}${after}`,
    // Mobile numbers, with or without +86.
    `(?:${before}|(?<=(?<![\\d.])\\+?(?:00)?86[ -]?))1[3-9]\\d${gap}\\d{4}${gap}\\d{4}${after}`,
    // Landlines with their area code.
    `${before}\\(?0(?:10|2\\d|[3-9]\\d{2})(?:\\)|[ -])${gap}[2-9]\\d{6,7}${after}`,
    `${before}0(?:10|2\\d)[2-9]\\d{7}${after}|${before}0[3-9]\\d{2}[2-9]\\d{6,7}${after}`,
    // Bank cards, whole or in fours.
    `${before}[3-6]\\d{3}${gap}\\d{4}${gap}\\d{4}${gap}\\d{4}(?:${gap}\\d{1,3})?${after}`,
    // Singapore and Hong Kong.
    '(?<![A-Za-z\\d])[STFGM]\\d{7}[A-Z](?![A-Za-z\\d])',
    '(?<![A-Za-z\\d])[A-Z]{1,2}\\d{6}[(（][\\dA][)）]',
    '\\+(?:852|853|886|65)[ -]?\\d{4}[ -]?\\d{4}(?!\\d)',
  ].join('|'),
  'g',
);
const emails = /(?<![\w.+-])[\w.+-]{1,200}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const accounts =
  /\bwxid_\w+|(?<=QQ号?\s{0,3}[:：]?\s{0,3})[1-9]\d{4,10}|(?<=微信号?\s{0,3}[:：]?\s{0,3})[A-Za-z][\w-]{5,19}|(?<=(?:wechat|weixin)\s{0,3}[:：]?\s{0,3})(?=\w*[\d_-])[A-Za-z][\w-]{5,19}/gi;
const kin =
  '女儿|儿子|长子|次子|长女|次女|老伴|配偶|妻子?|丈夫|爱人|儿媳|女婿|孙子|孙女|外孙女?|侄子|侄女|子女|家属|亲属|邻居|监护人|紧急联系人|联系人|户主|姓名|本人';
const roles =
  '填表人|填报人|制表人?|审核人?|单位负责人|统计负责人|负责人|经办人|调查员|网格员|志愿者|院长|站长|书记|主任';
const han = '\\u4e00-\\u9fff';
/** 女儿王小红, 联系人：李四; a post needs more than its name before the next word: 敬老院长青分部 names nobody. */
const introduction = `((?:${kin})(?:姓名)?[\\s:：]{0,4}(?:为|是|叫)?[\\s:：]{0,4}|(?:${roles})(?:姓名)?[\\s:：]{1,4})`;
const namesAfter = new RegExp(
  `${introduction}([${han}][${han}某*×]{1,3})(?![${han}])|${introduction}([${han}][${han}某*×]{1,2})`,
  'g',
);

const [at, point] = [64, 46];
const wordStarts = new Set([...'wWqQ'].map((letter) => letter.charCodeAt(0)));
/** As many as the shortest number has; those of decimals are left out (103.8312345678). */
const leastDigits = 7;

/** The text with every such number and name replaced by `hidden`; the same string where there is none. */
export function hidePersonal(given: string): string {
  const text = /[\uff10-\uff19]/.test(given) ? plainText(given) : given;
  const out = hideIn(text);
  return out === text ? given : out;
}

function hideIn(text: string): string {
  let out = text;
  if (/\d/.test(text)) out = out.replace(numbers, (found) => (isPersonalRun(found, text) ? hidden : found));
  if (text.includes('@')) out = out.replace(emails, hidden);
  if (/微信|wechat|weixin|wxid|qq/i.test(text)) out = out.replace(accounts, hidden);
  if (text.length > 3 && kinWords.test(text)) out = out.replace(namesAfter, hideName);
  return out;
}

/** Cheap and never wrong in saying no: a million cells pass here first. */
export function mayHoldPersonal(text: string): boolean {
  if (text.length < 4) return false;
  let digits = 0;
  let isDecimal = false;
  let hasWords = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isDigit(c) || (c >= 0xff10 && c <= 0xff19)) {
      if (!isDecimal) digits++;
      continue;
    }
    if (c === at) return true;
    // Han characters, and the first letters of wechat and qq.
    hasWords ||= c > 0x2e7f || wordStarts.has(c);
    isDecimal = c === point && i > 0 && isDigit(text.charCodeAt(i - 1));
  }
  return digits >= leastDigits || (hasWords && otherWords.test(text));
}

const kinWords = new RegExp(`${kin}|${roles}`);
const otherWords = new RegExp(`微信|wechat|weixin|wxid|qq|${kin}|${roles}`, 'i');

function hideName(whole: string, ...[wordA, nameA, wordB, nameB]: (string | undefined)[]): string {
  return isHanName((nameA ?? nameB)!) ? `${wordA ?? wordB}${hidden}` : whole;
}

/**
 * A run of digits that only looks like an identity number or a card is left. One code in ten is a card's number by chance, so that a cell
 * which is nothing but the number has to begin as UnionPay's do.
 */
function isPersonalRun(run: string, text: string): boolean {
  const digits = run.replace(/[^\dXx]/g, '');
  if (/^[A-Z+]/.test(run) || digits.length <= 13) return true;
  if (residentId(digits) !== null) return true;
  return isBankCard(digits) && (digits.startsWith('62') || text.trim() !== run);
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
