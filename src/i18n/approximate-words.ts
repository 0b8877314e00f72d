/** Words for figures without streets, straight line × detour: one short mark, and what stands where streets would be spoken of. */
import type { FactKind } from '../domain/fact';
import { formatSetting, type Language } from './format';
import { messages } from './messages';
import { stateWords } from './words';

/** “表 1 …（近似）” / “Table 1 … (approximate)”: captions and titles of figures; as it is where streets are loaded. */
export function approximately(text: string, isApproximate: boolean, language: Language): string {
  if (!isApproximate) return text;
  const mark = stateWords.approximate(language);
  return language === 'zh' ? `${text}（${mark}）` : `${text} (${mark})`;
}

/** What the mark means: “近似：没有街道数据，步行距离 = 直线 × 1.3。” */
export function whyApproximate(detour: number, language: Language): string {
  return messages(language).walk.approximate(formatSetting(detour));
}

interface StraightWords {
  readonly foot: string;
  readonly tooFar: (minutes: string) => string;
  readonly areaNote: string;
  readonly headline: (sentence: string) => string;
  /** How figures are computed, of the kinds whose method else speaks of streets. */
  readonly methods: Partial<Record<FactKind, string>>;
}

const zh: StraightWords = {
  foot: '步行（近似）',
  tooFar: (minutes) => `按直线近似，超过 ${minutes} 分钟。`,
  areaNote: '按面内一点近似计算。',
  headline: (sentence) => `近似：${sentence}`,
  methods: {
    linked: '没有街道数据，有坐标的老人全部计入。',
    unlinked: '没有街道数据，有坐标的老人全部计入，没有谁另计。',
    covered: '从住处到最近设施，直线 × 绕行系数 ÷ 步速不超过时限的老人；近似。',
    gap: '从住处到最近设施，直线 × 绕行系数 ÷ 步速超过时限的老人；近似。',
    share: '走得到 ÷（走得到 + 走不到）；近似。',
    paperOnly: '直线距离在图纸半径以内，直线 × 绕行系数 ÷ 步速却超过时限的老人；近似。',
  },
};
const en: StraightWords = {
  foot: 'On foot (approximate)',
  tooFar: (minutes) => `By the straight line, hence approximate, more than ${minutes} min.`,
  areaNote: 'From one place inside the area; approximate.',
  headline: (sentence) => `Approximate: ${sentence}`,
  methods: {
    linked: 'Without streets, all elders with coordinates are counted.',
    unlinked: 'Without streets, all elders with coordinates are counted, and nobody apart.',
    covered:
      'Elders for whom straight line × detour factor ÷ pace to the nearest facility is within the limit; approximate.',
    gap: 'Elders for whom straight line × detour factor ÷ pace to the nearest facility is beyond the limit; approximate.',
    share: 'In reach ÷ (in reach + out of reach); approximate.',
    paperOnly:
      'Elders within the radius on plans for whom straight line × detour factor ÷ pace is beyond the limit; approximate.',
  },
};

export function straightWords(language: Language): StraightWords {
  return language === 'zh' ? zh : en;
}
