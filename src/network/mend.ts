/** The user's corrections, put into the streets before they become a graph: nothing downstream knows of them. */
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import { fault, type Note } from '../domain/fault';
import type { Degrees, Mend } from '../domain/mend';
import type { RawStreets } from '../domain/tables';
import { withDirections } from '../intake/foot-direction';
import { directionFlags, passesBarrier, walkClass, type Tags } from './walkable';

/** A corner of a drawn path joins a street this near; a place stands for the street this near. Metres. */
const joinMetres = 5;
const pickMetres = 20;
/** A foot this near to a node of the street is that node. */
const sameMetres = 0.1;

/**
 * Applies the mends in order. A piece is what lies between two junctions of walkable streets. A mend that finds nothing to work
 * on (within 20 m; the file may be another one) changes nothing and is noted by its number from 1; so is a path that joins no street.
 * Those of entrances, and null, are passed over.
 */
export function mendStreets(
  raw: RawStreets,
  mends: readonly (Mend | null)[],
): { readonly streets: RawStreets; readonly notes: readonly Note[] } {
  if (mends.every((mend) => mend === null)) return { streets: raw, notes: [] };
  const notes: Note[] = [];
  const sheet = new Sheet(raw);
  mends.forEach((mend, i) => {
    if (mend === null || mend.kind === 'entrance') return;
    const joined = mend.kind === 'path' ? sheet.addPath(mend.line, mend.steps ?? false) : null;
    if (joined === 0) notes.push(fault('network.mendLoose', { number: i + 1 }));
    const isFound =
      mend.kind === 'path' ||
      (mend.kind === 'open' && sheet.open(mend.at)) ||
      (mend.kind === 'close' && sheet.retag(mend.at, isWalkable, closedTags)) ||
      (mend.kind === 'steps' &&
        sheet.retag(mend.at, isWalkable, (tags) => (mend.steps ? stepsTags(tags) : flatTags(tags))));
    if (!isFound) notes.push(fault('network.mendLost', { number: i + 1 }));
  });
  return { streets: sheet.streets(), notes };
}

const isWalkable = (tags: Tags): boolean => walkClass(tags) !== 'closed';
const closedTags = (tags: Tags): Tags => ({ ...tags, foot: 'no' });
const stepsTags = (tags: Tags): Tags => ({ ...tags, highway: 'steps' });
const flatTags = (tags: Tags): Tags => (tags['highway'] === 'steps' ? { ...tags, highway: 'footway' } : tags);

interface Foot {
  readonly way: number;
  /** Between refs k and k + 1 of the way. */
  readonly k: number;
  readonly lon: number;
  readonly lat: number;
  readonly metres: number;
  /** Metres to the segment's ends. */
  readonly ends: readonly [number, number];
}

/** Streets that can be written on: the columns as they are, with what differs kept beside them. */
class Sheet {
  private readonly moreLons: number[] = [];
  private readonly moreLats: number[] = [];
  private readonly otherRefs = new Map<number, number[]>();
  private readonly otherTags = new Map<number, Tags>();
  private readonly nodeTags: Map<number, Tags>;
  private readonly added: { refs: number[]; tags: Tags }[] = [];

  constructor(private readonly raw: RawStreets) {
    this.nodeTags = new Map(raw.nodeTags);
  }

  /** Returns how many corners joined a street. */
  addPath(line: readonly Degrees[], steps: boolean): number {
    let joined = 0;
    const refs = line.map(([lon, lat]) => {
      const foot = this.nearest(lon, lat, joinMetres, isWalkable);
      if (foot === null) return this.addNode(lon, lat);
      joined++;
      return this.nodeAt(foot);
    });
    const kept = refs.filter((node, i) => i === 0 || node !== refs[i - 1]);
    if (kept.length > 1) this.added.push({ refs: kept, tags: { highway: steps ? 'steps' : 'footway' } });
    return joined;
  }

