/** Names of streets offices, towns, communities and villages as different offices write them, and which of a list a text means. */

import { simplify } from './simplified';

export interface NameAnswer {
  /** Position in the list; -1 where the text names none of it, or could mean several. */
  readonly at: number;
  readonly how: 'exact' | 'folded' | 'none';
  /** Positions of which each could be meant equally well; empty where there is one or none. */
  readonly several: readonly number[];
}

export interface NameFinder {
  find(text: string): NameAnswer;
  /** What to offer for a text that is not decided, nearest first: what it could mean, else names that are nearly it. */
  near(text: string): readonly number[];
}

/** Names offered for a text that none answers to. */
const mostOffers = 3;

/**
 * A lookup from a text to a place. An id wins over a name, a name as it stands over one that is folded: full width, case, blanks, traditional
 * characters, the office at its end (街道办事处 → 街道, 村委会 → 村), the province, city or county before it, then its ending as a whole
 * (街道, 镇, 乡, 社区, 村, District). Endings may be missing on either side, but 前门社区 never means 前门街道: a community is a part of
 * a street office. What two places could be after folding is offered, not decided.
 */
export function nameFinder(ids: readonly string[], names: readonly string[]): NameFinder {
  const byId = grouped(ids.map(trimmed));
  const byName = grouped(names.map(trimmed));
  const byCode = grouped(ids.map((id) => shortCode(trimmed(id))));
  const whole = names.map((name) => folded(name));
  const tails = whole.map((name) => tailsOf(name));
  const byWhole = grouped(whole);
  const byTail = new Map<string, number[]>();
  tails.forEach((list, at) => {
    for (const tail of list) append(byTail, tail, at);
  });
  const stems = whole.map(splitName);
  const byStem = grouped(stems.map(({ stem }) => stem));
  const tailStems = new Map<string, number[]>();
  tails.forEach((list, at) => {
    for (const tail of list) append(tailStems, splitName(tail).stem, at);
  });
  const levels = (tail: boolean, at: number, stem: string): Level[] =>
    (tail ? tails[at]! : [whole[at]!])
      .map(splitName)
      .filter((one) => one.stem === stem)
      .map(({ level }) => level);

  const search = (text: string): NameAnswer => {
    const plain = trimmed(text);
    if (plain === '') return none;
    const own = [byId, byName];
    for (const index of own) {
      const found = index.get(plain);
      if (found?.length === 1) return { at: found[0]!, how: 'exact', several: [] };
      if (found !== undefined) return several(found);
    }
    const code = byCode.get(shortCode(plain));
    if (/^\d{6,12}$/.test(plain) && code !== undefined) return decided(code);
    const name = folded(plain);
    const ownTails = tailsOf(name);
    // A prefix on one side only: two different prefixes are two different places.
    const steps = [
      () => byWhole.get(name),
      () => first(ownTails, (tail) => byWhole.get(tail)),
      () => byTail.get(name),
      () => stemmed(name, byStem, false),
      () => first(ownTails, (tail) => stemmed(tail, byStem, false)),
      () => stemmed(name, tailStems, true),
    ];
    for (const step of steps) {
      const found = step();
      if (found !== undefined && found.length > 0) return decided(found);
    }
    return none;
  };

  /** Of the same stem and of the same level, or of one that is not said. */
  const stemmed = (name: string, index: ReadonlyMap<string, readonly number[]>, tail: boolean): number[] => {
    const { stem, level } = splitName(name);
    return (index.get(stem) ?? []).filter((at) =>
      levels(tail, at, stem).some((other) => other === level || other === null || level === null),
    );
  };

  const nearest = (text: string): number[] => {
    const name = folded(text);
    const own = [name, ...tailsOf(name)].map((form) => splitName(form).stem);
    const scored: { at: number; distance: number }[] = [];
    whole.forEach((other, at) => {
      const { stem } = stems[at]!;
      let distance = Infinity;
      if (stem === own[0]) distance = 0;
      else if (stem.length >= 2 && (name.includes(other) || other.includes(name))) distance = 0.5;
      else
        for (const form of own) {
          const longest = Math.max(form.length, stem.length);
          // One slip in a short name, two in a long one; nothing in common is no slip.
          const most = Math.min(longest >= 6 ? 2 : 1, longest - 1);
          if (Math.abs(form.length - stem.length) > most) continue;
          const edits = editDistance(form, stem);
          if (edits <= most) distance = Math.min(distance, edits);
        }
      if (distance < Infinity) scored.push({ at, distance });
    });
    return scored
      .sort((a, b) => a.distance - b.distance || a.at - b.at)
      .slice(0, mostOffers)
      .map(({ at }) => at);
  };

  const find = remembered(search);
  return {
    find,
    near: remembered((text) => {
      const { several: meant } = find(text);
      return meant.length > 0 || text.trim() === '' ? meant : nearest(text);
    }),
  };
}

