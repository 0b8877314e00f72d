/** KML, KMZ and GPX. */
import { strToU8, zipSync } from 'fflate';
import { gbk, utf16 } from '../core/intake-files';
import type { Content, Made } from './made';
import { cut, loaded, refused } from './made';

export function kmlFiles(): Made[] {
  return [...kmls(), ...gpxs()];
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
