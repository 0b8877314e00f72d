/** Elders by doorway and volunteers, placed beside the streets of their community. Nobody of them exists. */
import { northShore, railway, southShore } from './land';
import { closed, distance, footOnLine, isInside, lengthOf, pointAlong, type Line, type Point } from './plane';
import type { Random } from './random';
import type { Community, Town } from './town';

export interface ElderPlace {
  readonly id: string;
  readonly community: string;
  /** The street it lies at, for people; not an address. */
  readonly whereabouts: string;
  readonly at: Point;
  readonly elders: number;
  readonly age60: number;
  readonly age70: number;
  readonly age80: number;
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  readonly grey: number;
}

export interface Volunteer {
  readonly id: string;
  readonly community: string;
  readonly at: Point;
  readonly ageBand: string;
  readonly hours: number;
  readonly skills: readonly string[];
}

interface Share {
  readonly rows: number;
  readonly persons: number;
  /** Shares of ages 60–69 and 70–79; the rest is 80 and over. */
  readonly age60: number;
  readonly age70: number;
}

/** 997 persons, as in the project that row 28 of the domain report describes (which gives no split: this one is ours). */
const shares: Readonly<Record<string, Share>> = {
  BP: { rows: 42, persons: 168, age60: 0.44, age70: 0.33 },
  LC: { rows: 64, persons: 262, age60: 0.4, age70: 0.34 },
  XQ: { rows: 46, persons: 231, age60: 0.56, age70: 0.29 },
  DK: { rows: 46, persons: 196, age60: 0.46, age70: 0.33 },
  CQ: { rows: 34, persons: 140, age60: 0.42, age70: 0.36 },
};

/** Households that no street serves: two by the orchard path (an island), two too far from any street. */
const remote: Readonly<Record<string, readonly (readonly [string, Point, number])[]>> = {
  BP: [
    ['果园', [168, 2976], 2],
    ['果园', [232, 3025], 1],
    ['林场', [1262, 2985], 2],
  ],
  CQ: [['菜地', [3720, 345], 2]],
};

export function settleElders(town: Town, random: Random): ElderPlace[] {
  const taken: Point[] = [];
  const places: ElderPlace[] = [];
  for (const community of town.communities) {
    const share = shares[community.id]!;
    const far = remote[community.id] ?? [];
    const spots = doorways(town, community, share.rows - far.length, taken, random);
    const weights = spots.map((spot) => (spot.walled ? random.between(3, 9) : random.between(1.4, 6)));
    const counts = apportion(share.persons - far.reduce((sum, [, , n]) => sum + n, 0), weights);
    const rows = [
      ...spots.map((spot, i) => ({ at: spot.at, whereabouts: spot.street, elders: counts[i]! })),
      ...far.map(([whereabouts, at, elders]) => ({ at, whereabouts, elders })),
    ];
    rows.forEach((row, i) =>
      places.push({
        id: `${community.id}-${String(i + 1).padStart(3, '0')}`,
        community: community.name,
        ...row,
        ...ages(row.elders, share, random),
      }),
    );
  }
  return places;
}

/** Younger elders and others who would help, two to six hours a week. */
export function settleVolunteers(town: Town, count: number, random: Random): Volunteer[] {
  const skills = ['助聊', '助行', '助办', '助餐', '助洁', '助急'];
  const perCommunity = apportion(
    count,
    town.communities.map((c) => ({ BP: 6, LC: 15, XQ: 18, DK: 13, CQ: 8 })[c.id]!),
  );
  const taken: Point[] = [];
  const found: Volunteer[] = [];
  town.communities.forEach((community, c) => {
    for (const { at } of doorways(town, community, perCommunity[c]!, taken, random)) {
      const first = random.pick(skills);
      const second = random.pick(skills);
      found.push({
        id: `V${String(found.length + 1).padStart(3, '0')}`,
        community: community.name,
        at,
        ageBand: random.pick(['18-39岁', '40-59岁', '60-69岁', '60-69岁', '60-69岁']),
        hours: random.pick([1, 2, 2, 3, 3, 4, 4, 6, 8]),
        skills: first === second ? [first] : [first, second],
      });
    }
  });
  return found;
}

