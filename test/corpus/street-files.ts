/** Streets: OSM extracts in both forms, GraphML. */
import { zlibSync } from 'fflate';
import { writePbf } from '../../scripts/write-pbf';
import type { Made } from './made';
import { bytesOf, cut, joined, loaded, refused } from './made';

export async function streetFiles(): Promise<Made[]> {
  return [...(await extracts()), ...xml(), ...graphs()];
}

const nodes = [
  { id: 1, lon: 103.8, lat: 36.05 },
  { id: 2, lon: 103.81, lat: 36.05 },
  { id: 3, lon: 103.81, lat: 36.06 },
];
const ways = [
  { id: 1, refs: [1, 2], tags: { highway: 'footway' } },
  { id: 2, refs: [2, 3], tags: { highway: 'residential', name: '西园路' } },
];

async function extracts(): Promise<Made[]> {
  const compress = (raw: Uint8Array): Uint8Array => zlibSync(raw);
  const good = await writePbf({ nodes, ways, compress });
  const broken = good.slice();
  for (let i = 0; i < 12; i++) broken[good.length - 30 + i]! ^= 0x5a;
  const made: [string, Uint8Array, number][] = [
    ['whole', good, 2],
    ['not-compressed', await writePbf({ nodes, ways, compress: false }), 2],
    ['ways-before-nodes', await writePbf({ nodes, ways, compress, waysFirst: true }), 2],
    ['nodes-one-by-one', await writePbf({ nodes, ways, compress, plainNodes: true }), 2],
    ['coarse-granularity', await writePbf({ nodes, ways, compress, granularity: 1000 }), 2],
    ['one-element-a-block', await writePbf({ nodes, ways, compress, blockSize: 1 }), 2],
    ['node-missing', await writePbf({ nodes: nodes.slice(0, 2), ways, compress }), 1],
  ];
  return [
    ...made.map(([name, bytes, read]) => loaded(`osm/pbf-${name}.osm.pbf`, bytes, read)),
    loaded('osm/pbf-named-bin.bin', good, 2),
    refused(
      'osm/pbf-without-streets.osm.pbf',
      await writePbf({ nodes, ways: [{ id: 1, refs: [1, 2], tags: { waterway: 'river' } }], compress }),
      'osm.noStreets',
    ),
    refused('osm/pbf-without-nodes.osm.pbf', await writePbf({ nodes: [], ways, compress }), 'osm.noStreets'),
    refused('osm/pbf-cut.osm.pbf', cut(good, 0.8), 'osm.truncated'),
    refused('osm/pbf-cut-in-header.osm.pbf', good.slice(0, 20), 'osm.truncated'),
    refused('osm/pbf-block-corrupt.osm.pbf', broken, 'osm.corrupt'),
    refused('osm/pbf-of-words.osm.pbf', 'this is no extract of anything at all', 'osm.notPbf'),
    refused('osm/pbf-empty.osm.pbf', '', 'table.empty'),
    refused(
      'osm/pbf-length-lies.osm.pbf',
      joined(Uint8Array.of(0x7f, 0xff, 0xff, 0xff), good.slice(4)),
      'osm.notPbf',
    ),
  ];
}

