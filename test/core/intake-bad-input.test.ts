/** Every fault of issue 2's "Bad input" that intake meets: its code, and where it points. */
import { expect, test } from 'vitest';
import { sentence } from '../../src/i18n/sentence';
import { parseStudy } from '../../src/intake/study-file';
import { readTables } from '../../src/intake/read-tables';
import { DecodeCache } from '../../src/intake/open-file';
import { guessLayers } from '../../src/intake/guess-layer';
import {
  blobOf,
  collection,
  faultOf,
  feature,
  gbk,
  mustRead,
  readOne,
  square,
  studyOf,
} from './intake-files';

const header = '编号,经度,纬度,60岁及以上';

test('an empty file says it is empty', async () => {
  expect(await faultOf('elders', 'a.csv', '')).toEqual({
    code: 'table.empty',
    blanks: {},
    at: { file: 'a.csv' },
  });
  expect((await faultOf('elders', 'a.csv', ' \n\n ')).code).toBe('table.empty');
  expect((await faultOf('streets', 'a.osm.pbf', '')).code).toBe('table.empty');
});

test('a header without rows lists its columns', async () => {
  expect(await faultOf('elders', 'a.csv', `${header}\n`)).toEqual({
    code: 'table.headerOnly',
    blanks: { columns: '编号 | 经度 | 纬度 | 60岁及以上' },
    at: { file: 'a.csv', row: 1 },
  });
});

test('a delimiter nobody knows is called one column', async () => {
  const fault = await faultOf('elders', 'a.csv', 'id^lon^lat\n1^103.8^36.0\n');
  expect(fault).toEqual({
    code: 'table.oneColumn',
    blanks: { column: 'id^lon^lat' },
    at: { file: 'a.csv', row: 1 },
  });
});

test.each([',', ';', '\t', '|', '，'])('the delimiter %j is found', async (delimiter) => {
  const text = ['编号,经度,纬度,人数,服务', 'a,103.81,36.01,5,助餐、助浴', 'b,103.82,36.02,6,助餐']
    .join('\n')
    .replaceAll(',', delimiter);
  const { tables } = await mustRead('elders', 'a.csv', text);
  expect([...tables.elders.elders]).toEqual([5, 6]);
});

test('rows in two encodings are read each in its own and listed', async () => {
  const lines = [
    gbk(`${header}\n南关,103.8,36.0,5\n北关,103.8,36.0,6\n`),
    new TextEncoder().encode('东关镇,103.81,36.01,7\n'),
    gbk('西关,103.8,36.0,8\n'),
  ];
  const { tables, report } = await mustRead('elders', 'a.csv', new Blob(lines));
  expect(tables.elders.ids).toEqual(['南关', '北关', '东关镇', '西关']);
  expect(report.notes).toContainEqual({
    code: 'table.mixedEncodings',
    blanks: { main: 'gb18030', other: 'utf-8', count: 1, rows: '4' },
    at: { file: 'a.csv', row: 4 },
  });
});

test('a byte that means nothing is named by row and column, and costs nothing else', async () => {
  const good = gbk(`${header}\n南关,103.8,36.0,5\n北关,103.8,36.0,6\n`);
  const bad = good.slice();
  bad[good.length - gbk('北关,103.8,36.0,6\n').length + 1] = 0xff;
  const { tables, report } = await mustRead('elders', 'a.csv', bad);
  expect(report.rowsUsed).toBe(2);
  expect(tables.elders.ids[0]).toBe('南关');
  const note = report.notes.find(({ code }) => code === 'row.unreadable');
  expect(note?.at).toMatchObject({ file: 'a.csv', row: 3, column: '编号' });
  expect(report.encoding).toBe('gb18030');
});

test('a table without coordinates lists the columns it has', async () => {
  expect(await faultOf('elders', 'a.csv', '编号,姓名,地址\n1,张三,和平路1号\n')).toEqual({
    code: 'column.noPlaces',
    blanks: { columns: '编号 | 姓名 | 地址' },
    at: { file: 'a.csv' },
  });
});

test('latitude and longitude exchanged over the whole file are read the right way round, and that is noted', async () => {
  const { tables, report } = await mustRead(
    'elders',
    'a.csv',
    'id,lon,lat,elders\n1,36.01,103.81,5\n2,36.02,103.82,6\n',
  );
  expect([...tables.elders.lons]).toEqual([103.81, 103.82]);
  expect([...tables.elders.lats]).toEqual([36.01, 36.02]);
  expect(report.notes.find(({ code }) => code === 'table.swapped')?.at).toEqual({
    file: 'a.csv',
    column: 'lon',
  });
});

