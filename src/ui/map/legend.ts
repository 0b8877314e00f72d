/** What the legend says, as plain data: drawn as HTML beside the map and on canvas in the picture for the brief. */
import type { Coverage } from '../../domain/findings';
import type { Service } from '../../domain/service';
import type { PaceChoice, StreetLines } from '../../domain/stories';
import { defaultWalk } from '../../domain/study';
import { approximately } from '../../i18n/approximate-words';
import { formatMetres, formatPace, formatSetting, type Language } from '../../i18n/format';
import { linksWords } from '../../i18n/links-words';
import { mapWords } from '../../i18n/map-words';
import { detourClasses, networkWords } from '../../i18n/network-words';
import { safetyWords } from '../../i18n/safety-words';
import { bandWord, serviceWord } from '../../i18n/words';
import { palette, stylesOf } from '../../layers/palette';
import { markStates, type ElderDots, type FacilityMarks } from '../../layers/points';
import type { Safety } from './safety-layers';

export type LegendRow =
  | { readonly kind: 'class'; readonly colour: string; readonly text: string }
  | { readonly kind: 'steps' | 'mark' | 'unstated' | 'note'; readonly text: string }
  | { readonly kind: 'safe'; readonly sign: SafeSign; readonly text: string }
  | { readonly kind: 'dots'; readonly dots: readonly { readonly state: DotState; readonly text: string }[] };

/** What help and safety around a place puts on the map. */
export type SafeSign = 'place' | 'fence' | 'exit' | 'helper' | 'inside' | 'outside';

export type DotState = 'reached' | 'partly' | 'missing' | 'unlinked';

export interface LegendContent {
  readonly title: string;
  readonly service: Service | null;
  readonly rows: readonly LegendRow[];
}

export interface LegendInput {
  readonly language: Language;
  readonly findings: Coverage | null;
  readonly service: Service | null;
  readonly pace: PaceChoice;
  /** Coloured streets on the map; null while they are plain. */
  readonly reach: StreetLines | null;
  readonly elders: ElderDots | null;
  readonly sites: FacilityMarks | null;
  /** They are drawn as dots. */
  readonly areSitesFar?: boolean;
  /** Name of the facility whose circle is shown instead of the nearest sites; null for the nearest. */
  readonly circle: string | null;
  /** Help and safety around a place, where that is on the map. */
  readonly safety?: Safety | null;
  /** A line from a list of what the streets may lack is looked at. */
  readonly hasSight?: boolean;
}

export function legendContent(input: LegendInput): LegendContent {
  const { language, findings, service, pace, reach, elders, sites } = input;
  const words = mapWords(language);
  const walk = findings?.settings.walk ?? defaultWalk;
  const minutes = (part: number): string => formatSetting((walk.limitMinutes * part) / 3, 1);
  const rows: LegendRow[] = [];
  if (reach !== null && reach.of === undefined) {
    rows.push(
      {
        kind: 'note',
        text:
          pace === 'overall'
            ? words.legendAt(formatPace(walk.metresPerSecond, language))
            : words.legendAt(`${bandWord(pace, language)} ${formatPace(walk.paces[pace], language)}`),
      },
      ...classRows(reach, [
        words.within(minutes(1)),
        words.between(minutes(1), minutes(2)),
        words.between(minutes(2), minutes(3)),
        ...(input.circle === null ? [words.beyond(minutes(3))] : []),
      ]),
    );
    if (reach.classes.includes(4))
      rows.push({ kind: 'class', colour: stylesOf(reach)[4].colour, text: words.never });
  }
  if (reach?.of !== undefined) rows.push(...otherRows(reach, language));
  if (reach?.steps.includes(1)) rows.push({ kind: 'steps', text: words.steps });
  if (elders !== null && elders.count > 0 && findings !== null) {
    const dots: { state: DotState; text: string }[] = [{ state: 'reached', text: words.dotReached }];
    if (elders.missing.count > 0) dots.push({ state: 'partly', text: words.dotPartly });
    dots.push({ state: 'missing', text: words.dotMissing });
    if (findings.elderLinks.linked.includes(0)) dots.push({ state: 'unlinked', text: words.dotUnlinked });
    rows.push({ kind: 'dots', dots });
    const { crowd } = elders;
    rows.push({
      kind: 'note',
      text: crowd === null ? words.dots : words.crowd(formatMetres(crowd.cellMetres, language)),
    });
  }
  if (sites !== null && sites.count > 0 && service !== null) {
    rows.push({ kind: 'mark', text: words.mark(serviceWord(service, language)) });
    const odd = (state: 'unstated' | 'closed'): boolean => sites.states.includes(markStates.indexOf(state));
    if (odd('unstated') || odd('closed')) rows.push({ kind: 'unstated', text: words.markUnstated });
    if (input.areSitesFar) rows.push({ kind: 'note', text: words.marksFar });
  }
  rows.push(...safeRows(input));
  if (input.hasSight) rows.push({ kind: 'class', colour: palette.pick, text: linksWords(language).sight });
  if (findings?.approximate) rows.push({ kind: 'note', text: words.approximate });
  const title = approximately(titleOf(input), findings?.approximate ?? false, language);
  return { title, service, rows };
}

/** Only what is there to be seen. */
function safeRows({ language, safety = null }: LegendInput): LegendRow[] {
  if (safety === null || safety.place === null) return [];
  const { area, helpers, track } = safety;
  const hasArea = area !== null && area.area.coordinates.length > 0;
  const seen: Readonly<Record<SafeSign, boolean>> = {
    place: true,
    fence: hasArea,
    exit: hasArea && area.exits.length > 0,
    helper: helpers.length > 0,
    inside: (track?.insideLines.count ?? 0) > 0,
    outside: (track?.outsideLines.count ?? 0) > 0,
  };
  const words = safetyWords(language).signs;
  return (Object.keys(seen) as SafeSign[])
    .filter((sign) => seen[sign])
    .map((sign) => ({ kind: 'safe', sign, text: words[sign] }));
}

function classRows(reach: StreetLines, texts: readonly string[]): LegendRow[] {
  const styles = stylesOf(reach);
  return texts.map((text, of) => ({ kind: 'class', colour: styles[of].colour, text }));
}

/** Areas have no order that a legend could tell, only names beside their sites. */
function otherRows(reach: StreetLines, language: Language): LegendRow[] {
  const words = networkWords(language);
  const lasts = stylesOf(reach).length - 1;
  const rows: LegendRow[] =
    reach.of === 'nearest'
      ? [{ kind: 'note', text: words.legendNearestNote }]
      : classRows(reach, detourClasses(language));
  if (reach.classes.includes(lasts))
    rows.push({ kind: 'class', colour: stylesOf(reach)[lasts].colour, text: words.legendNone });
  if (reach.of === 'detour') rows.push({ kind: 'note', text: words.legendDetourNote });
  return rows;
}

function titleOf({ language, service, circle, reach }: LegendInput): string {
  const words = mapWords(language);
  if (service === null || reach === null) return service === null ? words.plain : words.stripeHelp;
  const name = serviceWord(service, language);
  if (reach.of === 'nearest') return networkWords(language).legendNearest(name);
  if (reach.of === 'detour') return networkWords(language).legendDetour(name);
  return circle === null ? words.legend(serviceWord(service, language)) : words.legendCircle(circle);
}
