/** One file of one layer: opened, its columns understood, its rows sorted into used and refused, and a report of all that. */
import type { Feature, Geometry, Position } from 'geojson';
import type { AuditRow } from '../domain/audit';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control, Pause } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Service } from '../domain/service';
import type { LayerKind, LayerSource } from '../domain/study';
import type {
  Backdrop,
  Candidates,
  Districts,
  Elders,
  EncodingReading,
  Facilities,
  FileReport,
  RawStreets,
  Refusal,
  Volunteers,
} from '../domain/tables';
import { readAudit } from './audit';
import type { ColumnMatch } from './columns';
import { matchColumns } from './columns';
import type { DerivedFrom, ElderIdentity } from './elder-identity';
import { readElders } from './elders';
import { readFacilities } from './facilities';
import type { Guarded } from './identity';
import { guardIdentity, guardNotes } from './identity';
import { hidden } from './identity-text';
import type { Ledger } from './ledger';
import { asWritten, withoutMissing } from './missing-codes';
import type { NamedAreas } from './name-join';
import { linesToStreets } from './line-streets';
import type { DecodeCache } from './decode-cache';
import { shownReadings } from './shown-readings';
import type { Siblings } from './find-file';
import type { OpenFile } from './open-file';
import { inFile, openFile, optionsKey } from './open-file';
import { isNodeOfNote, type Tags } from './osm-tags';
import { readCandidates, readDistricts, readVolunteers } from './other-layers';
import type { PlaceSystem } from './place-system';
import { decideSystem } from './place-system';
import type { TextTable } from './text-table';

export type LayerPart =
  | {
      readonly kind: 'streets';
      readonly streets: RawStreets;
      readonly backdrop: Backdrop | null;
      readonly report: FileReport;
    }
  | { readonly kind: 'facilities'; readonly layer: Facilities; readonly report: FileReport }
  | { readonly kind: 'elders'; readonly layer: Elders; readonly report: FileReport }
  | { readonly kind: 'volunteers'; readonly layer: Volunteers; readonly report: FileReport }
  | { readonly kind: 'districts'; readonly layer: Districts; readonly report: FileReport }
  | { readonly kind: 'candidates'; readonly layer: Candidates; readonly report: FileReport }
  | { readonly kind: 'audit'; readonly layer: readonly AuditRow[]; readonly report: FileReport };

/** Reads `source` as a layer of `kind`. `everywhere`: services of facilities and volunteers whose file does not say. Remembered by Blob. */
export async function readLayer(
  kind: Exclude<LayerKind, 'elevation'>,
  source: LayerSource,
  blob: Blob,
  everywhere: readonly Service[],
  cache: DecodeCache,
  control?: Control,
  siblings: Siblings = {},
  areas: JoinAreas | null = null,
): Promise<Result<LayerPart>> {
  const { file } = source;
  const offered = source.services ?? everywhere;
  const usesServices = kind === 'facilities' || kind === 'volunteers';
  const options = { encoding: source.encoding, sheet: source.sheet, siblings };
  const key = `layer ${JSON.stringify([kind, source, usesServices ? offered : []])} ${optionsKey(options)}`;
  const readWith = (named: NamedAreas | 'later' | null, suffix: string): Promise<Result<LayerPart>> =>
    cache.remember(blob, key + suffix, async () => {
      const opened = await openFile(blob, file, options, cache, control);
      if (!opened.ok) return opened;
      return kind === 'streets'
        ? streetsPart(opened.value, source, blob, pacer(control))
        : tablePart(kind, opened.value, source, blob, offered, pacer(control), named);
    });
  const read = await readWith(null, '');
  if (kind !== 'elders' || !lacksPlaces(read)) return read;
  const isOff = source.columns['district'] === '';
  if (areas === null || areas.districts.count === 0 || isOff) {
    if (read.ok) return read;
    const later = isOff ? read : await readWith('later', ' later');
    return later.ok ? later : fail({ ...read.fault, code: 'column.noPlaces' });
  }
  // Only such a file depends on the districts; all others are read once.
  const named: NamedAreas = {
    districts: areas.districts,
    chosen: source.districtNames ?? {},
    isGiven: (source.columns['district'] ?? '') !== '',
  };
  return readWith(named, ` in ${areas.key}`);
}

/** The study's districts, for rows that name one instead of having coordinates; `key` is another for other districts. */
export interface JoinAreas {
  readonly districts: Districts;
  readonly key: string;
}

/** Elders of whom all, or some that name a district, have no coordinates. */
function lacksPlaces(read: Result<LayerPart>): boolean {
  if (!read.ok) return read.fault.code === 'column.noCoordinates';
  const { columns, refused } = read.value.report;
  return 'district' in columns && refused.some(({ code }) => code === 'row.noCoordinate');
}

