/** Layers of a run to take away: the command line's figures, and for others only what the brief would print. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { districtsCsv, eldersCsv, facilitiesCsv } from '../../src/brief/tables-csv';
import { buildFacts } from '../../src/brief/facts';
import { hideFacts } from '../../src/brief/hide';
import { factKey } from '../../src/domain/fact';
import type { Findings } from '../../src/domain/findings';
import type { StudySettings } from '../../src/domain/study';
import type { ExportTable } from '../../src/brief/tables/export-table';
import { markedCells, markedCutOff, markedSites } from '../../src/brief/tables/hidden-figures';
import { layerTable } from '../../src/brief/tables/layer-tables';
import { exportLayers, layerRefusal, type ExportLayer } from '../../src/brief/tables/layers';
import { makeFindings, makeStreets } from './fixture-findings';

function forWhom(audience: StudySettings['privacy']['audience'], suppressBelow = 5): Findings {
  return makeFindings({ settings: { privacy: { audience, suppressBelow } } });
}

async function tableOf(findings: Findings, layer: ExportLayer): Promise<ExportTable> {
  const made = await layerTable(
    findings,
    { layer, service: 'meals', language: 'zh', name: layer },
    layer === 'streets' ? { of: 'streets', streets: makeStreets() } : null,
  );
  if (!made.ok) throw new Error(made.fault.code);
  return made.value;
}

function valuesOf(table: ExportTable, name: string): (string | number | null)[] {
  const column = table.columns.find((one) => one.name === name);
  if (!column) throw new Error(`no ${name} among ${table.columns.map((one) => one.name).join(' ')}`);
  return [...column.values];
}

describe('inside the house', () => {
  const findings = forWhom('internal');

  test.each([
    ['elders', eldersCsv],
    ['facilities', facilitiesCsv],
    ['districts', districtsCsv],
  ] as const)('%s have the figures of the command line’s CSV, and more beside', async (layer, csv) => {
    const table = await tableOf(findings, layer);
    const { data, meta } = Papa.parse<Record<string, string>>(csv(findings), {
      header: true,
      skipEmptyLines: true,
    });
    expect(table.columns.slice(0, meta.fields!.length).map(({ name }) => name)).toEqual(meta.fields);
    for (const name of meta.fields!) {
      const column = table.columns.find((one) => one.name === name)!;
      const printed = data.map((row) => row[name]!);
      if (column.type === 'text')
        expect(column.values.map((text) => text!.replace(/^(?=[=+-])/, "'"))).toEqual(printed);
      else expect([...column.values]).toEqual(printed.map((text) => (text === '' ? NaN : Number(text))));
    }
  });

  test('elders have a place, a district and a score for each method; facilities their services and capacity', async () => {
    const elders = await tableOf(findings, 'elders');
    expect(elders.geometries![0]).toEqual({ type: 'Point', coordinates: [103.8, 36.05] });
    expect(valuesOf(elders, 'district')).toEqual([
      '北坡社区',
      '北坡社区',
      '老城社区',
      '老城社区',
      '',
      '北坡社区',
    ]);
    expect(valuesOf(elders, 'meals_2sfca')).toEqual([0.5, 0.5, 0, 0, 0.5, NaN]);
    const sites = await tableOf(findings, 'facilities');
    expect(valuesOf(sites, 'services')).toEqual(['助餐', '助餐、助浴', '助浴']);
    expect(valuesOf(sites, 'meals_capacity')).toEqual([39, NaN, NaN]);
    expect(sites.notes.slice(0, 3)).toEqual([
      '合成数据：其中的人和地点都是虚构的。',
      '研究：河谷市五社区',
      '内部使用：含未隐去的人数。',
    ]);
    expect(sites.notes).toContain('数据来源：streets.osm.pbf、facilities.csv、elders.csv、districts.geojson');
    expect(
      sites.notes.some((line) => line.startsWith('步行时限：') && line.endsWith('(walk.limitMinutes)')),
    ).toBe(true);
  });

  test('the grid counts everybody linked once, in cells of 250 m that hold their places', async () => {
    const table = await tableOf(findings, 'grid');
    const sum = (name: string): number =>
      valuesOf(table, name).reduce<number>((all, one) => all + (one as number), 0);
    expect(sum('meals_own_covered')).toBeCloseTo(75, 9);
    expect(sum('meals_own_gap')).toBeCloseTo(71, 9);
    expect(sum('linked')).toBeCloseTo(146, 9);
    for (const geometry of table.geometries!) expect(geometry).toMatchObject({ type: 'Polygon' });
  });

  test('streets are lines with the seconds of their class', async () => {
    const table = await tableOf(findings, 'streets');
    const streets = makeStreets();
    expect(table.geometries).toHaveLength(streets.count);
    const seen = new Map<number, string>();
    streets.classes.forEach((one, line) =>
      seen.set(
        one,
        ['reach', 'from_seconds', 'to_seconds'].map((name) => String(valuesOf(table, name)[line])).join(' '),
      ),
    );
    expect([...seen].sort(([a], [b]) => a - b)).toEqual([
      [0, 'within 0 300'],
      [1, 'within 300 600'],
      [2, 'within 600 900'],
      [3, 'beyond 900 NaN'],
      [4, 'never NaN NaN'],
    ]);
  });

  test('places of those who are cut off, most persons first, with what keeps them', async () => {
    const table = await tableOf(findings, 'cut-off');
    expect(valuesOf(table, 'id')).toEqual(['e3', 'e2']);
    expect(valuesOf(table, 'persons')).toEqual([60, 3]);
    expect(valuesOf(table, 'meals_cut_off')).toEqual(['water', 'pace']);
    expect(valuesOf(table, 'cause')).toEqual(['隔着水', '步速：直走也超时']);
    expect(valuesOf(table, 'meals_metres')).toEqual([1386, 700]);
    expect(valuesOf(table, 'meals_straight_metres')).toEqual([412, 600]);
    expect(table.columns.some(({ name }) => name.startsWith('legal'))).toBe(false);
    const { lons, lats } = findings.elders;
    expect(table.geometries).toEqual(
      [2, 1].map((row) => ({ type: 'Point', coordinates: [lons[row], lats[row]] })),
    );
    // Nobody is near a site for legal help, so nobody is cut off from one.
    const other = { layer: 'cut-off', service: 'legal', language: 'zh', name: 'x' } as const;
    expect(await layerTable(findings, other, null)).toMatchObject({ fault: { code: 'export.nothing' } });
  });

  test('layers without rows are refused', () => {
    expect(layerRefusal(findings, 'candidates')?.code).toBe('export.nothing');
    expect(layerRefusal(findings, 'volunteers')?.code).toBe('export.nothing');
  });
});

describe.each(['government', 'public'] as const)('for %s', (audience) => {
  const findings = forWhom(audience);

  test('homes are refused, and a grid beside districts', async () => {
    expect(exportLayers.map((layer) => layerRefusal(findings, layer)?.code ?? 'yes')).toEqual([
      'export.homes',
      'yes',
      'export.homes',
      'yes',
      'export.nothing',
      'export.gridBesideDistricts',
      'yes',
      'yes',
      'yes',
      'export.gridBesideDistricts',
    ]);
    const made = await layerTable(
      findings,
      { layer: 'elders', service: 'meals', language: 'zh', name: 'x' },
      null,
    );
    expect(made).toMatchObject({ ok: false, fault: { code: 'export.homes' } });
  });

  test('districts show what the brief of the service shows, nothing of other services, and name what is hidden', async () => {
    const table = await tableOf(findings, 'districts');
    expect(table.columns.map(({ name }) => name)).toEqual([
      'id',
      'name',
      'approximate',
      'linked',
      'meals_own_covered',
      'meals_own_gap',
      'meals_own_share',
      'hidden',
    ]);
    const facts = buildFacts(findings, 'meals');
    const marks = hideFacts(facts, 5);
    let hidden = 0;
    for (const [kind, name] of [
      ['covered', 'meals_own_covered'],
      ['gap', 'meals_own_gap'],
      ['linked', 'linked'],
    ] as const)
      valuesOf(table, name).forEach((value, district) => {
        const key = factKey(
          kind === 'linked' ? { kind, district } : { kind, service: 'meals', scope: 'own', district },
        );
        const isShown = marks.get(key) === 'shown';
        expect(value, key).toEqual(isShown ? facts.all[key]!.value : NaN);
        expect(String(valuesOf(table, 'hidden')[district]).includes(name), key).toBe(!isShown);
        if (!isShown) hidden++;
      });
    // 北坡: 3 of 68 are out of reach.
    expect(valuesOf(table, 'meals_own_gap')[0]).toBeNaN();
    expect(hidden).toBeGreaterThan(1);
  });

  test('no figure of a few persons leaves with the facilities', async () => {
    const table = await tableOf(findings, 'facilities');
    for (const { name, values } of table.columns)
      if (/elders/.test(name))
        for (const value of values) expect(Number(value) > 0 && Number(value) < 5, name).toBe(false);
    expect(table.columns.some(({ name }) => name.includes('2sfca'))).toBe(false);
  });
});

test('of two sites the one’s persons alone are covered less the other’s within, so that is hidden too', () => {
  const base = forWhom('public');
  const meals = base.services[0]!;
  // Covered 78: 3 with site 0 alone, 40 with site 1 alone, 35 with both.
  const found = {
    ...meals,
    sites: Int32Array.of(0, 1),
    eldersWithin: Float64Array.of(38, 75, NaN),
    eldersAlone: Float64Array.of(3, 40, NaN),
  };
  const [within, alone] = markedSites({ ...base, services: [found, base.services[1]!] }, found);
  expect(alone!.marks[0]).not.toBe('shown');
  expect(within!.marks[1]).not.toBe('shown');
});

test('without districts others get those who are cut off in cells, none of them a few persons', async () => {
  const whole = forWhom('public');
  const findings = { ...whole, districts: { ...whole.districts, count: 0 } };
  const table = await tableOf(findings, 'cut-off');
  // 3 of e2's and 60 of e3's are cut off, 360 m apart and so in two cells; with the 60 shown they would be the rest of 63.
  expect(table.columns.map(({ name }) => name)).toEqual(['approximate', 'meals_own_cut_off', 'hidden']);
  expect(valuesOf(table, 'meals_own_cut_off')).toEqual([NaN, NaN]);
  expect(valuesOf(table, 'hidden')).toEqual(['meals_own_cut_off', 'meals_own_cut_off']);
  for (const geometry of table.geometries!) expect(geometry).toMatchObject({ type: 'Polygon' });
  const open = forWhom('public', 0);
  const shown = await tableOf({ ...open, districts: { ...open.districts, count: 0 } }, 'cut-off');
  expect(valuesOf(shown, 'meals_own_cut_off')).toEqual([3, 60]);
});

test('cells of those cut off: neither they nor the others out of reach are few, nor is what is hidden', () => {
  const persons = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(persons, persons), { minLength: 1, maxLength: 30 }), (cells) => {
      const [cutOff, others] = [0, 1].map((at) => cells.map((cell) => cell[at]!)) as [number[], number[]];
      const { marks } = markedCutOff('meals', cutOff, others, 5);
      const isFew = (count: number): boolean => count > 0 && count < 5;
      marks.forEach((mark, i) => {
        if (mark === 'shown') expect(isFew(cutOff[i]!) || isFew(others[i]!)).toBe(false);
      });
      const hidden = [...marks.keys()].filter((i) => marks[i] !== 'shown');
      if (hidden.length === 0 || hidden.length === cells.length) return;
      expect(hidden.length).toBeGreaterThan(1);
      for (const values of [cutOff, others])
        expect(isFew(hidden.reduce((sum, i) => sum + values[i]!, 0))).toBe(false);
    }),
  );
});

test('cells of a grid: nothing small is shown, and what is hidden does not follow from the totals', () => {
  const persons = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 60, noNaN: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(persons, persons), { minLength: 1, maxLength: 30 }), (cells) => {
      const covered = cells.map(([one]) => one);
      const gap = cells.map(([, one]) => one);
      const columns = markedCells('meals', covered, gap, 5);
      const counts = columns.filter(({ name }) => !name.endsWith('share'));
      const isSmall = (value: number): boolean => value > 1e-6 && value < 5 - 1e-6;
      for (const { marks, values } of counts)
        marks.forEach((mark, i) => expect(mark === 'shown' && isSmall(values[i]!)).toBe(false));
      const hidden = cells.map((_, i) => i).filter((i) => counts[0]!.marks[i] !== 'shown');
      if (hidden.length === 0 || hidden.length === cells.length) return;
      expect(hidden.length).toBeGreaterThan(1);
      // Totals less what is shown: the sum of the hidden, never itself a small count.
      for (const { values } of counts)
        expect(isSmall(hidden.reduce((sum, i) => sum + values[i]!, 0))).toBe(false);
      for (const { marks } of columns) expect(marks).toEqual(counts[0]!.marks);
    }),
  );
});
