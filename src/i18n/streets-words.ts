/** Words for work on the streets. */
import type { Language } from './format';
import { streetsEn } from './streets-en';
import { streetsZh, type StreetsWords } from './streets-zh';

export function streetsWords(language: Language): StreetsWords {
  return language === 'zh' ? streetsZh : streetsEn;
}
