/** The map of a brief as one self-contained SVG: same colours and classes as the screen, with title, legend, scale bar, north and date. */
import type { Findings } from '../domain/findings';
import type { Service } from '../domain/service';
import type { StreetLines } from '../domain/stories';
import type { Backdrop } from '../domain/tables';
import { approximately } from '../i18n/approximate-words';
import { briefEn } from '../i18n/brief-en';
import { briefZh } from '../i18n/brief-zh';
import { formatDate, formatNumber, formatSetting, type Language } from '../i18n/format';
import { serviceGlyph, serviceWord, stateWords } from '../i18n/words';
import { palette } from '../layers/palette';
import type { LegendItem } from './blocks';
import { escapeXml } from './escape';
import { legendItems } from './legend';
import { composeScene, type CircleShape, type LineShape, type Scene, type Shape } from './scene';

export const pictureFont =
  "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif";

const LEGEND_COLUMNS = 2;

/**
 * An SVG 1000 pixels wide. `streets` null where none are loaded; `today` an ISO day, '' for no date. Throws when the findings
 * do not hold the service.
 */
export function drawPicture(
  findings: Findings,
  streets: StreetLines | null,
  backdrop: Backdrop | null,
  service: Service,
  language: Language,
  today = '',
): string {
  const scene = composeScene(findings, streets, backdrop, service);
  const phrases = language === 'zh' ? briefZh : briefEn;
  const word = serviceWord(service, language);
  const title = approximately(phrases.legendTitle.replace('{service}', word), findings.approximate, language);
  const legend = legendItems(findings, word, language);
  const legendHeight = Math.ceil(legend.length / LEGEND_COLUMNS) * 24 + 60;
  const height = scene.height + legendHeight;
  const stamp = [
    today === '' ? '' : formatDate(today, language),
    findings.settings.synthetic ? stateWords.synthetic(language) : '',
  ].filter((text) => text !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${scene.width} ${height}" width="${scene.width}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="${escapeXml(pictureFont)}">`,
    `<clipPath id="frame"><rect width="${scene.width}" height="${scene.height}"/></clipPath>`,
    `<rect width="${scene.width}" height="${height}" fill="${palette.paper}"/>`,
    `<g clip-path="url(#frame)"><rect width="${scene.width}" height="${scene.height}" fill="${palette.mapGround}"/>`,
    drawShapes(scene.shapes),
    drawWords(scene, serviceGlyph[service]),
    '</g>',
    drawNorth(scene, phrases.north),
    drawScale(scene, language),
    drawLegend(legend, title, stamp.join(' · '), scene.height, scene.width),
    '</svg>',
  ].join('');
}

/** Shapes in order; neighbours that look the same become one path, which keeps a city under a megabyte. */
function drawShapes(shapes: readonly Shape[]): string {
  const parts: string[] = [];
  let look = '';
  let path: string[] = [];
  const flush = (): void => {
    if (path.length > 0) parts.push(`<path d="${path.join('')}" ${look}/>`);
    path = [];
  };
  for (const shape of shapes) {
    const next = shape.kind === 'circle' ? '' : lookOf(shape);
    if (next !== look || shape.kind !== 'line') flush();
    look = next;
    if (shape.kind === 'circle') parts.push(drawCircle(shape));
    else if (shape.kind === 'line') path.push(pathOf(shape.points, false));
    else path.push(...shape.rings.map((ring) => pathOf(ring, true)));
  }
  flush();
  return parts.join('');
}

function lookOf(shape: Exclude<Shape, CircleShape>): string {
  if (shape.kind === 'area') return `fill="${shape.colour}" fill-rule="evenodd"`;
  return `fill="none" stroke="${shape.colour}" stroke-width="${round(shape.width)}" stroke-linejoin="round" stroke-linecap="${shape.dash ? 'butt' : 'round'}"${dashOf(shape)}`;
}

function dashOf({ dash }: LineShape): string {
  return dash ? ` stroke-dasharray="${round(dash[0])} ${round(dash[1])}"` : '';
}

function drawCircle({ fill, opacity, radius, stroke, strokeWidth, x, y }: CircleShape): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}" fill-opacity="${opacity}" stroke="${stroke}" stroke-width="${strokeWidth}"/>`;
}

function drawWords({ labels, sites }: Scene, glyph: string): string {
  const glyphs = sites.map(
    ({ x, y }) =>
      `<text x="${round(x)}" y="${round(y + 4.4)}" text-anchor="middle" font-size="12.5" font-weight="700" fill="${palette.paper}">${glyph}</text>`,
  );
  const names = labels.map(
    ({ x, y, text }) =>
      `<text x="${round(x)}" y="${round(y)}" text-anchor="middle" font-size="15" fill="${palette.ink2}" stroke="${palette.mapGround}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escapeXml(text)}</text>`,
  );
  return names.join('') + glyphs.join('');
}

function drawNorth({ width }: Scene, north: string): string {
  return `<text x="${width - 32}" y="58" text-anchor="middle" font-size="14" fill="${palette.ink2}">${north}</text>`;
}

function drawScale({ height, scale, width }: Scene, language: Language): string {
  const middle = width - 20 - scale.pixels / 2;
  return `<text x="${round(middle)}" y="${height - 26}" text-anchor="middle" font-size="14" fill="${palette.ink2}" stroke="${palette.mapGround}" stroke-width="4" paint-order="stroke">${scaleWords(scale.metres, language)}</text>`;
}

/** 200 米 / 1 km */
export function scaleWords(metres: number, language: Language): string {
  const phrases = language === 'zh' ? briefZh : briefEn;
  if (metres < 1000) return phrases.scale.replace('{metres}', formatNumber(metres));
  return phrases.scaleKilometres.replace('{kilometres}', formatSetting(metres / 1000));
}

function drawLegend(
  items: readonly LegendItem[],
  title: string,
  stamp: string,
  top: number,
  width: number,
): string {
  const columnWidth = (width - 40) / LEGEND_COLUMNS;
  const rows = Math.ceil(items.length / LEGEND_COLUMNS);
  const entries = items.map((item, i) => {
    const x = 20 + Math.floor(i / rows) * columnWidth;
    const y = top + 56 + (i % rows) * 24;
    return `${drawSwatch(item, x, y)}<text x="${round(x + 44)}" y="${y + 5}" font-size="14" fill="${palette.ink}">${escapeXml(item.text)}</text>`;
  });
  return [
    `<text x="20" y="${top + 28}" font-size="16" font-weight="700" fill="${palette.ink}">${escapeXml(title)}</text>`,
    `<text x="${width - 20}" y="${top + 28}" text-anchor="end" font-size="14" fill="${palette.ink2}">${escapeXml(stamp)}</text>`,
    ...entries,
  ].join('');
}

function drawSwatch({ colour, shape }: LegendItem, x: number, y: number): string {
  if (shape === 'dot') return `<circle cx="${round(x + 17)}" cy="${y}" r="8" fill="${colour}"/>`;
  if (shape === 'ring') {
    return `<circle cx="${round(x + 17)}" cy="${y}" r="9" fill="${colour}" fill-opacity="0.32" stroke="${colour}" stroke-width="2"/>`;
  }
  const dash = shape === 'dashed' ? ' stroke-dasharray="5 4"' : '';
  return `<path d="M${round(x)} ${y}h34" stroke="${colour}" stroke-width="${shape === 'thin' ? 2.5 : 5}"${dash}/>`;
}

function pathOf(points: Float64Array, isClosed: boolean): string {
  let path = '';
  for (let i = 0; i < points.length; i += 2)
    path += `${i === 0 ? 'M' : 'L'}${round(points[i])} ${round(points[i + 1])}`;
  return isClosed ? `${path}Z` : path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
