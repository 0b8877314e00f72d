import { describe, expect, test } from 'vitest';
import type { Findings } from '../../src/domain/findings';
import { serviceBit } from '../../src/domain/service';
import type {
  ElderStory,
  FacilityStory,
  ServiceWay,
  SpotStory,
  Way,
  WaySeconds,
} from '../../src/domain/stories';
import { defaultSettings } from '../../src/domain/study';
import { elderAnswer, spotAnswer } from '../../src/ui/map/answer';
import { facilityAnswer } from '../../src/ui/map/facility-answer';
import { causeTable, serviceLines } from '../../src/ui/map/way-text';
import { drawnWays } from '../../src/ui/map/drawn-ways';
import { mapSummary } from '../../src/ui/map/feature-text';
import { featureAt, featureIndex, featuresInView } from '../../src/ui/map/features';
import { legendContent } from '../../src/ui/map/legend';
import { metresPerPixel, scaleBar } from '../../src/ui/map/view-math';
import { elderDots, facilityMarks } from '../../src/layers/points';

const NB = '\u00a0';
const THIN = '\u202f';

/** Row 0 needs 1,386 m (1,732.5 s at 0.8 m/s), row 1 is unlinked, row 2 has no way; one canteen of 30 places. */
function findings(): Findings {
  return {
    settings: defaultSettings,
    approximate: false,
    elders: {
      count: 3,
      ids: ['王大爷', 'b', 'c'],
      lons: Float64Array.of(114, 114.001, 114.002),
      lats: Float64Array.of(30, 30.001, 30.002),
      elders: Float64Array.of(38, 5, 2),
      bands: { age60: Float64Array.of(27, 5, 2), age80: Float64Array.of(11, 0, 0) },
      polygons: [null, null, null],
    },
    facilities: {
      entranceFirst: Int32Array.of(0, 1),
      count: 1,
      ids: ['F1'],
      names: ['渡口街食堂'],
      lons: Float64Array.of(114.0005),
      lats: Float64Array.of(30.0005),
      services: Int32Array.of(serviceBit('meals')),
      capacity: { meals: Float64Array.of(30) },
    },
    districts: { count: 0, names: [], ids: [], polygons: [] },
    elderDistrict: Int32Array.of(-1, -1, -1),
    elderLinks: {
      linked: Uint8Array.of(1, 0, 1),
      snapMetres: Float64Array.of(3, 312, 4),
      island: Uint8Array.of(0, 0, 0),
    },
    facilityLinks: { linked: Uint8Array.of(1), snapMetres: Float64Array.of(2), island: Uint8Array.of(0) },
    streets: null,
    services: [
      {
        service: 'meals',
        sites: Int32Array.of(0),
        nearest: Int32Array.of(0, -1, -1),
        metres: Float64Array.of(1386, Infinity, Infinity),
        seconds: Float64Array.of(1732.5, Infinity, Infinity),
        within: Float64Array.of(0, NaN, 0),
        choices: Float64Array.of(0, NaN, 0),
        straightMetres: Float64Array.of(412, 300, 200),
        eldersWithin: Float64Array.of(60),
        eldersAlone: Float64Array.of(12),
        foot: { elders: 45, covered: 0, gap: 40, unlinked: 5, share: 0 },
        ownPace: null,
        ownPaceWithin: null,
        bands: [],
      },
    ],
  } as unknown as Findings;
}

const way: Way = {
  lonLats: Float64Array.of(114, 30, 114.0005, 30.0005),
  ends: [
    [114, 30],
    [114.0005, 30.0005],
  ],
  metres: 1386,
  stepsMetres: 46,
  bridgeMetres: 120,
  names: ['北坡巷', '渡口街'],
  facts: { climbMetres: 12.3, descentMetres: 0.4, crossings: 2.5, signals: 0.5, gates: 1, countedSteps: 18 },
};
const causes: WaySeconds = {
  parts: [
    { cause: 'street', seconds: 1607.4, metres: 1286 },
    { cause: 'climb', seconds: 95.4, metres: 12.3 },
    { cause: 'crossings', seconds: 25, count: 2.5, eachSeconds: 10 },
    { cause: 'gates', seconds: 0.3, count: 1, eachSeconds: 0.3 },
  ],
  back: null,
  rests: { cause: 'rests', seconds: 4.4, count: 1, eachSeconds: 4.4 },
  seconds: 1732.5,
};
const told: ServiceWay = {
  service: 'meals',
  reason: 'tooFar',
  facility: 0,
  straightMetres: 412,
  metres: 1386,
  seconds: 1732.5,
  choices: 0,
  within: 0,
  way,
  causes,
  paces: { age60: 1386, age80: 2310 },
};
const story: ElderStory = {
  row: 0,
  who: 'everybody',
  metresPerSecond: 0.8,
  linked: true,
  island: false,
  snapMetres: 3,
  services: [told],
};
const spot: SpotStory = { ...story, lon: 114.003, lat: 30.003 };

