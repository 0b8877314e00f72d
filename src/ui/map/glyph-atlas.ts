/** Facility marks drawn on a canvas: a dark disc with the character of the service (or its icon), one cell a state. */
import { mount, unmount, type Component } from 'svelte';
import { markStates, type MarkState } from '../../layers/points';
import { palette } from '../../layers/palette';

/** Pixels of one cell; marks are drawn smaller than this, so they stay sharp on dense screens. */
export const CELL = 96;

export interface GlyphAtlas {
  readonly canvas: HTMLCanvasElement;
  readonly mapping: Record<string, { x: number; y: number; width: number; height: number }>;
}

/** `glyph` is a character (zh) or an icon component of lucide (en); null draws the disc alone. */
export function glyphAtlas(glyph: string | Component | null, font: string): GlyphAtlas {
  const canvas = document.createElement('canvas');
  canvas.width = CELL * markStates.length;
  canvas.height = CELL;
  const context = canvas.getContext('2d');
  const mapping: GlyphAtlas['mapping'] = {};
  const shapes = typeof glyph === 'function' ? iconShapes(glyph) : [];
  markStates.forEach((state, i) => {
    mapping[state] = { x: i * CELL, y: 0, width: CELL, height: CELL };
    if (context === null) return;
    context.save();
    context.translate(i * CELL + CELL / 2, CELL / 2);
    drawMark(context, state, typeof glyph === 'string' ? glyph : shapes, font);
    context.restore();
  });
  return { canvas, mapping };
}

function drawMark(
  context: CanvasRenderingContext2D,
  state: MarkState,
  glyph: string | Path2D[],
  font: string,
): void {
  const hollow = state === 'closed';
  const dashed = state !== 'open';
  const radius = CELL * 0.4;
  const fill = hollow ? palette.paper : state === 'unlinked' ? palette.ink3 : palette.ink;
  context.beginPath();
  context.arc(0, 0, radius + CELL * 0.075, 0, 2 * Math.PI);
  context.fillStyle = palette.paper;
  context.fill();
  context.beginPath();
  context.arc(0, 0, dashed ? radius - CELL * 0.045 : radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  if (dashed) {
    context.beginPath();
    context.arc(0, 0, radius + CELL * 0.02, 0, 2 * Math.PI);
    context.lineWidth = CELL * 0.05;
    context.setLineDash([CELL * 0.12, CELL * 0.083]);
    context.strokeStyle = state === 'unlinked' ? palette.ink3 : palette.ink;
    context.stroke();
    context.setLineDash([]);
  }
  const ink = hollow ? palette.ink : palette.paper;
  if (typeof glyph === 'string') {
    context.fillStyle = ink;
    context.font = `700 ${CELL * 0.42}px ${font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(glyph, 0, CELL * 0.025);
  } else {
    const scale = (CELL * 0.44) / 24;
    context.scale(scale, scale);
    context.translate(-12, -12);
    context.strokeStyle = ink;
    context.lineWidth = 2.3;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const shape of glyph) context.stroke(shape);
  }
}

/** The strokes of an icon, read from the SVG that the component draws, so that map and buttons share one drawing. */
function iconShapes(icon: Component): Path2D[] {
  const holder = document.createElement('div');
  const mounted = mount(icon, { target: holder });
  const shapes = [...holder.querySelectorAll('svg *')].map((element) => {
    const number = (name: string): number => Number(element.getAttribute(name) ?? 0);
    const path = new Path2D(element.getAttribute('d') ?? '');
    if (element.tagName === 'circle') path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
    if (element.tagName === 'ellipse')
      path.ellipse(number('cx'), number('cy'), number('rx'), number('ry'), 0, 0, 2 * Math.PI);
    if (element.tagName === 'rect')
      path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
    if (element.tagName === 'line') {
      path.moveTo(number('x1'), number('y1'));
      path.lineTo(number('x2'), number('y2'));
    }
    if (element.tagName === 'polyline' || element.tagName === 'polygon') {
      const points = (element.getAttribute('points') ?? '')
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      for (let i = 0; i + 1 < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
      if (element.tagName === 'polygon') path.closePath();
    }
    return path;
  });
  void unmount(mounted);
  return shapes;
}
