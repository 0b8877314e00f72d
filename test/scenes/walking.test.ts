/** Times that follow from arithmetic: one step a metre, drawn by hand. At 0.8 m/s 15 minutes are 720 metres. */
import { describe, expect, test } from 'vitest';
import { town } from './town';
import { walk } from './walk';

const pace = 0.8;
const limit = 15 * 60 * pace;

describe('along streets', () => {
  test('a place in the middle of a street walks to it, along it, and to the door', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [300, 0], C: [300, 200], D: [500, 0] })
      .street('A B', { name: 'East' })
      .street('B C', { name: 'North' })
      .street('B D', { name: 'Farther' });
    // 30 to the street, 300 − 120 along East, 50 along North, 40 to the door.
    const found = await walk(scene, [120, 30], [[[340, 50]]]);
    expect(found.metres).toBeCloseTo(30 + 180 + 50 + 40, 5);
    expect(found.metres / pace).toBeCloseTo(375, 4);
    expect(found.names).toEqual(['East', 'North']);
  });

  test('two places on one street walk straight along it', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [500, 0], C: [500, 300] })
      .street('A B')
      .street('B C');
    const found = await walk(scene, [100, 10], [[[220, -15]]]);
    expect(found.metres).toBeCloseTo(10 + 120 + 15, 5);
  });

  test('on one long bent street the way round may be longer than a short cut through its ends', async () => {
    // A street from A round three sides of a square to B, and a straight one between A and B.
    const scene = town()
      .at({ A: [0, 0], P: [0, 300], Q: [100, 300], B: [100, 0] })
      .street('A P Q B')
      .street('A B')
      .street('A B', { name: 'parallel' });
    // Both 20 m up their side: 20 + 100 + 20 by the short street, 680 − 20 − 20 … along the long one.
    const found = await walk(scene, [0, 20], [[[100, 20]]]);
    expect(found.metres).toBeCloseTo(140, 5);
  });

  test('a loop is walked the shorter way round', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [0, 100], C: [200, 100], D: [200, 0], E: [-100, 0] })
      .street('E A')
      .street('A B C D A');
    // The loop is 600 long; the door is 100 + 150 along it one way, 350 the other.
    const found = await walk(scene, [-60, 0], [[[150, 100]]]);
    expect(found.metres).toBeCloseTo(60 + 250, 5);
    const other = await walk(scene, [-60, 0], [[[200, 30]]]);
    expect(other.metres).toBeCloseTo(60 + 200 + 30, 5);
  });

  test('of two entrances the nearer counts, and the pair is counted once', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [1000, 0] })
      .street('A B');
    const found = await walk(
      scene,
      [100, 0],
      [
        [
          [900, 5],
          [250, 5],
        ],
      ],
    );
    expect(found.metres).toBeCloseTo(155, 5);
    expect(await found.choices(1000)).toEqual([0]);
  });

  test('a dead end is left the way it was entered', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [200, 0], C: [200, 150], D: [400, 0], E: [400, 150] })
      .street('A B D')
      .street('B C')
      .street('D E');
    // Two dead ends 200 m apart, 150 deep: 150 + 200 + 150.
    const found = await walk(scene, 'C', [['E']]);
    expect(found.metres).toBeCloseTo(500, 5);
  });

  test('a place across the river is near on paper and far on foot', async () => {
    const scene = town()
      .at({ A: [0, 0], B: [600, 0], C: [600, 60], D: [0, 60] })
      .street('A B', { name: 'South bank' })
      .bridge('B C', { name: 'Bridge' })
      .street('C D', { name: 'North bank' });
    const found = await walk(scene, [0, 0], [[[0, 60]]]);
    // 60 m apart; 600 down, 60 over, 600 back.
    expect(found.metres).toBeCloseTo(1260, 5);
    expect(await found.isWithin(limit)).toBe(false);
    expect(found.names).toEqual(['South bank', 'Bridge', 'North bank']);
  });
});

