/** Areas of the nearest site that meet at one junction only. */
import { expect, test } from 'vitest';
import { createStages, solve } from '../../src/pipeline';
import { tellAreas } from '../../src/workers/street-views';
import { town } from './town';
import { townStudy } from './town-study';

/**
 * At the gate G begin the long street and, one behind each other's back, compounds that end at a street of their own: inside them it is
 * 150 m to that street's site, along the long street 300 m. Nothing else joins the three.
 */
const spokes = { north: [0, 100], east: [100, 0], south: [0, -100] } as const;

test.each([
  ['north', 'east', 'south'],
  ['south', 'north', 'east'],
  ['east', 'south', 'north'],
] as const)(
  'all areas at a junction differ in colour, whichever of its streets comes first (%s)',
  async (...order) => {
    const drawing = town();
    const sites = order.map((name) => {
      const [x, y] = spokes[name];
      drawing.private([
        [0, 0],
        [x, y],
      ]);
      drawing.street([
        [x, y],
        [6 * x, 6 * y],
      ]);
      return { id: name, spot: [1.5 * x, 1.5 * y] as const };
    });
    drawing.street([
      [0, 0],
      [-600, 0],
    ]);
    sites.push({ id: 'long' as 'north', spot: [-300, 0] });
    const study = townStudy(drawing, [{ id: 'anybody', spot: [-500, 0] }], sites);
    const solved = await solve(study, createStages());
    if (!solved.ok) throw new Error(solved.fault.code);
    const { streets, colours, loads } = tellAreas(solved.value, 'meals', 'overall')!;
    expect(loads.map(({ streetMetres }) => Math.round(streetMetres))).toEqual([600, 600, 600, 600]);
    expect(new Set(colours).size).toBe(4);
    streets.facilities!.forEach((facility, line) => expect(streets.classes[line]).toBe(colours[facility]));
  },
);
