/**
 * Metres on the WGS84 ellipsoid by the radii of curvature at the middle latitude.
 * Range: distances up to about 10 km, latitudes within ±89°; there within 1e-6 of GeographicLib (tested). Longer lines are
 * split by the caller or, as for straight lines between places of one city, are short enough.
 * Source: Torge & Müller, Geodesy (4th ed.), §4.1.3: M and N, the radii in the meridian and the prime vertical.
 */
const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const RAD = Math.PI / 180;

/** Metres per degree of latitude and of longitude at a latitude (degrees). */
export function metresPerDegree(lat: number): { readonly lat: number; readonly lon: number } {
  const sin = Math.sin(lat * RAD);
  const w2 = 1 - E2 * sin * sin;
  const w = Math.sqrt(w2);
  return { lat: ((A * (1 - E2)) / (w2 * w)) * RAD, lon: (A / w) * Math.cos(lat * RAD) * RAD };
}

/** Metres between two places in degrees. */
export function distanceMetres(lonA: number, latA: number, lonB: number, latB: number): number {
  const sin = Math.sin((latA + latB) * 0.5 * RAD);
  const w2 = 1 - E2 * sin * sin;
  const w = Math.sqrt(w2);
  const dy = ((A * (1 - E2)) / (w2 * w)) * (latB - latA) * RAD;
  const dx = (A / w) * Math.sqrt(1 - sin * sin) * (lonB - lonA) * RAD;
  return Math.sqrt(dx * dx + dy * dy);
}
