/** Real street networks from ../shared/data, read by the production readers; null where the data is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawStreets } from '../../src/domain/tables';
import { linesToStreets } from '../../src/intake/line-streets';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { buildGraph } from '../../src/network/build-graph';
import type { Graph } from '../../src/network/graph';

export const sharedData = process.env.SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data');

export const networkFiles = {
  bishan: 'singapore/network/bishan-walk-network.geojson',
  portoAlegre: 'poa-r5r/poa_osm.pbf',
  tsinghua: 'china-osm-small/beijing-haidian-tsinghua.osm',
  buji: 'china-osm-small/shenzhen-longgang-buji.osm',
  porto: 'porto/porto_portugal.osm.pbf',
} as const;

export function isThere(name: keyof typeof networkFiles): boolean {
  return existsSync(join(sharedData, networkFiles[name]));
}

export async function loadNetwork(name: keyof typeof networkFiles): Promise<Graph> {
  return graphOf(await loadStreets(join(sharedData, networkFiles[name])));
}

export async function loadStreets(path: string): Promise<RawStreets> {
  const bytes = readFileSync(path);
  if (path.endsWith('json')) {
    const lines = linesToStreets(JSON.parse(bytes.toString('utf8')).features);
    if (!lines.ok) throw new Error(lines.fault.code);
    return lines.value;
  }
  const blob = new Blob([bytes]);
  const read = path.endsWith('.pbf') ? await readOsmPbf(blob) : await readOsmXml(blob);
  if (!read.ok) throw new Error(read.fault.code);
  if (read.value.streets === null) throw new Error(`${path} has no streets`);
  return read.value.streets;
}

export async function graphOf(streets: RawStreets): Promise<Graph> {
  const built = await buildGraph(streets, { steps: true });
  if (!built.ok) throw new Error(built.fault.code);
  return built.value.graph;
}
