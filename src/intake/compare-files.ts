/** What would change if a layer's file were replaced: asked before it is taken. Counts only; no cell leaves the reader. */
import type { Fault } from '../domain/fault';
import type { Control } from '../domain/progress';
import type { Service } from '../domain/service';
import type { LayerKind, LayerSource, Study } from '../domain/study';
import { layerKinds } from '../domain/study';
import type { DecodeCache } from './decode-cache';
import { sharedCache } from './decode-cache';
import { findFile } from './find-file';
import { readJoinAreas } from './join-areas';
import { openFile } from './open-file';
import type { LayerPart } from './read-layer';
import { readLayer } from './read-layer';
import type { TextTable } from './text-table';

/** Before and after. */
export type Pair<T> = readonly [before: T, after: T];

export interface LayerDifference {
  readonly kind: LayerKind;
  readonly sheet: string | null;
  /** Why the layer cannot be read before or after; the rest is empty then. */
  readonly faults: Pair<Fault | null>;
  readonly rows: Pair<number>;
  readonly used: Pair<number>;
  readonly columnsGone: readonly string[];
  readonly columnsNew: readonly string[];
  /** How rows were told apart: by the column of ids, or whole rows by their texts where there is none (then none counts as changed). */
  readonly by: 'id' | 'row';
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  /** Persons of an elders' layer; NaN elsewhere. */
  readonly persons: Pair<number>;
  /** Sums of stated capacities by service; NaN where none states any. */
  readonly capacity: readonly { readonly service: Service; readonly sums: Pair<number> }[];
}

interface Side {
  readonly part: LayerPart | null;
  readonly table: TextTable | null;
  readonly fault: Fault | null;
}

/** `file` in `before` against `name` in `after`: one difference for each layer that reads the file. */
export async function compareFiles(
  before: Study,
  file: string,
  after: Study,
  name: string,
  options: Control & { readonly cache?: DecodeCache | undefined } = {},
): Promise<readonly LayerDifference[]> {
  const out: LayerDifference[] = [];
  for (const kind of layerKinds)
    for (const source of before.settings.layers[kind] ?? []) {
      if (source.file !== file || kind === 'elevation') continue;
      options.signal?.throwIfAborted();
      const old = await side(before, kind, source, options);
      const fresh = await side(after, kind, { ...source, file: name }, options);
      out.push(difference(kind, source.sheet ?? null, old, fresh));
    }
  return out;
}

async function side(
  study: Study,
  kind: Exclude<LayerKind, 'elevation'>,
  source: LayerSource,
  options: Control & { readonly cache?: DecodeCache | undefined },
): Promise<Side> {
  const cache = options.cache ?? sharedCache;
  const found = await findFile(study.files, source.file, cache, options);
  if (!found.ok) return { part: null, table: null, fault: found.fault };
  const { blob, siblings } = found.value;
  const areas = kind === 'elders' ? await readJoinAreas(study, cache, options) : null;
  const { services } = study.settings.need;
  const read = await readLayer(kind, source, blob, services, cache, options, siblings, areas);
  if (!read.ok) return { part: null, table: null, fault: read.fault };
  const opened = await openFile(
    blob,
    source.file,
    { encoding: source.encoding, sheet: source.sheet, siblings },
    cache,
    options,
  );
  return { part: read.value, table: opened.ok ? opened.value.table : null, fault: null };
}

function difference(kind: LayerKind, sheet: string | null, old: Side, fresh: Side): LayerDifference {
  const sides = [old, fresh] as const;
  const pair = <T>(of: (one: Side) => T): Pair<T> => [of(old), of(fresh)];
  // As reports name columns: where a file has no header its first row, a person perhaps, stands for it.
  const [oldHeader, newHeader] = pair(({ part }) => part?.report.header ?? []);
  const isComparable = sides.every(({ table }) => table !== null);
  const shared = oldHeader.filter((column) => newHeader.includes(column));
  const idColumn = old.part?.report.columns['id'];
  const freshId = fresh.part?.report.columns['id'];
  const byId = isComparable && idColumn !== undefined && idColumn === freshId ? idColumn : null;
  return {
    kind,
    sheet,
    faults: pair(({ fault }) => fault),
    rows: pair(({ part }) => part?.report.rowsRead ?? 0),
    used: pair(({ part }) => part?.report.rowsUsed ?? 0),
    columnsGone: isComparable ? oldHeader.filter((column) => !newHeader.includes(column)) : [],
    columnsNew: isComparable ? newHeader.filter((column) => !oldHeader.includes(column)) : [],
    by: byId === null ? 'row' : 'id',
    ...(isComparable
      ? rowChanges(keysOf(old.table!, oldHeader, shared, byId), keysOf(fresh.table!, newHeader, shared, byId))
      : { added: 0, removed: 0, changed: 0, same: 0 }),
    persons: pair(personsOf),
    capacity: capacityOf(old, fresh),
  };
}

/**
 * Rows are matched by id, and rows of one id (or without ids, of equal texts) one to one, so that added − removed = rows after − rows
 * before always. Columns that only one file has do not make a row changed.
 */
function rowChanges(before: readonly Key[], after: readonly Key[]) {
  const waiting = new Map<string, string[]>();
  before.forEach(({ key, text }) => {
    const known = waiting.get(key);
    if (known === undefined) waiting.set(key, [text]);
    else known.push(text);
  });
  let [added, changed, same] = [0, 0, 0];
  const unmatched: string[] = [];
  for (const { key, text } of after) {
    const texts = waiting.get(key);
    const at = texts?.indexOf(text) ?? -1;
    if (at >= 0) {
      texts!.splice(at, 1);
      same++;
    } else unmatched.push(key);
  }
  for (const key of unmatched) {
    const texts = waiting.get(key);
    if (texts !== undefined && texts.length > 0) {
      texts.pop();
      changed++;
    } else added++;
  }
  return { added, removed: before.length - same - changed, changed, same };
}

interface Key {
  readonly key: string;
  readonly text: string;
}

function keysOf(
  table: TextTable,
  header: readonly string[],
  shared: readonly string[],
  byId: string | null,
): readonly Key[] {
  const columns = shared.map((column) => table.cells[header.indexOf(column)]!);
  const ids = byId === null ? null : table.cells[header.indexOf(byId)]!;
  return Array.from(table.rows, (_, i) => {
    const cells = columns.map((cells) => (cells[i] ?? '').trim());
    const geometry = table.features?.[i]?.geometry ?? null;
    const text = JSON.stringify(geometry === null ? cells : [...cells, geometry]);
    const id = ids?.[i]?.trim() ?? '';
    return { key: id === '' ? text : `#${id}`, text };
  });
}

function personsOf({ part }: Side): number {
  if (part?.kind !== 'elders') return NaN;
  return part.layer.elders.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0);
}

function capacityOf(old: Side, fresh: Side): LayerDifference['capacity'] {
  const sums = ({ part }: Side): Partial<Record<Service, number>> => {
    if (part?.kind !== 'facilities') return {};
    return Object.fromEntries(
      Object.entries(part.layer.capacity).map(([service, places]) => {
        const stated = places.filter((count) => !Number.isNaN(count));
        return [service, stated.length === 0 ? NaN : stated.reduce((sum, count) => sum + count, 0)];
      }),
    );
  };
  const [before, after] = [sums(old), sums(fresh)];
  const named = new Set([...Object.keys(before), ...Object.keys(after)] as Service[]);
  return [...named].map((service) => ({ service, sums: [before[service] ?? NaN, after[service] ?? NaN] }));
}
