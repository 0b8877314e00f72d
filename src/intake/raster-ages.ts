/** Which ages a raster's bands count: from band descriptions, else the file's name, else the order of the bands. */

/** Whole years; `to` is Infinity for "and over". */
export interface Ages {
  readonly from: number;
  readonly to: number;
}

export type BandMeaning = Ages | 'everybody' | 'unknown';

const notPeople =
  /(^|[^a-z])(dem|dtm|dsm|srtm|aster|elev\w*|height|slope|hillshade|ndvi|lights?|rgb|ortho\w*)([^a-z]|$)|高程|地形|坡度|影像/i;
const people =
  /pop|ppp|person|people|resident|inhabitant|census|landscan|ghs|elder|senior|older|(^|[^a-z])ages?([^a-z]|$)|人口|老年|老人|居民/i;

/** The order of bands in files without descriptions, as WorldPop's five-year groups are put together for elders. */
const usualOrder: readonly Ages[] = [
  { from: 20, to: Infinity },
  { from: 60, to: 64 },
  { from: 65, to: 69 },
  { from: 70, to: 74 },
  { from: 75, to: 79 },
  { from: 80, to: Infinity },
];

/** What each band counts, or null where nothing says that the raster counts people at all. */
export function bandMeanings(file: string, descriptions: readonly string[]): readonly BandMeaning[] | null {
  const name = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  const described = descriptions.map((text) => (isAboutAge(text) ? agesOf(text) : null));
  if (described.some((ages) => ages !== null) && !descriptions.some((text) => notPeople.test(text)))
    return described.map(
      (ages, band) => ages ?? (people.test(descriptions[band]!) ? 'everybody' : 'unknown'),
    );
  if (notPeople.test(name) || !(people.test(name) || descriptions.some((text) => people.test(text)))) {
    // "chn_f_60_2020": WorldPop's names for age and sex say neither pop nor age.
    const own = /(^|[^a-z0-9])[fmt]_(\d{1,2})_20\d\d/i.test(name) ? agesOf(name) : null;
    return own === null || descriptions.length !== 1 ? null : [own];
  }
  if (descriptions.length === 1) return [agesOf(name) ?? 'everybody'];
  if (descriptions.length === usualOrder.length) return usualOrder;
  return descriptions.map(() => 'unknown');
}

/** Speaks of people, or of nothing but ages and sexes: "f_60", not "Layer_1". */
function isAboutAge(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return people.test(text) || words.every((word) => ageWords.has(word));
}

const ageWords = new Set(
  'f m t b p age aged female females male males women men both total sum years year yrs y o to and plus over up older above'.split(
    ' ',
  ),
);

/** "60-64", "pop_60_64", "80plus", "80岁及以上", and the five years from a lone "f_60"; null where no age is named. */
export function agesOf(text: string): Ages | null {
  const plain = text.toLowerCase();
  const over = /(?<!\d)(\d{1,3})\s*(?:岁|_)?\s*(?:\+|plus|up|over|及以上|以上)/.exec(plain);
  if (over !== null) return { from: Number(over[1]), to: Infinity };
  const range = /(?<!\d)(\d{1,3})\s*岁?\s*(?:-|–|_|~|至|到|to)\s*(\d{1,3})(?!\d)/.exec(plain);
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from < to && to <= 120) return { from, to };
  }
  const lone = /(?<![0-9a-z.])(?:[fmtb]|age|pop|p)?_?(\d{1,2})(?:_?[fmtb])?(?![0-9a-z.])/.exec(plain);
  if (lone === null) return null;
  const from = Number(lone[1]);
  if (from !== 1 && from % 5 !== 0) return null;
  return { from, to: from >= 80 ? Infinity : from === 0 ? 0 : from === 1 ? 4 : from + 4 };
}

export function agesText(meaning: BandMeaning): string {
  if (meaning === 'everybody') return '0+';
  if (meaning === 'unknown') return '?';
  return meaning.to === Infinity ? `${meaning.from}+` : `${meaning.from}–${meaning.to}`;
}
