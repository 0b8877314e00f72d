/** Reads streets and backdrop from an `.osm.pbf` file, block by block; never the whole file at once. */
import { PbfReader } from 'pbf';
import { fail, fault, type Fault, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import { maxNodes, OsmCollector, type OsmData } from './osm-collect';
import { decodeBlock } from './pbf-block';
import { readBlobs, type PbfBlob } from './pbf-blobs';

const knownFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * Streets in WGS84 degrees with the tags that walking reads; water, rail and green to draw behind them.
 * Faults: osm.empty, osm.notPbf, osm.truncated, osm.corrupt, osm.compression, osm.feature, osm.tooLarge, osm.noStreets; notes: osm.missingNodes.
 */
export async function readOsmPbf(file: Blob, control?: Control): Promise<Result<OsmData>> {
  if (file.size === 0) return fail(fault('osm.empty'));
  const pace = pacer(control);
  // Packed files spend eight bytes or more on a node; to grow copies everything, and room that is not used costs nothing.
  const collector = new OsmCollector(1024 + Math.min(Math.ceil(file.size / 6), 1 << 23));
  for await (const blob of readBlobs(file)) {
    if ('code' in blob) return fail(blob);
    await pace();
    const problem = takeBlob(blob, collector);
    if (problem !== null) return fail(problem);
    control?.progress?.({ stage: 'read', done: blob.end, total: file.size, what: '' });
  }
  return collector.finish(control);
}

function takeBlob(blob: PbfBlob, collector: OsmCollector): Fault | null {
  try {
    if (blob.type === 'OSMHeader') {
      const feature = findUnknownFeature(blob.bytes);
      return feature === null ? null : fault('osm.feature', { feature });
    }
    // Other types are to be skipped, says the format.
    if (blob.type === 'OSMData') decodeBlock(blob.bytes, collector);
  } catch (error) {
    // pbf throws plain Errors on bytes that are no protocol buffer, and our checks RangeErrors; anything else is a bug of ours.
    if (!(error instanceof RangeError) && (!(error instanceof Error) || error.constructor !== Error))
      throw error;
    return fault('osm.corrupt', { offset: blob.offset, reason: error.message });
  }
  return collector.hasTooMany ? fault('osm.tooLarge', { millions: maxNodes / 1e6 }) : null;
}

function findUnknownFeature(bytes: Uint8Array): string | null {
  const pbf = new PbfReader(bytes);
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field !== 4) continue;
    const feature = pbf.readString();
    if (!knownFeatures.has(feature)) return feature;
  }
  return null;
}
