import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeSampleFiles, sourcesText } from '../../scripts/sample/files';
import { railway, riverMiddle } from '../../scripts/sample/land';
import { firstCrossing } from '../../scripts/sample/plane';
import { seededRandom } from '../../scripts/sample/random';
import { buildTown, type Town } from '../../scripts/sample/town';
import { distanceMetres } from '../../src/domain/ellipsoid';
import { readOsmPbf } from '../../src/intake/osm-pbf';
import { buildGraph } from '../../src/network/build-graph';
import { buildDemand } from '../../src/routing/demand';
import { linkPoints } from '../../src/routing/link';
import { nearestSites } from '../../src/routing/nearest';
import { walkerOf, type Walker } from './town-walk';

const folder = join(import.meta.dirname, '../../data/sample');
const readText = (name: string): string => readFileSync(join(folder, name), 'utf8');

type Row = Record<string, string>;
/** The sample's tables have no quoted cells (tested below). */
function readCsv(name: string): Row[] {
  const [header, ...lines] = readText(name).replace('\ufeff', '').trimEnd().split('\r\n');
  const columns = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i]!, cell])));
}
const place = (row: Row): [number, number] => [Number(row['经度']), Number(row['纬度'])];
const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

const elders = readCsv('elders.csv');
const facilities = readCsv('facilities.csv');
const volunteers = readCsv('volunteers.csv');
const study = JSON.parse(readText('study.json'));
const districts = JSON.parse(readText('districts.geojson'));
const sitesOf = (word: string): Row[] => facilities.filter((f) => f['服务项目']!.split('、').includes(word));

