/**
 * What the tags of OpenStreetMap say of surface, width, slope and steps, as conditions along the edges: only where a study asks,
 * since few streets have them and those of the others are unknown. Which value is which is our estimate after the wiki's words.
 */
import type { Surface } from '../domain/audit';
import type { RawStreets } from '../domain/tables';
import { STEPS, type Condition, type Conditions, type ConditionSpan, type EdgeConditions } from './graph';
import type { Chains } from './merge-chains';
import type { Pieces } from './split-ways';
import type { Tags } from './walkable';

/** none; the number of steps alone; or all that is tagged. */
export type TaggedConditions = 'none' | 'steps' | 'all';

const smoothness: Readonly<Record<string, Surface>> = {
  excellent: 'good',
  good: 'good',
  intermediate: 'uneven',
  bad: 'bad',
  very_bad: 'bad',
  horrible: 'bad',
  very_horrible: 'bad',
  impassable: 'bad',
};
const uneven = new Set(
  'sett cobblestone unhewn_cobblestone unpaved compacted fine_gravel gravel pebblestone ground dirt earth grass woodchips rock'.split(
    ' ',
  ),
);
const bad = new Set(['sand', 'mud']);

/** `undefined` where nothing is tagged. Edges are the chains, in their order. */
export function taggedConditions(
  raw: RawStreets,
  pieces: Pieces,
  chains: Chains,
  edges: { readonly edgeFlags: Uint8Array; readonly edgeMetres: Float64Array },
  asked: TaggedConditions,
): Conditions | undefined {
  if (asked === 'none') return undefined;
  const wayMetres = new Float64Array(raw.wayTags.length);
  for (let p = 0; p < pieces.count; p++) wayMetres[pieces.way[p]!]! += pieces.metres[p]!;
  const found = new Map<number, EdgeConditions>();
  for (let e = 0; e < chains.count; e++) {
    const spans: ConditionSpan[] = [];
    const length = edges.edgeMetres[e]!;
    let along = 0;
    for (let i = chains.first[e]!; i < chains.first[e + 1]!; i++) {
      const p = chains.half[i]! >> 1;
      const from = along;
      along = i + 1 === chains.first[e + 1] ? length : along + pieces.metres[p]!;
      const way = pieces.way[p]!;
      const isSteps = (edges.edgeFlags[e]! & STEPS) !== 0;
      const condition = conditionOf(raw.wayTags[way]!, isSteps, wayMetres[way]!, asked);
      if (condition === null) continue;
      const isBackward = (chains.half[i]! & 1) === 1;
      const slope = condition.slope === null || !isBackward ? condition.slope : -condition.slope;
      spans.push({ ...condition, slope, from, to: along });
    }
    if (spans.length > 0) found.set(e, { spans, spots: [] });
  }
  return found.size === 0 ? undefined : { edges: found, hasWaits: false };
}

function conditionOf(
  tags: Tags,
  isSteps: boolean,
  wayMetres: number,
  asked: TaggedConditions,
): Condition | null {
  const steps = isSteps ? numberOf(tags['step_count']) : null;
  const stepsPerMetre = steps !== null && steps > 0 && wayMetres > 0 ? steps / wayMetres : null;
  const isAll = asked === 'all';
  const surface = isAll ? surfaceOf(tags) : null;
  const width = isAll ? widthOf(tags['width']) : null;
  const slope = isAll && !isSteps ? inclineOf(tags['incline']) : null;
  if (stepsPerMetre === null && surface === null && width === null && slope === null) return null;
  return { slope, isEither: false, surface, width, stepsPerMetre, crossingsSeen: false };
}

function surfaceOf(tags: Tags): Surface | null {
  const smooth = smoothness[tags['smoothness'] ?? ''];
  if (smooth !== undefined) return smooth;
  const surface = tags['surface'] ?? '';
  return bad.has(surface) ? 'bad' : uneven.has(surface) ? 'uneven' : null;
}

/** Metres; other units are not read. */
function widthOf(text: string | undefined): number | null {
  return numberOf(text?.replace(/\s*m$/, ''));
}

/** "8%", "-8 %", "5°"; what only says up or down tells no slope. Steeper than 1:1 is a slip. */
function inclineOf(text: string | undefined): number | null {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*([%°])$/.exec(text ?? '');
  if (match === null) return null;
  const value = match[2] === '%' ? Number(match[1]) / 100 : Math.tan((Number(match[1]) * Math.PI) / 180);
  return Math.abs(value) <= 1 ? value : null;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}(\.\d+)?$/.test(text) ? Number(text) : null;
}
