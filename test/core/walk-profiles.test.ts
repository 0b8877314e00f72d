/** Kinds of walkers through the whole chain, on the sample. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { buildSummary } from '../../src/brief/summary';
import { defaultSettings, type Study, type WalkProfile, type WalkSettings } from '../../src/domain/study';
import type { Findings, Totals } from '../../src/domain/findings';
import { frameRest, walkPresets } from '../../src/domain/walk-presets';
import { parseStudy, writeStudy } from '../../src/intake/study-file';
import { createStages, fieldKey, run, solve } from '../../src/pipeline';

let study: Study;
let plain: Findings;
const stages = createStages();
beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  study = opened.value;
  plain = await findingsOf({});
});

async function findingsOf(walk: Partial<WalkSettings>, one = study): Promise<Findings> {
  const settings = { ...one.settings, walk: { ...one.settings.walk, ...walk } };
  const result = await run({ ...one, settings }, stages);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

const kind = (id: string, more: Partial<WalkProfile> = {}): WalkProfile => ({
  id,
  zh: id,
  en: id,
  metresPerSecond: 0.8,
  ...more,
});

/** Of one profile, by service. */
const footOf = (findings: Findings, id: string): Totals[] =>
  findings.profiles!.find(({ profile }) => profile.id === id)!.services.map(({ foot }) => foot);

test('a study of old gives the figures of old, to the last bit', () => {
  const hash = createHash('sha256');
  const add = (column: Float64Array | Int32Array) =>
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  for (const found of plain.services) {
    add(found.nearest);
    for (const column of [found.metres, found.seconds, found.within, found.choices]) add(column);
    for (const column of [found.eldersWithin, found.eldersAlone]) add(column);
  }
  for (const found of plain.access) for (const column of [found.elders, found.facilities]) add(column);
  // Of commit 7473b63, before there were profiles, slopes and waits.
  expect(hash.digest('hex')).toBe('a0d9b7aedd7fdf895ce33f7a662436b3dcf271a65da1f39a2bf8bea43bee5d8b');
  expect(plain.profiles).toBeUndefined();
});

