/** Places as the map draws them: elders by count and reach, facilities by service and state. Flat arrays, no DOM. */
import type { Coverage, ServiceCoverage } from '../domain/findings';
import type { Service } from '../domain/service';
import type { PaceChoice } from '../domain/stories';
import { gatherCrowd, mostDots, type Crowd } from './crowd';
import { palette, rgba, type Rgba } from './palette';

/** One dot an elder row, in row order, or one a cell where rows are very many. Radii in pixels at street zoom; 0 where nobody is to be shown. */
export interface ElderDots {
  readonly count: number;
  /** Where rows were gathered: the dot of each row (-1 none), and metres along a cell's side; null where each row has its own. */
  readonly crowd: { readonly dotOf: Int32Array; readonly cellMetres: number } | null;
  /** Interleaved longitude, latitude. */
  readonly positions: Float64Array;
  readonly radii: Float32Array;
  readonly fills: Uint8Array;
  readonly outlines: Uint8Array;
  /** Warm cores of rows reached in part: their area is the share that is not reached. */
  readonly missing: {
    readonly count: number;
    readonly positions: Float64Array;
    readonly radii: Float32Array;
  };
}

/** What a facility mark says besides its service; also the order of marks in the icon atlas. */
export const markStates = ['open', 'unstated', 'closed', 'unlinked'] as const;
export type MarkState = (typeof markStates)[number];

export interface FacilityMarks {
  readonly count: number;
  /** Positions in `Facilities`. */
  readonly facilities: Int32Array;
  readonly positions: Float64Array;
  /** Index into `markStates`. */
  readonly states: Uint8Array;
}

const SMALLEST_RADIUS = 1.6;
const LARGEST_RADIUS = 14;
const RADIUS_PER_ROOT_PERSON = 1.25;

/**
 * Share of each elder row within the limit: of one band at its own pace, or of everyone, each at the pace of their own
 * band where bands are given (so that warm dots add up to the headline), else at walk.metresPerSecond.
 * NaN where unlinked; null where the study does not ask for the service or the file has no such band.
 */
export function reachShare(
  findings: Coverage,
  service: Service | null,
  pace: PaceChoice,
): Float64Array | null {
  const found = findings.services.find((one) => one.service === service);
  if (found === undefined) return null;
  if (pace === 'overall') return found.ownPaceWithin ?? found.within;
  return bandOf(found, pace)?.within ?? null;
}

/** Persons drawn in each elder row: everyone, or one age band. */
export function personsShown(findings: Coverage, pace: PaceChoice): Float64Array {
  return pace === 'overall'
    ? findings.elders.elders
    : (findings.elders.bands[pace] ?? findings.elders.elders);
}

/**
 * White where reached, warm where not, a warm core where in part, hollow grey where unlinked or not asked. More than `mostDots` rows become a
 * dot a cell, in the middle of its persons, with the share of them that is reached.
 */
export function elderDots(findings: Coverage, service: Service | null, pace: PaceChoice): ElderDots {
  const { elders, elderLinks } = findings;
  const share = reachShare(findings, service, pace);
  const persons = personsShown(findings, pace);
  const rows: Shown = { lons: elders.lons, lats: elders.lats, persons, share, linked: elderLinks.linked };
  if (elders.count <= mostDots) return dotsOf(rows, null);
  const crowd = gatherCrowd(elders.lons, elders.lats);
  return dotsOf(gathered(rows, crowd), { dotOf: crowd.cellOf, cellMetres: crowd.cellMetres });
}

/** Pixels of the dot that stands for an elder row. */
export function dotRadius({ crowd, radii }: ElderDots, row: number): number {
  return radii[crowd === null ? row : crowd.dotOf[row]] ?? 0;
}

/** What a dot tells, a row or a cell each. */
interface Shown {
  readonly lons: Float64Array;
  readonly lats: Float64Array;
  /** NaN: missing. */
  readonly persons: Float64Array;
  /** Of the persons; NaN where unlinked; null where nothing is asked. */
  readonly share: Float64Array | null;
  readonly linked: Uint8Array;
}

