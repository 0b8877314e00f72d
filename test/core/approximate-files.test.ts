/** Whatever leaves a study without streets says 近似: every table a column, every caption and picture the word; with streets nothing does. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStudy, writeLayers, writeOutputs } from '../../scripts/analyse-study';
import { plainText, type BriefDocument, type Inlines } from '../../src/brief/blocks';
import { buildDocument } from '../../src/brief/document';
import { buildFacts, isApproximate } from '../../src/brief/facts';
import { resultTables } from '../../src/brief/result-tables';
import { exportFormats } from '../../src/brief/tables/table';
import { sqlTable, sqlTableNames, walkTables } from '../../src/db/sql-tables';
import type { FactKind } from '../../src/domain/fact';
import type { Service } from '../../src/domain/service';
import type { Study } from '../../src/domain/study';
import { briefEn } from '../../src/i18n/brief-en';
import { briefStraightEn } from '../../src/i18n/brief-straight-en';
import { briefStraightZh } from '../../src/i18n/brief-straight-zh';
import { briefZh, type BriefPhrase } from '../../src/i18n/brief-zh';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { cellsOf, readBack } from './export-cases';

const folder = mkdtempSync(join(tmpdir(), 'approximate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const words = { zh: '近似', en: 'pproximate' } as const;
const languages = ['zh', 'en'] as const;
const kinds = ['straight', 'streets'] as const;
const solutions = {} as Record<(typeof kinds)[number], Solution>;

beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  const { settings, files } = opened.value;
  const layers = Object.fromEntries(Object.entries(settings.layers).filter(([kind]) => kind !== 'streets'));
  const studies: Record<(typeof kinds)[number], Study> = {
    straight: { files, settings: { ...settings, layers } },
    streets: opened.value,
  };
  for (const kind of kinds) {
    const solved = await solve(studies[kind], createStages());
    if (!solved.ok) throw new Error(solved.fault.code);
    solutions[kind] = solved.value;
  }
}, 60_000);

/** Figures of walks in no file of these. */
const plainTables = ['rejected.csv'];

describe.each(kinds)('%s', (kind) => {
  const flag = kind === 'straight' ? '1' : '0';
  const forWhom = (audience: 'internal' | 'government' | 'public'): Solution => {
    const { findings } = solutions[kind];
    const privacy = { ...findings.settings.privacy, audience };
    return { ...solutions[kind], findings: { ...findings, settings: { ...findings.settings, privacy } } };
  };

  test.each(['internal', 'government', 'public'] as const)(
    `for %s every CSV of the command line has a column approximate, ${flag} in every row`,
    async (audience) => {
      const out = join(folder, kind, audience);
      await writeOutputs(forWhom(audience), out, ['coverage', 'access', 'siting'], 'zh');
      const tables = readdirSync(out).filter((name) => name.endsWith('.csv'));
      // Without summary.json, with siting.csv.
      expect(tables.length).toBe(resultTables.length);
      for (const name of tables) {
        const text = readFileSync(join(out, name), 'utf8');
        const { data, meta } = Papa.parse<Record<string, string>>(text, {
          header: true,
          skipEmptyLines: true,
        });
        expect(meta.fields!.includes('approximate'), name).toBe(!plainTables.includes(name));
        if (plainTables.includes(name)) continue;
        expect(new Set(data.map((row) => row['approximate'])), name).toEqual(
          new Set(data.length > 0 ? [flag] : []),
        );
        if (audience === 'internal' && name !== 'siting.csv') expect(data.length, name).toBeGreaterThan(0);
      }
      const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as {
        approximate: boolean;
        notes: { code: string; blanks: unknown }[];
      };
      expect(summary.approximate).toBe(kind === 'straight');
      expect(summary.notes.filter(({ code }) => code === 'walk.straight')).toEqual(
        kind === 'straight' ? [{ code: 'walk.straight', blanks: { detour: 1.3 } }] : [],
      );
    },
  );

  test('every exported layer with figures of walks has the column, whatever the format', async () => {
    const out = join(folder, kind, 'all');
    const isStraight = kind === 'straight';
    await writeLayers(solutions[kind], out, isStraight ? exportFormats : ['csv', 'xlsx'], 'zh');
    const ends = isStraight ? ['csv', 'geojson', 'gpkg', 'parquet', 'xlsx', 'zip'] : ['csv', 'xlsx'];
    for (const layer of ['elders', 'facilities', 'districts', 'grid'])
      for (const end of ends) {
        const name = `${layer}.${end}`;
        const blob = new Blob([readFileSync(join(out, 'layers', name))]);
        const read = await readBack(
          { blob, name, notes: [] },
          end === 'xlsx' || end === 'gpkg' ? layer : null,
        );
        const cells = cellsOf(read, end === 'zip' ? 'approximat' : 'approximate');
        expect(cells.length, name).toBeGreaterThan(0);
        expect(new Set(cells), name).toEqual(new Set([flag]));
      }
    // The sheet of notes beside the table, too.
    const sheet = strFromU8(
      unzipSync(readFileSync(join(out, 'layers/elders.xlsx')))['xl/worksheets/sheet2.xml']!,
    );
    expect(sheet.includes('近似')).toBe(isStraight);
  }, 60_000);

  test('every SQL table with figures of walks has the column', () => {
    for (const name of sqlTableNames) {
      const column = sqlTable(solutions[kind].findings, name).find((one) => one.name === 'approximate');
      expect(column !== undefined, name).toBe(walkTables.has(name));
      if (column === undefined) continue;
      expect(column.values.length, name).toBe(sqlTable(solutions[kind].findings, name)[0]!.values.length);
      expect([...new Set(Array.from(column.values, String))], name).toEqual([flag]);
    }
  });

  test.each(languages)('brief files say it where they should, in %s', async (language) => {
    const out = join(folder, kind, language);
    await writeOutputs(solutions[kind], out, ['brief'], language);
    const docx = unzipSync(readFileSync(join(out, 'brief.docx')));
    const html = readFileSync(join(out, 'brief.html'), 'utf8');
    const texts = {
      docx: strFromU8(docx['word/document.xml']!),
      html,
      md: readFileSync(join(out, 'brief.md'), 'utf8'),
      svg: html.slice(html.indexOf('<svg'), html.indexOf('</svg>')),
    };
    for (const [file, text] of Object.entries(texts)) {
      const isIn = text.includes(words[language]);
      expect(isIn, file).toBe(kind === 'straight');
    }
    // In the picture: its name for those who do not see it, and its title.
    if (kind === 'straight') expect(texts.svg.split(words[language]).length - 1).toBeGreaterThanOrEqual(2);
    const { findings } = solutions[kind];
    for (const { service } of findings.services) {
      const document = buildDocument(findings, buildFacts(findings, service), language, '2026-11-27');
      expect(unsaid(document, findings, service, words[language]).length === 0, service).toBe(
        kind === 'straight',
      );
    }
  });
});

