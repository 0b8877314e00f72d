/** Every file's coordinates against the streets and districts: the readings it could have had, and a word where another one fits far better. */
import type { Note } from '../domain/fault';
import { fault } from '../domain/fault';
import type { CrsCandidate, CrsVerdict, FileReport, Tables } from '../domain/tables';
import type { Finding, Reference } from './crs-detective';
import { referenceOf, weighSystems } from './crs-detective';
import type { LayerPart } from './read-layer';

/** A file that cannot be placed until somebody chooses its system. */
export interface Doubt {
  readonly file: string;
  readonly candidates: readonly CrsCandidate[];
  readonly verdict: CrsVerdict;
}

/** The reports in order, with what the streets and districts say of their systems; as they are where there is nothing to compare with. */
export function checkSystems(parts: readonly LayerPart[], tables: Tables): FileReport[] {
  const all = referenceOf(tables.streets, tables.districts);
  const streetsOnly = referenceOf(tables.streets, { ...tables.districts, polygons: [] });
  return parts.map((part) => {
    const { report } = part;
    // Streets are what the others are held against, and districts cannot lie outside themselves.
    const reference = part.kind === 'streets' ? null : part.kind === 'districts' ? streetsOnly : all;
    const finding = reference === null ? null : weighPart(part, reference);
    if (finding === null) return report;
    const note = noteOf(report, finding);
    return {
      ...report,
      crsCandidates: finding.candidates,
      crsVerdict: finding.verdict,
      notes: note === null ? report.notes : [...report.notes, note],
    };
  });
}

/** What a part's places say, remembered with the part while it is held against the same things. */
export function weighPart(part: LayerPart, reference: Reference): Finding | null {
  if (part.kind === 'streets' || part.kind === 'audit') return null;
  const known = kept.get(part.layer);
  if (known !== undefined && isSame(known.reference, reference)) return known.finding;
  const { lons, lats } = placesOf(part);
  const finding = weighSystems(lons, lats, part.report.crs, part.report.shift ?? null, reference);
  kept.set(part.layer, { reference, finding });
  return finding;
}

const kept = new WeakMap<object, { readonly reference: Reference; readonly finding: Finding | null }>();

function isSame(a: Reference, b: Reference): boolean {
  return (
    a.streets === b.streets &&
    a.districts.length === b.districts.length &&
    a.districts.every((shape, i) => shape === b.districts[i])
  );
}

function placesOf(part: Exclude<LayerPart, { kind: 'streets' | 'audit' }>) {
  if (part.kind === 'elders' && part.report.join !== undefined) {
    // Who was placed by a district's name says nothing of how the file writes coordinates.
    const { lons, lats, polygons } = part.layer;
    const isOwn = (_: number, i: number): boolean => polygons[i] === null;
    return { lons: lons.filter(isOwn), lats: lats.filter(isOwn) };
  }
  if (part.kind !== 'districts') return part.layer;
  // Boundaries often follow streets; their corners say more than their middles.
  const corners = part.layer.polygons.flatMap((shape) =>
    shape === null ? [] : shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2),
  );
  return {
    lons: Float64Array.from(corners, (corner) => corner[0]!),
    lats: Float64Array.from(corners, (corner) => corner[1]!),
  };
}

/** Radii of the 5-, 10- and 15-minute circles (GB 50180-2018): a shift is as bad as the circle it jumps over. */
const radii = [1000, 500, 300] as const;

/** Where the first candidate is another than the one in use and stands out; exchanged axes have a note of their own. */
function noteOf(report: FileReport, { candidates, verdict }: Finding): Note | null {
  const best = candidates[0]!;
  const now = candidates.find(({ system }) => system === report.crs);
  if (now === undefined || best === now || verdict.kind !== 'clear') return null;
  if (report.crs === 'EPSG:4326' && best.system === 'EPSG:4326:latlon') return null;
  const shift = Math.round(best.shiftMetres);
  const common = { layer: report.kind, system: best.name, shift };
  const at = { file: report.file };
  if (best.medianMetres === null || now.medianMetres === null) {
    const percents = { now: percent(now.contained ?? 0), then: percent(best.contained ?? 0) };
    return fault('crs.suspectedByDistricts', { ...common, ...percents }, at);
  }
  const metres = { now: Math.round(now.medianMetres), then: Math.round(best.medianMetres) };
  const beyond = radii.find((radius) => shift > radius);
  return beyond === undefined
    ? fault('crs.suspectedWithin', { ...common, ...metres, radius: 300, percent: percent(shift / 300) }, at)
    : fault('crs.suspectedBeyond', { ...common, ...metres, radius: beyond }, at);
}

function percent(share: number): number {
  return Math.round(100 * share);
}
