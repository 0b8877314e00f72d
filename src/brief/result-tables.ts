/**
 * The tables of a run as they may be handed on (design.md, "The command line"): whole inside the house; for the government and the public
 * under the same names and columns, but without homes, without rows of elders, and with no count that the brief of the service would hide.
 */
import { fault, type Note } from '../domain/fault';
import type { Findings } from '../domain/findings';
import type { Service } from '../domain/service';
import { joinCsv } from './csv';
import type { ResultColumn } from './result-columns';
import { columnsCsv, districtColumns, elderColumns, facilityColumns } from './result-columns';
import { outerSummary } from './outer-summary';
import { buildSummary } from './summary';
import { accessCsv, accessHeader, districtsCsv, eldersCsv, facilitiesCsv, rejectedCsv } from './tables-csv';
import type { MarkedColumn } from './tables/hidden-figures';
import { hiddenColumns, markedDistricts, markedSites } from './tables/hidden-figures';

export interface ResultTable {
  readonly name: string;
  readonly type: string;
  /** Has a row for each place of elders: for others only its header is written. */
  readonly isOfHomes: boolean;
  /** `service`: whose figures others get; must be one that the run analysed. */
  readonly write: (findings: Findings, service: Service) => string;
}

export const resultTables: readonly ResultTable[] = [
  {
    name: 'elders.csv',
    type: 'text/csv',
    isOfHomes: true,
    write: (findings) => (isInternal(findings) ? eldersCsv(findings) : columnsCsv(elderColumns(findings), 0)),
  },
  {
    name: 'facilities.csv',
    type: 'text/csv',
    isOfHomes: false,
    write: (findings, service) =>
      isInternal(findings)
        ? facilitiesCsv(findings)
        : outerCsv(
            findings,
            facilityColumns(findings),
            /_elders_(within|alone)$/,
            markedSites(findings, foundOf(findings, service)),
            findings.facilities.count,
          ),
  },
  {
    name: 'access.csv',
    type: 'text/csv',
    isOfHomes: true,
    write: (findings) => (isInternal(findings) ? accessCsv(findings) : joinCsv(accessHeader, [])),
  },
  {
    name: 'districts.csv',
    type: 'text/csv',
    isOfHomes: false,
    write: (findings, service) =>
      isInternal(findings)
        ? districtsCsv(findings)
        : outerCsv(
            findings,
            districtColumns(findings),
            /^elders$|_(covered|gap|share|unlinked)$/,
            markedDistricts(findings, foundOf(findings, service)),
            findings.districts.count,
          ),
  },
  {
    name: 'rejected.csv',
    type: 'text/csv',
    isOfHomes: false,
    write: (findings) => rejectedCsv(isInternal(findings) ? findings : withoutValues(findings)),
  },
  {
    name: 'summary.json',
    type: 'application/json',
    isOfHomes: false,
    write: (findings, service) => {
      const summary = isInternal(findings)
        ? buildSummary(findings)
        : outerSummary(findings, service, resultNotes(findings));
      return `${JSON.stringify(summary, null, 2)}\n`;
    },
  },
];

/** What the tables leave out for the study's audience, in a sentence; none inside the house. */
export function resultNotes(findings: Findings): readonly Note[] {
  if (isInternal(findings)) return [];
  return [fault('export.tablesForOthers', { below: findings.settings.privacy.suppressBelow })];
}

function isInternal({ settings }: Findings): boolean {
  return settings.privacy.audience === 'internal';
}

function foundOf({ services }: Findings, service: Service): Findings['services'][number] {
  const found = services.find((one) => one.service === service);
  if (!found) throw new Error(`no findings for ${service}`);
  return found;
}

/** Columns of figures that are not among the marked are empty; the marked as far as they may be shown, and `hidden` at the end. */
function outerCsv(
  findings: Findings,
  columns: readonly ResultColumn[],
  figures: RegExp,
  marked: readonly MarkedColumn[],
  count: number,
): string {
  const shown = hiddenColumns(marked, findings.settings.privacy.suppressBelow);
  const byName = new Map(shown.map((column) => [column.name, column]));
  const outer = columns.map((column) =>
    figures.test(column.name) ? (byName.get(column.name) ?? { ...column, cell: () => '' }) : column,
  );
  const added = shown.filter(({ name }) => !columns.some((column) => column.name === name));
  return columnsCsv([...outer, ...added], count);
}

/** A value that could not be used is a raw cell: of elders and volunteers perhaps a coordinate. */
function withoutValues(findings: Findings): Findings {
  return {
    ...findings,
    reports: findings.reports.map((report) =>
      report.kind === 'elders' || report.kind === 'volunteers'
        ? { ...report, refused: report.refused.map((row) => ({ ...row, value: '' })) }
        : report,
    ),
  };
}
