import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import { defaultSettings } from '../../src/domain/study';
import type { ElevationTile } from '../../src/domain/tables';
import { fromWgs84 } from '../../src/intake/crs';
import { DecodeCache } from '../../src/intake/decode-cache';
import { readElevation } from '../../src/intake/elevation';
import { heightsAt } from '../../src/intake/elevation-sampler';
import { guessLayers } from '../../src/intake/guess-layer';
import { readTables } from '../../src/intake/read-tables';
import { drape } from '../../src/network/drape';
import { BRIDGE } from '../../src/network/graph';
import { town } from '../scenes/town';
import { sharedData } from './routing-networks';
import { writeTiff } from './stat-writers';

const read = (
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  bounds: readonly [number, number, number, number],
) => readElevation(new Blob([bytes]), file, 'auto', bounds, new DecodeCache());

async function tilesOf(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  bounds: readonly [number, number, number, number],
) {
  const part = await read(bytes, file, bounds);
  if (!part.ok) throw new Error(part.fault.code);
  return part.value.tiles;
}

const heightAt = (tiles: readonly ElevationTile[], lon: number, lat: number): number => {
  const heights = heightsAt(tiles, Float64Array.of(lon), Float64Array.of(lat));
  if (!heights.ok) throw new Error(heights.fault.code);
  return heights.value[0]!;
};

/** An SRTM tile whose heights are a function of degrees, rounded to metres. */
function hgt(size: number, south: number, west: number, height: (lon: number, lat: number) => number) {
  const view = new DataView(new ArrayBuffer(2 * size * size));
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      view.setInt16(
        2 * (row * size + column),
        height(west + column / (size - 1), south + 1 - row / (size - 1)),
      );
  return new Uint8Array(view.buffer);
}

describe('SRTM tiles', () => {
  test.each([1201, 3601])('of %i rows lie where their name says', async (size) => {
    const bytes = hgt(size, -34, -59, (lon, lat) => Math.round(1000 * (lon + 59) + 500 * (lat + 34)));
    const tiles = await tilesOf(bytes, 'S34W059.hgt', [-58.6, -33.7, -58.5, -33.6]);
    expect(tiles[0]!.width).toBeLessThan(size / 8);
    expect(heightAt(tiles, -58.55, -33.65)).toBeCloseTo(450 + 175, 0);
    expect(heightAt(tiles, -58.9, -33.65)).toBeNaN();
  });

  test('voids have no height, and the next cell is not drawn over them', async () => {
    const bytes = hgt(1201, 42, 1, (lon) => (lon > 1.5 ? -32768 : 700));
    const tiles = await tilesOf(bytes, 'N42E001.hgt', [1.4, 42.4, 1.6, 42.6]);
    expect(heightAt(tiles, 1.49, 42.5)).toBeCloseTo(700, 6);
    expect(heightAt(tiles, 1.51, 42.5)).toBeNaN();
    // Just beside the last cell with data: it alone counts.
    expect(heightAt(tiles, 1.5002, 42.5)).toBeCloseTo(700, 6);
  });

  test('without a place in the name, or broken off, are refused in words', async () => {
    const bytes = hgt(1201, 42, 1, () => 5);
    expect(await read(bytes, 'dem.hgt', [1, 42, 2, 43])).toMatchObject({
      fault: { code: 'elevation.hgtName' },
    });
    expect(await read(bytes.slice(0, 5000), 'N42E001.hgt', [1, 42, 2, 43])).toMatchObject({
      fault: { code: 'elevation.hgtSize', blanks: { bytes: 5000 } },
    });
    expect(await read(new Uint8Array([1, 2, 3, 4, 5]), 'heights.csv', [1, 42, 2, 43])).toMatchObject({
      fault: { code: 'elevation.notHeights' },
    });
  });

  test('in a zip are found, and those elsewhere are said and not used', async () => {
    const zip = zipSync({
      'N42E001.hgt': hgt(1201, 42, 1, () => 5),
      'N43E001.hgt': hgt(1201, 43, 1, () => 9),
    });
    const part = await read(new Uint8Array(zip), 'srtm.zip', [1.2, 42.2, 1.3, 42.3]);
    expect(part).toMatchObject({
      ok: true,
      value: {
        format: 'hgt',
        tiles: [{ file: 'srtm.zip/N42E001.hgt' }],
        notes: [{ code: 'elevation.elsewhere', at: { file: 'srtm.zip/N43E001.hgt' } }],
      },
    });
  });
});

