/** Compares every answer of routing with brute force, for one case; throws where they differ beyond 1 cm. */
import { expect } from 'vitest';
import { NO_BACKWARD, NO_FORWARD, ONE_WAY, type Graph } from '../../src/network/graph';
import { timeAt } from '../../src/layers/cut-streets';
import { facilityReach } from '../../src/routing/facility-reach';
import { searchField } from '../../src/routing/field';
import { reachMatrix } from '../../src/routing/matrix';
import { nearestInField, withinLimit } from '../../src/routing/nearest';
import { findWay, type WayFound } from '../../src/routing/path';
import { toLimitMm, type Profile } from '../../src/routing/profile';
import { streetTimesInField } from '../../src/routing/street-times';
import type { Case } from './routing-cases';
import { createOracle } from './routing-oracle';

const cm = 0.01;

export interface Tally {
  points: number;
  reached: number;
  pairs: number;
  /** Points whose answer would differ were both patches open in any order. */
  unionDiffers: number;
  ties: number;
}

export function emptyTally(): Tally {
  return { points: 0, reached: 0, pairs: 0, unionDiffers: 0, ties: 0 };
}

/** `truth`: the same places on streets built another way, for brute force to walk on; left out: on the same graph. */
export async function compareWithOracle(
  { graph, entrances, demand, sites }: Case,
  profile: Profile,
  limitMetres: number,
  tally: Tally,
  truth: Pick<Case, 'graph' | 'entrances' | 'demand'> = { graph, entrances, demand },
): Promise<void> {
  const oracle = createOracle(truth.graph, profile, truth.entrances, truth.demand);
  const door = profile.doorMetres ?? 0;
  const field = await searchField(graph, profile, entrances, sites);
  const nearest = nearestInField(field, demand);
  const times = streetTimesInField(field);
  const matrix = await reachMatrix(graph, profile, entrances, demand, limitMetres);
  const within = new Uint8Array(demand.edge.length);
  withinLimit(nearest, toLimitMm(limitMetres), within);
  const choices = new Int32Array(demand.edge.length);
  const reach = await facilityReach(graph, profile, entrances, 0, limitMetres);
  const pairs = new Map<string, number>();
  for (let f = 0; f < matrix.rows; f++)
    for (let i = matrix.first[f]; i < matrix.first[f + 1]; i++) {
      const key = `${f} ${matrix.point[i]}`;
      expect(pairs.has(key), `pair ${key} twice`).toBe(false);
      pairs.set(key, matrix.mm[i] / 1000);
      choices[matrix.point[i]]++;
      expect(matrix.mm[i]).toBeLessThanOrEqual(toLimitMm(limitMetres));
    }

  for (let k = 0; k < demand.edge.length; k++) {
    const answer = oracle.answer(k, 'twoLegs', limitMetres);
    const best = Math.min(...answer.effective);
    tally.points++;
    const union = Math.min(...oracle.answer(k, 'union', 0).effective);
    if (union < best - cm) tally.unionDiffers++;

    if (best === Infinity) {
      expect(nearest.facility[k]).toBe(-1);
      expect(nearest.metres[k]).toBe(Infinity);
      expect(nearest.effectiveMm[k]).toBe(Infinity);
    } else {
      tally.reached++;
      const f = nearest.facility[k];
      const say = `point ${k}: facility ${f}, true best ${best}`;
      expect(Math.abs(nearest.effectiveMetres[k] - best), say).toBeLessThan(cm);
      expect(Math.abs(nearest.effectiveMm[k] / 1000 - best), say).toBeLessThan(cm);
      expect(Math.abs(answer.effective[f] - best), say).toBeLessThan(cm);
      const rivals = Array.from(answer.effective, (e, g) => (e - best < cm ? g : -1)).filter((g) => g >= 0);
      if (rivals.length > 1) tally.ties++;
      else expect(f, say).toBe(rivals[0]);

      const way = findWay(graph, profile, entrances, f, {
        edge: demand.edge[k],
        along: demand.along[k],
        perpendicular: demand.perpendicular[k],
      })!;
      expect(way.metres, say).toBe(nearest.metres[k]);
      expect(way.effectiveMetres, say).toBe(nearest.effectiveMetres[k]);
      expect(way.effectiveMm, say).toBe(nearest.effectiveMm[k]);
      checkWay(
        graph,
        profile,
        way,
        demand.perpendicular[k] + entrances.links.perpendicular[way.entrance],
        { edge: demand.edge[k], along: demand.along[k] },
        {
          edge: entrances.links.edge[way.entrance],
          along: entrances.links.along[way.entrance],
        },
      );
      if (rivals.length === 1 && Math.abs(nearest.metres[k] - answer.metres[f]) >= cm) {
        // Another way as good in effective metres, by more or fewer steps, hills or waits; the way itself was checked above.
        expect(isPlain(profile) && profile.stepsFactor === 1).toBe(false);
        tally.ties++;
      }
      const e = demand.edge[k];
      const onStreet =
        timeAt(times, e, graph.edgeMetres[e], demand.along[k]) + demand.perpendicular[k] + door;
      expect(Math.abs(onStreet - best), say).toBeLessThan(cm);
    }
    expect(choices[k] >= 1).toBe(within[k] === 1);

    for (const f of sites) {
      const mm = pairs.get(`${f} ${k}`);
      const exact = answer.effective[f];
      if (mm !== undefined) {
        tally.pairs++;
        expect(Math.abs(mm - exact), `pair ${f} ${k}`).toBeLessThan(cm);
      } else expect(exact, `pair ${f} ${k} is missing`).toBeGreaterThan(limitMetres - cm);
    }
    const e = demand.edge[k];
    const ofFirst = timeAt(reach, e, graph.edgeMetres[e], demand.along[k]) + demand.perpendicular[k] + door;
    if (answer.effective[0] <= limitMetres - cm)
      expect(Math.abs(ofFirst - answer.effective[0]), `circle ${k}`).toBeLessThan(cm);
    else expect(ofFirst).toBeGreaterThan(limitMetres - 2 * cm);
  }
}

