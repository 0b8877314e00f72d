/** A study to hand on: files that say who somebody is are replaced by cleaned ones that give the same findings. */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { LayerKind, LayerSource, Study } from '../domain/study';
import { layerKinds } from '../domain/study';
import type { CleanLayer, CleanWords } from './cleaned-layer';
import { cleanCounts, cleanRows } from './cleaned-layer';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import type { FoundFile } from './find-file';
import { filesNeeded, findFile } from './find-file';
import type { Guarded } from './identity';
import { guardIdentity } from './identity';
import { readJoinAreas } from './join-areas';
import type { OpenFile } from './open-file';
import { openFile } from './open-file';
import type { JoinAreas, LayerPart } from './read-layer';
import { readLayer } from './read-layer';

export interface LeftOut {
  /** As the layer names it. */
  readonly file: string;
  readonly sheet: string | null;
  /** What the zip holds instead; '' for a sheet that no layer uses. */
  readonly instead: string;
  readonly columns: readonly string[];
  /** Numbers and names in other columns are hidden too. */
  readonly hidesCells: boolean;
  /** Persons and places where rows became counts. */
  readonly counted: { readonly persons: number; readonly places: number } | null;
}

export interface CleanedStudy {
  /** The given study itself where nothing is left out. */
  readonly study: Study;
  readonly left: readonly LeftOut[];
}

interface Look {
  readonly kind: LayerKind;
  readonly source: LayerSource;
  /** The dropped files it needs: itself or the zip it lies in, and its parts. */
  readonly needs: readonly string[];
  readonly found: FoundFile | null;
  readonly opened: OpenFile | null;
  readonly guarded: Guarded | null;
}

/**
 * The study with a cleaned file for each that holds personal columns or cells, and for whatever else lies in the same file; a list of persons
 * that became counts is written as the counts. Each new file is read again: study.cleanedDiffers where it does not give the same layer.
 * Files that cannot be opened stay as they are.
 */
export async function withoutIdentity(
  study: Study,
  words: CleanWords,
  options: Control & { readonly cache?: DecodeCache | undefined } = {},
): Promise<Result<CleanedStudy>> {
  const cache = options.cache ?? sharedCache;
  const pause = pacer(options);
  const looks: Look[] = [];
  for (const kind of layerKinds)
    for (const source of study.settings.layers[kind] ?? [])
      looks.push(await lookAt(study, kind, source, cache, options));
  const personal = new Set(looks.filter(isPersonal).flatMap(({ needs }) => needs));
  const left: LeftOut[] = [];
  for (const { needs, source, sheet, columns } of await idleSheets(looks, cache, options)) {
    needs.forEach((name) => personal.add(name));
    left.push({ file: source.file, sheet, instead: '', columns, hidesCells: false, counted: null });
  }
  if (personal.size === 0) return succeed({ study, left: [] });

  const areas = await readJoinAreas(study, cache, options);
  const files: Record<string, Blob> = { ...study.files };
  const layers: Partial<Record<LayerKind, LayerSource[]>> = {};
  const checks: { kind: TableKind; before: LayerPart; source: LayerSource; file: string }[] = [];
  for (const look of looks) {
    const { kind, source, found, opened, guarded } = look;
    const list = (layers[kind] ??= []);
    if (!look.needs.some((name) => personal.has(name)) || found === null) {
      list.push(source);
      continue;
    }
    if (kind === 'elevation' || opened === null || opened.table === null || guarded === null) {
      // A sheet that cannot be read gives no findings, and its workbook stays behind.
      const isMember = !Object.hasOwn(study.files, source.file);
      if (isMember) list.push({ ...source, file: takeOut(source.file, found, files) });
      continue;
    }
    const read = await readPart(study, kind, source, found, areas, cache, options);
    // What waits for its places is copied row by row, like what could not be read as a layer.
    const part = read.ok && read.value.report.waits === undefined ? read.value : null;
    const counted = part?.report.counted ?? null;
    const clean: CleanLayer =
      part?.kind === 'elders' && counted !== null
        ? await cleanCounts(part.layer, part.report, source, words, pause)
        : await cleanRows(kind, opened.table, guarded, part, source, words, pause);
    const file = freeName(`${stemOf(source.file)}${words.suffix}`, `.${clean.ending}`, files);
    files[file] = dated(clean.parts as Uint8Array<ArrayBuffer>[], file, found.blob);
    const fresh: LayerSource = { file, ...clean.source };
    list.push(fresh);
    if (part !== null) checks.push({ kind, before: part, source: fresh, file: source.file });
    if (isPersonal(look))
      left.push({
        file: source.file,
        sheet: opened.table.sheet ?? null,
        instead: file,
        columns: guarded.dropped.map(({ column }) => column),
        hidesCells: hidesCells(guarded),
        counted,
      });
  }
  for (const name of personal) delete files[name];
  const cleaned: Study = { settings: { ...study.settings, layers }, files };
  const cleanAreas = await readJoinAreas(cleaned, cache, options);
  for (const { kind, before, source, file } of checks) {
    const found = await findFile(files, source.file, cache, options);
    if (!found.ok) return found;
    const after = await readPart(cleaned, kind, source, found.value, cleanAreas, cache, options);
    if (!after.ok || !isSame(layerOf(before), layerOf(after.value)))
      return fail(fault('study.cleanedDiffers', {}, { file }));
    await pause();
  }
  return succeed({ study: cleaned, left });
}

