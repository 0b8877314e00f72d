/** What every layer of rows is made of, and what of it others get. */
import type { Geometry } from 'geojson';
import type { Note } from '../../domain/fault';
import { fault } from '../../domain/fault';
import type { Findings } from '../../domain/findings';
import { exportWord } from '../../i18n/export-words';
import type { Language } from '../../i18n/format';
import type { ResultColumn } from '../result-columns';
import type { MarkedColumn } from './hidden-figures';
import { hiddenColumns } from './hidden-figures';

/** What is known of a layer before its columns are made. */
export interface Plan {
  readonly count: number;
  readonly columns: readonly ResultColumn[];
  readonly geometryOf: ((row: number) => Geometry | null) | null;
  /** Lines of this layer alone. */
  readonly lines: readonly string[];
  readonly notes: readonly Note[];
}

/** The figures that may leave the house, with a note that counts those that may not. */
export function hidden(
  findings: Findings,
  before: readonly ResultColumn[],
  marked: readonly MarkedColumn[],
  language: Language,
): Pick<Plan, 'columns' | 'lines' | 'notes'> {
  const below = findings.settings.privacy.suppressBelow;
  const count = marked.reduce((sum, { marks }) => sum + marks.filter((mark) => mark !== 'shown').length, 0);
  return {
    columns: [...before, ...hiddenColumns(marked, below)],
    lines: [exportWord('hiddenBelow', language, { below: String(below) })],
    notes: count > 0 ? [fault('export.hidden', { count, below })] : [],
  };
}

export function pointAt({ lons, lats }: { lons: Float64Array; lats: Float64Array }, row: number): Geometry {
  return { type: 'Point', coordinates: [lons[row]!, lats[row]!] };
}
