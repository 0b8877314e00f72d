/** Keeps one kind of lines drawn while they and the camera change: a few milliseconds of work at a time, the old drawing until the new one is whole. */
import type { Lines } from '../../domain/stories';
import {
  drawLines,
  holds,
  isEnough,
  type Camera,
  type DrawnLines,
  type LineLook,
  type Means,
} from './drawn-lines';

/** Milliseconds after which others get their turn: half a frame. */
const sliceMs = 8;

interface Job {
  readonly lines: Lines;
  readonly camera: Camera;
  readonly steps: Generator<void, DrawnLines>;
}

export class LineDrawing {
  /** What there is to draw; of older lines while newer ones are worked on. */
  shown: DrawnLines | null = null;
  private job: Job | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly means: Means;
  private readonly changed: () => void;

  /** `changed` is called when work that did not end at once has ended. */
  constructor(means: Means, changed: () => void) {
    this.means = means;
    this.changed = changed;
  }

  get isBusy(): boolean {
    return this.job !== null;
  }

  /** Wants lines drawn for a camera: at once where that takes a few milliseconds, else as soon as they are ready. */
  want(lines: Lines, look: LineLook, camera: Camera): void {
    const { job } = this;
    if (job !== null && (job.lines !== lines || !isOfUse(job.camera, camera))) this.stop();
    if (this.job !== null || isEnough(this.shown, lines, camera)) return;
    this.job = { lines, camera, steps: drawLines(lines, look, camera, this.means, this.shown) };
    this.work(this.job);
  }

  forget(): void {
    this.stop();
    this.shown = null;
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.job = null;
  }

  /** True when the job has ended. */
  private work(job: Job): boolean {
    const end = performance.now() + sliceMs;
    do {
      const step = job.steps.next();
      if (step.done === true) {
        this.shown = step.value;
        this.job = null;
        return true;
      }
    } while (performance.now() < end);
    this.timer = setTimeout(() => {
      if (this.work(job)) this.changed();
    });
    return false;
  }
}

/** Whether a drawing for one camera will do for another until the next: zoomed by less than a level, and not beside it. */
function isOfUse(begun: Camera, now: Camera): boolean {
  return Math.abs(begun.zoom - now.zoom) < 1 && (now.isMoving || holds(begun.box, now.box));
}
