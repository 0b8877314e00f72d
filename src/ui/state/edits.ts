/** One pure function a change of settings; the page makes a new study of what they return. */
import type { Band, Service } from '../../domain/service';
import type { LayerKind, LayerSource, Study, StudySettings, WalkSettings } from '../../domain/study';
import { filesNeeded } from '../../intake/find-file';

export function withWalk(study: Study, change: Partial<WalkSettings>): Study {
  return withSettings(study, { walk: { ...study.settings.walk, ...change } });
}

export function withPace(study: Study, band: Band, metresPerSecond: number): Study {
  return withWalk(study, { paces: { ...study.settings.walk.paces, [band]: metresPerSecond } });
}

export function withSettings(study: Study, change: Partial<StudySettings>): Study {
  return { ...study, settings: { ...study.settings, ...change } };
}

/** Adds or removes a service; the last one stays, a study needs one. */
export function withService(study: Study, service: Service, wanted: boolean): Study {
  const { need } = study.settings;
  const rest = need.services.filter((present) => present !== service);
  const services = wanted ? [...rest, service] : rest;
  if (services.length === 0 || (wanted && rest.length < need.services.length)) return study;
  return withSettings(study, { need: { ...need, services } });
}

/** Whether a layer needs the file: it is the layer's own, a part of its shapefile, or the zip it lies in. */
export function namesFile(settings: StudySettings, file: string): boolean {
  return layerEntries(settings).some(([, sources]) =>
    sources.some((source) => filesNeeded(source.file, [file]).length > 0),
  );
}

/** One source of a study: a file may serve several kinds of layer, and its sheets be layers of their own. */
export interface LayerRef {
  readonly kind: LayerKind;
  readonly file: string;
  readonly sheet: string | null;
}

export function refOf(kind: LayerKind, { file, sheet }: LayerSource): LayerRef {
  return { kind, file, sheet: sheet ?? null };
}

/** A text that tells layers apart, for keys of lists and of what was looked at. */
export function layerKey({ kind, file, sheet }: LayerRef): string {
  return JSON.stringify([kind, file, sheet]);
}

/** The source itself; null where the study does not have it (any more). */
function findSource(study: Study, ref: LayerRef): LayerSource | null {
  return study.settings.layers[ref.kind]?.find((source) => isSameTable(source, ref)) ?? null;
}

/** Without one layer of a file; its bytes go when no other layer reads them (areas can be elders and districts at once). */
export function withoutLayer(study: Study, ref: LayerRef): Study {
  const settings = mapLayer(study.settings, ref, () => []);
  const files = Object.fromEntries(
    Object.entries(study.files).filter(
      ([name]) => namesFile(settings, name) || !namesFile(study.settings, name),
    ),
  );
  return { settings, files };
}

/** The file as another kind of layer; its columns are guessed anew, for roles differ. */
export function withKind(study: Study, ref: LayerRef, kind: LayerKind): Study {
  const source = findSource(study, ref);
  if (source === null || ref.kind === kind) return study;
  const removed = mapLayer(study.settings, ref, () => []);
  const others = (removed.layers[kind] ?? []).filter((present) => !isSameTable(present, ref));
  const layers = { ...removed.layers, [kind]: [...others, { ...source, columns: {} }] };
  return { ...study, settings: { ...removed, layers } };
}

/** Of the whole file, whatever layers it serves. */
export function withEncoding(study: Study, file: string, encoding: string): Study {
  const settings = mapSources(study.settings, (source) =>
    source.file === file ? [{ ...source, encoding }] : [source],
  );
  return { ...study, settings };
}

/** A table's coordinates in another system; 'auto' is as the file itself says. A shift belongs to the system it was measured in. */
export function withSystem(study: Study, ref: LayerRef, crs: string): Study {
  return withTable(study, ref, (source) => {
    const { shift, ...rest } = source;
    return { ...rest, crs, ...(shift !== undefined && crs === source.crs ? { shift } : {}) };
  });
}

/** A system of secret parameters with the metres by which its places are moved; null takes the shift away. */
export function withShift(
  study: Study,
  ref: LayerRef,
  crs: string,
  shift: readonly [eastMetres: number, northMetres: number] | null,
): Study {
  return withTable(study, ref, (source) => said({ ...source, crs, shift: shift ?? undefined }));
}

/** What the user says of a table's rows and columns; undefined takes a word back. */
export function withWord(
  study: Study,
  ref: LayerRef,
  word: {
    readonly [Word in 'missing' | 'personRows' | 'notPersonal' | 'districtNames']?:
      LayerSource[Word] | undefined;
  },
): Study {
  return withTable(study, ref, (source) => said({ ...source, ...word }));
}

