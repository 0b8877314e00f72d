/** Zips and what they hold; files that are no data; names that lie. */
import { strToU8, zipSync } from 'fflate';
import type { Content, Made } from './made';
import { bytesOf, cut, elders, halfLoaded, joined, listed, loaded, refused, someRows } from './made';

export function otherFiles(seed: number): Made[] {
  return [...zips(seed), ...noData(), ...empties(), ...names(seed + 1)];
}

function zip(files: Record<string, Content>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)]))),
  );
}

/** Two entries of one length swap their names, so that both are called `to`. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const out = bytes.slice();
  const [a, b] = [strToU8(from), strToU8(to)];
  for (let at = 0; at + a.length <= out.length; at++)
    if (a.every((byte, i) => out[at + i] === byte)) out.set(b, at);
  return out;
}

/** The flags and sizes of the first entry, in its own header and in the directory. */
function patched(bytes: Uint8Array, local: number, central: number, values: readonly number[]): Uint8Array {
  const out = bytes.slice();
  const directory = out.findIndex(
    (_, at) => out[at] === 0x50 && out[at + 1] === 0x4b && out[at + 2] === 1 && out[at + 3] === 2,
  );
  out.set(values, local);
  out.set(values, directory + central);
  return out;
}

function zips(seed: number): Made[] {
  const text = elders(someRows(seed, 5));
  const good = zip({ '老人.csv': text });
  const locked = patched(good, 6, 8, [1 + 0, 8]);
  const unknownMethod = patched(good, 8, 10, [97, 0]);
  const wrongSum = patched(good, 14, 16, [1, 2, 3, 4]);
  return [
    loaded('zip/one-table.zip', good, 5),
    loaded('zip/two-tables.zip', zip({ 'elders-1.csv': text, 'elders-2.csv': text }), 10),
    loaded('zip/in-folders.zip', zip({ 'a/b/c/老人.csv': text }), 5),
    loaded(
      'zip/beside-papers.zip',
      zip({ '老人.csv': text, '说明.docx': 'x', 'readme.txt': 'x', '图.png': 'x' }),
      5,
    ),
    loaded(
      'zip/beside-leftovers-of-systems.zip',
      zip({ '老人.csv': text, '__MACOSX/._老人.csv': 'x', '.DS_Store': 'x', 'Thumbs.db': 'x' }),
      5,
    ),
    loaded('zip/beside-empty-folder.zip', zip({ '老人.csv': text, 'leer/': '' }), 5),
    loaded('zip/bytes-after-the-end.zip', joined(good, 'xyz'), 5),
    loaded('zip/slip-beside-table.zip', zip({ '老人.csv': text, '../../etc/elders.csv': text }), 5),
    loaded('zip/absolute-beside-table.zip', zip({ '老人.csv': text, '/etc/elders.csv': text }), 5),
    loaded('zip/drive-letter-beside-table.zip', zip({ '老人.csv': text, 'C:\\elders.csv': text }), 5),
    loaded('zip/backslashes.zip', zip({ 'a\\老人.csv': text }), 5),
    loaded(
      'zip/names-twice.zip',
      renamed(zip({ 'elders-a.csv': text, 'elders-b.csv': text }), 'elders-b.csv', 'elders-a.csv'),
      5,
    ),
    halfLoaded(
      'zip/one-broken-table-of-two.zip',
      zip({ 'elders-1.csv': text, 'elders-2.csv': '' }),
      'table.empty',
      5,
    ),
    refused('zip/only-slip.zip', zip({ '../elders.csv': text }), 'table.archive'),
    refused('zip/empty.zip', zip({}), 'table.archive'),
    refused('zip/only-papers.zip', zip({ 'a.docx': 'x', 'b.pdf': 'x' }), 'table.archive'),
    refused('zip/zip-in-zip.zip', zip({ 'a.zip': good }), 'zip.inZip'),
    refused('zip/locked.zip', locked, 'zip.locked'),
    refused('zip/method-unknown.zip', unknownMethod, 'zip.damaged'),
    refused('zip/checksum-wrong.zip', wrongSum, 'zip.damaged'),
    refused('zip/cut.zip', cut(good, 0.7), 'zip.damaged'),
    refused('zip/mark-only.zip', 'PK\x03\x04', 'zip.damaged'),
    refused('zip/bomb.zip', zipSync({ 'a.csv': new Uint8Array(60_000_000) }, { level: 9 }), 'zip.bomb'),
    refused(
      'zip/too-many-tables.zip',
      zip(Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`${i}.csv`, text]))),
      'zip.tooManyFiles',
    ),
    refused('zip/entries-70000.zip', manyEntries(70_000), 'zip.tooMany'),
  ];
}

