/** Answers to a click: the "why" of one place or one facility, and what the map draws of streets. Plain data. */
import type { Degrees } from './mend';
import type { Band, Service } from './service';

/** Polylines in flat columns: line i is points first[i] … first[i + 1] - 1 of `lonLats` (interleaved), with one class each. */
export interface Lines {
  readonly count: number;
  readonly first: Uint32Array;
  readonly lonLats: Float64Array;
}

/** Streets cut at the metre where the class changes. Class 0–2: within a third, two thirds, the whole limit; 3: beyond; 4: never. */
export interface StreetLines extends Lines {
  readonly classes: Uint8Array;
  /** 1 where steps. */
  readonly steps: Uint8Array;
  /** What the classes are, where they are not those of walking time. */
  readonly of?: 'nearest' | 'detour';
  /** Per line the nearest facility, -1 where no way leads to any; with `of` 'nearest' only. */
  readonly facilities?: Int32Array;
}

/** What the map colours the streets by. */
export type Colouring = 'minutes' | 'nearest' | 'detour';

/** Whom a facility would serve if everybody went to the nearest one. Positions of facilities; persons; metres of street. */
export interface AreaLoad {
  readonly facility: number;
  readonly persons: number;
  /** Of them those within the limit. */
  readonly within: number;
  readonly streetMetres: number;
  /** Mean metres walked by those persons; NaN where there are none. */
  readonly meanMetres: number;
}

export interface NearestAreas {
  /** Class: a colour that differs from that of every area beside it, 0 … 5; `farStreets` (6) where no way leads to any. */
  readonly streets: StreetLines;
  /** Class of each facility position's streets, where it has any. */
  readonly colours: Uint8Array;
  /** Most persons first. */
  readonly loads: readonly AreaLoad[];
}

/** Metres walked for each metre of the straight line to the same facility. */
export interface Detours {
  /** Classes as in `detourLimits`; the last one where no way leads to any. */
  readonly streets: StreetLines;
  /** Weighted by persons, over those whose straight line has at least 50 m; NaN where there are none. */
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  /** Persons by class of `detourLimits`. */
  readonly persons: readonly number[];
  /** Elder rows with the greatest factors, greatest first. */
  readonly worst: readonly DetourPlace[];
}

export interface DetourPlace {
  readonly row: number;
  readonly facility: number;
  readonly metres: number;
  readonly straightMetres: number;
  readonly factor: number;
}

/** Why an elder place has no site of a service within its limit, or that it has. */
export type ReachReason = 'reached' | 'tooFar' | 'notConnected' | 'island' | 'unlinked' | 'noSite';

export interface ServiceReach {
  readonly service: Service;
  readonly reason: ReachReason;
  /** Facility position, -1 where none is reached. */
  readonly facility: number;
  readonly straightMetres: number;
  readonly metres: number;
  readonly seconds: number;
  /** Facilities within the limit; NaN where that was not counted. */
  readonly choices: number;
}

/** What one meets along a way. */
export interface WayFacts {
  /**
   * Metres up and down for whoever walks (of there and back: on the way there); 0 without elevation. Pieces without a height add
   * nothing to either.
   */
  readonly climbMetres: number;
  readonly descentMetres: number;
  /** Passed on the way; half of one where the way begins or ends at it. */
  readonly crossings: number;
  readonly signals: number;
  readonly gates: number;
  /** Steps that an audit counted within ordinary streets; left out where there are none. */
  readonly countedSteps?: number;
}

/** Why a way takes its time. Between place and street, along the street at the level pace, and what comes on top of it. */
export const wayCauses = [
  'street',
  'toStreet',
  'toDoor',
  'steps',
  'climb',
  'descent',
  /** A slope of which nobody knows whether it goes up or down. */
  'slope',
  'surface',
  'crossings',
  'signals',
  /** At crossings whose wait somebody measured. */
  'measured',
  'gates',
  /** Stairs between the door of a home and the street. */
  'floors',
  'rests',
  /** Without streets: the straight line × detour, all of it. */
  'straight',
] as const;
export type WayCause = (typeof wayCauses)[number];

