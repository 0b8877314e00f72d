/** The zip that a workbook is: judged before a byte is inflated, then only the parts that the reader needs, and those within a budget. */
import { zipSync } from 'fflate';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { ZipEntry } from './zip';
import { extractEntry, listZip } from './zip';

export const sheetLimits = {
  /** Inflated bytes handed to the parser at once: about 700,000 rows of five columns. */
  bytes: 150 * 1024 ** 2,
  /** Below this every sheet is parsed to find the best; above it the largest is taken, unread. */
  allSheetsBytes: 40 * 1024 ** 2,
  /** Characters of one sheet's text. */
  characters: 400_000_000,
  /** Cells that an .ods may repeat ("this row 1,048,576 times"). */
  cells: 20_000_000,
} as const;

export interface SheetPackage {
  /** A zip again, uncompressed, of the needed parts only. */
  readonly bytes: Uint8Array;
  /** The one sheet to parse; null for all. */
  readonly only: string | null;
  /** XML text of a sheet by its name, for xlsx; of .ods the text of content.xml under ''. Empty for xlsb. */
  readonly xml: ReadonlyMap<string, string>;
}

const longString = 4096;

const neededParts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|mimetype|META-INF\/manifest\.xml|styles\.xml|content\.xml|meta\.xml|xl\/(_rels\/[^/]+|workbook[^/]*\.(xml|bin)|styles[^/]*\.(xml|bin)|sharedstrings\.(xml|bin)|metadata\.(xml|bin)|persons\/[^/]+\.xml))$/i;

/** Takes apart an xlsx, xlsm, xlsb or ods. `sheet`: the only one wanted, null where the best is still to be found. */
export async function openPackage(
  blob: Blob,
  file: string,
  sheet: string | null,
  control?: Control,
): Promise<Result<SheetPackage>> {
  const listed = await listZip(blob, file);
  if (!listed.ok) return listed;
  const entries = new Map<string, ZipEntry>();
  for (const entry of listed.value) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\//, '');
    if (!entries.has(name)) entries.set(name, entry);
  }
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  let bytes = 0;
  const take = async (name: string): Promise<Result<null>> => {
    const entry = entries.get(name)!;
    if (parts.has(name)) return succeed(null);
    bytes += entry.bytes;
    if (bytes > sheetLimits.bytes) return fail(tooBig(file, bytes));
    const part = await extractEntry(blob, entry, file, control);
    if (!part.ok) return part;
    const data = new Uint8Array(await part.value.arrayBuffer());
    // Entities can swell without bound and no spreadsheet program writes them.
    if (
      !name.endsWith('.bin') &&
      new TextDecoder('latin1').decode(data.subarray(0, 65_536)).includes('<!ENTITY')
    )
      return fail(fault('sheet.declarations', { part: name }, { file }));
    parts.set(name, data);
    return succeed(null);
  };
  const takeAll = async (names: Iterable<string>): Promise<Result<null>> => {
    for (const name of names) {
      const taken = await take(name);
      if (!taken.ok) return taken;
    }
    return succeed(null);
  };

  const isOds = entries.has('content.xml') && !entries.has('[Content_Types].xml');
  const basics = await takeAll([...entries.keys()].filter((name) => neededParts.test(name)));
  if (!basics.ok) return basics;
  if (isOds) return odsPackage(parts, file, sheet);

  const sheets = sheetParts(parts);
  const names = [...entries.keys()].filter((name) => /^xl\/(worksheets\/[^/]+\.(xml|bin))$/i.test(name));
  const sizes = new Map(names.map((name) => [name, entries.get(name)!.bytes]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  let only: string | null = null;
  if (sheets.length > 0 && (sheet !== null || total > sheetLimits.allSheetsBytes)) {
    const visible = sheets.filter((one) => !one.isHidden);
    const wanted =
      sheet !== null
        ? sheets.find((one) => one.name === sheet)
        : (visible.length > 0 ? visible : sheets).toSorted(
            (a, b) => (sizes.get(b.part) ?? 0) - (sizes.get(a.part) ?? 0),
          )[0];
    // A sheet of that name that is not there is the caller's to say: it has the names then.
    only = wanted?.name ?? null;
    const needed = wanted === undefined || !sizes.has(wanted.part) ? [] : [wanted.part];
    const taken = await takeAll(needed);
    if (!taken.ok) return taken;
  } else {
    const taken = await takeAll(names);
    if (!taken.ok) return taken;
  }
  const xml = new Map<string, string>();
  for (const one of sheets) {
    const data = parts.get(one.part);
    if (data !== undefined && one.part.endsWith('.xml')) xml.set(one.name, new TextDecoder().decode(data));
  }
  const characters = repeatedCharacters(parts, xml);
  if (characters > sheetLimits.characters) return fail(tooBig(file, characters, sheetLimits.characters));
  return succeed({ bytes: repacked(parts), only, xml });
}

/** Characters of long shared strings, each as often as the largest sheet's cells name it: one of 32,767 a million times is 30 GB of text. */
function repeatedCharacters(
  parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  xml: ReadonlyMap<string, string>,
): number {
  const name = [...parts.keys()].find((part) => /sharedstrings\.xml$/i.test(part));
  if (name === undefined) return 0;
  const text = new TextDecoder().decode(parts.get(name));
  const long = new Map<number, number>();
  let index = 0;
  for (let at = text.indexOf('<si>'); at >= 0; index++) {
    const next = text.indexOf('<si>', at + 4);
    const length = (next < 0 ? text.length : next) - at;
    if (length > longString) long.set(index, length);
    at = next;
  }
  if (long.size === 0) return 0;
  let most = 0;
  for (const sheet of xml.values()) {
    let total = 0;
    for (const match of sheet.matchAll(/\st="s"[^<>]*><v>(\d+)</g)) total += long.get(Number(match[1])) ?? 0;
    most = Math.max(most, total);
  }
  return most;
}

function tooBig(file: string, bytes: number, most: number = sheetLimits.bytes) {
  return fault(
    'sheet.tooBig',
    { megabytes: Math.round(bytes / 1024 ** 2), most: Math.round(most / 1024 ** 2) },
    { file },
  );
}

function repacked(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(parts), { level: 0 });
}

interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

/** Sheets of an xlsx and the parts that hold them; none for xlsb, whose workbook is not XML. */
function sheetParts(parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): SheetPart[] {
  const text = (pattern: RegExp): string => {
    for (const [name, data] of parts) if (pattern.test(name)) return new TextDecoder().decode(data);
    return '';
  };
  const targets = new Map<string, string>();
  for (const match of text(/^xl\/_rels\/workbook[^/]*\.xml\.rels$/i).matchAll(
    /<(?:\w+:)?Relationship\s[^>]*>/g,
  )) {
    const id = attribute(match[0], 'Id');
    const target = attribute(match[0], 'Target').replace(/^\.\//, '');
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const found: SheetPart[] = [];
  for (const match of text(/^xl\/workbook[^/]*\.xml$/i).matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)) {
    const part = targets.get(attribute(match[0], '(?:\\w+:)id'));
    if (part === undefined) continue;
    found.push({
      name: attribute(match[0], 'name'),
      part,
      isHidden: /hidden/i.test(attribute(match[0], 'state')),
    });
  }
  return found;
}

/** Cuts content.xml down to the sheet that is wanted, or where there is much of it to the largest, and counts what is repeated. */
function odsPackage(
  parts: Map<string, Uint8Array<ArrayBuffer>>,
  file: string,
  sheet: string | null,
): Result<SheetPackage> {
  const manifest = parts.get('META-INF/manifest.xml');
  if (manifest !== undefined && /encryption-data/.test(new TextDecoder().decode(manifest)))
    return fail(fault('table.locked', { format: 'ods' }, { file }));
  // The parser tells .ods by its manifest; one that has lost it is an .ods all the same.
  if (manifest === undefined) parts.set('META-INF/manifest.xml', new TextEncoder().encode('<manifest/>'));
  let text = new TextDecoder().decode(parts.get('content.xml'));
  const tables = tableSections(text);
  let only: string | null = null;
  if (tables.length > 1 && (sheet !== null || text.length > sheetLimits.allSheetsBytes)) {
    const wanted =
      sheet !== null
        ? tables.find((one) => one.name === sheet)
        : tables.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
    if (wanted !== undefined) {
      only = wanted.name;
      // The others stay as names, so that they can be listed and chosen.
      const cut = tables.map((one) =>
        one === wanted
          ? text.slice(one.start, one.end)
          : `${text.slice(one.start, one.open)}<table:table-row/></table:table>`,
      );
      text = text.slice(0, tables[0]!.start) + cut.join('') + text.slice(tables.at(-1)!.end);
      parts.set('content.xml', new TextEncoder().encode(text));
    }
  }
  const cells = repeatedCells(text);
  if (cells > sheetLimits.cells)
    return fail(fault('sheet.tooManyCells', { count: cells, most: sheetLimits.cells }, { file }));
  return succeed({ bytes: repacked(parts), only, xml: new Map([['', text]]) });
}

interface TableSection {
  readonly name: string;
  readonly start: number;
  /** Where its start tag ends. */
  readonly open: number;
  readonly end: number;
}

function tableSections(text: string): TableSection[] {
  const found: TableSection[] = [];
  const starts = /<table:table\s[^>]*>/g;
  const close = '</table:table>';
  for (;;) {
    const match = starts.exec(text);
    if (match === null) return found;
    const open = match.index + match[0].length;
    if (match[0].endsWith('/>')) continue;
    const closed = text.indexOf(close, open);
    const end = closed < 0 ? text.length : closed + close.length;
    found.push({ name: attribute(match[0], 'table:name'), start: match.index, open, end });
    starts.lastIndex = end;
  }
}

/** Cells with something in them once every repeat is written out. */
function repeatedCells(text: string): number {
  let total = 0;
  let rows = 1;
  for (const match of text.matchAll(/<table:(table-row|table-cell)(\s[^>]*)?>(?!<\/table:table-cell>)/g)) {
    const attributes = match[2] ?? '';
    if (match[1] === 'table-row') {
      rows = repeat(attributes, 'rows');
      continue;
    }
    if (attributes.endsWith('/') && !attributes.includes('office:value-type')) continue;
    total += rows * repeat(attributes, 'columns');
  }
  return total;
}

function repeat(attributes: string, what: 'rows' | 'columns'): number {
  const at = attributes.indexOf(`number-${what}-repeated="`);
  if (at < 0) return 1;
  const count = parseInt(attributes.slice(at + 18 + what.length), 10);
  return Number.isFinite(count) && count > 0 ? count : 1;
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return (match?.[1] ?? match?.[2] ?? '')
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, word: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[word] ?? '&',
    )
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, parseInt(code, hex === '' ? 10 : 16) || 63)),
    );
}
