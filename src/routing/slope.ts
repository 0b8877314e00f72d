/**
 * How much longer a metre takes on a slope than on the flat. Slope is rise / run along the way walked: negative downhill.
 * Sources: domain.md §2.4. All are relative to the flat, so that the pace of a person stays the pace on level ground.
 */
import { exp } from '../domain/exp';
import type { SlopeFunction } from '../domain/study';

/**
 * Seconds on the slope / seconds on the flat at the same pace. 1 on the flat; below 1 where the function has people walk faster
 * downhill. A slope that is not known (NaN) counts as flat.
 *
 * - tobler: v = 6 exp(−3.5 |s + 0.05|) km/h.
 * - irmischer-clarke: v = 0.11 + exp(−(100 s + 5)² / 1800) m/s, on paths, signed.
 * - naismith: 5 km/h and 6 s for each metre up, so 8⅓ metres of the flat for each metre up.
 */
export function slopeFactor(slope: SlopeFunction, rise: number): number {
  if (rise !== rise) return 1;
  switch (slope) {
    case 'none':
      return 1;
    case 'tobler':
      return exp(Math.min(700, 3.5 * (Math.abs(rise + 0.05) - 0.05)));
    case 'irmischer-clarke':
      return irmischerClarke(0) / irmischerClarke(rise);
    case 'naismith':
      return 1 + Math.max(0, rise) * ((6 * 5) / 3.6);
  }
}

/** The same for elders: nobody gains downhill (walking.md, Slope). */
export function elderSlopeFactor(slope: SlopeFunction, rise: number): number {
  // Half of all pieces: gently downhill every function gains or is level, and exponentials are slow.
  if (rise <= 0 && rise > -0.099) return 1;
  return Math.max(1, slopeFactor(slope, rise));
}

function irmischerClarke(rise: number): number {
  return 0.11 + exp(Math.max(-700, -((100 * rise + 5) ** 2) / 1800));
}
