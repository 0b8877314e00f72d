/** The study: what the app saves, the command line runs and a paper cites. Field names are fixed by design.md. */
import type { Mend } from './mend';
import type { Band, Service, Tier } from './service';

export const layerKinds = [
  'streets',
  'facilities',
  'elders',
  'volunteers',
  'districts',
  'candidates',
  'elevation',
  /** Our addition: filled walk-audit sheets. */
  'audit',
] as const;
export type LayerKind = (typeof layerKinds)[number];

/** One file of a layer. Left-out columns are guessed from names and values, and the guess is a note. */
export interface LayerSource {
  readonly file: string;
  readonly sheet?: string | null;
  /** 'auto' or a TextDecoder label. */
  readonly encoding: string;
  /** 'auto', or a system by the name `intake/crs.ts` knows it: 'EPSG:4326', 'GCJ-02', 'EPSG:4547', 'EPSG:4326:latlon', a .prj's text. */
  readonly crs: string;
  /** Our addition: metres to the east and north that places are moved by after conversion, for systems whose parameters are secret. */
  readonly shift?: readonly [eastMetres: number, northMetres: number];
  /** Role → the file's own column name (`id`, `lon`, `capacity.meals`, `age60`, …). */
  readonly columns: Readonly<Record<string, string>>;
  /** Our addition: services every row of this file offers, where the file has no services column. */
  readonly services?: readonly Service[];
  /** Our addition: numbers that mean "no answer" in this file (−1, 99, 999 …), by the user's word. */
  readonly missing?: readonly number[];
  /** Our addition: rows of single persons stay rows; without it they become counts by place. */
  readonly personRows?: boolean;
  /** Our addition: columns that look personal and are not, by the user's word. */
  readonly notPersonal?: readonly string[];
  /** Our addition: the ISO day on which ages are reckoned from birthdays and ID numbers; set when the file is dropped. */
  readonly ageOn?: string;
  /** Our addition: a place name as the file writes it → the name of the district that is meant. */
  readonly districtNames?: Readonly<Record<string, string>>;
}

export const slopeFunctions = ['none', 'tobler', 'irmischer-clarke', 'naismith'] as const;
export type SlopeFunction = (typeof slopeFunctions)[number];
export const directions = ['toFacility', 'fromFacility', 'bothWays'] as const;
export type Direction = (typeof directions)[number];

/** Our addition: one kind of walker whose coverage is computed beside everybody's. What is left out is as in the study's `walk`. */
export interface WalkProfile {
  /** Unique in the study; presets have those of `walkPresets`. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Pace on level ground, m/s; `low` and `high` bound it, and coverage is told for both. */
  readonly metresPerSecond: number;
  readonly low?: number;
  readonly high?: number;
  /** allowed: as `walk.stepsFactor` says; avoid: with the profile's own factor; forbidden: never, save with a ramp in a wheelchair. */
  readonly steps?: 'allowed' | 'avoid' | 'forbidden';
  readonly stepsFactor?: number;
  readonly slope?: SlopeFunction;
  /** Rise / run above which a street is closed, up and down. */
  readonly maxSlope?: number;
  readonly crossingSeconds?: number;
  readonly signalSeconds?: number;
  readonly gateSeconds?: number;
  readonly floors?: number;
  /** Closes raised kerbs and ways tagged `wheelchair=no`. */
  readonly wheelchair?: boolean;
  /** A rest of `seconds` after each `afterMetres` walked (on level ground, or the same effort), none on arrival. */
  readonly rest?: { readonly afterMetres: number; readonly seconds: number };
}

/** Our addition: what an audited piece of street costs. */
export interface AuditWalk {
  /** Seconds = seconds on a good surface × this. */
  readonly unevenFactor: number;
  readonly badFactor: number;
  /** Narrower pieces are closed to wheelchairs. */
  readonly minWidthMetres: number;
  /** Going of one step: n steps within a street are a flight of n × this. */
  readonly treadMetres: number;
}

