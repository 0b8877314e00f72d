/** Without streets everything is a straight line × detour, and says so wherever it is told. */
import { beforeAll, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { buildFacts } from '../../src/brief/facts';
import { buildDocument } from '../../src/brief/document';
import { writeMarkdown } from '../../src/brief/markdown';
import { layerTable } from '../../src/brief/tables/layer-tables';
import { buildSummary } from '../../src/brief/summary';
import type { Findings } from '../../src/domain/findings';
import type { Study, WalkSettings } from '../../src/domain/study';
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

test('what a study asks of ways is told as left out, kind by kind, and nothing where it asks nothing', async () => {
  expect(ignored(await found())).toEqual([]);
  expect(ignored(await found({ crossingSeconds: 20 }))).toEqual(['walk.straightNoWaits']);
  expect(ignored(await found({ slope: 'tobler' }))).toEqual(['walk.straightNoSlope']);
  expect(ignored(await found({ floors: 4 }))).toEqual(['walk.straightNoFloors']);
  const chair = {
    id: 'c',
    zh: '轮椅',
    en: 'Chair',
    metresPerSecond: 0.6,
    steps: 'forbidden',
    wheelchair: true,
  } as const;
  expect(ignored(await found({ profiles: [chair] }))).toEqual(['walk.straightNoSteps']);
  const mended = await found({}, [{ kind: 'open', at: [103.34, 36.43] }]);
  expect(ignored(mended)).toEqual(['walk.straightNoMends']);
  // None of it changes a figure: waits do not count along a straight line.
  expect((await found({ crossingSeconds: 20, floors: 4 })).services[0]!.foot).toEqual(
    (await found()).services[0]!.foot,
  );
  for (const note of mended.notes)
    if (note.code.startsWith('walk.straightNo')) {
      expect(sentence(note, 'zh')).toContain('没有街道数据');
      expect(sentence(note, 'en')).toContain('no streets');
    }
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
