/** The page's state in one place: each concern in its own class, and the few acts that touch several of them. */
import { createContext, tick } from 'svelte';
import { buildFacts, walkingFacts, type Facts } from '../../brief/facts';
import type { ServiceCoverage, ServiceFindings } from '../../domain/findings';
import type { Degrees } from '../../domain/mend';
import { serviceBit, services, type Service } from '../../domain/service';
import type { Colouring, PaceChoice, Who } from '../../domain/stories';
import type { Study } from '../../domain/study';
import { straightWords } from '../../i18n/approximate-words';
import { formatMinutes, formatNumber } from '../../i18n/format';
import { intakeWords } from '../../i18n/intake-words';
import { messages, type Messages } from '../../i18n/messages';
import type { Analysis } from '../../workers/api';
import type { MapFeature } from '../map/features';
import { pastedTable } from '../parts/pick-files';
import { withService } from './edits';
import { SqlState } from '../sql/desk.svelte';
import { ErrorsState } from './errors.svelte';
import { FilesState } from './files.svelte';
import { IntakeState } from './intake.svelte';
import { LinksState } from './links.svelte';
import { LiveState } from './live.svelte';
import { MapData } from './map-data.svelte';
import { fetchSample, openDropped, type Dropped } from './open-save';
import { ForeignRequests } from './requests.svelte';
import { RunController, type Clock } from './run.svelte';
import { SafetyState } from './safety.svelte';
import { StreetsState } from './streets.svelte';
import { StudyState, type Command } from './study.svelte';
import { markChanged, markFound, measureStep } from './timing';
import { ViewState } from './view.svelte';
import { WhyState } from './why.svelte';

export const [getApp, setApp] = createContext<App>();

const frameClock: Clock = {
  now: () => performance.now(),
  nextFrame: (callback) => void requestAnimationFrame(callback),
};

export class App {
  readonly analysis: Analysis;
  readonly study = new StudyState();
  readonly view = new ViewState();
  readonly live = new LiveState();
  readonly errors = new ErrorsState();
  readonly requests = new ForeignRequests();
  readonly why = new WhyState();
  readonly files: FilesState;
  readonly intake: IntakeState;
  readonly run: RunController;
  readonly map: MapData;
  readonly sql: SqlState;
  readonly safety: SafetyState;
  readonly streets: StreetsState;
  readonly links: LinksState;

  readonly t: Messages = $derived(messages(this.view.language));
  readonly hasLayers = $derived(Object.keys(this.study.settings.layers).length > 0);
  /** Who reaches the chosen service, and every figure of that; null until a run has it. A step ahead of `service` while a slider moves. */
  readonly covered: ServiceCoverage | null;
  readonly walkFacts: Facts | null;
  /** Findings of the chosen service; null until a run has it. */
  readonly service: ServiceFindings | null;
  /** Every figure of the chosen service. */
  readonly facts: Facts | null;
  /** Facilities that offer each service; null before the first run. */
  readonly siteCounts: ReadonlyMap<Service, number> | null;

