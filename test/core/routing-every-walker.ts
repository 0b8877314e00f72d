/** Every preset, with and without waits, walk-ups, and steps forbidden, in each direction. */
import fc from 'fast-check';
import { everybody, walkerOf } from '../../src/access/walkers';
import { defaultWalk, directions, slopeFunctions, type WalkSettings } from '../../src/domain/study';
import { walkPresets } from '../../src/domain/walk-presets';
import type { Profile } from '../../src/routing/profile';

/** `LONG=1`: everything, some minutes; else a sample of it. */
export const isLong = process.env.LONG === '1';
export const longRun = isLong ? 3_600_000 : 120_000;

const free: WalkSettings = { ...defaultWalk };
const waiting: WalkSettings = { ...defaultWalk, crossingSeconds: 10, signalSeconds: 30, gateSeconds: 10 };

/** 9 walkers (everybody and the presets) × waits or none × steps as they are or forbidden × directions; slope functions by turns. */
export const everyWalker: readonly Profile[] = directions.flatMap((direction) =>
  [free, waiting].flatMap((walk) =>
    [undefined, 'forbidden' as const].flatMap((steps) =>
      [null, ...walkPresets].map((preset, i) => {
        const settings = {
          ...walk,
          direction,
          slope: slopeFunctions[(i + directions.indexOf(direction)) % 4]!,
        };
        if (preset === null) return everybody({ ...settings, steps: steps === undefined }).profile;
        const own = steps === undefined ? preset.profile : { ...preset.profile, steps };
        // A walk-up shuts in who can use no steps: it would hide everything else.
        const floors = own.steps === 'forbidden' ? 0 : 3;
        return walkerOf({ ...settings, floors }, own).profile;
      }),
    ),
  ),
);

/** One of them; sometimes through open gates. */
export const drawWalker: fc.Arbitrary<Profile> = fc
  .tuple(fc.constantFrom(...everyWalker), fc.constantFrom(false, false, false, true))
  .map(([profile, throughGates]) => ({ ...profile, throughGates }));