describe('a profile', () => {
  test('is what a study at its pace finds for everybody', async () => {
    const findings = await findingsOf({ profiles: [kind('slow', { metresPerSecond: 0.5 })] });
    const alone = await findingsOf({ metresPerSecond: 0.5 });
    expect(footOf(findings, 'slow')).toEqual(alone.services.map(({ foot }) => foot));
    findings.profiles![0]!.services.forEach((found, i) => {
      expect(found.seconds).toEqual(alone.services[i]!.seconds);
      expect(found.metres).toEqual(alone.services[i]!.metres);
      expect(found.within).toEqual(alone.services[i]!.within);
      expect(found.districts).toEqual(alone.services[i]!.districts);
      const mean = alone.services[i]!.meanSeconds;
      if (Number.isNaN(mean)) expect(found.meanSeconds).toBeNaN();
      else expect(found.meanSeconds).toBeCloseTo(mean, 9);
    });
    // And everybody beside it is as without it.
    expect(findings.services.map(({ foot }) => foot)).toEqual(plain.services.map(({ foot }) => foot));
  });

  test('with waits is what a study with those waits finds, at its low and high pace too', async () => {
    const waits = { crossingSeconds: 12, signalSeconds: 40, gateSeconds: 15, floors: 2 };
    const own = kind('waits', { ...waits, metresPerSecond: 0.7, low: 0.5, high: 0.9 });
    const findings = await findingsOf({ profiles: [own] });
    const at = async (metresPerSecond: number) =>
      (await findingsOf({ ...waits, metresPerSecond })).services.map(({ foot }) => foot);
    const found = findings.profiles![0]!.services;
    expect(found.map(({ foot }) => foot)).toEqual(await at(0.7));
    expect(found.map(({ low }) => low)).toEqual(await at(0.5));
    expect(found.map(({ high }) => high)).toEqual(await at(0.9));
  });

  test('covers no more when slower, kept from steps, made to wait or to rest', async () => {
    const profiles = [
      kind('free', { low: 0.6, high: 1.1 }),
      kind('noSteps', { steps: 'forbidden' }),
      kind('avoid', { steps: 'avoid', stepsFactor: 6 }),
      kind('gates', { gateSeconds: 30 }),
      kind('walkUp', { floors: 5 }),
      kind('rest', { rest: frameRest }),
      kind('shut', { steps: 'forbidden', floors: 1 }),
    ];
    const findings = await findingsOf({ profiles });
    const free = footOf(findings, 'free');
    expect(free).toEqual(plain.services.map(({ foot }) => foot));
    for (const { id } of profiles.slice(1))
      footOf(findings, id).forEach((foot, i) => {
        expect(foot.covered, id).toBeLessThanOrEqual(free[i]!.covered);
        expect(foot.covered + foot.gap + foot.unlinked).toBeCloseTo(foot.elders, 6);
      });
    for (const id of ['noSteps', 'gates', 'walkUp', 'rest'])
      expect(
        footOf(findings, id).some((foot, i) => foot.covered < free[i]!.covered),
        id,
      ).toBe(true);
    for (const { low, foot, high } of findings.profiles![0]!.services) {
      expect(low!.covered).toBeLessThanOrEqual(foot.covered);
      expect(foot.covered).toBeLessThanOrEqual(high!.covered);
    }
    // Nobody comes down a floor of stairs who can use no steps.
    expect(footOf(findings, 'shut').every(({ covered }) => covered === 0)).toBe(true);
    const closed = findings.profiles!.find(({ profile }) => profile.id === 'noSteps')!;
    expect(closed.closedMetres).toBeCloseTo(plain.streets!.stepsMetres, 6);
    const free0 = findings.profiles![0]!;
    expect([free0.closedMetres, free0.shutIn]).toEqual([0, 0]);
  });

  test('with rests has seconds that are the walk and a minute for each 300 m', async () => {
    const findings = await findingsOf({
      profiles: [kind('rest', { metresPerSecond: 0.4, rest: frameRest, steps: 'avoid', stepsFactor: 1 })],
      stepsFactor: 1,
    });
    const found = findings.profiles![0]!.services[0]!;
    for (let row = 0; row < found.seconds.length; row++) {
      const metres = found.metres[row]!;
      if (metres === Infinity || metres === 0) continue;
      expect(found.seconds[row]).toBeCloseTo(metres / 0.4 + 60 * (Math.ceil(metres / 300) - 1), 6);
    }
  });

  test('all presets at once, and a limit that moves searches nothing again', async () => {
    const walk = { ...study.settings.walk, profiles: walkPresets.map(({ profile }) => profile) };
    const ask = (limitMinutes: number) =>
      solve({ ...study, settings: { ...study.settings, walk: { ...walk, limitMinutes } } }, stages);
    const [first, second] = [await ask(15), await ask(10)];
    if (!first.ok || !second.ok) throw new Error('fault');
    const key = fieldKey('meals', 'profile', 'walker');
    expect(second.value.otherFields.get(key)).toBe(first.value.otherFields.get(key));
    expect(first.value.findings.profiles).toHaveLength(walkPresets.length);
    const summary = JSON.parse(JSON.stringify(buildSummary(first.value.findings))) as {
      profiles: { id: string; services: Record<string, { covered: number }> }[];
    };
    summary.profiles.forEach(({ id, services }, i) => {
      expect(id).toBe(walkPresets[i]!.profile.id);
      expect(services['meals']!.covered).toBe(footOf(first.value.findings, id)[0]!.covered);
    });
  });
});

test('where somebody waits each age band is searched at its own pace', async () => {
  const waits = { gateSeconds: 25, crossingSeconds: 25 };
  const findings = await findingsOf(waits);
  for (const band of ['age60', 'age70', 'age80'] as const) {
    const alone = await findingsOf({ ...waits, metresPerSecond: study.settings.walk.paces[band] });
    findings.services.forEach((found, i) => {
      const own = found.bands.find((one) => one.band === band)!;
      expect(own.within).toEqual(alone.services[i]!.within);
    });
  }
});

test('without slopes the direction changes nothing', async () => {
  for (const direction of ['fromFacility', 'bothWays'] as const)
    expect((await findingsOf({ direction })).services).toEqual(plain.services);
});

