/** Joins the ways of a multipolygon end to end into closed rings. */

/** Node ids, the first again at the end. */
export type Ring = readonly number[];

/** Rings that close; what stays open (a lake cut by the edge of the extract) is left out. */
export function assembleRings(ways: readonly ArrayLike<number>[]): Ring[] {
  const rings: Ring[] = [];
  const loose = ways.filter((way) => way.length >= 2).map((way) => Array.from(way));
  const byEnd = new Map<number, Set<number[]>>();
  const ends = (way: readonly number[]) => [way[0]!, way[way.length - 1]!] as const;
  const link = (way: number[]) => {
    for (const end of ends(way)) {
      const list = byEnd.get(end);
      if (list) list.add(way);
      else byEnd.set(end, new Set([way]));
    }
  };
  const unlink = (way: number[]) => {
    for (const end of ends(way)) byEnd.get(end)?.delete(way);
  };
  for (const way of loose) {
    const [start, stop] = ends(way);
    if (start === stop) rings.push(way);
    else link(way);
  }
  for (const seed of loose) {
    const [start, stop] = ends(seed);
    if (start === stop || !byEnd.get(start)?.has(seed)) continue;
    unlink(seed);
    const ring = seed.slice();
    let end = stop;
    while (end !== start) {
      const [next] = byEnd.get(end) ?? [];
      if (next === undefined) break;
      unlink(next);
      if (next[0] !== end) next.reverse();
      for (let i = 1; i < next.length; i++) ring.push(next[i]!);
      end = next[next.length - 1]!;
    }
    if (end === start) rings.push(ring);
  }
  return rings;
}
