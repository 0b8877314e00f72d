/** The answer to a click on an elder place or on any other spot, as plain words and rows: what AnswerCard shows. */
import type { Coverage } from '../../domain/findings';
import { bands, type Service } from '../../domain/service';
import type { ElderStory, PlaceStory, ServiceWay, SpotStory } from '../../domain/stories';
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
import { mapWords } from '../../i18n/map-words';
import { waysWords } from '../../i18n/ways-words';
import { bandWord, serviceWord } from '../../i18n/words';
import { facilityName } from './feature-text';
import type { MapFeature } from './features';
import { wayWords, whoChoices } from './way-text';

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
}

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
  const isArea = elders.polygons[row] !== null;
  const told = toldOfRow(findings, row, story).find((one) => one.service === service) ?? null;
  const rows: AnswerRow[] = [];
  const sentences: string[] = [];
  if (told !== null) {
    rows.push(...reachRows(findings, told, story, language));
    if (Number.isFinite(told.choices) && told.choices >= 0)
      rows.push({
        label: words.choices,
        value: words.places(formatSetting(told.choices, isArea ? 1 : 0)),
        tone: told.choices > 0 ? 'plain' : 'warm',
      });
    if (isArea) {
      if (!Number.isNaN(told.within)) sentences.push(words.wholeArea(formatPercent(told.within)));
      sentences.push(findings.approximate ? straightWords(language).areaNote : words.areaNote);
    }
    if (told.reason === 'unlinked') {
      const snap = story?.snapMetres ?? findings.elderLinks.snapMetres[row];
      sentences.push(
        Number.isFinite(snap)
          ? words.whyUnlinked(formatMetres(snap, language), formatMetres(settings.walk.snapMetres, language))
          : words.whyUnlinkedNone,
      );
    } else sentences.push(...why(findings, told, isArea, language));
    if (told.way !== null) sentences.push(...wayWords(told.way, language));
  }
  return {
    title: titleOf(),
    subtitle: [
      words.persons(formatNumber(elders.elders[row])),
      ...bands.flatMap((band) => {
        const count = elders.bands[band]?.[row] ?? 0;
        return count > 0 ? [words.ofBand(bandWord(band, language), formatNumber(count))] : [];
      }),
    ].join(words.listComma),
    rows,
    sentences,
  };

  function titleOf(): string {
    const street = streetHere(findings, told, language);
    if (street !== null) return street;
    const district = findings.districts.names[findings.elderDistrict[row]];
    return district ? words.near(district) : isArea ? words.areaHere : words.placeHere;
  }
}

/** Of any other spot, which is shown and not kept. `story` null while it is computed. */
export function spotAnswer(
  findings: Coverage,
  service: Service | null,
  story: SpotStory | null,
  language: Language,
): Answer {
  const words = waysWords(language);
  const { walk } = findings.settings;
  const title = words.spot[walk.direction];
  if (story === null) return { title, subtitle: '', rows: [], sentences: [words.working] };
  const told = story.services.find((one) => one.service === service) ?? null;
  const snap = formatMetres(story.snapMetres, language);
  const sentences: string[] = [];
  if (!findings.approximate)
    sentences.push(
      story.linked
        ? story.island
          ? words.linkedIsland(snap)
          : words.linked(snap)
        : Number.isFinite(story.snapMetres)
          ? words.unlinked(snap, formatMetres(walk.snapMetres, language))
          : words.unlinkedNone,
    );
  if (told !== null) {
    sentences.push(...why(findings, told, false, language));
    if (told.way !== null) sentences.push(...wayWords(told.way, language));
  }
  sentences.push(words.spotNote);
  return {
    title,
    subtitle: streetHere(findings, told, language) ?? '',
    rows: told === null || !story.linked ? [] : reachRows(findings, told, story, language),
    sentences,
  };
}

/** What the story says of each service, or, until it is there, what the coverage alone tells. */
export function toldOfRow(findings: Coverage, row: number, story: ElderStory | null): readonly ServiceWay[] {
  if (story !== null) return story.services;
  const { linked, island } = findings.elderLinks;
  return findings.services.map((found): ServiceWay => {
    const facility = found.nearest[row];
    const reason =
      linked[row] === 0
        ? 'unlinked'
        : found.sites.length === 0
          ? 'noSite'
          : found.within[row] > 0
            ? 'reached'
            : facility >= 0
              ? 'tooFar'
              : island[row] === 1
                ? 'island'
                : 'notConnected';
    return {
      service: found.service,
      reason,
      facility,
      straightMetres: found.straightMetres[row],
      metres: found.metres[row],
      seconds: found.seconds[row],
      choices: NaN,
      within: found.within[row],
      way: null,
      causes: null,
      paces: {},
    };
  });
}

