/**
 * A town in which everything that can cut somebody off does, once a quarter: every person's cause is known from the drawing. One long
 * street (y = 0) joins the quarters, 3 km apart; in most of them the site stands 300 m north of it and is reached by a street 700 m east:
 * 1,700 m on foot for whoever lives at the quarter's middle. At 1 m/s the limit of 15 minutes is 900 m; on paper 1,000 m are near.
 */
import type { CutOffCause } from '../../src/domain/findings';
import type { Study, WalkSettings } from '../../src/domain/study';
import type { Degrees } from '../../src/domain/mend';
import { town, type Spot, type Town } from './town';
import { townStudy } from './town-study';

interface Person {
  readonly id: string;
  readonly spot: readonly [x: number, y: number];
  /** Persons by cause; none where the person gets there, is not near on paper, or is on no street. */
  readonly cut: Partial<Record<CutOffCause, number>>;
  /** The greatest cause that is not the pace, where there is any. */
  readonly told: CutOffCause | null;
  /** One person of unknown age unless told otherwise. */
  readonly elders: number;
  readonly age60: number;
  readonly age80: number;
}

export interface RiverTown {
  readonly drawing: Town;
  readonly persons: readonly Person[];
  /** From the middle of each quarter straight to its site. */
  readonly footbridges: ReadonlyMap<string, readonly [Spot, Spot]>;
  study(walk?: Partial<WalkSettings>, footbridges?: readonly string[]): Study;
}

const apart = 3000;

/** What lies between, drawn at y = 150 round the middle x of a quarter. */
const between: Readonly<Record<string, (drawing: Town, x: number) => void>> = {
  river: (drawing, x) => drawing.line(across(x, 150), { waterway: 'river' }),
  lake: (drawing, x) => drawing.line(box(x, 100, 200), { natural: 'water' }),
  rail: (drawing, x) => drawing.line(across(x, 150), { railway: 'rail' }),
  trunk: (drawing, x) => drawing.street(across(x, 150), { highway: 'trunk' }),
  motorroad: (drawing, x) => drawing.street(across(x, 150), { highway: 'primary', motorroad: 'yes' }),
  viaduct: (drawing, x) => drawing.street(across(x, 150), { highway: 'motorway', bridge: 'yes' }),
  railThenRiver: (drawing, x) =>
    drawing.line(across(x, 100), { railway: 'rail' }).line(across(x, 200), { waterway: 'river' }),
  roadThenRail: (drawing, x) =>
    drawing.street(across(x, 100), { highway: 'motorway' }).line(across(x, 200), { railway: 'rail' }),
  // Gates to the south and to the north: 500 m through it, which is no way for others.
  estate: (drawing, x) =>
    drawing.private([
      [x - 50, 0],
      [x - 50, 150],
      [x + 50, 150],
      [x + 50, 300],
    ]),
  // One gate, to the south; two streets inside.
  court: (drawing, x) =>
    drawing
      .private([
        [x - 50, 0],
        [x - 50, 150],
        [x + 50, 150],
      ])
      .private([
        [x - 50, 150],
        [x - 50, 200],
        [x + 50, 200],
      ]),
  nothing: (drawing) => drawing,
};

