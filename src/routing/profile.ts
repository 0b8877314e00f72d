/**
 * How a person walks. Weights are *effective metres*: metres of level street that take as long. A metre counts × `stepsFactor`
 * on steps, × the slope's factor on a hill, 1 elsewhere and between a point and its street; a wait of s seconds counts s × pace
 * metres. So seconds = effective metres / pace: without waits neither pace nor limit ever needs a new search, and with them a new
 * pace needs a new search, never a new graph. Inside a search they are integer millimetres, rounded per edge and per offset;
 * every decision (nearest, tie, within) is made on those. Metres that are printed are Float64, carried along the chosen way.
 */
import { defaultAuditWalk, type Direction, type SlopeFunction } from '../domain/study';

export interface Profile {
  readonly stepsFactor: number;
  /** True opens every private patch to passers-through. */
  readonly throughGates: boolean;
  /** True where this person cannot use steps at all (save, in a wheelchair, those with a ramp). */
  readonly stepsClosed?: boolean;
  /** Ways tagged `wheelchair=no` and raised kerbs are closed; steps with a wheelchair ramp are open. */
  readonly wheelchair?: boolean;
  /** Needs `Graph.relief`; without it everything is flat. Steps keep their own factor, which holds their climb. */
  readonly slope?: SlopeFunction;
  /** Streets steeper than this, up or down (rise / run), are closed; left out: none is. */
  readonly maxSlope?: number;
  /** Effective metres (seconds × pace) that each of these costs; left out: 0. Need `Graph.stops`. */
  readonly crossingMetres?: number;
  readonly signalMetres?: number;
  readonly gateMetres?: number;
  /** From an elder's door down (or up) to the building's entrance. */
  readonly doorMetres?: number;
  /** Effective metres (seconds × pace) of each step of a flight whose steps are known; left out, or 0: `stepsFactor` counts. */
  readonly stepMetres?: number;
  /** Effective metres of a second of a measured wait: the pace. Needs `Graph.conditions`, as do those after it. */
  readonly secondMetres?: number;
  /** Going of one step, for flights of which only the number of steps is known. */
  readonly treadMetres?: number;
  /** Time on such surfaces relative to a good one. */
  readonly unevenFactor?: number;
  readonly badFactor?: number;
  /** Streets narrower than this are closed to wheelchairs. */
  readonly minWidthMetres?: number;
  /** Left out: to the facility. */
  readonly direction?: Direction;
}

/** Longest edge or limit the integer kernels hold: 536 km of effective metres. */
export const longestMm = 1 << 29;

/** What a closed street weighs: beyond every limit, and its sum with any distance below it still fits 32 bits. */
export const closedMm = 1 << 30;

/** Integer millimetres of effective metres; `closedMm` of Infinity. */
export function toMm(effectiveMetres: number): number {
  const mm = Math.round(effectiveMetres * 1000);
  if (mm < longestMm) return mm;
  return mm === Infinity ? closedMm : longestMm;
}

/** The limit in millimetres for limitSeconds × pace metres: inclusive, so floating dust below the limit must not cut it. */
export function toLimitMm(effectiveMetres: number): number {
  const mm = Math.floor(effectiveMetres * 1000 + 1e-6);
  return mm < longestMm ? mm : longestMm;
}

/** Equal texts for profiles that walk alike. */
export function profileKey(profile: Profile): string {
  const full = { ...plain, ...profile };
  return (Object.keys(plain) as (keyof Profile)[]).map((field) => String(full[field])).join(' ');
}

/** What is left out of a profile. */
export const plain: Required<Profile> = {
  stepsFactor: 1,
  throughGates: false,
  stepsClosed: false,
  wheelchair: false,
  slope: 'none',
  maxSlope: Infinity,
  crossingMetres: 0,
  signalMetres: 0,
  gateMetres: 0,
  doorMetres: 0,
  stepMetres: 0,
  secondMetres: 0,
  treadMetres: defaultAuditWalk.treadMetres,
  unevenFactor: defaultAuditWalk.unevenFactor,
  badFactor: defaultAuditWalk.badFactor,
  minWidthMetres: defaultAuditWalk.minWidthMetres,
  direction: 'toFacility',
};
