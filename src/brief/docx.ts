/**
 * A brief as a Word file. Chinese follows the layout of GB/T 9704-2012 (A4; title 二号小标宋, body 三号仿宋, headings 三号黑体, page
 * number at the foot) with East Asian fonts named; every paragraph has a named style, so that an office can put its own in place.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  ImageRun,
  LineRuleType,
  PageNumber,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphStyleOptions,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { palette } from '../layers/palette';
import type { Block, BriefDocument, Inlines, LegendItem } from './blocks';
import { plainText } from './blocks';
import { fontTable, layouts, type Layout } from './docx-layout';

/** The map as a PNG with its size in pixels. */
export interface MapImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Words that belong to the picture and are not in it, the length of its scale bar; '' for none. */
  readonly words?: string;
}

/** The bytes of a .docx. Without an image the picture's place holds its description in words. Works in Node and in the browser. */
export async function writeDocx(document: BriefDocument, image: MapImage | null): Promise<Uint8Array> {
  const layout = layouts[document.language];
  const [before = '', between = '', after = ''] = document.pageOf.split(/\{pages?\}/);
  const footerRun = { size: layout.noteSize };
  const file = new Document({
    title: document.title,
    creator: document.footer,
    description: document.title,
    styles: {
      default: { document: { run: { font: layout.fonts.body, size: layout.bodySize } } },
      paragraphStyles: stylesOf(layout),
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: layout.margin } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: 'BriefFooter',
                children: [
                  new TextRun({ ...footerRun, text: before }),
                  new TextRun({ ...footerRun, children: [PageNumber.CURRENT] }),
                  new TextRun({ ...footerRun, text: between }),
                  new TextRun({ ...footerRun, children: [PageNumber.TOTAL_PAGES] }),
                  new TextRun({ ...footerRun, text: after }),
                ],
              }),
            ],
          }),
        },
        children: document.blocks.flatMap((block) => writeBlock(block, layout, image)),
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file));
  return nameFallbacks(bytes, layout);
}

function writeBlock(block: Block, layout: Layout, image: MapImage | null): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [textParagraph('BriefTitle', block.text)];
    case 'warning':
      return [textParagraph('BriefWarning', block.text)];
    case 'heading':
      return [textParagraph('BriefHeading', block.text)];
    case 'paragraph':
      return [textParagraph('BriefBody', plainText(block.content))];
    case 'note':
      return [textParagraph('BriefNote', plainText(block.content))];
    case 'keyNumbers':
      return [keyNumberTable(block, layout)];
    case 'picture':
      return writePicture(block, layout, image);
    case 'table':
      return [
        new Paragraph({ style: 'BriefCaption', keepNext: true, text: block.caption }),
        writeTable(block, layout),
      ];
    case 'list':
      return block.items.map((item) => textParagraph('BriefList', `• ${plainText(item)}`));
    case 'hashes':
      return block.items.map(({ file, sha256 }) => textParagraph('BriefHash', `${file}  ${sha256}`));
  }
}

function textParagraph(style: string, text: string): Paragraph {
  return new Paragraph({ style, children: [new TextRun(text)] });
}

function writePicture(
  { alt, caption, legend }: Extract<Block, { kind: 'picture' }>,
  layout: Layout,
  image: MapImage | null,
): Paragraph[] {
  const words = textParagraph('BriefCaption', caption);
  if (image === null) return [textParagraph('BriefNote', alt), words];
  // Pixels of the picture in Word are 1/96 inch; text width and at most 15 cm high.
  const textPixels = (layout.textWidth / 1440) * 96;
  const scale = Math.min(textPixels / image.width, (15 / 2.54) * (96 / image.height));
  const run = new ImageRun({
    type: 'png',
    data: image.png,
    transformation: { width: Math.round(image.width * scale), height: Math.round(image.height * scale) },
    altText: { title: caption, description: alt, name: 'map' },
  });
  return [
    new Paragraph({ style: 'BriefPicture', keepNext: true, children: [run] }),
    new Paragraph({
      style: 'BriefLegend',
      keepNext: true,
      children: [...legend.flatMap(legendRuns), new TextRun(image.words ?? '')],
    }),
    words,
  ];
}