test('one row exchanged among good ones is refused, not guessed', async () => {
  const { report } = await mustRead(
    'elders',
    'a.csv',
    'id,lon,lat,elders\n1,103.81,36.01,5\n2,36.02,103.82,6\n3,103.8,36.0,1\n',
  );
  expect(report.refused).toEqual([
    { file: 'a.csv', row: 3, column: 'lat', value: '103.82', code: 'row.coordinateSwapped' },
  ]);
});

test('metres without a zone number are a fault that names the likely system', async () => {
  const fault = await faultOf(
    'elders',
    'a.csv',
    'id,x,y,人数\n1,512345.6,3987654.3,5\n2,512345.6,3987654.3,6\n',
  );
  expect(fault).toEqual({
    code: 'table.projected',
    blanks: { x: 512345.6, y: 3987654.3, likely: 'CGCS2000 / 3° Gauss–Krüger CM (EPSG:4534–4554), UTM' },
    at: { file: 'a.csv', column: 'x' },
  });
});

test('metres in GeoJSON are a fault too, and so is a system that is unknown or against the numbers', async () => {
  const text = collection([feature('Polygon', [square(512345, 3987654, 100)], { elders: 4 })]);
  expect((await faultOf('elders', 'a.geojson', text)).code).toBe('table.projected');
  const named = (name: string) =>
    collection([feature('Point', [103, 36])], { crs: { type: 'name', properties: { name } } });
  expect(await faultOf('facilities', 'a.geojson', named('urn:ogc:def:crs:EPSG::4523'))).toEqual({
    code: 'crs.rangeMismatch',
    blanks: { system: 'CGCS2000 / 3° Gauss–Krüger 35 (EPSG:4523)', x: 103, y: 36 },
    at: { file: 'a.geojson', column: 'geometry' },
  });
  expect((await faultOf('facilities', 'a.geojson', named('EPSG:31370'))).code).toBe('crs.unknown');
  expect((await faultOf('facilities', 'a.csv', 'lon,lat\n103,36\n', { crs: 'Mars' })).code).toBe(
    'crs.unknown',
  );
  for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4490'])
    expect(
      (
        await readOne(
          'facilities',
          'a.geojson',
          collection([feature('Point', [103, 36])], { crs: { type: 'name', properties: { name } } }),
        )
      ).ok,
    ).toBe(true);
});

const street = collection([
  feature(
    'LineString',
    [
      [103.8, 36],
      [103.81, 36],
      [103.81, 36.01],
    ],
    { highway: 'residential' },
  ),
]);

test('places outside the streets are counted, and a layer elsewhere is told how far', async () => {
  const near = 'id,lon,lat,elders\n1,103.805,36.005,1\n2,103.806,36.006,1\n3,103.9,36,1\n';
  const study = studyOf({ 's.geojson': street, 'e.csv': near }, { streets: 's.geojson', elders: 'e.csv' });
  const read = await readTables(study, { cache: new DecodeCache() });
  expect(read.ok && read.notes.find(({ code }) => code === 'table.outsideStreets')).toMatchObject({
    blanks: { layer: 'elders', count: 1, total: 3 },
    at: { file: 'e.csv', row: 4 },
  });
});

test.each([
  // 0.01° of longitude at 36° north is 111.32 km × cos 36° × 0.01 ≈ 901–902 m: so far BD-09 can move a place, in China.
  { where: 'a neighbour', lon: '103', beside: '82', code: 'table.shiftedFromStreets', metres: 902 },
  { where: 'abroad', lon: '23', beside: '82', code: 'table.farFromStreets', metres: 902 },
  { where: 'another city', lon: '103', beside: '99', code: 'table.farFromStreets', metres: 16_230 },
])('a layer beside the streets, $where: how far, and what may be the cause', async (given) => {
  const { beside, code, lon, metres } = given;
  const far = `id,lon,lat,elders\n1,${lon}.${beside},36.005,1\n2,${lon}.${beside},36.006,1\n`;
  const read = await readTables(
    studyOf(
      { 's.geojson': street.replaceAll('103.', `${lon}.`), 'e.csv': far },
      { streets: 's.geojson', elders: 'e.csv' },
    ),
  );
  const notes = read.ok ? read.notes.filter((note) => /FromStreets$/.test(note.code)) : [];
  expect(notes.map((note) => note.code)).toEqual([code]);
  expect(Math.abs(Number(notes[0]!.blanks['metres']) - metres)).toBeLessThan(0.003 * metres);
  for (const language of ['zh', 'en'] as const)
    expect(/GCJ/.test(sentence(notes[0]!, language))).toBe(code === 'table.shiftedFromStreets');
});

