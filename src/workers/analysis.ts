/** The functions the analysis worker serves; the command line and tests call them in their own thread. */
import { exportTable, type ExportFormat } from '../brief/tables/export-table';
import { layerTable, type LayerChoice } from '../brief/tables/layer-tables';
import type { Database } from '../db/database';
import { succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { remember } from '../domain/remember';
import type { FileReport, Tables } from '../domain/tables';
import { checkTrack } from '../access/track-check';
import { readTrack } from '../intake/gpx-track';
import { isoDay } from '../intake/dates';
import { candidatePlaces } from '../intake/candidate-places';
import { cleanWords } from '../i18n/clean-words';
import { withoutIdentity } from '../intake/cleaned-study';
import { compareFiles } from '../intake/compare-files';
import { guessLayers, guessSheets } from '../intake/guess-layer';
import { peekFile } from '../intake/peek-file';
import { inspectTables } from '../intake/read-tables';
import { sketchOf } from '../layers/sketch';
import { plainStreets } from '../layers/cut-streets';
import type { Graph } from '../network/graph';
import { mappedEntrances } from '../network/mend-entrances';
import { cover, createStages, solve, type Solution, type Walked } from '../pipeline';
import { findGaps } from '../routing/gaps';
import type { reachMatrix } from '../routing/matrix';
import type { Analysis } from './api';
import { auditSheet } from './audit-sheet';
import { groundTable, tellGround } from './ground';
import { createMissingLinks } from './missing-links';
import { tellResponse, tellSafeArea } from './safety';
import { safetyTable } from './safety-tables';
import { streetLook, streetsOf, tellAreas, tellDetours } from './street-views';
import { tellFacility } from './stories';
import { TableDesk } from './tables';
import { tellElder, tellSpot } from './ways';

/** @param openDatabase starts DuckDB, when a table is first looked at. @param reach as in `createStages`. */
export function createAnalysis(openDatabase: () => Promise<Database>, reach?: typeof reachMatrix): Analysis {
  const stages = createStages(reach);
  // Asked again after every run; only other streets have other gaps.
  const gapsOf = remember((graph: Graph) => findGaps(graph));
  const missing = createMissingLinks(stages.obstacles);
  let solution: Solution | null = null;
  /** Of the newest study: at times one that is not solved yet. */
  let walked: Walked | null = null;
  let inspected: Tables | null = null;
  let reports: readonly FileReport[] = [];
  const desk = new TableDesk(openDatabase, () => ({ findings: solution?.findings ?? null, reports }));

  const solved = (): Solution => {
    if (solution === null) throw new Error('asked before the first run');
    return solution;
  };

  const covered = (): Walked => {
    if (walked === null) throw new Error('asked before the first answer');
    return walked;
  };

  return {
    addFiles: (study, added, control) => guessLayers(study, added, { ...control, today: isoDay(new Date()) }),
    inspect: async (study, control) => {
      const { tables, ...understood } = await inspectTables(study, control);
      inspected = tables;
      reports = understood.reports;
      return understood;
    },
    peekFile: (study, kind, source, control) => peekFile(study, kind, source, control),
    sketch: async () => (inspected === null ? null : sketchOf(inspected)),
    candidatePlaces: (study, kind, source, system, control) =>
      candidatePlaces(study, kind, source, system, control),
    compareFiles: (before, file, after, name, control) => compareFiles(before, file, after, name, control),
    withoutIdentity: (study, language, control) => withoutIdentity(study, cleanWords(language), control),
    guessSheets: (study, file, encoding, sheets, control) =>
      guessSheets(study, file, encoding, sheets, control),
    cover: async (study, control = {}) => {
      const result = await cover(study, stages, control);
      // Of an aborted study nothing is kept: a newer one may have been answered meanwhile.
      control.signal?.throwIfAborted();
      if (!result.ok) return result;
      walked = result.value;
      return succeed(result.value.coverage, result.notes);
    },
    run: async (study, control = {}) => {
      const result = await solve(study, stages, control);
      control.signal?.throwIfAborted();
      if (!result.ok) return result;
      walked = solution = result.value;
      reports = solution.findings.reports;
      return succeed(solution.findings, result.notes);
    },
    backdrop: async () => walked?.tables.backdrop ?? null,
    plainStreets: async () => (walked?.graph ? plainStreets(walked.graph) : null),
    streets: async (service, pace) => streetsOf(covered(), service, pace),
    areas: async (service, pace) => tellAreas(covered(), service, pace),
    detours: async (service, pace) => tellDetours(covered(), service, pace),
    elderStory: async (row, who) => tellElder(covered(), row, who),
    spotStory: async ([lon, lat], who) => tellSpot(covered(), lon, lat, who),
    ground: async (query, control) => tellGround(solved(), query, control),
    exportGround: async (query, format, name, notes, control) => {
      const ground = await tellGround(solved(), query, control);
      if (ground === null || !ground.linked) return null;
      const { exportTable } = await import('../brief/tables/export-table');
      return exportTable(groundTable(ground, query, name, notes), format, control);
    },
    mappedEntrances: async (facility) => {
      const { tables, findings } = solved();
      return mappedEntrances(tables.streets, findings.facilities, facility);
    },
    auditSheet: async (query, control) => auditSheet(solved(), query, control),
    response: async (query, control) => tellResponse(solved(), query, control),
    safeArea: async (query, control) => tellSafeArea(solved(), query, control),
    checkTrack: async (file, fence, control) => {
      const read = await readTrack(file, file instanceof File ? file.name : '', control);
      return read.ok ? succeed(checkTrack(read.value, fence), read.notes) : read;
    },
    exportSafety: async (what, format, name, notes, control) => {
      const table = await safetyTable(solved(), what, name, notes, control);
      return table === null ? null : exportTable(table, format, control);
    },
    gaps: async () => (solution?.graph ? gapsOf(solution.graph) : []),
    missingBridges: (withinMetres, control) => missing.bridges(solved(), withinMetres, control),
    islands: async () => missing.islands(solved()),
    facilityStory: async (facility, service) => tellFacility(solved(), facility, service),
    exportLayer: async (choice, format, control) =>
      solution === null ? null : exportLayer(solution, choice, format, control),
    table: (source, query) => desk.window(source, query),
    columnSummary: (source, column, filter) => desk.summarise(source, column, filter),
    sqlTables: async () => desk.sqlTables(),
    askSql: (study, language, sql, control) => desk.ask(study, language, sql, control),
    sqlPlaces: () => desk.places(),
    exportAnswer: (format, name, notes, sort, control) =>
      desk.exportAnswer(format, name, notes, sort, control),
  };
}

async function exportLayer(solution: Solution, choice: LayerChoice, format: ExportFormat, control?: Control) {
  const look = streetLook(solution, choice.layer, choice.service);
  const table = await layerTable(solution.findings, choice, look, control);
  if (!table.ok) return table;
  const written = await exportTable(table.value, format, control);
  if (!written.ok) return written;
  const notes = [...table.notes, ...written.notes];
  return succeed({ ...written.value, notes }, notes);
}
