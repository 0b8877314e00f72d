/** A list of persons becomes counts by place, and no figure changes by it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import type { Findings } from '../../src/domain/findings';
import { bands, tiers } from '../../src/domain/service';
import type { LayerSource } from '../../src/domain/study';
import type { Elders } from '../../src/domain/tables';
import { DecodeCache } from '../../src/intake/open-file';
import { readTables } from '../../src/intake/read-tables';
import { createStages, run } from '../../src/pipeline';
import type { Person } from './identity-cases';
import { person } from './identity-cases';
import { mustRead, studyOf } from './intake-files';

const ageOn = '2026-11-23';

interface Listed {
  readonly one: Person;
  readonly place: number;
  readonly district: number;
  readonly hasId: boolean;
  readonly tier: string;
}

const list = fc.array(
  fc.record({
    one: person,
    place: fc.nat(5),
    district: fc.nat(2),
    hasId: fc.boolean(),
    tier: fc.constantFrom('红', '黄', '绿', '', '不知'),
  }),
  { minLength: 1, maxLength: 40 },
);

function csvOf(rows: readonly Listed[]): string {
  const lines = rows.map(({ one, place, district, hasId, tier }, i) =>
    [
      `E${i}`,
      one.name,
      hasId ? one.id : '',
      place === 5 ? '' : 103.8 + place / 1000,
      36.05,
      ['和平', '西山', ''][district],
      tier,
    ].join(','),
  );
  return ['编号,姓名,身份证号,经度,纬度,社区,等级', ...lines].join('\n');
}

const read = (rows: readonly Listed[], source: Partial<LayerSource>) =>
  mustRead('elders', 'a.csv', csvOf(rows), { ageOn, ...source });

/** Σ by district and age or tier, the missing counted apart. */
function sums(elders: Elders): Record<string, number> {
  const out: Record<string, number> = {};
  const add = (key: string, value: number) => (out[key] = (out[key] ?? 0) + value);
  for (let row = 0; row < elders.count; row++) {
    const where = `${elders.lons[row]} ${elders.lats[row]} ${elders.districts[row]}`;
    add(`${where} elders`, elders.elders[row]!);
    for (const [name, column] of [
      ...bands.map((band) => [band, elders.bands[band]] as const),
      ...tiers.map((tier) => [tier, elders.tiers[tier]] as const),
    ]) {
      if (column === undefined) continue;
      const value = column[row]!;
      if (Number.isNaN(value)) add(`${where} ${name} missing of`, elders.elders[row]!);
      else add(`${where} ${name}`, value);
    }
  }
  return Object.fromEntries(
    Object.entries(out)
      .filter(([, value]) => value !== 0)
      .sort(),
  );
}

test('sums by place, district, band and tier are those of the persons', { timeout: 30_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(list, async (rows) => {
      const persons = await read(rows, { personRows: true });
      const counts = await read(rows, {});
      const used = rows.filter(({ place }) => place !== 5);
      expect(persons.tables.elders.count).toBe(used.length);
      expect(persons.report.counted).toBe(undefined);
      expect(sums(counts.tables.elders)).toEqual(sums(persons.tables.elders));
      const { elders } = counts.tables;
      expect(counts.report).toMatchObject({
        rowsRead: rows.length,
        rowsUsed: used.length,
        refused: persons.report.refused,
        counted: { persons: used.length, places: elders.count },
      });
      // One row for each place, district and age known or not; its id is the number of its first row.
      const tellsAges = rows.some(({ hasId }) => hasId);
      const groups = new Map<string, number>();
      rows.forEach(({ place, district, hasId }, i) => {
        const key = `${place} ${district} ${tellsAges && hasId}`;
        if (place !== 5 && !groups.has(key)) groups.set(key, i + 2);
      });
      expect([...elders.rows]).toEqual([...groups.values()]);
      expect(elders.ids).toEqual([...groups.values()].map(String));
    }),
    { numRuns: 150 },
  );
});

test('rows stay rows where nothing says who they are, and where a row is several persons', async () => {
  const plain = '编号,经度,纬度,年龄\nE1,103.8,36,70\nE2,103.8,36,80\n';
  const { tables, report } = await mustRead('elders', 'a.csv', plain);
  expect(tables.elders.ids).toEqual(['E1', 'E2']);
  expect(report.counted).toBe(undefined);
  const houses = '编号,联系人,经度,纬度,老年人口\nE1,张三,103.8,36,7\nE2,李四,103.8,36,8\n';
  const counted = await mustRead('elders', 'b.csv', houses);
  expect(counted.tables.elders.ids).toEqual(['E1', 'E2']);
  expect(counted.report.counted).toBe(undefined);
});

