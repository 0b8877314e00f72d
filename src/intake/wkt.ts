/** Geometries as text: WKT and EWKT (OGC 06-103r4, PostGIS), to GeoJSON. Heights and measures are left out. */
import type { Geometry, Position } from 'geojson';

export interface TextGeometry {
  /** Null of an EMPTY one. */
  readonly geometry: Geometry | null;
  /** 'EPSG:4326' of EWKT, '' where nothing is said. */
  readonly crs: string;
}

/** Null where the text is no WKT from end to end. Never throws. */
export function readWkt(text: string): TextGeometry | null {
  const srid = /^\s*SRID\s*=\s*(\d+)\s*;/i.exec(text);
  const parser = new Parser(srid === null ? text : text.slice(srid[0].length));
  const geometry = parser.geometry(0);
  if (geometry === undefined || !parser.isAtEnd()) return null;
  return { geometry, crs: srid === null || Number(srid[1]) === 0 ? '' : `EPSG:${srid[1]!}` };
}

const deepest = 20;
const types = {
  POINT: 'Point',
  LINESTRING: 'LineString',
  POLYGON: 'Polygon',
  MULTIPOINT: 'MultiPoint',
  MULTILINESTRING: 'MultiLineString',
  MULTIPOLYGON: 'MultiPolygon',
  GEOMETRYCOLLECTION: 'GeometryCollection',
} as const;

class Parser {
  #at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    return this.#take(/\s*/y) !== null && this.#at === this.text.length;
  }

  /** Undefined where there is none, null where it is empty. */
  geometry(depth: number): Geometry | null | undefined {
    const word = this.#take(/\s*([a-z]+)/iy)?.[1]?.toUpperCase() ?? '';
    // "POINTZ", "POINT Z": dimensions are told by the positions themselves.
    const name = word.replace(/(ZM|Z|M)$/, '');
    if (!Object.hasOwn(types, name) || depth > deepest) return undefined;
    const type = types[name as keyof typeof types];
    this.#take(/\s+(ZM|Z|M)(?=[\s(])/iy);
    if (this.#take(/\s*EMPTY/iy) !== null) return null;
    if (type === 'GeometryCollection') {
      const parts = this.#list(() => this.geometry(depth + 1));
      if (parts === undefined) return undefined;
      const geometries = parts.filter((part) => part !== null);
      return geometries.length === 0 ? null : { type, geometries };
    }
    const coordinates = this.#coordinates(type);
    return coordinates === undefined ? undefined : ({ type, coordinates } as Geometry);
  }

  #coordinates(type: Exclude<Geometry['type'], 'GeometryCollection'>): unknown {
    const line = () => this.#list(() => this.#position());
    const area = () => this.#list(line);
    switch (type) {
      case 'Point':
        return this.#list(() => this.#position())?.[0];
      case 'MultiPoint':
        // With brackets around each point, and without.
        return this.#list(() => this.#position() ?? line()?.[0]);
      case 'LineString':
        return line();
      case 'MultiLineString':
      case 'Polygon':
        return area();
      case 'MultiPolygon':
        return this.#list(area);
    }
  }

  #list<T>(item: () => T | undefined): T[] | undefined {
    if (this.#take(/\s*\(/y) === null) return undefined;
    const items: T[] = [];
    do {
      const one = item();
      if (one === undefined) return undefined;
      items.push(one);
    } while (this.#take(/\s*,/y) !== null);
    return this.#take(/\s*\)/y) === null ? undefined : items;
  }

  #position(): Position | undefined {
    const found = this.#take(/\s*([-+.\deE]+)\s+([-+.\deE]+)(?:\s+[-+.\deEnaNA]+){0,2}(?=\s*[,)])/y);
    if (found === null) return undefined;
    const position = [Number(found[1]), Number(found[2])];
    return position.every(Number.isFinite) ? position : undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}