/** A directory of so many names of nothing. */
function manyEntries(count: number): Uint8Array {
  const name = bytesOf('a');
  const entry = new Uint8Array(46 + name.length);
  entry.set([0x50, 0x4b, 1, 2]);
  entry[28] = name.length;
  entry.set(name, 46);
  const out = new Uint8Array(4 + count * entry.length + 22);
  out.set([0x50, 0x4b, 3, 4]);
  for (let i = 0; i < count; i++) out.set(entry, 4 + i * entry.length);
  const end = new DataView(out.buffer, out.length - 22);
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, Math.min(count, 65535), true);
  end.setUint16(10, Math.min(count, 65535), true);
  end.setUint32(12, count * entry.length, true);
  end.setUint32(16, 4, true);
  return out;
}

function noData(): Made[] {
  const filler = Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256);
  const document = (name: string, head: Content): Made =>
    refused(`no-data/${name}`, joined(head, filler), 'table.document');
  const archive = (name: string, head: Content): Made =>
    refused(`no-data/${name}`, joined(head, filler), 'table.archive');
  const unknown = (name: string, head: Content): Made =>
    refused(`no-data/${name}`, joined(head, filler), 'table.unknownFormat');
  return [
    document('photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)),
    document('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)),
    document('photo.gif', 'GIF89a'),
    document('photo.webp', 'RIFF\0\0\0\0WEBP'),
    document('paper.pdf', '%PDF-1.7\n'),
    document('photo-named-csv.csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)),
    document('paper-named-xlsx.xlsx', '%PDF-1.7\n'),
    refused(
      'no-data/paper.docx',
      zip({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }),
      'table.document',
    ),
    refused(
      'no-data/slides.pptx',
      zip({ '[Content_Types].xml': '<x/>', 'ppt/presentation.xml': '<x/>' }),
      'table.document',
    ),
    refused(
      'no-data/text.odt',
      zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
      'table.document',
    ),
    archive('packed.rar', 'Rar!\x1a\x07\0'),
    archive('packed.7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)),
    archive('packed.csv.gz', Uint8Array.of(0x1f, 0x8b, 8, 0)),
    archive('packed.bz2', 'BZh9'),
    unknown('program.exe', 'MZ\x90\0'),
    unknown('library.dll', 'MZ\x90\0'),
    unknown('sound.mp3', 'ID3\x03\0'),
    unknown('film.mp4', '\0\0\0\x18ftypmp42'),
    unknown('font.ttf', '\0\x01\0\0\0'),
    unknown('drawing.dwg', 'AC1027\0\0\0'),
    unknown('bytes-without-ending', '\x01\x02\x03'),
    refused('no-data/some.xml', '<?xml version="1.0"?><note><to>x</to></note>', 'table.unknownFormat'),
    refused(
      'no-data/features.gml',
      '<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>',
      'table.gisFormat',
    ),
    refused('no-data/page.html', '<!doctype html><html><body>no table</body></html>', 'table.document'),
    refused('no-data/one-line.txt', 'hello world', 'table.headerOnly'),
    listed('no-data/prose.md', '# 标题\n\n一段话。\n\n又一段话。\n', 'table.unknownLayer', 2),
  ];
}

/** Nothing in them, whatever they are called. */
function empties(): Made[] {
  const endings = [
    'csv',
    'tsv',
    'txt',
    'xlsx',
    'xls',
    'xlsb',
    'ods',
    'geojson',
    'json',
    'topojson',
    'shp',
    'dbf',
    'zip',
    'kml',
    'kmz',
    'gpx',
    'gpkg',
    'parquet',
    'sav',
    'zsav',
    'dta',
    'tif',
    'osm',
    'pbf',
    'graphml',
    'png',
  ];
  return endings.map((ending) => refused(`zero-bytes/nothing-in-${ending}.${ending}`, '', 'table.empty'));
}

function names(seed: number): Made[] {
  const text = elders(someRows(seed, 4));
  return [
    '老人 (1).csv',
    '老人#%&+.csv',
    "elders'quote.csv",
    'élders.csv',
    '老人😀.csv',
    '.elders.csv',
    'elders.backup.csv.txt',
    'elders.csv ',
    `${'长'.repeat(60)}.csv`,
    'a folder named like a table.csv/inside.csv',
    'a folder named like a workbook.xlsx/inside.csv',
    '__proto__',
    'constructor.csv',
    'aux.csv',
  ].map((name) => loaded(`name/${name}`, text, 4));
}
