/** Ways in words: what one meets on one, each service in a line, and its seconds by cause. */
import { wholeSeconds } from '../../access/way-seconds';
import type { Coverage } from '../../domain/findings';
import type { Band, Service } from '../../domain/service';
import type { PlaceStory, ServiceWay, Way, WayPart } from '../../domain/stories';
import {
  formatDuration,
  formatMetres,
  formatNumber,
  formatPace,
  formatSetting,
  type Language,
} from '../../i18n/format';
import { mapWords } from '../../i18n/map-words';
import { wayFactWords } from '../../i18n/way-words';
import { waysWords } from '../../i18n/ways-words';
import { bandWord, serviceGlyph, serviceWord } from '../../i18n/words';
import { whoOptions, type WhoOption } from '../state/walkers';
import { facilityName } from './feature-text';

/** Names of streets told, at most. */
const MOST_NAMES = 3;

export interface ServiceLine {
  readonly service: Service;
  readonly glyph: string;
  readonly word: string;
  /** The nearest facility, or why there is none. */
  readonly facility: string;
  /** '' where there is none. */
  readonly metres: string;
  readonly time: string;
  readonly mark: string;
  readonly tone: 'cool' | 'warm';
}

/** Every service of the study in a line. */
export function serviceLines(
  findings: Coverage,
  told: readonly ServiceWay[],
  language: Language,
): ServiceLine[] {
  const words = waysWords(language);
  return told.map(({ service, reason, facility, metres, seconds, within }) => {
    const isReached = facility >= 0 && Number.isFinite(seconds);
    const isWithin = within > 0;
    const isPart = isWithin && within < 1;
    return {
      service,
      glyph: serviceGlyph[service],
      word: serviceWord(service, language),
      facility: isReached
        ? facilityName(findings, facility)
        : reason === 'reached' || reason === 'tooFar'
          ? ''
          : words.short[reason],
      metres: isReached ? formatMetres(metres, language) : '',
      time: isReached ? formatDuration(seconds, language) : '',
      mark: isReached ? (isPart ? words.partly : isWithin ? words.within : words.beyond) : '',
      tone: isWithin ? 'cool' : 'warm',
    };
  });
}

export interface CauseLine {
  readonly label: string;
  readonly detail: string;
  /** One time, or (there and back) two. */
  readonly times: readonly string[];
}

export interface CauseTable {
  readonly title: string;
  /** Of the columns of times where there are two. */
  readonly heads: readonly string[];
  readonly lines: readonly CauseLine[];
  readonly sums: readonly CauseLine[];
  readonly notes: readonly string[];
}

