/** Shapefiles, GeoPackages, KML and street networks of others against their own answers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FeatureCollection, Position } from 'geojson';
import { expect, test } from 'vitest';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { DecodeCache } from '../../src/intake/decode-cache';
import { siblingsIn } from '../../src/intake/find-file';
import type { RawStreets } from '../../src/domain/tables';
import { linesToStreets } from '../../src/intake/line-streets';
import { openFile } from '../../src/intake/open-file';
import type { TextTable } from '../../src/intake/text-table';
import { buildGraph } from '../../src/network/build-graph';

const data = resolve(import.meta.dirname, '../../../shared/data');
const hasData = existsSync(data);
if (!hasData) console.warn('skipped: ../shared/data is not here');
const corpus = join(data, 'corpus');

function blobAt(path: string): Blob {
  return new Blob([readFileSync(path)]);
}

/** The file with all others of its folder at hand. */
async function open(folder: string, file: string, options: { encoding?: string; sheet?: string } = {}) {
  const names = readdirSync(folder).filter((name) => name.includes('.'));
  const files = Object.fromEntries(names.map((name) => [name, blobAt(join(folder, name))]));
  const siblings = siblingsIn(files, file);
  return openFile(files[file]!, file, { encoding: 'auto', ...options, siblings }, new DecodeCache());
}

