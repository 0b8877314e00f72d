/** What the map keeps drawn of streets while they and the camera change. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRandom } from '../../src/domain/random';
import type { StreetLines } from '../../src/domain/stories';
import { mercatorX, mercatorY } from '../../src/layers/line-mesh';
import { rgba, streetStyles } from '../../src/layers/palette';
import { holds, type Camera } from '../../src/ui/map/camera';
import { lineDrawer, type DrawnLines } from '../../src/ui/map/drawn-lines';
import { SlicedDrawing } from '../../src/ui/map/sliced-drawing';
import { reachLook } from '../../src/ui/map/street-look';
import type { Box } from '../../src/ui/map/view-math';

/** A grid of streets of 100 m, each of three points; every tenth is steps. */
function town(side: number, theClass = 0): StreetLines {
  const random = createRandom(side);
  const first = [0];
  const lonLats: number[] = [];
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++)
      for (const [dx, dy] of [
        [1e-3, 0],
        [0, 1e-3],
      ] as const) {
        const [lon, lat] = [114 + i * 1e-3, 30 + j * 1e-3];
        const bend = (random() - 0.5) * 1e-4;
        lonLats.push(lon, lat, lon + dx / 2 + bend, lat + dy / 2 - bend, lon + dx, lat + dy);
        first.push(lonLats.length / 2);
      }
  const count = first.length - 1;
  return {
    count,
    first: Uint32Array.from(first),
    lonLats: Float64Array.from(lonLats),
    classes: new Uint8Array(count).fill(theClass),
    steps: Uint8Array.from({ length: count }, (_, line) => (line % 10 === 9 ? 1 : 0)),
  };
}

/** A view of 800 × 600 pixels. */
function cameraAt(lon: number, lat: number, zoom: number, isMoving = false): Camera {
  const perDegree = (512 * 2 ** zoom) / 360;
  const [across, along] = [400 / perDegree, (300 / perDegree) * Math.cos((lat * Math.PI) / 180)];
  return { zoom, lat, box: [lon - across, lat - along, lon + across, lat + along], isMoving };
}

const drawerOf = (meshPoints: number) => lineDrawer(reachLook, { meshPoints, dots: 0, pixelRatio: 1 });
const { isEnough } = drawerOf(0);

function draw(lines: StreetLines, camera: Camera, meshPoints: number, before: DrawnLines | null = null) {
  const work = drawerOf(meshPoints).draw(lines, camera, before);
  for (let steps = 0; ; steps++) {
    const step = work.next();
    if (step.done === true) return { drawn: step.value, steps };
  }
}

const vertices = ({ meshes }: DrawnLines): number =>
  meshes.reduce((sum, mesh) => sum + mesh.positions.length / 2, 0);

