/**
 * Help and safety around a place: asked, shown, forgotten. Nothing here enters a study, a file, the address or any storage of the browser;
 * it lives in this object and goes with the page.
 */
import type { Fault } from '../../domain/fault';
import type { Degrees } from '../../domain/mend';
import type { Response, SafeArea } from '../../domain/safety';
import type { RoadClass } from '../../domain/safety';
import type { Who } from '../../domain/stories';
import type { TrackCheck } from '../../domain/track';
import type { Analysis } from '../../workers/api';

type Questions = Pick<Analysis, 'response' | 'safeArea' | 'checkTrack'>;

export class SafetyState {
  /** The next click on the map is the place. */
  picking = $state(false);
  place: Degrees | null = $state.raw(null);
  /** How soon helpers must be there, and how they walk. */
  helpMinutes = $state(10);
  helper: Who = $state('walker:visitor');
  /** The area without large roads. */
  roads: RoadClass = $state('secondary');
  signals = $state(false);
  areaMinutes = $state(30);
  walker: Who = $state('everybody');
  working = $state(false);
  response: Response | null = $state.raw(null);
  area: SafeArea | null = $state.raw(null);
  track: TrackCheck | null = $state.raw(null);
  trackFault: Fault | null = $state.raw(null);

  readonly #analysis: Questions;
  #asked: AbortController | null = null;
  #trackFile: Blob | null = null;

  constructor(analysis: Questions) {
    this.#analysis = analysis;
  }

  pick(place: Degrees | null): void {
    this.picking = false;
    if (place !== null) void this.ask(place);
  }

  /** Another place, or other settings of the same. */
  async ask(place = this.place): Promise<void> {
    if (place === null) return;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.place = place;
    this.working = true;
    const [lon, lat] = place;
    const control = { signal: asked.signal };
    try {
      const [response, area] = await Promise.all([
        this.#analysis.response({ lon, lat, minutes: this.helpMinutes, who: this.helper }, control),
        this.#analysis.safeArea(
          {
            lon,
            lat,
            roads: this.roads,
            signals: this.signals,
            minutes: this.areaMinutes,
            who: this.walker,
          },
          control,
        ),
      ]);
      if (asked.signal.aborted) return;
      this.response = response;
      this.area = area;
      await this.#hold(asked);
    } catch (error) {
      if (!asked.signal.aborted) throw error;
    } finally {
      if (this.#asked === asked) this.working = false;
    }
  }

  /** Holds a track against the area that is shown. */
  async check(file: File): Promise<void> {
    this.#trackFile = file;
    if (this.#asked !== null) await this.#hold(this.#asked);
  }

  async #hold(asked: AbortController): Promise<void> {
    if (this.#trackFile === null || this.area === null) return;
    const checked = await this.#analysis.checkTrack(this.#trackFile, this.area.area);
    if (asked !== this.#asked) return;
    this.track = checked.ok ? checked.value : null;
    this.trackFault = checked.ok ? null : checked.fault;
  }

  forget(): void {
    this.#asked?.abort();
    this.#asked = null;
    this.#trackFile = null;
    this.picking = false;
    this.working = false;
    this.place = null;
    this.response = null;
    this.area = null;
    this.track = null;
    this.trackFault = null;
  }

  /** After a run: other findings, other answers. */
  refresh(): void {
    if (this.place !== null) void this.ask();
  }
}
