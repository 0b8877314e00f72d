/** From dropped files to a study or to files for one, and from a study to the zip that the command line runs too. */
import { fault, type Fault, type Note } from '../../domain/fault';
import type { Study } from '../../domain/study';
import { isZip, parseStudy, readStudyZip, writeStudyZip } from '../../intake/study-file';
import { folderOf } from '../parts/pick-files';

export type Dropped =
  | { readonly kind: 'study'; readonly study: Study; readonly notes: readonly Note[] }
  | { readonly kind: 'files'; readonly files: Readonly<Record<string, Blob>> }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** A zip holding a study, or a study.json dropped with its files, is a study; everything else are files for the one at hand. */
export async function openDropped(dropped: readonly File[]): Promise<Dropped> {
  const [first] = dropped;
  if (first !== undefined && dropped.length === 1 && (await isStudyZip(first))) {
    const result = await readStudyZip(first);
    if (!result.ok) return { kind: 'fault', fault: result.fault };
    return { kind: 'study', study: result.value, notes: result.notes };
  }
  const studyFile = dropped.find(({ name }) => /(^|[/\\])(study|.*\.study)\.json$/i.test(name));
  if (studyFile === undefined) return { kind: 'files', files: nameFiles(dropped) };
  const parsed = parseStudy(await studyFile.text());
  if (!parsed.ok) return { kind: 'fault', fault: parsed.fault };
  const byName = nameFiles(dropped.filter((file) => file !== studyFile));
  const missing = namesOf(parsed.value).find((name) => byName[name] === undefined);
  if (missing !== undefined) return { kind: 'fault', fault: fault('study.missingFile', { file: missing }) };
  return { kind: 'study', study: { settings: parsed.value, files: byName }, notes: parsed.notes };
}

/**
 * Files by a name each: two folders may hold files of one name, and neither is lost. Files of one folder and stem (the parts of a shapefile)
 * keep one stem, so that no part joins another folder's shapefile.
 */
export function nameFiles(dropped: readonly File[]): Record<string, Blob> {
  const groups = new Map<string, File[]>();
  for (const file of dropped) {
    const key = `${folderOf(file)}/${splitStem(file.name).stem.toLowerCase()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  const named: Record<string, Blob> = {};
  const stems = new Set<string>();
  for (const group of groups.values()) {
    const { stem } = splitStem(group[0]!.name);
    const own = uniqueName(stem.toLowerCase(), [...stems]);
    const suffix = own.slice(stem.length);
    stems.add(own);
    for (const file of group) {
      const { stem: before, end } = splitStem(file.name);
      named[uniqueName(`${before}${suffix}${end}`, Object.keys(named))] = file;
    }
  }
  return named;
}

function splitStem(name: string): { stem: string; end: string } {
  const dot = name.indexOf('.', 1);
  return dot < 0 ? { stem: name, end: '' } : { stem: name.slice(0, dot), end: name.slice(dot) };
}

/** The sample the app serves beside itself: study.json and the files it names. */
export async function fetchSample(base: string): Promise<Dropped> {
  const text = await (await fetchOk(`${base}study.json`)).text();
  const parsed = parseStudy(text);
  if (!parsed.ok) return { kind: 'fault', fault: parsed.fault };
  const entries = await Promise.all(
    namesOf(parsed.value).map(
      async (name) => [name, await (await fetchOk(base + encodeURIComponent(name))).blob()] as const,
    ),
  );
  const files: Record<string, Blob> = Object.fromEntries(entries);
  return { kind: 'study', study: { settings: parsed.value, files }, notes: parsed.notes };
}

export async function packStudy(study: Study): Promise<{ name: string; blob: Blob }> {
  const blob = await writeStudyZip(study);
  return { name: `${fileStem(study.settings.title)}.zip`, blob };
}

/** A title as a file name every system takes. */
export function fileStem(title: string): string {
  const stem = title
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return stem === '' ? 'study' : stem;
}

/** `name`, or "name (2).csv" and so on where it is taken. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const { stem, end } = splitStem(name);
  let candidate = name;
  for (let turn = 2; taken.includes(candidate); turn += 1) candidate = `${stem} (${turn})${end}`;
  return candidate;
}

/** A workbook and a zipped shapefile begin as a zip too, and are data. */
async function isStudyZip(file: File): Promise<boolean> {
  const head = await file
    .slice(0, 4)
    .arrayBuffer()
    .catch(() => null); // A folder, or a file that has gone: told when it is read.
  if (head === null || !isZip(new Uint8Array(head))) return false;
  // All the readers' signatures: loaded when a zip is dropped.
  const { sniff } = await import('../../intake/sniff');
  const format = await sniff(file, file.name);
  return format.ok && format.value === 'study.zip';
}

function namesOf(settings: Study['settings']): string[] {
  return [...new Set(Object.values(settings.layers).flatMap((sources) => sources.map(({ file }) => file)))];
}

async function fetchOk(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
