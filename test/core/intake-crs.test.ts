/** Coordinate systems: published values, round trips, reading, refusing. Oracle: /work/shared/domain/oracles.json, "crs". */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import type { FileReport } from '../../src/domain/tables';
import { parseDegrees, splitPair, zonedSystem } from '../../src/intake/coordinates';
import {
  exchangedId,
  findSystem,
  fromWgs84,
  gaussKruegerCode,
  shiftFromControl,
  toWgs84,
} from '../../src/intake/crs';
import {
  bd09ToGcj02,
  bd09ToWgs84,
  gcj02ToBd09,
  gcj02ToWgs84,
  roughBdToGcj,
  wgs84ToBd09,
  wgs84ToGcj02,
} from '../../src/intake/gcj';
import { isMainland } from '../../src/intake/mainland';
import { parseStudy, writeStudy } from '../../src/intake/study-file';
import { faultOf, readOne, studyOf } from './intake-files';

/** What oracles.json was made with: a sphere of 6371 km. */
function sphereMetres(lonA: number, latA: number, lonB: number, latB: number): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * rad) / 2) ** 2 +
    Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2;
  return 2 * 6371000 * Math.asin(Math.sqrt(h));
}

function one(id: string, x: number, y: number, shift: readonly [number, number] | null = null) {
  const made = toWgs84(id, Float64Array.of(x), Float64Array.of(y), shift);
  if (!made.ok) throw new Error(made.fault.code);
  return [made.value.lons[0]!, made.value.lats[0]!] as const;
}

function back(id: string, lon: number, lat: number) {
  const made = fromWgs84(id, Float64Array.of(lon), Float64Array.of(lat));
  if (!made.ok) throw new Error(made.fault.code);
  return [made.value.xs[0]!, made.value.ys[0]!] as const;
}

describe('GCJ-02 and BD-09', () => {
  it('give the published values', () => {
    const near = (got: readonly [number, number], lon: number, lat: number) => {
      expect(got[0]).toBeCloseTo(lon, 11);
      expect(got[1]).toBeCloseTo(lat, 11);
    };
    near(wgs84ToGcj02(116.404, 39.915), 116.41024449916938, 39.91640428150164);
    near(wgs84ToBd09(116.404, 39.915), 116.41662724378732, 39.92269955221621);
    near(roughBdToGcj(116.404, 39.915), 116.39762729119315, 39.90865673957631);
    // The published inverse is an approximation; ours leads back exactly and differs from it by decimetres.
    const exact = bd09ToGcj02(116.404, 39.915);
    expect(distanceMetres(...exact, 116.39762729119315, 39.90865673957631)).toBeLessThan(0.3);
    near(gcj02ToBd09(...exact), 116.404, 39.915);
  });

  it.each([
    ['Beijing', 116.404, 39.915, 555.0, 1375.7],
    ['Lanzhou', 103.8343, 36.0611, 219.1, 1014.2],
    ['Shanghai', 121.4737, 31.2304, 481.2, 1139.8],
  ])('shift %s by the metres known', (_, lon, lat, gcj, bd) => {
    expect(Math.abs(sphereMetres(lon, lat, ...wgs84ToGcj02(lon, lat)) - gcj)).toBeLessThan(0.5);
    expect(Math.abs(sphereMetres(lon, lat, ...wgs84ToBd09(lon, lat)) - bd)).toBeLessThan(0.5);
  });

  it('lead back to within a millimetre all over the mainland', () => {
    let tried = 0;
    fc.assert(
      fc.property(
        fc.double({ min: 73.5, max: 135, noNaN: true }),
        fc.double({ min: 18, max: 53.7, noNaN: true }),
        (lon, lat) => {
          fc.pre(isMainland(lon, lat));
          tried++;
          const gcj = gcj02ToWgs84(...wgs84ToGcj02(lon, lat));
          const bd = bd09ToWgs84(...wgs84ToBd09(lon, lat));
          return distanceMetres(lon, lat, ...gcj) < 1e-3 && distanceMetres(lon, lat, ...bd) < 1e-3;
        },
      ),
      { numRuns: 20_000, seed: 20261122 },
    );
    expect(tried).toBeGreaterThan(15_000);
  });

  it('lead back where the formula has its kinks, on 105° E and 35° N', () => {
    for (const lon of [105, 105 + 1e-12, 104.99999999])
      for (const lat of [35, 35 - 1e-12, 35.00000001, 22]) {
        expect(distanceMetres(lon, lat, ...gcj02ToWgs84(...wgs84ToGcj02(lon, lat)))).toBeLessThan(1e-3);
      }
  });

  it.each([
    ['Hong Kong', 114.17, 22.3, false],
    ['Lok Ma Chau', 114.065, 22.505, false],
    ['Futian', 114.0, 22.52, true],
    ['Luohu', 114.12, 22.55, true],
    ['Shekou', 113.92, 22.48, true],
    ['Macau', 113.545, 22.19, false],
    ['Zhuhai Gongbei', 113.548, 22.222, true],
    ['Taipei', 121.5, 25.0, false],
    ['Kinmen', 118.35, 24.44, false],
    ['Xiamen', 118.16, 24.47, true],
    ['Seoul', 127, 37.57, false],
    ['Hanoi', 105.85, 21.03, false],
    ['Ulaanbaatar', 106.9, 47.9, false],
    ['Vladivostok', 131.9, 43.1, false],
    ['Almaty', 76.9, 43.2, false],
    ['Sanya', 109.5, 18.25, true],
    ['Kashgar', 75.99, 39.47, true],
    ['Mohe', 122.5, 52.97, true],
    ['Singapore', 103.84, 1.35, false],
  ])('touch %s only if it is on the mainland', (_, lon, lat, is) => {
    expect(isMainland(lon, lat)).toBe(is);
    const moved = wgs84ToGcj02(lon, lat);
    expect(moved[0] !== lon).toBe(is);
    if (!is) expect(gcj02ToWgs84(lon, lat)).toEqual([lon, lat]);
  });
});

