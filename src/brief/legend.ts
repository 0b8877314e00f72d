/** What the colours and shapes of the map picture mean, in words; drawn inside the SVG and written under the picture in Word. */
import type { Findings } from '../domain/findings';
import { briefEn } from '../i18n/brief-en';
import { briefZh } from '../i18n/brief-zh';
import { formatNumber, formatSetting, type Language } from '../i18n/format';
import { palette, streetStyles } from '../layers/palette';
import type { LegendItem } from './blocks';

/** Least persons of each circle class; a circle never says more than its class. The first is `suppressBelow` at least. */
export function gapClasses(suppressBelow: number): readonly number[] {
  const least = Math.max(1, Math.ceil(suppressBelow));
  return [least, Math.max(20, 4 * least), Math.max(100, 20 * least)];
}

/** Radii of the circle classes in pixels of a page of 1000. */
export const gapRadii = [9, 16, 25] as const;

/** `service` is the word for it. Streets are left out where none are loaded. */
export function legendItems(findings: Findings, service: string, language: Language): LegendItem[] {
  const phrases = language === 'zh' ? briefZh : briefEn;
  const fill = (text: string, blanks: Record<string, string>): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => blanks[name] ?? whole);
  const { limitMinutes } = findings.settings.walk;
  const third = formatSetting(limitMinutes / 3, 1);
  const twoThirds = formatSetting((limitMinutes * 2) / 3, 1);
  const limit = formatSetting(limitMinutes, 1);
  const streets: LegendItem[] = findings.streets
    ? [
        { colour: streetStyles[0].colour, shape: 'line', text: fill(phrases.legendWithin, { to: third }) },
        {
          colour: streetStyles[1].colour,
          shape: 'line',
          text: fill(phrases.legendBetween, { from: third, to: twoThirds }),
        },
        {
          colour: streetStyles[2].colour,
          shape: 'line',
          text: fill(phrases.legendBetween, { from: twoThirds, to: limit }),
        },
        { colour: streetStyles[3].colour, shape: 'line', text: fill(phrases.legendBeyond, { limit }) },
        { colour: streetStyles[4].colour, shape: 'thin', text: phrases.legendNever },
        { colour: palette.ink2, shape: 'dashed', text: phrases.legendSteps },
      ]
    : [];
  const classes = gapClasses(findings.settings.privacy.suppressBelow);
  const words = classes.map((from, i) =>
    i + 1 < classes.length
      ? fill(phrases.legendPersons, { from: formatNumber(from), to: formatNumber(classes[i + 1] - 1) })
      : fill(phrases.legendPersonsOver, { from: formatNumber(from) }),
  );
  return [
    ...streets,
    { colour: palette.ink, shape: 'dot', text: fill(phrases.legendSite, { service }) },
    {
      colour: palette.gap2,
      shape: 'ring',
      text: fill(phrases.legendGap, { classes: words.join(language === 'zh' ? '、' : ', ') }),
    },
  ];
}
