/** Which place is under the pointer or in view: answered from flat arrays, not from the graphics card. */
import type { Coverage } from '../../domain/findings';
import { distanceMetres } from '../../domain/ellipsoid';
import { hitGrid, visitBox, type HitGrid } from '../../layers/hit-grid';
import type { Box } from './view-math';
import { pixelsPerDegree } from './view-math';

/** A place on the map: an elder row or a facility, by position in `Tables`. */
export interface MapFeature {
  readonly kind: 'elder' | 'facility';
  readonly index: number;
}

export interface FeatureIndex {
  readonly elders: HitGrid;
  readonly facilities: HitGrid;
}

export function featureIndex(findings: Coverage): FeatureIndex {
  const interleave = (lons: Float64Array, lats: Float64Array): Float64Array => {
    const positions = new Float64Array(lons.length * 2);
    for (let i = 0; i < lons.length; i++) {
      positions[2 * i] = lons[i];
      positions[2 * i + 1] = lats[i];
    }
    return positions;
  };
  return {
    elders: hitGrid(interleave(findings.elders.lons, findings.elders.lats)),
    facilities: hitGrid(interleave(findings.facilities.lons, findings.facilities.lats)),
  };
}

/** What is drawn and how large, so that a hit is what the eye sees. Radii in pixels. */
export interface Targets {
  readonly elders: boolean;
  readonly elderRadius: (row: number) => number;
  readonly facilities: boolean;
  readonly facilityRadius: (facility: number) => number;
}

/** Targets are never smaller than this round their middle: 24 px across (WCAG 2.5.8). */
const LEAST_RADIUS = 12;

/** The place whose mark is nearest to the pointer, facilities above elders; null where none is within reach. */
export function featureAt(
  index: FeatureIndex,
  lon: number,
  lat: number,
  zoom: number,
  targets: Targets,
): MapFeature | null {
  const perLon = pixelsPerDegree(zoom);
  const perLat = perLon / Math.cos((lat * Math.PI) / 180);
  const search = (grid: HitGrid, radiusOf: (i: number) => number): number => {
    let best = -1;
    let nearest = Infinity;
    const reach = 24;
    visitBox(
      grid,
      lon - reach / perLon,
      lat - reach / perLat,
      lon + reach / perLon,
      lat + reach / perLat,
      (i) => {
        const radius = radiusOf(i);
        if (radius <= 0) return;
        const pixels = Math.hypot(
          (grid.positions[2 * i] - lon) * perLon,
          (grid.positions[2 * i + 1] - lat) * perLat,
        );
        if (pixels <= Math.max(LEAST_RADIUS, radius) && pixels < nearest) {
          nearest = pixels;
          best = i;
        }
      },
    );
    return best;
  };
  const facility = targets.facilities ? search(index.facilities, targets.facilityRadius) : -1;
  if (facility >= 0) return { kind: 'facility', index: facility };
  const elder = targets.elders ? search(index.elders, targets.elderRadius) : -1;
  return elder >= 0 ? { kind: 'elder', index: elder } : null;
}

export interface ListedFeature extends MapFeature {
  readonly metres: number;
}

/** Features inside the box, nearest to its middle first, at most `most`. */
export function featuresInView(index: FeatureIndex, box: Box, targets: Targets, most = 200): ListedFeature[] {
  const lon = (box[0] + box[2]) / 2;
  const lat = (box[1] + box[3]) / 2;
  const found: ListedFeature[] = [];
  const gather = (grid: HitGrid, kind: MapFeature['kind'], radiusOf: (i: number) => number): void => {
    // Growing boxes: a city of 200,000 rows is not sorted for a list of 200.
    for (let part = 1 / 32; part <= 1; part *= 2) {
      const near: ListedFeature[] = [];
      const dx = ((box[2] - box[0]) / 2) * part;
      const dy = ((box[3] - box[1]) / 2) * part;
      visitBox(grid, lon - dx, lat - dy, lon + dx, lat + dy, (i) => {
        if (radiusOf(i) > 0)
          near.push({
            kind,
            index: i,
            metres: distanceMetres(lon, lat, grid.positions[2 * i], grid.positions[2 * i + 1]),
          });
      });
      // Complete only inside the circle that the box holds: its corners reach further than its sides.
      const radius = Math.min(
        distanceMetres(lon, lat, lon + dx, lat),
        distanceMetres(lon, lat, lon, lat + dy),
      );
      const complete = near.reduce((sum, feature) => (feature.metres <= radius ? sum + 1 : sum), 0);
      if (complete >= most || part === 1) {
        found.push(...near.sort((a, b) => a.metres - b.metres).slice(0, most));
        return;
      }
    }
  };
  if (targets.facilities) gather(index.facilities, 'facility', targets.facilityRadius);
  if (targets.elders) gather(index.elders, 'elder', targets.elderRadius);
  return found.sort((a, b) => a.metres - b.metres).slice(0, most);
}
