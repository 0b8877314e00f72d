/** A brief as Markdown (GitHub's tables), with what a cell holds escaped so that it stays text. */
import type { Block, BriefDocument, Inlines } from './blocks';
import { plainText } from './blocks';

/** `picture` is the address of the map beside the file, or null to leave the picture out (its caption and alt text stay). */
export function writeMarkdown(document: BriefDocument, picture: string | null = null): string {
  const parts = document.blocks.map((block) => writeBlock(block, picture));
  return `${parts.join('\n\n')}\n\n---\n\n${escapeText(document.footer)} · ${document.date}\n`;
}

function writeBlock(block: Block, picture: string | null): string {
  switch (block.kind) {
    case 'title':
      return `# ${escapeText(block.text)}`;
    case 'warning':
      return `> **${escapeText(block.text)}**`;
    case 'heading':
      // "1. Summary" is a heading, not a list: the marks before it say so.
      return `## ${escapeText(block.text)}`;
    case 'paragraph':
      return inline(block.content);
    case 'note':
      return `*${inline(block.content)}*`;
    case 'keyNumbers':
      return block.items
        .map(
          ({ value, label, base, source }) =>
            `- **${inline(value)}** ${inline(label)} (${inline(base)}; ${escapeText(source)})`,
        )
        .join('\n');
    case 'picture': {
      const image =
        picture === null ? escapeText(block.alt) : `![${escapeText(block.alt)}](<${encodeURI(picture)}>)`;
      return `${image}\n\n${escapeText(block.caption)}`;
    }
    case 'table': {
      const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
      const lines = [
        row(block.columns.map(({ text }) => escapeText(text))),
        row(block.columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
        ...block.rows.map((cells, i) =>
          row(
            cells.map((cell) =>
              block.totals && i === block.rows.length - 1 && plainText(cell) !== ''
                ? `**${inline(cell)}**`
                : inline(cell),
            ),
          ),
        ),
      ];
      return `${escapeText(block.caption)}\n\n${lines.join('\n')}`;
    }
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'hashes':
      return block.items.map(({ file, sha256 }) => `- ${escapeText(file)}: \`${sha256}\``).join('\n');
  }
}

function inline(content: Inlines): string {
  return escapeText(plainText(content));
}

/** Backslashes before whatever Markdown or its HTML would read; line breaks as spaces. */
function escapeText(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>|~#&!]/g, '\\$&')
    .replace(/^(\s*)([-+>])/, '$1\\$2');
}
