/** Real files: Bishan and Porto Alegre without correction, and every CSV of the nasty corpus without a throw. Skipped where ../shared/data is absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/study';
import { guessLayers } from '../../src/intake/guess-layer';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { mustRead, readOne } from './intake-files';

const data = new URL('../../../shared/data/', import.meta.url).pathname;
const real = test.skipIf(!existsSync(data));
const blob = (path: string): Blob => new Blob([readFileSync(join(data, path))]);

async function drop(paths: string[]) {
  const files = Object.fromEntries(paths.map((path) => [basename(path), blob(path)]));
  const cache = new DecodeCache();
  const guess = await guessLayers({ settings: defaultSettings, files: {} }, files, { cache });
  const layers = Object.fromEntries(
    Object.entries(guess.settings.layers).map(([kind, sources]) => [
      kind,
      sources.map((source) => source.file),
    ]),
  );
  const read = await readTables({ settings: guess.settings, files }, { cache });
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return { guess, layers, tables: read.value, notes: read.notes };
}

real('Bishan is understood without correction', async () => {
  const { layers, tables, guess } = await drop([
    'singapore/population/bishan-subzones-65plus.geojson',
    'singapore/facilities/eldercare-services-133.geojson',
    'singapore/network/bishan-walk-network.geojson',
  ]);
  expect(guess.faults).toEqual([]);
  expect(layers).toEqual({
    elders: ['bishan-subzones-65plus.geojson'],
    districts: ['bishan-subzones-65plus.geojson'],
    facilities: ['eldercare-services-133.geojson'],
    streets: ['bishan-walk-network.geojson'],
  });
  // Persons as the file states them, read here by JSON alone.
  const raw = JSON.parse(
    readFileSync(join(data, 'singapore/population/bishan-subzones-65plus.geojson'), 'utf8'),
  ) as { features: { properties: Record<string, unknown> }[] };
  expect([...tables.elders.elders]).toEqual(
    raw.features.map(({ properties }) => properties['population_elderly_65plus']),
  );
  expect(tables.districts.names).toEqual(raw.features.map(({ properties }) => properties['subzone_name']));
  expect(tables.facilities.count).toBe(133);
  expect(tables.facilities.names[0]).toBe('Yuhua Senior Activity Centre');
  expect(tables.facilities.ids[1]).toBe('2');
  expect(tables.elders.polygons.every((shape) => shape !== null)).toBe(true);
});

real('Porto Alegre is understood without correction, and says that it counts all residents', async () => {
  const { layers, tables, notes } = await drop([
    'poa-r5r/poa_osm.pbf',
    'poa-r5r/poa_hexgrid.csv',
    'poa-r5r/poa_points_of_interest.csv',
  ]);
  expect(layers).toEqual({
    streets: ['poa_osm.pbf'],
    elders: ['poa_hexgrid.csv'],
    facilities: ['poa_points_of_interest.csv'],
  });
  // The folder's README: 1,227 hexagons, 812,935 residents.
  expect(tables.elders.count).toBe(1227);
  expect(tables.elders.elders.reduce((a, b) => a + b, 0)).toBe(812_935);
  expect(notes.map(({ code }) => code)).toContain('column.allResidents');
  expect(notes.map(({ code }) => code)).not.toContain('table.farFromStreets');
});

real('323 subzones are districts with their names', async () => {
  const { layers, tables } = await drop(['singapore/boundaries/mp14-subzones-323.geojson']);
  expect(layers).toEqual({ districts: ['mp14-subzones-323.geojson'] });
  expect(tables.districts.count).toBe(323);
  expect(tables.districts.names[0]).toBe('MARINA SOUTH');
});

const corpus = join(data, 'corpus');
real(
  'every text file of the corpus ends in a table or a fault, and every ledger balances',
  async () => {
    const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(csv|tsv|psv|ssv|txt|geojson|json|html)$/.test(path),
    );
    expect(paths.length).toBeGreaterThan(60);
    const outcome = { read: 0, faults: 0 };
    for (const path of paths) {
      for (const kind of ['elders', 'facilities'] as const) {
        const started = performance.now();
        const read = await readOne(kind, basename(path), blob(`corpus/${path}`));
        expect(performance.now() - started, path).toBeLessThan(15_000);
        if (!read.ok) outcome.faults++;
        else {
          outcome.read++;
          const report = read.value.reports[0]!;
          expect(report.rowsRead, path).toBe(report.rowsUsed + report.refused.length);
        }
      }
    }
    expect(outcome.faults + outcome.read).toBe(2 * paths.length);
  },
  300_000,
);

real('naughty strings survive as text in names and ids', async () => {
  const strings = (JSON.parse(readFileSync(join(corpus, 'blns.json'), 'utf8')) as string[])
    // What a CSV of rows cannot keep as it is: blanks around, NULs, the mark that means "unreadable", line ends of other kinds.
    .filter(
      (text) => text.trim() === text && text !== '' && !/[\0\r\uFEFF\uFFFD]|[\ud800-\udfff]/.test(text),
    );
  expect(strings.length).toBeGreaterThan(350);
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const text = `id,name,lon,lat,services\n${strings.map((value, i) => `k${i},${quote(value)},103.8,36,meals`).join('\n')}\n`;
  const { tables } = await mustRead('facilities', 'f.csv', text);
  const totals = strings.filter((value) => /^total$/i.test(value)).length;
  expect(tables.facilities.count).toBe(strings.length - totals);
  expect(tables.facilities.names).toEqual(strings);
});
