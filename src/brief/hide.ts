/** Which facts of a brief are shown: one system of counts and sums over all its tables, so that no table gives away what another hides. */
import { factKey, type Fact, type FactScope, type FactTopic } from '../domain/fact';
import { cutOffCauses } from '../domain/findings';
import type { Facts } from './facts';
import type { Cell, Line } from './disclosure';
import { suppress, type Mark } from './suppress';

/** A share or a mean of fewer persons than this many times `suppressBelow` is not printed (domain.md §4.3.5: rates need ≥ 10). */
const BASE_FACTOR = 2;

/**
 * A mark for every fact. Counts of persons by `suppress`; a share only where both of its parts are shown and its base is
 * large enough; means and indices only where their base is large enough; sites and capacities always.
 */
export function hideFacts(facts: Facts, suppressBelow: number): Map<string, Mark> {
  const beyond = beyondPaper(facts);
  const marks = suppress(
    [...countCells(facts), ...beyond.cells],
    [...countLines(facts), ...beyond.lines],
    suppressBelow,
  );
  for (const { key } of beyond.cells) marks.delete(key);
  const enough = (key: string): boolean => {
    const value = facts.all[key]?.value ?? NaN;
    return marks.get(key) === 'shown' && (value === 0 || value >= BASE_FACTOR * suppressBelow);
  };
  for (const fact of Object.values(facts.all)) {
    if (fact.unit === 'persons') continue;
    marks.set(fact.key, isRevealing(fact, marks, enough) ? 'withheld' : 'shown');
  }
  return marks;
}

function isRevealing(
  fact: Fact,
  marks: ReadonlyMap<string, Mark>,
  enough: (key: string) => boolean,
): boolean {
  const { topic } = fact;
  if (fact.unit === 'share') {
    const paper = topic.kind === 'paperShare';
    const parts = [
      factKey({ ...topic, kind: paper ? 'paperCovered' : 'covered' }),
      factKey({ ...topic, kind: paper ? 'paperGap' : 'gap' }),
    ];
    return parts.some((key) => marks.get(key) !== 'shown') || (fact.base !== null && !enough(fact.base));
  }
  const isMean = fact.unit === 'seconds' || fact.unit === 'perPerson' || fact.unit === 'index';
  return isMean && fact.base !== null && !enough(fact.base);
}

/** Paper gaps and those with several sites are nowhere printed, but follow from what is. */
function countCells(facts: Facts): Cell[] {
  return Object.values(facts.all)
    .filter(({ unit }) => unit === 'persons')
    .map(({ key, value, topic }) => ({
      key,
      value,
      printed: topic.kind !== 'severalSites',
      isHeadline: isHeadline(topic),
    }));
}

/** Of everyone: what the summary says, and the totals of every table. All elders together are told only where the unlinked need no hiding. */
function isHeadline({ cause, district, kind, scope }: FactTopic): boolean {
  return (
    kind !== 'elders' &&
    cause === undefined &&
    district === undefined &&
    (scope === undefined || scope === 'own' || scope === 'overall')
  );
}

function countLines(facts: Facts): Line[] {
  const lines: Line[] = [];
  const add = (total: string, parts: string[]): void => {
    lines.push({ total, parts });
  };
  const all = factKey({ kind: 'elders' });
  const linked = factKey({ kind: 'linked' });
  const unlinked = factKey({ kind: 'unlinked' });
  add(all, [linked, unlinked]);

  for (const { service, analysed } of facts.services) {
    if (!analysed) continue;
    const scopes: FactScope[] = facts.scope === 'own' ? ['overall', 'own'] : ['overall'];
    for (const scope of scopes) {
      add(linked, [factKey({ kind: 'covered', service, scope }), factKey({ kind: 'gap', service, scope })]);
      add(linked, [
        factKey({ kind: 'paperCovered', service, scope }),
        factKey({ kind: 'paperGap', service, scope }),
      ]);
      // On paper there is no pace: both scopes are the same number.
      if (scope === 'own') {
        for (const kind of ['paperCovered', 'paperGap'] as const) {
          add(factKey({ kind, service, scope }), [factKey({ kind, service, scope: 'overall' })]);
        }
      }
      if (facts.paperContainsFoot) {
        add(factKey({ kind: 'paperCovered', service, scope }), [
          factKey({ kind: 'covered', service, scope }),
          factKey({ kind: 'paperOnly', service, scope }),
        ]);
      }
    }
    const cutOff = { kind: 'cutOff', service, scope: facts.scope } as const;
    add(factKey({ ...cutOff, kind: 'paperOnly' }), [factKey(cutOff)]);
    add(
      factKey(cutOff),
      cutOffCauses.map((cause) => factKey({ ...cutOff, cause })),
    );
    add(factKey({ kind: 'covered', service, scope: 'overall' }), [
      factKey({ kind: 'alone', service }),
      factKey({ kind: 'severalSites', service }),
    ]);
  }
  bandLines(facts, add);
  districtLines(facts, add);
  return lines.filter((line) => holds(line, facts));
}

