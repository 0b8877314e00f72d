/** The ground within so many minutes of a place, on the sample: the same persons and facilities as the other questions of the same run. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import type { Ground, GroundQuery } from '../../src/domain/ground';
import type { Study, WalkSettings } from '../../src/domain/study';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { groundTable, tellGround } from '../../src/workers/ground';
import { tellFacility } from '../../src/workers/stories';

let study: Study;
let solution: Solution;
async function solved(walk: Partial<WalkSettings>): Promise<Solution> {
  const { settings } = study;
  const result = await solve(
    { ...study, settings: { ...settings, walk: { ...settings.walk, ...walk } } },
    createStages(),
  );
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  study = opened.value;
  solution = await solved({});
});

const ask = async (query: Partial<GroundQuery>, of = solution): Promise<Ground> =>
  (await tellGround(of, {
    place: { kind: 'facility', facility: 0 },
    who: 'everybody',
    direction: 'toFacility',
    minutes: [5, 10, 15],
    ...query,
  }))!;

describe('the ground around a place', () => {
  test('around every facility: as many elders as its own story counts', async () => {
    const { facilities } = solution.findings;
    for (const service of solution.findings.services.slice(0, 2))
      for (const facility of service.sites) {
        const story = await tellFacility(solution, facility, service.service);
        const { rings } = await ask({ place: { kind: 'facility', facility }, minutes: [15] });
        expect(rings[0]!.elders, facilities.names[facility]).toBeCloseTo(story.eldersWithin, 9);
      }
  });

  test('longer is more; the rings come shortest first', async () => {
    const { rings } = await ask({ minutes: [15, 5, 10] });
    expect(rings.map(({ minutes }) => minutes)).toEqual([5, 10, 15]);
    for (const [shorter, longer] of [
      [rings[0]!, rings[1]!],
      [rings[1]!, rings[2]!],
    ] as const) {
      expect(longer.streetMetres).toBeGreaterThan(shorter.streetMetres);
      expect(longer.elders).toBeGreaterThanOrEqual(shorter.elders);
      expect([...longer.facilities]).toEqual(expect.arrayContaining([...shorter.facilities]));
    }
    expect([...rings[0]!.facilities]).toContain(0);
  });

  test('a spot at a facility reaches what the facility reaches; from it and to it are the same on the flat', async () => {
    const { facilities } = solution.findings;
    const place = { kind: 'spot', lon: facilities.lons[0]!, lat: facilities.lats[0]! } as const;
    const there = await ask({ place });
    const isOneDoor = facilities.entranceFirst[1]! - facilities.entranceFirst[0]! === 1;
    expect(isOneDoor).toBe(true);
    expect(there).toEqual(await ask({}));
    expect(await ask({ direction: 'fromFacility' })).toEqual(await ask({}));
  });

  test('which facilities a spot reaches is which facilities reach the spot', async () => {
    const { facilities } = solution.findings;
    const { rings } = await ask({ minutes: [10] });
    for (let other = 0; other < facilities.count; other++) {
      const back = await ask({ place: { kind: 'facility', facility: other }, minutes: [10] });
      expect([...rings[0]!.facilities].includes(other)).toBe(
        [...(back.rings[0]?.facilities ?? [])].includes(0),
      );
    }
  });

  test('an age band goes at its own pace, and stairs at home cost elders alone', async () => {
    const slow = await ask({ who: 'band:age80' });
    const all = await ask({});
    expect(slow.rings[2]!.streetMetres).toBeLessThan(all.rings[2]!.streetMetres);
    const upstairs = await ask({}, await solved({ floors: 6 }));
    expect(upstairs.rings[2]!.elders).toBeLessThan(all.rings[2]!.elders);
    expect([...upstairs.rings[2]!.facilities]).toEqual([...all.rings[2]!.facilities]);
  });

  test('a walker of the study that is named like an age band is told apart from it', async () => {
    const own = { id: 'age80', zh: '慢', en: 'Slow', metresPerSecond: 0.2 };
    const with80 = await solved({ profiles: [own] });
    const [band, walker] = [
      await ask({ who: 'band:age80' }, with80),
      await ask({ who: 'walker:age80' }, with80),
    ];
    expect(walker.rings[2]!.streetMetres).toBeLessThan(band.rings[2]!.streetMetres / 2);
    const query: GroundQuery = {
      place: { kind: 'facility', facility: 0 },
      who: 'walker:age80',
      direction: 'toFacility',
      minutes: [15],
    };
    const column = groundTable(walker, query, 'x', []).columns.find(({ name }) => name === 'walker')!;
    expect(column.values[0]).toBe('age80');
  });

  test('far from every street it says so; without streets there is no answer', async () => {
    const far = await ask({ place: { kind: 'spot', lon: 103.9, lat: 36.9 } });
    expect(far.linked).toBe(false);
    expect(far.rings).toEqual([]);
    expect(far.snapMetres).toBeGreaterThan(1000);
    expect(
      await tellGround(
        { ...solution, graph: null },
        { place: { kind: 'facility', facility: 0 }, who: 'everybody', direction: 'toFacility', minutes: [5] },
      ),
    ).toBeNull();
  });
});
