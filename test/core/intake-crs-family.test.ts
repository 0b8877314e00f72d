/**
 * Which system are these points in? ≥ 400 sets of 8 to 50 points beside real Chinese streets (and the sample's), moved by known shifts,
 * projections and exchanged axes. Counted as right only where the likeliest candidate is of the true family.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerSource, Study } from '../../src/domain/study';
import type { Districts } from '../../src/domain/tables';
import { exchangedId, gaussKruegerCode, toWgs84 } from '../../src/intake/crs';
import { distanceMetres, metresPerDegree } from '../../src/domain/ellipsoid';
import type { RawStreets } from '../../src/domain/tables';
import { possibleSystems } from '../../src/intake/crs-candidates';
import { referenceOf, weighSystems } from '../../src/intake/crs-detective';
import { DecodeCache } from '../../src/intake/decode-cache';
import { wgs84ToBd09 } from '../../src/intake/gcj';
import { inspectTables, readTables } from '../../src/intake/read-tables';
import { faultsEn } from '../../src/i18n/faults-en';
import { faultsZh } from '../../src/i18n/faults-zh';
import { sentence } from '../../src/i18n/sentence';
import { studyOf } from './intake-files';
import { StreetDistance } from '../../src/intake/street-distance';
import { asFiled, besideStreets, loadPlaces, seeded } from './crs-cases';
import type { Place, Points } from './crs-cases';

const noDistricts: Districts = {
  count: 0,
  file: [],
  rows: new Int32Array(0),
  ids: [],
  names: [],
  polygons: [],
};

let places: Place[];
beforeAll(async () => {
  places = await loadPlaces();
}, 60_000);

interface Truth {
  readonly id: string;
  /** Ids that stand for the same family: of a zone, its three datums and its 6° twin. */
  readonly family: ReadonlySet<string>;
  /** Metres that the datum's own parameters would have moved it. */
  readonly moved: readonly [number, number];
}

/** The systems a Chinese file comes in, at this longitude. */
function truthsAt(lon: number): Truth[] {
  const family = (...ids: (string | null)[]) => new Set(ids.filter((id) => id !== null));
  const plain = ['EPSG:4326', 'GCJ-02', 'BD-09'].flatMap((id) => [id, exchangedId(id)]);
  const zone3 = Math.round(lon / 3);
  const zone6 = Math.floor(lon / 6) + 1;
  const datums = ['CGCS2000', 'Beijing 1954', "Xi'an 1980"] as const;
  const truths: Truth[] = plain.map((id) => ({ id, family: family(id), moved: [0, 0] }));
  for (const [datum, moved] of [
    ['CGCS2000', [0, 0]],
    // About what is published for the two old grids around 105° E.
    ['Beijing 1954', [60, 30]],
    ["Xi'an 1980", [-105, -5]],
  ] as const)
    for (const hasPrefix of [true, false])
      for (const width of [3, 6] as const) {
        const id = gaussKruegerCode(datum, width, width === 3 ? zone3 : zone6, hasPrefix)!;
        const meridian = width === 3 ? 3 * zone3 : 6 * zone6 - 3;
        const twins = datums.flatMap((other) => [
          gaussKruegerCode(other, width, width === 3 ? zone3 : zone6, hasPrefix),
          ...(hasPrefix ? [] : [gaussKruegerCode(other, 3, meridian / 3, false)]),
        ]);
        truths.push({ id, family: family(...twins), moved });
        truths.push({
          id: exchangedId(id),
          family: family(...twins.map((twin) => exchangedId(twin!))),
          moved,
        });
      }
  for (const id of [`EPSG:${32600 + zone6 + 30}`, 'EPSG:3857'])
    truths.push({ id, family: family(id), moved: [0, 0] });
  return truths;
}

/** As the program does: read in the first system that the numbers allow, then weighed. */
function detect(xs: Float64Array, ys: Float64Array, place: Place) {
  const reference = referenceOf(place.streets, noDistricts)!;
  const ids = possibleSystems(xs, ys, reference.bounds);
  const first = ids[0]!;
  // What a file of that system holds, taken for what it says: the places as the program has them before anybody chose.
  const placed = readAs(first, xs, ys);
  return weighSystems(placed.lons, placed.lats, first, null, reference);
}

function readAs(id: string, xs: Float64Array, ys: Float64Array): Points {
  const read = toWgs84(id, xs, ys);
  if (!read.ok) throw new Error(read.fault.code);
  return read.value;
}

function bruteForce(streets: RawStreets, lon: number, lat: number, middle: number): number {
  const scale = metresPerDegree(middle);
  let best = 1000;
  for (let way = 0; way + 1 < streets.wayFirst.length; way++)
    for (let at = streets.wayFirst[way]!; at + 1 < streets.wayFirst[way + 1]!; at++) {
      const [a, b] = [streets.refs[at]!, streets.refs[at + 1]!];
      const [ax, ay] = [(streets.lons[a]! - lon) * scale.lon, (streets.lats[a]! - lat) * scale.lat];
      const [bx, by] = [(streets.lons[b]! - lon) * scale.lon, (streets.lats[b]! - lat) * scale.lat];
      const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length2));
      best = Math.min(best, Math.hypot(ax + t * (bx - ax), ay + t * (by - ay)));
    }
  return best;
}

