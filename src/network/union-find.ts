/** Disjoint sets over 0 … count - 1, as parent links; the smaller root stays root, so results do not depend on the order of joins. */
export function createSets(count: number): Int32Array {
  const parent = new Int32Array(count);
  for (let i = 0; i < count; i++) parent[i] = i;
  return parent;
}

/** The least member of the set of i. Halves the path as it goes. */
export function findSet(parent: Int32Array, i: number): number {
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]!]!;
    i = parent[i]!;
  }
  return i;
}

/** Joins the sets of a and b. */
export function joinSets(parent: Int32Array, a: number, b: number): void {
  const rootA = findSet(parent, a);
  const rootB = findSet(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}
