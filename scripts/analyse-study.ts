/** The command line's side of the pipeline: a study on disk (JSON beside its files, or one zip) to the files design.md names. */
import { existsSync, openAsBlob, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { plainText } from '../src/brief/blocks.ts';
import { buildDocument } from '../src/brief/document.ts';
import { buildFacts } from '../src/brief/facts.ts';
import { resultTables } from '../src/brief/result-tables.ts';
import { sitingCsv } from '../src/brief/tables-csv.ts';
import { exportTable, type ExportFormat } from '../src/brief/tables/export-table.ts';
import { layerTable } from '../src/brief/tables/layer-tables.ts';
import { exportLayers, layerRefusal } from '../src/brief/tables/layers.ts';
import { writeBrief } from '../src/brief/write-brief.ts';
import { fail, fault, type Note, type Result } from '../src/domain/fault.ts';
import type { Control } from '../src/domain/progress.ts';
import type { Study } from '../src/domain/study.ts';
import { partNames } from '../src/intake/find-file.ts';
import { isZip, parseStudy, readStudyZip } from '../src/intake/study-file.ts';
import { createStages, solve, type Solution, type Stages } from '../src/pipeline.ts';
import { streetLook, streetsOf } from '../src/workers/street-views.ts';

export const parts = ['coverage', 'access', 'siting', 'brief'] as const;
export type Part = (typeof parts)[number];

export function isPart(word: string): word is Part {
  return (parts as readonly string[]).includes(word);
}

/** Reads a study: a JSON with its files beside it, or a zip saved by the page. */
export async function openStudy(path: string): Promise<Result<Study>> {
  if (!existsSync(path) || !statSync(path).isFile()) return fail(fault('study.missingFile', { file: path }));
  const blob = await openAsBlob(path);
  if (isZip(new Uint8Array(await blob.slice(0, 4).arrayBuffer()))) return readStudyZip(blob);
  const settings = parseStudy(await readFile(path, 'utf8'));
  if (!settings.ok) return settings;
  const files: Record<string, Blob> = {};
  for (const source of Object.values(settings.value.layers).flat()) {
    const needed = namesOnDisk(dirname(path), source.file);
    if (needed.length === 0)
      return fail(fault('study.missingFile', { file: source.file }, { file: basename(path) }));
    for (const name of needed) {
      const place = resolve(dirname(path), name);
      files[name] = new File([await openAsBlob(place)], name, { lastModified: statSync(place).mtimeMs });
    }
  }
  return { ok: true, value: { settings: settings.value, files }, notes: settings.notes };
}

/** The file itself with the parts of its shapefile, or the zip it lies in (`outer.zip/inner.csv`); paths as the study has them. */
function namesOnDisk(folder: string, file: string): string[] {
  const isFile = (name: string): boolean => {
    const place = resolve(folder, name);
    return existsSync(place) && statSync(place).isFile();
  };
  if (isFile(file)) {
    const within = dirname(file);
    const beside = readdirSync(resolve(folder, within)).map((name) =>
      within === '.' ? name : `${within}/${name}`,
    );
    return [file, ...partNames(file, beside)];
  }
  for (let outer = dirname(file); outer !== '.' && outer !== dirname(outer); outer = dirname(outer))
    if (isFile(outer)) return [outer];
  return [];
}

export async function analyse(
  path: string,
  stages: Stages = createStages(),
  control: Control = {},
): Promise<Result<Solution>> {
  const study = await openStudy(path);
  return study.ok ? solve(study.value, stages, control) : study;
}

/** Writes what the study's audience may have of the results into `folder`, made when missing. Returns the names written. */
export async function writeOutputs(
  solution: Solution,
  folder: string,
  only: readonly Part[],
  language: 'zh' | 'en',
): Promise<string[]> {
  const { findings } = solution;
  const files: Record<string, string | Uint8Array> = {};
  for (const { name, write } of resultTables)
    if (name !== 'access.csv' || only.includes('access'))
      files[name] = write(findings, findings.settings.need.services[0]!);
  if (only.includes('siting')) files['siting.csv'] = sitingCsv();
  if (only.includes('brief')) Object.assign(files, await briefFiles(solution, language));
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return Object.keys(files);
}

/** Writes every layer that the study's audience may have into `folder`/layers, in each format. Returns what deserves a word, by layer. */
export async function writeLayers(
  solution: Solution,
  folder: string,
  formats: readonly ExportFormat[],
  language: 'zh' | 'en',
): Promise<Note[]> {
  const { findings } = solution;
  const service = findings.settings.need.services[0]!;
  const notes: Note[] = [];
  if (formats.length > 0) await mkdir(join(folder, 'layers'), { recursive: true });
  for (const layer of formats.length > 0 ? exportLayers : []) {
    const told = (list: readonly Note[]): void => {
      notes.push(...list.map((note) => ({ ...note, at: { file: `layers/${layer}` } })));
    };
    const refusal = layerRefusal(findings, layer);
    if (refusal) {
      if (refusal.code !== 'export.nothing') told([refusal]);
      continue;
    }
    const look = streetLook(solution, layer, service);
    const table = await layerTable(findings, { layer, service, language, name: layer }, look);
    if (!table.ok) {
      if (table.fault.code !== 'export.nothing') told([table.fault]);
      continue;
    }
    told(table.notes);
    for (const format of formats) {
      const made = await exportTable(table.value, format);
      if (!made.ok) {
        told([made.fault]);
        continue;
      }
      told(made.notes);
      await writeFile(join(folder, 'layers', made.value.name), made.value.blob.stream());
    }
  }
  return notes;
}

/** The three key numbers of the brief, as lines. */
export function headline({ findings }: Solution, language: 'zh' | 'en'): string[] {
  const service = findings.settings.need.services[0]!;
  const document = buildDocument(findings, buildFacts(findings, service), language, today());
  const numbers = document.blocks.flatMap((block) => (block.kind === 'keyNumbers' ? block.items : []));
  const lines = numbers.map(({ value, label, base }) => [value, label, base].map(plainText).join('  '));
  const warnings = document.blocks.flatMap((block) => (block.kind === 'warning' ? [block.text] : []));
  return [document.title, ...[...warnings, ...lines].map((line) => `  ${line}`)];
}

/** The brief speaks of the study's first service, as the page does when it opens. */
async function briefFiles(
  solution: Solution,
  language: 'zh' | 'en',
): Promise<Record<string, string | Uint8Array>> {
  const { findings, tables } = solution;
  const service = findings.settings.need.services[0]!;
  const streets = streetsOf(solution, service, 'overall');
  const brief = await writeBrief({
    findings,
    service,
    language,
    today: today(),
    streets,
    backdrop: tables.backdrop,
    image: null,
  });
  return { 'brief.docx': brief.docx, 'brief.html': brief.html, 'brief.md': brief.markdown };
}

/** The local day. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
