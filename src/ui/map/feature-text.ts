/** One line about a place: for the hover card, the list of places in view and the description of the map. */
import type { Coverage, ServiceCoverage } from '../../domain/findings';
import type { Service } from '../../domain/service';
import type { PaceChoice } from '../../domain/stories';
import { approximately, whyApproximate } from '../../i18n/approximate-words';
import { formatDuration, formatNumber, formatPercent, formatSetting, type Language } from '../../i18n/format';
import { mapWords } from '../../i18n/map-words';
import { serviceGlyph, serviceWord, stateWords } from '../../i18n/words';
import { nineServices, serviceBit, services } from '../../domain/service';
import { personsShown, reachShare } from '../../layers/points';
import type { MapFeature } from './features';

/** The colon of a sentence that joins a name and what follows. */
const DOT = ' · ';

export function featureText(
  findings: Coverage,
  feature: MapFeature,
  service: Service | null,
  pace: PaceChoice,
  language: Language,
): string {
  if (feature.kind === 'facility') {
    const name = facilityName(findings, feature.index);
    const offered = services.filter(
      (one) => (findings.facilities.services[feature.index] & serviceBit(one)) !== 0,
    );
    const all = offered.length >= nineServices.length && offered.length > 3;
    if (offered.length === 0 || (all && language === 'en')) return name;
    return language === 'zh'
      ? `${name}${DOT}${offered.map((one) => serviceGlyph[one]).join('')}`
      : `${name}${DOT}${offered
          .slice(0, 3)
          .map((one) => serviceWord(one, 'en'))
          .join(', ')}${offered.length > 3 ? ' …' : ''}`;
  }
  const persons = mapWords(language).persons(formatNumber(personsShown(findings, pace)[feature.index]));
  return `${persons}${DOT}${elderState(findings, feature.index, service, pace, language)}`;
}

export function facilityName(findings: Coverage, facility: number): string {
  return findings.facilities.names[facility] || findings.facilities.ids[facility];
}

/** Time at the pace shown, or the share reached of an area, or why there is neither. */
function elderState(
  findings: Coverage,
  row: number,
  service: Service | null,
  pace: PaceChoice,
  language: Language,
): string {
  const words = mapWords(language);
  if (findings.elderLinks.linked[row] === 0) return stateWords.unlinked(language);
  const found = findings.services.find((one) => one.service === service);
  if (found === undefined) return stateWords.missing(language);
  const share = reachShare(findings, service, pace)?.[row] ?? NaN;
  if (share > 0 && share < 1) {
    const text = words.wholeArea(formatPercent(share)).replace(/[。.]$/, '');
    return approximately(text, findings.approximate, language);
  }
  const seconds = secondsAt(found, findings, row, pace);
  const state = share === 0 ? `${words.dotMissing}` : words.dotReached;
  const text = Number.isFinite(seconds)
    ? `${state}, ${formatDuration(seconds, language)}`.replace(', ', language === 'zh' ? '，' : ', ')
    : state;
  return approximately(text, findings.approximate, language);
}

/** Seconds to the nearest site at a pace: one graph, so a pace only scales them. */
export function secondsAt(found: ServiceCoverage, findings: Coverage, row: number, pace: PaceChoice): number {
  const { walk } = findings.settings;
  return pace === 'overall'
    ? found.seconds[row]
    : (found.seconds[row] * walk.metresPerSecond) / walk.paces[pace];
}

/** What the map shows, in one or two sentences, for those who do not see it. */
export function mapSummary(findings: Coverage | null, service: Service | null, language: Language): string {
  const words = mapWords(language);
  if (findings === null) return words.summaryEmpty;
  const found = findings.services.find((one) => one.service === service);
  const persons = findings.elders.elders.reduce((sum, n) => sum + (n > 0 ? n : 0), 0);
  if (found === undefined || service === null) return words.persons(formatNumber(persons));
  const totals = found.ownPace ?? found.foot;
  return [
    words.summary(
      formatNumber(found.sites.length),
      serviceWord(service, language),
      formatNumber(totals.elders),
    ),
    words.summaryReach(
      formatSetting(findings.settings.walk.limitMinutes),
      formatNumber(totals.covered),
      formatNumber(totals.gap),
      formatNumber(totals.unlinked),
    ),
    ...(findings.approximate ? [whyApproximate(findings.settings.walk.detour, language)] : []),
  ].join(language === 'zh' ? '' : ' ');
}
