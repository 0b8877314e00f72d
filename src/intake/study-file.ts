/** A study as a JSON file and as a zip with its files: what the app saves, the command line runs and a paper cites. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import * as v from 'valibot';
import type { Note, Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import { services, tiers } from '../domain/service';
import type { LayerSource, Study, StudySettings } from '../domain/study';
import { defaultSettings, directions, layerKinds, slopeFunctions } from '../domain/study';
import { chunksOf } from './decode';
import { filesNeeded } from './find-file';
import { isRole } from './roles';
import { extractEntry, listZip, safeEntryName } from './zip';

const knownVersion = 1;
/** A study file is settings, not data. */
const mostCharacters = 4_000_000;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const atLeast0 = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A datum is off by hundreds of metres, a local grid by more; further is another country. */
const metresMoved = v.pipe(v.number(), v.finite(), v.minValue(-100_000), v.maxValue(100_000));
const factor = v.pipe(v.number(), v.finite(), v.minValue(1));
const service = v.picklist(services);
const defaults = defaultSettings;

const layerSource = v.strictObject({
  file: v.pipe(v.string(), v.minLength(1)),
  sheet: v.exactOptional(v.nullable(v.string())),
  encoding: v.optional(v.string(), 'auto'),
  crs: v.optional(v.string(), 'auto'),
  shift: v.exactOptional(v.tuple([metresMoved, metresMoved])),
  columns: v.optional(v.record(v.string(), v.string()), {}),
  services: v.exactOptional(v.array(service)),
  missing: v.exactOptional(v.array(v.pipe(v.number(), v.finite()))),
  personRows: v.exactOptional(v.boolean()),
  notPersonal: v.exactOptional(v.array(v.string())),
  ageOn: v.exactOptional(v.pipe(v.string(), v.isoDate())),
  districtNames: v.exactOptional(v.record(v.string(), v.string())),
});
const layer = v.union([
  v.array(layerSource),
  v.pipe(
    layerSource,
    v.transform((one) => [one]),
  ),
]);

const pace = v.pipe(positive, v.maxValue(5));
const wait = v.pipe(atLeast0, v.maxValue(3600));
const floors = v.pipe(atLeast0, v.maxValue(200));
const walkProfile = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  zh: v.string(),
  en: v.string(),
  metresPerSecond: pace,
  low: v.exactOptional(pace),
  high: v.exactOptional(pace),
  steps: v.exactOptional(v.picklist(['allowed', 'avoid', 'forbidden'])),
  stepsFactor: v.exactOptional(factor),
  slope: v.exactOptional(v.picklist(slopeFunctions)),
  maxSlope: v.exactOptional(positive),
  crossingSeconds: v.exactOptional(wait),
  signalSeconds: v.exactOptional(wait),
  gateSeconds: v.exactOptional(wait),
  floors: v.exactOptional(floors),
  wheelchair: v.exactOptional(v.boolean()),
  rest: v.exactOptional(v.strictObject({ afterMetres: v.pipe(positive, v.minValue(10)), seconds: wait })),
});
/** More are no study; each is a search of its own. */
const mostProfiles = 20;
const uniqueProfiles = v.pipe(
  v.array(walkProfile),
  v.maxLength(mostProfiles),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'profiles with different ids'),
);

const degrees = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]);
const mend = v.variant('kind', [
  v.strictObject({
    kind: v.literal('path'),
    line: v.pipe(v.array(degrees), v.minLength(2), v.maxLength(1000)),
    steps: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ kind: v.literal('open'), at: degrees }),
  v.strictObject({ kind: v.literal('close'), at: degrees }),
  v.strictObject({ kind: v.literal('steps'), at: degrees, steps: v.boolean() }),
  v.strictObject({
    kind: v.literal('entrance'),
    facility: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
    at: degrees,
    add: v.exactOptional(v.boolean()),
  }),
]);

