/** Gathers nodes and ways of an OSM file, in any order, and hands on streets and backdrop. Shared by pbf and XML. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import type { Backdrop, MappedEntrances, RawStreets } from '../domain/tables';
import { joinStreets } from './join-streets';
import { GrowingFloats, GrowingInts } from './growing-column';
import { NodeIndex } from './node-index';
import { GREEN, RAIL, STREET, WATER, WATERWAY, wayKind, type Tags } from './osm-tags';
import { assembleRings, type Ring } from './osm-rings';

export interface OsmData {
  readonly streets: RawStreets;
  readonly backdrop: Backdrop;
  /** Of the streets: [west, south, east, north], degrees. */
  readonly bounds: readonly [number, number, number, number];
}

/** More than this would not fit a browser tab (24 bytes a node, and the index). */
export const maxNodes = 40_000_000;

export class OsmCollector {
  /** Columns of all nodes; the pbf reader writes them directly. Degrees. */
  readonly ids: GrowingFloats;
  readonly lons: GrowingFloats;
  readonly lats: GrowingFloats;
  readonly #nodeTags = new Map<number, Tags>();
  readonly #entrances: number[] = [];
  readonly #mains: number[] = [];
  readonly #wayIds: number[] = [];
  readonly #wayTags: Tags[] = [];
  readonly #wayKinds: number[] = [];
  readonly #wayFirst = new GrowingInts();
  /** Node ids of the ways kept; the pbf reader writes them before it calls `addWay`. */
  readonly refs: GrowingFloats;
  readonly #areas: { readonly kind: number; readonly members: readonly { way: number; inner: boolean }[] }[] =
    [];

  /** `expected` nodes: room to begin with. */
  constructor(expected = 1 << 14) {
    this.ids = new GrowingFloats(expected);
    this.lons = new GrowingFloats(expected);
    this.lats = new GrowingFloats(expected);
    this.refs = new GrowingFloats(expected);
    this.#wayFirst.push(0);
  }

  /** A node without a place on earth counts as missing. */
  addNode(id: number, lon: number, lat: number): void {
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return;
    this.ids.push(id);
    this.lons.push(lon);
    this.lats.push(lat);
  }

  /** Tags of a node of note (`isNodeOfNote`). */
  addNodeTags(id: number, tags: Tags): void {
    this.#nodeTags.set(id, tags);
  }

  addEntrance(lon: number, lat: number, { entrance }: Tags): void {
    this.#entrances.push(lon, lat);
    this.#mains.push(entrance === 'main' ? 1 : 0);
  }

  /** What a way is (osm-tags.ts), or -1 where it is of no use. Untagged ways are, as they may be the rim of a lake. */
  kindOf(tags: Tags, isUntagged: boolean): number {
    const kind = wayKind(tags);
    return kind === 0 && !isUntagged ? -1 : kind;
  }

  /** A way whose node ids are already at the end of `refs`. */
  addWay(id: number, tags: Tags, kind: number): void {
    this.#wayIds.push(id);
    this.#wayTags.push(tags);
    this.#wayKinds.push(kind);
    this.#wayFirst.push(this.refs.length);
  }

  /** A multipolygon of water or green. */
  addArea(kind: number, members: readonly { way: number; inner: boolean }[]): void {
    this.#areas.push({ kind, members });
  }

  get hasTooMany(): boolean {
    return this.ids.length > maxNodes;
  }

