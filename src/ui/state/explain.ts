/** A fact in words: what it is, of whom, by which method, with which settings, from which files. */
import type { Fact, FactScope } from '../../domain/fact';
import { isApproximate, type Facts } from '../../brief/facts';
import type { Band } from '../../domain/service';
import { straightWords, whyApproximate } from '../../i18n/approximate-words';
import {
  formatMetres,
  formatMinutes,
  formatNumber,
  formatPace,
  formatSetting,
  type Language,
} from '../../i18n/format';
import { messages } from '../../i18n/messages';
import { networkWords } from '../../i18n/network-words';
import { bandWord, methodWord } from '../../i18n/words';

export interface Explanation {
  readonly title: string;
  readonly value: string;
  readonly base: string;
  readonly method: string;
  /** Why the figure is approximate; '' where it is not. */
  readonly approximate: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly files: readonly string[];
}

/** `text` is the figure as printed, which may be a share or a rounding of the fact. */
export function explain(fact: Fact, text: string, facts: Facts, language: Language): Explanation {
  const t = messages(language);
  const { topic } = fact;
  const service = topic.service === undefined ? '' : t.serviceName(topic.service);
  const whom = whomOf(fact, language);
  const isStraight = isApproximate(fact) || isStraightLink(fact);
  const title = t.why.titles[topic.kind === 'linked' && isStraight ? 'elders' : topic.kind](service);
  return {
    title: whom === '' ? title : `${title} · ${whom}`,
    value: text,
    base: baseOf(fact, facts, language),
    method:
      (isStraight ? straightWords(language).methods[topic.kind] : undefined) ?? t.why.methods[topic.kind],
    approximate: isApproximate(fact) ? whyApproximate(Number(fact.parameters['walk.detour']), language) : '',
    parameters: Object.entries(fact.parameters).map(([path, value]) => ({
      name: t.why.settings[path] ?? path,
      value: settingText(path, value, language),
    })),
    files: fact.files,
  };
}

/** Without streets there is nothing to be linked to, and everybody counts. */
function isStraightLink({ parameters, topic }: Fact): boolean {
  return (topic.kind === 'linked' || topic.kind === 'unlinked') && !('walk.snapMetres' in parameters);
}

function whomOf({ topic, districtName }: Fact, language: Language): string {
  if (topic.cause !== undefined) return networkWords(language).cutOff.causes[topic.cause];
  if (topic.district === 'outside') return messages(language).walk.outside;
  if (topic.district !== undefined) return districtName;
  return scopeWord(topic.scope, language);
}

function scopeWord(scope: FactScope | undefined, language: Language): string {
  if (scope === undefined || scope === 'own' || scope === 'overall') return '';
  if (scope === 'ageUnknown') return messages(language).walk.ageUnknown;
  return bandWord(scope satisfies Band, language);
}

function baseOf(fact: Fact, facts: Facts, language: Language): string {
  const { why } = messages(language);
  const base = fact.base === null ? undefined : facts.all[fact.base];
  if (base === undefined) return why.inputRows;
  const count = formatNumber(base.value);
  const whom = whomOf(base, language);
  if (base.topic.kind === 'covered') return why.coveredElders(count);
  if (base.topic.kind === 'cutOff') return why.cutOffElders(count);
  if (base.topic.kind === 'linked' && !isStraightLink(base))
    return whom === '' ? why.linkedElders(count) : why.linkedOf(whom, count);
  return whom === '' ? why.allElders(count) : why.eldersOf(whom, count);
}

function settingText(path: string, value: number | string | boolean, language: Language): string {
  const { why } = messages(language);
  if (typeof value === 'boolean') return value ? why.yes : why.no;
  if (typeof value === 'string')
    return path === 'access.methods' ? methodWord(value, language) : (why.demands[value] ?? value);
  if (path.endsWith('Minutes')) return formatMinutes(value, language);
  if (path.endsWith('Metres')) return formatMetres(value, language);
  if (path.endsWith('metresPerSecond') || path.includes('.paces.')) return formatPace(value, language);
  return formatSetting(value);
}
