import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Profile } from '../../src/routing/profile';
import { drawTown, onHills, peopleOf } from './routing-cases';
import { isLong, longRun } from './routing-every-walker';
import { compareWithOracle, emptyTally } from './routing-compare';

const seed = Number(process.env.ROUTING_SEED ?? 20261122);

test('nearest, matrix, ways and street times equal brute force in random towns', async () => {
  const tally = emptyTally();
  let towns = 0;
  let patches = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.constantFrom(1, 1, 2.5, 3),
      fc.boolean(),
      async (townSeed, stepsFactor, opens) => {
        const graph = await drawTown(townSeed).graph();
        const throughGates = opens && townSeed % 4 === 0;
        towns++;
        patches += graph.patchCount;
        const people = peopleOf(graph, townSeed, 30, 5);
        await compareWithOracle(people, { stepsFactor, throughGates }, 100 + (townSeed % 300), tally);
      },
    ),
    { numRuns: 250, seed },
  );
  console.info(
    `seed ${seed}: ${towns} towns, ${patches} compounds, ${tally.points} points (${tally.reached} reached), ${tally.pairs} pairs, ` +
      `0 mismatches beyond 1 cm, ${tally.ties} ties; open in any order would differ for ${tally.unionDiffers}`,
  );
  expect(towns).toBeGreaterThanOrEqual(200);
  expect(patches).toBeGreaterThan(100);
  expect(tally.reached).toBeGreaterThan(tally.points / 2);
});

const walkers: fc.Arbitrary<Profile> = fc.record({
  stepsFactor: fc.constantFrom(1, 2.5, 3),
  throughGates: fc.constantFrom(false, false, false, true),
  stepsClosed: fc.boolean(),
  wheelchair: fc.constantFrom(false, false, true),
  slope: fc.constantFrom('none', 'tobler', 'irmischer-clarke', 'naismith'),
  maxSlope: fc.constantFrom(Infinity, Infinity, 0.083),
  crossingMetres: fc.constantFrom(0, 8.1),
  signalMetres: fc.constantFrom(0, 24.3),
  gateMetres: fc.constantFrom(0, 4.25),
  doorMetres: fc.constantFrom(0, 25.92),
  direction: fc.constantFrom('toFacility', 'fromFacility', 'bothWays'),
});

test(
  'walkers of every kind, on hills, over crossings and through gates, in each direction',
  async () => {
    const tally = emptyTally();
    let towns = 0;
    let stops = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), walkers, async (townSeed, profile) => {
        const graph = await onHills(await drawTown(townSeed, true, townSeed % 2 === 0).graph(), townSeed);
        towns++;
        stops += graph.stops?.along.length ?? 0;
        const people = peopleOf(graph, townSeed, 15, 4);
        await compareWithOracle(people, profile, 100 + (townSeed % 300), tally);
      }),
      { numRuns: isLong ? 3000 : 500, seed },
    );
    console.info(
      `seed ${seed}: ${towns} towns on hills, ${stops} stops, ${tally.points} points (${tally.reached} reached), ${tally.pairs} pairs, ` +
        `0 mismatches beyond 1 cm, ${tally.ties} ties`,
    );
    expect(towns).toBeGreaterThanOrEqual(500);
    expect(stops).toBeGreaterThan(1000);
    expect(tally.reached).toBeGreaterThan(tally.points / 2);
  },
  longRun,
);
