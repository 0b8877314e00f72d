/** Replacing a file: what is said to change, against counts made another way; and where another system would put places. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSettings, type LayerSource, type Study } from '../../src/domain/study';
import { candidatePlaces } from '../../src/intake/candidate-places';
import { compareFiles } from '../../src/intake/compare-files';
import { DecodeCache } from '../../src/intake/decode-cache';
import { wgs84ToBd09 } from '../../src/intake/gcj';
import { peekFile } from '../../src/intake/peek-file';

const source = (file: string, more: Partial<LayerSource> = {}): LayerSource => ({
  file,
  encoding: 'auto',
  crs: 'auto',
  columns: {},
  ...more,
});

function studyWith(kind: 'elders' | 'facilities', file: string, text: string): Study {
  return {
    settings: { ...defaultSettings, layers: { [kind]: [source(file)] } },
    files: { [file]: new Blob([text]) },
  };
}

const options = () => ({ cache: new DecodeCache() });

interface Row {
  readonly id: number;
  readonly count: number;
}
const tableOf = (rows: readonly Row[]) =>
  ['编号,经度,纬度,60岁及以上', ...rows.map(({ id, count }) => `E${id},103.5,36.${id + 10},${count}`)].join(
    '\n',
  );

test('by id: added, removed and changed rows and the sum of persons, for any two lists', async () => {
  const rows = fc.uniqueArray(fc.record({ id: fc.nat(40), count: fc.integer({ min: 1, max: 30 }) }), {
    selector: ({ id }) => id,
    minLength: 2,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(rows, rows, async (before, after) => {
      const [one] = await compareFiles(
        studyWith('elders', 'elders.csv', tableOf(before)),
        'elders.csv',
        studyWith('elders', 'elders2.csv', tableOf(after)),
        'elders2.csv',
        options(),
      );
      const old = new Map(before.map(({ id, count }) => [id, count]));
      const added = after.filter(({ id }) => !old.has(id)).length;
      const changed = after.filter(({ id, count }) => old.has(id) && old.get(id) !== count).length;
      const removed = before.filter(({ id }) => !after.some((row) => row.id === id)).length;
      expect(one).toMatchObject({ by: 'id', added, changed, removed, rows: [before.length, after.length] });
      expect(one!.same + one!.changed + one!.removed).toBe(before.length);
      const sum = (list: readonly Row[]) => list.reduce((total, { count }) => total + count, 0);
      expect(one!.persons).toEqual([sum(before), sum(after)]);
    }),
    { numRuns: 60 },
  );
});

test('without ids rows are matched whole, repeated ones one to one; columns gone and new are named', async () => {
  const before =
    '机构名称,经度,纬度,床位数,旧列\n甲,103.5,36.1,10,x\n甲,103.5,36.1,10,x\n乙,103.6,36.2,20,y\n';
  const after = '机构名称,经度,纬度,床位数,新列\n甲,103.5,36.1,10,1\n丙,103.7,36.3,5,2\n';
  const [one] = await compareFiles(
    studyWith('facilities', '机构.csv', before),
    '机构.csv',
    studyWith('facilities', '机构.csv', after),
    '机构.csv',
    options(),
  );
  expect(one).toMatchObject({
    by: 'row',
    same: 1,
    added: 1,
    removed: 2,
    changed: 0,
    columnsGone: ['旧列'],
    columnsNew: ['新列'],
    faults: [null, null],
  });
  expect(one!.capacity.find(({ service }) => service === 'meals')?.sums).toEqual([40, 15]);
});

test('a new file that the present settings cannot read says why', async () => {
  const before = studyWith('elders', 'a.csv', '编号,经度,纬度,人数\n1,103.5,36.1,4\n');
  const asked = source('a.csv', { columns: { elders: '人数' } });
  const study = { ...before, settings: { ...before.settings, layers: { elders: [asked] } } };
  const after: Study = { ...study, files: { 'a.csv': new Blob(['编号,经度,纬度,别的\n1,103.5,36.1,4\n']) } };
  const [one] = await compareFiles(study, 'a.csv', after, 'a.csv', options());
  expect(one!.faults[0]).toBeNull();
  expect(one!.faults[1]).toMatchObject({ code: 'column.absent', at: { file: 'a.csv', column: '人数' } });
});

test('candidate places are the same places in the other system, in order, at most some hundred', async () => {
  const places = Array.from({ length: 950 }, (_, i) => [103.3 + i * 1e-4, 36.4 + (i % 37) * 1e-4] as const);
  const text = [
    '编号,经度,纬度,人数',
    ...places.map(([lon, lat], i) => `${i},${wgs84ToBd09(lon, lat).join()},3`),
  ];
  const study = studyWith('elders', '老人.csv', text.join('\n'));
  const found = await candidatePlaces(study, 'elders', source('老人.csv'), 'BD-09', options());
  if (!found.ok) throw new Error(found.fault.code);
  const { now, then } = found.value;
  const step = Math.ceil(places.length / 200);
  expect(then.length / 2).toBe(Math.ceil(places.length / step));
  for (let k = 0; k < then.length / 2; k++) {
    const [lon, lat] = places[k * step]!;
    expect(Math.abs(then[2 * k]! - lon)).toBeLessThan(2e-8);
    expect(Math.abs(then[2 * k + 1]! - lat)).toBeLessThan(2e-8);
    const [x, y] = wgs84ToBd09(lon, lat);
    expect([now![2 * k], now![2 * k + 1]]).toEqual([x, y]);
  }
});

test('of metres that nothing places only the other reading is given', async () => {
  const study = studyWith('facilities', '机构.csv', '机构名称,经度,纬度\n甲,500123.5,4034567.1\n');
  const found = await candidatePlaces(study, 'facilities', source('机构.csv'), 'EPSG:4544', options());
  if (!found.ok) throw new Error(found.fault.code);
  expect(found.value.now).toBeNull();
  expect(found.value.then[0]).toBeCloseTo(105.0, 1);
});

test('a peek shows columns and first rows of a file that is no layer yet, and nobody’s number', async () => {
  const study = studyWith('elders', '名单.csv', '姓名,身份证号,东,北\n王秀兰,62010219500101001X,1,2\n');
  const peek = await peekFile(study, 'elders', source('名单.csv'), options());
  if (!peek.ok) throw new Error(peek.fault.code);
  expect(peek.value.header).toEqual(['姓名', '身份证号', '东', '北']);
  expect(JSON.stringify(peek.value.sample)).not.toMatch(/王秀兰|6201021950/);
  expect(peek.value.sample[0]!.slice(2)).toEqual(['1', '2']);
});
