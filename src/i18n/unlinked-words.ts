/** Words for places on no street. */
import type { Language } from './format';
import { unlinkedEn } from './unlinked-en';
import { unlinkedZh, type UnlinkedWords } from './unlinked-zh';

export function unlinkedWords(language: Language): UnlinkedWords {
  return language === 'zh' ? unlinkedZh : unlinkedEn;
}
