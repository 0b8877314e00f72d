/** Words for kinds of walkers. */
import type { Language } from './format';
import { walkersEn } from './walkers-en';
import { walkersZh, type WalkersWords } from './walkers-zh';

export function walkersWords(language: Language): WalkersWords {
  return language === 'zh' ? walkersZh : walkersEn;
}
