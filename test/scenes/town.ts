/**
 * Little towns drawn in metres and fed to the production builders.
 *
 *     const graph = await town()
 *       .at({ A: [0, 0], B: [100, 0], C: [100, 50] })
 *       .street('A B C', { name: 'Main' })
 *       .steps('C D')
 *       .private('B E')
 *       .gate('E')
 *       .graph();
 *
 * x is east, y is north. Near the equator (the default origin) every axis-parallel street within 2 km of the origin, and every
 * other one within 300 m, comes back in its whole metres to less than 1e-6 m.
 */
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { RawStreets } from '../../src/domain/tables';
import { buildGraph } from '../../src/network/build-graph';
import type { Graph } from '../../src/network/graph';
import { writePbf } from '../../scripts/write-pbf';

export type Tags = Readonly<Record<string, string>>;
/** A named point, or [x, y] in metres; equal metres are the same point, two names never are. */
export type Spot = string | readonly [number, number];

export function town(options: { origin?: readonly [number, number] } = {}): Town {
  return new Town(options.origin ?? [100, 0]);
}

/** Degrees of a point x metres east and y metres north of the origin. */
export function lonLatOf(origin: readonly [number, number], x: number, y: number): [number, number] {
  let lat = origin[1];
  for (let i = 0; i < 4; i++) lat = origin[1] + y / metresPerDegree((origin[1] + lat) / 2).lat;
  let lon = origin[0] + x / metresPerDegree(lat).lon;
  const walked = distanceMetres(origin[0], lat, lon, lat);
  if (walked > 0) lon = origin[0] + (lon - origin[0]) * (Math.abs(x) / walked);
  return [lon, lat];
}

export class Town {
  readonly #origin: readonly [number, number];
  readonly #index = new Map<string, number>();
  readonly #lons: number[] = [];
  readonly #lats: number[] = [];
  readonly #ways: { refs: number[]; tags: Tags }[] = [];
  readonly #nodeTags = new Map<number, Tags>();

  constructor(origin: readonly [number, number]) {
    this.#origin = origin;
  }

  /** Names points, in metres. */
  at(points: Readonly<Record<string, readonly [number, number]>>): this {
    for (const [name, [x, y]] of Object.entries(points)) this.#add(name, x, y);
    return this;
  }

  /** A way through the spots ('A B C', or a list); highway=residential unless the tags say otherwise. */
  street(path: string | readonly Spot[], tags: Tags = {}): this {
    return this.line(path, { highway: 'residential', ...tags });
  }

  /** A way as it is tagged, which need not be a street: a river, the rim of a lake, a railway. */
  line(path: string | readonly Spot[], tags: Tags): this {
    const spots = typeof path === 'string' ? path.trim().split(/\s+/) : path;
    this.#ways.push({ refs: spots.map((spot) => this.#node(spot)), tags });
    return this;
  }

  footway(path: string | readonly Spot[], tags: Tags = {}): this {
    return this.street(path, { highway: 'footway', ...tags });
  }

  steps(path: string | readonly Spot[], tags: Tags = {}): this {
    return this.street(path, { highway: 'steps', ...tags });
  }

  /** A street inside a compound: access=private. */
  private(path: string | readonly Spot[], tags: Tags = {}): this {
    return this.street(path, { highway: 'service', access: 'private', ...tags });
  }

  bridge(path: string | readonly Spot[], tags: Tags = {}): this {
    return this.street(path, { bridge: 'yes', ...tags });
  }

  /** barrier=gate on a point: walkers pass, unless the tags say otherwise. */
  gate(spot: Spot, tags: Tags = {}): this {
    return this.barrier(spot, 'gate', tags);
  }

  /** A barrier on a point: a wall by default, which blocks. */
  barrier(spot: Spot, kind = 'wall', tags: Tags = {}): this {
    this.#nodeTags.set(this.#node(spot), { barrier: kind, ...tags });
    return this;
  }