describe('with elevation', () => {
  /** The sample's valley as one plane: `rise` metres a metre to the north-east. */
  const onPlane = (rise: number): Study => {
    const [west, south] = plain.streets!.bounds;
    const view = new DataView(new ArrayBuffer(2 * 3601 * 3601));
    for (let row = 0; row < 3601; row++)
      for (let column = 0; column < 3601; column++)
        view.setInt16(2 * (row * 3601 + column), 1000 + Math.round(rise * 22 * (column + 3600 - row)));
    const name = `N${Math.floor(south)}E${String(Math.floor(west)).padStart(3, '0')}.hgt`;
    const layers = {
      ...study.settings.layers,
      elevation: [{ file: name, encoding: 'auto', crs: 'auto', columns: {} }],
    };
    return {
      settings: { ...study.settings, layers },
      files: { ...study.files, [name]: new Blob([view.buffer]) },
    };
  };

  test('slope makes ways longer in time and never in metres less; a flat plane changes nothing', async () => {
    const flat = await findingsOf({ slope: 'tobler' }, onPlane(0));
    expect(flat.services.map(({ foot }) => foot)).toEqual(plain.services.map(({ foot }) => foot));
    expect(flat.streets!.withoutHeightMetres).toBe(0);
    const steep = onPlane(0.1);
    const there = await findingsOf({ slope: 'tobler' }, steep);
    const back = await findingsOf({ slope: 'tobler', direction: 'fromFacility' }, steep);
    there.services.forEach((found, i) => {
      expect(found.foot.covered).toBeLessThanOrEqual(plain.services[i]!.foot.covered);
      for (let row = 0; row < found.seconds.length; row++) {
        expect(found.seconds[row]).toBeGreaterThanOrEqual(plain.services[i]!.seconds[row]! - 0.01);
      }
    });
    expect(there.services.map(({ foot }) => foot.covered)).not.toEqual(
      back.services.map(({ foot }) => foot.covered),
    );
    expect(there.notes.map(({ code }) => code)).not.toContain('walk.noElevation');
  });

  test('heights that nobody asks for are said, and change nothing', async () => {
    const findings = await findingsOf({}, onPlane(0.1));
    expect(findings.notes.map(({ code }) => code)).toContain('walk.slopeOff');
    expect(findings.services).toEqual(plain.services);
  });
});

test('without streets a profile has its pace and rests, by straight line × detour', async () => {
  const layers = Object.fromEntries(
    Object.entries(study.settings.layers).filter(([layer]) => layer !== 'streets'),
  );
  const without = { ...study, settings: { ...study.settings, layers } };
  const findings = await findingsOf({ profiles: [kind('rest', { rest: frameRest, low: 0.4 })] }, without);
  expect(findings.approximate).toBe(true);
  const [found] = findings.profiles![0]!.services;
  const [base] = findings.services;
  for (let row = 0; row < found!.seconds.length; row++) {
    const walked = base!.seconds[row]!;
    if (walked === Infinity || walked === 0) continue;
    expect(found!.seconds[row]).toBeCloseTo(walked + 60 * (Math.ceil((walked * 0.8) / 300) - 1), 6);
  }
  expect(found!.low!.covered).toBeLessThanOrEqual(found!.foot.covered);
});

describe('in the study file', () => {
  test('profiles are written and read back', () => {
    const profiles = [
      kind('own', { low: 0.5, steps: 'avoid', stepsFactor: 4, slope: 'naismith', rest: frameRest }),
      ...walkPresets.map(({ profile }) => profile),
    ];
    const settings = {
      ...defaultSettings,
      walk: { ...defaultSettings.walk, profiles, signalSeconds: 30, motorRoads: true },
    };
    expect(parseStudy(writeStudy(settings))).toMatchObject({ ok: true, value: { walk: settings.walk } });
  });

  test.each([
    ['two of one id', { profiles: [kind('a'), kind('a')] }, 'study.wrongType', 'walk.profiles'],
    [
      'an unknown field',
      { profiles: [{ ...kind('a'), speed: 1 }] },
      'study.unknownField',
      'walk.profiles.0.speed',
    ],
    [
      'a pace of 0',
      { profiles: [kind('a', { metresPerSecond: 0 })] },
      'study.wrongType',
      'walk.profiles.0.metresPerSecond',
    ],
    ['a slope function we do not have', { slope: 'munter' }, 'study.wrongType', 'walk.slope'],
    ['roads opened by a word', { motorRoads: 'yes' }, 'study.wrongType', 'walk.motorRoads'],
    ['an endless wait', { gateSeconds: 1e9 }, 'study.wrongType', 'walk.gateSeconds'],
  ])('%s is refused by its path', (_what, walk, code, field) => {
    const parsed = parseStudy(JSON.stringify({ version: 1, walk }));
    expect(parsed).toMatchObject({ ok: false, fault: { code, blanks: { field } } });
  });
});
