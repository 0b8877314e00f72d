/** Reads streets and backdrop from an `.osm` XML file, as a stream. */
import { fail, fault, type Fault, type Result } from '../domain/fault';
import { pacer, type Control } from '../domain/progress';
import { maxNodes, OsmCollector, type OsmData } from './osm-collect';
import { GREEN, isEntrance, isGreen, isNodeOfNote, isWater, nodeKeys, WATER, wayKeys } from './osm-tags';
import { XmlTokens, type XmlHandler, type XmlProblem } from './xml-tokens';

/** Bytes in which the first element must begin: a gigabyte of something else is not read to its end. */
const maxPreamble = 1 << 20;

/**
 * The same result as `readOsmPbf`. Deleted elements (visible="false", action="delete") are left out.
 * Faults: osm.empty, osm.notXml, osm.declarations, osm.truncated, osm.tooLarge, osm.noStreets; notes: osm.missingNodes.
 */
export async function readOsmXml(file: Blob, control?: Control): Promise<Result<OsmData>> {
  if (file.size === 0) return fail(fault('osm.empty'));
  const decoder = await createDecoder(file);
  if (decoder === null) return fail(fault('osm.notXml', { reason: 'encoding' }));
  const pace = pacer(control);
  const collector = new OsmCollector();
  const elements = new Elements(collector);
  const tokens = new XmlTokens(elements);
  const reader = file.stream().getReader();
  let done = 0;
  try {
    for (;;) {
      const piece = await reader.read();
      const text = piece.done ? decoder.decode() : decoder.decode(piece.value, { stream: true });
      const problem = describe(tokens.push(text), elements);
      if (problem !== null) return fail(problem);
      if (collector.hasTooMany) return fail(fault('osm.tooLarge', { millions: maxNodes / 1e6 }));
      if (piece.done) break;
      done += piece.value.length;
      if (elements.root === '' && done > maxPreamble)
        return fail(fault('osm.notXml', { reason: 'no element' }));
      control?.progress?.({ stage: 'read', done, total: file.size, what: '' });
      await pace();
    }
  } finally {
    // Lets go of the file when a fault or an abort ends the loop early.
    await reader.cancel();
  }
  if (elements.root === '') return fail(fault('osm.notXml', { reason: 'no element' }));
  if (tokens.isInside || !elements.isClosed) return fail(fault('osm.truncated', { offset: file.size }));
  return collector.finish(control);
}

function describe(problem: XmlProblem | null, elements: Elements): Fault | null {
  if (problem === 'declaration') return fault('osm.declarations');
  if (problem !== null) return fault('osm.notXml', { reason: problem });
  if (elements.root !== '' && elements.root !== 'osm')
    return fault('osm.notXml', { reason: `<${elements.root}>` });
  return null;
}

/** UTF-8 unless a byte order mark or the XML declaration says otherwise; null where the encoding is not known. */
async function createDecoder(file: Blob): Promise<TextDecoder | null> {
  const head = new Uint8Array(await file.slice(0, 200).arrayBuffer());
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  const label =
    /^[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(new TextDecoder('latin1').decode(head))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    // The standard names no way to ask first; an unknown label throws.
    return null;
  }
}

/** Gathers the element being read and hands it to the collector when it closes. */
class Elements implements XmlHandler {
  root = '';
  isClosed = false;
  readonly #collector: OsmCollector;
  #kind = '';
  #id = 0;
  #isDeleted = false;
  #tags: Record<string, string> = {};
  #hasTags = false;
  #isMultipolygon = false;
  #refs: number[] = [];
  /** Degrees of the node being read. */
  #place: [lon: number, lat: number] = [NaN, NaN];
  #members: { way: number; inner: boolean }[] = [];

  constructor(collector: OsmCollector) {
    this.#collector = collector;
  }

  open(name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    if (this.root === '') {
      this.root = name;
      this.isClosed = isEmpty;
      return;
    }
    if (name === 'nd') this.#refs.push(Number(attributes.get('ref')));
    else if (name === 'tag') this.#addTag(attributes.get('k') ?? '', attributes.get('v') ?? '');
    else if (name === 'member') {
      if (attributes.get('type') !== 'way') return;
      this.#members.push({ way: Number(attributes.get('ref')), inner: attributes.get('role') === 'inner' });
    } else if (name === 'node' || name === 'way' || name === 'relation') {
      this.#begin(name, attributes);
      if (isEmpty) this.#end();
    }
  }

  close(name: string): void {
    if (name === this.#kind) this.#end();
    else if (name === this.root) this.isClosed = true;
  }

  #begin(kind: string, attributes: ReadonlyMap<string, string>): void {
    this.#kind = kind;
    this.#id = Number(attributes.get('id'));
    this.#isDeleted = attributes.get('visible') === 'false' || attributes.get('action') === 'delete';
    this.#tags = {};
    this.#hasTags = false;
    this.#isMultipolygon = false;
    this.#refs = [];
    this.#members = [];
    if (kind !== 'node' || this.#isDeleted) return;
    // A missing coordinate is NaN, and the node counts as missing.
    this.#place = [parseFloat(attributes.get('lon') ?? ''), parseFloat(attributes.get('lat') ?? '')];
    this.#collector.addNode(this.#id, ...this.#place);
  }

  #addTag(key: string, value: string): void {
    this.#hasTags = true;
    if (key === 'type' && value === 'multipolygon') this.#isMultipolygon = true;
    if ((this.#kind === 'node' ? nodeKeys : wayKeys).has(key)) this.#tags[key] = value;
  }

  #end(): void {
    const kind = this.#kind;
    this.#kind = '';
    if (this.#isDeleted) return;
    const tags = this.#tags;
    if (kind === 'node' && isNodeOfNote(tags)) this.#collector.addNodeTags(this.#id, tags);
    if (kind === 'node' && isEntrance(tags) && this.#place.every(Number.isFinite))
      this.#collector.addEntrance(...this.#place, tags);
    else if (kind === 'way') {
      const way = this.#collector.kindOf(tags, !this.#hasTags);
      if (way === -1) return;
      for (const ref of this.#refs) this.#collector.refs.push(ref);
      this.#collector.addWay(this.#id, tags, way);
    } else if (kind === 'relation' && this.#isMultipolygon) {
      const area = (isWater(tags) ? WATER : 0) | (isGreen(tags) ? GREEN : 0);
      if (area !== 0) this.#collector.addArea(area, this.#members);
    }
  }
}