/** Each person's age and tier by the rule of domain.md row 22: red, else yellow, else green below 75, else grey. */
function ages(
  elders: number,
  share: Share,
  random: Random,
): Pick<ElderPlace, 'age60' | 'age70' | 'age80' | 'red' | 'yellow' | 'green' | 'grey'> {
  const sums = { age60: 0, age70: 0, age80: 0, red: 0, yellow: 0, green: 0, grey: 0 };
  for (let i = 0; i < elders; i++) {
    const draw = random.next();
    const band = draw < share.age60 ? 'age60' : draw < share.age60 + share.age70 ? 'age70' : 'age80';
    sums[band]++;
    const disabled = { age60: 0.04, age70: 0.11, age80: 0.3 }[band];
    const alone = { age60: 0.17, age70: 0.27, age80: 0.34 }[band];
    const isUnder75 = band === 'age60' || (band === 'age70' && random.chance(0.55));
    const state = random.next();
    if (state < disabled) sums.red++;
    else if (state < disabled + alone) sums.yellow++;
    else if (isUnder75) sums.green++;
    else sums.grey++;
  }
  return sums;
}

interface Doorway {
  readonly at: Point;
  readonly street: string;
  readonly walled: boolean;
}

/** Doorways 10–40 m beside streets, well apart, on the right side of every wall, in no park, river or railway. */
function doorways(
  town: Town,
  community: Community,
  count: number,
  taken: Point[],
  random: Random,
): Doorway[] {
  const lived = town.streets.filter(
    ({ line, tags }) =>
      !['trunk', 'path', 'steps', 'primary'].includes(tags['highway']!) &&
      !tags['bridge'] &&
      !tags['tunnel'] &&
      tags['name'] !== '湿地步道' &&
      lengthOf(line) > 40 &&
      line.some((p) => isInside(p, community.ring)),
  );
  const walls = town.compounds.map((c) => c.wall);
  const sizes = lived.map(({ line }) => lengthOf(line));
  const total = sizes.reduce((a, b) => a + b, 0);
  const found: Doorway[] = [];
  for (let tries = 0; found.length < count; tries++) {
    if (tries > 40_000) throw new Error(`${community.name} has no room for ${count} doorways`);
    let along = random.next() * total;
    let s = 0;
    while (along > sizes[s]!) along -= sizes[s++]!;
    const { line, tags } = lived[s]!;
    const [a, b] = [pointAlong(line, along), pointAlong(line, along + 1)];
    const side = random.between(10, 38) * (random.chance(0.5) ? 1 : -1);
    const size = distance(a, b);
    if (size < 0.5) continue;
    const at: Point = [a[0] - ((b[1] - a[1]) / size) * side, a[1] + ((b[0] - a[0]) / size) * side];
    if (!isInside(at, community.ring) || taken.some((p) => distance(p, at) < 30)) continue;
    const isPrivate = tags['access'] === 'private';
    const wall = walls.find((ring) => isInside(at, ring));
    if (Boolean(wall) !== isPrivate) continue;
    if (wall && footOnLine(at, closed(wall)).distance < 5) continue;
    if (town.greens.some((green) => isInside(at, green.ring))) continue;
    if (!isDry(at) || !isClear(at, town.streets, isPrivate)) continue;
    const compound = wall && town.compounds.find((c) => c.wall === wall);
    const name = compound?.name || tags['name'] || nearestName(at, town);
    taken.push(at);
    found.push({ at, street: name, walled: isPrivate });
  }
  return found;
}

/** No street runs through the doorway, and the nearest one is of the same kind (inside or outside the wall). */
function isClear(at: Point, streets: Town['streets'], isPrivate: boolean): boolean {
  let nearest = Infinity;
  let isNearestPrivate = false;
  for (const { line, tags } of streets) {
    if (tags['highway'] === 'trunk') continue;
    const away = footOnLine(at, line).distance;
    if (away < nearest) {
      nearest = away;
      isNearestPrivate = tags['access'] === 'private';
    }
  }
  return nearest > 8 && nearest < 55 && isNearestPrivate === isPrivate;
}

function isDry(at: Point): boolean {
  const shores: Line[] = [northShore, southShore];
  return (
    shores.every((shore) => footOnLine(at, shore).distance > 45) && footOnLine(at, railway).distance > 28
  );
}

function nearestName(at: Point, town: Town): string {
  let best = { distance: Infinity, name: '' };
  for (const { line, tags } of town.streets) {
    if (!tags['name'] || tags['highway'] === 'trunk') continue;
    const away = footOnLine(at, line).distance;
    if (away < best.distance) best = { distance: away, name: tags['name'] };
  }
  return best.name;
}

/** Whole shares of a total by weight, at least one each (largest remainders, ties by position). */
function apportion(total: number, weights: readonly number[]): number[] {
  const spare = total - weights.length;
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (w / sum) * spare);
  const counts = exact.map((e) => 1 + Math.floor(e));
  const order = exact
    .map((e, i) => [e - Math.floor(e), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const missing = total - counts.reduce((a, b) => a + b, 0);
  for (const [, i] of order.slice(0, missing)) counts[i]!++;
  return counts;
}