/** The seconds of a way by cause; null where there is no way. `isArea`: the way is of one place in it. */
export function causeTable(
  findings: Coverage,
  { causes }: ServiceWay,
  { metresPerSecond }: Pick<PlaceStory, 'metresPerSecond'>,
  isArea: boolean,
  language: Language,
): CauseTable | null {
  if (causes === null) return null;
  const words = waysWords(language);
  const { parts, back, rests, seconds } = causes;
  const total = formatDuration(seconds, language);
  const time = (whole: number): string => (whole === 0 ? words.tiny : formatDuration(whole, language));
  const notes = [
    ...(isArea ? [words.area(total)] : []),
    findings.approximate ? words.straightOnly : words.rounded,
  ];
  const shown = { title: words.why(total), notes };
  if (back === null) {
    const all = rests === null ? parts : [...parts, rests];
    const whole = wholeSeconds(
      all.map((part) => part.seconds),
      seconds,
    );
    const lines = all.map((part, i) => ({ ...named(part), times: [time(whole[i]!)] }));
    return { ...shown, heads: [], lines, sums: [{ label: words.total, detail: '', times: [total] }] };
  }
  const columns = [parts, back].map((list) => {
    const sum = list.reduce((soFar, part) => soFar + part.seconds, 0);
    const whole = wholeSeconds(
      list.map((part) => part.seconds),
      sum,
    );
    return { sum, times: new Map(list.map(({ cause }, i) => [cause, time(whole[i]!)])) };
  });
  const causesTold = [...parts, ...back.filter(({ cause }) => parts.every((part) => part.cause !== cause))];
  const lines = causesTold.map((part) => ({
    ...named(part),
    times: columns.map(({ times }) => times.get(part.cause) ?? '–'),
  }));
  const sums = [
    { label: words.sum, detail: '', times: columns.map(({ sum }) => formatDuration(sum, language)) },
    ...(rests === null ? [] : [{ ...named(rests), times: [formatDuration(rests.seconds, language)] }]),
    { label: rests === null ? words.half : words.halfAndRests, detail: '', times: [total] },
  ];
  return { ...shown, heads: [words.there, words.back], lines, sums };

  function named(part: WayPart): { label: string; detail: string } {
    return { label: words.causes[part.cause], detail: detailOf(part) };
  }

  function detailOf({ cause, metres, count, eachSeconds }: WayPart): string {
    const pace = formatPace(metresPerSecond, language);
    if (count !== undefined && eachSeconds !== undefined) {
      // There and back the stairs take another time up than down.
      const each = cause === 'floors' && back !== null ? '' : formatSetting(eachSeconds, 1);
      return cause === 'floors'
        ? words.floors(formatSetting(count, 1), each)
        : words.times(formatSetting(count, 1), each);
    }
    if (metres === undefined) return '';
    const told = formatMetres(metres, language);
    if (cause === 'straight')
      return words.ofStraight(told, formatSetting(findings.settings.walk.detour), pace);
    // There and back the climbs of the one are the descents of the other.
    if (cause === 'climb' || cause === 'descent')
      return back !== null ? '' : cause === 'climb' ? words.up(told) : words.down(told);
    return cause === 'street' ? words.ofPace(told, pace) : told;
  }
}

/** What one meets, and the streets one walks. */
export function wayWords(way: Way, language: Language): string[] {
  const words = mapWords(language);
  const parts = [
    way.stepsMetres >= 1 ? words.stepsMetres(formatMetres(way.stepsMetres, language)) : '',
    way.bridgeMetres >= 1 ? words.bridgeMetres(formatMetres(way.bridgeMetres, language)) : '',
    ...factWords(way, language),
  ].filter((part) => part !== '');
  const names = [...new Set(way.names)];
  const told = names.slice(0, MOST_NAMES).join(words.and);
  return [
    ...(parts.length === 0 ? [] : [words.wayHas(parts.join(words.and))]),
    ...(names.length === 0
      ? []
      : [names.length > MOST_NAMES ? words.viaMore(told, formatNumber(names.length)) : words.via(told)]),
  ];
}

/** Words for the ends of a way on the map: that of the place, then that of the facility. */
export function endWords(findings: Coverage | null, language: Language): readonly [string, string] {
  const { start, end, turn } = waysWords(language);
  const direction = findings?.settings.walk.direction ?? 'toFacility';
  if (direction === 'bothWays') return [start, turn];
  return direction === 'toFacility' ? [start, end] : [end, start];
}

/** Whose walk can be asked for: of the age bands only those that live here. */
export function whoChoices({ services, settings }: Coverage, language: Language): readonly WhoOption[] {
  const present = services[0]?.bands.map(({ band }) => band) ?? [];
  const words = {
    everyone: waysWords(language).everybody,
    band: (band: Band) => bandWord(band, language),
  };
  return whoOptions(present, settings.walk.profiles, words, language);
}

/** Climbs, crossings, gates and counted steps; of halves (a way that ends at a crossing) only whole ones are told. */
function factWords({ facts }: Way, language: Language): string[] {
  const words = wayFactWords(language);
  const metres = (value: number) => formatMetres(value, language);
  const whole = (value: number) => formatNumber(Math.floor(value));
  return [
    facts.climbMetres >= 1 ? words.climb(metres(facts.climbMetres)) : '',
    facts.descentMetres >= 1 ? words.descent(metres(facts.descentMetres)) : '',
    facts.crossings >= 1 ? words.crossings(whole(facts.crossings)) : '',
    facts.signals >= 1 ? words.signals(whole(facts.signals)) : '',
    facts.gates >= 1 ? words.gates(whole(facts.gates)) : '',
    facts.countedSteps === undefined ? '' : words.steps(formatNumber(facts.countedSteps)),
  ];
}
