/** From the settings of a study to what searches need to know of a walker. */
import { fault, type Note } from '../domain/fault';
import type { Direction, WalkProfile, WalkSettings } from '../domain/study';
import type { Profile } from '../routing/profile';
import type { Gait } from './gait';

export interface Walker extends Gait {
  readonly profile: Profile;
}

/** Steps between two floors, and seconds a step; domain.md §2.4, product defaults for people of 70 and over. */
const stepsPerFloor = 18;
const secondsUp = 1.0;
const secondsDown = 0.9;

/** Everybody, at a pace. */
export function everybody(walk: WalkSettings, metresPerSecond = walk.metresPerSecond): Walker {
  return walkerOf(walk, null, metresPerSecond);
}

/** One kind of walker, at its own pace or another (its low or high one). */
export function walkerOf(
  walk: WalkSettings,
  own: WalkProfile | null,
  metresPerSecond = own?.metresPerSecond ?? walk.metresPerSecond,
): Walker {
  const crossing = own?.crossingSeconds ?? walk.crossingSeconds;
  const signal = own?.signalSeconds ?? own?.crossingSeconds ?? walk.signalSeconds ?? walk.crossingSeconds;
  const floors = own?.floors ?? walk.floors;
  const stepsClosed = own?.steps === 'forbidden';
  return {
    metresPerSecond,
    rest: own?.rest ?? null,
    profile: {
      stepsFactor: own?.steps === 'avoid' ? (own.stepsFactor ?? walk.stepsFactor) : walk.stepsFactor,
      throughGates: walk.throughGates,
      stepsClosed,
      wheelchair: own?.wheelchair ?? false,
      slope: own?.slope ?? walk.slope,
      maxSlope: own?.maxSlope ?? Infinity,
      crossingMetres: crossing * metresPerSecond,
      signalMetres: signal * metresPerSecond,
      gateMetres: (own?.gateSeconds ?? walk.gateSeconds) * metresPerSecond,
      doorMetres:
        stepsClosed && floors > 0
          ? Infinity
          : floors * stepsPerFloor * secondsAStep(walk.direction) * metresPerSecond,
      direction: walk.direction,
    },
  };
}

/** Whether a walker waits anywhere, so that another pace is another search. */
export function waits({ profile }: Walker): boolean {
  const { crossingMetres = 0, signalMetres = 0, gateMetres = 0, doorMetres = 0 } = profile;
  return crossingMetres + signalMetres + gateMetres + doorMetres > 0;
}

/** Slope without heights, and heights without slope: said, never ignored in silence. */
export function slopeNotes(walk: WalkSettings, tiles: number): Note[] {
  const asked = [null, ...walk.profiles].some((own) => {
    const { slope, maxSlope } = walkerOf(walk, own).profile;
    return slope !== 'none' || maxSlope !== Infinity;
  });
  if (asked && tiles === 0) return [fault('walk.noElevation')];
  return tiles > 0 && !asked ? [fault('walk.slopeOff')] : [];
}

function secondsAStep(direction: Direction): number {
  if (direction === 'toFacility') return secondsDown;
  return direction === 'fromFacility' ? secondsUp : (secondsUp + secondsDown) / 2;
}