describe('the sample study on disk', () => {
  test('is what the script draws from seed 1, byte for byte, with its hashes in SOURCES.md', async () => {
    const files = await makeSampleFiles(1);
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
    for (const [name, bytes] of files)
      expect(Buffer.compare(readFileSync(join(folder, name)), bytes), name).toBe(0);
    expect(readFileSync(join(folder, '../SOURCES.md'), 'utf8')).toBe(await sourcesText(files, 1));
  });

  test('another seed draws another town', async () => {
    const other = await makeSampleFiles(2);
    expect(
      Buffer.compare(readFileSync(join(folder, 'streets.osm.pbf')), other.get('streets.osm.pbf')!),
    ).not.toBe(0);
  });

  test('stays under 2 MB', () => {
    const bytes = readdirSync(folder).reduce((all, name) => all + readFileSync(join(folder, name)).length, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  test('tables open in Excel: a byte order mark, and as many cells in each row as in the header', () => {
    for (const name of ['elders.csv', 'facilities.csv', 'volunteers.csv']) {
      const text = readText(name);
      expect(text.startsWith('\ufeff')).toBe(true);
      const widths = new Set(
        text
          .trimEnd()
          .split('\r\n')
          .map((line) => line.split(',').length),
      );
      expect(widths.size).toBe(1);
      expect(text).not.toContain('"');
    }
  });

  test('says that it is synthetic, and names only files and columns that are there', () => {
    expect(study.synthetic).toBe(true);

    for (const [kind, rows] of Object.entries({ elders, facilities, volunteers }))
      for (const column of Object.values<string>(study.layers[kind].columns))
        expect(Object.keys(rows[0]!), `${kind} ${column}`).toContain(column);
    for (const layer of Object.values<{ file: string }>(study.layers))
      expect(readdirSync(folder)).toContain(layer.file);
  });
});

describe('the elders', () => {
  test('are 997 persons in five communities, every row with its own id', () => {
    expect(sum(elders, '60岁及以上')).toBe(997);
    expect(new Set(elders.map((e) => e['社区'])).size).toBe(5);
    expect(new Set(elders.map((e) => e['编号'])).size).toBe(elders.length);
    for (const row of elders) expect(Number(row['60岁及以上'])).toBeGreaterThan(0);
  });

  test('of each row add up by age band and by tier', () => {
    for (const row of elders) {
      const total = Number(row['60岁及以上']);
      expect(sum([row], '60-69岁') + sum([row], '70-79岁') + sum([row], '80岁及以上')).toBe(total);
      expect(
        sum([row], '失能失智') + sum([row], '空巢独居') + sum([row], '低龄活力') + sum([row], '待评估'),
      ).toBe(total);
    }
  });

  test('are green only below 75, so never more than those under 80', () => {
    for (const row of elders)
      expect(Number(row['低龄活力'])).toBeLessThanOrEqual(sum([row], '60-69岁') + sum([row], '70-79岁'));
  });

  test('each live inside the community they are counted in, and in no other', () => {
    for (const row of elders) {
      const homes = districts.features.filter((f: { geometry: { coordinates: number[][][] } }) =>
        isInRing(place(row), f.geometry.coordinates[0]!),
      );
      expect(homes.map((f: { properties: Row }) => f.properties['name'])).toEqual([row['社区']]);
    }
  });
});

describe('the sites and helpers', () => {
  test('are some forty sites and sixty volunteers, each once', () => {
    expect(facilities.length).toBeGreaterThanOrEqual(38);
    expect(new Set(facilities.map((f) => f['编号'])).size).toBe(facilities.length);
    expect(volunteers).toHaveLength(60);
    for (const row of volunteers) expect(Number(row['每周小时'])).toBeGreaterThan(0);
  });

  test('state a capacity only for what they offer', () => {
    const headers = study.layers.facilities.columns;
    for (const [word, column] of [
      ['助餐', headers['capacity.meals']],
      ['助浴', headers['capacity.bathing']],
      ['日间照料', headers['capacity.daycare']],
    ])
      for (const row of facilities)
        if (row[column] !== '') expect(row['服务项目']!.split('、')).toContain(word);
  });

  test('leave 助法 to nobody and 助浴 to one site', () => {
    expect(study.need.services).toContain('legal');
    expect(sitesOf('助法')).toHaveLength(0);
    expect(sitesOf('助浴')).toHaveLength(1);
  });
});

describe('the streets', () => {
  let town: Town;
  beforeAll(() => {
    town = buildTown(seededRandom(1));
  });

  test('cross the river on two bridges for walkers, and the railway by one underpass and one footbridge', () => {
    const walked = town.streets.filter((s) => s.tags['highway'] !== 'trunk');
    const overRiver = walked.filter((s) => firstCrossing(s.line, riverMiddle));
    expect(overRiver.map((s) => [s.tags['name'], s.tags['bridge']])).toEqual([
      ['关津桥', 'yes'],
      ['河谷大桥', 'yes'],
    ]);
    const overRail = walked.filter((s) => firstCrossing(s.line, railway));
    expect(overRail.map((s) => [s.tags['name'], s.tags['tunnel'] ?? s.tags['bridge']])).toEqual([
      ['机务路', 'yes'],
      ['粮站天桥', 'yes'],
    ]);
  });

  test('are one connected piece but for the expressway and one island of paths', () => {
    expect(pieces(town.ways.filter((w) => w.tags?.['highway'] && w.tags['highway'] !== 'trunk'))).toBe(2);
  });

  test('lead into every compound only through its gates', () => {
    const gates = town.nodes.filter((n) => n.tags?.['barrier'] === 'gate');
    expect(gates).toHaveLength(town.compounds.reduce((all, c) => all + c.gates.length, 0));
    const gateIds = new Set(gates.map((g) => g.id));
    const wallRefs = new Set(town.ways.filter((w) => w.tags?.['barrier'] === 'wall').flatMap((w) => w.refs));
    for (const way of town.ways.filter((w) => w.tags?.['highway']))
      for (const ref of way.refs) expect(wallRefs.has(ref)).toBe(gateIds.has(ref));
    for (const { line, tags } of town.streets)
      for (const { wall } of tags['access'] === 'private' ? [] : town.compounds)
        expect(firstCrossing(line, [...wall, wall[0]!])).toBeNull();
  });
});

describe('the story, walked by a second implementation', () => {
  let walker: Walker;
  let links: ReturnType<Walker['link']>[];
  let meals: { best: number; within: boolean[] }[];
  const persons = elders.map((e) => Number(e['60岁及以上']));
  const mealSites = sitesOf('助餐');
  const count = (choose: (i: number) => boolean): number =>
    persons.reduce((all, n, i) => all + (choose(i) ? n : 0), 0);

  beforeAll(() => {
    const town = buildTown(seededRandom(1));
    walker = walkerOf(town.nodes, town.ways);
    links = elders.map((e) => walker.link(...place(e)));
    meals = elders.map((e) => {
      const metres = walker.effectiveMetres(place(e), mealSites.map(place));
      return { best: Math.min(...metres), within: metres.map((m) => m <= 0.8 * 900) };
    });
  });

  test('is walked alike by the product: the same nearest metres for every row, to a centimetre', async () => {
    const osm = await readOsmPbf(new Blob([readFileSync(join(folder, 'streets.osm.pbf'))]));
    if (!osm.ok) throw new Error(osm.fault.code);
    const built = await buildGraph(osm.value.streets, { steps: true });
    if (!built.ok) throw new Error(built.fault.code);
    const { graph } = built.value;
    const link = (rows: readonly Row[]): ReturnType<typeof linkPoints> =>
      linkPoints(
        graph,
        Float64Array.from(rows, (r) => place(r)[0]),
        Float64Array.from(rows, (r) => place(r)[1]),
        200,
      );
    const all = mealSites.map((_, i) => i);
    const entrances = { first: Int32Array.from([...all, all.length]), links: link(mealSites) };
    const demand = buildDemand(link(elders), null, null);
    const profile = { stepsFactor: 3, throughGates: false };
    const nearest = await nearestSites(graph, profile, entrances, Int32Array.from(all), demand);
    elders.forEach((row, i) => {
      const points = demand.first[i + 1]! - demand.first[i]!;
      expect(points, row['编号']).toBe(links[i]!.metres < Infinity ? 1 : 0);
      if (points === 0) return;
      const metres = nearest.effectiveMetres[demand.first[i]!]!;
      if (meals[i]!.best === Infinity) expect(metres, row['编号']).toBe(Infinity);
      else expect(Math.abs(metres - meals[i]!.best), row['编号']).toBeLessThan(0.01);
    });
  });

  test('two to four rows are too far from every street, and some are on an island', () => {
    expect(links.filter((l) => l.metres === Infinity)).toHaveLength(2);
    expect(links.filter((l) => l.isIsland)).toHaveLength(2);
  });

  test('most rows are within 60 m of a street, many behind a gate', () => {
    expect(links.filter((l) => l.metres < 60).length / links.length).toBeGreaterThan(0.97);
    expect(count((i) => links[i]!.isPrivate)).toBeGreaterThan(200);
  });

  test('near on paper and far on foot: most who cannot walk to a meal have one within a straight kilometre', () => {
    const gap = (i: number): boolean => links[i]!.metres < Infinity && meals[i]!.best > 0.8 * 900;
    const isNearOnPaper = (i: number): boolean =>
      mealSites.some((s) => distanceMetres(...place(elders[i]!), ...place(s)) <= 1000);
    expect(count((i) => gap(i) && isNearOnPaper(i))).toBeGreaterThan(0.8 * count(gap));
  });

  test('at own pace 10 to 25 of 100 have no meal in reach, and those of 80 and over far more often', () => {
    const gapOf = (column: string, pace: number): { gap: number; all: number } => {
      const rows = elders.filter((_, i) => links[i]!.metres < Infinity);
      const missed = elders.filter((_, i) => links[i]!.metres < Infinity && meals[i]!.best > pace * 900);
      return { gap: sum(missed, column), all: sum(rows, column) };
    };
    const [young, middle, old] = [gapOf('60-69岁', 1.0), gapOf('70-79岁', 0.8), gapOf('80岁及以上', 0.6)];
    const share = (young.gap + middle.gap + old.gap) / (young.all + middle.all + old.all);
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.25);
    expect(old.gap / old.all).toBeGreaterThan(3 * (young.gap / young.all));
  });

  test('full houses: 钟楼街长者食堂 has under a third of the meals for those within its reach', () => {
    const site = mealSites.findIndex((s) => s['机构名称'] === '钟楼街长者食堂');
    const within = count((i) => meals[i]!.within[site]!);
    expect(Number(mealSites[site]!['供餐能力'])).toBeLessThan(within / 3);
  });

  test('every meal site has some who depend on it alone', () => {
    mealSites.forEach((_, site) => {
      const alone = count((i) => meals[i]!.within[site]! && meals[i]!.within.filter(Boolean).length === 1);
      expect(alone).toBeGreaterThan(0);
    });
  });
});

function isInRing([x, y]: readonly [number, number], ring: readonly number[][]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** How many pieces hang together. */
function pieces(ways: readonly { readonly refs: readonly number[] }[]): number {
  const next = new Map<number, number[]>();
  for (const { refs } of ways)
    refs.forEach((ref, i) => {
      next.set(ref, [...(next.get(ref) ?? []), ...refs.slice(Math.max(0, i - 1), i + 2)]);
    });
  let found = 0;
  const seen = new Set<number>();
  for (const start of next.keys()) {
    if (seen.has(start)) continue;
    found++;
    const open = [start];
    while (open.length > 0) {
      const node = open.pop()!;
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...next.get(node)!);
    }
  }
  return found;
}