/** The street at the place's end of its way. */
function streetHere(findings: Coverage, told: ServiceWay | null, language: Language): string | null {
  const names = told?.way?.names ?? [];
  const name = findings.settings.walk.direction === 'fromFacility' ? names.at(-1) : names[0];
  return name === undefined ? null : mapWords(language).near(name);
}

function reachRows(
  findings: Coverage,
  told: ServiceWay,
  story: PlaceStory | null,
  language: Language,
): AnswerRow[] {
  const words = mapWords(language);
  const { walk } = findings.settings;
  const { facility, way, seconds, reason } = told;
  const rows: AnswerRow[] = [];
  const label = words.nearest(serviceWord(told.service, language));
  if (facility >= 0) {
    const to: MapFeature = { kind: 'facility', index: facility };
    rows.push({ label, value: facilityName(findings, facility), tone: 'plain', to });
  } else rows.push({ label, value: reason === 'noSite' ? words.none : words.notReached, tone: 'warm' });
  if (Number.isFinite(told.straightMetres))
    rows.push({ label: words.straight, value: formatMetres(told.straightMetres, language), tone: 'plain' });
  if (Number.isFinite(told.metres))
    rows.push({
      label: findings.approximate ? straightWords(language).foot : words.onFoot,
      value:
        formatMetres(told.metres, language) +
        (way !== null && way.bridgeMetres > 0 ? words.listComma + words.bridge : ''),
      tone: 'plain',
    });
  if (!Number.isFinite(seconds)) return rows;
  const who = story?.who ?? 'everybody';
  const pace = formatPace(story?.metresPerSecond ?? walk.metresPerSecond, language);
  const name = whoChoices(findings, language).find(({ id }) => id === who)?.name;
  rows.push({
    label: words.atPace(who === 'everybody' || name === undefined ? pace : `${pace} (${name})`),
    value: formatDuration(seconds, language),
    tone: told.within > 0 ? 'cool' : 'warm',
  });
  for (const band of bands) {
    const own = told.paces[band];
    if (own === undefined || walk.paces[band] === walk.metresPerSecond) continue;
    rows.push({
      label: words.atPace(`${formatPace(walk.paces[band], language)} (${bandWord(band, language)})`),
      value: formatDuration(own, language),
      tone: isOver(findings, own) ? 'warm' : 'cool',
    });
  }
  return rows;
}

/** The class of a row follows the exact limit; the coverage decides, this only colours. */
function isOver(findings: Coverage, seconds: number): boolean {
  return seconds > findings.settings.walk.limitMinutes * 60 + 1e-6;
}

/** Why a place has no site within its limit, or some of those who live there have none. */
function why(findings: Coverage, told: ServiceWay, isArea: boolean, language: Language): string[] {
  const words = mapWords(language);
  const minutes = formatSetting(findings.settings.walk.limitMinutes);
  switch (told.reason) {
    case 'unlinked':
      return [];
    case 'island':
      return [words.whyIsland];
    case 'notConnected':
      return [words.whyNotConnected(serviceWord(told.service, language))];
    case 'noSite':
      return [words.whyNoSite(serviceWord(told.service, language))];
    case 'tooFar':
      return findings.approximate
        ? [straightWords(language).tooFar(minutes)]
        : [words.whyTooFar(minutes), ...detour(told, language)];
    case 'reached': {
      const slow = bands.filter((band) => isOver(findings, told.paces[band] ?? 0));
      return slow.length === 0 || isArea
        ? []
        : [words.whyBandTooFar(slow.map((band) => bandWord(band, language)).join(words.and), minutes)];
    }
  }
}

/** Told where the way is at least half as long again as the straight line. */
function detour({ metres, straightMetres }: ServiceWay, language: Language): string[] {
  const times = metres / straightMetres;
  return Number.isFinite(times) && times >= 1.5 ? [mapWords(language).factor(formatNumber(times, 1))] : [];
}