describe('the answer of an elder place', () => {
  test('names the street, never the row, and tells metres, minutes at each pace and why', () => {
    const answer = elderAnswer(findings(), 0, 'meals', story, 'zh');
    const all = JSON.stringify(answer);
    expect(all).not.toContain('王大爷');
    expect(answer.title).toBe('北坡巷一带');
    expect(answer.subtitle).toBe('38 位老人，60–69 岁 27 位，80 岁及以上 11 位');
    const values = answer.rows.map((row) => row.value);
    expect(values).toContain(`412${NB}米`);
    expect(values).toContain(`1${THIN}386${NB}米，过桥`);
    // 1,386 m at 0.8 m/s is 28 min 52.5 s; at 0.6 m/s 38 min 30 s; at 1.0 m/s 23 min 6 s.
    expect(values).toContain(`38${NB}分${NB}30${NB}秒`);
    expect(values).toContain(`23${NB}分${NB}6${NB}秒`);
    const text = answer.sentences.join('');
    expect(text).toContain('超过 15 分钟');
    expect(text).toContain('沿街是直线的 3.4 倍');
    expect(text).toContain(
      `台阶 46${NB}米、桥 120${NB}米、上坡共升高 12${NB}米、过街 2 次、门 1 道、实地数到的台阶 18 级`,
    );
    expect(text).toContain('北坡巷、渡口街');
  });

  test('before the story is there the findings alone answer', () => {
    const answer = elderAnswer(findings(), 0, 'meals', null, 'en');
    expect(answer.rows[0].value).toBe('渡口街食堂');
    expect(answer.sentences.join(' ')).toContain('more than 15 min');
  });

  test('an unlinked place says how far its street is, a place without a way says so', () => {
    expect(elderAnswer(findings(), 1, 'meals', null, 'zh').sentences.join('')).toContain(`312${NB}米`);
    expect(elderAnswer(findings(), 2, 'meals', null, 'zh').sentences.join('')).toContain(
      '没有路通到任何一处助餐点',
    );
  });
});

describe('the seconds of a way by cause', () => {
  const tableOf = (one: ServiceWay, isArea = false) =>
    causeTable(findings(), one, { metresPerSecond: 0.8 }, isArea, 'zh')!;

  test('are whole seconds that sum to the total, each with what it is made of', () => {
    const { title, heads, lines, sums, notes } = tableOf(told);
    expect(title).toBe(`这 28${NB}分${NB}53${NB}秒从哪来`);
    expect(heads).toEqual([]);
    // 1607 + 95 + 25 + 0 + 4 = 1731 of 1733 (1732.5 rounded): the two largest remainders, .4 and .4, in order.
    expect(lines.map(({ label, detail, times }) => [label, detail, ...times])).toEqual([
      ['沿街平路', `1${THIN}286${NB}米 ÷ 0.8${NB}米/秒`, `26${NB}分${NB}48${NB}秒`],
      ['上坡多用', `共升 12${NB}米`, `1${NB}分${NB}36${NB}秒`],
      ['过街，无红绿灯', '2.5 次 × 10 秒', `25${NB}秒`],
      ['过门', '1 次 × 0.3 秒', '不到 1 秒'],
      ['途中歇脚', '1 次 × 4.4 秒', `4${NB}秒`],
    ]);
    expect(26 * 60 + 48 + 60 + 36 + 25 + 4).toBe(28 * 60 + 53);
    expect(sums).toEqual([{ label: '合计', detail: '', times: [`28${NB}分${NB}53${NB}秒`] }]);
    expect(notes).toHaveLength(1);
    expect(tableOf(told, true).notes[0]).toContain('平均');
  });

  test('there and back stand side by side, and half of both is what counts', () => {
    const back = [
      { cause: 'street', seconds: 1607.4, metres: 1286 },
      { cause: 'descent', seconds: 12.2, metres: 12.3 },
      { cause: 'crossings', seconds: 25, count: 2.5, eachSeconds: 10 },
    ] as const;
    const seconds = (1607.4 + 95.4 + 25 + 0.3 + 1607.4 + 12.2 + 25) / 2 + 4.4;
    const { heads, lines, sums } = tableOf({ ...told, causes: { ...causes, back, seconds } });
    expect(heads).toEqual(['去', '回']);
    expect(lines.map(({ label, times }) => [label, ...times])).toEqual([
      ['沿街平路', `26${NB}分${NB}48${NB}秒`, `26${NB}分${NB}48${NB}秒`],
      ['上坡多用', `1${NB}分${NB}35${NB}秒`, '–'],
      ['过街，无红绿灯', `25${NB}秒`, `25${NB}秒`],
      ['过门', '不到 1 秒', '–'],
      ['下坡多用', '–', `12${NB}秒`],
    ]);
    expect(sums.map(({ times }) => times)).toEqual([
      [`28${NB}分${NB}48${NB}秒`, `27${NB}分${NB}25${NB}秒`],
      [`4${NB}秒`],
      [`28${NB}分${NB}11${NB}秒`],
    ]);
  });

  test('without streets say that they are approximate, and of what', () => {
    const straight: WaySeconds = {
      parts: [{ cause: 'straight', seconds: 669.5, metres: 412 }],
      back: null,
      rests: null,
      seconds: 669.5,
    };
    const one = { ...told, way: null, causes: straight };
    const { lines, notes } = causeTable(
      { ...findings(), approximate: true },
      one,
      { metresPerSecond: 0.8 },
      false,
      'en',
    )!;
    expect(lines[0]!.detail).toBe(`412${NB}m × 1.3 ÷ 0.8${NB}m/s`);
    expect(notes.join(' ')).toContain('Approximate');
    expect(causeTable(findings(), { ...told, causes: null }, story, false, 'zh')).toBeNull();
  });
});

