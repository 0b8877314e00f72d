/** GeoJSON and TopoJSON: geometries, documents, lines. */
import { gbk, square, utf16 } from '../core/intake-files';
import type { Made } from './made';
import { cut, joined, listed, loaded, refused, someRows } from './made';

type Coordinates = unknown;

function one(type: string, coordinates: Coordinates, properties: object = { name: '甲' }): object {
  return { type: 'Feature', properties, geometry: type === '' ? null : { type, coordinates } };
}

function collection(features: readonly unknown[], more: object = {}): string {
  return JSON.stringify({ type: 'FeatureCollection', ...more, features });
}

export function geojsonFiles(seed: number): Made[] {
  return [...geometries(), ...documents(seed), ...topologies()];
}

const good = one('Polygon', [square(103.8, 36.1)], { name: '好', id: 'g' });

/** A good area and one at fault. */
function pair(name: string, bad: object, used: number): Made {
  return loaded(`geojson/districts-${name}.geojson`, collection([good, bad]), 2, used);
}

function geometries(): Made[] {
  const hole = [
    [103.802, 36.102],
    [103.802, 36.104],
    [103.804, 36.104],
    [103.804, 36.102],
    [103.802, 36.102],
  ];
  const far = square(104.5, 36.5, 0.001);
  return [
    pair('whole', one('Polygon', [square(103.9, 36.1)]), 2),
    pair(
      'bow-tie',
      one('Polygon', [
        [
          [103.9, 36.1],
          [103.91, 36.11],
          [103.91, 36.1],
          [103.9, 36.11],
          [103.9, 36.1],
        ],
      ]),
      1,
    ),
    pair(
      'bow-tie-uneven',
      one('Polygon', [
        [
          [103.9, 36.1],
          [103.93, 36.11],
          [103.93, 36.1],
          [103.9, 36.115],
          [103.9, 36.1],
        ],
      ]),
      2,
    ),
    pair('ring-open', one('Polygon', [square(103.9, 36.1).slice(0, 4)]), 2),
    pair(
      'ring-of-two',
      one('Polygon', [
        [
          [103.9, 36.1],
          [103.91, 36.1],
        ],
      ]),
      1,
    ),
    pair('ring-of-one', one('Polygon', [[[103.9, 36.1]]]), 1),
    pair(
      'ring-without-area',
      one('Polygon', [
        [
          [103.9, 36.1],
          [103.91, 36.1],
          [103.92, 36.1],
          [103.9, 36.1],
        ],
      ]),
      1,
    ),
    pair(
      'ring-corners-repeated',
      one('Polygon', [square(103.9, 36.1).flatMap((corner) => [corner, corner])]),
      2,
    ),
    pair('ring-clockwise', one('Polygon', [square(103.9, 36.1).reverse()]), 2),
    pair('hole-inside', one('Polygon', [square(103.8, 36.1), hole]), 2),
    pair('hole-outside', one('Polygon', [square(103.9, 36.1), far]), 2),
    pair(
      'hole-without-area',
      one('Polygon', [
        square(103.9, 36.1),
        [
          [103.9, 36.1],
          [103.9, 36.1],
          [103.9, 36.1],
        ],
      ]),
      2,
    ),
    pair('coordinates-empty', one('Polygon', []), 1),
    pair('coordinates-null', one('Polygon', null), 1),
    pair(
      'coordinates-of-text',
      one('Polygon', [square(103.9, 36.1).map(([x, y]) => [String(x), String(y)])]),
      1,
    ),
    pair('coordinates-not-nested', one('Polygon', square(103.9, 36.1)), 1),
    pair('coordinates-too-nested', one('Polygon', [[square(103.9, 36.1)]]), 1),
    pair(
      'coordinates-with-null',
      one('Polygon', [
        [
          [103.9, 36.1],
          [null, 36.1],
          [103.91, 36.11],
          [103.9, 36.1],
        ],
      ]),
      1,
    ),
    pair('out-of-range', one('Polygon', [square(103.9, 96.1)]), 1),
    pair('swapped', one('Polygon', [square(36.1, 103.9)]), 1),
    pair('null-geometry', one('', null), 1),
    pair('point-among-areas', one('Point', [103.9, 36.1]), 1),
    pair(
      'line-among-areas',
      one('LineString', [
        [103.9, 36.1],
        [103.91, 36.1],
      ]),
      1,
    ),
    pair(
      'geometry-collection',
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [103.9, 36.1] }] },
      },
      1,
    ),
    pair('unknown-type', one('Circle', [103.9, 36.1]), 1),
    pair('with-heights', one('Polygon', [square(103.9, 36.1).map((corner) => [...corner, 1520])]), 2),
    pair('with-measures', one('Polygon', [square(103.9, 36.1).map((corner) => [...corner, 1520, 7])]), 2),
    pair('multipolygon', one('MultiPolygon', [[square(103.9, 36.1)], [square(103.95, 36.1)]]), 2),
    pair(
      'multipolygon-with-speck',
      one('MultiPolygon', [
        [square(103.9, 36.1)],
        [
          [
            [103.95, 36.1],
            [103.95, 36.1],
            [103.95, 36.1],
            [103.95, 36.1],
          ],
        ],
      ]),
      2,
    ),
    pair('multipolygon-empty', one('MultiPolygon', []), 1),
    pair('repeated-id', one('Polygon', [square(103.9, 36.1)], { name: '坏', id: 'g' }), 2),
    pair(
      'no-properties',
      { type: 'Feature', geometry: { type: 'Polygon', coordinates: [square(103.9, 36.1)] } },
      2,
    ),
    pair(
      'properties-of-text',
      { type: 'Feature', properties: 'x', geometry: { type: 'Polygon', coordinates: [square(103.9, 36.1)] } },
      2,
    ),
    pair('member-that-is-no-feature', { hello: 1 }, 1),
    pair('member-null', null as unknown as object, 1),
    pair('nested-properties', one('Polygon', [square(103.9, 36.1)], { name: '坏', more: { a: [1, 2] } }), 2),
    pair(
      'prototype-properties',
      JSON.parse(
        '{"type":"Feature","properties":{"__proto__":"x","constructor":"y"},"geometry":{"type":"Polygon","coordinates":[[[103.9,36.1],[103.91,36.1],[103.91,36.11],[103.9,36.1]]]}}',
      ) as object,
      2,
    ),
    loaded(
      'geojson/points-multipoint.geojson',
      collection([
        one('MultiPoint', [
          [103.8, 36.1],
          [103.81, 36.1],
        ]),
        one('Point', [103.9, 36.1]),
      ]),
      2,
    ),
    loaded(
      'geojson/points-empty-coordinates.geojson',
      collection([one('Point', []), one('Point', [103.9, 36.1])]),
      2,
      1,
    ),
    loaded(
      'geojson/points-one-number.geojson',
      collection([one('Point', [103.8]), one('Point', [103.9, 36.1])]),
      2,
      1,
    ),
    loaded(
      'geojson/points-of-text.geojson',
      collection([one('Point', ['103.8', '36.1']), one('Point', [103.9, 36.1])]),
      2,
      1,
    ),
    loaded(
      'geojson/points-swapped.geojson',
      collection([one('Point', [36.1, 103.8]), one('Point', [36.1, 103.9])]),
      2,
    ),
    loaded(
      'geojson/points-at-zero.geojson',
      collection([one('Point', [0, 0]), one('Point', [103.9, 36.1])]),
      2,
      1,
    ),
    loaded(
      'geojson/lines.geojson',
      collection([
        one('LineString', [
          [103.8, 36.1],
          [103.81, 36.1],
        ]),
        one('LineString', [
          [103.81, 36.1],
          [103.81, 36.11],
        ]),
      ]),
      2,
    ),
    loaded(
      'geojson/lines-with-a-point.geojson',
      collection([
        one('LineString', [
          [103.8, 36.1],
          [103.81, 36.1],
        ]),
        one('LineString', [
          [103.81, 36.1],
          [103.81, 36.11],
        ]),
        one('Point', [103.8, 36.1]),
      ]),
      3,
      2,
    ),
    loaded(
      'geojson/lines-of-one-corner.geojson',
      collection([
        one('LineString', [
          [103.8, 36.1],
          [103.81, 36.1],
        ]),
        one('LineString', [[103.81, 36.1]]),
      ]),
      2,
    ),
    listed('geojson/buildings.geojson', collection([good]), 'table.unknownLayer', 1),
    refused(
      'geojson/projected-metres.geojson',
      collection([one('Point', [412345.6, 3992345.1]), one('Point', [412445.6, 3992345.1])]),
      'table.projected',
    ),
    loaded(
      'geojson/crs-cgcs2000.geojson',
      collection([good], { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } } }),
      1,
    ),
    loaded(
      'geojson/crs-zone-35.geojson',
      collection([one('Point', [35_391_000, 3_996_000])], {
        crs: { type: 'name', properties: { name: 'EPSG:4523' } },
      }),
      1,
    ),
    refused(
      'geojson/crs-unknown.geojson',
      collection([good], { crs: { type: 'name', properties: { name: 'EPSG:99999' } } }),
      'crs.unknown',
    ),
    refused(
      'geojson/crs-link.geojson',
      collection([good], { crs: { type: 'link', properties: { href: 'http://x' } } }),
      'crs.unknown',
    ),
    refused(
      'geojson/crs-metres-but-degrees.geojson',
      collection([good], { crs: { type: 'name', properties: { name: 'EPSG:3857' } } }),
      'crs.rangeMismatch',
    ),
  ];
}

