/** Decodes one PrimitiveBlock into the collector. Throws RangeError or pbf's Error where the bytes are not what they say; the caller names the place. */
import { PbfReader } from 'pbf';
import type { OsmCollector } from './osm-collect';
import type { GrowingFloats } from './growing-column';
import { isEntrance, isGreen, isNodeOfNote, isWater, nodeKeys, GREEN, WATER, wayKeys } from './osm-tags';

const areaKeys = new Set([...wayKeys, 'type']);

export function decodeBlock(bytes: Uint8Array, into: OsmCollector): void {
  const pbf = new PbfReader(bytes);
  const groups: number[] = [];
  let strings = new StringTable(bytes, 0, 0);
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) {
      const end = endOf(pbf);
      strings = new StringTable(bytes, pbf.pos, end);
      pbf.pos = end;
    } else if (field === 2) {
      const end = endOf(pbf);
      groups.push(pbf.pos, end);
      pbf.pos = end;
    } else if (field === 17) granularity = pbf.readVarint();
    else if (field === 19) latOffset = pbf.readVarint(true);
    else if (field === 20) lonOffset = pbf.readVarint(true);
  }
  if (pbf.pos > bytes.length) throw new RangeError('block overruns');
  const block: Block = { bytes, strings, granularity, latOffset, lonOffset };
  for (let g = 0; g < groups.length; g += 2) decodeGroup(block, groups[g]!, groups[g + 1]!, into);
}

interface Block {
  readonly bytes: Uint8Array;
  readonly strings: StringTable;
  /** Nanodegrees a unit. */
  readonly granularity: number;
  readonly latOffset: number;
  readonly lonOffset: number;
}

function decodeGroup(block: Block, start: number, end: number, into: OsmCollector): void {
  const pbf = new PbfReader(block.bytes);
  pbf.pos = start;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field < 1 || field > 4) continue;
    const stop = endOf(pbf, end);
    if (field === 1) decodeNode(block, pbf, stop, into);
    else if (field === 2) decodeDense(block, pbf, stop, into);
    else if (field === 3) decodeWay(block, pbf, stop, into);
    else decodeRelation(block, pbf, stop, into);
    pbf.pos = stop;
  }
}

function decodeNode(block: Block, pbf: PbfReader, end: number, into: OsmCollector): void {
  let id = 0;
  let lat = 0;
  let lon = 0;
  let keys: number[] = [];
  let values: number[] = [];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 2) keys = pbf.readPackedVarint();
    else if (field === 3) values = pbf.readPackedVarint();
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
  }
  into.addNode(
    id,
    (block.lonOffset + block.granularity * lon) / 1e9,
    (block.latOffset + block.granularity * lat) / 1e9,
  );
  const tags = pickTags(block.strings, keys, values, nodeKeys);
  if (isNodeOfNote(tags)) into.addNodeTags(id, tags);
  if (isEntrance(tags))
    into.addEntrance(
      (block.lonOffset + block.granularity * lon) / 1e9,
      (block.latOffset + block.granularity * lat) / 1e9,
      tags,
    );
}

