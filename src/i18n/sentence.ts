/** A fault or note as a sentence of the user's language, with the place in the user's files in front. */
import type { Fault, Place } from '../domain/fault';
import { isService } from '../domain/service';
import { layerKinds, type LayerKind } from '../domain/study';
import { faultsEn } from './faults-en';
import { faultsZh } from './faults-zh';
import { formatNumber, type Language } from './format';
import { layerWord, serviceWord } from './words';

/** Longest piece of a cell that a sentence repeats; the rest of a megabyte cell helps nobody. */
const VALUE_LENGTH = 60;

export function sentence(fault: Fault, language: Language): string {
  const text = fillBlanks((language === 'zh' ? faultsZh : faultsEn)[fault.code], fault.blanks, language);
  const place = fault.at ? placeWords(fault.at, language) : '';
  if (place === '') return text;
  return language === 'zh' ? `${place}：${text}` : `${place}: ${text}`;
}

/** 文件 elders.csv 第 12 行“60岁及以上”列（值“abc”） / elders.csv, row 12, column “age60” (value “abc”). '' where nothing is known. */
export function placeWords(at: Place, language: Language): string {
  const zh = language === 'zh';
  const parts: string[] = [];
  if (at.file !== undefined) parts.push(zh ? `文件 ${visible(at.file)}` : visible(at.file));
  if (at.sheet !== undefined)
    parts.push(zh ? `工作表“${visible(at.sheet)}”` : `sheet “${visible(at.sheet)}”`);
  if (at.row !== undefined) parts.push(zh ? `第 ${at.row} 行` : `row ${at.row}`);
  if (at.column !== undefined)
    parts.push(zh ? `“${visible(at.column)}”列` : `column “${visible(at.column)}”`);
  let words = zh ? joinChinese(parts) : parts.join(', ');
  if (at.value !== undefined)
    words += zh ? `（值“${visible(at.value)}”）` : `${words === '' ? '' : ' '}(value “${visible(at.value)}”)`;
  return words;
}

/** Blanks whose value is a word of ours (a layer, a service) are put in the language; a fault is plain data that knows none. */
function fillBlanks(text: string, blanks: Fault['blanks'], language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = blanks[name];
    if (value === undefined) return whole;
    if (typeof value === 'number')
      return Number.isInteger(value) ? formatNumber(value) : String(Number(value.toPrecision(12)));
    if (name === 'layer' && (layerKinds as readonly string[]).includes(value))
      return layerWord(value as LayerKind, language);
    if (name === 'service' && isService(value)) return serviceWord(value, language);
    return visible(value);
  });
}

/** 文件 a.csv 第 3 行“x”列: a space on the outside of Latin text and digits, none before a quotation mark. */
function joinChinese(parts: readonly string[]): string {
  return parts.reduce((all, part) => all + (all === '' || part.startsWith('“') ? '' : ' ') + part, '');
}

/** Cut to a length a sentence can carry, with control, zero-width and direction characters shown as their code (faults.md: text is text). */
function visible(text: string): string {
  const characters = [...text];
  const cut = characters.length > VALUE_LENGTH ? `${characters.slice(0, VALUE_LENGTH).join('')}…` : text;
  return cut.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (c) => `⟨U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
