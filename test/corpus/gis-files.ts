/** Shapefiles, GeoPackages, KML, GPX. */
import { strToU8, zipSync } from 'fflate';
import type { DbfField, ShpShape } from '../core/gis-files';
import { dbf, geoPackage, point, pointLiteral, shp } from '../core/gis-files';
import { gbk, utf16 } from '../core/intake-files';
import { big5 } from './encoders';
import type { Content, Made } from './made';
import { bytesOf, cut, joined, loaded, refused } from './made';

export async function gisFiles(): Promise<Made[]> {
  return [...shapefiles(), ...tables(), ...(await packages()), ...kmls(), ...gpxs()];
}

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]';
const zone35 =
  'PROJCS["CGCS2000_3_Degree_GK_Zone_35",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

const points = [point(103.8, 36.05), point(103.81, 36.06)];
const ring = (lon: number, size = 0.01): [number, number][] => [
  [lon, 36.05],
  [lon, 36.05 + size],
  [lon + size, 36.05 + size],
  [lon + size, 36.05],
  [lon, 36.05],
];
const areas: ShpShape[] = [
  { type: 5, parts: [ring(103.8)] },
  { type: 5, parts: [ring(103.82)] },
];

const field = (name: string, length: number, type = 'C'): DbfField => ({ name: bytesOf(name), type, length });

function names(
  encode: (text: string) => Uint8Array<ArrayBuffer>,
  cells: readonly string[],
  more: Parameters<typeof dbf>[2] = {},
) {
  return dbf(
    [field('name', 20), field('beds', 6, 'N')],
    cells.map((cell, i) => [encode(cell), bytesOf(String(i + 1).padStart(6))]),
    more,
  );
}

const twoNames = names(bytesOf, ['ABC', 'DEF']);

