/** Where the streets may lack a piece: footbridges and passages, and islands of street. Told on the screen, joined only when asked to. */
import type { Degrees } from './mend';

/** What a straight line between two streets crosses, the hardest to overcome first. */
export const crossed = ['water', 'rail', 'road', 'compound'] as const;
export type Crossed = (typeof crossed)[number];

export interface BridgeReport {
  /** The longest gap looked at, how far ways round were followed, and what is near to an end on foot: metres. */
  readonly withinMetres: number;
  readonly lookMetres: number;
  readonly nearMetres: number;
  /** The most person-metres first: metres saved × elders near; then the most metres saved. */
  readonly found: readonly FoundBridge[];
}

export interface FoundBridge {
  readonly line: readonly [Degrees, Degrees];
  readonly metres: number;
  /** On foot as the streets are; Infinity where it is further than `lookMetres`, or there is no way. */
  readonly walkMetres: number;
  /** Empty where nothing is known to lie between. */
  readonly across: readonly Crossed[];
  /** Elders who walk at most `nearMetres` to one of the ends. */
  readonly persons: number;
}

export interface IslandReport {
  /** Those that somebody lives on or a facility stands on: the most elders first, then the most street. */
  readonly found: readonly FoundIsland[];
  /** All the others together. */
  readonly others: { readonly count: number; readonly metres: number };
}

export interface FoundIsland {
  readonly metres: number;
  readonly persons: number;
  /** Positions of facilities that are entered from here only. */
  readonly facilities: readonly number[];
  /** A place on it. */
  readonly place: Degrees;
  /** Metres to the nearest street that is on no island; Infinity where there is none. */
  readonly gapMetres: number;
  /** The path that would join them; null where there is none. */
  readonly join: readonly [Degrees, Degrees] | null;
  readonly across: readonly Crossed[];
}
