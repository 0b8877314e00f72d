/**
 * The user's corrections made another way, to compare `mendStreets` with: every way is a list of places, found by looking at all of
 * them with distances of GeographicLib's plane, and cut where it lies. Also draws corrections whose meaning leaves no doubt.
 */
import type { Degrees, Mend } from '../../src/domain/mend';
import { createRandom } from '../../src/domain/random';
import type { RawStreets } from '../../src/domain/tables';
import { passesBarrier, walkClass, type Tags } from '../../src/network/walkable';

interface Way {
  refs: number[];
  tags: Tags;
}

interface Hit {
  readonly way: Way;
  /** Index of the segment's first node within the way. */
  readonly at: number;
  readonly part: number;
  readonly metres: number;
  readonly segmentMetres: number;
}

const isOpen = (tags: Tags) => walkClass(tags) !== 'closed';
const withFoot = (tags: Tags, foot: string): Tags => ({ ...tags, foot });
const isOneWay = (tags: Tags) =>
  /^(yes|-1)$/.test(tags['oneway:foot'] ?? '') ||
  tags['foot:forward'] === 'no' ||
  tags['foot:backward'] === 'no';
const freed = ({
  'oneway:foot': _oneway,
  'foot:forward': _forward,
  'foot:backward': _backward,
  ...rest
}: Tags) => withFoot(rest, 'yes');
const opensUp = (tags: Tags) =>
  (walkClass(tags) !== 'open' || isOneWay(tags)) && walkClass(freed(tags)) === 'open';

export class Streets {
  readonly places: Degrees[];
  readonly ways: Way[];
  readonly nodeTags: Map<number, Tags>;

  constructor(private readonly raw: RawStreets) {
    this.places = Array.from(raw.lons, (lon, i) => [lon, raw.lats[i]!]);
    this.ways = raw.wayTags.map((tags, w) => ({
      refs: [...raw.refs.subarray(raw.wayFirst[w], raw.wayFirst[w + 1])],
      tags,
    }));
    this.nodeTags = new Map(raw.nodeTags);
  }

  /** Makes one correction; false, and nothing changed, where it is not clear what it means or nothing is there. */
  make(mend: Mend): boolean {
    if (mend.kind === 'path') return this.path(mend.line, mend.steps ? 'steps' : 'footway');
    if (mend.kind === 'open') return this.open(mend.at);
    if (mend.kind === 'close') return this.piece(mend.at, isOpen, (tags) => withFoot(tags, 'no'));
    if (mend.kind !== 'steps') return false;
    const flat = (tags: Tags) => (tags['highway'] === 'steps' ? { ...tags, highway: 'footway' } : tags);
    return this.piece(mend.at, isOpen, mend.steps ? (tags) => ({ ...tags, highway: 'steps' }) : flat);
  }

  streets(): RawStreets {
    const wayFirst = [0];
    for (const { refs } of this.ways) wayFirst.push(wayFirst.at(-1)! + refs.length);
    return {
      ...this.raw,
      lons: Float64Array.from(this.places, (place) => place[0]),
      lats: Float64Array.from(this.places, (place) => place[1]),
      wayFirst: Int32Array.from(wayFirst),
      refs: Int32Array.from(this.ways.flatMap(({ refs }) => refs)),
      wayTags: this.ways.map(({ tags }) => tags),
      nodeTags: this.nodeTags,
    };
  }

  private path(line: readonly Degrees[], highway: string): boolean {
    // Nothing may be half done: the doubtful are found first, and with them corners on one segment, which the first would cut.
    const hits = line.map((corner) => this.nearest(corner, 5, isOpen));
    if (hits.includes('doubt')) return false;
    const cut = hits.flatMap((hit) => (hit === null || hit === 'doubt' ? [] : [hit.way.refs[hit.at]!]));
    if (new Set(cut).size < cut.length) return false;
    const refs: number[] = [];
    for (const corner of line) {
      const hit = this.nearest(corner, 5, isOpen);
      const node = hit === null || hit === 'doubt' ? this.places.push(corner) - 1 : this.put(hit);
      if (refs.at(-1) !== node) refs.push(node);
    }
    if (refs.length > 1) this.ways.push({ refs, tags: { highway } });
    return refs.length > 1;
  }

