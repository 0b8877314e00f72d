/** What stands in exported tables beside the figures: where they come from, and what was hidden. */
import type { Language } from './format';

const words = {
  synthetic: [
    '合成数据：其中的人和地点都是虚构的。',
    'Synthetic data: the people and places in it are made up.',
  ],
  study: ['研究', 'Study'],
  approximate: [
    '近似：没有街道数据，步行距离按直线 × 绕行系数计算。',
    'Approximate: without streets, walking distance is the straight line × the detour factor.',
  ],
  files: ['数据来源', 'Source files'],
  colon: ['：', ': '],
  comma: ['、', ', '],
  internal: ['内部使用：含未隐去的人数。', 'For internal use: counts in it are not hidden.'],
  hiddenBelow: [
    '少于 {below} 人的数字已隐去，能推算出它们的数字也一并隐去；见“hidden”列。',
    'Counts below {below} persons are hidden, and figures that would give them away; see the column “hidden”.',
  ],
  areas: [
    '街道按最近的一家切开，按统一步速；least_seconds、most_seconds 是从这一段走到那家最短、最长的秒数。',
    'Streets cut where the nearest site changes, at the common pace; least_seconds and most_seconds are the shortest and the longest walk from the piece to that site.',
  ],
  detours: [
    '沿街米数 ÷ 到同一家的直线米数，每 40 米以内取一处；factor 是这一段的平均，直线不足 50 米的不算。',
    'Metres on foot ÷ straight metres to the same site, looked at every 40 m or less; factor is the mean of the piece, straight lines under 50 m left out.',
  ],
  cutOff: [
    '直线在图纸半径以内、各按本人步速却走不到的老人；一处有几个原因的，写挡住人数最多的一个。',
    'Elders within the radius on plans who do not get there on foot, each at their own pace; of several causes at one place the one that keeps most.',
  ],
  gridPlaces: [
    '每格 250 米；面状数据的老人按面内一点计入格网。',
    'Cells of 250 m; elders of areas are counted at a place inside the area.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type ExportWord = keyof typeof words;

export function exportWord(
  word: ExportWord,
  language: Language,
  blanks: Readonly<Record<string, string>> = {},
): string {
  return words[word][language === 'zh' ? 0 : 1].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => blanks[name] ?? whole,
  );
}
