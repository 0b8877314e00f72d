/** Draws the shapes of a scene (no words) to a PNG without a canvas, so that the command line's Word file has the map too. */
import { zlibSync } from 'fflate';
import { palette, rgba } from '../layers/palette';
import type { AreaShape, CircleShape, LineShape, Scene } from './scene';

export interface Raster {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. Edges are feathered over one pixel, which at print resolution needs no finer drawing. */
  readonly pixels: Uint8Array;
}

/** `scale` pixels of the PNG for one of the scene. */
export function rasterise(scene: Scene, scale: number): Raster {
  const width = Math.round(scene.width * scale);
  const height = Math.round(scene.height * scale);
  const canvas: Canvas = { width, height, pixels: new Uint8Array(width * height * 3) };
  const [red, green, blue] = rgba(palette.mapGround);
  for (let i = 0; i < canvas.pixels.length; i += 3) {
    canvas.pixels[i] = red;
    canvas.pixels[i + 1] = green;
    canvas.pixels[i + 2] = blue;
  }
  for (const shape of scene.shapes) {
    if (shape.kind === 'area') fillArea(canvas, shape, scale);
    else if (shape.kind === 'line') strokeLine(canvas, shape, scale);
    else drawCircle(canvas, shape, scale);
  }
  return { png: encodePng(filterRows(canvas), width, height), width, height };
}

function strokeLine(canvas: Canvas, { points, colour, width, dash }: LineShape, factor: number): void {
  const [on, off] = dash ?? [Infinity, 0];
  let left = on * factor;
  let isOn = true;
  for (let i = 0; i + 3 < points.length; i += 2) {
    let [x, y] = [points[i] * factor, points[i + 1] * factor];
    const [endX, endY] = [points[i + 2] * factor, points[i + 3] * factor];
    for (;;) {
      const rest = distance(endX - x, endY - y);
      const step = Math.min(rest, left);
      const part = rest === 0 ? 0 : step / rest;
      const [nextX, nextY] = [x + (endX - x) * part, y + (endY - y) * part];
      if (isOn) strokeSegment(canvas, x, y, nextX, nextY, (width * factor) / 2, colour);
      [x, y] = [nextX, nextY];
      left -= step;
      if (left > 0) break;
      isOn = !isOn;
      left = (isOn ? on : off) * factor;
      if (step === rest) break;
    }
  }
}

function strokeSegment(
  canvas: Canvas,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  half: number,
  colour: string,
): void {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  blendBox(
    canvas,
    Math.min(ax, bx) - half,
    Math.min(ay, by) - half,
    Math.max(ax, bx) + half,
    Math.max(ay, by) + half,
    colour,
    (x, y) => {
      const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square));
      return half + 0.5 - distance(x - ax - t * dx, y - ay - t * dy);
    },
  );
}

function drawCircle(canvas: Canvas, shape: CircleShape, factor: number): void {
  const { fill, opacity, stroke, strokeWidth } = shape;
  const [cx, cy, radius, half] = [
    shape.x * factor,
    shape.y * factor,
    shape.radius * factor,
    (strokeWidth * factor) / 2,
  ];
  const reach = radius + half;
  const box = [cx - reach, cy - reach, cx + reach, cy + reach] as const;
  blendBox(canvas, ...box, fill, (x, y) => opacity * clamp(radius + 0.5 - distance(x - cx, y - cy)));
  blendBox(canvas, ...box, stroke, (x, y) => half + 0.5 - Math.abs(distance(x - cx, y - cy) - radius));
}

/** Blends a colour over every pixel of a box by `cover` of its middle, 0 or less for none and 1 or more for all. */
function blendBox(
  canvas: Canvas,
  west: number,
  north: number,
  east: number,
  south: number,
  colour: string,
  cover: (x: number, y: number) => number,
): void {
  const [red, green, blue] = rgba(colour);
  const left = Math.max(0, Math.floor(west - 1));
  const right = Math.min(canvas.width - 1, Math.ceil(east + 1));
  const bottom = Math.min(canvas.height - 1, Math.ceil(south + 1));
  for (let y = Math.max(0, Math.floor(north - 1)); y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const part = clamp(cover(x + 0.5, y + 0.5));
      if (part > 0) blend(canvas.pixels, (y * canvas.width + x) * 3, red, green, blue, part);
    }
  }
}

/** Even-odd scan lines through the middle of each drawn row. */
function fillArea(canvas: Canvas, { rings, colour }: AreaShape, factor: number): void {
  const [red, green, blue] = rgba(colour);
  const crossings: number[][] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      let [x0, y0, x1, y1] = [ring[i] * factor, ring[i + 1] * factor, ring[j] * factor, ring[j + 1] * factor];
      if (y0 > y1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
      const last = Math.min(canvas.height, Math.ceil(y1 - 0.5));
      for (let y = Math.max(0, Math.ceil(y0 - 0.5)); y < last; y++) {
        (crossings[y] ??= []).push(x0 + ((y + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
      }
    }
  }
  crossings.forEach((xs, y) => {
    xs.sort((a, b) => a - b);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const [start, end] = [Math.max(0, xs[k]), Math.min(canvas.width, xs[k + 1])];
      for (let x = Math.floor(start); x < end; x++) {
        const part = Math.min(x + 1, end) - Math.max(x, start);
        blend(canvas.pixels, (y * canvas.width + x) * 3, red, green, blue, part);
      }
    }
  });
}

function blend(pixels: Uint8Array, at: number, red: number, green: number, blue: number, part: number): void {
  pixels[at] += (red - pixels[at]) * part;
  pixels[at + 1] += (green - pixels[at + 1]) * part;
  pixels[at + 2] += (blue - pixels[at + 2]) * part;
}

/** PNG rows, each led by its filter byte (0, none). */
function filterRows({ width, height, pixels }: Canvas): Uint8Array {
  const rows = new Uint8Array((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  }
  return rows;
}

/** PNG, 8 bits, RGB (W3C PNG §5, §11). */
function encodePng(rows: Uint8Array, width: number, height: number): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(rows, { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  const png = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (png.set(part, at), at + part.length), 0);
  return png;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Math.hypot guards against overflow, at ten times the cost. */
function distance(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

function clamp(part: number): number {
  return part < 0 ? 0 : part > 1 ? 1 : part;
}
