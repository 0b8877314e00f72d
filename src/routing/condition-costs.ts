/**
 * What an edge costs a walker where conditions are known of it. Rules, in order:
 * - a known slope takes the place of the elevation's; unknown which way is up, the mean of both ways counts;
 * - an uneven or bad surface multiplies the time; a bad one is closed to wheelchairs, as is a clear width below the least;
 * - a mapped flight whose steps are known takes `stepMetres` a step where the walker has such a time, else its factor; without
 *   any step it is a street;
 * - steps within a street stand in its middle: a flight of steps × tread metres (the piece's length at most) in place of level
 *   street; closed to those who take none;
 * - a crossing stands in the middle too: its measured wait, else what the study says of its kind.
 * Nothing is faster than the level good street.
 */
import {
  CROSSING,
  RAMP,
  SIGNAL,
  STEPS,
  type ConditionSpan,
  type ConditionSpot,
  type EdgeConditions,
  type WalkedStreets,
} from '../network/graph';
import { plain, type Profile } from './profile';
import { elderSlopeFactor } from './slope';

/** Pieces of one edge in order, each to `ends`: effective metres per metre outwards from its start and towards it, 1 where closed. */
export interface LaidPieces {
  readonly ends: readonly number[];
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly closed: readonly number[];
}

export function layConditions(
  graph: WalkedStreets,
  profile: Profile,
  edge: number,
  { spans }: EdgeConditions,
): LaidPieces {
  const length = graph.edgeMetres[edge];
  const riseOf = risesOf(graph, edge);
  const cuts = [...riseOf.ends, ...spans.flatMap(({ from, to }) => [from, to])];
  const ends = [...new Set(cuts.filter((cut) => cut > 0 && cut < length)), length].sort((a, b) => a - b);
  const up: number[] = [];
  const down: number[] = [];
  const closed: number[] = [];
  let start = 0;
  for (const end of ends) {
    const middle = (start + end) / 2;
    const span = spans.find(({ from, to }) => from <= middle && middle < to) ?? null;
    const cost = pieceCost(graph.edgeFlags[edge], profile, span, riseOf.at(middle));
    up.push(cost.up);
    down.push(cost.down);
    closed.push(cost.isClosed ? 1 : 0);
    start = end;
  }
  return { ends, up, down, closed };
}

function pieceCost(flags: number, profile: Profile, span: ConditionSpan | null, groundRise: number) {
  const { slope, maxSlope, direction, stepMetres, wheelchair, stepsClosed, ...rest } = {
    ...plain,
    ...profile,
  };
  const { surface = null, width = null, stepsPerMetre = null } = span ?? {};
  const isFlight = (flags & STEPS) !== 0 && stepsPerMetre !== 0;
  const surfaceFactor = surface === 'uneven' ? rest.unevenFactor : surface === 'bad' ? rest.badFactor : 1;
  const isBarred = wheelchair && (surface === 'bad' || (width !== null && width < rest.minWidthMetres));
  if (isFlight) {
    const each = stepsPerMetre !== null && stepMetres > 0 ? Math.max(1, stepsPerMetre * stepMetres) : null;
    const factor = (each ?? profile.stepsFactor) * surfaceFactor;
    return { up: factor, down: factor, isClosed: isBarred || (stepsClosed && !isRamped(flags, wheelchair)) };
  }
  const rise = span?.slope ?? groundRise;
  const ahead = elderSlopeFactor(slope, rise);
  const back = elderSlopeFactor(slope, -rise);
  const mean = (ahead + back) / 2;
  const isEither = (span?.slope ?? null) !== null && span!.isEither;
  const isMean = isEither || direction === 'bothWays';
  // Outwards is against the walk where the elder comes.
  return {
    up: (isMean ? mean : direction === 'toFacility' ? back : ahead) * surfaceFactor,
    down: (isMean ? mean : direction === 'toFacility' ? ahead : back) * surfaceFactor,
    isClosed: isBarred || Math.abs(rise) > maxSlope,
  };
}

function isRamped(flags: number, wheelchair: boolean): boolean {
  return wheelchair && (flags & RAMP) !== 0;
}

/** Rise / run of the elevation's pieces; NaN, which counts as flat, where it has none. */
function risesOf({ relief, edgeMetres }: WalkedStreets, edge: number) {
  if (relief === undefined) return { ends: [], at: () => NaN };
  const first = relief.first[edge];
  const count = relief.first[edge + 1] - 1 - first;
  const run = edgeMetres[edge] / count;
  return {
    ends: Array.from({ length: count }, (_, i) => (i + 1) * run),
    at: (along: number) => {
      const i = Math.min(count - 1, Math.floor(along / run));
      return (relief.heights[first + i + 1] - relief.heights[first + i]) / run;
    },
  };
}

/** What of a mapped stop's kind still counts at a place: crossings that somebody looked for are in the conditions. */
export function mappedKind(kind: number, { spans }: EdgeConditions, along: number): number {
  const isSeen = spans.some(({ from, to, crossingsSeen }) => crossingsSeen && from <= along && along <= to);
  return isSeen ? kind & ~(CROSSING | SIGNAL) : kind;
}

/** Effective metres of what stands at a spot; Infinity where the walker cannot pass. */
export function spotMetres(profile: Profile, spot: ConditionSpot): number {
  const { crossingMetres, signalMetres, secondMetres, stepMetres, treadMetres, stepsFactor, stepsClosed } = {
    ...plain,
    ...profile,
  };
  if (spot.steps > 0 && stepsClosed) return Infinity;
  const flight = Math.min(spot.steps * treadMetres, spot.roomMetres);
  const climbed = stepMetres > 0 ? spot.steps * stepMetres : flight * stepsFactor;
  const known = spot.crossing === 'signal' ? signalMetres : spot.crossing === 'zebra' ? crossingMetres : 0;
  const wait = spot.waitSeconds === null ? known : spot.waitSeconds * secondMetres;
  return Math.max(0, climbed - flight) + wait;
}
