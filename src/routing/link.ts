/** Links points to the nearest walkable street: an edge, not a junction, and the walk to it counts. */
import { distanceMetres, metresPerDegree } from '../domain/ellipsoid';
import type { Graph } from '../network/graph';
import {
  buildSegmentGrid,
  cellOrder,
  entriesInBox,
  findNearest,
  type Foot,
  type SegmentGrid,
} from './segment-grid';

export interface Links {
  readonly count: number;
  /** -1 where unlinked. */
  readonly edge: Int32Array;
  /** Metres from the edge's start to the foot. */
  readonly along: Float64Array;
  /** Metres between point and foot on the ellipsoid; where unlinked what it would have taken, Infinity without any street. */
  readonly perpendicular: Float64Array;
  /** 1 where the edge is on an island. */
  readonly island: Uint8Array;
}

/** Streets by grid: the mainland and the islands apart, since a point prefers the mainland. */
export interface StreetGrids {
  readonly mainland: SegmentGrid;
  readonly islands: SegmentGrid;
}

const remembered = new WeakMap<Graph, StreetGrids>();

export function streetGridsFor(graph: Graph): StreetGrids {
  const known = remembered.get(graph);
  if (known) return known;
  const made = {
    mainland: buildSegmentGrid(graph, (edge) => !isIsland(graph, edge)),
    islands: buildSegmentGrid(graph, (edge) => isIsland(graph, edge)),
  };
  remembered.set(graph, made);
  return made;
}

/** A graph with the same streets as another uses its grids. */
export function keepGrids(graph: Graph, of: Graph): void {
  remembered.set(graph, streetGridsFor(of));
}

export function isIsland(graph: Graph, edge: number): boolean {
  return graph.componentIsland[graph.component[graph.edgeFrom[edge]]] === 1;
}

/**
 * Links points (finite degrees) to streets. The nearest edge that is on no island, if within `snapMetres` (inclusive, by
 * whole millimetres); else, of the island with the most street within `snapMetres`, the nearest edge; else unlinked. Ties by
 * whole millimetres go to the lowest edge.
 */
export function linkPoints(graph: Graph, lons: Float64Array, lats: Float64Array, snapMetres: number): Links {
  const { mainland, islands } = streetGridsFor(graph);
  const count = lons.length;
  const edge = new Int32Array(count).fill(-1);
  const along = new Float64Array(count);
  const perpendicular = new Float64Array(count).fill(Infinity);
  const island = new Uint8Array(count);
  const foot: Foot = { edge: -1, shape: 0, part: 0, metres: Infinity };
  const snapMm = Math.round(snapMetres * 1000);
  // The plane of the search and the ellipsoid differ by millimetres at this range: look a little further, then measure.
  const searchMetres = snapMetres * 1.001 + 0.01;
  for (const i of cellOrder(mainland, lons, lats)) {
    const lon = lons[i];
    const lat = lats[i];
    findNearest(mainland, lon, lat, searchMetres, foot);
    let metres = footMetres(graph, lon, lat, foot);
    if (Math.round(metres * 1000) > snapMm) {
      findLargestIsland(islands, lon, lat, snapMm, searchMetres, foot);
      metres = footMetres(graph, lon, lat, foot);
      if (foot.edge < 0) {
        perpendicular[i] = nearestOfAll(graph, mainland, islands, lon, lat, foot);
        continue;
      }
      island[i] = 1;
    }
    edge[i] = foot.edge;
    const { shapeMetres } = graph;
    const start = shapeMetres[foot.shape];
    along[i] =
      foot.part === 1
        ? shapeMetres[foot.shape + 1]
        : start + foot.part * (shapeMetres[foot.shape + 1] - start);
    perpendicular[i] = metres;
  }
  return { count, edge, along, perpendicular, island };
}

function nearestOfAll(
  graph: Graph,
  mainland: SegmentGrid,
  islands: SegmentGrid,
  lon: number,
  lat: number,
  foot: Foot,
): number {
  findNearest(mainland, lon, lat, Infinity, foot);
  const metres = footMetres(graph, lon, lat, foot);
  findNearest(islands, lon, lat, Infinity, foot);
  return Math.min(metres, footMetres(graph, lon, lat, foot));
}

/** Of the islands within reach the one of lowest rank (most street), and its nearest edge. */
function findLargestIsland(
  grid: SegmentGrid,
  lon: number,
  lat: number,
  snapMm: number,
  searchMetres: number,
  foot: Foot,
): void {
  foot.edge = -1;
  const { graph, coords } = grid;
  const perDegree = metresPerDegree(lat);
  const candidate: Foot = { edge: -1, shape: 0, part: 0, metres: 0 };
  let bestRank = Infinity;
  let bestMm = Infinity;
  const dLon = searchMetres / perDegree.lon;
  const dLat = searchMetres / perDegree.lat;
  entriesInBox(grid, lon - dLon, lat - dLat, lon + dLon, lat + dLat, (entry) => {
    const edge = grid.entryEdge[entry];
    const rank = graph.component[graph.edgeFrom[edge]];
    if (rank > bestRank) return;
    const q = 4 * entry;
    const x0 = (coords[q] - lon) * perDegree.lon;
    const y0 = (coords[q + 1] - lat) * perDegree.lat;
    const dx = (coords[q + 2] - lon) * perDegree.lon - x0;
    const dy = (coords[q + 3] - lat) * perDegree.lat - y0;
    const length = dx * dx + dy * dy;
    const part = length > 0 ? Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / length)) : 0;
    candidate.edge = edge;
    candidate.shape = grid.entryShape[entry];
    candidate.part = part;
    candidate.metres = Math.hypot(x0 + part * dx, y0 + part * dy);
    const mm = Math.round(candidate.metres * 1000);
    const isBetter =
      rank < bestRank ||
      mm < bestMm ||
      (mm === bestMm && (edge < foot.edge || (edge === foot.edge && candidate.metres < foot.metres)));
    if (!isBetter || Math.round(footMetres(graph, lon, lat, candidate) * 1000) > snapMm) return;
    bestRank = rank;
    bestMm = mm;
    Object.assign(foot, candidate);
  });
}

/** Ellipsoid metres between a point and its foot; Infinity where there is none. */
function footMetres(graph: Graph, lon: number, lat: number, foot: Foot): number {
  if (foot.edge < 0) return Infinity;
  const { shapeLons, shapeLats } = graph;
  const k = foot.shape;
  if (foot.part === 1) return distanceMetres(lon, lat, shapeLons[k + 1], shapeLats[k + 1]);
  return distanceMetres(
    lon,
    lat,
    shapeLons[k] + foot.part * (shapeLons[k + 1] - shapeLons[k]),
    shapeLats[k] + foot.part * (shapeLats[k + 1] - shapeLats[k]),
  );
}
