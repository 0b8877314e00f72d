/** Little files for the intake tests: text in any encoding, one-layer studies. */
import type { Result } from '../../src/domain/fault';
import type { LayerKind, LayerSource, Study, StudySettings } from '../../src/domain/study';
import { defaultSettings } from '../../src/domain/study';
import type { FileReport, Tables } from '../../src/domain/tables';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';

const gbCodes = new Map<string, [number, number]>();
{
  const decoder = new TextDecoder('gb18030', { fatal: true });
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && !gbCodes.has(character)) gbCodes.set(character, [lead, trail]);
    }
}

/** Text as GBK bytes; throws on what GBK cannot write. */
export function gbk(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const pair = gbCodes.get(character);
      if (pair === undefined) throw new Error(`not in GBK: ${character}`);
      bytes.push(...pair);
    }
  }
  return Uint8Array.from(bytes);
}

export function utf16(text: string, isLittle: boolean, hasMark: boolean): Uint8Array<ArrayBuffer> {
  const marked = hasMark ? `\uFEFF${text}` : text;
  const view = new DataView(new ArrayBuffer(2 * marked.length));
  for (let i = 0; i < marked.length; i++) view.setUint16(2 * i, marked.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
}

export type Content = string | Uint8Array<ArrayBuffer> | Blob;

export function blobOf(content: Content): Blob {
  return content instanceof Blob ? content : new Blob([content]);
}

/** A study of the given files, one a layer unless sources say more. */
export function studyOf(
  files: Readonly<Record<string, Content>>,
  layers: Readonly<Partial<Record<LayerKind, string | Partial<LayerSource>[]>>>,
  settings: Partial<StudySettings> = {},
): Study {
  const full: Partial<Record<LayerKind, LayerSource[]>> = {};
  for (const [kind, given] of Object.entries(layers) as [LayerKind, string | Partial<LayerSource>[]][])
    full[kind] = (typeof given === 'string' ? [{ file: given }] : given).map((source) => ({
      file: '',
      encoding: 'auto',
      crs: 'auto',
      columns: {},
      ...source,
    }));
  return {
    settings: { ...defaultSettings, ...settings, layers: full },
    files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, blobOf(content)])),
  };
}

/** Reads one file as one layer, with a cache of its own. */
export function readOne(
  kind: LayerKind,
  file: string,
  content: Content,
  source: Partial<LayerSource> = {},
): Promise<Result<Tables>> {
  return readTables(studyOf({ [file]: content }, { [kind]: [{ file, ...source }] }), {
    cache: new DecodeCache(),
  });
}

export interface Read {
  readonly tables: Tables;
  readonly report: FileReport;
}

/** The same where it must succeed; checks the ledger on the way. */
export async function mustRead(
  kind: LayerKind,
  file: string,
  content: Content,
  source: Partial<LayerSource> = {},
): Promise<Read> {
  const read = await readOne(kind, file, content, source);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  const report = read.value.reports[0]!;
  if (report.rowsRead !== report.rowsUsed + report.refused.length) throw new Error('ledger does not balance');
  return { tables: read.value, report };
}

export async function faultOf(
  kind: LayerKind,
  file: string,
  content: Content,
  source: Partial<LayerSource> = {},
): Promise<{ code: string; blanks: Record<string, unknown>; at: unknown }> {
  const read = await readOne(kind, file, content, source);
  if (read.ok) throw new Error('was read');
  return { code: read.fault.code, blanks: { ...read.fault.blanks }, at: read.fault.at };
}

/** A square of `size` degrees with its south-west corner at (lon, lat). */
export function square(lon: number, lat: number, size = 0.01): number[][] {
  return [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ];
}

export function collection(features: unknown[], more: object = {}): string {
  return JSON.stringify({ type: 'FeatureCollection', ...more, features });
}

export function feature(type: string, coordinates: unknown, properties: object = {}): object {
  return { type: 'Feature', properties, geometry: type === '' ? null : { type, coordinates } };
}
