/** The map's words of a language. */
import type { Language } from './format';
import { mapEn } from './map-en';
import { mapZh, type MapMessages } from './map-zh';

export function mapWords(language: Language): MapMessages {
  return language === 'zh' ? mapZh : mapEn;
}
