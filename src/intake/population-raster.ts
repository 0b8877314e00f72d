/** GeoTIFF rasters of people: each cell with elders becomes a row of elders. Heavy: import it when such a file comes. */
import type { Feature, Polygon } from 'geojson';
import type { GeoTIFFImage } from 'geotiff';
import { GeoTIFF } from 'geotiff';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { BandMeaning } from './raster-ages';
import { agesText, bandMeanings } from './raster-ages';
import { numberText } from './stat-text';
import type { TextTable } from './text-table';

/** More values than this are minutes of work: a country, not a town. */
const mostValues = 200_000_000;
/** Cells with people; each is a row. */
const mostCells = 2_000_000;
/** Up to so many cells are areas; as polygons two million would take over a gigabyte. */
const mostAreas = 200_000;

/**
 * Reads a raster whose bands count persons a cell: elders by age where the bands' descriptions, the file's name or the usual order
 * say so, else everybody (column `population`, which is noted as such). Cells are polygons, so that people are spread along the
 * streets in each; above 200,000 cells points. A raster that nothing says counts people is `table.raster`.
 */
export async function readPopulationRaster(
  blob: Blob,
  file: string,
  control?: Control,
): Promise<Result<TextTable>> {
  const opened = await attempt(() => openRaster(blob, file));
  if (!opened.ok) return fail(fault('raster.damaged', { reason: opened.reason }, { file }));
  if (!opened.value.ok) return opened.value;
  const raster = opened.value.value;
  const columns = columnsOf(raster.meanings, file);
  if (!columns.ok) return columns;
  const cells = await readCells(raster, columns.value, blob, file, control);
  if (!cells.ok) return cells;
  return tableOf(raster, columns.value, cells.value, file);
}

interface Raster {
  readonly image: GeoTIFFImage;
  readonly width: number;
  readonly height: number;
  readonly meanings: readonly BandMeaning[];
  readonly noData: number | null;
  readonly crs: string;
  /** Outer corner of the first cell, and steps to the next (southward negative). */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly blockHeight: number;
}

async function openRaster(blob: Blob, file: string): Promise<Result<Raster>> {
  const tiff = await GeoTIFF.fromSource(sourceOf(blob));
  const image = await tiff.getImage(0);
  const [width, height, bands] = [image.getWidth(), image.getHeight(), image.getSamplesPerPixel()];
  const [tileWidth, blockHeight] = [image.getTileWidth(), image.getTileHeight()];
  const isSound = [width, height, bands, tileWidth, blockHeight].every(
    (count) => Number.isInteger(count) && count > 0,
  );
  if (!isSound || bands > 200)
    return fail(fault('raster.damaged', { reason: `${width} × ${height} × ${bands}` }, { file }));
  const descriptions: string[] = [];
  for (let band = 0; band < bands; band++) {
    const metadata = await image.getGDALMetadata(band);
    descriptions.push(String(metadata?.['DESCRIPTION'] ?? metadata?.['description'] ?? ''));
  }
  const meanings = bandMeanings(file, descriptions);
  if (meanings === null) {
    // Colours are a picture; one band of anything else is taken for heights.
    const isPicture = bands >= 3 && image.getBitsPerSample(0) <= 8;
    return fail(fault(isPicture ? 'table.document' : 'table.raster', { format: 'TIFF' }, { file }));
  }
  const packing = Number(image.fileDirectory.getValue('Compression') ?? 1);
  if (!readPackings.has(packing))
    return fail(fault('raster.codec', { codec: packingNames.get(packing) ?? packing }, { file }));
  if (width * height * bands > mostValues || tileWidth * blockHeight > mostValues / 4)
    return fail(fault('raster.tooBig', { width, height, bands, most: mostValues / 1e6 }, { file }));
  // No compression in use packs tighter: a small file that claims so many cells is damaged, or made to keep us busy.
  if (width * height * bands > 1_000_000 + 5000 * blob.size)
    return fail(fault('raster.damaged', { reason: `${width} × ${height} × ${bands}` }, { file }));
  const keys = image.getGeoKeys();
  const code = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? 0);
  if (!(code > 0 && code < 32_767)) return fail(fault('raster.noSystem', {}, { file }));
  const placed = placeOf(image);
  if (placed === null) return fail(fault('raster.rotated', {}, { file }));
  const { x, y, dx, dy } = placed;
  // Where the keys say that positions are of cell centres.
  const half = Number(keys?.GTRasterTypeGeoKey) === 2 ? 0.5 : 0;
  return succeed({
    image,
    width,
    height,
    meanings,
    noData: image.getGDALNoData(),
    crs: `EPSG:${code}`,
    x: x - half * dx,
    y: y - half * dy,
    dx,
    dy,
    blockHeight,
  });
}

