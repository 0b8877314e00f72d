/**
 * The map as one picture, by the same component, scene and shaders as on the page: opened off the page at a fixed size, so that
 * the picture depends neither on the window nor on where the user has panned.
 */
import { mount, unmount } from 'svelte';
import type { Coverage } from '../../domain/findings';
import type { Service } from '../../domain/service';
import type { Lines, PaceChoice, StreetLines } from '../../domain/stories';
import type { Backdrop } from '../../domain/tables';
import { formatMetres, type Language } from '../../i18n/format';
import { serviceGlyph } from '../../i18n/words';
import { palette } from '../../layers/palette';
import { elderDots, facilityMarks } from '../../layers/points';
import CareMap from './CareMap.svelte';
import { legendContent, type DotState, type LegendContent, type LegendRow } from './legend';
import type { MapView, View } from './map-view';
import type { LayerSwitches } from './switches';
import { defaultSwitches } from './switches';
import { areFar, scaleBar } from './view-math';

export interface MapPictureInput {
  readonly findings: Coverage;
  readonly service: Service;
  readonly pace: PaceChoice;
  readonly streets: StreetLines | null;
  readonly plain: Lines | null;
  readonly backdrop: Backdrop | null;
  readonly language: Language;
  readonly switches?: LayerSwitches;
  readonly credit?: string;
  /** CSS pixels; the picture has as many times more as the screen is dense. */
  readonly width: number;
  readonly height: number;
}

/** A PNG of map, legend, scale bar and credit; null where WebGL is missing or does not answer within 20 s. */
export async function mapPicture(input: MapPictureInput): Promise<Blob | null> {
  const holder = document.createElement('div');
  holder.inert = true;
  Object.assign(holder.style, {
    position: 'fixed',
    left: '-20000px',
    top: '0',
    width: `${input.width}px`,
    height: `${input.height}px`,
  });
  document.body.append(holder);
  let mounted: Record<string, unknown> | undefined;
  try {
    const view = await new Promise<MapView | null>((resolve) => {
      setTimeout(() => resolve(null), 20_000);
      mounted = mount(CareMap, {
        target: holder,
        props: { ...input, selection: null, onselect: () => {}, picture: true, onready: resolve },
      });
    });
    if (view === null) return null;
    const canvas = await view.snapshot();
    compose(canvas, input, view.view());
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    if (mounted !== undefined) await unmount(mounted);
    holder.remove();
  }
}

function compose(
  canvas: HTMLCanvasElement,
  input: MapPictureInput,
  { zoom, box, metresPerPixel }: View,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const switches = input.switches ?? defaultSwitches;
  const scale = canvas.width / input.width;
  context.scale(scale, scale);
  const font = getComputedStyle(document.body).fontFamily;
  const { sites } = facilityMarks(input.findings, input.service);
  drawLegend(
    context,
    legendContent({
      ...input,
      reach: switches.reach ? input.streets : null,
      elders: switches.elders ? elderDots(input.findings, input.service, input.pace) : null,
      sites: switches.facilities ? sites : null,
      areSitesFar: areFar(sites.positions, zoom, box),
      circle: null,
    }),
    input,
    font,
  );
  const bar = scaleBar(metresPerPixel, 110);
  const right = input.width - 16;
  const bottom = input.height - 14;
  context.strokeStyle = palette.ink2;
  context.fillStyle = palette.ink2;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(right - bar.pixels, bottom - 6);
  context.lineTo(right - bar.pixels, bottom);
  context.lineTo(right, bottom);
  context.lineTo(right, bottom - 6);
  context.stroke();
  context.font = `14px ${font}`;
  context.textAlign = 'center';
  context.fillText(formatMetres(bar.metres, input.language), right - bar.pixels / 2, bottom - 8);
  context.textAlign = 'right';
  if (input.credit) context.fillText(input.credit, right - bar.pixels - 14, bottom);
}

const ROW = 22;

type PictureRow =
  | Exclude<LegendRow, { readonly kind: 'dots' | 'safe' }>
  | { readonly kind: 'dot'; readonly state: DotState; readonly text: string };

/** In the picture each dot has a row of its own; what is asked of one place is not in it. */
function toPictureRows(row: LegendRow): PictureRow[] {
  if (row.kind === 'safe') return [];
  return row.kind === 'dots' ? row.dots.map((dot) => ({ ...dot, kind: 'dot' })) : [row];
}

function drawLegend(
  context: CanvasRenderingContext2D,
  content: LegendContent,
  { height, language }: MapPictureInput,
  font: string,
): void {
  const rows = content.rows.flatMap(toPictureRows);
  context.font = `14px ${font}`;
  const widest = rows.reduce((most, row) => Math.max(most, context.measureText(row.text).width + 36), 0);
  context.font = `700 14px ${font}`;
  const width = Math.max(widest, context.measureText(content.title).width) + 32;
  const tall = rows.length * ROW + 46;
  const left = 16;
  const top = height - 16 - tall;
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left, top, width, tall, 10);
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(content.title, left + 16, top + 26);
  rows.forEach((row, i) => {
    const y = top + 26 + (i + 1) * ROW;
    const middle = y - 5;
    context.font = `14px ${font}`;
    if (row.kind === 'class') {
      context.fillStyle = row.colour;
      context.fillRect(left + 16, middle - 2.5, 26, 5);
    } else if (row.kind === 'steps') {
      context.fillStyle = palette.ink2;
      for (let x = 0; x < 26; x += 7) context.fillRect(left + 16 + x, middle - 2, 4, 4);
    } else if (row.kind === 'dot') drawDot(context, row.state, left + 29, middle);
    else if (row.kind === 'mark' || row.kind === 'unstated') {
      context.beginPath();
      context.arc(left + 29, middle, 9, 0, 2 * Math.PI);
      context.fillStyle = row.kind === 'mark' ? palette.ink : palette.paper;
      context.fill();
      context.strokeStyle = palette.ink;
      context.setLineDash(row.kind === 'mark' ? [] : [3, 2]);
      context.stroke();
      context.setLineDash([]);
      if (row.kind === 'mark' && content.service !== null && language === 'zh') {
        context.fillStyle = palette.paper;
        context.font = `700 10.5px ${font}`;
        context.textAlign = 'center';
        context.fillText(serviceGlyph[content.service], left + 29, middle + 4);
        context.textAlign = 'left';
        context.font = `14px ${font}`;
      }
    }
    context.fillStyle = row.kind === 'note' ? palette.ink2 : palette.ink;
    context.fillText(row.text, left + (row.kind === 'note' ? 16 : 52), y);
  });
}

function drawDot(context: CanvasRenderingContext2D, state: DotState, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = state === 'missing' ? palette.gap2 : palette.paper;
  context.fill();
  context.strokeStyle =
    state === 'missing' ? palette.gap2 : state === 'unlinked' ? palette.ink3 : palette.cover3;
  context.lineWidth = 1.5;
  context.stroke();
  if (state !== 'partly') return;
  context.beginPath();
  context.arc(x, y, 3, 0, 2 * Math.PI);
  context.fillStyle = palette.gap2;
  context.fill();
}