describe('any spot', () => {
  test('says where it was linked, that it is not kept, and the way to the nearest site', () => {
    const answer = spotAnswer(findings(), 'meals', spot, 'zh');
    expect(answer.title).toBe('从这一处出发');
    expect(answer.subtitle).toBe('北坡巷一带');
    expect(answer.rows.map((row) => row.value)).toContain('渡口街食堂');
    const text = answer.sentences.join('');
    expect(text).toContain(`离最近的可走街道 3${NB}米`);
    expect(text).toContain('不保存');
    expect(JSON.stringify(answer)).not.toContain('老人');
  });

  test('too far from every street, says how far, and gives no time', () => {
    const services: ServiceWay[] = [
      {
        ...told,
        reason: 'unlinked',
        facility: -1,
        metres: Infinity,
        seconds: Infinity,
        within: NaN,
        way: null,
        causes: null,
      },
    ];
    const lost = { ...spot, linked: false, snapMetres: 312, services };
    const answer = spotAnswer(findings(), 'meals', lost, 'en');
    expect(answer.rows).toEqual([]);
    expect(answer.sentences[0]).toContain(`312${NB}m away, more than the linking distance of 200${NB}m`);
    expect(serviceLines(findings(), services, 'en')[0]).toMatchObject({
      facility: 'not linked',
      metres: '',
      time: '',
      mark: '',
    });
  });

  test('each service is a line: facility, metres, time, in time or not', () => {
    expect(serviceLines(findings(), [told], 'zh')).toEqual([
      {
        service: 'meals',
        glyph: '餐',
        word: '助餐',
        facility: '渡口街食堂',
        metres: `1${THIN}386${NB}米`,
        time: `28${NB}分${NB}53${NB}秒`,
        mark: '超时限',
        tone: 'warm',
      },
    ]);
    expect(serviceLines(findings(), [{ ...told, within: 0.4 }], 'zh')[0]!.mark).toBe('部分时限内');
  });

  test('the way chosen is drawn apart from the others, one a facility, with its ends named', () => {
    const other = (service: ServiceWay['service'], facility: number): ServiceWay => ({
      ...told,
      service,
      facility,
      way: { ...way },
    });
    const services = [told, other('legal', 0), other('rehab', 1), other('medical', 1)];
    const drawn = drawnWays({ ...spot, services }, 'meals', ['起点', '终点']);
    expect(drawn.chosen).toBe(way);
    expect(drawn.others).toEqual([services[2]!.way]);
    expect(drawn.labels).toEqual([
      { text: '起点', place: [114, 30] },
      { text: '终点', place: [114.0005, 30.0005] },
    ]);
  });
});

