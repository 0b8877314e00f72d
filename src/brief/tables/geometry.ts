/** Geometries as every format can take them: two coordinates a place, rings closed, outlines anticlockwise, holes clockwise (RFC 7946 §3.1.6). */
import type { Geometry, Position } from 'geojson';
import { ringArea } from '../../domain/ring';

/** [west, south, east, north] in degrees. */
export type Box = readonly [number, number, number, number];

/** The geometry with its rings closed and wound; null where a coordinate is no number or nothing is left of it. */
export function tidyGeometry(geometry: Geometry): Geometry | null {
  switch (geometry.type) {
    case 'Point': {
      const place = tidyPlace(geometry.coordinates);
      return place && { type: 'Point', coordinates: place };
    }
    case 'MultiPoint': {
      const coordinates = tidyPlaces(geometry.coordinates);
      return coordinates && coordinates.length > 0 ? { type: 'MultiPoint', coordinates } : null;
    }
    case 'LineString': {
      const coordinates = tidyLine(geometry.coordinates);
      return coordinates && { type: 'LineString', coordinates };
    }
    case 'MultiLineString': {
      const coordinates = every(geometry.coordinates, tidyLine);
      return coordinates && { type: 'MultiLineString', coordinates };
    }
    case 'Polygon': {
      const coordinates = tidyRings(geometry.coordinates);
      return coordinates && { type: 'Polygon', coordinates };
    }
    case 'MultiPolygon': {
      const coordinates = every(geometry.coordinates, tidyRings);
      return coordinates && { type: 'MultiPolygon', coordinates };
    }
    case 'GeometryCollection': {
      const geometries = every(geometry.geometries, tidyGeometry);
      return geometries && { type: 'GeometryCollection', geometries };
    }
  }
}

/** Extent of everything; null where there is nothing. */
export function boxOf(geometries: Iterable<Geometry | null>): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = ([lon, lat]: Position): void => {
    west = Math.min(west, lon!);
    south = Math.min(south, lat!);
    east = Math.max(east, lon!);
    north = Math.max(north, lat!);
  };
  for (const geometry of geometries) if (geometry) eachPlace(geometry, see);
  return west <= east ? [west, south, east, north] : null;
}

function eachPlace(geometry: Geometry, see: (place: Position) => void): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) eachPlace(part, see);
    return;
  }
  walk(geometry.coordinates, see);
}

type Nested = Position | readonly Nested[];

function walk(nested: Nested, see: (place: Position) => void): void {
  if (typeof nested[0] === 'number') see(nested as Position);
  else for (const part of nested as readonly Nested[]) walk(part, see);
}

/** All parts or null: half a geometry would be another one. */
function every<T, U>(parts: readonly T[], tidy: (part: T) => U | null): U[] | null {
  const tidied: U[] = [];
  for (const part of parts) {
    const one = tidy(part);
    if (one === null) return null;
    tidied.push(one);
  }
  return tidied.length > 0 ? tidied : null;
}

function tidyPlace([lon, lat]: Position): Position | null {
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon! + 0, lat! + 0] : null;
}

function tidyPlaces(places: readonly Position[]): Position[] | null {
  return places.length === 0 ? null : every(places, tidyPlace);
}

function tidyLine(places: readonly Position[]): Position[] | null {
  const line = tidyPlaces(places);
  return line !== null && line.length >= 2 ? line : null;
}

/** Without an outline there is no polygon. */
function tidyRings(rings: readonly Position[][]): Position[][] | null {
  return every(
    rings.map((ring, at) => ({ ring, isHole: at > 0 })),
    tidyRing,
  );
}

function tidyRing({ ring, isHole }: { ring: readonly Position[]; isHole: boolean }): Position[] | null {
  const places = tidyPlaces(ring);
  if (places === null) return null;
  const [first, last] = [places[0]!, places[places.length - 1]!];
  if (first[0] !== last[0] || first[1] !== last[1]) places.push([...first]);
  if (places.length < 4) return null;
  const area = ringArea(places);
  return area !== 0 && area > 0 === isHole ? places.reverse() : places;
}