/** Compression tags (TIFF 6.0, libtiff): none, LZW, JPEG, deflate twice, PackBits. Decoders of the others are WebAssembly from addresses that the page may not ask. */
export const readPackings = new Set([1, 5, 7, 8, 32773, 32946]);
export const packingNames = new Map([
  [34887, 'LERC'],
  [34925, 'LZMA'],
  [50000, 'Zstandard'],
  [50001, 'WebP'],
  [50002, 'JPEG XL'],
]);

/** geotiff's own source of Blobs wants a FileReader, which Node has not. */
export function sourceOf(blob: Blob): Parameters<typeof GeoTIFF.fromSource>[0] {
  const fetchSlice = async ({ offset, length }: { offset: number; length: number }) => {
    // Node ends its process on slices that are no whole numbers of bytes.
    if (!(offset >= 0 && offset <= blob.size && length >= 0)) throw new Error(`bytes ${offset} + ${length}`);
    const end = Math.min(blob.size, Math.ceil(offset + length));
    return { offset, length, data: await blob.slice(Math.floor(offset), end).arrayBuffer() };
  };
  return {
    fetchSlice,
    fetch: async (slices) => (await Promise.all(slices.map(fetchSlice))).map(({ data }) => data),
    fileSize: blob.size,
    close: () => Promise.resolve(),
  };
}

/** Null where the raster is rotated or says no place. */
export function placeOf(image: GeoTIFFImage): { x: number; y: number; dx: number; dy: number } | null {
  const matrix = image.fileDirectory.getValue('ModelTransformation');
  if (matrix && (matrix[1] !== 0 || matrix[4] !== 0)) return null;
  const [x, y] = image.getOrigin();
  const [dx, dy] = image.getResolution();
  const isPlace = [x, y, dx, dy].every((value) => Number.isFinite(value)) && dx !== 0 && dy !== 0;
  return isPlace ? { x: x!, y: y!, dx: dx!, dy: dy! } : null;
}

/** A column of the table: the sum of some bands. */
interface BandColumn {
  readonly name: string;
  readonly bands: readonly number[];
}

/** The elders' bands by the program's three ages; all over 60 or 65 in one; or everybody. */
function columnsOf(meanings: readonly BandMeaning[], file: string): Result<readonly BandColumn[]> {
  const groups: [string, number, number][] = [
    ['60-69', 60, 69],
    ['70-79', 70, 79],
    ['80+', 80, Infinity],
  ];
  const columns = groups.map(([name, from, to]) => ({
    name,
    bands: meanings.flatMap((meaning, band) =>
      typeof meaning === 'object' && meaning.from >= from && meaning.to <= to ? [band] : [],
    ),
  }));
  const found = columns.filter(({ bands }) => bands.length > 0);
  if (found.length > 0) return succeed(found);
  const whole = (test: (meaning: BandMeaning) => boolean, name: string): BandColumn[] => {
    const band = meanings.findIndex(test);
    return band < 0 ? [] : [{ name, bands: [band] }];
  };
  const over = (age: number) => (meaning: BandMeaning) =>
    typeof meaning === 'object' && meaning.from === age && meaning.to === Infinity;
  const [best] = [
    ...whole(over(60), '60+'),
    ...whole(over(65), '65+'),
    ...whole((meaning) => meaning === 'everybody' || over(0)(meaning), 'population'),
  ];
  if (best !== undefined) return succeed([best]);
  return fail(fault('raster.noElders', { bands: meanings.map(agesText).join(', ') }, { file }));
}

interface Cells {
  /** Position in the raster, row after row, of each cell with people. */
  readonly at: Int32Array;
  /** Persons by column, then by cell. */
  readonly persons: readonly Float64Array[];
  readonly empty: number;
  readonly blank: number;
  readonly negative: number;
  /** Cells that lack some of the bands. */
  readonly part: number;
}

