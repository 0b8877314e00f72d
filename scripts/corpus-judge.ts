/** What intake makes of one drop (a file, or a shapefile with its parts): the page's own code, file by file. */
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FaultCode } from '../src/domain/codes.ts';
import { defaultSettings, type Study } from '../src/domain/study.ts';
import type { FileReport } from '../src/domain/tables.ts';
import { guessLayers } from '../src/intake/guess-layer.ts';
import { DecodeCache, openFile } from '../src/intake/open-file.ts';
import { inspectTables } from '../src/intake/read-tables.ts';
import { parseStudy, readStudyZip } from '../src/intake/study-file.ts';

/** A file with what accompanies it. Paths lie below `folder`. */
export interface Drop {
  readonly folder: string;
  readonly file: string;
  readonly parts: readonly string[];
}

/** Rows: a table that became no layer has all its rows waiting for a choice, which counts them as refused. */
export interface Verdict {
  readonly outcome: 'loaded' | 'listed' | 'refused';
  /** The first fault's; of what is only listed why; null where all went well. */
  readonly code: FaultCode | null;
  readonly read: number;
  readonly used: number;
  readonly refused: number;
}

/**
 * `loaded`: rows of it are used in a layer (streets: ways). `listed`: it was read, but no row is used, or somebody must say first what it is.
 * `refused`: a fault. Throws where a table's columns differ in length, and whatever intake throws.
 */
export async function judge(drop: Drop): Promise<Verdict> {
  const name = basename(drop.file);
  const paths = [drop.file, ...drop.parts];
  // Not by assignment: a file may be called __proto__.
  const added: Record<string, Blob> = Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [basename(path), await fileAt(join(drop.folder, path))] as const),
    ),
  );
  const cache = new DecodeCache();
  const guess = await guessLayers({ settings: defaultSettings, files: {} }, added, { cache });
  if (guess.faults[0]?.code === 'table.isStudy') return judgeStudy(added[name]!);
  const study = { settings: guess.settings, files: added };
  const layers = await judgeLayers(study, cache);
  const problems = [...guess.faults.map(({ code }) => code), ...layers.problems];
  const { read, used, refused } = layers;
  if (used > 0) return { outcome: 'loaded', code: problems[0] ?? null, read, used, refused };
  if (problems.length > 0) return { outcome: 'refused', code: problems[0]!, read, used, refused };
  if (layers.reports > 0) return { outcome: 'listed', code: 'table.noUsableRows', read, used, refused };
  return judgeAlone(added, name, cache, layers.notes[0] ?? 'table.unknownLayer');
}

/** A file that fits no layer: what the data view shows of it. */
async function judgeAlone(
  added: Readonly<Record<string, Blob>>,
  name: string,
  cache: DecodeCache,
  why: FaultCode,
): Promise<Verdict> {
  const siblings = Object.fromEntries(
    Object.entries(added).flatMap(([part, blob]) =>
      part === name ? [] : [[part.split('.').pop()!.toLowerCase(), blob]],
    ),
  );
  const opened = await openFile(added[name]!, name, { encoding: 'auto', siblings }, cache);
  if (!opened.ok) {
    // Of several members none is a layer, but each could be read: all of them are on offer. Heights have no rows.
    if (opened.fault.code === 'zip.several' || opened.fault.code === 'table.raster')
      return { outcome: 'listed', code: why, read: 0, used: 0, refused: 0 };
    return { outcome: 'refused', code: opened.fault.code, read: 0, used: 0, refused: 0 };
  }
  const { table } = opened.value;
  const rows = table?.rows.length ?? 0;
  const uneven = table?.cells.findIndex((column) => column.length !== rows) ?? -1;
  if (uneven >= 0)
    throw new Error(
      `column ${table!.header[uneven]} has ${table!.cells[uneven]!.length} cells for ${rows} rows`,
    );
  return { outcome: 'listed', code: why, read: rows, used: 0, refused: rows };
}

/** A study that was saved, opened again. */
async function judgeStudy(blob: Blob): Promise<Verdict> {
  const isZipped = (await blob.slice(0, 2).text()) === 'PK';
  const study = isZipped ? await readStudyZip(blob) : parseStudy(await blob.text());
  if (!study.ok) return { outcome: 'refused', code: study.fault.code, read: 0, used: 0, refused: 0 };
  if (!('files' in study.value))
    return { outcome: 'listed', code: 'table.isStudy', read: 0, used: 0, refused: 0 };
  const { read, used, refused, problems } = await judgeLayers(study.value, new DecodeCache());
  return { outcome: used > 0 ? 'loaded' : 'listed', code: problems[0] ?? null, read, used, refused };
}

async function judgeLayers(study: Study, cache: DecodeCache) {
  const { reports, faults, notes } = await inspectTables(study, { cache });
  // Areas with counts are elders and districts at once; their rows are counted once.
  const byFile = new Map<string, FileReport>();
  for (const report of reports) if (!byFile.has(report.file)) byFile.set(report.file, report);
  const once = [...byFile.values()];
  const sum = (of: (report: FileReport) => number): number =>
    once.reduce((total, report) => total + of(report), 0);
  return {
    reports: once.length,
    read: sum((report) => report.rowsRead),
    used: sum((report) => report.rowsUsed),
    refused: sum((report) => report.refused.length),
    problems: faults.map(({ code }) => code),
    notes: notes.map(({ code }) => code),
  };
}

async function fileAt(path: string): Promise<File> {
  const { mtimeMs } = await stat(path);
  return new File([await openAsBlob(path)], basename(path), { lastModified: mtimeMs });
}
