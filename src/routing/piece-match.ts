/**
 * Finds the piece of street that a key speaks of, in streets that may have been cut or joined elsewhere since: an edge of that
 * length with that middle, else the way along the streets from the middle to both ends, of that length.
 */
import type { PieceKey } from '../domain/audit';
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import type { Degrees } from '../domain/mend';
import type { Graph } from '../network/graph';
import { streetGridsFor } from './link';
import { placeAlong } from './place-along';
import { entriesInBox } from './segment-grid';

/** A part of an edge, metres from its start, from < to. */
export interface EdgePart {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
}

export interface PieceFound {
  readonly parts: readonly EdgePart[];
  readonly middle: { readonly edge: number; readonly along: number };
}

/** Streets further from a key's place than this are others. Metres. */
export const matchMetres = 15;
/** Longer pieces are found as whole edges only. */
const longestSearched = 5000;

/** null where no street answers to the key: none within 15 m whose length is the key's to 5 %, or 5 m where that is more. */
export function findPiece(graph: Graph, { middle, ends, metres }: PieceKey): PieceFound | null {
  const slack = Math.max(5, metres / 20);
  const feet = feetNear(graph, middle);
  for (const { edge, along } of feet) {
    const length = graph.edgeMetres[edge]!;
    if (Math.abs(length - metres) > slack || Math.abs(along - length / 2) > slack) continue;
    if (ends !== null && !hasEnds(graph, edge, ends, slack)) continue;
    return { parts: [{ edge, from: 0, to: length }], middle: { edge, along: length / 2 } };
  }
  if (ends === null || metres > longestSearched) return null;
  const targets = ends.map((end) => feetNear(graph, end));
  for (const foot of feet) {
    const sides = [false, true].map((isUp) => reach(graph, foot, isUp, metres / 2 + slack));
    for (const [a, b] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const first = pathTo(graph, sides[a]!, targets[0]!, metres / 2, slack);
      const second = first && pathTo(graph, sides[b]!, targets[1]!, metres / 2, slack);
      if (first && second) return { parts: mergeParts([...first, ...second]), middle: foot };
    }
  }
  return null;
}

/** Keys are written to a tenth of a metre: what is left over by less is no part of the piece. Metres. */
const leastPart = 0.5;

interface Foot {
  readonly edge: number;
  readonly along: number;
  readonly metres: number;
}

/** The nearest place on each edge within reach, nearest first. */
function feetNear(graph: Graph, [lon, lat]: Degrees): Foot[] {
  const degree = metresPerDegree(lat);
  const [dLon, dLat] = [matchMetres / degree.lon, matchMetres / degree.lat];
  const best = new Map<number, Foot>();
  const { mainland, islands } = streetGridsFor(graph);
  for (const grid of [mainland, islands])
    entriesInBox(grid, lon - dLon, lat - dLat, lon + dLon, lat + dLat, (entry) => {
      const [edge, q] = [grid.entryEdge[entry]!, 4 * entry];
      const x0 = (grid.coords[q]! - lon) * degree.lon;
      const y0 = (grid.coords[q + 1]! - lat) * degree.lat;
      const dx = (grid.coords[q + 2]! - lon) * degree.lon - x0;
      const dy = (grid.coords[q + 3]! - lat) * degree.lat - y0;
      const square = dx * dx + dy * dy;
      const part = square > 0 ? Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / square)) : 0;
      const metres = Math.hypot(x0 + part * dx, y0 + part * dy);
      if (metres > matchMetres || metres >= (best.get(edge)?.metres ?? Infinity)) return;
      const k = grid.entryShape[entry]!;
      const start = graph.shapeMetres[k]!;
      best.set(edge, { edge, along: start + part * (graph.shapeMetres[k + 1]! - start), metres });
    });
  return [...best.values()].sort((a, b) => a.metres - b.metres || a.edge - b.edge);
}

function hasEnds(graph: Graph, edge: number, ends: readonly [Degrees, Degrees], slack: number): boolean {
  const own = [placeAlong(graph, edge, 0), placeAlong(graph, edge, graph.edgeMetres[edge]!)];
  const apart = (i: number, end: Degrees) => distanceMetres(own[i]![0], own[i]![1], end[0], end[1]);
  const limit = matchMetres + slack;
  return (
    (apart(0, ends[0]) <= limit && apart(1, ends[1]) <= limit) ||
    (apart(1, ends[0]) <= limit && apart(0, ends[1]) <= limit)
  );
}

