/** GPX 1.0 and 1.1: waypoints, tracks and routes. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { tableOfFeatures } from './geojson';
import type { TextTable } from './text-table';
import { localName, readXmlFile } from './xml-file';
import type { XmlHandler } from './xml-tokens';

/** One row a `wpt` (point), `trk` (a line, several where it has several segments) or `rte` (line), in order of the file. Faults: table.noFeatures and those of `readXmlFile`. */
export async function readGpx(
  blob: Blob,
  file: string,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const notes: Note[] = [];
  const elements = new Elements();
  const read = await readXmlFile(blob, file, encoding, elements, notes, control);
  if (!read.ok) return read;
  if (elements.features.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  const table = tableOfFeatures(elements.features, file, 'gpx', read.value, 'EPSG:4326');
  return succeed({ ...table, notes: [...notes, ...table.notes] });
}

const fields = new Set(['name', 'desc', 'cmt', 'type', 'sym', 'time', 'ele', 'src', 'number']);

class Elements implements XmlHandler {
  readonly features: Feature[] = [];
  readonly #path: string[] = [];
  #properties: Record<string, string> = {};
  #segments: Position[][] = [];
  #point: Position = [NaN, NaN];
  #text: string[] | null = null;

  open(fullName: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const name = localName(fullName);
    const read = (key: string): number => {
      const text = attributes.get(key)?.trim() ?? '';
      return text === '' ? NaN : Number(text);
    };
    if (name === 'wpt' || name === 'trk' || name === 'rte') {
      this.#properties = Object.create(null) as Record<string, string>;
      this.#segments = name === 'rte' ? [[]] : [];
      this.#point = [read('lon'), read('lat')];
    } else if (name === 'trkseg') this.#segments.push([]);
    else if (name === 'trkpt' || name === 'rtept') {
      const position = [read('lon'), read('lat')];
      if (position.every(Number.isFinite)) this.#segments[this.#segments.length - 1]?.push(position);
    }
    if (isEmpty) this.#end(name);
    else {
      this.#path.push(name);
      if (fields.has(name)) this.#text = [];
    }
  }

  close(fullName: string): void {
    const name = localName(fullName);
    const at = this.#path.lastIndexOf(name);
    if (at < 0) return;
    this.#path.length = at;
    this.#end(name);
  }

  text(piece: string): void {
    this.#text?.push(piece);
  }

  #end(name: string): void {
    const text = fields.has(name) ? (this.#text ?? []).join('').trim() : '';
    this.#text = null;
    const parent = this.#path[this.#path.length - 1];
    if (fields.has(name) && (parent === 'wpt' || parent === 'trk' || parent === 'rte')) {
      if (text !== '') this.#properties[name] = text;
    } else if (name === 'wpt')
      this.#add(this.#point.every(Number.isFinite) ? { type: 'Point', coordinates: this.#point } : null);
    else if (name === 'trk' || name === 'rte') {
      const lines = this.#segments.filter((segment) => segment.length > 0);
      this.#add(
        lines.length === 0
          ? null
          : lines.length === 1
            ? { type: 'LineString', coordinates: lines[0]! }
            : { type: 'MultiLineString', coordinates: lines },
      );
    }
  }

  #add(geometry: Geometry | null): void {
    this.features.push({
      type: 'Feature',
      properties: this.#properties,
      geometry: geometry as Geometry,
    });
  }
}
