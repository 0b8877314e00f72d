/** The answer to a click as plain words and rows: what AnswerCard shows. */
import type { Coverage } from '../../domain/findings';
import { bands, serviceBit, services, type Service } from '../../domain/service';
import type { ElderStory, FacilityStory, ServiceReach, Way } from '../../domain/stories';
import { straightWords } from '../../i18n/approximate-words';
import {
  formatDuration,
  formatMetres,
  formatNumber,
  formatPace,
  formatPercent,
  formatSetting,
  type Language,
} from '../../i18n/format';
import { entranceWords } from '../../i18n/entrance-words';
import { mapWords } from '../../i18n/map-words';
import { wayFactWords } from '../../i18n/way-words';
import { bandWord, serviceGlyph, serviceWord } from '../../i18n/words';
import { facilityName } from './feature-text';
import type { MapFeature } from './features';

export interface AnswerRow {
  readonly label: string;
  readonly value: string;
  readonly tone: 'plain' | 'warm' | 'cool';
  /** Where the value leads when chosen. */
  readonly to?: MapFeature;
}

export interface Answer {
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly AnswerRow[];
  /** Why, in sentences. */
  readonly sentences: readonly string[];
  /** Of an elder place: the other services, one chip each. */
  readonly others: readonly {
    readonly service: Service;
    readonly glyph: string;
    readonly word: string;
    readonly value: string;
    readonly warm: boolean;
  }[];
}

/** Names of streets told, at most. */
const MOST_NAMES = 3;

/**
 * Of one elder row. `story` null while it is computed: then only what the coverage says. Never an id: a row may be a person.
 */
export function elderAnswer(
  findings: Coverage,
  row: number,
  service: Service | null,
  story: ElderStory | null,
  language: Language,
): Answer {
  const words = mapWords(language);
  const { elders, settings } = findings;
  const { walk } = settings;
  const minutes = formatSetting(walk.limitMinutes);
  const isArea = elders.polygons[row] !== null;
  const reach = service === null ? null : reachOf(findings, row, service, story);
  const way = story?.way ?? null;

  const rows: AnswerRow[] = [];
  const sentences: string[] = [];
  if (reach !== null && service !== null) {
    const word = serviceWord(service, language);
    const found = findings.services.find((one) => one.service === service);
    rows.push(
      reach.facility >= 0
        ? {
            label: words.nearest(word),
            value: facilityName(findings, reach.facility),
            tone: 'plain',
            to: { kind: 'facility', index: reach.facility },
          }
        : {
            label: words.nearest(word),
            value: reach.reason === 'noSite' ? words.none : words.notReached,
            tone: 'warm',
          },
    );
    if (Number.isFinite(reach.straightMetres))
      rows.push({
        label: words.straight,
        value: formatMetres(reach.straightMetres, language),
        tone: 'plain',
      });
    if (Number.isFinite(reach.metres))
      rows.push({
        label: findings.approximate ? straightWords(language).foot : words.onFoot,
        value:
          formatMetres(reach.metres, language) +
          (way !== null && way.bridgeMetres > 0 ? words.listComma + words.bridge : ''),
        tone: 'plain',
      });
    if (Number.isFinite(reach.seconds)) {
      rows.push(timeRow(words.atPace(formatPace(walk.metresPerSecond, language)), reach.seconds));
      for (const band of bands) {
        if (!((elders.bands[band]?.[row] ?? 0) > 0)) continue;
        const pace = walk.paces[band];
        if (pace !== walk.metresPerSecond)
          rows.push(
            timeRow(
              words.atPace(`${formatPace(pace, language)} (${bandWord(band, language)})`),
              (reach.seconds * walk.metresPerSecond) / pace,
            ),
          );
      }
    }
    if (Number.isFinite(reach.choices) && reach.choices >= 0)
      rows.push({
        label: words.choices,
        value: words.places(formatSetting(reach.choices, isArea ? 1 : 0)),
        tone: reach.choices > 0 ? 'plain' : 'warm',
      });
    if (isArea) {
      const share = found?.within[row] ?? NaN;
      if (!Number.isNaN(share)) sentences.push(words.wholeArea(formatPercent(share)));
      sentences.push(findings.approximate ? straightWords(language).areaNote : words.areaNote);
    }
    sentences.push(...why(findings, row, reach, service, story, language));
    if (way !== null) sentences.push(...wayWords(way, language));
  }

  return {
    title:
      way !== null && way.names.length > 0 ? words.near(way.names[0]) : placeName(findings, row, language),
    subtitle: [
      words.persons(formatNumber(elders.elders[row])),
      ...bands.flatMap((band) => {
        const count = elders.bands[band]?.[row] ?? 0;
        return count > 0 ? [words.ofBand(bandWord(band, language), formatNumber(count))] : [];
      }),
    ].join(words.listComma),
    rows,
    sentences,
    others: others(),
  };

  function timeRow(label: string, seconds: number): AnswerRow {
    // The class of a row follows the exact limit; the findings decide coverage, this only colours.
    const over = seconds > walk.limitMinutes * 60 + 1e-6;
    return { label, value: formatDuration(seconds, language), tone: over ? 'warm' : 'cool' };
  }

  function others(): Answer['others'] {
    return findings.services
      .filter((one) => one.service !== service)
      .map((one) => {
        const seconds = one.seconds[row];
        const within = one.within[row];
        return {
          service: one.service,
          glyph: serviceGlyph[one.service],
          word: serviceWord(one.service, language),
          value: Number.isFinite(seconds)
            ? formatDuration(seconds, language)
            : one.sites.length === 0
              ? words.none
              : words.notReached,
          warm: !(within > 0),
        };
      });
  }

  function placeName(from: Coverage, at: number, tongue: Language): string {
    const district = from.elderDistrict[at];
    if (district >= 0 && from.districts.names[district])
      return mapWords(tongue).near(from.districts.names[district]);
    return isArea ? words.areaHere : words.placeHere;
  }

  function why(
    from: Coverage,
    at: number,
    one: ServiceReach,
    asked: Service,
    told: ElderStory | null,
    tongue: Language,
  ): string[] {
    const say = mapWords(tongue);
    const snap = told?.snapMetres ?? from.elderLinks.snapMetres[at];
    switch (one.reason) {
      case 'unlinked':
        return [
          Number.isFinite(snap)
            ? say.whyUnlinked(formatMetres(snap, tongue), formatMetres(walk.snapMetres, tongue))
            : say.whyUnlinkedNone,
        ];
      case 'island':
        return [say.whyIsland];
      case 'notConnected':
        return [say.whyNotConnected(serviceWord(asked, tongue))];
      case 'noSite':
        return [say.whyNoSite(serviceWord(asked, tongue))];
      case 'tooFar':
        return findings.approximate
          ? [straightWords(tongue).tooFar(minutes)]
          : [say.whyTooFar(minutes), ...detour(one)];
      case 'reached': {
        const slow = bands.filter(
          (band) =>
            (elders.bands[band]?.[at] ?? 0) > 0 &&
            (one.seconds * walk.metresPerSecond) / walk.paces[band] > walk.limitMinutes * 60 + 1e-6,
        );
        return slow.length === 0 || isArea
          ? []
          : [say.whyBandTooFar(slow.map((band) => bandWord(band, tongue)).join(say.and), minutes)];
      }
    }
  }

  /** Told where the way is at least half as long again as the straight line. */
  function detour(one: ServiceReach): string[] {
    const times = one.metres / one.straightMetres;
    return Number.isFinite(times) && times >= 1.5 ? [words.factor(formatNumber(times, 1))] : [];
  }
}

