/** Gathers nodes and ways of an OSM file, in any order, and hands on streets and backdrop. Shared by pbf and XML. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { fail, fault, succeed, type Note, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import type { Backdrop, RawStreets } from '../domain/tables';
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
  readonly ids = new GrowingFloats();
  readonly lons = new GrowingFloats();
  readonly lats = new GrowingFloats();
  readonly #nodeTags = new Map<number, Tags>();
  readonly #wayIds: number[] = [];
  readonly #wayTags: Tags[] = [];
  readonly #wayKinds: number[] = [];
  readonly #wayFirst = new GrowingInts();
  /** Node ids of the ways kept; the pbf reader writes them before it calls `addWay`. */
  readonly refs = new GrowingFloats();
  readonly #areas: { readonly kind: number; readonly members: readonly { way: number; inner: boolean }[] }[] =
    [];

  constructor() {
    this.#wayFirst.push(0);
  }

  addNode(id: number, lon: number, lat: number): void {
    this.ids.push(id);
    this.lons.push(lon);
    this.lats.push(lat);
  }

  /** Tags of a node that has a barrier. */
  addNodeTags(id: number, tags: Tags): void {
    this.#nodeTags.set(id, tags);
  }

  /** Whether a way with these tags is of use; untagged ways are, as they may be the rim of a lake. */
  wantsWay(tags: Tags, isUntagged: boolean): boolean {
    return isUntagged || wayKind(tags) !== 0;
  }

  /** A way whose node ids are already at the end of `refs`. */
  addWay(id: number, tags: Tags): void {
    this.#wayIds.push(id);
    this.#wayTags.push(tags);
    this.#wayKinds.push(wayKind(tags));
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
    for (let i = 0; i < this.ids.length; i++) {
      if ((i & 65535) === 0) await pace();
      // A position that is none counts as a missing node.
      if (Math.abs(this.lats.array[i]!) <= 90 && Math.abs(this.lons.array[i]!) <= 180) index.add(i);
    }
    const { streets, cutWays, missing } = await this.#joinStreets(index, pace);
    if (streets.wayTags.length === 0) return fail(fault('osm.noStreets'));
    const backdrop = this.#drawBackdrop(index);
    const notes: Note[] = cutWays === 0 ? [] : [fault('osm.missingNodes', { ways: cutWays, nodes: missing })];
    return succeed({ streets, backdrop, bounds: boundsOf(streets) }, notes);
  }

  /** Numbers the nodes of streets in order of first use; a way is cut where the file lacks a node. */
  async #joinStreets(index: NodeIndex, pace: () => Promise<void>) {
    const number = new Int32Array(this.ids.length).fill(-1);
    const nodes = new GrowingInts();
    const refs = new GrowingInts();
    const wayFirst = new GrowingInts();
    const wayTags: Tags[] = [];
    const missing = new Set<number>();
    let cutWays = 0;
    wayFirst.push(0);
    for (let w = 0; w < this.#wayTags.length; w++) {
      if ((this.#wayKinds[w]! & STREET) === 0) continue;
      if ((w & 4095) === 0) await pace();
      const endWay = () => {
        const first = wayFirst.array[wayFirst.length - 1]!;
        if (refs.length - first < 2) refs.length = first;
        else {
          wayFirst.push(refs.length);
          wayTags.push(this.#wayTags[w]!);
        }
      };
      let isCut = false;
      for (let k = this.#wayFirst.array[w]!; k < this.#wayFirst.array[w + 1]!; k++) {
        const id = this.refs.array[k]!;
        const at = index.find(id);
        if (at === -1) {
          missing.add(id);
          isCut = true;
          endWay();
          continue;
        }
        if (number[at] === -1) {
          number[at] = nodes.length;
          nodes.push(at);
        }
        refs.push(number[at]!);
      }
      endWay();
      if (isCut) cutWays++;
    }
    const used = nodes.trim();
    const nodeTags = new Map<number, Tags>();
    for (const [id, tags] of this.#nodeTags) {
      const at = index.find(id);
      if (at !== -1 && number[at] !== -1) nodeTags.set(number[at]!, tags);
    }
    const streets: RawStreets = {
      lons: Float64Array.from(used, (at) => this.lons.array[at]!),
      lats: Float64Array.from(used, (at) => this.lats.array[at]!),
      wayFirst: wayFirst.trim(),
      refs: refs.trim(),
      wayTags,
      nodeTags,
      source: 'osm',
    };
    return { streets, cutWays, missing: missing.size };
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

function boundsOf(streets: RawStreets): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < streets.lons.length; i++) {
    bounds[0] = Math.min(bounds[0], streets.lons[i]!);
    bounds[1] = Math.min(bounds[1], streets.lats[i]!);
    bounds[2] = Math.max(bounds[2], streets.lons[i]!);
    bounds[3] = Math.max(bounds[3], streets.lats[i]!);
  }
  return bounds;
}

function boxHolds(outer: readonly Position[], inner: readonly Position[]): boolean {
  const [x, y] = inner[0] as [number, number];
  const lons = outer.map((p) => p[0]!);
  const lats = outer.map((p) => p[1]!);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  return x >= least(lons) && x <= most(lons) && y >= least(lats) && y <= most(lats);
}
