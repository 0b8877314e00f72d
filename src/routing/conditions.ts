/** Conditions laid over the edges one after another: what a later one says replaces the earlier, what it leaves blank stays. */
import type { Condition, Conditions, ConditionSpan, ConditionSpot, EdgeConditions } from '../network/graph';
import type { EdgePart } from './piece-match';

export const nothingKnown: Condition = {
  slope: null,
  isEither: false,
  surface: null,
  width: null,
  stepsPerMetre: null,
  crossingsSeen: false,
};

/** Below this two ends are one: metres. */
const dust = 1e-6;

export class ConditionSheet {
  readonly #edges: Map<number, { spans: ConditionSpan[]; spots: ConditionSpot[] }>;

  constructor(base: Conditions | undefined) {
    this.#edges = new Map(
      [...(base?.edges ?? [])].map(([edge, { spans, spots }]) => [
        edge,
        { spans: [...spans], spots: [...spots] },
      ]),
    );
  }

  /** @returns the metres of the part over which something was laid before. */
  lay({ edge, from, to }: EdgePart, condition: Condition): number {
    const own = this.#of(edge);
    let covered = 0;
    const spans: ConditionSpan[] = [];
    const add = (start: number, end: number, what: Condition): void => {
      if (end - start > dust) spans.push({ ...what, from: start, to: end });
    };
    let at = from;
    for (const span of own.spans) {
      if (span.to <= from || span.from >= to) {
        spans.push(span);
        continue;
      }
      const [start, end] = [Math.max(from, span.from), Math.min(to, span.to)];
      add(span.from, start, span);
      add(at, start, condition);
      add(start, end, over(span, condition));
      add(end, span.to, span);
      covered += end - start;
      at = end;
    }
    add(at, to, condition);
    own.spans = spans.sort((a, b) => a.from - b.from);
    return covered;
  }

  /** Steps, or crossings, within a part are forgotten: somebody looked again. */
  clear({ edge, from, to }: EdgePart, what: 'steps' | 'crossing'): void {
    const own = this.#of(edge);
    own.spots = own.spots
      .map((spot) => {
        if (spot.along < from || spot.along > to) return spot;
        return what === 'steps' ? { ...spot, steps: 0 } : { ...spot, crossing: null, waitSeconds: null };
      })
      .filter(({ steps, crossing, waitSeconds }) => steps > 0 || crossing !== null || waitSeconds !== null);
  }

  put(edge: number, spot: ConditionSpot): void {
    const own = this.#of(edge);
    own.spots = [...own.spots, spot].sort((a, b) => a.along - b.along);
  }

  conditions(): Conditions | undefined {
    const edges = new Map<number, EdgeConditions>(
      [...this.#edges].filter(([, { spans, spots }]) => spans.length > 0 || spots.length > 0),
    );
    if (edges.size === 0) return undefined;
    let hasWaits = false;
    for (const { spots } of edges.values())
      if (spots.some(({ waitSeconds }) => waitSeconds !== null && waitSeconds > 0)) hasWaits = true;
    return { edges, hasWaits };
  }

  #of(edge: number) {
    let own = this.#edges.get(edge);
    if (own === undefined) this.#edges.set(edge, (own = { spans: [], spots: [] }));
    return own;
  }
}

function over(below: Condition, above: Condition): Condition {
  const isSloped = above.slope !== null;
  return {
    slope: isSloped ? above.slope : below.slope,
    isEither: isSloped ? above.isEither : below.isEither,
    surface: above.surface ?? below.surface,
    width: above.width ?? below.width,
    stepsPerMetre: above.stepsPerMetre ?? below.stepsPerMetre,
    crossingsSeen: above.crossingsSeen || below.crossingsSeen,
  };
}
