import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PbfWriter } from 'pbf';
import parseOsm from 'osm-pbf-parser';
import { describe, expect, it } from 'vitest';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { writePbf, type PbfContent } from '../../scripts/write-pbf';
import { town } from '../scenes/town';

const shared = new URL('../../../shared/data/', import.meta.url);
const files = [
  'porto/porto_portugal.osm.pbf',
  'poa-r5r/poa_osm.pbf',
  'helsinki/Helsinki.osm.pbf',
  'andorra-dem/andorra.osm.pbf',
];

const drawn = () =>
  town({ origin: [121.5, 31.2] })
    .at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100], E: [50, 50] })
    .street('A B C', { name: '解放路 & "Main" <1>' })
    .private('C D')
    .steps('D E A', { foot: 'yes' })
    .gate('D', { access: 'private' })
    .barrier('E', 'wall');

describe('readOsmPbf', () => {
  it('reads what was drawn: places to 1e-9°, ways, tags, barriers', async () => {
    const read = await readOsmPbf(new Blob([await drawn().pbf()]));
    if (!read.ok) throw new Error(read.fault.code);
    const { streets } = read.value;
    const raw = drawn().raw();
    expect(streets.wayTags).toEqual(raw.wayTags);
    expect([...streets.refs]).toEqual([...raw.refs]);
    expect([...streets.wayFirst]).toEqual([...raw.wayFirst]);
    expect(streets.nodeTags).toEqual(raw.nodeTags);
    streets.lons.forEach((lon, n) => expect(Math.abs(lon - raw.lons[n]!)).toBeLessThan(1e-9));
    streets.lats.forEach((lat, n) => expect(Math.abs(lat - raw.lats[n]!)).toBeLessThan(1e-9));
    expect(read.value.bounds).toEqual([
      Math.min(...streets.lons),
      Math.min(...streets.lats),
      Math.max(...streets.lons),
      Math.max(...streets.lats),
    ]);
  });

  it('gives the same as the XML of the same town, to the last bit', async () => {
    const pbf = await readOsmPbf(new Blob([await drawn().pbf()]));
    const xml = await readOsmXml(new Blob([drawn().xml()]));
    expect(pbf.ok).toBe(true);
    expect(pbf).toEqual(xml);
  });

  it.each<[string, Partial<PbfContent>]>([
    ['plain nodes', { plainNodes: true }],
    ['ways before nodes', { waysFirst: true }],
    ['uncompressed blobs', { compress: false }],
    ['many small blocks', { blockSize: 2 }],
  ])('reads %s alike', async (_, options) => {
    const usual = await readOsmPbf(new Blob([await writePbf(content())]));
    const other = await readOsmPbf(new Blob([await writePbf({ ...content(), ...options })]));
    expect(usual.ok).toBe(true);
    expect(other).toEqual(usual);
  });

  it('reads ids and differences beyond 32 bits, and places west and south', async () => {
    const nodes = [
      { id: 13_000_000_001, lon: -179.9999999, lat: -89.9999999 },
      { id: 5, lon: 179.9999999, lat: 89.9999999 },
      { id: 9_000_000_000, lon: 0.0000001, lat: -0.0000001 },
    ];
    const ways = [{ id: 1, refs: [13_000_000_001, 5, 9_000_000_000], tags: { highway: 'path' } }];
    const read = await readOsmPbf(new Blob([await writePbf({ nodes, ways })]));
    if (!read.ok) throw new Error(read.fault.code);
    expect([...read.value.streets.lons]).toEqual(nodes.map((node) => node.lon));
    expect([...read.value.streets.lats]).toEqual(nodes.map((node) => node.lat));
  });

  it('cuts a way where the file lacks a node, and says so', async () => {
    const nodes = [1, 2, 4, 5].map((id) => ({ id, lon: id / 1000, lat: 0 }));
    const ways = [
      { id: 1, refs: [1, 2, 3, 4, 5], tags: { highway: 'path' } },
      { id: 2, refs: [1, 9], tags: { highway: 'path' } },
      { id: 3, refs: [3, 4], tags: { highway: 'path' } },
    ];
    const read = await readOsmPbf(new Blob([await writePbf({ nodes, ways })]));
    if (!read.ok) throw new Error(read.fault.code);
    const { streets } = read.value;
    expect([...streets.wayFirst]).toEqual([0, 2, 4]);
    expect([...streets.refs].map((ref) => streets.lons[ref])).toEqual([0.001, 0.002, 0.004, 0.005]);
    expect(read.notes).toEqual([{ code: 'osm.missingNodes', blanks: { ways: 3, nodes: 2 } }]);
  });

  it('draws water, rail and green behind the streets, lakes of several ways included', async () => {
    const at = (id: number, x: number, y: number) => ({ id, lon: x, lat: y });
    const read = await readOsmPbf(
      new Blob([
        await writePbf({
          nodes: [
            at(1, 0, 0),
            at(2, 1, 0),
            at(3, 1, 1),
            at(4, 0, 1),
            at(5, 0.2, 0.2),
            at(6, 0.4, 0.2),
            at(7, 0.4, 0.4),
          ],
          ways: [
            { id: 1, refs: [1, 2], tags: { highway: 'path' } },
            { id: 2, refs: [1, 2, 3, 1], tags: { natural: 'water' } },
            { id: 3, refs: [1, 3], tags: { waterway: 'river' } },
            { id: 4, refs: [1, 4], tags: { railway: 'rail' } },
            { id: 5, refs: [1, 4], tags: { railway: 'subway', tunnel: 'yes' } },
            { id: 6, refs: [1, 3, 4, 1], tags: { leisure: 'park' } },
            { id: 7, refs: [1, 2, 3] },
            { id: 8, refs: [1, 4, 3] },
            { id: 9, refs: [5, 6, 7, 5] },
          ],
          relations: [
            {
              id: 1,
              tags: { type: 'multipolygon', natural: 'water' },
              members: [
                { way: 7, role: 'outer' },
                { way: 8, role: 'outer' },
                { way: 9, role: 'inner' },
              ],
            },
          ],
        }),
      ]),
    );
    if (!read.ok) throw new Error(read.fault.code);
    const { backdrop } = read.value;
    expect(backdrop.waterways).toEqual([
      [
        [0, 0],
        [1, 1],
      ],
    ]);
    expect(backdrop.rails).toEqual([
      [
        [0, 0],
        [0, 1],
      ],
    ]);
    expect(backdrop.greens).toEqual([
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 1],
            [0, 0],
          ],
        ],
      },
    ]);
    expect(backdrop.water).toEqual([
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
              [0, 0],
            ],
            [
              [0.2, 0.2],
              [0.4, 0.2],
              [0.4, 0.4],
              [0.2, 0.2],
            ],
          ],
        ],
      },
    ]);
  });
});

