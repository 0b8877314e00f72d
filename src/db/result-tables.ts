/** Findings as tables in DuckDB: the table twin of the map asks only for the rows it shows. */
import { bands, type Service } from '../domain/service';
import type { Findings, ServiceFindings } from '../domain/findings';
import type { PaceChoice } from '../domain/stories';
import type { Column } from '../domain/column';
import type { Database } from './database';
import { TableView } from './table-view';

export type ResultTable = 'elders' | 'facilities' | 'districts';

/** Which result table, of which service, at whose pace. */
export interface ResultSource {
  readonly table: ResultTable;
  readonly service: Service;
  readonly pace: PaceChoice;
}

/** Names the table of these findings anew only when they are other findings than before. */
export class ResultTables {
  private readonly loaded = new Map<
    ResultTable,
    { findings: Findings; service: Service; pace: PaceChoice; view: TableView }
  >();

  constructor(private readonly database: Database) {}

  async view(findings: Findings, { table, service, pace }: ResultSource): Promise<TableView> {
    const before = this.loaded.get(table);
    if (before?.findings === findings && before.service === service && before.pace === pace)
      return before.view;
    const columns = resultColumns(findings, table, service, pace);
    await this.database.load(table, columns);
    const view = new TableView(this.database, {
      table,
      position: 'position',
      columns: columns.slice(1).map(({ name, type }) => ({ name, isNumber: type !== 'text' })),
    });
    this.loaded.set(table, { findings, service, pace, view });
    return view;
  }
}

/** The columns of a result table, `position` in the findings first; metres, seconds, persons, shares 0…1, scores per person. */
export function resultColumns(
  findings: Findings,
  table: ResultTable,
  service: Service,
  pace: PaceChoice,
): Column[] {
  const found = findings.services.find((one) => one.service === service);
  if (table === 'elders') return elderColumns(findings, found, pace);
  if (table === 'facilities') return facilityColumns(findings, found, service);
  return districtColumns(findings, found);
}

function elderColumns(findings: Findings, found: ServiceFindings | undefined, pace: PaceChoice): Column[] {
  const { elders, districts, facilities, elderDistrict, elderLinks } = findings;
  const score = findings.access.find((one) => one.service === found?.service)?.elders;
  const names = elders.ids.map((_, row) => {
    const facility = found?.nearest[row] ?? -1;
    return facility < 0 ? null : facilities.names[facility]!;
  });
  const within =
    found &&
    (pace === 'overall'
      ? found.within
      : (found.bands.find((one) => one.band === pace)?.within ?? found.within));
  return [
    positions(elders.count),
    { name: 'id', type: 'text', values: elders.ids },
    {
      name: 'district',
      type: 'text',
      values: elders.ids.map((_, row) => districts.names[elderDistrict[row]!] ?? null),
    },
    { name: 'elders', type: 'number', values: elders.elders },
    ...bands.flatMap((band): Column[] => {
      const values = elders.bands[band];
      return values ? [{ name: band, type: 'number', values }] : [];
    }),
    { name: 'nearest', type: 'text', values: names },
    ...numbers({
      straightMetres: found?.straightMetres,
      metres: found?.metres,
      seconds: found?.seconds,
      within,
      choices: found?.choices,
      score,
    }),
    { name: 'snapMetres', type: 'number', values: elderLinks.snapMetres },
  ];
}

function facilityColumns(findings: Findings, found: ServiceFindings | undefined, service: Service): Column[] {
  const { facilities, facilityLinks } = findings;
  const sites = found?.sites ?? new Int32Array(0);
  const pick = (values: Float64Array | undefined): Float64Array =>
    Float64Array.from(sites, (site) => values?.[site] ?? NaN);
  const scores = findings.access.find((one) => one.service === service)?.facilities;
  return [
    { name: 'position', type: 'integer', values: sites },
    { name: 'id', type: 'text', values: Array.from(sites, (site) => facilities.ids[site]!) },
    { name: 'name', type: 'text', values: Array.from(sites, (site) => facilities.names[site]!) },
    { name: 'capacity', type: 'number', values: pick(facilities.capacity[service]) },
    { name: 'eldersWithin', type: 'number', values: pick(found?.eldersWithin) },
    { name: 'eldersAlone', type: 'number', values: pick(found?.eldersAlone) },
    { name: 'capacityPerElder', type: 'number', values: pick(scores) },
    { name: 'snapMetres', type: 'number', values: pick(facilityLinks.snapMetres) },
  ];
}

function districtColumns(findings: Findings, found: ServiceFindings | undefined): Column[] {
  const { districts } = findings;
  const totals = found?.ownPaceDistricts ?? found?.districts;
  const share = totals && totals.covered.map((covered, index) => covered / (covered + totals.gap[index]!));
  return [
    positions(districts.count),
    { name: 'id', type: 'text', values: districts.ids },
    { name: 'name', type: 'text', values: districts.names },
    ...numbers({
      elders: totals?.elders,
      covered: totals?.covered,
      gap: totals?.gap,
      unlinked: totals?.unlinked,
      share,
    }),
  ];
}

function positions(count: number): Column {
  return {
    name: 'position',
    type: 'integer',
    values: Int32Array.from({ length: count }, (_, index) => index),
  };
}

function numbers(columns: Readonly<Record<string, Float64Array | undefined>>): Column[] {
  return Object.entries(columns).flatMap(([name, values]): Column[] =>
    values ? [{ name, type: 'number', values }] : [],
  );
}
