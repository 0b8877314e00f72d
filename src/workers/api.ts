/** What the analysis worker answers: one type for the functions served and for the remote object the page holds. */
import type { TableQuery, TableWindow } from '../db/result-tables';
import type { Fault, Note, Result } from '../domain/fault';
import type { Findings } from '../domain/findings';
import type { Control } from '../domain/progress';
import type { Service } from '../domain/service';
import type { ElderStory, FacilityStory, Lines, PaceChoice, StreetLines } from '../domain/stories';
import type { LayerKind, LayerSource, Study, StudySettings } from '../domain/study';
import type { Backdrop, FileReport } from '../domain/tables';
import type { CandidatePlaces, PlacedKind } from '../intake/candidate-places';
import type { Doubt } from '../intake/check-systems';
import type { LayerDifference } from '../intake/compare-files';

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
  /** What the other sheets of a workbook are for. */
  guessSheets(
    study: Study,
    file: string,
    encoding: string,
    sheets: readonly string[],
    control?: Control,
  ): Promise<readonly { readonly sheet: string; readonly kind: LayerKind }[]>;
  /** Runs what changed since the last study. A newer call aborts the older. */
  run(study: Study, control?: Control): Promise<Result<Findings>>;
  /** The following speak of the last finished run. */
  backdrop(): Promise<Backdrop | null>;
  /** Every street, uncoloured, before a service is chosen or in the data step. */
  plainStreets(): Promise<Lines | null>;
  streets(service: Service, pace: PaceChoice): Promise<StreetLines | null>;
  elderStory(row: number, service: Service): Promise<ElderStory>;
  facilityStory(facility: number, service: Service): Promise<FacilityStory>;
  /** A window onto a result table; null before the first run. */
  table(query: TableQuery): Promise<TableWindow | null>;
}
