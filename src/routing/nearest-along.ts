/** Which site is nearest from anywhere along a street, and where along it that changes. */
import { metresAlong } from './edge-costs';
import type { Field } from './field';
import type { StreetTimes } from './street-times';

/** Nearer than this (metres) to another or to an end no change is told. */
const hair = 1e-6;

/** One way to reach a site from an edge: from its start, from its end, or from the site's own door on it. */
export interface Candidate {
  readonly facility: number;
  /** Effective metres from the site to where it comes onto the edge, and the same in plain metres. */
  readonly effective: number;
  readonly metres: number;
  /** Metres from the edge's start to that point. */
  readonly at: number;
}

/** The ways that lead to a site from edge `edge`; none where nothing is reached. `times` are those of the field. */
export function candidatesOf(field: Field, times: StreetTimes, edge: number): Candidate[] {
  const { labelFrom, labelTo, graph } = field.searcher;
  const { links } = field.entrances;
  const length = graph.edgeMetres[edge];
  const found: Candidate[] = [];
  const add = (label: number, effective: number, at: number): void => {
    if (effective < Infinity)
      found.push({ facility: field.facility[label], effective, metres: field.metres[label], at });
  };
  add(labelFrom[edge], times.fromMetres[edge], 0);
  add(labelTo[edge], times.toMetres[edge], length);
  for (let s = times.siteFirst[edge]; s < times.siteFirst[edge + 1]; s++)
    found.push({
      facility: field.siteFacility[s],
      effective: times.siteMetres[s],
      metres: links.perpendicular[field.siteEntrance[s]],
      at: times.siteAlong[s],
    });
  return found;
}

/** Effective metres from a candidate's site to `along` metres behind the edge's start. */
export function effectiveAt(field: Field, edge: number, { effective, at }: Candidate, along: number): number {
  return effective + metresAlong(field.searcher.costs, edge, at, along);
}

/** The candidate that is nearest there; of equals the lowest facility row. null where none leads there. */
export function nearestAt(
  field: Field,
  edge: number,
  candidates: readonly Candidate[],
  along: number,
): Candidate | null {
  let best: Candidate | null = null;
  let least = Infinity;
  for (const one of candidates) {
    const metres = effectiveAt(field, edge, one, along);
    if (metres < least || (metres === least && best !== null && one.facility < best.facility)) {
      best = one;
      least = metres;
    }
  }
  return best;
}

/**
 * Tells the pieces of an edge by nearest facility, in order along it, without a gap: `visit(from, to, facility)` in metres from its
 * start, facility -1 where no way leads. Each way's length is straight between two bends (ends, doors, knots of the costs), so two of them
 * cross at most once there.
 */
export function nearestAlong(
  field: Field,
  times: StreetTimes,
  edge: number,
  visit: (from: number, to: number, facility: number) => void,
): void {
  const { costs, graph } = field.searcher;
  const length = graph.edgeMetres[edge];
  const candidates = candidatesOf(field, times, edge);
  const isPlain = costs.knotFirst[edge] === costs.knotFirst[edge + 1];
  const [one] = candidates;
  if (one === undefined || (isPlain && candidates.every(({ facility }) => facility === one.facility)))
    return visit(0, length, one?.facility ?? -1);

  const bends = bendsOf(field, times, edge);
  const cuts: number[] = [];
  for (let i = 0; i + 1 < bends.length; i++) {
    const [begin, end] = [bends[i], bends[i + 1]];
    if (end - begin < hair) continue;
    if (i > 0) cuts.push(begin);
    const lines = slopesOf(field, edge, candidates, begin, end);
    lines.forEach((a, n) => {
      for (const b of lines.slice(n + 1)) {
        if (a.facility === b.facility) continue;
        const cut = begin + (b.start - a.start) / (a.slope - b.slope);
        if (cut > begin + hair && cut < end - hair) cuts.push(cut);
      }
    });
  }
  cuts.sort((a, b) => a - b).push(length);
  let start = 0;
  let begin = 0;
  let current: number | null = null;
  for (const end of cuts) {
    if (end - begin < hair && end < length) continue;
    const here = nearestAt(field, edge, candidates, (begin + end) / 2)?.facility ?? -1;
    if (current !== null && here !== current) {
      visit(start, begin, current);
      start = begin;
    }
    current = here;
    begin = end;
  }
  visit(start, length, current ?? -1);
}

/** Least and most effective metres to the nearest site from anywhere between two places on an edge; Infinity where no way leads. */
export function rangeAlong(
  field: Field,
  times: StreetTimes,
  edge: number,
  from: number,
  to: number,
): readonly [least: number, most: number] {
  const candidates = candidatesOf(field, times, edge);
  const inside = bendsOf(field, times, edge).filter((bend) => bend > from + hair && bend < to - hair);
  const bends = [from, ...inside, to];
  let least = Infinity;
  let most = 0;
  for (let i = 0; i + 1 < bends.length; i++) {
    const [begin, end] = [bends[i], bends[i + 1]];
    if (end - begin < hair && bends.length > 2) continue;
    const lines = slopesOf(field, edge, candidates, begin, Math.max(end, begin + hair)).filter(
      ({ start }) => start < Infinity,
    );
    const turns = lines.flatMap((a, n) =>
      lines.slice(n + 1).map((b) => begin + (b.start - a.start) / (a.slope - b.slope)),
    );
    for (const along of [begin, end, ...turns.filter((turn) => turn > begin && turn < end)]) {
      const metres = Math.min(...lines.map(({ slope, start }) => start + slope * (along - begin)));
      least = Math.min(least, metres);
      most = Math.max(most, metres);
    }
  }
  return [least, most];
}

/** Places between which each way's length is straight: the ends, doors, and knots of the costs, in order. */
function bendsOf({ searcher }: Field, times: StreetTimes, edge: number): number[] {
  const { costs, graph } = searcher;
  return [
    0,
    ...costs.knotAlong.subarray(costs.knotFirst[edge], costs.knotFirst[edge + 1]),
    ...times.siteAlong.subarray(times.siteFirst[edge], times.siteFirst[edge + 1]),
    graph.edgeMetres[edge],
  ].sort((a, b) => a - b);
}

/** Of each candidate the effective metres at `begin` and for each metre from there, told from within: at a knot they may jump. */
function slopesOf(field: Field, edge: number, candidates: readonly Candidate[], begin: number, end: number) {
  const third = (end - begin) / 3;
  return candidates.map((candidate) => {
    const near = effectiveAt(field, edge, candidate, begin + third);
    const slope = (effectiveAt(field, edge, candidate, end - third) - near) / third;
    return { facility: candidate.facility, start: near - slope * third, slope };
  });
}
