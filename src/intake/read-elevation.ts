/** The elevation layer of a study: every file of it, cut to the streets, with a report for each. */
import type { Fault, Note } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { Study } from '../domain/study';
import type { ElevationTile, FileReport, RawStreets } from '../domain/tables';
import { fault } from '../domain/fault';
import type { DecodeCache } from './decode-cache';
import { readElevation } from './elevation';
import type { Bounds } from './elevation-grid';
import { findFile } from './find-file';
import { sha256 } from './sha256';

export interface ElevationLayer {
  readonly tiles: readonly ElevationTile[];
  readonly reports: readonly FileReport[];
  readonly faults: readonly Fault[];
  readonly notes: readonly Note[];
}

/** Degrees round the streets that are read besides: bridges' ends, and neighbours for the mean of four cells. */
const margin = 0.002;

/** Without streets no height is needed: a note says that the files were not read. */
export async function readElevationLayer(
  study: Study,
  streets: RawStreets | null,
  cache: DecodeCache,
  control: Control,
): Promise<ElevationLayer> {
  const tiles: ElevationTile[] = [];
  const reports: FileReport[] = [];
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const bounds = streets === null ? null : boundsOf(streets);
  for (const { file, crs } of study.settings.layers.elevation ?? []) {
    control.signal?.throwIfAborted();
    const found = await findFile(study.files, file, cache, control);
    if (!found.ok) {
      faults.push(found.fault);
      continue;
    }
    if (bounds === null) {
      notes.push(fault('elevation.noStreets', {}, { file }));
      continue;
    }
    const { blob } = found.value;
    const read = await cache.remember(blob, `elevation ${file} ${crs} ${bounds.join(' ')}`, async () => {
      const part = await readElevation(blob, file, crs, bounds, cache, control);
      return { part, sha256: part.ok ? await sha256(blob, control) : '' };
    });
    if (!read.part.ok) {
      faults.push(read.part.fault);
      continue;
    }
    const part = read.part.value;
    const date = new Date((blob as Partial<File>).lastModified ?? NaN);
    tiles.push(...part.tiles);
    reports.push({
      file,
      kind: 'elevation',
      bytes: blob.size,
      sha256: read.sha256,
      modified: Number.isFinite(date.getTime()) ? date.toISOString().slice(0, 10) : '',
      format: part.format,
      encoding: '',
      crs: part.tiles[0]?.crs ?? '',
      header: [],
      columns: {},
      guessed: [],
      sample: [],
      // Cells are no rows of anybody.
      rowsRead: 0,
      rowsUsed: 0,
      refused: [],
      notes: part.notes,
    });
  }
  return { tiles, reports, faults, notes };
}

function boundsOf({ lons, lats }: RawStreets): Bounds {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lons.length; i++) {
    box[0] = Math.min(box[0]!, lons[i]! - margin);
    box[1] = Math.min(box[1]!, lats[i]! - margin);
    box[2] = Math.max(box[2]!, lons[i]! + margin);
    box[3] = Math.max(box[3]!, lats[i]! + margin);
  }
  return [box[0]!, box[1]!, box[2]!, box[3]!];
}
