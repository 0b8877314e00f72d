/** Missing bridges and islands with the elders whom they concern: drawn towns through the whole chain, and the sample. */
import { describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import type { Study } from '../../src/domain/study';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { gatherObstacles } from '../../src/routing/obstacles';
import { createMissingLinks } from '../../src/workers/missing-links';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import { banks } from '../scenes/banks';
import { townStudy } from '../scenes/town-study';

async function solved(study: Study): Promise<Solution> {
  const result = await solve(study, createStages());
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

describe('missing bridges', () => {
  test('elders near are those within 500 m of either end, each once; the most person-metres come first', async () => {
    const spots = [
      [790, 0],
      [310, 0],
      [290, 40],
      [800, 40],
      [10, 0],
    ] as const;
    const study = townStudy(
      banks(),
      spots.map((spot, i) => ({ id: `e${i}`, spot })),
      [{ id: 'f', spot: [0, 0] }],
    );
    const report = await createMissingLinks(gatherObstacles).bridges(await solved(study), 60);
    expect(report).toMatchObject({ withinMetres: 60, lookMetres: 2000, nearMetres: 500 });
    const told = report!.found.map(({ metres, walkMetres, persons, across }) => ({
      metres: Math.round(metres),
      walk: Math.round(walkMetres),
      persons,
      across,
    }));
    // At 800 m three are near (290 is 510 m off): 3 × 1600, as much as four at 600 m: 4 × 1200. Then 5 × 800 and 3 × 400.
    expect(told).toEqual([
      { metres: 40, walk: 1640, persons: 3, across: [] },
      { metres: 40, walk: 1240, persons: 4, across: [] },
      { metres: 40, walk: 840, persons: 5, across: [] },
      { metres: 40, walk: 440, persons: 3, across: [] },
    ]);
    const order = report!.found.map(({ walkMetres, metres, persons }) => (walkMetres - metres) * persons);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });

  test('asked again on the same streets it is the same answer, not a new search', async () => {
    const solution = await solved(
      townStudy(banks(), [{ id: 'e', spot: [0, 0] }], [{ id: 'f', spot: [0, 0] }]),
    );
    const links = createMissingLinks(gatherObstacles);
    const first = await links.bridges(solution, 60);
    expect((await links.bridges(solution, 60))!.found).toBe(first!.found);
    expect((await links.bridges(solution, 30))!.found).toEqual([]);
  });

  test('the search stops when it is told to', async () => {
    const solution = await solved(
      townStudy(banks(), [{ id: 'e', spot: [0, 0] }], [{ id: 'f', spot: [0, 0] }]),
    );
    const stop = new AbortController();
    const links = createMissingLinks(gatherObstacles);
    const asked = links.bridges(solution, 60, { signal: stop.signal, progress: () => stop.abort() });
    await expect(asked).rejects.toThrow();
    // What was stopped is forgotten, not remembered as an answer.
    expect((await links.bridges(solution, 60))!.found).toHaveLength(4);
  });

  test('the sample: elders near each as another search counts them', async () => {
    const opened = await openStudy('data/sample/study.json');
    if (!opened.ok) throw new Error(opened.fault.code);
    const solution = await solved(opened.value);
    const { graph, places, findings } = solution;
    const report = (await createMissingLinks(gatherObstacles).bridges(solution, 60))!;
    expect(report.found.length).toBeGreaterThan(20);
    for (const { line, persons } of report.found.slice(0, 12)) {
      const lons = Float64Array.from(line, ([lon]) => lon);
      const lats = Float64Array.from(line, ([, lat]) => lat);
      const links = linkPoints(graph!, lons, lats, 1);
      const entrances = { first: Int32Array.of(0, 2), links };
      const nearest = await nearestSites(
        graph!,
        { stepsFactor: 1, throughGates: false },
        entrances,
        Int32Array.of(0),
        places.demand,
      );
      let expected = 0;
      for (let row = 0; row < places.demand.rows; row++)
        for (let k = places.demand.first[row]!; k < places.demand.first[row + 1]!; k++)
          if (nearest.effectiveMm[k]! <= 500_000)
            expected += findings.elders.elders[row]! * places.demand.share[k]!;
      expect(persons).toBeCloseTo(expected, 6);
    }
  });
});

describe('islands', () => {
  const drawn = () =>
    banks()
      .street([
        [100, 70],
        [200, 70],
      ])
      .street([
        [400, 100],
        [400, 200],
      ])
      .street([
        [600, 300],
        [680, 300],
      ])
      .street([
        [700, 400],
        [720, 400],
      ]);
  const study = () =>
    townStudy(
      drawn(),
      [
        { id: 'a', spot: [400, 190] },
        { id: 'b', spot: [400, 180] },
        { id: 'c', spot: [150, 75] },
        { id: 'd', spot: [700, 0] },
      ],
      [
        { id: 'f', spot: [0, 0] },
        { id: 'g', spot: [640, 305] },
      ],
    );
  // What is not on an island within 60 m is linked to the mainland.
  const near = (of: Study): Study => ({
    ...of,
    settings: { ...of.settings, walk: { ...of.settings.walk, snapMetres: 30 } },
  });

  test('by elders, then by street; those that nobody needs are summed', async () => {
    const report = createMissingLinks(gatherObstacles).islands(await solved(near(study())))!;
    expect(
      report.found.map(({ metres, persons, facilities, gapMetres, across }) => ({
        metres: Math.round(metres),
        persons,
        facilities,
        gap: Math.round(gapMetres),
        across,
      })),
    ).toEqual([
      { metres: 100, persons: 2, facilities: [], gap: 60, across: [] },
      { metres: 100, persons: 1, facilities: [], gap: 30, across: [] },
      { metres: 80, persons: 0, facilities: [1], gap: 260, across: [] },
    ]);
    expect(report.others.count).toBe(1);
    expect(report.others.metres).toBeCloseTo(20, 3);
  });

  test('joined, an island is told no more, and those on it walk', async () => {
    const before = await solved(near(study()));
    const [first] = createMissingLinks(gatherObstacles).islands(before)!.found;
    const after = await solved({
      ...near(study()),
      settings: { ...near(study()).settings, mends: [{ kind: 'path', line: first!.join! }] },
    });
    expect(
      createMissingLinks(gatherObstacles)
        .islands(after)!
        .found.map(({ persons }) => persons),
    ).toEqual([1, 0]);
    const [meals] = after.findings.services;
    expect(before.findings.services[0]!.nearest[0]).toBe(-1);
    expect(meals!.nearest[0]).toBe(0);
  });
});