describe('streets of one view', () => {
  const lines = town(120);
  const points = lines.first[lines.count];

  test('at every zoom what is drawn is bounded: meshes of few points, or one picture', () => {
    const kinds = new Set<string>();
    for (let zoom = 9; zoom <= 18; zoom++) {
      const { drawn } = draw(lines, cameraAt(114.06, 30.06, zoom), 20_000);
      kinds.add(drawn.picture === null ? 'meshes' : 'picture');
      expect(vertices(drawn)).toBeLessThanOrEqual(2 * 20_000);
      if (drawn.picture !== null) expect(drawn.picture.pixels.length).toBeLessThan(4 * 4_000_000);
    }
    expect([...kinds].sort()).toEqual(['meshes', 'picture']);
  });

  test('meshes hold every street in sight, each once', () => {
    const camera = cameraAt(114.03, 30.04, 15);
    const { drawn } = draw(lines, camera, 1e9);
    const [west, south, east, north] = camera.box;
    let inSight = 0;
    for (let p = 0; p < points; p++) {
      const [lon, lat] = [lines.lonLats[2 * p], lines.lonLats[2 * p + 1]];
      if (lon >= west && lon <= east && lat >= south && lat <= north) inSight++;
    }
    const scale = 1e6;
    const key = (x: number, y: number) => `${Math.round(x * scale)} ${Math.round(y * scale)}`;
    const drawnPoints = new Map<string, number>();
    for (const { positions, origin } of drawn.meshes)
      for (let v = 0; v < positions.length; v += 4) {
        const place = key(positions[v] + origin[0], positions[v + 1] + origin[1]);
        drawnPoints.set(place, (drawnPoints.get(place) ?? 0) + 1);
      }
    expect(inSight).toBeGreaterThan(500);
    // Middles of streets belong to one street each; ends are shared by up to four.
    for (let line = 0; line < lines.count; line++) {
      const p = lines.first[line] + 1;
      const [lon, lat] = [lines.lonLats[2 * p], lines.lonLats[2 * p + 1]];
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) continue;
      const [x, y] = [mercatorX(lon), mercatorY(lat)];
      let found = 0;
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ])
        // prettier-ignore
        found += drawnPoints.get(key(x + dx / scale, y + dy / scale)) ?? 0;
      expect(found, `street ${line}`).toBe(1);
    }
    expect(vertices(drawn) / 2).toBeLessThan(points / 2);
    // Steps are there as strokes.
    expect(drawn.strokes.length).toBeGreaterThan(0);
  });

  test('a picture shows every street in sight, in the colours of its class', () => {
    for (const theClass of [0, 3]) {
      const coloured = town(120, theClass);
      const camera = cameraAt(114.06, 30.06, 13);
      const { picture } = draw(coloured, camera, 0).drawn;
      const { frame, pixels } = picture!;
      const expected = rgba(streetStyles[theClass].colour);
      let seen = 0;
      for (let line = 0; line < coloured.count; line++) {
        if (coloured.steps[line] === 1) continue;
        const p = coloured.first[line] + 1;
        const [lon, lat] = [coloured.lonLats[2 * p], coloured.lonLats[2 * p + 1]];
        const x = Math.floor((mercatorX(lon) - frame.west) * frame.pixelsPerUnit);
        const y = Math.floor((frame.north - mercatorY(lat)) * frame.pixelsPerUnit);
        if (x < 0 || y < 0 || x >= frame.width || y >= frame.height) continue;
        seen++;
        const pixel = pixels.subarray(4 * (y * frame.width + x), 4 * (y * frame.width + x) + 4);
        expect([...pixel.subarray(0, 3)]).toEqual([...expected].slice(0, 3));
        expect(pixel[3]).toBeGreaterThan(60);
      }
      expect(seen).toBeGreaterThan(10_000);
    }
  });

  test('a picture has the pixels of the screen: its rims are whole pixels from those of the view', () => {
    const camera = cameraAt(114.06, 30.06, 12.37);
    const { frame } = draw(lines, camera, 0).drawn.picture!;
    const west = (mercatorX(camera.box[0]) - frame.west) * frame.pixelsPerUnit;
    const north = (frame.north - mercatorY(camera.box[3])) * frame.pixelsPerUnit;
    expect(frame.pixelsPerUnit).toBeCloseTo(2 ** 12.37, 6);
    expect(west).toBeCloseTo(Math.round(west), 5);
    expect(north).toBeCloseTo(Math.round(north), 5);
  });

  test('a move within what is drawn asks for nothing; one beyond builds only the tiles that are new', () => {
    const camera = cameraAt(114.05, 30.05, 15.2);
    const { drawn } = draw(lines, camera, 1e9);
    expect(isEnough(drawn, lines, cameraAt(114.052, 30.05, 15.2))).toBe(true);
    const moved = cameraAt(114.07, 30.05, 15.2);
    expect(isEnough(drawn, lines, moved)).toBe(false);
    const next = draw(lines, moved, 1e9, drawn).drawn;
    const kept = next.meshes.filter((mesh) => drawn.meshes.includes(mesh));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(next.meshes.length);
    expect(holds(next.box, moved.box)).toBe(true);
  });

  test('a picture serves all the while the map moves, and is painted anew for the zoom at which it rests', () => {
    const { drawn } = draw(lines, cameraAt(114.06, 30.06, 12), 0);
    expect(isEnough(drawn, lines, cameraAt(114.06, 30.06, 12.4, true))).toBe(true);
    expect(isEnough(drawn, lines, cameraAt(114.06, 30.06, 12.4))).toBe(false);
    expect(isEnough(drawn, town(4), cameraAt(114.06, 30.06, 12))).toBe(false);
  });
});

describe('work in slices', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const all: Box = [113.9, 29.9, 114.3, 30.3];
  const camera: Camera = { zoom: 11, lat: 30, box: all, isMoving: false };

  /** Each look at the clock takes as long. */
  function slowClock(ms: number): void {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += ms));
  }

  test('what takes a few milliseconds is there at once', () => {
    slowClock(0);
    const changed = vi.fn();
    const drawing = new SlicedDrawing(drawerOf(1e9), changed);
    const lines = town(10);
    drawing.want(lines, camera);
    expect(drawing.shown?.lines).toBe(lines);
    expect(drawing.isBusy).toBe(false);
    expect(changed).not.toHaveBeenCalled();
  });

  test('longer work leaves the old drawing until the new one is whole, and tells when it is', () => {
    const changed = vi.fn();
    const drawing = new SlicedDrawing(drawerOf(1e9), changed);
    const [before, after] = [town(60), town(60, 3)];
    slowClock(0);
    drawing.want(before, camera);
    slowClock(5);
    drawing.want(after, camera);
    expect(drawing.shown?.lines).toBe(before);
    let turns = 0;
    for (; drawing.isBusy; turns++) {
      expect(drawing.shown?.lines).toBe(before);
      expect(changed).not.toHaveBeenCalled();
      vi.runOnlyPendingTimers();
    }
    // Two steps a slice.
    expect(turns).toBeGreaterThan(5);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(drawing.shown?.lines).toBe(after);
    expect(vertices(drawing.shown!)).toBe(2 * after.first[after.count]);
  });

  test('lines that were superseded are never shown; forgotten ones leave nothing', () => {
    slowClock(5);
    const changed = vi.fn();
    const drawing = new SlicedDrawing(drawerOf(1e9), changed);
    const [one, two] = [town(60), town(50)];
    drawing.want(one, camera);
    drawing.want(two, camera);
    while (drawing.isBusy) vi.runOnlyPendingTimers();
    expect(drawing.shown?.lines).toBe(two);
    expect(changed).toHaveBeenCalledTimes(1);
    drawing.want(one, camera);
    drawing.want(null, camera);
    vi.runAllTimers();
    expect(drawing.shown).toBeNull();
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