/**
 * Where the limit reaches beyond the paper radius: who gets there from outside it is nowhere printed, but is what covered, covered on
 * paper and cut off leave over.
 */
function beyondPaper(facts: Facts): { readonly cells: readonly Cell[]; readonly lines: readonly Line[] } {
  const cells: Cell[] = [];
  const lines: Line[] = [];
  if (facts.paperContainsFoot) return { cells, lines };
  for (const { service } of facts.services) {
    const keyOf = (kind: 'covered' | 'paperCovered' | 'cutOff'): string =>
      factKey({ kind, service, scope: facts.scope });
    const valueOf = (key: string): number => facts.all[key]?.value ?? NaN;
    const [covered, onPaper, cutOff] = [keyOf('covered'), keyOf('paperCovered'), keyOf('cutOff')];
    const both = valueOf(onPaper) - valueOf(cutOff);
    const outside = valueOf(covered) - both;
    if (!(both >= 0 && outside >= 0)) continue;
    const [inner, outer] = [`${onPaper} on foot`, `${covered} not on paper`];
    cells.push(
      { key: inner, value: both, printed: false, isHeadline: false },
      { key: outer, value: outside, printed: false, isHeadline: false },
    );
    lines.push({ total: covered, parts: [inner, outer] }, { total: onPaper, parts: [inner, cutOff] });
  }
  return { cells, lines };
}

function bandLines(facts: Facts, add: (total: string, parts: string[]) => void): void {
  const { headline: service, bands } = facts;
  if (bands.length === 0) return;
  for (const scope of bands) {
    const linked = factKey({ kind: 'linked', scope });
    add(linked, [factKey({ kind: 'covered', service, scope }), factKey({ kind: 'gap', service, scope })]);
    add(linked, [
      factKey({ kind: 'paperCovered', service, scope }),
      factKey({ kind: 'paperGap', service, scope }),
    ]);
    if (facts.paperContainsFoot) {
      add(factKey({ kind: 'paperCovered', service, scope }), [
        factKey({ kind: 'covered', service, scope }),
        factKey({ kind: 'paperOnly', service, scope }),
      ]);
    }
  }
  add(
    factKey({ kind: 'linked' }),
    bands.map((scope) => factKey({ kind: 'linked', scope })),
  );
  for (const kind of ['covered', 'gap', 'paperCovered', 'paperGap', 'paperOnly'] as const) {
    add(
      factKey({ kind, service, scope: 'own' }),
      bands.map((scope) => factKey({ kind, service, scope })),
    );
  }
}

function districtLines(facts: Facts, add: (total: string, parts: string[]) => void): void {
  const { headline: service, scope, districts } = facts;
  if (districts.length === 0) return;
  for (const district of districts) {
    add(factKey({ kind: 'linked', district }), [
      factKey({ kind: 'covered', service, scope, district }),
      factKey({ kind: 'gap', service, scope, district }),
    ]);
  }
  add(
    factKey({ kind: 'linked' }),
    districts.map((district) => factKey({ kind: 'linked', district })),
  );
  for (const kind of ['covered', 'gap'] as const) {
    add(
      factKey({ kind, service, scope }),
      districts.map((district) => factKey({ kind, service, scope, district })),
    );
  }
}

/** Where age bands exceed the elders of a row, "own" and "overall" have different bases and such lines are no sums: nobody can solve them. */
function holds({ total, parts }: Line, facts: Facts): boolean {
  const valueOf = (key: string): number => facts.all[key]?.value ?? NaN;
  const whole = valueOf(total);
  return (
    Math.abs(whole - parts.reduce((sum, key) => sum + valueOf(key), 0)) < 1e-3 * Math.max(1, whole * 1e-3)
  );
}
