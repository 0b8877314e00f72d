/** The seconds of a way by cause: its effective metres at a walker's pace, and the rests on it. */
import type { WayCause, WayPart, WaySeconds } from '../domain/stories';
import { wayCauses } from '../domain/stories';
import type { WayCosts } from '../routing/way-costs';
import { secondsWalked } from './gait';
import type { Walker } from './walkers';

/** One way of a walk: its effective metres by cause, who walks it, and what can be said of a cause besides its time. */
export interface WalkedWay {
  readonly costs: WayCosts;
  readonly walker: Walker;
  /** Metres, or metres up and down, by cause. */
  readonly metres: Readonly<Partial<Record<WayCause, number>>>;
}

/**
 * @param effectiveMetres of the way as the search counted it: the parts' seconds sum to those of it (floating dust apart).
 * @param walker as the study's direction has it; its rests count, on what was walked in all.
 * @param back where there and back count, of which half does.
 */
export function waySeconds(
  effectiveMetres: number,
  walker: Walker,
  there: WalkedWay,
  back: WalkedWay | null,
): WaySeconds {
  const { rest } = walker;
  const seconds = secondsWalked(effectiveMetres, walker);
  const rested = seconds - effectiveMetres / walker.metresPerSecond;
  return {
    parts: partsOf(there),
    back: back && partsOf(back),
    rests:
      rest !== null && rested > 0
        ? {
            cause: 'rests',
            seconds: rested,
            count: Math.round(rested / rest.seconds),
            eachSeconds: rest.seconds,
          }
        : null,
    seconds,
  };
}

/** Without streets: one part and the rests. `walkedMetres` is the straight line × detour, `straightMetres` the line. */
export function straightSeconds(walkedMetres: number, straightMetres: number, walker: Walker): WaySeconds {
  const costs = new Map<WayCause, number>([['straight', walkedMetres]]);
  return waySeconds(walkedMetres, walker, { costs, walker, metres: { straight: straightMetres } }, null);
}

function partsOf({ costs, walker, metres }: WalkedWay): WayPart[] {
  const { metresPerSecond, floors } = walker;
  return wayCauses.flatMap((cause): WayPart[] => {
    const effective = costs.get(cause);
    if (effective === undefined) return [];
    const seconds = effective / metresPerSecond;
    const each = eachMetres(cause, walker);
    const count = cause === 'floors' ? floors : each > 0 ? effective / each : null;
    const told = metres[cause];
    return [
      {
        cause,
        seconds,
        ...(told === undefined ? {} : { metres: told }),
        ...(count === null ? {} : { count, eachSeconds: seconds / count }),
      },
    ];
  });
}

/** Effective metres of one of a cause's stops; 0 where it has none. */
function eachMetres(cause: WayCause, { profile }: Walker): number {
  const { crossingMetres = 0, signalMetres = 0, gateMetres = 0 } = profile;
  if (cause === 'crossings') return crossingMetres;
  if (cause === 'signals') return signalMetres;
  return cause === 'gates' ? gateMetres : 0;
}

/**
 * Whole seconds of parts that sum to the whole seconds of them all: each is rounded down, and the seconds that are left go to
 * those with the largest remainders, ties to the first.
 */
export function wholeSeconds(parts: readonly number[], total: number): number[] {
  const whole = parts.map(Math.floor);
  let left = Math.round(total) - whole.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, i) => [part - whole[i]!, i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order) {
    if (left <= 0) break;
    whole[i]!++;
    left--;
  }
  return whole;
}