async function tableOf(folder: string, file: string, options = {}): Promise<TextTable> {
  const opened = await open(folder, file, options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return opened.value.table!;
}

const shapefiles = hasData
  ? readdirSync(join(corpus, 'shapefile')).filter(
      (name) => name.endsWith('.shp') && existsSync(join(corpus, 'shapefile', name.replace('.shp', '.json'))),
    )
  : [];

test.runIf(hasData).each(shapefiles)('shapefile %s reads as its answer says', async (file) => {
  const folder = join(corpus, 'shapefile');
  const answer = JSON.parse(
    readFileSync(join(folder, file.replace('.shp', '.json')), 'utf8'),
  ) as FeatureCollection;
  const opened = await open(folder, file);
  if (answer.features.length === 0) {
    expect(opened.ok ? '' : opened.fault.code).toBe('table.noFeatures');
    return;
  }
  const table = opened.ok ? opened.value.table! : null;
  expect(table?.features?.map(({ geometry }) => geometry)).toEqual(
    answer.features.map(({ geometry }) => geometry),
  );
  const given = (properties: object | null) =>
    // The number that GDAL makes up for tables without columns is in no answer.
    Object.fromEntries(
      Object.entries(properties ?? {}).filter(([name, value]) => value !== null && name !== 'FID'),
    );
  expect(table?.features?.map(({ properties }) => given(properties))).toEqual(
    answer.features.map(({ properties }) => given(properties)),
  );
});

const pages = [
  ['dbf/gbk.dbf', 'auto', 'gb18030', '简体国语'],
  ['dbf/gb2312.dbf', 'auto', 'gb18030', '简体国语'],
  ['dbf/utf8.dbf', 'auto', 'utf-8', '国语國語'],
  ['dbf/latin1.dbf', 'auto', 'windows-1252', 'Peçeña México'],
  ['dbf/big5.dbf', 'big5', 'big5', '繁體國語'],
  ['dbf/shiftjis.dbf', 'shift_jis', 'shift_jis', 'ひたちなか市'],
  ['dbf/eucjp.dbf', 'euc-jp', 'euc-jp', 'ひたちなか市'],
  ['dbf/cpg/big5.dbf', 'auto', 'big5', '國語'],
  ['dbf/cpg/euckr.dbf', 'auto', 'euc-kr', '한국말'],
  ['dbf/cpg/koi8r.dbf', 'auto', 'koi8-r', 'русский'],
  ['dbf/cpg/latin2.dbf', 'auto', 'iso-8859-2', 'čeština'],
  ['dbf/cpg/shiftjis.dbf', 'auto', 'shift_jis', 'カタカナひらがな'],
  ['dbf/cpg/win1251.dbf', 'auto', 'windows-1251', 'РУССКИЙ'],
  ['dbf/cpg/win874.dbf', 'auto', 'windows-874', 'ภาษาไทย'],
  ['dbf/cpg/big5.shp', 'auto', 'big5', '國語'],
  ['dbf/ldid/chinese.shp', 'auto', 'gb18030', '简体'],
] as const;

test.runIf(hasData).each(pages)('%s asked as %s is read as %s', async (path, asked, encoding, first) => {
  const table = await tableOf(join(corpus, 'mapshaper', dirname(path)), basename(path), { encoding: asked });
  expect([table.encoding, table.cells[0]![0]]).toEqual([encoding, first]);
  expect(table.notes.filter(({ code }) => code !== 'shp.noPrj')).toEqual([]);
});

test.runIf(hasData)('Big5 without any word about it is flagged, and half-told headers are read', async () => {
  const folder = join(corpus, 'mapshaper/dbf');
  const big5 = await tableOf(folder, 'big5.dbf');
  expect(big5.notes.map(({ code }) => code)).toEqual(['table.encodingUnusual']);
  const polygon = await tableOf(folder, 'POLYGON.dbf');
  expect(polygon.cells[0]).toEqual(['Fairfax City', 'Manassas']);
  const wide = await open(join(folder, 'cpg'), 'utf16.dbf');
  expect(wide.ok ? null : wide.fault).toMatchObject({
    code: 'table.headerOnly',
    blanks: { columns: 'i | N' },
  });
});

const oregonNorth = 'PROJCS["NAD83 / Oregon North (ft)';
const packages = [
  ['Oregon.gpkg', 121, oregonNorth, 'roads', ['land', 'roads'], 'LineString'],
  ['data_only_tables.gpkg', 6, 'EPSG:4326', 'washington_cities', ['oregon_cities', 'washington_cities'], ''],
  [
    'same_crs_points.gpkg',
    6,
    'EPSG:4326',
    'washington_cities',
    ['oregon_cities', 'washington_cities'],
    'Point',
  ],
  ['null_crs_gdal.gpkg', 1, '', 'land', ['land'], 'MultiPolygon'],
] as const;

test.runIf(hasData).each(packages)(
  '%s: %i rows, system, layers',
  async (file, rows, crs, sheet, sheets, type) => {
    const table = await tableOf(join(corpus, 'mapshaper/geopackage'), file);
    expect(table.rows.length).toBe(rows);
    // Of a number that is not known here the definition.
    expect([table.crs.slice(0, 33), table.sheet, table.sheets]).toEqual([crs, sheet, sheets]);
    expect(table.features?.[0]?.geometry.type ?? '').toBe(type);
    expect(table.notes.some(({ code }) => code === 'gis.layers')).toBe(sheets.length > 1);
  },
);

test.runIf(hasData)('of a GeoPackage the layer asked for is read, each in its own system', async () => {
  const folder = join(corpus, 'mapshaper/geopackage');
  const degrees = await tableOf(folder, 'mixed_crs.gpkg', { sheet: 'oregon_4326' });
  const feet = await tableOf(folder, 'mixed_crs.gpkg', { sheet: 'oregon_2269' });
  expect([degrees.crs, feet.crs.slice(0, 33)]).toEqual(['EPSG:4326', oregonNorth]);
  const absent = await open(folder, 'mixed_crs.gpkg', { sheet: 'washington' });
  expect(absent.ok ? null : absent.fault).toEqual({
    code: 'gis.layerAbsent',
    blanks: { layer: 'washington', layers: 'oregon_2269 | oregon_4326' },
    at: { file: 'mixed_crs.gpkg' },
  });
  const custom = await tableOf(folder, 'Oregon_customCRS.gpkg');
  expect(custom.crs).toMatch(/^PROJCS\["UNK \/ Lambert_Conformal_Conic_2SP"/);
});

test.runIf(hasData)('the same layer is the same from a GeoPackage and from a shapefile', async () => {
  const folder = join(corpus, 'mapshaper/geopackage');
  const packed = await tableOf(folder, 'Oregon_customCRS.gpkg');
  const shapes = await tableOf(folder, 'Oregon_customCRS.shp');
  const corners = (table: TextTable) =>
    JSON.stringify(table.features![0]!.geometry)
      .match(/-?\d+\.\d+/g)!
      .map(Number);
  const [a, b] = [corners(packed), corners(shapes)];
  expect(a.length).toBe(b.length);
  expect(a.toSorted((x, y) => x - y)).toEqual(b.toSorted((x, y) => x - y));
  expect(shapes.crs).toMatch(/^PROJCS\[/);
});

test.runIf(hasData)("Helsinki's grid and Albania's placemarks are read whole", async () => {
  const grid = await tableOf(join(data, 'helsinki'), 'helsinki_population_grid_2020.gpkg');
  expect([grid.rows.length, grid.crs, grid.header]).toEqual([92, 'EPSG:4326', ['fid', 'id', 'population']]);
  const flat = grid.features!.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates.flat() : [],
  );
  expect(Math.min(...flat.map(([lon]) => lon!))).toBeCloseTo(24.905, 3);
  expect(Math.max(...flat.map(([, lat]) => lat!))).toBeCloseTo(60.177, 3);
  const heat = await tableOf(join(corpus, 'mapshaper/kml'), 'Albania.kmz');
  expect(heat.rows.length).toBe(63);
  expect(heat.cells[heat.header.indexOf('name')]![0]).toBe('KE-839');
  expect(heat.features![0]!.geometry).toEqual({
    type: 'Point',
    coordinates: [20.25000000000006, 42.05000000000007],
  });
});

test.runIf(hasData)(
  'Futian is 337 km of directed streets, one component, second directions dropped once',
  async () => {
    const table = await tableOf(join(data, 'shenzhen-futian'), 'futian_osmnx_all.graphml');
    expect([table.format, table.crs, table.rows.length]).toEqual(['graphml', 'epsg:4326', 4009]);
    const metres = table.features!.map(({ geometry }) =>
      geometry.type === 'LineString' ? lineMetres(geometry.coordinates) : NaN,
    );
    const said = table.cells[table.header.indexOf('length')]!.map(Number);
    const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
    expect(sum(said) / 1000).toBeCloseTo(337, 0);
    // The file's lengths are on a sphere.
    expect(sum(metres) / sum(said)).toBeCloseTo(1, 2);
    const read = linesToStreets(table.features!);
    if (!read.ok) throw new Error(read.fault.code);
    expect(read.value.source).toBe('lines');
    const dropped = Number(read.notes.find(({ code }) => code === 'lines.secondDirections')?.blanks['count']);
    // OSMnx writes every street that is open both ways once a direction.
    const both = table.cells[table.header.indexOf('oneway')]!.filter((oneway) => oneway === 'False').length;
    expect(dropped * 2).toBe(both);
    expect(read.value.wayTags.length).toBe(4009 - dropped);
    const built = await buildGraph(read.value, { steps: true });
    if (!built.ok) throw new Error(built.fault.code);
    const { graph } = built.value;
    // One component as the file has it; walking closes a few ways and leaves two bits of 0.3 km beside it.
    expect(componentsOf(read.value)).toBe(1);
    const [whole, ...bits] = graph.componentMetres;
    expect(whole! / 1000).toBeCloseTo(219.5, 1);
    expect(sum(bits)).toBeLessThan(400);
    expect(sum([...graph.edgeMetres])).toBeCloseTo(whole! + sum(bits), 3);
  },
);

/** Weakly connected parts of the ways, by the nodes they share. */
function componentsOf({ lons, refs, wayFirst }: RawStreets): number {
  const parent = Int32Array.from(lons, (_, node) => node);
  const root = (node: number): number => {
    while (parent[node] !== node) node = parent[node] = parent[parent[node]!]!;
    return node;
  };
  for (let way = 0; way + 1 < wayFirst.length; way++)
    for (let at = wayFirst[way]! + 1; at < wayFirst[way + 1]!; at++)
      parent[root(refs[at]!)] = root(refs[at - 1]!);
  return parent.filter((up, node) => up === node).length;
}

function lineMetres(points: readonly Position[]): number {
  let metres = 0;
  for (let i = 1; i < points.length; i++)
    metres += distanceMetres(points[i - 1]![0]!, points[i - 1]![1]!, points[i]![0]!, points[i]![1]!);
  return metres;
}