export interface WalkSettings {
  /** Pace where no age is known, m/s. */
  readonly metresPerSecond: number;
  readonly limitMinutes: number;
  /** A point further than this from every walkable street is unlinked. */
  readonly snapMetres: number;
  /** Whether steps can be walked at all. */
  readonly steps: boolean;
  /** Seconds on steps = seconds on the flat × this. */
  readonly stepsFactor: number;
  readonly slope: SlopeFunction;
  /** Seconds at each crossing without signals. */
  readonly crossingSeconds: number;
  /** Our addition: seconds at each crossing with signals; null: as `crossingSeconds`. */
  readonly signalSeconds: number | null;
  /** Our addition: seconds at each gate on the way. */
  readonly gateSeconds: number;
  /** Our addition: floors of stairs between an elder's door and the street, 18 steps each, 1.0 s a step up and 0.9 s down. */
  readonly floors: number;
  /** Our addition: seconds a step where a flight's steps are known (counted in an audit, or tagged); null: `stepsFactor` counts. */
  readonly stepSeconds: number | null;
  /** Our addition: costs of what walk-audit sheets say. */
  readonly audit: AuditWalk;
  /** Our addition: the streets' own tags `surface`, `smoothness`, `width` and `incline` count as an audit's answers do. */
  readonly osmConditions: boolean;
  /** Our addition: kinds of walkers. */
  readonly profiles: readonly WalkProfile[];
  /** Our addition: motorways, trunk roads and motor roads without a pavement are walked like other roads. */
  readonly motorRoads: boolean;
  /** Opens every gated compound to passers-through. */
  readonly throughGates: boolean;
  /**
   * Who walks: the elder to the facility, somebody from the facility to the elder, or there and back along the same streets, of
   * which half counts. They differ on slopes only.
   */
  readonly direction: Direction;
  /** Straight line × this, where no streets are loaded. */
  readonly detour: number;
  /** Our addition: the radius drawn on plans (GB 50180: 800–1000 m), straight line, for 图纸 against 脚下. */
  readonly paperMetres: number;
  readonly paces: Readonly<Record<Band, number>>;
}

export interface StudySettings {
  readonly version: 1;
  readonly title: string;
  readonly language: 'zh' | 'en';
  /** Our addition: the data are made up, and every page, table and brief says so. */
  readonly synthetic: boolean;
  /** In the file a layer with one file is an object, with several an array; here always an array. */
  readonly layers: Readonly<Partial<Record<LayerKind, readonly LayerSource[]>>>;
  readonly walk: WalkSettings;
  readonly need: {
    readonly services: readonly Service[];
    readonly demand: 'elders' | 'tiers';
    readonly weights: Readonly<Record<Tier, number>>;
  };
  readonly access: { readonly methods: readonly string[] };
  readonly siting: {
    readonly model: string;
    readonly service: Service;
    readonly sites: number;
    readonly solver: string;
    readonly seconds: number;
  };
  readonly standards: { readonly jurisdiction: string; readonly rules: readonly string[] };
  readonly privacy: {
    readonly audience: 'internal' | 'government' | 'public';
    readonly suppressBelow: number;
  };
  /** Our addition: corrections of the streets, applied in order. */
  readonly mends: readonly Mend[];
  readonly seed: number;
}

/** Settings with the files they name. Blobs are cheap to post between threads and stream in Node and browser alike. */
export interface Study {
  readonly settings: StudySettings;
  readonly files: Readonly<Record<string, Blob>>;
}

/**
 * The factors and the width are our estimates, no source seen, after what routers for wheelchairs do (a bad surface is closed to
 * them); a going of 0.30 m is the least that GB 50763 asks of steps outdoors.
 */
export const defaultAuditWalk: AuditWalk = {
  unevenFactor: 1.15,
  badFactor: 1.4,
  minWidthMetres: 0.8,
  treadMetres: 0.3,
};

export const defaultWalk: WalkSettings = {
  metresPerSecond: 0.8,
  limitMinutes: 15,
  snapMetres: 200,
  steps: true,
  stepsFactor: 3,
  slope: 'none',
  crossingSeconds: 0,
  signalSeconds: null,
  gateSeconds: 0,
  floors: 0,
  stepSeconds: null,
  audit: defaultAuditWalk,
  osmConditions: false,
  profiles: [],
  motorRoads: false,
  throughGates: false,
  direction: 'toFacility',
  detour: 1.3,
  paperMetres: 1000,
  paces: { age60: 1.0, age70: 0.8, age80: 0.6 },
};

export const defaultSettings: StudySettings = {
  version: 1,
  title: '',
  language: 'zh',
  synthetic: false,
  layers: {},
  walk: defaultWalk,
  need: { services: ['meals'], demand: 'elders', weights: { red: 3, yellow: 2, green: 1, grey: 1 } },
  access: { methods: ['2sfca', '2sfca:zones', '2sfca:gaussian'] },
  siting: { model: 'mclp', service: 'meals', sites: 5, solver: 'exact', seconds: 20 },
  standards: { jurisdiction: 'cn', rules: ['cn.gb50180.circle15.dist'] },
  privacy: { audience: 'internal', suppressBelow: 5 },
  mends: [],
  seed: 1,
};
