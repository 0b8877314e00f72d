/** What newly dropped files are for: by name, format, columns and geometry. Every guess can be corrected on the page. */
import type { Fault, Note } from '../domain/fault';
import { fault } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { LayerKind, LayerSource, Study, StudySettings } from '../domain/study';
import { layerKinds } from '../domain/study';
import { isAuditTable } from './audit';
import { matchColumns } from './columns';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import type { FoundFile } from './find-file';
import { dataMembers, droppedParts, findFile, findMember, isIdlePart, siblingsIn } from './find-file';
import { safeHeader } from './identity';
import type { OpenFile } from './open-file';
import { countsOf, kindOfTable, tellsBirths } from './guess-kind';
import { openFile } from './open-file';
import { simplify } from './simplified';
import { sniff } from './sniff';
import type { TextTable } from './text-table';

export interface GuessOptions extends Control {
  readonly cache?: DecodeCache | undefined;
  /** ISO day of the drop, on which ages are reckoned from then on; without it the study names no day. */
  readonly today?: string | undefined;
}

export interface Guess {
  /** The study's settings with the new sources added to their layers. */
  readonly settings: StudySettings;
  /** What each file was taken for, and files that fit no layer. */
  readonly notes: readonly Note[];
  /** Files that cannot be read; the others are added all the same. */
  readonly faults: readonly Fault[];
}

/**
 * Adds dropped files to the study's layers. A file of a name that the study has already is a newer version of it: it keeps its place
 * and columns. Areas with counts of elders and names of their own serve as elders and, where there are none yet, as districts.
 */
export async function guessLayers(
  study: Study,
  added: Readonly<Record<string, Blob>>,
  options: GuessOptions = {},
): Promise<Guess> {
  const cache = options.cache ?? sharedCache;
  const layers: Partial<Record<LayerKind, LayerSource[]>> = {};
  for (const kind of layerKinds)
    if (study.settings.layers[kind]) layers[kind] = [...study.settings.layers[kind]];
  const present = new Set(Object.values(layers).flatMap((sources) => sources.map((source) => source.file)));
  const notes: Note[] = [];
  const faults: Fault[] = [];
  const maybeDistricts: string[] = [];
  const add = (kind: LayerKind, file: string, table: TextTable | null = null): void => {
    const isDated = kind === 'elders' && table !== null && tellsBirths(table) && options.today !== undefined;
    const day = isDated ? { ageOn: options.today! } : {};
    (layers[kind] ??= []).push({ file, encoding: 'auto', crs: 'auto', columns: {}, ...day });
    notes.push(fault('table.guessedLayer', { layer: kind }, { file }));
  };
  const unpacked = await unpack(added, study.files, cache, options);
  faults.push(...unpacked.faults);
  notes.push(...unpacked.notes);
  for (const { file, blob, siblings } of unpacked.files) {
    options.signal?.throwIfAborted();
    const opened = await openFile(blob, file, { encoding: 'auto', siblings }, cache, options);
    if (!opened.ok) {
      // Loose ends of a known name are replaced, not guessed anew; the reason it cannot be read is told all the same.
      if (opened.fault.code === 'table.raster') {
        add('elevation', file);
        continue;
      }
      faults.push(opened.fault);
      continue;
    }
    if (present.has(file)) continue;
    const kinds = guessKinds(opened.value, file);
    if (kinds.length === 0)
      notes.push(fault('table.unknownLayer', { columns: columnsOf(opened.value) }, { file }));
    for (const kind of kinds) {
      if (kind === 'districts' && kinds.length > 1) maybeDistricts.push(file);
      else add(kind, file, opened.value.table);
    }
  }
  // Only once all files are seen: a file of boundaries is a better layer of districts than the elders' own areas.
  if ((layers.districts ?? []).length === 0) for (const file of maybeDistricts) add('districts', file);
  return { settings: { ...study.settings, layers }, notes, faults };
}

/**
 * What each of a workbook's `sheets` (or a GeoPackage's layers) is for, by its columns and its name; those in which nothing is recognised, and
 * those that cannot be read, are left out.
 */
export async function guessSheets(
  study: Study,
  file: string,
  encoding: string,
  sheets: readonly string[],
  options: GuessOptions = {},
): Promise<readonly { readonly sheet: string; readonly kind: LayerKind }[]> {
  const cache = options.cache ?? sharedCache;
  const found = await findFile(study.files, file, cache, options);
  if (!found.ok) return [];
  const { blob, siblings } = found.value;
  const out: { sheet: string; kind: LayerKind }[] = [];
  for (const sheet of sheets) {
    options.signal?.throwIfAborted();
    const opened = await openFile(blob, file, { encoding, sheet, siblings }, cache, options);
    const kind = opened.ok ? guessKinds(opened.value, sheet)[0] : undefined;
    if (kind !== undefined) out.push({ sheet, kind });
  }
  return out;
}

interface Dropped extends FoundFile {
  /** As a layer names it: members of zips as `outer.zip/inner.csv`. */
  readonly file: string;
}

/** More files of data in one zip are hardly a study. */
const mostMembers = 60;

