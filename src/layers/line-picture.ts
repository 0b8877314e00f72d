/**
 * Lines painted into pixels by the processor: for views with more points than the graphics card, or a PC without one, can draw in a
 * frame. Each pixel belongs to the line that covers most of it, so that colours of different meaning never mix.
 */
import type { Lines } from '../domain/stories';
import { mercatorX, mercatorY } from './line-mesh';
import type { Rgba } from './palette';

/** What a picture shows, north up. Mercator as in `LineMesh`: 512 units round the world, y to the north. */
export interface PictureFrame {
  readonly west: number;
  readonly north: number;
  readonly pixelsPerUnit: number;
  readonly width: number;
  readonly height: number;
}

export interface Stroke {
  /** Pixels. */
  readonly width: number;
  /** Of a wider line below all others; 0 for none. */
  readonly casingWidth: number;
  /** Index of the colour of each line; -1 where only its casing is drawn. */
  readonly colourOf: (line: number) => number;
  /** Ends are cut at the last point, not rounded. */
  readonly isCut?: boolean;
}

/** Points nearer than this to the one before (pixels) are left out. */
const NEAR = 0.4;
/** Degrees of latitude within which the series of Mercator is right to a hundredth of a pixel. */
const SERIES = 0.02;
const RADIANS = Math.PI / 180;

export class LinePicture {
  readonly frame: PictureFrame;
  private readonly cover: Uint8Array;
  private readonly colour: Uint8Array;
  private casing: Uint8Array | null = null;

  constructor(frame: PictureFrame) {
    this.frame = frame;
    this.cover = new Uint8Array(frame.width * frame.height);
    this.colour = new Uint8Array(frame.width * frame.height);
  }

  /** Paints the lines named by `only`. */
  add(lines: Lines, only: Uint32Array, { width, casingWidth, colourOf, isCut = false }: Stroke): void {
    const { first, lonLats } = lines;
    const { west, north, pixelsPerUnit } = this.frame;
    if (casingWidth > 0) this.casing ??= new Uint8Array(this.cover.length);
    for (const line of only) {
      const from = first[line];
      const to = first[line + 1];
      const colour = colourOf(line);
      const lat0 = lonLats[2 * from + 1];
      const y0 = (north - mercatorY(lat0)) * pixelsPerUnit;
      const slope = (256 / 180 / Math.cos(lat0 * RADIANS)) * pixelsPerUnit;
      const bend = (slope * RADIANS * Math.tan(lat0 * RADIANS)) / 2;
      let x = (mercatorX(lonLats[2 * from]) - west) * pixelsPerUnit;
      let y = y0;
      for (let p = from + 1; p < to; p++) {
        const nextX = (mercatorX(lonLats[2 * p]) - west) * pixelsPerUnit;
        const lat = lonLats[2 * p + 1];
        const d = lat - lat0;
        const nextY =
          d < SERIES && d > -SERIES ? y0 - d * (slope + d * bend) : (north - mercatorY(lat)) * pixelsPerUnit;
        if (p < to - 1 && Math.abs(nextX - x) < NEAR && Math.abs(nextY - y) < NEAR) continue;
        if (casingWidth > 0) this.segment(this.casing!, -1, x, y, nextX, nextY, casingWidth / 2, isCut);
        if (colour >= 0) this.segment(this.cover, colour, x, y, nextX, nextY, width / 2, isCut);
        x = nextX;
        y = nextY;
      }
    }
  }

  /** Red, green, blue, alpha (not multiplied), rows from the north. Yields about every two milliseconds. */
  *pixels(colours: readonly Rgba[], casingColour: Rgba, ground: Rgba): Generator<void, Uint8ClampedArray> {
    const { cover, colour, casing } = this;
    const out = new Uint8ClampedArray(4 * cover.length);
    for (let i = 0; i < cover.length; i++) {
      if (i % 262144 === 262143) yield;
      const over = cover[i] / 255;
      const below = casing === null ? 0 : (casing[i] / 255) * (1 - over);
      const all = over + below;
      // Where nothing is the ground's colour stands, unseen: enlarged pictures blend with it at the rims of lines.
      const [r, g, b] = over > 0 ? colours[colour[i]] : ground;
      const share = all > 0 ? over / all : 1;
      out[4 * i] = r * share + casingColour[0] * (1 - share);
      out[4 * i + 1] = g * share + casingColour[1] * (1 - share);
      out[4 * i + 2] = b * share + casingColour[2] * (1 - share);
      out[4 * i + 3] = 255 * all;
    }
    return out;
  }

  /** Coverage is read off the distance of a pixel's middle from the line: exact for straight rims, a fair guess at ends. */
  private segment(
    plane: Uint8Array,
    colour: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    half: number,
    isCut: boolean,
  ): void {
    const { width, height } = this.frame;
    const reach = half + 0.5;
    const left = Math.min(ax, bx) - reach;
    const right = Math.max(ax, bx) + reach;
    const top = Math.max(0, Math.ceil(Math.min(ay, by) - reach - 0.5));
    const bottom = Math.min(height - 1, Math.floor(Math.max(ay, by) + reach - 0.5));
    if (right < 0 || left > width || bottom < top) return;
    const most = 255 * Math.min(1, 2 * half);
    const dx = bx - ax;
    const dy = by - ay;
    const square = dx * dx + dy * dy;
    const length = Math.sqrt(square);
    const isFlat = Math.abs(dy) < 1e-3;
    const spread = isFlat ? 0 : (reach * length) / Math.abs(dy);
    for (let row = top; row <= bottom; row++) {
      const uy = row + 0.5 - ay;
      const middle = isFlat ? 0 : ax + (uy * dx) / dy;
      const begin = isFlat ? left : Math.max(left, middle - spread);
      const end = isFlat ? right : Math.min(right, middle + spread);
      const last = Math.min(width - 1, Math.floor(end - 0.5));
      for (let column = Math.max(0, Math.ceil(begin - 0.5)); column <= last; column++) {
        const ux = column + 0.5 - ax;
        let t = square > 0 ? (ux * dx + uy * dy) / square : 0;
        let beyond = 0;
        if (t < 0) {
          beyond = -t * length;
          t = 0;
        } else if (t > 1) {
          beyond = (t - 1) * length;
          t = 1;
        }
        const ex = ux - t * dx;
        const ey = uy - t * dy;
        let covered = reach - Math.sqrt(ex * ex + ey * ey);
        if (isCut && beyond > 0) covered = Math.min(covered, 0.5 - beyond);
        if (covered <= 0) continue;
        const value = Math.min(most, covered * 255);
        const at = row * width + column;
        if (value <= plane[at]) continue;
        plane[at] = value;
        if (colour >= 0) this.colour[at] = colour;
      }
    }
  }
}