test('exchanged coordinates that no range betrays are betrayed by the streets', async () => {
  const streets = collection([
    feature(
      'LineString',
      [
        [-51.2, -30.1],
        [-51.1, -30.0],
      ],
      { highway: 'residential' },
    ),
  ]);
  const study = studyOf(
    { 's.geojson': streets, 'f.csv': 'name,lon,lat\na,-30.05,-51.15\nb,-30.06,-51.16\n' },
    { streets: 's.geojson', facilities: 'f.csv' },
  );
  const read = await readTables(study);
  expect(read.ok && read.notes.map(({ code }) => code)).toContain('table.swapSuspected');
});

test('repeated ids are kept and listed', async () => {
  const { tables, report } = await mustRead(
    'elders',
    'a.csv',
    'id,lon,lat,elders\nx,103.81,36.01,5\ny,103.81,36.01,6\nx,103.8,36.0,7\n',
  );
  expect(tables.elders.count).toBe(3);
  expect(report.notes).toContainEqual({
    code: 'table.duplicateIds',
    blanks: { count: 1, rows: '4' },
    at: { file: 'a.csv', row: 4, column: 'id' },
  });
  expect(report.notes).toContainEqual({
    code: 'table.samePlace',
    blanks: { count: 1, rows: '3' },
    at: { file: 'a.csv', row: 3 },
  });
});

test('negative, textual and missing counts refuse their rows, zero does not', async () => {
  const rows = [
    'a,103.8,36,-3',
    'b,103.8,36,约300',
    'c,103.8,36,',
    'd,103.8,36,0',
    'e,103.8,36,"1,234"',
    'f,103.8,36,１２',
    'g,103.8,36,1e309',
    'h,103.8,36,12%',
    'i,103.8,36,3.5万',
  ];
  const { tables, report } = await mustRead('elders', 'a.csv', `${header}\n${rows.join('\n')}\n`);
  expect(report.refused.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
    [2, '60岁及以上', '-3', 'row.countNegative'],
    [4, '60岁及以上', '', 'row.countMissing'],
    [8, '60岁及以上', '1e309', 'row.countMissing'],
    [9, '60岁及以上', '12%', 'row.countText'],
  ]);
  expect([...tables.elders.elders]).toEqual([300, 0, 1234, 12, 35000]);
  const at = { file: 'a.csv', column: '60岁及以上' };
  expect(report.notes).toContainEqual({
    code: 'column.countsAbout',
    blanks: { example: '约300', read: 300, count: 1, rows: '3' },
    at: { ...at, row: 3 },
  });
  expect(report.notes).toContainEqual({
    code: 'column.countsWorded',
    blanks: { example: '3.5万', read: 35000, count: 1, rows: '10' },
    at: { ...at, row: 10 },
  });
});

test('a facility keeps its row where the capacity is words, and the word is named', async () => {
  const { tables, report } = await mustRead(
    'facilities',
    'f.csv',
    '名称,经度,纬度,床位数\n甲,103.8,36,若干张\n乙,103.8,36.1,\n丙,103.8,36.2,0\n丁,103.8,36.3,-1\n',
  );
  expect([...tables.facilities.capacity.meals!]).toEqual([NaN, NaN, 0]);
  expect(report.notes).toContainEqual({
    code: 'row.capacityText',
    blanks: {},
    at: { file: 'f.csv', row: 2, column: '床位数', value: '若干张' },
  });
  expect(report.notes).toContainEqual({
    code: 'column.capacityMissing',
    blanks: { count: 1, rows: '3' },
    at: { file: 'f.csv', row: 3, column: '床位数' },
  });
  expect(report.refused).toEqual([
    { file: 'f.csv', row: 5, column: '床位数', value: '-1', code: 'row.capacityNegative' },
  ]);
});

