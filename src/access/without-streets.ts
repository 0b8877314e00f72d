/** Without streets: what the study asks of ways that straight lines × detour cannot give. Said, never ignored in silence. */
import type { FaultCode } from '../domain/codes';
import { fault, type Note } from '../domain/fault';
import { defaultWalk, type WalkSettings } from '../domain/study';
import type { Profile } from '../routing/profile';
import { walkerOf } from './walkers';

/**
 * The figures are approximate, and one note a kind of setting that does not count, none for what is left as it is by default.
 * Paces, limits and rests count along straight lines too; audit rows and elevation have notes of their own where they are read.
 */
export function withoutStreetsNotes(walk: WalkSettings, corrections: number, tiles: number): Note[] {
  const { profiles } = walk;
  const everyone = [walkerOf(walk, null), ...profiles.map((own) => walkerOf(walk, own))];
  const asks = (of: (profile: Profile) => boolean): boolean => everyone.some(({ profile }) => of(profile));
  const some = (amount: number | null | undefined): boolean => (amount ?? 0) > 0;
  const someone = (keys: readonly ('crossingSeconds' | 'signalSeconds' | 'gateSeconds' | 'floors')[]) =>
    [walk, ...profiles].some((one) => keys.some((key) => some(one[key])));
  const ignored: readonly (readonly [FaultCode, boolean])[] = [
    ['walk.straightNoWaits', someone(['crossingSeconds', 'signalSeconds', 'gateSeconds'])],
    ['walk.straightNoSlope', asks(({ slope }) => slope !== 'none') || tiles > 0],
    ['walk.straightNoMaxSlope', asks(({ maxSlope }) => maxSlope !== Infinity)],
    ['walk.straightNoFloors', someone(['floors'])],
    ['walk.straightNoSteps', profiles.some((own) => own.steps === 'forbidden' || own.wheelchair === true)],
    ['walk.straightNoStepsRule', !walk.steps],
    // Where steps are no streets their factor counts for nobody, streets or not.
    [
      'walk.straightNoStepsFactor',
      walk.steps && asks(({ stepsFactor }) => stepsFactor !== defaultWalk.stepsFactor),
    ],
    ['walk.straightNoStepSeconds', some(walk.stepSeconds)],
    ['walk.straightNoGates', walk.throughGates],
    ['walk.straightNoMotorRoads', walk.motorRoads],
    ['walk.straightNoOsmConditions', walk.osmConditions],
  ];
  return [
    fault('walk.straight', { detour: walk.detour }),
    ...ignored.flatMap(([code, asked]) => (asked ? [fault(code)] : [])),
    ...(corrections > 0 ? [fault('walk.straightNoMends', { count: corrections })] : []),
  ];
}