describe('GeoTIFF', () => {
  const plane = (width: number, height: number) =>
    Array.from({ length: width * height }, (_, i) => 10 * (i % width) + 3 * Math.floor(i / width));

  test('heights are those of cell centres, linear between them', async () => {
    const bytes = writeTiff([plane(20, 10)], 20, { origin: [114, 31], step: 0.01 });
    const tiles = await tilesOf(bytes, 'dem.tif', [114, 30.9, 114.2, 31]);
    expect(heightAt(tiles, 114.005, 30.995)).toBeCloseTo(0, 6);
    expect(heightAt(tiles, 114.0575, 30.9775)).toBeCloseTo(10 * 5.25 + 3 * 1.75, 4);
    // Within half a cell of the border the outermost cells; beyond it nothing.
    expect(heightAt(tiles, 114.001, 30.995)).toBeCloseTo(0, 6);
    expect(heightAt(tiles, 113.999, 30.995)).toBeNaN();
  });

  test('where positions are of points the first cell lies on the origin', async () => {
    const bytes = writeTiff([plane(20, 10)], 20, { origin: [114, 31], step: 0.01, pixelIsPoint: true });
    const tiles = await tilesOf(bytes, 'dem.tif', [114, 30.9, 114.2, 31]);
    expect(heightAt(tiles, 114.05, 30.98)).toBeCloseTo(50 + 6, 4);
  });

  test('declared and impossible no-data values have no height', async () => {
    const values = plane(20, 10);
    values[45] = -9999;
    values[46] = -3.4e38;
    const bytes = writeTiff([values], 20, { origin: [114, 31], step: 0.01, noData: -9999 });
    const tiles = await tilesOf(bytes, 'dem.tif', [114, 30.9, 114.2, 31]);
    expect(heightAt(tiles, 114.055, 30.975)).toBeNaN();
    expect(heightAt(tiles, 114.065, 30.975)).toBeNaN();
    expect(heightAt(tiles, 114.075, 30.975)).toBeCloseTo(70 + 6, 4);
  });

  test('in metres of another system the streets are found in it', async () => {
    const at = fromWgs84('EPSG:32650', Float64Array.of(117), Float64Array.of(31));
    if (!at.ok) throw new Error();
    const [x, y] = [at.value.xs[0]!, at.value.ys[0]!];
    const bytes = writeTiff([plane(40, 40)], 40, {
      origin: [x - 600, y + 600],
      step: 30,
      epsg: 32650,
      isProjected: true,
    });
    const tiles = await tilesOf(bytes, 'utm.tif', [116.998, 30.998, 117.002, 31.002]);
    // 600 m from the corner is half a cell before the centre of column and row 20.
    expect(heightAt(tiles, 117, 31)).toBeCloseTo(10 * 19.5 + 3 * 19.5, 2);
  });

  test('two tiles side by side are one slope, without a step at the seam', async () => {
    const [left, right] = [plane(20, 10), plane(20, 10).map((height) => height + 200)];
    const tiles = [
      ...(await tilesOf(writeTiff([left], 20, { origin: [114, 31] }), 'a.tif', [114, 30.9, 114.4, 31])),
      ...(await tilesOf(writeTiff([right], 20, { origin: [114.2, 31] }), 'b.tif', [114, 30.9, 114.4, 31])),
    ];
    for (let lon = 114.19; lon < 114.21; lon += 0.0007)
      expect(heightAt(tiles, lon, 30.955)).toBeCloseTo(1000 * (lon - 114.005) + 12, 3);
  });

  const portland = join(sharedData, 'portland-dem/portland-ned.tif');
  test.skipIf(!existsSync(portland))(
    `Portland equals the raster itself (skipped without ${portland})`,
    async () => {
      const bytes = new Uint8Array(readFileSync(portland));
      const tiles = await tilesOf(bytes, 'portland-ned.tif', [-122.7, 45.5, -122.65, 45.53]);
      const image = await (await fromArrayBuffer(bytes.buffer)).getImage();
      const [values] = (await image.readRasters()) as unknown as [Float32Array];
      const step = 0.08 / 864;
      for (let i = 0; i < 200; i++) {
        const [column, row] = [120 + ((i * 37) % 400), 230 + ((i * 53) % 300)];
        const height = heightAt(tiles, -122.71 + (column + 0.5) * step, 45.55 - (row + 0.5) * step);
        expect(height).toBeCloseTo(values[row * 864 + column]!, 3);
      }
    },
  );
});