function decodeDense(block: Block, pbf: PbfReader, end: number, into: OsmCollector): void {
  const before = into.ids.length;
  let keysValues: number[] = [];
  let lats = 0;
  let lons = 0;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field !== 1 && field !== 8 && field !== 9 && field !== 10) continue;
    const stop = endOf(pbf, end);
    if (field === 1) readDeltas(block.bytes, pbf.pos, stop, into.ids);
    else if (field === 8) lats = readDeltas(block.bytes, pbf.pos, stop, into.lats);
    else if (field === 9) lons = readDeltas(block.bytes, pbf.pos, stop, into.lons);
    else keysValues = [pbf.pos, stop];
    pbf.pos = stop;
  }
  const count = into.ids.length - before;
  if (lats !== count || lons !== count) throw new RangeError('nodes and positions differ in number');
  const { granularity, latOffset, lonOffset } = block;
  // Whole nanodegrees divided once: the same double as the decimal in XML.
  for (let i = before; i < into.ids.length; i++) {
    const lat = (latOffset + granularity * into.lats.array[i]!) / 1e9;
    const lon = (lonOffset + granularity * into.lons.array[i]!) / 1e9;
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) throw new RangeError('a node lies nowhere on earth');
    into.lats.array[i] = lat;
    into.lons.array[i] = lon;
  }
  if (keysValues.length === 0 || !block.strings.hasAny(nodeKeys)) return;
  pbf.pos = keysValues[0]!;
  for (let i = before; i < into.ids.length && pbf.pos < keysValues[1]!; i++) {
    let tags: Record<string, string> | null = null;
    for (let key = pbf.readVarint(); key !== 0; key = pbf.readVarint()) {
      const value = pbf.readVarint();
      if (block.strings.isWanted(key, nodeKeys))
        (tags ??= {})[block.strings.at(key)] = block.strings.at(value);
    }
    if (tags === null) continue;
    if (isNodeOfNote(tags)) into.addNodeTags(into.ids.array[i]!, tags);
    if (isEntrance(tags)) into.addEntrance(into.lons.array[i]!, into.lats.array[i]!, tags);
  }
}

function decodeWay(block: Block, pbf: PbfReader, end: number, into: OsmCollector): void {
  let id = 0;
  let keys = 0;
  let keysEnd = 0;
  let values = 0;
  let valuesEnd = 0;
  let refs = 0;
  let refsEnd = 0;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint();
    if (field !== 2 && field !== 3 && field !== 8) continue;
    const stop = endOf(pbf, end);
    if (field === 2) [keys, keysEnd] = [pbf.pos, stop];
    else if (field === 3) [values, valuesEnd] = [pbf.pos, stop];
    else [refs, refsEnd] = [pbf.pos, stop];
    pbf.pos = stop;
  }
  const tags: Record<string, string> = {};
  const { strings } = block;
  const isUntagged = keys === keysEnd;
  while (keys < keysEnd && values < valuesEnd) {
    pbf.pos = keys;
    const key = pbf.readVarint();
    keys = pbf.pos;
    pbf.pos = values;
    const value = pbf.readVarint();
    values = pbf.pos;
    if (strings.isWanted(key, wayKeys)) tags[strings.at(key)] = strings.at(value);
  }
  if (keys !== keysEnd || values !== valuesEnd) throw new RangeError('keys and values differ in number');
  const kind = into.kindOf(tags, isUntagged);
  if (kind === -1) return;
  readDeltas(block.bytes, refs, refsEnd, into.refs);
  into.addWay(id, tags, kind);
}

/** Only multipolygons of water or green are kept. */
function decodeRelation(block: Block, pbf: PbfReader, end: number, into: OsmCollector): void {
  const keys: number[] = [];
  const values: number[] = [];
  const roles: number[] = [];
  const members: number[] = [];
  const types: number[] = [];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 2) pbf.readPackedVarint(keys);
    else if (field === 3) pbf.readPackedVarint(values);
    else if (field === 8) pbf.readPackedVarint(roles);
    else if (field === 9) pbf.readPackedSVarint(members);
    else if (field === 10) pbf.readPackedVarint(types);
  }
  const tags = pickTags(block.strings, keys, values, areaKeys);
  const kind = (isWater(tags) ? WATER : 0) | (isGreen(tags) ? GREEN : 0);
  if (kind === 0 || tags['type'] !== 'multipolygon') return;
  let way = 0;
  const ways: { way: number; inner: boolean }[] = [];
  members.forEach((delta, i) => {
    way += delta;
    if (types[i] === 1) ways.push({ way, inner: block.strings.at(roles[i] ?? 0) === 'inner' });
  });
  into.addArea(kind, ways);
}

