import { expect, test } from 'vitest';
import { metresWithin, secondsWalked } from '../../src/access/gait';
import { everybody, walkerOf, waits } from '../../src/access/walkers';
import { defaultWalk, slopeFunctions } from '../../src/domain/study';
import { frameRest, walkPresets } from '../../src/domain/walk-presets';
import { elderSlopeFactor, slopeFactor } from '../../src/routing/slope';

test('Tobler as a factor on time is what OpenTripPlanner publishes (ToblersHikingFunctionTest)', () => {
  const published = { 5: 1.19, 10: 1.42, 15: 1.69, 20: 2.02, 25: 2.4, 30: 2.86, '-5': 0.84, '-10': 1.0 };
  // Its own tolerance: e^0.7 is 2.0138, printed there as 2.02.
  for (const [percent, factor] of Object.entries(published))
    expect(Math.abs(slopeFactor('tobler', Number(percent) / 100) - factor), `${percent} %`).toBeLessThan(
      0.01,
    );
});

test('the figures of domain.md §2.4', () => {
  expect(1 / slopeFactor('tobler', 0.05)).toBeCloseTo(0.839, 3);
  expect(1 / slopeFactor('tobler', 0.08)).toBeCloseTo(0.756, 3);
  expect(1 / slopeFactor('tobler', 0.1)).toBeCloseTo(0.705, 3);
  // 0.11 + exp(−(100 s + 5)² / 1800): 1.0962 on the level, 0.11 + exp(−0.125) = 0.9925 at +10 %, at its fastest 1.11 at −5 %.
  expect(slopeFactor('irmischer-clarke', 0.1)).toBeCloseTo(1.09621 / 0.9925, 4);
  expect(slopeFactor('irmischer-clarke', -0.05)).toBeCloseTo(1.09621 / 1.11, 4);
  // 100 m at 10 %: 72 s and 60 s for the climb.
  expect(slopeFactor('naismith', 0.1)).toBeCloseTo(132 / 72, 10);
  expect(slopeFactor('naismith', -0.1)).toBe(1);
});

test.each(slopeFunctions)(
  '%s is 1 on the level, where nothing is known, and for elders downhill never less',
  (slope) => {
    expect(slopeFactor(slope, 0)).toBeCloseTo(1, 12);
    expect(slopeFactor(slope, NaN)).toBe(1);
    for (let rise = -0.6; rise <= 0.6; rise += 0.01) {
      expect(elderSlopeFactor(slope, rise)).toBeGreaterThanOrEqual(1);
      expect(elderSlopeFactor(slope, rise)).toBe(Math.max(1, slopeFactor(slope, rise)));
    }
    expect(elderSlopeFactor(slope, 1e9)).toBeLessThan(Infinity);
  },
);

test('rests come after each stretch and not on arrival, and limits invert them', () => {
  const gait = { metresPerSecond: 0.4, rest: frameRest };
  expect(secondsWalked(0, gait)).toBe(0);
  expect(secondsWalked(300, gait)).toBe(750);
  expect(secondsWalked(300.001, gait)).toBeCloseTo(810.0025, 9);
  expect(secondsWalked(900, gait)).toBe(2250 + 120);
  expect(secondsWalked(Infinity, gait)).toBe(Infinity);
  for (let seconds = 0; seconds <= 3000; seconds += 7) {
    const most = metresWithin(seconds, gait);
    expect(secondsWalked(most, gait)).toBeLessThanOrEqual(seconds + 1e-9);
    expect(secondsWalked(most + 0.001, gait)).toBeGreaterThan(seconds);
  }
  expect(metresWithin(900, { metresPerSecond: 0.8, rest: null })).toBe(720);
});

test('the oldest walk is the same walker as ever: steps and gates, nothing else', () => {
  const { profile, rest, metresPerSecond } = everybody(defaultWalk);
  expect([profile.stepsFactor, profile.throughGates, rest, metresPerSecond]).toEqual([3, false, null, 0.8]);
  expect(waits(everybody(defaultWalk))).toBe(false);
});

test('a walker takes from the study what it does not say itself', () => {
  const walk = { ...defaultWalk, crossingSeconds: 10, signalSeconds: 30, gateSeconds: 5, floors: 3 };
  const plain = walkerOf(walk, { id: 'x', zh: '', en: '', metresPerSecond: 0.5 });
  expect(plain.profile).toMatchObject({ crossingMetres: 5, signalMetres: 15, gateMetres: 2.5 });
  // 3 floors of 18 steps, 0.9 s each on the way down.
  expect(plain.profile.doorMetres).toBeCloseTo(3 * 18 * 0.9 * 0.5, 10);
  expect(everybody({ ...walk, direction: 'fromFacility' }).profile.doorMetres).toBeCloseTo(54 * 0.8, 10);
  const own = walkerOf(walk, { id: 'x', zh: '', en: '', metresPerSecond: 1, crossingSeconds: 20, floors: 0 });
  expect(own.profile).toMatchObject({ crossingMetres: 20, signalMetres: 20, doorMetres: 0 });
  expect(walkerOf({ ...walk, signalSeconds: null }, null).profile.signalMetres).toBe(8);
});

test('presets have the paces of standards.json, low ≤ pace ≤ high, and ids of their own', () => {
  const paces = Object.fromEntries(
    walkPresets.map(({ profile }) => [profile.id, [profile.low, profile.metresPerSecond, profile.high]]),
  );
  expect(paces).toMatchObject({
    age60: [0.8, 1.0, 1.2],
    age70: [0.6, 0.8, 1.0],
    age80: [0.4, 0.6, 0.8],
    stick: [0.35, 0.5, 0.65],
    walker: [0.25, 0.4, 0.55],
    pushed: [0.5, 0.7, 1.0],
  });
  expect(new Set(walkPresets.map(({ profile }) => profile.id)).size).toBe(walkPresets.length);
  for (const [low, pace, high] of Object.values(paces)) {
    expect(low).toBeLessThanOrEqual(pace!);
    expect(high).toBeGreaterThanOrEqual(pace!);
  }
});
