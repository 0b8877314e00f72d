/** From dropped files to a study or to files for one, and from a study to the zip that the command line runs too. */
import { fault, type Fault, type Note } from '../../domain/fault';
import type { Study } from '../../domain/study';
import { isZip, parseStudy, readStudyZip, writeStudyZip } from '../../intake/study-file';

export type Dropped =
  | { readonly kind: 'study'; readonly study: Study; readonly notes: readonly Note[] }
  | { readonly kind: 'files'; readonly files: Readonly<Record<string, Blob>> }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** A zip holding a study, or a study.json dropped with its files, is a study; everything else are files for the one at hand. */
export async function openDropped(dropped: readonly File[]): Promise<Dropped> {
  const [first] = dropped;
  if (first !== undefined && dropped.length === 1 && (await looksLikeZip(first))) {
    const result = await readStudyZip(first);
    if (!result.ok) return { kind: 'fault', fault: result.fault };
    return { kind: 'study', study: result.value, notes: result.notes };
  }
  const studyFile = dropped.find(({ name }) => /(^|[/\\])(study|.*\.study)\.json$/i.test(name));
  const byName: Record<string, Blob> = {};
  // Two folders may hold files of one name; neither is lost.
  for (const file of dropped) byName[uniqueName(file.name, Object.keys(byName))] = file;
  if (studyFile === undefined) return { kind: 'files', files: byName };
  const parsed = parseStudy(await studyFile.text());
  if (!parsed.ok) return { kind: 'fault', fault: parsed.fault };
  delete byName[studyFile.name];
  const missing = namesOf(parsed.value).find((name) => byName[name] === undefined);
  if (missing !== undefined) return { kind: 'fault', fault: fault('study.missingFile', { file: missing }) };
  return { kind: 'study', study: { settings: parsed.value, files: byName }, notes: parsed.notes };
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
  const dot = name.indexOf('.', 1);
  const [stem, end] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  let candidate = name;
  for (let turn = 2; taken.includes(candidate); turn += 1) candidate = `${stem} (${turn})${end}`;
  return candidate;
}

async function looksLikeZip(file: Blob): Promise<boolean> {
  return isZip(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
}

function namesOf(settings: Study['settings']): string[] {
  return [...new Set(Object.values(settings.layers).flatMap((sources) => sources.map(({ file }) => file)))];
}

async function fetchOk(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
