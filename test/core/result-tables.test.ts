/** The run's tables for their audience: whole inside the house; for others the same columns without homes, rows of elders and small counts. */
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { resultNotes, resultTables } from '../../src/brief/result-tables';
import { accessCsv, districtsCsv, eldersCsv, facilitiesCsv, rejectedCsv } from '../../src/brief/tables-csv';
import { buildSummary } from '../../src/brief/summary';
import type { Findings } from '../../src/domain/findings';
import type { StudySettings } from '../../src/domain/study';
import { makeFindings, rows } from './fixture-findings';

type Audience = StudySettings['privacy']['audience'];

function forWhom(audience: Audience, suppressBelow = 5): Findings {
  return makeFindings({ settings: { privacy: { audience, suppressBelow } } });
}

function textOf(name: string, findings: Findings): string {
  return resultTables.find((table) => table.name === name)!.write(findings, 'meals');
}

function parse(text: string): { fields: string[]; data: Record<string, string>[] } {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return { fields: meta.fields!, data };
}

test('inside the house every table is whole', () => {
  const findings = forWhom('internal');
  const whole = {
    'elders.csv': eldersCsv(findings),
    'facilities.csv': facilitiesCsv(findings),
    'access.csv': accessCsv(findings),
    'districts.csv': districtsCsv(findings),
    'rejected.csv': rejectedCsv(findings),
    'summary.json': `${JSON.stringify(buildSummary(findings), null, 2)}\n`,
  };
  expect(Object.fromEntries(resultTables.map(({ name }) => [name, textOf(name, findings)]))).toEqual(whole);
  expect(resultNotes(findings)).toEqual([]);
  expect(parse(whole['elders.csv']).data).toHaveLength(rows.length);
});

test.each(['government', 'public'] as const)(
  '%s: the columns stay, homes and their ids are nowhere',
  (audience) => {
    const inside = forWhom('internal');
    const outside = forWhom(audience);
    expect(resultNotes(outside).map(({ code }) => code)).toEqual(['export.tablesForOthers']);
    for (const { isOfHomes, name } of resultTables) {
      const text = textOf(name, outside);
      for (const { id } of rows)
        expect(text.split(/[",\s]+/), `${name} names ${id}`).not.toContain(id.split(/[,\s]+/)[0]);
      for (let row = 1; row < rows.length; row++)
        expect(text).not.toContain(String(outside.elders.lons[row]));
      if (!name.endsWith('.csv')) continue;
      const [was, is] = [parse(textOf(name, inside)), parse(text)];
      expect(is.fields.slice(0, was.fields.length)).toEqual(was.fields);
      expect(is.data).toHaveLength(isOfHomes ? 0 : was.data.length);
      expect(was.data.length).toBeGreaterThan(0);
    }
  },
);

test('what is shown to others is what it is inside, and never a small count', () => {
  const [inside, outside] = [forWhom('internal', 20), forWhom('public', 20)];
  let shown = 0;
  let empty = 0;
  for (const name of ['facilities.csv', 'districts.csv']) {
    const [was, is] = [parse(textOf(name, inside)), parse(textOf(name, outside))];
    for (const [row, cells] of is.data.entries())
      for (const field of was.fields) {
        if (cells[field] === was.data[row]![field]) shown++;
        else {
          expect(cells[field], `${name} ${field}`).toBe('');
          empty++;
        }
        if (!/_(covered|gap|within|alone)$|^elders$/.test(field) || cells[field] === '') continue;
        const persons = Number(cells[field]);
        expect(persons === 0 || persons >= 20, `${name} ${field} ${persons}`).toBe(true);
      }
  }
  expect(shown).toBeGreaterThan(10);
  expect(empty).toBeGreaterThan(5);
  // Legal help is not the service that was chosen: no figure of it.
  for (const cells of parse(textOf('districts.csv', outside)).data)
    expect([cells['legal_covered'], cells['legal_gap'], cells['elders']]).toEqual(['', '', '']);
});

test('the summary for others has the same keys, and null for what the brief hides', () => {
  const [inside, outside] = (['internal', 'public'] as const).map(
    (audience) => JSON.parse(textOf('summary.json', forWhom(audience))) as Record<string, unknown>,
  ) as [Record<string, unknown>, Record<string, unknown>];
  expect(Object.keys(outside)).toEqual(Object.keys(inside));
  // 156 elders, 10 unlinked; 75 covered and 71 not at their own pace (fixture-findings).
  expect(outside).toMatchObject({ elders: 156, linked: 146, unlinked: 10, elder_rows: null });
  const meals = (outside['services'] as Record<string, Record<string, unknown>>)['meals']!;
  expect(meals['own_pace']).toMatchObject({ covered: 75, gap: 71 });
  // 63 in all are printed: beside 3 who are too slow the 60 beyond the river are hidden too.
  expect(meals['cut_off']).toEqual({
    ...{ pace: null, water: null, rail: 0, road: 0 },
    ...{ apart: 0, compound: 0, around: 0 },
  });
  const small: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    else if (
      /\.(elders|linked|unlinked|covered|gap|cut_off\.\w+)$/.test(path) &&
      Number(value) > 0 &&
      Number(value) < 5
    )
      small.push(path);
  };
  walk(inside, '');
  expect(small.length).toBeGreaterThan(0);
  small.length = 0;
  walk(outside, '');
  expect(small).toEqual([]);
  expect((outside['notes'] as { code: string }[]).map(({ code }) => code)).toContain(
    'export.tablesForOthers',
  );
});

test('rows of elders and volunteers that were not used come without the cell that stopped them', () => {
  const findings = forWhom('public');
  const refused = [
    { file: 'e.csv', row: 3, column: '经度', value: '103.8x', code: 'row.badNumber' },
  ] as const;
  const [report] = findings.reports;
  const withRefused = (kind: 'elders' | 'facilities'): Findings =>
    ({ ...findings, reports: [{ ...report!, kind, refused }] }) as unknown as Findings;
  expect(textOf('rejected.csv', withRefused('elders'))).toContain('e.csv,3,经度,,row.badNumber');
  expect(textOf('rejected.csv', withRefused('facilities'))).toContain('e.csv,3,经度,103.8x,row.badNumber');
});