export interface WayPart {
  readonly cause: WayCause;
  readonly seconds: number;
  /** Metres walked (of steps: theirs) or, of climbs and descents, metres up or down; left out where there are none to tell. */
  readonly metres?: number;
  /** So many times (a crossing at which the way begins or ends is half of one), or floors, each taking `eachSeconds`. */
  readonly count?: number;
  readonly eachSeconds?: number;
}

/** The seconds of a way by cause. */
export interface WaySeconds {
  /** As walked: of a study there and back the way there. Their seconds and those of `rests` sum to `seconds`. */
  readonly parts: readonly WayPart[];
  /** The way back, where there and back count: then `seconds` is half of both ways and the rests. */
  readonly back: readonly WayPart[] | null;
  readonly rests: WayPart | null;
  readonly seconds: number;
}

/** The way between a place and its nearest site. Of a polygon: of the street piece that stands for it (nearest to its inner point). */
export interface Way {
  /** Along the streets, from the foot of the place to that of the entrance. */
  readonly lonLats: Float64Array;
  /** The place and the entrance themselves. */
  readonly ends: readonly [place: Degrees, entrance: Degrees];
  readonly metres: number;
  readonly stepsMetres: number;
  readonly bridgeMetres: number;
  /** Street names along the way in order, unnamed pieces left out, no repeats in a row. */
  readonly names: readonly string[];
  readonly facts: WayFacts;
}

/** Whose walk is told: everybody's, an age band's, or that of one of the study's walkers, or of a preset, by id. */
export type Who = 'everybody' | `band:${Band}` | `walker:${string}`;

/** The band's name or the walker's id; '' of everybody. */
export function nameOfWho(who: Who): string {
  return who === 'everybody' ? '' : who.slice(who.indexOf(':') + 1);
}

/** A place and a service, for one kind of walker. Of an area metres and seconds are means over its street that reaches anything. */
export interface ServiceWay extends ServiceReach {
  /** Share of the place within the limit (of a point 1 or 0), NaN where it is unlinked. */
  readonly within: number;
  /** To the facility; null where none leads there, and without streets. */
  readonly way: Way | null;
  /** Of that way, or of the straight line without streets; null where there is neither. */
  readonly causes: WaySeconds | null;
  /** Where everybody is asked for: seconds at the pace of each age band that lives here. */
  readonly paces: Readonly<Partial<Record<Band, number>>>;
}

/** What a place reaches. */
export interface PlaceStory {
  readonly who: Who;
  /** Pace on the level, m/s. */
  readonly metresPerSecond: number;
  readonly linked: boolean;
  readonly island: boolean;
  /** To the street linked to; where unlinked to the nearest street; Infinity where there is none. */
  readonly snapMetres: number;
  /** Every service of the study. */
  readonly services: readonly ServiceWay[];
}

export interface ElderStory extends PlaceStory {
  readonly row: number;
}

/** Of any place that was pointed at: told, shown, kept nowhere. */
export interface SpotStory extends PlaceStory {
  readonly lon: number;
  readonly lat: number;
}

export interface FacilityStory {
  readonly facility: number;
  readonly linked: boolean;
  readonly snapMetres: number;
  readonly service: Service;
  /** Streets within the limit of this facility at walk.metresPerSecond, in the classes of StreetLines. */
  readonly circle: StreetLines;
  readonly eldersWithin: number;
  readonly eldersAlone: number;
  /** Elder rows with someone within the limit, nearest first, at most 1,000, with seconds. */
  readonly rows: Int32Array;
  readonly seconds: Float64Array;
}

/** At whose pace the streets are coloured: everyone's, or one age band's. */
export type PaceChoice = 'overall' | 'age60' | 'age70' | 'age80';
