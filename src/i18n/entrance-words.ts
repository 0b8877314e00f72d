/** Words for where facilities are entered. */
import { entranceEn } from './entrance-en';
import { entranceZh, type EntranceWords } from './entrance-zh';
import type { Language } from './format';

export function entranceWords(language: Language): EntranceWords {
  return language === 'zh' ? entranceZh : entranceEn;
}