function shapefiles(): Made[] {
  const whole = (stem: string, more: Record<string, Content> = {}): Record<string, Content> => ({
    [`${stem}.dbf`]: twoNames,
    [`${stem}.prj`]: wgs84,
    ...more,
  });
  const kinds: [string, ShpShape[]][] = [
    ['points', points],
    ['points-z', points.map((one) => ({ ...one, type: 11 }))],
    [
      'multipoints',
      [
        {
          type: 8,
          parts: [
            [
              [103.8, 36.05],
              [103.81, 36.05],
            ],
          ],
        },
        { type: 8, parts: [[[103.8, 36.06]]] },
      ],
    ],
    [
      'lines',
      [
        {
          type: 3,
          parts: [
            [
              [103.8, 36.05],
              [103.81, 36.05],
            ],
          ],
        },
        {
          type: 3,
          parts: [
            [
              [103.81, 36.05],
              [103.81, 36.06],
            ],
          ],
        },
      ],
    ],
    [
      'lines-z',
      [
        {
          type: 13,
          parts: [
            [
              [103.8, 36.05],
              [103.81, 36.05],
            ],
          ],
        },
        {
          type: 13,
          parts: [
            [
              [103.81, 36.05],
              [103.81, 36.06],
            ],
          ],
        },
      ],
    ],
    ['areas', areas],
    ['areas-z', areas.map((one) => ({ ...one, type: 15 }))],
    ['areas-of-two-parts', [{ type: 5, parts: [ring(103.8), ring(103.85)] }, areas[1]!]],
    [
      'areas-with-a-hole',
      [
        {
          type: 5,
          parts: [
            ring(103.8),
            ring(103.802, 0.005)
              .map(([x, y]): [number, number] => [x, y + 0.002])
              .reverse(),
          ],
        },
        areas[1]!,
      ],
    ],
    [
      'areas-wound-the-wrong-way',
      areas.map((one) => ({ ...one, parts: one.parts.map((part) => [...part].reverse()) })),
    ],
  ];
  const made = kinds.map(([name, shapes]) => loaded(`shapefile/${name}.shp`, shp(shapes), 2, 2, whole(name)));
  const at = (name: string, content: Content, parts: Record<string, Content>, read = 2, used = read): Made =>
    loaded(
      `shapefile/${name}.shp`,
      content,
      read,
      used,
      Object.fromEntries(Object.entries(parts).map(([ending, part]) => [`${name}.${ending}`, part])),
    );
  const bytes = shp(points);
  made.push(
    at('without-dbf', bytes, { prj: wgs84 }),
    at('without-prj', bytes, { dbf: twoNames }),
    at('without-any-part', bytes, {}),
    at('parts-in-capitals', bytes, { DBF: twoNames, PRJ: wgs84 }),
    at('prj-with-bom', bytes, { dbf: twoNames, prj: `\uFEFF${wgs84}` }),
    at('prj-empty', bytes, { dbf: twoNames, prj: '' }),
    at('prj-of-words', bytes, { dbf: twoNames, prj: 'WGS 84, I think' }),
    at('prj-cut', bytes, { dbf: twoNames, prj: zone35.slice(0, 200) }),
    at('prj-zone-35', shp([point(35_391_000, 3_996_000), point(35_391_100, 3_996_100)]), {
      dbf: twoNames,
      prj: zone35,
    }),
    at('zone-35-without-prj', shp([point(35_391_000, 3_996_000), point(35_391_100, 3_996_100)]), {
      dbf: twoNames,
    }),
    at('shx-wrong', bytes, { dbf: twoNames, prj: wgs84, shx: 'nonsense' }),
    at('shx-empty', bytes, { dbf: twoNames, prj: wgs84, shx: '' }),
    at('dbf-empty', bytes, { dbf: '', prj: wgs84 }),
    at('dbf-of-words', bytes, { dbf: 'this is no table', prj: wgs84 }),
    at('dbf-cut', bytes, { dbf: cut(twoNames, 0.9), prj: wgs84 }),
    at('dbf-with-fewer-rows', bytes, { dbf: names(bytesOf, ['ABC']), prj: wgs84 }),
    at('dbf-with-more-rows', bytes, { dbf: names(bytesOf, ['ABC', 'DEF', 'GHI']), prj: wgs84 }, 3, 2),
    at('dbf-count-lies', bytes, { dbf: names(bytesOf, ['ABC', 'DEF'], { records: 9999 }), prj: wgs84 }),
    at('dbf-header-length-lies', bytes, { dbf: names(bytesOf, ['ABC', 'DEF'], { start: 33 }), prj: wgs84 }),
    at('dbf-record-length-lies', bytes, { dbf: names(bytesOf, ['ABC', 'DEF'], { length: 5 }), prj: wgs84 }),
    at('dbf-row-deleted', bytes, { dbf: names(bytesOf, ['ABC', 'DEF'], { deleted: [1] }), prj: wgs84 }, 1),
    at('null-shape', shp([points[0]!, { type: 0, parts: [] }]), { dbf: twoNames, prj: wgs84 }, 2, 1),
    at('all-types-of-one-file-mixed', shp([points[0]!, areas[0]!]), { dbf: twoNames, prj: wgs84 }),
    at('surface', shp([points[0]!, { type: 31, parts: [] }]), { dbf: twoNames, prj: wgs84 }, 2, 1),
    at('place-not-a-number', shp([points[0]!, point(NaN, NaN)]), { dbf: twoNames, prj: wgs84 }, 2, 1),
    at('place-at-zero', shp([points[0]!, point(0, 0)]), { dbf: twoNames, prj: wgs84 }, 2, 1),
    at('ring-open', shp([{ type: 5, parts: [ring(103.8).slice(0, 4)] }, areas[1]!]), {
      dbf: twoNames,
      prj: wgs84,
    }),
    at(
      'ring-of-two-corners',
      shp([{ type: 5, parts: [ring(103.8).slice(0, 2)] }, areas[1]!]),
      { dbf: twoNames, prj: wgs84 },
      2,
      1,
    ),
    at('bytes-after-the-end', joined(bytes, 'xyz'), { dbf: twoNames, prj: wgs84 }),
    at('cut-in-second-shape', bytes.slice(0, -10), { dbf: twoNames, prj: wgs84 }, 2, 1),
  );
  const encodings: [string, (text: string) => Uint8Array<ArrayBuffer>, number, string][] = [
    ['gbk-without-a-word', gbk, 0, ''],
    ['gbk-language-byte-4d', gbk, 0x4d, ''],
    ['gbk-language-byte-7a', gbk, 0x7a, ''],
    ['gbk-cpg-936', gbk, 0, '936'],
    ['gbk-cpg-gbk', gbk, 0, 'GBK'],
    ['gbk-cpg-gb18030', gbk, 0, 'GB18030'],
    ['gbk-cpg-gb2312-80', gbk, 0, 'GB_2312-80'],
    ['gbk-cpg-says-utf8', gbk, 0, 'UTF-8'],
    ['gbk-cpg-of-words', gbk, 0, 'Chinese, simplified'],
    ['utf8-without-a-word', bytesOf, 0, ''],
    ['utf8-cpg', bytesOf, 0, 'UTF-8'],
    ['utf8-cpg-with-bom', bytesOf, 0, '\uFEFFUTF-8\r\n'],
    ['utf8-language-byte-of-gbk', bytesOf, 0x4d, ''],
    ['big5-cpg', big5, 0, 'Big5'],
    ['big5-language-byte-78', big5, 0x78, ''],
  ];
  for (const [name, encode, language, cpg] of encodings)
    made.push(
      at(`dbf-${name}`, bytes, {
        dbf: names(encode, ['中山路北站', '西安'], { language }),
        prj: wgs84,
        ...(cpg === '' ? {} : { cpg }),
      }),
    );
  const zipped = (files: Record<string, Content>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])));
  made.push(
    loaded('shapefile/zipped.zip', zipped({ 'a.shp': bytes, 'a.dbf': twoNames, 'a.prj': wgs84 }), 2),
    loaded(
      'shapefile/zipped-in-a-folder.zip',
      zipped({ '数据/a.shp': bytes, '数据/a.dbf': twoNames, '数据/a.prj': wgs84, '数据/a.shp.xml': '<x/>' }),
      2,
    ),
    loaded(
      'shapefile/zipped-two-of-them.zip',
      zipped({ 'a.shp': bytes, 'a.dbf': twoNames, 'b.shp': bytes, 'b.dbf': twoNames }),
      4,
    ),
    loaded('shapefile/zipped-without-dbf.zip', zipped({ 'a.shp': bytes, 'a.prj': wgs84 }), 2),
    refused('shapefile/header-only.shp', shp([]), 'table.noFeatures'),
    refused('shapefile/header-cut.shp', bytes.slice(0, 40), 'shp.damaged'),
    refused('shapefile/of-words.shp', 'this is no shapefile', 'shp.damaged'),
    refused('shapefile/empty.shp', '', 'table.empty'),
    refused('shapefile/lone-prj.prj', wgs84, 'shp.lonePart'),
    refused('shapefile/lone-shx.shx', bytes.slice(0, 100), 'shp.lonePart'),
    refused('shapefile/lone-cpg.cpg', 'UTF-8', 'shp.lonePart'),
  );
  return made;
}

