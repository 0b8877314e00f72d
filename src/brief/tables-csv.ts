/**
 * The tables of the command line and of the page's downloads (design.md, "The command line"): figures of every row, unsuppressed,
 * for use inside the house that owns the data; no names of persons, no phones, only ids as the files give them.
 */
import type { Findings, ServiceFindings } from '../domain/findings';
import { exactCell, figureCell, joinCsv, milliCell, textCell } from './csv';

/** One row an elder row used, in order. Unlinked rows keep the metres it would have taken; unreached is an empty cell. */
export function eldersCsv(findings: Findings): string {
  const { elders, elderLinks, facilities, services } = findings;
  const header = ['id', 'lon', 'lat', 'elders', 'linked', 'snap_metres'];
  for (const found of services) {
    const s = found.service;
    header.push(`${s}_nearest`, `${s}_metres`, `${s}_seconds`, `${s}_within`, `${s}_choices`);
    for (const { band } of found.bands) header.push(`${s}_within_${band}`);
    if (found.ownPaceWithin) header.push(`${s}_within_own`);
  }
  function* rows(): Generator<string[]> {
    for (let row = 0; row < elders.count; row++) {
      const cells = [
        textCell(elders.ids[row]),
        exactCell(elders.lons[row]),
        exactCell(elders.lats[row]),
        figureCell(elders.elders[row]),
        elderLinks.linked[row] === 1 ? '1' : '0',
        milliCell(elderLinks.snapMetres[row]),
      ];
      for (const found of services) {
        const nearest = found.nearest[row];
        cells.push(
          nearest < 0 ? '' : textCell(facilities.ids[nearest]),
          milliCell(found.metres[row]),
          milliCell(found.seconds[row]),
          figureCell(found.within[row]),
          figureCell(found.choices[row]),
        );
        for (const { within } of found.bands) cells.push(figureCell(within[row]));
        if (found.ownPaceWithin) cells.push(figureCell(found.ownPaceWithin[row]));
      }
      yield cells;
    }
  }
  return joinCsv(header, rows());
}

/** One row a facility used. Persons within are empty where it does not offer the service or is unlinked. */
export function facilitiesCsv(findings: Findings): string {
  const { facilities, facilityLinks, services } = findings;
  const header = ['id', 'name', 'linked', 'snap_metres'];
  for (const { service } of services) header.push(`${service}_elders_within`, `${service}_elders_alone`);
  const rows = Array.from({ length: facilities.count }, (_, f) => [
    textCell(facilities.ids[f]),
    textCell(facilities.names[f]),
    facilityLinks.linked[f] === 1 ? '1' : '0',
    milliCell(facilityLinks.snapMetres[f]),
    ...services.flatMap((found) => [figureCell(found.eldersWithin[f]), figureCell(found.eldersAlone[f])]),
  ]);
  return joinCsv(header, rows);
}

/** Place × service × method. Facilities only where they offer the service; a score that is not known is an empty cell. */
export function accessCsv(findings: Findings): string {
  const { access, elders, facilities, services } = findings;
  function* rows(): Generator<string[]> {
    for (const { service, method, elders: scores, facilities: rates } of access) {
      for (let row = 0; row < elders.count; row++) {
        yield ['elders', textCell(elders.ids[row]), service, textCell(method), figureCell(scores[row])];
      }
      for (const f of services.find((found) => found.service === service)?.sites ?? []) {
        yield ['facilities', textCell(facilities.ids[f]), service, textCell(method), figureCell(rates[f])];
      }
    }
  }
  return joinCsv(['of', 'id', 'service', 'method', 'score'], rows());
}

/** One row a district, at everyone's pace and, where age bands are given, at each one's own. */
export function districtsCsv(findings: Findings): string {
  const { districts, services } = findings;
  const header = ['id', 'name', 'elders'];
  for (const { service: s, ownPaceDistricts } of services) {
    header.push(`${s}_covered`, `${s}_gap`, `${s}_share`, `${s}_unlinked`);
    if (ownPaceDistricts) header.push(`${s}_own_covered`, `${s}_own_gap`, `${s}_own_share`);
  }
  const persons = services[0]?.districts.elders ?? new Float64Array(districts.count);
  const rows = Array.from({ length: districts.count }, (_, d) => [
    textCell(districts.ids[d]),
    textCell(districts.names[d]),
    figureCell(persons[d]),
    ...services.flatMap((found) => districtCells(found, d)),
  ]);
  return joinCsv(header, rows);
}

/** Chosen sites; siting comes with its issue, so there is only the header. */
export function sitingCsv(): string {
  return joinCsv(['rank', 'id', 'lon', 'lat', 'gain', 'covered_after'], []);
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

function districtCells({ districts, ownPaceDistricts }: ServiceFindings, d: number): string[] {
  const cells = [
    figureCell(districts.covered[d]),
    figureCell(districts.gap[d]),
    figureCell(shareOf(districts.covered[d], districts.gap[d])),
    figureCell(districts.unlinked[d]),
  ];
  if (!ownPaceDistricts) return cells;
  const { covered, gap } = ownPaceDistricts;
  return [...cells, figureCell(covered[d]), figureCell(gap[d]), figureCell(shareOf(covered[d], gap[d]))];
}

/** NaN, hence an empty cell, where nobody is linked. */
function shareOf(covered: number, gap: number): number {
  return covered + gap > 0 ? covered / (covered + gap) : NaN;
}
