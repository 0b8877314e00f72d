/** Coordinates as people have them: systems, axes, ways of writing, places that are none. */
import { bd09ToBd09Mc } from '../../src/intake/bd09mc';
import { fromWgs84 } from '../../src/intake/crs';
import type { Made, Row } from './made';
import { delimited, listed, loaded, refused, someRows } from './made';

export function placeFiles(seed: number): Made[] {
  return [...writings(seed), ...systems(seed + 1), ...badPlaces(seed + 2), ...geometryCells(seed + 3)];
}

type Columns = (row: Row) => readonly string[];

function table(header: readonly string[], rows: readonly Row[], columns: Columns): string {
  return delimited([header, ...rows.map((row) => [row.id, ...columns(row), row.count])]);
}

/** Degrees, minutes and seconds of a decimal text. */
function parts(text: string): [number, number, string] {
  const value = Number(text);
  const degrees = Math.floor(value);
  const minutes = Math.floor((value - degrees) * 60);
  return [degrees, minutes, ((value - degrees - minutes / 60) * 3600).toFixed(2).padStart(5, '0')];
}

function writings(seed: number): Made[] {
  const rows = someRows(seed, 6);
  const made: Made[] = [];
  const two = (name: string, write: (text: string, isLon: boolean) => string): void => {
    made.push(
      loaded(
        `place/written-${name}.csv`,
        table(['编号', '经度', '纬度', '60岁及以上'], rows, (row) => [
          write(row.lon, true),
          write(row.lat, false),
        ]),
        6,
      ),
    );
  };
  two('dms-symbols', (text, isLon) => {
    const [d, m, s] = parts(text);
    return `${d}°${m}′${s}″${isLon ? 'E' : 'N'}`;
  });
  two('dms-straight-quotes', (text) => {
    const [d, m, s] = parts(text);
    return `"${d}°${m}'${s}"""`;
  });
  two('dms-chinese', (text, isLon) => {
    const [d, m, s] = parts(text);
    return `${isLon ? '东经' : '北纬'}${d}度${m}分${s}秒`;
  });
  two('dms-colons', (text) => parts(text).join(':'));
  two('dms-blanks', (text) => parts(text).join(' '));
  two('degrees-minutes', (text, isLon) => {
    const [d] = parts(text);
    return `${d}°${((Number(text) - d) * 60).toFixed(4)}′${isLon ? 'E' : 'N'}`;
  });
  two('decimal-with-letter', (text, isLon) => `${text}${isLon ? 'E' : 'N'}`);
  two('decimal-with-degree-sign', (text) => `${text}°`);
  two('full-width-digits', (text) =>
    text.replaceAll(/[\d.]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  );
  two('exponent', (text) => Number(text).toExponential());
  two('leading-plus', (text) => `+${text}`);
  two('blanks-around', (text) => ` ${text} `);
  const pair = (name: string, write: (row: Row) => string): void => {
    made.push(
      loaded(
        `place/pair-${name}.csv`,
        table(['编号', '坐标', '60岁及以上'], rows, (row) => [`"${write(row)}"`]),
        6,
      ),
    );
  };
  pair('comma', ({ lon, lat }) => `${lon},${lat}`);
  pair('comma-blank', ({ lon, lat }) => `${lon}, ${lat}`);
  pair('blank', ({ lon, lat }) => `${lon} ${lat}`);
  pair('semicolon', ({ lon, lat }) => `${lon};${lat}`);
  pair('full-width-comma', ({ lon, lat }) => `${lon}，${lat}`);
  pair('brackets', ({ lon, lat }) => `(${lon},${lat})`);
  pair('square-brackets', ({ lon, lat }) => `[${lon},${lat}]`);
  pair('latitude-first', ({ lon, lat }) => `${lat},${lon}`);
  pair('wkt-point', ({ lon, lat }) => `POINT(${lon} ${lat})`);
  pair('wkt-point-z', ({ lon, lat }) => `POINT Z (${lon} ${lat} 1520)`);
  pair('ewkt-point', ({ lon, lat }) => `SRID=4326;POINT(${lon} ${lat})`);
  for (const [name, lon, lat] of [
    ['xy', 'X', 'Y'],
    ['lng-lat', 'lng', 'lat'],
    ['swapped-headers', '纬度', '经度'],
    ['gcj-in-header', '经度（高德）', '纬度（高德）'],
    ['bd-in-header', 'bd_lng', 'bd_lat'],
    ['unnamed', 'a', 'b'],
  ] as const)
    made.push(
      loaded(
        `place/columns-${name}.csv`,
        table(['编号', lon, lat, '60岁及以上'], rows, (row) => [row.lon, row.lat]),
        6,
      ),
    );
  made.push(
    loaded(
      'place/columns-latitude-first.csv',
      table(['编号', '纬度', '经度', '60岁及以上'], rows, (row) => [row.lat, row.lon]),
      6,
    ),
  );
  made.push(
    loaded(
      'place/columns-swapped-values.csv',
      table(['编号', '经度', '纬度', '60岁及以上'], rows, (row) => [row.lat, row.lon]),
      6,
    ),
  );
  return made;
}

function inSystem(rows: readonly Row[], id: string, isTurned = false): Row[] {
  const there = fromWgs84(
    id,
    Float64Array.from(rows, ({ lon }) => Number(lon)),
    Float64Array.from(rows, ({ lat }) => Number(lat)),
  );
  if (!there.ok) throw new Error(there.fault.code);
  const { xs, ys } = there.value;
  return rows.map((row, i) => {
    const [x, y] = [xs[i]!.toFixed(3), ys[i]!.toFixed(3)];
    return { ...row, lon: isTurned ? y : x, lat: isTurned ? x : y };
  });
}

function systems(seed: number): Made[] {
  const made: Made[] = [];
  const header = ['编号', 'X坐标', 'Y坐标', '60岁及以上'];
  const at = (rows: readonly Row[], middle: number): Row[] =>
    rows.map((row) => ({ ...row, lon: (Number(row.lon) - 103.8 + middle).toFixed(6) }));
  const rows = someRows(seed, 6);
  const columns: Columns = (row) => [row.lon, row.lat];
  // Every zone of the mainland that is told by its own easting, both ways round.
  for (let zone = 26; zone <= 44; zone++) {
    const here = at(rows, 3 * zone + 0.4);
    made.push(
      loaded(
        `place/zone-3-degree-${zone}.csv`,
        table(header, inSystem(here, `EPSG:${4513 + zone - 25}`), columns),
        6,
      ),
    );
    if (zone % 3 === 0)
      made.push(
        loaded(
          `place/zone-3-degree-${zone}-north-first.csv`,
          table(header, inSystem(here, `EPSG:${4513 + zone - 25}`, true), columns),
          6,
        ),
      );
  }
  for (let zone = 16; zone <= 22; zone++)
    made.push(
      loaded(
        `place/zone-6-degree-${zone}.csv`,
        table(header, inSystem(at(rows, 6 * zone - 3.6), `EPSG:${4491 + zone - 13}`), columns),
        6,
      ),
    );
  for (const zone of [33, 35, 37, 40])
    made.push(
      refused(
        `place/zone-without-prefix-${zone}.csv`,
        table(header, inSystem(at(rows, 3 * zone + 0.4), `EPSG:${4534 + zone - 25}`), columns),
        'table.projected',
      ),
    );
  made.push(
    refused(
      'place/utm-48-without-a-word.csv',
      table(header, inSystem(rows, 'EPSG:32648'), columns),
      'table.projected',
    ),
  );
  made.push(
    refused(
      'place/web-mercator-without-a-word.csv',
      table(header, inSystem(rows, 'EPSG:3857'), columns),
      'table.projected',
    ),
  );
  made.push(
    refused(
      'place/baidu-mercator-without-a-word.csv',
      table(
        header,
        rows.map((row) => {
          const [x, y] = bd09ToBd09Mc(Number(row.lon), Number(row.lat));
          return { ...row, lon: x.toFixed(2), lat: y.toFixed(2) };
        }),
        columns,
      ),
      'table.projected',
    ),
  );
  for (const id of ['GCJ-02', 'BD-09'])
    made.push(
      loaded(
        `place/shifted-${id.toLowerCase()}.csv`,
        table(
          ['编号', '经度', '纬度', '60岁及以上'],
          inSystem(rows, id).map((row) => row),
          columns,
        ),
        6,
      ),
    );
  const mixed = [...inSystem(at(rows.slice(0, 4), 105.4), 'EPSG:4523'), ...rows.slice(4)];
  made.push(loaded('place/zone-and-degrees-in-one-table.csv', table(header, mixed, columns), 6, 4));
  const zones = [
    ...inSystem(at(rows.slice(0, 4), 105.4), 'EPSG:4523'),
    ...inSystem(at(rows.slice(4), 108.4), 'EPSG:4524'),
  ];
  made.push(loaded('place/two-zones-in-one-table.csv', table(header, zones, columns), 6, 4));
  return made;
}

function badPlaces(seed: number): Made[] {
  const rows = someRows(seed, 5);
  const header = ['编号', '经度', '纬度', '60岁及以上'];
  const one = (name: string, lon: string, lat: string, used = 5): Made => {
    const text = table(header, [...rows, { ...rows[0]!, id: 'Z9', lon, lat }], (row) => [row.lon, row.lat]);
    return loaded(`place/bad-${name}.csv`, text, 6, used);
  };
  const all = (name: string, lon: string, lat: string): Made =>
    listed(
      `place/all-${name}.csv`,
      table(
        header,
        rows.map((row) => ({ ...row, lon, lat })),
        (row) => [row.lon, row.lat],
      ),
      'table.noUsableRows',
      5,
    );
  return [
    one('zero', '0', '0'),
    one('latitude-over-90', '103.8', '96.1'),
    one('longitude-over-180', '203.8', '36.1'),
    one('swapped-row', '36.1', '103.8'),
    one('empty', '', ''),
    one('only-longitude', '103.8', ''),
    one('text', '不详', '不详'),
    one('dash', '—', '—'),
    one('not-available', '#N/A', '#N/A'),
    one('nan', 'NaN', 'NaN'),
    one('infinite', '1e400', '36'),
    one('metres-among-degrees', '18412345.6', '3992345.1'),
    one('minutes-of-75', '103°75′', '36°05′'),
    one('two-decimal-points', '103.8.1', '36.1'),
    one('letter-in-number', '1O3.8', '36.1'),
    one('comma-decimals', '"103,8"', '"36,1"'),
    one('address', '皋兰路12号', '皋兰路12号'),
    one('on-another-continent', '2.35', '48.85', 6),
    one('at-the-antimeridian', '180', '36.1', 6),
    one('at-the-pole', '103.8', '90', 6),
    all('zero', '0', '0'),
    all('empty', '', ''),
    all('text', '不详', '不详'),
    all('out-of-range', '400', '95'),
    refused(
      'place/all-swapped-and-out-of-range.csv',
      table(
        header,
        rows.map((row) => ({ ...row, lon: '1500', lat: '2500' })),
        (row) => [row.lon, row.lat],
      ),
      'table.projected',
    ),
    loaded(
      'place/one-spot-for-all.csv',
      table(
        header,
        rows.map((row) => ({ ...row, lon: '103.8', lat: '36.1' })),
        (row) => [row.lon, row.lat],
      ),
      5,
    ),
  ];
}

function geometryCells(seed: number): Made[] {
  const rows = someRows(seed, 4);
  const square = ({ lon, lat }: Row): [number, number][] => {
    const [x, y] = [Number(lon), Number(lat)];
    return [
      [x, y],
      [x + 0.01, y],
      [x + 0.01, y + 0.01],
      [x, y + 0.01],
      [x, y],
    ];
  };
  const text = (ring: readonly (readonly [number, number])[]): string =>
    ring.map(([x, y]) => `${x.toFixed(5)} ${y.toFixed(5)}`).join(', ');
  const areas = (write: (row: Row) => string, header = 'WKT'): string =>
    delimited([[header, '名称'], ...rows.map((row) => [`"${write(row).replaceAll('"', '""')}"`, row.name])]);
  const hex = (row: Row, isPoint: boolean, srid: number | null): string => {
    const ring = square(row);
    const size = 5 + (srid === null ? 0 : 4) + (isPoint ? 16 : 8 + 16 * ring.length);
    const view = new DataView(new ArrayBuffer(size));
    view.setUint8(0, 1);
    view.setUint32(1, (isPoint ? 1 : 3) + (srid === null ? 0 : 0x20000000), true);
    let at = 5;
    if (srid !== null) {
      view.setUint32(at, srid, true);
      at += 4;
    }
    if (!isPoint) {
      view.setUint32(at, 1, true);
      view.setUint32(at + 4, ring.length, true);
      at += 8;
    }
    for (const [x, y] of isPoint ? ring.slice(0, 1) : ring) {
      view.setFloat64(at, x, true);
      view.setFloat64(at + 8, y, true);
      at += 16;
    }
    return Buffer.from(view.buffer).toString('hex').toUpperCase();
  };
  return [
    loaded(
      'geometry-cell/wkt-polygons.csv',
      areas((row) => `POLYGON ((${text(square(row))}))`),
      4,
    ),
    loaded(
      'geometry-cell/wkt-polygons-lower-case.csv',
      areas((row) => `polygon((${text(square(row))}))`, 'the_geom'),
      4,
    ),
    loaded(
      'geometry-cell/wkt-multipolygons.csv',
      areas((row) => `MULTIPOLYGON (((${text(square(row))})))`),
      4,
    ),
    loaded(
      'geometry-cell/wkt-polygons-z.csv',
      areas(
        (row) =>
          `POLYGON Z ((${square(row)
            .map(([x, y]) => `${x} ${y} 1500`)
            .join(', ')}))`,
      ),
      4,
    ),
    loaded(
      'geometry-cell/wkt-polygons-ewkt.csv',
      areas((row) => `SRID=4490;POLYGON((${text(square(row))}))`, 'geom'),
      4,
    ),
    loaded(
      'geometry-cell/wkt-lines.csv',
      areas((row) => `LINESTRING (${text(square(row).slice(0, 3))})`),
      4,
    ),
    loaded(
      'geometry-cell/wkt-multilines.csv',
      areas((row) => `MULTILINESTRING ((${text(square(row).slice(0, 3))}))`),
      4,
    ),
    loaded(
      'geometry-cell/wkt-multipoints.csv',
      areas((row) => `MULTIPOINT ((${row.lon} ${row.lat}))`),
      4,
    ),
    loaded(
      'geometry-cell/wkt-one-row-in-another-system.csv',
      areas((row) => `SRID=${row.id === 'A002' ? 3857 : 4326};POLYGON((${text(square(row))}))`, 'geom'),
      4,
      3,
    ),
    loaded(
      'geometry-cell/wkt-one-row-broken.csv',
      areas((row) =>
        row.id === 'A002' ? 'POLYGON ((103.8 36.1, 103.9' : `POLYGON ((${text(square(row))}))`,
      ),
      4,
      3,
    ),
    loaded(
      'geometry-cell/wkt-one-row-empty.csv',
      areas((row) => (row.id === 'A002' ? 'POLYGON EMPTY' : `POLYGON ((${text(square(row))}))`)),
      4,
      3,
    ),
    loaded(
      'geometry-cell/wkt-one-ring-open.csv',
      areas((row) => `POLYGON ((${text(square(row).slice(0, row.id === 'A002' ? 4 : 5))}))`),
      4,
    ),
    loaded(
      'geometry-cell/wkb-hex-polygons.csv',
      areas((row) => hex(row, false, null), 'geom'),
      4,
    ),
    loaded(
      'geometry-cell/wkb-hex-polygons-with-system.csv',
      areas((row) => hex(row, false, 4326), 'geom'),
      4,
    ),
    loaded(
      'geometry-cell/wkb-hex-points.csv',
      areas((row) => hex(row, true, 4326), 'geom'),
      4,
    ),
    loaded(
      'geometry-cell/wkb-hex-one-row-cut.csv',
      areas((row) => hex(row, false, 4326).slice(0, row.id === 'A002' ? 60 : 1e4), 'geom'),
      4,
      3,
    ),
    loaded(
      'geometry-cell/geojson-polygons.csv',
      areas((row) => JSON.stringify({ type: 'Polygon', coordinates: [square(row)] }), 'geojson'),
      4,
    ),
    loaded(
      'geometry-cell/geojson-points.csv',
      areas(
        (row) => JSON.stringify({ type: 'Point', coordinates: [Number(row.lon), Number(row.lat)] }),
        'geojson',
      ),
      4,
    ),
    listed(
      'geometry-cell/words-that-look-like-wkt.csv',
      delimited([
        ['note', 'x'],
        ['POINT OF SALE', '1'],
        ['POLYGON COUNT', '2'],
      ]),
      'table.unknownLayer',
      2,
    ),
  ];
}