function pickTags(
  strings: StringTable,
  keys: readonly number[],
  values: readonly number[],
  wanted: ReadonlySet<string>,
): Record<string, string> {
  const tags: Record<string, string> = {};
  if (keys.length !== values.length) throw new RangeError('keys and values differ in number');
  for (let i = 0; i < keys.length; i++) {
    if (strings.isWanted(keys[i]!, wanted)) tags[strings.at(keys[i]!)] = strings.at(values[i]!);
  }
  return tags;
}

/** Strings of a block, decoded when first asked for: most never are. */
class StringTable {
  readonly #pbf: PbfReader;
  readonly #starts: number[] = [];
  readonly #texts: (string | undefined)[] = [];
  /** By set of keys: 1 wanted, 2 not, by index. */
  readonly #wanted = new Map<ReadonlySet<string>, Uint8Array>();
  #lastWanted: ReadonlySet<string> | null = null;
  #lastMarks: Uint8Array = new Uint8Array(0);

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#pbf = new PbfReader(bytes);
    this.#pbf.pos = start;
    for (let field = this.#pbf.nextField(end); field !== 0; field = this.#pbf.nextField(end)) {
      if (field !== 1) continue;
      this.#starts.push(this.#pbf.pos);
      this.#pbf.pos = endOf(this.#pbf, end);
    }
  }

  at(index: number): string {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const start = this.#starts[index];
    if (start === undefined) throw new RangeError('string index');
    this.#pbf.pos = start;
    return (this.#texts[index] = this.#pbf.readString());
  }

  isWanted(index: number, wanted: ReadonlySet<string>): boolean {
    const marks = this.#marksOf(wanted);
    if (marks[index] === 0) marks[index] = wanted.has(this.at(index)) ? 1 : 2;
    return marks[index] === 1;
  }

  #marksOf(wanted: ReadonlySet<string>): Uint8Array {
    if (wanted === this.#lastWanted) return this.#lastMarks;
    let marks = this.#wanted.get(wanted);
    if (marks === undefined) this.#wanted.set(wanted, (marks = new Uint8Array(this.#starts.length)));
    this.#lastWanted = wanted;
    this.#lastMarks = marks;
    return marks;
  }

  hasAny(wanted: ReadonlySet<string>): boolean {
    return this.#starts.some((_, index) => this.isWanted(index, wanted));
  }
}

/** Reads a length and returns where the value ends; it may not end after what holds it. */
function endOf(pbf: PbfReader, limit = pbf.length): number {
  const end = pbf.readVarint() + pbf.pos;
  if (end > limit) throw new RangeError('field overruns');
  return end;
}

/**
 * Appends the running sums of packed zigzag varints; returns how many. The hot loop of the reader: four bytes in integer arithmetic,
 * longer ones (the first id of a block) in doubles, exact to 2^53.
 */
function readDeltas(bytes: Uint8Array, start: number, end: number, into: GrowingFloats): number {
  into.reserve(end - start);
  const out = into.array;
  const before = into.length;
  let filled = before;
  let sum = 0;
  let pos = start;
  while (pos < end) {
    let byte = bytes[pos++]!;
    let low = byte & 127;
    if (byte >= 128) {
      byte = bytes[pos++]!;
      low |= (byte & 127) << 7;
      if (byte >= 128) {
        byte = bytes[pos++]!;
        low |= (byte & 127) << 14;
        if (byte >= 128) {
          byte = bytes[pos++]!;
          low |= (byte & 127) << 21;
          if (byte >= 128) {
            let wide = low;
            let unit = 268435456;
            do {
              byte = bytes[pos++]!;
              wide += (byte & 127) * unit;
              unit *= 128;
            } while (byte >= 128);
            sum += wide % 2 === 1 ? -(wide + 1) / 2 : wide / 2;
            out[filled++] = sum;
            continue;
          }
        }
      }
    }
    sum += (low >>> 1) ^ -(low & 1);
    out[filled++] = sum;
  }
  if (pos !== end) throw new RangeError('packed numbers overrun');
  into.length = filled;
  return filled - before;
}
