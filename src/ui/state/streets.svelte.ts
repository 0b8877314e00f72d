/** Work on the streets themselves: corrections being drawn, the ground around a place, gaps in the network. */
import type { Ground, GroundQuery } from '../../domain/ground';
import type { Degrees, Mend } from '../../domain/mend';
import type { Study } from '../../domain/study';
import type { Gap } from '../../routing/gaps';
import type { Analysis } from '../../workers/api';
import type { Command, StudyState } from './study.svelte';
import { withMend } from './mends';

/** What the next click on the map is for. */
export type Tool = 'path' | 'stairs' | 'open' | 'close' | 'steps' | 'flat' | 'ground';

/** What the app lends. */
export interface StreetsHost {
  readonly analysis: Pick<Analysis, 'ground' | 'gaps'>;
  readonly study: StudyState;
  change(command: Command, next: Study): void;
}

export class StreetsState {
  tool: Tool | null = $state.raw(null);
  /** Corners of the path being drawn. */
  line: readonly Degrees[] = $state.raw([]);
  /** The place whose ground is asked for, and the answer once it is there. */
  query: GroundQuery | null = $state.raw(null);
  ground: Ground | null = $state.raw(null);
  /** null until they are asked for. */
  gaps: readonly Gap[] | null = $state.raw(null);
  /** A place to be looked at on the map. */
  look: Degrees | null = $state.raw(null);
  readonly isDrawing = $derived(this.tool === 'path' || this.tool === 'stairs');

  readonly #host: StreetsHost;
  #asked: AbortController | null = null;

  constructor(host: StreetsHost) {
    this.#host = host;
  }

  choose(tool: Tool | null): void {
    this.tool = this.tool === tool ? null : tool;
    this.line = [];
  }

  /** A click on the map with a tool in hand; null turns away. */
  pick(place: Degrees | null): void {
    const { tool } = this;
    if (place === null || tool === null) {
      this.choose(null);
      return;
    }
    if (tool === 'path' || tool === 'stairs') {
      this.line = [...this.line, place];
      return;
    }
    this.tool = null;
    if (tool === 'ground') {
      const { minutes, who, direction } = this.query ?? this.#defaultQuery();
      void this.ask({ place: { kind: 'spot', lon: place[0], lat: place[1] }, who, direction, minutes });
    } else if (tool === 'steps' || tool === 'flat')
      this.add({ kind: 'steps', at: place, steps: tool === 'steps' });
    else this.add({ kind: tool, at: place });
  }

  /** Takes the last corner back. */
  takeBack(): void {
    this.line = this.line.slice(0, -1);
  }

  /** The path drawn so far becomes a correction. */
  finish(): void {
    const { line, tool } = this;
    this.choose(null);
    if (line.length > 1) this.add({ kind: 'path', line, ...(tool === 'stairs' ? { steps: true } : {}) });
  }

  add(mend: Mend): void {
    this.#host.change({ name: 'mend' }, withMend(this.#host.study.current, mend));
  }

  async ask(query: GroundQuery): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.query = query;
    const ground = await this.#host.analysis
      .ground(query, { signal: asked.signal })
      .catch((error: unknown) => {
        if (asked.signal.aborted) return null;
        throw error;
      });
    if (!asked.signal.aborted) this.ground = ground;
  }

  forget(): void {
    this.#asked?.abort();
    this.query = null;
    this.ground = null;
  }

  async listGaps(): Promise<void> {
    this.gaps = await this.#host.analysis.gaps();
  }

  /** After a run: what was asked of the last one is asked again. */
  refresh(): void {
    if (this.query !== null) void this.ask(this.query);
    if (this.gaps !== null) void this.listGaps();
  }

  #defaultQuery(): Pick<GroundQuery, 'who' | 'direction' | 'minutes'> {
    const { limitMinutes, direction } = this.#host.study.settings.walk;
    return { who: 'overall', direction, minutes: [limitMinutes / 3, (limitMinutes * 2) / 3, limitMinutes] };
  }
}
