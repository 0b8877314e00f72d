/** Files made to bring a reader down, each small. */
import { deflateSync, zipSync } from 'fflate';
import * as XLSX from '@e965/xlsx';

type Bytes = Uint8Array<ArrayBuffer>;

export function xlsxOf(rows: readonly (readonly (string | number)[])[]): Blob {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows as (string | number)[][]), 'Sheet1');
  return new Blob([XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer]);
}

export function zipOf(files: Readonly<Record<string, Bytes | string>>): Bytes {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, data]) => [
        name,
        typeof data === 'string' ? new TextEncoder().encode(data) : data,
      ]),
    ),
    { level: 6 },
  ) as Bytes;
}

/** Central directory entries as a hostile writer would have them; data lie where `headerAt` says. */
interface RawEntry {
  readonly name: string;
  readonly method?: number;
  readonly flags?: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

/** A zip of given bytes followed by a directory that says whatever it likes. */
export function rawZip(data: Bytes, entries: readonly RawEntry[], count = entries.length): Bytes {
  const names = entries.map(({ name }) => new TextEncoder().encode(name));
  const size = names.reduce((sum, name) => sum + 46 + name.length, 0);
  const out = new Uint8Array(data.length + size + 22);
  const view = new DataView(out.buffer);
  out.set(data);
  let at = data.length;
  entries.forEach((entry, i) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 8, entry.flags ?? 0, true);
    view.setUint16(at + 10, entry.method ?? 8, true);
    view.setUint32(at + 20, entry.packedBytes, true);
    view.setUint32(at + 24, entry.bytes, true);
    view.setUint16(at + 28, names[i]!.length, true);
    view.setUint32(at + 42, entry.headerAt, true);
    out.set(names[i]!, at + 46);
    at += 46 + names[i]!.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, Math.min(65_535, count), true);
  view.setUint16(at + 10, Math.min(65_535, count), true);
  view.setUint32(at + 12, size, true);
  view.setUint32(at + 16, data.length, true);
  return out;
}

/** One local header and deflated data. */
function local(name: string, packed: Uint8Array, flags = 0): Bytes {
  const label = new TextEncoder().encode(name);
  const out = new Uint8Array(30 + label.length + packed.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(6, flags, true);
  view.setUint16(8, 8, true);
  view.setUint16(26, label.length, true);
  out.set(label, 30);
  out.set(packed, 30 + label.length);
  return out;
}

const zeros = (megabytes: number): Uint8Array =>
  deflateSync(new Uint8Array(megabytes * 2 ** 20), { level: 9 });

/** The same zip whose directory says that one entry is larger than it is. */
function claiming(zip: Bytes, name: string, bytes: number): Bytes {
  const label = new TextEncoder().encode(name);
  const view = new DataView(zip.buffer);
  for (let at = 0; at + 46 < zip.length; at++)
    if (view.getUint32(at, true) === 0x02014b50 && label.every((byte, i) => zip[at + 46 + i] === byte))
      view.setUint32(at + 24, bytes, true);
  return zip;
}

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook of one sheet. */
function bookParts(sheet: string, strings: string): Record<string, string> {
  return {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    'xl/sharedStrings.xml': strings,
  };
}

const cellsOf = (row: number, values: readonly (string | number)[]): string =>
  `<row r="${row}">${values.map((value, at) => `<c r="${'ABCDE'[at]}${row}" t="${typeof value === 'number' ? 'n' : 'str'}"><v>${value}</v></c>`).join('')}</row>`;
const smallTable = cellsOf(1, ['id', 'lon', 'lat', 'elders']) + cellsOf(2, ['a', 103.8, 36.1, 4]);
const sheetXml = (data: string, more = ''): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${more}<sheetData>${data}</sheetData></worksheet>`;
const noStrings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';

const laughs = [
  '<!DOCTYPE x [<!ENTITY a "hahahahahahahahahaha">',
  ...[...'bcdefghij'].map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(20)}">`),
  ']>',
].join('');

function compound(streams: Readonly<Record<string, Uint8Array>>): Bytes {
  const { CFB } = XLSX as unknown as {
    CFB: {
      utils: { cfb_new(): object; cfb_add(container: object, name: string, data: Uint8Array): void };
      write(container: object, options: { type: 'array' }): ArrayLike<number>;
    };
  };
  const container = CFB.utils.cfb_new();
  for (const [name, data] of Object.entries(streams)) CFB.utils.cfb_add(container, name, data);
  return Uint8Array.from(CFB.write(container, { type: 'array' }));
}

/** BIFF8 records: a beginning, one that says the rest is encrypted, bytes that are. */
function lockedXls(): Bytes {
  const record = (id: number, data: readonly number[]): number[] => [
    id & 255,
    id >> 8,
    data.length,
    0,
    ...data,
  ];
  const noise = Array.from({ length: 200 }, (_, i) => (i * 73) & 255);
  return compound({
    '/Workbook': Uint8Array.from([
      ...record(0x809, [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]),
      ...record(0x2f, [1, 0, 1, 0, 1, 0, ...noise.slice(0, 48)]),
      ...record(0x85, noise.slice(0, 20)),
      ...record(0x0a, []),
      ...noise,
      ...new Array<number>(5000).fill(0),
    ]),
  });
}

