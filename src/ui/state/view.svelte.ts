/** What the user looks at: never part of a study, never undone. */
import type { Degrees } from '../../domain/mend';
import type { Service } from '../../domain/service';
import type { Colouring, PaceChoice, Who } from '../../domain/stories';
import type { LayerKind } from '../../domain/study';
import type { Language } from '../../i18n/format';
import type { Step } from '../../i18n/steps';
import type { MapFeature } from '../map/features';

/** Results, a file as it was read (`tableFile`), or the answer to SQL. */
export type TableName = 'elders' | 'facilities' | 'districts' | 'file' | 'sql';

export interface FileTable {
  readonly kind: LayerKind;
  readonly file: string;
}

export class ViewState {
  step: Step = $state('data');
  service: Service = $state('meals');
  /** At whose pace the map colours the streets. */
  pace: PaceChoice = $state('overall');
  /** What the map colours the streets by. */
  colouring: Colouring = $state('minutes');
  language: Language = $state('zh');
  /** 大字版 */
  bigType = $state(false);
  selection: MapFeature | null = $state.raw(null);
  /** A spot of the map that was pointed at, where nothing is chosen; never stored. */
  spot: Degrees | null = $state.raw(null);
  /** Whose walk the answer tells. */
  who: Who = $state('everybody');
  /** Access method of the balance step. */
  method = $state('2sfca');
  tableOpen = $state(false);
  table: TableName = $state('elders');
  /** The file shown, where `table` is 'file'. */
  tableFile: FileTable | null = $state.raw(null);
  /** Whether each column of the table says what it holds. */
  summaries = $state(false);
  /** The table takes most of the height. */
  tableTall = $state(false);
  /** Places marked on the map from a table, interleaved degrees; null for none. */
  marks: Float64Array | null = $state.raw(null);
  tableFilter = $state('');
  /** Steps seen since the study was opened, for the marks in the header. */
  visited: readonly Step[] = $state.raw([]);

  go(step: Step): void {
    if (!this.visited.includes(this.step)) this.visited = [...this.visited, this.step];
    this.step = step;
  }

  openTable(table: TableName, filter = ''): void {
    this.table = table;
    this.tableFilter = filter;
    this.tableOpen = true;
  }

  /** Every row of a file, as it was read. */
  openFileTable(kind: LayerKind, file: string): void {
    this.tableFile = { kind, file };
    this.openTable('file');
  }
}
