/** The layers of a study side by side with what was understood of them; problems first. */
import type { FaultCode } from '../../domain/codes';
import type { Fault, Note } from '../../domain/fault';
import { layerKinds, type LayerKind, type LayerSource, type Study } from '../../domain/study';
import type { FileReport } from '../../domain/tables';
import type { Doubt } from '../../intake/check-systems';
import { layerKey, refOf, type LayerRef } from './edits';

export interface Layer {
  readonly ref: LayerRef;
  readonly key: string;
  readonly kind: LayerKind;
  readonly source: LayerSource;
  /** null while it is read, and where it cannot be. */
  readonly report: FileReport | null;
  /** Why it cannot be read. */
  readonly faults: readonly Fault[];
  /** Systems to choose from before it can be placed. */
  readonly doubt: Doubt | null;
  readonly blob: Blob | null;
  /** Notes that no one should miss; the others wait behind a click. */
  readonly warnings: readonly Note[];
}

interface Understood {
  readonly reports: readonly FileReport[];
  readonly faults: readonly Fault[];
  readonly doubts: readonly Doubt[];
}

/** Notes that mean: the figures may be wrong. */
const loud: ReadonlySet<FaultCode> = new Set([
  'crs.suspectedBeyond',
  'crs.suspectedWithin',
  'crs.suspectedByDistricts',
  'crs.noParameters',
  'table.farFromStreets',
  'table.shiftedFromStreets',
  'table.swapSuspected',
  'table.noUsableRows',
  'table.mixedEncodings',
  'table.brokenQuotes',
  'table.unreadableCells',
  'table.otherRowCount',
  'column.allResidents',
  'column.shiftedCoordinates',
  'column.digitsLost',
  'sheet.notCalculated',
  'sheet.errorCells',
  'shp.cut',
  'shp.noDbf',
  'shp.dbfUnread',
  'shp.countsDiffer',
  'raster.partBlank',
]);

/** Those that a question in the list of decisions asks about already are left out of a card's warnings. */
const asked: ReadonlySet<FaultCode> = new Set([
  'crs.suspectedBeyond',
  'crs.suspectedWithin',
  'crs.suspectedByDistricts',
  'column.shiftedCoordinates',
]);

/** In the order of the study; those with problems before the others. */
export function layersOf(study: Study, understood: Understood): readonly Layer[] {
  const all = layerKinds.flatMap((kind) => {
    const sources = study.settings.layers[kind] ?? [];
    return sources.map((source) => layerOf(kind, source, sources, study, understood));
  });
  return [...all].sort((a, b) => severity(b) - severity(a));
}

function layerOf(
  kind: LayerKind,
  source: LayerSource,
  sources: readonly LayerSource[],
  study: Study,
  { reports, faults, doubts }: Understood,
): Layer {
  const ref = refOf(kind, source);
  const report = reportOf(kind, source, sources, reports);
  const isOwn = (fault: Fault) =>
    fault.at?.file === source.file &&
    (fault.at.sheet === undefined || fault.at.sheet === (source.sheet ?? fault.at.sheet));
  return {
    ref,
    key: layerKey(ref),
    kind,
    source,
    report,
    faults: report === null ? faults.filter(isOwn) : [],
    doubt: report === null ? (doubts.find(({ file }) => file === source.file) ?? null) : null,
    blob: study.files[source.file] ?? null,
    warnings: (report?.notes ?? []).filter(
      ({ code, at }) => loud.has(code) && !asked.has(code) && !isDropped(report, at?.column),
    ),
  };
}

/** What is wrong in a column that nobody reads is no warning. */
function isDropped(report: FileReport | null, column: string | undefined): boolean {
  return report?.dropped?.some((own) => own.column === column) ?? false;
}

/** Reports name file and sheet; of a file whose sheet nobody named it is the one that no other layer asked for. */
function reportOf(
  kind: LayerKind,
  source: LayerSource,
  sources: readonly LayerSource[],
  reports: readonly FileReport[],
): FileReport | null {
  const own = reports.filter((report) => report.kind === kind && report.file === source.file);
  const sheet = source.sheet ?? null;
  if (sheet !== null)
    return own.find((report) => report.sheet === sheet || report.sheet === undefined) ?? null;
  const named = new Set(sources.filter(({ file }) => file === source.file).map((one) => one.sheet ?? null));
  return own.find((report) => !named.has(report.sheet ?? '')) ?? own[0] ?? null;
}

function severity({ faults, doubt, warnings, report }: Layer): number {
  if (faults.length > 0 || doubt !== null) return 3;
  if (warnings.length > 0) return 2;
  return report !== null && report.refused.length > 0 ? 1 : 0;
}