  async finish(control?: Control): Promise<Result<OsmData>> {
    const pace = pacer(control);
    if (!this.#wayKinds.some((kind) => (kind & STREET) !== 0)) return fail(fault('osm.noStreets'));
    const index = new NodeIndex(this.ids.array, this.ids.length);
    await pace();
    const nodes = {
      count: this.ids.length,
      lons: this.lons.array,
      lats: this.lats.array,
      tags: this.#nodeTags,
    };
    const ways = {
      refs: this.refs.array,
      wayFirst: this.#wayFirst.array,
      wayTags: this.#wayTags,
      isStreet: Uint8Array.from(this.#wayKinds, (kind) => kind & STREET),
    };
    const { streets: joined, cutWays, missing } = await joinStreets(nodes, ways, index, pace);
    if (joined.wayTags.length === 0) return fail(fault('osm.noStreets'));
    const streets = this.#mains.length === 0 ? joined : { ...joined, entrances: this.#mappedEntrances() };
    const backdrop = this.#drawBackdrop(index);
    const notes: Note[] = cutWays === 0 ? [] : [fault('osm.missingNodes', { ways: cutWays, nodes: missing })];
    return succeed({ streets, backdrop, bounds: boundsOf(streets) }, notes);
  }

  #mappedEntrances(): MappedEntrances {
    return { lonLats: Float64Array.from(this.#entrances), isMain: Uint8Array.from(this.#mains) };
  }

  #drawBackdrop(index: NodeIndex): Backdrop {
    const backdrop = {
      water: [] as (Polygon | MultiPolygon)[],
      waterways: [] as (readonly [number, number])[][],
      rails: [] as (readonly [number, number])[][],
      greens: [] as (Polygon | MultiPolygon)[],
    };
    for (let w = 0; w < this.#wayTags.length; w++) {
      const kind = this.#wayKinds[w]!;
      if ((kind & ~STREET) === 0) continue;
      const line = this.#lineOf(w, index);
      if (line.length < 2) continue;
      if ((kind & WATERWAY) !== 0) backdrop.waterways.push(line);
      if ((kind & RAIL) !== 0) backdrop.rails.push(line);
      const refs = this.refs.array;
      const isClosed = refs[this.#wayFirst.array[w]!] === refs[this.#wayFirst.array[w + 1]! - 1];
      if (!isClosed || line.length < 4) continue;
      const area: Polygon = { type: 'Polygon', coordinates: [line.map(([lon, lat]) => [lon, lat])] };
      if ((kind & WATER) !== 0) backdrop.water.push(area);
      if ((kind & GREEN) !== 0) backdrop.greens.push(area);
    }
    if (this.#areas.length > 0) {
      const wayOf = new Map(this.#wayIds.map((id, w) => [id, w]));
      for (const { kind, members } of this.#areas) {
        const polygons = this.#areaOf(members, wayOf, index);
        if (polygons.length === 0) continue;
        const area: MultiPolygon = { type: 'MultiPolygon', coordinates: polygons };
        if ((kind & WATER) !== 0) backdrop.water.push(area);
        if ((kind & GREEN) !== 0) backdrop.greens.push(area);
      }
    }
    return backdrop;
  }

  #areaOf(
    members: readonly { way: number; inner: boolean }[],
    wayOf: ReadonlyMap<number, number>,
    index: NodeIndex,
  ): Position[][][] {
    const ringsOf = (inner: boolean): Ring[] =>
      assembleRings(
        members
          .filter((member) => member.inner === inner && wayOf.has(member.way))
          .map((member) => this.#nodesOf(wayOf.get(member.way)!)),
      );
    const draw = (ring: Ring): Position[] =>
      ring
        .map((id) => index.find(id))
        .filter((at) => at !== -1)
        .map((at) => [this.lons.array[at]!, this.lats.array[at]!]);
    const outers = ringsOf(false)
      .map(draw)
      .filter((ring) => ring.length >= 4);
    const inners = ringsOf(true)
      .map(draw)
      .filter((ring) => ring.length >= 4);
    // Drawn with the even-odd rule an island may sit with any outer ring; put it with the one whose box holds it.
    return outers.map((outer) => [outer, ...inners.filter((inner) => boxHolds(outer, inner))]);
  }

  #nodesOf(w: number): Float64Array {
    return this.refs.array.subarray(this.#wayFirst.array[w]!, this.#wayFirst.array[w + 1]!);
  }

  #lineOf(w: number, index: NodeIndex): [number, number][] {
    const line: [number, number][] = [];
    for (const id of this.#nodesOf(w)) {
      const at = index.find(id);
      if (at !== -1) line.push([this.lons.array[at]!, this.lats.array[at]!]);
    }
    return line;
  }
}

function boundsOf({ lons, lats }: RawStreets): [number, number, number, number] {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < lons.length; i++) {
    const lon = lons[i]!;
    const lat = lats[i]!;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return [west, south, east, north];
}

function boxHolds(outer: readonly Position[], inner: readonly Position[]): boolean {
  const [x, y] = inner[0] as [number, number];
  const lons = outer.map((p) => p[0]!);
  const lats = outer.map((p) => p[1]!);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  return x >= least(lons) && x <= most(lons) && y >= least(lats) && y <= most(lats);
}
