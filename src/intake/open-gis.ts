/** Formats of geographic programs, each to one table; readers that need a library fetch it when the first such file comes. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { decodeWhole, detectEncoding, namedEncoding } from './decode';
import type { Siblings } from './find-file';
import type { TextTable } from './text-table';

const megabyte = 1024 * 1024;
/** Budgets in bytes: all of these are in memory whole while they are read. */
export const gisBudgets = {
  shapefile: 400 * megabyte,
  dbf: 400 * megabyte,
  gpkg: 400 * megabyte,
  kml: 400 * megabyte,
  kmz: 400 * megabyte,
  gpx: 400 * megabyte,
  topojson: 400 * megabyte,
  graphml: 400 * megabyte,
} as const;

export type GisFormat = keyof typeof gisBudgets;

export function isGisFormat(format: string): format is GisFormat {
  return Object.hasOwn(gisBudgets, format);
}

/** `sheet` names a layer of a GeoPackage or an object of a TopoJSON; of a KMZ the document at its root is read. */
export async function openGis(
  blob: Blob,
  file: string,
  format: GisFormat,
  options: {
    readonly encoding: string;
    readonly sheet?: string | null | undefined;
    readonly siblings?: Siblings | undefined;
  },
  control?: Control,
): Promise<Result<TextTable>> {
  const { encoding, sheet = null, siblings = {} } = options;
  switch (format) {
    case 'shapefile':
      return (await import('./shapefile')).readShapefile(blob, siblings, file, encoding, control);
    case 'dbf':
      return (await import('./shapefile')).readDbfTable(blob, siblings, file, encoding, control);
    case 'gpkg':
      return (await import('./geopackage')).readGeoPackage(blob, file, sheet, control);
    case 'kml':
    case 'kmz':
      return (await import('./kml')).readKml(blob, file, format, encoding, control);
    case 'gpx':
      return (await import('./gpx')).readGpx(blob, file, encoding, control);
    case 'graphml':
      return (await import('./graphml')).readGraphMl(blob, file, encoding, control);
    case 'topojson': {
      const notes: Note[] = [];
      const chosen = encoding === 'auto' ? await detectEncoding(blob, control) : namedEncoding(encoding);
      if (chosen === null) return fail(fault('table.unknownEncoding', { encoding }, { file }));
      const text = await decodeWhole(blob, chosen, notes, file, control);
      const read = (await import('./topojson')).readTopoJson(text, file, chosen.main, sheet);
      return read.ok ? succeed({ ...read.value, notes: [...notes, ...read.value.notes] }) : read;
    }
  }
}
