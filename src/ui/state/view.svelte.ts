/** What the user looks at: never part of a study, never undone. */
import type { Service } from '../../domain/service';
import type { PaceChoice } from '../../domain/stories';
import type { Language } from '../../i18n/format';
import type { Step } from '../../i18n/steps';
import type { MapFeature } from '../map/features';

export type TableName = 'elders' | 'facilities' | 'districts';

export class ViewState {
  step: Step = $state('data');
  service: Service = $state('meals');
  /** At whose pace the map colours the streets. */
  pace: PaceChoice = $state('overall');
  language: Language = $state('zh');
  /** 大字版 */
  bigType = $state(false);
  selection: MapFeature | null = $state.raw(null);
  /** Access method of the balance step. */
  method = $state('2sfca');
  tableOpen = $state(false);
  table: TableName = $state('elders');
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
}
