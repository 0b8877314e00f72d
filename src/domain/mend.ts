/** Corrections of the streets by the user: plain data of the study, applied in order on every run, so that they can be undone and cited. */
export type Degrees = readonly [lon: number, lat: number];

export type Mend =
  /** A way that the file lacks. Corners within 5 m of a street join it. */
  | { readonly kind: 'path'; readonly line: readonly Degrees[]; readonly steps?: boolean }
  /** The gate, or the closed or one-way piece of street, nearest to a place is open to everybody, or closed to everybody. */
  | { readonly kind: 'open'; readonly at: Degrees }
  | { readonly kind: 'close'; readonly at: Degrees }
  /** The piece of street nearest to a place is, or is not, a flight of steps. */
  | { readonly kind: 'steps'; readonly at: Degrees; readonly steps: boolean }
  /**
   * Where a facility (by its id) is entered. `add`: an entrance besides those that it has; else the one of its entrances that is
   * nearest to the place moves there.
   */
  | { readonly kind: 'entrance'; readonly facility: string; readonly at: Degrees; readonly add?: boolean };

export type EntranceMend = Extract<Mend, { readonly kind: 'entrance' }>;

/**
 * The corrections of the streets alone: null in the place of one of an entrance, so that they keep their numbers, and none at
 * the end, so that a new entrance is no reason to build the streets anew.
 */
export function streetMends(mends: readonly Mend[]): readonly (Mend | null)[] {
  const kept = mends.map((mend) => (mend.kind === 'entrance' ? null : mend));
  return kept.slice(0, kept.findLastIndex((mend) => mend !== null) + 1);
}

/** The corrections of entrances, each with its number (from 1) among all. */
export function entranceMends(
  mends: readonly Mend[],
): readonly { readonly number: number; readonly mend: EntranceMend }[] {
  return mends.flatMap((mend, i) => (mend.kind === 'entrance' ? [{ number: i + 1, mend }] : []));
}