/** Of one facility. `story` null while it is computed. */
export function facilityAnswer(
  findings: Coverage,
  facility: number,
  service: Service | null,
  story: FacilityStory | null,
  language: Language,
): Answer {
  const words = mapWords(language);
  const { facilities } = findings;
  const found = findings.services.find((one) => one.service === service);
  const offered = services.filter((one) => (facilities.services[facility] & serviceBit(one)) !== 0);
  const offersIt = found?.sites.includes(facility) ?? false;
  const rows: AnswerRow[] = [];
  const sentences: string[] = [];
  if (service !== null && found !== undefined && offersIt) {
    const within = story?.eldersWithin ?? NaN;
    const alone = story?.eldersAlone ?? NaN;
    const capacity = facilities.capacity[service]?.[facility];
    rows.push({ label: words.serves, value: words.persons(formatNumber(within)), tone: 'plain' });
    rows.push({
      label: words.alone,
      value: words.persons(formatNumber(alone)),
      tone: alone > 0 ? 'warm' : 'plain',
    });
    if (capacity !== undefined)
      rows.push({
        label: `${words.capacity} (${serviceWord(service, language)})`,
        value: Number.isNaN(capacity)
          ? words.capacityUnstated
          : capacity === 0
            ? words.capacityClosed
            : formatSetting(capacity),
        tone: capacity > 0 ? 'plain' : 'warm',
      });
    if (capacity !== undefined && capacity > 0 && within > 0)
      rows.push({
        label: words.perPlace,
        value: words.persons(formatNumber(within / capacity, 1)),
        tone: 'plain',
      });
    if (alone > 0) sentences.push(words.aloneSentence(formatNumber(alone)));
  } else if (service !== null) sentences.push(words.notOffered(serviceWord(service, language)));
  const doors = facilities.entranceFirst[facility + 1] - facilities.entranceFirst[facility];
  if (doors > 1)
    rows.push({
      label: entranceWords(language).entrances,
      value: entranceWords(language).several(formatNumber(doors)),
      tone: 'plain',
    });
  if (findings.facilityLinks.linked[facility] === 0)
    sentences.push(
      words.facilityUnlinked(formatMetres(findings.facilityLinks.snapMetres[facility], language)),
    );
  return {
    title: facilityName(findings, facility),
    subtitle:
      offered.length === 0
        ? ''
        : `${words.offers} ${offered.map((one) => serviceWord(one, language)).join(words.and)}`,
    rows,
    sentences,
    others: [],
  };
}

/** What the story says of a service, or, until it is there, what the findings alone tell. */
function reachOf(
  findings: Coverage,
  row: number,
  service: Service,
  story: ElderStory | null,
): ServiceReach | null {
  const told = story?.row === row ? story.services.find((one) => one.service === service) : undefined;
  if (told !== undefined) return told;
  const found = findings.services.find((one) => one.service === service);
  if (found === undefined) return null;
  const linked = findings.elderLinks.linked[row] === 1;
  const facility = found.nearest[row];
  const reason = !linked
    ? 'unlinked'
    : found.sites.length === 0
      ? 'noSite'
      : facility >= 0
        ? found.within[row] > 0
          ? 'reached'
          : 'tooFar'
        : findings.elderLinks.island[row] === 1
          ? 'island'
          : 'notConnected';
  return {
    service,
    reason,
    facility,
    straightMetres: found.straightMetres[row],
    metres: found.metres[row],
    seconds: found.seconds[row],
    choices: NaN,
  };
}

/** Climbs, crossings, gates and counted steps; of halves (a way that ends at a crossing) only whole ones are told. */
function factWords({ facts }: Way, language: Language): string[] {
  if (facts === undefined) return [];
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

function wayWords(way: Way, language: Language): string[] {
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