async function tablePart(
  kind: Exclude<LayerKind, 'elevation' | 'streets'>,
  opened: OpenFile,
  source: LayerSource,
  blob: Blob,
  offered: readonly Service[],
  pause: Pause,
  named: NamedAreas | 'later' | null,
): Promise<Result<LayerPart>> {
  const { file } = source;
  if (opened.table === null)
    return fail(fault('table.formatForLayer', { format: opened.format, layer: kind }, { file }));
  const raw: TextTable = { ...opened.table, chosen: chosenBy(source) };
  const kept = source.notPersonal ?? [];
  const door = await guardIdentity(kind, raw, kept, pause);
  const guarded = { ...door, readings: await shownReadings(kind, raw, door.personal, kept, pause) };
  const matched = matchColumns(kind, guarded.table, source.columns, guarded.personal);
  if (!matched.ok) return matched;
  const match = matched.value;
  const table = withoutMissing(guarded.table, match, source.missing ?? []);
  const finish = (ledger: Ledger): FileReport => reportOf(kind, opened, source, blob, guarded, match, ledger);
  switch (kind) {
    case 'elders': {
      const day = source.ageOn ?? dayOf(blob);
      const identity: ElderIdentity = {
        raw,
        personal: guarded.personal,
        day,
        isFileDay: source.ageOn === undefined,
        keepsRows: source.personRows ?? false,
      };
      const read = await readElders(table, match, pause, identity, named);
      if (!read.ok) return read;
      const { layer, ledger, join, derived, counted, waits } = read.value;
      const used = join?.match ?? match;
      const report = {
        ...reportOf(kind, opened, source, blob, guarded, used, ledger, derived),
        ...(counted === null ? {} : { counted }),
        ...(join === null ? {} : { join: join.joinOf(ledger) }),
        ...(waits === null ? {} : { waits }),
      };
      return succeed({ kind, layer, report });
    }
    case 'facilities': {
      const read = await readFacilities(table, match, offered, pause);
      return read.ok ? succeed({ kind, layer: read.value.layer, report: finish(read.value.ledger) }) : read;
    }
    case 'volunteers': {
      const read = await readVolunteers(table, match, offered, pause);
      return read.ok ? succeed({ kind, layer: read.value.layer, report: finish(read.value.ledger) }) : read;
    }
    case 'candidates': {
      const read = await readCandidates(table, match, pause);
      return read.ok ? succeed({ kind, layer: read.value.layer, report: finish(read.value.ledger) }) : read;
    }
    case 'audit': {
      const read = await readAudit(table, match, pause);
      return read.ok ? succeed({ kind, layer: read.value.layer, report: finish(read.value.ledger) }) : read;
    }
    case 'districts': {
      const read = await readDistricts(table, match, pause);
      return read.ok ? succeed({ kind, layer: read.value.layer, report: finish(read.value.ledger) }) : read;
    }
  }
}

function reportOf(
  kind: LayerKind,
  opened: OpenFile,
  source: LayerSource,
  blob: Blob,
  {
    table,
    dropped,
    personal,
    notes: doorNotes,
    readings,
  }: Guarded & {
    readonly readings: readonly EncodingReading[];
  },
  match: ColumnMatch,
  ledger: Ledger,
  derived: DerivedFrom = new Map(),
): FileReport {
  ledger.check();
  const { file } = source;
  const isSettled = source.crs !== 'auto';
  const notes: Note[] = [
    ...guardNotes(opened.notes, opened.table!.header, table.header, personal),
    ...doorNotes,
    ...match.notes.filter(({ code }) => !(isSettled && code === 'column.shiftedCoordinates')),
    ...ledger.notes,
  ];
  if (ledger.used.length === 0)
    notes.push(
      fault('table.noUsableRows', { count: table.rows.length }, { file, row: ledger.refused[0]!.row }),
    );
  return {
    ...fileFacts(kind, opened, source, blob),
    encoding: table.encoding,
    ...systemFacts(ledger.places),
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    header: table.header,
    columns: Object.fromEntries([...match.columns].map(([role, at]) => [role, table.header[at]!])),
    guessed: match.guessed,
    sample: sampleOf(table, match.personal),
    rowsRead: table.rows.length,
    rowsUsed: ledger.used.length,
    refused: asWritten(ledger.refused, table, ledger.table),
    ...(ledger.missingCodes.length === 0 ? {} : { missingCodes: ledger.missingCodes }),
    ...(ledger.repeats.length === 0 ? {} : { repeats: ledger.repeats }),
    ...(ledger.noted.length === 0 ? {} : { noted: ledger.noted }),
    notes,
    ...(readings.length === 0 ? {} : { readings }),
    ...(dropped.length === 0
      ? {}
      : { dropped: dropped.map((own, i) => ({ ...own, derived: derived.get(personal[i]!.at) ?? [] })) }),
  };
}

/** Rows of the preview. */
const mostShown = 20;

/** First rows as text; what says who somebody is, is not shown. */
function sampleOf(table: TextTable, personal: ReadonlySet<number>): string[][] {
  const count = Math.min(mostShown, table.rows.length);
  return Array.from({ length: count }, (_, i) =>
    table.cells.map((column, at) => (personal.has(at) && column[i] !== '' ? hidden : column[i]!)),
  );
}

/** What is shown of a file whose attributes go no further than walking asks. */
function firstRows(table: TextTable): TextTable {
  const cut = <T>(list: readonly T[]): readonly T[] => list.slice(0, mostShown);
  return { ...table, cells: table.cells.map(cut), rows: table.rows.slice(0, mostShown), features: null };
}

