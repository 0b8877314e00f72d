/** Missing bridges and islands of street: looked for while their part is open, seen on the map, joined by a correction of the streets. */
import type { BridgeReport, FoundBridge, IslandReport } from '../../domain/missing-links';
import type { Degrees, Mend } from '../../domain/mend';
import type { Analysis } from '../../workers/api';

type Questions = Pick<Analysis, 'missingBridges' | 'islands'>;

export class LinksState {
  /** The longest gap to look at; a setting of the search, no part of the study. */
  withinMetres = $state(60);
  /** null until they are found, and while their part is closed. */
  bridges: BridgeReport | null = $state.raw(null);
  islands: IslandReport | null = $state.raw(null);
  /** How much of the search is done, 0 … 1; null while there is none. */
  searching: number | null = $state(null);
  /** The line looked at on the map; a single place where there is no line. */
  sight: readonly Degrees[] = $state.raw([]);

  readonly #analysis: Questions;
  readonly #mend: (mend: Mend) => void;
  #asked: AbortController | null = null;
  #islandsWanted = false;

  constructor(analysis: Questions, mend: (mend: Mend) => void) {
    this.#analysis = analysis;
    this.#mend = mend;
  }

  /** A newer search ends the older. */
  async search(withinMetres = this.withinMetres): Promise<void> {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.withinMetres = withinMetres;
    this.searching = 0;
    try {
      const bridges = await this.#analysis.missingBridges(withinMetres, {
        signal: asked.signal,
        progress: ({ done, total }) => {
          if (this.#asked === asked && total > 0) this.searching = done / total;
        },
      });
      if (this.#asked === asked) this.bridges = bridges;
    } catch (error) {
      if (!asked.signal.aborted) throw error;
    } finally {
      if (this.#asked === asked) this.searching = null;
    }
  }

  /** What was found so far stays. */
  stop(): void {
    this.#asked?.abort();
    this.searching = null;
  }

  forgetBridges(): void {
    this.stop();
    this.#asked = null;
    this.bridges = null;
    this.sight = [];
  }

  async listIslands(): Promise<void> {
    this.#islandsWanted = true;
    const islands = await this.#analysis.islands();
    if (this.#islandsWanted) this.islands = islands;
  }

  forgetIslands(): void {
    this.#islandsWanted = false;
    this.islands = null;
    this.sight = [];
  }

  /** A new list each time, so that the map goes there again. */
  see(places: readonly Degrees[]): void {
    this.sight = [...places];
  }

  /** Draws the path; the streets, and with them both lists, are worked out anew. */
  join(line: readonly Degrees[]): void {
    this.sight = [];
    this.#mend({ kind: 'path', line });
  }

  /** The same, and off the list at once. */
  draw(bridge: FoundBridge): void {
    if (this.bridges !== null)
      this.bridges = { ...this.bridges, found: this.bridges.found.filter((one) => one !== bridge) };
    this.join(bridge.line);
  }

  /** After a run: other streets have other lists. */
  refresh(): void {
    if (this.bridges !== null || this.searching !== null) void this.search();
    if (this.islands !== null) void this.listIslands();
  }

  /** Another study. */
  clear(): void {
    this.forgetBridges();
    this.forgetIslands();
  }
}
