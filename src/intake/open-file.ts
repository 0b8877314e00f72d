/** One file, decoded once: what it holds before it is a layer. Remembered by the identity of its Blob. */
import type { Fault, Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { budgetOf, isOutOfMemory } from './budget';
import { withAgeBands } from './age-groups';
import { readCsv } from './csv';
import type { Encoding } from './decode';
import { decodeWhole, detectEncoding, namedEncoding } from './decode';
import { blobNumber, DecodeCache } from './decode-cache';
import type { Siblings } from './find-file';
import { dataMembers, findMember } from './find-file';
import { readGeoJson } from './geojson';
import { withGeometryColumn } from './geometry-cells';
import { guardFault } from './identity';
import { isGisFormat, openGis } from './open-gis';
import type { OsmData } from './osm-collect';
import { isStatFormat, openStat } from './open-stat';
import { readOsmPbf } from './osm-pbf';
import { readOsmXml } from './osm-xml';
import { sha256 } from './sha256';
import type { Format } from './sniff';
import { sniff, unreadableFault } from './sniff';
import { isSheetFormat, readSpreadsheet } from './spreadsheet';
import type { TextTable } from './text-table';

export { DecodeCache, sharedCache } from './decode-cache';

export interface OpenFile {
  readonly format: Exclude<Format, 'zip' | 'study.zip' | 'study.json'>;
  /** Of csv and geojson. */
  readonly table: TextTable | null;
  /** Of osm.pbf and osm.xml. */
  readonly osm: OsmData | null;
  readonly sha256: string;
  readonly notes: readonly Note[];
}

/** How a layer wants its file read. */
export interface OpenOptions {
  /** 'auto' or a TextDecoder label. */
  readonly encoding: string;
  /** The sheet, or the layer inside a file that holds several; without one the likeliest. */
  readonly sheet?: string | null | undefined;
  /** The other parts of a shapefile. */
  readonly siblings?: Siblings | undefined;
}

/** A file whose format is known, to be read by itself. */
export interface ReadRequest {
  readonly blob: Blob;
  readonly file: string;
  readonly format: Format;
  readonly options: OpenOptions;
}

export type ReadAlone = (request: ReadRequest, control?: Control) => Promise<Result<OpenFile>>;

/** Reads here and remembers nothing: for a thread that has no other work. */
export const readAlone: ReadAlone = ({ blob, file, options }, control) =>
  openFile(blob, file, options, new DecodeCache(), control);

let elsewhere: ReadAlone | null = null;

/** From now on this thread has others read for it what cannot be interrupted. Without this it reads everything itself. */
export function readElsewhere(reader: ReadAlone): void {
  elsewhere = reader;
}

/** These readers pause often enough to hear a cancel, and hold to their memory budgets by themselves. */
const interruptible = new Set<Format>(['csv', 'osm.pbf', 'osm.xml', 'zip']);

/** Tables of more cells than this are decoded again when needed again, to save some hundred megabytes. */
const mostCellsKept = 6_000_000;

/** Sniffs, decodes and hashes. Faults carry the file's name. */
export async function openFile(
  blob: Blob,
  file: string,
  options: OpenOptions,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<OpenFile>> {
  return cache.remember(
    blob,
    `open ${optionsKey(options)} ${file}`,
    async () => {
      try {
        const opened = await open(blob, file, options, cache, control);
        return opened.ok ? withBands(opened) : fail<OpenFile>(guardFault(opened.fault));
      } catch (error) {
        if (
          error instanceof DOMException &&
          ['NotReadableError', 'NotFoundError', 'SecurityError'].includes(error.name)
        )
          return fail<OpenFile>(unreadableFault(error, file));
        if (isOutOfMemory(error))
          return fail<OpenFile>(
            fault('table.outOfMemory', { megabytes: Math.round(blob.size / 1e6) }, { file }),
          );
        throw error;
      }
    },
    (opened) =>
      !opened.ok ||
      (opened.value.table?.cells.length ?? 0) * (opened.value.table?.rows.length ?? 0) <= mostCellsKept,
  );
}

/** With columns for age bands that only their five-year groups tell of. */
function withBands(opened: Result<OpenFile>): Result<OpenFile> {
  if (!opened.ok || opened.value.table === null) return opened;
  const before = opened.value.table;
  const table = withAgeBands(before);
  if (table === before) return opened;
  const notes = [...opened.value.notes, ...table.notes.slice(before.notes.length)];
  return succeed({ ...opened.value, table, notes }, opened.notes);
}

async function open(
  blob: Blob,
  file: string,
  options: OpenOptions,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<OpenFile>> {
  const sniffed = await sniff(blob, file);
  if (!sniffed.ok) return sniffed;
  const format = sniffed.value;
  if (format === 'study.zip' || format === 'study.json') return fail(fault('table.isStudy', {}, { file }));
  control?.progress?.({
    stage: 'read',
    done: 0,
    total: blob.size,
    what: file,
    budget: budgetOf(format, blob.size),
  });
  if (elsewhere !== null && !interruptible.has(format))
    return elsewhere({ blob, file, format, options }, control);
  const hash = await cache.remember(blob, 'sha256', () => sha256(blob, control));
  if (format === 'osm.pbf' || format === 'osm.xml') {
    const named: Control = {
      signal: control?.signal,
      progress: (progress) => control?.progress?.({ ...progress, what: progress.what || file }),
    };
    const read = format === 'osm.pbf' ? await readOsmPbf(blob, named) : await readOsmXml(blob, named);
    if (!read.ok) return fail(inFile(read.fault, file));
    return succeed({
      format,
      table: null,
      osm: read.value,
      sha256: hash,
      notes: read.notes.map((note) => inFile(note, file)),
    });
  }
  if (format === 'zip') return openOnlyMember(blob, file, options, cache, control);
  if (isGisFormat(format)) {
    const read = await openGis(blob, file, format, options, control);
    return read.ok ? opened(format, read.value, hash) : read;
  }
  if (isStatFormat(format)) {
    const read = await openStat(blob, file, format, options.encoding, control);
    return read.ok ? opened(format, await withGeometryColumn(read.value, control), hash) : read;
  }
  if (isSheetFormat(format)) {
    const read = await readSpreadsheet(blob, file, format, options, control);
    return read.ok ? opened(format, await withGeometryColumn(read.value, control), hash) : read;
  }
  const label = options.encoding;
  let encoding: Encoding | null;
  if (label === 'auto') encoding = await detectEncoding(blob, control);
  else {
    encoding = namedEncoding(label);
    if (encoding === null) return fail(fault('table.unknownEncoding', { encoding: label }, { file }));
  }
  if (format === 'csv') {
    const read = await readCsv(blob, file, encoding, control);
    return read.ok ? opened(format, await withGeometryColumn(read.value, control), hash) : read;
  }
  const notes: Note[] = [];
  const text = await decodeWhole(blob, encoding, notes, file, control);
  const read = readGeoJson(
    text,
    file,
    encoding.label === 'mixed' ? `${encoding.main} (mixed)` : encoding.label,
  );
  if (!read.ok) return read;
  return succeed({
    format,
    table: read.value,
    osm: null,
    sha256: hash,
    notes: [...notes, ...read.value.notes],
  });
}

function opened(format: OpenFile['format'], table: TextTable, hash: string): Result<OpenFile> {
  return succeed({ format, table, osm: null, sha256: hash, notes: table.notes });
}

/** A layer may name a zip that holds one file of data (a shapefile's parts are one); of several it must say which: `outer.zip/inner.csv`. */
async function openOnlyMember(
  blob: Blob,
  file: string,
  options: OpenOptions,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<OpenFile>> {
  const members = await dataMembers(blob, file);
  if (!members.ok) return members;
  const [only, ...others] = members.value;
  if (only === undefined) return fail(fault('table.archive', { format: 'zip' }, { file }));
  if (others.length > 0) {
    const names = members.value.slice(0, 20).join(' | ');
    return fail(fault('zip.several', { count: members.value.length, names, file }, { file }));
  }
  const found = await findMember(blob, file, only, cache, control);
  if (!found.ok) return found;
  const sniffed = await sniff(found.value.blob, only);
  if (sniffed.ok && sniffed.value === 'zip') return fail(fault('zip.inZip', { part: only }, { file }));
  // Under the outer name: that is what the study knows.
  const inner = await open(
    found.value.blob,
    file,
    { ...options, siblings: found.value.siblings },
    cache,
    control,
  );
  return inner;
}

/** Everything a reading depends on besides the blob itself, as a key of the cache. */
export function optionsKey({ encoding, sheet, siblings }: OpenOptions): string {
  const parts = Object.entries(siblings ?? {}).map(([ending, blob]) => `${ending} ${blobNumber(blob)}`);
  return JSON.stringify([encoding, sheet ?? null, parts]);
}

/** Readers that know no name leave it out; here it is put in. */
export function inFile<F extends Fault>(problem: F, file: string): F {
  return { ...problem, at: { file, ...problem.at } };
}
