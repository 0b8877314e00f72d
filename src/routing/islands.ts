/**
 * Islands: pieces of street that meet no other and are too small to be a network of their own (walking.md: under 40 vertices or under
 * 500 m). Each with the shortest line that would join it to a piece that is none.
 */
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import type { Degrees } from '../domain/mend';
import { isOnGround, type Graph } from '../network/graph';
import { placeAlong } from './place-along';
import { buildSegmentGrid, entriesInBox, findNearest, type Foot, type SegmentGrid } from './segment-grid';

export interface Island {
  /** As in `Graph.component`. */
  readonly component: number;
  readonly metres: number;
  /** A street of the island, to look at where there is nothing to join it to. */
  readonly place: Degrees;
  /** Metres between the island and the nearest street of a piece that is none; Infinity where there is none. */
  readonly gapMetres: number;
  /** From the island to that street; where they touch or cross, between places some steps from there. null where there is none. */
  readonly join: readonly [Degrees, Degrees] | null;
}

interface Touch {
  readonly metres: number;
  readonly edge: number;
  readonly along: number;
  readonly otherEdge: number;
  readonly otherAlong: number;
}

/** Nearer than this two streets touch: a path between is drawn from places this many metres along either. */
const touchMetres = 0.2;
const asideMetres = 3;

/**
 * In order of components, largest first. The largest piece of all is never an island, small as it may be. Bridges and tunnels join
 * nothing from the side: only streets on the ground are joined, unless the island is nothing else.
 */
export function findIslands(graph: Graph): Island[] {
  const { component, componentIsland, componentMetres, edgeFrom, edgeCount } = graph;
  const pieceOf = (edge: number): number => component[edgeFrom[edge]!]!;
  const isIsland = (piece: number): boolean => piece > 0 && componentIsland[piece] === 1;
  const edgesOf = new Map<number, number[]>();
  for (let edge = 0; edge < edgeCount; edge++) {
    const piece = pieceOf(edge);
    if (!isIsland(piece)) continue;
    const known = edgesOf.get(piece);
    if (known === undefined) edgesOf.set(piece, [edge]);
    else known.push(edge);
  }
  if (edgesOf.size === 0) return [];
  const grid = buildSegmentGrid(graph, (edge) => !isIsland(pieceOf(edge)) && isOnGround(graph, edge));
  return [...edgesOf.keys()]
    .sort((a, b) => a - b)
    .map((piece): Island => {
      const edges = edgesOf.get(piece)!;
      const onGround = edges.filter((edge) => isOnGround(graph, edge));
      const touch = nearestTouch(graph, grid, onGround.length > 0 ? onGround : edges);
      return {
        component: piece,
        metres: componentMetres[piece]!,
        place: placeAlong(graph, edges[0]!, graph.edgeMetres[edges[0]!]! / 2),
        gapMetres: touch?.metres ?? Infinity,
        join: touch && joinOf(graph, touch),
      };
    });
}

/** Where some streets come nearest to those of the grid; null where that is empty. */
function nearestTouch(graph: Graph, grid: SegmentGrid, edges: readonly number[]): Touch | null {
  const { shapeFirst, shapeLons, shapeLats, shapeMetres } = graph;
  const foot: Foot = { edge: -1, shape: 0, part: 0, metres: Infinity };
  let best: Touch | null = null;
  const alongOf = (shape: number, part: number): number =>
    shapeMetres[shape]! + part * (shapeMetres[shape + 1]! - shapeMetres[shape]!);
  // From the corners of these streets.
  for (const edge of edges)
    for (let k = shapeFirst[edge]!; k < shapeFirst[edge + 1]!; k++) {
      findNearest(grid, shapeLons[k]!, shapeLats[k]!, best?.metres ?? Infinity, foot);
      if (foot.edge < 0 || foot.metres >= (best?.metres ?? Infinity)) continue;
      best = {
        metres: foot.metres,
        edge,
        along: shapeMetres[k]!,
        otherEdge: foot.edge,
        otherAlong: alongOf(foot.shape, foot.part),
      };
    }
  if (best === null) return null;
  // From the corners of the others, and where they cross.
  for (const edge of edges)
    for (let k = shapeFirst[edge]!; k + 1 < shapeFirst[edge + 1]!; k++) {
      const { lon: kx, lat: ky } = metresPerDegree(shapeLats[k]!);
      const [west, east] = inOrder(shapeLons[k]!, shapeLons[k + 1]!);
      const [south, north] = inOrder(shapeLats[k]!, shapeLats[k + 1]!);
      const wide = best.metres / kx;
      const high = best.metres / ky;
      const dx = (shapeLons[k + 1]! - shapeLons[k]!) * kx;
      const dy = (shapeLats[k + 1]! - shapeLats[k]!) * ky;
      const square = dx * dx + dy * dy;
      entriesInBox(grid, west - wide, south - high, east + wide, north + high, (entry) => {
        const otherEdge = grid.entryEdge[entry]!;
        const shape = grid.entryShape[entry]!;
        const ax = (grid.coords[4 * entry]! - shapeLons[k]!) * kx;
        const ay = (grid.coords[4 * entry + 1]! - shapeLats[k]!) * ky;
        const bx = (grid.coords[4 * entry + 2]! - shapeLons[k]!) * kx;
        const by = (grid.coords[4 * entry + 3]! - shapeLats[k]!) * ky;
        for (const [x, y, part] of [
          [ax, ay, 0],
          [bx, by, 1],
        ] as const) {
          const at = square > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / square)) : 0;
          const metres = Math.hypot(x - at * dx, y - at * dy);
          if (metres < best!.metres)
            best = { metres, edge, along: alongOf(k, at), otherEdge, otherAlong: alongOf(shape, part) };
        }
        const cross = dx * (by - ay) - dy * (bx - ax);
        if (cross === 0) return;
        const at = (ax * (by - ay) - ay * (bx - ax)) / cross;
        const other = (ax * dy - ay * dx) / cross;
        if (at > 0 && at < 1 && other > 0 && other < 1 && best!.metres > 0)
          best = { metres: 0, edge, along: alongOf(k, at), otherEdge, otherAlong: alongOf(shape, other) };
      });
    }
  const [from, to] = [
    placeAlong(graph, best.edge, best.along),
    placeAlong(graph, best.otherEdge, best.otherAlong),
  ];
  return { ...best, metres: distanceMetres(...from, ...to) };
}

function inOrder(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}

/** Of two streets that touch the ends of a path between must stand apart, each on its own street. */
function joinOf(
  graph: Graph,
  { metres, edge, along, otherEdge, otherAlong }: Touch,
): readonly [Degrees, Degrees] {
  if (metres > touchMetres) return [placeAlong(graph, edge, along), placeAlong(graph, otherEdge, otherAlong)];
  const beside = (of: number, at: number): Degrees[] =>
    [at - asideMetres, at + asideMetres].map((to) =>
      placeAlong(graph, of, Math.min(graph.edgeMetres[of]!, Math.max(0, to))),
    );
  const lines = beside(edge, along).flatMap((from) =>
    beside(otherEdge, otherAlong).map((to) => ({
      line: [from, to] as const,
      metres: distanceMetres(...from, ...to),
    })),
  );
  const apart = lines.filter((one) => one.metres > asideMetres / 2);
  return (apart.length > 0 ? apart : lines).reduce((a, b) => (b.metres < a.metres ? b : a)).line;
}
