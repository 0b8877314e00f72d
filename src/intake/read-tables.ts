/** Files → Tables: every file of a study decoded, understood and checked, with a report for each. */
import type { Fault, Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { LayerKind, Study } from '../domain/study';
import { layerKinds } from '../domain/study';
import type { FileReport, Tables } from '../domain/tables';
import { checkAgainstStreets } from './against-streets';
import type { Doubt } from './check-systems';
import { checkSystems, weighPart } from './check-systems';
import { possibleSystems } from './crs-candidates';
import { referenceOf } from './crs-detective';
import { joinCandidates, joinDistricts, joinElders, joinFacilities, joinVolunteers } from './join-layers';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import { findFile } from './find-file';
import { readJoinAreas } from './join-areas';
import type { ElevationLayer } from './read-elevation';
import { readElevationLayer } from './read-elevation';
import type { JoinAreas, LayerPart } from './read-layer';
import { readLayer } from './read-layer';

export interface ReadOptions extends Control {
  /** Left out: one for the whole thread, by Blob identity. */
  readonly cache?: DecodeCache | undefined;
}

/**
 * All layers of the study; the first file that cannot be read is the fault. Layers without files are empty tables.
 * Notes are those of the reports, in their order, and what concerns no file alone.
 */
export async function readTables(study: Study, options: ReadOptions = {}): Promise<Result<Tables>> {
  const read = await readParts(study, options);
  const tables = tablesOf(read.parts, read.elevation);
  if (read.faults.length > 0) return fail((await explain(read, tables)).faults[0]!);
  const reports = reportsOf(read, tables);
  return succeed({ ...tables, reports }, [...reports.flatMap((report) => report.notes), ...read.notes]);
}

/**
 * For the data step: reports of the files that can be read, faults of the others; `doubts` are the systems to choose from of those whose
 * coordinates are metres of an unknown system.
 */
export async function inspectTables(
  study: Study,
  options: ReadOptions = {},
): Promise<{
  reports: readonly FileReport[];
  faults: readonly Fault[];
  notes: readonly Note[];
  doubts: readonly Doubt[];
  /** What could be read, for a first look at the map. */
  tables: Tables;
}> {
  const read = await readParts(study, options);
  const tables = tablesOf(read.parts, read.elevation);
  return {
    reports: reportsOf(read, tables),
    tables,
    ...(await explain(read, tables)),
    notes: read.notes,
  };
}

/**
 * Of files in metres of an unknown system: which systems would put them among the streets or districts. To have its places at all such a
 * file is read in each that its numbers allow, until one has room for them.
 */
async function explain(
  { faults, retry }: Awaited<ReturnType<typeof readParts>>,
  tables: Tables,
): Promise<{ faults: readonly Fault[]; doubts: readonly Doubt[] }> {
  const reference = referenceOf(tables.streets, tables.districts);
  const doubts: Doubt[] = [];
  const explained = await Promise.all(
    faults.map(async (problem) => {
      const readAs = retry.get(problem);
      if (readAs === undefined || reference === null) return problem;
      const { x, y } = problem.blanks;
      const ids = possibleSystems(Float64Array.of(Number(x)), Float64Array.of(Number(y)), reference.bounds);
      for (const id of ids) {
        const part = await readAs(id);
        const finding = part.ok ? weighPart(part.value, reference) : null;
        if (finding === null) continue;
        const likely = finding.candidates.filter(({ contained }) => (contained ?? 0) > 0.5);
        if (likely.length === 0) return problem;
        doubts.push({ file: problem.at!.file!, candidates: likely, verdict: finding.verdict });
        const names = likely.slice(0, finding.verdict.kind === 'clear' ? 1 : 3).map(({ name }) => name);
        return { ...problem, blanks: { ...problem.blanks, likely: names.join(' | ') } };
      }
      return problem;
    }),
  );
  return { faults: explained, doubts };
}

/** Districts before the elders, who may have nothing but the name of one: what is wrong with the districts is said first. */
const readingOrder: readonly LayerKind[] = [
  'districts',
  ...layerKinds.filter((kind) => kind !== 'districts'),
];

async function readParts(study: Study, options: ReadOptions) {
  const { layers, need } = study.settings;
  const cache = options.cache ?? sharedCache;
  const parts: LayerPart[] = [];
  const faults: Fault[] = [];
  const notes: Note[] = [];
  const retry = new Map<Fault, (crs: string) => Promise<Result<LayerPart>>>();
  let areas: JoinAreas | null = null;
  for (const kind of readingOrder) {
    // Cut to the streets, so read after them.
    if (kind === 'elevation') continue;
    if (kind === 'elders') areas = await readJoinAreas(study, cache, options);
    for (const [index, source] of (layers[kind] ?? []).entries()) {
      options.signal?.throwIfAborted();
      const { file } = source;
      const found = await findFile(study.files, file, cache, options);
      if (!found.ok) {
        faults.push(found.fault);
        continue;
      }
      if (kind === 'streets' && index > 0) {
        notes.push(fault('table.oneStreetsFile', { used: layers.streets![0]!.file }, { file }));
        continue;
      }
      const { blob, siblings } = found.value;
      const readAs = (crs: string) =>
        readLayer(kind, { ...source, crs }, blob, need.services, cache, options, siblings, areas);
      const read = await readAs(source.crs);
      if (read.ok) parts.push(read.value);
      else {
        faults.push(read.fault);
        if (read.fault.code === 'table.projected' && kind !== 'streets') retry.set(read.fault, readAs);
      }
    }
  }
  const order = (part: LayerPart): number => layerKinds.indexOf(part.kind);
  parts.sort((a, b) => order(a) - order(b));
  const streets = parts.find((part) => part.kind === 'streets')?.streets ?? null;
  const elevation = await readElevationLayer(study, streets, cache, options);
  faults.push(...elevation.faults);
  notes.push(...elevation.notes);
  return { parts, faults, notes, retry, elevation };
}

function tablesOf(parts: readonly LayerPart[], elevation: ElevationLayer): Tables {
  const streets = parts.find((part) => part.kind === 'streets');
  return {
    streets: streets?.streets ?? null,
    backdrop: streets?.backdrop ?? null,
    facilities: joinFacilities(layersOf(parts, 'facilities')),
    elders: joinElders(layersOf(parts, 'elders')),
    volunteers: joinVolunteers(layersOf(parts, 'volunteers')),
    districts: joinDistricts(layersOf(parts, 'districts')),
    candidates: joinCandidates(layersOf(parts, 'candidates')),
    elevation: elevation.tiles,
    audit: layersOf(parts, 'audit').flat(),
    reports: [...parts.map((part) => part.report), ...elevation.reports],
  };
}

type TablePart = Exclude<LayerPart, { kind: 'streets' }>;
type LayerOf = { [P in TablePart as P['kind']]: P['layer'] };

function layersOf<K extends keyof LayerOf>(parts: readonly LayerPart[], kind: K): LayerOf[K][] {
  return parts.flatMap((part) => (part.kind === kind ? [(part as TablePart).layer as LayerOf[K]] : []));
}

/** With the notes that only the other files make visible: each layer by itself, for a workbook's sheets share its name. */
function reportsOf(
  { parts, elevation }: Awaited<ReturnType<typeof readParts>>,
  tables: Tables,
): FileReport[] {
  const checked = checkSystems(parts, tables).map((report, i) => {
    const part = parts[i]!;
    if (part.kind === 'streets') return report;
    const notes = checkAgainstStreets({ ...tablesOf([part], elevation), streets: tables.streets });
    return notes.length === 0 ? report : { ...report, notes: [...report.notes, ...notes] };
  });
  return [...checked, ...elevation.reports];
}
