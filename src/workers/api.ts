/** What the analysis worker answers: one type for the functions served and for the remote object the page holds. */
import type { LayerChoice } from '../brief/tables/layer-tables';
import type { ExportFormat, WrittenFile } from '../brief/tables/export-table';
import type { SqlAnswer } from '../db/sql-desk';
import type { AnswerPlaces } from '../db/sql-places';
import type { ColumnSummary, TableWindow, WindowQuery } from '../db/table-view';
import type { AuditQuery, AuditSheet } from '../domain/audit-sheet';
import type { Fault, Note, Result } from '../domain/fault';
import type { Coverage, Findings } from '../domain/findings';
import type { Degrees } from '../domain/mend';
import type { Ground, GroundQuery } from '../domain/ground';
import type { BridgeReport, IslandReport } from '../domain/missing-links';
import type { Control } from '../domain/progress';
import type { Response, ResponseQuery, SafeArea, SafeQuery } from '../domain/safety';
import type { TrackCheck } from '../domain/track';
import type { MultiPolygon } from 'geojson';
import type { SafetyExport } from './safety-tables';
import type { Service } from '../domain/service';
import type {
  Detours,
  ElderStory,
  FacilityStory,
  Lines,
  NearestAreas,
  PaceChoice,
  SpotStory,
  StreetLines,
  Who,
} from '../domain/stories';
import type { LayerKind, LayerSource, Study, StudySettings } from '../domain/study';
import type { Backdrop, FileReport } from '../domain/tables';
import type { CandidatePlaces, PlacedKind } from '../intake/candidate-places';
import type { Language } from '../i18n/format';
import type { Doubt } from '../intake/check-systems';
import type { CleanedStudy } from '../intake/cleaned-study';
import type { LayerDifference } from '../intake/compare-files';
import type { SqlTableInfo, TableSource } from './tables';
import type { Peek } from '../intake/peek-file';
import type { Sketch } from '../layers/sketch';
import type { MappedEntrance } from '../network/mend-entrances';
import type { Gap } from '../routing/gaps';

