/** What a cell or a header is by its looks, for guessing columns. */
import { parseDegrees, splitPair } from './coordinates';
import { parseServices } from './service-words';
import { parseCount, plainText } from './values';

/** Half of a count: "60岁以上男" is not how many elders there are. */
export function isOneSex(label: string): boolean {
  const men = /男|(^|[_+])(male|men)s?([_+]|$)/.test(label);
  const women = /女|(^|[_+])(female|women)s?([_+]|$)/.test(label);
  return men !== women;
}

export function isNumber(cell: string): boolean {
  return (['places', 'hours', 'money'] as const).some(
    (counted) => parseCount(cell, counted).kind === 'number',
  );
}

/** A week has 168 hours. */
export function isHours(cell: string): boolean {
  const { kind, value } = parseCount(cell, 'hours');
  return kind === 'number' && value <= 168;
}

export function isChinaLongitude(cell: string): boolean {
  const value = parseDegrees(cell);
  return typeof value === 'number' && value >= 73 && value <= 136;
}

/** A word for a service in the cell; `only`: and nothing else, "nursing home" being no rehabilitation. */
export function offers(cell: string, only: boolean): boolean {
  const { services: known, unknown } = parseServices(cell);
  return known.size > 0 && (!only || unknown.length === 0);
}

/** "73", "70-79岁", "80岁及以上", "80+": not a count that begins with such digits. */
export function isAge(cell: string): boolean {
  const match =
    /^(\d{2,3})(岁|周岁)?(\s*[-~–—至到]\s*\d{2,3}\s*(岁|周岁)?|\s*(及|以|或)*上|\+|\s*years?)?$/.exec(
      plainText(cell),
    );
  return match !== null && Number(match[1]) <= 130;
}

/** What institutions end in; estates (花园, 小区), old shops and roads with a number do not. */
export function looksLikeInstitution(cell: string): boolean {
  const plain = plainText(cell).replace(/[(（].*[)）]$/, '');
  return institution.test(plain) && !/(花园|家园|公园|小区|家属院|大院|幼儿园)$/.test(plain);
}

const institution =
  /(院|中心|驿站|站|(服务|助餐|照料|关爱|便民|教学|分|联络|互助|就餐)点|(卫生|日托|托老|诊|养护|照护)所|公寓|食堂|饭堂|餐厅|餐吧|饭桌|之家|(护养|康养|颐养|养老|康乐)园|机构|活动室|馆|大学|大学.{2,4}|据点|总部)$|\b(home|house|centre|center|lodge|hub|clinic|polyclinic|hospital|club|court|canteen|care)\b/i;

export function isExactPair(cell: string): boolean {
  return /\d\.\d{3,}\D+\d+\.\d{3,}/.test(cell) && isPair(cell);
}

export function isPair(cell: string): boolean {
  const pair = splitPair(cell);
  return (
    pair !== null && typeof parseDegrees(pair[0]) === 'number' && typeof parseDegrees(pair[1]) === 'number'
  );
}
