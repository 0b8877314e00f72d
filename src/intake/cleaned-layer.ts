/** One layer's file without what says who somebody is, written so that it reads back to the same layer. */
import type { Geometry } from 'geojson';
import type { Pause } from '../domain/progress';
import type { Band } from '../domain/service';
import { bands, tiers } from '../domain/service';
import type { LayerKind, LayerSource } from '../domain/study';
import type { Elders, FileReport } from '../domain/tables';
import { bandOfBirth } from './age-bands';
import { agesOf, readIdColumns } from './births';
import { matchColumns } from './columns';
import { tellsOwnBirth } from './elder-identity';
import type { Guarded } from './identity';
import { hidden } from './identity-text';
import type { PersonalColumn } from './personal';
import { personalColumns } from './personal';
import type { PlainColumn } from './plain-files';
import { plainCsv, plainGeoJson } from './plain-files';
import type { LayerPart } from './read-layer';
import { rolesOf } from './roles';
import { sexSums } from './table-sense';
import type { TextTable } from './text-table';

/** What new files and columns are called, in the study's language. */
export interface CleanWords {
  /** Behind the file's own name. */
  readonly suffix: string;
  /** The row in the file it comes from. */
  readonly row: string;
  readonly ageBand: string;
  readonly lon: string;
  readonly lat: string;
  readonly elders: string;
  readonly district: string;
  readonly bands: Readonly<Record<Band, string>>;
  readonly tiers: Readonly<Record<(typeof tiers)[number], string>>;
}

export interface CleanLayer {
  readonly parts: readonly Uint8Array[];
  readonly ending: 'csv' | 'geojson';
  readonly source: Omit<LayerSource, 'file'>;
}

/**
 * Persons that became counts, as the counts: a row a place in degrees of WGS84, or with the district that stands for it; refused
 * rows stay rows without a place, so that nobody who was left out is forgotten.
 */
export async function cleanCounts(
  layer: Elders,
  report: FileReport,
  source: LayerSource,
  words: CleanWords,
  pause: Pause,
): Promise<CleanLayer> {
  const lost = report.refused.filter(isOfSomebody).map(({ row }) => String(row));
  const isByName = report.join !== undefined;
  const hasShapes = !isByName && layer.polygons.some((shape) => shape !== null);
  const isPlaced = (row: number): boolean => layer.polygons[row] === null;
  const columns: PlainColumn[] = [];
  const roles: Record<string, string> = {};
  const add = (role: string, name: string, cells: readonly string[], isFigure = true): void => {
    columns.push({ name, isFigure, cells: [...cells, ...lost.map((row) => (role === 'id' ? row : ''))] });
    roles[role] = name;
  };
  const figures = (values: Float64Array): string[] => Array.from(values, figure);
  add('id', words.row, layer.ids);
  if (!hasShapes && (!isByName || layer.polygons.some((_, row) => isPlaced(row)))) {
    const placed = (values: Float64Array) =>
      Array.from(values, (value, row) => (isPlaced(row) ? figure(value) : ''));
    add('lon', words.lon, placed(layer.lons));
    add('lat', words.lat, placed(layer.lats));
  }
  add('elders', words.elders, figures(layer.elders));
  for (const band of bands)
    if (layer.bands[band] !== undefined) add(band, words.bands[band], figures(layer.bands[band]));
  for (const tier of tiers)
    if (layer.tiers[tier] !== undefined) add(tier, words.tiers[tier], figures(layer.tiers[tier]));
  if (layer.districts.some((name) => name !== null))
    add(
      'district',
      words.district,
      layer.districts.map((name) => name ?? ''),
      false,
    );
  else if (source.columns['district'] === '') roles['district'] = '';
  const geometries = hasShapes
    ? [
        ...layer.polygons.map(
          (shape, row): Geometry =>
            shape ?? { type: 'Point', coordinates: [layer.lons[row]!, layer.lats[row]!] },
        ),
        ...lost.map(() => null),
      ]
    : null;
  return {
    ...(await written(columns, geometries, pause)),
    // Codes for "no answer" and texts chosen for districts are those of the persons' file.
    source: { encoding: 'utf-8', crs: 'EPSG:4326', columns: roles },
  };
}

