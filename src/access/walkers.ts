/** From the settings of a study to what searches need to know of a walker. */
import type { AuditRow } from '../domain/audit';
import { fault, type Note } from '../domain/fault';
import type { Band } from '../domain/service';
import { nameOfWho, type Who } from '../domain/stories';
import type { Direction, WalkProfile, WalkSettings } from '../domain/study';
import { walkPresets } from '../domain/walk-presets';
import type { Graph } from '../network/graph';
import type { Profile } from '../routing/profile';
import type { Gait } from './gait';

export interface Walker extends Gait {
  readonly profile: Profile;
  /** Of stairs between a home's door and the street. */
  readonly floors: number;
}

/** Steps between two floors, and seconds a step; domain.md §2.4, product defaults for people of 70 and over. */
const stepsPerFloor = 18;
const secondsUp = 1.0;
const secondsDown = 0.9;

/** The study's settings, and whether somebody measured waits on these streets. */
export type Walking = WalkSettings & { readonly measuredWaits?: boolean };

/** The settings for walks on a graph; as they are where nothing was measured. */
export function walkingOn(graph: Graph | null, walk: WalkSettings): Walking {
  return graph?.conditions?.hasWaits === true ? { ...walk, measuredWaits: true } : walk;
}

/** Everybody, at a pace. */
export function everybody(walk: Walking, metresPerSecond = walk.metresPerSecond): Walker {
  return walkerOf(walk, null, metresPerSecond);
}

/** One kind of walker, at its own pace or another (its low or high one). */
export function walkerOf(
  walk: Walking,
  own: WalkProfile | null,
  metresPerSecond = own?.metresPerSecond ?? walk.metresPerSecond,
): Walker {
  const crossing = own?.crossingSeconds ?? walk.crossingSeconds;
  const signal = own?.signalSeconds ?? own?.crossingSeconds ?? walk.signalSeconds ?? walk.crossingSeconds;
  const floors = own?.floors ?? walk.floors;
  const takesNone = own?.steps === 'forbidden';
  return {
    metresPerSecond,
    rest: own?.rest ?? null,
    floors,
    profile: {
      stepsFactor: own?.steps === 'avoid' ? (own.stepsFactor ?? walk.stepsFactor) : walk.stepsFactor,
      throughGates: walk.throughGates,
      // Where steps are no streets at all, those that an audit found are closed as well.
      stepsClosed: takesNone || !walk.steps,
      wheelchair: own?.wheelchair ?? false,
      slope: own?.slope ?? walk.slope,
      maxSlope: own?.maxSlope ?? Infinity,
      crossingMetres: crossing * metresPerSecond,
      signalMetres: signal * metresPerSecond,
      gateMetres: (own?.gateSeconds ?? walk.gateSeconds) * metresPerSecond,
      doorMetres:
        takesNone && floors > 0
          ? Infinity
          : floors * stepsPerFloor * secondsAStep(walk.direction) * metresPerSecond,
      stepMetres: (walk.stepSeconds ?? 0) * metresPerSecond,
      secondMetres: walk.measuredWaits === true ? metresPerSecond : 0,
      ...walk.audit,
      direction: walk.direction,
    },
  };
}

/** The one meant: of the study's walkers before a preset of the same id, everybody where nobody is called so. */
export function walkerOfWho(walk: Walking, who: Who): Walker {
  if (who === 'everybody') return everybody(walk);
  const name = nameOfWho(who);
  if (who.startsWith('band:')) return everybody(walk, walk.paces[name as Band]);
  const own =
    walk.profiles.find(({ id }) => id === name) ??
    walkPresets.find(({ profile }) => profile.id === name)?.profile;
  return walkerOf(walk, own ?? null);
}

/** Whether a walker waits anywhere, so that another pace is another search. */
export function waits({ profile }: Walker): boolean {
  const { crossingMetres = 0, signalMetres = 0, gateMetres = 0, doorMetres = 0 } = profile;
  const { stepMetres = 0, secondMetres = 0 } = profile;
  return crossingMetres + signalMetres + gateMetres + doorMetres + stepMetres + secondMetres > 0;
}

/** Whether any street has a slope without elevation, and whether an audit says so. */
export interface KnownSlopes {
  readonly some: boolean;
  readonly audited: boolean;
}

export function knownSlopes(graph: Graph, audited: readonly AuditRow[]): KnownSlopes {
  const spans = [...(graph.conditions?.edges.values() ?? [])].flatMap((edge) => edge.spans);
  return {
    some: spans.some(({ slope }) => slope !== null && slope !== 0),
    audited: audited.some(({ slope }) => slope !== null && slope > 0),
  };
}

/** Slope without heights, and heights without slope: said, never ignored in silence. */
export function slopeNotes(walk: WalkSettings, tiles: number, known: KnownSlopes): Note[] {
  const asked = [null, ...walk.profiles].some((own) => {
    const { slope, maxSlope } = walkerOf(walk, own).profile;
    return slope !== 'none' || maxSlope !== Infinity;
  });
  if (asked && tiles === 0) return [fault(known.some ? 'walk.slopesKnown' : 'walk.noElevation')];
  if (asked) return [];
  return [
    ...(tiles > 0 ? [fault('walk.slopeOff')] : []),
    ...(known.audited ? [fault('audit.slopeOff')] : []),
  ];
}

function secondsAStep(direction: Direction): number {
  if (direction === 'toFacility') return secondsDown;
  return direction === 'fromFacility' ? secondsUp : (secondsUp + secondsDown) / 2;
}
