import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { figureCell, milliCell, textCell } from '../../src/brief/csv';
import { buildSummary } from '../../src/brief/summary';
import {
  accessCsv,
  districtsCsv,
  eldersCsv,
  facilitiesCsv,
  rejectedCsv,
  sitingCsv,
} from '../../src/brief/tables-csv';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { makeFindings } from './fixture-findings';

function parse(text: string): Record<string, string>[] {
  const result = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(result.errors).toEqual([]);
  return result.data;
}

describe('cells', () => {
  it('disarm whatever a spreadsheet would run, and leave plain numbers and words alone', () => {
    for (const text of [
      '=1+1',
      '+f3',
      '-x',
      '@a',
      '\tx',
      '\rx',
      ' =1',
      '＝1',
      '＋1a',
      '－x',
      '＠a',
      '\u200b=1',
      '-1+1',
      '+86 138',
    ]) {
      expect(Papa.parse<string[]>(textCell(text), { delimiter: ',' }).data[0][0], JSON.stringify(text)).toBe(
        `'${text}`,
      );
    }
    for (const text of ['-1.5', '+8', '1e3', '-2E-5', '渡口街食堂', 'a=b', ''])
      expect(textCell(text)).toBe(text);
  });

  it('quote commas, quotation marks and line breaks', () => {
    expect(textCell('老城 "福"\n站')).toBe('"老城 ""福""\n站"');
    expect(textCell('a,b')).toBe('"a,b"');
  });

  it('print figures to 12 digits, millis to three decimals, and nothing where there is none', () => {
    expect(figureCell(1 / 3)).toBe('0.333333333333');
    expect(figureCell(0.1 + 0.2)).toBe('0.3');
    expect(figureCell(1234567)).toBe('1234567');
    expect(figureCell(-0)).toBe('0');
    expect(milliCell(2310)).toBe('2310.000');
    for (const value of [NaN, Infinity]) expect([figureCell(value), milliCell(value)]).toEqual(['', '']);
  });
});

