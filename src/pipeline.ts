/**
 * Files → Tables → Graph → Seconds → Scores → Findings: the whole product as one function readable on one screen.
 * Each stage remembers its last input, so a moved slider runs only what it changed.
 */
import { scoreInTurns, sitesOf } from './access/catchment';
import { closedTo, coverProfile, totalsWithin } from './access/cover-profile';
import { cutOffBy, straightLines } from './access/cut-off';
import { countChoices, coverService, prepareService, type PreparedService } from './access/coverage';
import { assignDistricts, districtsFromColumn, type DistrictAssignment } from './access/districts';
import { parseMethods, type Method } from './access/methods';
import { demandOf, preparePeople, type People } from './access/people';
import {
  everybody,
  knownSlopes,
  slopeNotes,
  waits,
  walkerOf,
  walkingOn,
  type Walker,
  type Walking,
} from './access/walkers';
import { withoutStreetsNotes } from './access/without-streets';
import { fail, fault, succeed, type Result } from './domain/fault';
import type {
  AuditFindings,
  Coverage,
  Findings,
  ProfileFindings,
  ProfileServiceFindings,
  ServiceCoverage,
  ServiceFindings,
  Totals,
} from './domain/findings';
import { entranceMends, streetMends, type Mend } from './domain/mend';
import { pacer, type Control } from './domain/progress';
import type { AuditRow } from './domain/audit';
import { forEach, remember, rememberJob } from './domain/remember';
import type { Band, Service } from './domain/service';
import type { Study, WalkProfile, WalkSettings } from './domain/study';
import type { Elders, Facilities, RawStreets, Tables } from './domain/tables';
import { auditReports } from './intake/audit-ledger';
import { readTables } from './intake/read-tables';
import { buildGraph } from './network/build-graph';
import { layOnGround } from './network/drape';
import type { Graph } from './network/graph';
import { mendStreets } from './network/mend';
import { openMotorRoads } from './network/motor-roads';
import { mendEntrances } from './network/mend-entrances';
import type { TaggedConditions } from './network/tagged-conditions';
import { summariseStreets } from './network/summary';
import { auditStreets } from './routing/audit-streets';
import { searchField, type Field } from './routing/field';
import { gatherObstacles } from './routing/obstacles';
import { reachMatrix } from './routing/matrix';
import { nearestInField, type Nearest } from './routing/nearest';
import { placeOnStreets, type Places } from './routing/places';
import type { Profile } from './routing/profile';
import {
  entrancesOfSites,
  matrixStraight,
  nearestStraight,
  straightEntrances,
  straightNearest,
  straightOfRows,
} from './routing/straight';

/** Who reaches what, and what it was found with, kept for the questions a reader asks. */
export interface Walked {
  readonly coverage: Coverage;
  readonly tables: Tables;
  /** null without streets. */
  readonly graph: Graph | null;
  readonly profile: Profile;
  readonly places: Places;
  /** The nearest-site field of each service; empty without streets. */
  readonly fields: ReadonlyMap<Service, Field>;
  /** The same at the pace of an age band, where somebody waits on the way; and of the study's own walkers. Keys: `fieldKey`. */
  readonly otherFields: ReadonlyMap<string, Field>;
}

export interface Solution extends Walked {
  readonly findings: Findings;
}

/** The key of `Solution.otherFields`: a service, and the name of an age band or the id of one of the study's walkers. */
export function fieldKey(service: Service, kind: 'band' | 'profile' | 'low' | 'high', who: string): string {
  return `${service} ${kind} ${who}`;
}

export async function run(study: Study, stages: Stages, control: Control = {}): Promise<Result<Findings>> {
  const solution = await solve(study, stages, control);
  return solution.ok ? succeed(solution.value.findings, solution.notes) : solution;
}

/** All that the next stages work with, beside what a reader asks of. */
interface Covered extends Walked {
  readonly people: People;
  /** Persons, or weighted persons, per elder row. */
  readonly population: Float64Array;
  readonly methods: readonly Method[];
  /** Of each service. */
  readonly prepared: ReadonlyMap<Service, PreparedService>;
}