test('an unclosed ring is closed and noted; two corners and a line without area are refused', async () => {
  const open = square(103.8, 36).slice(0, 4);
  const text = collection([
    feature('Polygon', [open], { name: 'a', elders: 5 }),
    feature(
      'Polygon',
      [
        [
          [103, 36],
          [103.1, 36],
          [103, 36],
        ],
      ],
      { name: 'b', elders: 5 },
    ),
    feature(
      'Polygon',
      [
        [
          [103, 36],
          [103.1, 36.1],
          [103.2, 36.2],
          [103, 36],
        ],
      ],
      { name: 'c', elders: 5 },
    ),
    feature('', null, { name: 'd', elders: 5 }),
    feature('Polygon', [square(103.9, 36).reverse()], { name: 'e', elders: 5 }),
  ]);
  const { tables, report } = await mustRead('elders', 'a.geojson', text);
  expect(report.refused.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'geometry', 'row.ringTooShort'],
    [3, 'geometry', 'row.zeroArea'],
    [4, 'geometry', 'row.noGeometry'],
  ]);
  expect(report.notes).toContainEqual({
    code: 'table.ringsClosed',
    blanks: { count: 1, rows: '1' },
    at: { file: 'a.geojson', row: 1, column: 'geometry' },
  });
  expect(tables.elders.polygons[0]!.coordinates).toEqual([square(103.8, 36)]);
  expect([...tables.elders.lons].map((lon) => lon.toFixed(3))).toEqual(['103.805', '103.905']);
});

test('a bow-tie never has an area of 0 in silence', async () => {
  const even = [
    [103, 36],
    [103.1, 36.1],
    [103.1, 36],
    [103, 36.1],
    [103, 36],
  ];
  const lopsided = [
    [103, 36],
    [103.1, 36.1],
    [103.1, 36],
    [103, 36.3],
    [103, 36],
  ];
  const { report } = await mustRead(
    'districts',
    'd.geojson',
    collection([feature('Polygon', [even]), feature('Polygon', [lopsided])]),
  );
  expect(report.refused.map(({ row, code }) => [row, code])).toEqual([[1, 'row.zeroArea']]);
  expect(report.notes).toContainEqual({
    code: 'table.ringsCross',
    blanks: { count: 1, rows: '2' },
    at: { file: 'd.geojson', row: 2, column: 'geometry' },
  });
});

test('a truncated pbf and one without streets are faults that name the file', async () => {
  const text = await faultOf('streets', 'city.osm.pbf', 'this is no pbf');
  expect(text).toMatchObject({ at: { file: 'city.osm.pbf' } });
  expect(text.code).toMatch(/^osm\./);
  const empty = await faultOf(
    'streets',
    'city.osm',
    '<osm version="0.6"><node id="1" lat="36" lon="103"/></osm>',
  );
  expect(empty).toMatchObject({ code: 'osm.noStreets', at: { file: 'city.osm' } });
});

test.each([
  ['csv', 'big.csv', 1100, 'id,lon,lat\n', 'table.tooBig', 1024],
  ['geojson', 'big.geojson', 450, '{"type":"FeatureCollection","features":[', 'table.tooBig', 400],
])(
  'a %s beyond its budget is refused in words before it is read',
  async (format, file, megabytes, start, code, most) => {
    // A blob that says it is large; only its head may be looked at.
    const head = new Blob([start]);
    const big = {
      size: megabytes * 1024 * 1024,
      slice: (from: number, to: number) => head.slice(from, to),
      stream: () => {
        throw new Error('read as a whole');
      },
      arrayBuffer: () => {
        throw new Error('read as a whole');
      },
    } as unknown as Blob;
    const study = studyOf({}, { elders: file });
    const read = await readTables({ ...study, files: { [file]: big } }, { cache: new DecodeCache() });
    expect(read).toMatchObject({
      ok: false,
      fault: { code, blanks: { format, megabytes, most }, at: { file } },
    });
  },
);

test('a folder, or a file that has gone, is explained', async () => {
  const gone = {
    size: 4096,
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
  } as unknown as Blob;
  const study = studyOf({}, { elders: 'folder' });
  const read = await readTables({ ...study, files: { folder: gone } }, { cache: new DecodeCache() });
  expect(read).toMatchObject({
    ok: false,
    fault: { code: 'table.notReadable', blanks: { reason: 'NotFoundError' }, at: { file: 'folder' } },
  });
});

test('a study that names a missing file, an unknown field or a newer version says which', async () => {
  const read = await readTables(studyOf({}, { elders: 'gone.csv' }));
  expect(read).toMatchObject({
    ok: false,
    fault: { code: 'study.missingFile', blanks: { file: 'gone.csv' }, at: { file: 'gone.csv' } },
  });
  const proto = await readTables(studyOf({}, { elders: 'toString' }));
  expect(proto).toMatchObject({ ok: false, fault: { code: 'study.missingFile' } });
  expect(parseStudy('{"version":1,"walk":{"sped":1}}')).toMatchObject({
    ok: false,
    fault: { code: 'study.unknownField', blanks: { field: 'walk.sped' } },
  });
  expect(parseStudy('{"version":2,"shape":"new"}')).toMatchObject({
    ok: false,
    fault: { code: 'study.newerVersion', blanks: { version: 2, known: 1 } },
  });
});

