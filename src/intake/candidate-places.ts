/** Where some places of a file stand, and where another reading of their coordinates would put the same ones: for a look at the map. */
import type { Result } from '../domain/fault';
import { succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { LayerKind, LayerSource, Study } from '../domain/study';
import type { Districts } from '../domain/tables';
import type { Degrees } from './crs';
import { fromWgs84, toWgs84 } from './crs';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import { findFile } from './find-file';
import { readJoinAreas } from './join-areas';
import { innerPoint } from './polygons';
import type { LayerPart } from './read-layer';
import { readLayer } from './read-layer';

export interface CandidatePlaces {
  readonly system: string;
  /** WGS84 degrees, interleaved; null where the file cannot be placed as it is read now. */
  readonly now: Float64Array | null;
  /** The same places in the same order; NaN where the other system has no such place. */
  readonly then: Float64Array;
}

/** Layers whose places can be read in another system. */
export type PlacedKind = Exclude<LayerKind, 'elevation' | 'streets' | 'audit'>;

/** Enough to see a shift by; more only hide the streets. */
const mostPlaces = 200;

/** Faults: study.missingFile, crs.unknown, and those of `readLayer` where the file cannot be read in either way. */
export async function candidatePlaces(
  study: Study,
  kind: PlacedKind,
  source: LayerSource,
  system: string,
  options: Control & { readonly cache?: DecodeCache | undefined } = {},
): Promise<Result<CandidatePlaces>> {
  const cache = options.cache ?? sharedCache;
  const found = await findFile(study.files, source.file, cache, options);
  if (!found.ok) return found;
  const { blob, siblings } = found.value;
  const areas = kind === 'elders' ? await readJoinAreas(study, cache, options) : null;
  const read = (as: LayerSource): Promise<Result<LayerPart>> =>
    readLayer(kind, as, blob, study.settings.need.services, cache, options, siblings, areas);
  const present = await read(source);
  if (present.ok) {
    const now = somePlaces(present.value);
    const { crs, shift } = present.value.report;
    const raw = fromWgs84(crs, now.lons, now.lats, shift ?? null);
    if (!raw.ok) return raw;
    const then = toWgs84(system, raw.value.xs, raw.value.ys);
    return then.ok ? succeed({ system, now: interleave(now), then: interleave(then.value) }) : then;
  }
  const other = await read({ ...source, crs: system });
  if (!other.ok) return other;
  return succeed({ system, now: null, then: interleave(somePlaces(other.value)) });
}

/** Spread evenly over the layer's order. */
function somePlaces(part: LayerPart): Degrees {
  if (part.kind === 'streets' || part.kind === 'audit')
    return { lons: new Float64Array(0), lats: new Float64Array(0) };
  const { lons, lats } = part.kind === 'districts' ? middles(part.layer) : part.layer;
  const step = Math.max(1, Math.ceil(lons.length / mostPlaces));
  const picked = { length: Math.ceil(lons.length / step) };
  return {
    lons: Float64Array.from(picked, (_, i) => lons[i * step]!),
    lats: Float64Array.from(picked, (_, i) => lats[i * step]!),
  };
}

function middles({ polygons }: Districts): Degrees {
  const places = polygons.flatMap((shape) => (shape === null ? [] : [innerPoint(shape)]));
  return {
    lons: Float64Array.from(places, (place) => place[0]),
    lats: Float64Array.from(places, (place) => place[1]),
  };
}

function interleave({ lons, lats }: Degrees): Float64Array {
  return Float64Array.from({ length: 2 * lons.length }, (_, i) => (i % 2 === 0 ? lons : lats)[i >> 1]!);
}
