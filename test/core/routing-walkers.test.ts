/** Walkers of every kind on real cities, with and without elevation, against brute force. */
import { expect, test } from 'vitest';
import { everybody, walkerOf } from '../../src/access/walkers';
import { defaultWalk, directions, type WalkSettings } from '../../src/domain/study';
import { walkPresets } from '../../src/domain/walk-presets';
import type { Profile } from '../../src/routing/profile';
import { peopleOf } from './routing-cases';
import { everyWalker, isLong, longRun } from './routing-every-walker';
import { compareWithOracle, emptyTally } from './routing-compare';
import {
  elevationFiles,
  isThere,
  loadNetwork,
  loadOnGround,
  networkFiles,
  sharedData,
} from './routing-networks';

const walk: WalkSettings = {
  ...defaultWalk,
  slope: 'tobler',
  crossingSeconds: 10,
  signalSeconds: 30,
  gateSeconds: 10,
  floors: 3,
};

/** Presets that walk differently, each in a direction of its own. */
const few: readonly Profile[] = [
  everybody({ ...walk, direction: 'toFacility' }).profile,
  everybody({ ...walk, direction: 'fromFacility', slope: 'irmischer-clarke' }).profile,
  everybody({ ...walk, direction: 'bothWays', slope: 'naismith' }).profile,
  ...walkPresets
    .filter(({ profile }) => ['walker', 'pushed'].includes(profile.id))
    .map(({ profile }, i) => walkerOf({ ...walk, floors: 0, direction: directions[i] }, profile).profile),
];

const walkers = isLong ? everyWalker : few;

for (const name of ['portoAlegre', 'portland', 'andorra', 'futian', 'tsinghua', 'bishan'] as const)
  test.skipIf(!isThere(name))(
    `${name}: ${walkers.length} walkers, places × facilities as brute force (skipped without ${sharedData}/${networkFiles[name]})`,
    async () => {
      const hasHills = name in elevationFiles;
      const graph = hasHills
        ? await loadOnGround(name as keyof typeof elevationFiles)
        : await loadNetwork(name);
      const lines: string[] = [];
      const all = emptyTally();
      for (const [i, profile] of walkers.entries()) {
        const tally = emptyTally();
        await compareWithOracle(
          peopleOf(graph, 11 + i, isLong ? 8 : graph.edgeCount > 20_000 ? 12 : 25, isLong ? 40 : 80),
          profile,
          720,
          tally,
        );
        if (!isLong) lines.push(`${tally.reached}/${tally.points} reached, ${tally.pairs} pairs`);
        all.points += tally.points;
        all.reached += tally.reached;
        all.pairs += tally.pairs;
      }
      const metres = graph.edgeMetres.reduce((sum, length) => sum + length, 0);
      const unknown =
        graph.relief === undefined
          ? ''
          : `${((100 * graph.relief.unknownMetres) / metres).toFixed(1)} % without height, `;
      console.info(
        `${name}: ${graph.edgeCount} edges, ${unknown}${graph.stops?.along.length ?? 0} stops; ${walkers.length} walkers, ${all.reached} of ${all.points} reached, ${all.pairs} pairs, 0 mismatches beyond 1 cm; ${lines.join('; ')}`,
      );
      if (hasHills) expect(graph.relief!.unknownMetres).toBeLessThan(metres);
    },
    longRun,
  );