interface Tally {
  all: number;
  right: number;
  clear: number;
  clearWrong: number;
}

function tallyOf(
  countsAndNoise: readonly (readonly [number, string])[],
  seeds: number,
  only?: readonly string[],
) {
  const tally: Tally = { all: 0, right: 0, clear: 0, clearWrong: 0 };
  const wrong: string[] = [];
  for (const place of places)
    for (const [count, noise] of countsAndNoise)
      for (let seed = 1; seed <= seeds; seed++) {
        const random = seeded(seed * 7919 + count * 31 + place.name.length * 1009);
        const points = pointsOf(place, count, noise, random);
        if (points === null) continue;
        for (const { id, family, moved } of truthsAt(points.lons[0]!)) {
          if (only !== undefined && !only.includes(id)) continue;
          const { xs, ys } = asFiled(id, points, moved);
          const found = detect(xs, ys, place);
          const isRight = found !== null && family.has(found.candidates[0]!.system);
          const isClear = found?.verdict.kind === 'clear';
          tally.all++;
          if (isRight) tally.right++;
          else wrong.push(`${place.name} ${count} ${noise} ${id} → ${found?.candidates[0]?.system}`);
          if (isClear) tally.clear++;
          if (isClear && !isRight) tally.clearWrong++;
        }
      }
  return { tally, wrong };
}

function pointsOf(place: Place, count: number, noise: string, random: () => number): Points | null {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  if (noise === 'buildings') {
    if (place.buildings.length < 2 * count) return null;
    const picked = Array.from(
      { length: count },
      () => place.buildings[Math.floor(random() * place.buildings.length)]!,
    );
    return {
      lons: Float64Array.from(picked, ([lon]) => lon),
      lats: Float64Array.from(picked, ([, lat]) => lat),
    };
  }
  const offset = { on: () => 0, upTo30: () => 60 * random() - 30, normal30: () => 30 * normal() }[noise]!;
  return besideStreets(place.streets, count, offset, random);
}

function say(label: string, { all, right, clear, clearWrong }: Tally): void {
  const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
  console.log(
    `${label}: ${right} of ${all} right (${percent(right, all)}); clear ${percent(clear, all)}, of these wrong ${clearWrong}`,
  );
}

describe('the family of systems', () => {
  it('is right on at least 98 % of sets of 8 to 50 points on streets and up to 30 m off', () => {
    const sets = [8, 15, 30, 50].flatMap(
      (count) =>
        [
          [count, 'on'],
          [count, 'upTo30'],
        ] as const,
    );
    const { tally, wrong } = tallyOf(sets, 2);
    say('8–50 points, on the street or up to 30 m off', tally);
    if (wrong.length > 0) console.log(wrong.slice(0, 12).join('\n'));
    expect(tally.all).toBeGreaterThanOrEqual(400);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.98);
    expect(tally.clearWrong / tally.all).toBeLessThanOrEqual(0.005);
  }, 240_000);

  it('is right on at least 95 % of the hardest three, with normal noise of 30 m, and never sure by mistake', () => {
    const hard = ['EPSG:4326', 'GCJ-02', 'BD-09'];
    const { tally } = tallyOf(
      [
        [8, 'normal30'],
        [15, 'normal30'],
        [50, 'normal30'],
      ],
      6,
      hard,
    );
    say('WGS84, GCJ-02 or BD-09, normal noise of 30 m', tally);
    // The drawn town alone, where ../shared/data is absent, has a lane every 60 m: 205 of 216 in a longer run.
    const isDrawnOnly = places.length === 1;
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(isDrawnOnly ? 0.9 : 0.95);
    expect(tally.clearWrong / tally.all).toBeLessThanOrEqual(isDrawnOnly ? 0.02 : 0.01);
  }, 240_000);

  it('of middles of buildings is seldom mistaken where the verdict is clear', () => {
    if (places.every(({ buildings }) => buildings.length === 0)) return;
    const hard = ['EPSG:4326', 'GCJ-02', 'BD-09'];
    const { tally } = tallyOf(
      [
        [15, 'buildings'],
        [50, 'buildings'],
      ],
      6,
      hard,
    );
    say('WGS84, GCJ-02 or BD-09, middles of buildings', tally);
    expect(tally.right / tally.all).toBeGreaterThanOrEqual(0.9);
    expect(tally.clearWrong / tally.all).toBeLessThanOrEqual(0.02);
  }, 240_000);
});

describe('distances to streets', () => {
  it('are those of trying every segment', () => {
    for (const { streets } of places) {
      const distance = new StreetDistance(streets);
      const random = seeded(5);
      const [w, s, e, n] = distance.bounds;
      for (let k = 0; k < 60; k++) {
        const lon = w + (e - w) * (1.6 * random() - 0.3);
        const lat = s + (n - s) * (1.6 * random() - 0.3);
        expect(distance.metresFrom(lon, lat)).toBeCloseTo(bruteForce(streets, lon, lat, (s + n) / 2), 6);
      }
    }
  });
});

