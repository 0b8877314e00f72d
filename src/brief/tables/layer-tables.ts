/** Layers of a run as tables to take away: the rows of each with its results and shapes, and for whom they may be. */
import type { Geometry } from 'geojson';
import type { Column } from '../../domain/column';
import type { Result } from '../../domain/fault';
import { fail, fault, succeed } from '../../domain/fault';
import type { Findings, ServiceFindings } from '../../domain/findings';
import type { Control } from '../../domain/progress';
import { pacer } from '../../domain/progress';
import { serviceBit, services as allServices, type Service } from '../../domain/service';
import { exportWord } from '../../i18n/export-words';
import type { Language } from '../../i18n/format';
import { serviceWord } from '../../i18n/words';
import type { ResultColumn } from '../result-columns';
import {
  districtColumns,
  elderColumns,
  exactColumn,
  facilityColumns,
  figureColumn,
  textColumn,
} from '../result-columns';
import { cutOffPlan, gridPlan } from './cell-plans';
import { markedDistricts, markedSites } from './hidden-figures';
import { layerNotes } from './layer-notes';
import { hidden, pointAt, type Plan } from './layer-plan';
import { layerRefusal, type ExportLayer } from './layers';
import { streetTable, type StreetLook } from './street-table';
import type { ExportTable } from './table';

export interface LayerChoice {
  readonly layer: ExportLayer;
  /** Whose figures tables for others have, and those of `layersOfService` always; must be one that the run analysed. */
  readonly service: Service;
  /** Of names of services and of the notes. */
  readonly language: Language;
  /** File and layer name. */
  readonly name: string;
}

/**
 * The layer with its results: metres, seconds, shares, scores, as the command line writes them. Inside the house every figure and
 * every service; for others only the figures that the brief of the chosen service would print, and homes never.
 * Faults: export.homes, export.gridBesideDistricts, export.nothing. Notes: export.internal, export.hidden.
 */
export async function layerTable(
  findings: Findings,
  choice: LayerChoice,
  look: StreetLook | null,
  control?: Control,
): Promise<Result<ExportTable>> {
  const refusal = layerRefusal(findings, choice.layer);
  if (refusal) return fail(refusal);
  const found = findings.services.find(({ service }) => service === choice.service);
  if (!found) throw new Error(`no findings for ${choice.service}`);
  const { language, layer, name } = choice;
  if (layer === 'streets' || layer === 'areas' || layer === 'detours') {
    if (look === null) return fail(fault('export.nothing'));
    const limitSeconds = findings.settings.walk.limitMinutes * 60;
    const about = layer === 'streets' ? [] : [exportWord(layer, language)];
    const notes = layerNotes(findings, language, [serviceWord(choice.service, language), ...about]);
    return succeed(await streetTable(look, findings.facilities, limitSeconds, name, notes, control));
  }
  const plan = planOf(findings, { ...choice, layer }, found);
  // Of another service there may be some.
  if (plan.count === 0) return fail(fault('export.nothing'));
  const pause = pacer(control);
  const columns: Column[] = [];
  for (const column of plan.columns) columns.push(await columnOf(column, plan.count, pause));
  let geometries: (Geometry | null)[] | null = null;
  if (plan.geometryOf) {
    geometries = [];
    for (let row = 0; row < plan.count; row++) {
      geometries.push(plan.geometryOf(row));
      if ((row & 4095) === 0) await pause();
    }
  }
  const table = { name, columns, geometries, notes: layerNotes(findings, language, plan.lines) };
  return succeed(table, plan.notes);
}