describe('a bad pbf is a fault', () => {
  const codeOf = async (bytes: Uint8Array<ArrayBuffer> | string) => {
    const read = await readOsmPbf(new Blob([bytes]));
    return read.ok ? 'ok' : read.fault.code;
  };

  it('of 0 bytes, of text, of zeros, of a picture', async () => {
    expect(await codeOf('')).toBe('osm.empty');
    expect(await codeOf('<?xml version="1.0"?><osm/>')).toBe('osm.notPbf');
    expect(await codeOf('id,lon,lat\n')).toBe('osm.notPbf');
    expect(await codeOf(new Uint8Array(100_000))).toBe('osm.notPbf');
    expect(await codeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('osm.notPbf');
    expect(await codeOf(new Uint8Array([0, 0]))).toBe('osm.notPbf');
  });

  it('broken off anywhere, with the byte where it breaks off', async () => {
    const bytes = await bigTown();
    for (let part = 1; part < 20; part++) {
      // The format has no end mark: broken off exactly between two blobs (as 11/20 happens to be here) a file is whole.
      const length = Math.round((bytes.length * part) / 20) - 1;
      const read = await readOsmPbf(new Blob([bytes.slice(0, length)]));
      expect(read.ok ? `ok at ${length}` : read.fault).toEqual({
        code: 'osm.truncated',
        blanks: { offset: length },
      });
    }
  });

  it('damaged in any byte, or no worse than it was: never an exception', async () => {
    const bytes = await drawn().pbf();
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0xff;
      const code = await codeOf(damaged);
      expect([
        'ok',
        'osm.corrupt',
        'osm.truncated',
        'osm.notPbf',
        'osm.compression',
        'osm.noStreets',
      ]).toContain(code);
    }
    // Without zlib's checksum every byte reaches the decoder.
    const plain = await writePbf({ ...content(), compress: false });
    for (let at = 0; at < plain.length; at++) {
      const damaged = plain.slice();
      damaged[at]! ^= 0x81;
      const code = await codeOf(damaged);
      expect(code === 'ok' || code.startsWith('osm.')).toBe(true);
    }
  });

  it('with a damaged zlib stream, at the blob that has it', async () => {
    const bytes = await bigTown();
    bytes[bytes.length >> 1]! ^= 0xff;
    const read = await readOsmPbf(new Blob([bytes]));
    expect(read.ok ? '' : read.fault.code).toBe('osm.corrupt');
  });

  it('without streets', async () => {
    const nodes = [1, 2].map((id) => ({ id, lon: id, lat: 0 }));
    expect(await codeOf(await writePbf({ nodes, ways: [] }))).toBe('osm.noStreets');
    expect(
      await codeOf(await writePbf({ nodes, ways: [{ id: 1, refs: [1, 2], tags: { building: 'yes' } }] })),
    ).toBe('osm.noStreets');
  });

  it('packed with lzma or zstd, which is named', async () => {
    for (const [field, name] of [
      [4, 'lzma'],
      [6, 'lz4'],
      [7, 'zstd'],
    ] as const) {
      const body = new PbfWriter();
      body.writeVarintField(2, 10);
      body.writeBytesField(field, new Uint8Array([1, 2, 3]));
      const read = await readOsmPbf(new Blob([frame('OSMHeader', body.finish())]));
      expect(read).toEqual({ ok: false, fault: { code: 'osm.compression', blanks: { name } } });
    }
  });

  it('that would swell: a blob larger than 32 MB, or than it says', async () => {
    const zeros = new Blob([new Uint8Array(40_000_000)])
      .stream()
      .pipeThrough(new CompressionStream('deflate'));
    const packed = new Uint8Array(await new Response(zeros).arrayBuffer());
    for (const size of [40_000_000, 1000]) {
      const body = new PbfWriter();
      body.writeVarintField(2, size);
      body.writeBytesField(3, packed);
      expect(await codeOf(frame('OSMHeader', body.finish()))).toBe('osm.corrupt');
    }
    const header = new PbfWriter();
    header.writeStringField(1, 'OSMHeader');
    header.writeVarintField(3, 33 * 1024 * 1024);
    expect(await codeOf(prefixed(header.finish()))).toBe('osm.corrupt');
  });

  it('with history, which needs a feature we lack', async () => {
    const body = new PbfWriter();
    const header = new PbfWriter();
    header.writeStringField(4, 'HistoricalInformation');
    body.writeBytesField(1, header.finish());
    const read = await readOsmPbf(new Blob([frame('OSMHeader', body.finish())]));
    expect(read).toEqual({
      ok: false,
      fault: { code: 'osm.feature', blanks: { feature: 'HistoricalInformation' } },
    });
  });

  it('and an abort is an exception, as everywhere', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(readOsmPbf(new Blob([await bigTown()]), { signal: controller.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});

describe.skipIf(!existsSync(shared))('real files (skipped where ../shared/data is absent)', () => {
  it.each(files)('%s: the streets that osm-pbf-parser finds, node by node', async (file) => {
    const path = fileURLToPath(new URL(file, shared));
    const read = await readOsmPbf(await openAsBlob(path));
    if (!read.ok) throw new Error(read.fault.code);
    const { streets } = read.value;
    const other = await parseAll(new Uint8Array(readFileSync(path)));
    let way = 0;
    for (const { refs, tags } of other.ways) {
      if (
        tags['highway'] === undefined &&
        tags['railway'] !== 'platform' &&
        tags['public_transport'] !== 'platform'
      )
        continue;
      // A clipped way lacks nodes; its parts of two and more are ours.
      for (const part of splitAtMissing(refs, other.nodes)) {
        expect(streets.wayTags[way]!['highway']).toBe(tags['highway']);
        expect(streets.wayTags[way]!['name']).toBe(tags['name']);
        const [first, end] = [streets.wayFirst[way]!, streets.wayFirst[way + 1]!];
        expect(end - first).toBe(part.length);
        for (let i = 0; i < part.length; i++) {
          const [lon, lat] = other.nodes.get(part[i]!)!;
          const node = streets.refs[first + i]!;
          if (Math.abs(streets.lons[node]! - lon) > 1e-9 || Math.abs(streets.lats[node]! - lat) > 1e-9) {
            throw new Error(`way ${way} node ${i} of ${file}`);
          }
        }
        way++;
      }
    }
    expect(streets.wayTags.length).toBe(way);
    for (const [id, barrier] of other.barriers) {
      const [lon, lat] = other.nodes.get(id)!;
      const ours = [...streets.nodeTags].filter(
        ([node]) => streets.lons[node] === lon && streets.lats[node] === lat,
      );
      for (const [, tags] of ours) expect(tags['barrier']).toBe(barrier);
    }
  });

  it.each(files)('%s: broken off at each twentieth it is a fault', async (file) => {
    const whole = await openAsBlob(fileURLToPath(new URL(file, shared)));
    for (let part = 1; part < 20; part++) {
      const length = Math.round((whole.size * part) / 20);
      const read = await readOsmPbf(whole.slice(0, length));
      expect(read.ok ? `ok at ${length}` : read.fault).toEqual({
        code: 'osm.truncated',
        blanks: { offset: length },
      });
    }
  });
});

function content(): PbfContent {
  return {
    nodes: [1, 2, 3, 4, 5].map((id) => ({
      id,
      lon: 121 + id / 1000,
      lat: 31,
      tags: id === 3 ? { barrier: 'gate', access: 'private' } : id === 4 ? { shop: 'yes' } : {},
    })),
    ways: [
      { id: 1, refs: [1, 2, 3], tags: { highway: 'path', surface: 'mud' } },
      { id: 2, refs: [3, 4, 5], tags: { building: 'yes' } },
      { id: 3, refs: [5, 4, 3], tags: { highway: 'footway', name: '后街' } },
    ],
  };
}

async function bigTown(): Promise<Uint8Array<ArrayBuffer>> {
  const nodes = Array.from({ length: 3000 }, (_, i) => ({
    id: i + 1,
    lon: 121 + ((i * 7919) % 997) / 1e4,
    lat: 31 + i / 1e5,
  }));
  const ways = Array.from({ length: 999 }, (_, i) => ({
    id: i + 1,
    refs: [3 * i + 1, 3 * i + 2, 3 * i + 4],
    tags: { highway: 'path' },
  }));
  return writePbf({ nodes, ways, blockSize: 200 });
}

function frame(type: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  return new Uint8Array([...prefixed(header.finish()), ...body]);
}

function prefixed(header: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0, 0, 0, header.length, ...header]);
}

function splitAtMissing(refs: readonly number[], nodes: ReadonlyMap<number, unknown>): number[][] {
  const parts: number[][] = [[]];
  for (const ref of refs) {
    if (nodes.has(ref)) parts[parts.length - 1]!.push(ref);
    else parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

async function parseAll(bytes: Uint8Array) {
  const nodes = new Map<number, readonly [number, number]>();
  const barriers = new Map<number, string>();
  const ways: { refs: readonly number[]; tags: Readonly<Record<string, string>> }[] = [];
  await new Promise<void>((resolve, reject) => {
    const parser = parseOsm();
    parser.on('data', (items) => {
      for (const item of items) {
        if (item.type === 'node') {
          nodes.set(item.id, [item.lon, item.lat]);
          if (item.tags['barrier'] !== undefined) barriers.set(item.id, item.tags['barrier']);
        } else if (item.type === 'way') ways.push(item);
      }
    });
    parser.on('end', resolve);
    parser.on('error', reject);
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 65536) pieces.push(Buffer.from(bytes.subarray(at, at + 65536)));
    Readable.from(pieces).pipe(parser);
  });
  return { nodes, ways, barriers };
}
