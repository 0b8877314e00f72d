/**
 * Lines as plain triangles. Instanced paths (deck.gl's PathLayer) took 1,740 ms a frame for the 29,000 points of Bishan in
 * software rendering, which pays for each instance; the same as one indexed mesh takes a few per cent of that.
 */
import type { Lines } from '../domain/stories';

/** Two vertices a point, left and right of the line; widths are put on by the shader: place + offset × half the width. */
export interface LineMesh {
  /** Mercator, 512 units round the world, y to the north; positions are relative to it so that Float32 keeps millimetres. */
  readonly origin: readonly [number, number];
  readonly positions: Float32Array;
  readonly offsets: Float32Array;
  /** Red, green, blue, alpha of each vertex. */
  readonly colours: Uint8Array;
  readonly indices: Uint32Array;
}

const RADIANS = Math.PI / 180;
const UNITS_PER_RADIAN = 256 / Math.PI;

/** Degrees of latitude within which the series is right to a tenth of a millimetre. */
const NEAR = 0.02;

/** Mitres longer than this (in half widths) are cut. */
const LONGEST_MITRE = 2;

/**
 * `colourOf` gives each line its colour as four bytes in memory order (see `colourWord`). `cap` lengthens both ends by that many half widths, which
 * closes the notches where streets meet.
 */
export function lineMesh(lines: Lines, colourOf: (line: number) => number, cap = 0.8): LineMesh {
  const points = lines.first[lines.count];
  const { lonLats } = lines;
  const origin: [number, number] = points > 0 ? [mercatorX(lonLats[0]), mercatorY(lonLats[1])] : [0, 0];
  const positions = new Float32Array(points * 4);
  const offsets = new Float32Array(points * 4);
  const colours = new Uint8Array(points * 8);
  const words = new Uint32Array(colours.buffer);
  const indices = new Uint32Array(Math.max(0, points - lines.count) * 6);
  let at = 0;

  for (let line = 0; line < lines.count; line++) {
    const from = lines.first[line];
    const to = lines.first[line + 1];
    words.fill(colourOf(line), 2 * from, 2 * to);
    const lat0 = lonLats[2 * from + 1];
    const y0 = mercatorY(lat0) - origin[1];
    // Along one street the projection is its own second-order series (a logarithm a point would be half of the time).
    const secant = 1 / Math.cos(lat0 * RADIANS);
    const slope = UNITS_PER_RADIAN * RADIANS * secant;
    const bend = (slope * RADIANS * Math.tan(lat0 * RADIANS)) / 2;
    let x = mercatorX(lonLats[2 * from]) - origin[0];
    let y = y0;
    let dx = 0;
    let dy = 0;
    for (let p = from; p < to; p++) {
      const last = p === to - 1;
      const nextX = last ? x : mercatorX(lonLats[2 * p + 2]) - origin[0];
      let nextY = y;
      if (!last) {
        const lat = lonLats[2 * p + 3];
        const d = lat - lat0;
        nextY = d < NEAR && d > -NEAR ? y0 + d * (slope + d * bend) : mercatorY(lat) - origin[1];
      }
      let ux = nextX - x;
      let uy = nextY - y;
      const length = Math.sqrt(ux * ux + uy * uy);
      if (length > 0) {
        ux /= length;
        uy /= length;
      } else {
        ux = dx;
        uy = dy;
      }
      if (p === from) {
        dx = ux;
        dy = uy;
      }
      // The mitre: the sum of both normals, as long as keeps the width on either side.
      const stretch = Math.max(1 + dx * ux + dy * uy, 2 / (LONGEST_MITRE * LONGEST_MITRE));
      const mx = -(dy + uy) / stretch;
      const my = (dx + ux) / stretch;
      const along = p === from ? -cap : last ? cap : 0;
      const v = 4 * p;
      positions[v] = positions[v + 2] = x;
      positions[v + 1] = positions[v + 3] = y;
      offsets[v] = mx + along * ux;
      offsets[v + 1] = my + along * uy;
      offsets[v + 2] = -mx + along * ux;
      offsets[v + 3] = -my + along * uy;
      if (!last) {
        const i = 2 * p;
        indices[at++] = i;
        indices[at++] = i + 1;
        indices[at++] = i + 2;
        indices[at++] = i + 1;
        indices[at++] = i + 3;
        indices[at++] = i + 2;
      }
      dx = ux;
      dy = uy;
      x = nextX;
      y = nextY;
    }
  }
  return { origin, positions, offsets, colours, indices };
}

/** Four colour bytes as one number in this machine's order, so that a line is filled with one call. */
export function colourWord(colour: readonly [number, number, number, number]): number {
  return new Uint32Array(Uint8Array.from(colour).buffer)[0];
}

export function mercatorX(lon: number): number {
  return ((lon + 180) / 360) * 512;
}

export function mercatorY(lat: number): number {
  return 256 + (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 256) / Math.PI;
}
