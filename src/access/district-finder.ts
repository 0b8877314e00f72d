/** Point in district for very many points: a grid answers where no boundary is near, Turf where one is. */
import { booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Districts } from '../domain/tables';

interface Shape {
  readonly district: number;
  readonly polygon: Polygon | MultiPolygon;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

// 512 × 512 cells leave about a tenth of them on a boundary with 300 districts; 1 MB.
const CELLS = 512;
const BOUNDARY = -2;

/**
 * A lookup from a place (WGS84 degrees) to the position of the first district that holds it, boundary included; -1 outside all.
 * Invariant: the answer is that of `booleanPointInPolygon` over all districts in row order.
 */
export function districtFinder(districts: Districts): (lon: number, lat: number) => number {
  const shapes = shapesOf(districts);
  const west = Math.min(...shapes.map((shape) => shape.west));
  const south = Math.min(...shapes.map((shape) => shape.south));
  const east = Math.max(...shapes.map((shape) => shape.east));
  const north = Math.max(...shapes.map((shape) => shape.north));
  // A width of 0 would divide by 0; then one column does.
  const perLon = CELLS / (east - west || 1);
  const perLat = CELLS / (north - south || 1);
  const column = (lon: number): number => Math.min(CELLS - 1, Math.floor((lon - west) * perLon));
  const line = (lat: number): number => Math.min(CELLS - 1, Math.floor((lat - south) * perLat));

  const search = (lon: number, lat: number): number => {
    for (const shape of shapes) {
      if (lon < shape.west || lon > shape.east || lat < shape.south || lat > shape.north) continue;
      if (booleanPointInPolygon([lon, lat], shape.polygon)) return shape.district;
    }
    return -1;
  };

  const cells = new Int32Array(CELLS * CELLS);
  for (const shape of shapes)
    for (const ring of ringsOf(shape.polygon))
      for (let i = 1; i < ring.length; i++) {
        const [lonA, latA] = ring[i - 1] as [number, number];
        const [lonB, latB] = ring[i] as [number, number];
        // The box of a segment holds every cell it crosses; more than those only cost time.
        const right = column(Math.max(lonA, lonB));
        const top = line(Math.max(latA, latB));
        for (let y = line(Math.min(latA, latB)); y <= top; y++)
          cells.fill(BOUNDARY, y * CELLS + column(Math.min(lonA, lonB)), y * CELLS + right + 1);
      }
  // No boundary runs through the other cells, so one point answers for a cell, and for its neighbour's cell too.
  for (let y = 0; y < CELLS; y++)
    for (let x = 0; x < CELLS; x++) {
      const cell = y * CELLS + x;
      if (cells[cell] === BOUNDARY) continue;
      if (x > 0 && cells[cell - 1] !== BOUNDARY) cells[cell] = cells[cell - 1]!;
      else if (y > 0 && cells[cell - CELLS] !== BOUNDARY) cells[cell] = cells[cell - CELLS]!;
      else cells[cell] = search(west + (x + 0.5) / perLon, south + (y + 0.5) / perLat);
    }

  return (lon, lat) => {
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return -1;
    const answer = cells[line(lat) * CELLS + column(lon)]!;
    return answer === BOUNDARY ? search(lon, lat) : answer;
  };
}

function shapesOf(districts: Districts): Shape[] {
  return districts.polygons.flatMap((polygon, district) => {
    if (polygon === null) return [];
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of ringsOf(polygon))
      for (const [lon, lat] of ring as [number, number][]) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    return [{ district, polygon, west, south, east, north }];
  });
}

function ringsOf(polygon: Polygon | MultiPolygon): readonly (readonly number[][])[] {
  return polygon.type === 'Polygon' ? polygon.coordinates : polygon.coordinates.flat();
}
