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

/** The source of a file and the kind of layer it stands for; null where the study does not name it. */
export function findLayer(study: Study, file: string): { kind: LayerKind; source: LayerSource } | null {
  for (const [kind, sources] of layerEntries(study.settings)) {
    const source = sources.find((candidate) => candidate.file === file);
    if (source !== undefined) return { kind, source };
  }
  return null;
}

/** Whether a layer needs the file: it is the layer's own, a part of its shapefile, or the zip it lies in. */
export function namesFile(settings: StudySettings, file: string): boolean {
  return layerEntries(settings).some(([, sources]) =>
    sources.some((source) => filesNeeded(source.file, [file]).length > 0),
  );
}

/** Without one layer of a file; its bytes go when no other layer reads them (areas can be elders and districts at once). */
export function withoutLayer(study: Study, kind: LayerKind, file: string): Study {
  const settings = mapLayers(study.settings, kind, file, () => null);
  const files = Object.fromEntries(
    Object.entries(study.files).filter(([name]) => name !== file || namesFile(settings, name)),
  );
  return { settings, files };
}

/** The file as another kind of layer; its columns are guessed anew, for roles differ. */
export function withKind(study: Study, from: LayerKind, file: string, kind: LayerKind): Study {
  const source = study.settings.layers[from]?.find((candidate) => candidate.file === file);
  if (source === undefined || from === kind) return study;
  const removed = mapLayers(study.settings, from, file, () => null);
  const others = (removed.layers[kind] ?? []).filter((present) => present.file !== file);
  const layers = { ...removed.layers, [kind]: [...others, { ...source, columns: {} }] };
  return { ...study, settings: { ...removed, layers } };
}

export function withEncoding(study: Study, file: string, encoding: string): Study {
  return withSource(study, file, (source) => ({ ...source, encoding }));
}

/** A file's coordinates in another system; 'auto' is as the file itself says. A shift belongs to the system it was measured in. */
export function withSystem(study: Study, file: string, crs: string): Study {
  return withSource(study, file, (source) => {
    const { shift, ...rest } = source;
    return { ...rest, crs, ...(shift !== undefined && crs === source.crs ? { shift } : {}) };
  });
}

/** A file added as a layer of the kind the user names; its columns are guessed. */
export function withFile(study: Study, kind: LayerKind, file: string, blob: Blob): Study {
  const source: LayerSource = { file, encoding: 'auto', crs: 'auto', columns: {} };
  const layers = { ...study.settings.layers, [kind]: [...(study.settings.layers[kind] ?? []), source] };
  return { settings: { ...study.settings, layers }, files: { ...study.files, [file]: blob } };
}

/** Another sheet of a workbook, null for the one that looks most like a table; its columns are other ones. */
export function withSheet(study: Study, file: string, sheet: string | null): Study {
  return withSource(study, file, (source) => ({ ...source, sheet, columns: {} }));
}

/**
 * A role read from another column, or from none ('', which is written down too: else it would be guessed again). All roles in
 * use are written down with it, so that what was guessed right does not move when one guess is corrected.
 */
export function withColumn(
  study: Study,
  kind: LayerKind,
  file: string,
  inUse: Readonly<Record<string, string>>,
  role: string,
  column: string,
): Study {
  const settings = mapLayers(study.settings, kind, file, (source) => {
    const unused = Object.entries(source.columns).filter(([, name]) => name === '');
    return { ...source, columns: { ...Object.fromEntries(unused), ...inUse, [role]: column } };
  });
  return { ...study, settings };
}

/** Another file in place of one, with the same settings: next quarter's list. */
export function withReplacement(study: Study, file: string, name: string, blob: Blob): Study {
  const kept = Object.entries(study.files).filter(([present]) => present !== file);
  const next = withSource(study, file, (source) => ({ ...source, file: name }));
  return { ...next, files: { ...Object.fromEntries(kept), [name]: blob } };
}

function withSource(study: Study, file: string, change: (source: LayerSource) => LayerSource): Study {
  return {
    ...study,
    settings: mapSources(study.settings, (source) => (source.file === file ? change(source) : source)),
  };
}

/** Of one kind of layer alone. */
function mapLayers(
  settings: StudySettings,
  kind: LayerKind,
  file: string,
  change: (source: LayerSource) => LayerSource | null,
): StudySettings {
  return mapSources(settings, (source, of) =>
    of === kind && source.file === file ? change(source) : source,
  );
}

function mapSources(
  settings: StudySettings,
  change: (source: LayerSource, kind: LayerKind) => LayerSource | null,
): StudySettings {
  const layers = Object.fromEntries(
    layerEntries(settings)
      .map(([kind, sources]) => {
        const changed = sources.map((source) => change(source, kind));
        return [kind, changed.filter((source) => source !== null)] as const;
      })
      .filter(([, sources]) => sources.length > 0),
  );
  return { ...settings, layers };
}

function layerEntries(settings: StudySettings): [LayerKind, readonly LayerSource[]][] {
  return Object.entries(settings.layers) as [LayerKind, readonly LayerSource[]][];
}
