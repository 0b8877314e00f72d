/** What all sections of a brief share: the pen, words that recur, and a few questions to the findings. */
import type { Findings } from '../domain/findings';
import { formatMetres, formatMinutes, formatPace, type Language } from '../i18n/format';
import { serviceWord } from '../i18n/words';
import type { Column } from './blocks';
import type { Facts } from './facts';
import { hideFacts } from './hide';
import { createPen, type Pen } from './pen';

export interface Draft {
  readonly findings: Findings;
  readonly facts: Facts;
  readonly pen: Pen;
  readonly today: string;
  readonly service: string;
  readonly limit: string;
  readonly pace: string;
  readonly paper: string;
  /** 按本人步速 / 按 0.8 米/秒 */
  readonly whose: string;
  /** Figures withheld to protect small ones. */
  readonly withheld: number;
  /** Numbers tables as they come. */
  nextTable(): string;
}

export function createDraft(findings: Findings, facts: Facts, language: Language, today: string): Draft {
  const { privacy, walk } = findings.settings;
  const marks = hideFacts(facts, privacy.suppressBelow);
  const pen = createPen(facts, marks, privacy.suppressBelow, language, findings.approximate);
  const pace = formatPace(walk.metresPerSecond, language);
  let tables = 0;
  return {
    findings,
    facts,
    pen,
    today,
    service: serviceWord(facts.headline, language),
    limit: formatMinutes(walk.limitMinutes, language),
    pace,
    paper: formatMetres(walk.paperMetres, language),
    whose: facts.scope === 'own' ? pen.word('whoseOwn') : pen.word('whoseOverall', { pace }),
    withheld: [...marks.values()].filter((mark) => mark === 'withheld').length,
    nextTable: () => String(++tables),
  };
}

/** Districts known only by the text of a column have no shape to put a circle in. */
export function hasDistrictShapes({ districts }: Findings): boolean {
  return districts.polygons.some((polygon) => polygon !== null);
}

/** Whether those covered on paper and not on foot were counted, and are no difference of totals. */
export function countsPaperOnly({ facts, findings }: Draft): boolean {
  return facts.paperContainsFoot || findings.elders.polygons.every((polygon) => polygon === null);
}

/** Sites of the headline service that state no capacity. */
export function missingCapacities({ facilities, services }: Findings, { headline }: Facts): number {
  const sites = services.find(({ service }) => service === headline)?.sites ?? new Int32Array(0);
  const capacity = facilities.capacity[headline];
  return sites.reduce(
    (count, site) => count + (capacity === undefined || Number.isNaN(capacity[site]) ? 1 : 0),
    0,
  );
}

/** The first column is text, the others are figures. */
export function columns(heads: readonly string[], widths: readonly number[]): Column[] {
  return heads.map((text, i) => ({ text, align: i === 0 ? 'left' : 'right', width: widths[i] ?? 0 }));
}
