/** What intake hands on: the layers as columns of typed arrays, and for each file a ledger that balances. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { AuditRow } from './audit';
import type { FaultCode } from './codes';
import type { Note } from './fault';
import type { Band, Service, Tier } from './service';
import type { LayerKind } from './study';

/** A row that could not be used. `row` is the line or feature number a user would look for, from 1. */
export interface Refusal {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly code: FaultCode;
}

/** What a file is, by its bytes. */
export type FileFormat =
  | 'csv'
  | 'geojson'
  | 'topojson'
  | 'shapefile'
  | 'dbf'
  | 'gpkg'
  | 'kml'
  | 'kmz'
  | 'gpx'
  | 'graphml'
  | 'osm.pbf'
  | 'osm.xml'
  | 'sav'
  | 'dta'
  | 'parquet'
  | 'geotiff'
  | 'hgt'
  | 'xlsx'
  | 'xlsb'
  | 'xls'
  | 'ods'
  /** Pages and XML that spreadsheet programs and office systems write, mostly named .xls. */
  | 'html'
  | 'xml';

/** What was understood of one file. Always `rowsRead = rowsUsed + refused.length`; rows that wait for boundaries are used, not placed. */
export interface FileReport {
  readonly file: string;
  readonly kind: LayerKind;
  readonly bytes: number;
  readonly sha256: string;
  /** Date of the file where known (ISO day), else ''. */
  readonly modified: string;
  readonly format: FileFormat;
  /** As decoded: 'utf-8', 'gb18030', …; '' for binary formats. */
  readonly encoding: string;
  /** The system the places were read in, as a study names it. */
  readonly crs: string;
  /** The same for people: 'CGCS2000 / 3° Gauss–Krüger 35 (EPSG:4523)'; left out where nothing was placed. */
  readonly crsName?: string;
  /** Metres east and north that the places were moved by. */
  readonly shift?: readonly [eastMetres: number, northMetres: number];
  /** Systems the places could be in, likeliest first; left out where there is nothing to compare with. */
  readonly crsCandidates?: readonly CrsCandidate[];
  /** Whether the first candidate stands out from the others. */
  readonly crsVerdict?: CrsVerdict;
  /** Sheets of a workbook in their order, and the one that was read; left out for other files. */
  readonly sheets?: readonly string[];
  readonly sheet?: string;
  /** The file's own column names, in order. */
  readonly header: readonly string[];
  /** Role → column, as used. */
  readonly columns: Readonly<Record<string, string>>;
  /** Roles that were guessed, not given by the study. */
  readonly guessed: readonly string[];
  /** First rows as text, for the preview, at most 20. */
  readonly sample: readonly (readonly string[])[];
  readonly rowsRead: number;
  readonly rowsUsed: number;
  readonly refused: readonly Refusal[];
  readonly notes: readonly Note[];
  /** Rows that a note speaks of, all of them: a note names only the first. Left out where there are none. */
  readonly noted?: readonly NotedRows[];
  /** Columns that say who somebody is, left behind at the door; left out where there are none. */
  readonly dropped?: readonly DroppedColumn[];
  /** Rows of single persons that became counts by place; left out where rows stayed rows. */
  readonly counted?: { readonly persons: number; readonly places: number };
  /** Rows that have no coordinates and were placed by a district's name; left out where none were. */
  readonly join?: NameJoin;
  /** Its rows name districts that no file has drawn yet: understood and kept, but on no map and in no figure. Left out elsewhere. */
  readonly waits?: WaitingRows;
  /** Numbers that surveys write for "no answer", to be asked about, never assumed; left out where none were seen. */
  readonly missingCodes?: readonly MissingCode[];
  /** Two readings of the same lines, where the encoding is in doubt. */
  readonly readings?: readonly EncodingReading[];
  /** Spots that many rows share, which is how geocoders fail; most rows first. */
  readonly repeats?: readonly RepeatedSpot[];
}

/** `code` and `column` are those of the note ('' where it names none); rows as in `Refusal.row`. */
export interface NotedRows {
  readonly code: FaultCode;
  readonly column: string;
  readonly rows: Int32Array;
}

/** What a column says of a person. */
export type PersonalKind =
  'idNumber' | 'phone' | 'name' | 'door' | 'bankCard' | 'birthday' | 'email' | 'contact';

export interface DroppedColumn {
  readonly column: string;
  readonly kind: PersonalKind;
  /** Cells that held something. */
  readonly cells: number;
  /** What was worked out from it before it was dropped. */
  readonly derived: readonly ('age' | 'sex')[];
}

export interface NameJoin {
  readonly column: string;
  /** Rows by how they found their district: the same text, the same without 街道/社区/…, chosen by the user. */
  readonly exact: number;
  readonly folded: number;
  readonly chosen: number;
  /** Texts that no district answers to, most rows first, with the names that come near. */
  readonly open: readonly {
    readonly text: string;
    readonly rows: number;
    readonly offers: readonly string[];
  }[];
}

export interface WaitingRows {
  /** Persons in the rows used; null where the file tells no counts. */
  readonly persons: number | null;
  /** The column that is taken for names of districts, '' where that shows only once there are boundaries. */
  readonly column: string;
}

export interface MissingCode {
  readonly column: string;
  readonly code: number;
  readonly rows: number;
}

export interface EncodingReading {
  /** A TextDecoder label, as a study names it. */
  readonly encoding: string;
  /** The same few lines in each reading, those in which the readings differ. */
  readonly lines: readonly string[];
}

