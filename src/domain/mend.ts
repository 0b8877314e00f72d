/** Corrections of the streets by the user: plain data of the study, applied in order on every run, so that they can be undone and cited. */
export type Degrees = readonly [lon: number, lat: number];

export type Mend =
  /** A way that the file lacks. Corners within 5 m of a street join it. */
  | { readonly kind: 'path'; readonly line: readonly Degrees[]; readonly steps?: boolean }
  /** The gate or closed piece of street nearest to a place is open to everybody, or closed to everybody. */
  | { readonly kind: 'open'; readonly at: Degrees }
  | { readonly kind: 'close'; readonly at: Degrees }
  /** The piece of street nearest to a place is, or is not, a flight of steps. */
  | { readonly kind: 'steps'; readonly at: Degrees; readonly steps: boolean };
