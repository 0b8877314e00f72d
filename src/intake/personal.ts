/** Columns that say who somebody is, found by what they are called and by what is in them. */
import type { LayerKind } from '../domain/study';
import type { PersonalKind } from '../domain/tables';
import { notOfPersons, ofEvents, personalByName } from './personal-names';
import type { ValueFacts } from './personal-values';
import { valueFacts } from './personal-values';
import { headerForms, headerPatterns } from './roles';
import type { TextTable } from './text-table';

export interface PersonalColumn {
  /** Position in the table. */
  readonly at: number;
  readonly kind: PersonalKind;
  /** Most cells are identity or mobile numbers, which no word of anybody makes something else. */
  readonly isCertain: boolean;
}

/** In order of the table. */
export function personalColumns(layer: LayerKind, table: TextTable): PersonalColumn[] {
  const hasAreas = table.features?.some((feature) => feature.geometry?.type.endsWith('Polygon')) ?? false;
  const facts = valueFacts(table);
  const found = new Map<number, PersonalKind>();
  const isPeople = layer === 'elders' || layer === 'volunteers';
  table.header.forEach((name, at) => {
    const kind =
      certainly(name, facts[at]!) ??
      personalByName(layer, hasAreas, [name, table.labels?.[at] ?? ''], facts[at]!) ??
      byNumbers(layer, name, facts[at]!) ??
      (isPeople ? byDays(layer, name, facts[at]!) : null);
    if (kind !== null) found.set(at, kind);
  });
  if (isPeople && !hasAreas)
    table.header.forEach((name, at) => {
      if (found.has(at)) return;
      const kind = byWords(name, facts[at]!, found.size > 0);
      if (kind !== null) found.set(at, kind);
    });
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, kind]) => ({ at, kind, isCertain: certainly(table.header[at]!, facts[at]!) !== null }));
}

function certainly(name: string, facts: ValueFacts): PersonalKind | null {
  if (facts.share('validId') > 0.5) return 'idNumber';
  return facts.share('mobile') > 0.5 && !holdsCodes(name, facts) ? 'phone' : null;
}

/**
 * Eleven digits that begin as mobile numbers do and are none: nodes of OpenStreetMap (13007846924), census tracts (15003980600), seconds.
 * People's numbers begin in more ways than one, and do not stand among other long numbers.
 */
export function holdsCodes(name: string, facts: ValueFacts): boolean {
  if (facts.share('code') >= 0.5) return true;
  const isOfCodes =
    /(^|_)(u|v|geo_?id\d*|fips|tract|osm_?id|node|way|ref|from|to)(_|$)|date|time(?!s)|日期|时间|编码|代码/;
  if (matches(name)(isOfCodes)) return true;
  return facts.mobileStarts.size === 1 && facts.share('mobile') * facts.filled >= 10;
}

function byNumbers(layer: LayerKind, name: string, facts: ValueFacts): PersonalKind | null {
  // Coordinates are needed; a telephone number that slipped in among them is hidden by itself.
  if (facts.share('coordinate') >= 0.5) return null;
  const ids = facts.share('validId') + facts.share('shapedId') + facts.share('damagedId');
  // One code in ten has a right check digit by chance, so that of other places' numbers most must have it.
  if (facts.share('validId') >= 0.1 || ids >= 0.5 || facts.share('otherId') >= 0.6) return 'idNumber';
  const mobile = holdsCodes(name, facts) ? 0 : facts.share('mobile');
  if (mobile >= 0.2 || mobile + facts.share('landline') >= 0.5) return 'phone';
  if (facts.share('bankCard') + facts.share('damagedCard') >= 0.6) return 'bankCard';
  if (facts.share('email') >= 0.1) return 'email';
  // The name of an institution stays; a number in it is hidden by itself.
  const isTitle = layer !== 'elders' && layer !== 'volunteers' && headerPatterns['name']!.some(matches(name));
  return !isTitle && facts.share('embedded') >= 0.1 ? 'contact' : null;
}

/** Days on which old people were born: no list of elders is kept by days that lie half a century back. */
function byDays(layer: LayerKind, name: string, facts: ValueFacts): PersonalKind | null {
  if (facts.share('fullDate') < 0.8 || matches(name)(ofEvents)) return null;
  const years = [...facts.years].sort((a, b) => a - b);
  const middle = years[years.length >> 1] ?? NaN;
  if (layer === 'elders') return middle < 1975 ? 'birthday' : null;
  return middle <= 2005 && years[years.length - 1]! - years[0]! >= 10 ? 'birthday' : null;
}

/** Doors, and names that nothing calls so: nearly all different, as surnames and given names are. */
function byWords(name: string, facts: ValueFacts, hasOthers: boolean): PersonalKind | null {
  if (facts.share('door') >= 0.5 || (hasOthers && facts.share('door') + facts.share('house') >= 0.5))
    return 'door';
  if (matches(name)(notOfPersons) || facts.share('givenEnding') < 0.3) return null;
  const [least, different, rows] = hasOthers ? [0.7, 0.5, 3] : [0.85, 0.7, 8];
  return facts.filled >= rows && facts.share('hanName') >= least && facts.distinct >= different * facts.filled
    ? 'name'
    : null;
}

function matches(name: string): (pattern: RegExp) => boolean {
  const { short, full } = headerForms(name);
  return (pattern) => pattern.test(short) || pattern.test(full);
}
