/** The first rows of a file that cannot be read as its layer yet, so that its columns can be chosen; persons stay outside as ever. */
import type { Result } from '../domain/fault';
import { fail, fault, succeed } from '../domain/fault';
import type { Control } from '../domain/progress';
import { pacer } from '../domain/progress';
import type { LayerKind, LayerSource, Study } from '../domain/study';
import type { FileReport } from '../domain/tables';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import { findFile } from './find-file';
import { guardIdentity } from './identity';
import { openFile } from './open-file';

export type Peek = Pick<FileReport, 'format' | 'encoding' | 'sheets' | 'sheet' | 'header' | 'sample'>;

/** As many rows as a report shows. */
const mostRows = 20;

/** Faults: study.missingFile, table.formatForLayer where the file is no table, and those of `openFile`. */
export async function peekFile(
  study: Study,
  kind: LayerKind,
  source: LayerSource,
  options: Control & { readonly cache?: DecodeCache | undefined } = {},
): Promise<Result<Peek>> {
  const cache = options.cache ?? sharedCache;
  const { file, encoding, sheet } = source;
  const found = await findFile(study.files, file, cache, options);
  if (!found.ok) return found;
  const { blob, siblings } = found.value;
  const opened = await openFile(blob, file, { encoding, sheet, siblings }, cache, options);
  if (!opened.ok) return opened;
  const { table: raw, format } = opened.value;
  if (raw === null) return fail(fault('table.formatForLayer', { format, layer: kind }, { file }));
  const { table } = await guardIdentity(kind, raw, source.notPersonal ?? [], pacer(options));
  return succeed({
    format,
    encoding: table.encoding,
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    header: table.header,
    sample: Array.from({ length: Math.min(mostRows, table.rows.length) }, (_, i) =>
      table.cells.map((column) => column[i] ?? ''),
    ),
  });
}
