/**
 * Kinds of walkers to begin with. Paces with low and high: domain.md §2.4 and standards.json (`walk_speeds`), all of them product
 * defaults, no standards; `basis` says what stands behind each. Waits and slope are left to the study.
 */
import type { WalkProfile } from './study';

export interface WalkPreset {
  readonly profile: WalkProfile;
  readonly basis: 'product default' | 'our estimate, no source seen';
}

/** Pushed or not, a wheelchair takes no steps, no raised kerb and no slope above 1:12 (8.3 %). */
const chair = { steps: 'forbidden', wheelchair: true, maxSlope: 0.083 } as const;

const defaults: readonly WalkProfile[] = [
  { id: 'age60', zh: '60—69 岁', en: 'Aged 60–69', metresPerSecond: 1.0, low: 0.8, high: 1.2 },
  { id: 'age70', zh: '70—79 岁', en: 'Aged 70–79', metresPerSecond: 0.8, low: 0.6, high: 1.0 },
  { id: 'age80', zh: '80 岁及以上', en: 'Aged 80 and over', metresPerSecond: 0.6, low: 0.4, high: 0.8 },
  { id: 'stick', zh: '拄拐', en: 'With a stick', metresPerSecond: 0.5, low: 0.35, high: 0.65 },
  { id: 'walker', zh: '助行器', en: 'With a walking frame', metresPerSecond: 0.4, low: 0.25, high: 0.55 },
  {
    id: 'pushed',
    zh: '轮椅（他人推行）',
    en: 'Wheelchair, pushed',
    metresPerSecond: 0.7,
    low: 0.5,
    high: 1.0,
    ...chair,
  },
];

const estimates: readonly WalkProfile[] = [
  {
    id: 'self',
    zh: '轮椅（自己推）',
    en: 'Wheelchair, self-propelled',
    metresPerSecond: 0.6,
    low: 0.4,
    high: 0.8,
    ...chair,
  },
  { id: 'visitor', zh: '上门的人', en: 'Visitor', metresPerSecond: 1.11, low: 0.89, high: 1.3 },
];

export const walkPresets: readonly WalkPreset[] = [
  ...defaults.map((profile) => ({ profile, basis: 'product default' as const })),
  ...estimates.map((profile) => ({ profile, basis: 'our estimate, no source seen' as const })),
];

/** For users of a walking frame: a minute after each 300 m (domain.md §2.4); off unless the study asks. */
export const frameRest: NonNullable<WalkProfile['rest']> = { afterMetres: 300, seconds: 60 };