const schema = v.strictObject({
  version: v.literal(knownVersion),
  title: v.optional(v.string(), defaults.title),
  language: v.optional(v.picklist(['zh', 'en']), defaults.language),
  synthetic: v.optional(v.boolean(), defaults.synthetic),
  layers: v.optional(
    v.strictObject(Object.fromEntries(layerKinds.map((kind) => [kind, v.exactOptional(layer)]))),
    {},
  ),
  walk: group({
    metresPerSecond: v.optional(v.pipe(positive, v.maxValue(5)), defaults.walk.metresPerSecond),
    limitMinutes: v.optional(v.pipe(positive, v.maxValue(600)), defaults.walk.limitMinutes),
    snapMetres: v.optional(v.pipe(atLeast0, v.maxValue(5000)), defaults.walk.snapMetres),
    steps: v.optional(v.boolean(), defaults.walk.steps),
    stepsFactor: v.optional(factor, defaults.walk.stepsFactor),
    slope: v.optional(v.picklist(slopeFunctions), defaults.walk.slope),
    crossingSeconds: v.optional(wait, defaults.walk.crossingSeconds),
    signalSeconds: v.optional(v.nullable(wait), defaults.walk.signalSeconds),
    gateSeconds: v.optional(wait, defaults.walk.gateSeconds),
    floors: v.optional(floors, defaults.walk.floors),
    stepSeconds: v.optional(v.nullable(v.pipe(positive, v.maxValue(60))), defaults.walk.stepSeconds),
    audit: group({
      unevenFactor: v.optional(v.pipe(factor, v.maxValue(10)), defaults.walk.audit.unevenFactor),
      badFactor: v.optional(v.pipe(factor, v.maxValue(10)), defaults.walk.audit.badFactor),
      minWidthMetres: v.optional(v.pipe(atLeast0, v.maxValue(10)), defaults.walk.audit.minWidthMetres),
      treadMetres: v.optional(v.pipe(positive, v.maxValue(2)), defaults.walk.audit.treadMetres),
    }),
    osmConditions: v.optional(v.boolean(), defaults.walk.osmConditions),
    profiles: v.optional(uniqueProfiles, [...defaults.walk.profiles]),
    motorRoads: v.optional(v.boolean(), defaults.walk.motorRoads),
    throughGates: v.optional(v.boolean(), defaults.walk.throughGates),
    direction: v.optional(v.picklist(directions), defaults.walk.direction),
    detour: v.optional(factor, defaults.walk.detour),
    paperMetres: v.optional(positive, defaults.walk.paperMetres),
    paces: group({
      age60: v.optional(v.pipe(positive, v.maxValue(5)), defaults.walk.paces.age60),
      age70: v.optional(v.pipe(positive, v.maxValue(5)), defaults.walk.paces.age70),
      age80: v.optional(v.pipe(positive, v.maxValue(5)), defaults.walk.paces.age80),
    }),
  }),
  need: group({
    services: v.optional(v.array(service), [...defaults.need.services]),
    demand: v.optional(v.picklist(['elders', 'tiers']), defaults.need.demand),
    weights: group(
      Object.fromEntries(tiers.map((tier) => [tier, v.optional(atLeast0, defaults.need.weights[tier])])),
    ),
  }),
  access: group({ methods: v.optional(v.array(v.string()), [...defaults.access.methods]) }),
  siting: group({
    model: v.optional(v.string(), defaults.siting.model),
    service: v.optional(service, defaults.siting.service),
    sites: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), defaults.siting.sites),
    solver: v.optional(v.string(), defaults.siting.solver),
    seconds: v.optional(positive, defaults.siting.seconds),
  }),
  standards: group({
    jurisdiction: v.optional(v.string(), defaults.standards.jurisdiction),
    rules: v.optional(v.array(v.string()), [...defaults.standards.rules]),
  }),
  privacy: group({
    audience: v.optional(v.picklist(['internal', 'government', 'public']), defaults.privacy.audience),
    suppressBelow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), defaults.privacy.suppressBelow),
  }),
  mends: v.optional(v.array(mend), []),
  seed: v.optional(v.pipe(v.number(), v.safeInteger()), defaults.seed),
});

