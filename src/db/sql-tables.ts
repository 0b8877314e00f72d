/**
 * What the SQL editor can ask: the findings under stable English names, one row a place, each service's figures in columns of its
 * own (`meals_gap`). Metres, seconds, persons, shares 0…1; missing and unreached are NULL. README lists them.
 */
import { causeOfRow } from '../access/cut-off';
import { detourOfRow } from '../access/detour';
import type { Column } from '../domain/column';
import type { Findings, ServiceFindings } from '../domain/findings';
import type { Candidates, Elders, Volunteers } from '../domain/tables';
import { bands, serviceBit, services, tiers } from '../domain/service';

export const sqlTableNames = [
  'elders',
  'facilities',
  'districts',
  'volunteers',
  'candidates',
  'access',
  'results',
] as const;
export type SqlTableName = (typeof sqlTableNames)[number];

/** Tables whose rows are persons or the places where they live: what comes from them stays in the house. */
export const personTables: ReadonlySet<string> = new Set<SqlTableName>(['elders', 'volunteers', 'access']);

/** Tables with figures of walks; where no streets were loaded their column `approximate` is 1. */
export const walkTables: ReadonlySet<string> = new Set<SqlTableName>([
  'elders',
  'facilities',
  'districts',
  'access',
  'results',
]);

/** `position` counts rows from 0 in the order of the findings. */
export function sqlTable(findings: Findings, table: SqlTableName): Column[] {
  const columns = columnsOf(findings, table);
  if (!walkTables.has(table)) return columns;
  const rows = columns[0]!.values.length;
  return [...columns, integers('approximate', new Int32Array(rows).fill(findings.approximate ? 1 : 0))];
}

function columnsOf(findings: Findings, table: SqlTableName): Column[] {
  switch (table) {
    case 'elders':
      return elders(findings);
    case 'facilities':
      return facilities(findings);
    case 'districts':
      return districts(findings);
    case 'volunteers':
      return volunteers(findings);
    case 'candidates':
      return candidates(findings);
    case 'access':
      return access(findings);
    case 'results':
      return results(findings);
  }
}

/** What tells the rows of every layer of places. */
function placed(rows: Elders | Volunteers | Candidates): Column[] {
  return [
    integers('position', count(rows.count)),
    texts('id', rows.ids),
    texts('file', rows.file),
    integers('file_row', rows.rows),
    numbers('lon', rows.lons),
    numbers('lat', rows.lats),
  ];
}

function elders(findings: Findings): Column[] {
  const { elders: rows, districts: areas, facilities: sites, elderDistrict, elderLinks } = findings;
  return [
    ...placed(rows),
    texts(
      'district',
      rows.ids.map((_, row) => areas.names[elderDistrict[row]!] ?? rows.districts[row] ?? null),
    ),
    numbers('elders', rows.elders),
    ...bands.flatMap((band) => optional(band, rows.bands[band])),
    ...tiers.flatMap((tier) => optional(tier, rows.tiers[tier])),
    integers('linked', Int32Array.from(elderLinks.linked)),
    numbers('snap_metres', elderLinks.snapMetres),
    ...findings.services.flatMap((found) => [
      texts(
        `${found.service}_nearest`,
        Array.from(found.nearest, (site) => (site < 0 ? null : sites.ids[site]!)),
      ),
      numbers(`${found.service}_metres`, found.metres),
      numbers(`${found.service}_seconds`, found.seconds),
      numbers(`${found.service}_straight_metres`, found.straightMetres),
      numbers(`${found.service}_within`, found.within),
      ...optional(`${found.service}_own_within`, found.ownPaceWithin ?? undefined),
      numbers(`${found.service}_choices`, found.choices),
      texts(
        `${found.service}_cut_off`,
        rows.ids.map((_, row) => causeOfRow(found, row)),
      ),
      numbers(
        `${found.service}_detour`,
        Float64Array.from({ length: rows.count }, (_, row) => detourOfRow(findings, found, row)),
      ),
    ]),
  ];
}

function facilities(findings: Findings): Column[] {
  const { facilities: sites, facilityLinks } = findings;
  return [
    integers('position', count(sites.count)),
    texts('id', sites.ids),
    texts('name', sites.names),
    texts('file', sites.file),
    integers('file_row', sites.rows),
    numbers('lon', sites.lons),
    numbers('lat', sites.lats),
    texts('services', servicesOf(sites.services)),
    integers('linked', Int32Array.from(facilityLinks.linked)),
    numbers('snap_metres', facilityLinks.snapMetres),
    ...findings.services.flatMap(({ service, eldersWithin, eldersAlone }) => [
      ...optional(`${service}_capacity`, sites.capacity[service]),
      numbers(`${service}_elders_within`, eldersWithin),
      numbers(`${service}_elders_alone`, eldersAlone),
    ]),
  ];
}

