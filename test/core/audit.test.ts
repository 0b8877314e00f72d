/** The way of a walk-audit sheet: made, filled in, dropped, on the streets, taken away again. */
import * as XLSX from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { auditHtml } from '../../src/brief/audit/sheet-html';
import { auditXlsx } from '../../src/brief/audit/sheet-xlsx';
import { joinCsv, textCell } from '../../src/brief/csv';
import type { AuditRow } from '../../src/domain/audit';
import type { AuditQuery, AuditSheet } from '../../src/domain/audit-sheet';
import { defaultAuditWalk, type Study } from '../../src/domain/study';
import { auditWords } from '../../src/i18n/audit-words';
import { cleanWords } from '../../src/i18n/clean-words';
import { withoutIdentity } from '../../src/intake/cleaned-study';
import { compareFiles } from '../../src/intake/compare-files';
import { guessLayers } from '../../src/intake/guess-layer';
import { parseStudy, writeStudy } from '../../src/intake/study-file';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { auditSheet, mostPieces } from '../../src/workers/audit-sheet';
import { town } from '../scenes/town';
import { townStudy } from '../scenes/town-study';

/** A main street of three pieces with a way round its middle one, which is 60 m longer. */
const drawing = town()
  .at({ A: [0, 0], B: [100, 0], C: [300, 0], D: [400, 0], E: [100, 30], F: [300, 30] })
  .street('A B C D', { name: '前进街' })
  .street('B E F C', { name: '后巷' });
const study = townStudy(
  drawing,
  [
    { id: 'west', spot: 'A' },
    { id: 'middle', spot: [150, 0] },
  ],
  [{ id: 'site', spot: 'D' }],
);
const box = [...drawing.lonLat([-10, -10]), ...drawing.lonLat([410, 40])] as const;
const all: AuditQuery = { kind: 'box', box: box as never };

const stages = createStages();
async function solved(one: Study): Promise<Solution> {
  const result = await solve(one, stages);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}
const secondsOf = ({ findings }: Solution) => findings.services[0]!.seconds[0]!;

let sheet: AuditSheet;
beforeAll(async () => {
  sheet = (await auditSheet(await solved(study), all))!;
});