  constructor(analysis: Analysis, clock: Clock = frameClock) {
    this.analysis = analysis;
    this.files = new FilesState(analysis);
    this.sql = new SqlState(analysis);
    this.intake = new IntakeState(this);
    this.streets = new StreetsState(this);
    this.links = new LinksState(analysis, (mend) => this.streets.add(mend));
    this.safety = new SafetyState(analysis);
    this.map = new MapData(analysis, () => restAfterDrawing(clock));
    this.run = new RunController(analysis, clock, {
      covered: (coverage, study) => {
        markFound('step:coverage', study, coverage);
        this.map.ground(coverage);
        this.#colour();
        void tick().then(() => measureStep('step:numbers', coverage));
      },
      done: (findings, study) => {
        markFound('step:findings', study, findings);
        this.files.reports = findings.reports;
        this.#tell();
        this.streets.refresh();
        this.links.refresh();
        this.safety.refresh();
        this.live.say(this.#headline());
      },
    });
    const { run, view } = this;
    const asked = <T extends { readonly service: Service }>(services: readonly T[] = []): T | null =>
      services.find(({ service }) => service === view.service) ?? null;
    this.covered = $derived(asked(run.coverage?.services));
    this.walkFacts = $derived(
      run.coverage !== null && this.covered !== null ? walkingFacts(run.coverage, view.service) : null,
    );
    this.service = $derived(asked(run.findings?.services));
    this.facts = $derived(
      run.findings !== null && this.service !== null ? buildFacts(run.findings, view.service) : null,
    );
    this.siteCounts = $derived(run.findings === null ? null : countSites(run.findings.facilities.services));
  }

  /** A change of settings: undoable, and analysed again. `gesture` names the slider while it moves. */
  change(command: Command, next: Study, gesture: string | null = null): void {
    const before = this.study.current;
    if (next === before) return;
    this.study.change(command, next, gesture);
    this.#analyse(before, gesture !== null);
  }

  /** The slider is let go: its command is closed, and the last value analysed without waiting for older runs. */
  endGesture(): void {
    this.study.endGesture();
  }

  undo(): void {
    this.#travel(
      () => this.study.undo(),
      (name) => this.t.live.undone(name),
    );
  }

