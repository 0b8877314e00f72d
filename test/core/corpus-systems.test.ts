/** Coordinate systems of files from elsewhere: Baidu's Mercator, codes of neighbours, definitions inside GeoPackages. */
import fc from 'fast-check';
import { Geodesic } from 'geographiclib-geodesic';
import { expect, test } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { bd09McToBd09, bd09ToBd09Mc } from '../../src/intake/bd09mc';
import { findSystem, fromWgs84, toWgs84 } from '../../src/intake/crs';
import { possibleSystems } from '../../src/intake/crs-candidates';
import { pageOfCpg } from '../../src/intake/code-pages';
import { mustRead } from './intake-files';

const seed = 20261123;

test('Baidu Mercator: the published pair, and there and back to a hundredth of a millimetre', () => {
  // Tiananmen as Baidu's own page shows it: 116.404, 39.915 ↔ 12958175, 4825923.77.
  const [x, y] = bd09ToBd09Mc(116.404, 39.915);
  expect(x).toBeCloseTo(12958175, 2);
  expect(y).toBeCloseTo(4825923.77, 2);
  fc.assert(
    fc.property(
      fc.double({ min: 73, max: 136, noNaN: true }),
      fc.double({ min: 3, max: 54, noNaN: true }),
      (lon, lat) => {
        const back = bd09McToBd09(...bd09ToBd09Mc(lon, lat));
        expect(Math.abs(back[0] - lon) * 111_320).toBeLessThan(1e-5);
        expect(Math.abs(back[1] - lat) * 111_320).toBeLessThan(1e-5);
      },
    ),
    { seed, numRuns: 2000 },
  );
});

test('Baidu Mercator to WGS84 and back over the mainland to less than a millimetre; elsewhere of the globe no place', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 100, max: 120, noNaN: true }),
      fc.double({ min: 24, max: 42, noNaN: true }),
      (lon, lat) => {
        const there = fromWgs84('BD-09MC', Float64Array.of(lon), Float64Array.of(lat));
        const back = there.ok ? toWgs84('bd09mc', there.value.xs, there.value.ys) : there;
        if (!back.ok) throw new Error(back.fault.code);
        expect(Math.abs(back.value.lons[0]! - lon) * 111_320).toBeLessThan(1e-3);
        expect(Math.abs(back.value.lats[0]! - lat) * 111_320).toBeLessThan(1e-3);
      },
    ),
    { seed, numRuns: 1000 },
  );
  const beyond = toWgs84('BD-09MC', Float64Array.of(1e9, 0), Float64Array.of(4e6, 3e7));
  expect(beyond.ok && [...beyond.value.lons]).toEqual([NaN, NaN]);
});

test('Baidu Mercator is proposed where the numbers allow it, and a table in it is read as the study says', async () => {
  expect(possibleSystems(Float64Array.of(12958175), Float64Array.of(4825923), null)).toContain('BD-09MC');
  expect(possibleSystems(Float64Array.of(500_000), Float64Array.of(4_000_000), null)).not.toContain(
    'BD-09MC',
  );
  const csv = 'id,x,y,床位数\na,12958175,4825923.77,3\n';
  const { tables } = await mustRead('facilities', 'f.csv', csv, { crs: 'BD-09MC' });
  // 116.404, 39.915 of BD-09 is 116.3913, 39.9074 on the ground (Baidu's shift and GCJ's, by an independent program).
  expect(tables.facilities.lons[0]).toBeCloseTo(116.3913, 3);
  expect(tables.facilities.lats[0]).toBeCloseTo(39.9074, 3);
});

test('Hong Kong 1980 agrees with the Lands Department to a metre', () => {
  // Its own conversion of 835411.431, 817266.016.
  const placed = toWgs84('EPSG:2326', Float64Array.of(835411.431), Float64Array.of(817266.016));
  if (!placed.ok) throw new Error(placed.fault.code);
  expect(
    distanceMetres(placed.value.lons[0]!, placed.value.lats[0]!, 114.168562005, 22.294313001),
  ).toBeLessThan(1);
});

test.each([
  [3414, 28001.642, 38744.572, 103.8333333333, 1.366666667, 1],
  [3825, 250000, 0, 119, 0, 0.9999],
  [3826, 250000, 0, 121, 0, 0.9999],
  [3067, 500000, 0, 27, 0, 0.9996],
  [25832, 500000, 0, 9, 0, 0.9996],
  [26910, 500000, 0, -123, 0, 0.9996],
])('EPSG:%i: 50 km up its middle is where GeographicLib puts it', (code, x, y, lon, lat, scale) => {
  const placed = toWgs84(`EPSG:${code}`, Float64Array.of(x, x), Float64Array.of(y, y + 50_000 * scale));
  if (!placed.ok) throw new Error(placed.fault.code);
  const { lons, lats } = placed.value;
  expect(distanceMetres(lons[0]!, lats[0]!, lon, lat)).toBeLessThan(0.01);
  const { lat2, lon2 } = Geodesic.WGS84.Direct(lat, lon, 0, 50_000);
  expect(distanceMetres(lons[1]!, lats[1]!, lon2!, lat2!)).toBeLessThan(0.01);
});

test('PROJJSON of a system without a number is read; of a projection that proj4 has not it is unknown', () => {
  const conversion = (method: string) => ({
    type: 'ProjectedCRS',
    name: '城市独立坐标系',
    base_crs: {
      type: 'GeographicCRS',
      name: 'WGS 84',
      datum: {
        type: 'GeodeticReferenceFrame',
        name: 'World Geodetic System 1984',
        ellipsoid: { name: 'WGS 84', semi_major_axis: 6378137, inverse_flattening: 298.257223563 },
      },
    },
    conversion: {
      name: 'unknown',
      method: { name: method },
      parameters: [
        { name: 'Latitude of natural origin', value: 0, unit: 'degree' },
        { name: 'Longitude of natural origin', value: 103.8, unit: 'degree' },
        { name: 'Scale factor at natural origin', value: 1, unit: 'unity' },
        { name: 'False easting', value: 50000, unit: 'metre' },
        { name: 'False northing', value: 0, unit: 'metre' },
      ],
    },
  });
  const id = JSON.stringify(conversion('Transverse Mercator'));
  expect(findSystem(id)).toMatchObject({ name: '城市独立坐标系', units: 'metres', id });
  const { lat2 } = Geodesic.WGS84.Direct(36, 103.8, 0, 0);
  const arc = Geodesic.WGS84.Inverse(0, 103.8, 36, 103.8).s12!;
  const placed = toWgs84(id, Float64Array.of(50_000), Float64Array.of(arc));
  if (!placed.ok) throw new Error(placed.fault.code);
  expect(distanceMetres(placed.value.lons[0]!, placed.value.lats[0]!, 103.8, lat2!)).toBeLessThan(0.01);
  expect(findSystem(JSON.stringify(conversion('Orthographic')))).toBe(null);
  expect(findSystem('{"type":"ProjectedCRS"')).toBe(null);
});

test('codes that nobody defines here stay unknown', () => {
  for (const code of [2269, 1, 99999, 28992]) expect(findSystem(`EPSG:${code}`)).toBe(null);
});

test.each(['GB18030-2022', 'GB/T 2312-1980', 'GB_2312-80', 'EUC-CN', 'x-gbk', 'ANSI 936', 'cp936', '54936'])(
  'a .cpg of %s is GB 18030',
  (text) => expect(pageOfCpg(text)).toBe('gb18030'),
);