/** Files as they are; of shapefiles the .shp with its parts; of zips their members. A part whose .shp is there is no file of its own. */
async function unpack(
  added: Readonly<Record<string, Blob>>,
  present: Readonly<Record<string, Blob>>,
  cache: DecodeCache,
  control: Control,
): Promise<{ files: readonly Dropped[]; faults: readonly Fault[]; notes: readonly Note[] }> {
  const all = { ...present, ...added };
  const names = Object.keys(all);
  const parts = new Set(droppedParts(names));
  const files: Dropped[] = [];
  const faults: Fault[] = [];
  const notes: Note[] = [];
  for (const [file, blob] of Object.entries(added)) {
    if (parts.has(file) || isIdlePart(file)) continue;
    const format = await sniff(blob, file);
    if (!format.ok || format.value !== 'zip') {
      files.push({ file, blob, siblings: siblingsIn(all, file) });
      continue;
    }
    const members = await dataMembers(blob, file);
    if (members.ok) notes.push(...members.notes);
    if (!members.ok) faults.push(members.fault);
    else if (members.value.length === 0) faults.push(fault('table.archive', { format: 'zip' }, { file }));
    else if (members.value.length > mostMembers)
      faults.push(fault('zip.tooManyFiles', { count: members.value.length, most: mostMembers }, { file }));
    else
      for (const member of members.value) {
        const found = await findMember(blob, file, member, cache, control);
        if (!found.ok) {
          faults.push(found.fault);
          continue;
        }
        const inner = await sniff(found.value.blob, member);
        if (inner.ok && (inner.value === 'zip' || inner.value === 'study.zip'))
          faults.push(fault('zip.inZip', { part: member.slice(0, 120) }, { file }));
        else files.push({ file: `${file}/${member}`, ...found.value });
      }
  }
  return { files, faults, notes };
}

const nameWords: readonly (readonly [LayerKind, RegExp])[] = [
  ['volunteers', /志愿|义工|志工|volunteer|befriend/i],
  ['candidates', /候选|备选|选址|拟建|拟选|闲置|空置|腾退|candidate|potential[_ ]?sites?|vacant|premises/i],
  [
    'facilities',
    /设施|机构|养老(?!.*人口)|服务(站|点|中心)|驿站|食堂|助餐|日间|照料|facilit|elder_?care|care_?(cent|home|site)|clinic|canteen|hawker|club|poi(?!nt)|points?_of_interest|services?\b/i,
  ],
  ['districts', /边界|界线|辖区|行政区|区划|网格|街道界|社区界|district|boundar|admin|subzone(?!.*65)/i],
  [
    'elders',
    /老人|老年|老龄|长者|七普|六普|普查|60岁|65岁|80岁|人口|elder|senior|older|popul|hex_?grid|census|65plus|60plus/i,
  ],
  ['streets', /道路|路网|街道网|步行网|street|road|network|walk|highway/i],
];

/** Areas that are named like districts as often as not, and are none. */
const otherAreas =
  /建筑|楼栋|房屋|水系|河流|湖泊|绿地|公园|用地|地块|宗地|缓冲|building|footprint|water|rivers?\b|lakes?\b|parks?\b|land_?use|parcels?\b|buffer/i;
const mostOutlines = 500;

/** None, one, or elders and districts. */
function guessKinds(opened: OpenFile, file: string): LayerKind[] {
  if (opened.osm !== null) return ['streets'];
  // Rasters that do not count people are refused before this.
  if (opened.format === 'geotiff') return ['elders'];
  const table = opened.table!;
  if (isAuditTable(table)) return ['audit'];
  const plainName = simplify(file);
  const named = nameWords.find(([, words]) => words.test(plainName))?.[0] ?? null;
  const types = geometryTypes(table);
  if (types !== null) {
    if (types.lines > types.points + types.areas) return ['streets'];
    if (types.areas > types.points || (named === 'districts' && types.areas > 0)) {
      if (named === 'candidates') return ['candidates'];
      const counts = countsOf(table);
      const hasNames = nameCount(table) * 2 > table.rows.length;
      if (counts !== 'none' && (named !== 'facilities' || counts === 'elders'))
        return hasNames ? ['elders', 'districts'] : ['elders'];
      if (named === 'facilities') return ['facilities'];
      if (named !== 'districts' && otherAreas.test(file)) return [];
      // A few outlines that say nothing of themselves are hardly anything else.
      return hasNames || table.rows.length <= mostOutlines ? ['districts'] : [];
    }
    if (types.points === 0) return [];
  }
  // Named like a layer it is added, so that the reader can say what its columns lack.
  const kind = kindOfTable(table, named === 'streets' || named === 'districts' ? null : named);
  return kind === null ? [] : [kind];
}

/** Rows whose name column says something. */
function nameCount(table: TextTable): number {
  const matched = matchColumns('districts', table, {});
  const at = matched.ok ? matched.value.columns.get('name') : undefined;
  return at === undefined ? 0 : table.cells[at]!.filter((cell) => cell.trim() !== '').length;
}

function geometryTypes(table: TextTable): { points: number; lines: number; areas: number } | null {
  if (table.features === null) return null;
  const found = { points: 0, lines: 0, areas: 0 };
  for (const feature of table.features) {
    const type = (feature.geometry as { type?: string } | null)?.type ?? '';
    if (type.endsWith('Point')) found.points++;
    else if (type.endsWith('LineString')) found.lines++;
    else if (type.endsWith('Polygon')) found.areas++;
  }
  return found;
}

function columnsOf(opened: OpenFile): string {
  return safeHeader(opened.table?.header.slice(0, 30) ?? []).join(' | ');
}
