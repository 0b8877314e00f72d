/** Without streets everything is a straight line × detour, and says so wherever it is told. */
import { beforeAll, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { buildFacts } from '../../src/brief/facts';
import { buildDocument } from '../../src/brief/document';
import { writeMarkdown } from '../../src/brief/markdown';
import { layerTable } from '../../src/brief/tables/layer-tables';
import { buildSummary } from '../../src/brief/summary';
import { writePieceKey } from '../../src/domain/audit';
import { faultCodes } from '../../src/domain/codes';
import { fault } from '../../src/domain/fault';
import type { Findings } from '../../src/domain/findings';
import type { Study, WalkSettings } from '../../src/domain/study';
import { frameRest, walkPresets } from '../../src/domain/walk-presets';
import { auditWords } from '../../src/i18n/audit-words';
import { sentence } from '../../src/i18n/sentence';
import { createStages, run } from '../../src/pipeline';

let study: Study;
beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  const layers = Object.fromEntries(
    Object.entries(opened.value.settings.layers).filter(([kind]) => kind !== 'streets'),
  );
  study = { ...opened.value, settings: { ...opened.value.settings, layers } };
});

async function found(
  walk: Partial<WalkSettings> = {},
  mends: Study['settings']['mends'] = [],
): Promise<Findings> {
  const { settings } = study;
  const result = await run(
    { ...study, settings: { ...settings, mends, walk: { ...settings.walk, ...walk } } },
    createStages(),
  );
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}
const ignored = ({ notes }: Findings): string[] =>
  notes.map(({ code }) => code).filter((code) => code.startsWith('walk.straightNo'));

const chair = {
  id: 'c',
  zh: '轮椅',
  en: 'Chair',
  metresPerSecond: 0.6,
  steps: 'forbidden',
  wheelchair: true,
} as const;
const cases: readonly (readonly [code: string, walk: Partial<WalkSettings>])[] = [
  ['walk.straightNoWaits', { crossingSeconds: 20 }],
  ['walk.straightNoWaits', { signalSeconds: 30 }],
  ['walk.straightNoWaits', { gateSeconds: 5 }],
  ['walk.straightNoWaits', { profiles: [{ ...walkPresets[0]!.profile, gateSeconds: 5 }] }],
  ['walk.straightNoSlope', { slope: 'tobler' }],
  ['walk.straightNoMaxSlope', { profiles: [{ ...walkPresets[0]!.profile, maxSlope: 0.083 }] }],
  ['walk.straightNoFloors', { floors: 4 }],
  ['walk.straightNoSteps', { profiles: [chair] }],
  ['walk.straightNoStepsRule', { steps: false, stepsFactor: 5 }],
  ['walk.straightNoStepsFactor', { stepsFactor: 5 }],
  [
    'walk.straightNoStepsFactor',
    { profiles: [{ ...walkPresets[0]!.profile, steps: 'avoid', stepsFactor: 6 }] },
  ],
  ['walk.straightNoStepSeconds', { stepSeconds: 1.2 }],
  ['walk.straightNoGates', { throughGates: true }],
  ['walk.straightNoMotorRoads', { motorRoads: true }],
  ['walk.straightNoOsmConditions', { osmConditions: true }],
];

test('what a study asks of ways is told as left out, kind by kind, and nothing where it asks nothing', async () => {
  const plain = await found();
  expect(plain.notes.map(({ code }) => code)).toContain('walk.straight');
  expect(ignored(plain)).toEqual([]);
  for (const [code, walk] of cases) {
    const asked = await found(walk);
    expect(ignored(asked), JSON.stringify(walk)).toEqual([code]);
    // None of it changes a figure: the note is the truth.
    expect(asked.services, code).toEqual(plain.services);
    const [own] = asked.profiles ?? [];
    if (own !== undefined) {
      const { id, zh, en, metresPerSecond, low, high } = own.profile;
      const bare = { id, zh, en, metresPerSecond, ...(low && high ? { low, high } : {}) };
      expect((await found({ profiles: [bare] })).profiles![0]!.services, code).toEqual(own.services);
    }
  }
  const mended = await found({}, [{ kind: 'open', at: [103.34, 36.43] }]);
  expect(ignored(mended)).toEqual(['walk.straightNoMends']);
  expect(mended.services).toEqual(plain.services);
  // All at once, each told once.
  const all = await found({ ...Object.assign({}, ...cases.map(([, walk]) => walk)), profiles: [chair] });
  expect(new Set(ignored(all)).size).toBe(ignored(all).length);
});

test('every such sentence says in both languages that streets lack and that figures are approximate', () => {
  const codes = faultCodes.filter((code) => code.startsWith('walk.straight') || code === 'audit.noStreets');
  expect(new Set(codes)).toEqual(
    new Set(['walk.straight', 'walk.straightNoMends', 'audit.noStreets', ...cases.map(([code]) => code)]),
  );
  for (const code of codes) {
    const note = fault(code, { count: 3, detour: 1.3 });
    for (const word of ['没有街道数据', '近似']) expect(sentence(note, 'zh'), code).toContain(word);
    for (const word of ['no streets', 'approximate']) expect(sentence(note, 'en'), code).toContain(word);
  }
});

test('rests count along straight lines too, so that nothing says they are left out', async () => {
  const frame = { id: 'f', zh: '助行器', en: 'Frame', metresPerSecond: 0.4 };
  const brisk = await found({ profiles: [frame] });
  const resting = await found({ profiles: [{ ...frame, rest: frameRest }] });
  expect(ignored(resting)).toEqual([]);
  const [fast, slow] = [brisk, resting].map(({ profiles }) => profiles![0]!.services[0]!);
  const row = fast!.metres.findIndex((metres) => metres > 650 && metres < 890);
  expect(slow!.seconds[row]).toBeCloseTo(fast!.metres[row]! / 0.4 + 2 * 60, 6);
  expect(slow!.foot.covered).toBeLessThan(fast!.foot.covered);
});

test('filled walk-audit sheets without streets are told as not used', async () => {
  const key = writePieceKey({ middle: [103.34, 36.43], ends: null, metres: 80 });
  const name = auditWords('zh').columns.piece;
  const text = `${name},${auditWords('zh').columns.steps}\r\n${key},12\r\n`;
  const result = await run(
    {
      settings: {
        ...study.settings,
        layers: {
          ...study.settings.layers,
          audit: [{ file: 'audit.csv', encoding: 'auto', crs: 'auto', columns: {} }],
        },
      },
      files: { ...study.files, 'audit.csv': new Blob([text]) },
    },
    createStages(),
  );
  if (!result.ok) throw new Error(result.fault.code);
  expect(result.value.notes.find(({ code }) => code === 'audit.noStreets')?.blanks).toEqual({ count: 1 });
  expect(result.value.audit).toBeUndefined();
  expect(result.value.services).toEqual((await found()).services);
});

test.each([
  ['zh', '近似'],
  ['en', 'pproximate'],
] as const)('brief, tables and summary say it in %s', async (language, word) => {
  const findings = await found();
  expect(findings.approximate).toBe(true);
  const text = writeMarkdown(buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-27'));
  // In the head, in the method and in the limits.
  expect(text.split(word).length).toBeGreaterThan(2);
  for (const layer of ['elders', 'facilities', 'districts'] as const) {
    const table = await layerTable(findings, { layer, service: 'meals', language, name: 'x' }, null);
    if (!table.ok) throw new Error(table.fault.code);
    expect(table.value.notes.join(' '), layer).toContain(word);
  }
  expect(JSON.stringify(buildSummary(findings))).toContain('"approximate":true');
});
