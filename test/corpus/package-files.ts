/** GeoPackages. */
import { geoPackage, pointLiteral } from '../core/gis-files';
import type { Made } from './made';
import { bytesOf, cut, joined, loaded, refused } from './made';

export async function packageFiles(): Promise<Made[]> {
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