/** The study up to who reaches what: what a slider waits for. Every other stage looks at pairs or at all people again. */
export async function cover(study: Study, stages: Stages, control: Control = {}): Promise<Result<Covered>> {
  const { walk, need, access } = study.settings;
  const methods = stages.methods(access.methods);
  if (!methods.ok) return methods;
  if (need.services.length === 0) return fail(fault('study.noServices'));

  const read = await stages.tables(study, control);
  if (!read.ok) return read;
  const { mends } = study.settings;
  const { tables, notes: entranceNotes } = stages.entrances(read.value, entranceMends(mends));
  const { elders, facilities } = tables;
  const network = await stages.network(
    tables.streets,
    streetMends(mends),
    walk.steps,
    walk.motorRoads,
    taggedAsked(walk),
    control,
  );
  if (!network.ok) return network;
  const ground = await stages.ground(network.value.graph, tables.elevation ?? [], control);
  if (!ground.ok) return ground;
  const audit = stages.audit(ground.value, tables.audit ?? []);
  const { graph } = audit;
  const walking = walkingOn(graph, walk);
  const waiting = tables.reports.find(({ waits }) => waits !== undefined);
  if (elders.count === 0)
    return fail(
      waiting === undefined
        ? fault('study.noElders')
        : fault('study.eldersWait', { rows: waiting.rowsUsed }, { file: waiting.file }),
    );
  if (facilities.count === 0) return fail(fault('study.noFacilities'));

  const places = stages.places(graph, elders, facilities, walk.snapMetres);
  const { districts, assignment, notes: districtNotes } = stages.districts(tables, places);
  const { people, notes: peopleNotes } = stages.people(elders, places, assignment);
  const demand = stages.demand(elders, need);
  if (!demand.ok) return demand;

  const { profile } = everybody(walking);
  const fields = new Map<Service, Field>();
  const otherFields = new Map<string, Field>();
  const nearest = new Map<Service, Nearest>();
  const prepared = new Map<Service, PreparedService>();
  const services: ServiceCoverage[] = [];
  for (const [done, service] of need.services.entries()) {
    control.progress?.({ stage: 'route', done, total: need.services.length, what: service });
    const field =
      graph && (await stages.field(service)(graph, profile, places, facilities, service, control));
    if (field) fields.set(service, field);
    const ofBands: BandField[] = [];
    if (graph && waits(everybody(walking)))
      for (const { band } of people.bands) {
        const paced = everybody(walking, walk.paces[band]).profile;
        const key = fieldKey(service, 'band', band);
        const found = await stages.field(key)(graph, paced, places, facilities, service, control);
        otherFields.set(key, found);
        ofBands.push({ band, field: found });
      }
    const ready = stages.prepare(service)(
      service,
      field,
      ofBands,
      people,
      elders,
      facilities,
      places,
      walk.detour,
    );
    services.push(stages.cover(service)(ready, walk));
    prepared.set(service, ready);
    nearest.set(service, ready.nearest);
  }
  const profiles: ProfileFindings[] = [];
  for (const own of walk.profiles)
    profiles.push(
      await coverWalker(
        own,
        walking,
        stages,
        { graph, places, facilities, people, nearest, otherFields },
        control,
      ),
    );
  const audited = auditReports(tables.reports, audit);
  const notes = [
    ...methods.notes,
    ...read.notes,
    ...entranceNotes,
    ...network.notes,
    ...ground.notes,
    ...audit.notes,
    ...audited.notes,
    ...(graph === null
      ? withoutStreetsNotes(walk, streetMends(mends).filter(Boolean).length, tables.elevation?.length ?? 0)
      : slopeNotes(walk, tables.elevation?.length ?? 0, knownSlopes(graph, audit.found))),
    ...districtNotes,
    ...peopleNotes,
    ...demand.notes,
  ];
  const coverage: Coverage = {
    settings: study.settings,
    elders,
    facilities,
    volunteers: tables.volunteers,
    districts,
    candidates: tables.candidates,
    ...audit.findings,
    reports: audited.reports,
    elderDistrict: assignment.row,
    streets: graph?.relief
      ? { ...network.value.streets!, withoutHeightMetres: graph.relief.unknownMetres }
      : network.value.streets,
    approximate: graph === null,
    elderLinks: places.elderLinks,
    facilityLinks: places.facilityLinks,
    services,
    ...(profiles.length > 0 ? { profiles } : {}),
  };
  const walked = { coverage, tables, graph, profile, places, fields, otherFields };
  return succeed({ ...walked, people, population: demand.value, methods: methods.value, prepared }, notes);
}