  /** Tags of a point, besides those that it has. */
  node(spot: Spot, tags: Tags): this {
    const node = this.#node(spot);
    this.#nodeTags.set(node, { ...this.#nodeTags.get(node), ...tags });
    return this;
  }

  crossing(spot: Spot, tags: Tags = {}): this {
    return this.node(spot, { highway: 'crossing', ...tags });
  }

  /** Degrees of a point: a name, or metres. */
  lonLat(spot: Spot): [number, number] {
    if (typeof spot !== 'string') return lonLatOf(this.#origin, spot[0], spot[1]);
    const node = this.#node(spot);
    return [this.#lons[node]!, this.#lats[node]!];
  }

  /** Degrees of many points, for `linkPoints`. */
  places(...spots: readonly Spot[]): { lons: Float64Array; lats: Float64Array } {
    const places = spots.map((spot) => this.lonLat(spot));
    return { lons: Float64Array.from(places, (p) => p[0]), lats: Float64Array.from(places, (p) => p[1]) };
  }

  raw(): RawStreets {
    const wayFirst = new Int32Array(this.#ways.length + 1);
    this.#ways.forEach((way, w) => (wayFirst[w + 1] = wayFirst[w]! + way.refs.length));
    return {
      lons: Float64Array.from(this.#lons),
      lats: Float64Array.from(this.#lats),
      wayFirst,
      refs: Int32Array.from(this.#ways.flatMap((way) => way.refs)),
      wayTags: this.#ways.map((way) => way.tags),
      nodeTags: new Map(this.#nodeTags),
      source: 'osm',
    };
  }

  /** Built by the production builder; a fault is thrown, as a town in a test should have none. */
  async graph(options: { steps?: boolean } = {}): Promise<Graph> {
    const built = await buildGraph(this.raw(), { steps: options.steps ?? true });
    if (!built.ok) throw new Error(built.fault.code);
    return built.value.graph;
  }

  /** The same town as OSM XML. Coordinates are in 1e-9 degrees (0.1 mm), so lengths are whole to that. */
  xml(): string {
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">'];
    for (let n = 0; n < this.#lons.length; n++) {
      lines.push(
        ` <node id="${n + 1}" lat="${this.#lats[n]!.toFixed(9)}" lon="${this.#lons[n]!.toFixed(9)}">`,
      );
      lines.push(...tagLines(this.#nodeTags.get(n) ?? {}), ' </node>');
    }
    this.#ways.forEach((way, w) => {
      lines.push(` <way id="${w + 1}">`, ...way.refs.map((ref) => `  <nd ref="${ref + 1}"/>`));
      lines.push(...tagLines(way.tags), ' </way>');
    });
    return [...lines, '</osm>', ''].join('\n');
  }

  /** The same town as OSM PBF, granularity 1 (1e-9 degrees). */
  async pbf(): Promise<Uint8Array<ArrayBuffer>> {
    return writePbf({
      nodes: this.#lons.map((lon, n) => ({
        id: n + 1,
        lon,
        lat: this.#lats[n]!,
        tags: this.#nodeTags.get(n) ?? {},
      })),
      ways: this.#ways.map((way, w) => ({ id: w + 1, refs: way.refs.map((ref) => ref + 1), tags: way.tags })),
      granularity: 1,
    });
  }

  #node(spot: Spot): number {
    const key = typeof spot === 'string' ? spot : `${spot[0]},${spot[1]}`;
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    if (typeof spot === 'string') throw new Error(`no point ${spot} in this town`);
    return this.#add(key, spot[0], spot[1]);
  }

  #add(key: string, x: number, y: number): number {
    if (this.#index.has(key)) throw new Error(`point ${key} is placed twice`);
    const [lon, lat] = lonLatOf(this.#origin, x, y);
    this.#index.set(key, this.#lons.length);
    this.#lons.push(lon);
    this.#lats.push(lat);
    return this.#lons.length - 1;
  }
}

function tagLines(tags: Tags): string[] {
  return Object.entries(tags).map(([key, value]) => `  <tag k="${escapeXml(key)}" v="${escapeXml(value)}"/>`);
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
