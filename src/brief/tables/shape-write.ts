/** Shapes of one family as .shp and .shx. ESRI Shapefile Technical Description, 1998. */
import type { Geometry, Position } from 'geojson';
import type { Box } from './geometry';
import { boxOf } from './geometry';

export type Family = 'point' | 'multipoint' | 'line' | 'polygon';

const typeOf = { point: 1, line: 3, polygon: 5, multipoint: 8 } as const;
const PIECE_BYTES = 262_144;

/** null for collections, which no shapefile holds. */
export function familyOf(geometry: Geometry): Family | null {
  switch (geometry.type) {
    case 'Point':
      return 'point';
    case 'MultiPoint':
      return 'multipoint';
    case 'LineString':
    case 'MultiLineString':
      return 'line';
    case 'Polygon':
    case 'MultiPolygon':
      return 'polygon';
    case 'GeometryCollection':
      return null;
  }
}

/** Bytes of each record's content, by position; their sum with headers is the file. */
export function contentBytes(geometry: Geometry | null): number {
  if (geometry === null) return 4;
  if (geometry.type === 'Point') return 20;
  if (geometry.type === 'MultiPoint') return 40 + 16 * geometry.coordinates.length;
  const parts = partsOf(geometry);
  return 44 + 4 * parts.length + 16 * parts.reduce((sum, part) => sum + part.length, 0);
}

/** The .shp in pieces; a null is a null shape. */
export function* shpPieces(family: Family, geometries: readonly (Geometry | null)[]): Generator<Uint8Array> {
  const total = geometries.reduce((sum, geometry) => sum + 8 + contentBytes(geometry), 100);
  yield fileHeader(family, boxOf(geometries), total);
  let piece: Uint8Array[] = [];
  let bytes = 0;
  for (const [i, geometry] of geometries.entries()) {
    const content = contentBytes(geometry);
    const view = new DataView(new ArrayBuffer(8 + content));
    view.setUint32(0, i + 1);
    view.setUint32(4, content / 2);
    if (geometry !== null) putShape(view, family, geometry);
    piece.push(new Uint8Array(view.buffer));
    bytes += 8 + content;
    if (bytes >= PIECE_BYTES) {
      yield joined(piece, bytes);
      piece = [];
      bytes = 0;
    }
  }
  yield joined(piece, bytes);
}

/** The .shx: where each record begins. */
export function* shxPieces(family: Family, geometries: readonly (Geometry | null)[]): Generator<Uint8Array> {
  yield fileHeader(family, boxOf(geometries), 100 + 8 * geometries.length);
  const view = new DataView(new ArrayBuffer(8 * geometries.length));
  let at = 100;
  geometries.forEach((geometry, i) => {
    const content = contentBytes(geometry);
    view.setUint32(8 * i, at / 2);
    view.setUint32(8 * i + 4, content / 2);
    at += 8 + content;
  });
  yield new Uint8Array(view.buffer);
}

function fileHeader(family: Family, box: Box | null, bytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(100));
  view.setUint32(0, 9994);
  view.setUint32(24, bytes / 2);
  view.setUint32(28, 1000, true);
  view.setUint32(32, typeOf[family], true);
  (box ?? [0, 0, 0, 0]).forEach((side, i) => view.setFloat64(36 + 8 * i, side, true));
  return new Uint8Array(view.buffer);
}

function putShape(view: DataView, family: Family, geometry: Geometry): void {
  view.setUint32(8, typeOf[family], true);
  if (geometry.type === 'Point') {
    putPlaces(view, 12, [geometry.coordinates]);
    return;
  }
  boxOf([geometry])!.forEach((side, i) => view.setFloat64(12 + 8 * i, side, true));
  if (geometry.type === 'MultiPoint') {
    view.setUint32(44, geometry.coordinates.length, true);
    putPlaces(view, 48, geometry.coordinates);
    return;
  }
  const parts = partsOf(geometry);
  view.setUint32(44, parts.length, true);
  view.setUint32(
    48,
    parts.reduce((sum, part) => sum + part.length, 0),
    true,
  );
  let first = 0;
  let at = 52 + 4 * parts.length;
  parts.forEach((part, i) => {
    view.setUint32(52 + 4 * i, first, true);
    first += part.length;
    at = putPlaces(view, at, part);
  });
}

function putPlaces(view: DataView, start: number, places: readonly Position[]): number {
  let at = start;
  for (const [lon, lat] of places) {
    view.setFloat64(at, lon!, true);
    view.setFloat64(at + 8, lat!, true);
    at += 16;
  }
  return at;
}

/** Lines, or rings turned round: outlines run clockwise here, holes the other way. */
function partsOf(geometry: Geometry): readonly Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return geometry.coordinates;
    case 'Polygon':
      return geometry.coordinates.map((ring) => ring.toReversed());
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.map((ring) => ring.toReversed()));
    default:
      throw new Error(`${geometry.type} has no parts`);
  }
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
