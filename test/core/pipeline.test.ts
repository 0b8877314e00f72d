/** The chain as a whole on the sample: what is remembered is right, what is missing is said, and nothing depends on the order of questions. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { resultColumns, ResultTables } from '../../src/db/result-tables';
import type { Findings } from '../../src/domain/findings';
import type { Study, StudySettings, WalkSettings } from '../../src/domain/study';
import { BRIDGE } from '../../src/network/graph';
import { createStages, run, solve, type Solution } from '../../src/pipeline';
import { createAnalysis } from '../../src/workers/analysis';
import { streetsOf } from '../../src/workers/street-views';
import { tellFacility } from '../../src/workers/stories';
import { tellElder } from '../../src/workers/ways';
import { openNodeDatabase } from './node-database';

let study: Study;
let solution: Solution;
beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  study = opened.value;
  const solved = await solve(study, createStages());
  if (!solved.ok) throw new Error(solved.fault.code);
  solution = solved.value;
});

function withWalk(walk: Partial<WalkSettings>): Study {
  return { ...study, settings: { ...study.settings, walk: { ...study.settings.walk, ...walk } } };
}

async function findingsOf(one: Study, stages = createStages()): Promise<Findings> {
  const result = await run(one, stages);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

describe('stages that remember', () => {
  test('a moved slider reads no file, builds no graph and searches no nearest site again', async () => {
    const stages = createStages();
    const first = await solve(study, stages);
    const second = await solve(
      withWalk({ limitMinutes: 12, paces: { age60: 0.9, age70: 0.7, age80: 0.5 } }),
      stages,
    );
    if (!first.ok || !second.ok) throw new Error('fault');
    expect(second.value.tables).toBe(first.value.tables);
    expect(second.value.graph).toBe(first.value.graph);
    expect(second.value.places).toBe(first.value.places);
    expect(second.value.fields.get('meals')).toBe(first.value.fields.get('meals'));
    expect(second.value.findings.services[0]!.foot.covered).toBeLessThan(
      first.value.findings.services[0]!.foot.covered,
    );
  });

  test('after any sequence of settings the findings equal those of a fresh run', async () => {
    const settings = fc.record({
      limitMinutes: fc.constantFrom(5, 10, 15, 22.5),
      metresPerSecond: fc.constantFrom(0.4, 0.8, 1.1),
      stepsFactor: fc.constantFrom(1, 3),
      steps: fc.boolean(),
      throughGates: fc.boolean(),
      snapMetres: fc.constantFrom(50, 200),
      paperMetres: fc.constantFrom(500, 1000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(settings, { minLength: 2, maxLength: 4 }), async (sequence) => {
        const stages = createStages();
        let last: Findings | null = null;
        for (const walk of sequence) last = await findingsOf(withWalk(walk), stages);
        expect(last).toEqual(await findingsOf(withWalk(sequence.at(-1)!)));
      }),
      { numRuns: 6, seed: 20261122 },
    );
  }, 120_000);
});

describe('what is missing is said', () => {
  const without = (...kinds: (keyof StudySettings['layers'])[]): Study => ({
    ...study,
    settings: {
      ...study.settings,
      layers: Object.fromEntries(
        Object.entries(study.settings.layers).filter(([kind]) => !kinds.includes(kind as never)),
      ),
    },
  });

  test.each([
    ['elders', 'study.noElders'],
    ['facilities', 'study.noFacilities'],
  ] as const)('without %s', async (kind, code) => {
    const result = await run(without(kind), createStages());
    expect(result).toMatchObject({ ok: false, fault: { code } });
  });

  test('slope without elevation is said', async () => {
    const { notes } = await findingsOf(withWalk({ slope: 'tobler' }));
    expect(notes.map(({ code }) => code)).toContain('walk.noElevation');
  });

  test('without streets all is straight line × detour, and marked approximate', async () => {
    const findings = await findingsOf(without('streets'));
    expect(findings.approximate).toBe(true);
    expect(findings.streets).toBeNull();
    const [meals] = findings.services;
    for (let row = 0; row < findings.elders.count; row++) {
      expect(meals!.metres[row]).toBeCloseTo(meals!.straightMetres[row]! * 1.3, 6);
    }
    expect(meals!.foot.unlinked).toBe(0);
  });

  test('districts come from the column where no shapes are given', async () => {
    const findings = await findingsOf(without('districts'));
    expect([...findings.districts.names].sort()).toEqual([...solution.findings.districts.names].sort());
    const sum = findings.services[0]!.districts.elders.reduce((a, b) => a + b, 0);
    expect(sum).toBe(997);
  });
});

test('totals balance in every service, band and district', () => {
  for (const found of solution.findings.services) {
    const all = [
      found.foot,
      found.paper,
      ...(found.ownPace ? [found.ownPace] : []),
      ...found.bands.flatMap(({ foot, paper }) => [foot, paper]),
    ];
    for (const { elders, covered, gap, unlinked } of all)
      expect(covered + gap + unlinked).toBeCloseTo(elders, 9);
    const { districts } = found;
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
    expect(sum(districts.covered) + sum(districts.gap) + sum(districts.unlinked)).toBeCloseTo(
      sum(districts.elders),
      9,
    );
  }
});

describe('the answers to a click', () => {
  test('the way to the nearest meal site has the metres and seconds of the findings', () => {
    const [meals] = solution.findings.services;
    for (let row = 0; row < solution.findings.elders.count; row++) {
      const story = tellElder(solution, row, 'everybody');
      const reach = story.services.find(({ service }) => service === 'meals')!;
      expect(reach.metres).toBe(meals!.metres[row]);
      if (reach.way === null) {
        expect(meals!.nearest[row]).toBe(-1);
        continue;
      }
      expect(reach.way.metres).toBeCloseTo(meals!.metres[row]!, 6);
      expect(reach.causes!.seconds).toBeCloseTo(meals!.seconds[row]!, 6);
    }
  });

  test('every reason occurs in the sample, and says why', () => {
    const reasons = new Set<string>();
    for (let row = 0; row < solution.findings.elders.count; row++) {
      for (const { reason, service, choices, facility } of tellElder(solution, row, 'everybody').services) {
        reasons.add(reason);
        if (reason === 'reached') expect(choices, service).toBeGreaterThan(0);
        if (reason === 'tooFar') expect([choices, facility >= 0]).toEqual([0, true]);
        if (reason === 'noSite') expect(service).toBe('legal');
      }
    }
    expect([...reasons].sort()).toEqual(['island', 'noSite', 'reached', 'tooFar', 'unlinked']);
  });

  test("a facility's rows are those within its limit, nearest first, and sum to its persons", async () => {
    const [meals] = solution.findings.services;
    for (const site of meals!.sites) {
      const story = await tellFacility(solution, site, 'meals');
      const persons = story.rows.reduce((sum, row) => sum + solution.findings.elders.elders[row]!, 0);
      expect(persons).toBeCloseTo(meals!.eldersWithin[site]!, 9);
      expect([...story.seconds]).toEqual([...story.seconds].sort((a, b) => a - b));
      expect(Math.max(...story.seconds)).toBeLessThanOrEqual(900);
      expect(story.circle.count).toBeGreaterThan(0);
    }
  });

  test('coloured streets and gap agree: an elder on a street beyond the limit is not within', () => {
    const streets = streetsOf(solution, 'meals', 'overall')!;
    expect(streets.count).toBeGreaterThan(solution.graph!.edgeCount);
    expect(new Set(streets.classes)).toEqual(new Set([0, 1, 2, 3, 4]));
  });
});

describe('tables for the page', () => {
  test('windows are sorted, filtered, counted and located as asked', async () => {
    const database = await openNodeDatabase();
    const tables = new ResultTables(database);
    const { findings } = solution;
    const elders = { table: 'elders', service: 'meals', pace: 'overall' } as const;
    const view = await tables.view(findings, elders);
    const ask = {
      start: 0,
      end: 20,
      sort: { column: 'seconds', descending: true },
      filter: '',
      locate: -1,
    } as const;
    const window = await view.window(ask);
    expect(window.total).toBe(findings.elders.count);
    const at = window.columns.indexOf('seconds');
    const expected = [...findings.services[0]!.seconds]
      .filter(Number.isFinite)
      .sort((a, b) => b - a)
      .slice(0, 20);
    expect(window.rows.map((row) => row[at])).toEqual(expected);

    const filtered = await view.window({ ...ask, filter: '北坡', end: 1000 });
    const district = filtered.columns.indexOf('district');
    expect(filtered.rows.length).toBe(filtered.total);
    expect(
      filtered.rows.every((row) => String(row[district]).includes('北坡') || String(row).includes('北坡')),
    ).toBe(true);

    const last = await view.window({ ...ask, start: 100, end: 101 });
    const position = last.rows[0]![0] as number;
    expect((await view.window({ ...ask, end: 0, locate: position })).located).toBe(100);
    // Unreached rows come last in either direction.
    const ends = await view.window({
      ...ask,
      start: findings.elders.count - 1,
      end: findings.elders.count,
    });
    expect(ends.rows[0]![at]).toBeNull();
    await database.close();
  });

  test('every column has a value for every row', () => {
    for (const table of ['elders', 'facilities', 'districts'] as const) {
      const columns = resultColumns(solution.findings, table, 'meals', 'overall');
      expect(new Set(columns.map(({ values }) => values.length)).size).toBe(1);
    }
  });
});

test('the analysis answers before a run with nothing, and inspects what it can', async () => {
  const analysis = createAnalysis(openNodeDatabase);
  expect(await analysis.plainStreets()).toBeNull();
  expect(
    await analysis.table(
      { from: 'results', table: 'elders', service: 'meals', pace: 'overall' },
      { start: 0, end: 1, sort: null, filter: '', locate: -1 },
    ),
  ).toBeNull();
  const broken: Study = { ...study, files: { ...study.files, 'elders.csv': new Blob([]) } };
  const { reports, faults } = await analysis.inspect(broken);
  expect(faults.map(({ code }) => code)).toEqual(['table.empty']);
  expect(reports.map(({ kind }) => kind)).toEqual(['streets', 'facilities', 'volunteers', 'districts']);
});

test('bridges that the study closes are closed, and without its mends all is as before', async () => {
  const stages = createStages();
  const covered = async (mends: StudySettings['mends']) => {
    const result = await solve({ ...study, settings: { ...study.settings, mends } }, stages);
    if (!result.ok) throw new Error(result.fault.code);
    return result.value.findings.services.map(({ foot }) => foot.covered);
  };
  const before = await covered([]);
  const { graph } = solution;
  // Every bridge of the sample, one after the other: the river divides the town.
  const bridges = Array.from({ length: graph!.edgeCount }, (_, e) => e).filter(
    (e) => graph!.edgeFlags[e]! & BRIDGE,
  );
  expect(bridges.length).toBeGreaterThan(0);
  const closed = await covered(
    bridges.map((e) => {
      const k = graph!.shapeFirst[e]!;
      const middle = (values: Float64Array) => (values[k]! + values[k + 1]!) / 2;
      return { kind: 'close', at: [middle(graph!.shapeLons), middle(graph!.shapeLats)] };
    }),
  );
  closed.forEach((persons, s) => expect(persons).toBeLessThanOrEqual(before[s]!));
  expect(closed).not.toEqual(before);
  expect(await covered([])).toEqual(before);
});