test(
  'coverage of the sample is the same by persons, by places and by the counts it came from',
  { timeout: 30_000 },
  async () => {
    const opened = await openStudy('data/sample/study.json');
    if (!opened.ok) throw new Error(opened.fault.code);
    const study = opened.value;
    const text = readFileSync('data/sample/elders.csv', 'utf8').replace('\uFEFF', '');
    const houses = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    const ages = { '60-69岁': '1960-01-01', '70-79岁': '1950-01-01', '80岁及以上': '1940-01-01' };
    const lines = houses.flatMap((house) =>
      Object.entries(ages).flatMap(([band, birth]) =>
        Array.from({ length: Number(house[band]) }, () => [
          house['经度'],
          house['纬度'],
          house['社区'],
          birth,
        ]),
      ),
    );
    const rows = lines.map((cells, i) => `老人${i},${cells.join(',')}`);
    const file = 'persons.csv';
    const blob = new Blob([['姓名,经度,纬度,社区,出生日期', ...rows].join('\n')]);
    const findings = async (source: Partial<LayerSource> | null): Promise<Findings> => {
      const layer = { file, encoding: 'auto', crs: 'auto', columns: {}, ageOn, ...source };
      const result = await run(
        source === null
          ? study
          : {
              files: { ...study.files, [file]: blob },
              settings: { ...study.settings, layers: { ...study.settings.layers, elders: [layer] } },
            },
        createStages(),
      );
      if (!result.ok) throw new Error(JSON.stringify(result.fault));
      return result.value;
    };
    const told = ({ services }: Findings) =>
      services.map(({ service, foot, paper, ownPace, bands, districts, ownPaceDistricts, eldersWithin }) => ({
        service,
        foot,
        paper,
        ownPace,
        bands: bands.map((one) => [one.band, one.foot, one.paper]),
        districts,
        ownPaceDistricts,
        eldersWithin,
      }));
    const [original, persons, places] = [
      await findings(null),
      await findings({ personRows: true }),
      await findings({}),
    ];
    expect(persons.elders.count).toBe(rows.length);
    expect(places.elders.count).toBe(new Set(lines.map((cells) => cells.slice(0, 3).join())).size);
    expect(places.elders.count).toBeLessThan(rows.length / 2);
    expect(told(places)).toEqual(told(persons));
    expect(told(places)).toEqual(told(original));
  },
);

test('people placed by their district’s name become one count a district and age known or not', async () => {
  const square = (west: number) => ({
    type: 'Feature',
    properties: { 名称: west === 103.8 ? '和平街道' : '西山街道' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, 36],
          [west + 0.01, 36],
          [west + 0.01, 36.01],
          [west, 36.01],
          [west, 36],
        ],
      ],
    },
  });
  const areas = JSON.stringify({ type: 'FeatureCollection', features: [square(103.8), square(103.9)] });
  const people = fc.sample(person, { numRuns: 30, seed: 11 });
  const lines = people.map(
    ({ name, id }, i) => `${name},${i % 5 === 0 ? '' : id},${i % 3 === 0 ? '西山' : '和平'}`,
  );
  const study = studyOf(
    { 'a.csv': ['姓名,身份证号,街道', ...lines].join('\n'), 'areas.geojson': areas },
    { elders: [{ file: 'a.csv', ageOn }], districts: 'areas.geojson' },
  );
  const result = await readTables(study, { cache: new DecodeCache() });
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const { elders, districts, reports } = result.value;
  expect(elders.districts).toEqual(['西山街道', '和平街道', '西山街道', '和平街道']);
  expect(elders.polygons).toEqual([1, 0, 1, 0].map((at) => districts.polygons[at]));
  // Of rows 0 … 29: 0 and 15 are of 西山 without a number, 8 more of 西山; 5, 10, 20, 25 of 和平 without, 16 more of 和平.
  expect([...elders.elders]).toEqual([2, 16, 8, 4]);
  expect(reports.find(({ kind }) => kind === 'elders')!.counted).toEqual({ persons: 30, places: 4 });
});