type TableKind = Exclude<LayerKind, 'elevation'>;

async function lookAt(
  study: Study,
  kind: LayerKind,
  source: LayerSource,
  cache: DecodeCache,
  options: Control,
): Promise<Look> {
  const needs = filesNeeded(source.file, Object.keys(study.files));
  const none: Look = { kind, source, needs, found: null, opened: null, guarded: null };
  const found = await findFile(study.files, source.file, cache, options);
  if (!found.ok) return none;
  const { blob, siblings } = found.value;
  if (kind === 'elevation') return { ...none, found: found.value };
  const wanted = { encoding: source.encoding, sheet: source.sheet, siblings };
  const opened = await openFile(blob, source.file, wanted, cache, options);
  if (!opened.ok) return { ...none, found: found.value };
  const { table } = opened.value;
  const kept = source.notPersonal ?? [];
  const guarded = table === null ? null : await guardIdentity(kind, table, kept, pacer(options));
  return { kind, source, needs, found: found.value, opened: opened.value, guarded };
}

function isPersonal({ kind, guarded }: Look): boolean {
  return kind !== 'streets' && guarded !== null && (guarded.dropped.length > 0 || hidesCells(guarded));
}

function hidesCells({ notes }: Guarded): boolean {
  return notes.some(({ code }) => code === 'identity.cellsHidden');
}

/** Sheets of workbooks that no layer uses and that list persons: the workbook would carry them along. */
async function idleSheets(looks: readonly Look[], cache: DecodeCache, options: Control) {
  const out: (Pick<Look, 'needs' | 'source'> & { sheet: string; columns: string[] })[] = [];
  const seen = new Set<string>();
  const used = new Set(looks.map(({ source, opened }) => `${source.file}\n${opened?.table?.sheet ?? ''}`));
  for (const { source, needs, found, opened } of looks)
    for (const sheet of opened?.table?.sheets ?? []) {
      const key = `${source.file}\n${sheet}`;
      if (seen.has(key) || used.has(key) || found === null) continue;
      seen.add(key);
      const wanted = { encoding: source.encoding, sheet, siblings: found.siblings };
      const other = await openFile(found.blob, source.file, wanted, cache, options);
      if (!other.ok || other.value.table === null) continue;
      const { dropped } = await guardIdentity('elders', other.value.table, [], pacer(options));
      if (dropped.length > 0)
        out.push({ source, needs, sheet, columns: dropped.map(({ column }) => column) });
    }
  return out;
}

function readPart(
  study: Study,
  kind: TableKind,
  source: LayerSource,
  { blob, siblings }: FoundFile,
  areas: JoinAreas,
  cache: DecodeCache,
  options: Control,
): Promise<Result<LayerPart>> {
  return readLayer(kind, source, blob, study.settings.need.services, cache, options, siblings, areas);
}

/** Puts a member of a zip that is left behind among `files`, with its parts, and gives its name there. */
function takeOut(file: string, { blob, siblings }: FoundFile, files: Record<string, Blob>): string {
  const ending = /\.[^./\\]*$/.exec(file)?.[0] ?? '';
  const name = freeName(stemOf(file), ending, files);
  files[name] = blob;
  for (const [part, bytes] of Object.entries(siblings))
    files[`${name.slice(0, name.length - ending.length)}.${part}`] = bytes;
  return name;
}

function stemOf(file: string): string {
  return file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}

function freeName(stem: string, ending: string, files: Readonly<Record<string, Blob>>): string {
  let name = `${stem}${ending}`;
  for (let turn = 2; Object.hasOwn(files, name); turn++) name = `${stem} (${turn})${ending}`;
  return name;
}

/** With the day of the file it comes from, which dates the data. */
function dated(parts: Uint8Array<ArrayBuffer>[], name: string, from: Blob): Blob {
  const { lastModified } = from as Partial<File>;
  return lastModified === undefined ? new Blob(parts) : new File(parts, name, { lastModified });
}

function layerOf(part: LayerPart): unknown {
  return part.kind === 'streets' ? part.streets : part.layer;
}

/** Equal in everything but the names of files and the rows they were read from. */
function isSame(a: unknown, b: unknown): boolean {
  // A word that a spreadsheet would run has a `'` in front in the new file.
  if (Object.is(a, b) || (typeof a === 'string' && b === `'${a}`)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || ArrayBuffer.isView(a)) {
    const [one, other] = [a, b] as ArrayLike<unknown>[];
    if (one!.length !== other!.length) return false;
    for (let i = 0; i < one!.length; i++) if (!isSame(one![i], other![i])) return false;
    return true;
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    if (key === 'file' || key === 'rows' || key === 'row') continue;
    if (!isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])) return false;
  }
  return true;
}
