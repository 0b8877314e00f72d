/** Figures of tables that leave the house: small counts and those that would give them away are empty, and a column says which. */
import { factKey, type FactKind } from '../../domain/fact';
import type { Findings, ServiceFindings } from '../../domain/findings';
import { buildFacts } from '../facts';
import type { Cell, Line } from '../disclosure';
import { hideFacts } from '../hide';
import type { ResultColumn } from '../result-columns';
import { figureColumn, shareOf, textColumn } from '../result-columns';
import { suppress, type Mark } from '../suppress';

/** A column of figures with a mark a row. */
export interface MarkedColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly marks: readonly Mark[];
}

/** Withheld cells empty; then `hidden`, which names them: 'meals_gap <5; meals_covered'. */
export function hiddenColumns(marked: readonly MarkedColumn[], below: number): ResultColumn[] {
  const columns = marked.map(({ marks, name, values }) =>
    figureColumn(
      name,
      Float64Array.from({ length: values.length }, (_, row) => (marks[row] === 'shown' ? values[row]! : NaN)),
    ),
  );
  const names = textColumn('hidden', (row) =>
    marked
      .filter(({ marks }) => marks[row] !== 'shown')
      .map(({ marks, name }) => (marks[row] === 'small' ? `${name} <${below}` : name))
      .join('; '),
  );
  return [...columns, names];
}

/** Exactly what the brief of this service prints of its districts, so that table and brief together tell no more than the brief. */
export function markedDistricts(findings: Findings, found: ServiceFindings): MarkedColumn[] {
  const facts = buildFacts(findings, found.service);
  const marks = hideFacts(facts, findings.settings.privacy.suppressBelow);
  const { count } = findings.districts;
  const column = (name: string, kind: FactKind): MarkedColumn => {
    const topicOf = (district: number) =>
      kind === 'linked' ? { kind, district } : { kind, service: found.service, scope: facts.scope, district };
    const keys = Array.from({ length: count }, (_, d) => factKey(topicOf(d)));
    return {
      name,
      // A district without elders has no facts: its counts are 0.
      values: keys.map((key) => facts.all[key]?.value ?? (kind === 'share' ? NaN : 0)),
      marks: keys.map((key) => (facts.all[key] === undefined ? 'shown' : (marks.get(key) ?? 'withheld'))),
    };
  };
  const start = facts.scope === 'own' ? `${found.service}_own` : found.service;
  return [
    column('linked', 'linked'),
    column(`${start}_covered`, 'covered'),
    column(`${start}_gap`, 'gap'),
    column(`${start}_share`, 'share'),
  ];
}

/**
 * Persons within reach of each site, and with it alone. The brief prints all who depend on one site, and all covered: with two sites
 * those covered are the ones with the first alone and the ones within reach of the second.
 */
export function markedSites(findings: Findings, found: ServiceFindings): MarkedColumn[] {
  const { suppressBelow } = findings.settings.privacy;
  const { eldersAlone, eldersWithin, service, sites } = found;
  const known = [...sites].filter((site) => Number.isFinite(eldersWithin[site]));
  const facts = buildFacts(findings, service);
  const printed = hideFacts(facts, suppressBelow);
  const cells: Cell[] = known.flatMap((site) => [
    { key: `within ${site}`, value: eldersWithin[site]!, printed: true, isHeadline: false },
    { key: `alone ${site}`, value: eldersAlone[site]!, printed: true, isHeadline: false },
  ]);
  const totals = {
    alone: factKey({ kind: 'alone', service }),
    covered: factKey({ kind: 'covered', service, scope: 'overall' }),
  };
  for (const key of Object.values(totals))
    cells.push({
      key,
      value: facts.all[key]?.value ?? NaN,
      printed: printed.get(key) === 'shown',
      isHeadline: true,
    });
  const lines: Line[] = [{ total: totals.alone, parts: known.map((site) => `alone ${site}`) }];
  const [first, second] = known;
  if (known.length === 1) lines.push({ total: totals.covered, parts: [`within ${first}`] });
  if (known.length === 2)
    lines.push(
      { total: totals.covered, parts: [`alone ${first}`, `within ${second}`] },
      { total: totals.covered, parts: [`alone ${second}`, `within ${first}`] },
    );
  const marks = suppress(cells, lines, suppressBelow);
  const column = (name: string, start: string, values: Float64Array): MarkedColumn => ({
    name,
    values,
    marks: Array.from(values, (_, site) => marks.get(`${start} ${site}`) ?? 'shown'),
  });
  return [
    column(`${service}_elders_within`, 'within', eldersWithin),
    column(`${service}_elders_alone`, 'alone', eldersAlone),
  ];
}

/** Counts in cells: none of a cell where one of them is small, and so many cells more that nothing follows from the totals. */
export function markedCells(
  start: string,
  covered: readonly number[],
  gap: readonly number[],
  below: number,
): MarkedColumn[] {
  const linked = covered.map((persons, i) => persons + gap[i]!);
  const marks = cellMarks(linked, [covered, gap, linked], below);
  return [
    { name: 'linked', values: linked, marks },
    { name: `${start}_covered`, values: covered, marks },
    { name: `${start}_gap`, values: gap, marks },
    { name: `${start}_share`, values: covered.map((persons, i) => shareOf(persons, gap[i]!)), marks },
  ];
}

/** Persons cut off in cells, told only where neither they nor the others out of reach are few, and as above. */
export function markedCutOff(
  start: string,
  cutOff: readonly number[],
  others: readonly number[],
  below: number,
): MarkedColumn {
  return { name: `${start}_cut_off`, values: cutOff, marks: cellMarks(cutOff, [cutOff, others], below) };
}

/** A cell is hidden where any of its counts is small; then those with least of `size`, until what is hidden has no small sum. */
function cellMarks(size: readonly number[], counts: readonly (readonly number[])[], below: number): Mark[] {
  const noise = 1e-6;
  const isSmall = (persons: number): boolean => persons > noise && persons < below - noise;
  const hidden = new Set<number>();
  size.forEach((_, i) => {
    if (counts.some((values) => isSmall(values[i]!))) hidden.add(i);
  });
  const sumOf = (values: readonly number[]): number => [...hidden].reduce((sum, i) => sum + values[i]!, 0);
  const isExposed = (): boolean => hidden.size === 1 || counts.some((values) => isSmall(sumOf(values)));
  const spare = size.map((_, i) => i).filter((i) => !hidden.has(i));
  spare.sort((a, b) => size[a]! - size[b]!);
  while (hidden.size > 0 && isExposed() && spare.length > 0) hidden.add(spare.shift()!);
  return size.map((_, i) => (hidden.has(i) ? 'withheld' : 'shown'));
}
