import { expect, test } from 'vitest';
import { peopleOf } from './routing-cases';
import { compareWithOracle, emptyTally } from './routing-compare';
import { isThere, loadNetwork, networkFiles, sharedData } from './routing-networks';

for (const name of ['bishan', 'portoAlegre', 'tsinghua', 'buji'] as const) {
  test.skipIf(!isThere(name))(
    `600 places on ${name} equal brute force (skipped without ${sharedData}/${networkFiles[name]})`,
    async () => {
      const graph = await loadNetwork(name);
      const tally = emptyTally();
      const people = peopleOf(graph, 7, 600, 40);
      await compareWithOracle(people, { stepsFactor: 3, throughGates: false }, 720, tally);
      const inside = people.demand.edge.filter((edge) => graph.edgePatch[edge] > 0).length;
      console.info(
        `${name}: ${graph.junctionCount} junctions, ${graph.edgeCount} edges, ${graph.patchCount} compounds; ${tally.points} places (${inside} in a compound, ` +
          `${tally.reached} reached), ${tally.pairs} pairs, 0 mismatches beyond 1 cm, ${tally.ties} ties; open in any order would differ for ${tally.unionDiffers}`,
      );
      expect(tally.points).toBeGreaterThanOrEqual(500);
      expect(tally.reached).toBeGreaterThan(400);
    },
    300_000,
  );
}
