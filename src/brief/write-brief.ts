/** From findings to the three files of a brief, for the command line and for the page's download. */
import type { Findings } from '../domain/findings';
import type { Service } from '../domain/service';
import type { StreetLines } from '../domain/stories';
import type { Backdrop } from '../domain/tables';
import { briefEn } from '../i18n/brief-en';
import { briefZh } from '../i18n/brief-zh';
import type { Language } from '../i18n/format';
import { buildDocument } from './document';
import { writeDocx, type MapImage } from './docx';
import { buildFacts } from './facts';
import { writeHtml } from './html';
import { writeMarkdown } from './markdown';
import { drawPicture, scaleWords } from './picture';
import { rasterise } from './raster';
import { composeScene } from './scene';

export interface BriefInput {
  readonly findings: Findings;
  /** The service the brief is about; one that `findings` holds. */
  readonly service: Service;
  readonly language: Language;
  /** ISO day. */
  readonly today: string;
  readonly streets: StreetLines | null;
  readonly backdrop: Backdrop | null;
  /** The page's own picture of the map for Word; drawn here where null. */
  readonly image: MapImage | null;
}

export interface BriefFiles {
  readonly docx: Uint8Array;
  readonly html: string;
  readonly markdown: string;
  /** The map alone. */
  readonly svg: string;
}

/** Pixels of the drawn map for one of the scene: 1,800 over the 156 mm of a page are 293 a inch. */
const PRINT_SCALE = 1.8;

export async function writeBrief(input: BriefInput): Promise<BriefFiles> {
  const { backdrop, findings, language, service, streets, today } = input;
  const document = buildDocument(findings, buildFacts(findings, service), language, today);
  const svg = drawPicture(findings, streets, backdrop, service, language, today);
  const image = input.image ?? drawnMap(input);
  return {
    docx: await writeDocx(document, image),
    html: writeHtml(document, svg),
    markdown: writeMarkdown(document),
    svg,
  };
}

function drawnMap({ backdrop, findings, language, service, streets }: BriefInput): MapImage {
  const scene = composeScene(findings, streets, backdrop, service);
  const phrase = (language === 'zh' ? briefZh : briefEn).legendScale;
  const words = phrase.replace('{length}', scaleWords(scene.scale.metres, language));
  return { ...rasterise(scene, PRINT_SCALE), words };
}