const legendMarks: Readonly<Record<LegendItem['shape'], string>> = {
  line: '▬',
  thin: '—',
  dashed: '┄',
  dot: '●',
  ring: '◉',
};

function legendRuns({ colour, shape, text }: LegendItem): TextRun[] {
  return [
    new TextRun({ text: `${legendMarks[shape]}\u00a0`, color: colour.slice(1) }),
    // The blanks inside an entry do not break, those between entries do.
    new TextRun({ text: `${text.replace(/ /g, '\u00a0')}\u3000 ` }),
  ];
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thick = { style: BorderStyle.SINGLE, size: 12, color: palette.ink.slice(1) } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: palette.line.slice(1) } as const;
const rule = { style: BorderStyle.SINGLE, size: 6, color: palette.ink.slice(1) } as const;

/** Three-line table: header repeated on every page, no row split over two. */
function writeTable({ columns, rows, totals }: Extract<Block, { kind: 'table' }>, layout: Layout): Table {
  const cell = (content: Inlines, c: number, isHead: boolean, isTotal: boolean): TableCell =>
    new TableCell({
      width: { size: Math.round(columns[c].width * layout.textWidth), type: WidthType.DXA },
      ...(isHead ? { borders: { bottom: rule } } : isTotal ? { borders: { top: rule } } : {}),
      children: [
        new Paragraph({
          style: isHead ? 'BriefTableHead' : 'BriefTable',
          alignment: columns[c].align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text: plainText(content), bold: isTotal })],
        }),
      ],
    });
  return new Table({
    width: { size: layout.textWidth, type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => Math.round(width * layout.textWidth)),
    layout: TableLayoutType.FIXED,
    borders: {
      top: thick,
      bottom: thick,
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: thin,
    },
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ text }, c) => cell([text], c, true, false)),
      }),
      ...rows.map(
        (cells, r) =>
          new TableRow({
            cantSplit: true,
            children: cells.map((content, c) => cell(content, c, false, totals && r === rows.length - 1)),
          }),
      ),
    ],
  });
}

function keyNumberTable({ items }: Extract<Block, { kind: 'keyNumbers' }>, layout: Layout): Table {
  const width = Math.floor(layout.textWidth / items.length);
  return new Table({
    width: { size: layout.textWidth, type: WidthType.DXA },
    columnWidths: items.map(() => width),
    layout: TableLayoutType.FIXED,
    borders: {
      top: thick,
      bottom: none,
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: none,
    },
    margins: { left: 60, right: 120, top: 60, bottom: 60 },
    rows: [
      new TableRow({
        cantSplit: true,
        children: items.map(
          ({ value, label, base, source }) =>
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              children: [
                textParagraph('BriefKeyNumber', plainText(value)),
                textParagraph('BriefKeyLabel', plainText(label)),
                textParagraph('BriefNote', plainText(base)),
                textParagraph('BriefNote', source),
              ],
            }),
        ),
      }),
    ],
  });
}

