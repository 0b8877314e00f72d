import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Line } from '../../src/brief/disclosure';
import { buildFacts } from '../../src/brief/facts';
import { hideFacts } from '../../src/brief/hide';
import { suppress } from '../../src/brief/suppress';
import { factKey } from '../../src/domain/fact';
import { cutOffCauses } from '../../src/domain/findings';
import { defaultSettings } from '../../src/domain/study';
import { makeFindings, type Row } from './fixture-findings';

const cell = (key: string, value: number, isHeadline = false): Cell => ({
  key,
  value,
  printed: true,
  isHeadline,
});

describe('suppression', () => {
  it('hides 1 to 4, shows 0 and 5', () => {
    const marks = suppress(
      [0, 1, 4, 5].map((value) => cell(`c${value}`, value)),
      [],
      5,
    );
    expect(Object.fromEntries(marks)).toEqual({ c0: 'shown', c1: 'small', c4: 'small', c5: 'shown' });
  });

  it('hides nothing with a threshold of 1 or 0', () => {
    for (const below of [0, 1]) {
      expect([...suppress([cell('a', 1), cell('b', 2)], [], below).values()]).toEqual(['shown', 'shown']);
    }
  });

  it('hides the next smallest beside a single small count of a printed sum', () => {
    const cells = [cell('total', 62, true), cell('a', 3), cell('b', 40), cell('c', 19)];
    const marks = suppress(cells, [{ total: 'total', parts: ['a', 'b', 'c'] }], 5);
    expect(Object.fromEntries(marks)).toEqual({ total: 'shown', a: 'small', b: 'shown', c: 'withheld' });
  });

  it('does not leave two small counts whose printed sum gives both away', () => {
    // 4 + 4 = 8: whoever reads "<5" twice and 8 knows both. One of them may then be of any size: 8 is 1 + 7 to 4 + 4.
    const cells = [cell('all', 58, true), cell('sum', 8), cell('a', 4), cell('b', 4), cell('rest', 50)];
    const lines = [
      { total: 'sum', parts: ['a', 'b'] },
      { total: 'all', parts: ['sum', 'rest'] },
    ];
    const marks = suppress(cells, lines, 5);
    expect(Object.fromEntries(marks)).toEqual({
      all: 'shown',
      sum: 'shown',
      a: 'withheld',
      b: 'small',
      rest: 'shown',
    });
  });

  it('does not bound a small count by the size of what is withheld beside it', () => {
    // 11 = 1 + 5 + 5, as a table of the sample has it: with one more hidden, 1 can be anything up to 6.
    const cells = [cell('total', 11, true), cell('a', 1), cell('b', 5), cell('c', 5)];
    const marks = suppress(cells, [{ total: 'total', parts: ['a', 'b', 'c'] }], 5);
    expect(Object.fromEntries(marks)).toEqual({ total: 'shown', a: 'small', b: 'withheld', c: 'shown' });
  });

  it('withholds no headline while other figures will do', () => {
    const table = twoWay([
      [30, 3, 20],
      [40, 25, 30],
      [35, 45, 50],
    ]);
    const marks = suppress(table.cells, table.lines, 5);
    for (const { key, isHeadline } of table.cells) if (isHeadline) expect(marks.get(key)).toBe('shown');
    expect([...marks.values()].filter((mark) => mark === 'withheld')).toHaveLength(3);
  });

  it('leaves no small cell that can be worked out, in any two-way table (solved by rational elimination of our own)', () => {
    const tables = fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 90 })), {
        minLength: 3,
        maxLength: 3,
      }),
      {
        minLength: 2,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(tables, (values) => {
        const { cells, lines } = twoWay(values);
        const marks = suppress(cells, lines, 5);
        for (const { key, value } of cells) {
          if (value > 0 && value < 5) expect(marks.get(key)).not.toBe('shown');
          else expect(marks.get(key)).not.toBe('small');
        }
        const hidden = cells.filter(({ key }) => marks.get(key) !== 'shown').map(({ key }) => key);
        for (const { key, value } of cells)
          if (value > 0 && value < 5) expect(isDetermined(key, hidden, lines), key).toBe(false);
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  it('lets every small count of a little table be at least two things, by trying all whole tables', () => {
    const tables = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(tables, (values) => {
        const { cells, lines } = twoWay(values);
        const marks = suppress(cells, lines, 5);
        const possible = enumerate(values, marks);
        for (const [i, line] of values.entries()) {
          for (const [j] of line.entries()) {
            if (!(values[i][j] > 0 && values[i][j] < 5)) continue;
            expect(new Set(possible.map((table) => table[i][j])).size).toBeGreaterThan(1);
          }
        }
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

describe('suppression of a whole brief', () => {
  const row = fc.record({
    id: fc.constant('e'),
    ages: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(6), fc.nat(2)),
    district: fc.integer({ min: -1, max: 2 }),
    linked: fc.boolean(),
    metres: fc.constantFrom(100, 600, 700, 800, 1400, Infinity),
    straight: fc.constantFrom(50, 400, 900, 1200),
    across: fc.constantFrom('around' as const, 'water' as const, 'rail' as const, 'compound' as const),
  });

  it('gives no small count away across its tables, whatever the town', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 9 }), (people) => {
        // Nobody walks less than the straight line.
        const town: Row[] = people.map((one) => ({ ...one, straight: Math.min(one.straight, one.metres) }));
        const facts = buildFacts(makeFindings({ rows: town, districtNames: ['a', 'b', 'c'] }), 'meals');
        const marks = hideFacts(facts, 5);
        const all = Object.values(facts.all);
        const hidden = all
          .filter(({ key, unit }) => unit === 'persons' && marks.get(key) !== 'shown')
          .map(({ key }) => key);
        for (const fact of all) {
          if (fact.unit === 'persons' && fact.value > 0 && fact.value < 5)
            expect(marks.get(fact.key)).not.toBe('shown');
          if (fact.unit !== 'share' || marks.get(fact.key) !== 'shown') continue;
          const paper = fact.topic.kind === 'paperShare';
          const part = fact.key.replace(/^\w+/, paper ? 'paperCovered' : 'covered');
          expect(marks.get(part), `${fact.key} shown, ${part} hidden`).toBe('shown');
        }
        const lines = sumsOf(facts.all);
        for (const { key, unit, value } of all)
          if (unit === 'persons' && value > 0 && value < 5)
            expect(isDetermined(key, hidden, lines), key).toBe(false);
      }),
      { numRuns: 120, seed: 42 },
    );
  });

  it('does not give away who gets there from beyond the paper radius, where the limit reaches further', () => {
    // 30 minutes at 1.0 m/s are 1,800 m: 2 persons of 60–69 live 1,500 m away and get there.
    const rows: Row[] = [
      { id: 'near', ages: [40, 0, 0, 0], district: 0, linked: true, metres: 300, straight: 250 },
      {
        id: 'kept',
        ages: [30, 0, 0, 0],
        district: 0,
        linked: true,
        metres: 2000,
        straight: 400,
        across: 'water',
      },
      { id: 'far', ages: [25, 0, 0, 0], district: 0, linked: true, metres: 3000, straight: 2500 },
      { id: 'few', ages: [2, 0, 0, 0], district: 0, linked: true, metres: 1600, straight: 1500 },
    ];
    const walk = { ...defaultSettings.walk, limitMinutes: 30 };
    const facts = buildFacts(makeFindings({ rows, settings: { walk }, districtNames: ['a'] }), 'meals');
    expect(facts.paperContainsFoot).toBe(false);
    const topic = { service: 'meals', scope: 'own' } as const;
    const [covered, onPaper, cutOff] = (['covered', 'paperCovered', 'cutOff'] as const).map((kind) =>
      factKey({ kind, ...topic }),
    ) as [string, string, string];
    const valueOf = (key: string) => facts.all[key]!.value;
    expect(valueOf(covered) - (valueOf(onPaper) - valueOf(cutOff))).toBe(2);
    const marks = hideFacts(facts, 5);
    expect([...marks.keys()].sort()).toEqual(Object.keys(facts.all).sort());
    // Each of the three can be had otherwise as well: from its complement, its age band, or the causes.
    const known = (...keys: string[]) => keys.every((key) => marks.get(key) === 'shown');
    const linked = factKey({ kind: 'linked' });
    const knowsCovered = known(covered) || known(linked, factKey({ kind: 'gap', ...topic }));
    const knowsPaper = known(onPaper) || known(linked, factKey({ kind: 'paperGap', ...topic }));
    const causes = cutOffCauses.map((cause) => factKey({ kind: 'cutOff', ...topic, cause }));
    const knowsCutOff = known(cutOff) || known(factKey({ kind: 'paperOnly', ...topic })) || known(...causes);
    expect(knowsCovered && knowsPaper && knowsCutOff).toBe(false);
    // With nobody few nothing is hidden.
    const many = rows.map((row) => (row.id === 'few' ? { ...row, ages: [20, 0, 0, 0] as const } : row));
    const open = buildFacts(makeFindings({ rows: many, settings: { walk }, districtNames: ['a'] }), 'meals');
    expect([...hideFacts(open, 5).values()].every((mark) => mark === 'shown')).toBe(true);
  });

  it('shows everything where no threshold is set', () => {
    const findings = makeFindings({
      settings: { privacy: { ...defaultSettings.privacy, suppressBelow: 0 } },
    });
    const marks = hideFacts(buildFacts(findings, 'meals'), 0);
    expect([...marks.values()].every((mark) => mark === 'shown')).toBe(true);
  });
});

/** Cells `i,j` with row totals `i,+`, column totals `+,j` and the grand total `+,+`. */
function twoWay(values: readonly (readonly number[])[]): { cells: Cell[]; lines: Line[] } {
  const columns = values[0].map((_, j) => j);
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
  const cells = [
    ...values.flatMap((line, i) => [
      ...line.map((value, j) => cell(`${i},${j}`, value)),
      cell(`${i},+`, sum(line)),
    ]),
    ...columns.map((j) => cell(`+,${j}`, sum(values.map((line) => line[j])), true)),
    cell('+,+', sum(values.flat()), true),
  ];
  const lines = [
    ...values.map((line, i) => ({ total: `${i},+`, parts: line.map((_, j) => `${i},${j}`) })),
    ...columns.map((j) => ({ total: `+,${j}`, parts: values.map((_, i) => `${i},${j}`) })),
    { total: '+,+', parts: columns.map((j) => `+,${j}`) },
    { total: '+,+', parts: values.map((_, i) => `${i},+`) },
  ];
  return { cells, lines };
}

/** Every sum that holds among the facts by what they mean, found here anew: totals of bands, districts, and covered + gap. */
function sumsOf(all: ReturnType<typeof buildFacts>['all']): Line[] {
  const keys = Object.keys(all);
  const has = (line: Line): boolean => [line.total, ...line.parts].every((key) => key in all);
  const bands = ['age60', 'age70', 'age80', 'ageUnknown'];
  const places = keys
    .filter((key) => key.startsWith('linked:district-'))
    .map((key) => key.slice('linked:'.length));
  const lines: Line[] = [{ total: 'elders', parts: ['linked', 'unlinked'] }];
  for (const scope of ['overall', 'own', ...bands]) {
    const linked = bands.includes(scope) ? `linked:${scope}` : 'linked';
    for (const service of ['meals', 'legal']) {
      lines.push({ total: linked, parts: [`covered:${service}:${scope}`, `gap:${service}:${scope}`] });
      lines.push({
        total: linked,
        parts: [`paperCovered:${service}:${scope}`, `paperGap:${service}:${scope}`],
      });
      lines.push({
        total: `paperCovered:${service}:${scope}`,
        parts: [`covered:${service}:${scope}`, `paperOnly:${service}:${scope}`],
      });
    }
  }
  for (const service of ['meals', 'legal']) {
    lines.push({ total: `paperOnly:${service}:own`, parts: [`cutOff:${service}:own`] });
    const causes = ['pace', 'water', 'rail', 'road', 'apart', 'compound', 'around'];
    lines.push({
      total: `cutOff:${service}:own`,
      parts: causes.map((cause) => `cutOff:${service}:own:${cause}`),
    });
  }
  const known = bands.filter((band) => `linked:${band}` in all);
  lines.push({ total: 'linked', parts: known.map((band) => `linked:${band}`) });
  for (const kind of ['covered', 'gap', 'paperCovered', 'paperGap', 'paperOnly']) {
    lines.push({ total: `${kind}:meals:own`, parts: known.map((band) => `${kind}:meals:${band}`) });
  }
  for (const place of places) {
    lines.push({ total: `linked:${place}`, parts: [`covered:meals:own:${place}`, `gap:meals:own:${place}`] });
  }
  for (const kind of ['linked', 'covered:meals:own', 'gap:meals:own']) {
    lines.push({ total: kind, parts: places.map((place) => `${kind}:${place}`) });
  }
  for (const kind of ['paperCovered', 'paperGap']) {
    lines.push({ total: `${kind}:meals:own`, parts: [`${kind}:meals:overall`] });
  }
  const sums = lines.filter((line) => line.parts.length > 0 && has(line));
  for (const { total, parts } of sums) {
    // The model of the test must itself be true of the facts.
    expect(
      parts.reduce((sum, key) => sum + all[key].value, 0),
      total,
    ).toBeCloseTo(all[total].value, 6);
  }
  return sums;
}

/** Whether the lines fix one hidden cell: its unit row must lie in their row space, that is, adding it must not raise the rank. */
function isDetermined(key: string, hidden: readonly string[], lines: readonly Line[]): boolean {
  const matrix = lines.map((line) =>
    hidden.map(
      (other) => (other === line.total ? -1 : 0) + line.parts.filter((part) => part === other).length,
    ),
  );
  const unit = hidden.map((other) => (other === key ? 1 : 0));
  return rank(matrix) === rank([...matrix, unit]);
}

function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((line) => [...line]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((line, i) => i >= found && Math.abs(line[column]) > 1e-9);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    for (let i = found + 1; i < rows.length; i++) {
      const factor = rows[i][column] / rows[found][column];
      for (let j = column; j < rows[i].length; j++) rows[i][j] -= factor * rows[found][j];
    }
    found += 1;
  }
  return found;
}

/** All 2 × 2 tables of whole numbers that print the same: shown figures equal, small ones 1–4, withheld ones of any size. */
function enumerate(values: readonly (readonly number[])[], marks: ReadonlyMap<string, string>): number[][][] {
  const fits = (key: string, value: number, real: number): boolean => {
    const mark = marks.get(key);
    if (mark === 'shown') return value === real;
    return mark === 'withheld' || (value >= 1 && value <= 4);
  };
  const [[a, b], [c, d]] = values;
  const found: number[][][] = [];
  const top = 30;
  for (let w = 0; w <= top; w++) {
    if (!fits('0,0', w, a)) continue;
    for (let x = 0; x <= top; x++) {
      if (!fits('0,1', x, b) || !fits('0,+', w + x, a + b)) continue;
      for (let y = 0; y <= top; y++) {
        if (!fits('1,0', y, c) || !fits('+,0', w + y, a + c)) continue;
        for (let z = 0; z <= top; z++) {
          if (!fits('1,1', z, d) || !fits('1,+', y + z, c + d) || !fits('+,1', x + z, b + d)) continue;
          if (fits('+,+', w + x + y + z, a + b + c + d))
            found.push([
              [w, x],
              [y, z],
            ]);
        }
      }
    }
  }
  return found;
}
