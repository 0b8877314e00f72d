/** What the map asks of the worker beside the findings: streets as lines, the backdrop, and the story of the place chosen. */
import { tick } from 'svelte';
import type { Coverage } from '../../domain/findings';
import type { Degrees } from '../../domain/mend';
import type { Service } from '../../domain/service';
import type {
  Colouring,
  Detours,
  ElderStory,
  FacilityStory,
  Lines,
  NearestAreas,
  PaceChoice,
  SpotStory,
  StreetLines,
  Who,
} from '../../domain/stories';
import type { Backdrop, FileReport } from '../../domain/tables';
import type { Analysis } from '../../workers/api';
import type { MapFeature } from '../map/features';
import { measureStep } from './timing';

export interface MapPicture {
  readonly findings: Coverage;
  readonly service: Service;
  readonly pace: PaceChoice;
  /** null where no streets are loaded. */
  readonly streets: StreetLines | null;
  /** What the streets are coloured by, with what belongs to it; null while they are by minutes. */
  readonly areas: NearestAreas | null;
  readonly detours: Detours | null;
}

type Questions = Pick<
  Analysis,
  'backdrop' | 'plainStreets' | 'streets' | 'areas' | 'detours' | 'elderStory' | 'facilityStory' | 'spotStory'
>;

export class MapData {
  /** What is drawn: findings and the streets that belong to them, changed together. */
  picture: MapPicture | null = $state.raw(null);
  plain: Lines | null = $state.raw(null);
  backdrop: Backdrop | null = $state.raw(null);
  elderStory: ElderStory | null = $state.raw(null);
  facilityStory: FacilityStory | null = $state.raw(null);
  /** Of a spot that was pointed at: it lives here, and nowhere else. */
  spotStory: SpotStory | null = $state.raw(null);

  readonly #analysis: Questions;
  readonly #streetCalls: LatestCall;
  readonly #storyCalls = new LatestCall();
  readonly #groundCalls = new LatestCall();
  #groundOf: readonly string[] = [];

  /** `rest` is waited for between two pictures. */
  constructor(analysis: Questions, rest: () => Promise<void>) {
    this.#analysis = analysis;
    this.#streetCalls = new LatestCall(rest);
  }

  /** After a run, or when another service, pace or colouring is looked at. */
  colour(findings: Coverage, service: Service, pace: PaceChoice, colouring: Colouring): void {
    this.#streetCalls.ask(
      () => this.#streetsBy(colouring, service, pace),
      (coloured) => {
        this.picture = { findings, service, pace, ...coloured };
        void tick().then(() => measureStep('step:map', findings));
      },
    );
  }

  async #streetsBy(colouring: Colouring, service: Service, pace: PaceChoice) {
    const plain = { areas: null, detours: null };
    if (colouring === 'nearest') {
      const areas = await this.#analysis.areas(service, pace);
      return { ...plain, areas, streets: areas?.streets ?? null };
    }
    if (colouring === 'detour') {
      const detours = await this.#analysis.detours(service, pace);
      return { ...plain, detours, streets: detours?.streets ?? null };
    }
    return { ...plain, streets: await this.#analysis.streets(service, pace) };
  }

  /** Streets and backdrop as they are, asked for again only when their files or corrections are others. */
  ground(findings: Coverage): void {
    // Corrected streets are other streets.
    const files = [
      ...findings.reports.filter(isStreets).map(({ sha256 }) => sha256),
      JSON.stringify(findings.settings.mends),
    ];
    const same =
      files.length === this.#groundOf.length && files.every((file, i) => file === this.#groundOf[i]);
    if (same) return;
    this.#groundOf = files;
    this.#groundCalls.ask(
      () => Promise.all([this.#analysis.plainStreets(), this.#analysis.backdrop()]),
      ([plain, backdrop]) => {
        this.plain = plain;
        this.backdrop = backdrop;
      },
    );
  }

  /** The ways of an elder place or a spot, the circle of a facility; the old story stays until the new one is there. */
  tell(chosen: MapFeature | Degrees | null, service: Service, who: Who): void {
    if (chosen === null) {
      this.#storyCalls.forget();
      this.#keep({});
    } else if (!('kind' in chosen))
      this.#storyCalls.ask(
        () => this.#analysis.spotStory(chosen, who),
        (spot) => this.#keep({ spot }),
      );
    else if (chosen.kind === 'elder')
      this.#storyCalls.ask(
        () => this.#analysis.elderStory(chosen.index, who),
        (elder) => this.#keep({ elder }),
      );
    else
      this.#storyCalls.ask(
        () => this.#analysis.facilityStory(chosen.index, service),
        (facility) => this.#keep({ facility }),
      );
  }

  #keep(story: { elder?: ElderStory; facility?: FacilityStory; spot?: SpotStory }): void {
    this.elderStory = story.elder ?? null;
    this.facilityStory = story.facility ?? null;
    this.spotStory = story.spot ?? null;
  }

  clear(): void {
    this.#streetCalls.forget();
    this.#storyCalls.forget();
    this.#groundCalls.forget();
    this.#groundOf = [];
    this.picture = null;
    this.plain = null;
    this.backdrop = null;
    this.#keep({});
  }
}

/** One question in flight; of those asked meanwhile only the newest follows, and only the newest answer is taken. */
class LatestCall {
  readonly #rest: () => Promise<void>;
  #busy = false;
  #waiting: (() => Promise<void>) | null = null;
  #epoch = 0;

  constructor(rest: () => Promise<void> = () => Promise.resolve()) {
    this.#rest = rest;
  }

  ask<T>(question: () => Promise<T>, take: (answer: T) => void): void {
    const epoch = this.#epoch;
    this.#waiting = async () => {
      const answer = await question();
      if (epoch === this.#epoch) take(answer);
    };
    void this.#next();
  }

  /** Answers under way are dropped. */
  forget(): void {
    this.#epoch += 1;
    this.#waiting = null;
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let ask = this.#waiting; ask !== null; ask = this.#waiting) {
        this.#waiting = null;
        await ask();
        await this.#rest();
      }
    } finally {
      this.#busy = false;
    }
  }
}

function isStreets({ kind }: FileReport): boolean {
  return kind === 'streets';
}