/** Named styles; the names are Chinese in a Chinese brief, the ids the same in both. */
function stylesOf({
  bodySize,
  fonts,
  headSize,
  lead,
  names,
  noteSize,
  tableSize,
  titleSize,
  indent,
}: Layout): IParagraphStyleOptions[] {
  const exact = { line: lead, lineRule: LineRuleType.EXACT };
  const compact = { line: Math.round(noteSize * 10 * 1.4), lineRule: LineRuleType.AT_LEAST };
  const style = (
    id: keyof Layout['names'],
    options: Omit<IParagraphStyleOptions, 'id' | 'name'>,
  ): IParagraphStyleOptions => ({
    id,
    name: names[id],
    quickFormat: true,
    ...options,
  });
  const note = { font: fonts.body, size: noteSize, color: palette.ink2.slice(1) };
  const centre = indent > 0 ? AlignmentType.CENTER : AlignmentType.LEFT;
  return [
    style('BriefTitle', {
      run: { font: fonts.title, size: titleSize, bold: indent === 0 },
      paragraph: {
        alignment: centre,
        spacing: { before: 0, after: 360, line: Math.round(titleSize * 13), lineRule: LineRuleType.AT_LEAST },
        outlineLevel: 0,
      },
    }),
    style('BriefBody', {
      run: { font: fonts.body, size: bodySize },
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: indent * bodySize * 10 },
        spacing: { ...exact, after: 120 },
      },
    }),
    style('BriefHeading', {
      run: { font: fonts.heading, size: headSize, bold: indent === 0 },
      paragraph: {
        keepNext: true,
        indent: { firstLine: indent * headSize * 10 },
        spacing: { ...exact, before: 240, after: 120 },
        outlineLevel: 1,
      },
    }),
    style('BriefWarning', {
      run: { font: fonts.heading, size: tableSize },
      paragraph: {
        spacing: { before: 0, after: 120 },
        border: { top: rule, bottom: rule, left: rule, right: rule },
      },
    }),
    style('BriefList', {
      run: { font: fonts.body, size: tableSize + 2 },
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { left: (tableSize + 2) * 10, hanging: (tableSize + 2) * 10 },
        spacing: { after: 60 },
      },
    }),
    style('BriefCaption', {
      run: { font: fonts.heading, size: tableSize },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 160, after: 80 } },
    }),
    style('BriefNote', { run: note, paragraph: { spacing: { ...compact, before: 40, after: 40 } } }),
    style('BriefHash', { run: { ...note, size: 14 }, paragraph: { spacing: { before: 0, after: 0 } } }),
    style('BriefPicture', {
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 60 } },
    }),
    style('BriefLegend', { run: note, paragraph: { alignment: AlignmentType.LEFT, spacing: compact } }),
    style('BriefTableHead', {
      run: { font: fonts.heading, size: tableSize, bold: indent === 0 },
      paragraph: { keepNext: true, spacing: { before: 0, after: 0 } },
    }),
    style('BriefTable', {
      run: { font: fonts.body, size: tableSize },
      paragraph: { spacing: { before: 0, after: 0 } },
    }),
    style('BriefKeyNumber', {
      run: { font: fonts.heading, size: 52, bold: true, color: palette.gap2.slice(1) },
      paragraph: { spacing: { before: 0, after: 0 } },
    }),
    style('BriefKeyLabel', {
      run: { font: fonts.heading, size: tableSize, bold: indent === 0 },
      paragraph: { spacing: { before: 0, after: 40 } },
    }),
    style('BriefFooter', {
      run: { font: fonts.body, size: noteSize },
      paragraph: { alignment: AlignmentType.CENTER },
    }),
  ];
}

/**
 * docx writes no fallback names for fonts that are not on the reader's machine: the font table of the finished file is put in
 * place here, with the alternative (`w:altName`, ECMA-376 §17.8.3.1) that Word then takes.
 */
function nameFallbacks(bytes: Uint8Array, { alternatives }: Layout): Uint8Array {
  const files = unzipSync(bytes);
  files['word/fontTable.xml'] = strToU8(fontTable(alternatives));
  // Word asks for the language of East Asian text to choose line-breaking rules (ux.md §3.4).
  files['word/styles.xml'] = strToU8(
    strFromU8(files['word/styles.xml']).replace(
      /(<w:rPrDefault><w:rPr>.*?)(<\/w:rPr><\/w:rPrDefault>)/s,
      '$1<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>$2',
    ),
  );
  return zipSync(files, { level: 6 });
}
