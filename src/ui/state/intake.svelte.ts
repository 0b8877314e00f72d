/** The data step's own state and acts: what was dropped, what is still to be decided or confirmed, and what is only tried out. */
import type { Study } from '../../domain/study';
import type { Budget, Progress } from '../../domain/progress';
import type { CandidatePlaces, PlacedKind } from '../../intake/candidate-places';
import type { LayerDifference } from '../../intake/compare-files';
import { dataMembers, filesNeeded, isIdlePart, partNames } from '../../intake/find-file';
import type { Analysis } from '../../workers/api';
import { decisionsOf } from './decisions';
import { layerKey, namesFile, withFile, withMoreSheets, withReplacement } from './edits';
import type { FilesState } from './files.svelte';
import { layersOf, type Layer } from './layers';
import { nameFiles } from './open-save';
import type { Command, StudyState } from './study.svelte';

/** How the last drop ended; counts are files, `kept` layers. */
export type DropOutcome =
  | { readonly kind: 'done'; readonly added: number }
  | { readonly kind: 'partly'; readonly added: number; readonly left: number }
  | { readonly kind: 'failed'; readonly left: number }
  | { readonly kind: 'cancelled'; readonly left: number; readonly kept: number };

/** Files that would take the place of a layer's, and what would change. */
export interface Replacement {
  readonly file: string;
  /** How layers will name it. */
  readonly name: string;
  readonly added: Readonly<Record<string, Blob>>;
  /** Only some parts of a shapefile are new; the others stay. */
  readonly isPart: boolean;
  /** null while it is worked out. */
  readonly differences: readonly LayerDifference[] | null;
}

/** What the app lends. */
export interface IntakeHost {
  readonly analysis: Pick<Analysis, 'addFiles' | 'candidatePlaces' | 'compareFiles' | 'guessSheets'>;
  readonly study: StudyState;
  readonly files: FilesState;
  change(command: Command, next: Study): void;
}

export class IntakeState {
  /** Layers called right, or corrected. */
  confirmed: readonly string[] = $state.raw([]);
  /** Questions answered with "leave it". */
  settled: readonly string[] = $state.raw([]);
  /** Another reading of a layer's coordinates, drawn over the map. */
  trial: CandidatePlaces | null = $state.raw(null);
  /** Recognising what was dropped, before it is a layer. */
  adding = $state(false);
  progress: Progress | null = $state.raw(null);
  /** What the file being read is expected to take. */
  budget: Budget | null = $state.raw(null);
  /** Bytes of the files being recognised. */
  sizes: Readonly<Record<string, number>> = $state.raw({});
  outcome: DropOutcome | null = $state.raw(null);
  replacements: readonly Replacement[] = $state.raw([]);
  /** Files picked together that are not one shapefile. */
  wrongParts = $state(false);
  /** Sheets in which nothing was recognised. */
  emptySheets = $state(false);
  /** Names of dropped files that the browser could not read. */
  unread: readonly string[] = $state.raw([]);
  tooMany = $state(false);
  /** A place is to be picked on the map: called with WGS84 degrees, or null where the user turned away. */
  pick: ((place: readonly [lon: number, lat: number] | null) => void) | null = $state.raw(null);

