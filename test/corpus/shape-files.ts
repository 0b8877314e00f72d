/** Shapefiles and dBase tables. */
import { zipSync } from 'fflate';
import type { DbfField, ShpShape } from '../core/gis-files';
import { dbf, point, shp } from '../core/gis-files';
import { gbk } from '../core/intake-files';
import { big5 } from './encoders';
import type { Content, Made } from './made';
import { bytesOf, cut, joined, loaded, refused } from './made';

export function shapeFiles(): Made[] {
  return [...shapefiles(), ...tables()];
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
