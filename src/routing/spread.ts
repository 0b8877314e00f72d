/** Spreads the elders of a polygon evenly along the walkable street inside it: never onto its centroid. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { Graph } from '../network/graph';
import { streetGridsFor } from './link';
import { clipPiece, prepareClip, type ClipPolygon } from './polygon-clip';
import { entriesInBox, type SegmentGrid } from './segment-grid';

/** Pieces of polygon p are first[p] … first[p + 1] - 1: the middle of each, and its part of the polygon's street. */
export interface Spread {
  readonly first: Int32Array;
  readonly edge: Int32Array;
  /** Metres from the edge's start. */
  readonly along: Float64Array;
  /** Sums to 1 over a polygon's pieces. */
  readonly share: Float64Array;
}

/** Runs shorter than this are where a street only touches the polygon. */
const shortestRun = 1e-6;

/**
 * Cuts the streets inside each polygon (holes, many parts; its boundary counts as inside) into equal pieces of at most
 * `pieceMetres`. Private streets and steps count; streets of islands only where the polygon has no other. A polygon without
 * any street gets no piece.
 */
export function spreadPolygons(
  graph: Graph,
  polygons: readonly (Polygon | MultiPolygon)[],
  pieceMetres = 10,
): Spread {
  const { mainland, islands } = streetGridsFor(graph);
  const first = new Int32Array(polygons.length + 1);
  const edge: number[] = [];
  const along: number[] = [];
  const share: number[] = [];
  const seen = new Int32Array(graph.edgeCount).fill(-1);
  const runs: number[] = [];
  for (let p = 0; p < polygons.length; p++) {
    const clip = prepareClip(polygons[p]);
    runs.length = 0;
    collectRuns(mainland, clip, seen, p, runs);
    if (runs.length === 0) collectRuns(islands, clip, seen, p, runs);
    let total = 0;
    for (let r = 0; r < runs.length; r += 3) total += runs[r + 2] - runs[r + 1];
    for (let r = 0; r < runs.length; r += 3) {
      const length = runs[r + 2] - runs[r + 1];
      const pieces = Math.max(1, Math.ceil(length / pieceMetres - 1e-6));
      for (let n = 0; n < pieces; n++) {
        edge.push(runs[r]);
        along.push(runs[r + 1] + ((n + 0.5) * length) / pieces);
        share.push(length / pieces / total);
      }
    }
    first[p + 1] = edge.length;
  }
  return {
    first,
    edge: Int32Array.from(edge),
    along: Float64Array.from(along),
    share: Float64Array.from(share),
  };
}

/** Triples [edge, from, to] in metres along the edge, by edge number. */
function collectRuns(
  grid: SegmentGrid,
  clip: ClipPolygon,
  seen: Int32Array,
  polygon: number,
  runs: number[],
): void {
  const { shapeFirst, shapeLons, shapeLats, shapeMetres } = grid.graph;
  const edges: number[] = [];
  entriesInBox(grid, clip.west, clip.south, clip.east, clip.north, (entry) => {
    const e = grid.entryEdge[entry];
    if (seen[e] === polygon) return;
    seen[e] = polygon;
    edges.push(e);
  });
  edges.sort((a, b) => a - b);
  const parts: number[] = [];
  for (const e of edges) {
    let from = -1;
    let to = -1;
    for (let k = shapeFirst[e]; k + 1 < shapeFirst[e + 1]; k++) {
      const count = clipPiece(clip, shapeLons[k], shapeLats[k], shapeLons[k + 1], shapeLats[k + 1], parts);
      const start = shapeMetres[k];
      const length = shapeMetres[k + 1] - start;
      for (let i = 0; i < count; i += 2) {
        const a = start + parts[i] * length;
        const b = parts[i + 1] === 1 ? shapeMetres[k + 1] : start + parts[i + 1] * length;
        if (from >= 0 && a <= to) {
          to = b;
          continue;
        }
        if (to - from > shortestRun) runs.push(e, from, to);
        from = a;
        to = b;
      }
    }
    if (from >= 0 && to - from > shortestRun) runs.push(e, from, to);
  }
}