function tables(): Made[] {
  const fields = [field('ID', 10), field('LON', 12, 'N'), field('LAT', 12, 'N'), field('ELDERS', 6, 'N')];
  const row = (id: string, lon: string, lat: string, count: string) =>
    [id, lon.padStart(12), lat.padStart(12), count.padStart(6)].map(bytesOf);
  const rows = [row('a', '103.80000', '36.05000', '3'), row('b', '103.81000', '36.06000', '4')];
  return [
    loaded('dbf/table-of-points.dbf', dbf(fields, rows), 2),
    loaded(
      'dbf/table-with-stars-for-numbers.dbf',
      dbf(fields, [...rows, row('c', '************', '************', '5')]),
      3,
      2,
    ),
    loaded('dbf/table-with-empty-numbers.dbf', dbf(fields, [...rows, row('c', '', '', '5')]), 3, 2),
    refused('dbf/table-without-places.dbf', twoNames, 'column.noCoordinates'),
    refused('dbf/table-without-rows.dbf', dbf(fields, []), 'table.headerOnly'),
    refused(
      'dbf/table-of-words.dbf',
      'this is no table at all, and rather long for a header',
      'shp.dbfDamaged',
    ),
  ];
}

async function packages(): Promise<Made[]> {
  const table = (name: string, srs = 4326): string[] => [
    `CREATE TABLE ${name} (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, beds INTEGER)`,
    `INSERT INTO ${name} VALUES (1, ${pointLiteral(103.8, 36.05)}, '甲', 3), (2, ${pointLiteral(103.81, 36.06)}, '乙', 4)`,
    `INSERT INTO gpkg_contents VALUES ('${name}', 'features', ${srs})`,
    `INSERT INTO gpkg_geometry_columns VALUES ('${name}', 'geom', ${srs})`,
  ];
  const good = await geoPackage(table('站点'));
  const wal = good.slice();
  wal.fill(2, 18, 20);
  const wrongId = good.slice();
  wrongId.set(bytesOf('XXXX'), 68);
  const made: [string, Uint8Array, number, number][] = [
    ['one-layer', good, 2, 2],
    ['wrong-application-id', wrongId, 2, 2],
    ['left-in-write-ahead', wal, 2, 2],
    [
      'two-layers',
      await geoPackage([
        ...table('a'),
        ...table('b'),
        `INSERT INTO b VALUES (3, ${pointLiteral(103.82, 36.06)}, '丙', 5)`,
      ]),
      3,
      3,
    ],
    ['system-undefined', await geoPackage(table('a', -1)), 2, 2],
    ['system-not-listed', await geoPackage(table('a', 12345)), 2, 2],
    [
      'system-cgcs2000-by-number',
      await geoPackage([
        ...table('a', 4490),
        "INSERT INTO gpkg_spatial_ref_sys VALUES (4490, 'EPSG', 4490, 'GEOGCS[\"China\"]')",
      ]),
      2,
      2,
    ],
    ['geometry-null', await geoPackage([...table('a'), "INSERT INTO a VALUES (3, NULL, '丙', 5)"]), 3, 2],
    [
      'geometry-of-text',
      await geoPackage([...table('a'), "INSERT INTO a VALUES (3, 'POINT(1 2)', '丙', 5)"]),
      3,
      2,
    ],
    [
      'geometry-cut',
      await geoPackage([...table('a'), "INSERT INTO a VALUES (3, x'4750000100', '丙', 5)"]),
      3,
      2,
    ],
    [
      'layer-with-odd-name',
      await geoPackage(table('"a b"').map((line) => line.replaceAll('\'"a b"\'', "'a b'"))),
      2,
      2,
    ],
    [
      'with-a-view',
      await geoPackage([
        ...table('a'),
        'CREATE VIEW v AS SELECT * FROM a',
        "INSERT INTO gpkg_contents VALUES ('v', 'features', 4326)",
      ]),
      2,
      2,
    ],
    [
      'spatial-index-that-is-not-there',
      await geoPackage([...table('a'), 'CREATE TABLE rtree_a_geom (id INTEGER)']),
      2,
      2,
    ],
    [
      'attributes-with-coordinates',
      await geoPackage([
        'CREATE TABLE t (id TEXT, lon REAL, lat REAL, elders INTEGER)',
        "INSERT INTO t VALUES ('a', 103.8, 36.05, 3)",
        "INSERT INTO gpkg_contents VALUES ('t', 'attributes', 0)",
      ]),
      1,
      1,
    ],
  ];
  return [
    ...made.map(([name, bytes, read, used]) => loaded(`geopackage/${name}.gpkg`, bytes, read, used)),
    loaded('geopackage/named-db.db', good, 2),
    refused('geopackage/no-layers.gpkg', await geoPackage([]), 'gpkg.noLayers'),
    refused(
      'geopackage/only-tiles.gpkg',
      await geoPackage([
        'CREATE TABLE t (id INTEGER)',
        "INSERT INTO gpkg_contents VALUES ('t', 'tiles', 3857)",
      ]),
      'gpkg.noLayers',
    ),
    refused(
      'geopackage/layer-without-rows.gpkg',
      await geoPackage(table('a').filter((line) => !line.startsWith('INSERT INTO a '))),
      'table.noFeatures',
    ),
    refused(
      'geopackage/table-not-there.gpkg',
      await geoPackage(["INSERT INTO gpkg_contents VALUES ('gone', 'features', 4326)"]),
      'gpkg.noLayers',
    ),
    refused('geopackage/cut.gpkg', cut(good, 0.5), 'gpkg.damaged'),
    refused('geopackage/only-the-first-page.gpkg', good.slice(0, 1000), 'gpkg.damaged'),
    refused(
      'geopackage/of-words-after-the-mark.gpkg',
      joined('SQLite format 3\0', 'nothing'.repeat(500)),
      'gpkg.damaged',
    ),
    refused('geopackage/of-words.gpkg', '\x01\x02\x03\x04'.repeat(200), 'table.unknownFormat'),
  ];
}

