/** What of help and safety may leave the house, on the sample. */
import { expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import type { StudySettings } from '../../src/domain/study';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { tellResponse, tellSafeArea } from '../../src/workers/safety';
import { safetyTable } from '../../src/workers/safety-tables';

type Audience = StudySettings['privacy']['audience'];

async function solved(audience: Audience, suppressBelow = 5): Promise<Solution> {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  const { settings } = opened.value;
  const privacy = { ...settings.privacy, audience, suppressBelow };
  const result = await solve({ ...opened.value, settings: { ...settings, privacy } }, createStages());
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

test('volunteers are listed inside the house and left out of what others get; small counts of elders are left empty', async () => {
  const inside = await solved('internal');
  const outside = await solved('public');
  const { facilities, volunteers } = inside.findings;
  const place = { lon: facilities.lons[0]!, lat: facilities.lats[0]! };
  const query = { ...place, minutes: 15, who: 'walker:visitor' } as const;
  const told = (await tellResponse(inside, query))!;
  const homes = told.responders.filter(({ kind }) => kind === 'volunteer');
  expect(homes.length).toBeGreaterThan(0);
  // Soonest first, and never shorter than the straight line.
  expect(told.responders.map(({ seconds }) => seconds)).toEqual(
    told.responders.map(({ seconds }) => seconds).sort((a, b) => a - b),
  );
  for (const { index, metres, seconds } of homes) {
    const east = (volunteers.lons[index]! - place.lon) * Math.cos((place.lat * Math.PI) / 180) * 111_320;
    const north = (volunteers.lats[index]! - place.lat) * 110_574;
    expect(metres).toBeGreaterThan(Math.hypot(east, north) * 0.99);
    expect(seconds).toBeGreaterThanOrEqual(metres / 1.11 - 1e-6);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
  }
  const kinds = async (of: Solution) =>
    (await safetyTable(of, { kind: 'responders', query }, 'x', []))!.columns.find(
      ({ name }) => name === 'kind',
    )!.values as readonly string[];
  expect(await kinds(inside)).toHaveLength(told.responders.length);
  expect(await kinds(outside)).toHaveLength(told.responders.length - homes.length);
  expect(await kinds(outside)).not.toContain('volunteer');

  const safe = { ...place, roads: 'secondary', signals: false, minutes: 15, who: 'everybody' } as const;
  const { elders } = (await tellSafeArea(inside, safe))!;
  expect(elders).toBeGreaterThan(0);
  const told15 = async (of: Solution) =>
    (await safetyTable(of, { kind: 'fence', query: safe }, 'x', []))!.columns.find(
      ({ name }) => name === 'elders',
    )!.values[0];
  expect(await told15(inside)).toBe(elders < 5 ? NaN : elders);
  expect(await told15(await solved('public', elders + 1))).toBeNaN();
});
