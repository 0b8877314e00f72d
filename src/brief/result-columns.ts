/**
 * The columns of a run's tables (design.md, "The command line"), each cell as it is printed: what the command line writes as CSV
 * and what leaves in any other format are the same figures.
 */
import { causeOfRow } from '../access/cut-off';
import { detourOfRow } from '../access/detour';
import type { Column } from '../domain/column';
import type { DistrictFindings, Findings } from '../domain/findings';
import { exactCell, figureCell, joinCsv, milliCell, textCell } from './csv';

export interface ResultColumn {
  readonly name: string;
  readonly type: Column['type'];
  /** Printed; '' where there is no figure: missing, unreached, unlinked. */
  readonly cell: (row: number) => string;
}

export const textColumn = (name: string, cell: (row: number) => string): ResultColumn => ({
  name,
  type: 'text',
  cell,
});

/** Degrees as they are. */
export const exactColumn = (name: string, values: ArrayLike<number>): ResultColumn => ({
  name,
  type: 'number',
  cell: (row) => exactCell(values[row]!),
});

/** Metres and seconds. */
const milliColumn = (name: string, values: ArrayLike<number>): ResultColumn => ({
  name,
  type: 'number',
  cell: (row) => milliCell(values[row]!),
});

/** Shares, scores and persons. */
export const figureColumn = (name: string, values: ArrayLike<number>): ResultColumn => ({
  name,
  type: 'number',
  cell: (row) => figureCell(values[row]!),
});

const factorColumn = (name: string, factorOf: (row: number) => number): ResultColumn => ({
  name,
  type: 'number',
  cell: (row) => milliCell(factorOf(row)),
});

const flagColumn = (name: string, flags: Uint8Array): ResultColumn => ({
  name,
  type: 'integer',
  cell: (row) => (flags[row] === 1 ? '1' : '0'),
});

/** 1 in every row where no streets were loaded and walks are straight lines × detour, else 0: a table that leaves says so by itself. */
export function approximateColumn({ approximate }: Findings): ResultColumn {
  return { name: 'approximate', type: 'integer', cell: () => (approximate ? '1' : '0') };
}

/**
 * Of each elder row used. Unlinked rows keep the metres it would have taken. `cut_off`: what keeps those who are covered on paper and not on
 * foot (`cutOffCauses`), '' where nobody is kept; `detour`: metres walked ÷ straight metres to the same site.
 */
export function elderColumns(findings: Findings): ResultColumn[] {
  const { elders, elderLinks, facilities, services } = findings;
  return [
    textColumn('id', (row) => elders.ids[row]!),
    exactColumn('lon', elders.lons),
    exactColumn('lat', elders.lats),
    figureColumn('elders', elders.elders),
    flagColumn('linked', elderLinks.linked),
    milliColumn('snap_metres', elderLinks.snapMetres),
    ...services.flatMap((found) => [
      textColumn(`${found.service}_nearest`, (row) => facilities.ids[found.nearest[row]!] ?? ''),
      milliColumn(`${found.service}_metres`, found.metres),
      milliColumn(`${found.service}_seconds`, found.seconds),
      figureColumn(`${found.service}_within`, found.within),
      figureColumn(`${found.service}_choices`, found.choices),
      ...found.bands.map(({ band, within }) => figureColumn(`${found.service}_within_${band}`, within)),
      ...(found.ownPaceWithin ? [figureColumn(`${found.service}_within_own`, found.ownPaceWithin)] : []),
      textColumn(`${found.service}_cut_off`, (row) => causeOfRow(found, row) ?? ''),
      factorColumn(`${found.service}_detour`, (row) => detourOfRow(findings, found, row)),
    ]),
    approximateColumn(findings),
  ];
}

/** Of each facility used. Persons within are empty where it does not offer the service or is unlinked. */
export function facilityColumns(findings: Findings): ResultColumn[] {
  const { facilities, facilityLinks, services } = findings;
  return [
    textColumn('id', (f) => facilities.ids[f]!),
    textColumn('name', (f) => facilities.names[f]!),
    flagColumn('linked', facilityLinks.linked),
    milliColumn('snap_metres', facilityLinks.snapMetres),
    ...services.flatMap(({ service, eldersWithin, eldersAlone }) => [
      figureColumn(`${service}_elders_within`, eldersWithin),
      figureColumn(`${service}_elders_alone`, eldersAlone),
    ]),
    approximateColumn(findings),
  ];
}

/** Of each district, at everyone's pace and, where age bands are given, at each one's own. */
export function districtColumns(findings: Findings): ResultColumn[] {
  const { districts, services } = findings;
  const persons = services[0]?.districts.elders ?? new Float64Array(districts.count);
  return [
    textColumn('id', (d) => districts.ids[d]!),
    textColumn('name', (d) => districts.names[d]!),
    figureColumn('elders', persons),
    ...services.flatMap(({ service, districts: found, ownPaceDistricts: own }) => [
      ...coverageColumns(service, found),
      figureColumn(`${service}_unlinked`, found.unlinked),
      ...(own ? coverageColumns(`${service}_own`, own) : []),
    ]),
    approximateColumn(findings),
  ];
}

function coverageColumns(start: string, { covered, gap }: DistrictFindings): ResultColumn[] {
  return [
    figureColumn(`${start}_covered`, covered),
    figureColumn(`${start}_gap`, gap),
    {
      name: `${start}_share`,
      type: 'number',
      cell: (d) => figureCell(shareOf(covered[d]!, gap[d]!)),
    },
  ];
}

/** NaN, hence an empty cell, where nobody is linked. */
export function shareOf(covered: number, gap: number): number {
  return covered + gap > 0 ? covered / (covered + gap) : NaN;
}

/** As CSV: header and `count` rows. */
export function columnsCsv(columns: readonly ResultColumn[], count: number): string {
  function* rows(): Generator<string[]> {
    for (let row = 0; row < count; row++)
      yield columns.map(({ type, cell }) => (type === 'text' ? textCell(cell(row)) : cell(row)));
  }
  return joinCsv(
    columns.map(({ name }) => name),
    rows(),
  );
}
