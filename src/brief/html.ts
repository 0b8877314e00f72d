/** A brief as one printable HTML file: A4, Chinese print typography (ux.md §3.4), no script, nothing fetched. */
import { palette } from '../layers/palette';
import type { Block, BriefDocument, Column, Inlines } from './blocks';
import { escapeXml } from './escape';
import { pictureFont } from './picture';

/** Well-formed as XML too. `svg` is the map as `drawPicture` gives it, or null for none; every other text is escaped. */
export function writeHtml(document: BriefDocument, svg: string | null): string {
  const lang = document.language === 'zh' ? 'zh-CN' : 'en';
  return [
    '<!DOCTYPE html>\n',
    `<html xmlns="http://www.w3.org/1999/xhtml" lang="${lang}" xml:lang="${lang}"><head><meta charset="utf-8"/>`,
    '<meta name="viewport" content="width=device-width"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>`,
    `<title>${escapeXml(document.title)}</title><style>${styleOf(document)}</style></head><body><main>`,
    ...document.blocks.map((block) => writeBlock(block, svg)),
    `</main><footer>${escapeXml(document.footer)} · <time datetime="${escapeXml(document.date)}">${escapeXml(document.date)}</time></footer></body></html>\n`,
  ].join('');
}

function writeBlock(block: Block, svg: string | null): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${escapeXml(block.text)}</h1>`;
    case 'warning':
      return `<p class="warning">${escapeXml(block.text)}</p>`;
    case 'heading':
      return `<h2>${escapeXml(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${inline(block.content)}</p>`;
    case 'note':
      return `<p class="note">${inline(block.content)}</p>`;
    case 'keyNumbers':
      return `<div class="key">${block.items
        .map(
          ({ value, label, base, source }) =>
            `<div><strong>${inline(value)}</strong><b>${inline(label)}</b><span>${inline(base)}</span><small>${escapeXml(source)}</small></div>`,
        )
        .join('')}</div>`;
    case 'picture':
      return `<figure>${svg ?? `<p>${escapeXml(block.alt)}</p>`}<figcaption>${escapeXml(block.caption)}</figcaption></figure>`;
    case 'table':
      return writeTable(block);
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
    case 'hashes':
      return `<ul class="hashes">${block.items
        .map(({ file, sha256 }) => `<li>${escapeXml(file)} <code>${escapeXml(sha256)}</code></li>`)
        .join('')}</ul>`;
  }
}

function writeTable({ caption, columns, rows, totals }: Extract<Block, { kind: 'table' }>): string {
  const cell = (tag: string, column: Column | undefined, text: string, more = ''): string =>
    `<${tag}${column?.align === 'right' ? ' class="n"' : ''}${more}>${text}</${tag}>`;
  const head = columns.map((column) => cell('th', column, escapeXml(column.text), ' scope="col"')).join('');
  const body = rows.map((cells, r) => {
    const last = totals && r === rows.length - 1;
    const line = cells
      .map((content, c) =>
        c === 0
          ? cell('th', columns[c], inline(content), ' scope="row"')
          : cell('td', columns[c], inline(content)),
      )
      .join('');
    return `<tr${last ? ' class="total"' : ''}>${line}</tr>`;
  });
  const widths = columns.map(({ width }) => `<col style="width:${Math.round(width * 100)}%"/>`).join('');
  return `<table><caption>${escapeXml(caption)}</caption><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** Figures carry the key of their fact, so that whoever reads the file by program finds them. */
function inline(content: Inlines): string {
  return content
    .map((part) =>
      typeof part === 'string'
        ? escapeXml(part)
        : `<span class="f" data-fact="${escapeXml(part.fact)}">${escapeXml(part.text)}</span>`,
    )
    .join('');
}

function styleOf({ language, footer, pageOf }: BriefDocument): string {
  const zh = language === 'zh';
  // In a page footer CSS counts; the words around the counters come from the language.
  const pages = pageOf
    .split(/(\{pages?\})/)
    .map((part) =>
      part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part),
    )
    .join(' ');
  return `
@page { size: A4; margin: 22mm 20mm 20mm; @bottom-left { content: ${cssString(footer)}; font: 8.5pt ${pictureFont}; color: ${palette.ink3}; } @bottom-right { content: ${pages}; font: 8.5pt ${pictureFont}; color: ${palette.ink3}; } }
html { color: ${palette.ink}; background: ${palette.paper}; font: ${zh ? '10.5pt/1.7' : '10.5pt/1.5'} ${pictureFont}; line-break: strict; hanging-punctuation: allow-end; text-spacing-trim: trim-start; text-autospace: normal; }
body { max-width: ${zh ? '40em' : '42em'}; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 18pt; line-height: 1.4; text-align: ${zh ? 'center' : 'left'}; text-wrap: balance; margin: 0 0 1em; }
h2 { font-size: 13pt; line-height: 1.4; margin: 1.6em 0 .5em; break-after: avoid; }
p { margin: 0 0 .6em; text-align: justify; ${zh ? 'text-justify: inter-character; text-indent: 2em;' : 'hyphens: auto;'} orphans: 2; widows: 2; }
p.note, p.warning, figure p { text-indent: 0; }
p.note { font-size: 9pt; line-height: 1.55; color: ${palette.ink2}; }
p.warning { border: 1px dashed ${palette.ink3}; border-radius: 6px; padding: .4em .8em; font-weight: 600; }
.f { white-space: nowrap; font-variant-numeric: tabular-nums; }
.key { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1em; margin: 1em 0 1.2em; break-inside: avoid; }
.key > div { border-top: 2px solid ${palette.ink}; padding-top: .4em; display: flex; flex-direction: column; gap: .15em; }
.key strong { font-size: 26pt; line-height: 1.15; color: ${palette.gap2}; }
.key b { font-weight: 600; line-height: 1.4; }
.key > div > span { font-size: 9.5pt; line-height: 1.45; color: ${palette.ink2}; }
.key small { font-size: 8.5pt; line-height: 1.4; color: ${palette.ink3}; overflow-wrap: anywhere; }
figure { margin: 0 0 .6em; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid ${palette.line}; }
figcaption { margin-top: .5em; text-align: center; font-size: 9.5pt; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: .8em 0 .5em; font-size: 9.5pt; line-height: 1.45; font-variant-numeric: tabular-nums; }
caption { caption-side: top; text-align: center; font-weight: 600; padding-bottom: .4em; break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .28em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; border-bottom: 1px solid ${palette.line}; font-weight: 400; }
thead th { border-top: 1.5px solid ${palette.ink}; border-bottom: 1px solid ${palette.ink}; font-weight: 600; vertical-align: bottom; }
tbody tr:last-child > * { border-bottom: 1.5px solid ${palette.ink}; }
tr.total > * { font-weight: 700; border-top: 1px solid ${palette.ink}; }
.n { text-align: right; }
ul { margin: 0 0 .8em; padding-left: 1.4em; }
li { margin-bottom: .25em; text-align: justify; }
.hashes { list-style: none; padding: 0; font-size: 8.5pt; line-height: 1.4; color: ${palette.ink2}; }
code { font-family: Consolas, 'Noto Sans Mono', monospace; font-size: 8pt; overflow-wrap: anywhere; }
footer { margin-top: 2em; padding-top: .5em; border-top: 1px solid ${palette.line}; font-size: 8.5pt; color: ${palette.ink3}; }
@media print { body { max-width: none; margin: 0; padding: 0; } footer { display: none; } }
`;
}

/** A CSS string that cannot end its style element either. */
function cssString(text: string): string {
  return `"${text.replace(/[\\"<>\n\r]/g, (c) => `\\${c.codePointAt(0)?.toString(16)} `)}"`;
}
