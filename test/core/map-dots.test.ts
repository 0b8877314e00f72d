/** Dots painted by the processor, and when facilities become dots. */
import { describe, expect, test } from 'vitest';
import { paintDots, type Dots } from '../../src/layers/dot-picture';
import { mercatorLatitude, mercatorLongitude, mercatorX, mercatorY } from '../../src/layers/line-mesh';
import type { PictureFrame } from '../../src/layers/line-picture';
import { palette, rgba } from '../../src/layers/palette';
import type { FacilityMarks } from '../../src/layers/points';
import { countDots, dotDrawer, dotSets, type DotParts } from '../../src/ui/map/dots';
import { InSight } from '../../src/ui/map/in-sight';
import { areFar, markSize, pixelsPerDegree } from '../../src/ui/map/view-math';

const size = 60;
const frame: PictureFrame = {
  west: mercatorX(114),
  north: mercatorY(30.5),
  pixelsPerUnit: 2 ** 16,
  width: size,
  height: size,
};
const [red, white, ground] = [rgba('#ff0000'), rgba('#ffffff'), rgba('#f7f7f2')];

const dots = (places: readonly (readonly [number, number])[], more: Partial<Dots> = {}): Dots => ({
  count: places.length,
  positions: Float64Array.from(
    places.flatMap(([x, y]) => [
      mercatorLongitude(frame.west + x / frame.pixelsPerUnit),
      mercatorLatitude(frame.north - y / frame.pixelsPerUnit),
    ]),
  ),
  radii: 5,
  scale: 1,
  fills: red,
  outlines: null,
  outlineWidth: 0,
  ...more,
});

function painted(...sets: Dots[]): (x: number, y: number) => number[] {
  const work = paintDots(frame, sets, ground);
  for (;;) {
    const step = work.next();
    if (step.done !== true) continue;
    const pixels = step.value;
    return (x, y) => [...pixels.subarray(4 * (y * size + x), 4 * (y * size + x) + 4)];
  }
}

describe('dots painted by the processor', () => {
  test('a dot covers its area in its colour, and nothing beyond its radius', () => {
    for (const radius of [1.6, 5, 14]) {
      const at = painted(dots([[30, 30]], { radii: radius }));
      let area = 0;
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          area += at(x, y)[3] / 255;
          if (Math.hypot(x + 0.5 - 30, y + 0.5 - 30) > radius + 0.5) expect(at(x, y)[3]).toBe(0);
        }
      expect(area / (Math.PI * radius ** 2)).toBeGreaterThan(0.95);
      expect(area / (Math.PI * radius ** 2)).toBeLessThan(1.05);
      expect(at(30, 30)).toEqual([...red]);
    }
  });

  test('an outline lies half within the radius and half beyond; each dot has its own radius and colours', () => {
    const at = painted(
      dots(
        [
          [15, 30],
          [45, 30],
        ],
        {
          // prettier-ignore
          radii: Float32Array.of(6, 0),
          scale: 1.5,
          fills: Uint8Array.of(...red, ...red),
          outlines: Uint8Array.of(...white, ...red),
          outlineWidth: 2,
        },
      ),
    );
    expect(at(15, 30)).toEqual([...red]);
    // Radius 9: the outline from 8 to 10.
    expect(at(21, 30)).toEqual([...red]);
    expect(at(23, 30)).toEqual([...white]);
    expect(at(26, 30)[3]).toBe(0);
    expect(at(45, 30)[3]).toBe(0);
  });

  test('later dots lie over earlier ones, and half a colour lets half of them through', () => {
    const half = [0, 0, 255, 128] as const;
    const at = painted(dots([[30, 30]]), dots([[30, 30]], { radii: 2, fills: half }));
    const [r, , b, a] = at(30, 30);
    expect(r).toBeCloseTo(127, -0.5);
    expect(b).toBeCloseTo(128, -0.5);
    expect(a).toBe(255);
    expect(at(33, 30)).toEqual([...red]);
  });
});

const sites = (count: number): FacilityMarks => ({
  count,
  facilities: Int32Array.from({ length: count }, (_, k) => k),
  positions: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 114 : 30) + i * 1e-6),
  states: Uint8Array.from({ length: count }, (_, k) => k % 4),
});

