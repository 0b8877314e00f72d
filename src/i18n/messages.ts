/** The page's words of a language; switching is only choosing the other object. */
import { en } from './en';
import type { Language } from './format';
import { zh, type CommandName, type Messages } from './zh';

export type { CommandName, Messages };

export function messages(language: Language): Messages {
  return language === 'zh' ? zh : en;
}
