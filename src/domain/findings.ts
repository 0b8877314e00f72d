/**
 * What a run finds: plain data that crosses threads. First the coverage, which a slider waits for, then all of it. Per elder row and per facility in the order of `Tables`.
 * Unreached is Infinity (seconds, metres) or -1 (a facility's position); missing is NaN. Unlinked rows are counted apart:
 * never in `covered`, never in `gap`.
 */
import type { AuditRow } from './audit';
import type { Note } from './fault';
import type { Band, Service } from './service';
import type { StudySettings, WalkProfile } from './study';
import type { Candidates, Districts, Elders, Facilities, FileReport, Volunteers } from './tables';

/** Persons: covered + gap + unlinked = elders; share = covered / (covered + gap), NaN where that is 0. */
export interface Totals {
  readonly elders: number;
  readonly covered: number;
  readonly gap: number;
  readonly unlinked: number;
  readonly share: number;
}

/** How points met the streets. */
export interface LinkReport {
  /** 1 where linked within `snapMetres`. */
  readonly linked: Uint8Array;
  /** Metres to the street linked to; where unlinked, to the nearest street (what it would have taken); Infinity where there is none. */
  readonly snapMetres: Float64Array;
  /** 1 where the street linked to is on an island. */
  readonly island: Uint8Array;
}

export interface BandFindings {
  readonly band: Band;
  readonly metresPerSecond: number;
  /** On foot, at the band's own pace. */
  readonly foot: Totals;
  /** On paper: straight line ≤ walk.paperMetres. */
  readonly paper: Totals;
  /** Share of the row's elders of this band within the limit, per elder row (1 or 0 for a point; NaN where unlinked). */
  readonly within: Float64Array;
}

/** Per district, positions as in `Districts`; rows in no district are counted in `outside`. */
export interface DistrictFindings {
  readonly elders: Float64Array;
  readonly covered: Float64Array;
  readonly gap: Float64Array;
  readonly unlinked: Float64Array;
}

/** Who has a site of one service within the limit. */
export interface ServiceCoverage {
  readonly service: Service;
  /** Facilities that offer it (positions), linked or not. */
  readonly sites: Int32Array;
  /** Per elder row. For a polygon: means over its street pieces that reach anything; `nearest` is the facility nearest to most of its street. */
  readonly nearest: Int32Array;
  readonly metres: Float64Array;
  /** At walk.metresPerSecond. */
  readonly seconds: Float64Array;
  /** Share of the row's elders within the limit at walk.metresPerSecond: 1 or 0 for a point, NaN where unlinked. */
  readonly within: Float64Array;
  /** Straight metres to the nearest site. */
  readonly straightMetres: Float64Array;
  /** Everyone at walk.metresPerSecond, on foot and on paper. */
  readonly foot: Totals;
  readonly paper: Totals;
  /** Weighted mean of `seconds` over those who reach anything; NaN where none does. */
  readonly meanSeconds: number;
  /** Everyone at their own age band's pace (those of no known band at walk.metresPerSecond); null without bands. */
  readonly ownPace: Totals | null;
  readonly ownPaceWithin: Float64Array | null;
  readonly bands: readonly BandFindings[];
  /** At walk.metresPerSecond, and at own pace where bands are given. */
  readonly districts: DistrictFindings;
  readonly ownPaceDistricts: DistrictFindings | null;
}

/** What every pair of place and site within the limit tells. */
export interface Choices {
  /** Facilities within the limit, per elder row (mean over street pieces for a polygon), NaN where unlinked. */
  readonly choices: Float64Array;
  /** Per facility (NaN where it does not offer the service or is unlinked): persons within the limit, and those with no other choice. */
  readonly eldersWithin: Float64Array;
  readonly eldersAlone: Float64Array;
}

export interface ServiceFindings extends ServiceCoverage, Choices {
  /** Left out without streets, which are what could cut somebody off. */
  readonly cutOff?: CutOffFindings;
}

/** Why somebody who is covered on paper does not get there in time; see `access/cut-off.ts`. The pace first: `rowCause` counts from it. */
export const cutOffCauses = ['pace', 'water', 'rail', 'road', 'apart', 'compound', 'around'] as const;
export type CutOffCause = (typeof cutOffCauses)[number];