describe('streets on the ground', () => {
  /** A plane that rises `east` and `north` metres a metre, round the town's origin. */
  const ramp = (east: number, north: number, holeFrom = Infinity): ElevationTile => {
    const { lon, lat } = metresPerDegree(0);
    const [width, height, cell] = [101, 41, 20];
    return {
      file: 'ramp',
      crs: 'EPSG:4326',
      width,
      height,
      x: 100 - 400 / lon,
      y: 400 / lat,
      dx: cell / lon,
      dy: -cell / lat,
      heights: Float32Array.from({ length: width * height }, (_, i) => {
        const x = (i % width) * cell - 400;
        const y = 400 - Math.floor(i / width) * cell;
        return x >= holeFrom ? NaN : 100 + east * x + north * y;
      }),
    };
  };
  const relief = async (drawing: ReturnType<typeof town>, tile: ElevationTile) => {
    const graph = await drawing.graph();
    const found = await drape(graph, [tile]);
    if (!found.ok) throw new Error(found.fault.code);
    return { graph, ...found.value };
  };

  test('are looked at every 10 to 20 m', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [205, 0] })
      .street('A B');
    const { first, heights } = await relief(scene, ramp(0.1, 0));
    expect(first[1]).toBe(12);
    heights.forEach((height, i) => expect(height).toBeCloseTo(100 + (20.5 * i) / 11, 1));
    expect(heights[11]! - heights[0]!).toBeCloseTo(20.5, 3);
  });

  test('bridges stay straight over a valley, junctions on them as well', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [300, 0], S: [200, 60] })
      .street('A B')
      .bridge('B C')
      .bridge('C D')
      .bridge('C S');
    const valley = ramp(0, 0);
    const { lon } = metresPerDegree(0);
    for (let i = 0; i < valley.heights.length; i++) {
      const x = (valley.x + (i % valley.width) * valley.dx - 100) * lon;
      if (x > 110 && x < 290) valley.heights[i] = 20;
    }
    const { graph, first, heights } = await relief(scene, valley);
    for (let e = 0; e < graph.edgeCount; e++) {
      if ((graph.edgeFlags[e]! & BRIDGE) === 0) continue;
      // The stub to S hangs in the air at the height of the bridge that it leaves.
      for (let i = first[e]!; i < first[e + 1]!; i++) expect(heights[i]).toBeCloseTo(100, 1);
    }
  });

  test('without data are counted, to the piece', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [200, 0] })
      .street('A B');
    const { unknownMetres } = await relief(scene, ramp(0.1, 0, 110));
    // Cells from x = 120 on are empty: places up to 110 have a height, so pieces of 20 m beyond 100 have not both.
    expect(unknownMetres).toBeCloseTo(100, 3);
  });
});

test('a dropped tile becomes the elevation layer, alone or zipped, and a study reads it with its streets', async () => {
  const scene = town({ origin: [1.5, 42.5] })
    .at({ A: [0, 0], B: [300, 0], C: [300, 300] })
    .street('A B C');
  const bytes = hgt(1201, 42, 1, (lon) => 1000 * (lon - 1));
  const files = {
    'streets.osm.pbf': new Blob([await scene.pbf()]),
    'N42E001.hgt.zip': new Blob([new Uint8Array(zipSync({ 'N42E001.hgt': bytes }))]),
  };
  const guessed = await guessLayers({ settings: defaultSettings, files: {} }, files);
  expect(guessed.faults).toEqual([]);
  expect(guessed.settings.layers.elevation?.map(({ file }) => file)).toEqual(['N42E001.hgt.zip/N42E001.hgt']);
  const tables = await readTables({ settings: guessed.settings, files });
  if (!tables.ok) throw new Error(tables.fault.code);
  expect(heightAt(tables.value.elevation!, 1.5, 42.5)).toBeCloseTo(500, 0);
  expect(tables.value.reports.map(({ kind, format }) => [kind, format])).toContainEqual(['elevation', 'hgt']);
});
