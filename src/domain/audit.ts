/** What somebody wrote down of a piece of street while walking it: one row of a filled walk-audit sheet. */
import type { Degrees } from './mend';

export const crossingKinds = ['none', 'zebra', 'signal'] as const;
export const lightings = ['good', 'poor', 'none'] as const;
export const surfaces = ['good', 'uneven', 'bad'] as const;
/** Clockwise from north, an eighth of a turn each. */
export const compass = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
export type CrossingKind = (typeof crossingKinds)[number];
export type Lighting = (typeof lightings)[number];
export type Surface = (typeof surfaces)[number];
export type Compass = (typeof compass)[number];

/** Which street is meant, so that it is found again in streets that have changed since. */
export interface PieceKey {
  /** WGS84 degrees: the piece's middle along the street, and its two ends where they are known. */
  readonly middle: Degrees;
  readonly ends: readonly [Degrees, Degrees] | null;
  readonly metres: number;
}

/** null: not said. */
export interface AuditRow {
  readonly file: string;
  /** As in `Refusal.row`. */
  readonly row: number;
  /** The piece's number on the sheet, '' where the table has none. */
  readonly piece: string;
  readonly key: PieceKey;
  /** Rise / run, 0 or more. */
  readonly slope: number | null;
  /** The way up. */
  readonly uphill: Compass | null;
  readonly steps: number | null;
  readonly handrail: boolean | null;
  readonly benches: number | null;
  readonly crossing: CrossingKind | null;
  readonly waitSeconds: number | null;
  readonly lighting: Lighting | null;
  readonly surface: Surface | null;
  /** Clear width in metres. */
  readonly width: number | null;
}

/** As it stands on a sheet: `first end / middle / other end / metres`, each place as longitude and latitude. */
export function writePieceKey({ middle, ends, metres }: PieceKey): string {
  const places = ends === null ? [middle] : [ends[0], middle, ends[1]];
  const text = places.map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`);
  return [...text, metres.toFixed(1)].join(' / ');
}

const number = String.raw`[+-]?\d{1,6}(?:\.\d+)?`;
const place = String.raw`${number} ${number}`;
const keyPattern = new RegExp(`^${place}( / ${place} / ${place})? / ${number}$`);

/** null where the text is no such key. */
export function readPieceKey(text: string): PieceKey | null {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (!keyPattern.test(plain)) return null;
  const parts = plain.split(' / ');
  const metres = Number(parts.pop());
  const places = parts.map((part) => part.split(' ').map(Number) as unknown as Degrees);
  const isOnEarth = ([lon, lat]: Degrees) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  if (!(metres > 0) || !places.every(isOnEarth)) return null;
  return places.length === 1
    ? { middle: places[0]!, ends: null, metres }
    : { middle: places[1]!, ends: [places[0]!, places[2]!], metres };
}
