/** Rasters of people: the real one of Wuhan, small ones written here, and what is no raster of people. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPopulationRaster } from '../../src/intake/population-raster';
import { agesOf, bandMeanings } from '../../src/intake/raster-ages';
import type { TextTable } from '../../src/intake/text-table';
import { defaultSettings } from '../../src/domain/study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { mustRead } from './intake-files';
import { byteFlips, writeTiff } from './stat-writers';

const data = new URL('../../../shared/data/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(data));
const wuhan = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`${data}wuhan-age/wuhan_core_age_100m.tif`));

async function raster(bytes: Uint8Array<ArrayBuffer>, file = 'pop.tif'): Promise<TextTable> {
  const read = await readPopulationRaster(new Blob([bytes]), file);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
}
async function faultOf(bytes: Uint8Array<ArrayBuffer>, file = 'pop.tif') {
  const read = await readPopulationRaster(new Blob([bytes]), file);
  return read.ok ? '' : read.fault.code;
}
const blanksOf = (table: TextTable, code: string) => table.notes.find((note) => note.code === code)?.blanks;

real('the core of Wuhan: 804,806 persons of 60 and over, by age, in 49,447 cells', async () => {
  const { tables, report } = await mustRead('elders', 'wuhan_core_age_100m.tif', wuhan());
  const { elders } = tables;
  const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
  // The README sums the five bands, each rounded: 259,158 + 211,957 + 152,224 + 96,016 + 85,451. Unrounded it is 804,805.121.
  expect(Math.round(sum(elders.bands.age60!))).toBe(259_158 + 211_957);
  expect(sum(elders.bands.age70!)).toBeCloseTo(152_223.804 + 96_015.838, 1);
  expect(Math.round(sum(elders.bands.age80!))).toBe(85_451);
  expect(sum(elders.elders)).toBeCloseTo(804_805.121, 2);
  expect(Math.abs(sum(elders.elders) - 804_806)).toBeLessThan(1);
  expect(elders.count).toBe(300 * 240 - 22_553);
  expect(report.rowsRead).toBe(elders.count);
  expect(report.crs).toBe('EPSG:4326');
  expect(Math.min(...elders.lons)).toBeGreaterThan(114.2004);
  expect(Math.max(...elders.lons)).toBeLessThan(114.4505);
  expect(Math.min(...elders.lats)).toBeGreaterThan(30.4795);
  expect(Math.max(...elders.lats)).toBeLessThan(30.6796);
  const cells = report.notes.find((note) => note.code === 'raster.cells')!;
  expect(cells.blanks).toEqual({ count: 49_447, persons: 804_805.1, empty: 0, blank: 22_553 });
});

real('dropped, it is a layer of elders; a terrain model is not', async () => {
  const files = {
    'wuhan_core_age_100m.tif': new Blob([wuhan()]),
    'portland-ned.tif': new Blob([readFileSync(`${data}portland-dem/portland-ned.tif`)]),
  };
  const guess = await guessLayers({ settings: defaultSettings, files: {} }, files, {
    cache: new DecodeCache(),
  });
  const { elders, elevation } = guess.settings.layers;
  expect(elders?.map(({ file }) => file)).toEqual(['wuhan_core_age_100m.tif']);
  expect(elevation?.map(({ file }) => file)).toEqual(['portland-ned.tif']);
});

const noData = -9999;
/** Two rows of three cells. */
const grid = [
  [1.5, 0, noData, 2, 0.25, 3],
  [0.5, 0, noData, noData, 0, 4],
];

test('each cell with people is a polygon in its place; blank and empty cells are counted, not read', async () => {
  const table = await raster(writeTiff(grid, 3, { noData, descriptions: ['pop_60_64', 'pop_80plus'] }));
  expect(table.header).toEqual(['id', '60-69', '80+']);
  expect(table.cells).toEqual([
    ['R1C1', 'R2C1', 'R2C2', 'R2C3'],
    ['1.5', '2', '0.25', '3'],
    ['0.5', '0', '0', '4'],
  ]);
  const [west, north] = [114, 31];
  const first = table.features![0]!.geometry as { coordinates: number[][][] };
  expect(first.coordinates[0]).toEqual([
    [west, north],
    [west, north - 0.01],
    [west + 0.01, north - 0.01],
    [west + 0.01, north],
    [west, north],
  ]);
  // 1.5 + 0.5 + 2 + 0.25 + 3 + 4.
  expect(blanksOf(table, 'raster.cells')).toEqual({ count: 4, persons: 11.3, empty: 1, blank: 1 });
  expect(blanksOf(table, 'raster.partBlank')).toEqual({ count: 1 });
});

test('fractions of persons are kept to the last digit of the file', async () => {
  const table = await raster(
    writeTiff([[Math.fround(0.1), Math.fround(1 / 3)]], 2, { descriptions: ['f_75'] }),
  );
  expect(table.cells[1]!.map(Number)).toEqual([Math.fround(0.1), Math.fround(1 / 3)]);
  expect(table.header[1]).toBe('70-79');
});