describe('a study', () => {
  const sample = (name: string) => readFileSync(join(import.meta.dirname, '../../data/sample', name));
  const header = '编号,名称,经度,纬度,服务项目';
  const files = async (
    id: string,
    source: Partial<LayerSource> = {},
    layers: readonly string[] = ['streets'],
  ) => {
    const points = besideStreets(places[0]!.streets, 40, () => 8, seeded(11));
    const { xs, ys } = asFiled(id, points, [0, 0]);
    const rows = Array.from(xs, (x, i) => `F${i},站点${i},${x},${ys[i]},助餐`);
    return studyOf(
      {
        'f.csv': `${header}\n${rows.join('\n')}\n`,
        'streets.osm.pbf': new Blob([sample('streets.osm.pbf')]),
        'districts.geojson': new Blob([sample('districts.geojson')]),
      },
      {
        facilities: [{ file: 'f.csv', ...source }],
        ...(layers.includes('streets') ? { streets: 'streets.osm.pbf' } : {}),
        ...(layers.includes('districts') ? { districts: 'districts.geojson' } : {}),
      },
    );
  };
  const reportOf = async (study: Study) => {
    const read = await readTables(study, { cache: new DecodeCache() });
    if (!read.ok) throw new Error(read.fault.code);
    return read.value.reports.find(({ kind }) => kind === 'facilities')!;
  };

  it('in WGS84 gets no word about its system', async () => {
    const report = await reportOf(await files('EPSG:4326', {}, ['streets', 'districts']));
    expect(report.notes.filter(({ code }) => code.startsWith('crs.'))).toEqual([]);
    expect(report.crsCandidates![0]).toMatchObject({ system: 'EPSG:4326', shiftMetres: 0 });
    expect(report.crsVerdict!.kind).toBe('clear');
  });

  it('in BD-09 is told the shift and the radius it jumps over, and is right once BD-09 is chosen', async () => {
    const report = await reportOf(await files('BD-09'));
    const note = report.notes.find(({ code }) => code === 'crs.suspectedBeyond')!;
    expect(note.blanks).toMatchObject({ layer: 'facilities', system: 'BD-09', radius: 1000 });
    const [lon, lat] = [places[0]!.streets.lons[0]!, places[0]!.streets.lats[0]!];
    const shift = distanceMetres(lon, lat, ...wgs84ToBd09(lon, lat));
    expect(Math.abs(Number(note.blanks['shift']) - shift)).toBeLessThan(15);
    expect(Number(note.blanks['then'])).toBeLessThan(9);
    expect(report.crs).toBe('EPSG:4326');
    const chosen = await reportOf(await files('BD-09', { crs: 'BD-09' }));
    expect(chosen.crs).toBe('BD-09');
    expect(chosen.notes.filter(({ code }) => code.startsWith('crs.'))).toEqual([]);
    expect(chosen.crsCandidates![0]).toMatchObject({ system: 'BD-09', shiftMetres: 0 });
    for (const words of [faultsZh, faultsEn]) expect(words['crs.suspectedBeyond']).toContain('{shift}');
    expect(sentence(note, 'zh')).toMatch(/偏移 1\s?\d{3} 米，超过 1\s?000 米服务半径/);
  });

  it('converted twice is told so: WGS84 chosen as GCJ-02', async () => {
    const report = await reportOf(await files('EPSG:4326', { crs: 'GCJ-02' }));
    expect(
      report.notes.some(
        ({ code, blanks }) => /^crs\.suspected/.test(code) && String(blanks['system']).startsWith('WGS84'),
      ),
    ).toBe(true);
  });

  it('with districts but no streets is judged by them alone', async () => {
    const report = await reportOf(await files('EPSG:4326:latlon', {}, ['districts']));
    // 36° and 103° are exchanged by range alone already.
    expect(report.crs).toBe('EPSG:4326:latlon');
    expect(report.crsCandidates![0]!.medianMetres).toBeNull();
    expect(report.crsCandidates![0]!.contained).toBeGreaterThan(0.8);
  });

  it('in metres without a zone is refused with the one system that fits its streets, which can then be chosen', async () => {
    const id = gaussKruegerCode('CGCS2000', 3, 34, false)!;
    const study = await files(id);
    const seen = await inspectTables(study, { cache: new DecodeCache() });
    expect(seen.faults).toMatchObject([{ code: 'table.projected' }]);
    expect(String(seen.faults[0]!.blanks['likely'])).toContain(`(${id})`);
    expect(seen.doubts).toMatchObject([{ file: 'f.csv' }]);
    expect(seen.doubts[0]!.candidates[0]!.system).toBe(id);
    expect(seen.doubts[0]!.candidates[0]!.medianMetres).toBeLessThan(9);
    const read = await readTables(study, { cache: new DecodeCache() });
    expect(read).toMatchObject({ ok: false, fault: seen.faults[0] });
    const report = await reportOf(await files(id, { crs: seen.doubts[0]!.candidates[0]!.system }));
    expect(report.rowsUsed).toBe(40);
  });
});
