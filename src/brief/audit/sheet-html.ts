/** A walk-audit sheet as one printable page: A4 across, the numbered map, a row to fill in for each piece. No script, nothing fetched. */
import type { AuditSheet } from '../../domain/audit-sheet';
import { auditWords } from '../../i18n/audit-words';
import { formatDate, formatNumber, type Language } from '../../i18n/format';
import { palette } from '../../layers/palette';
import { escapeXml } from '../escape';
import { pictureFont } from '../picture';
import { auditMap } from './sheet-map';
import { knownCell, metresOf, printedColumns } from './sheet-rows';

/** Percent of the page's width. */
const widths: Readonly<Record<(typeof printedColumns)[number], number>> = {
  id: 4,
  street: 13,
  length: 6,
  slope: 6,
  uphill: 6.5,
  steps: 6,
  handrail: 7,
  benches: 6,
  crossing: 8.5,
  wait: 7,
  lighting: 7,
  surface: 7.5,
  width: 6.5,
  remarks: 9,
};

/** @param today an ISO day */
export function auditHtml(sheet: AuditSheet, study: string, language: Language, today: string): string {
  const words = auditWords(language);
  const { pieces } = sheet;
  const title = words.sheet.title(study);
  const km = formatNumber(metresOf(pieces) / 1000, 1);
  const options: Partial<Record<string, readonly string[]>> = words.options;
  const head = printedColumns.map((column) => {
    const list = column === 'uphill' ? undefined : options[column];
    const small = list === undefined ? '' : `<small>${escapeXml(list.join(' / '))}</small>`;
    return `<th scope="col">${escapeXml(words.columns[column])}${small}</th>`;
  });
  const rows = pieces.map((piece) => {
    const cells = printedColumns.map((column) => {
      const text = escapeXml(String(knownCell(piece, column, words) ?? ''));
      return column === 'id' ? `<th scope="row">${text}</th>` : `<td>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const columns = printedColumns.map((column) => `<col style="width:${widths[column]}%"/>`);
  return [
    '<!DOCTYPE html>\n',
    `<html xmlns="http://www.w3.org/1999/xhtml" lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"/>`,
    '<meta name="viewport" content="width=device-width"/>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>`,
    `<title>${escapeXml(title)}</title><style>${style}</style></head><body><main>`,
    `<h1>${escapeXml(title)}</h1>`,
    `<p>${escapeXml(words.sheet.lead(formatNumber(pieces.length), km))}</p><p>${escapeXml(words.sheet.who)}</p>`,
    '<div class="front">',
    `<figure>${auditMap(sheet, words, language)}<figcaption>${escapeXml(words.sheet.map)}</figcaption></figure>`,
    `<section><h2>${escapeXml(words.sheet.howTo)}</h2><ul>${words.sheet.notes.map((note) => `<li>${escapeXml(note)}</li>`).join('')}</ul></section></div>`,
    `<table><caption>${escapeXml(words.sheet.table)}</caption><colgroup>${columns.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
    `</main><footer>${escapeXml(words.sheet.foot)} <time datetime="${escapeXml(today)}">${escapeXml(formatDate(today, language))}</time></footer></body></html>\n`,
  ].join('');
}

const style = `
@page { size: A4 landscape; margin: 12mm 12mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt ${pictureFont}; color: ${palette.ink3}; } }
html { color: ${palette.ink}; background: ${palette.paper}; font: 10pt/1.5 ${pictureFont}; line-break: strict; text-autospace: normal; }
body { max-width: 273mm; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 17pt; line-height: 1.35; margin: 0 0 .4em; text-wrap: balance; }
h2 { font-size: 11.5pt; margin: 0 0 .4em; }
p { margin: 0 0 .4em; white-space: pre-wrap; }
.front { display: grid; grid-template-columns: minmax(0, 1fr) 78mm; gap: 7mm; margin: .6em 0; break-after: page; break-inside: avoid; }
figure { margin: 0; }
figure svg { display: block; width: 100%; border: 1px solid ${palette.line}; }
figcaption { margin-top: .3em; text-align: center; font-size: 9pt; }
ul { margin: 0; padding-left: 1.3em; font-size: 9.5pt; }
li { margin-bottom: .5em; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 9pt; line-height: 1.3; font-variant-numeric: tabular-nums; }
caption { font-weight: 600; padding-bottom: .4em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid ${palette.ink3}; padding: .25em .35em; text-align: left; vertical-align: middle; overflow-wrap: anywhere; font-weight: 400; }
tbody tr { height: 8.6mm; }
thead th { font-weight: 600; vertical-align: bottom; background: ${palette.mapGround}; }
thead small { display: block; font-size: 7.5pt; font-weight: 400; color: ${palette.ink2}; }
tbody th { font-weight: 600; text-align: center; }
footer { margin-top: 1em; font-size: 8.5pt; color: ${palette.ink3}; }
@media screen and (max-width: 700px) { .front { grid-template-columns: minmax(0, 1fr); } }
@media print { body { max-width: none; margin: 0; padding: 0; } }
`;
