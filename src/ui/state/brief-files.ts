/** The files of a brief, made when asked for; what writes them is heavy and loads only then. */
import { buildFacts } from '../../brief/facts';
import type { Findings } from '../../domain/findings';
import type { App } from './app.svelte';
import { fileStem } from './open-save';
import { drawSvg } from './svg-image';

export type BriefFormat = 'docx' | 'html' | 'markdown' | 'picture' | 'screen';

/** Pixels of Word's map for one of the drawing: 1,800 over the 156 mm of a page are 293 a inch. */
const printScale = 1.8;

const types: Record<BriefFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  markdown: 'text/markdown',
  picture: 'image/svg+xml',
  screen: 'image/png',
};
const ends: Record<BriefFormat, string> = {
  docx: 'docx',
  html: 'html',
  markdown: 'md',
  picture: 'svg',
  screen: 'png',
};

/** Null where there are no findings of the chosen service yet, or where this computer cannot draw the map. */
export async function briefFiles(
  app: App,
  format: BriefFormat,
): Promise<{ name: string; blob: Blob } | null> {
  const { findings } = app.run;
  if (findings === null || app.service === null) return null;
  const name = `${fileStem(findings.settings.title)}.${ends[format]}`;
  const content = format === 'screen' ? await screenPicture(app) : await write(app, findings, format);
  if (content === null) return null;
  return { name, blob: new Blob([content], { type: types[format] }) };
}

async function write(
  app: App,
  findings: Findings,
  format: Exclude<BriefFormat, 'screen'>,
): Promise<BlobPart> {
  const { service } = app.view;
  const { backdrop } = app.map;
  const { language } = findings.settings;
  const day = today();
  // The brief's map is at everyone's pace, whichever is on screen.
  const streets = await app.analysis.streets(service, 'overall');
  const { drawPicture } = await import('../../brief/picture');
  const svg = drawPicture(findings, streets, backdrop, service, language, day);
  if (format === 'picture') return svg;
  const { buildDocument } = await import('../../brief/document');
  const brief = buildDocument(findings, buildFacts(findings, service), language, day);
  if (format === 'html') return (await import('../../brief/html')).writeHtml(brief, svg);
  if (format === 'markdown') return (await import('../../brief/markdown')).writeMarkdown(brief);
  const { composeScene } = await import('../../brief/scene');
  const { width, height } = composeScene(findings, streets, backdrop, service);
  // Word has the legend as text of its own, so only the map above it is drawn.
  const image = await drawSvg(svg, width, height, printScale);
  const bytes = await (await import('../../brief/docx')).writeDocx(brief, image);
  return bytes.slice();
}

/** The map as on screen, with its legend; null where WebGL is missing. */
async function screenPicture(app: App): Promise<Blob | null> {
  const { picture } = app.map;
  if (picture === null) return null;
  const { mapPicture } = await import('../map/capture');
  return mapPicture({
    ...picture,
    plain: app.map.plain,
    backdrop: app.map.backdrop,
    language: app.view.language,
    width: 1200,
    height: 800,
  });
}

/** The user's own day, as an ISO day. */
export function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
