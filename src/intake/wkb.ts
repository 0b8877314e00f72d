/** Well-known binary geometries (OGC 06-103r4; heights as ISO 1000s or as EWKB bits) to GeoJSON. Heights and measures are left out. */
import type { Geometry, Position } from 'geojson';

/** Null where the bytes are no geometry, or an empty one. Never throws. */
export function readWkb(bytes: Uint8Array): Geometry | null {
  const reader = new Reader(bytes);
  const geometry = reader.geometry(0);
  return reader.isBad ? null : geometry;
}

const maxDepth = 20;

class Reader {
  isBad = false;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(depth: number): Geometry | null {
    if (!this.#has(5) || depth > maxDepth) return this.#bad();
    const isLittle = this.#view.getUint8(this.#at) === 1;
    const code = this.#view.getUint32(this.#at + 1, isLittle);
    this.#at += 5;
    if ((code & 0x20000000) !== 0) this.#at += 4;
    const plain = code & 0x0fffffff;
    const isoKind = Math.floor(plain / 1000);
    const kind = plain % 1000;
    if (isoKind > 3) return this.#bad();
    const hasZ = (code & 0x80000000) !== 0 || isoKind === 1 || isoKind === 3;
    const hasM = (code & 0x40000000) !== 0 || isoKind === 2 || isoKind === 3;
    const size = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
    if (kind === 1) {
      const [point] = this.#positions(1, size, isLittle);
      return point && point.every(Number.isFinite) ? { type: 'Point', coordinates: point } : null;
    }
    const count = this.#count(isLittle);
    if (kind === 2) {
      const coordinates = this.#positions(count, size, isLittle);
      return coordinates.length > 0 ? { type: 'LineString', coordinates } : null;
    }
    if (kind === 3) {
      const coordinates: Position[][] = [];
      for (let i = 0; i < count && !this.isBad; i++)
        coordinates.push(this.#positions(this.#count(isLittle), size, isLittle));
      return coordinates.length > 0 ? { type: 'Polygon', coordinates } : null;
    }
    if (kind < 4 || kind > 7) return this.#bad();
    const parts: Geometry[] = [];
    for (let i = 0; i < count && !this.isBad; i++) {
      const part = this.geometry(depth + 1);
      if (part !== null) parts.push(part);
    }
    return kind === 7
      ? parts.length > 0
        ? { type: 'GeometryCollection', geometries: parts }
        : null
      : this.#multi(kind, parts);
  }

  #multi(kind: number, parts: readonly Geometry[]): Geometry | null {
    const of = <T extends Geometry['type']>(type: T): Extract<Geometry, { type: T }>[] =>
      parts.filter((part): part is Extract<Geometry, { type: T }> => part.type === type);
    const [points, lines, areas] = [of('Point'), of('LineString'), of('Polygon')];
    const own = kind === 4 ? points : kind === 5 ? lines : areas;
    if (own.length !== parts.length) return this.#bad();
    if (parts.length === 0) return null;
    if (kind === 4) return { type: 'MultiPoint', coordinates: points.map((part) => part.coordinates) };
    if (kind === 5) return { type: 'MultiLineString', coordinates: lines.map((part) => part.coordinates) };
    return { type: 'MultiPolygon', coordinates: areas.map((part) => part.coordinates) };
  }

  #positions(count: number, size: number, isLittle: boolean): Position[] {
    if (!this.#has(count * size)) {
      this.#bad();
      return [];
    }
    const start = this.#at;
    this.#at += count * size;
    return Array.from({ length: count }, (_, i) => [
      this.#view.getFloat64(start + i * size, isLittle),
      this.#view.getFloat64(start + i * size + 8, isLittle),
    ]);
  }

  #count(isLittle: boolean): number {
    if (!this.#has(4)) {
      this.#bad();
      return 0;
    }
    const count = this.#view.getUint32(this.#at, isLittle);
    this.#at += 4;
    return count;
  }

  #has(bytes: number): boolean {
    return this.#at + bytes <= this.#view.byteLength;
  }

  #bad(): null {
    this.isBad = true;
    return null;
  }
}
