/**
 * Reading a pbf against osm-pbf-parser: from bytes in memory to streets as columns, ways naming nodes by position. osm-pbf-parser hands out
 * elements as objects, so a Map finds the nodes of its ways, as anyone who uses it must. Rounds are interleaved, the least time of each
 * counts. ratio = theirs / ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import parseOsm from 'osm-pbf-parser';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { writePbf, type PbfNode, type PbfWay } from '../../scripts/write-pbf';
import { ratioOf, type Ratio } from './race';

const porto = new URL('../../../shared/data/porto/porto_portugal.osm.pbf', import.meta.url);

/** Milliseconds. Always a drawn city of 200,000 nodes; Porto as well where the shared data are there. */
export async function benchPbf(rounds = 9): Promise<Record<string, Ratio>> {
  const found: Record<string, Ratio> = {};
  found['9 pbf: a drawn city of 200,000 nodes, against osm-pbf-parser'] = await compare(
    await drawCity(),
    rounds,
  );
  if (existsSync(porto))
    found['9 pbf: Porto, against osm-pbf-parser'] = await compare(
      new Uint8Array(readFileSync(porto)),
      rounds,
    );
  return found;
}

async function compare(bytes: Uint8Array<ArrayBuffer>, rounds: number): Promise<Ratio> {
  let ours = Infinity;
  let theirs = Infinity;
  for (let round = 0; round < rounds; round++) {
    let start = performance.now();
    const read = await readOsmPbf(new Blob([bytes]));
    ours = Math.min(ours, performance.now() - start);
    start = performance.now();
    const other = await readWithOsmPbfParser(bytes);
    theirs = Math.min(theirs, performance.now() - start);
    // A reader that lost elements would be fast: both must have found the same streets.
    if (!read.ok) throw new Error(read.fault.code);
    const { refs, lons, wayTags } = read.value.streets;
    const found = [wayTags.length, refs.length, lons[refs[refs.length - 1]!]!.toFixed(7)];
    if (found.join() !== [other[0], other[1], other[2].toFixed(7)].join())
      throw new Error(`streets, refs, last longitude: ${found.join()} and ${other.join()}`);
  }
  return ratioOf(ours, theirs, 3);
}

/** Streets, their node references, and the longitude of the last one. */
function readWithOsmPbfParser(bytes: Uint8Array): Promise<[number, number, number]> {
  return new Promise((resolve, reject) => {
    const positions = new Map<number, number>();
    const lons: number[] = [];
    const lats: number[] = [];
    const refs: number[] = [];
    let streets = 0;
    const parser = parseOsm();
    parser.on('data', (items) => {
      for (const item of items) {
        if (item.type === 'node') {
          positions.set(item.id, lons.push(item.lon) - 1);
          lats.push(item.lat);
        } else if (item.type === 'way' && item.refs.length > 1 && isStreet(item.tags)) {
          streets++;
          for (const ref of item.refs) refs.push(positions.get(ref)!);
        }
      }
    });
    parser.on('end', () => resolve([streets, refs.length, lons[refs[refs.length - 1]!]!]));
    parser.on('error', reject);
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 65536) pieces.push(Buffer.from(bytes.subarray(at, at + 65536)));
    Readable.from(pieces).pipe(parser);
  });
}

function isStreet(tags: Readonly<Record<string, string>>): boolean {
  return tags['highway'] !== undefined || isPlatform(tags);
}

function isPlatform(tags: Readonly<Record<string, string>>): boolean {
  return tags['railway'] === 'platform' || tags['public_transport'] === 'platform';
}

/** A grid of bent streets, with ids and tags as sparse as OSM's. */
function drawCity(): Promise<Uint8Array<ArrayBuffer>> {
  const side = 100;
  const nodes: PbfNode[] = [];
  const ways: PbfWay[] = [];
  let id = 1_000_000_000;
  const add = (x: number, y: number) => {
    id += 1 + ((x * 7 + y * 13) % 5);
    nodes.push({ id, lon: 121 + x * 1e-4 + (y % 7) * 1e-6, lat: 31 + y * 1e-4 + (x % 5) * 1e-6 });
    return id;
  };
  const corners = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, col) => add(col * 10, row * 10)),
  );
  const street = (from: number, to: number, x: number, y: number, dx: number, dy: number) => {
    const refs = [from];
    for (let step = 1; step < 10; step++) refs.push(add(x + step * dx, y + step * dy));
    refs.push(to);
    const highway = ['residential', 'service', 'footway', 'tertiary'][ways.length % 4]!;
    ways.push({
      id: ways.length + 1,
      refs,
      tags: { highway, name: `Street ${ways.length % 500}`, surface: 'asphalt' },
    });
  };
  corners.forEach((row, r) =>
    row.forEach((corner, c) => {
      if (c + 1 < side) street(corner, row[c + 1]!, c * 10, r * 10, 1, 0);
      if (r + 1 < side) street(corner, corners[r + 1]![c]!, c * 10, r * 10, 0, 1);
    }),
  );
  return writePbf({ nodes, ways });
}
