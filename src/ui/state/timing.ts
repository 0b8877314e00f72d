/**
 * How long a step of a slider takes, as the page itself measures it (User Timing, read with a PerformanceObserver or in the
 * browser's profiler). Each measure begins when the study was changed and is named for what was there at its end:
 *   step:coverage  who reaches what is on the page
 *   step:numbers   the panel that tells it is in the document, before the next frame
 *   step:map       the picture of the map is changed too; drawn with the next frame
 *   step:findings  scores, choices and causes are there as well
 * Studies that a newer one superseded have no measure.
 */
import type { Coverage } from '../../domain/findings';
import type { Study } from '../../domain/study';

export type StepMeasure = 'step:coverage' | 'step:numbers' | 'step:map' | 'step:findings';

const changed = new WeakMap<Study | Coverage, number>();

/** A study was changed and is to be analysed. */
export function markChanged(study: Study): void {
  changed.set(study, performance.now());
}

/** An answer to it is there: what is measured of that began with the change. */
export function markFound(name: 'step:coverage' | 'step:findings', study: Study, found: Coverage): void {
  const start = changed.get(study);
  if (start !== undefined) changed.set(found, start);
  measureStep(name, found);
}

/** The browser keeps the last measure of each name only; an observer is told of every one. */
export function measureStep(name: StepMeasure, found: Coverage): void {
  const start = changed.get(found);
  if (start === undefined) return;
  performance.clearMeasures(name);
  performance.measure(name, { start });
}
