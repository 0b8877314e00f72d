/** Findings as tables in DuckDB, and windows onto them: the table twin of the map asks only for the rows it shows. */
import { bands, type Service } from '../domain/service';
import type { Findings, ServiceFindings } from '../domain/findings';
import type { PaceChoice } from '../domain/stories';
import type { Column } from '../domain/column';
import { quoteName, type Cell, type Database } from './database';

export type ResultTable = 'elders' | 'facilities' | 'districts';

export interface TableQuery {
  readonly table: ResultTable;
  readonly service: Service;
  readonly pace: PaceChoice;
  /** Rows start … end - 1 of the sorted and filtered table. */
  readonly start: number;
  readonly end: number;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** Rows in which some text column contains it, case-insensitively; '' for all. */
  readonly filter: string;
  /** Position in the findings whose place in the sorted table is asked for; -1 for none. */
  readonly locate: number;
}

export interface TableWindow {
  /** All rows that pass the filter. */
  readonly total: number;
  /** The first cell of a row is its position in the findings. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Where the located position stands, -1 where it is not in the table. */
  readonly located: number;
}

/** Names the table of these findings anew only when they are other findings than before. */
export class ResultTables {
  private readonly loaded = new Map<
    ResultTable,
    { findings: Findings; service: Service; pace: PaceChoice; columns: readonly Column[] }
  >();

  constructor(private readonly database: Database) {}

  async window(findings: Findings, query: TableQuery): Promise<TableWindow> {
    const columns = await this.ensure(findings, query);
    const names = columns.map((column) => column.name).filter((name) => !name.endsWith(rankSuffix));
    const texts = columns.filter((column) => column.type === 'text').map((column) => quoteName(column.name));
    const where =
      query.filter === ''
        ? ''
        : `WHERE ${texts.map((name) => `contains(lower(${name}), lower(?))`).join(' OR ')}`;
    const filters = query.filter === '' ? [] : texts.map(() => query.filter);
    const order = orderBy(columns, query.sort);
    const table = quoteName(query.table);
    const [[total]] = (await this.database.rows(`SELECT count(*) FROM ${table} ${where}`, filters)) as [
      [number],
    ];
    const rows = await this.database.rows(
      `SELECT ${names.map(quoteName).join(', ')} FROM ${table} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      [...filters, Math.max(0, query.end - query.start), query.start],
    );
    return {
      total,
      columns: names,
      rows,
      located: await this.locate(table, where, filters, order, query.locate),
    };
  }

  private async locate(
    table: string,
    where: string,
    filters: readonly Cell[],
    order: string,
    position: number,
  ): Promise<number> {
    if (position < 0) return -1;
    const found = await this.database.rows(
      `SELECT place FROM (SELECT position, row_number() OVER (ORDER BY ${order}) - 1 AS place FROM ${table} ${where}) WHERE position = ?`,
      [...filters, position],
    );
    return (found[0]?.[0] as number | undefined) ?? -1;
  }

  private async ensure(findings: Findings, query: TableQuery): Promise<readonly Column[]> {
    const { table, service, pace } = query;
    const before = this.loaded.get(table);
    if (before?.findings === findings && before.service === service && before.pace === pace)
      return before.columns;
    const columns = withRanks(resultColumns(findings, table, service, pace));
    await this.database.load(table, columns);
    this.loaded.set(table, { findings, service, pace, columns });
    return columns;
  }
}

/** The columns of a result table; metres, seconds, persons, shares 0…1, scores per person. */
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

const rankSuffix = '·rank';

/** Text sorts as Chinese readers expect (pinyin), which DuckDB cannot without ICU: the rank goes in as a column. */
function withRanks(columns: readonly Column[]): Column[] {
  const collator = new Intl.Collator('zh', { numeric: true });
  return columns.flatMap((column): Column[] => {
    if (column.type !== 'text') return [column];
    const distinct = [...new Set(column.values)].filter((text) => text !== null).sort(collator.compare);
    const rank = new Map<string | null, number>(distinct.map((text, index) => [text, index]));
    const values = Float64Array.from(column.values, (text) => rank.get(text) ?? NaN);
    return [column, { name: column.name + rankSuffix, type: 'number', values }];
  });
}

/** Missing and unreached always last; ties by position, so that the order is the same every time. */
function orderBy(columns: readonly Column[], sort: TableQuery['sort']): string {
  const column = columns.find((one) => one.name === sort?.column);
  if (!column) return 'position';
  const key = quoteName(column.type === 'text' ? column.name + rankSuffix : column.name);
  return `${key} ${sort!.descending ? 'DESC' : 'ASC'} NULLS LAST, position`;
}
