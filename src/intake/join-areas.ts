/** The districts that elders without coordinates are placed in by name. */
import type { Control } from '../domain/progress';
import type { Study } from '../domain/study';
import type { Districts } from '../domain/tables';
import type { DecodeCache } from './decode-cache';
import { blobNumber } from './decode-cache';
import { findFile } from './find-file';
import { joinDistricts } from './join-layers';
import type { JoinAreas } from './read-layer';
import { readLayer } from './read-layer';

/** All districts of the study that can be read; remembered by Blob as every layer is. */
export async function readJoinAreas(study: Study, cache: DecodeCache, control: Control): Promise<JoinAreas> {
  const { layers, need } = study.settings;
  const parts: Districts[] = [];
  const keys: string[] = [];
  for (const source of layers.districts ?? []) {
    const found = await findFile(study.files, source.file, cache, control);
    if (!found.ok) continue;
    const { blob, siblings } = found.value;
    const read = await readLayer('districts', source, blob, need.services, cache, control, siblings);
    if (!read.ok || read.value.kind !== 'districts') continue;
    parts.push(read.value.layer);
    const others = Object.values(siblings).map(blobNumber);
    keys.push(JSON.stringify([blobNumber(blob), others, source]));
  }
  return { districts: joinDistricts(parts), key: keys.join(' ') };
}
