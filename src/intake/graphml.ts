/** Street networks as GraphML, the way OSMnx and NetworkX write them: nodes with x and y, edges with tags and perhaps a WKT line. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { tableOfFeatures } from './geojson';
import type { TextTable } from './text-table';
import { localName, readXmlFile } from './xml-file';
import type { XmlHandler } from './xml-tokens';

/**
 * One row an edge, with `u` and `v` (the ids of its nodes), numbered from 1 in order of the file; what they mean as streets,
 * `line-streets.ts` knows. Faults: graph.noPlaces, table.noFeatures, those of `readXmlFile`. Notes: graph.edgesWithoutPlace.
 */
export async function readGraphMl(
  blob: Blob,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const notes: Note[] = [];
  const graph = new Graph();
  const read = await readXmlFile(blob, file, encoding, graph, notes, control);
  if (!read.ok) return read;
  const { edges, nodes } = graph;
  if (edges.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  if (nodes.size === 0 && edges.every(({ line }) => line === null))
    return fail(fault('graph.noPlaces', {}, { file }));
  let lost = 0;
  const features = edges.map(({ u, v, line, properties }): Feature => {
    const [from, to] = [nodes.get(u), nodes.get(v)];
    const straight: Geometry | null = from && to ? { type: 'LineString', coordinates: [from, to] } : null;
    if (line === null && straight === null) lost++;
    return { type: 'Feature', properties, geometry: (line ?? straight) as Geometry };
  });
  if (lost > 0) notes.push(fault('graph.edgesWithoutPlace', { count: lost }, { file }));
  const table = tableOfFeatures(features, file, 'graphml', read.value, graph.crs);
  return succeed({ ...table, notes: [...notes, ...table.notes] });
}

interface Edge {
  readonly u: string;
  readonly v: string;
  readonly line: Geometry | null;
  readonly properties: Record<string, string>;
}

class Graph implements XmlHandler {
  readonly nodes = new Map<string, Position>();
  readonly edges: Edge[] = [];
  crs = '';
  /** Names of the keys by their ids; a file without keys uses the names themselves. */
  readonly #names = new Map<string, string>();
  /** Only tags that differ from nothing are stored: values given once for all edges. */
  readonly #defaults = new Map<string, string>();
  #owner: 'graph' | 'node' | 'edge' = 'graph';
  #id = '';
  #target = '';
  #data: Record<string, string> = {};
  #key = '';
  #text: string[] | null = null;

  open(fullName: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const name = localName(fullName);
    if (name === 'key') {
      this.#key = attributes.get('id') ?? '';
      this.#names.set(this.#key, attributes.get('attr.name') ?? this.#key);
      this.#target = attributes.get('for') ?? '';
    } else if (name === 'node' || name === 'edge') {
      this.#owner = name;
      this.#id = attributes.get(name === 'node' ? 'id' : 'source') ?? '';
      this.#target = attributes.get('target') ?? '';
      this.#data = Object.create(null) as Record<string, string>;
    } else if (name === 'data') {
      this.#key = attributes.get('key') ?? '';
      this.#text = [];
    } else if (name === 'default') this.#text = [];
    if (isEmpty) this.close(name);
  }

  close(fullName: string): void {
    const name = localName(fullName);
    const text = (this.#text ?? []).join('').trim();
    const label = this.#names.get(this.#key) ?? this.#key;
    if (name === 'data') {
      this.#text = null;
      if (this.#owner === 'graph') {
        if (label.toLowerCase() === 'crs') this.crs = text.slice(0, 20_000);
      } else if (label !== '') this.#data[label] = text;
    } else if (name === 'default') {
      this.#text = null;
      if (this.#target === 'edge') this.#defaults.set(label, text);
    } else if (name === 'node') this.#endNode();
    else if (name === 'edge') this.#endEdge();
  }

  text(piece: string): void {
    this.#text?.push(piece);
  }

  #endNode(): void {
    const data = this.#data;
    const x = data['x'] ?? data['lon'] ?? data['lng'] ?? data['longitude'] ?? '';
    const y = data['y'] ?? data['lat'] ?? data['latitude'] ?? '';
    const position = [Number(x), Number(y)];
    if (x !== '' && y !== '' && position.every(Number.isFinite)) this.nodes.set(this.#id, position);
    this.#owner = 'graph';
  }

  #endEdge(): void {
    const { geometry, ...rest } = this.#data;
    const properties = Object.assign(Object.create(null) as Record<string, string>, {
      u: this.#id,
      v: this.#target,
      ...Object.fromEntries(this.#defaults),
      ...rest,
    });
    // Attributes of that name are those of a GeoJSON-like table; the ends are what the edge says.
    properties['u'] = this.#id;
    properties['v'] = this.#target;
    this.edges.push({ u: this.#id, v: this.#target, line: readLine(geometry ?? ''), properties });
    this.#owner = 'graph';
  }
}

/** "LINESTRING (114.02 22.53, …)", with heights or without; null where it is none. */
function readLine(text: string): Geometry | null {
  const inner = /^\s*(?:SRID=\d+;)?\s*LINESTRING\s*(?:Z|M|ZM)?\s*\(([^()]*)\)\s*$/i.exec(text)?.[1];
  if (inner === undefined) return null;
  const coordinates = inner.split(',').map((pair) => pair.trim().split(/\s+/).slice(0, 2).map(Number));
  const isGood = coordinates.every((point) => point.length === 2 && point.every(Number.isFinite));
  return isGood && coordinates.length >= 2 ? { type: 'LineString', coordinates } : null;
}
