/** What a file is: by its bytes, and by its name only where the bytes leave it open. */
import type { FaultCode } from '../domain/codes';
import type { Fault, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import { compoundFormat } from './compound';
import { detectEncoding } from './decode';
import { withoutLead } from './geojson';
import type { GisFormat } from './open-gis';
import { gisBudgets } from './open-gis';
import type { StatFormat } from './open-stat';
import type { SheetFormat } from './spreadsheet';
import { extractEntry, listZip } from './zip';

export type Format =
  | SheetFormat
  | GisFormat
  | StatFormat
  | 'csv'
  | 'geojson'
  | 'osm.pbf'
  | 'osm.xml'
  | 'zip'
  | 'study.zip'
  | 'study.json';

const megabyte = 1024 * 1024;
/** Budgets in bytes. CSV and pbf stream; JSON and XML become one string, and V8 strings end at 512 MB. */
const most: Readonly<Record<Format, number>> = {
  csv: 1024 * megabyte,
  // The parser of spreadsheets holds all of one at once.
  xlsx: 100 * megabyte,
  xlsb: 100 * megabyte,
  ods: 100 * megabyte,
  xls: 100 * megabyte,
  html: 50 * megabyte,
  xml: 100 * megabyte,
  geojson: 400 * megabyte,
  ...gisBudgets,
  // SPSS and Stata files are held whole; the others are read piece by piece.
  sav: 512 * megabyte,
  dta: 512 * megabyte,
  parquet: 1024 * megabyte,
  geotiff: 2048 * megabyte,
  zip: 2048 * megabyte,
  'osm.pbf': 1024 * megabyte,
  'osm.xml': 400 * megabyte,
  'study.zip': 2048 * megabyte,
  'study.json': 16 * megabyte,
};

/** A format that this version reads, or the fault that names what the file is and what to do with it. Reads 64 KB at most. */
export async function sniff(blob: Blob, file: string): Promise<Result<Format>> {
  let head: Uint8Array;
  try {
    head = new Uint8Array(await blob.slice(0, 65536).arrayBuffer());
  } catch (error) {
    // A dropped folder is a File that cannot be read; so is one that was moved or changed since.
    return fail(unreadableFault(error, file));
  }
  if (blob.size === 0) return fail(fault('table.empty', {}, { file }));
  const known = startsWith(head, '\xd0\xcf\x11\xe0')
    ? await compoundFormat(blob, head, file)
    : binaryFormat(head, file, blob.size);
  if (known !== null && typeof known === 'object')
    return fail(fault(known.code, { format: known.format }, { file }));
  const format =
    known ??
    (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')
      ? await zipFormat(blob, file)
      : await textFormat(blob, head, file));
  if (typeof format === 'object')
    return fail('blanks' in format ? format : fault(format.code, { format: format.format }, { file }));
  if (blob.size > most[format])
    return fail(
      fault(
        'table.tooBig',
        { format, megabytes: Math.round(blob.size / megabyte), most: Math.round(most[format] / megabyte) },
        { file },
      ),
    );
  return succeed(format);
}

/** For files that vanish, change or turn out to be folders while being read. */
export function unreadableFault(error: unknown, file: string) {
  const reason = error instanceof Error ? error.name : String(error);
  return fault('table.notReadable', { reason }, { file });
}

interface Unread {
  readonly code: FaultCode;
  readonly format: string;
}

/** By first bytes; null where they are a zip's or text's. */
function binaryFormat(head: Uint8Array, file: string, size: number): Format | Unread | null {
  const at = (text: string, offset = 0): boolean => startsWith(head, text, offset);
  const name = file.toLowerCase();
  if (at('OSMHeader', 6) && head[0] === 0 && head[1] === 0) return 'osm.pbf';
  // Its own reader says what is wrong with one that does not begin so.
  if (name.endsWith('.pbf')) return 'osm.pbf';
  // Records of .xls from before there were compound files: BIFF2 to BIFF5, bare.
  const bare = [...head.subarray(0, 4)].join(' ');
  if (['9 0 4 0', '9 2 6 0', '9 4 6 0', '9 8 8 0', '9 8 16 0'].includes(bare)) return 'xls';
  if (at('SQLite format 3\0')) return 'gpkg';
  // Files of shapes and of their index begin alike.
  if (/\.(shx|prj|cpg|cst|sbn|sbx|qix)$/.test(name)) return { code: 'shp.lonePart', format: name };
  if (at('\0\0\x27\x0a') || name.endsWith('.shp')) return 'shapefile';
  if (name.endsWith('.dbf')) return 'dbf';
  if (at('$FL2') || at('$FL3')) return 'sav';
  if (at('ENCRYPTEDSAV')) return { code: 'table.locked', format: 'sav' };
  if (at('<stata_dta>') || isOldDta(head) || /\.dta$/.test(name)) return 'dta';
  if (/\.(sas7bdat|sas7bcat|xpt|por|rds|rdata)$/.test(name))
    return { code: 'table.statFormat', format: name.split('.').pop()! };
  if (at('HEADER RECORD*******')) return { code: 'table.statFormat', format: 'xpt' };
  if (at('PAR1')) return 'parquet';
  if (at('ARROW1') || at('FEA1')) return { code: 'table.statFormat', format: 'Arrow' };
  if (at('II*\0') || at('MM\0*') || at('II+\0') || at('MM\0+')) return 'geotiff';
  if (isHgt(name, size)) return { code: 'table.raster', format: 'HGT' };
  if (at('Rar!')) return { code: 'table.archive', format: 'rar' };
  if (at('7z\xbc\xaf\x27\x1c')) return { code: 'table.archive', format: '7z' };
  if (at('\x1f\x8b')) return { code: 'table.archive', format: 'gz' };
  if (at('BZh')) return { code: 'table.archive', format: 'bz2' };
  if (at('\x89PNG')) return { code: 'table.document', format: 'PNG' };
  if (at('\xff\xd8\xff')) return { code: 'table.document', format: 'JPEG' };
  if (at('GIF8')) return { code: 'table.document', format: 'GIF' };
  if (at('RIFF') && at('WEBP', 8)) return { code: 'table.document', format: 'WebP' };
  if (at('%PDF')) return { code: 'table.document', format: 'PDF' };
  return null;
}

/** Heights of the Shuttle mission, a degree square: 16 bits each in 1201 or 3601 rows, 3601 × 1801 far north; nothing else tells them. */
function isHgt(name: string, size: number): boolean {
  const isWhole = [1201 * 1201, 3601 * 3601, 1801 * 3601].includes(size / 2);
  return isWhole && (name.endsWith('.hgt') || /(^|\/)[ns]\d\d[ew]\d{3}[^/]*$/.test(name));
}

/** Stata's files before version 117: version, byte order, 1, 0. */
function isOldDta(head: Uint8Array): boolean {
  return (
    head[0]! >= 104 && head[0]! <= 115 && (head[1] === 1 || head[1] === 2) && head[2] === 1 && head[3] === 0
  );
}

async function zipFormat(blob: Blob, file: string): Promise<Format | Unread | Fault> {
  const listed = await listZip(blob, file);
  if (!listed.ok) return listed.fault;
  const names = listed.value.map((entry) => entry.name);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/(^|\/)study\.json$/)) return 'study.zip';
  if (has(/^\/?xl[/\\]workbook[^/]*\.bin$/i)) return 'xlsb';
  if (has(/^\/?xl[/\\]/i)) return 'xlsx';
  if (has(/^word\//)) return { code: 'table.document', format: 'docx' };
  if (has(/^ppt\//)) return { code: 'table.document', format: 'pptx' };
  if (has(/^content\.xml$/)) {
    // Text documents and slides are built alike; the first entry says which it is.
    const kind = listed.value.find((entry) => entry.name === 'mimetype' && entry.bytes < 200);
    const type = kind === undefined ? null : await extractEntry(blob, kind, file);
    const said = type?.ok === true ? await type.value.text() : '';
    return said === '' || said.includes('spreadsheet') ? 'ods' : { code: 'table.document', format: 'odt' };
  }
  if (has(/\.kml$/i) && (/\.kmz$/i.test(file) || has(/^doc\.kml$/i))) return 'kmz';
  return 'zip';
}

async function textFormat(blob: Blob, head: Uint8Array, file: string): Promise<Format | Unread> {
  const name = file.toLowerCase();
  const encoding = await detectEncoding(blob.slice(0, 65536));
  const label = encoding.label === 'mixed' ? encoding.main : encoding.label;
  const text = new TextDecoder(label).decode(head).trimStart();
  if (text === '' && blob.size <= head.length) return { code: 'table.empty', format: '' };
  if (isBinary(text))
    return { code: 'table.unknownFormat', format: /\.([a-z0-9]{1,8})$/.exec(name)?.[1] ?? '?' };
  const start = withoutLead(text.slice(0, 65536));
  if (start.startsWith('{') || (start.startsWith('[') && /\.(geo)?json[ls]?$/.test(name)))
    return jsonFormat(start, name);
  // Comments and texts, which are no table: the reader of JSON says where it stumbles.
  if (/^(\/[/*]|")/.test(start) && /\.(geo|topo)?json[ls]?$/.test(name)) return 'geojson';
  if (start.startsWith('<')) {
    if (/<osm[\s>]/.test(start)) return 'osm.xml';
    if (/<(\w+:)?kml[\s>]/.test(start)) return 'kml';
    if (/<(\w+:)?gpx[\s>]/.test(start)) return 'gpx';
    if (/<graphml[\s>]/.test(start)) return 'graphml';
    if (/<([a-z]+:)?FeatureCollection|opengis\.net\/gml/.test(start))
      return { code: 'table.gisFormat', format: 'GML' };
    if (/urn:schemas-microsoft-com:office:spreadsheet/.test(start) && !/<html/i.test(start)) return 'xml';
    if (/<!doctype html|<html|<table/i.test(start))
      return blob.size > most.html || /<table/i.test(await blob.text())
        ? 'html'
        : { code: 'table.document', format: 'HTML' };
    if (/^<\?xml|^<!/.test(start)) return { code: 'table.unknownFormat', format: 'XML' };
  }
  return name.endsWith('.osm') ? 'osm.xml' : 'csv';
}

function jsonFormat(start: string, name: string): Format | Unread {
  // Its objects have types of GeoJSON.
  if (/"type"\s*:\s*"Topology"/.test(start) && !/"type"\s*:\s*"FeatureCollection"/.test(start))
    return 'topojson';
  if (
    /"type"\s*:\s*"(FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection)"/.test(
      start,
    )
  )
    return 'geojson';
  if (/"version"\s*:/.test(start) && /"(layers|walk|need)"\s*:/.test(start)) return 'study.json';
  if (/(^|\/)study\.json$/.test(name) || name.endsWith('.study.json')) return 'study.json';
  // Not even a type in 64 KB: let the reader say what is wrong with it.
  return 'geojson';
}

/** Control characters that text does not have, more than a few and more than one in a hundred; NULs are forgiven (they are taken out and noted). */
function isBinary(text: string): boolean {
  let strange = 0;
  // eslint-disable-next-line no-control-regex
  for (const match of text.matchAll(/[\u0001-\u0008\u000b\u000e-\u0019\u001b-\u001d\u001f]/g))
    strange += match[0].length;
  const nuls = text.split('\0').length - 1;
  return (strange > 4 && strange * 100 > text.length) || nuls * 4 > text.length;
}

function startsWith(head: Uint8Array, text: string, offset = 0): boolean {
  for (let i = 0; i < text.length; i++) if (head[offset + i] !== text.charCodeAt(i)) return false;
  return true;
}
