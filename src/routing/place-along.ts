/** Degrees of a place given as metres along a street. */
import type { Graph } from '../network/graph';

/** @param along metres from the edge's start, 0 … its length; between two shape points the line is straight. */
export function placeAlong(graph: Graph, edge: number, along: number): readonly [lon: number, lat: number] {
  const { shapeFirst, shapeLons, shapeLats, shapeMetres } = graph;
  let low = shapeFirst[edge];
  let high = shapeFirst[edge + 1] - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shapeMetres[middle] <= along) low = middle;
    else high = middle;
  }
  const length = shapeMetres[high] - shapeMetres[low];
  const part = length > 0 ? Math.min(1, Math.max(0, (along - shapeMetres[low]) / length)) : 0;
  return [
    shapeLons[low] + part * (shapeLons[high] - shapeLons[low]),
    shapeLats[low] + part * (shapeLats[high] - shapeLats[low]),
  ];
}