describe('facilities from afar', () => {
  test('they are far where their marks would hide a third of what is in sight', () => {
    const zoom = 12;
    const [across, along] = [800 / pixelsPerDegree(zoom), 600 / pixelsPerDegree(zoom)];
    const cosine = Math.cos((30 * Math.PI) / 180);
    const box = [
      114 - across / 2,
      30 - (along * cosine) / 2,
      114 + across / 2,
      30 + (along * cosine) / 2,
    ] as const;
    const most = Math.floor((800 * 600) / 3 / markSize(zoom) ** 2);
    const places = (count: number) =>
      Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 114 : 30));
    expect(areFar(places(most - 5), zoom, box)).toBe(false);
    expect(areFar(places(most + 5), zoom, box)).toBe(true);
    // Those out of sight do not count.
    expect(
      areFar(
        places(most + 5).map((degree) => degree + 1),
        zoom,
        box,
      ),
    ).toBe(false);
  });

  test('then each is one dot: dark where open, hollow where something is missing', () => {
    const parts: DotParts = {
      elders: null,
      volunteers: null,
      others: null,
      farSites: sites(8),
      sketch: null,
    };
    const [set] = dotSets(parts, 11);
    expect(countDots([set])).toBe(8);
    const fills = set.fills as Uint8Array;
    for (let k = 0; k < 8; k++)
      expect([...fills.subarray(4 * k, 4 * k + 4)]).toEqual([
        ...rgba(k % 4 === 0 ? palette.ink : palette.paper),
      ]);
  });

  test('a picture of dots serves while the map moves and is painted anew for other dots or another zoom', () => {
    const drawer = dotDrawer({ meshPoints: 0, dots: 0, pixelRatio: 1 });
    const parts: DotParts = {
      elders: null,
      volunteers: null,
      others: sites(8),
      farSites: null,
      sketch: null,
    };
    const camera = { zoom: 12, lat: 30, box: [113.95, 29.95, 114.05, 30.05] as const, isMoving: false };
    const work = drawer.draw(parts, camera, null);
    let step = work.next();
    while (step.done !== true) step = work.next();
    const drawn = step.value;
    expect(drawer.isEnough(drawn, parts, camera)).toBe(true);
    expect(drawer.isEnough(drawn, { ...parts }, camera)).toBe(false);
    expect(drawer.isEnough(drawn, parts, { ...camera, zoom: 12.3 })).toBe(false);
    expect(drawer.isEnough(drawn, parts, { ...camera, zoom: 12.3, isMoving: true })).toBe(true);
    expect(drawer.isEnough(null, parts, camera)).toBe(false);
  });
});

describe('places in sight', () => {
  const camera = { zoom: 14, lat: 30, box: [114, 30, 114.1, 30.1] as const, isMoving: false };
  const places = Array.from({ length: 2000 }, (_, i) => [113.0005 + i * 1e-3, 30.05] as const);
  const placeOf = (i: number) => places[i];

  test('of many those in sight are named, and as many beyond each side as half the view holds', () => {
    const near = new InSight();
    const found = near.of(places, places.length, placeOf, camera);
    expect(found.map((i) => places[i][0])).toEqual(
      places.map(([lon]) => lon).filter((lon) => lon >= 113.95 && lon <= 114.15),
    );
    // The same list until the view leaves what was looked at.
    const moved = { ...camera, box: [114.04, 30, 114.14, 30.1] as const };
    expect(near.of(places, places.length, placeOf, moved)).toBe(found);
    const away = { ...camera, box: [114.1, 30, 114.2, 30.1] as const };
    expect(near.isEnough(places, away)).toBe(false);
    expect(near.of(places, places.length, placeOf, away).map((i) => places[i][0])).toContain(114.2005);
    expect(near.isEnough([...places], away)).toBe(false);
  });

  test('few are all taken, wherever they are', () => {
    const near = new InSight();
    const few = places.slice(0, 100);
    expect(near.of(few, 100, placeOf, camera).length).toBe(100);
    expect(near.isEnough(few, { ...camera, box: [0, 0, 1, 1] })).toBe(true);
  });
});
