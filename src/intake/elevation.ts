/** Elevation: a GeoTIFF or an SRTM tile (.hgt), alone or in a zip, cut to the streets. */
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { ElevationTile } from '../domain/tables';
import type { DecodeCache } from './decode-cache';
import type { Bounds, ElevationPart, Grid } from './elevation-grid';
import { elsewhere, gridIn, windowOf } from './elevation-grid';
import { dataMembers, findMember } from './find-file';

/** More cells than this round one town are a mistake; as floats they are 160 MB. */
const mostCells = 40_000_000;

/**
 * The heights of one file within `bounds` and a little round them. `crs` is 'auto' or what the study says of the file. No tile and a note
 * where the file lies elsewhere. Faults: elevation.hgtName, elevation.hgtSize, elevation.notHeights, raster.* , crs.unknown, zips'.
 */
export async function readElevation(
  blob: Blob,
  file: string,
  crs: string,
  bounds: Bounds,
  cache: DecodeCache,
  control?: Control,
): Promise<Result<ElevationPart>> {
  const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (head[0] === 0x50 && head[1] === 0x4b) return readZipped(blob, file, crs, bounds, cache, control);
  const isTiff = (head[0] === 0x49 && head[1] === 0x49) || (head[0] === 0x4d && head[1] === 0x4d);
  if (isTiff && !/\.hgt$/i.test(file)) {
    const { readHeightRaster } = await import('./elevation-tiff');
    return readHeightRaster(blob, file, crs, bounds, mostCells, control);
  }
  if (!/\.hgt$/i.test(file)) return fail(fault('elevation.notHeights', {}, { file }));
  return readHgt(blob, file, bounds);
}

async function readZipped(
  blob: Blob,
  file: string,
  crs: string,
  bounds: Bounds,
  cache: DecodeCache,
  control: Control | undefined,
): Promise<Result<ElevationPart>> {
  const members = await dataMembers(blob, file);
  if (!members.ok) return members;
  const tiles: ElevationTile[] = [];
  const notes: Note[] = [...members.notes];
  let format: ElevationPart['format'] | null = null;
  for (const member of members.value.filter((name) => /\.(hgt|tiff?)$/i.test(name))) {
    const found = await findMember(blob, file, member, cache, control);
    if (!found.ok) return found;
    const read = await readElevation(found.value.blob, `${file}/${member}`, crs, bounds, cache, control);
    if (!read.ok) return read;
    tiles.push(...read.value.tiles);
    notes.push(...read.value.notes);
    format ??= read.value.format;
  }
  if (format === null) return fail(fault('elevation.notHeights', {}, { file }));
  return succeed({ format, tiles, notes });
}

/** What SRTM writes where it has nothing. */
const hgtVoid = -32768;

/** Big-endian 16-bit metres, row after row from the north, 1″ or 3″ apart; the name says the south-west corner. */
async function readHgt(blob: Blob, file: string, bounds: Bounds): Promise<Result<ElevationPart>> {
  const name = /([NS])(\d{2})([EW])(\d{3})[^/]*$/i.exec(file);
  if (name === null) return fail(fault('elevation.hgtName', {}, { file }));
  const size = Math.sqrt(blob.size / 2);
  if (size !== 1201 && size !== 3601) return fail(fault('elevation.hgtSize', { bytes: blob.size }, { file }));
  const south = Number(name[2]) * (name[1]!.toUpperCase() === 'S' ? -1 : 1);
  const west = Number(name[4]) * (name[3]!.toUpperCase() === 'W' ? -1 : 1);
  const step = 1 / (size - 1);
  const whole: Grid = { width: size, height: size, x: west, y: south + 1, dx: step, dy: -step };
  const window = windowOf(whole, bounds);
  if (window === null) return elsewhere('hgt', file);
  const view = new DataView(
    await blob.slice(2 * size * window.top, 2 * size * (window.top + window.height)).arrayBuffer(),
  );
  const heights = new Float32Array(window.width * window.height);
  for (let row = 0; row < window.height; row++)
    for (let column = 0; column < window.width; column++) {
      const value = view.getInt16(2 * (row * size + window.left + column));
      heights[row * window.width + column] = value === hgtVoid ? NaN : value;
    }
  return succeed({
    format: 'hgt',
    tiles: [{ file, crs: 'EPSG:4326', ...gridIn(whole, window), heights }],
    notes: [],
  });
}