async function streetsPart(
  opened: OpenFile,
  source: LayerSource,
  blob: Blob,
  pause: Pause,
): Promise<Result<LayerPart>> {
  const { file } = source;
  const facts = fileFacts('streets', opened, source, blob);
  if (opened.osm !== null) {
    const { streets, backdrop } = opened.osm;
    const ways = streets.wayTags.length;
    const report: FileReport = {
      ...facts,
      encoding: '',
      crs: 'EPSG:4326',
      header: [],
      columns: {},
      guessed: [],
      sample: [],
      rowsRead: ways,
      rowsUsed: ways,
      refused: [],
      notes: opened.notes,
    };
    return succeed({ kind: 'streets', streets, backdrop, report });
  }
  const table = opened.table!;
  if (table.features === null)
    return fail(fault('table.formatForLayer', { format: opened.format, layer: 'streets' }, { file }));
  const refused: Refusal[] = [];
  const lines: Feature<Geometry>[] = [];
  table.features.forEach((feature, i) => {
    const type = (feature.geometry as Geometry | null)?.type ?? '';
    const properties = feature.properties ?? {};
    const isArea = type.endsWith('Polygon') && properties['highway'] === 'pedestrian';
    const isNode = type === 'Point' && isNodeOfNote(textsOf(properties));
    if (type.endsWith('LineString') || isArea || isNode) lines.push(feature as Feature<Geometry>);
    else
      refused.push({
        file,
        row: table.rows[i]!,
        column: 'geometry',
        value: type,
        code: type === '' ? 'row.noGeometry' : 'row.geometryType',
      });
  });
  const placed = lineSystem(lines, table, source);
  if (!placed.ok) return placed;
  const shown = await guardIdentity('streets', firstRows(table), source.notPersonal ?? [], pause);
  const read = linesToStreets(movedLines(lines, placed.value));
  if (!read.ok) return fail(inFile(read.fault, file));
  const report: FileReport = {
    ...facts,
    encoding: table.encoding,
    ...systemFacts(placed.value),
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    header: shown.table.header,
    columns: {},
    guessed: [],
    sample: sampleOf(shown.table, new Set(shown.personal.map(({ at }) => at))),
    rowsRead: table.features.length,
    rowsUsed: lines.length,
    refused,
    notes: [...opened.notes, ...placed.value.notes, ...read.notes.map((note) => inFile(note, file))],
  };
  return succeed({ kind: 'streets', streets: read.value, backdrop: null, report });
}

function chosenBy({ crs, shift }: LayerSource) {
  return { crs, shift: shift ?? null };
}

function systemFacts(places: Pick<PlaceSystem, 'system' | 'shift'> | null) {
  if (places === null) return { crs: 'EPSG:4326' };
  const { system, shift } = places;
  return { crs: system.id, crsName: system.name, ...(shift === null ? {} : { shift }) };
}

/** The system of the first points of all lines. */
function lineSystem(lines: Feature<Geometry>[], table: TextTable, source: LayerSource): Result<PlaceSystem> {
  const boxes = new Float64Array(4 * lines.length).fill(NaN);
  lines.forEach((line, i) => {
    const [x, y] = firstPosition((line.geometry as { coordinates?: unknown }).coordinates);
    boxes.set([x, y, x, y], 4 * i);
  });
  const { crs: chosen, shift } = chosenBy(source);
  return decideSystem(boxes, { file: source.file, column: 'geometry', chosen, shift, stated: table.crs });
}

/** As they are where nothing moves. What is nowhere in the system becomes NaN, which the reader of lines leaves out and counts. */
function movedLines(lines: Feature<Geometry>[], { isPlain, read }: PlaceSystem): Feature<Geometry>[] {
  if (isPlain) return lines;
  const move = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates;
    return typeof coordinates[0] === 'number' ? read(coordinates[0], coordinates[1]) : coordinates.map(move);
  };
  return lines.map((line) => {
    const { type, coordinates } = line.geometry as { type: string; coordinates: unknown };
    return { ...line, geometry: { type, coordinates: move(coordinates) } as Geometry };
  });
}

function firstPosition(coordinates: unknown): [number, number] {
  let at = coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  const position = at as Position | undefined;
  return [Number(position?.[0] ?? NaN), Number(position?.[1] ?? NaN)];
}

/** Properties that say something; exports have a null for every tag that some other feature has. */
function textsOf(properties: Readonly<Record<string, unknown>>): Tags {
  const texts = Object.entries(properties).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

function fileFacts(kind: LayerKind, opened: OpenFile, source: LayerSource, blob: Blob) {
  return {
    file: source.file,
    kind,
    bytes: blob.size,
    sha256: opened.sha256,
    modified: dayOf(blob),
    format: opened.format,
  };
}

/** ISO day of the file, '' where unknown. */
function dayOf(blob: Blob): string {
  const modified = (blob as Partial<File>).lastModified;
  const date = modified === undefined ? null : new Date(modified);
  return date !== null && Number.isFinite(date.getTime()) ? date.toISOString().slice(0, 10) : '';
}
