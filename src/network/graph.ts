/** One walkable graph in flat typed columns: junctions, and the street pieces (edges) between them with their shape. */

/** Bits of `Graph.edgeFlags`. */
export const STEPS = 1;
export const BRIDGE = 2;
export const TUNNEL = 4;

export interface Graph {
  /** Junctions that remain after chains of degree-2 nodes were merged, in Hilbert order. */
  readonly junctionCount: number;
  readonly lons: Float64Array;
  readonly lats: Float64Array;

  /** Street pieces. Parallel pieces and loops are kept. Numbered in order of the file (way, then position), which breaks ties. */
  readonly edgeCount: number;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  /** Metres along the shape, on the ellipsoid, never rounded. */
  readonly edgeMetres: Float64Array;
  readonly edgeFlags: Uint8Array;
  /** 0 where public, else the number (from 1) of the connected private patch (gated compound) the piece belongs to. */
  readonly edgePatch: Int32Array;
  readonly patchCount: number;
  /** Index into `names`. */
  readonly edgeName: Int32Array;
  readonly names: readonly string[];

  /** Shape of edge e: points shapeFirst[e] … shapeFirst[e + 1] - 1 of the columns after it, ends included, from edgeFrom to edgeTo. */
  readonly shapeFirst: Int32Array;
  readonly shapeLons: Float64Array;
  readonly shapeLats: Float64Array;
  /** Metres from the edge's start to the shape point. */
  readonly shapeMetres: Float64Array;

  /** Arcs out of junction v are arcFirst[v] … arcFirst[v + 1] - 1 of the interleaved `arcs`: [target junction, edge] pairs. A loop has two arcs. */
  readonly arcFirst: Int32Array;
  readonly arcs: Int32Array;

  /** Weak component of each junction, ranked: 0 has the most metres of street. */
  readonly component: Int32Array;
  /** Vertices (before chains were merged: shared nodes, ends, blocked nodes) and metres of each component. */
  readonly componentVertices: Int32Array;
  readonly componentMetres: Float64Array;
  /** 1 where under 40 vertices or under 500 m of street. */
  readonly componentIsland: Uint8Array;
}
