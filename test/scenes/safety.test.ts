/**
 * Help and safety by arithmetic. The town: a small street W–E of 400 m through the place at x = 0, an avenue (primary) N–S at x = 200 that
 * meets it at J, a footbridge over the avenue 100 m further north, and a signalled crossing 100 m further south.
 */
import { expect, test } from 'vitest';
import type { SafeQuery } from '../../src/domain/safety';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { tellResponse, tellSafeArea } from '../../src/workers/safety';
import { town } from './town';
import { townStudy } from './town-study';

const drawing = town()
  .at({ W: [-200, 0], O: [0, 0], J: [200, 0], E: [400, 0], N: [200, 300], S: [200, -300] })
  .at({
    WN: [100, 100],
    EN: [300, 100],
    WS: [0, -100],
    X: [200, -100],
    ES: [300, -100],
    A: [100, 0],
    OS: [300, 0],
  })
  .street('W O A J OS E', { name: 'Lane' })
  .street('N J X S', { highway: 'primary', name: 'Avenue' })
  .footway('A WN')
  .bridge('WN EN', { highway: 'footway', name: 'Footbridge' })
  .footway('EN OS')
  .footway('O WS')
  .footway('WS X ES', { name: 'Crossing' })
  .footway('ES OS')
  .node('X', { highway: 'crossing', crossing: 'traffic_signals' });

async function solved(): Promise<Solution> {
  const study = townStudy(
    drawing,
    [
      { id: 'near', spot: [-100, 10] },
      { id: 'across', spot: [380, 10] },
    ],
    [
      { id: 'clinic', spot: [-150, 0] },
      { id: 'far', spot: [390, 0] },
    ],
  );
  const { walk } = study.settings;
  const result = await solve(
    { ...study, settings: { ...study.settings, walk: { ...walk, snapMetres: 50 } } },
    createStages(),
  );
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

const [lon, lat] = drawing.lonLat('O');
const ask = (of: Solution, change: Partial<SafeQuery>) =>
  tellSafeArea(of, { lon, lat, roads: 'primary', signals: false, minutes: 30, who: 'everybody', ...change });

test('who can come within so many minutes, soonest first, and how far they walk', async () => {
  const of = await solved();
  // At 1 m/s: the clinic is 150 m away, the other 390 m along the lane.
  const all = (await tellResponse(of, { lon, lat, minutes: 10, who: 'everybody' }))!;
  expect(all.responders.map(({ kind, index }) => [kind, index])).toEqual([
    ['facility', 0],
    ['facility', 1],
  ]);
  expect(all.responders.map(({ seconds }) => Math.round(seconds))).toEqual([150, 390]);
  expect(all.responders[1]!.metres).toBeCloseTo(390, 3);
  const few = (await tellResponse(of, { lon, lat, minutes: 5, who: 'everybody' }))!;
  expect(few.responders.map(({ index }) => index)).toEqual([0]);
  // The preset for those who visit walks 1.11 m/s.
  const visitor = (await tellResponse(of, { lon, lat, minutes: 6, who: 'walker:visitor' }))!;
  expect(visitor.responders.map(({ seconds }) => Math.round(seconds))).toEqual([135, 351]);
  const nowhere = (await tellResponse(of, { lon: lon + 0.01, lat, minutes: 5, who: 'everybody' }))!;
  expect(nowhere).toMatchObject({ linked: false, responders: [] });
});

test('large roads are not crossed, a footbridge passes over them', async () => {
  const shut = (await ask(await solved(), { roads: 'primary' }))!;
  // Lane W–J 400, footway A–WN 100; over the bridge 200, down 100 to the lane's other half J–E 200 and on to ES 100 and X 100; O–WS 100, WS–X 223.607.
  const under = 400 + 100 + 200 + 100 + 200 + 100 + 100 + 100 + Math.hypot(200, 0);
  expect(shut.streetMetres).toBeCloseTo(under, 0);
  expect(shut.elders).toBe(2);
  expect([...shut.facilities]).toEqual([0, 1]);
  expect(shut.exits.map(({ road }) => road)).toEqual(['Avenue', 'Avenue']);
  expect(Math.round(shut.exits[0]!.seconds)).toBe(200);
  // Never on the avenue itself.
  const [x, y] = drawing.lonLat([200, 200]);
  expect(inside(shut.area, x, y)).toBe(false);
});

test('with the bridge out of reach the area ends at the road, and the fence does not spill over it', async () => {
  const of = await solved();
  // 4 minutes at 1 m/s: over the bridge to the far side it is 100 + 100 + 200 m.
  const near = (await ask(of, { minutes: 4 }))!;
  expect(near.elders).toBe(1);
  expect([...near.facilities]).toEqual([0]);
  const [east, north] = drawing.lonLat([215, 0]);
  const [west] = drawing.lonLat([185, 0]);
  expect(inside(near.area, west, north)).toBe(true);
  expect(inside(near.area, east, north)).toBe(false);
  expect(near.hectares).toBeGreaterThan(1);
  // Where it may be crossed, the lane goes on for the 40 m that are left, and its ground with it.
  const open = (await ask(of, { minutes: 4, roads: 'trunk' }))!;
  expect(inside(open.area, east, north)).toBe(true);
  expect(open.exits).toEqual([]);
});

test('a crossing with signals is passed where that is asked for', async () => {
  const of = await solved();
  // O–WS 100, WS–X 200: at X after 300 s; 60 m further along Crossing in 6 minutes.
  const shut = (await ask(of, { minutes: 6 }))!;
  const open = (await ask(of, { minutes: 6, signals: true }))!;
  const [x, y] = drawing.lonLat([240, -100]);
  expect(inside(shut.area, x, y)).toBe(false);
  expect(inside(open.area, x, y)).toBe(true);
  expect(shut.exits.length).toBe(open.exits.length + 1);
});

test('water beside the streets is told at any distance up to 40 m, and the ground ends at the bank', async () => {
  const of = await solved();
  const bank = (metres: number) => [-150, 150].map((x) => drawing.lonLat([x, -metres]));
  for (const [metres, water] of [
    [0, 300],
    [15, 300],
    [16.5, 300],
    [24, 300],
    [36, 300],
    [48, 0],
  ] as const) {
    const backdrop = { water: [], waterways: [bank(metres)], rails: [], greens: [] };
    const wet = { ...of, tables: { ...of.tables, backdrop } };
    const lane = (await ask(wet, { minutes: 4 }))!;
    // O–WS runs south from the lane to the crossing's footway, beside which the bank lies as well.
    if (water === 0) expect(lane.waterMetres, `${metres} m`).toBeLessThan(140);
    else expect(Math.abs(lane.waterMetres - water), `${metres} m`).toBeLessThan(12);
  }
});

function inside(area: { coordinates: number[][][][] }, x: number, y: number): boolean {
  let odd = false;
  for (const ring of area.coordinates.flat())
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i] as [number, number], ring[i + 1] as [number, number]];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    }
  return odd;
}
