/** Polygons as the map draws them: outlines of districts with a place for the name, and areas in which elders are spread. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Lines } from '../domain/stories';
import type { Elders } from '../domain/tables';

/** Every ring of every polygon as a closed line. */
export function outlines(polygons: readonly (Polygon | MultiPolygon | null)[]): Lines {
  const rings = polygons.flatMap((polygon) => (polygon === null ? [] : partsOf(polygon).flat()));
  const first = new Uint32Array(rings.length + 1);
  rings.forEach((ring, i) => (first[i + 1] = first[i] + ring.length));
  const lonLats = new Float64Array(first[rings.length] * 2);
  let at = 0;
  for (const ring of rings)
    for (const [lon, lat] of ring) {
      lonLats[at++] = lon;
      lonLats[at++] = lat;
    }
  return { count: rings.length, first, lonLats };
}

/** Areas of elders, `id` the row; points are left out. Source of the gap shapes: their paint follows `reachShare`. */
export function elderAreas(elders: Elders): FeatureCollection<Polygon | MultiPolygon> {
  const features: Feature<Polygon | MultiPolygon>[] = [];
  elders.polygons.forEach((geometry, row) => {
    if (geometry !== null) features.push({ type: 'Feature', id: row, properties: {}, geometry });
  });
  return { type: 'FeatureCollection', features };
}

/**
 * A place inside the polygon for its name: the middle of the widest stretch of its largest part on the latitude of that
 * part's middle. [lon, lat] in degrees.
 */
export function labelPlace(polygon: Polygon | MultiPolygon): [number, number] {
  const largest = partsOf(polygon).reduce((best, part) =>
    shoelace(part[0]) > shoelace(best[0]) ? part : best,
  );
  const [south, north] = largest[0].reduce(
    ([low, high], [, y]) => [Math.min(low, y), Math.max(high, y)],
    [Infinity, -Infinity],
  );
  const lat = (south + north) / 2;
  const crossings: number[] = [];
  for (const ring of largest)
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1];
      const [x1, y1] = ring[i];
      if (y0 > lat !== y1 > lat) crossings.push(x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0));
    }
  crossings.sort((a, b) => a - b);
  let place = largest[0][0][0];
  let widest = -1;
  for (let i = 1; i < crossings.length; i += 2) {
    const width = crossings[i] - crossings[i - 1];
    if (width > widest) {
      widest = width;
      place = (crossings[i] + crossings[i - 1]) / 2;
    }
  }
  return [place, lat];
}

function partsOf(polygon: Polygon | MultiPolygon): Position[][][] {
  return polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates;
}

/** Square degrees, for comparing the parts of one polygon only. */
function shoelace(ring: Position[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice) / 2;
}