/**
 * Settings with every default filled in. Faults: not JSON, a newer version, an unknown field (by its path, roles of columns
 * included), a field of the wrong type or outside its range. Migrations of older versions will go here; version 1 is the first.
 */
export function parseStudy(text: string): Result<StudySettings> {
  if (text.length > mostCharacters)
    return fail(fault('study.notJson', { reason: `${text.length} > ${mostCharacters}` }));
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return fail(
      fault('study.notJson', { reason: error instanceof Error ? error.message.slice(0, 160) : '' }),
    );
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return fail(fault('study.notJson', { reason: '{ … }' }));
  const version: unknown = (raw as { version?: unknown }).version;
  if (typeof version === 'number' && version > knownVersion)
    return fail(fault('study.newerVersion', { version, known: knownVersion }));
  const stray = protoField(raw, '');
  if (stray !== null) return fail(fault('study.unknownField', { field: stray }));
  const parsed = v.safeParse(schema, raw);
  if (!parsed.success) return fail(problemOf(parsed.issues));
  const settings = parsed.output as unknown as StudySettings;
  for (const kind of layerKinds)
    for (const [index, source] of (settings.layers[kind] ?? []).entries())
      for (const role of Object.keys(source.columns))
        if (!isRole(role)) {
          const isList = Array.isArray((raw as { layers: Record<string, unknown> }).layers[kind]);
          return fail(
            fault('study.unknownField', {
              field: `layers.${kind}${isList ? `.${index}` : ''}.columns.${role}`,
            }),
          );
        }
  return succeed(settings);
}

/** Pretty JSON that `parseStudy` reads back to the same settings; a layer of one file is an object, of several an array. */
export function writeStudy(settings: StudySettings): string {
  const layers = Object.fromEntries(
    layerKinds
      .filter((kind) => settings.layers[kind] !== undefined)
      .map((kind) => {
        const sources = settings.layers[kind]!;
        return [kind, sources.length === 1 ? sources[0]! : sources];
      }),
  );
  return `${JSON.stringify({ ...settings, layers }, null, 2)}\n`;
}

/** Whether the bytes begin as a zip does. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  );
}

/**
 * A study zip: study.json at the top, or in the one folder that holds everything. Hostile and repeated names are left out and noted;
 * archives over the limits, damaged or encrypted are faults that name the part. Files the study names but the zip lacks are a fault.
 */
export async function readStudyZip(blob: Blob, control?: Control): Promise<Result<Study>> {
  const file = (blob as Partial<File>).name ?? 'study.zip';
  const listed = await listZip(blob, file);
  if (!listed.ok) return listed;
  const notes: Note[] = [];
  const refused: string[] = [];
  const names = new Map<string, (typeof listed.value)[number]>();
  for (const entry of listed.value) {
    const name = safeEntryName(entry.name);
    if (name === null || names.has(name)) refused.push(entry.name.slice(0, 80));
    else if (!/(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$)/.test(name)) names.set(name, entry);
  }
  if (refused.length > 0)
    notes.push(
      fault('zip.namesIgnored', { count: refused.length, names: refused.slice(0, 5).join(' | ') }, { file }),
    );
  const studyName = [...names.keys()]
    .filter((name) => /(^|\/)study\.json$/.test(name))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  if (studyName === undefined) return fail(fault('study.noStudyInZip', {}, { file }));
  const folder = studyName.slice(0, -'study.json'.length);
  const text = await extractEntry(blob, names.get(studyName)!, file, control);
  if (!text.ok) return text;
  const parsed = parseStudy(await text.value.text());
  if (!parsed.ok) return parsed;
  const files: Record<string, Blob> = Object.create(null) as Record<string, Blob>;
  const inside = [...names.keys()]
    .filter((name) => name.startsWith(folder))
    .map((name) => name.slice(folder.length));
  for (const source of sourcesOf(parsed.value)) {
    const needed = filesNeeded(source.file, inside);
    if (needed.length === 0) return fail(fault('study.missingFile', { file: source.file }, { file }));
    for (const name of needed) {
      if (name in files) continue;
      const entry = names.get(folder + name)!;
      const extracted = await extractEntry(blob, entry, file, control);
      if (!extracted.ok) return extracted;
      files[name] = Number.isNaN(entry.modified)
        ? extracted.value
        : new File([extracted.value], name, { lastModified: entry.modified });
    }
  }
  return succeed({ settings: parsed.value, files: { ...files } }, notes);
}

