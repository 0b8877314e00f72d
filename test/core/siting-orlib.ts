/** The p-median instances of Beasley's OR-Library, from ../shared/data/orlib. */
import { join } from 'node:path';
import type { SparseMatrix } from '../../src/routing/matrix';
import { sharedData } from './routing-networks';

export const orLibrary = join(sharedData, 'orlib');

/** Proven optima of pmed1 … pmed6 (Beasley 1990). */
export const orLibraryOptima = [5819, 4093, 4250, 3034, 1355, 7824];

/**
 * First line: nodes, edges, p; then edges `a b length`, of which the last of a pair counts. Every node is place and candidate,
 * the way between two the shortest path (Floyd).
 */
export function readOrLibrary(text: string): { readonly matrix: SparseMatrix; readonly sites: number } {
  const [rows, edges, sites, ...numbers] = text.trim().split(/\s+/).map(Number) as [number, number, number];
  const way = new Float64Array(rows * rows).fill(Infinity);
  for (let e = 0; e < edges; e++) {
    const [a, b] = [numbers[3 * e]! - 1, numbers[3 * e + 1]! - 1];
    way[a * rows + b] = way[b * rows + a] = numbers[3 * e + 2]!;
  }
  for (let i = 0; i < rows; i++) way[i * rows + i] = 0;
  for (let k = 0; k < rows; k++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < rows; j++)
        way[i * rows + j] = Math.min(way[i * rows + j]!, way[i * rows + k]! + way[k * rows + j]!);
  if (way.includes(Infinity)) throw new Error('the instance is not connected');
  const matrix: SparseMatrix = {
    rows,
    first: Int32Array.from({ length: rows + 1 }, (_, c) => c * rows),
    point: Int32Array.from(way, (_, i) => i % rows),
    mm: Int32Array.from(way),
  };
  return { matrix, sites };
}
