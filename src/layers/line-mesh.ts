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
  /** Short where they can be. */
  readonly indices: Uint16Array | Uint32Array;
}

export interface MeshOptions {
  /** Half widths by which both ends are lengthened: closes the notches where streets meet. */
  readonly cap?: number;
  /** The lines to be drawn, all by default; `colourOf` gets their numbers in `lines`. */
  readonly only?: Uint32Array;
  /** Meshes drawn together share one; by default the first point. */
  readonly origin?: readonly [number, number];
}

const RADIANS = Math.PI / 180;
const UNITS_PER_RADIAN = 256 / Math.PI;

/** Degrees of latitude within which the series is right to a tenth of a millimetre. */
const NEAR = 0.02;

/** Mitres longer than this (in half widths) are cut. */
const LONGEST_MITRE = 2;

/** `colourOf` gives each line its colour as four bytes in memory order (see `colourWord`). */
export function lineMesh(
  lines: Lines,
  colourOf: (line: number) => number,
  { cap = 0.8, only, origin = originOf(lines) }: MeshOptions = {},
): LineMesh {
  const { first, lonLats } = lines;
  const count = only?.length ?? lines.count;
  let points = 0;
  for (let k = 0; k < count; k++) {
    const line = only === undefined ? k : only[k];
    points += first[line + 1] - first[line];
  }
  const positions = new Float32Array(points * 4);
  const offsets = new Float32Array(points * 4);
  const colours = new Uint8Array(points * 8);
  const words = new Uint32Array(colours.buffer);
  const corners = Math.max(0, points - count) * 6;
  const indices = 2 * points <= 65536 ? new Uint16Array(corners) : new Uint32Array(corners);
  let at = 0;
  let vertex = 0;

  for (let k = 0; k < count; k++) {
    const line = only === undefined ? k : only[k];
    const from = first[line];
    const to = first[line + 1];
    words.fill(colourOf(line), vertex, vertex + 2 * (to - from));
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
      const v = 2 * vertex;
      positions[v] = positions[v + 2] = x;
      positions[v + 1] = positions[v + 3] = y;
      offsets[v] = mx + along * ux;
      offsets[v + 1] = my + along * uy;
      offsets[v + 2] = -mx + along * ux;
      offsets[v + 3] = -my + along * uy;
      if (!last) {
        indices[at++] = vertex;
        indices[at++] = vertex + 1;
        indices[at++] = vertex + 2;
        indices[at++] = vertex + 1;
        indices[at++] = vertex + 3;
        indices[at++] = vertex + 2;
      }
      vertex += 2;
      dx = ux;
      dy = uy;
      x = nextX;
      y = nextY;
    }
  }
  return { origin, positions, offsets, colours, indices };
}

/** Mercator place of the first point. */
export function originOf({ first, count, lonLats }: Lines): readonly [number, number] {
  return first[count] > 0 ? [mercatorX(lonLats[0]), mercatorY(lonLats[1])] : [0, 0];
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

export function mercatorLongitude(x: number): number {
  return (x / 512) * 360 - 180;
}

export function mercatorLatitude(y: number): number {
  return (Math.atan(Math.exp(((y - 256) * Math.PI) / 256)) * 360) / Math.PI - 90;
}