describe('tables of a run', () => {
  const findings = makeFindings();

  it('have one row an elder row, with empty cells where unreached or unlinked', () => {
    const data = parse(eldersCsv(findings));
    expect(data.map((row) => row['id'])).toEqual(['e1', 'e2', 'e3', "'=1+1", 'e5, 南', 'e6']);
    // 1386 m at 0.8 m/s: 1732.5 s.
    expect(data[2]).toMatchObject({
      elders: '60',
      linked: '1',
      snap_metres: '12.346',
      meals_nearest: 'f1',
      meals_metres: '1386.000',
      meals_seconds: '1732.500',
      meals_within: '0',
      meals_within_age60: '0',
    });
    expect(data[3]).toMatchObject({
      linked: '1',
      meals_nearest: '',
      meals_metres: '',
      meals_seconds: '',
      meals_within: '0',
    });
    expect(data[5]).toMatchObject({
      linked: '0',
      snap_metres: '345.679',
      meals_metres: '',
      meals_within: '',
      meals_choices: '',
      meals_within_age80: '',
    });
    // e2, 700 m: 12 of 30 at 1.0 and 15 at 0.8, none at 0.6.
    expect(data[1]).toMatchObject({
      meals_within_age60: '1',
      meals_within_age70: '1',
      meals_within_age80: '0',
      meals_within_own: '0.9',
    });
    expect(data.map((row) => row['meals_cut_off'])).toEqual(['', 'pace', 'water', '', '', '']);
    // The site is at e1's door; to the other two it is as far round as the streets are long.
    const { elders } = findings;
    const factor = (row: number, metres: number) =>
      (
        metres / distanceMetres(elders.lons[row]!, elders.lats[row]!, elders.lons[0]!, elders.lats[0]!)
      ).toFixed(3);
    const walked = [factor(1, 700), factor(2, 1386), '', factor(4, 100), ''];
    expect(data.map((row) => row['meals_detour'])).toEqual(['', ...walked]);
    expect(data.every((row) => row['legal_cut_off'] === '' && row['legal_detour'] === '')).toBe(true);
    const straight = parse(eldersCsv({ ...findings, approximate: true }));
    expect(straight.every((row) => row['meals_detour'] === '')).toBe(true);
    expect(Number(data[0]['lon'])).toBe(findings.elders.lons[0]);
    expect(Number(data[4]['lat'])).toBe(findings.elders.lats[4]);
  });

  it('keep every facility, its name as text', () => {
    const data = parse(facilitiesCsv(findings));
    expect(data.map((row) => row['name'])).toEqual([
      '渡口街食堂',
      `'=HYPERLINK("http://x")`,
      '老城 "福"\n站',
    ]);
    expect(data[2]).toMatchObject({ id: "'+f3", linked: '0', snap_metres: '', meals_elders_within: '' });
    expect(data[0]['meals_elders_within']).toBe(String(38 + 30 + 10));
  });

  it('give access by place, service and method', () => {
    const data = parse(accessCsv(findings));
    expect(data).toHaveLength(6 + 2);
    expect(data[0]).toEqual({
      of: 'elders',
      id: 'e1',
      service: 'meals',
      method: '2sfca',
      score: '0.5',
      approximate: '0',
    });
    expect(data[5]['score']).toBe('');
    expect(data[6]).toEqual({
      of: 'facilities',
      id: 'f1',
      service: 'meals',
      method: '2sfca',
      score: '0.5',
      approximate: '0',
    });
    expect(data[7]).toMatchObject({ id: 'f2', score: '' });
  });

  it('give districts at everyone’s pace, as design.md names the columns', () => {
    const data = parse(districtsCsv(findings));
    // 北坡: e1 38 and e2 30 reach, e6 10 unlinked.
    expect(data[0]).toMatchObject({
      id: 'd0',
      name: '北坡社区',
      elders: '78',
      meals_covered: '68',
      meals_gap: '0',
      meals_share: '1',
      meals_unlinked: '10',
      meals_own_covered: '65',
      meals_own_gap: '3',
    });
    expect(data[1]).toMatchObject({ elders: '68', meals_covered: '0', meals_gap: '68', meals_share: '0' });
  });

  it('list refused rows with place, value and code, and no sites yet', () => {
    expect(parse(rejectedCsv(findings))).toEqual([
      { file: 'elders.csv', row: '9', column: '经度', value: "'@abc", code: 'run.bug' },
    ]);
    expect(sitingCsv()).toBe('rank,id,lon,lat,gain,covered_after,approximate\r\n');
  });
});

describe('summary', () => {
  const summary = JSON.parse(JSON.stringify(buildSummary(makeFindings()))) as Record<string, never>;

  it('tells persons, services, access, parameters and files', () => {
    expect(summary).toMatchObject({ elders: 156, linked: 146, unlinked: 10 });
    expect(summary['services']['meals']).toMatchObject({
      covered: 78,
      gap: 68,
      unlinked: 10,
      share: 78 / 146,
      own_pace: { covered: 75, gap: 71, share: 75 / 146 },
      paper: { covered: 138, gap: 8 },
      cut_off: { pace: 3, water: 60, rail: 0, road: 0, apart: 0, compound: 0, around: 0 },
    });
    expect(summary['services']['meals']['bands']['age80']).toMatchObject({
      metres_per_second: 0.6,
      foot: { covered: 8, gap: 15 },
    });
    expect(summary['services']['legal']).toMatchObject({ covered: 0, gap: 146, mean_seconds: null });
    expect(summary['equity'][0]).toEqual({
      service: 'meals',
      method: '2sfca',
      mean_score: 39 / 146,
      gini: 68 / 146,
    });
    expect(summary['siting']).toMatchObject({ model: 'mclp', chosen: [], note: 'siting.notYet' });
    expect(summary['parameters']['walk']).toMatchObject({ limitMinutes: 15, paperMetres: 1000 });
    expect(summary['files'][2]).toMatchObject({
      name: 'elders.csv',
      rows_read: 7,
      rows_used: 6,
      rows_refused: 1,
    });
  });

  it('agrees with the tables to the last digit', () => {
    const districts = parse(districtsCsv(makeFindings()));
    const outside = 10;
    const covered = districts.reduce((sum, row) => sum + Number(row['meals_covered']), outside);
    expect(covered).toBe(summary['services']['meals']['covered']);
  });
});