export async function solve(study: Study, stages: Stages, control: Control = {}): Promise<Result<Solution>> {
  const covered = await cover(study, stages, control);
  if (!covered.ok) return covered;
  const { methods, people, population, prepared, ...walked } = covered.value;
  const { coverage, graph, places, profile, tables } = walked;
  const { facilities } = coverage;
  const { need, walk } = study.settings;
  const pause = pacer(control, shortMs);

  const limitMetres = walk.limitMinutes * 60 * walk.metresPerSecond;
  const matrix = await stages.matrix(graph, profile, places, facilities, walk.detour, limitMetres, control);
  const services: ServiceFindings[] = [];
  for (const found of coverage.services) {
    const { service } = found;
    const ready = prepared.get(service)!;
    await pause();
    const chosen: ServiceFindings = { ...found, ...stages.choices(service)(ready, matrix, walk) };
    if (graph === null) services.push(chosen);
    else {
      await pause();
      const obstacles = stages.obstacles(tables.backdrop, tables.streets!, graph, walk.throughGates);
      const lines = stages.straightLines(service)(facilities, ready.sites, places, graph, obstacles);
      services.push({ ...chosen, cutOff: stages.cutOff(service)(ready, lines, walk) });
    }
  }
  control.progress?.({ stage: 'access', done: 0, total: 1, what: '' });
  const scoring = scoreInTurns({
    facilities,
    facilityLinked: places.facilityLinks.linked,
    demand: people.demand,
    population,
    matrix,
    services: need.services,
    methods,
    walk,
  });
  let turn = scoring.next();
  for (; !turn.done; turn = scoring.next()) await pause();
  const scores = turn.value;
  control.progress?.({ stage: 'access', done: 1, total: 1, what: '' });
  const notes = [...covered.notes, ...scores.notes];
  return succeed({ ...walked, findings: { ...coverage, services, access: scores.access, notes } }, notes);
}

/** A new step of a slider waits no longer than about this for the scores of the last one. */
const shortMs = 8;

export type Stages = ReturnType<typeof createStages>;

/**
 * The stages, each remembering its last input and answer. The page keeps one set; a test makes its own. `reach` finds the pairs of
 * facility and demand, where several threads share that work.
 */
export function createStages(reach: typeof reachMatrix = reachMatrix) {
  return {
    methods: remember(parseMethods),
    tables: rememberJob(
      (study: Study, control: Control) => readTables(study, control),
      // All that reading looks at; walking settings are not among it.
      ({ settings, files }) => [settings.layers, settings.need.services, files],
    ),
    entrances: remember(withEntrances),
    network: rememberJob(buildNetwork),
    ground: rememberJob(layOnGround),
    audit: remember(auditOn),
    places: remember(placeOnStreets),
    districts: remember(districtsOf),
    people: remember((elders: Elders, places: Places, assignment: DistrictAssignment) =>
      preparePeople(elders, places.demand, assignment),
    ),
    demand: remember(demandOf),
    matrix: rememberJob(reachWithin(reach)),
    field: forEach<string, ReturnType<typeof rememberField>>(rememberField),
    prepare: forEach<Service, typeof prepare>(() => remember(prepare)),
    cover: forEach<Service, typeof coverService>(() => remember(coverService)),
    choices: forEach<Service, typeof countChoices>(() => remember(countChoices)),
    obstacles: remember(gatherObstacles),
    straightLines: forEach<Service, typeof straightLines>(() => remember(straightLines)),
    cutOff: forEach<Service, typeof cutOffBy>(() => remember(cutOffBy)),
    bound: forEach<string, ReturnType<typeof rememberBound>>(rememberBound),
    closed: forEach<string, typeof closedTo>(() => remember(closedTo)),
    nearest: forEach<string, typeof nearestInField>(() => remember(nearestInField)),
    coverProfile: forEach<string, typeof coverProfile>(() => remember(coverProfile)),
  };
}

/** Coverage of every service for one kind of walker, at its pace and at those that bound it. */
async function coverWalker(
  own: WalkProfile,
  walk: Walking,
  stages: Stages,
  run: {
    readonly graph: Graph | null;
    readonly places: Places;
    readonly facilities: Facilities;
    readonly people: People;
    readonly nearest: ReadonlyMap<Service, Nearest>;
    readonly otherFields: Map<string, Field>;
  },
  control: Control,
): Promise<ProfileFindings> {
  const { graph, places, facilities, people } = run;
  const services: ProfileServiceFindings[] = [];
  for (const [done, [service, straight]] of [...run.nearest].entries()) {
    control.progress?.({ stage: 'route', done, total: run.nearest.size, what: own.id });
    const walker = walkerOf(walk, own);
    const key = fieldKey(service, 'profile', own.id);
    const field =
      graph && (await stages.field(key)(graph, walker.profile, places, facilities, service, control));
    if (field) run.otherFields.set(key, field);
    const itself = field ? stages.nearest(key)(field, places.demand) : straight;
    const bound = async (kind: 'low' | 'high', pace: number | undefined): Promise<Totals | null> => {
      if (pace === undefined) return null;
      const other = walkerOf(walk, own, pace);
      const job = stages.bound(fieldKey(service, kind, own.id));
      return graph && waits(other)
        ? job(graph, other, places, facilities, service, people, walk.limitMinutes, control)
        : totalsWithin(people, itself, walk.limitMinutes, gaitOf(other));
    };
    const [low, high] = [await bound('low', own.low), await bound('high', own.high)];
    const cover = stages.coverProfile(key);
    services.push(cover(service, people, walk.limitMinutes, itself, gaitOf(walker), low, high));
  }
  const closed = graph && stages.closed(own.id)(graph, walkerOf(walk, own).profile, people);
  return { profile: own, ...(closed ?? { closedMetres: 0, shutIn: 0 }), services };
}

