/** A brief as a tree of blocks in one language, free of any format: Markdown, HTML, Word and the page print the same tree. */
import type { Language } from '../i18n/format';

/** Text, or a figure with the key of the fact it shows, so that a page can answer "where does this come from". */
export type Inline = string | { readonly text: string; readonly fact: string };
export type Inlines = readonly Inline[];

export interface KeyNumber {
  readonly value: Inlines;
  readonly label: Inlines;
  /** Of whom, or by which measure. */
  readonly base: Inlines;
  readonly source: string;
}

export interface Column {
  readonly text: string;
  readonly align: 'left' | 'right';
  /** Share of the table's width; the shares of a table sum to 1. */
  readonly width: number;
}

export interface LegendItem {
  readonly colour: string;
  readonly shape: 'line' | 'thin' | 'dashed' | 'dot' | 'ring';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: Inlines }
  | { readonly kind: 'note'; readonly content: Inlines }
  | { readonly kind: 'keyNumbers'; readonly items: readonly KeyNumber[] }
  | {
      readonly kind: 'picture';
      readonly caption: string;
      readonly alt: string;
      readonly legend: readonly LegendItem[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Inlines[])[];
      /** The last row is a total. */
      readonly totals: boolean;
    }
  | { readonly kind: 'list'; readonly items: readonly Inlines[] }
  | {
      readonly kind: 'hashes';
      readonly items: readonly { readonly file: string; readonly sha256: string }[];
    };

export interface BriefDocument {
  readonly language: Language;
  readonly title: string;
  /** ISO day it was made. */
  readonly date: string;
  readonly footer: string;
  /** With {page} and {pages} to be filled by the format. */
  readonly pageOf: string;
  readonly blocks: readonly Block[];
}

export function plainText(content: Inlines): string {
  return content.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
