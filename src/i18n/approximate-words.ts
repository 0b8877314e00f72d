/** The word for figures without streets, straight line × detour: one short mark, the same wherever they stand. */
import type { Language } from './format';
import { stateWords } from './words';

/** “表 1 …（近似）” / “Table 1 … (approximate)”: captions and titles of figures; as it is where streets are loaded. */
export function approximately(text: string, isApproximate: boolean, language: Language): string {
  if (!isApproximate) return text;
  const mark = stateWords.approximate(language);
  return language === 'zh' ? `${text}（${mark}）` : `${text} (${mark})`;
}
