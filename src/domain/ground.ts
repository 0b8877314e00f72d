/** Who and what lies within so many minutes of any place: the question of a click on the map, and its answer. */
import type { MultiPolygon } from 'geojson';
import type { Lines, Who } from './stories';
import type { Direction } from './study';

export interface GroundQuery {
  readonly place:
    | { readonly kind: 'spot'; readonly lon: number; readonly lat: number }
    | { readonly kind: 'facility'; readonly facility: number };
  readonly who: Who;
  /** 'toFacility' is towards the place, as elders come to it; 'fromFacility' away from it, as help goes out. */
  readonly direction: Direction;
  readonly minutes: readonly number[];
}

export interface Ground {
  /** False: no street within the study's `snapMetres`; then there are no rings. */
  readonly linked: boolean;
  readonly snapMetres: number;
  /** Shortest first. */
  readonly rings: readonly GroundRing[];
}

export interface GroundRing {
  readonly minutes: number;
  /** The ground beside the streets that are reached; WGS84 degrees. */
  readonly area: MultiPolygon;
  readonly streets: Lines;
  readonly streetMetres: number;
  /** Persons, each at the pace asked for; and positions of facilities with an entrance within. */
  readonly elders: number;
  readonly facilities: Int32Array;
}
