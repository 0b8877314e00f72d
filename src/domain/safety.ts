/** Help and safety around one place that the user points at: who can come, and where one can walk without crossing large roads. Nothing of it is kept. */
import type { MultiPolygon } from 'geojson';
import type { Lines, Who } from './stories';

export interface SpotPlace {
  /** WGS84 degrees. */
  readonly lon: number;
  readonly lat: number;
}

export interface ResponseQuery extends SpotPlace {
  readonly minutes: number;
  /** Mostly the preset 'walker:visitor'. */
  readonly who: Who;
}

export interface Responder {
  readonly kind: 'facility' | 'volunteer';
  /** Position in its layer. */
  readonly index: number;
  readonly seconds: number;
  readonly metres: number;
}

export interface Response {
  /** False: no street within the study's `snapMetres` of the place; then there are no responders. */
  readonly linked: boolean;
  readonly snapMetres: number;
  readonly metresPerSecond: number;
  /** Soonest first. */
  readonly responders: readonly Responder[];
  /** Facilities and volunteers that are on no street and so cannot be sent. */
  readonly unlinked: number;
}

/** Roads that are neither walked along nor crossed: those of the class and above; 'any': every road that cars may use. */
export const roadClasses = ['trunk', 'primary', 'secondary', 'tertiary', 'any'] as const;
export type RoadClass = (typeof roadClasses)[number];

export interface SafeQuery extends SpotPlace {
  readonly roads: RoadClass;
  /** Crossings with signals may be crossed. */
  readonly signals: boolean;
  /** How far one may walk. */
  readonly minutes: number;
  readonly who: Who;
}

/** Where the area ends at a road that is not to be crossed. */
export interface Exit extends SpotPlace {
  /** '' where the file gives none. */
  readonly road: string;
  readonly seconds: number;
}

export interface SafeArea {
  readonly linked: boolean;
  readonly snapMetres: number;
  readonly area: MultiPolygon;
  readonly streets: Lines;
  readonly streetMetres: number;
  readonly hectares: number;
  /** Persons whose home (or whose part of an area) lies inside; facilities (positions) with an entrance inside. */
  readonly elders: number;
  readonly facilities: Int32Array;
  /** Soonest first. */
  readonly exits: readonly Exit[];
  /** Metres of bank and watercourse within 40 m of a street that is reached: where somebody could come to harm. */
  readonly waterMetres: number;
}