function documents(seed: number): Made[] {
  const rows = someRows(seed, 6);
  const points = rows.map(({ lon, lat, count, name }) =>
    one('Point', [Number(lon), Number(lat)], { name, 老年人数: Number(count) }),
  );
  const text = collection(points);
  const lines = points.map((point) => JSON.stringify(point));
  const made: Made[] = [
    loaded('geojson/plain.geojson', text, 6),
    loaded('geojson/named-json.json', text, 6),
    loaded('geojson/pretty-printed.geojson', JSON.stringify(JSON.parse(text), null, 2), 6),
    loaded('geojson/bom.geojson', `\uFEFF${text}`, 6),
    loaded('geojson/gbk.geojson', gbk(text), 6),
    loaded('geojson/utf16.geojson', utf16(text, true, true), 6),
    loaded('geojson/bare-feature.geojson', lines[0]!, 1),
    loaded('geojson/bare-geometry.geojson', JSON.stringify({ type: 'Point', coordinates: [103.8, 36.1] }), 1),
    loaded('geojson/type-last.geojson', JSON.stringify({ features: points, type: 'FeatureCollection' }), 6),
    loaded(
      'geojson/duplicate-keys.geojson',
      text.replace('"features"', '"name":"a","name":"b","features"'),
      6,
    ),
    loaded('geojson/lines-delimited.geojsonl', `${lines.join('\n')}\n`, 6),
    loaded('geojson/lines-delimited.ndjson', lines.join('\r\n'), 6),
    loaded('geojson/lines-delimited-blank-lines.jsonl', lines.join('\n\n'), 6),
    loaded('geojson/text-sequence.geojsons', lines.map((line) => `\x1e${line}\n`).join(''), 6),
    loaded('geojson/text-sequence-named-json.json', lines.map((line) => `\x1e${line}\n`).join(''), 6),
    loaded(
      'geojson/lines-delimited-of-geometries.geojsonl',
      rows
        .map(({ lon, lat }) => JSON.stringify({ type: 'Point', coordinates: [Number(lon), Number(lat)] }))
        .join('\n'),
      6,
    ),
    refused(
      'geojson/lines-delimited-bad-line.geojsonl',
      [...lines.slice(0, 3), '{"type":', ...lines.slice(3)].join('\n'),
      'table.notJson',
    ),
    refused('geojson/lines-delimited-cut.geojsonl', lines.join('\n').slice(0, -20), 'table.notJson'),
    refused('geojson/cut.geojson', cut(text, 0.6), 'table.notJson'),
    refused('geojson/trailing-comma.geojson', text.replace(/\]\}$/, ',]}'), 'table.notJson'),
    refused('geojson/comments.geojson', `// points\n${text}`, 'table.notJson'),
    refused('geojson/single-quotes.geojson', text.replaceAll('"', "'"), 'table.notJson'),
    refused('geojson/not-a-number.geojson', text.replace(/\[\d+\.\d+,/, '[NaN,'), 'table.notJson'),
    refused('geojson/empty-collection.geojson', collection([]), 'table.noFeatures'),
    refused(
      'geojson/features-not-a-list.geojson',
      '{"type":"FeatureCollection","features":{}}',
      'table.jsonNotGeo',
    ),
    refused('geojson/features-missing.geojson', '{"type":"FeatureCollection"}', 'table.jsonNotGeo'),
    loaded(
      'geojson/records-in-a-list.json',
      JSON.stringify(rows.map(({ id, lon, lat, count }) => ({ id, lon: Number(lon), lat, elders: count }))),
      6,
    ),
    loaded(
      'geojson/records-a-line.jsonl',
      rows.map(({ id, lon, lat, count }) => JSON.stringify({ id, lon, lat, elders: count })).join('\n'),
      6,
    ),
    loaded(
      'geojson/records-in-an-answer-with-pairs.json',
      JSON.stringify({
        status: '1',
        pois: rows.map(({ id, lon, lat, name }) => ({
          id,
          name: `${name}养老服务站`,
          location: `${lon},${lat}`,
        })),
      }),
      6,
    ),
    loaded(
      'geojson/records-in-an-answer-with-nested-places.json',
      JSON.stringify({
        status: 0,
        results: rows.map(({ lon, lat, name }) => ({
          name: `${name}养老服务站`,
          location: { lat: Number(lat), lng: Number(lon) },
        })),
      }),
      6,
    ),
    loaded(
      'geojson/records-with-a-hole.json',
      JSON.stringify(
        rows.map(({ id, lon, lat, count }, i) => ({ id, ...(i === 2 ? {} : { lon }), lat, elders: count })),
      ),
      6,
      5,
    ),
    listed(
      'geojson/records-of-no-layer.json',
      '[{"fruit":"apple","price":3},{"fruit":"pear"}]',
      'table.unknownLayer',
      2,
    ),
    loaded('geojson/features-in-a-bare-list.json', JSON.stringify(points), 6),
    refused('geojson/records-in-two-lists.json', '{"a":[{"x":1}],"b":[{"y":2}]}', 'table.jsonNotGeo'),
    refused('geojson/records-among-words.json', '[{"x":1},"y"]', 'table.jsonNotGeo'),
    refused('geojson/some-other-object.json', '{"a":1}', 'table.jsonNotGeo'),
    refused('geojson/some-list.json', '[1,2,3]', 'table.jsonNotGeo'),
    refused('geojson/one-word.json', '"hello"', 'table.jsonNotGeo'),
    refused('geojson/nested-without-end.geojson', '['.repeat(200_000), 'table.notJson'),
    refused(
      'geojson/nested-100000-deep.geojson',
      `{"type":"FeatureCollection","features":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'table.notJson',
    ),
    refused('geojson/empty.geojson', '', 'table.empty'),
    refused('geojson/only-blanks.geojson', '   \n', 'table.empty'),
    loaded('geojson/table-named-geojson.geojson', 'id,lon,lat,elders\na,103.8,36.1,3\n', 1),
    loaded('geojson/geojson-named-csv.csv', text, 6),
    loaded('geojson/bytes-after-the-end.geojson', joined(text, '\n\n'), 6),
  ];
  return made;
}

function topologies(): Made[] {
  const topology = (more: object): string =>
    JSON.stringify({
      type: 'Topology',
      arcs: [
        [
          [103.8, 36.1],
          [103.81, 36.1],
          [103.81, 36.11],
          [103.8, 36.1],
        ],
      ],
      objects: {
        社区: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0]], properties: { name: '甲' } }],
        },
      },
      ...more,
    });
  return [
    loaded('topojson/plain.topojson', topology({}), 1),
    loaded('topojson/named-json.json', topology({}), 1),
    loaded(
      'topojson/quantized.topojson',
      topology({
        transform: { scale: [0.01, 0.01], translate: [103.8, 36.1] },
        arcs: [
          [
            [0, 0],
            [1, 0],
            [0, 1],
            [-1, -1],
          ],
        ],
      }),
      1,
    ),
    loaded(
      'topojson/several-objects.topojson',
      topology({
        objects: {
          a: {
            type: 'GeometryCollection',
            geometries: [
              { type: 'Polygon', arcs: [[0]], properties: { name: '甲' } },
              { type: 'Polygon', arcs: [[0]], properties: { name: '乙' } },
            ],
          },
          b: { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [103.8, 36.1] }] },
        },
      }),
      2,
    ),
    loaded(
      'topojson/arc-that-is-not-there.topojson',
      topology({
        objects: {
          a: {
            type: 'GeometryCollection',
            geometries: [
              { type: 'Polygon', arcs: [[0]], properties: { name: '甲' } },
              { type: 'Polygon', arcs: [[7]], properties: { name: '乙' } },
            ],
          },
        },
      }),
      2,
      1,
    ),
    refused('topojson/no-objects.topojson', topology({ objects: {} }), 'table.jsonNotGeo'),
    refused('topojson/cut.topojson', cut(topology({}), 0.5), 'table.notJson'),
    loaded(
      'topojson/nested-beside-the-arcs.topojson',
      topology({ x: JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) as unknown }),
      1,
    ),
  ];
}