export function riverTown(): RiverTown {
  const drawing = town();
  const persons: Person[] = [];
  const sites: { id: string; spot: Spot }[] = [];
  const footbridges = new Map<string, readonly [Spot, Spot]>();
  const street: Spot[] = [[-1500, 0]];
  let quarters = 0;
  const live = (
    id: string,
    spot: readonly [number, number],
    cut: Person['cut'],
    told: Person['told'] = null,
    ages: Partial<Pick<Person, 'elders' | 'age60' | 'age80'>> = {},
  ) => persons.push({ id, spot, cut, told, elders: 1, age60: 0, age80: 0, ...ages });
  /** Returns the x of its middle. `east`: where the street to the site leaves the long one. */
  const quarter = (name: string, kind: keyof typeof between, east = 700): number => {
    const x = apart * quarters++;
    street.push([x - 50, 0], [x, 0], [x + east, 0]);
    drawing.street([
      [x, 300],
      [x + 50, 300],
      [x + east, 300],
      [x + east, 0],
    ]);
    between[kind]!(drawing, x);
    sites.push({ id: `site ${name}`, spot: [x, 300] });
    footbridges.set(name, [
      [x, 0],
      [x, 300],
    ]);
    return x;
  };
  const alone = (id: string, spot: readonly [number, number], cause: CutOffCause | null) =>
    live(id, spot, cause === null ? {} : { [cause]: 1 }, cause === 'pace' ? null : cause);

  let x = quarter('river', 'river');
  alone('on the other bank', [x, 0], 'water');
  alone('not far from the bridge', [x + 700, 0], 'water'); // 300 + 700 m on foot, 762 m straight over the river at x + 350.
  alone('on the bridge', [x + 700, 150], null); // 850 m.
  alone('on no street', [x, -250], null);
  // On this bank 920 m along the street: too far as well, and not the nearest in a straight line.
  sites.push({ id: 'site on this bank', spot: [x - 920, 0] });
  street.splice(-3, 0, [x - 920, 0]);

  x = quarter('lake', 'lake');
  alone('on the shore', [x, 0], 'water');
  alone('beside the lake', [x + 400, 0], 'around'); // The line passes the lake's corner: at y = 200 it is at x + 133.

  x = quarter('rail', 'rail');
  alone('beyond the railway', [x, 0], 'rail');
  x = quarter('rail and river', 'railThenRiver');
  alone('beyond railway and river', [x, 0], 'water');
  x = quarter('trunk', 'trunk');
  alone('beyond the trunk road', [x, 0], 'road');
  x = quarter('motorroad', 'motorroad');
  alone('beyond the motorroad', [x, 0], 'road');
  x = quarter('road and rail', 'roadThenRail');
  alone('beyond road and railway', [x, 0], 'rail');
  x = quarter('viaduct', 'viaduct');
  alone('below the viaduct', [x, 0], 'around');

  x = quarter('estate', 'estate');
  alone('outside the estate', [x, 0], 'compound');
  alone('inside the estate', [x - 50, 75], null); // 75 + 100 + 150 + 50 m by its own gate.
  x = quarter('court', 'court');
  alone('outside the court', [x, 0], 'compound');
  alone('inside the court', [x + 50, 150], 'around'); // The line crosses the court's other street, but it is their own court.

  x = quarter('bare', 'nothing');
  alone('round the block', [x, 0], 'around');

  // A street of its own to the south, 400 m from the long one; its site is as near and stands at the long one.
  const island = (name: string): number => {
    const middle = quarter(name, 'nothing');
    drawing
      .street([
        [middle - 100, -400],
        [middle, -400],
        [middle + 100, -400],
      ])
      .street([
        [middle, -100],
        [middle, 0],
      ]);
    sites.push({ id: `site south in ${name}`, spot: [middle, -100] });
    footbridges.set(name, [
      [middle, -400],
      [middle, -100],
    ]);
    return middle;
  };
  x = island('island');
  alone('on an island', [x, -400], 'apart');
  x = island('island and canal');
  drawing.line(across(x, -200), { waterway: 'canal' });
  alone('on an island beyond a canal', [x, -400], 'water');

  // Along the long street: at 1 m/s 900 m are walked in time, on paper 1,000 m are near. A railway at 940 m changes nothing.
  x = quarter('long', 'nothing');
  sites.push({ id: 'site at the long street', spot: [x, 0] });
  street.splice(-1, 0, [x + 0.5, 0]);
  drawing.line(
    [
      [x - 940, -100],
      [x - 940, 100],
    ],
    { railway: 'rail' },
  );
  alone('just within the limit', [x - 900, 0], null);
  alone('too slow even straight', [x - 920, 0], 'pace');
  alone('too slow, beyond a railway', [x - 950, 0], 'pace');
  alone('not near on paper either', [x - 1001, 0], null);

  // At 1.2 m/s 1,080 m, at 0.5 m/s 450 m; the street to the site leaves 400 m east.
  x = quarter('ages', 'nothing', 400);
  const ages = { elders: 6, age60: 2, age80: 3 };
  live('1,000 m on foot, 316 m straight', [x + 100, 0], { around: 4 }, 'around', ages);
  live('650 m on foot, 472 m straight', [x + 400, 50], { pace: 3 }, null, ages);
  live('550 m on foot, 427 m straight', [x + 400, 150], { around: 3 }, 'around', ages);
  live('1,500 m on foot, 500 m straight', [x - 400, 0], { around: 3, pace: 3 }, 'around', ages);

  street.push([apart * quarters, 0]);
  drawing.street(street);
  return {
    drawing,
    persons,
    footbridges,
    study(walk = {}, built = []) {
      const study = townStudy(drawing, persons, sites);
      const { settings } = study;
      const rows = persons.map(({ id, spot, elders, age60, age80 }) =>
        [`"${id}"`, ...drawing.lonLat(spot), elders, age60 || '', age80 || ''].join(','),
      );
      const file = new File([['id,lon,lat,elders,age60,age80', ...rows, ''].join('\n')], 'elders.csv');
      return {
        settings: {
          ...settings,
          walk: {
            ...settings.walk,
            snapMetres: 50,
            paces: { ...settings.walk.paces, age60: 1.2, age80: 0.5 },
            ...walk,
          },
          mends: built.map((name) => ({
            kind: 'path',
            line: footbridges.get(name)!.map((spot): Degrees => drawing.lonLat(spot)),
          })),
        },
        files: { ...study.files, 'elders.csv': file },
      };
    },
  };
}

const across = (x: number, y: number): Spot[] => [
  [x - 600, y],
  [x + 600, y],
];

const box = (x: number, south: number, north: number): Spot[] => [
  [x - 100, south],
  [x + 100, south],
  [x + 100, north],
  [x - 100, north],
  [x - 100, south],
];