describe('limits and ties', () => {
  const street = () =>
    town()
      .at({ A: [0, 0], B: [2000, 0] })
      .street('A B');

  test('exactly on the limit is within', async () => {
    const found = await walk(street(), [0, 0], [[[720, 0]]]);
    expect(found.metres).toBeCloseTo(720, 5);
    expect(await found.isWithin(limit)).toBe(true);
  });

  test('1 mm beyond the limit is not', async () => {
    const found = await walk(street(), [0, 0], [[[720.001, 0]]]);
    expect(await found.isWithin(limit)).toBe(false);
    expect(await found.isWithin(limit + 0.001)).toBe(true);
  });

  test('the two perpendicular walks count towards the limit', async () => {
    const found = await walk(street(), [0, 10], [[[701, -10]]]);
    expect(await found.isWithin(limit)).toBe(false);
    expect(await found.isWithin(limit + 1)).toBe(true);
  });

  test('a tie goes to the lowest row, whichever way it lies', async () => {
    const left = await walk(street(), [500, 0], [[[600, 0]], [[400, 0]]]);
    expect([left.facility, left.metres.toFixed(3)]).toEqual([0, '100.000']);
    const right = await walk(street(), [500, 0], [[[400, 0]], [[600, 0]]]);
    expect(right.facility).toBe(0);
    const third = await walk(street(), [500, 0], [[[700, 0]], [[400, 0]], [[600, 0]]]);
    expect(third.facility).toBe(1);
  });

  test('a limit never cuts the nearest short', async () => {
    const found = await walk(street(), [0, 0], [[[2000, 0]]]);
    expect(found.metres).toBeCloseTo(2000, 4);
    expect(await found.isWithin(1)).toBe(false);
  });
});

describe('islands', () => {
  // The mainland has 50 junctions on 1,000 m; the island is one street of 100 m.
  const scene = () => {
    const drawing = town().street(Array.from({ length: 50 }, (_, i) => [i * 20, 0] as const));
    for (let i = 0; i < 50; i++)
      drawing.street([
        [i * 20, 0],
        [i * 20, -10],
      ]);
    return drawing.street(
      [
        [0, 80],
        [100, 80],
      ],
      { name: 'Island' },
    );
  };

  test('a place beside an island links to the mainland within reach', async () => {
    const found = await walk(scene(), [50, 79], [[[200, 0]]]);
    expect(found.island).toBe(false);
    // 79 down to the street, 150 along.
    expect(found.metres).toBeCloseTo(79 + 150, 5);
  });

  test('and to the island where the mainland is too far: then it is not connected', async () => {
    const found = await walk(scene(), [50, 79], [[[200, 0]]], { snapMetres: 50 });
    expect(found.island).toBe(true);
    expect(found.facility).toBe(-1);
    expect(found.metres).toBe(Infinity);
    expect(await found.isWithin(1e6)).toBe(false);
  });

  test('two places on one island reach each other', async () => {
    const found = await walk(scene(), [10, 80], [[[90, 80]]], { snapMetres: 50 });
    expect(found.metres).toBeCloseTo(80, 5);
  });
});

