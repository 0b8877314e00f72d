/** Every figure of a brief, and of the page's headline, as a fact: a number with its base, files, method and settings. Free of language. */
import { factKey, type Fact, type FactTopic, type FactUnit } from '../domain/fact';
import type {
  AccessFindings,
  Coverage,
  DistrictFindings,
  Findings,
  ServiceCoverage,
  ServiceFindings,
  Totals,
} from '../domain/findings';
import { cutOffCauses } from '../domain/findings';
import {
  nineServices,
  services as allServices,
  serviceBit,
  type Band,
  type Service,
} from '../domain/service';
import type { LayerKind, StudySettings } from '../domain/study';
import { paperContainsFoot, paperOnlyPersons } from './paper-only';

export interface ServiceRow {
  readonly service: Service;
  /** False where the study does not ask for it: then only `sites` is known. */
  readonly analysed: boolean;
}

export interface Facts {
  readonly headline: Service;
  /** At whose pace the headline, the districts and the services are told: own where age bands are given. */
  readonly scope: 'own' | 'overall';
  readonly all: Readonly<Record<string, Fact>>;
  /** The nine 九助, then others that the study asks for or that some facility offers. */
  readonly services: readonly ServiceRow[];
  readonly bands: readonly (Band | 'ageUnknown')[];
  /** Districts with elders, by position; 'outside' last where anyone is outside them all. Empty without districts. */
  readonly districts: readonly (number | 'outside')[];
  readonly methods: readonly string[];
  /** Whether whoever walks within the limit is always within the paper radius too, so that paper − foot = paper only. */
  readonly paperContainsFoot: boolean;
  /** The three key numbers, in order. */
  readonly key: readonly string[];
}

/** Persons that are only a rounding error of a sum of fractions. */
const NOISE = 1e-6;

/**
 * All facts of a run, told for one service. Throws when the findings do not hold that service, which is a bug of the caller.
 * Persons may be fractions (areas spread along streets); nothing is rounded here.
 */
export function buildFacts(findings: Findings, headline: Service): Facts {
  return factsOf(findings, headline, (book) => {
    for (const found of findings.services) {
      addChoices(book, found);
      addCutOff(book, found);
    }
    const access = findings.access.filter(({ service }) => service === headline);
    for (const one of access) addAccess(book, one);
    return access;
  });
}

/** The same of a coverage: without choices, causes and scores, which are not known yet. */
export function walkingFacts(coverage: Coverage, headline: Service): Facts {
  return factsOf(coverage, headline, () => []);
}

function factsOf(
  findings: Coverage,
  headline: Service,
  addRest: (book: Book) => readonly AccessFindings[],
): Facts {
  const main = findings.services.find(({ service }) => service === headline);
  if (!main) throw new Error(`no findings for ${headline}`);
  const scope = main.ownPace === null ? 'overall' : 'own';
  const book = new Book(findings);
  addPeople(book, findings, main, scope);
  for (const service of findings.services) addService(book, findings, service);
  const services = serviceRows(findings);
  for (const { service } of services)
    book.add({ kind: 'sites', service }, countSites(findings, service), 'sites', null);
  const bands = addBands(book, findings, main);
  const districts = addDistricts(book, findings, main, scope);
  const access = addRest(book);
  return {
    headline,
    scope,
    all: book.facts,
    services,
    bands,
    districts,
    methods: access.map(({ method }) => method),
    paperContainsFoot: paperContainsFoot(findings.settings),
    key: keyNumbers(book.facts, headline, scope, access),
  };
}

/** Whether a figure of a walk was computed without streets. */
export function isApproximate({ parameters }: Fact): boolean {
  return 'walk.detour' in parameters;
}

/** The fact about a topic. Throws where there is none, which is a bug of the caller. */
export function factOf(facts: Facts, topic: FactTopic): Fact {
  const fact = facts.all[factKey(topic)];
  if (!fact) throw new Error(`no fact ${factKey(topic)}`);
  return fact;
}

class Book {
  readonly facts: Record<string, Fact> = {};
  constructor(private readonly findings: Coverage) {}