function xml(): Made[] {
  const node = ({ id, lon, lat }: (typeof nodes)[number]): string =>
    `<node id="${id}" lon="${lon}" lat="${lat}"/>`;
  const way = ({ id, refs, tags }: (typeof ways)[number]): string =>
    `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${Object.entries(tags)
      .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
      .join('')}</way>`;
  const osm = (inside: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">${inside}</osm>`;
  const good = osm(nodes.map(node).join('') + ways.map(way).join(''));
  return [
    loaded('osm/xml-whole.osm', good, 2),
    loaded('osm/xml-named-xml.xml', good, 2),
    loaded('osm/xml-bom.osm', `\uFEFF${good}`, 2),
    loaded('osm/xml-single-quotes.osm', good.replaceAll('"', "'"), 2),
    loaded('osm/xml-comments.osm', good.replace('<way', '<!-- <way id="9"> --><way'), 2),
    loaded('osm/xml-way-deleted.osm', good.replace('<way id="2"', '<way id="2" action="delete"'), 1),
    loaded('osm/xml-node-missing.osm', good.replace(node(nodes[2]!), ''), 1),
    loaded('osm/xml-ways-first.osm', osm(ways.map(way).join('') + nodes.map(node).join('')), 2),
    refused('osm/xml-without-streets.osm', osm(nodes.map(node).join('')), 'osm.noStreets'),
    refused('osm/xml-empty-document.osm', osm(''), 'osm.noStreets'),
    refused('osm/xml-cut.osm', cut(good, 0.7), 'osm.truncated'),
    refused(
      'osm/xml-entities.osm',
      good.replace('<osm', '<!DOCTYPE osm [<!ENTITY a "x">]><osm'),
      'osm.declarations',
    ),
    refused('osm/xml-another-root.osm', '<?xml version="1.0"?><gml><a/></gml>', 'table.unknownFormat'),
    refused('osm/xml-of-words.osm', 'no xml here', 'osm.notXml'),
    loaded('osm/xml-tag-never-closed.osm', good.replace('/>', '>'), 2),
  ];
}

function graphs(): Made[] {
  const keys = ['x', 'y']
    .map((name) => `<key id="${name}" for="node" attr.name="${name}" attr.type="double"/>`)
    .join('');
  const more =
    '<key id="h" for="edge" attr.name="highway" attr.type="string"/><key id="g" for="edge" attr.name="geometry" attr.type="string"/>';
  const node = ({ id, lon, lat }: (typeof nodes)[number]): string =>
    `<node id="${id}"><data key="x">${lon}</data><data key="y">${lat}</data></node>`;
  const edge = (u: number, v: number, inside = ''): string =>
    `<edge source="${u}" target="${v}"><data key="h">footway</data>${inside}</edge>`;
  const graph = (inside: string): string =>
    `<?xml version="1.0" encoding="utf-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys}${more}<graph edgedefault="directed">${inside}</graph></graphml>`;
  const all = nodes.map(node).join('');
  const good = graph(all + edge(1, 2) + edge(2, 3));
  return [
    loaded('graphml/whole.graphml', good, 2),
    loaded('graphml/named-xml.xml', good, 2),
    loaded(
      'graphml/with-lines.graphml',
      graph(all + edge(1, 2, '<data key="g">LINESTRING (103.8 36.05, 103.805 36.052, 103.81 36.05)</data>')),
      1,
    ),
    loaded(
      'graphml/with-a-broken-line.graphml',
      graph(all + edge(1, 2, '<data key="g">LINESTRING (103.8 36.05, 103</data>')),
      1,
    ),
    loaded('graphml/edge-to-nowhere.graphml', graph(all + edge(1, 2) + edge(2, 99)), 2, 1),
    loaded('graphml/edge-to-itself.graphml', graph(all + edge(1, 2) + edge(2, 2)), 2),
    loaded('graphml/edge-repeated.graphml', graph(all + edge(1, 2) + edge(1, 2)), 2),
    refused(
      'graphml/nodes-without-places.graphml',
      graph('<node id="1"/><node id="2"/>' + edge(1, 2)),
      'graph.noPlaces',
    ),
    refused('graphml/without-edges.graphml', graph(all), 'table.noFeatures'),
    refused('graphml/cut.graphml', cut(good, 0.7), 'xml.syntax'),
    refused(
      'graphml/entities.graphml',
      good.replace('<graphml', '<!DOCTYPE g [<!ENTITY a "x">]><graphml'),
      'xml.declarations',
    ),
    refused('graphml/of-words.graphml', bytesOf('graph, please'), 'table.headerOnly'),
  ];
}
