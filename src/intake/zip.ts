/** Zip archives from anywhere: the central directory is read and judged before a byte is inflated. */
import { Inflate } from 'fflate';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { chunksOf } from './decode';

export interface ZipEntry {
  /** With `/` between folders; may be hostile, see `safeEntryName`. */
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
  /** ms since 1970 of the DOS time in the archive, read as local; NaN for its zero, 1980. */
  readonly modified: number;
}

export const zipLimits = {
  entries: 2000,
  bytes: 2 * 1024 ** 3,
  /** Inflated ÷ packed, for entries over 10 MB inflated. Real tables reach about 30. */
  ratio: 100,
  /** A .dbf fills every text with blanks, so that it may pack to a thousandth: up to this size any ratio is taken. */
  dbfBytes: 200 * 1024 ** 2,
} as const;

/** What as many entries as are read can need, with long names. */
const mostDirectoryBytes = 4 * 1024 ** 2;

/** The entries by the central directory; folders left out. */
export async function listZip(blob: Blob, file: string): Promise<Result<ZipEntry[]>> {
  const damaged = (part: string) => fail<ZipEntry[]>(fault('zip.damaged', { part }, { file }));
  const tailAt = Math.max(0, blob.size - 65_557);
  const tail = await viewOf(blob.slice(tailAt));
  let end = -1;
  for (let i = tail.byteLength - 22; i >= 0; i--)
    if (tail.getUint32(i, true) === 0x06054b50 && i + 22 + tail.getUint16(i + 20, true) <= tail.byteLength) {
      end = i;
      break;
    }
  if (end < 0) return damaged('end of central directory');
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count > zipLimits.entries)
    return fail(fault('zip.tooMany', { count, most: zipLimits.entries }, { file }));
  if (start === 0xffffffff || start + size > tailAt + end) return damaged('central directory');
  if (size > mostDirectoryBytes) return damaged('central directory');
  const directory = await viewOf(blob.slice(start, start + size));
  const entries: ZipEntry[] = [];
  let total = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50)
      return damaged('central directory');
    const nameBytes = directory.getUint16(at + 28, true);
    const skip = nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (at + 46 + skip > directory.byteLength) return damaged('central directory');
    const flags = directory.getUint16(at + 8, true);
    const name = entryName(new Uint8Array(directory.buffer, at + 46, nameBytes), flags);
    const entry: ZipEntry = {
      name,
      flags,
      method: directory.getUint16(at + 10, true),
      crc: directory.getUint32(at + 16, true),
      packedBytes: directory.getUint32(at + 20, true),
      bytes: directory.getUint32(at + 24, true),
      headerAt: directory.getUint32(at + 42, true),
      modified: dosTime(directory.getUint16(at + 14, true), directory.getUint16(at + 12, true)),
    };
    at += 46 + skip;
    if (name.endsWith('/')) continue;
    if (entry.bytes === 0xffffffff || entry.packedBytes === 0xffffffff || entry.headerAt === 0xffffffff)
      return fail(fault('zip.tooBig', { megabytes: 4096, most: zipLimits.bytes / 1024 ** 2 }, { file }));
    if (entry.headerAt + 30 > start) return damaged(name);
    total += entry.bytes;
    const isPadded = /\.dbf$/i.test(name) && entry.bytes <= zipLimits.dbfBytes;
    if (!isPadded && entry.bytes > 10 * 1024 ** 2 && entry.bytes > zipLimits.ratio * entry.packedBytes)
      return fail(fault('zip.bomb', { part: name.slice(0, 120), ratio: zipLimits.ratio }, { file }));
    entries.push(entry);
  }
  const overlapped = firstOverlap(entries);
  if (overlapped !== null)
    return fail(fault('zip.overlap', { part: overlapped.name.slice(0, 120) }, { file }));
  if (total > zipLimits.bytes)
    return fail(
      fault(
        'zip.tooBig',
        { megabytes: Math.round(total / 1024 ** 2), most: zipLimits.bytes / 1024 ** 2 },
        { file },
      ),
    );
  return succeed(entries);
}