function planOf(
  findings: Findings,
  choice: { readonly layer: Exclude<ExportLayer, StreetLook['of']>; readonly language: Language },
  found: ServiceFindings,
): Plan {
  const { candidates, districts, elders, settings, volunteers } = findings;
  const { language } = choice;
  const isInternal = settings.privacy.audience === 'internal';
  const house = isInternal ? [exportWord('internal', language)] : [];
  const houseNotes = isInternal ? [fault('export.internal')] : [];
  switch (choice.layer) {
    case 'elders':
      return {
        count: elders.count,
        columns: [...elderColumns(findings), ...scoreColumns(findings, 'elders'), districtOf(findings)],
        geometryOf: (row) => elders.polygons[row] ?? pointAt(elders, row),
        lines: house,
        notes: houseNotes,
      };
    case 'volunteers':
      return {
        count: volunteers.count,
        columns: [
          textColumn('id', (row) => volunteers.ids[row]!),
          exactColumn('lon', volunteers.lons),
          exactColumn('lat', volunteers.lats),
          servicesColumn(volunteers.services, language),
          figureColumn('hours', volunteers.hours),
        ],
        geometryOf: (row) => pointAt(volunteers, row),
        lines: house,
        notes: houseNotes,
      };
    case 'candidates':
      return {
        count: candidates.count,
        columns: [
          textColumn('id', (row) => candidates.ids[row]!),
          exactColumn('lon', candidates.lons),
          exactColumn('lat', candidates.lats),
          figureColumn('cost', candidates.cost),
        ],
        geometryOf: (row) => pointAt(candidates, row),
        lines: [],
        notes: [],
      };
    case 'facilities':
      return facilityPlan(findings, found, language);
    case 'districts': {
      const geometryOf = districts.polygons.some((polygon) => polygon !== null)
        ? (row: number) => districts.polygons[row] ?? null
        : null;
      const columns = districtColumns(findings);
      if (isInternal) return { count: districts.count, columns, geometryOf, lines: house, notes: houseNotes };
      const kept = columns.filter(({ name }) => ['id', 'name', 'approximate'].includes(name));
      return {
        count: districts.count,
        geometryOf,
        ...hidden(findings, kept, markedDistricts(findings, found), language),
      };
    }
    case 'grid':
      return gridPlan(findings, found, language);
    case 'cut-off':
      return cutOffPlan(findings, found, language);
  }
}

function facilityPlan(findings: Findings, found: ServiceFindings, language: Language): Plan {
  const { facilities, settings } = findings;
  const isInternal = settings.privacy.audience === 'internal';
  const results = facilityColumns(findings);
  const places = [
    exactColumn('lon', facilities.lons),
    exactColumn('lat', facilities.lats),
    servicesColumn(facilities.services, language),
    ...allServices.flatMap((service) => {
      const capacity = facilities.capacity[service];
      return capacity ? [figureColumn(`${service}_capacity`, capacity)] : [];
    }),
  ];
  const plan = { count: facilities.count, geometryOf: (row: number) => pointAt(facilities, row) };
  if (isInternal)
    return {
      ...plan,
      columns: [...results, ...places, ...scoreColumns(findings, 'facilities')],
      lines: [exportWord('internal', language)],
      notes: [fault('export.internal')],
    };
  const kept = results.filter(({ name }) => !/_elders_(within|alone)$/.test(name));
  return { ...plan, ...hidden(findings, [...kept, ...places], markedSites(findings, found), language) };
}

/** One column a service and method: `meals_2sfca_gaussian`. */
function scoreColumns({ access }: Findings, of: 'elders' | 'facilities'): ResultColumn[] {
  return access.map((one) => figureColumn(`${one.service}_${one.method.replaceAll(':', '_')}`, one[of]));
}

function districtOf({ districts, elderDistrict }: Findings): ResultColumn {
  return textColumn('district', (row) => {
    const d = elderDistrict[row]!;
    return d < 0 ? '' : districts.names[d] || districts.ids[d] || '';
  });
}

/** 助餐、助浴 */
function servicesColumn(bits: Int32Array, language: Language): ResultColumn {
  const words = allServices.map((service) => [serviceBit(service), serviceWord(service, language)] as const);
  return textColumn('services', (row) =>
    words
      .filter(([bit]) => (bits[row]! & bit) !== 0)
      .map(([, word]) => word)
      .join(exportWord('comma', language)),
  );
}

/** The printed cells as values: the same figures in every format. */
async function columnOf(
  { cell, name, type }: ResultColumn,
  count: number,
  pause: () => Promise<void>,
): Promise<Column> {
  const texts: string[] = [];
  const values = type === 'text' ? null : new (type === 'integer' ? Int32Array : Float64Array)(count);
  for (let row = 0; row < count; row++) {
    const printed = cell(row);
    if (values === null) texts.push(printed);
    else values[row] = printed === '' ? NaN : Number(printed);
    if ((row & 4095) === 0) await pause();
  }
  if (values === null) return { name, type: 'text', values: texts };
  return values instanceof Int32Array
    ? { name, type: 'integer', values }
    : { name, type: 'number', values: values as Float64Array };
}
