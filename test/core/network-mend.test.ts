/** Mended streets are the streets somebody would have drawn: little towns, mended, against the same towns drawn right. */
import { describe, expect, test } from 'vitest';
import type { Mend } from '../../src/domain/mend';
import { buildGraph } from '../../src/network/build-graph';
import { NO_FORWARD, STEPS, type Graph } from '../../src/network/graph';
import { mendStreets } from '../../src/network/mend';
import { town, type Spot, type Town } from '../scenes/town';
import { waysBetweenJunctions } from './all-ways';

async function mended(drawing: Town, ...mends: Mend[]): Promise<{ graph: Graph; codes: string[] }> {
  const { streets, notes } = mendStreets(drawing.raw(), mends);
  const built = await buildGraph(streets, { steps: true });
  if (!built.ok) throw new Error(built.fault.code);
  return { graph: built.value.graph, codes: notes.map(({ code }) => code) };
}

/** Least public metres between two junctions (by their places): every pair by Floyd and Warshall. */
function metres(graph: Graph, drawing: Town, from: Spot, to: Spot, patches = false): number {
  const { junctionCount: n } = graph;
  const at = (spot: Spot) => {
    const [lon, lat] = drawing.lonLat(spot);
    const found = Array.from({ length: n }, (_, v) => v).filter(
      (v) => Math.abs(graph.lons[v]! - lon) < 1e-7 && Math.abs(graph.lats[v]! - lat) < 1e-7,
    );
    if (found.length === 0) throw new Error(`no junction at ${String(spot)}`);
    return found;
  };
  const way = waysBetweenJunctions(graph, (e) => graph.edgePatch[e] === 0 || patches);
  return Math.min(...at(from).flatMap((a) => at(to).map((b) => way[a]![b]!)));
}

const stepsMetres = (graph: Graph) =>
  graph.edgeMetres.reduce((sum, m, e) => sum + ((graph.edgeFlags[e]! & STEPS) !== 0 ? m : 0), 0);

/** Two streets along a river, a bridge at their west end. */
const river = () =>
  town()
    .at({ A: [0, 0], B: [300, 0], C: [0, 60], D: [300, 60] })
    .street('A B')
    .street('C D')
    .bridge('A C');

describe('mended streets', () => {
  test('without mends nothing is copied', () => {
    const raw = river().raw();
    expect(mendStreets(raw, []).streets).toBe(raw);
  });

  test('a footbridge drawn from street to street is walked', async () => {
    const drawing = river();
    const { graph: before } = await mended(drawing);
    expect(metres(before, drawing, 'B', 'D')).toBeCloseTo(300 + 60 + 300, 6);
    // Clicked 2 m beside either street, in the middle of both.
    const line = [drawing.lonLat([200, 2]), drawing.lonLat([200, 58])];
    const { graph, codes } = await mended(drawing, { kind: 'path', line });
    expect(codes).toEqual([]);
    expect(metres(graph, drawing, 'B', 'D')).toBeCloseTo(100 + 60 + 100, 6);
  });

  test('a second path may end on the first', async () => {
    const drawing = river();
    const first: Mend = { kind: 'path', line: [drawing.lonLat([200, 0]), drawing.lonLat([200, 60])] };
    const second: Mend = { kind: 'path', line: [drawing.lonLat([300, 30]), drawing.lonLat([200, 30])] };
    const { graph } = await mended(drawing, first, second);
    expect(metres(graph, drawing, [300, 30], 'B')).toBeCloseTo(100 + 30 + 100, 6);
  });

  test('a path that joins nothing is there, and said to be loose', async () => {
    const drawing = river();
    const line = [drawing.lonLat([50, 30]), drawing.lonLat([250, 30])];
    expect((await mended(drawing, { kind: 'path', line })).codes).toEqual(['network.mendLoose']);
  });

  test('a bridge is closed, and that piece alone', async () => {
    const drawing = town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [300, 0], E: [100, 50], F: [200, 50] })
      .street('A B C D')
      .street('B E F C');
    const { graph } = await mended(drawing, { kind: 'close', at: drawing.lonLat([150, 3]) });
    expect(metres(graph, drawing, 'A', 'D')).toBeCloseTo(100 + 50 + 100 + 50 + 100, 6);
  });

  test('a wall across a way is opened; a gated compound lets everybody through', async () => {
    const walled = town()
      .at({ A: [0, 0], W: [50, 0], B: [100, 0] })
      .street('A W B')
      .barrier('W');
    expect(metres((await mended(walled)).graph, walled, 'A', 'B')).toBe(Infinity);
    const { graph } = await mended(walled, { kind: 'open', at: walled.lonLat([48, 1]) });
    expect(metres(graph, walled, 'A', 'B')).toBeCloseTo(100, 6);

    const gated = town()
      .at({ A: [0, 0], B: [100, 0], C: [100, 100], D: [0, 100] })
      .street('A D C')
      .private('A B C');
    const at = gated.lonLat([60, 2]);
    expect(metres((await mended(gated)).graph, gated, 'A', 'C')).toBeCloseTo(200, 6);
    expect((await mended(gated)).graph.patchCount).toBe(1);
    expect((await mended(gated, { kind: 'open', at })).graph.patchCount).toBe(0);
  });

  test('a street that is one-way on foot is opened, and keeps its direction where a path joins it', async () => {
    const street = town()
      .at({ A: [0, 0], B: [100, 0], N: [50, 40] })
      .street('A B', { 'oneway:foot': '-1' });
    const opened = await mended(street, { kind: 'open', at: street.lonLat([48, 1]) });
    expect(opened.codes).toEqual([]);
    expect([...opened.graph.edgeFlags]).toEqual([0]);
    const joined = await mended(street, {
      kind: 'path',
      line: [street.lonLat([50, 0]), street.lonLat('N')],
    });
    expect([...joined.graph.edgeFlags]).toEqual([NO_FORWARD, NO_FORWARD, 0]);
  });

  test('a piece becomes steps, and flat again', async () => {
    const drawing = river();
    const at = drawing.lonLat([150, 1]);
    const { graph } = await mended(drawing, { kind: 'steps', at, steps: true });
    expect(stepsMetres(graph)).toBeCloseTo(300, 6);
    const undone = await mended(
      drawing,
      { kind: 'steps', at, steps: true },
      { kind: 'steps', at, steps: false },
    );
    expect(stepsMetres(undone.graph)).toBe(0);
  });

  test('what is not there is said by its number, and the rest is done', async () => {
    const drawing = river();
    const { streets, notes } = mendStreets(drawing.raw(), [
      { kind: 'close', at: drawing.lonLat([150, 30]) },
      { kind: 'open', at: drawing.lonLat([150, 0]) },
      { kind: 'close', at: drawing.lonLat([0, 30]) },
    ]);
    expect(notes.map(({ code, blanks }) => [code, blanks['number']])).toEqual([
      ['network.mendLost', 1],
      ['network.mendLost', 2],
    ]);
    expect(streets.wayTags.filter((tags) => tags['foot'] === 'no')).toHaveLength(1);
  });

  test('the file is left as it was', () => {
    const drawing = river();
    const raw = drawing.raw();
    const before = JSON.stringify([[...raw.refs], [...raw.wayFirst], raw.wayTags, [...raw.nodeTags]]);
    mendStreets(raw, [
      { kind: 'path', line: [drawing.lonLat([200, 0]), drawing.lonLat([200, 60])] },
      { kind: 'close', at: drawing.lonLat([0, 30]) },
    ]);
    expect(JSON.stringify([[...raw.refs], [...raw.wayFirst], raw.wayTags, [...raw.nodeTags]])).toBe(before);
  });
});
