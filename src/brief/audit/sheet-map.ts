/** The schematic map of a walk-audit sheet: the streets around in grey, the pieces with their numbers, north up, to scale. */
import type { AuditSheet } from '../../domain/audit-sheet';
import { metresPerDegree } from '../../domain/ellipsoid';
import type { AuditWords } from '../../i18n/audit-zh';
import { formatMetres, type Language } from '../../i18n/format';
import { palette } from '../../layers/palette';
import { escapeXml } from '../escape';
import { pictureFont } from '../picture';

/** Pixels; the left of a page of A4 across. */
const WIDTH = 1000;
const TALLEST = 700;
const EDGE = 24;
/** Radius of a number's disc, and how far it may stand from its piece to keep clear of others. */
const DISC = 10;
const steps = [1000, 500, 200, 100, 50, 20];

export function auditMap({ pieces, around }: AuditSheet, words: AuditWords, language: Language): string {
  const all = pieces.flatMap(({ lonLats }) => Array.from(lonLats));
  const lons = all.filter((_, i) => i % 2 === 0);
  const lats = all.filter((_, i) => i % 2 === 1);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const degree = metresPerDegree((south + north) / 2);
  const across = Math.max(80, (east - west) * degree.lon);
  const up = Math.max(80, (north - south) * degree.lat);
  const scale = Math.min((WIDTH - 2 * EDGE) / across, (TALLEST - 2 * EDGE) / up);
  const height = Math.round(Math.max(260, up * scale + 2 * EDGE));
  const x = (lon: number) => WIDTH / 2 + (lon - (west + east) / 2) * degree.lon * scale;
  const y = (lat: number) => height / 2 - (lat - (south + north) / 2) * degree.lat * scale;
  const path = (lonLats: Float64Array, first: number, last: number): string => {
    let d = '';
    for (let k = first; k < last; k++)
      d += `${k === first ? 'M' : 'L'}${x(lonLats[2 * k]!).toFixed(1)} ${y(lonLats[2 * k + 1]!).toFixed(1)}`;
    return d;
  };
  let streets = '';
  for (let line = 0; line < around.count; line++)
    streets += path(around.lonLats, around.first[line]!, around.first[line + 1]!);
  const lines = pieces.map(({ lonLats, isSteps }, i) => {
    // Neighbours differ, so that ends are seen without colour.
    const colour = i % 2 === 0 ? palette.cover3 : palette.cover2;
    const dash = isSteps ? ' stroke-dasharray="5 3"' : '';
    return `<path d="${path(lonLats, 0, lonLats.length / 2)}" stroke="${colour}" stroke-width="3.5"${dash}/>`;
  });
  const discs = placeDiscs(pieces.map(({ key }) => [x(key.middle[0]), y(key.middle[1])] as const));
  const numbers = discs.map(
    ({ at, from }, i) =>
      `${Math.hypot(at[0] - from[0], at[1] - from[1]) > DISC ? `<path d="M${from[0].toFixed(1)} ${from[1].toFixed(1)}L${at[0].toFixed(1)} ${at[1].toFixed(1)}" stroke="${palette.ink3}" stroke-width="0.8"/>` : ''}` +
      `<circle cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="${DISC}" fill="${palette.paper}" stroke="${palette.ink}"/>` +
      `<text x="${at[0].toFixed(1)}" y="${(at[1] + 4).toFixed(1)}" text-anchor="middle" font-size="11.5" font-weight="600" fill="${palette.ink}">${pieces[i]!.number}</text>`,
  );
  const bar = steps.find((metres) => metres * scale <= WIDTH / 5) ?? 10;
  const barLeft = WIDTH - EDGE - bar * scale;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(words.sheet.map)}" font-family="${escapeXml(pictureFont)}">`,
    `<rect width="${WIDTH}" height="${height}" fill="${palette.mapGround}"/>`,
    `<g fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="${streets}" stroke="${palette.mapStreet}" stroke-width="2.5"/>${lines.join('')}</g>`,
    `<g fill="none">${numbers.join('')}</g>`,
    `<path d="M${WIDTH - 34} 52V22m-7 10 7-10 7 10" fill="none" stroke="${palette.ink}" stroke-width="2"/><text x="${WIDTH - 34}" y="70" text-anchor="middle" font-size="15" fill="${palette.ink}">${escapeXml(words.sheet.north)}</text>`,
    `<path d="M${barLeft} ${height - 22}v8h${(bar * scale).toFixed(1)}v-8" fill="none" stroke="${palette.ink}" stroke-width="1.5"/><text x="${barLeft + (bar * scale) / 2}" y="${height - 26}" text-anchor="middle" font-size="14" fill="${palette.ink}">${escapeXml(formatMetres(bar, language))}</text>`,
    '</svg>',
  ].join('');
}

type Point = readonly [x: number, y: number];

/** Each disc at its place or, where another stands there, at the nearest free place on a ring around it. */
function placeDiscs(places: readonly Point[]): { readonly at: Point; readonly from: Point }[] {
  const set: { readonly at: Point; readonly from: Point }[] = [];
  const isFree = ([x, y]: Point) => set.every(({ at }) => Math.hypot(at[0] - x, at[1] - y) >= 2 * DISC + 1);
  for (const from of places) {
    let at = from;
    search: for (let ring = 1; !isFree(at) && ring <= 6; ring++)
      for (let turn = 0; turn < 12; turn++) {
        const angle = (turn * Math.PI) / 6;
        at = [from[0] + ring * DISC * Math.cos(angle), from[1] + ring * DISC * Math.sin(angle)];
        if (isFree(at)) break search;
      }
    set.push({ at, from });
  }
  return set;
}