/** A way is a chain of streets from foot to foot whose lengths add up, and it keeps the rule of compounds. */
function checkWay(
  graph: Graph,
  profile: Profile,
  way: WayFound,
  perpendiculars: number,
  start: { edge: number; along: number },
  end: { edge: number; along: number },
): void {
  const junctionAt = (edge: number, along: number): number =>
    along === 0 ? graph.edgeFrom[edge] : along === graph.edgeMetres[edge] ? graph.edgeTo[edge] : -1;
  const firstLeg = way.legs[0];
  const lastLeg = way.legs[way.legs.length - 1];
  expect([firstLeg.edge, firstLeg.from]).toEqual([start.edge, start.along]);
  expect([lastLeg.edge, lastLeg.to]).toEqual([end.edge, end.along]);
  let metres = perpendiculars;
  let steps = 0;
  const home = graph.edgePatch[start.edge];
  const away = graph.edgePatch[end.edge];
  let hasLeft = false;
  const { direction = 'toFacility' } = profile;
  way.legs.forEach((leg, i) => {
    metres += Math.abs(leg.to - leg.from);
    // Legs go from the place to the facility, the walker perhaps not.
    if (leg.to !== leg.from) {
      const away = leg.to > leg.from ? NO_FORWARD : NO_BACKWARD;
      const back = away ^ ONE_WAY;
      const shut = direction === 'toFacility' ? away : direction === 'fromFacility' ? back : ONE_WAY;
      expect(graph.edgeFlags[leg.edge] & shut, 'walked against a one-way street').toBe(0);
    }
    if (graph.edgeFlags[leg.edge] & 1) steps += Math.abs(leg.to - leg.from);
    if (i > 0) {
      const before = way.legs[i - 1];
      const junction = junctionAt(before.edge, before.to);
      expect(junction).toBeGreaterThanOrEqual(0);
      expect(junction).toBe(junctionAt(leg.edge, leg.from));
    }
    const patch = graph.edgePatch[leg.edge];
    if (patch === 0 || profile.throughGates || home === away) {
      if (!profile.throughGates) expect([0, home]).toContain(patch);
    } else if (patch === away) hasLeft = true;
    else {
      expect(patch).toBe(home);
      expect(hasLeft, 'back into the origin’s compound after the destination’s').toBe(false);
    }
  });
  expect(Math.abs(metres - way.metres)).toBeLessThan(1e-6);
  expect(Math.abs(steps - way.stepsMetres)).toBeLessThan(1e-6);
  if (isPlain(profile))
    expect(Math.abs(metres + steps * (profile.stepsFactor - 1) - way.effectiveMetres)).toBeLessThan(1e-6);
}

/** No slope, no waits, nothing closed. */
function isPlain(profile: Profile): boolean {
  return Object.keys(profile).every((field) => field === 'stepsFactor' || field === 'throughGates');
}