test('the answer of a facility tells whom it serves, who has nothing else, and its places', () => {
  const served = { eldersWithin: 60, eldersAlone: 12 } as FacilityStory;
  const answer = facilityAnswer(findings(), 0, 'meals', served, 'zh');
  expect(answer.title).toBe('渡口街食堂');
  expect(answer.rows.map((row) => row.value)).toEqual(['60 位老人', '12 位老人', '30', '2.0 位老人']);
  expect(facilityAnswer(findings(), 0, 'legal', null, 'zh').sentences[0]).toContain('不提供助法');
  const several = { ...findings().facilities, entranceFirst: Int32Array.of(0, 3) };
  const { rows } = facilityAnswer({ ...findings(), facilities: several }, 0, 'meals', null, 'zh');
  expect(rows.at(-1)).toMatchObject({ label: '入口', value: '3 个，按最近的算' });
});

test('the description of the map has the counts', () => {
  expect(mapSummary(findings(), 'meals', 'zh')).toBe(
    '1 处助餐点，45 位老人。15 分钟内走得到 0 位，走不到 40 位，未接上街道 5 位。',
  );
});

test('the legend names thirds of the limit and only what is on the map', () => {
  const base = {
    language: 'zh',
    findings: findings(),
    service: 'meals',
    pace: 'overall',
    elders: elderDots(findings(), 'meals', 'overall'),
    sites: facilityMarks(findings(), 'meals').sites,
    circle: null,
  } as const;
  const lines = {
    count: 1,
    first: Uint32Array.of(0, 2),
    lonLats: new Float64Array(4),
    classes: Uint8Array.of(3),
    steps: Uint8Array.of(0),
  };
  const texts = (content: ReturnType<typeof legendContent>): string[] =>
    content.rows.flatMap((row) => (row.kind === 'dots' ? row.dots.map((dot) => dot.text) : [row.text]));
  expect(texts(legendContent({ ...base, reach: lines })).slice(1, 5)).toEqual([
    '5 分钟内',
    '5–10 分钟',
    '10–15 分钟',
    '15 分钟走不到',
  ]);
  expect(texts(legendContent({ ...base, reach: lines }))).not.toContain('没有路相通');
  expect(
    texts(
      legendContent({ ...base, reach: { ...lines, classes: Uint8Array.of(4), steps: Uint8Array.of(1) } }),
    ),
  ).toEqual(expect.arrayContaining(['没有路相通', '台阶']));
  expect(texts(legendContent({ ...base, reach: null }))).not.toContain('5 分钟内');
});

describe('places under the pointer and in view', () => {
  const index = featureIndex(findings());
  const targets = { elders: true, elderRadius: () => 4, facilities: true, facilityRadius: () => 15 };

  test('a small dot is hit within 12 pixels, not further; facilities come first', () => {
    // At zoom 16 one degree of longitude is 512 × 2^16 / 360 = 93,207 px: 10 px are 0.000107°.
    expect(featureAt(index, 114 - 10 / 93207, 30, 16, targets)).toEqual({ kind: 'elder', index: 0 });
    expect(featureAt(index, 114 - 14 / 93207, 30, 16, targets)).toBeNull();
    expect(featureAt(index, 114.0005, 30.0005, 16, targets)).toEqual({ kind: 'facility', index: 0 });
    expect(featureAt(index, 114, 30, 16, { ...targets, elders: false })).toBeNull();
  });

  test('the list is nearest first and ends with the box', () => {
    const listed = featuresInView(index, [113.9995, 29.9995, 114.0015, 30.0015], targets);
    // Middle 114.0005, 30.0005: the facility is there, rows 0 and 1 half a thousandth away, row 2 outside.
    expect(listed.map(({ kind, index: i }) => `${kind}${i}`).sort()).toEqual([
      'elder0',
      'elder1',
      'facility0',
    ]);
    expect(listed[0]).toMatchObject({ kind: 'facility' });
    expect(featuresInView(index, [113.9995, 29.9995, 114.0015, 30.0015], targets, 1)).toHaveLength(1);
  });
});

test('the scale bar is the longest 1, 2 or 5 that fits', () => {
  expect(scaleBar(1.55, 100)).toEqual({ metres: 100, pixels: 100 / 1.55 });
  expect(scaleBar(5, 110).metres).toBe(500);
  expect(scaleBar(2.1, 110).metres).toBe(200);
  // 40,075,017 m round the equator on 512 px at zoom 0.
  expect(metresPerPixel(0, 0)).toBeCloseTo(40075016.686 / 512, 3);
});
