/** Filled walk-audit sheets on the streets: each row found again, and what it says laid over its piece. */
import { compass, type AuditRow, type Compass } from '../domain/audit';
import { metresPerDegree } from '../domain/ellipsoid';
import { STEPS, type Condition, type Graph } from '../network/graph';
import { ConditionSheet } from './conditions';
import { keepGrids } from './link';
import { findPiece, type EdgePart } from './piece-match';
import { placeAlong } from './place-along';

export interface AuditOnStreets {
  /** The same graph where nothing was found. */
  readonly graph: Graph;
  readonly found: readonly AuditRow[];
  readonly lost: readonly AuditRow[];
  /** Rows over whose piece an earlier one lies, and rows with a slope that leads nowhere: neither way up, or across the street. */
  readonly twice: readonly AuditRow[];
  readonly noUphill: readonly AuditRow[];
  readonly metres: number;
}

const dust = 1e-3;
/** Overlaps of less are those of neighbours. Metres. */
const leastOverlap = 2;

export function auditStreets(graph: Graph, rows: readonly AuditRow[]): AuditOnStreets {
  const found: AuditRow[] = [];
  const lost: AuditRow[] = [];
  const twice: AuditRow[] = [];
  const noUphill: AuditRow[] = [];
  let metres = 0;
  const sheet = new ConditionSheet(graph.conditions);
  const audited = new ConditionSheet(undefined);
  for (const row of rows) {
    const piece = findPiece(graph, row.key);
    if (piece === null) {
      lost.push(row);
      continue;
    }
    found.push(row);
    const length = piece.parts.reduce((sum, { from, to }) => sum + to - from, 0);
    let covered = 0;
    let isAcross = false;
    for (const part of piece.parts) {
      const condition = conditionOf(graph, part, row, piece.parts);
      if (condition.isEither) isAcross = true;
      sheet.lay(part, condition);
      const below = audited.lay(part, condition);
      covered += below;
      metres += part.to - part.from - below;
      if (row.steps !== null) sheet.clear(part, 'steps');
      if (condition.crossingsSeen) sheet.clear(part, 'crossing');
    }
    if (covered > leastOverlap) twice.push(row);
    if (isAcross) noUphill.push(row);
    const { edge } = piece.middle;
    // At a junction it would stand on no edge.
    const along = Math.min(Math.max(piece.middle.along, dust), graph.edgeMetres[edge]! - dust);
    // Those of a mapped flight are spread over it.
    const isFlight = piece.parts.some((part) => (graph.edgeFlags[part.edge]! & STEPS) !== 0);
    const steps = isFlight ? 0 : (row.steps ?? 0);
    const crossing = row.crossing === 'none' ? null : row.crossing;
    if (steps > 0 || crossing !== null || row.waitSeconds !== null)
      sheet.put(edge, { along, steps, roomMetres: length, crossing, waitSeconds: row.waitSeconds });
  }
  const conditions = sheet.conditions();
  if (found.length === 0 || conditions === undefined) return { graph, found, lost, twice, noUphill, metres };
  const audit = { ...graph, conditions };
  keepGrids(audit, graph);
  return { graph: audit, found, lost, twice, noUphill, metres };
}

function conditionOf(graph: Graph, part: EdgePart, row: AuditRow, parts: readonly EdgePart[]): Condition {
  const isFlight = (graph.edgeFlags[part.edge]! & STEPS) !== 0;
  const flightMetres = parts.reduce(
    (sum, { edge, from, to }) => sum + ((graph.edgeFlags[edge]! & STEPS) === 0 ? 0 : to - from),
    0,
  );
  const up = row.slope === null || row.slope === 0 ? 1 : signOf(graph, part, row.uphill);
  return {
    slope: row.slope === null ? null : row.slope * (up === 0 ? 1 : up),
    isEither: up === 0,
    surface: row.surface,
    width: row.width,
    stepsPerMetre: isFlight && row.steps !== null ? row.steps / flightMetres : null,
    crossingsSeen: row.crossing !== null || row.waitSeconds !== null,
  };
}

/** Half the angle between two of the eight directions and the next: beyond this a street leads across, not up. */
const least = Math.cos((67.5 * Math.PI) / 180);

/** 1 where the part leads up from its start, -1 down, 0 where nobody can say. */
function signOf(graph: Graph, { edge, from, to }: EdgePart, uphill: Compass | null): -1 | 0 | 1 {
  if (uphill === null) return 0;
  const [a, b] = [placeAlong(graph, edge, from), placeAlong(graph, edge, to)];
  const degree = metresPerDegree(a[1]);
  const [east, north] = [(b[0] - a[0]) * degree.lon, (b[1] - a[1]) * degree.lat];
  const length = Math.hypot(east, north);
  if (length === 0) return 0;
  const angle = (compass.indexOf(uphill) * Math.PI) / 4;
  const cosine = (east * Math.sin(angle) + north * Math.cos(angle)) / length;
  return Math.abs(cosine) < least ? 0 : cosine > 0 ? 1 : -1;
}