describe('systems', () => {
  it('of every Gauss–Krüger zone lead back to within a millimetre, with their meridian in the middle', () => {
    let count = 0;
    for (const datum of ['CGCS2000', 'Beijing 1954', "Xi'an 1980"] as const)
      for (const width of [3, 6] as const)
        for (const hasPrefix of [true, false])
          for (let zone = width === 3 ? 25 : 13; zone <= (width === 3 ? 45 : 23); zone++) {
            const id = gaussKruegerCode(datum, width, zone, hasPrefix)!;
            const meridian = width === 3 ? 3 * zone : 6 * zone - 3;
            const system = findSystem(id)!;
            expect(system).toMatchObject({ id, units: 'metres', needsShift: datum !== 'CGCS2000' });
            const [x] = back(id, meridian, 36);
            expect(Math.abs(x - 500_000 - (hasPrefix ? zone * 1e6 : 0))).toBeLessThan(0.001);
            for (const [dx, lat] of [
              [-1.5, 22],
              [2.9, 51],
              [0.7, 36],
            ] as const) {
              const place = one(id, ...back(id, meridian + dx, lat));
              expect(distanceMetres(meridian + dx, lat, ...place)).toBeLessThan(1e-3);
              const turned = exchangedId(id);
              expect(
                distanceMetres(meridian + dx, lat, ...one(turned, ...back(turned, meridian + dx, lat))),
              ).toBeLessThan(1e-3);
            }
            count++;
          }
    expect(count).toBe(3 * 2 * (21 + 11));
  });

  it('have the numbers that the register gives them', () => {
    const name = (code: number) => findSystem(`EPSG:${code}`)?.name;
    // EPSG register, v11: 4523 zone 35, 4544 CM 105E, 4496 zone 18, 4507 CM 105E, 2411, 21418, 2359, 2380, 2332.
    expect(name(4523)).toBe('CGCS2000 / 3° Gauss–Krüger 35 (EPSG:4523)');
    expect(name(4544)).toBe('CGCS2000 / 3° Gauss–Krüger CM 105E (EPSG:4544)');
    expect(name(4547)).toBe('CGCS2000 / 3° Gauss–Krüger CM 114E (EPSG:4547)');
    expect(name(4496)).toBe('CGCS2000 / 6° Gauss–Krüger 18 (EPSG:4496)');
    expect(name(4507)).toBe('CGCS2000 / 6° Gauss–Krüger CM 105E (EPSG:4507)');
    expect(name(2411)).toBe('Beijing 1954 / 3° Gauss–Krüger 35 (EPSG:2411)');
    expect(name(21418)).toBe('Beijing 1954 / 6° Gauss–Krüger 18 (EPSG:21418)');
    expect(name(2359)).toBe("Xi'an 1980 / 3° Gauss–Krüger 35 (EPSG:2359)");
    expect(name(2380)).toBe("Xi'an 1980 / 3° Gauss–Krüger CM 105E (EPSG:2380)");
    expect(name(2332)).toBe("Xi'an 1980 / 6° Gauss–Krüger 18 (EPSG:2332)");
    expect(name(32648)).toBe('WGS84 / UTM 48N (EPSG:32648)');
    expect(name(99999)).toBeUndefined();
  });

  it('are the same by any of their names', () => {
    for (const text of [
      'EPSG:4547',
      'urn:ogc:def:crs:EPSG::4547',
      'urn:ogc:def:crs:EPSG:9.8.1:4547',
      '4547',
      'epsg:4547',
      'http://www.opengis.net/def/crs/EPSG/0/4547',
    ])
      expect(findSystem(text)?.id, text).toBe('EPSG:4547');
    for (const text of [
      'WGS84',
      'WGS 84',
      'EPSG:4326',
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      'OGC:CRS84',
      'EPSG:4979',
    ])
      expect(findSystem(text)?.id, text).toBe('EPSG:4326');
    expect(findSystem('gcj02')?.id).toBe('GCJ-02');
    expect(findSystem('bd09')?.id).toBe('BD-09');
    expect(findSystem(' EPSG:4326:latlon ')?.northFirst).toBe(true);
    for (const text of [
      '',
      'hello',
      '12',
      'EPSG:',
      'PROJCS["x"',
      '+proj=nonsense',
      '+proj=tmerc +nadgrids=missing.gsb',
      'x'.repeat(30_000),
    ])
      expect(findSystem(text), text.slice(0, 40)).toBeNull();
  });

  it('of a .prj are read as ESRI writes them', () => {
    const esri =
      'PROJCS["CGCS2000_3_Degree_GK_Zone_35",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    const [x, y] = back('EPSG:4523', 103.83, 36.06);
    expect(distanceMetres(103.83, 36.06, ...one(esri, x, y))).toBeLessThan(1e-3);
    expect(findSystem(esri)).toMatchObject({
      name: 'CGCS2000_3_Degree_GK_Zone_35',
      units: 'metres',
      needsShift: false,
    });
    const degrees =
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
    expect(findSystem(degrees)?.id).toBe('EPSG:4326');
    const beijing = esri
      .replaceAll('D_China_2000', 'D_Beijing_1954')
      .replace('"CGCS2000",6378137.0,298.257222101', '"Krasovsky_1940",6378245.0,298.3');
    expect(findSystem(beijing)?.needsShift).toBe(true);
  });

  it('agree with series of Gauss computed by hand elsewhere', () => {
    // Meridian arc to 36° N on GRS80, 3985144.4 m (Helmert's series; e.g. NGA TM8358.2), is the northing on the central meridian.
    const n = 0.001679220394629;
    const phi = (36 * Math.PI) / 180;
    const radius = (6378137 / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
    const arc =
      radius *
      (phi -
        ((3 / 2) * n - (9 / 16) * n ** 3) * Math.sin(2 * phi) +
        ((15 / 16) * n ** 2 - (15 / 32) * n ** 4) * Math.sin(4 * phi) -
        (35 / 48) * n ** 3 * Math.sin(6 * phi) +
        (315 / 512) * n ** 4 * Math.sin(8 * phi));
    expect(back('EPSG:4544', 105, 36)[1]).toBeCloseTo(arc, 3);
    // Web Mercator has a closed form.
    const [x, y] = back('EPSG:3857', 103.83, 36.06);
    expect(x).toBeCloseTo((6378137 * 103.83 * Math.PI) / 180, 4);
    expect(y).toBeCloseTo(6378137 * Math.asinh(Math.tan((36.06 * Math.PI) / 180)), 4);
  });

  it('give NaN for what they cannot place, never something', () => {
    for (const [id, x, y] of [
      ['EPSG:4523', 36_500_000, 3_990_000],
      ['EPSG:4523', 500_000, 3_990_000],
      ['EPSG:4544', 35_500_000, 3_990_000],
      ['EPSG:4544', 500_000, 9e9],
      ['EPSG:4544', NaN, 1],
      ['EPSG:3857', 9e9, 1],
      ['EPSG:4214', 103, 95],
    ] as const)
      expect(one(id, x, y), `${id} ${x} ${y}`).toEqual([NaN, NaN]);
  });

  it('without parameters are an ellipsoid change of decametres, and control points mend the rest', () => {
    const [x, y] = back('EPSG:2433', 105.1, 36.02);
    expect(findSystem('EPSG:2433')?.name).toContain('CM 108E');
    const asCgcs = one('EPSG:4545', x, y);
    const off = distanceMetres(105.1, 36.02, ...asCgcs);
    expect(off).toBeGreaterThan(10);
    expect(off).toBeLessThan(120);
    // Two points measured on the ground 62 m east and 41 m south of where the file has them.
    const points = [
      [105.1, 36.02],
      [105.16, 36.05],
    ].map(([lon, lat]) => {
      const [px, py] = back('EPSG:2433', lon!, lat!);
      const there = one('EPSG:2433', px, py, [62, -41]);
      return { x: px, y: py, lon: there[0], lat: there[1] };
    });
    const found = shiftFromControl('EPSG:2433', points);
    if (!found.ok) throw new Error(found.fault.code);
    expect(found.value.shift[0]).toBeCloseTo(62, 2);
    expect(found.value.shift[1]).toBeCloseTo(-41, 2);
    expect(found.value.worstMetres).toBeLessThan(0.01);
    const wrong = shiftFromControl('EPSG:2433', [points[0]!, { ...points[1]!, lon: points[1]!.lon + 0.001 }]);
    expect(wrong.ok && wrong.value.worstMetres).toBeGreaterThan(40);
    expect(shiftFromControl('EPSG:2433', [{ x: 9e7, y: 0, lon: 105, lat: 36 }])).toMatchObject({
      fault: { code: 'crs.controlPoints' },
    });
  });
});

describe('cells', () => {
  it.each([
    ['116°23′E', 116 + 23 / 60],
    [`116°23'45.6"`, 116 + 23 / 60 + 45.6 / 3600],
    ['116度23分45.6秒', 116 + 23 / 60 + 45.6 / 3600],
    ['东经116°23′45.6″', 116 + 23 / 60 + 45.6 / 3600],
    ['Ｅ１１６°２３′', 116 + 23 / 60],
    ['116.5°', 116.5],
    ['116.5E', 116.5],
    ['W 70°30′', -70.5],
    ['-70°30′', -70.5],
    ['116:23:45.6', 116 + 23 / 60 + 45.6 / 3600],
    ['116 23 45.6', 116 + 23 / 60 + 45.6 / 3600],
    ['39°54.5′N', 39 + 54.5 / 60],
    ['39d54m00s', 39.9],
  ])('%s is read', (text, degrees) => {
    expect(parseDegrees(text)).toBeCloseTo(degrees, 10);
  });

  it.each([
    ['116°61′', 'row.coordinateDms'],
    ['116°23′75″', 'row.coordinateDms'],
    ['116.5°23′', 'row.coordinateDms'],
    ['-116°W', 'row.coordinateDms'],
    ['北京路 12号', 'row.coordinateText'],
    ['116 23', 'row.coordinateText'],
    ['E', 'row.coordinateText'],
  ])('%s is refused', (text, code) => {
    expect(typeof parseDegrees(text)).toBe('string');
    if (code === 'row.coordinateDms') expect(parseDegrees(text)).toBe(code);
  });

  it('reads degrees it wrote itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 180 * 36000 - 1 }),
        fc.constantFrom('°′″', '度分秒', '::'),
        (tenths, marks) => {
          const [d, m] = [Math.floor(tenths / 36000), Math.floor((tenths % 36000) / 600)];
          const s = (tenths % 600) / 10;
          const text = `${d}${marks[0]}${m}${marks[1]}${s}${marks[2] ?? ''}`;
          expect(parseDegrees(text)).toBeCloseTo(tenths / 36000, 9);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  it.each([
    ['POINT(116.4 39.9)', ['116.4', '39.9']],
    ['SRID=4326;POINT Z (116.4 39.9 50)', ['116.4', '39.9']],
    ['point (116.4 39.9)', ['116.4', '39.9']],
    ['39°54′N, 116°23′E', ['116°23′E', '39°54′N']],
    ['北纬39.9 东经116.4', ['东经116.4', '北纬39.9']],
    ['[116.4, 39.9]', ['116.4', '39.9']],
    ['POINT EMPTY', null],
    ['LINESTRING(1 2, 3 4)', null],
  ])('%s is two halves or none', (text, halves) => {
    const got = splitPair(text);
    if (halves === null) expect(got === null || typeof parseDegrees(got[0]) === 'string').toBe(true);
    else expect(got).toEqual(halves);
  });
});

describe('files', () => {
  const read = async (header: string, rows: string[], source = {}) => {
    const got = await readOne('facilities', 'a.csv', `${header}\n${rows.join('\n')}\n`, source);
    if (!got.ok) throw new Error(JSON.stringify(got.fault));
    const { facilities, reports } = got.value;
    return { facilities, report: reports[0]!, codes: reports[0]!.notes.map(({ code }) => code) };
  };
  const place = { lon: 103.83, lat: 36.06 };
  const rowsIn = (id: string) => {
    const [x, y] = back(id, place.lon, place.lat);
    const [x2, y2] = back(id, place.lon + 0.01, place.lat);
    return [`a,${x},${y}`, `b,${x2},${y2}`];
  };
  const isPlaced = ({ facilities }: { facilities: { lons: Float64Array; lats: Float64Array } }) =>
    expect(distanceMetres(place.lon, place.lat, facilities.lons[0]!, facilities.lats[0]!)).toBeLessThan(0.01);

  it.each([
    'GCJ-02',
    'BD-09',
    'BD-09:latlon',
    'EPSG:4544',
    'EPSG:4544:yx',
    'EPSG:4523',
    'EPSG:32648',
    'EPSG:3857',
    'EPSG:2432',
    'EPSG:4326:latlon',
  ])('chosen as %s are placed in WGS84, and the report says so', async (crs) => {
    const got = await read('名称,x,y', rowsIn(crs), { crs });
    isPlaced(got);
    expect(got.report).toMatchObject({ crs, crsName: findSystem(crs)!.name, rowsUsed: 2, refused: [] });
    expect(got.codes.includes('crs.noParameters')).toBe(crs === 'EPSG:2432');
  });

  it('with the zone number before the easting are read, with a note, whichever axis comes first', async () => {
    for (const id of ['EPSG:4523', 'EPSG:4523:yx', 'EPSG:4496']) {
      const got = await read('名称,x,y', rowsIn(id));
      isPlaced(got);
      expect(got.report.crs).toBe(id);
      expect(got.codes).toContain('crs.byRange');
    }
    // A row of the next zone is not half a zone away in silence.
    const got = await read('名称,x,y', [...rowsIn('EPSG:4523'), 'c,36500000,3990000']);
    expect(got.report.refused).toMatchObject([{ row: 4, code: 'row.outsideSystem' }]);
  });

  it('that look like Web Mercator as well as zone 13 are left to the user', () => {
    expect(zonedSystem(13_520_000, 3_660_000)).toBeNull();
    expect(zonedSystem(35_520_000, 3_990_000)).toBe('EPSG:4523');
    expect(zonedSystem(3_990_000, 18_520_000)).toBe('EPSG:4496:yx');
    expect(zonedSystem(520_000, 3_990_000)).toBeNull();
  });

  it('chosen in a zone with the north first are turned round and noted', async () => {
    const got = await read('名称,x,y', rowsIn('EPSG:4544:yx'), { crs: 'EPSG:4544' });
    isPlaced(got);
    expect(got.report.crs).toBe('EPSG:4544:yx');
    expect(got.codes).toContain('crs.northFirst');
  });

  it('are moved by the shift of the study, which is told', async () => {
    const [x, y] = back('EPSG:2432', place.lon, place.lat);
    const got = await read('名称,x,y', [`a,${x},${y}`, `b,${x},${y}`], {
      crs: 'EPSG:2432',
      shift: [62, -41],
    });
    expect(
      distanceMetres(place.lon, place.lat, got.facilities.lons[0]!, got.facilities.lats[0]!),
    ).toBeCloseTo(Math.hypot(62, 41), 1);
    expect(got.codes).toContain('crs.shifted');
    expect(got.codes).not.toContain('crs.noParameters');
    expect(got.report.shift).toEqual([62, -41]);
  });

  it('with degrees and minutes and WKT points are read and noted', async () => {
    const dms = await read('名称,经度,纬度', ['a,103°49′48″,36°03′36″N', 'b,103.84,36.07', `c,103°75′,36°`]);
    isPlaced(dms);
    expect(dms.codes).toContain('column.degreesWritten');
    expect(dms.report.refused).toMatchObject([{ row: 4, code: 'row.coordinateDms' }]);
    const wkt = await read('名称,wkt', ['a,POINT(103.83 36.06)', 'b,POINT(103.84 36.06)']);
    isPlaced(wkt);
  });

  it('of GeoJSON in a projected crs member are converted, points, areas and lines', async () => {
    const at = (dx: number, dy: number) => {
      const [x, y] = back('EPSG:4523', place.lon, place.lat);
      return [x + dx, y + dy];
    };
    const ring = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4523' } };
    const collection = (geometry: object, properties: object) =>
      JSON.stringify({
        type: 'FeatureCollection',
        crs,
        features: [{ type: 'Feature', properties, geometry }],
      });
    const point = await readOne(
      'facilities',
      'a.geojson',
      collection({ type: 'Point', coordinates: at(0, 0) }, { name: 'a' }),
    );
    const area = await readOne(
      'elders',
      'b.geojson',
      collection({ type: 'Polygon', coordinates: [ring] }, { elders: 5 }),
    );
    const line = await readOne(
      'streets',
      'c.geojson',
      collection({ type: 'LineString', coordinates: ring }, { highway: 'footway' }),
    );
    if (!point.ok || !area.ok || !line.ok) throw new Error('not read');
    isPlaced(point.value);
    const corner = (area.value.elders.polygons[0]!.coordinates as number[][][])[0]![2]!;
    expect(distanceMetres(place.lon, place.lat, corner[0]!, corner[1]!)).toBeCloseTo(Math.hypot(100, 100), 0);
    expect(
      distanceMetres(place.lon, place.lat, line.value.streets!.lons[0]!, line.value.streets!.lats[0]!),
    ).toBeLessThan(0.02);
    for (const read of [point, area, line]) {
      expect(read.value.reports[0]).toMatchObject({ crs: 'EPSG:4523' } satisfies Partial<FileReport>);
      expect(read.notes.map(({ code }) => code)).toContain('crs.fromFile');
    }
    expect(
      (
        await faultOf(
          'elders',
          'b.geojson',
          collection({ type: 'Polygon', coordinates: [ring] }, { elders: 5 }),
          { crs: 'GCJ-02' },
        )
      ).code,
    ).toBe('table.projected');
  });

  it('keep their choice in the study file', () => {
    const { settings } = studyOf({}, { elders: [{ file: 'a.csv', crs: 'BD-09', shift: [1.5, -2] }] });
    const again = parseStudy(writeStudy(settings));
    expect(again.ok && again.value.layers.elders).toMatchObject([{ crs: 'BD-09', shift: [1.5, -2] }]);
    const wild = writeStudy(settings).replace('-2', '-2e9');
    expect(parseStudy(wild)).toMatchObject({ fault: { code: 'study.wrongType' } });
  });
});
