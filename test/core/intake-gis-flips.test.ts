/** Every small file of a geographic program with any byte changed, or cut anywhere: a table or a fault within two seconds, never a throw. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/study';
import { DecodeCache } from '../../src/intake/decode-cache';
import { readTables } from '../../src/intake/read-tables';
import type { Bytes } from './gis-files';
import { geoPackage, point, pointLiteral, shp, zip } from './gis-files';

const corpus = resolve(import.meta.dirname, '../../../shared/data/corpus');
const mostBytes = 700_000;

/** Name → bytes of the file and its siblings. */
async function fixtures(): Promise<Map<string, Record<string, Bytes>>> {
  const found = new Map<string, Record<string, Bytes>>();
  const text = (content: string): Bytes => new TextEncoder().encode(content);
  const made: Record<string, Bytes> = {
    'made.shp': shp([
      point(1, 2),
      {
        type: 5,
        parts: [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ]),
    'made.gpkg': await geoPackage([
      'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)',
      `INSERT INTO a VALUES (1, ${pointLiteral(103.8, 36.05)}, 'x')`,
      "INSERT INTO gpkg_contents VALUES ('a', 'features', 4326)",
      "INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 4326)",
    ]),
    'made.kml': text(
      '<?xml version="1.0"?><kml><Document><Placemark><name>a&amp;b</name><description><![CDATA[<b>]]></description><MultiGeometry><Point><coordinates>1,2</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 0,1 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Document></kml>',
    ),
    'made.gpx': text(
      '<gpx version="1.1"><wpt lat="1" lon="2"><name>a</name></wpt><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="3"/></trkseg></trk></gpx>',
    ),
    'made.graphml': text(
      '<graphml><key id="x" attr.name="x" for="node"/><key id="y" attr.name="y" for="node"/><graph><node id="1"><data key="x">1</data><data key="y">2</data></node><node id="2"><data key="x">1</data><data key="y">3</data></node><edge source="1" target="2"/></graph></graphml>',
    ),
    'made.topojson': text(
      '{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,-2]]}]}},"arcs":[[[0,0],[0,1],[1,0]],[[0,0],[1,1]]]}',
    ),
    'made.zip': new Uint8Array(
      await zip({ 'a.shp': shp([point(1, 2)]), 'b.csv': 'lon,lat\n1,2\n' }).arrayBuffer(),
    ),
  };
  for (const [name, bytes] of Object.entries(made)) found.set(name, { [name]: bytes });
  if (!existsSync(corpus)) {
    console.warn('only made fixtures: ../shared/data is not here');
    return found;
  }
  for (const folder of [
    'shapefile',
    'mapshaper/dbf',
    'mapshaper/dbf/cpg',
    'mapshaper/dbf/ldid',
    'mapshaper/geopackage',
    'mapshaper/kml',
  ])
    for (const name of readdirSync(join(corpus, folder))) {
      const path = join(corpus, folder, name);
      if (!/\.(shp|dbf|gpkg|kmz)$/.test(name) || statSync(path).size > mostBytes) continue;
      const base = name.replace(/\.\w+$/, '');
      const files = Object.fromEntries(
        readdirSync(dirname(path))
          .filter(
            (other) =>
              other === name ||
              (name.endsWith('.shp') && [`${base}.dbf`, `${base}.prj`, `${base}.cpg`].includes(other)),
          )
          .map((other) => [other, Uint8Array.from(readFileSync(join(dirname(path), other)))]),
      );
      found.set(`${folder}/${name}`, files);
    }
  return found;
}

/** Small, fast and the same every time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const all = await fixtures();

test.each([...all.keys()])('%s', { timeout: 120_000 }, async (name) => {
  const files = all.get(name)!;
  const main = basename(name);
  const read = async (changed: Record<string, Bytes>): Promise<string> => {
    const kind = main.endsWith('.graphml') ? 'streets' : 'facilities';
    const layers = { [kind]: [{ file: main, encoding: 'auto', crs: 'auto', columns: {} }] };
    const blobs = Object.fromEntries(
      Object.entries(changed).map(([file, bytes]) => [file, new Blob([bytes])]),
    );
    const began = performance.now();
    const result = await readTables(
      { settings: { ...defaultSettings, layers }, files: blobs },
      { cache: new DecodeCache() },
    );
    const took = performance.now() - began;
    const outcome = result.ok ? 'read' : result.fault.code;
    expect(took, `${outcome} took ${took} ms`).toBeLessThan(2000);
    return outcome;
  };
  const whole = performance.now();
  await read(files);
  const cost = performance.now() - whole;
  // About two seconds a fixture.
  const turns = Math.max(20, Math.min(400, Math.round(2000 / cost)));
  const roll = dice(name.length * 7919);
  const outcomes = new Map<string, number>();
  for (let turn = 0; turn < turns; turn++) {
    const keys = Object.keys(files);
    const target = keys[roll(keys.length)]!;
    const bytes = files[target]!.slice();
    let changed = bytes;
    // Headers hold the lengths: half the changes go there.
    const at = roll(roll(2) === 0 ? Math.min(160, bytes.length) : bytes.length);
    const how = roll(4);
    if (how === 0) bytes[at] = bytes[at]! ^ (1 << roll(8));
    else if (how === 1) bytes[at] = 255;
    else if (how === 2) bytes.fill(roll(256), at, at + 4);
    else changed = bytes.slice(0, at);
    let outcome: string;
    try {
      outcome = await read({ ...files, [target]: changed });
    } catch (error) {
      throw new Error(`${target} byte ${at}, change ${how}, turn ${turn}`, { cause: error });
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect([...outcomes.keys()].filter((code) => code === 'run.bug')).toEqual([]);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(turns);
});