describe('steps', () => {
  // 100 m of steps straight up, or 400 m round by the road.
  const scene = () =>
    town()
      .at({ A: [0, 0], B: [0, 100], C: [150, 0], D: [150, 100], E: [-50, 0], F: [-50, 100] })
      .street('E A C D B F', { name: 'Road' })
      .steps('A B', { name: 'Steps' });

  test('count as often as the factor says, in seconds but not in metres', async () => {
    const found = await walk(scene(), 'E', [['F']], { stepsFactor: 3 });
    expect(found.metres).toBeCloseTo(50 + 100 + 50, 5);
    expect(found.effectiveMetres).toBeCloseTo(50 + 300 + 50, 5);
    expect(found.names).toEqual(['Road', 'Steps', 'Road']);
    expect(await found.isWithin(400)).toBe(true);
    expect(await found.isWithin(399.999)).toBe(false);
  });

  test('are gone round where the road is quicker', async () => {
    const found = await walk(scene(), 'E', [['F']], { stepsFactor: 5 });
    expect(found.metres).toBeCloseTo(50 + 400 + 50, 5);
    expect(found.names).toEqual(['Road']);
  });

  test('are gone round where they are closed', async () => {
    const found = await walk(scene(), 'E', [['F']], { steps: false });
    expect(found.metres).toBeCloseTo(500, 5);
  });

  test('a door on the steps is reached up the steps from either end', async () => {
    // 30 up from A costs 90; from B 70 down costs 210.
    const found = await walk(scene(), 'E', [[[0, 30]]], { stepsFactor: 3 });
    expect(found.effectiveMetres).toBeCloseTo(50 + 90, 5);
    expect(found.metres).toBeCloseTo(80, 5);
  });
});