/** The function with its answers kept. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = make(text)));
    return value;
  };
}

/** What two writings of one place have in common: "兰州市城关区" and "城关" are the same. */
export function placeKey(text: string): string {
  const name = folded(text);
  return splitName(tailsOf(name).at(-1) ?? name).stem;
}

type Level = 'county' | 'township' | 'community' | null;

const none: NameAnswer = { at: -1, how: 'none', several: [] };

function decided(found: readonly number[]): NameAnswer {
  const different = [...new Set(found)];
  return different.length === 1 ? { at: different[0]!, how: 'folded', several: [] } : several(different);
}

function several(found: readonly number[]): NameAnswer {
  return { at: -1, how: 'none', several: found };
}

/** Offices and their short forms, longer ones first: the same place by another word. */
const offices: readonly (readonly [RegExp, string])[] = [
  [/(街道办事处|街道办|街办事处|街办|办事处)$/, '街道'],
  [/(镇人民政府|镇政府)$/, '镇'],
  [/(乡人民政府|乡政府)$/, '乡'],
  [/(社区居民委员会|社区居委会|社区居委|社区工作站|社区党群服务中心|居民委员会|居委会|居委)$/, '社区'],
  [/(村民委员会|村委会|行政村)$/, '村'],
  [/sub-?district$/, 'subdistrict'],
];

const endings: readonly (readonly [RegExp, Level])[] = [
  [/(街道|镇|乡|subdistrict|township|town)$/, 'township'],
  [/(社区|村|里|community|village|residential committee|neighbou?rhood)$/, 'community'],
  [/(自治县|自治旗|区|县|市|旗|district|county|borough)$/, 'county'],
  [/(planning area|subzone|ward)$/, null],
];

function splitName(name: string): { readonly stem: string; readonly level: Level } {
  for (const [ending, level] of endings) {
    const stem = name.replace(ending, '').trim();
    if (stem !== '' && stem !== name && (stem.length > 1 || !/^[a-z]/.test(name))) return { stem, level };
  }
  return { stem: name, level: null };
}

/** "甘肃省兰州市城关区雁北街道" → 兰州市城关区雁北街道, 城关区雁北街道, 雁北街道: what stands after each larger place. */
function tailsOf(name: string): string[] {
  const tails: string[] = [];
  for (const match of name.matchAll(/(自治区|自治州|省|市|州|盟|区|县|旗|街道|镇|乡)/g)) {
    const end = match.index + match[0].length;
    const tail = name.slice(end).replace(/^[-·_/,，、]+/, '');
    if (match.index >= 2 && tail.length >= 2 && !/^(街道|社区|村|办)/.test(tail)) tails.push(tail);
  }
  return tails;
}

/** Full width, case, blanks, brackets at the end and traditional characters gone; the office named as its place. */
function folded(text: string): string {
  let name = trimmed(text)
    .toLowerCase()
    .replace(/\s*[([][^)\]]*[)\]]$/, '')
    .replace(/(?<=[\u2e80-\uffff])\s+|\s+(?=[\u2e80-\uffff])/g, '')
    .replace(/\s+/g, ' ');
  name = simplify(name);
  for (const [office, place] of offices) {
    const other = name.replace(office, place);
    if (other !== name && other !== place) {
      name = other.replace(/街道街道$/, '街道').replace(/社区社区$/, '社区');
      break;
    }
  }
  return name;
}

function trimmed(text: string): string {
  return text.normalize('NFKC').trim();
}

/** Codes of regions: 6 digits a county, 9 a street office, 12 a community; zeros at the end say nothing. */
function shortCode(text: string): string {
  if (!/^\d{6}(\d{3}){0,2}$/.test(text)) return text;
  return text.replace(/(?<=^\d{6,9})(000)+$/, '');
}

function grouped(texts: readonly string[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  texts.forEach((text, at) => {
    if (text !== '') append(index, text, at);
  });
  return index;
}

function append(index: Map<string, number[]>, key: string, at: number): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [at]);
  else if (!list.includes(at)) list.push(at);
}

function first<T>(list: readonly T[], find: (one: T) => number[] | undefined): number[] | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined && found.length > 0) return found;
  }
  return undefined;
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
