/** KML (OGC 12-007r2) and KMZ: placemarks with their names, descriptions and data; a reader of our own, for workers have no DOMParser. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { tableOfFeatures } from './geojson';
import type { TextTable } from './text-table';
import { localName, readXmlFile } from './xml-file';
import type { XmlHandler } from './xml-tokens';
import { extractEntry, listZip } from './zip';

/**
 * One row a Placemark, numbered from 1: name, description, ExtendedData and the folder's name as columns.
 * Faults: table.noFeatures and those of `readXmlFile`. Notes: kml.links where the file only points elsewhere.
 */
export async function readKml(
  blob: Blob,
  file: string,
  format: 'kml' | 'kmz',
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const notes: Note[] = [];
  const placemarks = new Placemarks();
  const document = format === 'kmz' ? await documentOf(blob, file, control) : succeed(blob);
  if (!document.ok) return document;
  const read = await readXmlFile(document.value, file, encoding, placemarks, notes, control);
  if (!read.ok) return read;
  const { features, links } = placemarks;
  if (links > 0 && features.length === 0) return fail(fault('kml.onlyLinks', { count: links }, { file }));
  if (features.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  if (links > 0) notes.push(fault('kml.links', { count: links }, { file }));
  const table = tableOfFeatures(features, file, format, read.value, 'EPSG:4326');
  return succeed({ ...table, notes: [...notes, ...table.notes] });
}

/** Of a KMZ: doc.kml, or the .kml nearest to the root. */
async function documentOf(kmz: Blob, file: string, control?: Control): Promise<Result<Blob>> {
  const listed = await listZip(kmz, file);
  if (!listed.ok) return listed;
  const depth = (name: string): number => name.split('/').length + (/(^|\/)doc\.kml$/i.test(name) ? 0 : 0.5);
  const documents = listed.value.filter(({ name }) => /\.kml$/i.test(name) && !name.startsWith('__MACOSX/'));
  const [first] = documents.sort((a, b) => depth(a.name) - depth(b.name));
  if (first === undefined) return fail(fault('table.noFeatures', {}, { file }));
  return extractEntry(kmz, first, file, control);
}

const maxDepth = 200;

/** A geometry element being read. */
interface Shape {
  readonly name: string;
  readonly parts: Geometry[];
  readonly rings: Position[][];
  readonly track: Position[];
  coordinates: Position[];
}

class Placemarks implements XmlHandler {
  readonly features: Feature[] = [];
  links = 0;
  readonly #path: string[] = [];
  readonly #folders: string[] = [];
  #properties: Record<string, string> | null = null;
  #geometries: Geometry[] = [];
  #shapes: Shape[] = [];
  #dataName = '';
  #text: string[] | null = null;

  open(fullName: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const name = localName(fullName);
    if (name === 'NetworkLink') this.links++;
    if (name === 'Placemark') {
      this.#properties = Object.create(null) as Record<string, string>;
      this.#geometries = [];
      this.#shapes = [];
      const folder = this.#folders.findLast((label) => label !== '');
      if (folder !== undefined) this.#properties['Folder'] = folder;
      const id = attributes.get('id');
      if (id !== undefined) this.#properties['id'] = id;
    } else if (name === 'Folder') this.#folders.push('');
    else if (this.#properties !== null) {
      if (name === 'Data' || name === 'SimpleData') this.#dataName = attributes.get('name') ?? '';
      else if (geometryNames.has(name) && this.#shapes.length < maxDepth)
        this.#shapes.push({ name, parts: [], rings: [], track: [], coordinates: [] });
    }
    if (isEmpty) this.#end(name);
    else {
      this.#path.push(name);
      this.#text = textNames.has(name) ? [] : this.#text;
    }
  }

  close(fullName: string): void {
    const name = localName(fullName);
    // An element left open by a slip is closed with what is around it.
    const at = this.#path.lastIndexOf(name);
    if (at < 0) return;
    this.#path.length = at;
    this.#end(name);
  }

  text(piece: string): void {
    this.#text?.push(piece);
  }

  #end(name: string): void {
    const isText = textNames.has(name);
    const text = isText ? (this.#text ?? []).join('').trim() : '';
    if (isText) this.#text = null;
    const parent = this.#path[this.#path.length - 1] ?? '';
    if (name === 'Folder') this.#folders.pop();
    else if (name === 'name' && parent === 'Folder' && this.#folders.length > 0)
      this.#folders[this.#folders.length - 1] = text;
    const properties = this.#properties;
    if (properties === null) return;
    if (name === 'Placemark') {
      this.features.push({
        type: 'Feature',
        properties,
        geometry: joinGeometries(this.#geometries) as Geometry,
      });
      this.#properties = null;
    } else if (parent === 'Placemark' && (plainFields.has(name) || name === 'Snippet')) {
      if (text !== '') properties[name] = text;
    } else if ((name === 'value' && parent === 'Data') || name === 'SimpleData') {
      if (this.#dataName !== '') properties[this.#dataName] = text;
    } else if (geometryNames.has(name)) this.#endShape(name);
    else if (name === 'coordinates') {
      const shape = this.#shapes[this.#shapes.length - 1];
      if (shape !== undefined) shape.coordinates = readTuples(text);
    } else if (name === 'coord') {
      const position = readPosition(text.split(/\s+/));
      if (position !== null) this.#shapes[this.#shapes.length - 1]?.track.push(position);
    }
  }

  #endShape(name: string): void {
    const shape = this.#shapes[this.#shapes.length - 1];
    if (shape?.name !== name) return;
    this.#shapes.pop();
    const around = this.#shapes[this.#shapes.length - 1];
    if (name === 'LinearRing' && around?.name === 'Polygon') {
      // The outer boundary comes first, wherever the file has it.
      if (this.#path.includes('innerBoundaryIs')) around.rings.push(shape.coordinates);
      else around.rings.unshift(shape.coordinates);
      return;
    }
    const geometry = geometryOf(shape);
    if (geometry === null) return;
    if (around === undefined) this.#geometries.push(geometry);
    else around.parts.push(geometry);
  }
}

const geometryNames = new Set([
  'Point',
  'LineString',
  'LinearRing',
  'Polygon',
  'MultiGeometry',
  'Track',
  'MultiTrack',
]);
const plainFields = new Set(['name', 'description', 'address', 'phoneNumber', 'styleUrl']);
const textNames = new Set([...plainFields, 'Snippet', 'value', 'SimpleData', 'coordinates', 'coord']);

function geometryOf(shape: Shape): Geometry | null {
  const { coordinates } = shape;
  switch (shape.name) {
    case 'Point':
      return coordinates.length > 0 ? { type: 'Point', coordinates: coordinates[0]! } : null;
    case 'Polygon':
      return shape.rings.length > 0 ? { type: 'Polygon', coordinates: shape.rings } : null;
    case 'Track':
      return shape.track.length > 0 ? { type: 'LineString', coordinates: shape.track } : null;
    case 'MultiGeometry':
    case 'MultiTrack':
      return joinGeometries(shape.parts);
    default:
      return coordinates.length > 0 ? { type: 'LineString', coordinates } : null;
  }
}

/** Several of one kind as one Multi…; of several kinds as a collection. */
export function joinGeometries(parts: readonly Geometry[]): Geometry | null {
  if (parts.length <= 1) return parts[0] ?? null;
  const of = <T extends Geometry['type']>(type: T): Extract<Geometry, { type: T }>[] =>
    parts.filter((part): part is Extract<Geometry, { type: T }> => part.type === type);
  const points = of('Point');
  if (points.length === parts.length)
    return { type: 'MultiPoint', coordinates: points.map((part) => part.coordinates) };
  const lines = of('LineString');
  if (lines.length === parts.length)
    return { type: 'MultiLineString', coordinates: lines.map((part) => part.coordinates) };
  const areas = [...parts].flatMap((part) =>
    part.type === 'Polygon' ? [part.coordinates] : part.type === 'MultiPolygon' ? part.coordinates : [],
  );
  if (parts.every(({ type }) => type === 'Polygon' || type === 'MultiPolygon'))
    return { type: 'MultiPolygon', coordinates: areas };
  return { type: 'GeometryCollection', geometries: [...parts] };
}

/** "lon,lat,height lon,lat,height …"; blanks after commas, as some programs write, are forgiven. */
function readTuples(text: string): Position[] {
  const positions: Position[] = [];
  for (const tuple of text.replace(/\s*,\s*/g, ',').split(/\s+/)) {
    const position = readPosition(tuple.split(','));
    if (position !== null) positions.push(position);
  }
  return positions;
}

function readPosition(parts: readonly string[]): Position | null {
  const [lon, lat] = parts;
  if (lon === undefined || lat === undefined || lon === '' || lat === '') return null;
  const position = [Number(lon), Number(lat)];
  return position.every(Number.isFinite) ? position : null;
}
