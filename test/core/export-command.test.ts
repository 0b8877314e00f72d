/** `analyse --export`: the sample's layers on disk, read again through the page's own readers. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyse, writeLayers, writeOutputs } from '../../scripts/analyse-study';
import { exportFormats } from '../../src/brief/tables/export-table';
import type { Solution } from '../../src/pipeline';
import { cellsOf, readBack } from './export-cases';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
let solution: Solution;

beforeAll(async () => {
  const run = await analyse(join(import.meta.dirname, '../../data/sample/study.json'));
  if (!run.ok) throw new Error(run.fault.code);
  solution = run.value;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const fileAt = (name: string) => ({ blob: new Blob([readFileSync(join(folder, name))]), name, notes: [] });

test('writes every layer of an internal study in every format, each with the same rows and figures', async () => {
  const inside = join(folder, 'inside');
  await writeLayers(solution, inside, exportFormats, 'zh');
  const layers = 'areas cut-off detours districts elders facilities grid streets volunteers'.split(' ');
  const ends = ['csv', 'geojson', 'gpkg', 'parquet', 'xlsx', 'zip'];
  expect(readdirSync(join(inside, 'layers')).sort()).toEqual(
    layers.flatMap((layer) => ends.map((end) => `${layer}.${end}`)),
  );
  const { elders, services } = solution.findings;
  for (const end of ends) {
    const read = await readBack(
      fileAt(`inside/layers/elders.${end}`),
      end === 'xlsx' || end === 'gpkg' ? 'elders' : null,
    );
    expect(cellsOf(read, 'id'), end).toEqual(elders.ids);
    const seconds = cellsOf(read, end === 'zip' ? 'meals_seco' : 'meals_seconds');
    const expected = Array.from(services[0]!.seconds, (value) =>
      Number.isFinite(value) ? Number(value.toFixed(3)) : '',
    );
    expect(
      seconds.map((text) => (text === '' ? '' : Number(text))),
      end,
    ).toEqual(expected);
    const where = read.features?.map(({ geometry }) => (geometry as { coordinates: number[] }).coordinates);
    if (where)
      expect(
        where.map(([lon, lat]) => [lon, lat]),
        end,
      ).toEqual(Array.from(elders.lons, (lon, row) => [round7(lon, end), round7(elders.lats[row]!, end)]));
  }
}, 60_000);

test('writes no homes for others and says why', async () => {
  const { findings } = solution;
  const privacy = { ...findings.settings.privacy, audience: 'public' as const };
  const outside = { ...solution, findings: { ...findings, settings: { ...findings.settings, privacy } } };
  const notes = await writeLayers(outside, join(folder, 'outside'), ['geojson'], 'en');
  expect(readdirSync(join(folder, 'outside/layers')).sort()).toEqual([
    'areas.geojson',
    'detours.geojson',
    'districts.geojson',
    'facilities.geojson',
    'streets.geojson',
  ]);
  expect(notes.filter(({ code }) => code === 'export.homes').map(({ at }) => at?.file)).toEqual([
    'layers/elders',
    'layers/volunteers',
  ]);
  // Lines of streets alone, with names of facilities: nobody's home.
  for (const name of ['areas', 'detours', 'streets']) {
    const read = await readBack(fileAt(`outside/layers/${name}.geojson`));
    expect(read.features!.every(({ geometry }) => geometry?.type === 'LineString')).toBe(true);
    expect(read.header.filter((column) => /elder|person|home/.test(column))).toEqual([]);
  }
}, 30_000);

/** GeoJSON has seven decimals. */
function round7(degrees: number, end: string): number {
  return end === 'geojson' ? Math.round(degrees * 1e7) / 1e7 : degrees;
}

test('the tables of the command line hold no homes for others either', async () => {
  const { findings } = solution;
  const privacy = { ...findings.settings.privacy, audience: 'government' as const };
  const outside = { ...solution, findings: { ...findings, settings: { ...findings.settings, privacy } } };
  const names = await writeOutputs(outside, join(folder, 'tables'), ['access', 'siting'], 'zh');
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, 'tables', name), 'utf8')]));
  const lines = (name: string): number => texts.get(name)!.trim().split('\n').length - 1;
  expect(['elders.csv', 'access.csv', 'facilities.csv', 'districts.csv'].map(lines)).toEqual([
    0,
    0,
    findings.facilities.count,
    findings.districts.count,
  ]);
  // Longitudes of 997 homes have six digits: none of them in any file.
  const homes = new Set(Array.from(findings.elders.lons, String));
  for (const [name, text] of texts)
    expect(
      text.split(/[^\d.]+/).filter((piece) => piece.length > 7 && homes.has(piece)),
      name,
    ).toEqual([]);
});
