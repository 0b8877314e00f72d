/** Sizes, margins, fonts and style names of the Word file, by language. Sizes in half points, lengths in twentieths of a point. */
import type { Language } from '../i18n/format';
import { escapeXml } from './escape';

export interface Font {
  readonly ascii: string;
  readonly hAnsi: string;
  readonly cs: string;
  readonly eastAsia: string;
}

export const styleIds = [
  'BriefTitle',
  'BriefBody',
  'BriefHeading',
  'BriefWarning',
  'BriefList',
  'BriefCaption',
  'BriefNote',
  'BriefHash',
  'BriefPicture',
  'BriefLegend',
  'BriefTableHead',
  'BriefTable',
  'BriefKeyNumber',
  'BriefKeyLabel',
  'BriefFooter',
] as const;

export interface Layout {
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  readonly textWidth: number;
  readonly titleSize: number;
  readonly headSize: number;
  readonly bodySize: number;
  readonly tableSize: number;
  readonly noteSize: number;
  /** Exact line height of body text. */
  readonly lead: number;
  /** First-line indent in characters. */
  readonly indent: number;
  readonly fonts: { readonly title: Font; readonly heading: Font; readonly body: Font };
  /** Font → the one to take where it is missing. */
  readonly alternatives: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<(typeof styleIds)[number], string>>;
}

function font(eastAsia: string, latin: string): Font {
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia };
}

const A4_WIDTH = 11906;
const MILLIMETRE = 1440 / 25.4;

function margins(
  top: number,
  right: number,
  bottom: number,
  left: number,
): Pick<Layout, 'margin' | 'textWidth'> {
  const margin = {
    top: Math.round(top * MILLIMETRE),
    right: Math.round(right * MILLIMETRE),
    bottom: Math.round(bottom * MILLIMETRE),
    left: Math.round(left * MILLIMETRE),
  };
  return { margin, textWidth: A4_WIDTH - margin.left - margin.right };
}

export const layouts: Readonly<Record<Language, Layout>> = {
  // GB/T 9704-2012 §5: 天头 37 mm, 订口 28 mm, type area 156 × 225 mm, 22 lines of 28 characters.
  zh: {
    ...margins(37, 26, 35, 28),
    titleSize: 44,
    headSize: 32,
    bodySize: 32,
    tableSize: 21,
    noteSize: 18,
    lead: 580,
    indent: 2,
    fonts: {
      title: font('方正小标宋简体', 'Times New Roman'),
      heading: font('黑体', 'Arial'),
      body: font('仿宋_GB2312', 'Times New Roman'),
    },
    alternatives: {
      方正小标宋简体: '宋体',
      仿宋_GB2312: '仿宋',
      黑体: 'SimHei',
      宋体: 'SimSun',
      仿宋: 'FangSong',
    },
    names: {
      BriefTitle: '公文标题',
      BriefBody: '公文正文',
      BriefHeading: '公文一级标题',
      BriefWarning: '提示',
      BriefList: '条目',
      BriefCaption: '图表标题',
      BriefNote: '注释',
      BriefHash: '校验码',
      BriefPicture: '插图',
      BriefLegend: '图例',
      BriefTableHead: '表头',
      BriefTable: '表格正文',
      BriefKeyNumber: '关键数字',
      BriefKeyLabel: '关键数字说明',
      BriefFooter: '页码',
    },
  },
  en: {
    ...margins(25, 25, 22, 25),
    titleSize: 40,
    headSize: 26,
    bodySize: 22,
    tableSize: 19,
    noteSize: 17,
    lead: 300,
    indent: 0,
    fonts: {
      title: font('Microsoft YaHei', 'Calibri'),
      heading: font('Microsoft YaHei', 'Calibri'),
      body: font('Microsoft YaHei', 'Calibri'),
    },
    alternatives: { Calibri: 'Carlito', 'Microsoft YaHei': 'SimHei' },
    names: {
      BriefTitle: 'Brief Title',
      BriefBody: 'Brief Body',
      BriefHeading: 'Brief Heading',
      BriefWarning: 'Brief Warning',
      BriefList: 'Brief List',
      BriefCaption: 'Brief Caption',
      BriefNote: 'Brief Note',
      BriefHash: 'Brief Checksum',
      BriefPicture: 'Brief Picture',
      BriefLegend: 'Brief Legend',
      BriefTableHead: 'Brief Table Head',
      BriefTable: 'Brief Table Text',
      BriefKeyNumber: 'Brief Key Number',
      BriefKeyLabel: 'Brief Key Label',
      BriefFooter: 'Brief Page Number',
    },
  },
};

/** `word/fontTable.xml` with an alternative name for each font. */
export function fontTable(alternatives: Readonly<Record<string, string>>): string {
  const fonts = Object.entries(alternatives).map(
    ([name, other]) =>
      `<w:font w:name="${escapeXml(name)}"><w:altName w:val="${escapeXml(other)}"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