  /** The nearest of what holds people up: a gate, a wall across the way, or a way that is private, closed to them or one-way. */
  open([lon, lat]: Degrees): boolean {
    let gate = -1;
    let gateMetres = pickMetres;
    for (const [node, tags] of this.nodeTags) {
      if (tags['barrier'] === undefined) continue;
      const { pass, private: isPrivate } = passesBarrier(tags);
      const metres = distanceMetres(lon, lat, this.lon(node), this.lat(node));
      if ((pass && !isPrivate) || metres > gateMetres) continue;
      gate = node;
      gateMetres = metres;
    }
    const opens = (tags: Tags) =>
      (walkClass(tags) !== 'open' || directionFlags(tags) !== 0) && walkClass(openTags(tags)) === 'open';
    const way = this.nearest(lon, lat, pickMetres, opens);
    // Of a gate and the private drive that begins at it the gate is meant.
    if (gate >= 0 && (way === null || gateMetres <= way.metres + 1)) {
      this.nodeTags.set(gate, openTags(this.nodeTags.get(gate)!));
      return true;
    }
    if (way === null) return false;
    this.retagPiece(way, openTags);
    return true;
  }

  retag([lon, lat]: Degrees, takes: (tags: Tags) => boolean, change: (tags: Tags) => Tags): boolean {
    const foot = this.nearest(lon, lat, pickMetres, takes);
    if (foot !== null) this.retagPiece(foot, change);
    return foot !== null;
  }

  /** The piece around a foot gets its own way; what is left on either side keeps the tags. */
  private retagPiece({ way, k }: Foot, change: (tags: Tags) => Tags): void {
    const refs = [...this.refsOf(way)];
    const tags = this.tagsOf(way);
    const isJunction = this.junctions();
    let from = k;
    while (from > 0 && !isJunction(refs[from]!)) from--;
    let to = k + 1;
    while (to < refs.length - 1 && !isJunction(refs[to]!)) to++;
    const changed = change(tags);
    if (from === 0 && to === refs.length - 1) {
      this.setTags(way, changed);
      return;
    }
    this.added.push({ refs: refs.slice(from, to + 1), tags: changed });
    if (from > 0) {
      this.setRefs(way, refs.slice(0, from + 1));
      if (to < refs.length - 1) this.added.push({ refs: refs.slice(to), tags });
    } else this.setRefs(way, refs.slice(to));
  }

  streets(): RawStreets {
    const { raw } = this;
    const count = raw.wayTags.length;
    const wayFirst = new Int32Array(count + this.added.length + 1);
    for (let way = 0; way < wayFirst.length - 1; way++)
      wayFirst[way + 1] = wayFirst[way]! + this.refsOf(way).length;
    const refs = new Int32Array(wayFirst.at(-1)!);
    for (let way = 0; way < wayFirst.length - 1; way++) refs.set(this.refsOf(way), wayFirst[way]);
    const wayTags = Array.from({ length: wayFirst.length - 1 }, (_, way) => this.tagsOf(way));
    return {
      ...raw,
      lons: joined(raw.lons, this.moreLons),
      lats: joined(raw.lats, this.moreLats),
      wayFirst,
      refs,
      wayTags,
      nodeTags: this.nodeTags,
    };
  }

