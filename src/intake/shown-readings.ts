/** Two readings of a text as they may be shown: what either of them knows for personal is hidden in both. */
import type { Pause } from '../domain/progress';
import type { LayerKind } from '../domain/study';
import type { EncodingReading } from '../domain/tables';
import { guardIdentity } from './identity';
import { hidden, hidePersonal } from './identity-text';
import type { PersonalColumn } from './personal';
import type { TextTable } from './text-table';

const mostShown = 5;
const longestShown = 160;

/** The lines in which the readings of `table` still differ once nobody can be known by them; none where no such line is left. */
export async function shownReadings(
  layer: LayerKind,
  table: TextTable,
  known: readonly PersonalColumn[],
  notPersonal: readonly string[],
  pause: Pause,
): Promise<readonly EncodingReading[]> {
  const readings = table.readings ?? [];
  const whole = (readings[0]?.records ?? [])
    .map((_, line) => line)
    .filter((line) => readings.every(({ header, records }) => records[line]!.length === header.length));
  const closed = new Set(known.map(({ at }) => at));
  const guarded: string[][][] = [];
  for (const { header, records } of readings) {
    const cells = header.map((_, at) => whole.map((line) => records[line]![at]!));
    const rows = Int32Array.from(whole, (line) => line + 1);
    const own = { ...table, header, cells, rows, features: null, notes: [] };
    const { personal, table: shown } = await guardIdentity(layer, own, notPersonal, pause);
    for (const { at } of personal) closed.add(at);
    guarded.push(whole.map((_, line) => shown.cells.map((column) => column[line]!)));
  }
  const lines = whole
    .map((_, line) =>
      guarded.map((records) =>
        records[line]!.map((cell, at) =>
          closed.has(at) || guarded.some((other) => other[line]![at] === hidden) ? hidden : masked(cell),
        )
          .join(' | ')
          .slice(0, longestShown),
      ),
    )
    .filter(([one, other]) => one !== other)
    .slice(0, mostShown);
  return lines.length === 0
    ? []
    : readings.map(({ encoding }, which) => ({ encoding, lines: lines.map((line) => line[which]!) }));
}

/** Numbers as long as a telephone's, whatever stands between their digits. */
function masked(cell: string): string {
  return hidePersonal(cell).replace(/[\d０-９](?:[ -]?[\d０-９]){6,}/g, '•••••••');
}
