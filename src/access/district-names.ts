/** Finds the district that a text means. */
import type { Districts } from '../domain/tables';

/**
 * A lookup from a text to a district's position, -1 where it names none or could mean several.
 *
 * Full-width forms and blanks around the text do not count. An id wins over a name, a name over a name without its suffix
 * (街道, 办事处, 镇, 乡, 社区). Suffixes may be missing on either side, but 前门社区 never means 前门街道: a community is a part of
 * a street office.
 */
export function matchDistrict(districts: Districts): (text: string) => number {
  const ids = indexOf(districts.ids.map(fold));
  const names = indexOf(districts.names.map(fold));
  const stems = new Map<string, { district: number; level: Level }[]>();
  districts.names.forEach((name, district) => {
    const { stem, level } = split(fold(name));
    stems.set(stem, [...(stems.get(stem) ?? []), { district, level }]);
  });
  const answers = new Map<string, number>();

  const search = (text: string): number => {
    const folded = fold(text);
    if (folded === '') return -1;
    const exact = ids.get(folded) ?? names.get(folded);
    if (exact !== undefined) return exact;
    const { stem, level } = split(folded);
    const fitting = (stems.get(stem) ?? []).filter(
      (one) => one.level === level || one.level === null || level === null,
    );
    return fitting.length === 1 ? fitting[0]!.district : -1;
  };
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = search(text);
      answers.set(text, answer);
    }
    return answer;
  };
}

type Level = 'township' | 'community' | null;

// Longer suffixes first.
const suffixes: readonly (readonly [string, Level])[] = [
  ['街道办事处', 'township'],
  ['办事处', 'township'],
  ['街道', 'township'],
  ['镇', 'township'],
  ['乡', 'township'],
  ['社区', 'community'],
];

function split(folded: string): { stem: string; level: Level } {
  for (const [suffix, level] of suffixes)
    if (folded.length > suffix.length && folded.endsWith(suffix))
      return { stem: folded.slice(0, -suffix.length), level };
  return { stem: folded, level: null };
}

function fold(text: string): string {
  return text.normalize('NFKC').trim();
}

/** Position of each text; -1 where several share it, so that none of them is guessed. */
function indexOf(texts: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  texts.forEach((text, i) => {
    if (text !== '') index.set(text, index.has(text) ? -1 : i);
  });
  return index;
}
