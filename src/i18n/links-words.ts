/** Words for missing bridges and islands of street. */
import { formatNumber, type Language } from './format';
import { linksEn } from './links-en';
import { linksZh, type LinksWords } from './links-zh';

/** Elders as a count; of less than half a person, which a district's elders spread along its streets may leave, that it is few. */
export function countOf(persons: number): string {
  return persons > 0 && persons < 0.5 ? '<1' : formatNumber(persons);
}

export function linksWords(language: Language): LinksWords {
  return language === 'zh' ? linksZh : linksEn;
}
