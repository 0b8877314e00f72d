/** Files of statistics programs and rasters of people, as tables. */
import type { Result } from '../domain/fault';
import type { Control } from '../domain/progress';
import { readDta } from './dta';
import { readSav } from './sav';
import type { TextTable } from './text-table';

export const statFormats = ['sav', 'dta', 'parquet', 'geotiff'] as const;
export type StatFormat = (typeof statFormats)[number];

export function isStatFormat(format: string): format is StatFormat {
  return (statFormats as readonly string[]).includes(format);
}

/** `encoding`: 'auto' or a TextDecoder label, for formats whose texts have one. */
export async function openStat(
  blob: Blob,
  file: string,
  format: StatFormat,
  encoding: string,
  control?: Control,
): Promise<Result<TextTable>> {
  switch (format) {
    case 'sav':
      return readSav(blob, file, encoding, control);
    case 'dta':
      return readDta(blob, file, encoding, control);
    case 'parquet':
      return (await import('./parquet')).readParquet(blob, file, control);
    case 'geotiff':
      return (await import('./population-raster')).readPopulationRaster(blob, file, control);
  }
}
