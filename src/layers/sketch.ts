/** What was read, before anything is worked out from it: every street and every place, so that a drop shows on the map at once. */
import type { Lines } from '../domain/stories';
import type { RawStreets, Tables } from '../domain/tables';

export interface Sketch {
  /** All ways as they are in the file; null without streets. */
  readonly streets: Lines | null;
  /** Interleaved degrees; of very many places every so-manieth. */
  readonly facilities: Float64Array;
  readonly elders: Float64Array;
}

export function sketchOf({ streets, facilities, elders }: Tables): Sketch {
  return {
    streets: streets === null ? null : waysOf(streets),
    facilities: somePlaces(facilities.lons, facilities.lats),
    elders: somePlaces(elders.lons, elders.lats),
  };
}

function waysOf({ lons, lats, wayFirst, refs }: RawStreets): Lines {
  const lonLats = new Float64Array(2 * refs.length);
  for (let i = 0; i < refs.length; i++) {
    lonLats[2 * i] = lons[refs[i]];
    lonLats[2 * i + 1] = lats[refs[i]];
  }
  return { count: wayFirst.length - 1, first: Uint32Array.from(wayFirst), lonLats };
}

/** A million dots take a minute to draw without a graphics card (measured: 53 s, in one task of the page). */
const mostPlaces = 20_000;

function somePlaces(lons: Float64Array, lats: Float64Array): Float64Array {
  const step = Math.max(1, Math.ceil(lons.length / mostPlaces));
  const count = Math.ceil(lons.length / step);
  const out = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    out[2 * i] = lons[i * step];
    out[2 * i + 1] = lats[i * step];
  }
  return out;
}