  private open(at: Degrees): boolean {
    let gate: [number, number] | null = null;
    for (const [node, tags] of this.nodeTags) {
      if (tags['barrier'] === undefined) continue;
      const passage = passesBarrier(tags);
      if (passage.pass && !passage.private) continue;
      const metres = apart(at, this.places[node]!);
      if (metres < 20 && (gate === null || metres < gate[1])) gate = [node, metres];
    }
    const hit = this.nearest(at, 20, opensUp);
    if (hit === 'doubt') return false;
    if (gate !== null && hit !== null && Math.abs(gate[1] - hit.metres - 1) < 0.01) return false;
    if (gate !== null && (hit === null || gate[1] < hit.metres + 1)) {
      this.nodeTags.set(gate[0], withFoot(this.nodeTags.get(gate[0])!, 'yes'));
      return true;
    }
    return hit !== null && this.piece(at, opensUp, freed);
  }

  /** Gives other tags to what lies between two junctions, as a way of its own. */
  private piece(at: Degrees, takes: (tags: Tags) => boolean, change: (tags: Tags) => Tags): boolean {
    const hit = this.nearest(at, 20, takes);
    if (hit === null || hit === 'doubt') return false;
    const { refs, tags } = hit.way;
    const meets = (node: number) =>
      this.ways
        .filter((way) => isOpen(way.tags))
        .reduce((sum, way) => sum + way.refs.filter((ref) => ref === node).length, 0) > 1;
    let from = hit.at;
    let to = hit.at + 1;
    while (from > 0 && !meets(refs[from]!)) from--;
    while (to < refs.length - 1 && !meets(refs[to]!)) to++;
    const parts: Way[] = [
      { refs: refs.slice(0, from + 1), tags },
      { refs: refs.slice(from, to + 1), tags: change(tags) },
      { refs: refs.slice(to), tags },
    ];
    this.ways.splice(this.ways.indexOf(hit.way), 1, ...parts.filter((part) => part.refs.length > 1));
    return true;
  }

  private put({ way, at, part, segmentMetres }: Hit): number {
    const [a, b] = [way.refs[at]!, way.refs[at + 1]!];
    if (part * segmentMetres < 0.1) return a;
    if ((1 - part) * segmentMetres < 0.1) return b;
    const [from, to] = [this.places[a]!, this.places[b]!];
    const node =
      this.places.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]) - 1;
    way.refs.splice(at + 1, 0, node);
    return node;
  }

  /** 'doubt' where another segment is as near, or the limit, or the choice between a node and a new one, hangs on a millimetre. */
  private nearest(at: Degrees, limit: number, takes: (tags: Tags) => boolean): Hit | 'doubt' | null {
    let best: Hit | null = null;
    let second = Infinity;
    for (const way of this.ways) {
      if (!takes(way.tags)) continue;
      for (let k = 0; k + 1 < way.refs.length; k++) {
        const [a, b] = [this.places[way.refs[k]!]!, this.places[way.refs[k + 1]!]!];
        // 0.01° are more than 400 m everywhere the tests go.
        if (Math.min(Math.abs(a[1] - at[1]), Math.abs(b[1] - at[1])) > 0.01 && a[1] > at[1] === b[1] > at[1])
          continue;
        const [p, q] = [plane(at, a), plane(at, b)];
        const square = (q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2;
        const along = square === 0 ? 0 : -(p[0] * (q[0] - p[0]) + p[1] * (q[1] - p[1])) / square;
        const part = Math.min(1, Math.max(0, along));
        const metres = Math.hypot(p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1]));
        if (best === null || metres < best.metres) {
          second = best?.metres ?? Infinity;
          best = { way, at: k, part, metres, segmentMetres: Math.sqrt(square) };
        } else second = Math.min(second, metres);
      }
    }
    if (best === null) return null;
    const toEnd = Math.min(best.part, 1 - best.part) * best.segmentMetres;
    if (Math.abs(best.metres - limit) < 1e-3) return 'doubt';
    if (best.metres > limit) return null;
    if (second - best.metres < 1e-3 || Math.abs(toEnd - 0.1) < 1e-3) return 'doubt';
    return best;
  }
}

