/** Real street networks from ../shared/data, read by the production readers; null where the data is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '../../src/domain/study';
import type { ElevationTile, RawStreets } from '../../src/domain/tables';
import { DecodeCache } from '../../src/intake/decode-cache';
import { readGraphMl } from '../../src/intake/graphml';
import { linesToStreets } from '../../src/intake/line-streets';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { readElevationLayer } from '../../src/intake/read-elevation';
import { buildGraph } from '../../src/network/build-graph';
import { drape } from '../../src/network/drape';
import type { Graph } from '../../src/network/graph';

export const sharedData = process.env.SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data');

export const networkFiles = {
  bishan: 'singapore/network/bishan-walk-network.geojson',
  portoAlegre: 'poa-r5r/poa_osm.pbf',
  tsinghua: 'china-osm-small/beijing-haidian-tsinghua.osm',
  buji: 'china-osm-small/shenzhen-longgang-buji.osm',
  porto: 'porto/porto_portugal.osm.pbf',
  portland: 'portland-dem/portland-central-filtered.osm.pbf',
  andorra: 'andorra-dem/andorra.osm.pbf',
  futian: 'shenzhen-futian/futian_osmnx_all.graphml',
} as const;

export const elevationFiles = {
  portoAlegre: 'poa-r5r/poa_elevation.tif',
  portland: 'portland-dem/portland-ned.tif',
  andorra: 'andorra-dem/N42E001.hgt.zip',
} as const;

export function isThere(name: keyof typeof networkFiles): boolean {
  return existsSync(join(sharedData, networkFiles[name]));
}

export function networkPath(name: keyof typeof networkFiles): string {
  return join(sharedData, networkFiles[name]);
}

export async function loadNetwork(name: keyof typeof networkFiles): Promise<Graph> {
  return graphOf(await loadStreets(join(sharedData, networkFiles[name])));
}

/** The same on the ground of its elevation file. */
export async function loadOnGround(name: keyof typeof elevationFiles): Promise<Graph> {
  const streets = await loadStreets(networkPath(name));
  return onTiles(await graphOf(streets), await heightsFor(name, streets));
}

/** A graph on the ground of its elevation; as it is without. */
export async function onTiles(graph: Graph, tiles: readonly ElevationTile[] | null): Promise<Graph> {
  if (tiles === null) return graph;
  const relief = await drape(graph, tiles);
  if (!relief.ok) throw new Error(relief.fault.code);
  return { ...graph, relief: relief.value };
}

/** The elevation around a network's streets; null where it has none. */
export async function heightsFor(
  name: keyof typeof networkFiles,
  streets: RawStreets,
): Promise<readonly ElevationTile[] | null> {
  const file = (elevationFiles as Partial<Record<string, string>>)[name];
  if (file === undefined) return null;
  const blob = new Blob([readFileSync(join(sharedData, file))]);
  const layers = { elevation: [{ file, encoding: 'auto', crs: 'auto', columns: {} }] };
  const study = { settings: { ...defaultSettings, layers }, files: { [file]: blob } };
  const layer = await readElevationLayer(study, streets, new DecodeCache(), {});
  if (layer.faults.length > 0) throw new Error(layer.faults[0].code);
  return layer.tiles;
}

/** The one real network that is at hand without ../shared/data: a dependency's own test data (ODbL). */
export async function loadGothenburg(): Promise<Graph> {
  const file = join(import.meta.dirname, '../../node_modules/geojson-path-finder/test/large-network.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm install`);
  return graphOf(await loadStreets(file));
}

export async function loadStreets(path: string): Promise<RawStreets> {
  const bytes = readFileSync(path);
  if (path.endsWith('json') || path.endsWith('graphml')) {
    const lines = linesToStreets(await featuresOf(path, bytes));
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

async function featuresOf(path: string, bytes: Buffer) {
  if (path.endsWith('json')) return JSON.parse(bytes.toString('utf8')).features;
  const table = await readGraphMl(new Blob([new Uint8Array(bytes)]), path, 'auto');
  if (!table.ok) throw new Error(table.fault.code);
  return table.value.features!;
}
