/**
 * How a person walks. Weights are *effective metres* = metres along the street × `stepsFactor` on steps (1 elsewhere; the
 * walk between a point and its street counts 1), so seconds = effective metres / pace and neither pace nor limit ever needs
 * a new search of the nearest field. Inside a search they are integer millimetres, rounded per edge and per offset; every
 * decision (nearest, tie, within) is made on those. Metres that are printed are Float64, carried along the chosen way.
 */
import { STEPS, type Graph } from '../network/graph';

export interface Profile {
  readonly stepsFactor: number;
  /** True opens every private patch to passers-through. */
  readonly throughGates: boolean;
}

/** Longest edge or limit the integer kernels hold: 536 km of effective metres. */
export const longestMm = 1 << 29;

/** Integer millimetres of effective metres. */
export function toMm(effectiveMetres: number): number {
  const mm = Math.round(effectiveMetres * 1000);
  return mm < longestMm ? mm : longestMm;
}

/** The limit in millimetres for limitSeconds × pace metres: inclusive, so floating dust below the limit must not cut it. */
export function toLimitMm(effectiveMetres: number): number {
  const mm = Math.floor(effectiveMetres * 1000 + 1e-6);
  return mm < longestMm ? mm : longestMm;
}

/** Effective metres per metre of an edge. */
export function edgeFactor(graph: Graph, profile: Profile, edge: number): number {
  return (graph.edgeFlags[edge] & STEPS) !== 0 ? profile.stepsFactor : 1;
}