  readonly layers: readonly Layer[] = $derived.by(() => layersOf(this.#host.study.current, this.#host.files));
  readonly decisions = $derived.by(() =>
    decisionsOf(this.layers, Object.keys(this.#host.files.unassigned), this.settled),
  );
  readonly unseen = $derived(
    this.layers.filter(({ key, report }) => report !== null && !this.confirmed.includes(key)),
  );

  readonly #host: IntakeHost;
  #adding: AbortController | null = null;
  #trial: AbortController | null = null;
  #trialOf = '';

  constructor(host: IntakeHost) {
    this.#host = host;
  }

  /** A change of a layer's settings; whoever corrects a layer has seen it. */
  change(command: Command, next: Study, ...layers: readonly Layer[]): void {
    const before = this.layers.map(({ key }) => key);
    this.#host.change(command, next);
    const renamed = this.layers.map(({ key }) => key).filter((key) => !before.includes(key));
    this.confirm(...layers.map(({ key }) => key), ...renamed);
    this.tryOut(null);
  }

  confirm(...keys: readonly string[]): void {
    this.confirmed = [...this.confirmed, ...keys.filter((key) => !this.confirmed.includes(key))];
  }

  /** Every layer that could be read looks right; what is asked stays asked. */
  confirmAll(): void {
    this.confirm(...this.unseen.map(({ key }) => key));
  }

  settle(id: string): void {
    this.settled = [...this.settled, id];
    this.tryOut(null);
  }

  /** Recognises dropped files and adds them; newer versions of files that a layer reads already are proposed, not taken. */
  async add(files: Readonly<Record<string, Blob>>): Promise<readonly string[]> {
    const { study, files: state, analysis } = this.#host;
    const { current } = study;
    const names = Object.keys(files);
    const owners = Object.fromEntries(names.map((name) => [name, ownerOf(current, name)]));
    const fresh = pickFrom(files, (name) => owners[name] === null);
    this.#adding?.abort();
    const abort = new AbortController();
    this.#adding = abort;
    this.adding = true;
    this.budget = null;
    this.sizes = Object.fromEntries(names.map((name) => [name, files[name]!.size]));
    this.outcome = null;
    this.progress = null;
    state.dropFaults = [];
    state.dropNotes = [];
    try {
      const { settings, notes, faults } = await analysis.addFiles(current, fresh, {
        signal: abort.signal,
        progress: (progress) => {
          if (this.#adding !== abort) return;
          this.progress = progress;
          this.budget = progress.budget ?? this.budget;
        },
      });
      state.dropFaults = faults;
      state.dropNotes = notes;
      const unknown = notes.flatMap(({ code, at }) =>
        code === 'table.unknownLayer' && at?.file !== undefined ? [at.file] : [],
      );
      const asked = unknown.flatMap((file) => {
        const [name] = filesNeeded(file, Object.keys(fresh));
        return name === undefined ? [] : [[file, { name, blob: fresh[name]! }] as const];
      });
      state.unassigned = { ...state.unassigned, ...Object.fromEntries(asked) };
      const used = pickFrom(fresh, (name) => namesFile(settings, name));
      const usedNames = Object.keys(used);
      const now = study.current;
      if (usedNames.length > 0)
        this.#host.change(
          { name: 'addFiles', what: usedNames.join(', ') },
          { settings: { ...now.settings, layers: settings.layers }, files: { ...now.files, ...used } },
        );
      this.#propose(files, owners);
      this.outcome = outcomeOf(usedNames.length, faults.length);
      return usedNames;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      if (this.#adding === abort)
        this.outcome = { kind: 'cancelled', left: names.length, kept: this.layers.length };
      return [];
    } finally {
      if (this.#adding === abort) {
        this.#adding = null;
        this.adding = false;
        this.progress = null;
        this.budget = null;
      }
    }
  }

  /** Stops recognising; nothing of the drop is added. */
  cancel(): void {
    this.#adding?.abort();
  }

  /** Says what a file is in which nothing was recognised. */
  assign(file: string, kind: Layer['kind']): void {
    const { files, study } = this.#host;
    const came = files.unassigned[file];
    if (came === undefined) return;
    this.leave(file);
    const next = withFile(study.current, kind, file, { [came.name]: came.blob });
    this.#host.change({ name: 'addFiles', what: file }, next);
    this.confirm(layerKey({ kind, file, sheet: null }));
  }

  /** Puts a file aside in which nothing was recognised. */
  leave(file: string): void {
    const { files } = this.#host;
    files.unassigned = Object.fromEntries(Object.entries(files.unassigned).filter(([name]) => name !== file));
  }

  /** Shows where `system` would put a layer's places; null shows nothing. */
  tryOut(layer: Layer | null, system = ''): void {
    const key = layer === null ? '' : `${layer.key} ${system}`;
    if (key === this.#trialOf) return;
    this.#trialOf = key;
    this.#trial?.abort();
    this.#trial = null;
    if (layer === null) {
      this.trial = null;
      return;
    }
    const { kind } = layer;
    if (kind === 'streets' || kind === 'elevation' || kind === 'audit') return;
    this.#ask(layer, kind, system, (found) => found);
  }

  /** Shows the places of a layer as they are read. */
  showPlaces(layer: Layer): void {
    const { kind, report } = layer;
    if (report === null || kind === 'streets' || kind === 'elevation' || kind === 'audit') return;
    this.#trial?.abort();
    this.#trialOf = `${layer.key} places`;
    this.#ask(layer, kind, report.crs, ({ now, then }) => ({ system: '', now: null, then: now ?? then }));
  }

  /** Shows one spot. */
  lookAt(lon: number, lat: number): void {
    this.#trial?.abort();
    this.#trialOf = `${lon} ${lat}`;
    this.trial = { system: '', now: null, then: Float64Array.of(lon, lat) };
  }

  #ask(
    layer: Layer,
    kind: PlacedKind,
    system: string,
    show: (found: CandidatePlaces) => CandidatePlaces,
  ): void {
    const { source } = layer;
    const abort = new AbortController();
    this.#trial = abort;
    void this.#host.analysis
      .candidatePlaces(this.#host.study.current, kind, source, system, { signal: abort.signal })
      .then(
        (found) => {
          if (!abort.signal.aborted) this.trial = found.ok ? show(found.value) : null;
        },
        (error: unknown) => {
          if (!abort.signal.aborted) throw error;
        },
      );
  }

  /** Adds sheets of the workbook that `layer` was read from as layers of their own, each of the kind that it looks like. */
  async addSheets(layer: Layer, read: string, sheets: readonly string[]): Promise<void> {
    const { study, analysis } = this.#host;
    const { file, encoding } = layer.source;
    const found = await analysis.guessSheets(study.current, file, encoding, sheets);
    this.emptySheets = found.length === 0;
    if (found.length === 0) return;
    const next = withMoreSheets(study.current, layer.ref, read, found);
    this.#host.change({ name: 'sheet', what: found.map(({ sheet }) => sheet).join(', ') }, next);
    this.confirm(layerKey({ ...layer.ref, sheet: read }));
  }

  /** Proposes picked files in place of a layer's: what would change is worked out and shown before it is taken. */
  async proposeFor(file: string, picked: readonly File[]): Promise<void> {
    if (picked.length === 0) return;
    const { current } = this.#host.study;
    const main = mainOf(picked);
    this.wrongParts = main === null;
    if (main === null) return;
    const old = filesNeeded(file, Object.keys(current.files));
    const others = Object.keys(current.files).filter((name) => !old.includes(name));
    const added = freeNames(nameFiles(picked), others);
    const stored = Object.keys(added).find((name) => added[name] === main)!;
    const name = await nameInside(file, current, stored, main);
    await this.#compare({ file, name, added, isPart: false, differences: null });
  }

  takeReplacement(replacement: Replacement): void {
    const { file } = replacement;
    this.leaveReplacement(replacement);
    const next = replaced(this.#host.study.current, replacement);
    const before = this.layers.filter(({ source }) => source.file === file);
    const seen = before.filter(({ key }) => this.confirmed.includes(key));
    this.#host.change({ name: 'replaceFile', what: file }, next);
    this.confirm(...seen.map(({ ref }) => layerKey({ ...ref, file: replacement.name })));
  }

  leaveReplacement(replacement: Replacement): void {
    this.replacements = this.replacements.filter((one) => one.file !== replacement.file);
  }

  /** Forgets the views of another study; layers of an opened study were looked at when it was made. */
  open(study: Study): void {
    this.cancel();
    this.tryOut(null);
    this.settled = [];
    this.outcome = null;
    this.replacements = [];
    this.wrongParts = false;
    this.emptySheets = false;
    this.unread = [];
    this.tooMany = false;
    this.confirmed = layersOf(study, { reports: [], faults: [], doubts: [] }).map(({ key }) => key);
  }

  #propose(files: Readonly<Record<string, Blob>>, owners: Readonly<Record<string, string | null>>): void {
    const { current } = this.#host.study;
    const known = Object.values(owners).filter((owner) => owner !== null);
    for (const file of known.filter((owner, i) => known.indexOf(owner) === i)) {
      const added = pickFrom(files, (name) => owners[name] === file);
      const isPart = !filesNeeded(file, Object.keys(current.files)).every(
        (name) => added[name] !== undefined,
      );
      void this.#compare({ file, name: file, added, isPart, differences: null });
    }
  }

  async #compare(replacement: Replacement): Promise<void> {
    const { file } = replacement;
    const { analysis, study } = this.#host;
    this.leaveReplacement(replacement);
    this.replacements = [...this.replacements, replacement];
    const { current } = study;
    const next = replaced(current, replacement);
    const differences = await analysis.compareFiles(current, file, next, replacement.name);
    this.replacements = this.replacements.map((one) => (one === replacement ? { ...one, differences } : one));
  }
}

function replaced(study: Study, { file, name, added, isPart }: Replacement): Study {
  return isPart
    ? { ...study, files: { ...study.files, ...added } }
    : withReplacement(study, file, name, added);
}

/** The layer's file that `name` is already a file of; null for what is new to the study, a missing part among them. */
function ownerOf(study: Study, name: string): string | null {
  if (study.files[name] === undefined) return null;
  const all = Object.values(study.settings.layers).flat();
  return all.find((source) => filesNeeded(source.file, [name]).length > 0)?.file ?? null;
}

/** null where nothing was added and nothing failed: what was dropped is asked about, or proposed in place of what is there. */
function outcomeOf(added: number, left: number): DropOutcome | null {
  if (left === 0) return added === 0 ? null : { kind: 'done', added };
  return added === 0 ? { kind: 'failed', left } : { kind: 'partly', added, left };
}

function pickFrom(
  files: Readonly<Record<string, Blob>>,
  wanted: (name: string) => boolean,
): Record<string, Blob> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => wanted(name)));
}

/** The one file, or the .shp whose parts the others are; null where they do not belong together. */
function mainOf(picked: readonly File[]): File | null {
  if (picked.length === 1) return picked[0]!;
  const names = picked.map(({ name }) => name);
  const main = picked.find(({ name }) => /\.shp$/i.test(name));
  if (main === undefined) return null;
  const parts = partNames(main.name, names);
  return names.every((name) => name === main.name || parts.includes(name) || isIdlePart(name)) ? main : null;
}

/** The same files under one other stem where a name is taken. */
function freeNames(files: Readonly<Record<string, Blob>>, taken: readonly string[]): Record<string, Blob> {
  const names = Object.keys(files);
  for (let turn = 1; ; turn += 1) {
    const fresh = names.map((name) => (turn === 1 ? name : name.replace(/(?=\.|$)/, ` (${turn})`)));
    if (fresh.every((name) => !taken.includes(name)))
      return Object.fromEntries(fresh.map((name, i) => [name, files[names[i]!]!]));
  }
}

/** Of a zip its member of the same name as before, or its only one. */
async function nameInside(file: string, study: Study, stored: string, main: File): Promise<string> {
  const outer = filesNeeded(file, Object.keys(study.files)).find((name) => file.startsWith(`${name}/`));
  const { sniff } = await import('../../intake/sniff');
  const format = await sniff(main, main.name);
  if (!format.ok || format.value !== 'zip') return stored;
  const members = await dataMembers(main, main.name);
  if (!members.ok || members.value.length === 0) return stored;
  const before = outer === undefined ? null : file.slice(outer.length + 1);
  const same = members.value.find((member) => member === before);
  return same === undefined && members.value.length > 1 ? stored : `${stored}/${same ?? members.value[0]!}`;
}
