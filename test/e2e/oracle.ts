/** The same questions asked of the pipeline in Node: what the page must show, to the last digit. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { plainText } from '../../src/brief/blocks.ts';
import { buildDocument } from '../../src/brief/document.ts';
import { buildFacts } from '../../src/brief/facts.ts';
import { buildSummary } from '../../src/brief/summary.ts';
import type { Result } from '../../src/domain/fault.ts';
import type { Findings } from '../../src/domain/findings.ts';
import type { Service } from '../../src/domain/service.ts';
import type { Study } from '../../src/domain/study.ts';
import { formatNumber, type Language } from '../../src/i18n/format.ts';
import { createStages, run } from '../../src/pipeline.ts';
import { openStudy } from '../../scripts/analyse-study.ts';
import { expect, type Page } from './offline.ts';
import { download, words } from './journey.ts';

/** The value, or an error that names the fault: in these tests a fault is a surprise. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault)}`);
  return result.value;
}

export async function studyAt(path: string): Promise<Study> {
  return must(await openStudy(path));
}

export async function findingsOf(study: Study): Promise<Findings> {
  return must(await run(study, createStages()));
}

/** The walk step's first figure: persons who cannot get there, each at their own pace where ages are known. */
export function gapOf(findings: Findings, service: Service): string {
  const found = findings.services.find((one) => one.service === service);
  if (found === undefined) throw new Error(`${service} was not analysed`);
  return formatNumber((found.ownPace ?? found.foot).gap);
}

/** summary.json as read back from text. A file's date is left out: it is the file's, and a copy on another disk has another. */
export function summaryOf(findings: Findings): unknown {
  return withoutDates(JSON.parse(JSON.stringify(buildSummary(findings))));
}

/** summary.json as the brief step hands it out. */
export async function summaryOnPage(page: Page, language: Language): Promise<unknown> {
  return withoutDates(JSON.parse(await tableOnPage(page, language, 'summary.json')));
}

/** The text of a table of the brief step, without the mark that spreadsheets want. */
export async function tableOnPage(page: Page, language: Language, name: string): Promise<string> {
  const region = page.getByRole('region', { name: words(language).brief.tables });
  const { path } = await download(page, region.getByRole('button', { name, exact: true }));
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
}

function withoutDates(summary: Record<string, unknown>): unknown {
  const files = (summary['files'] as Record<string, unknown>[]).map(({ modified: _, ...file }) => file);
  return { ...summary, files };
}

/** Every run of text of a Word file, in order, joined. */
export async function wordsOfDocx(path: string): Promise<string> {
  const parts = unzipSync(await readFile(path));
  const xml = strFromU8(parts['word/document.xml']!);
  return [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) =>
      (text ?? '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&'),
    )
    .join('');
}

/**
 * Checks a Word file's words against findings of Node: title, every sentence, every key number, every cell of every table.
 * `day` is the ISO day on which the page wrote it.
 */
export function expectBrief(
  docx: string,
  findings: Findings,
  service: Service,
  language: Language,
  day: string,
): void {
  const squeeze = (text: string) => text.replace(/\s+/g, '');
  const text = squeeze(docx);
  const { blocks } = buildDocument(findings, buildFacts(findings, service), language, day);
  let numbers = 0;
  const has = (piece: string) => {
    expect(text, `the Word file says “${piece}”`).toContain(squeeze(piece));
    numbers += /\d/.test(piece) ? 1 : 0;
  };
  for (const block of blocks) {
    if (block.kind === 'title' || block.kind === 'heading' || block.kind === 'warning') has(block.text);
    if (block.kind === 'paragraph' || block.kind === 'note') has(plainText(block.content));
    if (block.kind === 'list') block.items.forEach((item) => has(plainText(item)));
    if (block.kind === 'keyNumbers')
      block.items.forEach(({ value, label, base }) =>
        [value, label, base].forEach((part) => has(plainText(part))),
      );
    if (block.kind === 'table') block.rows.forEach((cells) => has(cells.map(plainText).join('')));
    if (block.kind === 'hashes') block.items.forEach(({ sha256 }) => has(sha256));
  }
  expect(numbers, 'pieces with a number').toBeGreaterThan(20);
}

/** The three figures a reader takes away, straight from summary.json: they must stand in the Word file as printed there. */
export function expectKeyFigures(docx: string, summary: unknown, service: Service): void {
  const { services } = summary as {
    services: Record<string, { gap: number; own_pace: { gap: number } | null }>;
  };
  const found = services[service]!;
  expect(docx.replace(/\s+/g, ' ')).toContain(
    formatNumber((found.own_pace ?? found).gap).replace(/\s+/g, ' '),
  );
}
