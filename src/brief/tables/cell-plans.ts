/** Layers made of elders: counts in cells of 250 m, and the places where those live who are near on paper and do not get there. */
import type { Geometry } from 'geojson';
import { causeOfRow } from '../../access/cut-off';
import { fault } from '../../domain/fault';
import type { Findings, ServiceFindings } from '../../domain/findings';
import { exportWord } from '../../i18n/export-words';
import type { Language } from '../../i18n/format';
import { networkWords } from '../../i18n/network-words';
import { peopleGrid, type GridCell } from '../people-grid';
import { approximateColumn, elderColumns, figureColumn, textColumn } from '../result-columns';
import { markedCells, markedCutOff } from './hidden-figures';
import { hidden, pointAt, type Plan } from './layer-plan';

export function gridPlan(findings: Findings, found: ServiceFindings, language: Language): Plan {
  const { audience, suppressBelow } = findings.settings.privacy;
  const cells = peopleGrid(findings, found);
  const isInternal = audience === 'internal';
  const marked = markedCells(
    startOf(found),
    cells.map(({ covered }) => covered),
    cells.map(({ gap }) => gap),
    isInternal ? 0 : suppressBelow,
  );
  const geometryOf = (row: number): Geometry => boxOf(cells[row]!);
  const about = exportWord('gridPlaces', language);
  if (isInternal)
    return {
      count: cells.length,
      geometryOf,
      columns: [...marked.map(({ name, values }) => figureColumn(name, values)), approximateColumn(findings)],
      lines: [about, exportWord('internal', language)],
      notes: [fault('export.internal')],
    };
  const plan = hidden(findings, [approximateColumn(findings)], marked, language);
  return { count: cells.length, geometryOf, ...plan, lines: [about, ...plan.lines] };
}

/**
 * Inside the house a row a place, most persons first, with what keeps most of them. For others cells of 250 m with such persons, no
 * figure where fewer are in it, or fewer who are not near on paper either: with the grid of all out of reach they would be the difference.
 */
export function cutOffPlan(findings: Findings, found: ServiceFindings, language: Language): Plan {
  const { elders, settings } = findings;
  const { audience, suppressBelow } = settings.privacy;
  const about = exportWord('cutOff', language);
  if (audience !== 'internal') {
    const cells = peopleGrid(findings, found).filter(({ cutOff }) => cutOff > 0);
    const marked = markedCutOff(
      startOf(found),
      cells.map(({ cutOff }) => cutOff),
      cells.map(({ cutOff, gap }) => Math.max(0, gap - cutOff)),
      suppressBelow,
    );
    const plan = hidden(findings, [approximateColumn(findings)], [marked], language);
    const lines = [about, exportWord('gridPlaces', language), ...plan.lines];
    return { count: cells.length, geometryOf: (row) => boxOf(cells[row]!), ...plan, lines };
  }
  const persons = found.cutOff?.rowPersons ?? new Float64Array(elders.count);
  const rows = [...persons.keys()]
    .filter((row) => persons[row]! > 0)
    .sort((a, b) => persons[b]! - persons[a]! || a - b);
  const names = new Set([
    ...['id', 'lon', 'lat', 'elders', 'approximate'],
    ...['nearest', 'metres', 'seconds', 'cut_off', 'detour'].map((name) => `${found.service}_${name}`),
  ]);
  const { causes } = networkWords(language).cutOff;
  const columns = [
    ...elderColumns(findings).filter(({ name }) => names.has(name)),
    figureColumn(`${found.service}_straight_metres`, found.straightMetres),
    figureColumn('persons', persons),
    textColumn('cause', (row) => {
      const cause = causeOfRow(found, row);
      return cause === null ? '' : causes[cause];
    }),
  ];
  return {
    count: rows.length,
    columns: columns.map((column) => ({ ...column, cell: (at: number) => column.cell(rows[at]!) })),
    geometryOf: (at) => elders.polygons[rows[at]!] ?? pointAt(elders, rows[at]!),
    lines: [about, exportWord('internal', language)],
    notes: [fault('export.internal')],
  };
}

/** Counts at own pace say so in their names. */
function startOf({ ownPaceWithin, service }: ServiceFindings): string {
  return ownPaceWithin ? `${service}_own` : service;
}

function boxOf({ box: [west, south, east, north] }: GridCell): Geometry {
  // prettier-ignore
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}