function districts(findings: Findings): Column[] {
  const { districts: areas, services: all } = findings;
  return [
    integers('position', count(areas.count)),
    texts('id', areas.ids),
    texts('name', areas.names),
    numbers('elders', all[0]?.districts.elders ?? new Float64Array(areas.count).fill(NaN)),
    ...all.flatMap(({ service, districts: sums, ownPaceDistricts: own }) => [
      numbers(`${service}_covered`, sums.covered),
      numbers(`${service}_gap`, sums.gap),
      numbers(`${service}_share`, shares(sums)),
      numbers(`${service}_unlinked`, sums.unlinked),
      ...(own === null
        ? []
        : [
            numbers(`${service}_own_covered`, own.covered),
            numbers(`${service}_own_gap`, own.gap),
            numbers(`${service}_own_share`, shares(own)),
          ]),
    ]),
  ];
}

function volunteers({ volunteers: rows }: Findings): Column[] {
  return [...placed(rows), texts('services', servicesOf(rows.services)), numbers('hours', rows.hours)];
}

function candidates({ candidates: rows }: Findings): Column[] {
  return [...placed(rows), numbers('cost', rows.cost)];
}

/** Place × service × method, as in the command line's access.csv: facilities only where they offer the service. */
function access(findings: Findings): Column[] {
  const { access: found, elders: rows, facilities: sites } = findings;
  const parts = found.flatMap((scores) => {
    const offered = findings.services.find(({ service }) => service === scores.service)?.sites ?? [];
    const common = { service: scores.service, method: scores.method };
    return [
      { ...common, of: 'elders', at: count(rows.count), ids: rows.ids, scores: scores.elders },
      {
        ...common,
        of: 'facilities',
        at: Int32Array.from(offered),
        ids: sites.ids,
        scores: scores.facilities,
      },
    ];
  });
  const total = parts.reduce((sum, { at }) => sum + at.length, 0);
  const positions = new Int32Array(total);
  const scores = new Float64Array(total);
  const words = { of: [] as string[], id: [] as string[], service: [] as string[], method: [] as string[] };
  let row = 0;
  for (const part of parts)
    for (const position of part.at) {
      positions[row] = position;
      scores[row++] = part.scores[position]!;
      words.of.push(part.of);
      words.id.push(part.ids[position]!);
      words.service.push(part.service);
      words.method.push(part.method);
    }
  return [
    texts('of', words.of),
    integers('position', positions),
    texts('id', words.id),
    texts('service', words.service),
    texts('method', words.method),
    numbers('score', scores),
  ];
}

/** The totals of each service: everyone at one pace, at their own pace (`own_`), and on paper (`paper_`). */
function results({ services: all }: Findings): Column[] {
  const pick = (value: (found: ServiceFindings) => number | undefined) =>
    Float64Array.from(all, (found) => value(found) ?? NaN);
  return [
    texts(
      'service',
      all.map(({ service }) => service),
    ),
    numbers(
      'sites',
      pick(({ sites }) => sites.length),
    ),
    ...(['elders', 'covered', 'gap', 'unlinked', 'share'] as const).map((name) =>
      numbers(
        name,
        pick(({ foot }) => foot[name]),
      ),
    ),
    ...(['covered', 'gap', 'share'] as const).flatMap((name) => [
      numbers(
        `own_${name}`,
        pick(({ ownPace }) => ownPace?.[name]),
      ),
      numbers(
        `paper_${name}`,
        pick(({ paper }) => paper[name]),
      ),
    ]),
    numbers(
      'mean_seconds',
      pick(({ meanSeconds }) => meanSeconds),
    ),
  ];
}

function servicesOf(bits: Int32Array): string[] {
  return Array.from(bits, (offered) =>
    services.filter((service) => (offered & serviceBit(service)) !== 0).join(' '),
  );
}

/** NaN where nobody is linked. */
function shares({ covered, gap }: { covered: Float64Array; gap: Float64Array }): Float64Array {
  return covered.map((persons, at) => persons / (persons + gap[at]!));
}

function count(length: number): Int32Array {
  return Int32Array.from({ length }, (_, at) => at);
}

function texts(name: string, values: readonly (string | null)[]): Column {
  return { name, type: 'text', values };
}

function numbers(name: string, values: Float64Array): Column {
  return { name, type: 'number', values };
}

function integers(name: string, values: Int32Array): Column {
  return { name, type: 'integer', values };
}

function optional(name: string, values: Float64Array | undefined): Column[] {
  return values === undefined ? [] : [numbers(name, values)];
}
