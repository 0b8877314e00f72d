/** Streets by nearest facility and by detour, loads, and who is cut off by what: on the sample, each against an independent count. */
import { lineIntersect, lineString } from '@turf/turf';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStudy } from '../../scripts/analyse-study';
import { weightedQuantiles } from '../../src/access/detour';
import { paperOnlyPersons } from '../../src/brief/paper-only';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { cutOffCauses } from '../../src/domain/findings';
import type { Study, WalkSettings } from '../../src/domain/study';
import { layerTable } from '../../src/brief/tables/layer-tables';
import { areaColours, colourAreas, farStreets, nearestAreas } from '../../src/layers/nearest-areas';
import { createStages, solve, type Solution } from '../../src/pipeline';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { gatherObstacles, ROAD, WATER } from '../../src/routing/obstacles';
import { nearestInField } from '../../src/routing/nearest';
import { nearestAlong } from '../../src/routing/nearest-along';
import { streetTimesInField } from '../../src/routing/street-times';
import { placeAlong } from '../../src/routing/place-along';
import { streetLook, tellAreas, tellDetours } from '../../src/workers/street-views';
import { createRandom } from './routing-cases';

let study: Study;
let solution: Solution;

async function solved(walk: Partial<WalkSettings>): Promise<Solution> {
  const { settings } = study;
  const result = await solve(
    { ...study, settings: { ...settings, walk: { ...settings.walk, ...walk } } },
    createStages(),
  );
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

beforeAll(async () => {
  const opened = await openStudy('data/sample/study.json');
  if (!opened.ok) throw new Error(opened.fault.code);
  study = opened.value;
  solution = await solved({});
});

const meals = (of = solution) => of.findings.services.find(({ service }) => service === 'meals')!;
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('areas of the nearest facility', () => {
  test.each([{}, { crossingSeconds: 20, gateSeconds: 15 }])(
    'anywhere along any street it is the one that a person standing there is sent to (%o)',
    async (walk) => {
      const of = await solved(walk);
      const graph = of.graph!;
      const field = of.fields.get('meals')!;
      const times = streetTimesInField(field);
      const random = createRandom(11);
      let compared = 0;
      for (let edge = 0; edge < graph.edgeCount; edge += 3) {
        const pieces: [number, number, number][] = [];
        nearestAlong(field, times, edge, (from, to, facility) => pieces.push([from, to, facility]));
        const length = graph.edgeMetres[edge];
        expect(pieces[0]![0]).toBe(0);
        expect(pieces.at(-1)![1]).toBe(length);
        pieces.slice(1).forEach(([from, , facility], i) => {
          expect(from).toBe(pieces[i]![1]);
          expect(facility).not.toBe(pieces[i]![2]);
        });
        const along = random() * length;
        const links = {
          count: 1,
          edge: Int32Array.of(edge),
          along: Float64Array.of(along),
          perpendicular: Float64Array.of(0),
        } as ReturnType<typeof linkPoints>;
        const asked = nearestInField(field, buildDemand(links, null, null));
        const [, , told] = pieces.find(([from, to]) => along >= from && along <= to)!;
        // A hair beside a cut both are as near.
        if (pieces.some(([from]) => Math.abs(from - along) < 0.01)) continue;
        expect(told, `edge ${edge} at ${along}`).toBe(asked.facility[0]);
        compared++;
      }
      expect(compared).toBeGreaterThan(300);
    },
  );

  test('neighbours differ in colour; metres of the areas are the streets that lead anywhere; loads are persons', () => {
    const areas = tellAreas(solution, 'meals', 'overall')!;
    const { streets, loads } = areas;
    const graph = solution.graph!;
    for (let line = 0; line + 1 < streets.count; line++) {
      const [a, b] = [streets.facilities![line], streets.facilities![line + 1]];
      const joint = 2 * streets.first[line + 1];
      const touches =
        streets.lonLats[joint - 2] === streets.lonLats[joint] &&
        streets.lonLats[joint - 1] === streets.lonLats[joint + 1];
      if (a !== b && a >= 0 && b >= 0 && touches)
        expect(streets.classes[line]).not.toBe(streets.classes[line + 1]);
    }
    const far = sum(
      Array.from({ length: graph.edgeCount }, (_, e) => {
        const field = solution.fields.get('meals')!;
        const isFar = (label: number) => field.facility[label] < 0;
        const { labelFrom, labelTo } = field.searcher;
        return isFar(labelFrom[e]) && isFar(labelTo[e]) ? graph.edgeMetres[e] : 0;
      }),
    );
    expect(sum(loads.map(({ streetMetres }) => streetMetres)) + far).toBeCloseTo(sum(graph.edgeMetres), 3);
    expect(streets.classes.includes(farStreets)).toBe(far > 0);

    // Wherever two pieces of street have an end in common, whichever streets they are of.
    const ends = new Map<string, number[]>();
    for (let line = 0; line < streets.count; line++)
      for (const at of [streets.first[line], streets.first[line + 1] - 1]) {
        const key = `${streets.lonLats[2 * at]} ${streets.lonLats[2 * at + 1]}`;
        ends.set(key, [...(ends.get(key) ?? []), line]);
      }
    let meetings = 0;
    for (const lines of ends.values())
      for (const a of lines)
        for (const b of lines) {
          const [one, other] = [streets.facilities![a], streets.facilities![b]];
          if (one === other || one < 0 || other < 0) continue;
          expect(streets.classes[a]).not.toBe(streets.classes[b]);
          meetings++;
        }
    expect(meetings).toBeGreaterThan(50);

    // Persons by the nearest facility of their row: the sample's rows are points.
    const { elders } = solution.findings;
    const found = meals();
    for (const load of loads) {
      let [persons, within] = [0, 0];
      for (let row = 0; row < elders.count; row++)
        if (found.nearest[row] === load.facility) {
          persons += elders.elders[row];
          within += elders.elders[row] * found.within[row];
        }
      expect(load.persons).toBeCloseTo(persons, 9);
      expect(load.within).toBeCloseTo(within, 9);
    }
    expect(sum(loads.map(({ within }) => within))).toBeCloseTo(found.foot.covered, 9);
    expect(loads.map(({ persons }) => persons)).toEqual(
      loads.map(({ persons }) => persons).sort((a, b) => b - a),
    );
  });

  test('no two neighbours share a colour, nor areas two apart while colours last', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 18 }), (pairs) => {
        const beside = new Map<number, Set<number>>();
        const add = (a: number, b: number) => beside.set(a, (beside.get(a) ?? new Set()).add(b));
        for (const [a, b] of pairs)
          if (a !== b) {
            add(a, b);
            add(b, a);
          }
        const colours = colourAreas(beside, 12);
        const most = Math.max(0, ...[...beside.values()].map(({ size }) => size));
        for (const [a, others] of beside)
          for (const b of others) if (most < areaColours) expect(colours[a]).not.toBe(colours[b]);
      }),
    );
    const wheel = new Map<number, Set<number>>([[0, new Set([1, 2, 3, 4, 5, 6, 7])]]);
    for (let i = 1; i <= 7; i++) wheel.set(i, new Set([0, (i % 7) + 1, ((i + 5) % 7) + 1]));
    const colours = colourAreas(wheel, 8);
    for (const [a, others] of wheel) for (const b of others) expect(colours[a]).not.toBe(colours[b]);
    // The hub's is nobody else's, and the rest of the ring has all the others.
    expect(new Set(colours).size).toBe(areaColours);
    expect([...colours].filter((one) => one === colours[0])).toHaveLength(1);
    const row = new Map(
      [0, 1, 2, 3, 4].map((i) => [i, new Set([i - 1, i + 1].filter((j) => j >= 0 && j < 5))]),
    );
    const inRow = colourAreas(row, 5);
    for (let i = 0; i + 2 < 5; i++) expect(new Set(inRow.subarray(i, i + 3)).size).toBe(3);
  });
});