/** The study as one zip: study.json and the files it names, nothing else. The same study gives the same bytes. */
export async function writeStudyZip(study: Study, control?: Control): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  // fflate's own asynchronous zip starts workers from blob: addresses, which our security policy forbids.
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(chunk.slice());
  });
  const pause = pacer(control);
  const add = async (name: string, blob: Blob): Promise<void> => {
    const entry = /\.(pbf|zip|kmz|tif|png|jpg)$/i.test(name)
      ? new ZipPassThrough(name)
      : new ZipDeflate(name, { level: 6 });
    const modified = (blob as Partial<File>).lastModified;
    // 1980 is a zip's zero: no date known.
    entry.mtime = modified === undefined || modified < 315_576_000_000 ? new Date(1980, 0, 1) : modified;
    zip.add(entry);
    for await (const chunk of chunksOf(blob)) {
      entry.push(chunk);
      await pause();
    }
    entry.push(new Uint8Array(0), true);
  };
  await add('study.json', new Blob([writeStudy(study.settings)]));
  const written = new Set(['study.json']);
  for (const { file } of sourcesOf(study.settings)) {
    for (const name of filesNeeded(file, Object.keys(study.files))) {
      if (written.has(name)) continue;
      written.add(name);
      await add(name, study.files[name]!);
    }
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

function sourcesOf(settings: StudySettings): LayerSource[] {
  return layerKinds.flatMap((kind) => settings.layers[kind] ?? []);
}

/** A strict object whose fields all have defaults may be left out whole. */
function group<T extends v.ObjectEntries>(entries: T) {
  return v.optional(v.strictObject(entries), {} as never);
}

/** `__proto__` as a field of JSON: no field of ours, and not to be carried along. */
function protoField(value: unknown, path: string, depth = 0): string | null {
  if (typeof value !== 'object' || value === null || depth > 20) return null;
  for (const [key, inner] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__') return here;
    const found = protoField(inner, here, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

type Issue = v.BaseIssue<unknown>;

function problemOf(issues: readonly Issue[]) {
  const issue = deepest(issues[0]!);
  const field = (issue.path ?? []).map((item) => String(item.key)).join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return fault('study.unknownField', { field });
  return fault('study.wrongType', { field: field === '' ? '.' : field, expected: expectedOf(issue) });
}

/** A layer is an object or an array: of the union's two complaints the one that got further is meant. */
function deepest(issue: Issue): Issue {
  const inner = issue.issues ?? [];
  let best: Issue | null = null;
  for (const candidate of inner) {
    const full = deepest(candidate as Issue);
    if (best === null || (full.path?.length ?? 0) > (best.path?.length ?? 0)) best = full;
  }
  if (best === null || (best.path?.length ?? 0) === 0) return issue;
  return { ...best, path: [...(issue.path ?? []), ...(best.path ?? [])] as never };
}

function expectedOf(issue: Issue): string {
  const requirement = 'requirement' in issue ? issue.requirement : undefined;
  if (issue.type === 'gt_value') return `> ${String(requirement)}`;
  if (issue.type === 'min_value') return `≥ ${String(requirement)}`;
  if (issue.type === 'max_value') return `≤ ${String(requirement)}`;
  return (issue.expected ?? issue.type).slice(0, 200);
}
