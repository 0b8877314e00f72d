/** Real street networks of China with points beside their streets, and the ways such points get into the wrong system. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import type { RawStreets } from '../../src/domain/tables';
import { fromWgs84 } from '../../src/intake/crs';
import { readOsmXml } from '../../src/intake/osm-xml';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { sharedData } from './routing-networks';

export interface Place {
  readonly name: string;
  readonly streets: RawStreets;
  /** Middles of real buildings, where the file has any. */
  readonly buildings: readonly (readonly [number, number])[];
}

const sample = join(import.meta.dirname, '../../data/sample/streets.osm.pbf');
const osmFiles = ['beijing-haidian-tsinghua', 'beijing-haidian-bupt', 'shenzhen-longgang-buji'];

/** The town of the sample, and the real places whose files are there. */
export async function loadPlaces(): Promise<Place[]> {
  const places: Place[] = [];
  const pbf = await readOsmPbf(new Blob([readFileSync(sample)]));
  if (!pbf.ok) throw new Error(pbf.fault.code);
  places.push({ name: 'sample', streets: pbf.value.streets, buildings: [] });
  for (const name of osmFiles) {
    const path = join(sharedData, 'china-osm-small', `${name}.osm`);
    if (!existsSync(path)) continue;
    const bytes = readFileSync(path);
    const read = await readOsmXml(new Blob([bytes]));
    if (!read.ok) throw new Error(read.fault.code);
    places.push({ name, streets: read.value.streets, buildings: buildingsOf(bytes.toString('utf8')) });
  }
  const graphml = join(sharedData, 'shenzhen-futian', 'futian_osmnx_all.graphml');
  if (existsSync(graphml))
    places.push({
      name: 'shenzhen-futian',
      streets: graphmlStreets(readFileSync(graphml, 'utf8')),
      buildings: [],
    });
  return places;
}

/** A small generator with a seed, uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Points {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
}

/** `count` points anywhere along the streets, each `offset()` metres to one side. */
export function besideStreets(
  streets: RawStreets,
  count: number,
  offset: () => number,
  random: () => number,
): Points {
  const { refs, wayFirst, lons, lats } = streets;
  const ends: number[] = [];
  const starts: number[] = [];
  let total = 0;
  const scale = metresPerDegree(lats[refs[0]!]!);
  for (let way = 0; way + 1 < wayFirst.length; way++)
    for (let at = wayFirst[way]!; at + 1 < wayFirst[way + 1]!; at++) {
      const [a, b] = [refs[at]!, refs[at + 1]!];
      total += Math.hypot((lons[b]! - lons[a]!) * scale.lon, (lats[b]! - lats[a]!) * scale.lat);
      ends.push(total);
      starts.push(at);
    }
  const out = { lons: new Float64Array(count), lats: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const wanted = random() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (ends[mid]! < wanted) low = mid + 1;
      else high = mid;
    }
    const [a, b] = [refs[starts[low]!]!, refs[starts[low]! + 1]!];
    const t = random();
    const east = (lons[b]! - lons[a]!) * scale.lon;
    const north = (lats[b]! - lats[a]!) * scale.lat;
    const side = offset() / (Math.hypot(east, north) || 1);
    out.lons[i] = lons[a]! + (t * east - side * north) / scale.lon;
    out.lats[i] = lats[a]! + (t * north + side * east) / scale.lat;
  }
  return out;
}

/** Degrees as the file of that system would have them; datum shifts are those published for the old national grids. */
export function asFiled(
  id: string,
  points: Points,
  moved: readonly [number, number],
): { xs: Float64Array; ys: Float64Array } {
  const made = fromWgs84(id, points.lons, points.lats, moved[0] === 0 && moved[1] === 0 ? null : moved);
  if (!made.ok) throw new Error(made.fault.code);
  return made.value;
}

function buildingsOf(text: string): [number, number][] {
  const nodes = new Map<string, [number, number]>();
  for (const [, attributes] of text.matchAll(/<node ([^>]*)>/g)) {
    const get = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)![1]!;
    if (/\blat="/.test(attributes!)) nodes.set(get('id'), [Number(get('lon')), Number(get('lat'))]);
  }
  const found: [number, number][] = [];
  for (const [way] of text.matchAll(/<way [\s\S]*?<\/way>/g)) {
    if (!/k="building"/.test(way)) continue;
    const corners = [...way.matchAll(/<nd ref="(\d+)"/g)]
      .map((match) => nodes.get(match[1]!))
      .filter((c) => c !== undefined);
    if (corners.length < 4) continue;
    found.push(
      [0, 1].map((axis) => corners.reduce((sum, c) => sum + c[axis]!, 0) / corners.length) as [
        number,
        number,
      ],
    );
  }
  return found;
}

/** Nodes and edges with their shapes; enough to stand points beside. */
function graphmlStreets(text: string): RawStreets {
  const key = (name: string, of: string) =>
    new RegExp(`<key id="(d\\d+)" for="${of}" attr.name="${name}"`).exec(text)![1]!;
  const [x, y, shape] = [key('x', 'node'), key('y', 'node'), key('geometry', 'edge')];
  const places = new Map<string, [number, number]>();
  for (const [, id, body] of text.matchAll(/<node id="([^"]+)">([\s\S]*?)<\/node>/g)) {
    const value = (k: string) => Number(new RegExp(`<data key="${k}">([^<]+)<`).exec(body!)![1]);
    places.set(id!, [value(x), value(y)]);
  }
  const lons: number[] = [];
  const lats: number[] = [];
  const wayFirst = [0];
  for (const [, from, to, body] of text.matchAll(
    /<edge source="([^"]+)" target="([^"]+)"[^>]*>([\s\S]*?)<\/edge>/g,
  )) {
    const wkt = new RegExp(`<data key="${shape}">LINESTRING \\(([^)]*)\\)`).exec(body!)?.[1];
    const line =
      wkt === undefined
        ? [places.get(from!)!, places.get(to!)!]
        : wkt.split(',').map((pair) => pair.trim().split(' ').map(Number) as [number, number]);
    for (const [lon, lat] of line) {
      lons.push(lon);
      lats.push(lat);
    }
    wayFirst.push(lons.length);
  }
  return {
    lons: Float64Array.from(lons),
    lats: Float64Array.from(lats),
    wayFirst: Int32Array.from(wayFirst),
    refs: Int32Array.from(lons, (_, i) => i),
    wayTags: Array.from({ length: wayFirst.length - 1 }, () => ({ highway: 'residential' })),
    nodeTags: new Map(),
    source: 'lines',
  };
}
