/** The words of ways, in a language. */
import type { Language } from './format';
import { waysEn } from './ways-en';
import { waysZh, type WaysWords } from './ways-zh';

export function waysWords(language: Language): WaysWords {
  return language === 'zh' ? waysZh : waysEn;
}
