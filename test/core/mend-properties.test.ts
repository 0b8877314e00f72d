/**
 * What corrections of the streets, more facilities and a slower pace can never do, for every kind of walker, in random towns and on
 * real networks. On level ground: a corner more moves the places where heights are looked at, and with them seconds, either way.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkerOf } from '../../src/access/walkers';
import { defaultWalk } from '../../src/domain/study';
import { walkPresets } from '../../src/domain/walk-presets';
import type { Degrees, Mend } from '../../src/domain/mend';
import type { RawStreets } from '../../src/domain/tables';
import type { Graph } from '../../src/network/graph';
import { mendStreets } from '../../src/network/mend';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import type { Profile } from '../../src/routing/profile';
import { drawMends } from './mends-by-hand';
import { createRandom, drawTown } from './routing-cases';
import { drawWalker, everyWalker, longRun } from './routing-every-walker';
import { graphOf, isThere, loadStreets, networkPath } from './routing-networks';

const seed = Number(process.env.ROUTING_SEED ?? 20261122);
const facilities = 5;

/**
 * Effective metres from places on streets to facilities on others. They link within 0.5 m alone: farther, a path that turns an
 * island into mainland would draw the places of other islands to it, as the rule of islands wants.
 */
async function walked(
  graph: Graph,
  at: Graph,
  walker: Profile,
  drawSeed: number,
  count = facilities,
  around?: Degrees,
) {
  const random = createRandom(drawSeed);
  const near = (e: number) => {
    const v = at.edgeFrom[e]!;
    return around === undefined || Math.hypot(at.lons[v]! - around[0], at.lats[v]! - around[1]) < 0.003;
  };
  const edges = Array.from({ length: at.edgeCount }, (_, e) => e).filter(near);
  if (edges.length === 0) return new Float64Array(0);
  const picked = Array.from(
    { length: 30 },
    () => at.shapeFirst[edges[Math.floor(random() * edges.length)]!]!,
  );
  const part = 0.3 + 0.4 * random();
  const lons = Float64Array.from(
    picked,
    (k) => at.shapeLons[k]! + part * (at.shapeLons[k + 1]! - at.shapeLons[k]!),
  );
  const lats = Float64Array.from(
    picked,
    (k) => at.shapeLats[k]! + part * (at.shapeLats[k + 1]! - at.shapeLats[k]!),
  );
  const doors = linkPoints(graph, lons.subarray(0, facilities), lats.subarray(0, facilities), 0.5);
  const homes = linkPoints(graph, lons.subarray(facilities), lats.subarray(facilities), 0.5);
  const first = Int32Array.from({ length: facilities + 1 }, (_, f) => f);
  const demand = buildDemand(homes, null, null);
  const profile = { ...walker, slope: 'none' as const, maxSlope: Infinity, throughGates: true };
  const sites = Int32Array.from({ length: count }, (_, f) => f);
  const { effectiveMetres } = await nearestSites(graph, profile, { first, links: doors }, sites, demand);
  // Who stood on what was closed reaches nothing.
  return Float64Array.from({ length: demand.rows }, (_, r) =>
    demand.first[r + 1]! > demand.first[r]! ? effectiveMetres[demand.first[r]!]! : Infinity,
  );
}

function expectOrder(less: Float64Array, more: Float64Array, say: string) {
  expect(less.length).toBe(more.length);
  less.forEach((metres, k) => expect(metres, `${say}, place ${k}`).toBeLessThanOrEqual(more[k]! + 0.01));
}

/** Corrections one at a time, each against the streets before it. Returns how many answers they changed. */
async function checkMends(raw: RawStreets, drawSeed: number, count: number, walkers: readonly Profile[]) {
  let changed = 0;
  let streets = raw;
  let before = await graphOf(raw);
  for (const mend of drawMends(raw, drawSeed, count).mends) {
    streets = mendStreets(streets, [mend]).streets;
    const after = await graphOf(streets);
    const at = mend.kind === 'path' ? mend.line[0] : mend.at;
    for (const walker of walkers) {
      // A flight drawn to a crossing is read as a footway over the road: who stays on the road waits no more. By design, so not asked.
      const waits = (walker.crossingMetres ?? 0) + (walker.signalMetres ?? 0) > 0;
      if (mend.kind === 'steps' && mend.steps && waits) continue;
      const [old, now] = [
        await walked(before, before, walker, drawSeed, facilities, at),
        await walked(after, before, walker, drawSeed, facilities, at),
      ];
      // A path that crosses none but at its corners, an opened gate and a flight made flat can only help; the others only hinder.
      const say = JSON.stringify(mend);
      if (helps(mend)) expectOrder(now, old, say);
      else expectOrder(old, now, say);
      changed += now.filter((metres, k) => metres !== old[k] && Math.abs(metres - old[k]!) > 0.01).length;
    }
    before = after;
  }
  return changed;
}

function helps(mend: Mend): boolean {
  return mend.kind === 'path' || mend.kind === 'open' || (mend.kind === 'steps' && !mend.steps);
}

test(
  'a path added or opened never lengthens, one closed or made steps never shortens: random towns',
  async () => {
    let [towns, changed] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), drawWalker, async (townSeed, walker) => {
        changed += await checkMends(drawTown(townSeed, true, townSeed % 2 === 0).raw(), townSeed, 4, [
          walker,
        ]);
        towns++;
      }),
      { numRuns: 100, seed },
    );
    console.info(`seed ${seed}: ${towns} towns, ${changed} answers changed, each the right way`);
    expect(changed).toBeGreaterThan(50);
  },
  longRun,
);

for (const name of ['tsinghua', 'futian', 'andorra'] as const)
  test.skipIf(!isThere(name))(
    `the same on ${name}, and more facilities or a quicker pace never lower coverage (skipped without ${networkPath(name)})`,
    async () => {
      const raw = await loadStreets(networkPath(name));
      const walkers = everyWalker.filter((_, i) => i % 12 === 0);
      const changed = await checkMends(raw, seed, 8, walkers);
      const graph = await graphOf(raw);
      for (const walker of everyWalker)
        expectOrder(
          await walked(graph, graph, walker, seed),
          await walked(graph, graph, walker, seed, 2),
          'sites',
        );
      const waiting = { ...defaultWalk, crossingSeconds: 10, signalSeconds: 30, gateSeconds: 10 };
      for (const { profile } of walkPresets) {
        const seconds = async (pace: number) =>
          (await walked(graph, graph, walkerOf(waiting, profile, pace).profile, seed)).map(
            (metres) => metres / pace,
          );
        expectOrder(await seconds(profile.high!), await seconds(profile.low!), profile.id);
      }
      console.info(
        `${name}: ${walkers.length} walkers, ${changed} answers changed by corrections, each the right way`,
      );
    },
    longRun,
  );
