/** Work on the streets themselves: corrections being drawn, the ground around a place, gaps in the network. */
import { distanceMetres } from '../../domain/ellipsoid';
import type { Findings } from '../../domain/findings';
import type { Ground, GroundQuery } from '../../domain/ground';
import type { AuditSheet } from '../../domain/audit-sheet';
import type { Degrees, Mend } from '../../domain/mend';
import type { Study } from '../../domain/study';
import type { Gap } from '../../routing/gaps';
import type { Analysis } from '../../workers/api';
import type { MapFeature } from '../map/features';
import type { Command, StudyState } from './study.svelte';
import { withMend } from './mends';

/** What the next click on the map is for. */
export type Tool =
  'path' | 'stairs' | 'open' | 'close' | 'steps' | 'flat' | 'entrance' | 'addEntrance' | 'ground';

/** What the app lends. */
export interface StreetsHost {
  readonly analysis: Pick<Analysis, 'ground' | 'gaps'>;
  readonly study: StudyState;
  readonly run: { readonly findings: Findings | null };
  readonly view: { readonly selection: MapFeature | null };
  change(command: Command, next: Study): void;
}

/** A click this near to a facility's mark means it: pixels, and metres at least. */
const pickPixels = 24;
const pickMetres = 15;

export class StreetsState {
  tool: Tool | null = $state.raw(null);
  /** Corners of the path being drawn. */
  line: readonly Degrees[] = $state.raw([]);
  /** The facility (its position) whose entrance is being placed, and whether the last click met none. */
  facility: number | null = $state.raw(null);
  missed = $state.raw(false);
  /** The place whose ground is asked for, and the answer once it is there. */
  query: GroundQuery | null = $state.raw(null);
  ground: Ground | null = $state.raw(null);
  /** null until they are asked for. */
  gaps: readonly Gap[] | null = $state.raw(null);
  /** A place to be looked at on the map. */
  look: Degrees | null = $state.raw(null);
  /** The walk-audit sheet being made, shown on the map. */
  sheet: AuditSheet | null = $state.raw(null);
  /** What the map shows, [west, south, east, north]; null before it draws. Set by whoever holds the map. */
  boxInSight: () => readonly [number, number, number, number] | null = () => null;
  readonly isDrawing = $derived(this.tool === 'path' || this.tool === 'stairs');
  readonly isEntering = $derived(this.tool === 'entrance' || this.tool === 'addEntrance');

  readonly #host: StreetsHost;
  #asked: AbortController | null = null;

  constructor(host: StreetsHost) {
    this.#host = host;
  }

  choose(tool: Tool | null): void {
    this.tool = this.tool === tool ? null : tool;
    this.line = [];
    const { selection } = this.#host.view;
    this.facility = this.isEntering && selection?.kind === 'facility' ? selection.index : null;
    this.missed = false;
  }

  /** A click on the map with a tool in hand; null turns away. `metresPerPixel`: of the map as it stands. */
  pick(place: Degrees | null, metresPerPixel = 0): void {
    const { tool } = this;
    if (place === null || tool === null) {
      this.choose(null);
      return;
    }
    if (tool === 'path' || tool === 'stairs') {
      this.line = [...this.line, place];
      return;
    }
    if (tool === 'entrance' || tool === 'addEntrance') {
      if (this.facility === null) {
        this.facility = this.#facilityAt(place, Math.max(pickMetres, pickPixels * metresPerPixel));
        this.missed = this.facility === null;
      } else this.enterAt(place);
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

  /** The chosen facility is entered here. */
  enterAt(place: Degrees): void {
    const { facility, tool } = this;
    const id = facility === null ? undefined : this.#host.run.findings?.facilities.ids[facility];
    this.choose(null);
    if (id !== undefined)
      this.add({
        kind: 'entrance',
        facility: id,
        at: place,
        ...(tool === 'addEntrance' ? { add: true } : {}),
      });
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

  /** Another study: nothing of the old one's streets stays. */
  clear(): void {
    this.forget();
    this.choose(null);
    this.gaps = null;
    this.look = null;
    this.sheet = null;
  }

  async listGaps(): Promise<void> {
    this.gaps = await this.#host.analysis.gaps();
  }

  /** After a run: what was asked of the last one is asked again. */
  refresh(): void {
    if (this.query !== null) void this.ask(this.query);
    if (this.gaps !== null) void this.listGaps();
  }

  #facilityAt([lon, lat]: Degrees, limit: number): number | null {
    const { lons, lats } = this.#host.run.findings?.facilities ?? { lons: [], lats: [] };
    let found: number | null = null;
    let least = limit;
    for (let f = 0; f < lons.length; f++) {
      const metres = distanceMetres(lon, lat, lons[f]!, lats[f]!);
      if (metres > least) continue;
      least = metres;
      found = f;
    }
    return found;
  }

  #defaultQuery(): Pick<GroundQuery, 'who' | 'direction' | 'minutes'> {
    const { limitMinutes, direction } = this.#host.study.settings.walk;
    return { who: 'everybody', direction, minutes: [limitMinutes / 3, (limitMinutes * 2) / 3, limitMinutes] };
  }
}
