/** Words for help and safety around a place. */
import type { Language } from './format';
import { safetyEn } from './safety-en';
import { safetyZh, type SafetyWords } from './safety-zh';

export function safetyWords(language: Language): SafetyWords {
  return language === 'zh' ? safetyZh : safetyEn;
}
