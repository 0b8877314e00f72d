/** Writes OSM PBF (https://wiki.openstreetmap.org/wiki/PBF_Format): for the sample study, tests and benches. */
import { PbfWriter } from 'pbf';

export interface PbfNode {
  readonly id: number;
  /** WGS84 degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PbfWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PbfContent {
  readonly nodes: readonly PbfNode[];
  readonly ways: readonly PbfWay[];
  readonly relations?: readonly {
    readonly id: number;
    readonly tags: Readonly<Record<string, string>>;
    readonly members: readonly { readonly way: number; readonly role: string }[];
  }[];
  /** Nanodegrees a unit; 100 (1e-7°) as OSM has it. */
  readonly granularity?: number;
  /** Elements a block; 8000 as others do. */
  readonly blockSize?: number;
  /** A function where the bytes must not depend on the machine's own zlib. */
  readonly compress?: boolean | ((raw: Uint8Array) => Uint8Array);
  /** Nodes one by one rather than as DenseNodes; ways before nodes. For tests of readers. */
  readonly plainNodes?: boolean;
  readonly waysFirst?: boolean;
}

/** Bytes of a complete file; the order of elements is kept. */
export async function writePbf(content: PbfContent): Promise<Uint8Array<ArrayBuffer>> {
  const { granularity = 100, blockSize = 8000, compress = true } = content;
  const nodes = chunks(content.nodes, blockSize).map((some) =>
    block(granularity, (pbf, strings) => {
      if (content.plainNodes)
        for (const node of some) pbf.writeMessage(1, writePlainNode, { node, strings, granularity });
      else pbf.writeMessage(2, writeDense, { nodes: some, strings, granularity });
    }),
  );
  const ways = chunks(content.ways, blockSize).map((some) =>
    block(granularity, (pbf, strings) => {
      for (const way of some) pbf.writeMessage(3, writeWay, { way, strings });
    }),
  );
  const relations = chunks(content.relations ?? [], blockSize).map((some) =>
    block(granularity, (pbf, strings) => {
      for (const relation of some) pbf.writeMessage(4, writeRelation, { relation, strings });
    }),
  );
  const data = content.waysFirst ? [...ways, ...nodes] : [...nodes, ...ways];
  const parts = [await blob('OSMHeader', header(), compress)];
  for (const bytes of [...data, ...relations]) parts.push(await blob('OSMData', bytes, compress));
  return concat(parts);
}

class Strings {
  readonly list = [''];
  readonly #index = new Map<string, number>([['', 0]]);
  of(text: string): number {
    let at = this.#index.get(text);
    if (at === undefined) {
      at = this.list.push(text) - 1;
      this.#index.set(text, at);
    }
    return at;
  }
}

function header(): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, 'DenseNodes');
  pbf.writeStringField(16, 'care-circle');
  return pbf.finish();
}

function block(granularity: number, writeGroup: (pbf: PbfWriter, strings: Strings) => void): Uint8Array {
  const strings = new Strings();
  const group = new PbfWriter();
  writeGroup(group, strings);
  const pbf = new PbfWriter();
  pbf.writeMessage(
    1,
    (list: readonly string[], table: PbfWriter) => {
      for (const text of list) table.writeBytesField(1, new TextEncoder().encode(text));
    },
    strings.list,
  );
  pbf.writeBytesField(2, group.finish());
  if (granularity !== 100) pbf.writeVarintField(17, granularity);
  return pbf.finish();
}

function writeDense(
  of: { nodes: readonly PbfNode[]; strings: Strings; granularity: number },
  pbf: PbfWriter,
): void {
  const unit = 1e9 / of.granularity;
  pbf.writePackedSVarint(1, deltas(of.nodes.map((node) => node.id)));
  pbf.writePackedSVarint(8, deltas(of.nodes.map((node) => Math.round(node.lat * unit))));
  pbf.writePackedSVarint(9, deltas(of.nodes.map((node) => Math.round(node.lon * unit))));
  const keysValues: number[] = [];
  for (const node of of.nodes) {
    for (const [key, value] of Object.entries(node.tags ?? {}))
      keysValues.push(of.strings.of(key), of.strings.of(value));
    keysValues.push(0);
  }
  if (keysValues.length > of.nodes.length) pbf.writePackedVarint(10, keysValues);
}

function writePlainNode(of: { node: PbfNode; strings: Strings; granularity: number }, pbf: PbfWriter): void {
  const unit = 1e9 / of.granularity;
  pbf.writeSVarintField(1, of.node.id);
  writeTags(of.node.tags, of.strings, pbf);
  pbf.writeSVarintField(8, Math.round(of.node.lat * unit));
  pbf.writeSVarintField(9, Math.round(of.node.lon * unit));
}

function writeWay(of: { way: PbfWay; strings: Strings }, pbf: PbfWriter): void {
  pbf.writeVarintField(1, of.way.id);
  writeTags(of.way.tags, of.strings, pbf);
  pbf.writePackedSVarint(8, deltas(of.way.refs));
}

function writeRelation(
  of: { relation: NonNullable<PbfContent['relations']>[number]; strings: Strings },
  pbf: PbfWriter,
): void {
  pbf.writeVarintField(1, of.relation.id);
  writeTags(of.relation.tags, of.strings, pbf);
  pbf.writePackedVarint(
    8,
    of.relation.members.map((member) => of.strings.of(member.role)),
  );
  pbf.writePackedSVarint(9, deltas(of.relation.members.map((member) => member.way)));
  pbf.writePackedVarint(
    10,
    of.relation.members.map(() => 1),
  );
}

function writeTags(
  tags: Readonly<Record<string, string>> | undefined,
  strings: Strings,
  pbf: PbfWriter,
): void {
  const entries = Object.entries(tags ?? {});
  pbf.writePackedVarint(
    2,
    entries.map(([key]) => strings.of(key)),
  );
  pbf.writePackedVarint(
    3,
    entries.map(([, value]) => strings.of(value)),
  );
}

async function blob(
  type: string,
  raw: Uint8Array,
  compress: NonNullable<PbfContent['compress']>,
): Promise<Uint8Array> {
  const body = new PbfWriter();
  if (typeof compress === 'function') {
    body.writeVarintField(2, raw.length);
    body.writeBytesField(3, compress(raw));
  } else if (compress) {
    body.writeVarintField(2, raw.length);
    const stream = new Blob([new Uint8Array(raw)]).stream().pipeThrough(new CompressionStream('deflate'));
    body.writeBytesField(3, new Uint8Array(await new Response(stream).arrayBuffer()));
  } else {
    body.writeBytesField(1, raw);
  }
  const data = body.finish();
  const head = new PbfWriter();
  head.writeStringField(1, type);
  head.writeVarintField(3, data.length);
  const headBytes = head.finish();
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, headBytes.length);
  return concat([size, headBytes, data]);
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let i = 0; i < list.length; i += size) found.push(list.slice(i, i + size));
  return found;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