/** Covered on paper and not on foot, each age band at its own pace, by cause. */
export interface CutOffFindings {
  readonly persons: Readonly<Record<CutOffCause, number>>;
  /** Per elder row: such persons, and what keeps most of them (position in `cutOffCauses`); 0 and 0 where there are none. */
  readonly rowPersons: Float64Array;
  readonly rowCause: Uint8Array;
}

/** One service as if every elder walked like one kind of walker. Rows as in `ServiceFindings`. */
export interface ProfileServiceFindings {
  readonly service: Service;
  /** At the profile's pace; `low` and `high` at the paces that bound it, null where the study gives none. */
  readonly foot: Totals;
  readonly low: Totals | null;
  readonly high: Totals | null;
  /** Weighted mean of `seconds` over those who reach anything; NaN where none does. */
  readonly meanSeconds: number;
  readonly within: Float64Array;
  /** Rests and waits included. */
  readonly seconds: Float64Array;
  readonly metres: Float64Array;
  readonly districts: DistrictFindings;
}

export interface ProfileFindings {
  readonly profile: WalkProfile;
  /** Street that this walker cannot use: steps, steep pieces, streets closed to wheelchairs. 0 without streets. */
  readonly closedMetres: number;
  /** Linked persons who stand on such a street, and so reach nothing: part of the gap. */
  readonly shutIn: number;
  readonly services: readonly ProfileServiceFindings[];
}

/** Scores of one method for one service, capacity per person. */
export interface AccessFindings {
  readonly service: Service;
  readonly method: string;
  /** Per elder row; 0 where nothing is in reach, NaN where unlinked. */
  readonly elders: Float64Array;
  /** Per facility: capacity per person in reach; NaN where it does not offer the service, has no capacity stated or nobody in reach. */
  readonly facilities: Float64Array;
  /** Σ demand × score, which equals `suppliedCapacity`: capacity that has demand in reach. */
  readonly demandTimesScore: number;
  readonly suppliedCapacity: number;
  readonly meanScore: number;
  /** Weighted Gini of the scores, 0 equal … 1; NaN where every score is 0. */
  readonly gini: number;
}

export interface StreetSummary {
  readonly edges: number;
  readonly metres: number;
  readonly components: number;
  readonly islands: number;
  readonly patches: number;
  readonly stepsMetres: number;
  /** Street without a height, which counts as flat; left out where no elevation was loaded. */
  readonly withoutHeightMetres?: number;
  /** [west, south, east, north] */
  readonly bounds: readonly [number, number, number, number];
}

/** What filled walk-audit sheets changed. */
export interface AuditFindings {
  /** Those found in the streets. */
  readonly rows: readonly AuditRow[];
  /** Street that they speak of. */
  readonly metres: number;
  /** Rows that no street answers to. */
  readonly lost: number;
}

/** Who reaches what: the first answer to a study, before every pair is searched and scored. */
export interface Coverage {
  readonly settings: StudySettings;
  readonly elders: Elders;
  readonly facilities: Facilities;
  readonly volunteers: Volunteers;
  readonly districts: Districts;
  readonly candidates: Candidates;
  /** Left out where no walk-audit sheet was loaded. */
  readonly audit?: AuditFindings;
  readonly reports: readonly FileReport[];
  /** District of each elder row: a position, -1 outside or without districts. Polygons: where most of their street lies. */
  readonly elderDistrict: Int32Array;
  /** null where no streets are loaded: then every distance is straight line × walk.detour and is called 近似 / approximate. */
  readonly streets: StreetSummary | null;
  readonly approximate: boolean;
  readonly elderLinks: LinkReport;
  readonly facilityLinks: LinkReport;
  readonly services: readonly ServiceCoverage[];
  /** In the order of `walk.profiles`; left out where the study has none. */
  readonly profiles?: readonly ProfileFindings[];
}

export interface Findings extends Coverage {
  readonly services: readonly ServiceFindings[];
  readonly access: readonly AccessFindings[];
  readonly notes: readonly Note[];
}