/** Without the fields that are undefined: a study says nothing where it has nothing to say. */
function said(source: Partial<Record<keyof LayerSource, unknown>>): LayerSource {
  return Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined),
  ) as unknown as LayerSource;
}

/** A file added as a layer of the kind the user names, with the file it came in; its columns are guessed. */
export function withFile(
  study: Study,
  kind: LayerKind,
  file: string,
  added: Readonly<Record<string, Blob>>,
): Study {
  const source: LayerSource = { file, encoding: 'auto', crs: 'auto', columns: {} };
  const layers = { ...study.settings.layers, [kind]: [...(study.settings.layers[kind] ?? []), source] };
  return { settings: { ...study.settings, layers }, files: { ...study.files, ...added } };
}

/** Another sheet of a workbook, null for the one that looks most like a table; `read` is the one on screen, whose columns are kept. */
export function withSheet(study: Study, ref: LayerRef, sheet: string | null, read: string | null): Study {
  const settings = mapLayer(study.settings, ref, (source) => [
    { ...source, sheet, columns: sheet === read ? source.columns : {} },
  ]);
  return { ...study, settings };
}

/** More sheets of a workbook as layers of their own; the one on screen is named, so that it stays what it is. */
export function withMoreSheets(
  study: Study,
  ref: LayerRef,
  read: string,
  more: readonly { readonly sheet: string; readonly kind: LayerKind }[],
): Study {
  const named = withSheet(study, ref, read, read);
  const source = findSource(named, { ...ref, sheet: read });
  if (source === null) return study;
  const layers = { ...named.settings.layers };
  for (const { sheet, kind } of more) {
    const fresh: LayerSource = { file: ref.file, sheet, encoding: source.encoding, crs: 'auto', columns: {} };
    if (findSource(named, { kind, file: ref.file, sheet }) === null)
      layers[kind] = [...(layers[kind] ?? []), fresh];
  }
  return { ...named, settings: { ...named.settings, layers } };
}

/**
 * A role read from another column, or from none ('', which is written down too: else it would be guessed again). All roles in
 * use are written down with it, so that what was guessed right does not move when one guess is corrected.
 */
export function withColumn(
  study: Study,
  ref: LayerRef,
  inUse: Readonly<Record<string, string>>,
  role: string,
  column: string,
): Study {
  const settings = mapLayer(study.settings, ref, (source) => {
    const unused = Object.entries(source.columns).filter(([, name]) => name === '');
    return [{ ...source, columns: { ...Object.fromEntries(unused), ...inUse, [role]: column } }];
  });
  return { ...study, settings };
}

/**
 * Another file in place of one, with the same settings: next quarter's list. `name` is how layers name it from now on, `added` the files it
 * comes in (a shapefile's parts, a zip). Of the old file goes what no layer needs any more.
 */
export function withReplacement(
  study: Study,
  file: string,
  name: string,
  added: Readonly<Record<string, Blob>>,
): Study {
  const settings = mapSources(study.settings, (source) =>
    source.file === file ? [{ ...source, file: name }] : [source],
  );
  const old = new Set(filesNeeded(file, Object.keys(study.files)));
  const kept = Object.entries(study.files).filter(
    ([present]) => !old.has(present) || (name !== file && namesFile(settings, present)),
  );
  return { settings, files: { ...Object.fromEntries(kept), ...added } };
}

/** Of the whole table: every kind of layer it serves. */
function withTable(study: Study, ref: LayerRef, change: (source: LayerSource) => LayerSource): Study {
  const settings = mapSources(study.settings, (source) =>
    isSameTable(source, ref) ? [change(source)] : [source],
  );
  return { ...study, settings };
}

function isSameTable(source: LayerSource, { file, sheet }: LayerRef): boolean {
  return source.file === file && (source.sheet ?? null) === sheet;
}

/** Of one kind of layer alone. */
function mapLayer(
  settings: StudySettings,
  ref: LayerRef,
  change: (source: LayerSource) => readonly LayerSource[],
): StudySettings {
  return mapSources(settings, (source, of) =>
    of === ref.kind && isSameTable(source, ref) ? change(source) : [source],
  );
}

function mapSources(
  settings: StudySettings,
  change: (source: LayerSource, kind: LayerKind) => readonly LayerSource[],
): StudySettings {
  const layers = Object.fromEntries(
    layerEntries(settings)
      .map(([kind, sources]) => [kind, sources.flatMap((source) => change(source, kind))] as const)
      .filter(([, sources]) => sources.length > 0),
  );
  return { ...settings, layers };
}

function layerEntries(settings: StudySettings): [LayerKind, readonly LayerSource[]][] {
  return Object.entries(settings.layers) as [LayerKind, readonly LayerSource[]][];
}
