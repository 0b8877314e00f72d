/** A second, plain way to walk the sample town, straight from its OSM elements: a check that shares no code with src/network or src/routing. */
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { PbfNode, PbfWay } from '../../scripts/write-pbf';

export interface Walker {
  /** Metres to the street linked to (Infinity where none within 200 m), whether that street is an island, and whether private. */
  link(lon: number, lat: number): { metres: number; isIsland: boolean; isPrivate: boolean };
  /** Least effective metres (steps ×3) from a place to each site, on foot, gates closed to passers-through. */
  effectiveMetres(from: readonly [number, number], sites: readonly (readonly [number, number])[]): number[];
}

interface Segment {
  readonly a: number;
  readonly b: number;
  readonly metres: number;
  readonly factor: number;
  readonly patch: number;
}

const SNAP = 200;
const CLOSED = new Set(['trunk', 'motorway']);

export function walkerOf(nodes: readonly PbfNode[], ways: readonly PbfWay[]): Walker {
  const per = metresPerDegree(nodes[0]!.lat);
  const index = new Map(nodes.map((node, i) => [node.id, i]));
  const xs = nodes.map((node) => node.lon * per.lon);
  const ys = nodes.map((node) => node.lat * per.lat);
  const walked = ways.filter((way) => way.tags?.['highway'] && !CLOSED.has(way.tags['highway']));
  const patchOfNode = groups(walked.filter((way) => way.tags!['access'] === 'private'));
  const pieceOfNode = groups(walked);
  const segments: Segment[] = [];
  const around = new Map<number, number[]>();
  const pieceMetres = new Map<number, number>();
  for (const way of walked) {
    const patch = way.tags!['access'] === 'private' ? patchOfNode(way.refs[0]!) : 0;
    for (let i = 1; i < way.refs.length; i++) {
      const [a, b] = [index.get(way.refs[i - 1]!)!, index.get(way.refs[i]!)!];
      const metres = between(nodes[a]!, nodes[b]!);
      const piece = pieceOfNode(way.refs[i]!);
      pieceMetres.set(piece, (pieceMetres.get(piece) ?? 0) + metres);
      for (const end of [a, b]) around.set(end, [...(around.get(end) ?? []), segments.length]);
      segments.push({ a, b, metres, factor: way.tags!['highway'] === 'steps' ? 3 : 1, patch });
    }
  }
  const isIslandSegment = (s: Segment): boolean => pieceMetres.get(pieceOfNode(nodes[s.a]!.id))! < 500;

  function nearest(lon: number, lat: number): { segment: number; along: number; away: number } {
    const [x, y] = [lon * per.lon, lat * per.lat];
    let best = { segment: -1, along: 0, away: Infinity };
    let bestIsland = best;
    segments.forEach((s, i) => {
      const [dx, dy] = [xs[s.b]! - xs[s.a]!, ys[s.b]! - ys[s.a]!];
      const t = Math.max(
        0,
        Math.min(1, ((x - xs[s.a]!) * dx + (y - ys[s.a]!) * dy) / (dx * dx + dy * dy || 1)),
      );
      const roughly = Math.hypot(x - xs[s.a]! - dx * t, y - ys[s.a]! - dy * t);
      if (roughly > 2 * SNAP) return;
      const [a, b] = [nodes[s.a]!, nodes[s.b]!];
      const away = between(
        { lon, lat },
        { lon: a.lon + (b.lon - a.lon) * t, lat: a.lat + (b.lat - a.lat) * t },
      );
      const found = { segment: i, along: t * s.metres, away };
      if (isIslandSegment(s)) bestIsland = away < bestIsland.away ? found : bestIsland;
      else if (away < best.away) best = found;
    });
    if (best.away <= SNAP) return best;
    if (bestIsland.away <= SNAP) return bestIsland;
    return { segment: -1, along: 0, away: Infinity };
  }

  return {
    link(lon, lat) {
      const { segment, away } = nearest(lon, lat);
      const s = segments[segment];
      return { metres: away, isIsland: s ? isIslandSegment(s) : false, isPrivate: s ? s.patch > 0 : false };
    },
    effectiveMetres(from, sites) {
      const start = nearest(...from);
      if (start.segment < 0) return sites.map(() => Infinity);
      const home = segments[start.segment]!;
      const ends = sites.map((site) => nearest(...site));
      const reached = new Map<number, Map<number, number>>();
      return ends.map((end) => {
        if (end.segment < 0) return Infinity;
        const goal = segments[end.segment]!;
        // Open: the public streets, the patch of the start and the patch of the end.
        const isOpen = (s: Segment): boolean => [0, home.patch, goal.patch].includes(s.patch);
        const reach = reached.get(goal.patch) ?? spread(home, start.along, isOpen);
        reached.set(goal.patch, reach);
        const viaA = (reach.get(goal.a) ?? Infinity) + end.along * goal.factor;
        const viaB = (reach.get(goal.b) ?? Infinity) + (goal.metres - end.along) * goal.factor;
        const straight =
          end.segment === start.segment ? Math.abs(end.along - start.along) * goal.factor : Infinity;
        return start.away + end.away + Math.min(viaA, viaB, straight);
      });
    },
  };

  /** Dijkstra from both ends of a segment: effective metres to every node it can reach. */
  function spread(home: Segment, along: number, isOpen: (s: Segment) => boolean): Map<number, number> {
    const settled = new Map<number, number>();
    const heap: [number, number][] = [];
    push(heap, [along * home.factor, home.a]);
    push(heap, [(home.metres - along) * home.factor, home.b]);
    while (heap.length > 0) {
      const [far, node] = pop(heap);
      if (settled.has(node)) continue;
      settled.set(node, far);
      for (const i of around.get(node) ?? []) {
        const s = segments[i]!;
        if (isOpen(s)) push(heap, [far + s.metres * s.factor, s.a === node ? s.b : s.a]);
      }
    }
    return settled;
  }
}

function between(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  return distanceMetres(a.lon, a.lat, b.lon, b.lat);
}

/** Numbers (from 1) of the connected groups of ways, by node. */
function groups(ways: readonly PbfWay[]): (node: number) => number {
  const parent = new Map<number, number>();
  const find = (n: number): number => {
    let root = n;
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root)!;
    parent.set(n, root);
    return root;
  };
  for (const way of ways) for (const ref of way.refs) parent.set(find(ref), find(way.refs[0]!));
  const numbers = new Map<number, number>();
  return (node) => {
    const root = find(node);
    if (!numbers.has(root)) numbers.set(root, numbers.size + 1);
    return numbers.get(root)!;
  };
}

function push(heap: [number, number][], item: [number, number]): void {
  heap.push(item);
  for (let i = heap.length - 1; i > 0;) {
    const up = (i - 1) >> 1;
    if (heap[up]![0] <= heap[i]![0]) return;
    [heap[up], heap[i]] = [heap[i]!, heap[up]!];
    i = up;
  }
}

function pop(heap: [number, number][]): [number, number] {
  const top = heap[0]!;
  const last = heap.pop()!;
  if (heap.length > 0) {
    heap[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (const down of [2 * i + 1, 2 * i + 2])
        if (down < heap.length && heap[down]![0] < heap[least]![0]) least = down;
      if (least === i) break;
      [heap[least], heap[i]] = [heap[i]!, heap[least]!];
      i = least;
    }
  }
  return top;
}
