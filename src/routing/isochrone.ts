/**
 * Isochrones: the ground within `halfWidth` metres of the street pieces that are reached, never a hull around them. Method and
 * measurements of others: kernel.md §4 (hulls are 18–44 % off). Of 20 catchments of Porto, against an exact union of buffers: 10 m
 * cells 0.37 % off at worst, 8 m 0.24 % (overlap 0.995, 2 ms a catchment), 5 m 0.12 %.
 */
import type { MultiPolygon } from 'geojson';
import type { Backdrop } from '../domain/tables';
import type { Lines } from '../domain/stories';
import { contour } from './contour';
import { cutOffBehind, distanceRaster, type Barrier } from './distance-raster';

export interface IsochroneOptions {
  /** Metres to either side of a street that count as reached. */
  readonly halfWidth: number;
  /** Made coarser where the grid would pass 4 million points. */
  readonly cellMetres: number;
  /** What lies behind one of these from its street is not reached from there. */
  readonly barriers: readonly Barrier[];
}

export const defaultIsochrone: IsochroneOptions = { halfWidth: 40, cellMetres: 8, barriers: [] };

/** The ground around street pieces cut at the limit (`cutCircle`); empty without pieces. WGS84 degrees, rings by RFC 7946. */
export function isochrone(reached: Lines, options: Partial<IsochroneOptions> = {}): MultiPolygon {
  const { halfWidth, cellMetres, barriers } = { ...defaultIsochrone, ...options };
  if (reached.count === 0) return { type: 'MultiPolygon', coordinates: [] };
  const raster = distanceRaster(reached, halfWidth, cellMetres);
  cutOffBehind(raster, reached, barriers);
  return contour(raster, halfWidth);
}

/** Banks and watercourses. */
export function barriersOf({ water, waterways }: Backdrop): Barrier[] {
  const rings = water.flatMap((area) =>
    area.type === 'Polygon' ? area.coordinates : area.coordinates.flat(),
  );
  return [...rings, ...waterways];
}