function kmls(): Made[] {
  const mark = (name: string, inside: string): string =>
    `<Placemark><name>${name}</name>${inside}</Placemark>`;
  const place = (lon: number): string => `<Point><coordinates>${lon},36.05,0</coordinates></Point>`;
  const document = (inside: string, head = '<?xml version="1.0" encoding="UTF-8"?>'): string =>
    `${head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`;
  const two = mark('甲', place(103.8)) + mark('乙', place(103.81));
  const kmz = (files: Record<string, string>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const made: [string, Content, number, number][] = [
    ['points.kml', document(two), 2, 2],
    ['bom.kml', `\uFEFF${document(two)}`, 2, 2],
    ['utf16.kml', utf16(document(two, '<?xml version="1.0" encoding="UTF-16"?>'), true, true), 2, 2],
    ['gbk-declared.kml', gbk(document(two, '<?xml version="1.0" encoding="GBK"?>')), 2, 2],
    ['gbk-declared-as-utf8.kml', gbk(document(two)), 2, 2],
    ['without-declaration.kml', document(two, ''), 2, 2],
    ['without-namespace.kml', document(two).replace(/ xmlns="[^"]*"/, ''), 2, 2],
    ['namespace-of-2-0.kml', document(two).replace('opengis.net/kml/2.2', 'earth.google.com/kml/2.0'), 2, 2],
    [
      'namespace-with-prefix.kml',
      document(two)
        .replaceAll(/<(\/?)(\w)/g, '<$1k:$2')
        .replace('xmlns=', 'xmlns:k='),
      2,
      2,
    ],
    [
      'html-description.kml',
      document(
        mark(
          '甲',
          `<description><![CDATA[<table><tr><td onclick="alert(1)">1</td></tr></table>]]></description>${place(103.8)}`,
        ),
      ),
      1,
      1,
    ],
    [
      'html-escaped-description.kml',
      document(mark('甲', `<description>&lt;b&gt;x&lt;/b&gt;&#x4e2d;</description>${place(103.8)}`)),
      1,
      1,
    ],
    [
      'folders.kml',
      document(
        `<Folder><name>一</name>${mark('甲', place(103.8))}<Folder><name>二</name>${mark('乙', place(103.81))}</Folder></Folder>`,
      ),
      2,
      2,
    ],
    [
      'extended-data.kml',
      document(
        mark('甲', `<ExtendedData><Data name="床位数"><value>3</value></Data></ExtendedData>${place(103.8)}`),
      ),
      1,
      1,
    ],
    [
      'link-beside-points.kml',
      document(`<NetworkLink><Link><href>http://x/y.kml</href></Link></NetworkLink>${two}`),
      2,
      2,
    ],
    ['placemark-without-place.kml', document(two + mark('丙', '')), 3, 2],
    ['coordinates-empty.kml', document(two + mark('丙', '<Point><coordinates></coordinates></Point>')), 3, 2],
    [
      'coordinates-of-text.kml',
      document(two + mark('丙', '<Point><coordinates>a,b</coordinates></Point>')),
      3,
      2,
    ],
    ['coordinates-without-height.kml', document(two.replaceAll(',0<', '<')), 2, 2],
    [
      'coordinates-with-blanks.kml',
      document(
        two.replaceAll('<coordinates>', '<coordinates>\n  ').replaceAll('</coordinates>', '\n</coordinates>'),
      ),
      2,
      2,
    ],
    [
      'line.kml',
      document(mark('路', '<LineString><coordinates>103.8,36.05 103.81,36.06</coordinates></LineString>')),
      1,
      1,
    ],
    [
      'polygon.kml',
      document(
        mark(
          '甲',
          '<Polygon><outerBoundaryIs><LinearRing><coordinates>103.8,36.05 103.81,36.05 103.81,36.06 103.8,36.05</coordinates></LinearRing></outerBoundaryIs></Polygon>',
        ),
      ),
      1,
      1,
    ],
    [
      'polygon-ring-open.kml',
      document(
        mark(
          '甲',
          '<Polygon><outerBoundaryIs><LinearRing><coordinates>103.8,36.05 103.81,36.05 103.81,36.06</coordinates></LinearRing></outerBoundaryIs></Polygon>',
        ),
      ),
      1,
      1,
    ],
    [
      'track.kml',
      document(
        mark(
          '路',
          '<gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2"><gx:coord>103.8 36.05 0</gx:coord><gx:coord>103.81 36.05 0</gx:coord></gx:Track>',
        ),
      ),
      1,
      1,
    ],
    ['packed.kmz', kmz({ 'doc.kml': document(two) }), 2, 2],
    ['packed-deep.kmz', kmz({ 'a/b/places.kml': document(two), 'files/x.png': 'x' }), 2, 2],
    ['packed-two-documents.kmz', kmz({ 'doc.kml': document(two), 'other.kml': document('') }), 2, 2],
  ];
  return [
    ...made.map(([name, content, read, used]) => loaded(`kml/${name}`, content, read, used)),
    refused(
      'kml/only-links.kml',
      document('<NetworkLink><Link><href>http://x/y.kml</href></Link></NetworkLink>'),
      'kml.onlyLinks',
    ),
    refused('kml/empty-document.kml', document(''), 'table.noFeatures'),
    refused('kml/cut.kml', cut(document(two), 0.7), 'xml.syntax'),
    loaded('kml/tag-never-closed.kml', document(two).replace('</name>', ''), 2),
    refused(
      'kml/entities.kml',
      document(
        two,
        '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
      ).replace('甲', '&b;'),
      'xml.declarations',
    ),
    refused(
      'kml/external-entity.kml',
      document(two, '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace(
        '甲',
        '&a;',
      ),
      'xml.declarations',
    ),
    refused('kml/without-document.kmz', kmz({ 'a.txt': 'x' }), 'table.headerOnly'),
    refused('kml/cut.kmz', cut(kmz({ 'doc.kml': document(two) }), 0.5), 'zip.damaged'),
    refused('kml/nested-100000-deep.kml', document(`${'<Folder>'.repeat(100_000)}`), 'table.noFeatures'),
  ];
}

function gpxs(): Made[] {
  const gpx = (inside: string, version = '1.1'): string =>
    `<?xml version="1.0"?><gpx version="${version}" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`;
  const way =
    '<wpt lat="36.05" lon="103.8"><name>甲</name></wpt><wpt lat="36.06" lon="103.81"><name>乙</name></wpt>';
  const track =
    '<trk><name>路</name><trkseg><trkpt lat="36.05" lon="103.8"/><trkpt lat="36.06" lon="103.81"/></trkseg></trk>';
  return [
    loaded('gpx/waypoints.gpx', gpx(way), 2),
    loaded('gpx/waypoints-version-1-0.gpx', gpx(way, '1.0'), 2),
    loaded('gpx/track.gpx', gpx(track), 1),
    loaded(
      'gpx/route.gpx',
      gpx('<rte><rtept lat="36.05" lon="103.8"/><rtept lat="36.06" lon="103.81"/></rte>'),
      1,
    ),
    loaded(
      'gpx/track-in-segments.gpx',
      gpx(
        track.replace(
          '</trkseg>',
          '</trkseg><trkseg><trkpt lat="36.07" lon="103.8"/><trkpt lat="36.08" lon="103.81"/></trkseg>',
        ),
      ),
      1,
    ),
    loaded('gpx/waypoint-without-place.gpx', gpx(`${way}<wpt><name>丙</name></wpt>`), 3, 2),
    loaded(
      'gpx/waypoint-out-of-range.gpx',
      gpx(`${way}<wpt lat="136" lon="403"><name>丙</name></wpt>`),
      3,
      2,
    ),
    refused('gpx/empty.gpx', gpx(''), 'table.noFeatures'),
    refused('gpx/cut.gpx', cut(gpx(way), 0.7), 'xml.syntax'),
    refused(
      'gpx/entities.gpx',
      gpx(way).replace('?>', '?><!DOCTYPE gpx [<!ENTITY a "x">]>'),
      'xml.declarations',
    ),
  ];
}
