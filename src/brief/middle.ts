/** Boxes and middles of shapes, in degrees. */
import type { MultiPolygon, Polygon } from 'geojson';

/** The middle of the box of the largest ring: near enough for a circle and a name, and no place of anybody's. */
export function middleOf(polygon: Polygon | MultiPolygon): [number, number] {
  const outer =
    polygon.type === 'Polygon' ? [polygon.coordinates[0]] : polygon.coordinates.map((part) => part[0]);
  let best: [number, number] = [NaN, NaN];
  let most = -1;
  for (const ring of outer) {
    const [west, south, east, north] = boundsOf((ring ?? []).flatMap(([lon, lat]) => [lon, lat]));
    const size = (east - west) * (north - south);
    if (size > most) [best, most] = [[(west + east) / 2, (south + north) / 2], size];
  }
  return best;
}

export function ringsOf(polygon: Polygon | MultiPolygon): number[][][] {
  return polygon.type === 'Polygon' ? polygon.coordinates : polygon.coordinates.flat();
}

/** [west, south, east, north] of interleaved longitudes and latitudes. */
export function boundsOf(lonLats: ArrayLike<number>): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < lonLats.length; i += 2) {
    west = Math.min(west, lonLats[i]);
    east = Math.max(east, lonLats[i]);
    south = Math.min(south, lonLats[i + 1]);
    north = Math.max(north, lonLats[i + 1]);
  }
  return [west, south, east, north];
}