/** Up to `count` corrections near the middles of pieces that are there, each of which means one thing, and the streets with them. */
export function drawMends(
  raw: RawStreets,
  seed: number,
  count: number,
): { mends: Mend[]; mended: RawStreets } {
  const random = createRandom(seed ^ 0x3c6ef372);
  const streets = new Streets(raw);
  const mends: Mend[] = [];
  const segments = segmentsOf(raw, isOpen);
  const shut = segmentsOf(raw, opensUp);
  const walls = [...raw.nodeTags].filter(([, tags]) => {
    if (tags['barrier'] === undefined) return false;
    const passage = passesBarrier(tags);
    return !passage.pass || passage.private;
  });
  const spotOn = (list: readonly Segment[], off: number): Degrees => {
    const [a, b] = list[Math.floor(random() * list.length)]!;
    const part = 0.2 + 0.6 * random();
    const shift = () => (random() - 0.5) * off * 1e-5;
    return [a[0] + part * (b[0] - a[0]) + shift(), a[1] + part * (b[1] - a[1]) + shift()];
  };
  const near = (from: Degrees): Degrees => {
    const around = segments.filter(([a]) => apart(from, a) < 250);
    return spotOn(around.length > 0 ? around : segments, 4);
  };
  for (let tries = 0; tries < 12 * count && mends.length < count; tries++) {
    const kind = random();
    const at = spotOn(segments, 8);
    let mend: Mend;
    if (kind < 0.4) {
      const from = spotOn(segments, 4);
      const to = near(from);
      const bend: Degrees = [
        (from[0] + to[0]) / 2 + (random() - 0.5) * 4e-4,
        (from[1] + to[1]) / 2 + (random() - 0.5) * 4e-4,
      ];
      mend = { kind: 'path', line: random() < 0.5 ? [from, to] : [from, bend, to], steps: random() < 0.2 };
    } else if (kind < 0.6) {
      const wall = walls[Math.floor(random() * walls.length)];
      if (wall !== undefined && random() < 0.5)
        mend = { kind: 'open', at: [raw.lons[wall[0]]! + 1e-5, raw.lats[wall[0]]!] };
      else if (shut.length > 0) mend = { kind: 'open', at: spotOn(shut, 8) };
      else continue;
    } else if (kind < 0.8) mend = { kind: 'close', at };
    else mend = { kind: 'steps', at, steps: random() < 0.7 };
    if (streets.make(mend)) mends.push(mend);
  }
  return { mends, mended: streets.streets() };
}

type Segment = readonly [Degrees, Degrees];

function segmentsOf(raw: RawStreets, takes: (tags: Tags) => boolean): Segment[] {
  const place = (node: number): Degrees => [raw.lons[node]!, raw.lats[node]!];
  const found: Segment[] = [];
  raw.wayTags.forEach((tags, w) => {
    if (!takes(tags)) return;
    for (let k = raw.wayFirst[w]!; k + 1 < raw.wayFirst[w + 1]!; k++)
      found.push([place(raw.refs[k]!), place(raw.refs[k + 1]!)]);
  });
  return found;
}

/** Metres east and north of a place, by the radii of curvature of WGS84 there. */
function plane([lon0, lat0]: Degrees, [lon, lat]: Degrees): [number, number] {
  const [a, e2] = [6378137, 0.00669437999014];
  const phi = (lat0 * Math.PI) / 180;
  const w2 = 1 - e2 * Math.sin(phi) ** 2;
  const north = (a * (1 - e2)) / w2 ** 1.5;
  const east = (a / Math.sqrt(w2)) * Math.cos(phi);
  return [((lon - lon0) * Math.PI * east) / 180, ((lat - lat0) * Math.PI * north) / 180];
}

function apart(a: Degrees, b: Degrees): number {
  return Math.hypot(...plane(a, b));
}
