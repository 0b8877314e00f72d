/** Files of geographic programs with every fault we know: read as far as they go, or named. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { defaultSettings } from '../../src/domain/study';
import { DecodeCache } from '../../src/intake/decode-cache';
import { guessLayers } from '../../src/intake/guess-layer';
import { openFile } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { readStudyZip, writeStudyZip } from '../../src/intake/study-file';
import type { TextTable } from '../../src/intake/text-table';
import type { Bytes, Corner, ShpShape } from './gis-files';
import { dbf, geoPackage, point, pointLiteral, shp, zip } from './gis-files';
import { gbk } from './intake-files';

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]';

type Encode = (text: string) => Bytes;

function table(encode: Encode, wrong: Parameters<typeof dbf>[2] = {}): Bytes {
  const rows = [
    ['南关站', '20', '助餐'],
    ['北关站', '30', '助浴'],
    ['西关站', '', '助餐'],
  ];
  const fields = [
    { name: encode('名称'), type: 'C', length: 12 },
    { name: utf8('capacity'), type: 'N', length: 6 },
    { name: encode('服务'), type: 'C', length: 12 },
  ];
  return dbf(
    fields,
    rows.map((row) => row.map(encode)),
    wrong,
  );
}

const points = [point(103.8, 36.05), point(103.81, 36.06), point(103.82, 36.07)];

async function open(
  file: string,
  content: Bytes | string | Blob,
  siblings: Record<string, Bytes | string> = {},
  options: { encoding?: string; sheet?: string } = {},
) {
  const parts = Object.fromEntries(
    Object.entries(siblings).map(([ending, part]) => [ending, new Blob([part])]),
  );
  const blob = content instanceof Blob ? content : new Blob([content]);
  return openFile(blob, file, { encoding: 'auto', ...options, siblings: parts }, new DecodeCache());
}

async function read(...given: Parameters<typeof open>): Promise<TextTable> {
  const opened = await open(...given);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return opened.value.table!;
}

async function faultOf(...given: Parameters<typeof open>) {
  const opened = await open(...given);
  if (opened.ok) throw new Error('was read');
  return opened.fault;
}

const codes = (found: TextTable) => found.notes.map(({ code }) => code);
const names = ['南关站', '北关站', '西关站'];

test.each([
  ['GBK by its bytes', gbk, {}, undefined, 'gb18030', []],
  ['GBK by its language byte', gbk, { language: 0x4d }, undefined, 'gb18030', []],
  ['GBK by its .cpg', gbk, {}, 'GBK', 'gb18030', []],
  ['GBK under the language byte of western Windows', gbk, { language: 0x57 }, undefined, 'gb18030', []],
  ['GBK under a .cpg of UTF-8', gbk, {}, 'UTF-8', 'gb18030', ['shp.encodingAgainst']],
  ['UTF-8 by its bytes', utf8, {}, undefined, 'utf-8', []],
  ['UTF-8 under a .cpg of GBK', utf8, {}, '936', 'utf-8', ['shp.encodingAgainst']],
  ['UTF-8 with a mark in the .cpg', utf8, {}, '\uFEFFUTF-8', 'utf-8', []],
] as const)('%s', async (_, encode, wrong, cpg, encoding, notes) => {
  const parts = { dbf: table(encode, wrong), prj: wgs84, ...(cpg === undefined ? {} : { cpg }) };
  const found = await read('站点.shp', shp(points), parts);
  expect(found.header).toEqual(['名称', 'capacity', '服务']);
  expect(found.cells[0]).toEqual(names);
  expect(found.features!.map(({ properties }) => properties!['capacity'])).toEqual([20, 30, null]);
  expect([found.encoding, found.crs, codes(found)]).toEqual([encoding, 'EPSG:4326', notes]);
});

test('a field cut in the middle of a character loses that character and no more', async () => {
  for (const [encode, length] of [
    [gbk, 5],
    [utf8, 8],
  ] as const) {
    const cut = dbf([{ name: utf8('name'), type: 'C', length }], [[encode('南关站')], [encode('北关')]]);
    const found = await read('a.dbf', cut);
    expect(found.cells[0]).toEqual(['南关', '北关']);
    expect(found.encoding).toBe(encode === gbk ? 'gb18030' : 'utf-8');
  }
});

test('missing parts are named, and what is there is read', async () => {
  const alone = await read('a.shp', shp(points));
  expect(codes(alone)).toEqual(['shp.noDbf', 'shp.noPrj']);
  expect([alone.header, alone.rows.length]).toEqual([[], 3]);
  const noPrj = await read('a.shp', shp(points), { dbf: table(gbk) });
  expect([noPrj.crs, codes(noPrj)]).toEqual(['', ['shp.noPrj']]);
  const badDbf = await read('a.shp', shp(points), { dbf: 'x', prj: wgs84 });
  expect(codes(badDbf)).toEqual(['shp.dbfUnread']);
  const badPrj = await read('a.shp', shp(points), { dbf: table(gbk), prj: '<xml/>' });
  expect([badPrj.crs, codes(badPrj)]).toEqual(['', ['shp.prjUnread']]);
  expect(await faultOf('a.shx', 'x')).toMatchObject({ code: 'shp.lonePart', at: { file: 'a.shx' } });
});

test('a .shx is not needed, right or wrong', async () => {
  const found = await read('a.shp', shp(points), { dbf: table(gbk), prj: wgs84, shx: utf8('nonsense') });
  expect(found.features!.map(({ geometry }) => geometry)).toEqual(
    points.map(({ parts }) => ({ type: 'Point', coordinates: parts[0]![0] })),
  );
});

test.each([
  ['more records than there are', { records: 400 }],
  ['no records', { records: 0 }],
  ['a header that is too long', { start: 300 }],
  ['a header that is too short', { start: 40 }],
  ['records that are too long', { length: 77 }],
  ['records that are too short', { length: 9 }],
])('a .dbf whose header claims %s is read as it stands', async (_, wrong) => {
  const found = await read('a.shp', shp(points), { dbf: table(gbk, wrong), prj: wgs84 });
  expect(found.cells[0]).toEqual(names);
  expect(codes(found)).toEqual(['shp.dbfHeader']);
});

test('shapes and rows that do not match in number are told, and none is lost', async () => {
  const found = await read('a.shp', shp([...points, point(103.83, 36.08)]), { dbf: table(gbk), prj: wgs84 });
  expect(codes(found)).toEqual(['shp.countsDiffer']);
  expect(found.cells[0]).toEqual([...names, '']);
  const fewer = await read('a.shp', shp(points.slice(1)), { dbf: table(gbk), prj: wgs84 });
  expect(fewer.features!.map(({ geometry }) => geometry === null)).toEqual([false, false, true]);
});

test('rows marked as deleted are left out with their shapes, and counted', async () => {
  const found = await read('a.shp', shp(points), { dbf: table(gbk, { deleted: [1] }), prj: wgs84 });
  expect([found.cells[0], [...found.rows]]).toEqual([
    ['南关站', '西关站'],
    [1, 3],
  ]);
  expect(found.features![1]!.geometry).toEqual({ type: 'Point', coordinates: [103.82, 36.07] });
  expect(found.notes[0]).toMatchObject({ code: 'shp.deletedRows', blanks: { count: 1 } });
});

test('null shapes, surfaces and cut files keep their rows', async () => {
  const shapes: ShpShape[] = [points[0]!, { type: 0, parts: [] }, { type: 31, parts: [[[1, 2]]] }];
  const found = await read('a.shp', shp(shapes), { dbf: table(gbk), prj: wgs84 });
  expect(found.features!.map(({ geometry }) => geometry?.type ?? null)).toEqual(['Point', null, null]);
  expect(codes(found)).toEqual(['shp.surfaces']);
  const cut = await read('a.shp', shp(points).slice(0, 150), { dbf: table(gbk), prj: wgs84 });
  expect(codes(cut)).toContain('shp.cut');
  expect(cut.features!.map(({ geometry }) => geometry?.type ?? null)).toEqual(['Point', null, null]);
  expect((await faultOf('a.shp', shp(points).slice(0, 110))).code).toBe('shp.damaged');
});

const clockwise = (x: number, y: number, size: number): Corner[] => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y],
];
const turned = (ring: readonly Corner[]) => ring.toReversed();

test('rings become polygons: holes in the smallest outline around them, islands in holes, wrong winding', async () => {
  const lake = [
    clockwise(0, 0, 10),
    turned(clockwise(2, 2, 6)),
    clockwise(3, 3, 4),
    turned(clockwise(4, 4, 1)),
  ];
  const geometryOf = async (parts: readonly (readonly Corner[])[], type: 5 | 15 = 5) =>
    (await read('a.shp', shp([{ type, parts }]))).features![0]!.geometry;
  expect(await geometryOf(lake)).toEqual({
    type: 'MultiPolygon',
    coordinates: [
      [lake[0], lake[1]],
      [lake[2], lake[3]],
    ],
  });
  expect(await geometryOf(lake, 15)).toEqual(await geometryOf(lake));
  // All the same way round: every second one from outside in is a hole.
  const flat = [clockwise(0, 0, 10), clockwise(2, 2, 6), clockwise(20, 0, 1)].map(turned);
  expect(await geometryOf(flat)).toEqual({
    type: 'MultiPolygon',
    coordinates: [[flat[0], flat[1]], [flat[2]]],
  });
});

test.each([
  [wgs84, 'EPSG:4326'],
  [`\uFEFF${wgs84}`, 'EPSG:4326'],
  [wgs84.replace('GCS_WGS_1984', 'GCS_China_Geodetic_Coordinate_System_2000'), 'EPSG:4490'],
  // A datum of the same name counted from Paris is another one.
  [
    wgs84.replace('"Greenwich",0', '"Paris",2.33722917'),
    wgs84.replace('"Greenwich",0', '"Paris",2.33722917'),
  ],
  // Of no use to anybody, as words would be: the numbers themselves then say what they can.
  ['PROJCS["CGCS2000_3_Degree_GK_CM_105E",\n GEOGCS[]]', ''],
])('the .prj %# is handed on', async (prj, crs) => {
  expect((await read('a.shp', shp(points), { dbf: table(gbk), prj })).crs).toBe(crs);
});

const rest = async (files: Record<string, Blob>) => {
  const cache = new DecodeCache();
  const guess = await guessLayers({ settings: defaultSettings, files: {} }, files, { cache });
  const layers = Object.fromEntries(
    Object.entries(guess.settings.layers).map(([kind, sources]) => [kind, sources.map(({ file }) => file)]),
  );
  return { guess, layers, tables: await readTables({ settings: guess.settings, files }, { cache }) };
};

test('loose parts dropped together are one layer, whatever the case of their names', async () => {
  const files = {
    '养老设施.SHP': new Blob([shp(points)]),
    '养老设施.dbf': new Blob([table(gbk)]),
    '养老设施.PRJ': new Blob([wgs84]),
    '养老设施.sbn': new Blob(['x']),
    '养老设施.shp.xml': new Blob(['<metadata/>']),
    '别的.prj': new Blob([wgs84]),
  };
  const { guess, layers, tables } = await rest(files);
  expect(layers).toEqual({ facilities: ['养老设施.SHP'] });
  expect(guess.faults.map(({ code, at }) => [code, at?.file])).toEqual([['shp.lonePart', '别的.prj']]);
  if (!tables.ok) throw new Error(JSON.stringify(tables.fault));
  expect(tables.value.facilities.names).toEqual(names);
  expect([...tables.value.facilities.lons]).toEqual([103.8, 103.81, 103.82]);
  expect(tables.value.reports[0]).toMatchObject({ format: 'shapefile', encoding: 'gb18030', rowsUsed: 3 });
});

test('another .dbf under the same .shp is read anew', async () => {
  const cache = new DecodeCache();
  const shape = new Blob([shp(points)]);
  const settings = {
    ...defaultSettings,
    layers: { facilities: [{ file: 'a.shp', encoding: 'auto', crs: 'auto', columns: {} }] },
  };
  const namesOf = async (attributes: Bytes) => {
    const found = await readTables(
      { settings, files: { 'a.shp': shape, 'a.dbf': new Blob([attributes]) } },
      { cache },
    );
    return found.ok ? found.value.facilities.names : found.fault;
  };
  expect(await namesOf(table(gbk))).toEqual(names);
  const others = dbf([{ name: utf8('name'), type: 'C', length: 4 }], [[utf8('A')], [utf8('B')], [utf8('C')]]);
  expect(await namesOf(others)).toEqual(['A', 'B', 'C']);
});

const elders = '编号,经度,纬度,60岁及以上\n1,103.8,36.05,5\n2,103.81,36.06,6\n';

test('a zip of several files is a layer each, saved and opened again with the study', async () => {
  const packed = zip({
    '数据/老人.csv': elders,
    '数据/养老设施.shp': shp(points),
    '数据/养老设施.dbf': table(gbk),
    '数据/养老设施.prj': wgs84,
    '数据/readme.txt': 'x',
    '__MACOSX/._老人.csv': 'x',
  });
  const { guess, layers, tables } = await rest({ '资料.zip': packed });
  expect(guess.faults).toEqual([]);
  expect(layers).toEqual({
    facilities: ['资料.zip/数据/养老设施.shp'],
    elders: ['资料.zip/数据/老人.csv'],
  });
  if (!tables.ok) throw new Error(JSON.stringify(tables.fault));
  expect([...tables.value.elders.elders]).toEqual([5, 6]);
  expect(tables.value.facilities.names).toEqual(names);
  const saved = await writeStudyZip({
    settings: guess.settings,
    files: { '资料.zip': packed, 'x.csv': new Blob(['x']) },
  });
  const opened = await readStudyZip(saved);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  expect(Object.keys(opened.value.files)).toEqual(['资料.zip']);
  const again = await readTables(opened.value, { cache: new DecodeCache() });
  expect(again.ok && again.value.facilities.names).toEqual(names);
});

test("a saved study carries a shapefile's parts", async () => {
  const files = {
    'a.shp': new Blob([shp(points)]),
    'a.dbf': new Blob([table(gbk)]),
    'b.dbf': new Blob([table(gbk)]),
  };
  const layers = { facilities: [{ file: 'a.shp', encoding: 'auto', crs: 'auto', columns: {} }] };
  const opened = await readStudyZip(await writeStudyZip({ settings: { ...defaultSettings, layers }, files }));
  expect(opened.ok && Object.keys(opened.value.files)).toEqual(['a.shp', 'a.dbf']);
});

test('a layer that names a zip gets its only file, or is told to choose', async () => {
  const one = await open('a.zip', zip({ 'x/a.shp': shp(points), 'x/a.dbf': table(gbk), 'x/a.prj': wgs84 }));
  expect(one.ok && one.value.table!.cells[0]).toEqual(names);
  const two = await faultOf('a.zip', zip({ 'a.csv': elders, 'b.csv': elders }));
  expect(two).toMatchObject({ code: 'zip.several', blanks: { count: 2, names: 'a.csv | b.csv' } });
  expect((await faultOf('a.zip', zip({ 'a.txt.zip': 'x', 'b.png': 'x' }))).code).not.toBe('run.bug');
  expect((await faultOf('a.zip', zip({ 'b.png': 'x' }))).code).toBe('table.archive');
});

test('names that would leave the zip, and repeated ones, are ignored and told', async () => {
  const { guess, layers } = await rest({
    'a.zip': zip({ '../老人.csv': elders, '/b.csv': elders, '老人.csv': elders }),
  });
  expect(layers).toEqual({ elders: ['a.zip/老人.csv'] });
  expect(guess.notes).toContainEqual({
    code: 'zip.namesIgnored',
    blanks: { count: 2, names: '../老人.csv | /b.csv' },
    at: { file: 'a.zip' },
  });
});

test('zips in zips, too many files and damaged members are named', async () => {
  const inner = new Uint8Array(await zip({ 'a.csv': elders }).arrayBuffer());
  const nested = await rest({ 'a.zip': zip({ 'inner.zip': inner, '老人.csv': elders }) });
  expect(nested.layers).toEqual({ elders: ['a.zip/老人.csv'] });
  expect(nested.guess.faults).toMatchObject([{ code: 'zip.inZip', blanks: { part: 'inner.zip' } }]);
  const many = Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`${i}.csv`, elders]));
  expect((await rest({ 'a.zip': zip(many) })).guess.faults).toMatchObject([{ code: 'zip.tooManyFiles' }]);
  const bytes = new Uint8Array(await zip({ '老人.csv': elders }).arrayBuffer());
  bytes[60] = bytes[60]! ^ 0xff;
  expect((await rest({ 'a.zip': new Blob([bytes]) })).guess.faults).toMatchObject([{ code: 'zip.damaged' }]);
});

test('a GeoPackage keeps long ids, skips views and pictures, and reads tables without geometry by their columns', async () => {
  const bytes = await geoPackage([
    `CREATE TABLE 站点 (fid INTEGER PRIMARY KEY, geom BLOB, 名称 TEXT, code INTEGER, photo BLOB)`,
    `INSERT INTO 站点 VALUES (1, ${pointLiteral(103.8, 36.05)}, '南关站', 620102195001011234, x'ffd8'), (2, NULL, '北关站', 7, NULL)`,
    `INSERT INTO gpkg_contents VALUES ('站点', 'features', 4326), ('endless', 'features', 4326), ('plain', 'attributes', 0)`,
    `INSERT INTO gpkg_geometry_columns VALUES ('站点', 'geom', 4326)`,
    `CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS geom FROM n`,
    `CREATE TABLE plain (lon REAL, lat REAL)`,
    `INSERT INTO plain VALUES (103.8, 36.05)`,
  ]);
  const found = await read('a.gpkg', bytes);
  expect([found.sheet, found.sheets, found.crs]).toEqual(['站点', ['站点', 'plain'], 'EPSG:4326']);
  expect(found.header).toEqual(['fid', '名称', 'code', 'photo']);
  expect(found.cells).toEqual([
    ['1', '2'],
    ['南关站', '北关站'],
    ['620102195001011234', '7'],
    ['', ''],
  ]);
  expect(found.features!.map(({ geometry }) => geometry)).toEqual([
    { type: 'Point', coordinates: [103.8, 36.05] },
    null,
  ]);
  const plain = await read('a.gpkg', bytes, {}, { sheet: 'plain' });
  expect([plain.features, plain.header, plain.cells]).toEqual([null, ['lon', 'lat'], [['103.8'], ['36.05']]]);
  expect((await faultOf('a.gpkg', await geoPackage([]))).code).toBe('gpkg.noLayers');
  // As QGIS leaves it: write-ahead logging switched on.
  const logged = bytes.slice();
  logged.fill(2, 18, 20);
  expect((await read('a.gpkg', logged)).cells[1]).toEqual(['南关站', '北关站']);
});

const kml = (body: string, head = '<?xml version="1.0" encoding="UTF-8"?>') =>
  `${head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;

test('KML: every geometry, data in all its forms, folders', async () => {
  const ring = (x: number) =>
    `<LinearRing><coordinates>${x},0 ${x},1 ${x + 1},1 ${x},0</coordinates></LinearRing>`;
  const found = await read(
    'a.kml',
    kml(`<Folder><name>社区</name>
      <Placemark id="p1"><name>南关 &amp; 北关</name><description><![CDATA[<b>a & b</b>]]></description>
        <ExtendedData><Data name="容量"><displayName>x</displayName><value>20</value></Data>
        <SchemaData schemaUrl="#s"><SimpleData name="电话">12</SimpleData></SchemaData></ExtendedData>
        <Point><coordinates> 103.8 , 36.05 , 0 </coordinates></Point></Placemark>
      <Placemark><Polygon><innerBoundaryIs>${ring(5)}</innerBoundaryIs><outerBoundaryIs>${ring(0)}</outerBoundaryIs></Polygon></Placemark></Folder>
      <Placemark><MultiGeometry><LineString><coordinates>0,0 1,1</coordinates></LineString><LineString><coordinates>2,2 3,3</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark><MultiGeometry><Point><coordinates>0,0</coordinates></Point><LineString><coordinates>0,0 1,1</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark><gx:Track><when>x</when><gx:coord>0 0 5</gx:coord><gx:coord>1 2 5</gx:coord></gx:Track></Placemark>
      <Placemark><name>nowhere</name></Placemark>
      <NetworkLink><Link><href>https://example.org/</href></Link></NetworkLink>`),
  );
  const cell = (name: string, row: number) => found.cells[found.header.indexOf(name)]![row];
  expect(['Folder', 'id', 'name', 'description', '容量', '电话'].map((name) => cell(name, 0))).toEqual([
    '社区',
    'p1',
    '南关 & 北关',
    '<b>a & b</b>',
    '20',
    '12',
  ]);
  const outer = (x: number) => [
    [x, 0],
    [x, 1],
    [x + 1, 1],
    [x, 0],
  ];
  expect(found.features!.map(({ geometry }) => geometry)).toEqual([
    { type: 'Point', coordinates: [103.8, 36.05] },
    { type: 'Polygon', coordinates: [outer(0), outer(5)] },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [0, 0],
          [1, 1],
        ],
        [
          [2, 2],
          [3, 3],
        ],
      ],
    },
    {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [0, 0] },
        {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
    {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 2],
      ],
    },
    null,
  ]);
  expect(codes(found)).toEqual(['kml.links']);
});

test('KML in GBK by its declaration, KMZ with its document deep down, and faults of both', async () => {
  const body =
    '<Placemark><name>南关站</name><Point><coordinates>103.8,36.05</coordinates></Point></Placemark>';
  const inGbk = await read('a.kml', gbk(kml(body, '<?xml version="1.0" encoding="GB2312"?>')));
  expect([inGbk.cells[0], inGbk.encoding]).toEqual([['南关站'], 'gb18030']);
  const packed = await read('a.kmz', zip({ 'files/x.png': 'x', 'doc.kml': kml(body) }));
  expect([packed.format, packed.cells[0]]).toEqual(['kmz', ['南关站']]);
  const linkOnly = kml('<NetworkLink><Link/></NetworkLink>');
  expect((await faultOf('a.kml', linkOnly)).code).toBe('kml.onlyLinks');
  expect((await faultOf('a.kml', kml(body).slice(0, 160))).code).toBe('xml.syntax');
  const bomb = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaa">]>${kml(body, '')}`;
  expect((await faultOf('a.kml', bomb)).code).toBe('xml.declarations');
  expect((await faultOf('a.kml', kml(`${body}<a b=c>`))).code).toBe('xml.syntax');
});

test('GPX: waypoints, tracks in segments, routes', async () => {
  const found = await read(
    'a.gpx',
    `<?xml version="1.0"?><gpx version="1.1"><metadata><name>x</name></metadata>
    <wpt lat="36.05" lon="103.8"><name>南关站</name><ele>1520</ele></wpt>
    <trk><name>晨练</name><trkseg><trkpt lat="0" lon="1"><ele>9</ele></trkpt><trkpt lat="0" lon="2"/></trkseg>
    <trkseg><trkpt lat="1" lon="1"/><trkpt lat="1" lon="2"/></trkseg></trk>
    <rte><rtept lat="2" lon="1"/><rtept lat="2" lon="2"/></rte><wpt lat="x" lon="1"/></gpx>`,
  );
  expect(found.features!.map(({ geometry }) => geometry)).toEqual([
    { type: 'Point', coordinates: [103.8, 36.05] },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 0],
          [2, 0],
        ],
        [
          [1, 1],
          [2, 1],
        ],
      ],
    },
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [2, 2],
      ],
    },
    null,
  ]);
  expect(found.cells[found.header.indexOf('name')]).toEqual(['南关站', '晨练', '', '']);
  expect(found.cells[found.header.indexOf('ele')]).toEqual(['1520', '', '', '']);
});

const topology = {
  type: 'Topology',
  transform: { scale: [0.5, 2], translate: [100, 30] },
  objects: {
    one: { type: 'Point', coordinates: [2, 1] },
    社区: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], properties: { name: '南' }, id: 7 },
        { type: 'Polygon', arcs: [[~1, 2]], properties: { name: '北' } },
        { type: 'Polygon', arcs: [[99]], properties: { name: '坏' } },
      ],
    },
  },
  // A square cut by its diagonal, in steps.
  arcs: [
    [
      [0, 0],
      [4, 0],
      [0, 4],
    ],
    [
      [4, 4],
      [-4, -4],
    ],
    [
      [4, 4],
      [-4, 0],
      [0, -4],
    ],
  ],
};

test('TopoJSON: arcs both ways, quantized, layers', async () => {
  const found = await read('a.json', JSON.stringify(topology));
  expect([found.format, found.sheet, found.sheets, codes(found)]).toEqual([
    'topojson',
    '社区',
    ['one', '社区'],
    ['gis.layers'],
  ]);
  expect(found.features!.map(({ geometry }) => geometry)).toEqual([
    {
      type: 'Polygon',
      coordinates: [
        [
          [100, 30],
          [102, 30],
          [102, 38],
          [100, 30],
        ],
      ],
    },
    {
      type: 'Polygon',
      coordinates: [
        [
          [100, 30],
          [102, 38],
          [100, 38],
          [100, 30],
        ],
      ],
    },
    null,
  ]);
  expect(found.cells).toEqual([
    ['7', '', ''],
    ['南', '北', '坏'],
  ]);
  const one = await read('a.json', JSON.stringify(topology), {}, { sheet: 'one' });
  expect(one.features![0]!.geometry).toEqual({ type: 'Point', coordinates: [101, 32] });
});

test('a small TopoJSON that unfolds without end is stopped', async () => {
  const arc = Array.from({ length: 20_000 }, (_, i) => [i, i % 7]);
  const object = { type: 'LineString', arcs: new Array(5_000).fill(0) };
  const began = performance.now();
  const bomb = JSON.stringify({ type: 'Topology', objects: { a: object }, arcs: [arc] });
  expect(await faultOf('a.json', bomb)).toMatchObject({ code: 'topojson.tooLarge' });
  expect(performance.now() - began).toBeLessThan(2000);
});

test('newline-delimited GeoJSON is read, with record separators too, and a bad line is named', async () => {
  const line = (n: number) =>
    JSON.stringify({ type: 'Feature', properties: { n }, geometry: { type: 'Point', coordinates: [n, n] } });
  for (const text of [
    `${line(1)}\n${line(2)}\r\n\n${line(3)}\n`,
    `\x1e${line(1)}\n\x1e${line(2)}\n\x1e${line(3)}\n`,
  ])
    expect((await read('a.geojsonl', text)).cells).toEqual([['1', '2', '3']]);
  expect(await faultOf('a.ndjson', `${line(1)}\n${line(2)}\n{"type":\n`)).toMatchObject({
    code: 'table.notJson',
    at: { row: 3 },
  });
});

const graph = (
  edges: string,
  nodes = '<node id="1"><data key="x">114.01</data><data key="y">22.52</data></node><node id="2"><data key="x">114.02</data><data key="y">22.52</data></node>',
) =>
  `<graphml xmlns="x"><key id="h" for="edge" attr.name="highway"/><key id="g" for="edge" attr.name="geometry"/>
  <key id="x" for="node" attr.name="x"/><key id="y" for="node" attr.name="y"/><graph edgedefault="directed">${nodes}${edges}</graph></graphml>`;

test('GraphML: straight edges, lines, lists of highways, loops; edges without place are counted', async () => {
  const found = await read(
    'a.graphml',
    graph(`<edge source="1" target="2"><data key="h">['footway', 'steps']</data></edge>
    <edge source="2" target="1"><data key="h">['footway', 'steps']</data></edge>
    <edge source="1" target="1"><data key="g">LINESTRING Z (114.01 22.52 3, 114.011 22.53 3, 114.01 22.52 3)</data></edge>
    <edge source="1" target="9"/>`),
  );
  expect(found.features!.map(({ geometry }) => geometry?.type ?? null)).toEqual([
    'LineString',
    'LineString',
    'LineString',
    null,
  ]);
  expect(found.features![2]!.geometry).toEqual({
    type: 'LineString',
    coordinates: [
      [114.01, 22.52],
      [114.011, 22.53],
      [114.01, 22.52],
    ],
  });
  expect(codes(found)).toEqual(['graph.edgesWithoutPlace']);
  const { layers, tables } = await rest({
    'net.graphml': new Blob([graph('<edge source="1" target="2"/><edge source="2" target="1"/>')]),
  });
  expect(layers).toEqual({ streets: ['net.graphml'] });
  if (!tables.ok) throw new Error(JSON.stringify(tables.fault));
  expect(tables.value.streets!.wayTags).toEqual([{ highway: 'road' }]);
  expect((await faultOf('a.graphml', graph('<edge source="1" target="2"/>', ''))).code).toBe(
    'graph.noPlaces',
  );
});

test('the command line takes the parts beside a .shp, and members of a zip', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gis-'));
  const files: Record<string, Uint8Array | string> = {
    'data/a.shp': shp(points),
    'data/a.dbf': table(gbk),
    'data/b.dbf': table(gbk),
    'all.zip': new Uint8Array(await zip({ 'x/老人.csv': elders }).arrayBuffer()),
    'study.json': JSON.stringify({
      version: 1,
      layers: { facilities: { file: 'data/a.shp' }, elders: { file: 'all.zip/x/老人.csv' } },
    }),
  };
  await mkdir(join(folder, 'data'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const study = await openStudy(join(folder, 'study.json'));
  if (!study.ok) throw new Error(JSON.stringify(study.fault));
  expect(Object.keys(study.value.files).sort()).toEqual(['all.zip', 'data/a.dbf', 'data/a.shp']);
  const found = await readTables(study.value, { cache: new DecodeCache() });
  if (!found.ok) throw new Error(JSON.stringify(found.fault));
  expect(found.value.facilities.names).toEqual(names);
  expect([...found.value.elders.elders]).toEqual([5, 6]);
  await rm(folder, { recursive: true });
});

test('JSON nested without end is a fault or a table, not a crash', async () => {
  const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
  const feature = (properties: string, coordinates: string) =>
    `{"type":"Feature","properties":{"a":${properties}},"geometry":{"type":"LineString","coordinates":${coordinates}}}`;
  for (const text of [feature(deep, '[[1,2],[1,3]]'), feature('1', deep), deep]) {
    const files = { 'a.geojson': new Blob([text]) };
    const layers = { streets: [{ file: 'a.geojson', encoding: 'auto', crs: 'auto', columns: {} }] };
    const found = await readTables(
      { settings: { ...defaultSettings, layers }, files },
      { cache: new DecodeCache() },
    );
    expect(found.ok || found.fault.code).not.toBe('run.bug');
  }
});