  /** The nearest segment of a way whose tags are taken, within `limit` metres. */
  private nearest(lon: number, lat: number, limit: number, takes: (tags: Tags) => boolean): Foot | null {
    const degree = metresPerDegree(lat);
    let best: Foot | null = null;
    let least = limit;
    const ways = this.raw.wayTags.length + this.added.length;
    for (let way = 0; way < ways; way++) {
      const refs = this.refsOf(way);
      let isTaken: boolean | null = null;
      for (let k = 0; k + 1 < refs.length; k++) {
        const ax = (this.lon(refs[k]!) - lon) * degree.lon;
        const ay = (this.lat(refs[k]!) - lat) * degree.lat;
        const bx = (this.lon(refs[k + 1]!) - lon) * degree.lon;
        const by = (this.lat(refs[k + 1]!) - lat) * degree.lat;
        // Most of a city is out of reach by one coordinate alone.
        if (Math.min(ax, bx) > least || Math.max(ax, bx) < -least) continue;
        if (Math.min(ay, by) > least || Math.max(ay, by) < -least) continue;
        isTaken ??= takes(this.tagsOf(way));
        if (!isTaken) break;
        const dx = bx - ax;
        const dy = by - ay;
        const square = dx * dx + dy * dy;
        const t = square > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square)) : 0;
        const metres = Math.hypot(ax + t * dx, ay + t * dy);
        if (metres > least || (best !== null && metres === least)) continue;
        const length = Math.sqrt(square);
        least = metres;
        best = {
          way,
          k,
          lon: this.lon(refs[k]!) + t * (this.lon(refs[k + 1]!) - this.lon(refs[k]!)),
          lat: this.lat(refs[k]!) + t * (this.lat(refs[k + 1]!) - this.lat(refs[k]!)),
          metres,
          ends: [t * length, (1 - t) * length],
        };
      }
    }
    return best;
  }

  /** The node of a foot: one that is there, or a new one put into the way. */
  private nodeAt({ way, k, lon, lat, ends }: Foot): number {
    const refs = [...this.refsOf(way)];
    if (Math.min(...ends) <= sameMetres) return refs[ends[0] <= ends[1] ? k : k + 1]!;
    const node = this.addNode(lon, lat);
    this.setRefs(way, [...refs.slice(0, k + 1), node, ...refs.slice(k + 1)]);
    return node;
  }

  /** Whether two walkable ways, or one twice, meet at a node. */
  private junctions(): (node: number) => boolean {
    const uses = new Uint8Array(this.raw.lons.length + this.moreLons.length);
    for (let way = 0; way < this.raw.wayTags.length + this.added.length; way++)
      if (isWalkable(this.tagsOf(way)))
        for (const node of this.refsOf(way)) if (uses[node]! < 2) uses[node]!++;
    return (node) => uses[node]! > 1;
  }

  private addNode(lon: number, lat: number): number {
    this.moreLons.push(lon);
    return this.raw.lons.length + this.moreLats.push(lat) - 1;
  }

  private lon(node: number): number {
    const { lons } = this.raw;
    return node < lons.length ? lons[node]! : this.moreLons[node - lons.length]!;
  }

  private lat(node: number): number {
    const { lats } = this.raw;
    return node < lats.length ? lats[node]! : this.moreLats[node - lats.length]!;
  }

  private refsOf(way: number): Int32Array | readonly number[] {
    const { wayFirst, refs, wayTags } = this.raw;
    if (way >= wayTags.length) return this.added[way - wayTags.length]!.refs;
    return this.otherRefs.get(way) ?? refs.subarray(wayFirst[way], wayFirst[way + 1]);
  }

  private tagsOf(way: number): Tags {
    const { wayTags } = this.raw;
    if (way >= wayTags.length) return this.added[way - wayTags.length]!.tags;
    return this.otherTags.get(way) ?? wayTags[way]!;
  }

  private setRefs(way: number, refs: number[]): void {
    const count = this.raw.wayTags.length;
    if (way >= count) this.added[way - count] = { refs, tags: this.tagsOf(way) };
    else this.otherRefs.set(way, refs);
  }

  private setTags(way: number, tags: Tags): void {
    const count = this.raw.wayTags.length;
    if (way >= count) this.added[way - count] = { refs: this.added[way - count]!.refs, tags };
    else this.otherTags.set(way, tags);
  }
}

/** `foot` outweighs every other word on access, save those on one direction. */
function openTags(tags: Tags): Tags {
  return { ...withDirections(tags, { forward: false, backward: false }), foot: 'yes' };
}

function joined(values: Float64Array, more: readonly number[]): Float64Array {
  const all = new Float64Array(values.length + more.length);
  all.set(values);
  all.set(more, values.length);
  return all;
}