/** Files that must be refused in words, or read, quickly and in little memory: name → bytes and what is to come of them. */
export function hostileFiles(): Record<string, { readonly bytes: Bytes; readonly code: string }> {
  const bomb = zeros(64);
  const half = deflateSync(new TextEncoder().encode('id,lon,lat\n' + 'a,1,2\n'.repeat(2000)));
  const inner = zipOf({ 'a.csv': 'id,lon,lat\n1,2,3\n' });
  const random = Uint8Array.from({ length: 3 * 2 ** 20 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) & 255);
  let digits = '';
  for (let i = 0, x = 1; i < 500_000; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    digits += x;
  }
  const hugeBook = zipOf(bookParts(sheetXml(`${smallTable}<!--${digits}-->`), noStrings));
  const many = Array.from({ length: 1_000_000 }, (_, i) => ({
    name: `f${i}.csv`,
    packedBytes: 0,
    bytes: 0,
    headerAt: 0,
  }));
  const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
  return {
    'ratio.zip': {
      bytes: rawZip(local('a.csv', bomb), [
        { name: 'a.csv', packedBytes: bomb.length, bytes: 64 * 2 ** 20, headerAt: 0 },
      ]),
      code: 'zip.bomb',
    },
    'lying.zip': {
      bytes: rawZip(local('a.csv', bomb), [
        { name: 'a.csv', packedBytes: bomb.length, bytes: 1_000_000, headerAt: 0 },
      ]),
      code: 'zip.bomb',
    },
    'nested.zip': { bytes: zipOf({ 'b.zip': zipOf({ 'c.zip': inner }) }), code: 'zip.inZip' },
    'overlapping.zip': {
      bytes: rawZip(
        local('a.csv', half),
        Array.from({ length: 50 }, (_, i) => ({
          name: `${i}.csv`,
          packedBytes: half.length,
          bytes: 12_011,
          headerAt: 0,
        })),
      ),
      code: 'zip.overlap',
    },
    'million.zip': { bytes: rawZip(local('f0.csv', new Uint8Array(0)), many), code: 'zip.tooMany' },
    'locked.zip': {
      bytes: rawZip(local('a.csv', half, 1), [
        { name: 'a.csv', flags: 1, packedBytes: half.length, bytes: 12_011, headerAt: 0 },
      ]),
      code: 'zip.locked',
    },
    'entities.xlsx': {
      bytes: zipOf(bookParts(sheetXml(smallTable), `${laughs}<sst><si><t>&j;</t></si></sst>`)),
      code: 'sheet.declarations',
    },
    'strings.xlsx': {
      bytes: zipOf(
        bookParts(
          sheetXml(
            cellsOf(1, ['id', 'lon', 'lat']) +
              Array.from(
                { length: 20_000 },
                (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c></row>`,
              ).join(''),
          ),
          `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`,
        ),
      ),
      code: 'sheet.tooBig',
    },
    'dimension.xlsx': {
      bytes: zipOf(bookParts(sheetXml(smallTable, '<dimension ref="A1:XFD1048576"/>'), noStrings)),
      code: '',
    },
    'corner.xlsx': {
      bytes: zipOf(
        bookParts(sheetXml(`${smallTable}<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>`), noStrings),
      ),
      code: '',
    },
    'huge.xlsx': { bytes: claiming(hugeBook, 'xl/worksheets/sheet1.xml', 160e6), code: 'sheet.tooBig' },
    'damaged.gpkg': {
      bytes: Uint8Array.from([...utf8('SQLite format 3\0'), ...random.subarray(0, 500_000)]),
      code: 'gpkg.damaged',
    },
    'damaged.parquet': {
      bytes: Uint8Array.from([
        ...utf8('PAR1'),
        ...random.subarray(0, 500_000),
        0xff,
        0xff,
        6,
        0,
        ...utf8('PAR1'),
      ]),
      code: 'table.parquetDamaged',
    },
    'repeats.ods': {
      bytes: zipOf({
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'META-INF/manifest.xml': '<manifest/>',
        'content.xml':
          '<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1024" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>',
      }),
      code: 'sheet.tooManyCells',
    },
    'locked.xlsx': {
      bytes: compound({ '/EncryptedPackage': new Uint8Array(6000), '/EncryptionInfo': new Uint8Array(200) }),
      code: 'table.locked',
    },
    'locked.xls': { bytes: lockedXls(), code: 'table.locked' },
    'entities.kml': {
      bytes: utf8(
        `<?xml version="1.0"?>${laughs}<kml><Document><Placemark><name>&j;</name><Point><coordinates>103.8,36.1</coordinates></Point></Placemark></Document></kml>`,
      ),
      code: 'xml.declarations',
    },
    'entities.gpx': {
      bytes: utf8(
        `<?xml version="1.0"?>${laughs}<gpx><wpt lat="36.1" lon="103.8"><name>&j;</name></wpt></gpx>`,
      ),
      code: 'xml.declarations',
    },
    'entities.osm': {
      bytes: utf8(
        `<?xml version="1.0"?>${laughs}<osm><node id="1" lat="36.1" lon="103.8"/><node id="2" lat="36.2" lon="103.8"/><way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/><tag k="name" v="&j;"/></way></osm>`,
      ),
      code: 'osm.declarations',
    },
    'deep.geojson': {
      bytes: utf8(
        `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":${'['.repeat(200_000)}${']'.repeat(200_000)}},"properties":{}}]}`,
      ),
      code: 'table.notJson',
    },
    'line.csv': { bytes: utf8(`id,${'x'.repeat(30_000_000)}`), code: 'table.unknownFormat' },
  };
}
