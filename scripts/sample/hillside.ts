/** The northern slope: winding lanes, one road that climbs them in bends, and steps straight between. */
import { hillLine, hillStreet, type Street } from './land';
import { curve, footOnLine, lengthOf, type Point } from './plane';
import type { Random } from './random';

/** The hillside: lanes along the slope, one road that zigzags up, and steps straight between the lanes. */
export function hillside(random: Random): Street[] {
  const streets: Street[] = [];
  const spans: [number, number][] = [];
  const top = 8;
  for (let k = 1; k <= top; k++) {
    const from = 90 + k * 38 + random.between(-14, 14);
    const to = 1440 - k * 34 + random.between(-20, 20);
    spans.push([from, to]);
    const line = hillStreet(k, from, to);
    const isRoad = k % 2 === 1;
    const tags = {
      highway: isRoad ? 'residential' : 'living_street',
      name: `北坡${'一二三四五六七八'[k - 1]}巷`,
    };
    streets.push({ line: k === 1 ? [...line, [1531, hillLine(1, 1500) - 8]] : line, tags });
  }
  const road = { highway: 'tertiary', name: '盘山路' };
  for (let k = 1; k < top; k++) {
    const isLeft = k % 2 === 1;
    const side = isLeft ? 0 : 1;
    const [a, b] = [spans[k - 1]![side]!, spans[k]![side]!];
    const out = isLeft ? Math.min(a, b) - 34 : Math.max(a, b) + 34;
    streets.push({
      line: curve(
        [
          [a, hillLine(k, a)],
          [out, hillLine(k, a) + 0.3 * (hillLine(k + 1, b) - hillLine(k, a))],
          [out + (b - a) * 0.3, hillLine(k, a) + 0.72 * (hillLine(k + 1, b) - hillLine(k, a))],
          [b, hillLine(k + 1, b)],
        ],
        12,
      ),
      tags: road,
    });
  }
  // The one other way down for carts, halfway up.
  const end = spans[3]![1];
  streets.push({
    line: curve([
      [end, hillLine(4, end)],
      [end + 70, hillLine(4, end) + 34],
      [1440, 2440],
      [1527, 2412],
    ]),
    tags: { highway: 'residential', name: '果园路' },
  });
  for (let k = 0; k < top; k++) {
    const [from, to] =
      k === 0
        ? [180, 1380]
        : [Math.max(spans[k - 1]![0], spans[k]![0]) + 40, Math.min(spans[k - 1]![1], spans[k]![1]) - 40];
    const slots = k === 0 ? 4 : k < 5 ? 4 : 2;
    for (let i = 0; i < slots; i++) {
      const x = from + ((to - from) * (i + random.between(0.2, 0.8))) / slots;
      const lean = random.between(-16, 16);
      const [a, b]: [Point, Point] = [
        [x, hillLine(k, x)],
        [x + lean, hillLine(k + 1, x + lean)],
      ];
      // Ends lie on a chord of the drawn lane, not on the formula.
      const upper = hillStreet(k + 1, ...(spans[k] as [number, number]));
      const lower = k === 0 ? hillStreet(0, 60, 1530) : hillStreet(k, ...(spans[k - 1] as [number, number]));
      const line = [footOnLine(a, lower).point, footOnLine(b, upper).point];
      const count = String(Math.round((lengthOf(line) * 0.42) / 0.15 / 2));
      streets.push({ line, tags: { highway: 'steps', step_count: count, incline: 'up' } });
    }
  }
  // An orchard path at the top that no street reaches: an island.
  streets.push({
    line: curve([
      [92, 2978],
      [150, 3018],
      [215, 2998],
      [202, 2943],
      [135, 2931],
      [92, 2978],
    ]),
    tags: { highway: 'path', name: '果园小径' },
  });
  streets.push({
    line: curve([
      [215, 2998],
      [260, 3023],
      [292, 3009],
    ]),
    tags: { highway: 'path' },
  });
  return streets;
}