async function readCells(
  raster: Raster,
  columns: readonly BandColumn[],
  blob: Blob,
  file: string,
  control: Control | undefined,
): Promise<Result<Cells>> {
  const { image, width, height, noData, blockHeight } = raster;
  const bands = [...new Set(columns.flatMap((column) => column.bands))].sort((a, b) => a - b);
  const at: number[] = [];
  const persons = columns.map((): number[] => []);
  let [empty, blank, negative, part] = [0, 0, 0, 0];
  const pause = pacer(control);
  const sums = new Float64Array(columns.length);
  const order = columns.map((column) => column.bands.map((band) => bands.indexOf(band)));
  // Whole blocks, about a million values at a time.
  const step = blockHeight * Math.max(1, Math.floor(1_000_000 / (width * bands.length * blockHeight)));
  for (let top = 0; top < height; top += step) {
    const bottom = Math.min(height, top + step);
    const read = await attempt(() =>
      image.readRasters({ samples: bands, window: [0, top, width, bottom], interleave: false }),
    );
    if (!read.ok) return fail(fault('raster.damaged', { reason: read.reason }, { file }));
    const values = read.value as unknown as ArrayLike<number>[];
    const count = (bottom - top) * width;
    if (values.length !== bands.length || values.some((band) => band.length !== count))
      return fail(fault('raster.damaged', { reason: `${top}–${bottom}` }, { file }));
    for (let cell = 0; cell < count; cell++) {
      let known = 0;
      let isNegative = false;
      sums.fill(0);
      for (let c = 0; c < order.length; c++)
        for (const band of order[c]!) {
          const value = values[band]![cell]!;
          // Floats keep no-data values rounded, and -3.4e38 is often not declared.
          if (!(Math.abs(value) < 1e12) || (noData !== null && Math.fround(noData) === Math.fround(value)))
            continue;
          if (value < 0) {
            isNegative = true;
            continue;
          }
          known++;
          sums[c]! += value;
        }
      if (isNegative) negative++;
      if (known === 0) {
        if (!isNegative) blank++;
        continue;
      }
      if (known < bands.length) part++;
      if (!sums.some((value) => value > 0)) {
        empty++;
        continue;
      }
      if (at.length === mostCells)
        return fail(fault('raster.tooLarge', { count: `> ${mostCells}`, most: mostCells }, { file }));
      at.push(top * width + cell);
      for (let c = 0; c < sums.length; c++) persons[c]!.push(sums[c]!);
    }
    control?.progress?.({
      stage: 'read',
      done: Math.round((blob.size * bottom) / height),
      total: blob.size,
      what: file,
    });
    await pause();
  }
  if (at.length === 0)
    return fail(fault('raster.noPeople', { count: width * height, blank: blank + negative }, { file }));
  return succeed({
    at: Int32Array.from(at),
    persons: persons.map((list) => Float64Array.from(list)),
    empty,
    blank,
    negative,
    part,
  });
}

function tableOf(
  raster: Raster,
  columns: readonly BandColumn[],
  cells: Cells,
  file: string,
): Result<TextTable> {
  const { width, x, y, dx, dy } = raster;
  const { at, persons } = cells;
  const count = at.length;
  const ids = Array.from(at, (cell) => `R${Math.floor(cell / width) + 1}C${(cell % width) + 1}`);
  const texts = persons.map((list) => Array.from(list, numberText));
  const isAreas = count <= mostAreas;
  const placeColumns = isAreas
    ? []
    : [
        Array.from(at, (cell) => String(x + ((cell % width) + 0.5) * dx)),
        Array.from(at, (cell) => String(y + (Math.floor(cell / width) + 0.5) * dy)),
      ];
  const header = ['id', ...columns.map((column) => column.name), ...(isAreas ? [] : ['lon', 'lat'])];
  const features: Feature[] | null = isAreas
    ? Array.from(at, (cell, i) => ({
        type: 'Feature',
        properties: { id: ids[i]! },
        geometry: cellPolygon(x + (cell % width) * dx, y + Math.floor(cell / width) * dy, dx, dy),
      }))
    : null;
  const total = persons.reduce((sum, list) => sum + list.reduce((a, b) => a + b, 0), 0);
  const notes: Note[] = [
    fault('raster.bands', { bands: raster.meanings.map(agesText).join(', ') }, { file }),
    fault(
      'raster.cells',
      { count, persons: Math.round(total * 10) / 10, empty: cells.empty, blank: cells.blank },
      { file },
    ),
    isAreas ? fault('raster.areas', {}, { file }) : fault('raster.points', { count }, { file }),
  ];
  if (cells.part > 0) notes.push(fault('raster.partBlank', { count: cells.part }, { file }));
  if (cells.negative > 0) notes.push(fault('raster.negative', { count: cells.negative }, { file }));
  return succeed({
    file,
    format: 'geotiff',
    encoding: '',
    crs: raster.crs,
    header,
    cells: [ids, ...texts, ...placeColumns],
    rows: Int32Array.from({ length: count }, (_, position) => position + 1),
    features,
    notes,
  });
}

function cellPolygon(x: number, y: number, dx: number, dy: number): Polygon {
  const corners = [
    [x, y],
    [x, y + dy],
    [x + dx, y + dy],
    [x + dx, y],
    [x, y],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** geotiff throws plain errors of many kinds at damaged bytes; an abort and a vanished file are not its doing. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof DOMException) throw error;
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: text.replace(/\s+/g, ' ').slice(0, 120) };
  }
}
