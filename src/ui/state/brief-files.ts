/** The files of a brief, made when asked for; what writes them is heavy and loads only then. */
import { accessCsv, districtsCsv, eldersCsv, facilitiesCsv, rejectedCsv } from '../../brief/tables-csv';
import { buildSummary } from '../../brief/summary';
import type { Findings } from '../../domain/findings';
import type { App } from './app.svelte';
import { fileStem } from './open-save';

export type BriefFormat = 'docx' | 'html' | 'markdown' | 'picture';

/** The tables of the command line, under its names. */
export const dataTables: readonly {
  readonly name: string;
  readonly type: string;
  readonly write: (findings: Findings) => string;
}[] = [
  { name: 'elders.csv', type: 'text/csv', write: eldersCsv },
  { name: 'facilities.csv', type: 'text/csv', write: facilitiesCsv },
  { name: 'access.csv', type: 'text/csv', write: accessCsv },
  { name: 'districts.csv', type: 'text/csv', write: districtsCsv },
  { name: 'rejected.csv', type: 'text/csv', write: rejectedCsv },
  {
    name: 'summary.json',
    type: 'application/json',
    write: (findings) => `${JSON.stringify(buildSummary(findings), null, 2)}\n`,
  },
];

const types: Record<BriefFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  markdown: 'text/markdown',
  picture: 'image/svg+xml',
};
const ends: Record<BriefFormat, string> = { docx: 'docx', html: 'html', markdown: 'md', picture: 'svg' };

/** Null where there are no findings of the chosen service yet. */
export async function briefFiles(
  app: App,
  format: BriefFormat,
): Promise<{ name: string; blob: Blob } | null> {
  const { findings } = app.run;
  if (findings === null || app.service === null) return null;
  const { writeBrief } = await import('../../brief/write-brief');
  const { service } = app.view;
  // The brief's map is at everyone's pace, whichever is on screen.
  const streets = await app.analysis.streets(service, 'overall');
  const files = await writeBrief({
    findings,
    service,
    language: findings.settings.language,
    today: today(),
    streets,
    backdrop: app.map.backdrop,
    image: null,
  });
  const content = format === 'picture' ? files.svg : files[format];
  const part = typeof content === 'string' ? content : (content.slice().buffer as ArrayBuffer);
  const stem = fileStem(findings.settings.title);
  return { name: `${stem}.${ends[format]}`, blob: new Blob([part], { type: types[format] }) };
}

/** The user's own day, as an ISO day. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