describe('as files', () => {
  const tableOf = async (of: Solution, layer: 'areas' | 'detours') => {
    const look = streetLook(of, layer, 'meals')!;
    const made = await layerTable(
      of.findings,
      { layer, service: 'meals', language: 'en', name: layer },
      look,
    );
    if (!made.ok) throw new Error(made.fault.code);
    const column = (name: string) => made.value.columns.find((one) => one.name === name)!.values;
    return { ...made.value, column, look };
  };
  const usable = (of: Solution) =>
    sum(of.graph!.edgeMetres.filter((_, e) => of.fields.get('meals')!.searcher.costs.factor[e]! < Infinity));

  test.each([{}, { crossingSeconds: 20, gateSeconds: 15, stepSeconds: 2 }])(
    'each piece of an area has its site, its length, and the shortest and longest walk from it (%o)',
    async (walk) => {
      const of = await solved(walk);
      const table = await tableOf(of, 'areas');
      const { facilities, settings } = of.findings;
      const metres = table.column('metres') as Float64Array;
      expect(sum(metres)).toBeCloseTo(usable(of), 2);
      const byId = new Map<string, number>();
      table.column('facility').forEach((id, line) => {
        expect(table.column('name')[line]).toBe(facilities.names[facilities.ids.indexOf(id as string)] ?? '');
        byId.set(id as string, (byId.get(id as string) ?? 0) + metres[line]);
      });
      for (const { facility, streetMetres } of tellAreas(of, 'meals', 'overall')!.loads)
        expect(byId.get(facilities.ids[facility]) ?? 0).toBeCloseTo(streetMetres, 3);

      // Stand at many places of a piece and ask for the nearest site from there.
      const graph = of.graph!;
      const field = of.fields.get('meals')!;
      const { edges, ends, starts } = nearestAreas(graph, field, facilities.count);
      let [narrow, compared] = [0, 0];
      for (let line = 0; line < edges.length; line += 7) {
        const [least, most] = [table.column('least_seconds')[line], table.column('most_seconds')[line]];
        const places = Array.from(
          { length: 41 },
          (_, i) => starts[line] + ((ends[line] - starts[line]) * i) / 40,
        );
        const links = {
          count: places.length,
          edge: new Int32Array(places.length).fill(edges[line]),
          along: Float64Array.from(places),
          perpendicular: new Float64Array(places.length),
        } as ReturnType<typeof linkPoints>;
        const asked = nearestInField(field, buildDemand(links, null, null));
        const seconds = [...asked.effectiveMetres].map((one) => one / settings.walk.metresPerSecond);
        if (table.column('facility')[line] === '') {
          expect([least, most, ...seconds]).toEqual(new Array(43).fill(Infinity));
          continue;
        }
        // Labels are whole millimetres: a hundredth of a second.
        expect(Math.min(...seconds)).toBeGreaterThan((least as number) - 0.01);
        expect(Math.max(...seconds)).toBeLessThan((most as number) + 0.01);
        const step = metres[line] / 40 / settings.walk.metresPerSecond;
        narrow += Math.min(...seconds) - (least as number) < 4 * step + 0.01 ? 1 : 0;
        narrow += (most as number) - Math.max(...seconds) < 4 * step + 0.01 ? 1 : 0;
        compared += 2;
      }
      expect(compared).toBeGreaterThan(300);
      expect(narrow).toBe(compared);
    },
  );

  test('each piece of a detour has a mean within its class, that of the places along it', async () => {
    const table = await tableOf(solution, 'detours');
    const metres = table.column('metres') as Float64Array;
    const [factors, from, to] = ['factor', 'from_factor', 'to_factor'].map(
      (name) => table.column(name) as Float64Array,
    ) as [Float64Array, Float64Array, Float64Array];
    expect(sum(metres)).toBeCloseTo(usable(solution), 2);
    const { classes } = table.look.streets;
    const limits = [1.2, 1.5, 2, 3];
    const seen = new Set<number>();
    classes.forEach((own, line) => {
      seen.add(own);
      if (own === 5) return expect([factors[line], from[line], to[line]]).toEqual([NaN, NaN, NaN]);
      expect(from[line]).toBe(limits[own - 1] ?? 1);
      expect(to[line]).toBe(limits[own] ?? NaN);
      if (Number.isNaN(factors[line])) return expect(own).toBe(0);
      expect(factors[line]).toBeGreaterThan((own === 0 ? 0.999 : from[line]) - 1e-9);
      if (own < 4) expect(factors[line]).toBeLessThan(to[line] + 1e-9);
    });
    expect(seen.size).toBeGreaterThan(3);

    // A street no longer than 40 m with one nearest site was looked at in its middle: there, by the tables of the search.
    const graph = solution.graph!;
    const field = solution.fields.get('meals')!;
    const { facilities } = solution.findings;
    const times = streetTimesInField(field);
    const { first, lonLats } = table.look.streets;
    let compared = 0;
    for (let edge = 0, line = 0; edge < graph.edgeCount; edge++) {
      const [x, y] = [graph.shapeLons[graph.shapeFirst[edge]], graph.shapeLats[graph.shapeFirst[edge]]];
      while (line < classes.length && (lonLats[2 * first[line]] !== x || lonLats[2 * first[line] + 1] !== y))
        line++;
      if (line === classes.length) break;
      const length = graph.edgeMetres[edge];
      let sites = 0;
      nearestAlong(field, times, edge, () => sites++);
      if (length > 40 || sites > 1 || Math.abs(metres[line] - length) > 1e-6) continue;
      const links = {
        count: 1,
        edge: Int32Array.of(edge),
        along: Float64Array.of(length / 2),
        perpendicular: Float64Array.of(0),
      } as ReturnType<typeof linkPoints>;
      const asked = nearestInField(field, buildDemand(links, null, null));
      const facility = asked.facility[0];
      if (facility < 0) continue;
      const [lon, lat] = placeAlong(graph, edge, length / 2);
      const straight = distanceMetres(lon, lat, facilities.lons[facility], facilities.lats[facility]);
      const isOneDoor = facilities.entranceFirst[facility + 1] - facilities.entranceFirst[facility] === 1;
      if (straight < 60 || !isOneDoor) continue;
      // In millimetres over at least 60 m.
      expect(factors[line], `edge ${edge}`).toBeCloseTo(asked.metres[0] / straight, 3);
      compared++;
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe('detours', () => {
  test('every factor, quartile and class is the arithmetic of the tables', () => {
    const told = tellDetours(solution, 'meals', 'overall')!;
    const { elders, facilities } = solution.findings;
    const found = meals();
    const rows: { row: number; factor: number; persons: number }[] = [];
    for (let row = 0; row < elders.count; row++) {
      const facility = found.nearest[row];
      if (facility < 0 || !(elders.elders[row] > 0)) continue;
      const straight = Math.min(
        ...Array.from(
          { length: facilities.entranceFirst[facility + 1] - facilities.entranceFirst[facility] },
          (_, n) => {
            const door = facilities.entranceFirst[facility] + n;
            return distanceMetres(
              elders.lons[row],
              elders.lats[row],
              facilities.entranceLons[door],
              facilities.entranceLats[door],
            );
          },
        ),
      );
      if (straight < 50) continue;
      rows.push({ row, factor: found.metres[row] / straight, persons: elders.elders[row] });
    }
    rows.sort((a, b) => b.factor - a.factor || a.row - b.row);
    expect(told.worst.map(({ row }) => row)).toEqual(rows.slice(0, 50).map(({ row }) => row));
    told.worst.forEach((one, n) => expect(one.factor).toBeCloseTo(rows[n]!.factor, 9));
    expect(Math.min(...rows.map(({ factor }) => factor))).toBeGreaterThan(0.999);
    // Quartiles by writing out every person.
    const each = rows
      .flatMap(({ factor, persons }) => new Array<number>(persons).fill(factor))
      .sort((a, b) => a - b);
    for (const [q, value] of [
      [0.25, told.lowerQuartile],
      [0.5, told.median],
      [0.75, told.upperQuartile],
    ] as const)
      expect(value).toBeCloseTo(each[Math.ceil(q * each.length) - 1]!, 9);
    const limits = [1.2, 1.5, 2, 3, Infinity];
    limits.forEach((limit, n) =>
      expect(told.persons[n]).toBe(
        sum(
          rows
            .filter(({ factor }) => factor <= limit && factor > (limits[n - 1] ?? 0))
            .map(({ persons }) => persons),
        ),
      ),
    );
  });

  test('weighted quantiles', () => {
    expect(weightedQuantiles([3, 1, 2], [1, 1, 2], [0.25, 0.5, 0.75, 1])).toEqual([1, 2, 2, 3]);
    expect(weightedQuantiles([], [], [0.5])).toEqual([NaN]);
  });
});

describe('what a straight line crosses', () => {
  const across = (line: readonly (readonly [number, number])[], tags: Record<string, string> | null) => {
    const graph = solution.graph!;
    const none = { water: [], waterways: [], rails: [], greens: [] };
    const streets = {
      lons: Float64Array.from(line, ([x]) => x),
      lats: Float64Array.from(line, ([, y]) => y),
      wayFirst: Int32Array.of(0, line.length),
      refs: Int32Array.from(line.keys()),
      wayTags: [tags ?? { highway: 'footway' }],
      nodeTags: new Map(),
      source: 'osm' as const,
    };
    const backdrop = tags === null ? { ...none, waterways: [line] } : none;
    return gatherObstacles(backdrop, streets, graph, true).across(103, 36, 103.01, 36, new Set());
  };
  const bank = [
    [103.005, 35.99],
    [103.005, 36.01],
  ] as const;

  test('a corner exactly on it is crossed as well, an end that only touches is not', () => {
    expect(across(bank, null)).toBe(WATER);
    expect(across([bank[0], [103.005, 36], bank[1]], null)).toBe(WATER);
    expect(
      across(
        [
          [103.02, 35.99],
          [103.02, 36.01],
        ],
        null,
      ),
    ).toBe(0);
    expect(
      across(
        [
          [103.01, 35.99],
          [103.01, 36.01],
        ],
        null,
      ),
    ).toBe(0);
  });

  test('fast roads on the ground cross it, those on bridges and in tunnels and smaller ones do not', () => {
    for (const highway of ['motorway', 'trunk']) expect(across(bank, { highway })).toBe(ROAD);
    expect(across(bank, { highway: 'secondary', motorroad: 'yes' })).toBe(ROAD);
    for (const tags of [
      { highway: 'primary' },
      { highway: 'trunk', bridge: 'yes' },
      { highway: 'motorway', tunnel: 'yes' },
    ])
      expect(across(bank, tags)).toBe(0);
  });
});

describe('cut off', () => {
  test('the causes add up to those covered on paper and not on foot', async () => {
    for (const walk of [{}, { limitMinutes: 10 }, { paperMetres: 500 }, { crossingSeconds: 30 }]) {
      const of = await solved(walk);
      for (const found of of.findings.services) {
        const persons = sum(Object.values(found.cutOff!.persons));
        expect(persons).toBeCloseTo(paperOnlyPersons(of.findings, found, 'own'), 6);
        expect(sum(found.cutOff!.rowPersons)).toBeCloseTo(persons, 6);
      }
    }
    expect(sum(Object.values(meals().cutOff!.persons))).toBe(196);
  });

  test('row by row the cause is what lies between the place and the site nearest in a straight line', () => {
    const { findings, tables, graph, places } = solution;
    const { elders, facilities, settings } = findings;
    const { walk } = settings;
    const inside = Array.from({ length: graph!.edgeCount }, (_, edge) => edge)
      .filter((edge) => graph!.edgePatch[edge] > 0)
      .map((edge) => ({
        patch: graph!.edgePatch[edge],
        line: lineString(
          Array.from({ length: graph!.shapeFirst[edge + 1] - graph!.shapeFirst[edge] }, (_, k) => [
            graph!.shapeLons[graph!.shapeFirst[edge] + k],
            graph!.shapeLats[graph!.shapeFirst[edge] + k],
          ]),
        ),
      }));
    const found = meals();
    const { rowPersons, rowCause } = found.cutOff!;
    const water = [
      ...tables.backdrop!.waterways.map((line) => lineString(line.map(([x, y]) => [x, y]))),
      ...tables.backdrop!.water.flatMap((area) =>
        (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).map((ring) =>
          lineString(ring),
        ),
      ),
    ];
    const rails = tables.backdrop!.rails.map((line) => lineString(line.map(([x, y]) => [x, y])));
    const seen = new Map<string, number>();
    for (let row = 0; row < elders.count; row++) {
      if (rowPersons[row] === 0) continue;
      let [nearest, least] = [-1, Infinity];
      for (const site of found.sites) {
        const metres = distanceMetres(
          elders.lons[row],
          elders.lats[row],
          facilities.lons[site],
          facilities.lats[site],
        );
        if (metres < least) [nearest, least] = [site, metres];
      }
      const straight = lineString([
        [elders.lons[row], elders.lats[row]],
        [facilities.lons[nearest], facilities.lats[nearest]],
      ]);
      const crosses = (lines: typeof water) =>
        lines.some((line) => lineIntersect(straight, line).features.length > 0);
      const cause = cutOffCauses[rowCause[row]]!;
      seen.set(cause, (seen.get(cause) ?? 0) + 1);
      // The fastest band of the row that still does not get there decides whether it is the pace alone.
      if (cause === 'pace') {
        expect(least).toBeGreaterThan(
          walk.limitMinutes * 60 * Math.min(...Object.values(walk.paces)) - 0.001,
        );
        continue;
      }
      expect(cause === 'water', `row ${row}`).toBe(crosses(water));
      if (cause !== 'water') expect(cause === 'rail', `row ${row}`).toBe(crosses(rails));
      if (['water', 'rail', 'road'].includes(cause)) continue;
      expect(cause === 'apart').toBe(found.nearest[row] === -1);
      if (cause === 'apart') continue;
      const own = [
        places.demand.edge[places.demand.first[row]!]!,
        places.entrances.links.edge[facilities.entranceFirst[nearest]]!,
      ].map((edge) => graph!.edgePatch[edge]);
      const others = inside.filter(({ patch }) => !own.includes(patch)).map(({ line }) => line);
      expect(cause, `row ${row}`).toBe(crosses(others) ? 'compound' : 'around');
    }
    expect(seen.get('compound')).toBeGreaterThan(10);
    expect(seen.get('around')).toBeGreaterThan(10);
    expect(seen.get('water') ?? 0).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(2);
  });
});
