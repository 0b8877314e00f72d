/** A walk-audit sheet to be filled in: which pieces of street it asks about. */
import type { PieceKey } from './audit';
import type { GroundQuery } from './ground';
import type { Service } from './service';
import type { Lines } from './stories';

/** Where the streets to be walked are. */
export type AuditQuery =
  /** [west, south, east, north] in degrees. */
  | { readonly kind: 'box'; readonly box: readonly [number, number, number, number] }
  | { readonly kind: 'around'; readonly lon: number; readonly lat: number; readonly metres: number }
  | { readonly kind: 'ground'; readonly query: GroundQuery }
  /** The way of an elder row to its nearest site of the service. */
  | { readonly kind: 'way'; readonly row: number; readonly service: Service };

export interface AuditPiece {
  /** From 1. */
  readonly number: number;
  /** '' where the street has no name. */
  readonly name: string;
  readonly isSteps: boolean;
  readonly key: PieceKey;
  /** Interleaved degrees. */
  readonly lonLats: Float64Array;
}

export interface AuditSheet {
  readonly pieces: readonly AuditPiece[];
  /** Pieces of the place asked for that the sheet has no room for. */
  readonly left: number;
  /** Streets around, for the map. */
  readonly around: Lines;
}
