/** The field's words: services and their one-character glyphs, age bands, tiers, methods, layers, and why a place is not reached. */
import type { Band, Service, Tier } from '../domain/service';
import type { ReachReason } from '../domain/stories';
import type { LayerKind } from '../domain/study';
import type { Language } from './format';

type Pair = readonly [zh: string, en: string];

function pick(pair: Pair, language: Language): string {
  return pair[language === 'zh' ? 0 : 1];
}

const serviceWords: Record<Service, Pair> = {
  meals: ['助餐', 'meals'],
  bathing: ['助浴', 'bathing'],
  cleaning: ['助洁', 'cleaning'],
  emergency: ['助急', 'emergency response'],
  medical: ['助医', 'medical care'],
  mobility: ['助行', 'mobility'],
  companionship: ['助聊', 'companionship'],
  errands: ['助办', 'errands'],
  legal: ['助法', 'legal aid'],
  daycare: ['日间照料', 'day care'],
  respite: ['喘息托养', 'respite care'],
  rehab: ['康复护理', 'rehabilitation'],
  dementia: ['认知症照护', 'dementia care'],
  culture: ['文化娱乐', 'culture and leisure'],
};

/** The service in words: 助餐 / meals. */
export function serviceWord(service: Service, language: Language): string {
  return pick(serviceWords[service], language);
}

/** The one character that stands for a service on buttons and on the map, in both languages. */
export const serviceGlyph: Readonly<Record<Service, string>> = {
  meals: '餐',
  bathing: '浴',
  cleaning: '洁',
  emergency: '急',
  medical: '医',
  mobility: '行',
  companionship: '聊',
  errands: '办',
  legal: '法',
  daycare: '日',
  respite: '托',
  rehab: '康',
  dementia: '智',
  culture: '文',
};

const bandWords: Record<Band, Pair> = {
  age60: ['60–69 岁', '60–69 years'],
  age70: ['70–79 岁', '70–79 years'],
  age80: ['80 岁及以上', '80 years and over'],
};

export function bandWord(band: Band, language: Language): string {
  return pick(bandWords[band], language);
}

const tierWords: Record<Tier, Pair> = {
  red: ['失能失智', 'care-dependent'],
  yellow: ['空巢独居', 'living alone'],
  green: ['低龄活力', 'younger and active'],
  grey: ['待评估', 'not yet assessed'],
};

export function tierWord(tier: Tier, language: Language): string {
  return pick(tierWords[tier], language);
}

const familyWords: Record<string, Pair> = {
  '2sfca': ['两步移动搜索法', 'two-step floating catchment area'],
  m2sfca: ['改进的两步移动搜索法', 'modified two-step floating catchment area'],
  '3sfca': ['三步移动搜索法', 'three-step floating catchment area'],
  bfca: ['均衡移动搜索法', 'balanced floating catchment area'],
  i2sfca: ['反向两步移动搜索法', 'inverted two-step floating catchment area'],
  raam: ['理性选择模型', 'rational agent access model'],
};

const decayWords: Record<string, Pair> = {
  step: ['时限内一视同仁', 'no decay within the limit'],
  zones: ['分三段衰减', 'three zones'],
  gaussian: ['高斯衰减', 'Gaussian decay'],
  epanechnikov: ['核密度衰减', 'Epanechnikov decay'],
};

/** "2SFCA 两步移动搜索法（高斯衰减）" / "2SFCA two-step floating catchment area (Gaussian decay)"; an unknown method as written. */
export function methodWord(method: string, language: Language): string {
  const [family = '', decay = 'step'] = method.split(':');
  const familyPair = familyWords[family];
  const decayPair = decayWords[decay];
  if (!familyPair || !decayPair) return method;
  const name = `${family.toUpperCase()} ${pick(familyPair, language)}`;
  return language === 'zh'
    ? `${name}（${pick(decayPair, language)}）`
    : `${name} (${pick(decayPair, language)})`;
}

const layerWords: Record<LayerKind, Pair> = {
  streets: ['街道', 'streets'],
  facilities: ['设施', 'facilities'],
  elders: ['老年人', 'elders'],
  volunteers: ['志愿者', 'volunteers'],
  districts: ['社区界线', 'districts'],
  candidates: ['备选地点', 'candidate sites'],
  elevation: ['高程', 'elevation'],
  audit: ['步行环境调查表', 'walk-audit sheets'],
};

export function layerWord(kind: LayerKind, language: Language): string {
  return pick(layerWords[kind], language);
}

const reasonWords: Record<ReachReason, Pair> = {
  reached: ['时限内走得到', 'within the limit'],
  tooFar: ['太远，时限内走不到', 'too far to walk within the limit'],
  notConnected: ['没有路连到任何一处', 'no way leads to any site'],
  island: ['在与外界不连通的小片街道上', 'on a small street piece cut off from the rest'],
  unlinked: ['附近没有可走的街道', 'no walkable street nearby'],
  noSite: ['没有提供这项服务的设施', 'no site offers this service'],
};

export function reasonWord(reason: ReachReason, language: Language): string {
  return pick(reasonWords[reason], language);
}

/** What stands in a table where there is no figure. */
export const stateWords = {
  unreached: (language: Language) => pick(['走不到', 'not reached'], language),
  unlinked: (language: Language) => pick(['未接上街道', 'not linked to a street'], language),
  missing: (language: Language) => pick(['缺数据', 'missing'], language),
  approximate: (language: Language) => pick(['近似', 'approximate'], language),
  synthetic: (language: Language) => pick(['合成数据', 'synthetic data'], language),
} as const;
