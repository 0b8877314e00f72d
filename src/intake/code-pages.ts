/** Which encoding the text of a dBase table is in: what its .cpg and its language byte say, checked against the bytes themselves. */
import { namedEncoding } from './decode';
import type { LineCounts } from './line-scanner';

export interface TablePage {
  /** A TextDecoder label. */
  readonly label: string;
  /** 'sure', or why a person should look: as `Encoding.certainty`, and 'against' where .cpg or language byte say otherwise. */
  readonly certainty: 'sure' | 'ambiguous' | 'unusual' | 'against';
  /** What .cpg or language byte said, for the note. */
  readonly said: string;
}

/** What is known of the bytes of all text cells. */
export interface TextBytes {
  readonly counts: LineCounts;
  /** Bytes ≥ 0x80, and how many of them stand beside another: letters with accents stand alone, Hanzi do not. */
  readonly high: number;
  readonly highInRuns: number;
}

/** `cpg`: text of the .cpg, '' without one. `language`: byte 29 of the .dbf. */
export function choosePage(cpg: string, language: number, bytes: TextBytes): TablePage {
  const { utf8, gb, either, neither, eitherIsLevelOne, gbCharacters, gbCommon } = bytes.counts;
  const fromCpg = pageOfCpg(cpg);
  const fromByte = languagePages.get(language) ?? null;
  const stated = fromCpg ?? fromByte;
  const said =
    fromCpg !== null ? cpg.trim().slice(0, 40) : fromByte !== null ? `0x${language.toString(16)}` : '';
  const take = (label: string, certainty: TablePage['certainty'] = 'sure'): TablePage => {
    const isAgainst = stated !== null && stated !== label;
    return { label, certainty: isAgainst && certainty === 'sure' ? 'against' : certainty, said };
  };
  // Two bytes a character: what the scanner counts means nothing there.
  if (stated === 'utf-16le') return take(stated);
  if (bytes.high === 0) return take(stated ?? 'utf-8');
  const onlyUtf8 = utf8 > 0 && gb === 0;
  const onlyGb = gb > 0 && utf8 === 0;
  if (stated === 'utf-8') return onlyGb && gb > neither ? take('gb18030') : take('utf-8');
  if (stated !== null) return onlyUtf8 && utf8 > neither ? take('utf-8') : take(stated);
  const isWestern = bytes.highInRuns * 2 < bytes.high;
  if (onlyUtf8) return take('utf-8');
  if (onlyGb || (gb > 0 && gb >= utf8)) {
    if (gbCommon * 20 >= gbCharacters * 11) return take('gb18030');
    return isWestern ? take('windows-1252') : take('gb18030', 'unusual');
  }
  if (utf8 > 0) return take('utf-8');
  if (either > 0) return eitherIsLevelOne ? take('gb18030', 'ambiguous') : take('utf-8');
  return take(isWestern ? 'windows-1252' : 'gb18030', isWestern ? 'sure' : 'unusual');
}

/** The TextDecoder label of what programs write into a .cpg ('UTF-8', 'Big-5', 'ANSI 936', 'OEM 866', '88591'); null where it is unknown. */
export function pageOfCpg(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/^\uFEFF/, '')
    .replace(/^\s*(ansi|oem|cp|windows|ms)[\s_-]*(?=\d)/, '')
    .replace(/[\s_\0-]+/g, '');
  if (plain === '') return null;
  const known = pageNames.get(plain);
  if (known !== undefined) return known;
  if (/^125[0-8]$/.test(plain)) return `windows-${plain}`;
  const part = /^(?:iso)?8859(\d{1,2})$/.exec(plain)?.[1];
  const label = part === undefined ? text.trim() : `iso-8859-${part}`;
  return namedEncoding(label)?.label ?? null;
}

const pageNames = new Map([
  ['utf8', 'utf-8'],
  ['65001', 'utf-8'],
  ['936', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['gb18030', 'gb18030'],
  ['54936', 'gb18030'],
  // As the national standards are written: GB 18030-2022, GB/T 2312-1980, EUC-CN.
  ['gb180302000', 'gb18030'],
  ['gb180302005', 'gb18030'],
  ['gb180302022', 'gb18030'],
  ['gb231280', 'gb18030'],
  ['gb23121980', 'gb18030'],
  ['gb/t23121980', 'gb18030'],
  ['gb/t2312', 'gb18030'],
  ['euccn', 'gb18030'],
  ['xgbk', 'gb18030'],
  ['gbk2k', 'gb18030'],
  ['950', 'big5'],
  ['big5', 'big5'],
  ['932', 'shift_jis'],
  ['shiftjis', 'shift_jis'],
  ['sjis', 'shift_jis'],
  ['949', 'euc-kr'],
  ['euckr', 'euc-kr'],
  ['eucjp', 'euc-jp'],
  ['874', 'windows-874'],
  ['866', 'ibm866'],
  ['koi8r', 'koi8-r'],
  ['latin1', 'windows-1252'],
  ['latin2', 'iso-8859-2'],
  ['utf16', 'utf-16le'],
]);

/** Language bytes that say something; 0x03, 0x57 and the like are what programs write without looking. */
const languagePages = new Map([
  [0x4d, 'gb18030'],
  [0x7a, 'gb18030'],
  [0x4f, 'big5'],
  [0x78, 'big5'],
  [0x13, 'shift_jis'],
  [0x7b, 'shift_jis'],
  [0x4e, 'euc-kr'],
  [0x79, 'euc-kr'],
  [0x50, 'windows-874'],
  [0x7c, 'windows-874'],
  [0x26, 'ibm866'],
  [0x65, 'ibm866'],
  [0xc8, 'windows-1250'],
  [0xc9, 'windows-1251'],
  [0xca, 'windows-1254'],
  [0xcb, 'windows-1253'],
  [0xcc, 'windows-1257'],
  [0x7d, 'windows-1255'],
  [0x7e, 'windows-1256'],
]);