/** At a pace that needs a search of its own; of many walkers only these sums are kept. */
async function boundOf(
  graph: Graph,
  walker: Walker,
  places: Places,
  facilities: Facilities,
  service: Service,
  people: People,
  limitMinutes: number,
  control: Control,
): Promise<Totals> {
  const field = await fieldOf(graph, walker.profile, places, facilities, service, control);
  return totalsWithin(people, nearestInField(field, places.demand), limitMinutes, walker);
}

const gaitOf = ({ metresPerSecond, rest }: Walker) => ({ metresPerSecond, rest });

/** What tags say of surfaces and slopes counts only where the study asks; steps are counted where a step has a time. */
function taggedAsked({ osmConditions, stepSeconds }: WalkSettings): TaggedConditions {
  if (osmConditions) return 'all';
  return stepSeconds === null ? 'none' : 'steps';
}

async function buildNetwork(
  raw: RawStreets | null,
  mends: readonly (Mend | null)[],
  steps: boolean,
  motorRoads: boolean,
  tagged: TaggedConditions,
  control: Control,
) {
  if (raw === null) return succeed({ graph: null, streets: null });
  const mended = mendStreets(motorRoads ? openMotorRoads(raw) : raw, mends);
  const built = await buildGraph(mended.streets, { steps, tagged }, control);
  if (!built.ok) return built;
  const { graph, notes } = built.value;
  return succeed({ graph, streets: summariseStreets(graph) }, [...mended.notes, ...notes]);
}

function withEntrances(tables: Tables, mends: ReturnType<typeof entranceMends>) {
  const { facilities, notes } = mendEntrances(tables.facilities, mends);
  return { tables: facilities === tables.facilities ? tables : { ...tables, facilities }, notes };
}

/** Filled walk-audit sheets laid over the streets. */
function auditOn(graph: Graph | null, rows: readonly AuditRow[]) {
  const none = { graph, lost: [], twice: [], noUphill: [], notes: [], found: [], findings: {} };
  if (rows.length === 0) return none;
  if (graph === null) return { ...none, notes: [fault('audit.noStreets', { count: rows.length })] };
  const { found, metres, ...outcome } = auditStreets(graph, rows);
  const audit: AuditFindings = { rows: found, metres, lost: outcome.lost.length };
  return { ...none, ...outcome, found, findings: { audit } };
}

function districtsOf(tables: Tables, places: Places) {
  const { elders } = tables;
  const districts =
    tables.districts.count > 0 ? tables.districts : (districtsFromColumn(elders) ?? tables.districts);
  const pieces = { lons: places.pointLons, lats: places.pointLats };
  return { districts, ...assignDistricts(elders, districts, places.demand, pieces) };
}

const rememberField = () => rememberJob(fieldOf);
const rememberBound = () => rememberJob(boundOf);

function fieldOf(
  graph: Graph,
  profile: Profile,
  places: Places,
  facilities: Facilities,
  service: Service,
  control: Control,
): Promise<Field> {
  return searchField(graph, profile, places.entrances, sitesOf(facilities, service), undefined, control);
}

const reachWithin =
  (reach: typeof reachMatrix) =>
  (
    graph: Graph | null,
    profile: Profile,
    places: Places,
    facilities: Facilities,
    detour: number,
    limitMetres: number,
    control: Control,
  ) => {
    if (graph) return reach(graph, profile, places.entrances, places.demand, limitMetres, control);
    return matrixStraight(
      places.pointLons,
      places.pointLats,
      straightEntrances(facilities),
      detour,
      limitMetres,
      control,
    );
  };

interface BandField {
  readonly band: Band;
  readonly field: Field;
}

function prepare(
  service: Service,
  field: Field | null,
  ofBands: readonly BandField[],
  people: People,
  elders: Elders,
  facilities: Facilities,
  places: Places,
  detour: number,
) {
  const { demand, pointLons, pointLats, facilityLinks } = places;
  const sites = sitesOf(facilities, service);
  const nearest: Nearest = field
    ? nearestInField(field, demand)
    : nearestStraight(pointLons, pointLats, straightEntrances(facilities), sites, detour);
  const entrances = entrancesOfSites(facilities, sites);
  const straightPieces = straightNearest(pointLons, pointLats, entrances.lons, entrances.lats);
  const straightMetres = straightOfRows(elders, demand, straightPieces, entrances);
  return prepareService({
    service,
    people,
    facilities,
    facilityLinked: facilityLinks.linked,
    nearest,
    straightMetres,
    straightPieces,
    bandMm: Object.fromEntries(
      ofBands.map(({ band, field: own }) => [band, nearestInField(own, demand).effectiveMm]),
    ),
  });
}