/** Cells: persons are summed, missing counts as one person, as the dot of such a row would show; the share is that of the linked. */
function gathered({ lons, lats, persons, share, linked }: Shown, { cellOf, count }: Crowd): Shown {
  const cell = {
    lons: new Float64Array(count),
    lats: new Float64Array(count),
    persons: new Float64Array(count),
    share: share === null ? null : new Float64Array(count),
    linked: new Uint8Array(count),
  };
  const weights = new Float64Array(count);
  const linkedPersons = new Float64Array(count);
  for (let i = 0; i < cellOf.length; i++) {
    const c = cellOf[i];
    if (c < 0) continue;
    const here = persons[i] >= 0 ? persons[i] : 1;
    // Cells of nobody stand somewhere as well, and are not drawn.
    const weight = here > 0 ? here : 1e-9;
    weights[c] += weight;
    cell.lons[c] += weight * lons[i];
    cell.lats[c] += weight * lats[i];
    cell.persons[c] += here;
    if (linked[i] === 0 || share === null || Number.isNaN(share[i])) continue;
    cell.linked[c] = 1;
    linkedPersons[c] += here;
    cell.share![c] += here * share[i];
  }
  for (let c = 0; c < count; c++) {
    cell.lons[c] /= weights[c];
    cell.lats[c] /= weights[c];
    if (cell.share !== null) cell.share[c] = linkedPersons[c] > 0 ? cell.share[c] / linkedPersons[c] : NaN;
  }
  return cell;
}

function dotsOf({ lons, lats, persons, share, linked }: Shown, crowd: ElderDots['crowd']): ElderDots {
  const count = lons.length;
  let most = 1;
  for (let i = 0; i < count; i++) if (persons[i] > most) most = persons[i];
  const perRoot = Math.min(RADIUS_PER_ROOT_PERSON, (LARGEST_RADIUS - SMALLEST_RADIUS) / Math.sqrt(most));

  const positions = new Float64Array(count * 2);
  const radii = new Float32Array(count);
  const fills = new Uint8Array(count * 4);
  const outlines = new Uint8Array(count * 4);
  const partly = new Int32Array(count);
  let partlyCount = 0;
  for (let i = 0; i < count; i++) {
    positions[2 * i] = lons[i];
    positions[2 * i + 1] = lats[i];
    // A missing count is drawn as one person would be; nobody (0 of this band) is not drawn.
    radii[i] = persons[i] === 0 ? 0 : SMALLEST_RADIUS + perRoot * Math.sqrt(persons[i] > 0 ? persons[i] : 1);
    const reached = share === null ? NaN : share[i];
    if (linked[i] === 0 || Number.isNaN(reached)) {
      fills.set(unlinkedFill, 4 * i);
      outlines.set(unlinkedOutline, 4 * i);
    } else if (reached <= 0) {
      fills.set(warm, 4 * i);
      outlines.set(white, 4 * i);
    } else {
      fills.set(white, 4 * i);
      outlines.set(cool, 4 * i);
      if (reached < 1 && radii[i] > 0) partly[partlyCount++] = i;
    }
  }

  const missing = {
    count: partlyCount,
    positions: new Float64Array(partlyCount * 2),
    radii: new Float32Array(partlyCount),
  };
  for (let k = 0; k < partlyCount; k++) {
    const i = partly[k];
    missing.positions[2 * k] = lons[i];
    missing.positions[2 * k + 1] = lats[i];
    missing.radii[k] = radii[i] * Math.sqrt(1 - (share === null ? 1 : share[i]));
  }
  return { count, crowd, positions, radii, fills, outlines, missing };
}

/**
 * Facilities that offer the service, and all others. A mark is `unstated` where the file gives capacities for the
 * service but none here, `closed` where it gives 0.
 */
export function facilityMarks(
  findings: Coverage,
  service: Service | null,
): { readonly sites: FacilityMarks; readonly others: FacilityMarks } {
  const { facilities, facilityLinks } = findings;
  const found = findings.services.find((one) => one.service === service);
  const offers = new Uint8Array(facilities.count);
  for (const site of found?.sites ?? []) offers[site] = 1;
  const capacity = service === null ? undefined : facilities.capacity[service];
  const state = (f: number): MarkState => {
    if (facilityLinks.linked[f] === 0) return 'unlinked';
    if (capacity === undefined || offers[f] === 0) return 'open';
    if (Number.isNaN(capacity[f])) return 'unstated';
    return capacity[f] === 0 ? 'closed' : 'open';
  };
  const gather = (wanted: number): FacilityMarks => {
    const chosen: number[] = [];
    for (let f = 0; f < facilities.count; f++) if (offers[f] === wanted) chosen.push(f);
    return {
      count: chosen.length,
      facilities: Int32Array.from(chosen),
      positions: Float64Array.from(chosen.flatMap((f) => [facilities.lons[f], facilities.lats[f]])),
      states: Uint8Array.from(chosen, (f) => markStates.indexOf(state(f))),
    };
  };
  return { sites: gather(1), others: gather(0) };
}

function bandOf(found: ServiceCoverage, pace: PaceChoice): ServiceCoverage['bands'][number] | undefined {
  return found.bands.find((one) => one.band === pace);
}

const white: Rgba = rgba(palette.paper);
const cool: Rgba = rgba(palette.cover3);
const warm: Rgba = rgba(palette.gap2);
const unlinkedFill: Rgba = rgba(palette.paper, 90);
const unlinkedOutline: Rgba = rgba(palette.ink3);
