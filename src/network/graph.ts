/** One walkable graph in flat typed columns: junctions, and the street pieces (edges) between them with their shape. */

import type { CrossingKind, Surface } from '../domain/audit';

/** Bits of `Graph.edgeFlags`. */
export const STEPS = 1;
export const BRIDGE = 2;
export const TUNNEL = 4;
/** Steps with `ramp:wheelchair=yes` or `wheelchair=yes`. */
export const RAMP = 8;
/** Tagged `wheelchair=no`. */
export const NO_WHEELCHAIR = 16;
/** Nobody walks the edge from its start to its end (from its end to its start); one of the two at most. */
export const NO_FORWARD = 32;
export const NO_BACKWARD = 64;
/** Both. */
export const ONE_WAY = NO_FORWARD | NO_BACKWARD;

/** The flags of a street as seen from its other end; higher bits stay. */
export function turnedFlags(flags: number): number {
  return (flags & ONE_WAY) === 0 ? flags : flags ^ ONE_WAY;
}

/** Bits of `Stops.kind`. */
export const CROSSING = 1;
/** A crossing with signals; its own kind, not one of `CROSSING`. */
export const SIGNAL = 2;
export const GATE = 4;
export const KERB = 8;

/** Points on streets where a walker may have to wait, or cannot pass: crossings, gates, raised kerbs. */
export interface Stops {
  /** Stops of edge e are first[e] … first[e + 1] - 1, in order along it. */
  readonly first: Int32Array;
  /** Metres from the edge's start; 0 and the edge's length are its junctions. */
  readonly along: Float64Array;
  readonly kind: Uint8Array;
  /**
   * Part of the wait that this edge costs: 1 inside an edge, ½ at a junction, so that a walk through it pays both halves. Where a
   * crossing is drawn as a footway of its own, those who stay on the road that it crosses pay 0.
   */
  readonly share: Float64Array;
}

/** Names along edges: those of ways that were merged into one edge. */
export interface NameRuns {
  /** Runs of edge e are first[e] … first[e + 1] - 1, in order along it; at least one, no name twice in a row. */
  readonly first: Int32Array;
  /** Metres from the edge's start to the run's end. */
  readonly end: Float64Array;
  /** Index into `Graph.names`. */
  readonly name: Int32Array;
}

/** Heights along streets: each edge in equal pieces of at most 20 m (10 m or more, unless the whole edge is shorter). */
export interface Relief {
  /** Heights of edge e are first[e] … first[e + 1] - 1: at its start, between its pieces, at its end. */
  readonly first: Int32Array;
  /** Metres; NaN where the elevation has no data. Linear over bridges and through tunnels. */
  readonly heights: Float64Array;
  /** Metres of street whose pieces have no height at one end or both: they count as flat. */
  readonly unknownMetres: number;
}

/**
 * What is known of the pieces of some streets beyond the file's geometry, seen on the spot or tagged: it outweighs elevation, and
 * the crossings of the file. null: not known.
 */
export interface Condition {
  /** Rise / run from the edge's start to its end; where `isEither`, only how steep it is, whichever way. */
  readonly slope: number | null;
  readonly isEither: boolean;
  readonly surface: Surface | null;
  /** Clear width in metres. */
  readonly width: number | null;
  /** Steps a metre of a flight (an edge with `STEPS`); 0 where there are none after all. */
  readonly stepsPerMetre: number | null;
  /** Crossings were looked for here: those of the file inside the edge do not count. */
  readonly crossingsSeen: boolean;
}

/** A condition of a part of an edge, in metres from its start. */
export interface ConditionSpan extends Condition {
  readonly from: number;
  readonly to: number;
}

/** One place on an edge where steps or a crossing stand. */
export interface ConditionSpot {
  readonly along: number;
  /** Steps of a flight within an ordinary street, 0 for none; and the metres of the piece it stands in. */
  readonly steps: number;
  readonly roomMetres: number;
  readonly crossing: Exclude<CrossingKind, 'none'> | null;
  /** As measured; null: as the study says for such a crossing. */
  readonly waitSeconds: number | null;
}

export interface EdgeConditions {
  /** In order, without overlap, not necessarily all of the edge. */
  readonly spans: readonly ConditionSpan[];
  /** In order. */
  readonly spots: readonly ConditionSpot[];
}

export interface Conditions {
  readonly edges: ReadonlyMap<number, EdgeConditions>;
  /** Whether some wait was measured: then another pace is another search. */
  readonly hasWaits: boolean;
}

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
  /** Index into `names`: of the longest part of the edge. */
  readonly edgeName: Int32Array;
  readonly names: readonly string[];
  /** Every name along an edge; left out: `edgeName` is the only one. */
  readonly nameRuns?: NameRuns;

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

  /** Left out where the streets have none. */
  readonly stops?: Stops;
  /** Left out where no elevation was loaded. */
  readonly relief?: Relief;
  /** Left out where nothing is known beyond the file. */
  readonly conditions?: Conditions;
}

/** What a walk along streets costs is told by these alone. */
export type WalkedStreets = Pick<
  Graph,
  'edgeCount' | 'edgeMetres' | 'edgeFlags' | 'stops' | 'relief' | 'conditions'
>;

/** Neither on a bridge nor in a tunnel. */
export function isOnGround({ edgeFlags }: Pick<Graph, 'edgeFlags'>, edge: number): boolean {
  return (edgeFlags[edge]! & (BRIDGE | TUNNEL)) === 0;
}
