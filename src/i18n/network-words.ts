/** Words for what the streets do to a straight line. */
import { detourLimits } from '../access/detour';
import { formatSetting, type Language } from './format';
import { networkEn } from './network-en';
import { networkZh, type NetworkWords } from './network-zh';

export function networkWords(language: Language): NetworkWords {
  return language === 'zh' ? networkZh : networkEn;
}

/** What the classes of `detourLimits` are called, and the one beyond them. */
export function detourClasses(language: Language): readonly string[] {
  const words = networkWords(language);
  const times = detourLimits.map((limit) => formatSetting(limit, 1));
  return [
    words.upTo(times[0]!),
    ...times.slice(1).map((limit, i) => words.between(times[i]!, limit)),
    words.beyond(times.at(-1)!),
  ];
}
