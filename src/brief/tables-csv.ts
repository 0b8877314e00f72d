/**
 * The tables of a run as text (design.md, "The command line"): figures of every row, unsuppressed, for use inside the house that owns
 * the data (`result-tables.ts` for whom they may be); no names of persons, no phones, only ids as the files give them.
 */
import type { Findings } from '../domain/findings';
import { figureCell, joinCsv, textCell } from './csv';
import {
  approximateColumn,
  columnsCsv,
  districtColumns,
  elderColumns,
  facilityColumns,
} from './result-columns';

/** One row an elder row used, in order. Unlinked rows keep the metres it would have taken; unreached is an empty cell. */
export function eldersCsv(findings: Findings): string {
  return columnsCsv(elderColumns(findings), findings.elders.count);
}

/** One row a facility used. Persons within are empty where it does not offer the service or is unlinked. */
export function facilitiesCsv(findings: Findings): string {
  return columnsCsv(facilityColumns(findings), findings.facilities.count);
}

export const accessHeader = ['of', 'id', 'service', 'method', 'score', 'approximate'];

/** Place × service × method. Facilities only where they offer the service; a score that is not known is an empty cell. */
export function accessCsv(findings: Findings): string {
  const { access, elders, facilities, services } = findings;
  const { cell } = approximateColumn(findings);
  function* rows(): Generator<string[]> {
    for (const { service, method, elders: scores, facilities: rates } of access) {
      for (let row = 0; row < elders.count; row++) {
        yield [
          'elders',
          textCell(elders.ids[row]),
          service,
          textCell(method),
          figureCell(scores[row]),
          cell(row),
        ];
      }
      for (const f of services.find((found) => found.service === service)?.sites ?? []) {
        yield [
          'facilities',
          textCell(facilities.ids[f]),
          service,
          textCell(method),
          figureCell(rates[f]),
          cell(f),
        ];
      }
    }
  }
  return joinCsv(accessHeader, rows());
}

/** One row a district, at everyone's pace and, where age bands are given, at each one's own. */
export function districtsCsv(findings: Findings): string {
  return columnsCsv(districtColumns(findings), findings.districts.count);
}

/** Chosen sites; siting comes with its issue, so there is only the header. */
export function sitingCsv(): string {
  return joinCsv(['rank', 'id', 'lon', 'lat', 'gain', 'covered_after', 'approximate'], []);
}

/** Every row that could not be used, with the column and value that stopped it. */
export function rejectedCsv(findings: Findings): string {
  const rows = findings.reports.flatMap(({ refused }) =>
    refused.map(({ file, row, column, value, code }) => [
      textCell(file),
      String(row),
      textCell(column),
      textCell(value),
      code,
    ]),
  );
  return joinCsv(['file', 'row', 'column', 'value', 'code'], rows);
}