test('one band by its file name, everybody where no age is named, and the usual order of six', async () => {
  const one = writeTiff([[1, 2]], 2);
  expect((await raster(one, 'pop_65_f_wuhan.tif')).header).toEqual(['id', '60-69']);
  expect((await raster(one, 'chn_m_80_2020.tif')).header).toEqual(['id', '80+']);
  expect((await raster(one, '60岁及以上人口.tif')).header).toEqual(['id', '60+']);
  expect((await raster(one, 'chn_ppp_2020.tif')).header).toEqual(['id', 'population']);
  const { report } = await mustRead('elders', 'chn_ppp_2020.tif', one);
  expect(report.notes.map((note) => note.code)).toContain('column.allResidents');
  const six = writeTiff([[100], [1], [2], [4], [8], [16]], 1);
  expect((await raster(six, 'age_groups.tif')).cells.slice(1)).toEqual([['3'], ['12'], ['16']]);
});

test('cells known by their centres, and metres, are in their place', async () => {
  const point = await raster(writeTiff([[5]], 1, { pixelIsPoint: true }));
  const corner = (point.features![0]!.geometry as { coordinates: number[][][] }).coordinates[0]![0]!;
  expect(corner[0]).toBeCloseTo(114 - 0.005, 12);
  expect(corner[1]).toBeCloseTo(31 + 0.005, 12);
  // UTM 50N: 500,000 m east is the meridian 117°; the equator is 0 m north.
  const metres = writeTiff([[5]], 1, {
    epsg: 32650,
    isProjected: true,
    origin: [500_000, 3_430_000],
    step: 100,
  });
  const { tables } = await mustRead('elders', 'pop_60plus.tif', metres);
  expect(tables.elders.lons[0]).toBeCloseTo(117.0005, 3);
  expect(tables.elders.lats[0]).toBeCloseTo(31.0, 1);
});

test('what cannot be read is said', async () => {
  expect(await faultOf(writeTiff([[1]], 1, { epsg: null }))).toBe('raster.noSystem');
  expect(await faultOf(writeTiff([[1]], 1, { rotation: 0.003 }))).toBe('raster.rotated');
  expect(await faultOf(writeTiff([[0, noData]], 2, { noData }))).toBe('raster.noPeople');
  expect(await faultOf(writeTiff([[1]], 1), 'pop_20_f.tif')).toBe('raster.noElders');
  expect(await faultOf(writeTiff([[1]], 1), 'srtm_60_06.tif')).toBe('table.raster');
  expect(await faultOf(writeTiff([[1]], 1), 'image.tif')).toBe('table.raster');
  expect(await faultOf(writeTiff([[1], [2]], 1), 'pop.tif')).toBe('raster.noElders');
  const cut = writeTiff([[1, 2, 3, 4]], 2);
  expect(await faultOf(cut.slice(0, 60))).toBe('raster.damaged');
  const huge = writeTiff([[1]], 1);
  const view = new DataView(huge.buffer);
  // Width and height, the first two tags.
  for (const at of [10 + 8, 22 + 8]) view.setUint32(at, 60_000, true);
  expect(await faultOf(huge)).toBe('raster.tooBig');
});

test('negative counts are no data, and said', async () => {
  const table = await raster(writeTiff([[-1, 2, -3.4e38]], 3));
  expect(blanksOf(table, 'raster.negative')).toEqual({ count: 1 });
  expect(blanksOf(table, 'raster.cells')).toMatchObject({ count: 1, blank: 1 });
});

test('ages as people name them', () => {
  expect(agesOf('pop_60_64')).toEqual({ from: 60, to: 64 });
  expect(agesOf('80plus')).toEqual({ from: 80, to: Infinity });
  expect(agesOf('70-79岁')).toEqual({ from: 70, to: 79 });
  expect(agesOf('65岁及以上')).toEqual({ from: 65, to: Infinity });
  expect(agesOf('pop_75_m')).toEqual({ from: 75, to: 79 });
  expect(agesOf('wuhan_core_age_100m')).toBeNull();
  expect(agesOf('chn_ppp_2020_1km')).toBeNull();
  expect(bandMeanings('ned.tif', ['Layer_1'])).toBeNull();
  expect(bandMeanings('elevation_60.tif', [''])).toBeNull();
  expect(bandMeanings('x.tif', ['males 60-64', 'females 60-64'])).toHaveLength(2);
});

test('no flipped byte throws or hangs', { timeout: 120_000 }, async () => {
  const fixture = writeTiff(grid, 3, { noData, descriptions: ['pop_60_64', 'pop_80plus'] });
  let slowest = 0;
  const attempt = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const started = performance.now();
    await readPopulationRaster(new Blob([bytes]), 'pop.tif');
    slowest = Math.max(slowest, performance.now() - started);
  };
  for (const flipped of byteFlips(fixture)) await attempt(flipped);
  if (existsSync(data)) {
    // Its head, byte by byte; its compressed blocks here and there.
    const bytes = wuhan();
    let count = 0;
    for (const flipped of byteFlips(bytes.slice(0, 960))) {
      if (count++ % 11 !== 0) continue;
      const whole = Uint8Array.from(bytes);
      whole.set(flipped);
      await attempt(whole);
    }
    for (const flipped of byteFlips(bytes, 90_001)) await attempt(flipped);
  }
  expect(slowest).toBeLessThan(5000);
});
