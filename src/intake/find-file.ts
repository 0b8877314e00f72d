/** Finds what a layer names among a study's files: a file, the parts of a shapefile beside it, a member of a zip (`outer.zip/inner.csv`). */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { DecodeCache } from './decode-cache';
import type { ZipEntry } from './zip';
import { extractEntry, listZip, safeEntryName } from './zip';

/** Parts of one shapefile by extension (`dbf`, `shx`, `prj`, `cpg`). */
export type Siblings = Readonly<Record<string, Blob>>;

export interface FoundFile {
  readonly blob: Blob;
  readonly siblings: Siblings;
}

const partEndings = new Set(['dbf', 'shx', 'prj', 'cpg', 'cst']);
/** Indexes and descriptions that GIS programs write beside a shapefile; nothing in them is needed. */
const idleEndings = /\.(sbn|sbx|qix|qpj|fix|idx|ain|aih|atx|shp\.xml|qmd|qml|lyr)$/i;

/** What lies in downloads beside the data. */
const otherEndings =
  /\.(html?|md|pdf|docx?|pptx?|png|jpe?g|gif|webp|svg|xml|xsl|css|js|py|r|lnk|url|qgz|qgs|mxd|prj|cpg|shx)$/i;
const readMe = /(^|\/)(read_?me|licen[cs]e|copying|notice|metadata|说明)[^/]*$/i;

/** Whether a file only accompanies a shapefile. */
export function isIdlePart(name: string): boolean {
  return idleEndings.test(name);
}

/** Of `names` those that are parts of the shapefile (or .dbf) `file`: the same base name, whatever its case. */
export function partNames(file: string, names: Iterable<string>): string[] {
  const own = splitName(file);
  if (own.ending !== 'shp' && own.ending !== 'dbf') return [];
  return [...names].filter((name) => {
    const { base, ending } = splitName(name);
    return name !== file && base === own.base && partEndings.has(ending);
  });
}

/** Of `names` those that belong to another: parts of a .shp, and the .cpg of a .dbf that comes without one. */
export function droppedParts(names: readonly string[]): string[] {
  return names.flatMap((file) => {
    if (/\.shp$/i.test(file)) return partNames(file, names);
    return /\.dbf$/i.test(file) ? partNames(file, names).filter((name) => /\.cpg$/i.test(name)) : [];
  });
}

/** Which of `names` a study must carry for the layer file `file`: the file or the zip it lies in, and its parts. Empty where it is missing. */
export function filesNeeded(file: string, names: Iterable<string>): string[] {
  const all = [...names];
  const parts = partNames(file, all);
  if (all.includes(file)) return [file, ...parts];
  const outer = outerOf(file, all);
  return outer === null ? parts : [outer];
}

/** The bytes of a layer's file and of its parts. Faults: study.missingFile, and those of zips. */
export async function findFile(
  files: Readonly<Record<string, Blob>>,
  file: string,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<FoundFile>> {
  if (Object.hasOwn(files, file)) return succeed({ blob: files[file]!, siblings: siblingsIn(files, file) });
  const outer = outerOf(file, Object.keys(files));
  if (outer === null) return fail(fault('study.missingFile', { file }, { file }));
  return findMember(files[outer]!, outer, file.slice(outer.length + 1), cache, control);
}

/** The parts of `file` among loose files. */
export function siblingsIn(files: Readonly<Record<string, Blob>>, file: string): Siblings {
  return Object.fromEntries(
    partNames(file, Object.keys(files)).map((name) => [splitName(name).ending, files[name]!]),
  );
}

/** One member of a zip with its parts, each extracted once. */
export async function findMember(
  zip: Blob,
  zipName: string,
  member: string,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<FoundFile>> {
  const listed = await zipMembers(zip, zipName);
  if (!listed.ok) return listed;
  const members = listed.value;
  const extract = (name: string): Promise<Result<Blob>> =>
    cache.remember(zip, `member ${name}`, async () => {
      const entry = members.get(name)!;
      const read = await extractEntry(zip, entry, zipName, control);
      if (!read.ok || Number.isNaN(entry.modified)) return read;
      return succeed<Blob>(new File([read.value], name, { lastModified: entry.modified }));
    });
  if (!members.has(member)) {
    const file = `${zipName}/${member}`;
    return fail(fault('study.missingFile', { file }, { file }));
  }
  const blob = await extract(member);
  if (!blob.ok) return blob;
  const siblings: Record<string, Blob> = {};
  for (const name of partNames(member, members.keys())) {
    const part = await extract(name);
    if (!part.ok) return part;
    siblings[splitName(name).ending] = part.value;
  }
  return succeed({ blob: blob.value, siblings });
}

/** Members under names that stay in their folder; what systems add by themselves is left out. Notes: zip.namesIgnored (hostile names, and repeated ones). */
export async function zipMembers(zip: Blob, zipName: string): Promise<Result<Map<string, ZipEntry>>> {
  const listed = await listZip(zip, zipName);
  if (!listed.ok) return listed;
  const members = new Map<string, ZipEntry>();
  const ignored: string[] = [];
  for (const entry of listed.value) {
    const name = safeEntryName(entry.name);
    if (name === null || members.has(name)) ignored.push(entry.name.slice(0, 80));
    else if (!/(^|\/)(__MACOSX\/|\.[^/]*$|Thumbs\.db$)/.test(name)) members.set(name, entry);
  }
  if (ignored.length === 0) return succeed(members);
  const blanks = { count: ignored.length, names: ignored.slice(0, 5).join(' | ') };
  return succeed(members, [fault('zip.namesIgnored', blanks, { file: zipName })]);
}

/** Members that hold data of their own: parts of shapefiles, descriptions, pictures and papers left out. */
export async function dataMembers(zip: Blob, zipName: string): Promise<Result<string[]>> {
  const listed = await zipMembers(zip, zipName);
  if (!listed.ok) return listed;
  const names = [...listed.value.keys()];
  const parts = new Set(names.filter((name) => /\.shp$/i.test(name)).flatMap((shp) => partNames(shp, names)));
  return succeed(
    names.filter(
      (name) => !parts.has(name) && !isIdlePart(name) && !otherEndings.test(name) && !readMe.test(name),
    ),
    listed.notes,
  );
}

function outerOf(file: string, names: readonly string[]): string | null {
  const outers = names.filter((name) => file.startsWith(`${name}/`));
  return outers.sort((a, b) => b.length - a.length)[0] ?? null;
}

function splitName(name: string): { base: string; ending: string } {
  const dot = name.lastIndexOf('.');
  return dot < 0
    ? { base: name.toLowerCase(), ending: '' }
    : { base: name.slice(0, dot).toLowerCase(), ending: name.slice(dot + 1).toLowerCase() };
}