export interface RepeatedSpot {
  /** WGS84 degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly rows: number;
}

/** One reading of a file's coordinates, held against the streets and districts. */
export interface CrsCandidate {
  /** As a study names it. */
  readonly system: string;
  readonly name: string;
  /** Middle distance to the nearest street, 1000 where it is further; null without streets. */
  readonly medianMetres: number | null;
  /** Share of places within 30 m of a street; null without streets. */
  readonly shareNear: number | null;
  /** Share of places in a district, without districts in the streets' extent. */
  readonly contained: number | null;
  /** Middle distance from where the places are with the system in use. */
  readonly shiftMetres: number;
}

export interface CrsVerdict {
  readonly kind: 'clear' | 'doubtful';
  /** Natural logarithm of how many times likelier the first candidate is than the next of another family. */
  readonly margin: number;
}

/** Elder rows (a person, a building, a polygon of many), one position a row used. Counts are persons; NaN is missing. */
export interface Elders {
  readonly count: number;
  readonly file: readonly string[];
  /** Row number in its file, as in `Refusal.row`. */
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  /** WGS84 degrees; of a polygon an inner point, for drawing only. */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  readonly elders: Float64Array;
  /** Persons by age band; only bands that the file has. */
  readonly bands: Readonly<Partial<Record<Band, Float64Array>>>;
  readonly tiers: Readonly<Partial<Record<Tier, Float64Array>>>;
  /** Text of the district column, or null where there is none. */
  readonly districts: readonly (string | null)[];
  /** null throughout where the layer is points. */
  readonly polygons: readonly (Polygon | MultiPolygon | null)[];
}

export interface Facilities {
  readonly count: number;
  readonly file: readonly string[];
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Main entrance (the first). */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** Entrances of facility f are positions entranceFirst[f] to entranceFirst[f + 1] of the two arrays after it. */
  readonly entranceFirst: Int32Array;
  readonly entranceLons: Float64Array;
  readonly entranceLats: Float64Array;
  /** Bits as `serviceBit` gives them. */
  readonly services: Int32Array;
  /** Capacity for a service: `capacity.<service>` where given, else `capacity`; NaN is missing, 0 is closed. */
  readonly capacity: Readonly<Partial<Record<Service, Float64Array>>>;
}

export interface Volunteers {
  readonly count: number;
  readonly file: readonly string[];
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  readonly services: Int32Array;
  /** Hours a week willing; NaN is missing. */
  readonly hours: Float64Array;
}

export interface Districts {
  readonly count: number;
  readonly file: readonly string[];
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** null throughout where districts are only names, taken from the elders' district column. */
  readonly polygons: readonly (Polygon | MultiPolygon | null)[];
}

export interface Candidates {
  readonly count: number;
  readonly file: readonly string[];
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  readonly cost: Float64Array;
}

/** Streets before they are a graph: what OSM (pbf, xml) and GeoJSON lines have in common. */
export interface RawStreets {
  /** Node positions, WGS84 degrees. */
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** Nodes of way w are refs[wayFirst[w]] … refs[wayFirst[w + 1] - 1], positions in lons/lats. */
  readonly wayFirst: Int32Array;
  readonly refs: Int32Array;
  /** Tags that walking reads (highway, foot, access, …, name), one record a way. */
  readonly wayTags: readonly Readonly<Record<string, string>>[];
  /** Tags of the few nodes that have any that walking reads (barrier, access, foot, kerb, entrance, highway=crossing). */
  readonly nodeTags: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** True where two ways meet only at nodes that both list (OSM, or GeoJSON with u and v); GeoJSON without ids is joined by equal coordinates first. */
  readonly source: 'osm' | 'lines';
  /** Entrances of buildings as mapped; left out where the file has none. */
  readonly entrances?: MappedEntrances;
}

/** Of OpenStreetMap's `entrance=main` and `entrance=yes`; which facility is behind them nobody says. */
export interface MappedEntrances {
  /** WGS84 degrees, interleaved. */
  readonly lonLats: Float64Array;
  /** 1 for a main entrance. */
  readonly isMain: Uint8Array;
}

/** Water, rail and green of an OSM file, for drawing only. Degrees. */
export interface Backdrop {
  readonly water: readonly (Polygon | MultiPolygon)[];
  readonly waterways: readonly (readonly (readonly [number, number])[])[];
  readonly rails: readonly (readonly (readonly [number, number])[])[];
  readonly greens: readonly (Polygon | MultiPolygon)[];
}

/** A raster of heights, or the part of it round the streets. */
export interface ElevationTile {
  readonly file: string;
  /** As a study names it. */
  readonly crs: string;
  readonly width: number;
  readonly height: number;
  /** Centre of the first cell, and steps to the next column and row (southward negative), in the units of the system. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Metres, row after row; NaN where there is no data. */
  readonly heights: Float32Array;
}

export interface Tables {
  readonly streets: RawStreets | null;
  readonly backdrop: Backdrop | null;
  readonly facilities: Facilities;
  readonly elders: Elders;
  readonly volunteers: Volunteers;
  readonly districts: Districts;
  readonly candidates: Candidates;
  /** Empty or left out where no elevation was loaded. */
  readonly elevation?: readonly ElevationTile[];
  /** In order of the files; empty or left out where no walk-audit sheet was loaded. */
  readonly audit?: readonly AuditRow[];
  readonly reports: readonly FileReport[];
}