/** Entries that share their data are how a bomb of gigabytes is made of a few kilobytes; no archiver writes them. */
function firstOverlap(entries: readonly ZipEntry[]): ZipEntry | null {
  const inOrder = entries.toSorted((a, b) => a.headerAt - b.headerAt);
  for (let i = 1; i < inOrder.length; i++) {
    const before = inOrder[i - 1]!;
    if (inOrder[i]!.headerAt < before.headerAt + 30 + before.packedBytes) return inOrder[i]!;
  }
  return null;
}

/** One entry's bytes, inflated as far as its directory promises and no further, its checksum compared. */
export async function extractEntry(
  blob: Blob,
  entry: ZipEntry,
  file: string,
  control?: Control,
): Promise<Result<Blob>> {
  const damaged = () => fail<Blob>(fault('zip.damaged', { part: entry.name.slice(0, 120) }, { file }));
  if ((entry.flags & 1) !== 0) return fail(fault('zip.locked', { part: entry.name.slice(0, 120) }, { file }));
  const header = await viewOf(blob.slice(entry.headerAt, entry.headerAt + 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) return damaged();
  const dataAt = entry.headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = blob.slice(dataAt, dataAt + entry.packedBytes);
  if (packed.size !== entry.packedBytes) return damaged();
  const pause = pacer(control);
  let crc = -1;
  let bytes = 0;
  if (entry.method === 0) {
    if (entry.bytes !== entry.packedBytes) return damaged();
    for await (const chunk of chunksOf(packed)) {
      crc = crc32(chunk, crc);
      await pause();
    }
    // A slice of the archive's own blob: no copy.
    return ~crc >>> 0 === entry.crc ? succeed(packed) : damaged();
  }
  if (entry.method !== 8) return damaged();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let isWhole = false;
  const inflate = new Inflate((chunk, isFinal) => {
    bytes += chunk.length;
    isWhole ||= isFinal;
    if (bytes > entry.bytes) return;
    crc = crc32(chunk, crc);
    parts.push(chunk.slice());
  });
  try {
    for await (const chunk of chunksOf(packed)) {
      // Small bites, so that a bomb is seen before it has grown.
      for (let i = 0; i < chunk.length && bytes <= entry.bytes; i += 16_384)
        inflate.push(chunk.subarray(i, i + 16_384));
      if (bytes > entry.bytes)
        return fail(fault('zip.bomb', { part: entry.name.slice(0, 120), ratio: zipLimits.ratio }, { file }));
      await pause();
    }
    inflate.push(new Uint8Array(0), true);
  } catch (error) {
    // fflate throws plain errors with a numeric code on bad data; anything else (an abort, a bug) goes on.
    if (
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'number' &&
      error.name !== 'AbortError'
    )
      return damaged();
    throw error;
  }
  if (!isWhole || bytes !== entry.bytes || ~crc >>> 0 !== entry.crc) return damaged();
  return succeed(new Blob(parts));
}

/** The name with plain slashes, or null where it would leave its folder: `..`, absolute, drive letters, control characters. */
export function safeEntryName(name: string): string | null {
  const plain = name.replaceAll('\\', '/');
  // eslint-disable-next-line no-control-regex
  if (plain.startsWith('/') || /^[a-z]:/i.test(plain) || /[\u0000-\u001f]/.test(plain) || plain.length > 500)
    return null;
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

async function viewOf(blob: Blob): Promise<DataView<ArrayBuffer>> {
  return new DataView(await blob.arrayBuffer());
}

/** Windows in Chinese writes GBK names without saying so. */
function entryName(bytes: Uint8Array, flags: number): string {
  if ((flags & 0x800) === 0) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('gb18030').decode(bytes);
    }
  }
  return new TextDecoder().decode(bytes);
}

function dosTime(date: number, time: number): number {
  if (date >> 9 === 0) return NaN;
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ).getTime();
}

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array, crc: number): number {
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]!) & 255]!;
  return crc;
}
