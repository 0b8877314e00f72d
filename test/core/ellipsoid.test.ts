import { Geodesic } from 'geographiclib-geodesic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';

const lat = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const azimuth = fc.double({ min: -180, max: 180, noNaN: true });

/** Largest |ours / GeographicLib - 1| over random lines of the lengths given. */
function worstError(mostLat: number, least: number, most: number, runs = 3000): number {
  let worst = 0;
  fc.assert(
    fc.property(
      lat(mostLat),
      lon,
      azimuth,
      fc.double({ min: least, max: most, noNaN: true }),
      (lat1, lon1, azi, metres) => {
        const end = Geodesic.WGS84.Direct(lat1, lon1, azi, metres);
        if (Math.abs(end.lat2!) > mostLat) return;
        const truth = Geodesic.WGS84.Inverse(lat1, lon1, end.lat2!, end.lon2!).s12!;
        worst = Math.max(worst, Math.abs(distanceMetres(lon1, lat1, end.lon2!, end.lat2!) / truth - 1));
      },
    ),
    { numRuns: runs, seed: 7 },
  );
  return worst;
}

describe('distanceMetres', () => {
  it('is within 1e-6 of GeographicLib for lines of 1 m to 10 km up to 89° of latitude', () => {
    expect(worstError(89, 1, 10_000)).toBeLessThan(1e-6);
  });

  it('is within 1e-6 of GeographicLib for lines of 100 km up to 70°', () => {
    expect(worstError(70, 10_000, 100_000)).toBeLessThan(1e-6);
  });

  it('is the same both ways, and 0 only between equal places', () => {
    fc.assert(
      fc.property(lat(89), lon, lat(89), lon, (a, b, c, d) => {
        expect(distanceMetres(b, a, d, c)).toBe(distanceMetres(d, c, b, a));
        expect(distanceMetres(b, a, b, a)).toBe(0);
      }),
    );
  });

  it('crosses the antimeridian by the short way', () => {
    const across = Geodesic.WGS84.Inverse(-17, 179.99, -17, -179.99).s12!;
    expect(distanceMetres(179.99, -17, -179.99, -17) / across - 1).toBeCloseTo(0, 6);
  });

  it('is NaN where a coordinate is', () => {
    expect(distanceMetres(NaN, 0, 0, 0)).toBeNaN();
  });
});

describe('metresPerDegree', () => {
  it('agrees with GeographicLib over a thousandth of a degree', () => {
    for (const at of [0, 22.5, 31.2, 45, 60.2, 80]) {
      const north = Geodesic.WGS84.Inverse(at - 5e-4, 0, at + 5e-4, 0).s12! * 1000;
      const east = Geodesic.WGS84.Inverse(at, 0, at, 1e-3).s12! * 1000;
      expect(metresPerDegree(at).lat / north).toBeCloseTo(1, 7);
      expect(metresPerDegree(at).lon / east).toBeCloseTo(1, 7);
    }
  });
});
