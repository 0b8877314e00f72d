/** Dots painted into pixels by the processor, for a PC without a graphics card: it takes as long for each dot as for a hundred here. */
import { mercatorX, mercatorY } from './line-mesh';
import type { PictureFrame } from './line-picture';
import type { Rgba } from './palette';

export interface Dots {
  readonly count: number;
  /** Interleaved longitude, latitude. */
  readonly positions: Float64Array;
  /** Pixels, of each or of all; 0 is not drawn. */
  readonly radii: Float32Array | number;
  /** By which they are multiplied. */
  readonly scale: number;
  /** Four bytes each, or one colour for all. */
  readonly fills: Uint8Array | Rgba;
  readonly outlines: Uint8Array | Rgba | null;
  /** Pixels, half of them outside of the radius; 0 without outlines. */
  readonly outlineWidth: number;
}

/** Dots before a turn is given to others: about two milliseconds. */
const dotsAtOnce = 1000;

/** Later dots over earlier ones. `ground` stands unseen where nothing is; see `LinePicture.pixels`. */
export function* paintDots(
  frame: PictureFrame,
  sets: readonly Dots[],
  ground: Rgba,
): Generator<void, Uint8ClampedArray> {
  const pixels = new Uint8ClampedArray(4 * frame.width * frame.height);
  new Uint32Array(pixels.buffer).fill(new Uint32Array(Uint8Array.of(...ground.slice(0, 3), 0).buffer)[0]);
  let turn = 0;
  for (const set of sets) {
    for (let dot = 0; dot < set.count; dot++) {
      if (++turn % dotsAtOnce === 0) yield;
      const radius = (typeof set.radii === 'number' ? set.radii : set.radii[dot]) * set.scale;
      if (!(radius > 0)) continue;
      const at = ofDot(set.fills, dot);
      const rim = set.outlines === null ? at : ofDot(set.outlines, dot);
      const x = (mercatorX(set.positions[2 * dot]) - frame.west) * frame.pixelsPerUnit;
      const y = (frame.north - mercatorY(set.positions[2 * dot + 1])) * frame.pixelsPerUnit;
      const half = set.outlines === null ? 0 : set.outlineWidth / 2;
      paintDot(pixels, frame, x, y, radius + half, radius - half, at, rim);
    }
  }
  return pixels;
}

function ofDot(colours: Uint8Array | Rgba, dot: number): ArrayLike<number> {
  return colours instanceof Uint8Array ? colours.subarray(4 * dot, 4 * dot + 4) : colours;
}

function paintDot(
  pixels: Uint8ClampedArray,
  { width, height }: PictureFrame,
  x: number,
  y: number,
  outer: number,
  inner: number,
  fill: ArrayLike<number>,
  rim: ArrayLike<number>,
): void {
  const reach = outer + 0.5;
  const last = Math.min(height - 1, Math.floor(y + reach));
  const end = Math.min(width - 1, Math.floor(x + reach));
  for (let row = Math.max(0, Math.floor(y - reach)); row <= last; row++)
    for (let column = Math.max(0, Math.floor(x - reach)); column <= end; column++) {
      const dx = column + 0.5 - x;
      const dy = row + 0.5 - y;
      const distance = Math.sqrt(dx * dx + dy * dy);
      const covered = Math.min(1, reach - distance);
      if (covered <= 0) continue;
      const within = Math.min(covered, Math.max(0, inner + 0.5 - distance));
      const fillPart = (within * fill[3]) / 255;
      const rimPart = ((covered - within) * rim[3]) / 255;
      const part = fillPart + rimPart;
      if (part <= 0) continue;
      const i = 4 * (row * width + column);
      const below = (pixels[i + 3] / 255) * (1 - part);
      const all = part + below;
      for (let k = 0; k < 3; k++)
        pixels[i + k] = (fillPart * fill[k] + rimPart * rim[k] + below * pixels[i + k]) / all;
      pixels[i + 3] = 255 * all;
    }
}
