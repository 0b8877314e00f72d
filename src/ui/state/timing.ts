/**
 * How long a step of a slider takes, as the page itself measures it (User Timing, read with a PerformanceObserver or in the
 * browser's profiler). Each measure begins when the study was changed and is named for what was there at its end:
 *   step:findings  the findings are on the page
 *   step:numbers   the panel that tells them is in the document, before the next frame
 *   step:map       the picture of the map is changed too; drawn with the next frame
 * Studies that a newer one superseded have no measure.
 */
import type { Findings } from '../../domain/findings';
import type { Study } from '../../domain/study';

export type StepMeasure = 'step:findings' | 'step:numbers' | 'step:map';

const changed = new WeakMap<Study | Findings, number>();

/** A study was changed and is to be analysed. */
export function markChanged(study: Study): void {
  changed.set(study, performance.now());
}

/** Its findings are there: what is measured of them began with the change. */
export function markFound(study: Study, findings: Findings): void {
  const start = changed.get(study);
  if (start !== undefined) changed.set(findings, start);
  measureStep('step:findings', findings);
}

/** The browser keeps the last measure of each name only; an observer is told of every one. */
export function measureStep(name: StepMeasure, findings: Findings): void {
  const start = changed.get(findings);
  if (start === undefined) return;
  performance.clearMeasures(name);
  performance.measure(name, { start });
}
