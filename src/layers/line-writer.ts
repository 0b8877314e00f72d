/** Writes pieces of streets, cut at the metre, into flat columns. */
import type { StreetLines } from '../domain/stories';
import type { Graph } from '../network/graph';

export class LineWriter {
  private lines = 0;
  private points = 0;
  private first: Uint32Array;
  private lonLats: Float64Array;
  private classes: Uint8Array;
  private steps: Uint8Array;

  constructor(lines: number, points: number) {
    this.first = new Uint32Array(lines + 1);
    this.classes = new Uint8Array(lines);
    this.steps = new Uint8Array(lines);
    this.lonLats = new Float64Array(points * 2);
  }

  /** Writes the shape of an edge from `start` to `end` metres along it. */
  piece(graph: Graph, edge: number, start: number, end: number, theClass: number, steps: number): void {
    const { shapeLons, shapeLats, shapeMetres } = graph;
    let from = graph.shapeFirst[edge];
    const last = graph.shapeFirst[edge + 1] - 1;
    if (this.lines === this.classes.length) this.growLines();
    if (2 * (this.points + last - from + 1) > this.lonLats.length)
      this.lonLats = grown(this.lonLats, 2 * (this.points + last - from + 1));

    this.first[this.lines] = this.points;
    this.classes[this.lines] = theClass;
    this.steps[this.lines] = steps === 0 ? 0 : 1;
    this.lines++;

    const { lonLats } = this;
    let at = this.points * 2;
    if (start > 0) {
      while (from < last && shapeMetres[from + 1] <= start) from++;
      const f = (start - shapeMetres[from]) / (shapeMetres[from + 1] - shapeMetres[from]);
      lonLats[at++] = shapeLons[from] + f * (shapeLons[from + 1] - shapeLons[from]);
      lonLats[at++] = shapeLats[from] + f * (shapeLats[from + 1] - shapeLats[from]);
      from++;
    }
    for (; from <= last && shapeMetres[from] < end; from++) {
      lonLats[at++] = shapeLons[from];
      lonLats[at++] = shapeLats[from];
    }
    if (from > last) from = last;
    const span = shapeMetres[from] - shapeMetres[from - 1];
    const g = end >= shapeMetres[last] || span <= 0 ? 1 : (end - shapeMetres[from - 1]) / span;
    lonLats[at++] = shapeLons[from - 1] + g * (shapeLons[from] - shapeLons[from - 1]);
    lonLats[at++] = shapeLats[from - 1] + g * (shapeLats[from] - shapeLats[from - 1]);
    this.points = at / 2;
  }

  finish(): StreetLines {
    this.first[this.lines] = this.points;
    return {
      count: this.lines,
      first: this.first.slice(0, this.lines + 1),
      lonLats: this.lonLats.slice(0, this.points * 2),
      classes: this.classes.slice(0, this.lines),
      steps: this.steps.slice(0, this.lines),
    };
  }

  private growLines(): void {
    const size = this.lines * 2;
    const first = new Uint32Array(size + 1);
    first.set(this.first);
    this.first = first;
    const classes = new Uint8Array(size);
    classes.set(this.classes);
    this.classes = classes;
    const steps = new Uint8Array(size);
    steps.set(this.steps);
    this.steps = steps;
  }
}

export function grown(values: Float64Array, atLeast: number): Float64Array {
  const larger = new Float64Array(Math.max(values.length * 2, atLeast));
  larger.set(values);
  return larger;
}
