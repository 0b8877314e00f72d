/** Files of statistics programs, Parquet, rasters. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { gbk } from '../core/intake-files';
import type { DtaColumn, SavColumn } from '../core/stat-writers';
import { writeDta, writeSav, writeTiff } from '../core/stat-writers';
import type { Made } from './made';
import { cut, joined, listed, loaded, refused } from './made';

export function statFiles(): Made[] {
  return [...surveys(), ...stata(), ...parquets(), ...rasters()];
}

function surveys(): Made[] {
  const columns: SavColumn[] = [
    { name: 'V1', longName: '编号', width: 8 },
    { name: 'V2', longName: '经度', width: 0, format: 5 },
    { name: 'V3', longName: '纬度', width: 0, format: 5 },
    { name: 'V4', longName: '老年人数', width: 0, missing: [99] },
    {
      name: 'V5',
      longName: '类型',
      width: 0,
      labels: [
        [1, '社区'],
        [2, '村'],
      ],
    },
  ];
  const cases = [
    ['a', 103.8, 36.05, 3, 1],
    ['b', 103.81, 36.06, 4, 2],
    ['c', 103.82, 36.06, 5, null],
  ];
  const good = writeSav(columns, cases);
  const missing = [...cases, ['d', 103.83, 36.06, 99, 1], ['e', null, null, 2, 1]];
  const made: [string, Uint8Array, number, number][] = [
    ['plain.sav', good, 3, 3],
    ['packed.sav', writeSav(columns, cases, { compression: 1 }), 3, 3],
    ['packed-twice.zsav', writeSav(columns, cases, { compression: 2 }), 3, 3],
    ['zsav-named-sav.sav', writeSav(columns, cases, { compression: 2 }), 3, 3],
    ['big-endian.sav', writeSav(columns, cases, { littleEndian: false }), 3, 3],
    ['gbk-936.sav', writeSav(columns, cases, { encode: gbk, page: 936 }), 3, 3],
    ['gbk-without-a-word.sav', writeSav(columns, cases, { encode: gbk, page: 2 }), 3, 3],
    ['rows-not-counted.sav', writeSav(columns, cases, { caseCount: -1 }), 3, 3],
    ['more-rows-promised.sav', writeSav(columns, cases, { caseCount: 99 }), 3, 3],
    ['missing-by-the-user-and-by-the-system.sav', writeSav(columns, missing), 5, 3],
    [
      'missing-range.sav',
      writeSav(
        columns.map((one) =>
          one.name === 'V4' ? { ...one, missing: [], missingRange: [90, 99] as const } : one,
        ),
        missing,
      ),
      5,
      3,
    ],
    [
      'labels-repeated.sav',
      writeSav(
        columns.map((one) =>
          one.name === 'V5'
            ? {
                ...one,
                labels: [
                  [1, '村'],
                  [2, '村'],
                ] as const,
              }
            : one,
        ),
        cases,
      ),
      3,
      3,
    ],
    [
      'text-of-300-bytes.sav',
      writeSav(
        [...columns, { name: 'V6', width: 300 }],
        cases.map((one) => [...one, '长'.repeat(90)]),
      ),
      3,
      3,
    ],
    ['bytes-after-the-end.sav', joined(good, 'xyz'), 3, 3],
  ];
  return [
    ...made.map(([name, bytes, read, used]) => loaded(`survey/${name}`, bytes, read, used)),
    listed(
      'survey/no-layer.sav',
      writeSav(
        [
          { name: 'Q1', width: 0 },
          { name: 'Q2', width: 0 },
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ),
      'table.unknownLayer',
      2,
    ),
    refused('survey/without-rows.sav', writeSav(columns, []), 'table.headerOnly'),
    refused('survey/cut-in-dictionary.sav', good.slice(0, 200), 'table.damaged'),
    refused('survey/cut-in-header.sav', good.slice(0, 60), 'table.damaged'),
    refused(
      'survey/cut-packed-twice.zsav',
      cut(writeSav(columns, cases, { compression: 2 }), 0.9),
      'table.damaged',
    ),
    refused('survey/locked.sav', joined('ENCRYPTEDSAV', new Uint8Array(200)), 'table.locked'),
    refused('survey/portable.por', 'ASCII SPSS PORT FILE', 'table.statFormat'),
    refused('survey/sas.sas7bdat', new Uint8Array(1000), 'table.statFormat'),
    refused('survey/sas-transport.xpt', 'HEADER RECORD*******LIBRARY', 'table.statFormat'),
    refused('survey/r-data.rds', joined(Uint8Array.of(0x1f, 0x8b, 8), 'x'), 'table.statFormat'),
  ];
}

function stata(): Made[] {
  const columns: DtaColumn[] = [
    { name: 'id', type: 8 },
    { name: 'lon', type: 'double' },
    { name: 'lat', type: 'double' },
    { name: 'elders', type: 'int', label: '老年人数' },
    { name: 'kind', type: 'byte', labelSet: 'kinds' },
  ];
  const rows = [
    ['a', 103.8, 36.05, 3, 1],
    ['b', 103.81, 36.06, 4, 2],
    ['c', 103.82, 36.06, '.', 1],
  ];
  const labelSets = {
    kinds: [
      [1, '社区'],
      [2, '村'],
    ] as const,
  };
  const made: Made[] = [];
  for (const version of [113, 114, 115, 117, 118, 119])
    for (const littleEndian of [true, false])
      made.push(
        loaded(
          `stata/version-${version}-${littleEndian ? 'little' : 'big'}-endian.dta`,
          writeDta(columns, rows, {
            version,
            littleEndian,
            labelSets,
            ...(version < 118 ? { encode: gbk } : {}),
          }),
          3,
          2,
        ),
      );
  const good = writeDta(columns, rows, { version: 118, labelSets });
  const next = Uint8Array.from(good);
  next.set(new TextEncoder().encode('121'), 28);
  return [
    ...made,
    listed(
      'stata/no-layer.dta',
      writeDta([{ name: 'q1', type: 'int' }], [[1], [2]], { version: 118 }),
      'table.unknownLayer',
      2,
    ),
    refused('stata/version-to-come.dta', next, 'table.statVersion'),
    refused('stata/cut-in-the-rows.dta', good.slice(0, good.length - 200), 'table.damaged'),
    refused('stata/cut-in-header.dta', good.slice(0, 40), 'table.damaged'),
    refused('stata/of-words.dta', 'no data of Stata', 'table.damaged'),
  ];
}

function parquets(): Made[] {
  const columnData = [
    { name: '名称', data: ['城关', '雁滩', '西园'], type: 'STRING' as const },
    { name: '经度', data: [103.83, 103.85, 103.86], type: 'DOUBLE' as const },
    { name: '纬度', data: [36.06, 36.07, 36.05], type: 'DOUBLE' as const },
    { name: '床位数', data: [50, 0, 20], type: 'INT32' as const },
  ];
  const good = new Uint8Array(parquetWriteBuffer({ columnData }));
  const packed = (codec: 'SNAPPY' | 'LZO', pack: (bytes: Uint8Array) => Uint8Array): Uint8Array =>
    new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors: { [codec]: pack } }));
  const page = good.slice();
  for (let at = 4; at < 24; at++) page[at] = 255;
  return [
    loaded('parquet/plain.parquet', good, 3),
    loaded('parquet/named-pq.pq', good, 3),
    loaded(
      'parquet/several-row-groups.parquet',
      new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 1 })),
      3,
    ),
    loaded(
      'parquet/numbers-missing.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: columnData.map((column) =>
            column.name === '经度' ? { ...column, data: [103.8, null, 103.9] } : column,
          ),
        }),
      ),
      3,
      2,
    ),
    listed(
      'parquet/no-layer.parquet',
      new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'a', data: [1, 2], type: 'INT32' }] })),
      'table.unknownLayer',
      2,
    ),
    refused(
      'parquet/codec-lzo.parquet',
      packed('LZO', (bytes) => bytes),
      'table.codec',
    ),
    refused(
      'parquet/without-rows.parquet',
      new Uint8Array(
        parquetWriteBuffer({ columnData: columnData.map((column) => ({ ...column, data: [] })) }),
      ),
      'table.headerOnly',
    ),
    refused('parquet/cut.parquet', cut(good, 0.6), 'table.parquetDamaged'),
    refused('parquet/only-the-mark.parquet', 'PAR1', 'table.parquetDamaged'),
    refused('parquet/page-corrupt.parquet', page, 'table.parquetDamaged'),
    refused('parquet/end-missing.parquet', good.slice(0, -4), 'table.parquetDamaged'),
    refused('parquet/arrow-feather.feather', joined('ARROW1\0\0', new Uint8Array(50)), 'table.statFormat'),
  ];
}

function rasters(): Made[] {
  const place = { origin: [103.8, 36.1], step: 0.001 } as const;
  const cells = [1, 2, 0, 4, 5, 6];
  const people = writeTiff([cells], 3, { ...place, descriptions: ['60+'] });
  const heights = writeTiff([[1500, 1510, 1520, 1530]], 2, place);
  const packed = people.slice();
  // The value of tag 259, compression.
  const view = new DataView(packed.buffer);
  for (let at = 10; at < 200; at += 12)
    if (view.getUint16(at, true) === 259) view.setUint16(at + 8, 50_000, true);
  const picture = heights.slice();
  return [
    loaded('raster/people-60-plus.tif', people, 5),
    loaded(
      'raster/people-by-age.tif',
      writeTiff([cells, cells], 3, { ...place, descriptions: ['60-69', '70-79'] }),
      5,
    ),
    loaded(
      'raster/people-with-no-data.tif',
      writeTiff([[1, -9999, 3]], 3, { ...place, descriptions: ['65+'], noData: -9999 }),
      2,
    ),
    loaded('raster/people-by-the-name-pop_60_64.tif', writeTiff([cells], 3, place), 5),
    listed('raster/heights.tif', heights, 'elevation.noStreets', 0),
    listed('raster/heights-N36E103.hgt', new Uint8Array(2 * 1201 * 1201), 'elevation.noStreets', 0),
    refused('raster/heights-cut-N36E103.hgt', new Uint8Array(5000), 'table.unknownFormat'),
    refused(
      'raster/people-nobody-anywhere.tif',
      writeTiff([[0, 0]], 2, { ...place, descriptions: ['60+'] }),
      'raster.noPeople',
    ),
    refused(
      'raster/people-without-system.tif',
      writeTiff([cells], 3, { ...place, epsg: null, descriptions: ['60+'] }),
      'raster.noSystem',
    ),
    refused(
      'raster/people-rotated.tif',
      writeTiff([cells], 3, { ...place, rotation: 0.003, descriptions: ['60+'] }),
      'raster.rotated',
    ),
    refused(
      'raster/people-all-too-young.tif',
      writeTiff([cells], 3, { ...place, descriptions: ['20-29'] }),
      'raster.noElders',
    ),
    refused('raster/people-packed-with-zstandard.tif', packed, 'raster.codec'),
    refused('raster/people-cut.tif', people.slice(0, 100), 'raster.damaged'),
    refused('raster/mark-only.tif', picture.slice(0, 4), 'raster.damaged'),
  ];
}