/** The rows as they are, without the personal columns; what else the layer had from these stands in columns of its own. */
export async function cleanRows(
  kind: LayerKind,
  raw: TextTable,
  { table, personal, dropped }: Guarded,
  part: LayerPart | null,
  source: LayerSource,
  words: CleanWords,
  pause: Pause,
): Promise<CleanLayer> {
  const report = part?.report ?? null;
  const gone = new Set(personal.map(({ at }) => at));
  const goneNames = new Set(dropped.map(({ column }) => column));
  const skipped = new Set(report?.refused.filter((one) => !isOfSomebody(one)).map(({ row }) => row) ?? []);
  const positions = [...table.rows.keys()].filter((i) => !skipped.has(table.rows[i]!));
  const roles: Record<string, string> = {};
  for (const [role, name] of Object.entries({ ...source.columns, ...report?.columns }))
    if (!goneNames.has(name)) roles[role] = name;
  // The reader of CSV makes these again of the columns beside them.
  const again = new Set(raw.features === null ? sexSums(table.header, table.cells).names : []);
  const header: string[] = [];
  const cells: string[][] = [];
  const add = (name: string, values: string[]): string => {
    let free = name;
    for (let turn = 2; table.header.includes(free) || header.includes(free); turn++) free = `${name} ${turn}`;
    header.push(free);
    cells.push(values);
    return free;
  };
  for (const [at, name] of table.header.entries()) {
    if (gone.has(at) || again.has(name)) continue;
    header.push(name);
    cells.push(positions.map((i) => table.cells[at]![i]!));
    await pause();
  }
  if (report !== null && rolesOf[kind].includes('id')) {
    // Rows without an id are known by their number, which is another in the new file.
    const own = positions.map((i) => String(table.rows[i]!));
    const at = header.indexOf(roles['id'] ?? '');
    if (at < 0) roles['id'] = add(words.row, own);
    else cells[at] = cells[at]!.map((cell, i) => (['', hidden].includes(cell.trim()) ? own[i]! : cell));
  }
  const bandOf = kind === 'elders' ? await bandsOfDropped(raw, personal, part, source, pause) : null;
  if (bandOf !== null)
    roles['age'] = add(
      words.ageBand,
      positions.map((i) => bandOf(i) ?? ''),
    );
  const geometries = raw.features === null ? null : positions.map((i) => raw.features![i]!.geometry);
  const clean: TextTable = {
    ...table,
    header,
    cells,
    labels: [],
    rows: Int32Array.from(positions, (i) => table.rows[i]!),
    features: raw.features === null ? null : positions.map((i) => raw.features![i]!),
    readings: [],
  };
  const notPersonal = new Set((source.notPersonal ?? []).filter((name) => header.includes(name)));
  for (const { at } of personalColumns(kind, clean)) notPersonal.add(header[at]!);
  if (report !== null) {
    const matched = matchColumns(kind, clean, roles, []);
    // What nothing was taken for must not be taken for something now.
    if (matched.ok) for (const role of matched.value.guessed) roles[role] = '';
  }
  const figureNames = new Set(
    Object.entries(roles).flatMap(([role, name]) => (wordRoles.has(role) ? [] : [name])),
  );
  const columns = header.map((name, at) => ({ name, cells: cells[at]!, isFigure: figureNames.has(name) }));
  const stated = source.crs === 'auto' && raw.crs !== '' ? raw.crs : source.crs;
  return {
    ...(await written(columns, geometries, pause)),
    source: {
      ...kept(source),
      encoding: 'utf-8',
      crs: report?.crs ?? stated,
      columns: roles,
      ...(notPersonal.size === 0 ? {} : { notPersonal: [...notPersonal] }),
    },
  };
}

const wordRoles = new Set(['id', 'name', 'services', 'district', 'tier']);

/** What the user said of the rows, which are the same in the new file. */
function kept({ shift, services, missing, personRows, ageOn, districtNames }: LayerSource) {
  const all = { shift, services, missing, personRows, ageOn, districtNames };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<
    Pick<LayerSource, 'shift' | 'services' | 'missing' | 'personRows' | 'ageOn' | 'districtNames'>
  >;
}

async function written(
  columns: readonly PlainColumn[],
  geometries: readonly (Geometry | null)[] | null,
  pause: Pause,
): Promise<Pick<CleanLayer, 'parts' | 'ending'>> {
  return geometries === null
    ? { parts: await plainCsv(columns, pause), ending: 'csv' }
    : { parts: await plainGeoJson(columns, geometries, pause), ending: 'geojson' };
}

/** Totals and notes are nobody. */
function isOfSomebody({ code }: { readonly code: string }): boolean {
  return code !== 'row.total' && code !== 'row.note';
}

const bandTexts = { age60: '60-69', age70: '70-79', age80: '80+', young: '0-59' } as const;

/**
 * Position → the band that dropped columns tell, as a text that reads back to it, null where unknown; null where none tells any. Of a file
 * that cannot be read as a layer yet (its places may come later) the numbers are asked, as nobody can once they are gone.
 */
async function bandsOfDropped(
  raw: TextTable,
  personal: readonly PersonalColumn[],
  part: LayerPart | null,
  { columns, ageOn }: LayerSource,
  pause: Pause,
): Promise<((position: number) => string | null) | null> {
  if (part?.kind === 'elders') {
    const { layer, report } = part;
    if (!(report.dropped ?? []).some(({ derived }) => derived.includes('age'))) return null;
    const known = new Map<number, string>();
    layer.rows.forEach((row, i) => {
      if (bands.some((band) => Number.isNaN(layer.bands[band]?.[i] ?? NaN))) return;
      known.set(row, bandTexts[bands.find((band) => layer.bands[band]![i]! > 0) ?? 'young']);
    });
    return (position) => known.get(raw.rows[position]!) ?? null;
  }
  if (columns['age'] !== undefined || ageOn === undefined) return null;
  const own = personal.filter((column) => tellsOwnBirth(raw, column));
  const ages = await agesOf(raw, own, await readIdColumns(raw, own, pause), ageOn, pause);
  const bandOf = bandOfBirth(ages);
  if (ages.from.length === 0) return null;
  return (position) => {
    const band = bandOf(position);
    return band === null ? null : bandTexts[band];
  };
}

/** Every digit; missing is blank. */
function figure(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}
