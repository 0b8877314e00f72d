/** The time limit as a length, so that "within" is one comparison of integers. */
import { toLimitMm } from '../routing/profile';

/**
 * The longest way, in whole effective millimetres, that a person at this pace walks within the limit: `t ≤ T` holds exactly
 * where `mm ≤ limitMillimetres`. The same rounding as the search's own limit.
 */
export function limitMillimetres(limitMinutes: number, metresPerSecond: number): number {
  return toLimitMm(limitMinutes * 60 * metresPerSecond);
}

/** The same limit unrounded, for decays, which are functions of `t / T = mm / exact`. */
export function exactLimitMillimetres(limitMinutes: number, metresPerSecond: number): number {
  return limitMinutes * 60 * metresPerSecond * 1000;
}
