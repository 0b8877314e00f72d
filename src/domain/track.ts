/** A recorded walk held against a fence. Nothing of it is kept. */
import type { Lines } from './stories';

export interface TrackPoint {
  readonly lon: number;
  readonly lat: number;
  /** Milliseconds since 1970; NaN where the point has no time. */
  readonly time: number;
  /** The first point of a segment: nobody knows what was walked before it. */
  readonly begins: boolean;
}

export interface TrackCheck {
  readonly points: number;
  readonly inside: number;
  /** Metres walked, and those outside; a piece that crosses the fence counts to where it crosses. */
  readonly metres: number;
  readonly outsideMetres: number;
  /** Times outside: NaN where a point has no time. */
  readonly outsideSeconds: number;
  readonly longestOutsideSeconds: number;
  /** Where and when it first left; null where it never did. `time` as in `TrackPoint`. */
  readonly firstExit: { readonly lon: number; readonly lat: number; readonly time: number } | null;
  /** The walked pieces inside and outside. */
  readonly insideLines: Lines;
  readonly outsideLines: Lines;
}