describe('gated compounds', () => {
  /** A compound of one street between two gates, and a public way round of 100 + 400 + 100. */
  const scene = () =>
    town()
      .at({ W: [-200, 0], G: [0, 0], H: [400, 0], E: [600, 0], N: [0, 100], M: [400, 100] })
      .street('W G', { name: 'West' })
      .street('H E', { name: 'East' })
      .private('G H', { name: 'Inside' })
      .street('G N M H', { name: 'Round' })
      .gate('G')
      .gate('H');

  test('are walked round by those who pass', async () => {
    const found = await walk(scene(), 'W', [['E']]);
    expect(found.metres).toBeCloseTo(200 + 600 + 200, 5);
    expect(found.names).toEqual(['West', 'Round', 'East']);
  });

  test('are walked through with the gates open', async () => {
    const found = await walk(scene(), 'W', [['E']], { throughGates: true });
    expect(found.metres).toBeCloseTo(800, 5);
  });

  test('are open to those who live there', async () => {
    const found = await walk(scene(), [100, 0], [['W'], ['E']]);
    expect(found.facility).toBe(0);
    expect(found.metres).toBeCloseTo(300, 5);
    const other = await walk(scene(), [100, 0], [['E']]);
    expect(other.metres).toBeCloseTo(500, 5);
  });

  test('are open to those who go there, by the nearer gate', async () => {
    const found = await walk(scene(), 'E', [[[300, 10]]]);
    expect(found.metres).toBeCloseTo(200 + 100 + 10, 5);
  });

  test('an entrance inside does not open the compound to a trip to the entrance outside', async () => {
    // Entrances: 30 m inside H but 1,000 m from its street, and E. The trip to E goes round.
    const found = await walk(scene(), 'W', [['E', [370, -190]]]);
    // Through the compound: 200 + 370 + 190; round to E: 1,000.
    expect(found.metres).toBeCloseTo(760, 5);
    const outside = await walk(scene(), 'W', [['E', [370, -199.5]]], { snapMetres: 199 });
    expect(outside.metres).toBeCloseTo(1000, 5);
  });

  test('from one compound to another both are open, a third is not', async () => {
    const three = town()
      .at({ A: [0, 0], B: [100, 0], C: [200, 0], D: [300, 0], E: [400, 0], F: [500, 0] })
      .at({ C2: [200, 250], D2: [300, 250] })
      .private('A B', { name: 'Home' })
      .street('B C', { name: 'First' })
      .private('C D', { name: 'Third' })
      .street('C C2 D2 D', { name: 'Round' })
      .street('D E', { name: 'Last' })
      .private('E F', { name: 'Away' });
    const found = await walk(three, 'A', [['F']]);
    expect(found.names).toEqual(['Home', 'First', 'Round', 'Last', 'Away']);
    expect(found.metres).toBeCloseTo(100 + 100 + 600 + 100 + 100, 5);
  });

  test('one may leave one’s own compound and come back into it', async () => {
    // A long compound street home–G1–…–G2, with a public short cut from G1 to G2.
    const scene2 = town()
      .at({ X: [0, 0], G1: [50, 0], P: [50, 300], Q: [150, 300], G2: [150, 0], Y: [300, 0] })
      .private('X G1 P Q G2 Y', { name: 'Inside' })
      .street('G1 G2', { name: 'Outside' });
    const found = await walk(scene2, 'X', [['Y']]);
    // Inside all the way: 50 + 300 + 100 + 300 + 150; by the public street: 50 + 100 + 150.
    expect(found.metres).toBeCloseTo(300, 5);
    expect(found.names).toEqual(['Inside', 'Outside', 'Inside']);
    expect(await found.isWithin(300)).toBe(true);
    expect(await found.isWithin(299.999)).toBe(false);
  });

  test('what lies deep inside, farther than every gate, is come to by the best way as well', async () => {
    // From S by G1 through the compound to G2, out and in again by G3, and 610 m on; by the compound alone to G3 it is 520 m farther.
    const drawing = town()
      .at({ S: [-20, 0], G1: [0, 0], G2: [10, 0], G3: [30, 0], Y: [40, 600], X: [90, 600] })
      .street('S G1')
      .street(['G1', [0, -300], [10, -300], 'G2'])
      .street('G2 G3')
      .private(['G1', 'G2', [10, 250], [20, 250], [20, 10], [30, 10], 'G3', [40, 0], 'Y', [40, 650]])
      .private('Y X');
    const found = await walk(drawing, 'X', [['S']]);
    expect(found.graph.patchCount).toBe(1);
    expect(found.metres).toBeCloseTo(20 + 10 + 20 + 10 + 600 + 50, 5);
    expect(await found.isWithin(710.001)).toBe(true);
    expect(await found.isWithin(709.999)).toBe(false);
  });

  test('leaving and coming back also serves a trip that ends outside', async () => {
    const scene3 = town()
      .at({ X: [0, 0], G1: [50, 0], P: [50, 300], Q: [150, 300], G2: [150, 0], Y: [300, 0], Z: [400, 0] })
      .private('X G1 P Q G2 Y', { name: 'Inside' })
      .street('G1 G2', { name: 'Outside' })
      .street('Y Z', { name: 'Market' });
    const found = await walk(scene3, 'X', [['Z']]);
    expect(found.metres).toBeCloseTo(400, 5);
    expect(await found.isWithin(400)).toBe(true);
    // And the other way round, into the compound from outside.
    const back = await walk(scene3, 'Z', [['X']]);
    expect(back.metres).toBeCloseTo(400, 5);
    expect(await back.isWithin(400)).toBe(true);
    expect(await back.isWithin(399.999)).toBe(false);
  });

  test('the destination’s compound is no short cut back into the origin’s', async () => {
    // Both compounds come in two parts, joined inside by 860 m; in a row they lie home, away, home, away.
    const drawing = town()
      .at({
        X: [0, 0],
        A: [20, 0],
        A2: [40, 0],
        B2: [60, 0],
        B: [80, 0],
        C: [100, 0],
        C2: [120, 0],
        D: [140, 0],
      })
      .private('X A')
      .private(['A', [20, 400], [80, 400], 'B'])
      .private('B C')
      .private('A2 B2')
      .private(['B2', [60, -400], [120, -400], 'C2'])
      .private('C2 D')
      .street('A A2')
      .street('B2 B')
      .street('C C2');
    const found = await walk(drawing, 'X', [['D']]);
    expect(found.metres).toBeCloseTo(20 + 860 + 20 + 20 + 20, 5);
    expect(await found.isWithin(939.999)).toBe(false);
    expect(await found.isWithin(940)).toBe(true);
    const open = await walk(drawing, 'X', [['D']], { throughGates: true });
    expect(open.metres).toBeCloseTo(140, 5);
  });
});
