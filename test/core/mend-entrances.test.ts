/** Entrances moved and added by the user: seconds that follow from arithmetic, through the whole chain. */
import { describe, expect, test } from 'vitest';
import type { Mend } from '../../src/domain/mend';
import type { Study } from '../../src/domain/study';
import { parseStudy, writeStudy } from '../../src/intake/study-file';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { readOsmXml } from '../../src/intake/osm-xml';
import { mappedEntrances, mendEntrances } from '../../src/network/mend-entrances';
import { createStages, solve } from '../../src/pipeline';
import { town } from '../scenes/town';
import { townStudy } from '../scenes/town-study';

/** One street; the elder at its west end, the site 600 m east of it, its second entrance and others by mends. */
const drawing = town()
  .at({ A: [0, 0], B: [1000, 0] })
  .street('A B');
const study = townStudy(
  drawing,
  [{ id: 'e', spot: 'A' }],
  [
    { id: 'near', spot: [600, 0] },
    { id: 'far', spot: [900, 0] },
  ],
);
const entrance = (facility: string, x: number, add = false): Mend => ({
  kind: 'entrance',
  facility,
  at: drawing.lonLat([x, 0]),
  ...(add ? { add } : {}),
});
const withMends = (...mends: Mend[]): Study => ({ ...study, settings: { ...study.settings, mends } });

const stages = createStages();
async function told(one: Study) {
  const solved = await solve(one, stages);
  if (!solved.ok) throw new Error(solved.fault.code);
  const { findings, graph } = solved.value;
  const [meals] = findings.services;
  return {
    graph,
    seconds: meals!.seconds[0]!,
    nearest: findings.facilities.ids[meals!.nearest[0]!],
    doors: [...findings.facilities.entranceFirst],
    lon: findings.facilities.lons[0]!,
    codes: findings.notes.filter(({ code }) => code.startsWith('network.mend')),
  };
}

describe('an entrance', () => {
  test('moved nearer takes fewer seconds, further more, and taken back the old ones; no street is built anew', async () => {
    const before = await told(study);
    expect(before.seconds).toBeCloseTo(600, 3);
    const nearer = await told(withMends(entrance('near', 450)));
    expect(nearer.seconds).toBeCloseTo(450, 3);
    expect(nearer.lon).toBeCloseTo(drawing.lonLat([450, 0])[0], 9);
    expect(nearer.graph).toBe(before.graph);
    const further = await told(withMends(entrance('near', 950)));
    expect(further).toMatchObject({ nearest: 'far' });
    expect(further.seconds).toBeCloseTo(900, 3);
    expect((await told(study)).seconds).toBeCloseTo(600, 3);
  });

  test('added counts where it is the nearest, and never lengthens', async () => {
    const behind = await told(withMends(entrance('near', 700, true)));
    expect(behind.doors).toEqual([0, 2, 3]);
    expect(behind.seconds).toBeCloseTo(600, 3);
    const before = await told(withMends(entrance('near', 700, true), entrance('far', 100, true)));
    expect(before).toMatchObject({ nearest: 'far', doors: [0, 2, 4] });
    expect(before.seconds).toBeCloseTo(100, 3);
  });

  test('of several the nearest to the new place moves', async () => {
    const { facilities } = mendEntrances((await tables()).facilities, [
      { number: 1, mend: entrance('near', 200, true) as never },
      { number: 2, mend: entrance('near', 250) as never },
    ]);
    expect(facilities.entranceLons[0]).toBeCloseTo(drawing.lonLat([600, 0])[0], 9);
    expect(facilities.entranceLons[1]).toBeCloseTo(drawing.lonLat([250, 0])[0], 9);
    expect([...facilities.entranceFirst]).toEqual([0, 2, 3]);
  });

  test('of a facility that is not there is said by its number among all mends, and nothing changes', async () => {
    const close: Mend = { kind: 'close', at: drawing.lonLat([500, 80]) };
    const lost = await told(withMends(entrance('near', 500), close, entrance('gone', 100)));
    expect(lost.seconds).toBeCloseTo(500, 3);
    expect(lost.codes.map(({ code, blanks }) => [code, blanks['number']])).toEqual([
      ['network.mendNoFacility', 3],
      ['network.mendLost', 2],
    ]);
    expect(lost.codes[0]!.blanks['id']).toBe('gone');
  });

  test('is kept in the study file; what is not one is refused by its field', () => {
    const { settings } = withMends(entrance('near', 450), entrance('far', 100, true));
    const read = parseStudy(writeStudy(settings));
    expect(read.ok && read.value.mends).toEqual(settings.mends);
    const bad = (mend: object) => parseStudy(JSON.stringify({ version: 1, mends: [mend] }));
    for (const mend of [
      { kind: 'entrance', facility: '', at: [1, 2] },
      { kind: 'entrance', facility: 'x', at: [190, 2] },
      { kind: 'entrance', facility: 'x', at: [1, 2], add: 1 },
      { kind: 'entrance', at: [1, 2] },
    ])
      expect(bad(mend).ok).toBe(false);
  });
});

test('entrances of the streets’ file near a facility are offered, main ones first, from XML and PBF alike', async () => {
  const mapped = town()
    .at({ A: [0, 0], B: [1000, 0], M: [660, 30], Y: [610, 10], S: [600, 5], far: [300, 0] })
    .street('A B')
    .node('M', { entrance: 'main' })
    .node('Y', { entrance: 'yes' })
    .node('S', { entrance: 'service' })
    .node('far', { entrance: 'main' });
  const { facilities } = await tables();
  for (const read of [
    await readOsmXml(new File([mapped.xml()], 'a.osm')),
    await readOsmPbf(new File([await mapped.pbf()], 'a.osm.pbf')),
  ]) {
    if (!read.ok) throw new Error(read.fault.code);
    const near = mappedEntrances(read.value.streets, facilities, 0);
    expect(near.map(({ isMain, metres }) => [isMain, Math.round(metres)])).toEqual([
      [true, Math.round(Math.hypot(60, 30))],
      [false, Math.round(Math.hypot(10, 10))],
    ]);
    expect(near[0]!.at[0]).toBeCloseTo(mapped.lonLat('M')[0], 8);
  }
  expect(mappedEntrances(null, facilities, 0)).toEqual([]);
});

async function tables() {
  const solved = await solve(study, createStages());
  if (!solved.ok) throw new Error(solved.fault.code);
  return solved.value.tables;
}