  redo(): void {
    this.#travel(
      () => this.study.redo(),
      (name) => this.t.live.redone(name),
    );
  }

  /** Shows another service; one the study does not hold yet is added to it. */
  chooseService(service: Service): void {
    this.view.service = service;
    const next = withService(this.study.current, service, true);
    this.change({ name: 'addService', what: this.t.serviceName(service) }, next);
    if (this.covered === null) return; // The run that was just asked for colours the map.
    this.#colour();
    // The story of a place has the ways to every service.
    if (this.view.selection?.kind === 'facility') this.#tell();
  }

  /** Whom the streets are coloured for is whose walk the answer tells. */
  choosePace(pace: PaceChoice): void {
    this.view.pace = pace;
    this.#colour();
    this.chooseWho(pace === 'overall' ? 'everybody' : `band:${pace}`);
  }

  chooseWho(who: Who): void {
    this.view.who = who;
    if (this.view.selection?.kind !== 'facility') this.#tell();
  }

  chooseColouring(colouring: Colouring): void {
    this.view.colouring = colouring;
    this.#colour();
  }

  /** Chooses a place, on the map or in a table; null chooses none. */
  select(feature: MapFeature | null): void {
    this.view.selection = feature;
    this.view.spot = null;
    this.#tell();
  }

  /** Asks of a spot of the map what can be reached from it. */
  askSpot(spot: Degrees): void {
    this.view.selection = null;
    this.view.spot = spot;
    this.#tell();
  }

  /** Chooses a place of a list and brings it into sight. */
  lookAt(feature: MapFeature): void {
    const { findings } = this.run;
    if (findings === null) return;
    const { lons, lats } = feature.kind === 'elder' ? findings.elders : findings.facilities;
    this.select(feature);
    this.streets.look = [lons[feature.index]!, lats[feature.index]!];
  }

  /** Takes in dropped or picked files: a study (zip, or study.json with its files) is opened, anything else is added. */
  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.#takeDropped(await openDropped(files));
  }

  /** Takes in a pasted table; false where the text is none. */
  takePasted(text: string): boolean {
    const { pastedName } = intakeWords(this.view.language).add;
    let count = 1;
    while (this.study.current.files[pastedName(count)] !== undefined) count += 1;
    const file = pastedTable(text, pastedName(count));
    if (file === null) return false;
    this.view.go('data');
    void this.take([file]);
    return true;
  }

  /** Opens the sample study that the page serves in `folder` ('./sample/'). */
  async loadSample(folder = './sample/'): Promise<void> {
    await this.#takeDropped(await fetchSample(folder));
  }

  /** Stops reading and analysing; what is on screen stays. */
  cancel(): void {
    this.intake.cancel();
    this.files.cancel();
    if (this.run.busy) this.run.cancel();
  }

  /** Reads and analyses again what was stopped. */
  again(): void {
    this.#analyse(null, false);
  }

  open(study: Study): void {
    this.study.open(study);
    this.files.clear();
    this.intake.open(study);
    this.run.clear();
    this.map.clear();
    this.sql.clear();
    this.streets.clear();
    this.links.clear();
    this.safety.forget();
    this.view.marks = null;
    this.select(null);
    this.view.visited = [];
    const [first] = study.settings.need.services;
    if (first !== undefined && !study.settings.need.services.includes(this.view.service))
      this.view.service = first;
    this.#analyse(null, false);
  }

  #tell(): void {
    const { selection, spot, service, who } = this.view;
    // Whom a facility serves is known after a whole run, which asks again.
    if (selection?.kind === 'facility' && this.run.findings === null) return;
    this.map.tell(selection ?? spot, service, who);
  }

  #colour(): void {
    const { coverage } = this.run;
    if (coverage !== null && this.covered !== null)
      this.map.colour(coverage, this.view.service, this.view.pace, this.view.colouring);
  }

  /** What a screen reader hears when a run is done: the first number of the page. */
  #headline(): string {
    const { service } = this;
    const { findings } = this.run;
    if (findings === null || service === null) return this.t.run.noResult;
    const { language } = this.view;
    const told = this.t.live.gap(
      formatNumber((service.ownPace ?? service.foot).gap),
      this.t.serviceName(service.service),
      formatMinutes(findings.settings.walk.limitMinutes, language),
    );
    return findings.approximate ? straightWords(language).headline(told) : told;
  }

  async #takeDropped(dropped: Dropped): Promise<void> {
    if (dropped.kind === 'files') {
      const added = await this.intake.add(dropped.files);
      if (this.intake.outcome !== null)
        this.live.say(added.length > 0 ? this.t.live.added(added.length) : this.t.live.unread);
      return;
    }
    if (dropped.kind === 'study') {
      this.open(dropped.study);
      this.files.dropNotes = dropped.notes;
      return;
    }
    this.files.dropFaults = [dropped.fault];
    this.files.dropNotes = [];
    this.view.go('data');
    this.live.say(this.t.live.unread);
  }

  #travel(go: () => Command | null, sentence: (name: string) => string): void {
    const before = this.study.current;
    const command = go();
    if (command === null) return;
    this.#analyse(before, false);
    this.live.say(sentence(this.t.command(command.name, command.what)));
  }

  #analyse(before: Study | null, sliding: boolean): void {
    const { current } = this.study;
    const sameData =
      before !== null && before.settings.layers === current.settings.layers && before.files === current.files;
    if (Object.keys(current.settings.layers).length === 0) {
      this.files.clear();
      this.run.clear();
      this.map.clear();
      return;
    }
    if (!sameData) {
      this.view.marks = null;
      this.select(null);
      void this.files.inspect(current, this.run.findings === null);
    }
    // Title, audience and the like are read by the brief alone; the run is asked all the same and finds nothing to do.
    markChanged(current);
    this.run.request(current, sliding);
  }
}

/**
 * Without a graphics card the browser reads every picture of the map back on the page's own thread (measured with SwiftShader,
 * 888 × 748: 80–150 ms a picture, all of it ReadPixels). So the map rests four times as long as its last picture took, and
 * the sliders keep the rest of the time; with a card that is about one frame in five.
 */
async function restAfterDrawing(clock: Clock): Promise<void> {
  const start = clock.now();
  const frame = () => new Promise<void>((resolve) => clock.nextFrame(resolve));
  await frame();
  await frame();
  const tookMs = clock.now() - start;
  await new Promise((resolve) => setTimeout(resolve, Math.min(1500, 4 * tookMs)));
}

function countSites(offered: Int32Array): ReadonlyMap<Service, number> {
  return new Map(
    services.map((service) => {
      const bit = serviceBit(service);
      return [service, offered.reduce((count, bits) => count + ((bits & bit) === 0 ? 0 : 1), 0)];
    }),
  );
}
