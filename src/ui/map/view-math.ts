/** Numbers of the view: sizes by zoom, metres and degrees per pixel, the scale bar, bounds of what is drawn. */
import { metresPerDegree } from '../../domain/ellipsoid';
import type { Coverage } from '../../domain/findings';
import type { Lines } from '../../domain/stories';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** Pixels per degree of longitude at a zoom of MapLibre (512 px round the world at zoom 0). */
export function pixelsPerDegree(zoom: number): number {
  return (512 * 2 ** zoom) / 360;
}

/** Metres on the ground along the parallel of `lat` under one pixel. */
export function metresPerPixel(zoom: number, lat: number): number {
  return metresPerDegree(lat).lon / pixelsPerDegree(zoom);
}

/** The longest 1, 2 or 5 × 10ⁿ metres that fits into `most` pixels. */
export function scaleBar(
  perPixel: number,
  most: number,
): { readonly metres: number; readonly pixels: number } {
  const room = perPixel * most;
  const power = 10 ** Math.floor(Math.log10(room));
  const metres = [5, 2, 1].map((n) => n * power).find((m) => m <= room) ?? power;
  return { metres, pixels: metres / perPixel };
}

/** Width in pixels of a coloured street. */
export function streetWidth(zoom: number): number {
  return between(zoom, [
    [10, 0.6],
    [13, 1.1],
    [14, 1.5],
    [15, 2.2],
    [16, 3],
    [18, 5.5],
  ]);
}

/** Elder dots shrink when the city is seen from afar. */
export function dotScale(zoom: number): number {
  return between(zoom, [
    [10, 0.35],
    [13, 0.65],
    [15.5, 1],
    [18, 1.35],
  ]);
}

/** Size in pixels of a facility mark, its ring included. */
export function markSize(zoom: number): number {
  return between(zoom, [
    [10, 16],
    [13, 22],
    [15, 31],
    [18, 38],
  ]);
}

/** Whether facilities in sight (interleaved degrees) are so many that their marks would hide a third of the map. */
export function areFar(positions: Float64Array, zoom: number, [west, south, east, north]: Box): boolean {
  let count = 0;
  for (let i = 0; i < positions.length; i += 2)
    if (
      positions[i] >= west &&
      positions[i] <= east &&
      positions[i + 1] >= south &&
      positions[i + 1] <= north
    )
      count++;
  const across = (east - west) * pixelsPerDegree(zoom);
  const along = ((north - south) * pixelsPerDegree(zoom)) / Math.cos((((south + north) / 2) * Math.PI) / 180);
  return count * markSize(zoom) ** 2 > (across * along) / 3;
}

/** The places of a study; of its streets where it has no places yet; null where it has neither. */
export function studyBox(findings: Coverage | null, plain: Lines | null): Box | null {
  const box = new Bounds();
  if (findings !== null) {
    const { elders, facilities } = findings;
    for (let i = 0; i < elders.count; i++) box.add(elders.lons[i], elders.lats[i]);
    for (let i = 0; i < facilities.count; i++) box.add(facilities.lons[i], facilities.lats[i]);
    if (findings.streets !== null) {
      const [west, south, east, north] = findings.streets.bounds;
      // Where places reach past the streets the streets are what can be answered about.
      return [west, south, east, north];
    }
  } else if (plain !== null) {
    for (let i = 0; i < plain.lonLats.length; i += 2) box.add(plain.lonLats[i], plain.lonLats[i + 1]);
  }
  return box.read();
}

/** All places of interleaved degrees; null where there are none. */
export function placesBox(lists: readonly (Float64Array | null)[]): Box | null {
  const box = new Bounds();
  for (const places of lists)
    for (let i = 0; i < (places?.length ?? 0); i += 2) box.add(places![i], places![i + 1]);
  return box.read();
}

class Bounds {
  private west = Infinity;
  private south = Infinity;
  private east = -Infinity;
  private north = -Infinity;

  add(lon: number, lat: number): void {
    if (lon < this.west) this.west = lon;
    if (lon > this.east) this.east = lon;
    if (lat < this.south) this.south = lat;
    if (lat > this.north) this.north = lat;
  }

  read(): Box | null {
    return this.west <= this.east && this.south <= this.north
      ? [this.west, this.south, this.east, this.north]
      : null;
  }
}

function between(x: number, stops: readonly (readonly [number, number])[]): number {
  if (x <= stops[0][0]) return stops[0][1];
  for (let i = 1; i < stops.length; i++) {
    const [x0, y0] = stops[i - 1];
    const [x1, y1] = stops[i];
    if (x <= x1) return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
  }
  return stops[stops.length - 1][1];
}
