/** Metres into seconds and back, for somebody who may have to rest on the way. */
import { toLimitMm } from '../routing/profile';

export interface Gait {
  readonly metresPerSecond: number;
  /** A rest of `seconds` after each `afterMetres` effective metres, none on arrival; null: none. */
  readonly rest: { readonly afterMetres: number; readonly seconds: number } | null;
}

/** Effective metres → seconds; Infinity stays. */
export function secondsWalked(effectiveMetres: number, { metresPerSecond, rest }: Gait): number {
  const walked = effectiveMetres / metresPerSecond;
  if (rest === null || !(effectiveMetres > 0) || effectiveMetres === Infinity) return walked;
  return walked + rest.seconds * (Math.ceil(effectiveMetres / rest.afterMetres) - 1);
}

/** The most effective metres that are walked within `seconds`, inclusive: the greatest m with `secondsWalked(m) ≤ seconds`. */
export function metresWithin(seconds: number, { metresPerSecond, rest }: Gait): number {
  if (rest === null) return seconds * metresPerSecond;
  for (let rests = 0; ; rests++) {
    const walked = (seconds - rests * rest.seconds) * metresPerSecond;
    const begin = rests * rest.afterMetres;
    const end = begin + rest.afterMetres;
    // The time is up during the rest after `begin`, or before `end` is reached.
    if (walked <= begin) return begin;
    if (walked < end) return walked;
  }
}

/** The same in whole mm, for "within" as one comparison of integers. */
export function limitMmOf(limitMinutes: number, gait: Gait): number {
  return toLimitMm(metresWithin(limitMinutes * 60, gait));
}
