/** TopoJSON (topojson-specification 1.0): arcs, perhaps quantized, to features. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { tableOfFeatures } from './geojson';
import { pickLayer } from './pick-layer';
import type { TextTable } from './text-table';

/** Corners of all features together: arcs may be named over and over, a small file can swell. */
const maxCorners = 20_000_000;

/** The object `sheet`, or the one of most geometries. Faults: table.notJson, table.jsonNotGeo, table.noFeatures, gis.layerAbsent, topojson.tooLarge. Notes: gis.layers. */
export function readTopoJson(
  text: string,
  file: string,
  encoding: string,
  sheet: string | null,
): Result<TextTable> {
  let topology: Json;
  try {
    topology = asRecord(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : '').slice(0, 120);
    return fail(fault('table.notJson', { reason }, { file, row: 1 }));
  }
  const objects = Object.entries(asRecord(topology['objects']));
  if (topology['type'] !== 'Topology' || objects.length === 0)
    return fail(fault('table.jsonNotGeo', { type: String(topology['type']).slice(0, 40) }, { file }));
  const layers = objects.map(([name, object]) => ({ name, rows: membersOf(asRecord(object)).length }));
  const picked = pickLayer(layers, sheet, file);
  if (!picked.ok) return picked;
  const arcs = new Arcs(topology);
  const object = objects.find(([name]) => name === picked.value)![1];
  const features: Feature[] = [];
  for (const member of membersOf(asRecord(object))) {
    const geometry = asRecord(member);
    const id = geometry['id'];
    features.push({
      type: 'Feature',
      properties: asRecord(geometry['properties']),
      geometry: arcs.geometry(geometry, 0) as Geometry,
      ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
    });
    if (arcs.corners > maxCorners)
      return fail(fault('topojson.tooLarge', { millions: maxCorners / 1e6 }, { file }));
  }
  if (features.length === 0) return fail(fault('table.noFeatures', {}, { file }));
  const table = tableOfFeatures(features, file, 'topojson', encoding, '');
  const notes: Note[] = [...picked.notes, ...table.notes];
  return succeed({ ...table, notes, sheets: layers.map(({ name }) => name), sheet: picked.value });
}

type Json = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Of a collection its members, else the object itself. */
function membersOf(object: Json): readonly unknown[] {
  return object['type'] === 'GeometryCollection' ? asList(object['geometries']) : [object];
}

class Arcs {
  corners = 0;
  readonly #arcs: Position[][];
  readonly #move: (x: number, y: number) => Position;

  constructor(topology: Json) {
    const transform = asRecord(topology['transform']);
    const [sx, sy] = asList(transform['scale']).map(Number);
    const [tx, ty] = asList(transform['translate']).map(Number);
    const isQuantized = transform['scale'] !== undefined;
    this.#move = isQuantized ? (x, y) => [x * sx! + tx!, y * sy! + ty!] : (x, y) => [x, y];
    this.#arcs = asList(topology['arcs']).map((arc) => {
      let [x, y] = [0, 0];
      return asList(arc).map((point) => {
        const [dx, dy] = asList(point).map(Number);
        // Quantized arcs are steps from one point to the next.
        [x, y] = isQuantized ? [x + dx!, y + dy!] : [dx!, dy!];
        return this.#move(x, y);
      });
    });
  }

  /** Null where there is none, or it names arcs that are not there. */
  geometry(object: Json, depth: number): Geometry | null {
    const { type, coordinates, arcs } = object;
    const lists = asList(arcs);
    switch (type) {
      case 'Point': {
        const point = this.#point(coordinates);
        return point && { type, coordinates: point };
      }
      case 'MultiPoint':
        return whole(
          asList(coordinates).map((point) => this.#point(point)),
          (all) => ({ type, coordinates: all }),
        );
      case 'LineString': {
        const line = this.#line(lists);
        return line && { type, coordinates: line };
      }
      case 'MultiLineString':
        return whole(
          lists.map((line) => this.#line(asList(line))),
          (all) => ({ type, coordinates: all }),
        );
      case 'Polygon':
        return whole(
          lists.map((ring) => this.#line(asList(ring))),
          (all) => ({ type, coordinates: all }),
        );
      case 'MultiPolygon':
        return whole(
          lists.map((polygon) =>
            whole(
              asList(polygon).map((ring) => this.#line(asList(ring))),
              (all) => all,
            ),
          ),
          (all) => ({ type, coordinates: all }),
        );
      case 'GeometryCollection':
        if (depth > 20) return null;
        return whole(
          asList(object['geometries']).map((inner) => this.geometry(asRecord(inner), depth + 1)),
          (all) => ({ type, geometries: all }),
        );
      default:
        return null;
    }
  }

  #point(value: unknown): Position | null {
    const [x, y] = asList(value);
    return typeof x === 'number' && typeof y === 'number' ? this.#move(x, y) : null;
  }

  /** Arcs end to end; ~i is arc i backwards. The point they share is written once. */
  #line(indexes: readonly unknown[]): Position[] | null {
    const arcs: Position[][] = [];
    for (const index of indexes) {
      const arc = typeof index === 'number' ? this.#arcs[index < 0 ? ~index : index] : undefined;
      if (arc === undefined) return null;
      // Counted before a corner is copied.
      this.corners += arc.length;
      if (this.corners > maxCorners) return null;
      arcs.push(arc);
    }
    const line: Position[] = [];
    for (const [at, arc] of arcs.entries()) {
      const index = indexes[at] as number;
      const points = index < 0 ? arc.toReversed() : arc;
      for (let i = line.length > 0 ? 1 : 0; i < points.length; i++) line.push(points[i]!);
    }
    return line.length > 0 ? line : null;
  }
}

/** `make` of all parts; null where there are none, or one is missing. */
function whole<T, R>(parts: readonly (T | null)[], make: (all: T[]) => R): R | null {
  const all = parts.filter((part) => part !== null);
  return all.length > 0 && all.length === parts.length ? make(all) : null;
}
