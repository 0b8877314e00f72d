/** What only the user can say of the files dropped: each as a question with answers of one click. Everything else is guessed and shown. */
import type { CrsCandidate, EncodingReading, MissingCode, NameJoin, RepeatedSpot } from '../../domain/tables';
import type { Layer } from './layers';

interface About {
  /** Tells the question from any other, and from the same one about other data. */
  readonly id: string;
  readonly layer: Layer;
}

export type Decision =
  | (About & { readonly kind: 'encoding'; readonly readings: readonly EncodingReading[] })
  | (About & {
      readonly kind: 'system';
      /** Others of which the same is asked, and which one answer serves. */
      readonly alike: readonly Layer[];
      readonly candidates: readonly CrsCandidate[];
      /** As it is read now; null where it cannot be placed at all. */
      readonly now: string | null;
      readonly isClear: boolean;
    })
  | (About & { readonly kind: 'shift'; readonly system: string; readonly name: string })
  | (About & { readonly kind: 'missing'; readonly codes: readonly MissingCode[] })
  | (About & { readonly kind: 'names'; readonly join: NameJoin })
  | (About & { readonly kind: 'repeats'; readonly spots: readonly RepeatedSpot[] })
  | (About & { readonly kind: 'sheets'; readonly sheets: readonly string[]; readonly read: string })
  | { readonly id: string; readonly kind: 'layer'; readonly file: string };

/** Candidates offered; the rest stands in the card's list. */
const mostCandidates = 4;
/** A datum's decimetres are no question. */
const leastShiftMetres = 20;

/**
 * Files that hinder most first. `unassigned`: readable files that fit no layer. Answers live in the study; `settled` are the ids of questions
 * that were answered with "leave it".
 */
export function decisionsOf(
  layers: readonly Layer[],
  unassigned: readonly string[],
  settled: readonly string[],
): readonly Decision[] {
  const seen = new Set<string>();
  const all = [
    ...unassigned.map((file): Decision => ({ id: `layer ${file}`, kind: 'layer', file })),
    ...layers.flatMap((layer) => questionsAbout(layer)),
  ];
  // Areas that are elders and districts at once are one table, and asked about once.
  const once = all.filter(({ id }) => !settled.includes(id) && !seen.has(id) && seen.add(id));
  return withAlike(once);
}

/** An office that exports one list from Baidu's map exports all of them: the same finding about several files is one question. */
function withAlike(decisions: readonly Decision[]): Decision[] {
  const first = new Map<string, number>();
  const out: Decision[] = [];
  for (const decision of decisions) {
    const best = decision.kind === 'system' && decision.isClear ? decision.candidates[0]!.system : null;
    const key = decision.kind === 'system' && best !== null ? `${decision.now} ${best}` : '';
    const at = key === '' ? undefined : first.get(key);
    const known = at === undefined ? undefined : out[at];
    if (decision.kind === 'system' && known?.kind === 'system')
      out[at!] = { ...known, alike: [...known.alike, decision.layer] };
    else {
      if (key !== '') first.set(key, out.length);
      out.push(decision);
    }
  }
  return out;
}

function questionsAbout(layer: Layer): Decision[] {
  const { report, source, doubt } = layer;
  const { file } = source;
  const about = (kind: string, what: string = '') => ({
    id: JSON.stringify([kind, file, source.sheet ?? null, report?.sha256 ?? '', what]),
    layer,
  });
  if (report === null) {
    if (doubt === null || source.crs !== 'auto') return [];
    const candidates = doubt.candidates.slice(0, mostCandidates);
    return [
      {
        ...about('system'),
        kind: 'system',
        alike: [],
        candidates,
        now: null,
        isClear: doubt.verdict.kind === 'clear',
      },
    ];
  }
  const out: Decision[] = [];
  const { readings, missingCodes, join, repeats, sheets, sheet } = report;
  if (readings !== undefined && readings.length > 1 && source.encoding === 'auto')
    out.push({ ...about('encoding'), kind: 'encoding', readings });
  const system = systemQuestion(layer);
  if (system !== null) out.push({ ...about('system'), kind: 'system', alike: [], ...system });
  if (report.notes.some(({ code }) => code === 'crs.noParameters'))
    out.push({
      ...about('shift', report.crs),
      kind: 'shift',
      system: report.crs,
      name: report.crsName ?? report.crs,
    });
  if (missingCodes !== undefined && missingCodes.length > 0 && source.missing === undefined)
    out.push({ ...about('missing'), kind: 'missing', codes: missingCodes });
  const open = join?.open.filter(({ text }) => source.districtNames?.[text] === undefined) ?? [];
  if (join !== undefined && open.length > 0)
    out.push({ ...about('names'), kind: 'names', join: { ...join, open } });
  if (sheets !== undefined && sheets.length > 1 && sheet !== undefined && (source.sheet ?? null) === null)
    out.push({ ...about('sheets'), kind: 'sheets', sheets, read: sheet });
  if (repeats !== undefined && repeats.length > 0)
    out.push({ ...about('repeats'), kind: 'repeats', spots: repeats });
  return out;
}

/** Asked where another reading fits far better than the one in use, and where the file's own words raise a doubt. */
function systemQuestion({ report, source, kind }: Layer) {
  if (report === null || source.crs !== 'auto' || kind === 'streets') return null;
  const candidates = report.crsCandidates ?? [];
  const [best] = candidates;
  const isClear = report.crsVerdict?.kind === 'clear';
  const isOther = best !== undefined && best.system !== report.crs && best.shiftMetres >= leastShiftMetres;
  const saysShifted = report.notes.some(({ code }) => code === 'column.shiftedCoordinates');
  if (!(isOther && isClear) && !saysShifted) return null;
  const present = candidates.find(({ system }) => system === report.crs);
  const others = candidates.filter((one) => one !== present && one.shiftMetres >= leastShiftMetres);
  const offered =
    others.length > 0
      ? others
      : (['GCJ-02', 'BD-09'] as const).map((system) => ({
          system,
          name: system,
          medianMetres: null,
          shareNear: null,
          contained: null,
          shiftMetres: NaN,
        }));
  const kept: CrsCandidate = present ?? {
    system: report.crs,
    name: report.crsName ?? report.crs,
    medianMetres: null,
    shareNear: null,
    contained: null,
    shiftMetres: 0,
  };
  return {
    candidates: [...offered.slice(0, mostCandidates), kept],
    now: report.crs,
    isClear: isOther && isClear,
  };
}
