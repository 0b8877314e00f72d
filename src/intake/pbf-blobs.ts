/**
 * The frame of an OSM pbf file: blobs of a header and zlib-packed bytes (https://wiki.openstreetmap.org/wiki/PBF_Format).
 * The file is read by slices and a few blobs are inflated ahead, so that inflating overlaps decoding.
 */
import { PbfReader } from 'pbf';
import { fault, type Fault } from '../domain/fault';

export interface PbfBlob {
  readonly type: string;
  /** Inflated. */
  readonly bytes: Uint8Array;
  /** Of the blob in the file. */
  readonly offset: number;
  /** Where the next blob begins. */
  readonly end: number;
}

const maxHeaderBytes = 64 * 1024;
const maxBlobBytes = 32 * 1024 * 1024;
const sliceBytes = 4 * 1024 * 1024;
const ahead = 4;

/** Blobs in order; a fault is the last thing yielded. */
export async function* readBlobs(file: Blob): AsyncGenerator<PbfBlob | Fault> {
  const waiting: Promise<PbfBlob | Fault>[] = [];
  for await (const frame of readFrames(file)) {
    waiting.push('code' in frame ? Promise.resolve(frame) : unpack(frame));
    if (waiting.length <= ahead) continue;
    const next = await waiting.shift()!;
    yield next;
    if ('code' in next) return;
  }
  for (const next of waiting) yield await next;
}

interface Frame {
  readonly type: string;
  readonly body: Uint8Array;
  readonly offset: number;
  readonly end: number;
}

async function* readFrames(file: Blob): AsyncGenerator<Frame | Fault> {
  let heldStart = 0;
  let held = new Uint8Array(0);
  const take = async (start: number, length: number): Promise<Uint8Array> => {
    if (start < heldStart || start + length > heldStart + held.length) {
      heldStart = start;
      held = new Uint8Array(await file.slice(start, start + Math.max(length, sliceBytes)).arrayBuffer());
    }
    return held.subarray(start - heldStart, start - heldStart + length);
  };
  let offset = 0;
  while (offset < file.size) {
    const cut = () => fault('osm.truncated', { offset: file.size });
    if (offset + 4 > file.size) return yield offset === 0 ? fault('osm.notPbf') : cut();
    const lengthBytes = await take(offset, 4);
    const headerBytes = new DataView(lengthBytes.buffer, lengthBytes.byteOffset).getUint32(0);
    if (headerBytes === 0 || headerBytes > maxHeaderBytes) {
      return yield offset === 0
        ? fault('osm.notPbf')
        : fault('osm.corrupt', { offset, reason: 'header size' });
    }
    if (offset + 4 + headerBytes > file.size) return yield offset === 0 ? fault('osm.notPbf') : cut();
    const header = readHeader(await take(offset + 4, headerBytes));
    if (offset === 0 && header?.type !== 'OSMHeader') return yield fault('osm.notPbf');
    if (header === null) return yield fault('osm.corrupt', { offset, reason: 'header' });
    if (header.size > maxBlobBytes) return yield fault('osm.corrupt', { offset, reason: 'blob size' });
    const start = offset + 4 + headerBytes;
    const end = start + header.size;
    if (end > file.size) return yield cut();
    yield { type: header.type, body: await take(start, header.size), offset, end };
    offset = end;
  }
}

/** null where it is no header. */
function readHeader(bytes: Uint8Array): { readonly type: string; readonly size: number } | null {
  try {
    const pbf = new PbfReader(bytes);
    let type = '';
    let size = -1;
    for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
      if (field === 1) type = pbf.readString();
      else if (field === 3) size = pbf.readVarint();
    }
    return type === '' || size < 0 || pbf.pos !== bytes.length ? null : { type, size };
  } catch {
    // pbf throws on bytes that are no protocol buffer.
    return null;
  }
}

async function unpack(frame: Frame): Promise<PbfBlob | Fault> {
  const { type, offset, end } = frame;
  const corrupt = (reason: string) => fault('osm.corrupt', { offset, reason });
  const body = readBody(frame.body);
  if (body === null) return corrupt('blob');
  if (body.raw !== null) return { type, bytes: body.raw, offset, end };
  if (body.zlib === null)
    return body.other === '' ? corrupt('no data') : fault('osm.compression', { name: body.other });
  if (body.rawSize > maxBlobBytes) return corrupt('raw size');
  const bytes = await inflate(body.zlib, body.rawSize);
  return bytes === null ? corrupt('zlib') : { type, bytes, offset, end };
}

const otherPackings: Readonly<Record<number, string>> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' };

function readBody(bytes: Uint8Array) {
  try {
    const pbf = new PbfReader(bytes);
    let raw: Uint8Array | null = null;
    let zlib: Uint8Array | null = null;
    let rawSize = 0;
    let other = '';
    for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
      if (field === 1) raw = pbf.readBytes();
      else if (field === 2) rawSize = pbf.readVarint();
      else if (field === 3) zlib = pbf.readBytes();
      else other = otherPackings[field] ?? other;
    }
    return pbf.pos === bytes.length ? { raw, zlib, rawSize, other } : null;
  } catch {
    return null;
  }
}

/** null where the bytes are no zlib stream, or not of the size told: a stream that swells past it is cut off there. */
async function inflate(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size);
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  // A bad stream rejects on both ends; the reader's end is the one awaited.
  const ignore = () => undefined;
  writer.write(packed as Uint8Array<ArrayBuffer>).catch(ignore);
  writer.close().catch(ignore);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (filled + value.length > size) {
        reader.cancel().catch(ignore);
        return null;
      }
      bytes.set(value, filled);
      filled += value.length;
    }
  } catch {
    return null;
  }
  return filled === size ? bytes : null;
}