  add(topic: FactTopic, value: number, unit: FactUnit, base: string | null): string {
    const key = factKey(topic);
    const { districts, reports, settings } = this.findings;
    const kinds = layersOf(topic);
    const { district } = topic;
    this.facts[key] = {
      key,
      topic,
      districtName:
        typeof district === 'number' ? districts.names[district] || districts.ids[district] || '' : '',
      value,
      unit,
      base,
      files: reports.filter(({ kind }) => kinds.includes(kind)).map(({ file }) => file),
      parameters: parametersOf(topic, settings, this.findings.approximate),
    };
    return key;
  }

  /** covered, gap and share of a total whose elders are already a fact. */
  addTotals(topic: Omit<FactTopic, 'kind'>, totals: Pick<Totals, 'covered' | 'gap'>, elders: string): void {
    this.add({ kind: 'covered', ...topic }, totals.covered, 'persons', elders);
    this.add({ kind: 'gap', ...topic }, totals.gap, 'persons', elders);
    const linked = totals.covered + totals.gap;
    this.add({ kind: 'share', ...topic }, linked > NOISE ? totals.covered / linked : NaN, 'share', elders);
  }
}

function addPeople(book: Book, findings: Coverage, main: ServiceCoverage, scope: 'own' | 'overall'): void {
  const totals = scope === 'own' && main.ownPace ? main.ownPace : main.foot;
  const elders = book.add({ kind: 'elders' }, totals.elders, 'persons', null);
  book.add({ kind: 'linked' }, totals.elders - totals.unlinked, 'persons', elders);
  book.add({ kind: 'unlinked' }, totals.unlinked, 'persons', elders);
  book.add({ kind: 'facilities' }, findings.facilities.count, 'sites', null);
}

function addService(book: Book, findings: Coverage, found: ServiceCoverage): void {
  const { service } = found;
  const linked = factKey({ kind: 'linked' });
  book.addTotals({ service, scope: 'overall' }, found.foot, linked);
  addPaper(book, { service, scope: 'overall' }, found.paper, linked);
  book.add(
    { kind: 'paperOnly', service, scope: 'overall' },
    paperOnlyPersons(findings, found, 'overall'),
    'persons',
    linked,
  );
  if (found.ownPace) {
    book.addTotals({ service, scope: 'own' }, found.ownPace, linked);
    // On paper there is no pace; but where age bands exceed the elders of a row, "own" has another base, and no paper total of its own.
    const same = Math.abs(found.ownPace.elders - found.foot.elders) < NOISE * Math.max(1, found.foot.elders);
    addPaper(book, { service, scope: 'own' }, same ? found.paper : { covered: NaN, gap: NaN }, linked);
    book.add(
      { kind: 'paperOnly', service, scope: 'own' },
      paperOnlyPersons(findings, found, 'own'),
      'persons',
      linked,
    );
  }
  book.add({ kind: 'meanSeconds', service }, found.meanSeconds, 'seconds', linked);
}

function addChoices(book: Book, { eldersAlone, foot, service }: ServiceFindings): void {
  const alone = sum(eldersAlone);
  const covered = factKey({ kind: 'covered', service, scope: 'overall' });
  book.add({ kind: 'alone', service }, alone, 'persons', covered);
  book.add({ kind: 'severalSites', service }, Math.max(0, foot.covered - alone), 'persons', covered);
}

/**
 * Covered on paper and not on foot, by what keeps them; none without streets. All of them are `paperOnly`'s persons, told once more since
 * of polygons that is a difference of totals (paper-only.ts), and this is their sum.
 */
function addCutOff(book: Book, { cutOff, ownPace, service }: ServiceFindings): void {
  if (cutOff === undefined) return;
  const topic = { kind: 'cutOff', service, scope: ownPace ? 'own' : 'overall' } as const;
  const all = cutOffCauses.reduce((total, cause) => total + cutOff.persons[cause], 0);
  const base = book.add(topic, all, 'persons', factKey({ kind: 'linked' }));
  for (const cause of cutOffCauses) book.add({ ...topic, cause }, cutOff.persons[cause], 'persons', base);
}

function addPaper(
  book: Book,
  topic: Omit<FactTopic, 'kind'>,
  totals: Pick<Totals, 'covered' | 'gap'>,
  elders: string,
): void {
  book.add({ kind: 'paperCovered', ...topic }, totals.covered, 'persons', elders);
  book.add({ kind: 'paperGap', ...topic }, totals.gap, 'persons', elders);
  const linked = totals.covered + totals.gap;
  book.add({ kind: 'paperShare', ...topic }, linked > NOISE ? totals.covered / linked : NaN, 'share', elders);
}

