/** Keeps one thing drawn while it and the camera change: a few milliseconds of work at a time, the old drawing until the new one is whole. */
import { holds, type Camera } from './camera';

/** Milliseconds after which others get their turn: half a frame. */
const sliceMs = 8;
/** Of the first slice, which shares its task with whatever changed the map. */
const firstMs = 3;

export interface Drawer<Source, Drawn> {
  /** Whether what was drawn still shows the source to a camera as it should be. */
  readonly isEnough: (drawn: Drawn | null, source: Source, camera: Camera) => boolean;
  /** Yields every millisecond or so. `before`: what was drawn last. */
  readonly draw: (source: Source, camera: Camera, before: Drawn | null) => Generator<void, Drawn>;
}

interface Job<Source, Drawn> {
  readonly source: Source;
  readonly camera: Camera;
  readonly steps: Generator<void, Drawn>;
}

export class SlicedDrawing<Source extends object, Drawn> {
  /** What there is to show; of an older source while a newer one is worked on. */
  shown: Drawn | null = null;
  private job: Job<Source, Drawn> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly drawer: Drawer<Source, Drawn>;
  private readonly changed: () => void;

  /** `changed` is called when work that did not end at once has ended. */
  constructor(drawer: Drawer<Source, Drawn>, changed: () => void) {
    this.drawer = drawer;
    this.changed = changed;
  }

  get isBusy(): boolean {
    return this.job !== null;
  }

  isEnough(source: Source, camera: Camera): boolean {
    return this.drawer.isEnough(this.shown, source, camera);
  }

  /** Wants a source drawn for a camera: at once where that takes a few milliseconds, else as soon as it is ready. null: nothing. */
  want(source: Source | null, camera: Camera): void {
    const { job } = this;
    if (job !== null && (job.source !== source || !isOfUse(job.camera, camera))) this.stop();
    if (source === null) this.shown = null;
    else if (this.job === null && !this.isEnough(source, camera)) {
      this.job = { source, camera, steps: this.drawer.draw(source, camera, this.shown) };
      this.work(this.job, firstMs);
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.job = null;
  }

  /** True when the job has ended. */
  private work(job: Job<Source, Drawn>, forMs = sliceMs): boolean {
    const start = performance.now();
    let now: number;
    do {
      const step = job.steps.next();
      now = performance.now();
      if (step.done === true) {
        this.shown = step.value;
        this.job = null;
      }
    } while (this.job === job && now < start + forMs);
    // User Timing, as in state/timing.ts: the browser keeps the last one only, an observer is told of all.
    performance.clearMeasures('map:slice');
    performance.measure('map:slice', { start, end: now });
    if (this.job !== job) return true;
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