/** The workbook with answers written into it, column name → answer, by number of the piece. */
async function filled(
  language: 'zh' | 'en',
  answers: Readonly<Record<number, Readonly<Record<string, string | number>>>>,
  ending: 'xlsx' | 'csv' = 'xlsx',
): Promise<File> {
  const book = XLSX.read(new Uint8Array(await (await auditXlsx(sheet, language)).arrayBuffer()));
  const table = book.Sheets[book.SheetNames[0]!]!;
  const rows = XLSX.utils.sheet_to_json<(string | number | null)[]>(table, { header: 1, defval: null });
  const columns = auditWords(language).columns as Record<string, string>;
  const header = rows[0]!;
  for (const row of rows.slice(1))
    for (const [column, answer] of Object.entries(answers[Number(row[0])] ?? {})) {
      const at = header.indexOf(columns[column]!);
      expect(at, column).toBeGreaterThanOrEqual(0);
      row[at] = answer;
    }
  if (ending === 'csv') {
    const text = joinCsv(
      header.map(String),
      rows.slice(1).map((row) => header.map((_, at) => textCell(String(row[at] ?? '')))),
    );
    return new File([text], 'audit.csv');
  }
  const out = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(out, XLSX.utils.aoa_to_sheet(rows), 'Sheet1');
  XLSX.utils.book_append_sheet(out, book.Sheets[book.SheetNames[1]!]!, 'Sheet2');
  return new File([XLSX.write(out, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer], 'audit.xlsx');
}

/** As dropped on the page: recognised, and added to the study. */
async function dropped(file: File, onto = study): Promise<Study> {
  const guess = await guessLayers(onto, { [file.name]: file });
  expect(guess.faults).toEqual([]);
  return { settings: guess.settings, files: { ...onto.files, [file.name]: file } };
}

describe('a sheet', () => {
  test('asks about every piece in sight once, streets together, and finds each again', () => {
    expect(sheet.pieces.map(({ number, name }) => [number, name])).toEqual([
      [1, '前进街'],
      [2, '前进街'],
      [3, '前进街'],
      [4, '后巷'],
    ]);
    expect(sheet.pieces.map(({ key }) => Math.round(key.metres))).toEqual([100, 200, 100, 260]);
    expect(sheet.left).toBe(0);
    expect(sheet.around.count).toBe(4);
  });

  test('holds the way of a place, what lies around a spot, and the ground of a question', async () => {
    const solution = await solved(study);
    const numbers = async (query: AuditQuery) =>
      (await auditSheet(solution, query))?.pieces.map(({ key }) => Math.round(key.metres)) ?? null;
    expect(await numbers({ kind: 'way', row: 1, service: 'meals' })).toEqual([200, 100]);
    const [lon, lat] = drawing.lonLat([0, 0]);
    expect(await numbers({ kind: 'around', lon, lat, metres: 60 })).toEqual([100]);
    expect(await numbers({ kind: 'around', lon, lat, metres: 20 })).toBeNull();
    const place = { kind: 'spot', lon, lat } as const;
    const ground = { place, who: 'everybody', direction: 'toFacility', minutes: [2] } as const;
    // 120 m: to the first joint and 20 m on.
    expect(await numbers({ kind: 'ground', query: ground })).toEqual([100]);
  });

  test('is a workbook with lists to choose from, ranges and a sheet that explains', async () => {
    for (const language of ['zh', 'en'] as const) {
      const bytes = new Uint8Array(await (await auditXlsx(sheet, language)).arrayBuffer());
      const book = XLSX.read(bytes, { bookFiles: true } as never) as XLSX.WorkBook & {
        files: Record<string, { content: Uint8Array }>;
      };
      expect(book.SheetNames).toHaveLength(2);
      const xml = new TextDecoder().decode(book.files['xl/worksheets/sheet1.xml']!.content);
      const { options } = auditWords(language);
      for (const list of Object.values(options))
        expect(xml).toContain(`"${list.join(',')}"`.replaceAll('"', '&quot;'));
      expect(xml.match(/<dataValidation type="(whole|decimal)"/g)).toHaveLength(5);
    }
  });

  test('is a page with a row to fill in for each piece, its numbers on the map, and no script', () => {
    for (const language of ['zh', 'en'] as const) {
      const html = auditHtml(sheet, '研究 <1>', language, '2026-11-27');
      expect(html.match(/<tr>/g)).toHaveLength(1 + sheet.pieces.length);
      expect(html.match(/<circle /g)).toHaveLength(sheet.pieces.length);
      expect(html).toContain('研究 &lt;1&gt;');
      expect(html).not.toContain('<script');
      for (const note of auditWords(language).sheet.notes) expect(html).toContain(note);
    }
  });

  test('holds at most so many pieces, those nearest to the middle', async () => {
    const opened = await openStudy('data/sample/study.json');
    if (!opened.ok) throw new Error(opened.fault.code);
    const sample = await solved(opened.value);
    const { bounds } = sample.findings.streets!;
    const big = (await auditSheet(sample, { kind: 'box', box: bounds }))!;
    expect(big.pieces).toHaveLength(mostPieces);
    expect(big.left).toBeGreaterThan(500);
    expect(new Set(big.pieces.map(({ key }) => key.middle.join(' '))).size).toBe(mostPieces);
  });
});

describe('a filled sheet', () => {
  test.each([
    ['zh', 'xlsx'],
    ['en', 'xlsx'],
    ['zh', 'csv'],
    ['en', 'csv'],
  ] as const)(
    'dropped (%s, %s) is known, read and slows the street; removed, all is as before',
    async (language, ending) => {
      const { options } = auditWords(language);
      const before = await solved(study);
      expect(secondsOf(before)).toBeCloseTo(400, 3);
      const file = await filled(
        language,
        {
          1: {
            wait: 30,
            crossing: options.crossing[1]!,
            benches: 2,
            lighting: options.lighting[1]!,
            remarks: 'x',
          },
          2: { surface: options.surface[1]!, width: 1.2, handrail: options.handrail[0]! },
          3: { steps: 10, slope: '3%', uphill: options.uphill[2]! },
        },
        ending,
      );
      const audited = await dropped(file);
      expect(audited.settings.layers.audit).toEqual([
        { file: file.name, encoding: 'auto', crs: 'auto', columns: {} },
      ]);
      const after = await solved(audited);
      const { findings } = after;
      // Nothing asks for slopes: that is said. With Naismith 3 m up are 25 m of level street.
      expect(findings.notes.map(({ code }) => code)).toContain('audit.slopeOff');
      const climbing = { ...audited.settings.walk, slope: 'naismith' as const };
      const sloped = await solved({ ...audited, settings: { ...audited.settings, walk: climbing } });
      expect(secondsOf(sloped) - secondsOf(after)).toBeCloseTo(25, 3);
      const codes = sloped.findings.notes.map(({ code }) => code);
      expect(codes).toContain('walk.slopesKnown');
      expect(codes).not.toContain('walk.noElevation');
      expect(codes).not.toContain('audit.slopeOff');
      const report = findings.reports.find(({ kind }) => kind === 'audit')!;
      expect([report.rowsRead, report.rowsUsed, report.refused.length]).toEqual([4, 4, 0]);
      expect(report.dropped ?? []).toEqual([]);
      expect(findings.audit).toMatchObject({ lost: 0, metres: expect.closeTo(660, 0) as number });
      const said: Partial<AuditRow>[] = [
        { piece: '1', waitSeconds: 30, crossing: 'zebra', benches: 2, lighting: 'poor', surface: null },
        { piece: '2', surface: 'uneven', width: 1.2, handrail: true, steps: null },
        { piece: '3', steps: 10, slope: 0.03, uphill: 'E' },
        { piece: '4', steps: null, crossing: null, waitSeconds: null, width: null },
      ];
      expect(findings.audit!.rows).toMatchObject(said);
      // The pace is 1 m/s: 30 s of waiting, 200 m of uneven street, 10 steps of 0.3 m at three times the time.
      expect(secondsOf(after)).toBeCloseTo(400 + 30 + 200 * 0.15 + 10 * 0.3 * 2, 3);
      const layers = { ...audited.settings.layers };
      delete (layers as { audit?: unknown }).audit;
      const back = await solved({ ...audited, settings: { ...audited.settings, layers } });
      expect(back.findings.services[0]!.seconds).toEqual(before.findings.services[0]!.seconds);
      expect(back.findings.audit).toBeUndefined();
    },
  );

  test('is walked round where the way round takes less; constants of the study count', async () => {
    const file = await filled('zh', { 2: { surface: '差' } });
    const audited = await dropped(file);
    expect(secondsOf(await solved(audited))).toBeCloseTo(200 + 260, 3);
    const mild = { ...study.settings.walk, audit: { ...defaultAuditWalk, badFactor: 1.2 } };
    const other = { ...audited, settings: { ...audited.settings, walk: mild } };
    expect(secondsOf(await solved(other))).toBeCloseTo(200 + 240, 3);
  });

  test('closes a street to wheelchairs, and with measured waits each pace is a search of its own', async () => {
    const file = await filled('zh', { 2: { width: 0.7 }, 4: { steps: 3 }, 3: { wait: 20 } });
    const chair = { id: 'chair', zh: '轮椅', en: 'chair', metresPerSecond: 0.5, wheelchair: true } as const;
    const { walk } = study.settings;
    const profiles = [{ ...chair, steps: 'forbidden' as const }];
    const audited = await dropped(file);
    const solution = await solved({
      ...audited,
      settings: { ...audited.settings, walk: { ...walk, profiles } },
    });
    const [found] = solution.findings.profiles!;
    // The narrow piece is closed all along; the steps are a point that nobody passes.
    expect(found!.closedMetres).toBeCloseTo(200, 3);
    expect(found!.services[0]!.seconds[0]).toBe(Infinity);
    expect(secondsOf(solution)).toBeCloseTo(400 + 20, 3);
    const slow = { ...walk, metresPerSecond: 0.5 };
    expect(
      secondsOf(await solved({ ...audited, settings: { ...audited.settings, walk: slow } })),
    ).toBeCloseTo(400 / 0.5 + 20, 3);
  });

  test('says row by row what it could not use', async () => {
    const file = await filled('zh', {
      1: { surface: '彩色' },
      2: { steps: '很多', piece: sheet.pieces.length },
      3: { slope: -3 },
      4: { width: '一米' },
    });
    const audited = await dropped(file);
    const { findings } = await solved(audited);
    const report = findings.reports.find(({ kind }) => kind === 'audit')!;
    expect(report.refused.map(({ row, code }) => [row, code])).toEqual([
      [2, 'row.auditWord'],
      [3, 'row.auditKey'],
      [4, 'row.auditRange'],
      [5, 'row.auditNumber'],
    ]);
    expect(report.rowsRead).toBe(report.rowsUsed + report.refused.length);
  });

  test('of other streets is refused where it is not found, and the books balance', async () => {
    const file = await filled('zh', { 1: { surface: '差' } });
    const elsewhere = town()
      .at({ A: [0, 0], B: [100, 0], Z: [100, 500] })
      .street('A B Z');
    const moved = townStudy(elsewhere, [{ id: 'e', spot: 'A' }], [{ id: 's', spot: 'Z' }]);
    const { findings } = await solved(await dropped(file, moved));
    const report = findings.reports.find(({ kind }) => kind === 'audit')!;
    // Only the first piece lies on a street, now a part of a longer one.
    expect(report.refused.map(({ row, code }) => [row, code])).toEqual(
      [3, 4, 5].map((row) => [row, 'row.auditNotFound']),
    );
    expect([report.rowsRead, report.rowsUsed]).toEqual([4, 1]);
    expect(findings.notes.find(({ code }) => code === 'audit.notMatched')?.blanks).toMatchObject({
      count: 3,
    });
    expect(findings.services[0]!.seconds[0]).toBeCloseTo(600 + 40, 1);
  });

  test('is handed on without the persons in its remarks, and counts the same', async () => {
    const file = await filled('zh', {
      1: { wait: 30, remarks: '王建国 13812345678 说晚上更久' },
      2: { surface: '不平', remarks: '李阿姨 13987654321' },
    });
    const audited = await dropped(file);
    const cleaned = await withoutIdentity(audited, cleanWords('zh'));
    if (!cleaned.ok) throw new Error(JSON.stringify(cleaned.fault));
    const { layers } = cleaned.value.study.settings;
    const text = await cleaned.value.study.files[layers.audit![0]!.file]!.text();
    expect(text).not.toContain('13812345678');
    expect(secondsOf(await solved(cleaned.value.study))).toBeCloseTo(400 + 30 + 30, 3);
  });

  test('of a newer version is compared piece by piece', async () => {
    const audited = await dropped(await filled('zh', { 1: { wait: 30 } }));
    const newer = await filled('zh', { 1: { wait: 30 }, 2: { surface: '差' } });
    const after = { ...audited, files: { ...audited.files, 'audit.xlsx': newer } };
    const [difference] = await compareFiles(audited, 'audit.xlsx', after, 'audit.xlsx');
    expect(difference).toMatchObject({ kind: 'audit', by: 'id', changed: 1, same: 3, added: 0, removed: 0 });
  });

  test('without streets is kept and said', async () => {
    const file = await filled('zh', { 1: { surface: '差' } });
    const layers = { ...study.settings.layers };
    delete (layers as { streets?: unknown }).streets;
    const bare = await dropped(file, { ...study, settings: { ...study.settings, layers } });
    const { findings } = await solved(bare);
    expect(findings.notes.map(({ code }) => code)).toContain('audit.noStreets');
  });
});

test('the settings of audits are kept, have defaults, and refuse what is none', () => {
  const { settings } = study;
  const walk = {
    ...settings.walk,
    stepSeconds: 1,
    osmConditions: true,
    audit: { ...defaultAuditWalk, badFactor: 2 },
  };
  const read = parseStudy(writeStudy({ ...settings, walk }));
  expect(read.ok && read.value.walk).toEqual(walk);
  const plain = parseStudy('{"version":1}');
  expect(plain.ok && plain.value.walk).toMatchObject({
    stepSeconds: null,
    osmConditions: false,
    audit: defaultAuditWalk,
  });
  for (const wrong of [
    { stepSeconds: 0 },
    { audit: { badFactor: 0.5 } },
    { audit: { minWidthMetres: -1 } },
    { audit: { treadMetres: 0 } },
    { audit: { colour: 1 } },
    { osmConditions: 1 },
  ])
    expect(parseStudy(JSON.stringify({ version: 1, walk: wrong })).ok, JSON.stringify(wrong)).toBe(false);
});