/** What is reached from a foot by one side of its edge. */
interface Side {
  readonly foot: Foot;
  readonly isUp: boolean;
  /** Junction → metres, and the edge walked to it with the junction before; null: from the foot itself. */
  readonly labels: ReadonlyMap<number, Label>;
}
interface Label {
  readonly metres: number;
  readonly edge: number;
  readonly before: number | null;
}

function reach(graph: Graph, foot: Foot, isUp: boolean, limit: number): Side {
  const { edge, along } = foot;
  const labels = new Map<number, Label>();
  const open = new Map<number, Label>();
  const first = isUp ? graph.edgeMetres[edge]! - along : along;
  if (first <= limit)
    open.set(isUp ? graph.edgeTo[edge]! : graph.edgeFrom[edge]!, { metres: first, edge, before: null });
  // A few junctions: the least of them is found by looking.
  while (open.size > 0) {
    const [junction, label] = [...open].reduce((least, one) =>
      one[1].metres < least[1].metres ? one : least,
    );
    open.delete(junction);
    labels.set(junction, label);
    for (let a = graph.arcFirst[junction]!; a < graph.arcFirst[junction + 1]!; a++) {
      const [next, by] = [graph.arcs[2 * a]!, graph.arcs[2 * a + 1]!];
      const metres = label.metres + graph.edgeMetres[by]!;
      if (by === edge || labels.has(next) || metres > limit) continue;
      if (metres < (open.get(next)?.metres ?? Infinity))
        open.set(next, { metres, edge: by, before: junction });
    }
  }
  return { foot, isUp, labels };
}

/** The parts walked from the side's foot to one of the feet, about `metres` away; null where none is. */
function pathTo(
  graph: Graph,
  { foot, isUp, labels }: Side,
  feet: readonly Foot[],
  metres: number,
  slack: number,
): EdgePart[] | null {
  let best: { readonly off: number; readonly parts: EdgePart[] } | null = null;
  const offer = (walked: number, parts: () => EdgePart[]): void => {
    const off = Math.abs(walked - metres);
    if (off <= slack && off < (best?.off ?? Infinity)) best = { off, parts: parts() };
  };
  for (const { edge, along } of feet) {
    if (edge === foot.edge) {
      if (along > foot.along === isUp && along !== foot.along)
        offer(Math.abs(along - foot.along), () => [part(edge, along, foot.along)]);
      continue;
    }
    for (const isEnd of [false, true]) {
      const junction = isEnd ? graph.edgeTo[edge]! : graph.edgeFrom[edge]!;
      const label = labels.get(junction);
      if (label === undefined) continue;
      const away = isEnd ? graph.edgeMetres[edge]! - along : along;
      offer(label.metres + away, () => [
        ...(away > 0 ? [part(edge, along, isEnd ? graph.edgeMetres[edge]! : 0)] : []),
        ...walkedTo(junction),
      ]);
    }
  }
  return (best as { parts: EdgePart[] } | null)?.parts ?? null;

  function walkedTo(junction: number): EdgePart[] {
    const parts: EdgePart[] = [];
    for (let at: number | null = junction; at !== null;) {
      const label: Label = labels.get(at)!;
      parts.push(
        label.before === null
          ? part(foot.edge, foot.along, isUp ? graph.edgeMetres[foot.edge]! : 0)
          : part(label.edge, 0, graph.edgeMetres[label.edge]!),
      );
      at = label.before;
    }
    return parts;
  }
}

function part(edge: number, a: number, b: number): EdgePart {
  return { edge, from: Math.min(a, b), to: Math.max(a, b) };
}

/** Parts that meet on one edge become one. */
function mergeParts(parts: readonly EdgePart[]): EdgePart[] {
  const out: EdgePart[] = [];
  for (const one of [...parts].sort((a, b) => a.edge - b.edge || a.from - b.from)) {
    const last = out.at(-1);
    if (one.to - one.from < leastPart) continue;
    if (last?.edge === one.edge && one.from <= last.to)
      out[out.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else out.push(one);
  }
  return out;
}
