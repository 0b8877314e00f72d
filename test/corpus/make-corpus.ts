/** The generated corpus: over 400 files, each named after its fault, with what must become of it. The same for the same seed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { geojsonFiles } from './geojson-files';
import { kmlFiles } from './kml-files';
import type { Made } from './made';
import { otherFiles } from './other-files';
import { packageFiles } from './package-files';
import { placeFiles } from './place-files';
import { shapeFiles } from './shape-files';
import { sheetFiles } from './sheet-files';
import { statFiles } from './stat-files';
import { streetFiles } from './street-files';
import { textFiles } from './text-files';

/** What the tests use. */
export const corpusSeed = 20261123;

export async function madeFiles(seed: number): Promise<Made[]> {
  return [
    ...textFiles(seed),
    ...placeFiles(seed + 10),
    ...geojsonFiles(seed + 20),
    ...shapeFiles(),
    ...(await packageFiles()),
    ...kmlFiles(),
    ...(await streetFiles()),
    ...sheetFiles(seed + 30),
    ...statFiles(),
    ...otherFiles(seed + 40),
  ];
}

/** Writes them below `folder`. */
export function writeCorpus(folder: string, files: readonly Made[]): void {
  for (const { path, content, parts } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    for (const [name, part] of Object.entries(parts)) writeFileSync(join(dirname(target), name), part);
  }
}
