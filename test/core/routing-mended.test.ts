/** Streets with the user's corrections: what routing says of them against brute force on streets corrected another way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Degrees, Mend } from '../../src/domain/mend';
import type { RawStreets } from '../../src/domain/tables';
import { mendStreets } from '../../src/network/mend';
import type { Graph } from '../../src/network/graph';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import type { Profile } from '../../src/routing/profile';
import { drawMends } from './mends-by-hand';
import { drawTown, onHills, type Case } from './routing-cases';
import { compareWithOracle, emptyTally } from './routing-compare';
import { graphOf, heightsFor, isThere, loadStreets, networkPath, onTiles } from './routing-networks';
import { twinsOf } from './routing-twins';
import { drawWalker, everyWalker, isLong, longRun } from './routing-every-walker';

const seed = Number(process.env.ROUTING_SEED ?? 20261122);

/** Both built by the production builder: only the corrections are made twice. */
async function bothGraphs(raw: RawStreets, drawSeed: number, count: number) {
  const { mends, mended } = drawMends(raw, drawSeed, count);
  const { streets, notes } = mendStreets(raw, mends);
  expect(notes.filter(({ code }) => code === 'network.mendLost')).toEqual([]);
  return { mends, ours: await graphOf(streets), byHand: await graphOf(mended) };
}

test(
  'random towns with random corrections equal brute force, for every kind of walker',
  async () => {
    const tally = emptyTally();
    const kinds = { path: 0, open: 0, close: 0, steps: 0, entrance: 0 };
    let [towns, doubtful] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), drawWalker, async (townSeed, profile) => {
        const raw = drawTown(townSeed, true, townSeed % 2 === 0).raw();
        const { mends, ours, byHand } = await bothGraphs(raw, townSeed, 1 + (townSeed % 6));
        for (const { kind } of mends) kinds[kind]++;
        const graph = await onHills(ours, townSeed);
        const twins = twinsOf(graph, await onHills(byHand, townSeed), townSeed, 12, 4);
        towns++;
        doubtful += twins.doubtful;
        await compareWithOracle(twins.people, profile, 100 + (townSeed % 300), tally, twins.truth);
      }),
      { numRuns: isLong ? 3000 : 250, seed },
    );
    console.info(
      `seed ${seed}: ${towns} mended towns (${JSON.stringify(kinds)}), ${tally.points} points (${tally.reached} reached), ` +
        `${tally.pairs} pairs, 0 mismatches beyond 1 cm; ${doubtful} places left out`,
    );
    expect(Math.min(kinds.path, kinds.open, kinds.close, kinds.steps)).toBeGreaterThan(20);
    expect(tally.reached).toBeGreaterThan(tally.points / 3);
  },
  longRun,
);

const small = ['andorra', 'futian', 'tsinghua'] as const;
for (const name of isLong ? ([...small, 'bishan', 'portland', 'portoAlegre'] as const) : small)
  test.skipIf(!isThere(name))(
    `${name} with corrections equals brute force (skipped without ${networkPath(name)})`,
    async () => {
      const raw = await loadStreets(networkPath(name));
      const { mends, ours, byHand } = await bothGraphs(raw, seed, 30);
      const tiles = await heightsFor(name, raw);
      const [graph, other] = [await onTiles(ours, tiles), await onTiles(byHand, tiles)];
      const walkers = isLong ? everyWalker : everyWalker.filter((_, i) => i % 31 === 0);
      const tally = emptyTally();
      const before = await onTiles(await graphOf(raw), tiles);
      let [doubtful, changed] = [0, 0];
      for (const [i, profile] of walkers.entries()) {
        const twins = twinsOf(graph, other, seed + i, isLong ? 8 : 12, 40, mends.map(placeOf));
        doubtful += twins.doubtful;
        await compareWithOracle(twins.people, profile, 720, tally, twins.truth);
        changed += await differing(before, profile, twins.people);
      }
      console.info(
        `${name}: seed ${seed}, ${mends.length} corrections (${countsOf(mends)}); ${walkers.length} walkers, ${tally.points} points ` +
          `(${tally.reached} reached, ${changed} answers changed by the corrections), ${tally.pairs} pairs, 0 mismatches beyond 1 cm; ` +
          `${doubtful} places left out`,
      );
      expect(changed).toBeGreaterThan(0);
      expect(mends.length).toBeGreaterThan(6);
    },
    longRun,
  );

function placeOf(mend: Mend): Degrees {
  return mend.kind === 'path' ? mend.line[0]! : mend.at;
}

function countsOf(mends: readonly Mend[]): string {
  return ['path', 'open', 'close', 'steps']
    .map((kind) => `${mends.filter((mend) => mend.kind === kind).length} ${kind}`)
    .join(', ');
}

/** Places that another time, or none, is found for on the streets as they were. */
async function differing(
  before: Graph,
  profile: Profile,
  { graph, entrances, demand, homes, doors, sites }: Case,
) {
  const old = {
    entrances: { first: entrances.first, links: linkPoints(before, doors.lons, doors.lats, 200) },
    demand: buildDemand(linkPoints(before, homes.lons, homes.lats, 200), null, null),
  };
  if (old.demand.edge.length !== demand.edge.length) return 0;
  const then = await nearestSites(before, profile, old.entrances, sites, old.demand);
  const now = await nearestSites(graph, profile, entrances, sites, demand);
  return now.effectiveMm.filter(
    (mm, k) => mm !== then.effectiveMm[k] && !(Math.abs(mm - then.effectiveMm[k]!) < 10),
  ).length;
}