/**
 * The bands of the headline service, and those of no known band where there are any. Their base is who is linked: the few
 * unlinked of one age would have to be hidden, and with them half of the table.
 */
function addBands(book: Book, findings: Coverage, main: ServiceCoverage): (Band | 'ageUnknown')[] {
  const own = main.ownPace;
  if (!own) return [];
  const all = factKey({ kind: 'linked' });
  const { service } = main;
  for (const { band, foot, paper } of main.bands) {
    const linked = book.add({ kind: 'linked', scope: band }, foot.elders - foot.unlinked, 'persons', all);
    book.addTotals({ service, scope: band }, foot, linked);
    addPaper(book, { service, scope: band }, paper, linked);
    book.add(
      { kind: 'paperOnly', service, scope: band },
      paperOnlyPersons(findings, main, band),
      'persons',
      linked,
    );
  }
  const rest = (total: number, part: (band: (typeof main.bands)[number]) => number): number =>
    clean(total - main.bands.reduce((known, band) => known + part(band), 0), own.elders);
  const unknown = rest(own.elders - own.unlinked, ({ foot }) => foot.elders - foot.unlinked);
  const bands = main.bands.map(({ band }) => band);
  if (unknown === 0) return bands;
  const scope = 'ageUnknown';
  const linked = book.add({ kind: 'linked', scope }, unknown, 'persons', all);
  book.addTotals(
    { service, scope },
    { covered: rest(own.covered, ({ foot }) => foot.covered), gap: rest(own.gap, ({ foot }) => foot.gap) },
    linked,
  );
  const valueOf = (kind: 'paperCovered' | 'paperGap' | 'paperOnly'): number =>
    book.facts[factKey({ kind, service, scope: 'own' })]?.value ?? NaN;
  const only = main.bands.reduce(
    (known, { band }) =>
      known + (book.facts[factKey({ kind: 'paperOnly', service, scope: band })]?.value ?? NaN),
    0,
  );
  addPaper(
    book,
    { service, scope },
    {
      covered: rest(valueOf('paperCovered'), ({ paper }) => paper.covered),
      gap: rest(valueOf('paperGap'), ({ paper }) => paper.gap),
    },
    linked,
  );
  book.add(
    { kind: 'paperOnly', service, scope },
    clean(valueOf('paperOnly') - only, own.elders),
    'persons',
    linked,
  );
  return [...bands, scope];
}

/**
 * Of districts, as of age bands, only the linked are told: printed beside the few unlinked of a district everyone's number
 * would have to be hidden, and half of the table with it. The unlinked are told in all.
 */
function addDistricts(
  book: Book,
  findings: Coverage,
  main: ServiceCoverage,
  scope: 'own' | 'overall',
): (number | 'outside')[] {
  const found: DistrictFindings = (scope === 'own' ? main.ownPaceDistricts : null) ?? main.districts;
  if (findings.districts.count === 0) return [];
  const totals = (scope === 'own' ? main.ownPace : null) ?? main.foot;
  const listed: (number | 'outside')[] = [];
  const addRow = (district: number | 'outside', persons: number, covered: number, gap: number): void => {
    if (persons <= NOISE) return;
    listed.push(district);
    const all = factKey({ kind: 'linked' });
    const linked = book.add({ kind: 'linked', district }, covered + gap, 'persons', all);
    book.addTotals({ service: main.service, scope, district }, { covered, gap }, linked);
  };
  for (let d = 0; d < findings.districts.count; d++) {
    addRow(d, found.elders[d] ?? 0, found.covered[d] ?? 0, found.gap[d] ?? 0);
  }
  const outside = (total: number, parts: Float64Array): number => clean(total - sum(parts), totals.elders);
  addRow(
    'outside',
    outside(totals.elders, found.elders),
    outside(totals.covered, found.covered),
    outside(totals.gap, found.gap),
  );
  return listed;
}

function addAccess(book: Book, one: AccessFindings): void {
  const topic = { service: one.service, method: one.method };
  const linked = factKey({ kind: 'linked' });
  book.add({ kind: 'meanScore', ...topic }, one.meanScore, 'perPerson', linked);
  book.add({ kind: 'gini', ...topic }, one.gini, 'index', linked);
  book.add({ kind: 'suppliedCapacity', ...topic }, one.suppliedCapacity, 'capacity', null);
}

