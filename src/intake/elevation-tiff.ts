/** GeoTIFF rasters of heights. Heavy: import it when one is read. */
import { GeoTIFF, type GeoTIFFImage } from 'geotiff';
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { Bounds, ElevationPart, Grid } from './elevation-grid';
import { boundsIn, elsewhere, gridIn, windowOf } from './elevation-grid';
import { attempt, packingNames, placeOf, readPackings, sourceOf } from './population-raster';

/** Feet by their EPSG units: international and US survey. */
const feet = new Map([
  [9002, 0.3048],
  [9003, 1200 / 3937],
]);

/** Everest is 8,849 m, the Dead Sea's shore −430 m; beyond these a value is a no-data mark that nobody declared. */
const [lowest, highest] = [-1000, 10_000];

/** As `readElevation`; the first band. Heights in feet, where the file says so, become metres. */
export async function readHeightRaster(
  blob: Blob,
  file: string,
  crs: string,
  bounds: Bounds,
  mostCells: number,
  control?: Control,
): Promise<Result<ElevationPart>> {
  const opened = await attempt(async () => {
    const tiff = await GeoTIFF.fromSource(sourceOf(blob));
    return describe(await tiff.getImage(0), file, crs);
  });
  if (!opened.ok) return fail(fault('raster.damaged', { reason: opened.reason }, { file }));
  if (!opened.value.ok) return opened.value;
  const { grid, image, metresPerUnit, noData, system } = opened.value.value;
  const box = boundsIn(system, bounds);
  if (!box.ok) return box;
  const window = windowOf(grid, box.value);
  if (window === null) return elsewhere('geotiff', file);
  const { left, top, width, height } = window;
  if (width * height > mostCells)
    return fail(fault('raster.tooBig', { width, height, bands: 1, most: mostCells / 1e6 }, { file }));
  await pacer(control)();
  const read = await attempt(() =>
    image.readRasters({ samples: [0], window: [left, top, left + width, top + height], interleave: false }),
  );
  if (!read.ok) return fail(fault('raster.damaged', { reason: read.reason }, { file }));
  const values = (read.value as unknown as ArrayLike<number>[])[0];
  if (values?.length !== width * height)
    return fail(fault('raster.damaged', { reason: `${width} × ${height}` }, { file }));
  const heights = new Float32Array(values.length);
  const none = noData === null ? NaN : Math.fround(noData);
  for (let i = 0; i < heights.length; i++) {
    const metres = values[i]! * metresPerUnit;
    const isKnown = Math.fround(values[i]!) !== none && metres > lowest && metres < highest;
    heights[i] = isKnown ? metres : NaN;
  }
  return succeed({
    format: 'geotiff',
    tiles: [{ file, crs: system, ...gridIn(grid, window), heights }],
    notes: [],
  });
}

interface Described {
  readonly image: GeoTIFFImage;
  readonly grid: Grid;
  readonly system: string;
  readonly noData: number | null;
  readonly metresPerUnit: number;
}

function describe(image: GeoTIFFImage, file: string, crs: string): Result<Described> {
  const packing = Number(image.fileDirectory.getValue('Compression') ?? 1);
  if (!readPackings.has(packing))
    return fail(fault('raster.codec', { codec: packingNames.get(packing) ?? packing }, { file }));
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (!(width > 0 && height > 0))
    return fail(fault('raster.damaged', { reason: `${width} × ${height}` }, { file }));
  const keys = image.getGeoKeys();
  const code = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey ?? 0);
  const isCode = code > 0 && code < 32_767;
  if (crs === 'auto' && !isCode) return fail(fault('raster.noSystem', {}, { file }));
  const placed = placeOf(image);
  if (placed === null) return fail(fault('raster.rotated', {}, { file }));
  const { x, y, dx, dy } = placed;
  // Where the keys say that positions are of cell centres they are; else they are of the cells' corners.
  const half = Number(keys?.GTRasterTypeGeoKey) === 2 ? 0 : 0.5;
  return succeed({
    image,
    grid: { width, height, x: x + half * dx, y: y + half * dy, dx, dy },
    system: crs === 'auto' ? `EPSG:${code}` : crs,
    noData: image.getGDALNoData(),
    metresPerUnit: feet.get(Number(keys?.VerticalUnitsGeoKey)) ?? 1,
  });
}
