/** Writes phrases of one language with figures in them, and shows each figure only as its mark allows. */
import { factKey, type Fact, type FactTopic } from '../domain/fact';
import { briefEn } from '../i18n/brief-en';
import { briefStraightEn } from '../i18n/brief-straight-en';
import { briefStraightZh } from '../i18n/brief-straight-zh';
import { briefZh, type BriefPhrase } from '../i18n/brief-zh';
import {
  formatDuration,
  formatIndex,
  formatNumber,
  formatPercent,
  formatPersons,
  formatPerThousand,
  formatSetting,
  noValue,
  type Language,
} from '../i18n/format';
import type { Inline, Inlines } from './blocks';
import { factOf, type Facts } from './facts';
import type { Mark } from './suppress';

export type Blanks = Readonly<Record<string, Inline | Inlines>>;

export interface Pen {
  readonly language: Language;
  /** A phrase as plain text; its blanks must be plain. */
  word(phrase: BriefPhrase, blanks?: Readonly<Record<string, string>>): string;
  /** A phrase with figures in it. */
  say(phrase: BriefPhrase, blanks?: Blanks): Inlines;
  /** The figure of a fact as running text shows it: persons with their unit in Chinese ("119 人"), as a bare number in English. */
  figure(topic: FactTopic): Inline;
  /** The figure alone, for tables and key numbers. */
  cell(topic: FactTopic): Inline;
  /** 1 − share, as a figure of the share's fact. */
  restOfShare(topic: FactTopic): Inline;
  isShown(topic: FactTopic): boolean;
}

/** `isApproximate`: no streets were loaded, and the phrases say so. */
export function createPen(
  facts: Facts,
  marks: ReadonlyMap<string, Mark>,
  suppressBelow: number,
  language: Language,
  isApproximate: boolean,
): Pen {
  const phrases: Readonly<Record<BriefPhrase, string>> = {
    ...(language === 'zh' ? briefZh : briefEn),
    ...(isApproximate && (language === 'zh' ? briefStraightZh : briefStraightEn)),
  };
  const markOf = (fact: Fact): Mark => marks.get(fact.key) ?? 'withheld';
  const hidden = (mark: Mark): string =>
    mark === 'small' ? `<${formatSetting(suppressBelow)}` : phrases.hidden;
  const inline = (fact: Fact, text: string): Inline => ({
    text: markOf(fact) === 'shown' ? text : hidden(markOf(fact)),
    fact: fact.key,
  });
  return {
    language,
    word: (phrase, blanks = {}) =>
      phrases[phrase].replace(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole),
    say: (phrase, blanks = {}) =>
      phrases[phrase]
        .split(/(\{\w+\})/)
        .filter((part) => part !== '')
        .flatMap((part) => {
          const filled = part.startsWith('{') ? blanks[part.slice(1, -1)] : part;
          if (filled === undefined) return [part];
          return typeof filled === 'string' || !Array.isArray(filled)
            ? [filled as Inline]
            : (filled as Inlines);
        }),
    figure: (topic) => {
      const fact = factOf(facts, topic);
      if (fact.unit !== 'persons' || language === 'en') return inline(fact, figureText(fact, language));
      const mark = markOf(fact);
      return {
        text: mark === 'shown' ? formatPersons(fact.value, 'zh') : `${hidden(mark)}\u00a0人`,
        fact: fact.key,
      };
    },
    cell: (topic) => {
      const fact = factOf(facts, topic);
      return inline(fact, figureText(fact, language));
    },
    restOfShare: (topic) => {
      const fact = factOf(facts, topic);
      return inline(fact, formatPercent(1 - fact.value));
    },
    isShown: (topic) => marks.get(factKey(topic)) === 'shown',
  };
}

function figureText({ unit, value }: Fact, language: Language): string {
  if (!Number.isFinite(value)) return noValue;
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'seconds':
      return formatDuration(value, language);
    case 'perPerson':
      return formatPerThousand(value);
    case 'index':
      return formatIndex(value);
    case 'capacity':
      return formatSetting(value, 1);
    case 'persons':
    case 'sites':
      return formatNumber(value);
  }
}
