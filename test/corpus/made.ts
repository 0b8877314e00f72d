/** One file of the generated corpus, and what must become of it. */

export type Content = string | Uint8Array;

export interface Made {
  /** Below the corpus folder, named after the fault. */
  readonly path: string;
  readonly content: Content;
  /** Files that lie beside it and are dropped with it, by name. */
  readonly parts: Readonly<Record<string, Content>>;
  readonly outcome: 'loaded' | 'listed' | 'refused';
  readonly code: string | null;
  readonly read: number;
  readonly used: number;
}

type Parts = Made['parts'];

/** `used` of `read` rows go into a layer. */
export function loaded(path: string, content: Content, read: number, used = read, parts: Parts = {}): Made {
  return { path, content, parts, outcome: 'loaded', code: null, read, used };
}

/** Read, but nothing of it is used, or somebody must say what it is. */
export function listed(path: string, content: Content, code: string, read: number, parts: Parts = {}): Made {
  return { path, content, parts, outcome: 'listed', code, read, used: 0 };
}

/** A fault. Rows are counted where a reader came that far. */
export function refused(path: string, content: Content, code: string, parts: Parts = {}): Made {
  return { path, content, parts, outcome: 'refused', code, read: 0, used: 0 };
}

/** Some of it is used, and a part is a fault all the same. */
export function halfLoaded(path: string, content: Content, code: string, read: number, used = read): Made {
  return { ...loaded(path, content, read, used), code };
}

/** Small, fast, and the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export interface Row {
  readonly id: string;
  readonly lon: string;
  readonly lat: string;
  readonly count: string;
  readonly name: string;
}

const streets = [
  '雁滩',
  '渭源路',
  '皋兰路',
  '酒泉路',
  '张掖路',
  '临夏路',
  '白银路',
  '西园',
  '七里河',
  '龚家湾',
];

/** Places in and around Lanzhou. */
export function someRows(seed: number, count: number): Row[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `A${String(i + 1).padStart(3, '0')}`,
    lon: (103.7 + 0.2 * roll()).toFixed(5),
    lat: (36.0 + 0.1 * roll()).toFixed(5),
    count: String(1 + Math.floor(40 * roll())),
    name: `${streets[Math.floor(streets.length * roll())]!}社区`,
  }));
}

export const headers = ['编号', '经度', '纬度', '60岁及以上人数', '社区'] as const;

export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ id, lon, lat, count, name }) => [id, lon, lat, count, name]);
}

export function delimited(lines: readonly (readonly string[])[], delimiter = ',', end = '\n'): string {
  return lines.map((line) => line.join(delimiter) + end).join('');
}

/** A table of elders as text: a header and `rows`. */
export function elders(rows: readonly Row[], delimiter = ',', end = '\n'): string {
  return delimited([headers, ...cellsOf(rows)], delimiter, end);
}

export function bytesOf(content: Content): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

export function joined(...parts: readonly Content[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...bytesOf(part)]));
}

export function cut(content: Content, share: number): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(content);
  return bytes.slice(0, Math.floor(bytes.length * share));
}
