/**
 * Files → Tables → Graph → Seconds → Scores → Findings: the whole product as one function readable on one screen.
 * Each stage remembers its last input, so a moved slider runs only what it changed.
 */
import { scoreAccess, sitesOf } from './access/catchment';
import { coverService, prepareService } from './access/coverage';
import { assignDistricts, districtsFromColumn, type DistrictAssignment } from './access/districts';
import { parseMethods } from './access/methods';
import { demandOf, preparePeople, type People } from './access/people';
import { fail, fault, succeed, type Note, type Result } from './domain/fault';
import type { Findings, ServiceFindings } from './domain/findings';
import type { Control } from './domain/progress';
import { forEach, remember, rememberJob } from './domain/remember';
import type { Service } from './domain/service';
import type { Study, WalkSettings } from './domain/study';
import type { Elders, Facilities, RawStreets, Tables } from './domain/tables';
import { readTables } from './intake/read-tables';
import { buildGraph } from './network/build-graph';
import type { Graph } from './network/graph';
import { summariseStreets } from './network/summary';
import { searchField, type Field } from './routing/field';
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

/** What a run worked with, kept for the questions a reader asks of its findings. */
export interface Solution {
  readonly findings: Findings;
  readonly tables: Tables;
  /** null without streets. */
  readonly graph: Graph | null;
  readonly profile: Profile;
  readonly places: Places;
  /** The nearest-site field of each service; empty without streets. */
  readonly fields: ReadonlyMap<Service, Field>;
}

export async function run(study: Study, stages: Stages, control: Control = {}): Promise<Result<Findings>> {
  const solution = await solve(study, stages, control);
  return solution.ok ? succeed(solution.value.findings, solution.notes) : solution;
}

export async function solve(study: Study, stages: Stages, control: Control = {}): Promise<Result<Solution>> {
  const { walk, need, access } = study.settings;
  const methods = stages.methods(access.methods);
  if (!methods.ok) return methods;
  if (need.services.length === 0) return fail(fault('study.noServices'));

  const read = await stages.tables(study, control);
  if (!read.ok) return read;
  const tables = read.value;
  const { elders, facilities } = tables;
  const network = await stages.network(tables.streets, walk.steps, control);
  if (!network.ok) return network;
  const { graph, streets } = network.value;
  if (elders.count === 0) return fail(fault('study.noElders'));
  if (facilities.count === 0) return fail(fault('study.noFacilities'));

  const places = stages.places(graph, elders, facilities, walk.snapMetres);
  const { districts, assignment, notes: districtNotes } = stages.districts(tables, places);
  const { people, notes: peopleNotes } = stages.people(elders, places, assignment);
  const demand = stages.demand(elders, need);
  if (!demand.ok) return demand;

  const profile = stages.profile(walk.stepsFactor, walk.throughGates);
  const limitMetres = walk.limitMinutes * 60 * walk.metresPerSecond;
  const matrix = await stages.matrix(graph, profile, places, facilities, walk.detour, limitMetres, control);
  const fields = new Map<Service, Field>();
  const services: ServiceFindings[] = [];
  for (const [done, service] of need.services.entries()) {
    control.progress?.({ stage: 'route', done, total: need.services.length, what: service });
    const field =
      graph && (await stages.field(service)(graph, profile, places, facilities, service, control));
    if (field) fields.set(service, field);
    const prepared = stages.prepare(service)(service, field, people, elders, facilities, places, walk.detour);
    services.push(stages.cover(service)({ ...prepared, matrix }, walk));
  }
  control.progress?.({ stage: 'access', done: 0, total: 1, what: '' });
  const facilityLinked = places.facilityLinks.linked;
  const scores = scoreAccess({
    facilities,
    facilityLinked,
    demand: places.demand,
    population: demand.value,
    matrix,
    services: need.services,
    methods: methods.value,
    walk,
  });
  control.progress?.({ stage: 'access', done: 1, total: 1, what: '' });

  const notes = [
    ...walkNotYet(walk),
    ...methods.notes,
    ...read.notes,
    ...network.notes,
    ...districtNotes,
    ...peopleNotes,
    ...demand.notes,
    ...scores.notes,
  ];
  const findings: Findings = {
    settings: study.settings,
    elders,
    facilities,
    volunteers: tables.volunteers,
    districts,
    candidates: tables.candidates,
    reports: tables.reports,
    elderDistrict: assignment.row,
    streets,
    approximate: graph === null,
    elderLinks: places.elderLinks,
    facilityLinks: places.facilityLinks,
    services,
    access: scores.access,
    notes,
  };
  return succeed({ findings, tables, graph, profile, places, fields }, notes);
}

export type Stages = ReturnType<typeof createStages>;

/** The stages, each remembering its last input and answer. The page keeps one set; a test makes its own. */
export function createStages() {
  return {
    methods: remember(parseMethods),
    tables: rememberJob(
      (study: Study, control: Control) => readTables(study, control),
      // All that reading looks at; walking settings are not among it.
      ({ settings, files }) => [settings.layers, settings.need.services, files],
    ),
    network: rememberJob(buildNetwork),
    places: remember(placeOnStreets),
    districts: remember(districtsOf),
    people: remember((elders: Elders, places: Places, assignment: DistrictAssignment) =>
      preparePeople(elders, places.demand, assignment),
    ),
    demand: remember(demandOf),
    profile: remember((stepsFactor: number, throughGates: boolean): Profile => ({
      stepsFactor,
      throughGates,
    })),
    matrix: rememberJob(reachWithin),
    field: forEach<Service, ReturnType<typeof rememberField>>(rememberField),
    prepare: forEach<Service, typeof prepare>(() => remember(prepare)),
    cover: forEach<Service, typeof coverService>(() => remember(coverService)),
  };
}

/** What a study may ask of walking that is not built: said, never ignored in silence. */
function walkNotYet(walk: WalkSettings): Note[] {
  const asked = { 'walk.slope': walk.slope !== 'none', 'walk.crossingSeconds': walk.crossingSeconds > 0 };
  return Object.entries(asked).flatMap(([field, isAsked]) =>
    isAsked ? [fault('study.walkNotYet', { field })] : [],
  );
}

async function buildNetwork(raw: RawStreets | null, steps: boolean, control: Control) {
  if (raw === null) return succeed({ graph: null, streets: null });
  const built = await buildGraph(raw, { steps }, control);
  if (!built.ok) return built;
  return succeed(
    { graph: built.value.graph, streets: summariseStreets(built.value.graph) },
    built.value.notes,
  );
}

function districtsOf(tables: Tables, places: Places) {
  const { elders } = tables;
  const districts =
    tables.districts.count > 0 ? tables.districts : (districtsFromColumn(elders) ?? tables.districts);
  const pieces = { lons: places.pointLons, lats: places.pointLats };
  return { districts, ...assignDistricts(elders, districts, places.demand, pieces) };
}

const rememberField = () => rememberJob(fieldOf);

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

function reachWithin(
  graph: Graph | null,
  profile: Profile,
  places: Places,
  facilities: Facilities,
  detour: number,
  limitMetres: number,
  control: Control,
) {
  if (graph) return reachMatrix(graph, profile, places.entrances, places.demand, limitMetres, control);
  return matrixStraight(
    places.pointLons,
    places.pointLats,
    straightEntrances(facilities),
    detour,
    limitMetres,
    control,
  );
}

function prepare(
  service: Service,
  field: Field | null,
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
  });
}