/** The gap; what paper hides; then the capacity in reach where it is known, else those who depend on one site alone. */
function keyNumbers(
  facts: Readonly<Record<string, Fact>>,
  service: Service,
  scope: 'own' | 'overall',
  access: readonly AccessFindings[],
): string[] {
  const method = access.find(({ method }) => method.startsWith('2sfca'))?.method;
  const supply =
    method === undefined ? undefined : facts[factKey({ kind: 'suppliedCapacity', service, method })];
  return [
    factKey({ kind: 'gap', service, scope }),
    factKey({ kind: 'paperOnly', service, scope }),
    method !== undefined && supply !== undefined && supply.value > 0
      ? factKey({ kind: 'meanScore', service, method })
      : factKey({ kind: 'alone', service }),
  ];
}

function serviceRows(findings: Coverage): ServiceRow[] {
  const analysed = new Set(findings.services.map(({ service }) => service));
  const listed = allServices.filter(
    (service) => nineServices.includes(service) || analysed.has(service) || countSites(findings, service) > 0,
  );
  return listed.map((service) => ({ service, analysed: analysed.has(service) }));
}

function countSites({ facilities, services }: Coverage, service: Service): number {
  const found = services.find((one) => one.service === service);
  if (found) return found.sites.length;
  const bit = serviceBit(service);
  return facilities.services.reduce((count, bits) => count + ((bits & bit) === 0 ? 0 : 1), 0);
}

function layersOf({ kind, service, district }: FactTopic): LayerKind[] {
  const layers: LayerKind[] = [];
  if (kind === 'facilities' || kind === 'sites') return ['facilities'];
  layers.push('elders');
  if (service !== undefined) layers.push('facilities');
  const onPaper = kind === 'paperCovered' || kind === 'paperGap' || kind === 'paperShare';
  if (kind !== 'elders' && !onPaper) layers.push('streets');
  if (district !== undefined) layers.push('districts');
  return layers;
}

function parametersOf(
  topic: FactTopic,
  settings: StudySettings,
  approximate: boolean,
): Record<string, number | string | boolean> {
  const { walk } = settings;
  const { kind, scope } = topic;
  const onPaper: Fact['parameters'] = { 'walk.paperMetres': walk.paperMetres };
  if (kind === 'elders' || kind === 'facilities' || kind === 'sites') return {};
  if (kind === 'linked' || kind === 'unlinked')
    return approximate ? {} : { 'walk.snapMetres': walk.snapMetres };
  if (kind === 'paperCovered' || kind === 'paperGap' || kind === 'paperShare') return { ...onPaper };
  const paces: Record<string, number> = {};
  if (scope === 'own')
    for (const [band, pace] of Object.entries(walk.paces)) paces[`walk.paces.${band}`] = pace;
  if (scope === undefined || scope === 'overall' || scope === 'own' || scope === 'ageUnknown') {
    paces['walk.metresPerSecond'] = walk.metresPerSecond;
  } else {
    paces[`walk.paces.${scope}`] = walk.paces[scope];
  }
  const limit: Record<string, number> =
    kind === 'meanSeconds' ? {} : { 'walk.limitMinutes': walk.limitMinutes };
  const ways: Record<string, number | boolean> = approximate
    ? { 'walk.detour': walk.detour }
    : {
        'walk.snapMetres': walk.snapMetres,
        'walk.steps': walk.steps,
        'walk.stepsFactor': walk.stepsFactor,
        'walk.throughGates': walk.throughGates,
        ...(walk.motorRoads ? { 'walk.motorRoads': true } : {}),
      };
  const methods: Record<string, string> =
    topic.method === undefined ? {} : { 'access.methods': topic.method, 'need.demand': settings.need.demand };
  return {
    ...limit,
    ...paces,
    ...ways,
    ...(kind === 'paperOnly' || kind === 'cutOff' ? onPaper : {}),
    ...methods,
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) if (value === value) total += value;
  return total;
}

/** A difference of sums, with what is only rounding as 0. */
function clean(difference: number, scale: number): number {
  return Math.abs(difference) < NOISE * Math.max(1, scale * 1e-3) ? 0 : difference;
}
