/** Words for what the streets do to a straight line. */
import type { Language } from './format';
import { networkEn } from './network-en';
import { networkZh, type NetworkWords } from './network-zh';

export function networkWords(language: Language): NetworkWords {
  return language === 'zh' ? networkZh : networkEn;
}
