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

export function withoutFile(study: Study, file: string): Study {
  const files = Object.fromEntries(Object.entries(study.files).filter(([name]) => name !== file));
  return { settings: mapSources(study.settings, (source) => (source.file === file ? null : source)), files };
}

/** The file as another kind of layer; its columns are guessed anew, for roles differ. */
export function withKind(study: Study, file: string, kind: LayerKind): Study {
  const found = findLayer(study, file);
  if (found === null || found.kind === kind) return study;
  const removed = mapSources(study.settings, (source) => (source.file === file ? null : source));
  const moved: LayerSource = { ...found.source, columns: {} };
  const layers = { ...removed.layers, [kind]: [...(removed.layers[kind] ?? []), moved] };
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

/**
 * A role read from another column, or from none (''). All roles in use are written down with it, so that what was guessed
 * right does not move when one guess is corrected.
 */
export function withColumn(
  study: Study,
  file: string,
  inUse: Readonly<Record<string, string>>,
  role: string,
  column: string,
): Study {
  const columns = Object.fromEntries(
    Object.entries({ ...inUse, [role]: column }).filter(([, name]) => name !== ''),
  );
  return withSource(study, file, (source) => ({ ...source, columns }));
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

function mapSources(
  settings: StudySettings,
  change: (source: LayerSource) => LayerSource | null,
): StudySettings {
  const layers = Object.fromEntries(
    layerEntries(settings)
      .map(([kind, sources]) => [kind, sources.map(change).filter((source) => source !== null)] as const)
      .filter(([, sources]) => sources.length > 0),
  );
  return { ...settings, layers };
}

function layerEntries(settings: StudySettings): [LayerKind, readonly LayerSource[]][] {
  return Object.entries(settings.layers) as [LayerKind, readonly LayerSource[]][];
}