test('a column that the study names but the file lacks is a fault with the columns there are', async () => {
  expect(
    await faultOf('elders', 'a.csv', 'id,lon,lat,n\n1,103,36,4\n', { columns: { elders: '老人数' } }),
  ).toEqual({
    code: 'column.absent',
    blanks: { role: 'elders', column: '老人数', columns: 'id | lon | lat | n' },
    at: { file: 'a.csv', column: '老人数' },
  });
});

test.each([
  ['room.xlsx', 'PK\x03\x04', 'zip.damaged'],
  ['old.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'table.spreadsheet'],
  ['a.shp', '\0\0\x27\x0a', 'shp.damaged'],
  ['a.dbf', 'x', 'shp.dbfDamaged'],
  ['a.prj', 'GEOGCS[]', 'shp.lonePart'],
  ['a.gml', '<gml:FeatureCollection>', 'table.gisFormat'],
  ['a.gpkg', 'SQLite format 3\0', 'gpkg.damaged'],
  ['a.kml', '<?xml version="1.0"?><kml xmlns="x"></kml>', 'table.noFeatures'],
  ['a.sav', '$FL2@(#)', 'table.damaged'],
  ['a.parquet', 'PAR1....', 'table.parquetDamaged'],
  ['a.tif', 'II*\0', 'raster.damaged'],
  ['a.rar', 'Rar!\x1a\x07', 'table.archive'],
  ['a.jpg', '\xff\xd8\xff\xe0', 'table.document'],
  ['a.pdf', '%PDF-1.7', 'table.document'],
  ['table.csv', '\x89PNG\r\n\x1a\n', 'table.document'],
  ['a.csv', '\x01\x02\x03\x04\x05\x06\x07\x08', 'table.unknownFormat'],
  ['a.json', '{"type":"Topology"}', 'table.jsonNotGeo'],
  ['a.json', '{"rows":[]}', 'table.jsonNotGeo'],
])('%s is named for what it is', async (file, bytes, code) => {
  const content = Uint8Array.from(bytes, (c) => c.charCodeAt(0));
  expect(await faultOf('facilities', file, content)).toMatchObject({ code, at: { file } });
});

test('an unreadable file among good ones does not keep them out', async () => {
  const study = studyOf({}, {});
  const files = {
    'photo.jpg': blobOf(Uint8Array.of(0xff, 0xd8, 0xff)),
    '设施.csv': blobOf('名称,经度,纬度,床位数\n甲,103.8,36,5\n'),
  };
  const guess = await guessLayers(study, files);
  expect(guess.faults.map(({ code, at }) => [code, at?.file])).toEqual([['table.document', 'photo.jpg']]);
  expect(guess.settings.layers.facilities?.map(({ file }) => file)).toEqual(['设施.csv']);
});

test('broken JSON says where', async () => {
  const fault = await faultOf(
    'elders',
    'a.geojson',
    '{"type":"FeatureCollection",\n"features":[\n{"type":"Feature",}\n]}',
  );
  expect(fault).toMatchObject({ code: 'table.notJson', at: { file: 'a.geojson', row: 3 } });
  const cut = collection([feature('Point', [103, 36])]).slice(0, -10);
  expect((await faultOf('elders', 'a.geojson', cut)).code).toBe('table.notJson');
  expect(
    (await faultOf('elders', 'deep.geojson', '{"type":"FeatureCollection","features":' + '['.repeat(100_000)))
      .code,
  ).toBe('table.notJson');
});

test('a speck beside a good part is dropped with a note, not the whole area', async () => {
  const speck = [
    [103.5, 36],
    [103.50001, 36],
    [103.50001, 36],
    [103.5, 36],
  ];
  const { tables, report } = await mustRead(
    'districts',
    'd.geojson',
    collection([feature('MultiPolygon', [[square(103.8, 36)], [speck]])]),
  );
  expect(tables.districts.polygons[0]).toEqual({ type: 'MultiPolygon', coordinates: [[square(103.8, 36)]] });
  expect(report.notes.map(({ code }) => code)).toContain('table.partsDropped');
});
