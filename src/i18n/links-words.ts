/** Words for missing bridges and islands of street. */
import type { Language } from './format';
import { linksEn } from './links-en';
import { linksZh, type LinksWords } from './links-zh';

export function linksWords(language: Language): LinksWords {
  return language === 'zh' ? linksZh : linksEn;
}