export interface Analysis {
  /** Adds newly dropped files to the study: kinds and columns guessed; unreadable ones come back as faults, the others go on. */
  addFiles(
    study: Study,
    added: Readonly<Record<string, Blob>>,
    control?: Control,
  ): Promise<{ settings: StudySettings; notes: readonly Note[]; faults: readonly Fault[] }>;
  /** Decodes and checks the files alone, for the data step; works while the study is still incomplete. */
  inspect(
    study: Study,
    control?: Control,
  ): Promise<{
    reports: readonly FileReport[];
    faults: readonly Fault[];
    /** Systems to choose from, for files that cannot be placed before one is chosen. */
    doubts?: readonly Doubt[];
  }>;
  /** Where another coordinate system would put some of a layer's places: for a look at the map before it is chosen. */
  candidatePlaces(
    study: Study,
    kind: PlacedKind,
    source: LayerSource,
    system: string,
    control?: Control,
  ): Promise<Result<CandidatePlaces>>;
  /** What would change if `file` of one study were replaced by `name` of the other. */
  compareFiles(
    before: Study,
    file: string,
    after: Study,
    name: string,
    control?: Control,
  ): Promise<readonly LayerDifference[]>;
  /** The study for handing on, with cleaned files for those that say who somebody is. `language`: of new names of files and columns. */
  withoutIdentity(study: Study, language: Language, control?: Control): Promise<Result<CleanedStudy>>;
  /** What the other sheets of a workbook are for. */
  guessSheets(
    study: Study,
    file: string,
    encoding: string,
    sheets: readonly string[],
    control?: Control,
  ): Promise<readonly { readonly sheet: string; readonly kind: LayerKind }[]>;
  /** The first rows of a file that cannot be read as its layer, so that its columns can be chosen. */
  peekFile(study: Study, kind: LayerKind, source: LayerSource, control?: Control): Promise<Result<Peek>>;
  /** What the last `inspect` read, for the map before the first run. */
  sketch(): Promise<Sketch | null>;
  /** Who reaches what: the first part of a run, which a moving slider waits for. */
  cover(study: Study, control?: Control): Promise<Result<Coverage>>;
  /** Runs what changed since the last study. */
  run(study: Study, control?: Control): Promise<Result<Findings>>;
  /** Up to `detours`, and the stories of elder places and spots, these speak of the last coverage; the others of the last finished run. */
  backdrop(): Promise<Backdrop | null>;
  /** Every street, uncoloured, before a service is chosen or in the data step. */
  plainStreets(): Promise<Lines | null>;
  streets(service: Service, pace: PaceChoice): Promise<StreetLines | null>;
  /** The streets by nearest facility, and by detour; null without streets. */
  areas(service: Service, pace: PaceChoice): Promise<NearestAreas | null>;
  detours(service: Service, pace: PaceChoice): Promise<Detours | null>;
  elderStory(row: number, who: Who): Promise<ElderStory>;
  /** Of any place that was pointed at; kept nowhere. */
  spotStory(place: Degrees, who: Who): Promise<SpotStory>;
  facilityStory(facility: number, service: Service): Promise<FacilityStory>;
  /** Isochrones of any place with whom and what they hold; null without streets. */
  ground(query: GroundQuery, control?: Control): Promise<Ground | null>;
  /** Its rings as a file called `name`; null without streets, or where the place is on none. */
  exportGround(
    query: GroundQuery,
    format: ExportFormat,
    name: string,
    notes: readonly string[],
    control?: Control,
  ): Promise<Result<WrittenFile> | null>;
  /** Entrances mapped near a facility of the last run. */
  mappedEntrances(facility: number): Promise<readonly MappedEntrance[]>;
  /** The pieces of street that a walk-audit sheet asks about; null without streets, and where there are none. */
  auditSheet(query: AuditQuery, control?: Control): Promise<AuditSheet | null>;
  /** Who can come to a place on foot, and where one can walk from it without crossing large roads; null without streets. Kept nowhere. */
  response(query: ResponseQuery, control?: Control): Promise<Response | null>;
  safeArea(query: SafeQuery, control?: Control): Promise<SafeArea | null>;
  /** A GPX track against a fence; read once, kept nowhere. */
  checkTrack(file: Blob, fence: MultiPolygon, control?: Control): Promise<Result<TrackCheck>>;
  /** The fence, or those who can come, as a file called `name`; null without streets. */
  exportSafety(
    what: SafetyExport,
    format: ExportFormat,
    name: string,
    notes: readonly string[],
    control?: Control,
  ): Promise<Result<WrittenFile> | null>;
  /** Dead ends that nearly meet another street; empty without streets. */
  gaps(): Promise<readonly Gap[]>;
  /** Where a footbridge of at most so many metres may be missing; null without streets. */
  missingBridges(withinMetres: number, control?: Control): Promise<BridgeReport | null>;
  /** Pieces of street that meet no other; null without streets. */
  islands(): Promise<IslandReport | null>;
  /** A layer of the last run with its results as a file; null before the first run. */
  exportLayer(
    choice: LayerChoice,
    format: ExportFormat,
    control?: Control,
  ): Promise<Result<WrittenFile> | null>;
  /** A window onto a table; null where there is none yet: results before the first run, a file before it is inspected. */
  table(source: TableSource, query: WindowQuery): Promise<TableWindow | null>;
  /** What a column holds, in the rows that pass the filter. */
  columnSummary(source: TableSource, column: string, filter: string): Promise<ColumnSummary | null>;
  /** Tables that SQL can name. */
  sqlTables(): Promise<readonly SqlTableInfo[]>;
  /** Runs one query that reads; its rows are the table `sql`. `language`: of the reasons in the tables of files. */
  askSql(study: Study, language: Language, sql: string, control?: Control): Promise<Result<SqlAnswer>>;
  /** Where the rows of the last answer lie; null where nothing in them says so. */
  sqlPlaces(): Promise<AnswerPlaces | null>;
  /** The last answer as a file called `name`; null where there is none. */
  exportAnswer(
    format: ExportFormat,
    name: string,
    notes: readonly string[],
    sort: WindowQuery['sort'],
    control?: Control,
  ): Promise<Result<WrittenFile> | null>;
}
