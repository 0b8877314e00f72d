/** Greedy choice, lazily (Minoux 1978): what a candidate brings only shrinks as others are chosen, so old figures are upper bounds. */

export interface GreedyMoves {
  /** What the candidate would add to those taken so far. Must not grow as more are taken. */
  gain(candidate: number): number;
  take(candidate: number): void;
}

/**
 * At most `sites` of the candidates, each the one that adds most to those before it, in this order; a tie goes to the lowest row.
 * Fewer where no other would add anything.
 */
export function chooseGreedily(free: Int32Array, sites: number, { gain, take }: GreedyMoves): Int32Array {
  const heap = Int32Array.from(free.keys());
  const known = Float64Array.from(free, gain);
  const round = new Int32Array(free.length);
  let size = heap.length;
  for (let i = (size >> 1) - 1; i >= 0; i--) sink(i);
  const chosen: number[] = [];
  while (chosen.length < sites && size > 0) {
    const top = heap[0];
    if (!(known[top] > 0)) break;
    if (round[top] === chosen.length) {
      take(free[top]);
      chosen.push(free[top]);
      heap[0] = heap[--size];
    } else {
      known[top] = gain(free[top]);
      round[top] = chosen.length;
    }
    sink(0);
  }
  return Int32Array.from(chosen);

  function isBefore(a: number, b: number): boolean {
    return known[a] === known[b] ? a < b : known[a] > known[b];
  }

  function sink(at: number): void {
    const moved = heap[at];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) child++;
      if (!isBefore(heap[child], moved)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }
}