test.each(languages)('without streets no sentence of the brief walks along streets, in %s', (language) => {
  const { findings } = solutions.straight;
  const document = buildDocument(findings, buildFacts(findings, 'meals'), language, '2026-11-27');
  const limit = document.blocks.findIndex(
    (block) => block.kind === 'heading' && /方法与参数|Method/.test(block.text),
  );
  for (const text of textsOf({ ...document, blocks: document.blocks.slice(0, limit) }))
    if (!/没有街道|No streets|no streets/.test(text))
      expect(text).not.toMatch(language === 'zh' ? /沿街|街道/ : /along streets|the streets|a street/);
});

test('phrases without streets have the blanks of those they stand for, and no others', () => {
  const blanksOf = (text: string) => new Set(text.match(/\{\w+\}/g) ?? []);
  expect(Object.keys(briefStraightZh)).toEqual(Object.keys(briefStraightEn));
  for (const phrase of Object.keys(briefStraightZh) as BriefPhrase[])
    for (const [straight, plain] of [
      [briefStraightZh, briefZh],
      [briefStraightEn, briefEn],
    ] as const)
      for (const blank of blanksOf(straight[phrase]!))
        expect([...blanksOf(plain[phrase])], phrase).toContain(blank);
});

test('a fact is approximate exactly where a walk is in it', () => {
  const exact: readonly FactKind[] = [
    'elders',
    'linked',
    'unlinked',
    'facilities',
    'sites',
    'paperCovered',
    'paperGap',
    'paperShare',
  ];
  for (const kind of kinds)
    for (const fact of Object.values(buildFacts(solutions[kind].findings, 'meals').all))
      expect(isApproximate(fact), fact.key).toBe(kind === 'straight' && !exact.includes(fact.topic.kind));
});

/** Blocks with an approximate figure that have the word neither in themselves nor in the heading above or the caption. */
function unsaid(
  { blocks }: BriefDocument,
  findings: Solution['findings'],
  service: Service,
  word: string,
): string[] {
  const walks = Object.values(buildFacts({ ...findings, approximate: true }, service).all).filter(
    isApproximate,
  );
  const keys = new Set(walks.map(({ key }) => key));
  const isWalk = (content: Inlines) =>
    content.some((part) => typeof part !== 'string' && keys.has(part.fact));
  const found: string[] = [];
  let heading = '';
  for (const block of blocks) {
    if (block.kind === 'heading') heading = block.text;
    if (block.kind === 'paragraph' || block.kind === 'note') {
      const text = plainText(block.content);
      if (isWalk(block.content) && !`${heading}${text}`.includes(word)) found.push(text);
    }
    if (block.kind === 'keyNumbers')
      for (const { value, label } of block.items)
        if (isWalk(value) && !plainText(label).includes(word)) found.push(plainText(label));
    if (block.kind === 'table' && block.rows.some((row) => row.some(isWalk)) && !block.caption.includes(word))
      found.push(block.caption);
    if (block.kind === 'picture')
      for (const text of [block.caption, block.alt]) if (!text.includes(word)) found.push(text);
  }
  return found;
}

function textsOf({ blocks }: BriefDocument): string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'note':
        return [plainText(block.content)];
      case 'keyNumbers':
        return block.items.map(({ label, base }) => plainText(label) + plainText(base));
      case 'picture':
        return [block.caption, block.alt];
      case 'table':
        return [block.caption];
      default:
        return [];
    }
  });
}
