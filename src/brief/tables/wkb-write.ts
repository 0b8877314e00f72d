/** Geometries as well-known binary (OGC 06-103r4), little-endian, two coordinates a place. */
import type { Geometry, Position } from 'geojson';

const codes = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;

/** The bytes, after `lead` bytes that are left free for a header. */
export function writeWkb(geometry: Geometry, lead = 0): Uint8Array {
  const view = new DataView(new ArrayBuffer(lead + sizeOf(geometry)));
  put(view, lead, geometry);
  return new Uint8Array(view.buffer);
}

function sizeOf(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point':
      return 21;
    case 'LineString':
      return 9 + 16 * geometry.coordinates.length;
    case 'Polygon':
      return geometry.coordinates.reduce((sum, ring) => sum + 4 + 16 * ring.length, 9);
    default:
      return partsOf(geometry).reduce((sum, part) => sum + sizeOf(part), 9);
  }
}

/** Where the geometry's bytes end. */
function put(view: DataView, start: number, geometry: Geometry): number {
  view.setUint8(start, 1);
  view.setUint32(start + 1, codes[geometry.type], true);
  const at = start + 5;
  switch (geometry.type) {
    case 'Point':
      return putPlaces(view, at, [geometry.coordinates]);
    case 'LineString':
      return putCounted(view, at, geometry.coordinates);
    case 'Polygon':
      view.setUint32(at, geometry.coordinates.length, true);
      return geometry.coordinates.reduce((end, ring) => putCounted(view, end, ring), at + 4);
    default: {
      const parts = partsOf(geometry);
      view.setUint32(at, parts.length, true);
      return parts.reduce((end, part) => put(view, end, part), at + 4);
    }
  }
}

function putCounted(view: DataView, at: number, places: readonly Position[]): number {
  view.setUint32(at, places.length, true);
  return putPlaces(view, at + 4, places);
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

function partsOf(geometry: Exclude<Geometry, { type: 'Point' | 'LineString' | 'Polygon' }>): Geometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
    case 'GeometryCollection':
      return geometry.geometries;
  }
}
