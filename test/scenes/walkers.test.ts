/** What a walker meets on the way: crossings, gates, kerbs, steps, hills. Seconds that follow from arithmetic. */
import { describe, expect, test } from 'vitest';
import type { ElevationTile } from '../../src/domain/tables';
import { metresPerDegree } from '../../src/domain/ellipsoid';
import { drape } from '../../src/network/drape';
import { town, type Town } from './town';
import { walk } from './walk';

const waits = { crossingMetres: 8, signalMetres: 24, gateMetres: 4 };

describe('crossings', () => {
  const street = () =>
    town()
      .at({ A: [0, 0], X: [100, 0], B: [200, 0] })
      .street('A X B');

  test('on the way cost their wait, with signals another', async () => {
    expect((await walk(street(), 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(200, 5);
    expect((await walk(street().crossing('X'), 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(208, 5);
    for (const tags of [
      { crossing: 'traffic_signals' },
      { 'crossing:signals': 'yes' },
      { highway: 'traffic_signals', crossing: 'marked' },
    ])
      expect((await walk(street().crossing('X', tags), 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(
        224,
        5,
      );
    for (const tags of [{ crossing: 'no' }, { highway: 'traffic_signals' }])
      expect((await walk(street().crossing('X', tags), 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(
        200,
        5,
      );
  });

  test('cost nothing before they are reached, and count once for metres', async () => {
    const before = await walk(street().crossing('X'), 'A', [[[99, 0]]], waits);
    expect(before.effectiveMetres).toBeCloseTo(99, 5);
    const behind = await walk(street().crossing('X'), 'A', [[[101, 0]]], waits);
    expect(behind.effectiveMetres).toBeCloseTo(109, 5);
    expect(behind.metres).toBeCloseTo(101, 5);
  });

  test('at a junction of streets cost each who walks through once', async () => {
    const scene = street()
      .at({ N: [100, 80] })
      .street('X N')
      .crossing('X');
    expect((await walk(scene, 'A', [['N']], waits)).effectiveMetres).toBeCloseTo(188, 5);
    expect((await walk(scene, 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(208, 5);
  });

  test('drawn as a footway over a road cost those who cross, not those who stay on the road', async () => {
    const scene = () =>
      street()
        .at({ N: [100, 40], S: [100, -40] })
        .footway('N X S')
        .crossing('X');
    expect((await walk(scene(), 'N', [['S']], waits)).effectiveMetres).toBeCloseTo(88, 5);
    expect((await walk(scene(), 'A', [['B']], waits)).effectiveMetres).toBeCloseTo(200, 5);
    expect((await walk(scene(), 'A', [['N']], waits)).effectiveMetres).toBeCloseTo(144, 5);
  });

  test('are told of the way, with gates, as they are counted', async () => {
    const scene = street()
      .at({ C: [300, 0], G: [250, 0], N: [200, 90] })
      .street('B G C')
      .street('B N')
      .crossing('X')
      .crossing('B', { crossing: 'traffic_signals' })
      .gate('G');
    const found = await walk(scene, [10, 0], [[[290, 0]]], waits);
    expect(found.facts).toMatchObject({ crossings: 1, signals: 1, gates: 1, climbMetres: 0 });
    expect(found.effectiveMetres).toBeCloseTo(280 + 8 + 24 + 4, 5);
    expect((await walk(scene, [110, 0], [[[190, 0]]], waits)).facts).toMatchObject({
      crossings: 0,
      signals: 0,
      gates: 0,
    });
  });

  test('a longer way without a wait may be the quicker', async () => {
    const scene = town()
      .at({ A: [0, 0], X: [50, 0], B: [100, 0], N: [50, 10] })
      .street('A X B', { name: 'Signals' })
      .street('A N B', { name: 'Round' })
      .crossing('X', { crossing: 'traffic_signals' });
    const found = await walk(scene, [0, 0], [[[100, 0]]], waits);
    expect(found.effectiveMetres).toBeCloseTo(2 * Math.hypot(50, 10), 4);
    expect(found.metres).toBeCloseTo(found.effectiveMetres, 9);
  });
});

test('gates cost their seconds, doors and bollards nothing', async () => {
  const scene = (kind: string) =>
    town()
      .at({ A: [0, 0], G: [60, 0], B: [120, 0] })
      .street('A G B')
      .barrier('G', kind);
  for (const kind of ['gate', 'lift_gate', 'swing_gate', 'kissing_gate', 'turnstile'])
    expect((await walk(scene(kind), 'A', [['B']], waits)).effectiveMetres, kind).toBeCloseTo(124, 5);
  for (const kind of ['bollard', 'cycle_barrier', 'entrance', 'cattle_grid'])
    expect((await walk(scene(kind), 'A', [['B']], waits)).effectiveMetres, kind).toBeCloseTo(120, 5);
});

describe('a wheelchair', () => {
  const chair = { stepsClosed: true, wheelchair: true };

  test('does not pass a raised kerb, and goes round', async () => {
    const scene = town()
      .at({ A: [0, 0], K: [50, 0], B: [100, 0], N: [50, 100] })
      .street('A K B')
      .street('A N B')
      .node('K', { kerb: 'raised' });
    const round = 2 * Math.hypot(50, 100);
    expect((await walk(scene, 'A', [['B']])).effectiveMetres).toBeCloseTo(100, 5);
    expect((await walk(scene, [0, 0], [['B']], chair)).effectiveMetres).toBeCloseTo(round, 4);
    // Standing before the kerb, one comes back from it.
    expect((await walk(scene, [40, 0], [['B']], chair)).effectiveMetres).toBeCloseTo(40 + round, 4);
    expect((await walk(scene, [40, 0], [[[45, 0]]], chair)).effectiveMetres).toBeCloseTo(5, 5);
  });

  test('lowered and flush kerbs are no hindrance', async () => {
    for (const kerb of ['lowered', 'flush', 'no']) {
      const scene = town()
        .at({ A: [0, 0], K: [50, 0], B: [100, 0] })
        .street('A K B')
        .node('K', { kerb });
      expect((await walk(scene, 'A', [['B']], chair)).facility, kerb).toBe(0);
    }
  });

  test('takes steps only with a ramp, and no way tagged against it', async () => {
    const scene = (tags: Record<string, string>, isSteps = true) => {
      const drawing = town()
        .at({ A: [0, 0], P: [50, 0], Q: [60, 0], B: [100, 0] })
        .street('A P')
        .street('Q B');
      return isSteps ? drawing.steps('P Q', tags) : drawing.street('P Q', tags);
    };
    const limits = { ...chair, stepsFactor: 3 };
    expect((await walk(scene({}), 'A', [['B']], limits)).facility).toBe(-1);
    expect((await walk(scene({}), 'A', [['B']], { stepsFactor: 3 })).effectiveMetres).toBeCloseTo(120, 5);
    for (const tags of [{ 'ramp:wheelchair': 'yes' }, { wheelchair: 'yes' }])
      expect((await walk(scene(tags), 'A', [['B']], limits)).effectiveMetres).toBeCloseTo(120, 5);
    expect((await walk(scene({ wheelchair: 'no' }, false), 'A', [['B']], limits)).facility).toBe(-1);
    expect((await walk(scene({ wheelchair: 'no' }, false), 'A', [['B']])).facility).toBe(0);
  });

  test('who lives on steps that are closed reaches nothing, at their foot the street is open', async () => {
    const scene = town()
      .at({ A: [0, 0], P: [60, 0], Q: [100, 0] })
      .street('A P')
      .steps('P Q');
    expect((await walk(scene, [80, 3], [['A']], chair)).facility).toBe(-1);
    expect((await walk(scene, [60, 0], [['A']], chair)).facility).toBe(0);
  });
});

describe('on a hill', () => {
  /** Rises by `slope` from x = 0 eastward, level before. */
  const hill = (slope: number): ElevationTile => {
    const { lon, lat } = metresPerDegree(0);
    const [width, height, cell] = [121, 21, 10];
    return {
      file: 'hill',
      crs: 'EPSG:4326',
      width,
      height,
      x: 100 - 200 / lon,
      y: 100 / lat,
      dx: cell / lon,
      dy: -cell / lat,
      heights: Float32Array.from({ length: width * height }, (_, i) =>
        Math.max(0, ((i % width) * cell - 200) * slope),
      ),
    };
  };
  const onto = (drawing: Town, tile: ElevationTile): Town => {
    const graph = drawing.graph.bind(drawing);
    drawing.graph = async (options) => {
      const plain = await graph(options);
      const relief = await drape(plain, [tile]);
      if (!relief.ok) throw new Error(relief.fault.code);
      return { ...plain, relief: relief.value };
    };
    return drawing;
  };
  const street = (slope: number) =>
    onto(
      town()
        .at({ A: [-200, 0], B: [400, 0] })
        .street('A B'),
      hill(slope),
    );
  // 10 % up: Tobler e^0.35 − … = 1/0.705.
  const up = Math.exp(3.5 * 0.1);

  test('up to the facility takes longer, down to it as long as on the level', async () => {
    const climb = await walk(street(0.1), [-100, 0], [[[300, 0]]], { slope: 'tobler' });
    expect(climb.effectiveMetres).toBeCloseTo(100 + 300 * up, 1);
    expect(climb.metres).toBeCloseTo(400, 4);
    const descent = await walk(street(0.1), [300, 0], [[[-100, 0]]], { slope: 'tobler' });
    expect(descent.effectiveMetres).toBeCloseTo(400, 1);
  });

  test('the way tells how far it climbs and descends', async () => {
    const climb = await walk(street(0.1), [-100, 0], [[[300, 0]]], { slope: 'tobler' });
    expect(climb.facts!.climbMetres).toBeCloseTo(30, 1);
    expect(climb.facts!.descentMetres).toBeCloseTo(0, 6);
    const descent = await walk(street(0.1), [300, 0], [[[100, 0]]], { slope: 'tobler' });
    expect(descent.facts!.descentMetres).toBeCloseTo(20, 1);
  });

  test('turned round it is the other way, and there and back is half the round trip', async () => {
    const ask = (direction: 'fromFacility' | 'bothWays') =>
      walk(street(0.1), [-100, 0], [[[300, 0]]], { slope: 'tobler', direction });
    expect((await ask('fromFacility')).effectiveMetres).toBeCloseTo(400, 1);
    expect((await ask('bothWays')).effectiveMetres).toBeCloseTo(100 + (300 * (up + 1)) / 2, 1);
  });

  test('a limit is met to the millimetre in the middle of a slope', async () => {
    const found = await walk(street(0.1), [-100, 0], [[[300, 0]]], { slope: 'tobler' });
    expect(await found.isWithin(found.effectiveMetres + 0.001)).toBe(true);
    expect(await found.isWithin(found.effectiveMetres - 0.001)).toBe(false);
  });

  test('steeper than 8.3 % is closed to a wheelchair, and the level part of the same street open', async () => {
    const chair = { wheelchair: true, stepsClosed: true, maxSlope: 0.083 };
    expect((await walk(street(0.09), [-150, 0], [[[300, 0]]], chair)).facility).toBe(-1);
    expect((await walk(street(0.08), [-150, 0], [[[300, 0]]], chair)).facility).toBe(0);
    expect((await walk(street(0.09), [-150, 0], [[[-30, 0]]], chair)).effectiveMetres).toBeCloseTo(120, 5);
  });

  test('a bridge alone lies between its ends, steps keep their own factor', async () => {
    const bridge = onto(
      town()
        .at({ A: [0, 0], B: [300, 0] })
        .bridge('A B'),
      hill(0.2),
    );
    // From 0 to 60 m of height over 300 m: 20 % all along, as its ends say.
    expect((await walk(bridge, 'A', [['B']], { slope: 'naismith' })).effectiveMetres).toBeCloseTo(
      300 + (60 * 6) / 0.72,
      0,
    );
    const steps = onto(
      town()
        .at({ A: [0, 0], B: [60, 0] })
        .steps('A B'),
      hill(0.3),
    );
    expect(
      (await walk(steps, 'A', [['B']], { slope: 'tobler', stepsFactor: 3 })).effectiveMetres,
    ).toBeCloseTo(180, 5);
  });
});

test('the floors of a walk-up come before the street, for each facility alike', async () => {
  const scene = town()
    .at({ A: [0, 0], B: [100, 0] })
    .street('A B');
  const found = await walk(scene, 'A', [['B'], [[50, 0]]], { doorMetres: 38.88 });
  expect(found.effectiveMetres).toBeCloseTo(88.88, 5);
  expect(await found.choices(88.9)).toEqual([1]);
  expect((await walk(scene, 'A', [['B']], { doorMetres: Infinity })).facility).toBe(-1);
});

test('ways of several names that were joined into one edge are all told, those walked only', async () => {
  const scene = town()
    .at({ A: [0, 0], B: [100, 0], C: [130, 0], D: [300, 0] })
    .street('A B', { name: 'East' })
    .street('B C', { name: 'Short' })
    .street('C D', { name: 'Long' });
  const found = await walk(scene, [20, 0], [[[250, 0]]]);
  expect(found.graph.edgeCount).toBe(1);
  expect(found.names).toEqual(['East', 'Short', 'Long']);
  expect((await walk(scene, [250, 0], [[[110, 0]]])).names).toEqual(['Long', 'Short']);
});

describe('compounds whose gates lie at one node of the street', () => {
  // The street runs round three sides; each compound has its own way in at G, and B another gate at J.
  const scene = () =>
    town()
      .at({ A: [0, 100], G: [0, 0], H: [0, -100], J: [0, -200], E: [300, 0], F: [300, -200], W: [-300, 0] })
      .street('W G E F J')
      .private('A G', { name: 'North compound' });

  test('are two: one is no short cut for the people of the other', async () => {
    const drawing = scene().private('G H J', { name: 'South compound' });
    const found = await walk(drawing, [0, 50], [['J']]);
    expect(found.graph.patchCount).toBe(2);
    expect(found.metres).toBeCloseTo(50 + 300 + 200 + 300, 4);
    // Who goes to the other compound itself walks straight in.
    expect((await walk(drawing, [0, 50], [[[0, -150]]])).metres).toBeCloseTo(200, 4);
  });

  test('one way through the gate is one compound', async () => {
    const drawing = town()
      .at({ A: [0, 100], G: [0, 0], J: [0, -200], E: [300, 0], F: [300, -200], W: [-300, 0] })
      .street('W G E F J')
      .private('A G J');
    const found = await walk(drawing, [0, 50], [['J']]);
    expect([found.graph.patchCount, Math.round(found.metres)]).toEqual([1, 250]);
  });

  test('a path inside that is not tagged private does not part a compound from its gate', async () => {
    const drawing = scene()
      .at({ P: [60, 100], Q: [90, 160], R: [0, 200] })
      .private('A R', { name: 'behind' })
      .footway('A P Q');
    const found = await walk(drawing, [0, 150], [['E']]);
    expect(found.graph.patchCount).toBe(1);
    expect(found.metres).toBeCloseTo(150 + 300, 4);
  });
});
